"""What cells alone tell: shapes of values, and from them the meaning of columns without a heading."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from desktop.codelists import code_list
from desktop.excel.book import Cell
from desktop.people.importing.headings import Heading
from desktop.people.importing.meanings import NUMBERING, Meaning
from desktop.people.normal import FIELDS, as_text
from desktop.people.titles import read_degree, split_titles
from desktop.text import fold


class Shape(StrEnum):
    """What a value looks like, in the words of a sentence."""

    DATE = "ngày tháng"
    YEAR = "năm"
    ID_NUMBER = "số định danh"
    PHONE = "số điện thoại"
    NUMBER = "con số"
    EMAIL = "thư điện tử"
    SEX = "giới tính"
    DEGREE = "trình độ"
    NAME = "họ và tên"
    ORGANISATION = "tên cơ quan"
    WORDS = "chữ"


_DATE = re.compile(
    r"'?\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(\d{4}|\d{2})|'?\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}"
)
_YEAR = re.compile(r"(19|20)\d\d")
_DIGITS = re.compile(r"'?\+?[\d\s.,]{6,20}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_ORGANISATION = re.compile(
    r"(truong|benh vien|so|ubnd|uy ban|cong ty|trung tam|vien|phong|khoa|ban|hoi|tram|tong cong ty|chi cuc|"
    r"cuc|dai hoc|hoc vien|nha hat|bao|dai|tap doan|doanh nghiep|hop tac xa|cong an|toa an|ngan hang) .+"
)
_NAME = re.compile(r"[^\W\d_]+([ ’'][^\W\d_]+){1,5}")
_ID_LENGTHS, _PHONE_LENGTHS = (9, 11, 12), (9, 10, 11)
_SERIALS = (10_000, 60_000)
_LONGEST_SEX = 10
_ENOUGH = 0.6
"""So many of a column's values must have the shape."""


def shape_of(cell: Cell, *, names: bool = True) -> Shape | None:
    """Return what a value looks like, None for an empty one.

    Without `names`, names and degrees are but words; of long lists that is told much sooner.
    """
    if cell is None:
        return None
    if isinstance(cell, (date, datetime)):
        return Shape.DATE
    text = as_text(cell)
    if not text:
        return None
    if text[0].isdigit() or text[0] in "'+(":
        return _shape_of_digits(text, is_number=isinstance(cell, (int, float)))
    return _shape_told_at_once(text) or (_shape_of_words(text) if names else Shape.WORDS)


def _shape_of_digits(text: str, *, is_number: bool) -> Shape:
    if _DATE.fullmatch(text):
        return Shape.DATE
    if _YEAR.fullmatch(text):
        return Shape.YEAR
    if is_number and text.isdigit() and _SERIALS[0] < int(text) < _SERIALS[1]:
        return Shape.DATE
    if not _DIGITS.fullmatch(text):
        return Shape.EMAIL if _EMAIL.fullmatch(text) else Shape.NUMBER if _is_number(text) else Shape.WORDS
    digits = "".join(one for one in text if one.isdigit())
    is_phone = len(digits) in _PHONE_LENGTHS and digits.lstrip("0")[:1] in ("3", "5", "7", "8", "9")
    if is_phone and (len(digits) == 10 or (len(digits) == 9 and is_number)):
        return Shape.PHONE
    return Shape.ID_NUMBER if len(digits) in _ID_LENGTHS else Shape.NUMBER


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "", 1).isdigit()


def _shape_told_at_once(text: str) -> Shape | None:
    if _EMAIL.fullmatch(text):
        return Shape.EMAIL
    if len(text) <= _LONGEST_SEX and code_list("sex").match(text):
        return Shape.SEX
    return Shape.ORGANISATION if _ORGANISATION.fullmatch(fold(text)) else None


