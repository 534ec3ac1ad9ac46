"""Paragraphs put together again that the end of a page or of a printed line has cut in two."""

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.plans.importing.source import Line, Source

_MARKED = re.compile(
    r"(?:(?:Phần|Mục|Chương)\s+)?[IVXLC]+[.)/]\s|\d{1,2}(?:\.\d{1,2})*[.)/]?\s+\D|[a-zđ]\)|[-–+•*]\s*\S"
)
_ENDED = re.compile(r"[.;:!?…/]$|\./\.$")
_NO_PROSE = re.compile(r"\(?(?:kèm theo|ban hành kèm)|nơi nhận|số\s*:|phụ lục", re.IGNORECASE)
_LEFT_OPEN = re.compile(
    r"(?:\b(?:và|của|các|về|theo|ngày|số|với|cho|là|trong|tại|đến|năm|để|từ|hoặc)|,|[–-])$"
)
_WIDEST = 140
"""Printed lines are shorter; a text with longer lines has a paragraph a line."""

_FEW = 8


def joined(source: Source) -> Source:
    """Return the paper with its paragraphs whole; tables and headings stay as they are."""
    width = _width([block.text for block in source if isinstance(block, Line)])
    found: list[Line | object] = []
    for block in source:
        before = found[-1] if found else None
        if isinstance(block, Line) and isinstance(before, Line) and _goes_on(before.text, block.text, width):
            found[-1] = replace(before, text=_together(before.text, block.text))
        else:
            found.append(block)
    return tuple(found)  # type: ignore[arg-type]


def _width(texts: Sequence[str]) -> int:
    """Return how wide the printed lines are, 0 when the text has a paragraph a line."""
    lengths = sorted(len(text) for text in texts)
    if len(lengths) < _FEW or lengths[-1] > _WIDEST:
        return 0
    return lengths[int(len(lengths) * 0.9)]


def _goes_on(before: str, text: str, width: int) -> bool:
    if _MARKED.match(text) or _ENDED.search(before) or _NO_PROSE.match(text) or before.isupper():
        return False
    if text[:1].islower() or _LEFT_OPEN.search(before):
        return True
    first_word = text.split(" ", 1)[0]
    return bool(width) and not text.isupper() and len(before) + len(first_word) >= width


def _together(before: str, text: str) -> str:
    """Join two parts; a number cut at its hyphen (“45-” “NQ/TW”) gets no blank."""
    return f"{before}{text}" if re.search(r"\d-$", before) else f"{before} {text}"
