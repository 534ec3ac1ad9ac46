"""Twenty lists as offices send them, and the people that are in them; all of them are invented (hư cấu).

`python -m people.importing.messy_lists FOLDER` writes them as .xlsx; those in `files/` were saved from there
as .xls and .ods by an office program.
"""

import io
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from desktop.excel.legacy import Encoding
from people.importing.messy import Rows, in_old_font

Person = Mapping[str, object]


@dataclass(frozen=True)
class Formula:
    """A formula with the result that Excel kept beside it; None for one that was never calculated."""

    text: str
    kept: str | None


@dataclass(frozen=True)
class MessySheet:
    name: str
    rows: Rows
    merged: Sequence[str] = ()
    font: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MessyList:
    """The sheets, the people in them as they are stored, and (row, part of a sentence) of what is said."""

    name: str
    sheets: Sequence[MessySheet]
    people: Sequence[Person]
    said: Sequence[tuple[int, str]] = ()
    starts_1904: bool = False


def write(listed: MessyList, path: Path) -> Path:
    """Write a list as .xlsx."""
    book = openpyxl.Workbook()
    if listed.starts_1904:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.active)
    for one in listed.sheets:
        _fill(book.create_sheet(one.name), one)
    book.save(path)
    _keep_results(path, listed)
    return path


def _fill(sheet: openpyxl.worksheet.worksheet.Worksheet, listed: MessySheet) -> None:
    for at, row in enumerate(listed.rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column, value.text if isinstance(value, Formula) else value)
            if isinstance(value, str):
                cell.data_type = "e" if value.startswith("#") else "s"
            name = listed.fonts.get(cell.coordinate, listed.font)
            if name and value is not None:
                cell.font = Font(name=name)
            if cell.coordinate in listed.formats:
                cell.number_format = listed.formats[cell.coordinate]
    for area in listed.merged:
        sheet.merge_cells(area)


def _keep_results(path: Path, listed: MessyList) -> None:
    """Put beside each formula the result that Excel would have kept; the library that writes cannot."""
    kept = [v.kept for s in listed.sheets for row in s.rows for v in row if isinstance(v, Formula)]
    if not kept:
        return
    results = iter(kept)

    def with_result(found: re.Match[str]) -> str:
        result = next(results)
        if result is None:
            return found[0]
        return f'<c r="{found[1]}" t="str"><f>{found[2]}</f><v>{escape(result)}</v></c>'

    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part.startswith("xl/worksheets/sheet"):
                pattern = r'<c r="(\w+)"[^>]*><f>([^<]*)</f><v ?/?>(?:</v>)?</c>'
                text = re.sub(pattern, with_result, text.decode()).encode()
            new.writestr(part, text)
    path.write_bytes(content.getvalue())


HEAD = ("STT", "Họ và tên", "Ngày sinh", "Trình độ", "Đơn vị công tác")


def _person(full_name: str, **values: object) -> Person:
    return {"full_name": full_name, **values}


MANY_HEADS = MessyList(
    "nhieu-dong-tieu-de",
    [
        MessySheet(
            "Danh sách",
            [
                ("UBND PHƯỜNG MẪU", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                (None, None, None, None, None, "Độc lập - Tự do - Hạnh phúc"),
                (),
                ("DANH SÁCH TRÍ THỨC TRÊN ĐỊA BÀN (HƯ CẤU)",),
                ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "Giới tính", None, "Trình độ", None, None, None,
                 "Nơi công tác"),
                (None, None, None, "Nam", "Nữ", "Chuyên môn", None, None, "Ngoại ngữ", None),
                (None, None, None, None, None, "ĐH", "ThS", "TS", None, None),
                ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"),
                ("I", "KHU PHỐ 1", None, None, None, None, None, None, None, "2 người"),
                (1, "Nguyễn Văn Ân", "05/03/1980", "x", None, None, None, "x", "B2", "Trường Mẫu"),
                (2, "Trần Thị Hường", "1985", None, "x", None, "x", None, None, "Bệnh viện Mẫu"),
                ("II", "KHU PHỐ 2"),
                (3, "Đặng Quốc Vượng", "12/1990", "x", None, "x", None, None, "A1", None),
                (None, "Tổng cộng: 3 người", None, 2, 1, 1, 1, 1),
                (None, "Ghi chú: danh sách có đến ngày 01/11/2026"),
                (None, None, None, None, None, None, None, "Mẫu, ngày 05 tháng 11 năm 2026"),
                (None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, "CHỦ TỊCH"),
                (None, "Lê Thị Lập", None, None, None, None, None, "Phạm Văn Ký"),
            ],
            ("A1:E1", "F1:J1", "F2:J2", "A4:J4", "A5:A7", "B5:B7", "C5:C7", "D5:E5", "D6:D7", "E6:E7",
             "F5:I5", "F6:H6", "I6:I7", "J5:J7", "B12:J12"),
        )
    ],
    [
        _person("Nguyễn Văn Ân", birth="1980-03-05", sex="nam", degree="TS", workplace="Trường Mẫu"),
        _person("Trần Thị Hường", birth="1985", sex="nu", degree="ThS", workplace="Bệnh viện Mẫu"),
        _person("Đặng Quốc Vượng", birth="1990-12", sex="nam", degree="DH"),
    ],
)  # fmt: skip

