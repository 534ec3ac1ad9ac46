"""Reading what was typed into the search field: qualifiers in Vietnamese among names, in any order.

The rules, as the help beside the field tells them:

- `mục:giá trị` is always a condition; a text in quotes is always a name;
- a phrase of a code list (tiến sĩ, nghỉ hưu, GS) is a condition by itself;
- a word or phrase that may be a name as well (nam, nữ, kinh, văn hóa) is a condition only beside a certain
  condition, without any other name, and not written with a capital inside the sentence; else it is a name,
  and the other meaning is offered (`Question.guesses`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from desktop.people.lists.name_words import may_be_name
from desktop.people.lists.question import Condition, Guess, Question, Test
from desktop.people.lists.tokens import Sort, Token, cut, plain_of
from desktop.people.lists.values import Asked, Found, NotUnderstood, read_day, read_number_behind, read_value
from desktop.people.lists.vocabulary import (
    AGE,
    AS_OF,
    Words,
    bare_phrases,
    codes_named,
    field_names,
    words_in,
)
from desktop.people.normal import FIELDS, today
from desktop.storage.fields import Kind
from desktop.text import clean, fold

_HAVING = {
    ("chua", "co"): False, ("khong", "co"): False, ("chua", "ghi"): False, ("thieu",): False,
    ("co",): True, ("da", "ghi"): True, ("da", "co"): True,
}  # fmt: skip
_MINORITY = {
    ("dan", "toc", "thieu", "so"), ("nguoi", "dan", "toc", "thieu", "so"), ("thieu", "so"), ("dtts",),
}  # fmt: skip
_FILLERS = ("và", ",", ";")
_LONGEST = 12
_MINUS = ("-", "–")

Entry = TypeVar("Entry")


def read_question(text: str, *, on: date | None = None, province: str = "") -> Question:
    """Read a question; whatever is typed gives one, with sentences about what could not be understood.

    `on` is the day from which two-digit years are judged (today); `province` is the office's own and decides
    between communes of the same name.
    """
    source = clean(text)
    return _Reader(Asked(source, plain_of(source), on or today(), province)).read()


@dataclass
class _Maybe:
    """A condition read from words that may be a name: decided at the end."""

    condition: Condition
    first: int
    after: int


@dataclass
class _Reader:
    """Goes through the parts once; what no reader takes is part of a name."""

    asked: Asked
    at: int = 0
    conditions: list[Condition] = field(default_factory=list)
    maybes: list[_Maybe] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    day: tuple[date, int, int] | None = None

    def __post_init__(self) -> None:
        self.tokens = cut(self.asked.text)

    def read(self) -> Question:
        """Read all parts and decide what the doubtful ones mean."""
        while self.at < len(self.tokens):
            self._read_part()
        guesses = self._decide()
        return Question(
            self.asked.text,
            self._words(),
            tuple(sorted(self.conditions, key=lambda one: one.start)),
            self.day[0] if self.day else None,
            self.day[1:] if self.day else (0, 0),
            tuple(dict.fromkeys(self.problems)),
            guesses,
        )

    def _read_part(self) -> None:
        token = self.tokens[self.at]
        if token.sort is Sort.QUOTED:
            self.names.append(self.at)
            self.at += 1
        elif self._is_minus():
            self._read_negated()
        elif token.sort is not Sort.WORD:
            self._pass_mark(token)
        elif not self._read_condition():
            self._pass_word(token)

    def _pass_mark(self, token: Token) -> None:
        if token.sort is Sort.MARK and token.text not in _FILLERS:
            self.names.append(self.at)
        self.at += 1

    def _pass_word(self, token: Token) -> None:
        following = self._token(self.at + 1)
        if following and following.sort is Sort.SIGN and following.start == token.end:
            self.problems.append(
                f"Không có mục “{token.text}” để tìm; hãy ghi tên một cột của hồ sơ, ví dụ lĩnh vực:y tế."
            )
            self.at += 3
            return
        if token.text.lower() not in _FILLERS:
            self.names.append(self.at)
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

    def _read_negated(self) -> None:
        start = self.tokens[self.at].start
        conditions, maybes, problems = len(self.conditions), len(self.maybes), len(self.problems)
        self.at += 1
        if not self._read_condition():
            self.problems.append(
                f"Sau dấu trừ phải là một điều kiện, ví dụ -nam; không có điều kiện nào là "
                f"“{self.tokens[self.at].text}”."
            )
            self.at += 1
        elif len(self.maybes) > maybes:
            self.conditions.append(self.maybes.pop().condition)
        elif len(self.problems) > problems:
            return
        if len(self.conditions) > conditions:
            last = self.conditions[-1]
            self.conditions[-1] = replace(last, negated=not last.negated, start=start)

    # Conditions

    def _read_condition(self) -> bool:
        """Read one condition beginning here; tell whether there was one."""
        return self._read_named() or any(reader() for reader in self._readers())

    def _readers(self) -> Iterator[Callable[[], bool]]:
        yield self._read_having
        yield self._read_age
        yield self._read_minority
        yield self._read_longest

    def _read_named(self) -> bool:
        """Read `mục:giá trị`, and a field of numbers or dates directly before a number."""
        key, after = self._field_at(self.at)
        sign = self._token(after) if key else None
        if not key or key == AS_OF:
            return bool(key) and self._read_as_of(after)
        if sign and sign.sort is Sort.SIGN:
            return self._take(lambda: read_value(self.asked, key, sign.plain, self._place(after + 1)))
        found = read_number_behind(self.asked, key, self._place(after))
        return self._add(key, found) if found else False

    def _read_as_of(self, after: int) -> bool:
        sign = self._token(after)
        has_sign = sign is not None and sign.sort is Sort.SIGN
        start = self.tokens[self.at].start
        try:
            found = read_day(self.asked, self._place(after + 1 if has_sign else after))
        except NotUnderstood as wrong:
            self.problems.append(wrong.message)
            self._go_to(wrong.end)
            return True
        if found is None:
            return False
        self.day = (found[0], start, found[1])
        self._go_to(found[1])
        return True

    def _read_having(self) -> bool:
        """Read “chưa có:số định danh”, “có:điện thoại”; a plain “có” needs its colon, “Cô” is a name."""
        for words, has in _HAVING.items():
            after = self._words_at(words)
            colon = self._token(after) if after else None
            is_sure = bool(colon and colon.plain == ":") or len(words) > 1
            if not after or not is_sure:
                continue
            key, end = self._field_at(after + (1 if colon and colon.plain == ":" else 0))
            if key in FIELDS:
                return self._add(key, Found(Test.EMPTY, (), self.tokens[end - 1].end), negated=has)
        return False

    def _read_age(self) -> bool:
        found = read_number_behind(self.asked, "", self._place(self.at))
        return self._add(AGE, found) if found else False

    def _read_minority(self) -> bool:
        key, after = self._field_at(self.at)
        if key == "ethnicity" and (colon := self._token(after)) and colon.plain == ":":
            after += 1
        for words in _MINORITY:
            end = self._words_at(words)
            if end:
                return self._add("ethnicity", Found(Test.MINORITY, (), self.tokens[end - 1].end))
        return False

    def _read_longest(self) -> bool:
        """Read a phrase of a code list, with or without the name of its field before it; the longest wins."""
        bare, behind = self._bare_phrase(), self._phrase_behind_field()
        if not bare and not behind:
            return False
        chosen = behind if behind and (not bare or behind[1] >= bare[1]) else bare
        assert chosen is not None  # noqa: S101 - one of them is there
        condition, after = chosen
        if self._may_be_name(self.at, after):
            self.maybes.append(_Maybe(condition, self.at, after))
            self.at = after
        else:
            self.conditions.append(condition)
            self.at = after
        return True

    def _bare_phrase(self) -> tuple[Condition, int] | None:
        meaning, after = self._longest(bare_phrases(), self.at)
        if meaning is None:
            return None
        words = self._typed(self.at, after)
        if may_be_name(words) and not _is_spelt(words, meaning.spelt):
            return None
        return self._condition(meaning.key, Test.IS, (meaning.code,), after), after

    def _phrase_behind_field(self) -> tuple[Condition, int] | None:
        key, after = self._field_at(self.at)
        if key not in FIELDS or FIELDS[key].kind is not Kind.CODE:
            return None
        for end in reversed(range(after, min(after + _LONGEST, len(self.tokens)))):
            text = self.asked.text[self.tokens[after].start : self.tokens[end].end]
            codes = codes_named(FIELDS[key], text, self.asked.province, by_part=False)
            if codes and all(one.sort is not Sort.SIGN for one in self.tokens[after : end + 1]):
                return self._condition(key, Test.IS, codes, end + 1), end + 1
        return None

    # What is doubtful

    def _decide(self) -> tuple[Guess, ...]:
        """Make conditions of doubtful phrases where nothing speaks for a name; return what else may be meant.

        Beside other words of a name a phrase is so surely part of it that nothing is offered.
        """
        has_name = bool(self.names)
        certain = bool(self.conditions or self.day) and not has_name
        guesses = []
        for maybe in self.maybes:
            if certain and not self._has_inner_capital(maybe):
                self.conditions.append(maybe.condition)
                continue
            self.names += range(maybe.first, maybe.after)
            guesses.append(Guess(maybe.condition, maybe.condition.start, maybe.condition.end))
        return () if has_name else tuple(guesses)

    def _has_inner_capital(self, maybe: _Maybe) -> bool:
        first = self.tokens[maybe.first]
        return maybe.first > 0 and first.text[0].isupper() and not self.asked.text.isupper()

    def _may_be_name(self, first: int, after: int) -> bool:
        return may_be_name(self._typed(first, after))

    def _words(self) -> str:
        """Return what is left as names, as it was typed."""
        text, end = "", 0
        for token in (self.tokens[at] for at in sorted(self.names) if self._belongs_to_name(at)):
            text += token.text if token.start == end else f" {token.text}"
            end = token.end
        return clean(text)

    def _belongs_to_name(self, at: int) -> bool:
        """Tell whether a word, or a mark that touches one, was left for the name."""
        token, before, behind = self.tokens[at], self._token(at - 1), self._token(at + 1)
        if token.sort is not Sort.MARK:
            return True
        touches_before = before is not None and before.end == token.start and at - 1 in self.names
        return touches_before or (behind is not None and behind.start == token.end and at + 1 in self.names)

    # Where we are

    def _token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def _place(self, at: int) -> int:
        return self.tokens[at].start if at < len(self.tokens) else len(self.asked.text)

    def _typed(self, first: int, after: int) -> Words:
        return tuple(one.text for one in self.tokens[first:after] if one.sort is Sort.WORD)

    def _go_to(self, place: int) -> None:
        """Go on with the first part that begins at a place or behind it."""
        while self.at < len(self.tokens) and self.tokens[self.at].start < place:
            self.at += 1

    def _take(self, read: Callable[[], Found]) -> bool:
        key, _ = self._field_at(self.at)
        try:
            found = read()
        except NotUnderstood as wrong:
            self.problems.append(wrong.message)
            self._go_to(wrong.end)
            return True
        return self._add(key, found)

    def _add(self, key: str, found: Found, negated: bool = False) -> bool:
        start = self.tokens[self.at].start
        self.conditions.append(Condition(key, found.test, found.values, negated, start, found.end))
        self._go_to(found.end)
        return True

    def _condition(self, key: str, test: Test, values: tuple[str, ...], after: int) -> Condition:
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


def _is_spelt(words: Words, spelt: str) -> bool:
    """Tell whether words typed with accents are those of a list: “hòa” is not the ethnic group Hoa."""
    listed = words_in(spelt)
    return all(one.lower() in (known.lower(), fold(known)) for one, known in zip(words, listed, strict=True))