def _shape_of_words(text: str) -> Shape:
    bare, titles = split_titles(text)
    degrees, _ = read_degree(text)
    is_name = bool(_NAME.fullmatch(bare)) and all(word[:1].isupper() for word in bare.split())
    if is_name and (titles or not degrees):
        return Shape.NAME
    return Shape.DEGREE if degrees else Shape.WORDS


_WANTED: tuple[tuple[str, Callable[[Shape], bool]], ...] = (
    ("full_name", lambda shape: shape is Shape.NAME),
    ("birth", lambda shape: shape in (Shape.DATE, Shape.YEAR)),
    ("id_number", lambda shape: shape is Shape.ID_NUMBER),
    ("phone", lambda shape: shape is Shape.PHONE),
    ("email", lambda shape: shape is Shape.EMAIL),
    ("sex", lambda shape: shape is Shape.SEX),
    ("degree", lambda shape: shape is Shape.DEGREE),
    ("workplace", lambda shape: shape is Shape.ORGANISATION),
)
"""The fields that show by their values alone; each is given to the first column that fits."""


def guess_columns(rows: Sequence[Sequence[Cell]]) -> Mapping[int, Meaning]:
    """Return what the columns of a list without headings seem to mean; to be confirmed by the user."""
    width = max((len(row) for row in rows), default=0)
    columns = {
        column: [shape for row in rows if column < len(row) and (shape := shape_of(row[column]))]
        for column in range(width)
    }
    found: dict[int, Meaning] = {}
    if width and _counts([row[0] for row in rows if row]):
        found[0] = NUMBERING
    for key, fits in _WANTED:
        if key not in FIELDS:
            continue
        free = (column for column in columns if column not in found)
        fitting = next((column for column in free if _share(columns[column], fits) >= _ENOUGH), None)
        if fitting is not None:
            found[fitting] = Meaning(key)
    return dict(sorted(found.items()))


def meant_by_values(heading: Heading, rows: Sequence[Sequence[Cell]]) -> Mapping[int, Meaning]:
    """Return what the columns mean where a heading leaves it open which of two lists its values are of.

    Under “Lĩnh vực” stand fields of work or of research: of research when most values are of that list only.
    """
    columns = dict(heading.columns)
    if "research_field" in heading.keys:
        return columns
    for column, meaning in heading.columns.items():
        if meaning == Meaning("work_field") and fold(heading.texts[column]).strip(" :.*") == _OPEN:
            texts = [as_text(row[column]) for row in rows if column < len(row) and row[column] is not None]
            if _are_of(texts, "research_field", "work_field"):
                columns[column] = Meaning("research_field")
    return columns


_OPEN = "linh vuc"


def _are_of(texts: Sequence[str], one: str, other: str) -> bool:
    """Tell whether most texts are of one list, and more than are of another."""
    of_one, of_other = (sum(bool(code_list(codes).match(text)) for text in texts) for codes in (one, other))
    return of_one * 2 > len(texts) and of_one > of_other


def holds_names(cells: Sequence[Cell], *, is_split: bool = False) -> bool:
    """Tell whether most of these cells hold names, whole or, with `is_split`, in parts."""
    shapes = [shape for cell in cells if (shape := shape_of(cell))]
    wanted = (Shape.NAME, Shape.WORDS) if is_split else (Shape.NAME,)
    return _share(shapes, lambda shape: shape in wanted) >= _ENOUGH


def _share(shapes: Sequence[Shape], fits: Callable[[Shape], bool]) -> float:
    return sum(map(fits, shapes)) / len(shapes) if shapes else 0.0


def _counts(cells: Sequence[Cell]) -> bool:
    """Tell whether cells count 1, 2, 3 …"""
    numbers = [text for cell in cells if (text := as_text(cell) if cell is not None else "")]
    counted = [text for text in numbers if text.isdigit() and len(text) <= 5]
    return bool(counted) and len(counted) >= _ENOUGH * len(numbers) and counted[0] in ("0", "1")
