"""Where a reader stands among the parts of a question, and what is written there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from desktop.people.lists.question import Condition, Test
from desktop.people.lists.tokens import Sort, Token, cut
from desktop.people.lists.values import Asked
from desktop.people.lists.vocabulary import Words, field_names

_LONGEST = 12
_MINUS = ("-", "–")

Entry = TypeVar("Entry")


@dataclass
class Walk:
    """Goes through the parts of a text once; `at` is the part that is read next."""

    asked: Asked
    at: int = 0

    def __post_init__(self) -> None:
        self.tokens = cut(self.asked.text)

    def _token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def _place(self, at: int) -> int:
        return self.tokens[at].start if at < len(self.tokens) else len(self.asked.text)

    def _end(self, after: int) -> int:
        return self.tokens[after - 1].end if after else 0

    def _typed(self, first: int, after: int) -> Words:
        return tuple(one.text for one in self.tokens[first:after] if one.sort is Sort.WORD)

    def _go_to(self, place: int) -> None:
        """Go on with the first part that begins at a place or behind it."""
        while self.at < len(self.tokens) and self.tokens[self.at].start < place:
            self.at += 1

    def _is_minus(self) -> bool:
        """Tell whether a minus stands here that takes something away: after a blank, before a word."""
        token, following = self.tokens[self.at], self._token(self.at + 1)
        before = self._token(self.at - 1) if self.at else None
        stands_alone = before is None or before.end < token.start
        return bool(
            token.plain in _MINUS
            and stands_alone
            and following
            and following.start == token.end
            and following.sort is Sort.WORD
            and not following.plain.isdecimal()
        )

    def _belongs(self, at: int, names: list[int]) -> bool:
        """Tell whether a word, or a mark that touches one, belongs to what was left for names."""
        token, before, behind = self.tokens[at], self._token(at - 1), self._token(at + 1)
        if token.sort is not Sort.MARK:
            return True
        touches_before = before is not None and before.end == token.start and at - 1 in names
        return touches_before or (behind is not None and behind.start == token.end and at + 1 in names)

    def _condition(self, key: str, test: Test, values: tuple[str, ...], after: int) -> Condition:
        """Return a condition read from here up to a part."""
        start, end = self.tokens[self.at].start, self.tokens[after - 1].end
        return Condition(key, test, values, False, start, end)

    def _words_at(self, words: Words) -> int:
        """Return the place behind these words if they stand here, else 0."""
        standing = tuple(one.plain for one in self.tokens[self.at : self.at + len(words)])
        return self.at + len(words) if standing == words else 0

    def _field_at(self, at: int) -> tuple[str, int]:
        key, after = self._longest(field_names(), at)
        return (key or ""), after

    def _longest(self, table: Mapping[Words, Entry], first: int) -> tuple[Entry | None, int]:
        """Return the longest phrase of a table that stands here, marks between its words aside."""
        found: Entry | None = None
        after = first
        words: list[str] = []
        for place in range(first, min(first + 2 * _LONGEST, len(self.tokens))):
            token = self.tokens[place]
            if token.sort in (Sort.SIGN, Sort.QUOTED):
                break
            if token.sort is Sort.WORD:
                words.append(token.plain)
                meaning = table.get(tuple(words))
                found, after = (meaning, place + 1) if meaning else (found, after)
        return found, after
