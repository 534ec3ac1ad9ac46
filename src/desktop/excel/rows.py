"""The rows of a new sheet, written as XML by ourselves: openpyxl makes three objects of every cell.

Everything else of the workbook (styles, views, widths, packing) stays openpyxl's.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.xml.functions import fromstring

TEXT_FORMAT, DATE_FORMAT = "@", "dd/mm/yyyy"
LONGEST_CELL = 32_767

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class RowSheet(WriteOnlyWorksheet):  # type: ignore[misc]
    """A write-only sheet of openpyxl that is given its rows one by one, as XML."""

    def put(self, row: str) -> None:
        """Write the next row."""
        self.append([row])

    def _write_rows(self) -> Generator[None, list[str], None]:
        stream = self._writer.xf.send(True)
        with stream.element("sheetData"):
            try:
                while True:
                    (row,) = yield
                    stream.write(fromstring(row))
            except GeneratorExit:
                pass
        self._writer.xf.send(None)


class RowWriter:
    """Turns the rows of one sheet into XML; text in it is never a formula."""

    def __init__(self, sheet: RowSheet) -> None:
        self._sheet = sheet
        self._letters: list[str] = []
        self._style = cache(self._made)

    def xml(self, number: int, row: Sequence[object], *, heading: bool = False) -> str:
        """Return a row; `number` counts from 1."""
        for place in range(len(self._letters) + 1, len(row) + 1):
            self._letters.append(get_column_letter(place))
        cells = self._heading if heading else self._plain
        return f'<row r="{number}">{"".join(cells(number, row))}</row>'

    def _heading(self, number: int, row: Sequence[object]) -> Iterator[str]:
        style = self._style("heading")
        for letter, value in zip(self._letters, row, strict=False):
            yield _cell(f'r="{letter}{number}" s="{style}"', "" if value is None else str(value))

    def _plain(self, number: int, row: Sequence[object]) -> Iterator[str]:
        for letter, value in zip(self._letters, row, strict=False):
            if isinstance(value, str):
                if value[:1].isalpha() and value.isprintable():
                    yield _cell(f'r="{letter}{number}"', value)
                elif value:
                    yield _cell(f'r="{letter}{number}"{self._style_of_text(value)}', value)
            elif value is not None:
                yield self._other(f'r="{letter}{number}"', value)

    def _style_of_text(self, text: str) -> str:
        """Return the style of a text that Excel would read as something else."""
        if text.startswith(_LIKE_FORMULA):
            return f' s="{self._style("guarded")}"'
        return f' s="{self._style("text")}"' if text.isdigit() else ""

    def _other(self, place: str, value: Any) -> str:
        if isinstance(value, bool):
            return f'<c {place} t="b"><v>{value:d}</v></c>'
        if isinstance(value, int | float):
            whole = int(value) if isinstance(value, float) and value.is_integer() else value
            return f"<c {place}><v>{whole}</v></c>"
        is_day = isinstance(value, date) and not isinstance(value, datetime)
        style = self._style("date") if is_day else WriteOnlyCell(self._sheet, value).style_id
        return f'<c {place} s="{style}"><v>{to_excel(value)}</v></c>'

    def _made(self, style: str) -> int:
        cell = WriteOnlyCell(self._sheet)
        if style == "heading":
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7EEF7")
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        else:
            cell.number_format = DATE_FORMAT if style == "date" else TEXT_FORMAT
            cell.quotePrefix = style == "guarded"
        return int(cell.style_id)


def _cell(place: str, text: str) -> str:
    """Return a cell of text, without the letters that no workbook may hold; `place` may name a style."""
    if not text.isprintable():
        text = _CONTROL.sub("", text)[:LONGEST_CELL]
    if not text:
        return f"<c {place}/>"
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    letters = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return f'<c {place} t="inlineStr"><is><t{kept}>{letters}</t></is></c>'
