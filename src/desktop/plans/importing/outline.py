"""The prose of a plan as marked items, each with the section, number and letter it stands under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.plans.importing.source import Line, Source
from desktop.plans.importing.wording import plain, wording

_ROMAN = re.compile(r"(?:(?:Phần|PHẦN|Mục|MỤC|Chương)\s+)?(?P<mark>[IVXLC]+)\s*[.)/:-]\s*(?P<text>\S.*)")
_NUMBER = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2})*)\s*[.)/]\s*(?P<text>[^\d\s].*)")
_DEEPER = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2})+)\s+(?P<text>[^\d\s%].*)")
_LETTER = re.compile(r"(?P<mark>[a-zđ])\s*[)/]\s*(?P<text>\S.*)")
_BULLET = re.compile(r"(?P<mark>[-–•*+])\s*(?P<text>\S.*)")
_END = re.compile(r"Nơi nhận\s*:?|TM\. .*|KT\. .*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s.*|\[\d+:.*\]?")
_STARRED = re.compile(r"\*([^*\s][^*]*)\*")
_FOOTNOTE_MARK = re.compile(r"\[footnoteRef:\d+\]|\s*\[\d+:[^\]]*\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+")


@dataclass(frozen=True)
class Item:
    """One paragraph: `kind` is roman, number, letter, bullet or text; the others say where it stands.

    `number` is that of the heading (“1.1”), `letter` the one it stands under, both empty for none.
    """

    where: str
    kind: str
    mark: str
    text: str
    section: str
    number: str
    letter: str

    @property
    def place(self) -> str:
        """Where it stands, as plans cite: II.1.1.a."""
        return ".".join(part for part in (self.section, self.number, self.letter) if part)


@dataclass(frozen=True)
class Section:
    """A Roman section: `role` is tasks, organisation, skipped or empty when its heading does not tell."""

    code: str
    title: str
    role: str
    items: tuple[Item, ...]


def read_sections(source: Source) -> tuple[Section, ...]:
    """Return the Roman sections of a paper up to its signature; what stands before the first is its head."""
    sections: list[tuple[str, str, list[Item]]] = []
    for item in _items(source):
        if item.kind == "roman":
            sections.append((item.mark, item.text, []))
        elif sections:
            sections[-1][2].append(item)
    return tuple(Section(code, title, _role(title), tuple(items)) for code, title, items in sections)


def _role(title: str) -> str:
    words = plain(title)
    for role in ("organisation", "tasks", "skipped"):
        if any(plain(sign) in words for sign in wording().sections[role]):
            return role
    return ""


def _items(source: Source) -> Iterator[Item]:
    section = number = letter = ""
    for line in source:
        if not isinstance(line, Line) or _FOOTNOTE.fullmatch(line.text):
            continue
        if _END.fullmatch(line.text):
            return
        kind, mark, text = _marked(_STARRED.sub(r"\1", _FOOTNOTE_MARK.sub("", line.text)).strip())
        if kind == "roman":
            section, number, letter = mark, "", ""
        elif kind == "number":
            number, letter = mark, ""
        elif kind == "letter":
            letter = mark
        yield Item(line.where, kind, mark, text.strip(), section, number, letter)


def _marked(text: str) -> tuple[str, str, str]:
    shapes = (
        ("roman", _ROMAN),
        ("number", _NUMBER),
        ("number", _DEEPER),
        ("letter", _LETTER),
        ("bullet", _BULLET),
    )
    for kind, shape in shapes:
        found = shape.fullmatch(text)
        if found:
            return kind, found["mark"], found["text"]
    return "text", "", text
