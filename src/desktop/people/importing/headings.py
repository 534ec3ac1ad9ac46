"""What the columns of an office's list mean: headings of one to three rows, matched with declared fields."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.codelists import code_list
from desktop.excel.book import Area, Cell
from desktop.people.importing.meanings import NUMBERING, Meaning
from desktop.people.normal import FIELDS
from desktop.storage.fields import Kind
from desktop.text import clean, fold

ALIKE = 90
"""How alike, out of 100, a misspelt heading must be to a declared one."""

BETWEEN = " – "
"""Stands between a group's heading and the headings below it."""

_DEEPEST, _LAST_START, _SHORTEST_FUZZY = 3, 60, 6

_NOT_WORDS = re.compile(r"\([^()]*\)|[^\w\s]|_")
_FILLERS = re.compile(
    r"\b(hien nay|hien tai|neu co|ghi ro|ghi day du|theo can cuoc|theo cccd|"
    r"cua (quy )?(thay co|ong ba|anh chi|dong chi)|"
    r"(?<=\bten )(can bo|cong chuc|vien chuc|tri thuc|hoi vien|chuyen gia|nha khoa hoc|nhan su)"
    r"( cong chuc| vien chuc| khoa hoc)*|lien he)\b"
)
_COUNTED = re.compile(r"\s*\d{1,2}\s*[.)/]\s*(?=[^\W\d])")
"""Stands before the headings of forms: “5. Số CCCD”."""
_SPACED = re.compile(r"\w{1,2}( \w{1,2})+")
"""What is left of “Th.S” and “T.S”."""
_NUMBER = re.compile(r"\(?\d+([.,]\d+)?\)?")

_FAMILY = {
    "ho",
    "ho dem",
    "ho va dem",
    "ho va ten dem",
    "ho va chu lot",
    "ho lot",
    "ho chu lot",
    "ho ten dem",
}
_GIVEN = {"ten"}
_TWO_IN_ONE = (({"full_name", "birth"}, "full_name"), ({"phone", "email"}, "phone"))
"""Headings of two fields, “Họ tên, năm sinh”, and the field whose cells are parted (see `crowded`)."""
_AND = ("va", "hoac", "kem")
_DATE_PARTS = {"ngay": "day", "thang": "month"}
_DATE_IN_THREE = (("day", "ngay"), ("month", "thang"), ("year", "nam"))
_NUMBERING = {"stt", "tt", "so tt", "so thu tu", "s tt"}
_ALONE = ("sex", "degree", "academic_title")
"""Fields whose values offices also use as headings of “x” columns without a heading above them."""


@dataclass(frozen=True)
class Heading:
    """The headings of one sheet: rows from `first` to `last`, what each column means, what is not used."""

    first: int
    last: int
    columns: Mapping[int, Meaning]
    texts: Mapping[int, str]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings that mean no field."""
        return tuple(text for column, text in self.texts.items() if column not in self.columns)

    @property
    def keys(self) -> frozenset[str]:
        """The fields that the list holds."""
        return frozenset(meaning.key for meaning in self.columns.values() if meaning.key)


def find_heading(rows: Sequence[Sequence[Cell]], merged: Sequence[Area] = ()) -> Heading | None:
    """Return the headings that mean most fields, or None when no row names people and one field more."""
    found: list[Heading] = []
    for row in range(min(len(rows), _LAST_START)):
        if any(_is_name(plain(cell)) for cell in _texts(rows[row])):
            found += _with_neighbours(rows, row, merged)
    named = [heading for heading in found if "full_name" in heading.keys and len(heading.keys) > 1]
    return max(named, key=lambda heading: (len(heading.keys), "degree" in heading.keys), default=None)


def heading_at(rows: Sequence[Sequence[Cell]], first: int, last: int, merged: Sequence[Area] = ()) -> Heading:
    """Return the headings that stand in these rows, whatever they are."""
    return _read(rows, first, last, merged)


def plain(cell: Cell) -> str:
    """Return a heading's words for comparison: no accents, no remarks in brackets, no punctuation."""
    words = _NOT_WORDS.sub(" ", fold(_COUNTED.sub("", clean(cell), 1))) if isinstance(cell, str) else ""
    return " ".join(_FILLERS.sub(" ", words).split())


