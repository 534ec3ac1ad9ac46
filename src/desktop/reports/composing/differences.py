"""What changed between two drafts of a section, sentence by sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n+")
_MOST_COMPARED = 2000


@dataclass(frozen=True)
class Difference:
    """One sentence that changed: as it was and as it is; empty where there was or is none."""

    before: str
    after: str


def sentences_of(text: str) -> list[str]:
    """Cut a text into its sentences; a semicolon ends one, as in the lists that reports are full of."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def differences(before: str, after: str) -> list[Difference]:
    """Return the sentences that changed, in the order of the text.

    Of texts of thousands of sentences only the beginning is compared sentence by sentence.
    """
    old, new = sentences_of(before)[:_MOST_COMPARED], sentences_of(after)[:_MOST_COMPARED]
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    found: list[Difference] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            found += _paired(old[first:last], new[start:end])
    return found


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Difference]:
    return [Difference(*pair) for pair in zip_longest(old, new, fillvalue="")]
