"""Reading the lists of offices: headings, rows that are people, what their cells say."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.excel.legacy import LEGACY, Encoding
from desktop.people.importing.headings import find_heading
from desktop.people.importing.office_list import read_list
from desktop.people.normal import FIELDS
from people.importing.messy import PLAIN, Rows, in_old_font, read, save, values

FILES = Path(__file__).parent / "files"
FONTS = {Encoding.TCVN3: ".VnTime", Encoding.VNI: "VNI-Times"}


def legacy(rows: Rows, encoding: Encoding) -> list[list[object]]:
    return [[in_old_font(one, encoding) if isinstance(one, str) else one for one in row] for row in rows]


def test_a_plain_list(tmp_path: Path) -> None:
    found = values(read(tmp_path, PLAIN))
    assert len(found) == 5
    assert found[0] == {
        "full_name": "Nguyễn Văn Ân",
        "birth": "05/03/1980",
        "sex": "Nam",
        "degree": "Thạc sĩ",
        "workplace": "Trường mẫu",
    }


@pytest.mark.parametrize("encoding", LEGACY)
def test_old_fonts_are_converted_by_the_fonts_of_the_cells(tmp_path: Path, encoding: Encoding) -> None:
    path = save(tmp_path / "a.xlsx", legacy(PLAIN, encoding), font=FONTS[encoding])
    assert values(read_list(path)) == values(read(tmp_path, PLAIN))


@pytest.mark.parametrize("encoding", LEGACY)
def test_without_fonts_the_headings_tell_the_encoding(tmp_path: Path, encoding: Encoding) -> None:
    path = save(tmp_path / "a.xlsx", legacy(PLAIN, encoding))
    assert values(read_list(path)) == values(read(tmp_path, PLAIN))
    assert read_list(path).sheets[0].encoding is encoding


@pytest.mark.parametrize("encoding", LEGACY)
def test_old_text_under_unicode_headings_is_asked_about_then_read_as_told(
    tmp_path: Path, encoding: Encoding
) -> None:
    path = save(tmp_path / "a.xlsx", [PLAIN[0], *legacy(PLAIN[1:], encoding)])
    with pytest.raises(UserError, match="phông chữ cũ"):
        read_list(path)
    assert values(read_list(path, encoding)) == values(read(tmp_path, PLAIN))


def test_unicode_names_are_never_converted_unasked(tmp_path: Path) -> None:
    rows = [PLAIN[0], *([n, "Lê Hà", "1980", "Nữ", "TS", "Xã mẫu"] for n in range(1, 4))]
    assert {one["full_name"] for one in values(read(tmp_path, rows))} == {"Lê Hà"}


def test_capital_fonts_make_capitals(tmp_path: Path) -> None:
    rows = [["STT", "Họ và tên", "Trình độ"], [1, in_old_font("nguyễn văn ân", Encoding.TCVN3), "Thạc sĩ"]]
    path = save(tmp_path / "a.xlsx", rows, fonts={"B2": ".VnTimeH"})
    assert values(read_list(path))[0]["full_name"] == "NGUYỄN VĂN ÂN"


SPLIT = [
    (("STT", "Họ và tên đệm", "Tên", "Trình độ"), ()),
    (("STT", "Họ đệm", "Tên", "Trình độ"), ()),
    (("STT", "Họ và chữ lót", "Tên", "Học vị"), ()),
    (("STT", "Họ và tên", None, "Trình độ"), ("B1:C1",)),
]


@pytest.mark.parametrize(("heading", "merged"), SPLIT)
def test_names_in_two_columns_are_joined(
    tmp_path: Path, heading: tuple[object, ...], merged: tuple[str, ...]
) -> None:
    rows = [heading, (1, "Nguyễn Văn", "An", "TS"), (2, "Lê", "Hoa", "ThS")]
    assert [one["full_name"] for one in values(read(tmp_path, rows, merged))] == ["Nguyễn Văn An", "Lê Hoa"]


def test_a_group_over_both_parts_of_the_name_is_understood(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", None, "Trình độ"),
        (None, "Họ và tên đệm", "Tên", None),
        (1, "Nguyễn Văn", "An", "TS"),
    ]
    parsed = read(tmp_path, rows, ("B1:C1", "A1:A2", "D1:D2"))
    assert values(parsed) == [{"full_name": "Nguyễn Văn An", "degree": "TS"}]


def test_marks_in_columns_become_codes(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Giới tính", None, "Trình độ", None, None, None),
        (None, None, "Nam", "Nữ", "CĐ", "ĐH", "ThS", "TS"),
        (1, "Nguyễn Văn An", "x", None, None, "x", None, None),
        (2, "Lê Thị Hoa", None, "X", None, "x", "x", None),
        (3, "Trần Văn Ba", 1, None, "x", None, None, "✓"),
        (4, "Đỗ Thị Bốn", 0, "x", None, "Luật", None, None),
    ]
    found = values(read(tmp_path, rows, ("A1:A2", "B1:B2", "C1:D1", "E1:H1")))
    assert [(one.get("sex"), one.get("degree"), one.get("major")) for one in found] == [
        ("nam", "DH", None),
        ("nu", "ThS", None),
        ("nam", "TS", None),
        ("nu", "DH", "Luật"),
    ]


def test_groups_are_understood_without_merged_cells(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Trình độ", None, None, "Ghi chú"),
        (None, None, "ĐH", "ThS", "TS", None),
        (1, "Nguyễn Văn An", None, "x", None, "mẫu"),
    ]
    assert values(read(tmp_path, rows)) == [{"full_name": "Nguyễn Văn An", "degree": "ThS", "note": "mẫu"}]


def test_a_birth_in_the_column_of_the_sex_tells_both(tmp_path: Path) -> None:
    rows = [
        ("TT", "Họ và tên", "Năm sinh", None, "Trình độ"),
        (None, None, "Nam", "Nữ", None),
        (1, "Nguyễn Văn An", 1980, None, "TS"),
        (2, "Lê Thị Hoa", None, "02/1985", "ThS"),
    ]
    found = values(read(tmp_path, rows, ("C1:D1",)))
    assert [(one["sex"], one["birth"]) for one in found] == [("nam", 1980), ("nu", "02/1985")]


def test_day_month_and_year_in_their_own_columns_are_joined(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Ngày sinh", None, None, "Trình độ"),
        (None, None, "Ngày", "Tháng", "Năm", None),
        (1, "Nguyễn Văn An", 5, 3, 1980, "TS"),
        (2, "Lê Thị Hoa", None, None, 1985, "ThS"),
    ]
    assert [one["birth"] for one in values(read(tmp_path, rows, ("C1:E1",)))] == ["5/3/1980", "1985"]


def test_three_rows_of_headings(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Trình độ", None, None, "Đơn vị"),
        (None, None, "Chuyên môn", None, "Ngoại ngữ", None),
        (None, None, "ĐH", "ThS", None, None),
        (1, "Nguyễn Văn An", None, "x", "B1", "Trường mẫu"),
    ]
    parsed = read(tmp_path, rows, ("A1:A3", "B1:B3", "C1:E1", "C2:D2", "E2:E3", "F1:F3"))
    assert values(parsed) == [{"full_name": "Nguyễn Văn An", "degree": "ThS", "workplace": "Trường mẫu"}]
    assert parsed.ignored == ("Trình độ – Ngoại ngữ",)


FURNITURE = (
    ("ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("PHƯỜNG MẪU", None, None, "Độc lập - Tự do - Hạnh phúc"),
    (),
    ("DANH SÁCH TRÍ THỨC (HƯ CẤU)",),
    ("(Kèm theo Công văn số 01)",),
    ("STT", "Họ và tên", "Ngày sinh", "Trình độ", "Chức vụ"),
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("I", "KHỐI GIÁO DỤC"),
    (1, "Nguyễn Văn An", "1980", "TS", "Chủ tịch Hội mẫu"),
    (2, "Tống Công Minh", "1981", "ThS", None),
    ("II", "KHỐI Y TẾ", None, None, "3 người"),
    (3, "Lê Thị Hoa", "1985", "ĐH", "Bác sĩ"),
    ("STT", "Họ và tên", "Ngày sinh", "Trình độ", "Chức vụ"),
    (4, "Trần Văn Ba", "1970", "TS", None),
    (5, None, None, None, None),
    (None, "Tổng cộng: 4 người",),
    (None, "Ghi chú: danh sách mẫu"),
    (None, None, None, "Mẫu, ngày 05 tháng 01 năm 2026"),
    (None, "NGƯỜI LẬP BIỂU", None, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    (None, "Nguyễn Thị Mẫu", None, "Trần Văn Mẫu"),
)  # fmt: skip


def test_titles_sections_totals_and_signatures_are_not_people(tmp_path: Path) -> None:
    parsed = read(tmp_path, FURNITURE, ("A4:E4", "A5:E5", "A8:E8"))
    assert [one["full_name"] for one in values(parsed)] == [
        "Nguyễn Văn An", "Tống Công Minh", "Lê Thị Hoa", "Trần Văn Ba",
    ]  # fmt: skip
    assert [person.row for person in parsed.people] == [9, 10, 12, 14]


def test_what_was_passed_over_can_be_shown(tmp_path: Path) -> None:
    skipped = dict(read(tmp_path, FURNITURE).sheets[0].skipped)
    assert skipped[8] == "I KHỐI GIÁO DỤC"
    assert skipped[20] == "Nguyễn Thị Mẫu Trần Văn Mẫu"


def test_a_list_without_numbers_is_read_to_its_end(tmp_path: Path) -> None:
    rows = [("Họ tên", "Học vị", "Chức vụ"), ("An Văn A", "TS", "Chủ tịch"), ("Bùi Văn B", "ThS", None)]
    assert len(values(read(tmp_path, rows))) == 2


def test_a_person_without_a_name_is_kept_to_be_shown_as_wrong(tmp_path: Path) -> None:
    rows = [PLAIN[0], (1, None, "1980", "Nam", "TS", "Sở mẫu"), (None, None, "1980", "Nam", "TS", None)]
    assert [one.get("full_name") for one in values(read(tmp_path, rows))] == [None, None]


def test_every_sheet_with_a_list_is_read(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", PLAIN)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Bìa").append(["Danh sách các khu phố"])
    other = book.create_sheet("Khu phố 2")
    other.append(["Họ tên", "Trình độ"])
    other.append(["Võ Văn Hai", "ĐH"])
    book.save(path)
    parsed = read_list(path)
    assert [sheet.name for sheet in parsed.sheets] == ["Sheet", "Khu phố 2"]
    assert parsed.people[-1].sheet == "Khu phố 2"


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        (date(1980, 3, 5), "1980-03-05"),
        (datetime(1980, 3, 5), "1980-03-05"),  # noqa: DTZ001
        (29285, "1980-03-05"),
        (1980, 1980),
        (date(1905, 6, 2), "1980"),
        ("05/03/1980", "05/03/1980"),
    ],
)
def test_dates_of_all_kinds_are_read_as_they_were_meant(tmp_path: Path, cell: object, birth: object) -> None:
    assert values(read(tmp_path, [("Họ tên", "Ngày sinh"), ("Lê An", cell)]))[0]["birth"] == birth


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Họ và tên (in hoa)", "full_name"),
        ("HỌ VÀ TÊN", "full_name"),
        ("Ngày, tháng, năm sinh", "birth"),
        ("Ngày tháng năm sinh (dd/mm/yyyy)", "birth"),
        ("Số CCCD (12 số)", "id_number"),
        ("Số căn cước công dân", "id_number"),
        ("SĐT", "phone"),
        ("Số điện thọai", "phone"),
        ("Đơn vị công tác hiện nay", "workplace"),
        ("Học hàm, học vị", "degree"),
        ("Học hàm/học vị", "degree"),
        ("Trình độ chuyên môn", "degree"),
        ("Chuyên nghành", "major"),
        ("Trình độ ngoại ngữ", ""),
        ("Trình độ tin học", ""),
        ("Lý luận chính trị", ""),
        ("Nơi sinh", ""),
        ("Ngày cấp", ""),
        ("Nơi cấp", ""),
        ("Tôn giáo", ""),
        ("Ngạch", ""),
        ("Họ tên vợ/chồng", ""),
        ("Năm", ""),
    ],
)
def test_headings_mean_their_field_and_foreign_ones_nothing(heading: str, key: str) -> None:
    rows = [("Tên trí thức", "Giới tính", "Mã", heading)]
    found = find_heading(rows)
    assert found is not None
    meaning = found.columns.get(3)
    if key == "full_name":
        assert meaning is not None
    else:
        assert (meaning.key if meaning else "") == key


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.key)
def test_every_declared_heading_means_its_own_field(field: object) -> None:
    for heading in (field.label, *field.excel):  # type: ignore[attr-defined]
        found = find_heading([("Họ và tên", "Giới tính", heading, "Điện thoại")])
        assert found is not None
        assert found.columns[2].key == field.key  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "rows",
    [
        [("Nguyễn Văn An", "1980", "TS"), ("Lê Thị Hoa", "1985", "ThS")],
        [("Họ và tên",), ("Nguyễn Văn An",)],
        [("Ngày sinh", "Trình độ"), ("1980", "TS")],
    ],
)
def test_a_list_without_headings_is_refused_saying_what_to_do(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(UserError, match="hãy thêm dòng tiêu đề") as refused:
        read(tmp_path, rows)
    assert refused.value.message.count(".") <= 2


@pytest.mark.parametrize("name", ["mau.xls", "mau.ods"])
def test_other_programs_files_are_read_alike(name: str) -> None:
    found = values(read_list(FILES / name))
    assert [one["full_name"] for one in found] == ["Nguyễn Văn Mẫu", "Lê Thị Thử"]
    assert [one["sex"] for one in found] == ["nam", "nu"]
    assert str(found[0]["birth"]) == "1980-03-05"


CELLS = (
    st.none()
    | st.text(max_size=12)
    | st.integers(0, 3000)
    | st.sampled_from(["x", "TS", "Họ và tên", "Nam", "I"])
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_any_rows_under_headings_are_read_without_error(rows: list[list[object]]) -> None:
    from desktop.people.importing.list_rows import person_rows

    heading = find_heading([PLAIN[0]])
    assert heading is not None
    found = list(person_rows("a", [PLAIN[0], *rows], heading))  # type: ignore[list-item]
    assert len(found) <= len(rows)
