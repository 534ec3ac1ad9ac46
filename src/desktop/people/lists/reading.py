"""Reading what was typed into the search field: qualifiers in Vietnamese among names, in any order.

The rules, as the help beside the field tells them:

- `mục:giá trị` is always a condition; a text in quotes is always a name;
- a phrase of a code list (tiến sĩ, nghỉ hưu, GS) is a condition by itself;
- a year of birth may stand alone beside a name (Thuý 1988); quite alone it may be digits of a number as well;
- a word or phrase that may be a name as well (nam, nữ, kinh, văn hóa) is a condition only beside a certain
  condition, without any other name, and not written with a capital inside the sentence; else it is a name,
  and the other meaning is offered (`Question.guesses`); “nữ” alone are all women, and the name is offered;
- marks of conditions (<, :, .., “trở lên”, “hoặc”) that belong to none are told of, never taken for a name.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.people.lists.name_words import SELDOM_NAMES, may_be_name
from desktop.people.lists.question import Condition, Guess, Question, Test
from desktop.people.lists.tokens import Sort, Token, plain_of
from desktop.people.lists.values import (
    Asked,
    Found,
    NotUnderstood,
    is_year,
    read_day,
    read_number_behind,
    read_ranked,
    read_value,
)
from desktop.people.lists.vocabulary import (
    AGE,
    AS_OF,
    HAVING,
    LACK,
    MINORITY,
    NOT,
    UPWARDS,
    bare_phrases,
    codes_named,
    is_spelt,
)
from desktop.people.lists.walk import Walk
from desktop.people.normal import FIELDS, today
from desktop.storage.fields import Kind
from desktop.text import clean

_FILLERS = ("và", ",", ";")
_LONGEST = 12
_SIZES = ("trên", "dưới", "hơn")
_DOTS = re.compile(r"\.{2,}")


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
class _Reader(Walk):
    """Reads part by part; what no reader takes is part of a name."""

    conditions: list[Condition] = field(default_factory=list)
    maybes: list[_Maybe] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    day: tuple[date, int, int] | None = None
    alternatives: list[int] = field(default_factory=list)
    years: int = 0

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
        elif after := self._behind_not():
            self._read_negated(after)
        elif token.sort is not Sort.WORD:
            self._pass_mark(token)
        elif not self._read_condition():
            self._pass_word(token)

    def _pass_mark(self, token: Token) -> None:
        dots = _DOTS.match(self.asked.text, token.start)
        around = self.asked.text[max(token.start - 1, 0) : dots.end() + 1].strip(".") if dots else ""
        if dots and any(map(str.isdecimal, around)):
            self.problems.append("Không rõ “..” là khoảng của mục nào; hãy ghi như tuổi:30..45.")
            if self.at - 1 in self.names and self.tokens[self.at - 1].plain.isdecimal():
                self.names.remove(self.at - 1)
            self._go_to(dots.end())
            self._pass_number()
            return
        self.at += 1
        if token.sort is Sort.SIGN:
            self.problems.append(
                f"Không rõ dấu “{token.text}” là của mục nào; hãy ghi tên mục ngay trước dấu, ví dụ tuổi<45."
            )
            self._pass_number()
        elif token.text not in _FILLERS:
            self.names.append(self.at - 1)

    def _pass_number(self) -> None:
        """Leave out the number of a comparison that was not understood: it is no part of a name."""
        token = self._token(self.at)
        self.at += bool(token and token.plain.isdecimal())

    def _pass_word(self, token: Token) -> None:
        following = self._token(self.at + 1)
        if following and following.sort is Sort.SIGN and following.start == token.end:
            self.problems.append(
                f"Không có mục “{token.text}” để tìm; hãy ghi tên một cột của hồ sơ, ví dụ lĩnh vực:y tế."
            )
            self.at += 3
            return
        if token.plain == "hoac":
            self.alternatives.append(self.at)
        elif token.text.lower() not in _FILLERS and not self._is_stray(token, following):
            self.names.append(self.at)
        self.at += 1

    def _is_stray(self, token: Token, following: Token | None) -> bool:
        """Say that a comparison is not understood; tell whether one stands here, the first word of two."""
        is_size = token.text.lower() in _SIZES and following is not None and following.plain.isdecimal()
        if not is_size and not any(map(self._words_at, UPWARDS)):
            return False
        assert following is not None  # noqa: S101 - both are of two words
        self.problems.append(
            f"Không rõ “{token.text} {following.text}” là của mục nào; hãy ghi như trên 60 tuổi hoặc "
            "thạc sĩ trở lên."
        )
        self.at += 1
        return True

    def _behind_not(self) -> int:
        """Return the place behind a minus or “không phải” that takes something away, else 0."""
        if self._is_minus():
            return self.at + 1
        return next(filter(None, map(self._words_at, NOT)), 0)

    def _read_negated(self, after: int) -> None:
        start = self.tokens[self.at].start
        conditions, maybes, problems = len(self.conditions), len(self.maybes), len(self.problems)
        sign = "dấu trừ" if after == self.at + 1 else f"“{self.asked.text[start : self._end(after)]}”"
        example = "-nam" if after == self.at + 1 else "không phải kinh"
        self.at = after
        token = self._token(self.at)
        if token is None or not self._read_condition():
            none = f"; không có điều kiện nào là “{token.text}”" if token else ""
            self.problems.append(f"Sau {sign} phải là một điều kiện, ví dụ {example}{none}.")
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
        yield self._read_year
        yield self._read_ranked
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
        for words, has in HAVING.items():
            after = self._words_at(words)
            colon = self._token(after) if after else None
            has_colon = bool(colon and colon.plain == ":")
            if not after:
                continue
            key, end = self._field_at(after + has_colon)
            is_lack = words == LACK and (self._typed(self.at, after) == ("thiếu",) or end - after > 1)
            if key in FIELDS and (has_colon or len(words) > 1 or is_lack):
                return self._add(key, Found(Test.EMPTY, (), self.tokens[end - 1].end), negated=has)
        return False

    def _read_age(self) -> bool:
        found = read_number_behind(self.asked, "", self._place(self.at))
        return self._add(AGE, found) if found else False

    def _read_minority(self) -> bool:
        key, after = self._field_at(self.at)
        if key == "ethnicity" and (colon := self._token(after)) and colon.plain == ":":
            after += 1
        for words in MINORITY:
            end = self._words_at(words)
            if end:
                return self._add("ethnicity", Found(Test.MINORITY, (), self.tokens[end - 1].end))
        return False

    def _read_year(self) -> bool:
        """Read a lone year as that of birth; beside other digits and marks it is part of a number."""
        at = self.at + (self.tokens[self.at].text.lower() == "năm")
        token = self._token(at)
        if token is None or not is_year(self.asked, token.plain) or self._is_in_number(at, token):
            return False
        self.years += 1
        return self._add("birth", Found(Test.IS, (token.plain,), token.end))

    def _is_in_number(self, at: int, token: Token) -> bool:
        before, behind = self._token(at - 1), self._token(at + 1)
        if before and at - 1 in self.names and (before.end == token.start or not before.plain.isalpha()):
            return True
        if behind is None or behind.text in _FILLERS:
            return False
        return behind.start == token.end or not behind.plain.isalpha()

    def _read_ranked(self) -> bool:
        key, after = self._field_at(self.at)
        found = read_ranked(self.asked, key, self._place(after))
        return self._add(*found) if found else False

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
        if may_be_name(words) and not is_spelt(words, meaning.spelt):
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
        for at in self.alternatives:
            self._join(at)
        has_name = bool(self.names)
        certain = bool(len(self.conditions) > self.years or self.day) and not has_name
        guesses = self._alone() if not has_name and not self.day else []
        for maybe in self.maybes:
            if certain and not self._has_inner_capital(maybe):
                self.conditions.append(maybe.condition)
                continue
            self.names += range(maybe.first, maybe.after)
            guesses.append(Guess(maybe.condition, maybe.condition.start, maybe.condition.end))
        return () if has_name else tuple(guesses)

    def _alone(self) -> list[Guess]:
        """Take for a condition what alone is one most likely; return the name or number it may be as well."""
        typed = self.asked.text
        if typed.lower() in SELDOM_NAMES and len(self.maybes) == 1:
            self.conditions.append(self.maybes.pop().condition)
        elif not (self.years and typed.isdecimal()):
            return []
        return [Guess(None, 0, len(typed), typed)]

    def _join(self, at: int) -> None:
        """Take both sides of “hoặc” for conditions where it can join them, else say that it cannot."""
        token = self.tokens[at]
        sides = [
            one
            for one in (*self.conditions, *(maybe.condition for maybe in self.maybes))
            if one.end == self._end(at) or one.start == self._place(at + 1)
        ]
        if len(sides) == 2 and all(
            (one.key, one.test, one.negated) == (sides[0].key, Test.IS, False) for one in sides
        ):
            self.conditions += [maybe.condition for maybe in self.maybes if maybe.condition in sides]
            self.maybes = [maybe for maybe in self.maybes if maybe.condition not in sides]
        elif token.text.lower() == "hoặc":
            self.problems.append(
                "“hoặc” chỉ nối hai giá trị của cùng một mục, ví dụ nữ hoặc nam; hãy tìm từng phần một."
            )
        else:
            self.names.append(at)

    def _has_inner_capital(self, maybe: _Maybe) -> bool:
        first = self.tokens[maybe.first]
        return maybe.first > 0 and first.text[0].isupper() and not self.asked.text.isupper()

    def _may_be_name(self, first: int, after: int) -> bool:
        return may_be_name(self._typed(first, after))

    def _words(self) -> str:
        """Return what is left as names, as it was typed."""
        text, end = "", 0
        for token in (self.tokens[at] for at in sorted(self.names) if self._belongs(at, self.names)):
            text += token.text if token.start == end else f" {token.text}"
            end = token.end
        return clean(text)

    # Where we are

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
