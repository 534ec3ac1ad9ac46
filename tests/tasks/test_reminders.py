from datetime import date

from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.reminders import Reminder, upcoming


def found(office: Office, on: date, days: int) -> list[Reminder]:
    with office.read() as session:
        return upcoming(session, on, days)


def report(office: Office, code: str, percent: int, on: date) -> None:
    with office.write() as session:
        report_progress(session, code, percent=percent, note="Đã làm", on=on, today=on)


def test_a_report_before_20_june_has_19_june_as_its_last_day(adopted: Office) -> None:
    reports = [one for one in found(adopted, date(2026, 6, 12), 14) if one.kind == "report"]
    assert [(one.due_on, one.period, one.days_left, one.working_days_left) for one in reports] == [
        (date(2026, 6, 19), "2026-H1", 7, 5)
    ]
    assert reports[0].why == "Gửi Sở Khoa học và Công nghệ, hạn cuối 19/06/2026 (mục VI của kế hoạch)."


def test_the_yearly_report_comes_before_5_december_and_the_departments_is_not_ours(adopted: Office) -> None:
    reports = [one for one in found(adopted, date(2026, 11, 21), 60) if one.kind == "report"]
    assert [(one.due_on, one.period) for one in reports] == [(date(2026, 12, 4), "2026")]


def test_next_years_report_shows_when_the_window_reaches_it(adopted: Office) -> None:
    reports = [one for one in found(adopted, date(2026, 12, 10), 200) if one.kind == "report"]
    assert [one.period for one in reports] == ["2027-H1"]


def test_a_task_is_reminded_until_it_is_done(adopted: Office) -> None:
    assert "ĐN26.3" in [one.code for one in found(adopted, date(2026, 6, 20), 15)]
    report(adopted, "ĐN26.3", 100, date(2026, 6, 20))
    assert "ĐN26.3" not in [one.code for one in found(adopted, date(2026, 6, 20), 15)]


def test_a_standing_task_is_reminded_when_its_half_year_closes_without_a_result(adopted: Office) -> None:
    closing = [one.code for one in found(adopted, date(2026, 6, 1), 15) if one.kind == "period"]
    assert "ĐN26.2" in closing
    report(adopted, "ĐN26.2", 30, date(2026, 6, 1))
    closing = [one.code for one in found(adopted, date(2026, 6, 1), 15) if one.kind == "period"]
    assert "ĐN26.2" not in closing
    assert "ĐN26.14" in closing


def test_watched_tasks_are_not_reminded(adopted: Office) -> None:
    codes = [one.code for one in found(adopted, date(2026, 12, 1), 31)]
    assert "ĐN26.17@2026" in codes
    assert "ĐN26.7" not in codes  # due on 31/12/2026 too, but others'


def test_what_has_passed_is_no_reminder(adopted: Office) -> None:
    assert all(one.due_on >= date(2026, 7, 1) for one in found(adopted, date(2026, 7, 1), 200))


def test_the_soonest_comes_first(adopted: Office) -> None:
    with adopted.write() as session:
        adopt_plan(session, load_plan("hai-phong-2026"), date(2026, 5, 20))
    days = [one.due_on for one in found(adopted, date(2026, 6, 1), 300)]
    assert days == sorted(days)
    assert len(days) > 5


def test_an_office_without_a_plan_has_no_reminders(office: Office) -> None:
    assert found(office, date(2026, 6, 1), 400) == []
