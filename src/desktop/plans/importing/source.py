"""A paper read as lines of prose and rows of tables, each with its place, whatever the kind of file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.docx_reading import ABOVE, read_docx
from desktop.errors import FileProblem, UserError, sentence_for_os_error
from desktop.excel.book import Area
from desktop.excel.reader import read_book
from desktop.plans.importing.columns import by_place
from desktop.text import clean

LARGEST_TEXT = 5 * 1024**2

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*\s*/?>|^\s*#{1,6}\s+|\[bookmark:[^\]]*\]")
_BOLD = re.compile(r"\*\*|__")
"""Marks that programs which read scans leave in the text: HTML tags, Markdown, bookmarks of Word."""

_FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class Line:
    """A paragraph of prose; `where` names its place as the user counts."""

    where: str
    text: str


@dataclass(frozen=True)
class Row:
    """A row of a table; `above` are the places of cells merged with the one above.

    `by_place` says that its columns are kept by blanks only, so which word is of which is a guess.
    Its cells are clean but for the line breaks within them: two units may stand on two lines.
    """

    where: str
    cells: tuple[str, ...]
    above: frozenset[int] = frozenset()
    by_place: bool = False


Source = tuple[Line | Row, ...]


def read_source(path: Path) -> Source:
    """Read a .docx, a workbook or a text file; tags and blank lines are left out.

    Raises FileProblem or UserError with one sentence when the file cannot be read.
    """
    kind = path.suffix.lower()
    if kind == ".docx":
        return tuple(_from_docx(path))
    if kind in (".xlsx", ".xls", ".ods"):
        return tuple(_from_book(path))
    if kind == ".txt":
        return read_text(_text_of(path))
    raise UserError(
        f"Không đọc được kế hoạch từ tệp “{path.name}”; hãy chọn tệp Word (.docx), Excel (.xlsx) hoặc chép "
        "nội dung vào một tệp .txt."
    )


def read_text(text: str) -> Source:
    """Read text copied from Word or from a scanned paper, whose tables have tabulators between the cells.

    Without any tabulator the columns of a table are those under the words of its head.
    """
    if "\t" not in text:
        return tuple(_from_layout(text.replace("\f", "").splitlines()))
    found: list[Line | Row] = []
    lines = list(enumerate(text.splitlines(), 1))
    columns = 0
    while lines:
        place, line = lines.pop(0)
        if "\t" not in line:
            plain = _plain(line)
            found += [Line(f"dòng {place}", plain)] if plain else []
            continue
        cells = line.split("\t")
        columns = max(columns, len(cells))
        while _is_begun(cells, columns, lines):
            cells = _joined(cells, lines.pop(0)[1].split("\t"))
        row = tuple(_plain(cell) for cell in cells)
        if any(row):
            found.append(Row(f"dòng {place}", row))
    return tuple(found)


def _from_layout(lines: Sequence[str]) -> Iterator[Line | Row]:
    for place, block in by_place(lines):
        where = f"dòng {place + 1}"
        if not isinstance(block, str):
            yield Row(where, tuple(map(_plain_lines, block)), by_place=True)
        elif words := _plain(block):
            yield Line(where, words)


def _is_begun(cells: Sequence[str], columns: int, rest: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a row goes on in the next line: a cell of Word with several paragraphs breaks it there."""
    if len(cells) >= columns or not rest or columns < _FEWEST_COLUMNS:
        return False
    following = rest[0][1]
    return bool(following.strip()) and len(cells) + following.count("\t") <= columns


def _joined(cells: Sequence[str], more: Sequence[str]) -> list[str]:
    return [*cells[:-1], f"{cells[-1]} {more[0]}", *more[1:]]


def _from_docx(path: Path) -> Iterator[Line | Row]:
    tables = paragraphs = 0
    for block in read_docx(path):
        if isinstance(block, str):
            for line in block.splitlines() or [block]:
                paragraphs += 1
                if _plain(line):
                    yield Line(f"đoạn {paragraphs}", _plain(line))
            continue
        tables += 1
        for number, row in enumerate(block, 1):
            cells = tuple(_plain_lines(cell) for cell in row)
            if any(cells):
                above = frozenset(place for place, cell in enumerate(row) if cell == ABOVE)
                yield Row(f"bảng {tables}, dòng {number}", cells, above)


def _from_book(path: Path) -> Iterator[Line | Row]:
    for sheet in read_book(path).sheets:
        for number, cells in enumerate(sheet.rows, 1):
            texts = tuple(_plain_lines(_cell(cell)) for cell in cells)
            filled = [text for text in texts if text]
            if len(filled) == 1 and len(texts) < _FEWEST_COLUMNS:
                yield Line(f"{sheet.name}, dòng {number}", clean(filled[0]))
            elif filled:
                yield Row(f"{sheet.name}, dòng {number}", texts, _merged_above(sheet.merged, number - 1))


def _merged_above(merged: Sequence[Area], row: int) -> frozenset[int]:
    """Return the columns whose cell in a row belongs to a merged one that began further up."""
    return frozenset(left for top, left, bottom, _right in merged if top < row <= bottom)


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _plain(text: str) -> str:
    return clean(_BOLD.sub(" ", _TAG.sub("", text)))


def _plain_lines(text: str) -> str:
    return "\n".join(line for line in map(_plain, text.splitlines()) if line)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_TEXT:
            raise UserError(f"Tệp “{path.name}” quá lớn so với một kế hoạch; hãy chỉ chép phần cần đọc.")
        content = path.read_bytes()
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(
            f"Tệp “{path.name}” không phải văn bản Unicode; hãy mở bằng Notepad, lưu lại với mã UTF-8."
        ) from error
