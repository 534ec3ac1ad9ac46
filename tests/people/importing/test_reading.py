"""Reading corrected, remembered, pasted and doubtful lists."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import NotAllowed, Severity, UserError
from desktop.excel.book import Book, Sheet
from desktop.excel.legacy import LEGACY, Encoding
from desktop.excel.reader import read_book
from desktop.people.importing.guessing import Shape, guess_columns, shape_of
from desktop.people.importing.layouts import Known, Layout, column_views, draft_layout, letter, signature_of
from desktop.people.importing.list_rows import ParsedList
from desktop.people.importing.meanings import Meaning, choices, code_of, meaning_of, read_typed, words_of
from desktop.people.importing.office_list import (
    NoHeadings,
    parse_book,
    preview_import,
    read_list,
    read_pasted,
    write_errors,
)
from desktop.people.importing.reading import Unclear
from desktop.people.importing.sources import forget_layouts, remember_layouts, remembered_layouts
from people.importing.messy import Rows, in_old_font, save, values
from people.importing.messy_lists import CHANGED, Formula, MessyList, MessySheet, write

HEADLESS: Rows = (
    (1, "Nguyễn Văn Ân", "05/03/1980", "075080001234", "Nam", "Tiến sĩ", "Trường Mẫu", "an@vidu.vn"),
    (2, "Lê Thị Hoa", "1985", "075185001234", "Nữ", "Thạc sĩ", "Sở Mẫu", "hoa@vidu.vn"),
    (3, "Trần Văn Ba", "12/1990", "075090001234", "Nam", "Đại học", "Công ty Mẫu", "ba@vidu.vn"),
)


def sheet_of(rows: Rows) -> Sheet:
    return Sheet("Sheet", [list(row) for row in rows])  # type: ignore[arg-type]


def parsed(rows: Rows, known: Known = Known(), encoding: str = "auto") -> ParsedList:  # noqa: B008
    return parse_book(Book("a.xlsx", (sheet_of(rows),)), encoding, known=known)


def said(listed: ParsedList) -> list[tuple[int, str, Severity]]:
    return [(row.row, one.message, one.severity) for row in listed.people for one in row.said]


# Lists that are not read


@pytest.mark.parametrize("gap", [(), (None,)])
def test_tables_side_by_side_are_read_one_after_the_other(gap: tuple[object, ...]) -> None:
    head = ("STT", "Họ và tên", "Năm sinh", "Trình độ")
    rows = ((*head, *gap, *head), (1, "Lê An", 1970, "ThS", *gap, 2, "Võ Ba", 1975, "TS"))
    found = parsed(rows)
    assert [(one.row, one.values["full_name"], one.values["birth"]) for one in found.people] == [
        (2, "Lê An", 1970),
        (2, "Võ Ba", 1975),
    ]
    assert [sheet.name for sheet in found.sheets] == (
        ["Sheet (A–E)", "Sheet (F–I)"] if gap else ["Sheet (A–D)", "Sheet (E–H)"]
    )
    name = Meaning("full_name")
    layout = Layout(0, 0, {1: name, 2: Meaning("birth"), 5 + len(gap): name})
    assert values(parsed(rows, Known(layouts={"Sheet": layout})))[0] == {"full_name": "Lê An", "birth": 1970}


def test_names_in_parts_side_by_side_are_read_one_after_the_other() -> None:
    head = ("Họ đệm", "Tên", "Năm sinh")
    found = parsed(((*head, *head), ("Lê Thị", "An", 1970, "Võ", "Ba", 1975)))
    assert [one["full_name"] for one in values(found)] == ["Lê Thị An", "Võ Ba"]


def test_tables_side_by_side_with_other_headings_are_refused_and_it_is_said_what_to_do() -> None:
    head, other = ("STT", "Họ và tên", "Năm sinh"), ("Họ và tên", "Chức vụ")
    with pytest.raises(Unclear, match="hãy chuyển bảng bên phải xuống dưới bảng bên trái"):
        parsed(((*head, *other), (1, "Lê An", 1970, "Võ Ba", "Giám đốc")))


def test_headings_alone_hold_nobody() -> None:
    with pytest.raises(UserError, match="không có ai bên dưới"):
        parsed((("STT", "Họ và tên", "Năm sinh", "Trình độ"),))


# Corrections and what is remembered


def test_a_corrected_layout_is_followed() -> None:
    rows = (("A", "B"), ("Lê An", "Sở Mẫu"), ("Võ Ba", "Sở Mẫu"))
    layout = Layout(0, 0, {0: Meaning("full_name"), 1: Meaning("workplace")})
    found = values(parsed(rows, Known(layouts={"Sheet": layout})))
    assert found[0] == {"full_name": "Lê An", "workplace": "Sở Mẫu"}


def test_a_remembered_layout_is_found_by_its_headings_wherever_they_stand() -> None:
    first = sheet_of((("STT", "Họ và tên", "Chỗ làm"), (1, "Lê An", "Sở Mẫu")))
    layout = Layout(0, 0, {1: Meaning("full_name"), 2: Meaning("workplace")})
    known = Known(remembered={signature_of(first, layout): layout})
    later = (("DANH SÁCH",), (), ("STT", "HỌ VÀ TÊN", "Chỗ làm"), (1, "Võ Ba", "Viện Mẫu"))
    found = parsed(later, known)
    assert values(found) == [{"full_name": "Võ Ba", "workplace": "Viện Mẫu"}]
    assert found.sheets[0].source


def test_other_headings_are_another_source() -> None:
    layout = Layout(0, 0, {1: Meaning("full_name")})
    one, other = sheet_of((("STT", "Tên", "Ghi"),)), sheet_of((("STT", "Tên", "Ghi gì"),))
    assert signature_of(one, layout) != signature_of(other, layout)


def test_the_column_of_errors_makes_no_other_source() -> None:
    layout = Layout(0, 0, {1: Meaning("full_name")})
    one, other = sheet_of((("STT", "Tên"),)), sheet_of((("STT", "Tên", "Lỗi"),))
    assert signature_of(one, layout) == signature_of(other, layout)


def test_a_list_without_headings_is_remembered_by_its_columns_if_names_stand_there() -> None:
    layout = Layout(0, -1, {1: Meaning("full_name"), 2: Meaning("birth")})
    known = Known(remembered={"#3": layout})
    assert values(parsed(((1, "Lê An", "1980"),), known)) == [{"full_name": "Lê An", "birth": "1980"}]
    with pytest.raises(NoHeadings):
        parsed(((1, "1980", "Lê An"), (2, "1981", "Võ Ba")), known)


def test_layouts_survive_being_remembered(office: Office) -> None:
    layout = Layout(
        0, 1, {0: Meaning("full_name", part="given"), 2: Meaning("sex", code="nu")}, {2: Encoding.VNI}
    )
    headless = Layout(0, -1, {0: Meaning("full_name")})
    with office.write() as session:
        remember_layouts(session, "a.xlsx", {"0:a\n0:b": layout, "#4": headless})
    with office.read() as session:
        assert remembered_layouts(session) == {"0:a\n0:b": layout, "#4": headless}
    with office.write() as session:
        assert forget_layouts(session, ["#4", "không có"]) == 1
    with office.read() as session:
        assert set(remembered_layouts(session)) == {"0:a\n0:b"}


def test_what_is_remembered_again_replaces_what_was(office: Office) -> None:
    for key in ("full_name", "workplace"):
        with office.write() as session:
            remember_layouts(session, "a.xlsx", {"0:a": Layout(0, 0, {0: Meaning(key)})})
    with office.read() as session:
        assert remembered_layouts(session)["0:a"].meanings == {0: Meaning("workplace")}


def test_who_may_not_edit_teaches_nothing(office: Office) -> None:
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed), office.write() as session:
        remember_layouts(session, "a.xlsx", {"0:a": Layout(0, 0, {})})


@pytest.mark.parametrize("code", [code for code, _ in choices()])
def test_every_meaning_has_a_code_and_words_that_lead_back(code: str) -> None:
    assert code_of(meaning_of(code)) == code
    assert read_typed(words_of(meaning_of(code)).upper()) == code


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letter(column) for column in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


# What cells alone tell


def test_columns_without_headings_are_guessed_by_their_values() -> None:
    found = {column: code_of(meaning) for column, meaning in guess_columns(HEADLESS).items()}  # type: ignore[arg-type]
    expected = ("#", "full_name", "birth", "id_number", "sex", "degree", "workplace", "email")
    assert found == dict(enumerate(expected))


@pytest.mark.parametrize(
    ("cell", "shape"),
    [
        ("05/03/1980", Shape.DATE), ("5.3.80", Shape.DATE), ("12/1990", Shape.DATE), (29285, Shape.DATE),
        (date(1980, 3, 5), Shape.DATE), ("1980", Shape.YEAR), (1980.0, Shape.YEAR),
        ("075080001234", Shape.ID_NUMBER), (75080001234, Shape.ID_NUMBER), ("0912345678", Shape.PHONE),
        ("0912.345.678", Shape.PHONE), (912345678, Shape.PHONE), ("an@vidu.vn", Shape.EMAIL),
        ("12a@vidu.vn", Shape.EMAIL), ("Nữ", Shape.SEX), ("Thạc sĩ", Shape.DEGREE),
        ("ThS Luật", Shape.DEGREE), ("Nguyễn Văn Ân", Shape.NAME), ("PGS.TS. Nguyễn Văn Ân", Shape.NAME),
        ("Trường Mẫu", Shape.ORGANISATION), ("Sở Y tế", Shape.ORGANISATION), ("12 Lê Lợi", Shape.WORDS),
        ("Nông nghiệp", Shape.WORDS), (3, Shape.NUMBER), (None, None), ("  ", None),
    ],
)  # fmt: skip
def test_a_value_shows_what_it_is(cell: object, shape: Shape | None) -> None:
    assert shape_of(cell) is shape  # type: ignore[arg-type]


# Pasted


def tabbed(rows: Rows) -> str:
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)


def test_what_was_copied_is_read_like_a_file() -> None:
    rows = (("STT", "Họ và tên", "Năm sinh"), (1, "Lê An", 1980), (None, "Cộng: 1 người", None))
    found = read_pasted(tabbed(rows))
    assert values(found) == [{"full_name": "Lê An", "birth": "1980"}]
    assert found.people[0].row == 2


def test_a_copied_list_without_headings_has_to_be_explained() -> None:
    with pytest.raises(NoHeadings):
        read_pasted(tabbed(HEADLESS))
    draft = draft_layout(sheet_of(HEADLESS), Encoding.AUTO, Known())
    found = read_pasted(tabbed(HEADLESS), known=Known(layouts={"Bảng vừa dán": draft.layout}))
    assert len(found.people) == 3
    assert found.people[0].values["id_number"] == "075080001234"


@pytest.mark.parametrize("copied", ["", "  \n\t\t\n"])
def test_nothing_copied_says_what_to_do(copied: str) -> None:
    with pytest.raises(UserError, match=r"Ctrl\+C"):
        read_pasted(copied)


# Old encodings by column

PEOPLE = ("Nguyễn Văn Ân", "Trần Thị Hường", "Đặng Quốc Vượng", "Lê Thị Tuyết Hằng")


def with_old_places(encoding: Encoding) -> Rows:
    places = ("Trường Tiểu học Mẫu", "Bệnh viện Mẫu", "Viện Nghiên cứu Mẫu", "Müller & Söhne")
    rows = zip(PEOPLE, (in_old_font(place, encoding) for place in places), strict=True)
    return (("Họ và tên", "Nơi công tác"), *rows)


@pytest.mark.parametrize("encoding", LEGACY)
def test_a_column_that_looks_old_is_named_and_left_alone(encoding: Encoding) -> None:
    found = parsed(with_old_places(encoding))
    assert found.sheets[0].suspected == {1: encoding}
    assert found.people[0].values["workplace"] == in_old_font("Trường Tiểu học Mẫu", encoding).strip()


@pytest.mark.parametrize("encoding", LEGACY)
def test_a_column_is_converted_when_told_but_never_to_nonsense(encoding: Encoding) -> None:
    rows = with_old_places(encoding)
    layout = Layout(0, 0, {0: Meaning("full_name"), 1: Meaning("workplace")}, {1: encoding})
    found = parsed(rows, Known(layouts={"Sheet": layout}))
    assert [one["workplace"] for one in values(found)][:3] == [
        "Trường Tiểu học Mẫu", "Bệnh viện Mẫu", "Viện Nghiên cứu Mẫu",
    ]  # fmt: skip
    assert [one["full_name"] for one in values(found)] == list(PEOPLE)
    if encoding is Encoding.TCVN3:
        assert values(found)[3]["workplace"] == "Müller & Söhne"
        assert [(row, severity) for row, _, severity in said(found)] == [(5, Severity.WARN)]
        assert "Müller" in said(found)[0][1]


def test_before_and_after_are_shown_for_a_column() -> None:
    sheet = sheet_of(with_old_places(Encoding.VNI))
    found = draft_layout(sheet, Encoding.AUTO, Known(layouts={
        "Sheet": Layout(0, 0, {0: Meaning("full_name"), 1: Meaning("workplace")}, {1: Encoding.VNI})
    }))  # fmt: skip
    view = column_views(sheet, found)[1]
    assert view.before[1] == in_old_font("Bệnh viện Mẫu", Encoding.VNI)
    assert view.samples[1] == "Bệnh viện Mẫu"


# Doubts


def test_a_formula_that_was_never_calculated_is_refused_where_it_matters(
    tmp_path: Path, office: Office
) -> None:
    rows = (
        ("STT", "Họ và tên", "Đơn vị công tác", "Màu áo", "Trình độ"),
        (1, "Lê An", Formula('=D2&"!"', None), Formula("=1+1", None), "TS"),
        (2, "Võ Ba", "#N/A", None, "TS"),
        (3, "Hồ Tư", "Sở Mẫu", Formula("=1+1", None), "TS"),
    )
    path = write(MessyList("a", [MessySheet("Sheet", rows)], []), tmp_path / "a.xlsx")
    found = read_list(path)
    assert [(row, text.split(";")[0]) for row, text, _ in said(found)] == [
        (2, "Ô này là công thức chưa được tính"), (3, "Ô này báo lỗi #N/A"),
    ]  # fmt: skip
    with office.read() as session:
        preview = preview_import(session, found)
    assert (preview.counts.new, preview.counts.wrong) == (1, 2)


def test_rows_after_a_change_of_meaning_are_left_out_and_the_others_taken(
    tmp_path: Path, office: Office
) -> None:
    found = read_list(write(CHANGED, tmp_path / "a.xlsx"))
    with office.read() as session:
        preview = preview_import(session, found)
    assert [row for _, row in preview.wrong] == [6, 7, 8]
    assert preview.counts.new == 4


def people_with(key: str, column: list[object]) -> Mapping[int, list[str]]:
    heading = {"workplace": "Nơi công tác", "full_name": "Họ và tên", "birth": "Ngày sinh"}[key]
    rows: list[tuple[object, ...]] = [("Họ và tên" if key != "full_name" else "Chức vụ", heading)]
    rows += [("Lê An" if key != "full_name" else "Cán bộ", one) for one in column]
    found: dict[int, list[str]] = {}
    for row, message, _ in said(parsed(rows)):
        found.setdefault(row, []).append(message)
    return found


@pytest.mark.parametrize(
    ("key", "usual", "strange"),
    [
        ("workplace", "Sở Mẫu", "05/03/1980"),
        ("workplace", "Trường Mẫu", "an@vidu.vn"),
        ("workplace", "Trường Mẫu", "075080001234"),
        ("workplace", "Trường Mẫu", "Nữ"),
        ("full_name", "Nguyễn Văn Ân", "Trường Mẫu"),
    ],
)
def test_a_column_that_turns_into_another_is_noticed(key: str, usual: str, strange: str) -> None:
    assert set(people_with(key, [usual] * 5 + [strange] * 4)) == {7, 8, 9, 10}


@pytest.mark.parametrize(
    "column",
    [
        ["Sở Mẫu", "0912345678", "Sở Mẫu", "Sở Mẫu", "0912345678", "Sở Mẫu"],
        ["0912345678"] * 6,
        ["Trường THPT 30/4", "Trường 19/5", "Công ty 28/9", "Trường 2/9"] * 3,
    ],
)
def test_single_strange_values_are_no_change_of_meaning(column: list[object]) -> None:
    assert people_with("workplace", column) == {}


@pytest.mark.parametrize(
    ("column", "rows"),
    [
        ([date(1980, 5, 3), date(1981, 6, 4), "25/03/1985"], {2, 3}),
        ([date(1980, 5, 3), date(1981, 6, 14), "25/03/1985"], set()),
        ([date(1980, month, 12 - month + 1) for month in range(1, 11)], set(range(2, 12))),
        ([date(1980, 1, 1)] * 10, set()),
        (["05/03/1980", "06/04/1981", "03/25/1985"], {2, 3}),
        (["05/03/1980", "06/04/1981", "25/03/1985"], set()),
        ([date(1980, 5, 3), date(1981, 6, 4)], set()),
    ],
)
def test_days_and_months_that_may_be_exchanged_are_told(column: list[object], rows: set[int]) -> None:
    assert set(people_with("birth", column)) == rows


# The list goes back with its errors


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_list_of_another_format_goes_back_with_its_errors(
    ending: str, tmp_path: Path, office: Office
) -> None:
    files = Path(__file__).parent / "files"
    found = read_list(files / f"so-mat-so-khong.{ending}")
    with office.read() as session:
        preview = preview_import(session, found)
    write_errors(found, preview, tmp_path / "loi.xlsx")
    again = read_book(tmp_path / "loi.xlsx").sheets[0]
    assert again.rows[0][:5] == ["Họ và tên", "Số CCCD", "Số điện thoại", "Trình độ", "Lỗi"]
    wrong = {row for _, row in preview.wrong}
    for at, row in enumerate(again.rows[1:], 2):
        assert bool(row[4]) is (at in wrong) or any(one.row == at for one in preview.problems)
    assert "không đủ chữ số" in str(again.rows[4][4])


def test_errors_written_twice_stand_in_one_column(tmp_path: Path, office: Office) -> None:
    path = save(tmp_path / "a.xlsx", [("Họ tên", "Năm sinh", "Trình độ"), ("Lê An", "31/02/1980", "TS")])
    for name in ("mot.xlsx", "hai.xlsx"):
        found = read_list(path)
        with office.read() as session:
            write_errors(found, preview_import(session, found), tmp_path / name)
        path = tmp_path / name
    assert read_book(path).sheets[0].rows[0] == ["Họ tên", "Năm sinh", "Trình độ", "Lỗi"]


def test_a_list_without_headings_gets_them_with_its_errors(tmp_path: Path, office: Office) -> None:
    layout = Layout(0, -1, {0: Meaning("full_name"), 1: Meaning("birth"), 2: Meaning("degree")})
    found = read_pasted("Lê An\t31/02/1980\tTS", known=Known(layouts={"Bảng vừa dán": layout}))
    with office.read() as session:
        write_errors(found, preview_import(session, found), tmp_path / "loi.xlsx")
    rows = read_book(tmp_path / "loi.xlsx").sheets[0].rows
    assert rows[0] == ["Họ và tên", "Ngày sinh", "Trình độ cao nhất", "Lỗi"]
    assert "không có ngày 31/02/1980" in str(rows[1][3])


def test_values_like_formulas_go_out_as_text(tmp_path: Path, office: Office) -> None:
    rows = (
        ("STT", "Họ tên", "Ngày sinh", "Địa chỉ"),
        (1, "=1+1", "x", "@SUM(A1)"),
        (2, "-5", "x", "+84 912"),
    )
    found = parsed(rows)
    with office.read() as session:
        write_errors(found, preview_import(session, found), tmp_path / "loi.xlsx")
    import openpyxl

    sheet = openpyxl.load_workbook(tmp_path / "loi.xlsx").active
    for place in ("B2", "D2", "B3", "D3"):
        assert sheet[place].data_type == "s"
