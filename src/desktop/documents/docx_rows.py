"""The rows of a table in DOCX, written as WordprocessingML: a list may have tens of thousands of them."""

from collections.abc import Iterable
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from desktop.documents.columns import Fit
from desktop.documents.model import Align, Row, Table
from desktop.documents.wording import cell_text

_WHOLE_UP_TO = 1500
"""Rows of up to this many letters are not cut between pages; longer ones may not fit on one."""
_JUSTIFIED = {Align.JUSTIFY: "both"}
_TWIPS = 20


class Rows:
    """Makes head and rows of one table with the widths and the letters of its `Fit`."""

    def __init__(self, table: Table, own: Fit, style_id: str) -> None:
        self._columns = table.columns
        self._widths = [round(wide * _TWIPS) for wide in own.widths]
        self._style = quoteattr(style_id)
        self._size = round(own.size * 2)
        self._opening = f"<w:tr {nsdecls('w')}>"

    def head(self) -> BaseOxmlElement:
        """Return the row of headings, which Word repeats on every page."""
        cells = (
            self._cell(column.title, wide, Align.CENTER, bold=True)
            for column, wide in zip(self._columns, self._widths, strict=True)
        )
        return self._row("<w:tblHeader/>", cells)

    def row(self, row: Row) -> BaseOxmlElement:
        """Return a row of figures, or a section row with one cell across the table."""
        if row.section:
            text = cell_text(row.cells[0], self._columns[0])
            across = f'<w:gridSpan w:val="{len(self._widths)}"/>' if len(self._widths) > 1 else ""
            wide = sum(self._widths)
            return self._row("", [self._cell(text, wide, Align.LEFT, bold=True, across=across)])
        words = [cell_text(cell, column) for cell, column in zip(row.cells, self._columns, strict=True)]
        whole = "<w:cantSplit/>" if sum(map(len, words)) <= _WHOLE_UP_TO else ""
        fill = partial(self._cell, bold=row.total)
        cells = (
            fill(text, wide, column.align)
            for text, wide, column in zip(words, self._widths, self._columns, strict=True)
        )
        return self._row(whole, cells)

    def _row(self, properties: str, cells: Iterable[str]) -> BaseOxmlElement:
        inside = "".join(cells)
        made: BaseOxmlElement = parse_xml(
            f"{self._opening}{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"
        )
        return made

    def _cell(self, text: str, wide: int, align: Align, bold: bool = False, across: str = "") -> str:
        keep = "<w:keepNext/>" if across else ""
        look = f'<w:pStyle w:val={self._style}/>{keep}<w:jc w:val="{_JUSTIFIED.get(align, align.value)}"/>'
        letters = f'{"<w:b/>" if bold else ""}<w:sz w:val="{self._size}"/>'
        run = f"<w:r><w:rPr>{letters}</w:rPr>{_words(text)}</w:r>" if text else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{wide}"/>{across}<w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p></w:tc>"
        )


def _words(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:br/>".join(lines)
