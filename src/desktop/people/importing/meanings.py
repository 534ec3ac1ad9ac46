"""What a column of a list can mean, as a short code to remember and as words to choose from."""

from dataclasses import dataclass

from desktop.codelists import code_list, label_of, remembered
from desktop.people.normal import FIELDS
from desktop.storage.fields import Kind
from desktop.text import fold

UNUSED, NUMBER = "-", "#"
"""The codes of a column that is not used, and of one that only numbers the rows."""

_MOST_CODES = 16
"""Lists of so few codes are drawn as “x” columns."""

_PARTS = (
    ("full_name", "family", "họ và tên đệm"),
    ("full_name", "given", "tên"),
    ("birth", "day", "ngày"),
    ("birth", "month", "tháng"),
    ("birth", "year", "năm"),
)


@dataclass(frozen=True)
class Meaning:
    """What one column holds: a field, a part of it (family, given, day, month, year), or one code of it."""

    key: str
    part: str = ""
    code: str = ""


NUMBERING = Meaning("", part="number")


def code_of(meaning: Meaning | None) -> str:
    """Return the short code: “birth”, “birth.year”, “sex=nu”, “#”, “-”."""
    if meaning is None:
        return UNUSED
    if not meaning.key:
        return NUMBER
    if meaning.code:
        return f"{meaning.key}={meaning.code}"
    return f"{meaning.key}.{meaning.part}" if meaning.part else meaning.key


def meaning_of(code: str) -> Meaning | None:
    """Return what a code stands for; None for an unused column and for what this program does not know."""
    return _meanings().get(code)


def is_known(code: str) -> bool:
    """Tell whether the code stands for a meaning, or for none on purpose."""
    return code == UNUSED or code in _meanings()


@remembered(1)
def choices() -> tuple[tuple[str, str], ...]:
    """Return every meaning with its words, to be chosen from: fields, then parts, then “x” columns."""
    fields = [(key, field.label) for key, field in FIELDS.items()]
    parts = [(f"{key}.{part}", f"{FIELDS[key].label}: riêng {words}") for key, part, words in _PARTS]
    marks = [
        (f"{key}={code}", _mark_words(field.label, label))
        for key, field in FIELDS.items()
        if field.kind is Kind.CODE and len(code_list(field.codes).choices()) <= _MOST_CODES
        for code, label in code_list(field.codes).choices()
    ]
    return ((UNUSED, "Không dùng"), (NUMBER, "Số thứ tự"), *fields, *parts, *marks)


def words_of(meaning: Meaning | None) -> str:
    """Return a meaning in words."""
    known = dict(choices()).get(code_of(meaning))
    if known or meaning is None:
        return known or ""
    field = FIELDS[meaning.key]
    return _mark_words(field.label, label_of(field.codes, meaning.code))


def _mark_words(label: str, value: str) -> str:
    return f"{value} (đánh dấu x; {label[:1].lower()}{label[1:]})"


def heading_for(meaning: Meaning) -> str:
    """Return a heading under which a column of this meaning is understood again."""
    if meaning.part == "family":
        return "Họ và tên đệm"
    if meaning.part == "given":
        return "Tên"
    if not meaning.key:
        return "STT"
    field = FIELDS[meaning.key]
    return label_of(field.codes, meaning.code) if meaning.code else field.label


def read_typed(typed: str) -> str:
    """Return the code meant by what somebody types: the code itself, or its words without accents, or ""."""
    if is_known(typed):
        return typed
    wanted = fold(typed)
    return next((code for code, words in choices() if fold(words) == wanted), "")


@remembered(1)
def _meanings() -> dict[str, Meaning]:
    found = {NUMBER: NUMBERING}
    for key, field in FIELDS.items():
        found[key] = Meaning(key)
        if field.kind is Kind.CODE:
            codes = [one.code for one in code_list(field.codes).codes]
            found |= {f"{key}={code}": Meaning(key, code=code) for code in codes}
    return found | {f"{key}.{part}": Meaning(key, part=part) for key, part, _ in _PARTS}
