from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.deadlines import DeadlineKind
from desktop.tasks.rules import SOON_DAYS, Reported, State, Term, check_progress, derive_state
from desktop.tasks.units import TaskRole

TODAY = date(2026, 7, 12)
QUARTER = Term("quarter", "Quý II/2026", date(2026, 4, 1), date(2026, 6, 30))


def in_days(days: int, start: int = -100) -> Term:
    return Term("date", "hạn thử", TODAY + timedelta(days=start), TODAY + timedelta(days=days))


def at(percent: int, on: date = date(2026, 7, 1)) -> Reported:
    return Reported(percent, on, on if percent == 100 else None)


@pytest.mark.parametrize(
    ("term", "reported", "state", "why"),
    [
        (QUARTER, at(60), "overdue", "Hạn cuối 30/06/2026 đã qua 12 ngày, mới đạt 60%."),
        (QUARTER, None, "overdue", "Hạn cuối 30/06/2026 đã qua 12 ngày, chưa có cập nhật nào."),
        (
            QUARTER,
            at(100, date(2026, 7, 5)),
            "done",
            "Hoàn thành ngày 05/07/2026, muộn 5 ngày so với hạn 30/06/2026.",
        ),
        (
            QUARTER,
            at(100, date(2026, 6, 30)),
            "done",
            "Hoàn thành ngày 30/06/2026, trong hạn 30/06/2026.",
        ),
        (in_days(0), at(90), "due_soon", "Hôm nay là hạn cuối 12/07/2026, mới đạt 90%."),
        (in_days(15), None, "due_soon", "Còn 15 ngày đến hạn 27/07/2026, chưa có cập nhật nào."),
        (in_days(16), None, "not_due", "Còn 16 ngày đến hạn 28/07/2026, chưa có cập nhật nào."),
        (
            in_days(16),
            at(0),
            "in_progress",
            "Đạt 0% (cập nhật 01/07/2026), còn 16 ngày đến hạn 28/07/2026.",
        ),
        (in_days(90, 40), None, "not_due", "Bắt đầu từ 21/08/2026; hạn cuối 10/10/2026."),
        (
            Term("standing", "Thường xuyên"),
            None,
            "standing",
            "Việc thường xuyên; kỳ 15/06/2026 – 14/12/2026 chưa có kết quả nào, còn 155 ngày.",
        ),
        (
            Term("standing", "Thường xuyên"),
            at(40),
            "standing",
            "Việc thường xuyên; kỳ 15/06/2026 – 14/12/2026 đã có kết quả, cập nhật ngày 01/07/2026.",
        ),
        (
            Term("periodic", "Định kỳ"),
            at(100, date(2026, 5, 2)),
            "standing",
            "Việc thường xuyên; kỳ 15/06/2026 – 14/12/2026 chưa có kết quả nào, "
            "lần cập nhật trước là 02/05/2026.",
        ),
        (
            Term("on_guidance", "Theo hướng dẫn"),
            None,
            "waiting",
            "Chờ hướng dẫn của cấp trên (“Theo hướng dẫn”), chưa tính hạn.",
        ),
        (
            Term("after_event", "Sau khi các Bộ ban hành"),
            None,
            "waiting",
            "Chờ việc nêu ở thời hạn (“Sau khi các Bộ ban hành”), chưa tính hạn.",
        ),
        (
            Term("on_guidance", "Theo hướng dẫn"),
            at(30),
            "in_progress",
            "Đạt 30% (cập nhật 01/07/2026); thời hạn: Theo hướng dẫn.",
        ),
        (
            Term("unknown", "Xem phụ lục"),
            None,
            "waiting",
            "Thời hạn “Xem phụ lục” chưa rõ ngày; cần xác nhận thời hạn.",
        ),
        (Term("unknown"), None, "waiting", "Kế hoạch không ghi thời hạn; cần xác nhận thời hạn."),
        (Term("unknown"), at(100), "done", "Đã báo cáo hoàn thành ngày 01/07/2026."),
        (
            Term("from", "Từ năm 2026", date(2026, 1, 1)),
            None,
            "standing",
            "Thực hiện từ 01/01/2026, không có hạn cuối; chưa có cập nhật nào.",
        ),
        (
            Term("from", "Từ năm 2027", date(2027, 1, 1)),
            None,
            "not_due",
            "Thực hiện từ 01/01/2027, chưa đến ngày bắt đầu.",
        ),
        (
            Term("standing", "Thường xuyên đến năm 2026", None, date(2026, 7, 20)),
            at(50),
            "due_soon",
            "Còn 8 ngày đến hạn 20/07/2026, mới đạt 50%.",
        ),
    ],
)
def test_a_task_stands_as_its_term_and_reports_say(
    term: Term, reported: Reported | None, state: str, why: str
) -> None:
    line = derive_state(term, "with", reported, TODAY)
    assert (line.state.value, line.why) == (state, why)


