import argparse

import pytest

from desktop.errors import UserError
from desktop.reports.compose import Choice
from desktop.reports.period_options import add_period_options, choice_of, period_of


def typed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    add_period_options(parser)
    return parser.parse_args(words)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("year", "--period", "2026"), "2026"),
        (("stage", "--period", "2026-2028"), "2026-2028"),
        (
            ("adhoc", "--from", "2026-03-01", "--to", "2026-06-30", "--subject", "y tế"),
            "20260301-20260630-",
        ),
    ],
)
def test_the_period_of_a_report_is_named_by_code_or_by_days(words: tuple[str, ...], begins: str) -> None:
    assert period_of(typed(*words)).startswith(begins)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("year", "--period", "2026-H1"), "không hợp với loại báo cáo"),
        (("adhoc",), "hãy thêm --from và --to"),
        (("year",), "hãy thêm --period"),
        (("tuan", "--period", "2026"), "Không có loại báo cáo"),
    ],
)
def test_a_period_that_does_not_fit_gets_one_sentence(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(UserError, match=said):
        period_of(typed(*words))


def test_annexes_are_named_with_commas() -> None:
    args = typed("year", "--period", "2026", "--annexes", "progress, intellectuals")
    assert choice_of(args) == Choice("", ("progress", "intellectuals"))
