from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.deadlines import DeadlineKind
from desktop.tasks.rules import (
    SOON_DAYS,
    Level,
    Reported,
    State,
    Term,
    check_level,
    check_progress,
    derive_state,
)
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
        (QUARTER, at(60), "overdue", "Hạn cuối 30/06/2026 đã qua 12 ngày (8 ngày làm việc), mới đạt 60%."),
        (
            QUARTER,
            None,
            "overdue",
            "Hạn cuối 30/06/2026 đã qua 12 ngày (8 ngày làm việc), chưa có cập nhật nào.",
        ),
        (
            QUARTER,
            at(100, date(2026, 7, 5)),
            "done",
            "Hoàn thành ngày 05/07/2026, muộn 5 ngày (3 ngày làm việc) so với hạn 30/06/2026.",
        ),
        (
            QUARTER,
            at(100, date(2026, 6, 30)),
            "done",
            "Hoàn thành ngày 30/06/2026, trong hạn 30/06/2026.",
        ),
        (
            in_days(0),
            at(90),
            "due_soon",
            "Hôm nay là hạn cuối 12/07/2026, mới đạt 90%."
            " Hạn rơi vào ngày nghỉ, ngày làm việc cuối trước đó là 10/07/2026.",
        ),
        (in_days(15), None, "due_soon", "Còn 15 ngày đến hạn 27/07/2026, chưa có cập nhật nào."),
        (in_days(16), None, "not_due", "Còn 16 ngày đến hạn 28/07/2026, chưa có cập nhật nào."),
        (
            in_days(16),
            at(0),
            "in_progress",
            "Đạt 0% (cập nhật 01/07/2026), còn 16 ngày đến hạn 28/07/2026.",
        ),
        (
            in_days(90, 40),
            None,
            "not_due",
            "Bắt đầu từ 21/08/2026; hạn cuối 10/10/2026."
            " Hạn rơi vào ngày nghỉ, ngày làm việc cuối trước đó là 09/10/2026.",
        ),
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
    is_recurring = term.kind in ("standing", "periodic")
    if derive_state(term, role, reported, on).state is State.DUE_SOON and not is_recurring:
        assert term.due_on is not None
        assert 0 <= (term.due_on - on).days <= SOON_DAYS


HELD = date(2026, 3, 1)
OWED_LONG = Term("standing", "Thường xuyên", owed_from=date(2025, 12, 1))


@pytest.mark.parametrize(
    ("active", "on", "state", "words"),
    [
        ([], TODAY, "overdue", "kỳ trước 15/12/2025 – 14/06/2026 không có kết quả nào, kỳ 15/06/2026"),
        ([HELD], TODAY, "standing", "chưa có kết quả nào, lần cập nhật trước là 01/03/2026"),
        ([HELD], date(2026, 12, 1), "due_soon", "sắp chốt kỳ 15/06/2026 – 14/12/2026 mà chưa có kết quả"),
        ([date(2026, 7, 1)], TODAY, "standing", "đã có kết quả, cập nhật ngày 01/07/2026"),
        ([date(2026, 6, 20), date(2026, 7, 1)], TODAY, "standing", "đã có kết quả (2 lần)"),
        ([date(2026, 8, 1)], TODAY, "overdue", "không có kết quả nào"),  # not yet held on that day
    ],
)
def test_what_recurs_is_judged_by_activity_in_the_half_year(
    active: list[date], on: date, state: str, words: str
) -> None:
    line = derive_state(OWED_LONG, "with", None, on, active)
    assert line.state.value == state
    assert words in line.why


def test_a_half_year_that_was_not_owed_in_full_is_not_missed() -> None:
    term = replace(OWED_LONG, owed_from=date(2026, 5, 20))
    assert derive_state(term, "with", None, TODAY).state is State.STANDING


def test_lateness_tells_deadline_extension_days_and_what_is_missing() -> None:
    term = replace(
        QUARTER,
        set_by="gia hạn từ 31/03/2026 theo Công văn số 5 ngày 01/04/2026",
        result="Kế hoạch của phường.",
    )
    reported = Reported(60, date(2026, 6, 1), counted="3/5 chương")
    assert derive_state(term, "lead", reported, TODAY).why == (
        "Hạn cuối 30/06/2026 (gia hạn từ 31/03/2026 theo Công văn số 5 ngày 01/04/2026) đã qua 12 ngày "
        "(8 ngày làm việc), mới đạt 60% (3/5 chương); còn thiếu kết quả: Kế hoạch của phường."
    )


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        (Level(), "Chưa ghi mức hoàn thành; hãy ghi phần trăm, hoặc số đã làm trên tổng số."),
        (Level(done=3), "Ghi đủ cả số đã làm và tổng số (ví dụ 3 trên 5 lớp), hoặc để trống cả hai."),
        (Level(done=3, whole=0), "Không tính được 3 trên 0; tổng số phải từ 1, số đã làm phải từ 0."),
        (Level(done=7, whole=5), "Số đã làm 7 lớn hơn tổng số 5; hãy kiểm tra lại hai số."),
        (Level(done=-1, whole=5), "Không tính được -1 trên 5; tổng số phải từ 1, số đã làm phải từ 0."),
        (
            Level(50, 3, 5, "lớp"),
            "Mức 50% không khớp với 3/5 lớp (60%); hãy chỉ ghi một trong hai.",
        ),
    ],
)
def test_a_level_that_says_nothing_or_contradicts_itself_is_refused(level: Level, sentence: str) -> None:
    assert [problem.message for problem in check_level(level)] == [sentence]


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_counted_level_lies_between_0_and_100(done: int, whole: int) -> None:
    level = Level(done=done, whole=whole)
    assert (check_level(level) == []) == (done <= whole)
    assert 0 <= level.value <= 100
    assert (level.value == 100) == (done >= whole)


FIRST, LAST = date(2026, 1, 1), date(2026, 7, 12)


@pytest.mark.parametrize(
    ("percent", "on", "note", "sentence"),
    [
        (-1, LAST, "Xong", "Mức hoàn thành -1% không có; hãy ghi từ 0 đến 100 (%)."),
        (130, LAST, "Xong", "Mức hoàn thành 130% không có; hãy ghi từ 0 đến 100 (%)."),
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
    problems = check_progress(Level(percent), on, {"note": note}, (FIRST, LAST))
    assert [problem.message for problem in problems] == [sentence]


def test_all_problems_of_a_report_are_named_at_once() -> None:
    assert len(check_progress(Level(120), date(2027, 1, 1), {"note": None}, (FIRST, LAST))) == 3


@given(st.integers(0, 100), st.dates(FIRST, LAST), st.text(min_size=1, max_size=50))
def test_a_report_within_bounds_is_accepted(percent: int, on: date, note: str) -> None:
    assert check_progress(Level(percent), on, {"note": note}, (FIRST, LAST)) == []
