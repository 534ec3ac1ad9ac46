"""Lists as offices keep them, made by the tests; everyone in them is invented."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from desktop.excel.legacy import Encoding, _table
from desktop.people.importing.office_list import ParsedList, read_list

Rows = Sequence[Sequence[object]]


def save(
    path: Path, rows: Rows, merged: Sequence[str] = (), fonts: Mapping[str, str] | None = None, font: str = ""
) -> Path:
    """Save rows as the first sheet of a workbook; `fonts` by cell, `font` for all cells with text."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for cells in sheet:
        for cell in cells:
            name = (fonts or {}).get(cell.coordinate, font)
            if name and cell.value is not None:
                cell.font = Font(name=name)
    book.save(path)
    return path


def read(path: Path, rows: Rows, merged: Sequence[str] = (), encoding: str = "auto") -> ParsedList:
    """Save a list and read it as the program does."""
    return read_list(save(path / "danh-sach.xlsx", rows, merged), encoding)


def values(parsed: ParsedList) -> list[dict[str, object]]:
    """The values of all people of a list."""
    return [dict(person.values) for person in parsed.people]


def in_old_font(text: str, encoding: Encoding) -> str:
    """The letters that an old font needs to show this text; its capitals have no accents of their own."""
    backwards = {letter: legacy for legacy, letter in reversed(_table(encoding)[1].items())}
    return "".join(backwards.get(letter) or backwards.get(letter.lower(), letter) for letter in text)


PLAIN: Rows = (
    ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Trình độ", "Đơn vị công tác"),
    (1, "Nguyễn Văn Ân", "05/03/1980", "Nam", "Thạc sĩ", "Trường mẫu"),
    (2, "Trần Thị Hường", "1985", "Nữ", "Tiến sĩ", "Bệnh viện mẫu"),
    (3, "Đặng Quốc Vượng", "12/1990", "Nam", "Đại học", "Sở mẫu"),
    (4, "Lê Hà", "01/01/1970", "Nữ", "Cao đẳng", "Xã mẫu"),
    (5, "Phạm Thị Tuyết Nữ", "30/12/1999", "Nữ", "Đại học", "Phường mẫu"),
)
