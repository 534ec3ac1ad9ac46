from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import Invalid, NotAllowed
from desktop.journal.queries import list_acts
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.models import Obligation
from desktop.tasks.queries import TaskLine, list_obligations, progress_of
from desktop.tasks.reminders import upcoming
from desktop.tasks.terms.actions import (
    Since,
    count_activities,
    extend_deadline,
    give_guidance,
    return_result,
)
from desktop.tasks.terms.models import Extension, Guidance, Return, TaskActivity
from desktop.tasks.terms.queries import papers_of
from desktop.tasks.workdays.actions import set_workday

TODAY = date(2026, 7, 12)
GUIDANCE = {
    "document": "Công văn số 125/SKHCN (hư cấu)",
    "issued_on": "2026-07-01",
    "issuer": "Sở Khoa học và Công nghệ",
    "due_on": "2026-09-30",
}
EXTENSION = {
    "due_on": "2026-07-31",
    "document": "Công văn số 9/UBND-VX (hư cấu)",
    "issued_on": "2026-07-10",
    "reason": "Chờ hướng dẫn chỉ tiêu",
}
RETURN = {"returned_on": "2026-07-12", "issuer": "Sở Nội vụ", "reason": "Thiếu phụ lục.", "accepted": 40}

Enter = Callable[..., str]


def enter(
    office: Office, action: Enter, code: str, values: Mapping[str, Any], today: date = TODAY, **more: Any
) -> str:
    with office.write() as session:
        return action(session, code, values, Since(today, **more))


def line(office: Office, code: str, on: date = TODAY) -> TaskLine:
    with office.read() as session:
        return next(one for one in list_obligations(session, on) if one.code == code)


def report(office: Office, code: str, percent: int, on: date) -> None:
    with office.write() as session:
        report_progress(session, code, percent=percent, note="Đã làm", on=on, today=on)


def rows(office: Office, model: type[Any]) -> int:
    with office.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_task_that_waited_gets_its_term_from_the_day_the_paper_is_entered(adopted: Office) -> None:
    before = line(adopted, "ĐN26.8", date(2026, 7, 11))
    enter(adopted, give_guidance, "ĐN26.8", GUIDANCE)
    shown = line(adopted, "ĐN26.8")
    assert shown.due_on == date(2026, 9, 30)
    assert shown.deadline_text == (
        "Theo hướng dẫn – hạn 30/09/2026 theo Công văn số 125/SKHCN (hư cấu) ngày 01/07/2026 của "
        "Sở Khoa học và Công nghệ"
    )
    assert line(adopted, "ĐN26.8", date(2026, 7, 11)) == before
    assert before.due_on is None


@pytest.mark.parametrize(
    ("days", "working", "due_on"), [(30, False, date(2026, 7, 31)), (15, True, date(2026, 7, 22))]
)
def test_a_paper_may_give_days_instead_of_a_date(
    adopted: Office, days: int, working: bool, due_on: date
) -> None:
    values = {**GUIDANCE, "due_on": None, "days": days, "working": working}
    enter(adopted, give_guidance, "ĐN26.8", values)
    assert line(adopted, "ĐN26.8").due_on == due_on


def test_working_days_of_a_paper_follow_the_calendar_of_the_office(adopted: Office) -> None:
    with adopted.write() as session:
        set_workday(session, {"day": "2026-07-02", "kind": "off", "name": "Nghỉ", "document": "QĐ (hư cấu)"})
    enter(adopted, give_guidance, "ĐN26.8", {**GUIDANCE, "due_on": None, "days": 15, "working": True})
    assert line(adopted, "ĐN26.8").due_on == date(2026, 7, 23)


def test_a_later_paper_replaces_the_term_of_an_earlier_one(adopted: Office) -> None:
    enter(adopted, give_guidance, "ĐN26.8", GUIDANCE)
    enter(adopted, give_guidance, "ĐN26.8", {**GUIDANCE, "due_on": "2026-10-31"}, date(2026, 8, 1))
    assert line(adopted, "ĐN26.8", date(2026, 7, 31)).due_on == date(2026, 9, 30)
    assert line(adopted, "ĐN26.8", date(2026, 8, 1)).due_on == date(2026, 10, 31)


def test_an_extension_moves_the_last_day_and_is_told_with_its_paper(adopted: Office) -> None:
    enter(adopted, extend_deadline, "ĐN26.3", EXTENSION)
    shown = line(adopted, "ĐN26.3", date(2026, 8, 5))
    assert shown.state == "overdue"
    assert shown.why.startswith(
        "Hạn cuối 31/07/2026 (gia hạn từ 30/06/2026 theo Công văn số 9/UBND-VX (hư cấu) ngày 10/07/2026) đã "
        "qua 5 ngày (3 ngày làm việc), chưa có cập nhật nào"
    )