SHEETS = MessyList(
    "moi-khu-pho-mot-trang",
    [
        MessySheet("Bìa", [("PHƯỜNG MẪU",), ("Danh sách trí thức các khu phố (hư cấu)",)]),
        MessySheet("KP1", [("Khu phố 1",), HEAD, (1, "Nguyễn Văn Ân", "1980", "TS", "Trường Mẫu")]),
        MessySheet(
            "KP2",
            [("KHU PHỐ 2",), (), ("TT", "Họ tên", "Học vị", "Năm sinh"), (1, "Lê Thị Hoa", "Thạc sĩ", 1985)],
        ),
        MessySheet("KP3", [HEAD, (1, "Võ Ba", None, "ĐH", None), (None, "Cộng: 1 người")]),
    ],
    [
        _person("Nguyễn Văn Ân", birth="1980", degree="TS", workplace="Trường Mẫu"),
        _person("Lê Thị Hoa", birth="1985", degree="ThS"),
        _person("Võ Ba", degree="DH"),
    ],
)

TITLES = MessyList(
    "hoc-ham-dinh-vao-ten",
    [
        MessySheet(
            "Sheet1",
            [
                ("Stt", "Họ tên", "Năm sinh", "Chức vụ"),
                (1, "PGS.TS. Nguyễn Văn Ân", 1965, "Hiệu trưởng"),
                (2, "ThS.BS. Trần Thị Hường", 1980, "Trưởng khoa"),
                (3, "BSCKII. Đặng Quốc Vượng", 1970, "Giám đốc"),
                (4, "GS. TSKH. NGUYỄN THỊ TUYẾT", 1950, None),
                (5, "Lê Hà, ThS", 1988, "Giảng viên"),
                (6, "NGƯT. TS Phạm Mẫu", 1960, None),
            ],
        )
    ],
    [
        _person("Nguyễn Văn Ân", birth="1965", position="Hiệu trưởng", academic_title="PGS", degree="TS"),
        _person("Trần Thị Hường", birth="1980", position="Trưởng khoa", degree="ThS"),
        _person("Đặng Quốc Vượng", birth="1970", position="Giám đốc", specialist="CKII", degree="DH"),
        _person("Nguyễn Thị Tuyết", birth="1950", academic_title="GS", degree="TSKH"),
        _person("Lê Hà", birth="1988", position="Giảng viên", degree="ThS"),
        _person("Phạm Mẫu", birth="1960", honour="NGUT", degree="TS"),
    ],
)

SPLIT = MessyList(
    "ho-dem-va-ten-rieng",
    [
        MessySheet(
            "Sheet1",
            [
                ("DANH SÁCH (HƯ CẤU)",),
                ("Số TT", "HỌ VÀ TÊN", None, "NGÀY SINH", None, None, "HỌC VỊ"),
                (None, "Họ và tên đệm", "Tên", "Ngày", "Tháng", "Năm", None),
                (1, "Nguyễn Văn", "Ân", 5, 3, 1980, "Tiến sỹ"),
                (2, "TRẦN THỊ", "HƯỜNG", None, None, 1985, "Thạc sỹ"),
                (3, "Đặng", "Vượng", None, 12, 1990, "Cử nhân Luật"),
            ],
            ("A1:G1", "A2:A3", "B2:C2", "D2:F2", "G2:G3"),
        )
    ],
    [
        _person("Nguyễn Văn Ân", birth="1980-03-05", degree="TS"),
        _person("Trần Thị Hường", birth="1985", degree="ThS"),
        _person("Đặng Vượng", birth="1990-12", degree="DH", major="Luật"),
    ],
)

