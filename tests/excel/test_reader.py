"""Reading workbooks: plain cells, and one sentence for every broken file."""

import struct
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from desktop.errors import FileProblem, UserError
from desktop.excel.book import LARGEST_UNPACKED
from desktop.excel.reader import read_book

FILES = Path(__file__).parent / "files"


def save(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def encrypted_package() -> bytes:
    """The shell that Excel puts around a workbook with a password: a compound file of two streams."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    return (
        header
        + table
        + entry("Root Entry", 5, child=1)
        + entry("EncryptedPackage", 2, right=2)
        + (entry("EncryptionInfo", 2) + entry("", 0))
    )


def entry(name: str, kind: int, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    raw = (name + "\0").encode("utf-16-le") if name else b""
    links = struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
    return raw.ljust(64, b"\0") + links + struct.pack("<16sIQQIQ", b"", 0, 0, 0, 0xFFFFFFFE, 0)


def test_cells_keep_their_kinds_and_places(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [[None, "Họ tên"], [], [1, "An", date(1980, 3, 5), True, 1.5]])
    (sheet,) = read_book(path).sheets
    assert [list(row) for row in sheet.rows] == [
        [None, "Họ tên", None, None, None],
        [None] * 5,
        [1.0, "An", date(1980, 3, 5), True, 1.5],
    ]


def test_merged_cells_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "Trình độ"
    book.active.merge_cells("B2:D3")
    book.save(tmp_path / "a.xlsx")
    assert read_book(tmp_path / "a.xlsx").sheets[0].merged == ((1, 1, 2, 3),)


def test_fonts_of_old_encodings_are_told_and_no_others(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "Hä vµ tªn", "Họ và tên"
    book.active["A1"].font, book.active["B1"].font = Font(name=".VnTime"), Font(name="Arial")
    book.save(tmp_path / "a.xlsx")
    assert read_book(tmp_path / "a.xlsx").sheets[0].fonts == {(0, 0): ".VnTime"}


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in read_book(tmp_path / "a.xlsx").sheets] == ["Sheet"]


@pytest.mark.parametrize(
    ("encoding", "between"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", ";")]
)
def test_separated_text_is_read(tmp_path: Path, encoding: str, between: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"Họ tên{between}CCCD\nLê An{between}075080000001\n".encode(encoding))
    assert read_book(path).sheets[0].rows == [["Họ tên", "CCCD"], ["Lê An", "075080000001"]]


def test_a_wrong_ending_is_seen_through(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["Họ tên"]])
    assert read_book(path.rename(tmp_path / "a.xls")).sheets[0].rows == [["Họ tên"]]


@pytest.mark.parametrize("name", ["mat-khau.xls", "mat-khau.ods"])
def test_a_password_is_named_as_the_reason(name: str) -> None:
    with pytest.raises(UserError, match="mật khẩu"):
        read_book(FILES / name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_an_encrypted_workbook_of_excel_is_known_by_its_shell(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(encrypted_package())
    with pytest.raises(UserError, match="mật khẩu"):
        read_book(tmp_path / name)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200])
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match="bảng tính"):
        read_book(tmp_path / name)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path: Path, kept: float) -> None:
    path = save(tmp_path / "a.xlsx", [["Họ tên"], ["An"]])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(UserError, match="hỏng"):
        read_book(path)


@pytest.mark.parametrize("kept", [600, 2500, 4200])
def test_a_truncated_old_workbook_says_nothing_but_its_sentence(
    tmp_path: Path, kept: int, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes((FILES / "mat-khau.xls").read_bytes()[:kept])
    with pytest.raises(UserError):
        read_book(path)
    assert capfd.readouterr().err == ""


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["Họ tên"]])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/image1.png", "w") as part,
    ):
        for _ in range(LARGEST_UNPACKED // 2**24 + 1):
            part.write(bytes(2**24))
    assert path.stat().st_size < 5_000_000
    with pytest.raises(UserError, match="quá lớn"):
        read_book(path)


def test_a_stray_cell_far_away_is_refused_not_filled_up_to(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["ZZ1048576"] = "Họ tên", "x"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UserError, match="quá xa"):
        read_book(tmp_path / "a.xlsx")


def test_formatted_empty_rows_do_no_harm(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Họ tên"
    for column in range(1, 40):
        book.active.cell(1_048_576, column).font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert [list(row) for row in read_book(tmp_path / "a.xlsx").sheets[0].rows] == [["Họ tên"]]


@pytest.mark.parametrize(
    ("shown", "day", "cell"),
    [
        ("mm/yyyy", date(1990, 12, 1), "12/1990"),
        ("mmm-yy", date(1990, 12, 1), "12/1990"),
        ('"tháng" m/yyyy', date(1990, 3, 1), "03/1990"),
        ("yyyy", date(1990, 1, 1), "1990"),
        ("mm/yyyy", date(1990, 12, 5), date(1990, 12, 5)),
        ("dd/mm/yyyy", date(1990, 12, 1), date(1990, 12, 1)),
        ("[$-42A]d mmmm yyyy", date(1990, 12, 1), date(1990, 12, 1)),
    ],
)
def test_a_date_is_as_exact_as_the_cell_shows_it(tmp_path: Path, shown: str, day: date, cell: object) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ngày sinh", "x"])
    book.active["A2"], book.active["A2"].number_format = day, shown
    book.save(tmp_path / "a.xlsx")
    assert read_book(tmp_path / "a.xlsx").sheets[0].rows[1][0] == cell


@pytest.mark.parametrize("name", ["thang-nam.ods", "thang-nam.xls"])
def test_other_workbooks_show_months_and_years_too(name: str) -> None:
    rows = [list(row)[1:] for row in read_book(FILES / name).sheets[0].rows]
    first, new_year = date(1990, 12, 1), date(1985, 1, 1)
    assert rows[1] == ["12/1990", "12/1990", first, first, "12/1990"]
    assert rows[2] == ["01/1985", "01/1985", "1985", new_year, "01/1985"]
    assert rows[3] == [date(1990, 12, 5)] * 5
    assert rows[4][:2] == ["03/1977", "03/1977"]
    assert rows[6][:2] == [5, "07/1991"]


def test_a_missing_file_is_a_problem_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="không tìm thấy"):
        read_book(tmp_path / "khong-co.xlsx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(FileProblem):
        read_book(tmp_path / "a.xlsx")
