"""Reading a Word file as what stands in it from top to bottom: paragraphs and tables of plain text."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from desktop.errors import FileProblem, UserError, sentence_for_os_error

Rows: TypeAlias = tuple[tuple[str, ...], ...]
"""A table: the text of each cell; a merged cell has it once, is empty to the right and `ABOVE` below."""

ABOVE = "\x1a"
"""Stands in a cell that is merged with the one above; a letter that cleaning takes away."""

LARGEST_FILE, LARGEST_CONTENT = 50 * 1024**2, 200 * 1024**2


def read_docx(path: Path) -> tuple[str | Rows, ...]:
    """Return the paragraphs (text) and tables (rows) of a Word file in their order, headers left out.

    Raises FileProblem when the file cannot be read, UserError when it is no Word file or too large.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(path)
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_CONTENT:
                raise _too_large(path)
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    return tuple(_blocks(path))


def _blocks(path: Path) -> Iterator[str | Rows]:
    import docx
    from docx.table import Table

    try:
        document = docx.Document(str(path))
        for block in document.iter_inner_content():
            yield _rows(block) if isinstance(block, Table) else block.text
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    except Exception as error:
        raise _damaged(path) from error


def _rows(table: object) -> Rows:
    from docx.table import Table

    assert isinstance(table, Table)  # noqa: S101 - for the type checker
    above: set[object] = set()
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        cells: list[str] = [""] * row.grid_cols_before
        beside: set[object] = set()
        for cell in row.cells:
            place = cell._tc  # noqa: SLF001 - python-docx gives a merged cell for each of its places
            is_repeated = place in beside
            cells.append("" if is_repeated else ABOVE if place in above else cell.text)
            beside.add(place)
        above |= beside
        rows.append(tuple(cells))
    return tuple(rows)


def _damaged(path: Path) -> UserError:
    return UserError(
        f"Tệp “{path.name}” không phải tệp Word (.docx) hoặc đã hỏng; hãy mở bằng Word, lưu lại dạng .docx "
        "rồi chọn lại."
    )


def _too_large(path: Path) -> UserError:
    return UserError(
        f"Tệp “{path.name}” quá lớn so với một kế hoạch; hãy bỏ bớt hình ảnh hoặc chỉ lưu phần phụ lục."
    )