MARKS = MessyList(
    "danh-dau-x",
    [
        MessySheet(
            "Sheet1",
            [
                (
                    "TT",
                    "Họ và tên",
                    "Năm sinh",
                    None,
                    "Trình độ chuyên môn",
                    None,
                    None,
                    None,
                    "Cơ quan, đơn vị",
                ),
                (None, None, "Nam", "Nữ", "CĐ", "ĐH", "ThS", "TS", None),
                (1, "Nguyễn Văn Ân", 1980, None, None, "x", None, "X", "Trường Mẫu"),
                (2, "Trần Thị Hường", None, 1985, None, "2007", None, None, "Bệnh viện Mẫu"),
                (3, "Đặng Quốc Vượng", "12/1990", None, "✓", None, None, None, None),
                (4, "Lê Thị Hà", None, "05/03/1991", None, None, "Luật kinh tế", 0, "Sở Mẫu"),
            ],
            ("A1:A2", "B1:B2", "C1:D1", "E1:H1", "I1:I2"),
        )
    ],
    [
        _person("Nguyễn Văn Ân", sex="nam", birth="1980", degree="TS", workplace="Trường Mẫu"),
        _person(
            "Trần Thị Hường", sex="nu", birth="1985", degree="DH", degree_year=2007, workplace="Bệnh viện Mẫu"
        ),
        _person("Đặng Quốc Vượng", sex="nam", birth="1990-12", degree="CD"),
        _person(
            "Lê Thị Hà", sex="nu", birth="1991-03-05", degree="ThS", major="Luật kinh tế", workplace="Sở Mẫu"
        ),
    ],
    [(3, "trình độ cao hơn")],
)

DATES = MessyList(
    "ngay-thang-du-kieu",
    [
        MessySheet(
            "Sheet1",
            [
                ("Họ và tên", "Ngày tháng năm sinh", "Trình độ"),
                ("Nguyễn Văn Một", date(1980, 3, 25), "ĐH"),
                ("Nguyễn Văn Hai", 29285, "ĐH"),
                ("Nguyễn Văn Ba", "05.03.1980", "ĐH"),
                ("Nguyễn Văn Bốn", "03/1980", "ĐH"),
                ("Nguyễn Văn Năm", 1980, "ĐH"),
                ("Nguyễn Văn Sáu", "1980", "ĐH"),
                ("Nguyễn Văn Bảy", "'25/03/1980", "ĐH"),
                ("Nguyễn Văn Tám", "5/3/80", "ĐH"),
                ("Nguyễn Văn Chín", "Ngày 5 tháng 3 năm 1980", "ĐH"),
                ("Nguyễn Văn Mười", date(1905, 6, 2), "ĐH"),
                ("Lê Thị Một", "25 - 3 - 1980", "ĐH"),
                ("Lê Thị Hai", "1980-03-25", "ĐH"),
                ("Lê Thị Ba", "00/00/1980", "ĐH"),
            ],
        )
    ],
    [
        _person("Nguyễn Văn Một", birth="1980-03-25", degree="DH"),
        _person("Nguyễn Văn Hai", birth="1980-03-05", degree="DH"),
        _person("Nguyễn Văn Ba", birth="1980-03-05", degree="DH"),
        _person("Nguyễn Văn Bốn", birth="1980-03", degree="DH"),
        _person("Nguyễn Văn Năm", birth="1980", degree="DH"),
        _person("Nguyễn Văn Sáu", birth="1980", degree="DH"),
        _person("Nguyễn Văn Bảy", birth="1980-03-25", degree="DH"),
        _person("Nguyễn Văn Tám", birth="1980-03-05", degree="DH"),
        _person("Nguyễn Văn Chín", birth="1980-03-05", degree="DH"),
        _person("Nguyễn Văn Mười", birth="1980", degree="DH"),
        _person("Lê Thị Một", birth="1980-03-25", degree="DH"),
        _person("Lê Thị Hai", birth="1980-03-25", degree="DH"),
        _person("Lê Thị Ba", birth="1980", degree="DH"),
    ],
)

