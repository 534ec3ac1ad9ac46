"""A year's working calendar from a spreadsheet: columns Ngày, Loại, Lý do, Văn bản in any order."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from desktop.dates import parse_date
from desktop.errors import UserError
from desktop.excel.book import Cell
from desktop.excel.reader import read_book
from desktop.text import clean, fold

_HEADINGS = {
    "day": ("ngay", "ngay thang", "ngay nghi"),
    "kind": ("loai", "loai ngay", "hinh thuc", "nghi/lam", "tinh chat", "ngay nay la"),
    "name": ("ly do", "ten", "ten ngay nghi", "noi dung", "ghi chu", "ten ngay nghi, ly do"),
    "document": ("van ban", "quyet dinh", "can cu", "van ban quy dinh", "so van ban"),
}
_WORK, _OFF = ("lam viec", "lam bu", "di lam", "lam", "work"), ("nghi", "off")
_LOOKED_AT = 15
"""The heading is looked for in so many first rows."""


def read_workdays(path: Path) -> list[dict[str, str]]:
    """Return the days of a file as `set_workdays` takes them.

    Raises FileProblem when the file cannot be read, UserError naming the row and what is wrong in it.
    """
    for sheet in read_book(path).sheets:
        for place, row in enumerate(sheet.rows[:_LOOKED_AT]):
            columns = _columns(row)
            if {"day", "kind"} <= columns.keys():
                rows = enumerate(sheet.rows[place + 1 :], start=place + 2)
                return [_day(cells, columns, number) for number, cells in rows if any(map(_text, cells))]
    raise UserError(
        f"Tệp “{path.name}” không có bảng lịch làm việc; hãy dùng bảng có các cột Ngày, Loại (nghỉ hoặc làm "
        "việc), Lý do, Văn bản."
    )


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = fold(_text(cell))
        for key, words in _HEADINGS.items():
            if heading in words:
                found.setdefault(key, place)
    return found


def _day(cells: Sequence[Cell], columns: dict[str, int], number: int) -> dict[str, str]:
    values = {key: cells[place] if place < len(cells) else None for key, place in columns.items()}
    texts = {key: _text(values.get(key)) for key in _HEADINGS}
    try:
        texts["day"] = _iso(values["day"])
    except UserError as wrong:
        raise UserError(f"Dòng {number}: {wrong.message}") from wrong
    kind = fold(texts["kind"])
    if kind.startswith(_WORK):
        texts["kind"] = "work"
    elif any(word in kind for word in _OFF):
        texts["kind"] = "off"
    else:
        raise UserError(f"Dòng {number}: loại “{texts['kind']}” không rõ; hãy ghi “nghỉ” hoặc “làm việc”.")
    for key, label in (("name", "lý do"), ("document", "văn bản quy định")):
        if not texts[key]:
            raise UserError(f"Dòng {number}: chưa ghi {label}; hãy bổ sung rồi nhập lại.")
    return texts


def _iso(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else parse_date(_text(cell))


def _text(cell: Cell) -> str:
    return clean(str(cell)) if cell is not None else ""
