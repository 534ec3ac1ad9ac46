"""What a list's headings leave out: columns that hold values but mean nothing yet, and no degree at all."""

from collections.abc import Iterator

from desktop.errors import Severity
from desktop.people.importing.guessing import Shape, shape_of
from desktop.people.importing.list_rows import MARK, ListRow, ListSheet, ParsedList
from desktop.people.importing.preview import RowProblem
from desktop.people.normal import FIELDS, as_text
from desktop.people.titles import split_titles

_LOOKED_AT = 300
_FEWEST, _MOST_OF = 2, 0.8
_TELLING = frozenset({Shape.ID_NUMBER, Shape.PHONE, Shape.EMAIL})


def left_out(parsed: ParsedList) -> Iterator[RowProblem]:
    """Yield a warning at the headings of each sheet for what the register does not get from it."""
    for sheet in parsed.sheets:
        row = max(sheet.heading.last + 1, 1)
        for column, text in sheet.heading.texts.items():
            what = "" if column in sheet.heading.columns else _held(sheet, column)
            if what:
                message = f"Cột này có {what} nhưng chưa được dùng; hãy chọn ý nghĩa của cột nếu cần nhập."
                yield RowProblem(sheet.name, row, text, message, Severity.WARN)
        if sheet.people and not any(_says_degree(one) for one in sheet.people):
            message = (
                "Danh sách không có cột trình độ; ai chưa có trong sổ phải có trình độ, "
                "hãy thêm cột “Trình độ” rồi nhập lại."
            )
            yield RowProblem(sheet.name, row, FIELDS["degree"].label, message, Severity.WARN)


def _says_degree(row: ListRow) -> bool:
    """Tell whether a row says anything of a degree, in a column or before the name."""
    keys = {"degree", "academic_title", "specialist"}
    return not keys.isdisjoint(row.values) or bool(split_titles(as_text(row.values.get("full_name", "")))[1])


def _held(sheet: ListSheet, column: int) -> str:
    """Return in words what most cells of a column hold, empty when it is nothing worth a warning."""
    rows = (sheet.rows[one.row - 1] for one in sheet.people[:_LOOKED_AT])
    cells = [row[column] for row in rows if column < len(row) and row[column] not in (None, "")]
    if not cells:
        return ""
    if all(as_text(cell).lower() in MARK for cell in cells):
        return "dấu x"
    shapes = [shape_of(cell, names=False) for cell in cells]
    usual = max(_TELLING, key=shapes.count)
    is_usual = len(cells) >= _FEWEST and shapes.count(usual) >= _MOST_OF * len(cells)
    return usual.value if is_usual else ""