DATES_1904 = MessyList(
    "ngay-tinh-tu-1904",
    [
        MessySheet(
            "Sheet1",
            [
                ("Họ và tên", "Sinh ngày", "Học vị"),
                ("Nguyễn Văn Ân", date(1980, 3, 25), "TS"),
                ("Lê Thị Hoa", 27823, "ThS"),
            ],
        )
    ],
    [
        _person("Nguyễn Văn Ân", birth="1980-03-25", degree="TS"),
        _person("Lê Thị Hoa", birth="1980-03-05", degree="ThS"),
    ],
    starts_1904=True,
)

AMERICAN = MessyList(
    "ngay-thang-doi-cho",
    [
        MessySheet(
            "Sheet1",
            [
                ("Họ và tên", "Ngày sinh", "Trình độ"),
                ("Nguyễn Văn Ân", date(1980, 5, 3), "TS"),
                ("Trần Thị Hường", "25/03/1985", "ThS"),
                ("Đặng Quốc Vượng", date(1990, 7, 12), "ĐH"),
                ("Lê Hà", date(1977, 1, 1), "ĐH"),
                ("Võ Ba", "30/11/1966", "ĐH"),
            ],
        )
    ],
    [
        _person("Nguyễn Văn Ân", birth="1980-05-03", degree="TS"),
        _person("Trần Thị Hường", birth="1985-03-25", degree="ThS"),
        _person("Đặng Quốc Vượng", birth="1990-07-12", degree="DH"),
        _person("Lê Hà", birth="1977-01-01", degree="DH"),
        _person("Võ Ba", birth="1966-11-30", degree="DH"),
    ],
    [(2, "đổi chỗ ngày và tháng"), (4, "đổi chỗ ngày và tháng")],
)

ZEROS = MessyList(
    "so-mat-so-khong",
    [
        MessySheet(
            "Sheet1",
            [
                ("Họ và tên", "Số CCCD", "Số điện thoại", "Trình độ"),
                ("Nguyễn Văn Ân", 75080001234, 912345678, "TS"),
                ("Trần Thị Hường", 7.5185001234e10, "0912.345.679", "ThS"),
                ("Đặng Quốc Vượng", "'075090001234", "+84 912 345 670", "ĐH"),
                ("Lê Hà", "7.51770012345E10", "84912345671", "ĐH"),
                ("Võ Ba", "7,5066E+10", None, "ĐH"),
                ("Bùi Tư", 75066001234.5, None, "ĐH"),
                ("Hồ Năm", "075 066 001 239", None, "ĐH"),
            ],
        )
    ],
    [
        _person("Nguyễn Văn Ân", id_number="75080001234", phone="0912345678", degree="TS"),
        _person("Trần Thị Hường", id_number="75185001234", phone="0912345679", degree="ThS"),
        _person("Đặng Quốc Vượng", id_number="075090001234", phone="0912345670", degree="DH"),
        _person("Lê Hà", phone="0912345671", degree="DH"),
        _person("Võ Ba", degree="DH"),
        _person("Bùi Tư", degree="DH"),
        _person("Hồ Năm", id_number="075066001239", degree="DH"),
    ],
    [(5, "không đủ chữ số"), (6, "không đủ chữ số"), (7, "không đủ chữ số")],
)


def _apart(text: str) -> str:
    """Return letters and their marks apart, as a Macintosh writes them."""
    return unicodedata.normalize("NFD", text)


HALF = {
    "ễ": "ê\u0303",
    "ặ": "ă\u0323",
    "ư": "u\u031b",
    "ờ": "ơ\u0300",
    "ế": "ê\u0301",
    "ố": "ô\u0301",
    "ệ": "ê\u0323",
}
"""As Windows' own keyboard typed them: a letter with its hat, the tone behind it."""


def _half(text: str) -> str:
    return "".join(HALF.get(letter, letter) for letter in text)


COMPOSED = MessyList(
    "chu-to-hop",
    [
        MessySheet(
            "Sheet1",
            [
                [_apart(text) for text in HEAD],
                [1, _apart("Nguyễn Văn Ân"), "1980", _apart("Tiến sĩ"),
                 _apart("Trường Đại học Mẫu")],
                [2, _half("Trần Thị Hường"), "1985", _half("Tiến sĩ"), _half("Bệnh viện Đa khoa Mẫu")],
                [3, "Ðặng\u00a0Quốc\u200b  Vượng ", "1990\u00a0", "Đại\u00a0học", "Sở\ufeff Mẫu"],
            ],
        )
    ],
    [
        _person("Nguyễn Văn Ân", birth="1980", degree="TS", workplace="Trường Đại học Mẫu"),
        _person("Trần Thị Hường", birth="1985", degree="TS", workplace="Bệnh viện Đa khoa Mẫu"),
        _person("Đặng Quốc Vượng", birth="1990", degree="DH", workplace="Sở Mẫu"),
    ],
)  # fmt: skip

