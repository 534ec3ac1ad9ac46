"""A question to the register as a value: words of a name, conditions, a day; it can be written down again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.codelists import label_of
from desktop.people.lists.vocabulary import AGE, short_name
from desktop.people.normal import FIELDS
from desktop.storage.fields import Kind
from desktop.text import clean, day, partial_day


class Test(StrEnum):
    """How a field is held against values; the value is the sign by which a question is written down."""

    __test__ = False

    IS = ":"
    HOLDS = "~"
    BELOW = "<"
    UP_TO = "<="
    ABOVE = ">"
    FROM = ">="
    BETWEEN = "-"
    EMPTY = "chưa có:"
    MINORITY = "dân tộc thiểu số"


@dataclass(frozen=True)
class Condition:
    """One condition. `key` is a field or AGE; codes and dates in `values` are as stored.

    Of several IS on one field one must hold, of all others each. `start` and `end` are its place in the
    text it was read from, of no weight when conditions are compared.
    """

    key: str
    test: Test
    values: tuple[str, ...] = ()
    negated: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def label(self) -> str:
        """The condition as it is shown to the user: “Giới tính: Nữ”."""
        name = "Tuổi" if self.key == AGE else FIELDS[self.key].label
        if self.test is Test.EMPTY:
            return f"{'Đã' if self.negated else 'Chưa'} ghi: {name}"
        if self.test is Test.MINORITY:
            return "Không phải dân tộc thiểu số" if self.negated else "Dân tộc thiểu số"
        said = " hoặc ".join(map(self._shown, self.values))
        if self.test is Test.BETWEEN:
            said = " đến ".join(map(self._shown, self.values))
        sign = {"<=": " ≤", ">=": " ≥", "<": " <", ">": " >"}.get(self.test.value, ":")
        return f"{'Trừ ' if self.negated else ''}{name}{sign} {said}"

    @property
    def text(self) -> str:
        """The condition as it could be typed."""
        return self._written(self._typed)

    @property
    def exact(self) -> str:
        """The condition to be kept, with codes: it means the same whatever lists call them later."""
        return self._written(self._coded)

    def _written(self, write: Callable[[str], str]) -> str:
        minus = "-" if self.negated else ""
        if self.test is Test.MINORITY:
            return f"{minus}{self.test.value}"
        name = short_name(self.key)
        if self.test is Test.EMPTY:
            return f"{'có:' if self.negated else self.test.value}{name}"
        values = [write(value) for value in self.values]
        if self.test is Test.BETWEEN:
            return f"{minus}{name}:{'-'.join(values)}"
        return f"{minus}{name}{':' if self.test is Test.HOLDS else self.test.value}{','.join(values)}"

    def _shown(self, value: str) -> str:
        declared = FIELDS.get(self.key)
        if declared and declared.kind is Kind.CODE and self.test is not Test.HOLDS:
            return label_of(declared.codes, value)
        return partial_day(value) if self._is_date else value

    def _typed(self, value: str) -> str:
        """Return a value as it can be read back; codes stand for themselves where labels are not unique."""
        declared = FIELDS.get(self.key)
        if self._is_date:
            return partial_day(value)
        if declared and declared.kind is Kind.CODE:
            return f'"{value}"' if declared.codes == "commune" else f'"{label_of(declared.codes, value)}"'
        return value if value.isdecimal() else f'"{value}"'

    def _coded(self, value: str) -> str:
        """Return a value as it can be read back by any version of its list."""
        declared = FIELDS.get(self.key)
        is_code = declared is not None and declared.kind is Kind.CODE and self.test is not Test.HOLDS
        return f'"{value}"' if is_code else self._typed(value)

    @property
    def _is_date(self) -> bool:
        declared = FIELDS.get(self.key)
        return declared is not None and declared.kind in (Kind.PARTIAL_DATE, Kind.DATE)


@dataclass(frozen=True)
class Guess:
    """What else words may mean, and where they stand: the condition, or none for a name or a number."""

    condition: Condition | None
    start: int
    end: int
    name: str = ""

    @property
    def label(self) -> str:
        """The other meaning in words."""
        if self.condition:
            return self.condition.label
        return f"{'Số' if self.name.isdecimal() else 'Họ tên'} có “{self.name}”"

    @property
    def text(self) -> str:
        """The other meaning as it could be typed."""
        return self.condition.text if self.condition else _as_name(self.name)


@dataclass(frozen=True)
class Question:
    """What was asked: words of names and numbers, conditions, the day of the register (None: today).

    `source` is the text it was read from. `problems` are sentences about parts that could not be understood;
    those parts ask nothing.
    """

    source: str = ""
    words: str = ""
    conditions: tuple[Condition, ...] = ()
    on: date | None = None
    on_place: tuple[int, int] = (0, 0)
    problems: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()

    @property
    def asks_everybody(self) -> bool:
        """Tell whether nothing narrows the list."""
        return not self.words and not self.conditions

    @property
    def label(self) -> str:
        """The question in words for titles: “Nguyễn; Giới tính: Nữ; tính đến ngày 30/06/2026”."""
        parts = [f"“{self.words}”"] if self.words else []
        parts += [condition.label for condition in self.conditions]
        parts += [f"tính đến ngày {day(self.on)}"] if self.on else []
        return "; ".join(parts)

    @property
    def text(self) -> str:
        """The question written down exactly: for keeping it, whatever words may mean later."""
        parts = [_as_name(self.words)] if self.words else []
        parts += [condition.exact for condition in self.conditions]
        parts += [f"tính đến:{day(self.on)}"] if self.on else []
        return " ".join(parts)


def without(source: str, start: int, end: int) -> str:
    """Return the text of a question without one of its parts."""
    return clean(f"{source[:start]} {source[end:]}")


def with_conditions(text: str, conditions: Iterable[Condition]) -> str:
    """Return the text of a question with more conditions written behind it."""
    return clean(" ".join([text, *(condition.text for condition in conditions)]))


def _as_name(words: str) -> str:
    """Return words in quotes, so that they are names and nothing else."""
    return f'"{words}"'
