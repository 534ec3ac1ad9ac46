"""Figures as they are typed: the value they give in the target's unit, and what is wrong with them. Pure."""

from dataclasses import astuple, dataclass
from math import isfinite

from desktop.errors import Problem
from desktop.plans.plan import Target
from desktop.text import number

LARGEST = 1e12
"""A larger figure is a slip: no target counts in more than a thousand billion of its unit."""

TOO_LARGE = f"Số liệu lớn quá {number(LARGEST)}; hãy kiểm tra lại số chữ số và đơn vị."


@dataclass(frozen=True)
class Figures:
    """A value as typed: itself, or what it is divided from."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def is_growth(target: Target | None) -> bool:
    """Tell whether a target asks how much something has grown: “tăng 20%/năm”, “tăng 2 lần”."""
    return target is not None and target.comparator in ("growth", "times")


def is_amount(target: Target) -> bool:
    """Tell whether a target asks for so many of something, and so for more than one ward can have."""
    return not (
        target.comparator in ("text", "growth", "times", "<", "<=")
        or target.unit in ("%", "")
        or target.per == "vạn dân"
    )


def value_of(target: Target | None, figures: Figures) -> float | None:
    """Return the value: as typed, or from numerator and denominator in the target's unit.

    A growth is counted from the denominator on. `target` None stands for the population; the result is None
    when the figures do not suffice.
    """
    if figures.value is not None or figures.numerator is None or not figures.denominator:
        return figures.value
    if target is not None and target.comparator == "growth":
        return 100 * (figures.numerator - figures.denominator) / figures.denominator
    return figures.numerator * _scale(target) / figures.denominator


def _scale(target: Target | None) -> int:
    if target is None:
        return 1
    if target.unit == "%":
        return 100
    return 10_000 if target.per == "vạn dân" else 1


def check_figures(target: Target | None, figures: Figures) -> list[Problem]:
    """Return what is wrong with a typed value; `target` None stands for the population."""
    given = [figure for figure in astuple(figures) if figure is not None]
    if not all(map(isfinite, given)):
        return [Problem("value", "Số liệu phải là số; hãy nhập lại.")]
    if any(abs(figure) > LARGEST for figure in given):
        return [Problem("value", TOO_LARGE)]
    problems = _check_parts(figures)
    if problems:
        return problems
    value = value_of(target, figures)
    if value is None:
        return _check_lacking(target, figures)
    derived = value_of(target, Figures(None, figures.numerator, figures.denominator))
    if derived is not None and abs(derived - value) > 0.01 * max(1.0, abs(value)):
        sentence = f"Giá trị {number(value)} không khớp với tử số, mẫu số (tính ra {number(derived)})."
        problems.append(Problem("value", sentence))
    return [*problems, *_check_range(target, value)]


def _check_parts(figures: Figures) -> list[Problem]:
    problems = []
    if figures.numerator is not None and figures.numerator < 0:
        problems.append(Problem("numerator", "Tử số không được âm."))
    if figures.denominator is not None and figures.denominator <= 0:
        problems.append(Problem("denominator", "Mẫu số phải lớn hơn 0."))
    return problems


def _check_lacking(target: Target | None, figures: Figures) -> list[Problem]:
    """A growth may be told by the number itself: it is compared with the year before or the baseline."""
    if is_growth(target) and figures.numerator is not None:
        return []
    return [Problem("value", "Chưa có giá trị; hãy nhập giá trị, hoặc cả tử số và mẫu số.")]


def _check_range(target: Target | None, value: float) -> list[Problem]:
    if target is None:
        wrong = "Dân số phải lớn hơn 0." if value <= 0 else ""
    elif target.comparator == "growth":
        wrong = "Mức giảm không thể quá 100%." if value < -100 else ""
    elif value < 0:
        wrong = "Giá trị không được âm."
    elif target.unit == "%" and value > 100:
        wrong = f"Tỷ lệ {number(value)}% vượt quá 100%; hãy kiểm tra tử số và mẫu số."
    else:
        wrong = ""
    return [Problem("value", wrong)] if wrong else []


def check_point(target: Target, value: float) -> list[Problem]:
    """Return what is wrong with the value of a baseline or a milestone.

    Of a growth the baseline is the number that grows, which must be more than nothing.
    """
    if not isfinite(value) or abs(value) > LARGEST:
        return check_figures(None, Figures(value))
    return _check_range(target, value)


def check_base(target: Target, value: float) -> list[Problem]:
    """Return what is wrong with the value of a baseline."""
    if not is_growth(target):
        return check_point(target, value)
    if not isfinite(value) or abs(value) > LARGEST:
        return check_figures(None, Figures(value))
    zero = "Mốc của chỉ tiêu tăng là số lượng ban đầu và phải lớn hơn 0, vì mức tăng tính trên số này."
    return [Problem("value", zero)] if value <= 0 else []