OLD_ROWS = (
    HEAD,
    (1, "Nguyễn Văn Ân", "1980", "Tiến sĩ", "Trường Đại học Mẫu"),
    (2, "Trần Thị Hường", "1985", "Thạc sĩ", "Bệnh viện Mẫu"),
    (3, "Đặng Quốc Vượng", "1990", "Đại học", "Sở Khoa học và Công nghệ"),
    (4, "Lê Thị Tuyết Hằng", "1977", "Đại học", "Hội Nhà văn phường Mẫu"),
)
OLD_PEOPLE = (
    _person("Nguyễn Văn Ân", birth="1980", degree="TS", workplace="Trường Đại học Mẫu"),
    _person("Trần Thị Hường", birth="1985", degree="ThS", workplace="Bệnh viện Mẫu"),
    _person("Đặng Quốc Vượng", birth="1990", degree="DH", workplace="Sở Khoa học và Công nghệ"),
    _person("Lê Thị Tuyết Hằng", birth="1977", degree="DH", workplace="Hội Nhà văn phường Mẫu"),
)


def _old(rows: Rows, encoding: Encoding) -> Rows:
    return [[in_old_font(one, encoding) if isinstance(one, str) else one for one in row] for row in rows]


def _old_list(name: str, encoding: Encoding, font: str, fonts: Mapping[str, str] | None = None) -> MessyList:
    sheet = MessySheet("Sheet1", _old(OLD_ROWS, encoding), font=font, fonts=fonts or {})
    return MessyList(name, [sheet], OLD_PEOPLE)


TCVN3 = _old_list("phong-vntime", Encoding.TCVN3, ".VnTime")
VNI = _old_list("phong-vni", Encoding.VNI, "VNI-Times")
TCVN3_UNNAMED = _old_list("tcvn3-khong-ten-phong", Encoding.TCVN3, "")
VNI_UNNAMED = _old_list("vni-khong-ten-phong", Encoding.VNI, "")

CAPITALS = MessyList(
    "phong-vntimeh",
    [
        MessySheet(
            "Sheet1",
            [HEAD, (1, in_old_font("nguyễn văn ân", Encoding.TCVN3), "1980", "Tiến sĩ", "Trường Lê Hà")],
            fonts={"B2": ".VnTimeH"},
        )
    ],
    [_person("Nguyễn Văn Ân", birth="1980", degree="TS", workplace="Trường Lê Hà")],
)

PLACES = MessyList(
    "dia-danh-cu",
    [
        MessySheet(
            "Sheet1",
            [
                ("Họ và tên", "Địa chỉ", "Quê quán", "Trình độ"),
                ("Nguyễn Văn Ân", "12 Hà Huy Giáp, phường Quyết Thắng, TP. Biên Hòa", "Bình Phước", "TS"),
                ("Lê Thị Hoa", "Ấp 3, xã Phước Thái, huyện Long Thành", "Nam Định", "ThS"),
            ],
        )
    ],
    [
        _person(
            "Nguyễn Văn Ân",
            address="12 Hà Huy Giáp, phường Quyết Thắng, TP. Biên Hòa",
            origin="75",
            degree="TS",
        ),
        _person("Lê Thị Hoa", address="Ấp 3, xã Phước Thái, huyện Long Thành", origin="37", degree="ThS"),
    ],
)

