"""The lines of a table's cells: nothing lost, nothing wider than its column."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.fonts import Face, width
from desktop.documents.model import Align
from desktop.documents.pdf_cell import CellText, Setter

SIZE = 12.0
TEXTS = st.lists(st.text("aăđ Wi\n", min_size=1, max_size=40), max_size=6).map(" ".join).map(str.strip)


def set_text(text: str, room: float, align: Align = Align.LEFT) -> CellText:
    return Setter(SIZE).text(text, room, align)


def test_a_short_text_is_one_line() -> None:
    assert [line.text for line in set_text("Thạc sĩ", 100).lines] == ["Thạc sĩ"]


def test_a_long_text_breaks_between_words() -> None:
    lines = [line.text for line in set_text("Bệnh viện Đa khoa Đồng Nai", 82).lines]
    assert lines == ["Bệnh viện Đa", "khoa Đồng Nai"]


def test_line_breaks_are_kept_and_blank_lines_too() -> None:
    assert [line.text for line in set_text("một\n\nhai", 100).lines] == ["một", "", "hai"]


def test_nothing_is_no_line() -> None:
    assert set_text("", 100).height == 0


def test_only_the_last_line_of_a_stretch_is_not_stretched() -> None:
    assert [line.ends for line in set_text("nhiều chữ quá\nhai", 40, Align.JUSTIFY).lines] == [
        False,
        True,
        True,
    ]


def test_a_cell_is_cut_between_lines() -> None:
    cell = set_text("một\nhai\nba", 100)
    upper, lower = cell.cut(cell.leading * 2.5)
    assert [line.text for line in (*upper.lines, *lower.lines)] == ["một", "hai", "ba"]
    assert len(upper.lines) == 2


@given(TEXTS, st.floats(15, 200))
def test_no_letter_is_lost(text: str, room: float) -> None:
    printed = "".join(line.text for line in set_text(text, room).lines)
    assert printed.replace(" ", "") == "".join(text.split())


@given(TEXTS, st.floats(15, 200))
def test_no_line_is_wider_than_its_room_but_for_tighter_blanks(text: str, room: float) -> None:
    blank = width(" ", SIZE, Face.REGULAR)
    for line in set_text(text, room).lines:
        assert width(line.text, SIZE) <= room + 0.05 * blank * (line.text.count(" ") + 1) + 1e-6
