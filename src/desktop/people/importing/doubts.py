"""What only a whole column shows: days and months that Excel exchanged, a column that changes its meaning."""

import re
from collections.abc import Iterator, Mapping, Sequence

from desktop.errors import Problem, Severity
from desktop.people.importing.guessing import Shape, shape_of
from desktop.people.importing.headings import Heading
from desktop.people.importing.list_rows import ListRow
from desktop.people.normal import FIELDS
from desktop.storage.fields import Kind

Doubts = dict[int, list[Problem]]
"""Problems by the place of a row among the people of one sheet."""

_SHORTEST_RUN, _NATIVE_BEFORE = 3, 3
_MOST_FOREIGN = 0.7
"""A column in which most values are strange from the start was understood wrongly as a whole."""

_LOOKED_AT = 2000
"""So many rows of a long list are looked at first; a change worth the name shows among them."""

_CHANGING_DAYS = 12
_FEWEST_DATES, _FEW_DATES = 8, 2
"""So many days that could be months, and none that could not, are no chance; beside clear text two do."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TYPED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")

_STRANGE_IN_TEXT = frozenset({Shape.DATE, Shape.ID_NUMBER, Shape.PHONE, Shape.EMAIL, Shape.SEX})
_STRANGE_IN_PLACES = _STRANGE_IN_TEXT - {Shape.SEX} | {Shape.YEAR}
_STRANGE_IN_NAMES = _STRANGE_IN_TEXT | {Shape.YEAR, Shape.NUMBER, Shape.ORGANISATION}
_WORTH_A_LOOK = re.compile(r"[\d@]|^.{2,4}$")
"""Only texts with digits, a mail sign, or as short as a sex can be strange among words."""


def doubts_of(people: Sequence[ListRow], heading: Heading) -> Doubts:
    """Return what has to be said of rows after all of them are known."""
    found: Doubts = {}
    for place, problem in _exchanged_days(people, _text_of(heading, "birth")):
        found.setdefault(place, []).append(problem)
    for key in heading.keys:
        for place, problem in _changed_meaning(people, key, _text_of(heading, key)):
            found.setdefault(place, []).append(problem)
    return found


def _text_of(heading: Heading, key: str) -> str:
    columns = (column for column, meaning in heading.columns.items() if meaning.key == key)
    column = next(columns, None)
    return FIELDS[key].label if column is None else heading.texts[column]


# A column that changes its meaning


def _changed_meaning(people: Sequence[ListRow], key: str, title: str) -> Iterator[tuple[int, Problem]]:
    """Find stretches of rows whose values are of another kind than those before them."""
    strange = _strange_in(key)
    if not strange:
        return
    some = people[:: max(1, len(people) // _LOOKED_AT)]
    if not any(_strange_shape(row.values.get(key), strange, key) for row in some):
        return
    places = [place for place, row in enumerate(people) if row.values.get(key) not in (None, "")]
    shapes = [_strange_shape(people[place].values[key], strange, key) for place in places]
    for start, end in _runs(shapes):
        first, shape = people[places[start]].row, shapes[start]
        message = (
            f"Từ dòng {first} cột “{title}” ghi {shape} thay vì {_usual(key)}; hãy kiểm tra lại cột này."
        )
        for place in places[start:end]:
            yield place, Problem(key, message)


def _strange_in(key: str) -> frozenset[Shape]:
    kind = FIELDS[key].kind
    if kind is Kind.NAME:
        return _STRANGE_IN_NAMES
    if kind is not Kind.LINE:
        return frozenset()
    return _STRANGE_IN_PLACES if key == "address" else _STRANGE_IN_TEXT


def _strange_shape(value: object, strange: frozenset[Shape], key: str) -> Shape | None:
    if isinstance(value, str) and key != "full_name" and not _WORTH_A_LOOK.search(value):
        return None
    shape = shape_of(value, names=False)  # type: ignore[arg-type] # values of a row are cells
    return shape if shape in strange else None


def _runs(shapes: Sequence[Shape | None]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of strange values that come after usual ones."""
    if sum(shape is not None for shape in shapes) > _MOST_FOREIGN * len(shapes):
        return
    start = 0
    while start < len(shapes):
        if shapes[start] is None:
            start += 1
            continue
        end = start
        while end < len(shapes) and shapes[end] is not None:
            end += 1
        usual = sum(shape is None for shape in shapes[:start])
        if end - start >= _SHORTEST_RUN and usual >= _NATIVE_BEFORE:
            yield start, end
        start = end


def _usual(key: str) -> str:
    label = FIELDS[key].label
    return label[:1].lower() + label[1:]


# Days and months that Excel exchanged


def _exchanged_days(people: Sequence[ListRow], title: str) -> Iterator[tuple[int, Problem]]:
    """Find dates of birth that an American Excel has read month first: none of their days is above twelve.

    Told by cells that are dates, beside texts with a day above twelve which it could not read; or by texts
    typed month first.
    """
    seen = _seen_dates(people)
    cells, texts = seen["cells"], seen["texts"]
    is_told_by_cells = len(cells) >= (_FEW_DATES if seen["clear_texts"] else _FEWEST_DATES)
    doubtful = (cells if is_told_by_cells and not seen["clear_cells"] else {}) | (
        texts if seen["american_texts"] and not seen["clear_texts"] else {}
    )
    for place, (day, month, year) in doubtful.items():
        message = (
            f"{title} {day:02d}/{month:02d}/{year} có thể bị bảng tính đổi chỗ ngày và tháng (hoặc là "
            f"{month:02d}/{day:02d}/{year}); hãy đối chiếu giấy tờ."
        )
        yield place, Problem("birth", message, Severity.WARN)


def _seen_dates(people: Sequence[ListRow]) -> Mapping[str, dict[int, tuple[int, int, int]]]:
    """Sort the dates of birth: those whose day could be the month, and those that are clear."""
    names = ("cells", "clear_cells", "texts", "clear_texts", "american_texts")
    seen: dict[str, dict[int, tuple[int, int, int]]] = {name: {} for name in names}
    for place, row in enumerate(people):
        value = row.values.get("birth")
        if not isinstance(value, str):
            continue
        if cell := _ISO.fullmatch(value):
            year, month, day = map(int, cell.groups())
            kind = "clear_cells" if day > _CHANGING_DAYS else "cells"
        elif typed := _TYPED.fullmatch(value):
            day, month, year = map(int, typed.groups())
            kind = _kind_of_text(day, month)
        else:
            continue
        if day != month:
            seen[kind][place] = day, month, year
    return seen


def _kind_of_text(first: int, second: int) -> str:
    if second > _CHANGING_DAYS >= first:
        return "american_texts"
    return "clear_texts" if first > _CHANGING_DAYS else "texts"