CHANGED = MessyList(
    "cot-doi-nghia",
    [
        MessySheet(
            "Sheet1",
            [
                ("Họ và tên", "Nơi công tác", "Trình độ"),
                *((f"Nguyễn Văn {name}", f"Trường Mẫu {name}", "TS") for name in ("Ân", "Bá", "Chí", "Dũng")),
                *(
                    (f"Lê Thị {name}", f"09123456{n}0", "ThS")
                    for n, name in enumerate(("Hoa", "Lan", "Mai"), 1)
                ),
            ],
        )
    ],
    [
        *(
            _person(f"Nguyễn Văn {name}", workplace=f"Trường Mẫu {name}", degree="TS")
            for name in ("Ân", "Bá", "Chí", "Dũng")
        ),
        *(
            _person(f"Lê Thị {name}", workplace=f"09123456{n}0", degree="ThS")
            for n, name in enumerate(("Hoa", "Lan", "Mai"), 1)
        ),
    ],
    [(row, "Từ dòng 6 cột “Nơi công tác” ghi số điện thoại") for row in (6, 7, 8)],
)

SECOND_TABLE = MessyList(
    "tieu-de-doi-giua-chung",
    [
        MessySheet(
            "Sheet1",
            [
                HEAD,
                (1, "Nguyễn Văn Ân", "1980", "TS", "Trường Mẫu"),
                (2, "Trần Thị Hường", "1985", "ThS", "Bệnh viện Mẫu"),
                ("STT", "Đơn vị công tác", "Họ và tên", "Năm sinh", "Trình độ"),
                (1, "Sở Mẫu", "Đặng Quốc Vượng", "1990", "ĐH"),
                (2, "Viện Mẫu", "Lê Hà", "1977", "TS"),
            ],
        )
    ],
    [
        _person("Nguyễn Văn Ân", birth="1980", degree="TS", workplace="Trường Mẫu"),
        _person("Trần Thị Hường", birth="1985", degree="ThS", workplace="Bệnh viện Mẫu"),
        _person("Đặng Quốc Vượng", birth="1990", degree="DH", workplace="Sở Mẫu"),
        _person("Lê Hà", birth="1977", degree="TS", workplace="Viện Mẫu"),
    ],
    [(5, "Dòng 4 có tiêu đề cột khác")],
)

MERGED = MessyList(
    "gop-o-khap-noi",
    [
        MessySheet(
            "Sheet1",
            [
                ("STT", "Họ và tên", None, "Trình độ", "Đơn vị công tác", "Ghi chú"),
                (1, "Nguyễn Văn Ân", None, "TS", "Trường Mẫu", "Một"),
                (2, "Trần Thị Hường", None, "ThS", None, None),
                (3, "Đặng Quốc Vượng", None, "ĐH", "Sở Mẫu", None),
                (None, None, None, "Cao đẳng", "Phòng Mẫu", None),
                (4, "Lê Hà", None, "ĐH", "Viện Mẫu", None),
            ],
            ("B1:C1", "B2:C2", "B3:C3", "E2:E3", "F2:F3", "A4:A5", "B4:C5", "B6:C6"),
        )
    ],
    [
        _person("Nguyễn Văn Ân", degree="TS", workplace="Trường Mẫu", note="Một"),
        _person("Trần Thị Hường", degree="ThS", workplace="Trường Mẫu", note="Một"),
        _person("Đặng Quốc Vượng", degree="DH", workplace="Sở Mẫu"),
        _person("Lê Hà", degree="DH", workplace="Viện Mẫu"),
    ],
    [(4, "gộp")],
)

FORMULAS = MessyList(
    "cong-thuc",
    [
        MessySheet(
            "Sheet1",
            [
                ("STT", "Họ và tên", "Họ", "Tên gọi", "Trình độ"),
                (1, Formula('=C2&" "&D2', "Nguyễn Văn Ân"), "Nguyễn Văn", "Ân", "TS"),
                (Formula("=A2+1", "2"), Formula('=C3&" "&D3', "Lê Thị Hoa"), "Lê Thị", "Hoa", "ThS"),
            ],
        )
    ],
    [_person("Nguyễn Văn Ân", degree="TS"), _person("Lê Thị Hoa", degree="ThS")],
)

ALL: Sequence[MessyList] = (
    MANY_HEADS, SHEETS, TITLES, SPLIT, MARKS, DATES, DATES_1904, AMERICAN, ZEROS, COMPOSED, TCVN3, VNI,
    TCVN3_UNNAMED, VNI_UNNAMED, CAPITALS, PLACES, CHANGED, SECOND_TABLE, MERGED, FORMULAS,
)  # fmt: skip

WRITERS: Mapping[str, Callable[[MessyList, Path], Path]] = {"xlsx": write}


if __name__ == "__main__":
    for one in ALL:
        write(one, Path(sys.argv[1]) / f"{one.name}.xlsx")
