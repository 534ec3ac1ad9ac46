from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.columns import CELL_PADDING, fit, page_parts
from desktop.documents.model import Column, Row, Table
from documents.half_year_report import degree_table, progress_table

ROOM = 460.0


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.55 if bold else 0.5)


def a_table(columns: int, cell: str = "1.234") -> Table:
    return Table(
        tuple(Column(f"C{n}", n + 1.0) for n in range(columns)),
        (Row(("Phần đầu",), section=True), Row((cell,) * columns)),
        caption="Bảng",
    )


def test_columns_fill_the_page() -> None:
    for table in (degree_table(), progress_table(), a_table(3)):
        assert abs(sum(fit(table, ROOM, measure).widths) - ROOM) < 1e-6


def test_relative_widths_are_kept_where_every_word_fits() -> None:
    table = Table((Column("A", 1), Column("B", 3)), (Row(("a", "b")),))
    assert fit(table, 400, measure).widths == (100.0, 300.0)


def test_a_narrow_column_is_widened_to_its_longest_word() -> None:
    table = Table((Column("A", 0.1), Column("B", 10)), (Row(("1.234.567,8", "b")),))
    own = fit(table, ROOM, measure)
    assert own.widths[0] >= measure("1.234.567,8", own.size, False) + 2 * CELL_PADDING


def test_many_columns_take_smaller_letters() -> None:
    assert fit(a_table(5), ROOM, measure).size == 12.0
    assert fit(a_table(8), ROOM, measure).size == 11.0
    assert fit(a_table(11), ROOM, measure).size <= 10.0


def test_a_word_nobody_can_fit_does_not_spoil_the_table() -> None:
    assert fit(a_table(3, "w" * 500), ROOM, measure).size == 12.0


def test_a_table_too_wide_for_the_page_is_cut_between_columns() -> None:
    parts = page_parts(a_table(40), ROOM, measure)
    assert [column.title for part in parts for column in part.columns[2:]] == [f"C{n}" for n in range(2, 40)]
    assert {part.columns[:2] for part in parts} == {a_table(40).columns[:2]}
    assert [part.caption for part in parts] == ["Bảng"] + ["Bảng (tiếp theo)"] * (len(parts) - 1)
    assert all(fit(part, ROOM, measure).size >= 8 for part in parts)


def test_a_table_that_fits_stays_whole() -> None:
    assert page_parts(degree_table(), ROOM, measure) == [degree_table()]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=30), st.floats(0, 100))
def test_any_words_and_widths_share_the_page(cells: list[str], relative: float) -> None:
    table = Table(tuple(Column(text, relative) for text in cells), (Row(tuple(cells)),))
    for part in page_parts(table, ROOM, measure):
        widths = fit(part, ROOM, measure).widths
        assert abs(sum(widths) - ROOM) < 1e-6
        assert min(widths) > 0