def _is_name(words: str) -> bool:
    return words in _FAMILY or "full_name" in (_declared().get(words), _first_of_two(words))


@lru_cache(maxsize=4096)
def _first_of_two(words: str) -> str:
    """Return the field that holds two of them, by a heading that names both; empty for any other."""
    declared, parts = _declared(), words.split()
    for at in range(1, len(parts)):
        behind = parts[at + 1 :] if parts[at] in _AND else parts[at:]
        both = {declared.get(" ".join(parts[:at])), declared.get(" ".join(behind))}
        for pair, key in _TWO_IN_ONE:
            if both == pair:
                return key
    return ""


def _texts(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None]


def _is_heading_row(row: Sequence[Cell]) -> bool:
    """Headings are words: a row with a number or a date in it holds a person already."""
    cells = _texts(row)
    return len(cells) > 1 and all(
        isinstance(cell, str) and not _NUMBER.fullmatch(clean(cell)) for cell in cells
    )


def _with_neighbours(rows: Sequence[Sequence[Cell]], row: int, merged: Sequence[Area]) -> list[Heading]:
    """Return the reading of this row alone, and with the rows of groups above and of parts below it."""
    last = row
    while last + 1 < len(rows) and last - row + 1 < _DEEPEST and _continues(rows, row, last + 1):
        last += 1
    above = row > 0 and last - row + 1 < _DEEPEST and _is_heading_row(rows[row - 1])
    firsts = (row, row - 1) if above else (row,)
    return [_read(rows, first, end, merged) for first in firsts for end in range(last, row - 1, -1)]


def _continues(rows: Sequence[Sequence[Cell]], row: int, below: int) -> bool:
    """Tell whether a row holds the second line of headings: words, and no person in the name column."""
    if not _is_heading_row(rows[below]):
        return False
    names = [column for column, cell in enumerate(rows[row]) if _is_name(plain(cell))]
    in_name = [plain(rows[below][column]) for column in names if column < len(rows[below])]
    return all(not words or _is_name(words) or words in _GIVEN for words in in_name)


def _read(rows: Sequence[Sequence[Cell]], first: int, last: int, merged: Sequence[Area]) -> Heading:
    filled = _filled(rows, first, last, merged)
    columns: dict[int, Meaning] = {}
    texts: dict[int, str] = {}
    for column in range(max(len(row) for row in filled)):
        parts = list(dict.fromkeys(row[column] for row in filled if column < len(row) and row[column]))
        if parts:
            texts[column] = BETWEEN.join(parts)
            meaning = _meaning([part for part in parts if plain(part)])
            if meaning:
                columns[column] = meaning
    return Heading(first, last, _one_name(columns | _dates_in_three(texts)), texts)


def _dates_in_three(texts: Mapping[int, str]) -> dict[int, Meaning]:
    """Return the parts of a birth that stand side by side with nothing above: “Ngày”, “Tháng”, “Năm sinh”."""
    words = {column: plain(text) for column, text in texts.items()}
    return {
        column + place: Meaning("birth", part=part)
        for column in words
        if words.get(column + 2) == "nam sinh"
        and all(
            words.get(column + at) in (word, f"{word} sinh") for at, (_, word) in enumerate(_DATE_IN_THREE)
        )
        for place, (part, _) in enumerate(_DATE_IN_THREE)
    }


