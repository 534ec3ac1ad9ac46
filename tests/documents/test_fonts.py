import shutil
import unicodedata
from pathlib import Path

import pytest
import reportlab

from desktop.documents.fonts import (
    UNKNOWN,
    VIETNAMESE_LETTERS,
    Face,
    face,
    find_fonts,
    letters_in,
    paper_fonts,
    runs,
    unknown_letters,
    width,
)
from desktop.errors import UserError

INCOMPLETE = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
LIBERATION = ("Regular", "Bold", "Italic", "BoldItalic")


def copy_family(folder: Path, names: list[str], source: Path | None = None) -> None:
    folder.mkdir(parents=True)
    for name, own in zip(names, paper_fonts().faces.values(), strict=True):
        shutil.copy(source or own, folder / name)


def test_there_are_134_accented_letters_all_composed() -> None:
    assert len(VIETNAMESE_LETTERS) == 134
    assert all(len(unicodedata.normalize("NFC", letter)) == 1 for letter in VIETNAMESE_LETTERS)
    assert {"ằ", "Ỵ", "đ", "Đ", "ỡ", "Ử"} <= VIETNAMESE_LETTERS


def test_the_fonts_of_this_machine_hold_every_vietnamese_letter() -> None:
    assert all(letters_in(path) >= VIETNAMESE_LETTERS for path in paper_fonts().faces.values())


def test_times_new_roman_goes_before_liberation(tmp_path: Path) -> None:
    copy_family(tmp_path / "a", [f"LiberationSerif-{style}.ttf" for style in LIBERATION])
    copy_family(tmp_path / "b", ["times.ttf", "timesbd.ttf", "TIMESI.TTF", "timesbi.ttf"])
    assert find_fonts([tmp_path]).faces[Face.ITALIC] == tmp_path / "b" / "TIMESI.TTF"


def test_a_family_that_lacks_letters_is_passed_over(tmp_path: Path) -> None:
    copy_family(tmp_path / "a", ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"], INCOMPLETE)
    copy_family(tmp_path / "old", [f"LiberationSerif-{style}.ttf" for style in LIBERATION], INCOMPLETE)
    copy_family(tmp_path / "v2", [f"LiberationSerif-{style}.ttf" for style in LIBERATION])
    assert {path.parent.name for path in find_fonts([tmp_path]).faces.values()} == {"v2"}


def test_a_family_that_lacks_a_face_is_passed_over(tmp_path: Path) -> None:
    copy_family(tmp_path / "a", ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"])
    (tmp_path / "a" / "timesbi.ttf").unlink()
    with pytest.raises(UserError, match="fonts-liberation2"):
        find_fonts([tmp_path])


def test_a_damaged_font_file_counts_as_no_font(tmp_path: Path) -> None:
    copy_family(tmp_path / "a", ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"])
    (tmp_path / "a" / "timesbd.ttf").write_bytes(b"khong phai phong chu")
    with pytest.raises(UserError, match="không có phông Times New Roman"):
        find_fonts([tmp_path, tmp_path / "khong-co"])


def test_faces_are_chosen_by_weight_and_slant() -> None:
    assert [face(), face(True), face(False, True), face(True, True)] == list(Face)


def test_vietnamese_text_is_one_run_in_the_papers_face() -> None:
    text = "".join(sorted(VIETNAMESE_LETTERS)) + " 0123 ./."
    assert runs(text, Face.BOLD) == [(Face.BOLD.value, text)]
    assert unknown_letters([text]) == ()


def test_a_letter_no_font_has_becomes_a_box_and_is_reported() -> None:
    private = "\ue123"
    assert runs(f"a{private}b") == [(Face.REGULAR.value, f"a{UNKNOWN}b")]
    assert unknown_letters([f"a{private}", "b\n"]) == (private,)


def test_a_compatible_spelling_goes_before_a_box() -> None:
    digit = "\U0001d7f6"  # a mathematical zero
    drawn = runs(f"x{digit}")
    assert unknown_letters([digit]) == ()
    assert UNKNOWN not in "".join(part for _, part in drawn)


def test_widths_grow_with_size_and_weight() -> None:
    assert width("Độc lập", 26) == pytest.approx(2 * width("Độc lập", 13))
    assert width("Độc lập", 13, Face.BOLD) > width("Độc lập", 13)