def test_a_confirmed_last_day_makes_an_awaited_task_fall_due() -> None:
    term = Term("on_guidance", "Theo hướng dẫn", None, TODAY - timedelta(days=1))
    assert derive_state(term, "lead", None, TODAY).state is State.OVERDUE


def test_a_watched_task_says_that_nothing_is_owed() -> None:
    line = derive_state(QUARTER, "watch", None, TODAY)
    assert line.state is State.NOT_DUE
    assert line.why == "Đơn vị chỉ theo dõi, không phải báo cáo nhiệm vụ này."


DAYS = st.dates(date(2024, 1, 1), date(2031, 1, 1))
TERMS = st.builds(
    Term,
    st.sampled_from([kind.value for kind in DeadlineKind]),
    st.text(max_size=20),
    st.none() | DAYS,
    st.none() | DAYS,
)
REPORTS = st.none() | st.builds(Reported, st.integers(0, 100), DAYS, st.none() | DAYS)
OWED = st.sampled_from([TaskRole.LEAD, TaskRole.WITH, TaskRole.LOCAL])


@given(TERMS, st.sampled_from(list(TaskRole)), REPORTS, DAYS)
def test_every_input_gives_one_state_and_one_sentence(
    term: Term, role: TaskRole, reported: Reported | None, on: date
) -> None:
    line = derive_state(term, role, reported, on)
    assert line.state in State
    assert line.why.endswith(".")
    assert "None" not in line.why


@given(TERMS, OWED, DAYS, DAYS)
def test_done_is_never_late_or_near(term: Term, role: TaskRole, reported_on: date, on: date) -> None:
    line = derive_state(term, role, at(100, reported_on), on)
    assert line.state in (State.DONE, State.STANDING, State.NOT_DUE)


@given(TERMS, REPORTS, DAYS)
def test_what_is_watched_never_falls_due(term: Term, reported: Reported | None, on: date) -> None:
    assert derive_state(term, "watch", reported, on).state not in (State.OVERDUE, State.DUE_SOON)


@given(TERMS, OWED, REPORTS, DAYS)
def test_overdue_means_owed_unfinished_and_past_the_last_day(
    term: Term, role: TaskRole, reported: Reported | None, on: date
) -> None:
    unfinished = reported is None or reported.percent < 100
    past = term.due_on is not None and term.due_on < on
    assert (derive_state(term, role, reported, on).state is State.OVERDUE) == (unfinished and past)


@given(TERMS, OWED, REPORTS, DAYS)
def test_due_soon_means_a_last_day_within_fifteen_days(
    term: Term, role: TaskRole, reported: Reported | None, on: date
) -> None:
    if derive_state(term, role, reported, on).state is State.DUE_SOON:
        assert term.due_on is not None
        assert 0 <= (term.due_on - on).days <= SOON_DAYS


FIRST, LAST = date(2026, 1, 1), date(2026, 7, 12)


@pytest.mark.parametrize(
    ("percent", "on", "note", "sentence"),
    [
        (-1, LAST, "Xong", "Mức hoàn thành phải từ 0 đến 100 (%)."),
        (101, LAST, "Xong", "Mức hoàn thành phải từ 0 đến 100 (%)."),
        (50, date(2026, 7, 13), "Xong", "Ngày báo cáo 13/07/2026 chưa tới; hãy kiểm tra lại."),
        (
            50,
            date(2025, 12, 31),
            "Xong",
            "Ngày báo cáo 31/12/2025 trước năm ban hành kế hoạch; hãy ghi từ 01/01/2026 trở đi.",
        ),
        (50, LAST, None, "Chưa ghi kết quả đã làm; hãy ghi ngắn gọn việc đã làm."),
        (50, LAST, "x" * 4001, "“Kết quả đã làm” dài quá 4000 ký tự; hãy rút gọn."),
    ],
)
def test_a_wrong_report_is_refused_with_a_sentence(
    percent: int, on: date, note: str | None, sentence: str
) -> None:
    problems = check_progress(percent, on, {"note": note}, (FIRST, LAST))
    assert [problem.message for problem in problems] == [sentence]


def test_all_problems_of_a_report_are_named_at_once() -> None:
    assert len(check_progress(120, date(2027, 1, 1), {"note": None}, (FIRST, LAST))) == 3


@given(st.integers(0, 100), st.dates(FIRST, LAST), st.text(min_size=1, max_size=50))
def test_a_report_within_bounds_is_accepted(percent: int, on: date, note: str) -> None:
    assert check_progress(percent, on, {"note": note}, (FIRST, LAST)) == []