def test_a_second_extension_tells_the_first_day_and_the_last_paper(adopted: Office) -> None:
    enter(adopted, extend_deadline, "ĐN26.3", EXTENSION)
    again = {**EXTENSION, "due_on": "2026-08-31", "document": "Công văn số 20 (hư cấu)"}
    enter(adopted, extend_deadline, "ĐN26.3", again, date(2026, 7, 30))
    assert (
        "(gia hạn 2 lần từ 30/06/2026, lần cuối theo Công văn số 20"
        in line(adopted, "ĐN26.3", date(2026, 9, 5)).why
    )


def test_days_of_a_paper_may_be_typed_as_people_write_them(adopted: Office) -> None:
    enter(adopted, extend_deadline, "ĐN26.3", {**EXTENSION, "due_on": "31/7/2026", "issued_on": "10/7/2026"})
    assert line(adopted, "ĐN26.3").due_on == date(2026, 7, 31)


def test_days_before_an_extension_was_entered_stay_overdue(adopted: Office) -> None:
    before = line(adopted, "ĐN26.3", date(2026, 7, 11))
    enter(adopted, extend_deadline, "ĐN26.3", EXTENSION)
    assert line(adopted, "ĐN26.3", date(2026, 7, 11)) == before
    assert line(adopted, "ĐN26.3").state == "not_due"


def test_an_extension_may_take_effect_later_but_never_earlier(adopted: Office) -> None:
    enter(adopted, extend_deadline, "ĐN26.3", EXTENSION, on=date(2026, 7, 20))
    assert line(adopted, "ĐN26.3", date(2026, 7, 19)).due_on == date(2026, 6, 30)
    assert line(adopted, "ĐN26.3", date(2026, 7, 20)).due_on == date(2026, 7, 31)
    assert Since(TODAY, date(2026, 1, 1)).holds_from == "2026-07-12"


def test_a_returned_result_opens_the_task_again_from_that_day(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 100, date(2026, 6, 25))
    enter(adopted, return_result, "ĐN26.3", RETURN)
    assert line(adopted, "ĐN26.3", date(2026, 7, 11)).state == "done"
    shown = line(adopted, "ĐN26.3")
    assert (shown.state, shown.percent, shown.returned) == ("overdue", 40, True)
    assert "bị Sở Nội vụ trả lại ngày 12/07/2026 (Thiếu phụ lục), còn công nhận 40%" in shown.why


def test_a_new_report_after_a_return_counts_again_also_on_the_same_day(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 100, TODAY)
    enter(adopted, return_result, "ĐN26.3", RETURN)
    assert line(adopted, "ĐN26.3").state == "overdue"
    report(adopted, "ĐN26.3", 100, TODAY)
    assert line(adopted, "ĐN26.3").why.startswith("Hoàn thành ngày 12/07/2026, muộn 12 ngày")


def test_a_report_that_stands_for_an_earlier_day_does_not_undo_a_return(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 80, date(2026, 6, 20))
    enter(adopted, return_result, "ĐN26.3", RETURN)
    report(adopted, "ĐN26.3", 100, date(2026, 6, 28))
    assert line(adopted, "ĐN26.3").percent == 40


@pytest.mark.parametrize(
    ("action", "code", "values", "sentence"),
    [
        (give_guidance, "ĐN26.3", GUIDANCE, "do kế hoạch định nên không nhập văn bản hướng dẫn"),
        (give_guidance, "ĐN26.8", {**GUIDANCE, "document": " "}, "Số, ký hiệu còn trống"),
        (give_guidance, "ĐN26.8", {**GUIDANCE, "due_on": None}, "Hãy ghi hạn cuối, hoặc số ngày"),
        (give_guidance, "ĐN26.8", {**GUIDANCE, "days": 5}, "chỉ ghi một trong hai"),
        (give_guidance, "ĐN26.8", {**GUIDANCE, "due_on": None, "days": 0}, "Số ngày phải từ 1"),
        (give_guidance, "ĐN26.8", {**GUIDANCE, "due_on": "2026-06-30"}, "trước ngày văn bản"),
        (give_guidance, "ĐN26.8", {**GUIDANCE, "issued_on": "2026-07-13"}, "chưa tới"),
        (extend_deadline, "ĐN26.2", EXTENSION, "chưa có hạn cuối"),
        (extend_deadline, "ĐN26.3", {**EXTENSION, "due_on": "2026-06-30"}, "không sau hạn hiện nay"),
        (extend_deadline, "ĐN26.3", {**EXTENSION, "due_on": "2062-07-31"}, "quá xa"),
        (give_guidance, "ĐN26.8", {**GUIDANCE, "due_on": "31/02/2026"}, "Hạn cuối: không có ngày"),
        (extend_deadline, "ĐN26.3", {**EXTENSION, "issued_on": "hôm qua"}, "Ngày văn bản: không đọc"),
        (extend_deadline, "ĐN26.3", {**EXTENSION, "reason": ""}, "Lý do gia hạn còn trống"),
        (extend_deadline, "ĐN26.3", {**EXTENSION, "reason": "x" * 1001}, "dài quá 1000 ký tự"),
        (return_result, "ĐN26.3", RETURN, "chưa báo cáo kết quả nào"),
        (return_result, "ĐN26.7", {**RETURN, "returned_on": "2026-07-13"}, "chưa tới"),
        (return_result, "ĐN26.7", {**RETURN, "returned_on": "2026-05-01"}, "trước lần báo cáo đầu tiên"),
        (return_result, "ĐN26.7", {**RETURN, "accepted": 100}, "từ 0 đến 99"),
        (return_result, "ĐN26.7", {**RETURN, "reason": " "}, "còn trống"),
    ],
)
def test_a_wrong_paper_is_refused_with_a_sentence_and_leaves_nothing(
    adopted: Office, action: Enter, code: str, values: Mapping[str, Any], sentence: str
) -> None:
    report(adopted, "ĐN26.7", 100, date(2026, 6, 1))
    acts = len(_acts(adopted))
    with pytest.raises(Invalid, match=sentence):
        enter(adopted, action, code, values)
    assert rows(adopted, Guidance) + rows(adopted, Extension) + rows(adopted, Return) == 0
    assert len(_acts(adopted)) == acts