def _filled(rows: Sequence[Sequence[Cell]], first: int, last: int, merged: Sequence[Area]) -> list[list[str]]:
    """Return the heading rows with the text of merged cells in each of them.

    A blank beside a group's heading and above a text belongs to the group, merged or not.
    """
    width = max(len(rows[row]) for row in range(first, last + 1))
    grid = [
        [clean(cell) if isinstance(cell, str) else "" for cell in [*rows[row], *[None] * width][:width]]
        for row in range(first, last + 1)
    ]
    for top, left, bottom, right in merged:
        for row in range(max(top, first), min(bottom, last) + 1):
            for column in range(left, min(right, width - 1) + 1):
                if first <= top:
                    grid[row - first][column] = grid[top - first][left]
    for above, below in itertools.pairwise(grid):
        for column in range(1, width):
            if not above[column] and below[column]:
                above[column] = above[column - 1]
    return grid


def _meaning(texts: list[str]) -> Meaning | None:
    """Return what headings from top to bottom mean together, the most specific reading first."""
    if not texts:
        return None
    parts = [plain(text) for text in texts]
    last, above = parts[-1], parts[:-1]
    if last in _NUMBERING:
        return NUMBERING
    group = next((key for part in reversed(above) if (key := _field(part))), "")
    year = last == "nam" and "ă" in texts[-1].lower()
    part = _part(last, group, year=year)
    if part or year:
        return part
    key = _declared().get(" ".join(parts[-2:])) or _first_of_two(last) or _field(last)
    return Meaning(key) if key else _code(last, group)


def _part(words: str, group: str, *, year: bool) -> Meaning | None:
    """Return the part of a name or a date; “Năm” is one, “Nam” beside “Nữ” is not."""
    if group == "birth" and (year or words in _DATE_PARTS):
        return Meaning("birth", part="year" if year else _DATE_PARTS[words])
    if words in _FAMILY:
        return Meaning("full_name", part="family")
    return Meaning("full_name", part="given") if words in _GIVEN else None


def _code(words: str, group: str) -> Meaning | None:
    """Return the code that an “x” column stands for: “Nam” under “Giới tính”, “ThS” under “Trình độ”."""
    coded = [group] if group and FIELDS[group].kind is Kind.CODE else []
    for key in dict.fromkeys((*coded, *_ALONE)):
        codes = code_list(FIELDS[key].codes)
        code = codes.match(words) or (
            codes.match(words.replace(" ", "")) if _SPACED.fullmatch(words) else None
        )
        if code and (key in coded or words != "khac"):
            return Meaning(key, code=code)
    return None


@lru_cache(maxsize=4096)
def _field(words: str) -> str:
    """Return the field whose declared heading these words are, or are but for a slip of the pen."""
    declared = _declared()
    if words in declared:
        return declared[words]
    if len(words) < _SHORTEST_FUZZY:
        return ""
    from rapidfuzz import fuzz, process

    closest = process.extractOne(words, declared.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return declared[closest[0]] if closest else ""


@lru_cache(maxsize=1)
def _declared() -> Mapping[str, str]:
    return {plain(heading): key for key, field in FIELDS.items() for heading in field.headings}


def _one_name(columns: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """Settle the name: parts count only together, a second whole name beside the first is its given part.

    A family name behind the whole name says nothing new.
    """
    names = [column for column, meaning in columns.items() if meaning.key == "full_name"]
    parts = {columns[column].part for column in names}
    settled = dict(columns)
    if "family" not in parts:
        for column in names:
            settled[column] = Meaning("full_name")
        if len(names) > 1 and names[1] == names[0] + 1:
            settled[names[0]] = Meaning("full_name", part="family")
            settled[names[1]] = Meaning("full_name", part="given")
    elif "given" not in parts:
        whole = [column for column in names if not columns[column].part]
        if whole and whole[0] < names[-1] and columns[names[-1]].part:
            return {column: one for column, one in columns.items() if one.part != "family"}
        for column in whole[:1] or names[:1]:
            settled[column] = Meaning("full_name", part="given" if whole else "")
    return settled
