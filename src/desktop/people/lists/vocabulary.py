"""The words a question may use, made from what the fields and the code lists declare."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.codelists import CodeList, code_list
from desktop.codelists.communes import commune_candidates
from desktop.people.coding import match_code
from desktop.people.normal import FIELDS
from desktop.storage.fields import Field, Kind
from desktop.text import fold

Words = tuple[str, ...]
"""Folded words, marks between them left out: “Cơ quan, đơn vị” is (co, quan, don, vi)."""

AGE, AS_OF = "age", "as_of"
"""What may be asked beside the fields: the age, and the day of which the register is asked."""

_BESIDE = {"tuoi": AGE, "do tuoi": AGE, "tinh den": AS_OF, "tinh den ngay": AS_OF, "sinh": "birth"}
_PLACES = ("commune", "province")
"""Their entries are names of people too (Thái Bình, Tân An): read only behind the name of their field."""

RANKED = ("degree", "academic_title", "specialist")
"""Lists whose entries stand from the highest down, so that “trình độ>=ThS” has a meaning."""

BELOW_ALL = "K"
"""The entry of the degrees that stands beside their ranks."""

LACK = ("thieu",)
HAVING = {
    ("chua", "co"): False, ("khong", "co"): False, ("chua", "ghi"): False, LACK: False,
    ("co",): True, ("da", "ghi"): True, ("da", "co"): True,
}  # fmt: skip
MINORITY = {
    ("dan", "toc", "thieu", "so"), ("nguoi", "dan", "toc", "thieu", "so"), ("thieu", "so"), ("dtts",),
}  # fmt: skip
NOT = (("khong", "phai", "la"), ("khong", "phai"), ("khong", "la"))
UPWARDS = (("tro", "len"), ("tro", "xuong"))
"""Words beside the fields and the lists: what is filled in or not, what is taken away, from a rank on."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Meaning:
    """What a phrase of a code list means: a field and a code; `spelt` is how the list writes the phrase."""

    key: str
    code: str
    spelt: str


def words_in(text: str) -> Words:
    """Return the words of a text as they are written."""
    return tuple(_WORD.findall(text))


def words_of(text: str) -> Words:
    """Return the folded words of a text."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=1)
def field_names() -> Mapping[Words, str]:
    """Return the fields by all their names: labels, spreadsheet headings and the parts of “Phường/xã”."""
    names = {words_of(name): key for name, key in _BESIDE.items()}
    for spell in (_labels, _headings, _halves):
        for field in FIELDS.values():
            for name in spell(field):
                names.setdefault(words_of(name), field.key)
    return names


def _labels(field: Field) -> Iterator[str]:
    yield field.label


def _headings(field: Field) -> Iterator[str]:
    yield from field.excel


def _halves(field: Field) -> Iterator[str]:
    for heading in (field.label, *field.excel):
        yield from re.split(r"[/(,]", heading) if re.search(r"[/(,]", heading) else ()


@lru_cache(maxsize=64)
def short_name(key: str) -> str:
    """Return the name of a field by which a question is written down, one that is read back as that field."""
    if key == AGE:
        return "tuổi"
    field = FIELDS[key]
    names = [name for name in (field.label, *field.excel) if field_names().get(words_of(name)) == key]
    plain = next((name for name in names if " ".join(words_in(name)) == name), names[0])
    return plain[:1].lower() + plain[1:]


def is_spelt(words: Words, spelt: str) -> bool:
    """Tell whether words typed with accents are those of a list: “hòa” is not the ethnic group Hoa."""
    listed = words_in(spelt)
    return all(one.lower() in (known.lower(), fold(known)) for one, known in zip(words, listed, strict=True))


def bare_phrases() -> Mapping[Words, Meaning]:
    """Return the phrases that mean something without the name of their field.

    Where several fields know one phrase a label goes before an alias, then the field declared first.
    """
    return _bare(tuple(code_list(field.codes) for field in _bare_fields()))


def _bare_fields() -> Sequence[Field]:
    return [field for field in FIELDS.values() if field.kind is Kind.CODE and field.codes not in _PLACES]


@lru_cache(maxsize=4)
def _bare(lists: tuple[CodeList, ...]) -> Mapping[Words, Meaning]:
    phrases: dict[Words, Meaning] = {}
    fields = _bare_fields()
    for is_alias in (False, True):
        for field, codes in zip(fields, lists, strict=True):
            for code in codes.codes:
                for text in code.aliases if is_alias else (code.label,):
                    phrases.setdefault(words_of(text), Meaning(field.key, code.code, text))
    phrases.pop(("khac",), None)
    return phrases


def codes_named(field: Field, typed: str, province: str, *, by_part: bool) -> tuple[str, ...]:
    """Return the codes that a typed value means in the list of a field: exactly, or by a part of labels.

    `province` is the office's own and decides between communes of the same name. A code that has ended means
    itself, which records may bear still, and what stands in its place.
    """
    codes = code_list(field.codes)
    if codes.get(typed):
        return tuple(dict.fromkeys((typed, *codes.current(typed))))
    if by_part:
        return _by_part(codes, words_of(typed))
    if field.codes == "province":
        known = match_code(field.codes, typed)
        return (known,) if known else ()
    if field.codes == "commune":
        return tuple(commune_candidates(typed, province))
    return tuple(codes.candidates(typed))


@lru_cache(maxsize=1024)
def _by_part(codes: CodeList, words: Words) -> tuple[str, ...]:
    """Return the codes whose label holds these words side by side: “công nghệ” in “Khoa học, công nghệ …”."""
    wanted = f" {' '.join(words)} "
    return tuple(c.code for c in codes.codes if words and wanted in f" {' '.join(words_of(c.label))} ")


def codes_between(field: Field, low: str, high: str) -> tuple[str, ...]:
    """Return the codes of a ranked list from one to another, both included; an empty end is open.

    What has no rank stands below all others, and is meant only when it is named.
    """
    ranked = [code.code for code in code_list(field.codes).codes if code.code != BELOW_ALL]
    ranked += [BELOW_ALL] if BELOW_ALL in (low, high) else []
    first = ranked.index(high) if high else 0
    last = ranked.index(low) if low else len(ranked) - 1
    return tuple(ranked[first : last + 1])