def _acts(office: Office) -> list[Any]:
    with office.read() as session:
        return list(list_acts(session))


@pytest.mark.parametrize(
    ("action", "code", "values"),
    [
        (give_guidance, "ĐN26.8", GUIDANCE),
        (extend_deadline, "ĐN26.3", EXTENSION),
        (return_result, "ĐN26.7", RETURN),
    ],
)
def test_each_paper_is_one_act_that_can_be_undone(
    adopted: Office, action: Enter, code: str, values: Mapping[str, Any]
) -> None:
    report(adopted, "ĐN26.7", 100, date(2026, 6, 1))
    before = line(adopted, code)
    enter(adopted, action, code, values)
    assert line(adopted, code) != before
    with adopted.write() as session:
        undo(session, list_acts(session)[0].uid)
    assert line(adopted, code) == before


def test_a_viewer_may_enter_no_paper(adopted: Office) -> None:
    adopted.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed):
        enter(adopted, extend_deadline, "ĐN26.3", EXTENSION)


def test_papers_are_told_newest_first_with_who_entered_them(adopted: Office) -> None:
    enter(adopted, extend_deadline, "ĐN26.3", EXTENSION)
    report(adopted, "ĐN26.3", 100, date(2026, 7, 15))
    enter(adopted, return_result, "ĐN26.3", {**RETURN, "returned_on": "2026-07-16"}, date(2026, 7, 16))
    with adopted.read() as session:
        told = papers_of(session, "ĐN26.3", date(2026, 7, 20))
    assert [(one.kind, one.entered_by) for one in told] == [("return", "canbo"), ("extension", "canbo")]
    assert told[1].words == (
        "Gia hạn từ 30/06/2026 đến 31/07/2026 theo Công văn số 9/UBND-VX (hư cấu) ngày 10/07/2026."
    )


def test_something_held_counts_as_activity_until_it_is_withdrawn(adopted: Office) -> None:
    with adopted.write() as session:
        chosen = list(session.scalars(select(Obligation).where(Obligation.code == "ĐN26.2")))
        count_activities(session, "uid-1", "Hội nghị đối thoại (hư cấu)", date(2026, 7, 1), chosen)
    assert "đã có kết quả, cập nhật ngày 01/07/2026" in line(adopted, "ĐN26.2").why
    assert line(adopted, "ĐN26.2").percent == 0
    with adopted.write() as session:
        count_activities(session, "uid-1", "Hội nghị đối thoại (hư cấu)", date(2026, 7, 1), [])
    assert "chưa có kết quả nào" in line(adopted, "ĐN26.2").why


@pytest.mark.parametrize("plan_code", ["hai-phong-2026", "tp-ho-chi-minh-2024"])
def test_tasks_without_a_date_in_other_plans_take_a_paper(office: Office, plan_code: str) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan(plan_code), date(2026, 5, 20))
        waiting = [one.code for one in list_obligations(session, TODAY) if one.state == "waiting"]
        undated = [
            one.code
            for one in list_obligations(session, TODAY)
            if one.deadline_kind in ("on_guidance", "unknown")
        ]
    assert set(waiting) <= set(undated)
    for code in undated:
        enter(office, give_guidance, code, GUIDANCE)
        assert line(office, code).due_on == date(2026, 9, 30)
    assert undated


