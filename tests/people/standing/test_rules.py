"""What a new word about somebody's standing does to his time; pure values, no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.people.standing.rules import Line, Time, in_order, joined, outdated, told, told_by_keeper

STATUSES = st.sampled_from(["dang_lam", "nghi_huu", "chuyen_di", "nuoc_ngoai", "da_mat"])
DATES = st.one_of(
    st.none(),
    st.sampled_from(["2019", "2019-01", "2019-01-01", "2019-12-31", "2020-05", "2024", "2027-02-01"]),
)
WORDS = st.tuples(STATUSES, DATES)


def time_of(*said: tuple[str, str | None]) -> Time:
    return in_order(Line(*one, id=at) for at, one in enumerate(said, 1))


def shown(time: Time) -> list[tuple[str, str | None]]:
    return [line.said for line in time]


WORKING, RETIRED = ("dang_lam", None), ("nghi_huu", "2024-05")


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ((), WORKING, [WORKING]),
        ([WORKING], WORKING, [WORKING]),
        ([WORKING], RETIRED, [WORKING, RETIRED]),
        ([WORKING], ("nghi_huu", None), [("nghi_huu", None)]),
        ([WORKING], ("dang_lam", "2011"), [("dang_lam", "2011")]),
        ([WORKING, RETIRED], ("nghi_huu", "2024-06-01"), [WORKING, ("nghi_huu", "2024-06-01")]),
        ([WORKING, RETIRED], ("da_mat", "2024-05"), [WORKING, ("da_mat", "2024-05")]),
        ([WORKING, RETIRED], ("nuoc_ngoai", "2020"), [WORKING, ("nuoc_ngoai", "2020"), RETIRED]),
        ([WORKING, RETIRED], ("nuoc_ngoai", None), [("nuoc_ngoai", None), RETIRED]),
        ([("dang_lam", "2010"), RETIRED], ("nghi_huu", "2009"), [("dang_lam", "2010"), RETIRED]),
    ],
)
def test_a_word_is_a_new_line_or_a_correction(
    before: list[tuple[str, str | None]],
    said: tuple[str, str | None],
    after: list[tuple[str, str | None]],
) -> None:
    assert shown(told(time_of(*before), *said)) == after


@given(st.lists(WORDS, max_size=8))
def test_a_time_is_always_in_order_without_two_lines_of_one_date(words: list[tuple[str, str | None]]) -> None:
    time: Time = ()
    for word in words:
        time = told(time, *word)
    begins = [line.since or "" for line in time]
    assert begins == sorted(set(begins))
    assert [line.until for line in time] == [*(line.since for line in time[1:]), None][: len(time)]
    assert [line.follows for line in time] == [None, *begins][: len(time)]


@given(st.lists(WORDS, max_size=5), WORDS)
def test_a_word_that_is_not_outdated_becomes_the_newest_standing(
    words: list[tuple[str, str | None]], word: tuple[str, str | None]
) -> None:
    time: Time = ()
    for one in words:
        time = told(time, *one)
    assert (told(time, *word)[-1].said == word) is not outdated(time, *word)


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ([WORKING], RETIRED, [WORKING, RETIRED]),
        ([("dang_lam", "2010")], ("dang_lam", "2011"), [("dang_lam", "2011")]),
        ([("dang_lam", "2010"), ("da_mat", "2026-05")], ("dang_lam", "2010"), [("dang_lam", "2010")]),
        ([WORKING, RETIRED], WORKING, [WORKING]),
        ([WORKING, RETIRED], ("nuoc_ngoai", "2020"), [WORKING, ("nuoc_ngoai", "2020")]),
        ([("dang_lam", "2010"), RETIRED], ("nghi_huu", "2009"), [("nghi_huu", "2009")]),
    ],
)
def test_the_keeper_of_a_record_may_take_a_standing_back(
    before: list[tuple[str, str | None]],
    said: tuple[str, str | None],
    after: list[tuple[str, str | None]],
) -> None:
    assert shown(told_by_keeper(time_of(*before), *said)) == after


@given(st.lists(WORDS, max_size=8))
def test_what_the_keeper_says_is_always_the_newest_standing(words: list[tuple[str, str | None]]) -> None:
    time: Time = ()
    for word in words:
        time = told_by_keeper(time, *word)
        assert time[-1].said == word
        begins = [line.since or "" for line in time]
        assert begins == sorted(set(begins))


def test_a_correction_keeps_what_else_the_line_says() -> None:
    time = (Line("nghi_huu", "2024", document="QĐ 12", id=7, uid="x"),)
    (line,) = told(time, "nghi_huu", "2024-05")
    assert (line.id, line.uid, line.document) == (7, "x", "QĐ 12")


def test_what_is_outdated_is_said_with_what_is_known() -> None:
    assert outdated(time_of(WORKING, RETIRED), "dang_lam", "2020").startswith(
        "Hồ sơ đã ghi tình trạng mới hơn: Nghỉ hưu từ 05/2024;"
    )


def test_two_times_become_one_that_ends_with_what_was_chosen() -> None:
    kept, dropped = time_of(("dang_lam", "2010"), RETIRED), time_of(WORKING, ("nuoc_ngoai", "2015"))
    assert shown(joined(kept, dropped, *RETIRED)) == [
        WORKING, ("dang_lam", "2010"), ("nuoc_ngoai", "2015"), RETIRED,
    ]  # fmt: skip
    assert shown(joined(kept, dropped, "nuoc_ngoai", "2015")) == [
        WORKING, ("dang_lam", "2010"), ("nuoc_ngoai", "2015"),
    ]  # fmt: skip


def test_lines_of_the_dropped_record_are_written_anew() -> None:
    time = joined(time_of(RETIRED), time_of(WORKING), *RETIRED)
    assert [line.id for line in time] == [None, 1]