def test_reports_stay_readable_after_a_return(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 100, date(2026, 6, 25))
    enter(adopted, return_result, "ĐN26.3", RETURN)
    with adopted.read() as session:
        assert [one.percent for one in progress_of(session, "ĐN26.3")] == [100]


def test_no_paper_changes_how_any_task_stood_on_a_day_gone_by(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 100, date(2026, 6, 25))
    days = [date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 11)]

    def told() -> list[list[TaskLine]]:
        with adopted.read() as session:
            return [list_obligations(session, day) for day in days]

    before = told()
    enter(adopted, give_guidance, "ĐN26.8", {**GUIDANCE, "issued_on": "2026-06-02"})
    enter(adopted, extend_deadline, "ĐN26.3", {**EXTENSION, "issued_on": "2026-06-20"})
    enter(adopted, return_result, "ĐN26.3", {**RETURN, "returned_on": "2026-06-26"})
    assert told() == before
    assert line(adopted, "ĐN26.3").returned


def test_no_more_is_left_standing_than_was_reached(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 30, date(2026, 6, 25))
    with pytest.raises(Invalid, match="40% cao hơn mức hiện nay 30%"):
        enter(adopted, return_result, "ĐN26.3", RETURN)
    enter(adopted, return_result, "ĐN26.3", {**RETURN, "accepted": 30})
    with pytest.raises(Invalid, match="31% cao hơn mức hiện nay 30%"):
        enter(adopted, return_result, "ĐN26.3", {**RETURN, "accepted": 31})


def test_a_standing_task_whose_result_was_sent_back_whole_has_no_result_and_is_reminded(
    adopted: Office,
) -> None:
    def reminded() -> set[str]:
        with adopted.read() as session:
            return {one.code for one in upcoming(session, date(2026, 7, 13), 200) if one.kind == "period"}

    report(adopted, "ĐN26.2", 100, date(2026, 7, 3))
    assert "ĐN26.2" not in reminded()
    enter(adopted, return_result, "ĐN26.2", {**RETURN, "accepted": 0})
    assert "đã có kết quả" in line(adopted, "ĐN26.2", date(2026, 7, 11)).why
    assert "chưa có kết quả nào" in line(adopted, "ĐN26.2").why
    assert "ĐN26.2" in reminded()
    report(adopted, "ĐN26.2", 50, date(2026, 7, 13))
    assert "ĐN26.2" not in reminded()


def test_a_standing_task_keeps_as_activity_what_a_return_left_standing(adopted: Office) -> None:
    report(adopted, "ĐN26.2", 100, date(2026, 7, 3))
    enter(adopted, return_result, "ĐN26.2", RETURN)
    assert "đã có kết quả" in line(adopted, "ĐN26.2").why


def test_work_redone_before_the_return_was_entered_counts(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 100, date(2026, 6, 25))
    enter(adopted, return_result, "ĐN26.3", {**RETURN, "returned_on": "2026-07-09"})
    report(adopted, "ĐN26.3", 100, date(2026, 7, 11))
    shown = line(adopted, "ĐN26.3", date(2026, 7, 13))
    assert (shown.state, shown.returned) == ("done", False)
    assert shown.why.startswith("Hoàn thành ngày 11/07/2026, muộn 11 ngày")


def test_of_two_extensions_in_force_the_one_entered_later_wins(adopted: Office) -> None:
    later = {**EXTENSION, "due_on": "2026-08-31"}
    enter(adopted, extend_deadline, "ĐN26.3", EXTENSION, on=date(2026, 7, 25))
    enter(adopted, extend_deadline, "ĐN26.3", later, date(2026, 7, 14))
    assert line(adopted, "ĐN26.3", date(2026, 7, 24)).due_on == date(2026, 8, 31)
    assert line(adopted, "ĐN26.3", date(2026, 7, 26)).due_on == date(2026, 8, 31)


def test_what_was_held_is_written_again_only_where_it_changed(adopted: Office) -> None:
    def count(codes: set[str], what: str) -> dict[int, str]:
        with adopted.write() as session:
            chosen = list(session.scalars(select(Obligation).where(Obligation.code.in_(codes))))
            count_activities(session, "uid-1", what, date(2026, 7, 1), chosen)
        with adopted.read() as session:
            return {row.obligation_id: row.uid for row in session.scalars(select(TaskActivity))}

    first = count({"ĐN26.2", "ĐN26.3"}, "Hội nghị")
    with adopted.read() as session:
        act = list_acts(session)[0].uid
    second = count({"ĐN26.2", "ĐN26.3", "ĐN26.7"}, "Hội nghị")
    assert first.items() <= second.items()
    assert len(second) == 3
    third = count({"ĐN26.2", "ĐN26.3"}, "Hội nghị")
    assert third == first
    with adopted.write() as session:
        undo(session, act)
    assert rows(adopted, TaskActivity) == 0
