"""One plan in the place of another, in a real office: links, progress, what is owed, undo."""

from datetime import date
from pathlib import Path

import pytest

from desktop.accounts.office import Office
from desktop.errors import NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.plans.actions import keep_plan
from desktop.plans.catalogue import load_plan
from desktop.plans.importing.draft import read_draft
from desktop.tasks.actions import adopt_plan, extend_yearly, report_progress
from desktop.tasks.queries import TaskLine, list_obligations, progress_of
from desktop.tasks.reminders import upcoming
from desktop.tasks.rules import State
from desktop.tasks.succession.actions import succeed_plan
from desktop.tasks.succession.queries import propose_matches
from desktop.tasks.terms.actions import Since, return_result
from desktop.tasks.terms.queries import papers_of

OLD, NEW = "dong-nai-2024", "dong-nai-2026"
PAPER = Path(__file__).parents[2] / "data" / "papers" / "dong-nai-401.txt"
CHANGED_ON = date(2026, 5, 20)
AT = Since(CHANGED_ON)


@pytest.fixture
def following(office: Office) -> Office:
    """A ward that follows plan 401 of 2024 and has reported on it."""
    with office.write() as session:
        plan = keep_plan(session, read_draft(PAPER).plan, PAPER.name)
        adopt_plan(session, plan, date(2025, 1, 10))
    with office.write() as session:
        report(session, "ĐN24.1", 60, "Đã phổ biến ở 5 khu phố", date(2026, 3, 2))
        report(session, "ĐN24.2", 100, "Đã ban hành kế hoạch", date(2025, 3, 2))
        report(session, "ĐN24.4", 30, "Đã lập danh sách", date(2026, 2, 1))
    return office


def report(session, code: str, percent: int, note: str, on: date) -> None:
    report_progress(session, code, percent=percent, note=note, on=on, today=CHANGED_ON)


def succeed(office: Office, chosen: dict[str, str] | None = None) -> int:
    with office.write() as session:
        return succeed_plan(session, load_plan(NEW), OLD, AT, chosen, "Kế hoạch mới của thành phố")


def lines(office: Office, on: date = CHANGED_ON) -> dict[str, TaskLine]:
    with office.read() as session:
        return {line.code: line for line in list_obligations(session, on)}


def test_the_plan_of_401_is_read_with_its_number_and_tasks() -> None:
    plan = read_draft(PAPER).plan
    assert (plan.code, plan.number, plan.issued) == (OLD, "401/KH-UBND", "2024-12-27")
    assert [task.number for task in plan.tasks] == ["1", "2", "3", "4", "5"]


def test_unfinished_tasks_are_proposed_with_score_and_done_ones_left_alone(following: Office) -> None:
    with following.read() as session:
        matches = {one.old: one for one in propose_matches(session, OLD, load_plan(NEW), CHANGED_ON)}
    assert "ĐN24.2" not in matches
    assert matches["ĐN24.1"].new == "ĐN26.2"
    assert matches["ĐN24.1"].is_sure
    assert matches["ĐN24.4"].new == "ĐN26.18"
    assert matches["ĐN24.5"].new == ""


def test_progress_counts_on_under_the_new_task_without_being_copied(following: Office) -> None:
    succeed(following)
    line = lines(following)["ĐN26.2"]
    assert (line.percent, line.note, line.carries) == (60, "Đã phổ biến ở 5 khu phố", ("ĐN24.1",))
    with following.write() as session:
        report(session, "ĐN26.2", 80, "Thêm 3 khu phố", date(2026, 5, 20))
        reports = [(one.percent, one.of_code) for one in progress_of(session, "ĐN26.2", CHANGED_ON)]
        assert [one.percent for one in progress_of(session, "ĐN24.1", CHANGED_ON)] == [60]
    assert reports == [(80, ""), (60, "ĐN24.1")]


def test_the_result_carried_on_can_be_sent_back_and_its_returns_are_told(following: Office) -> None:
    sent = {"returned_on": "2026-05-21", "issuer": "Sở Nội vụ", "reason": "Thiếu phụ lục.", "accepted": 20}
    earlier = Since(date(2026, 3, 9))
    with following.write() as session:
        return_result(session, "ĐN24.1", {**sent, "returned_on": "2026-03-05", "accepted": 30}, earlier)
    succeed(following)
    with following.write() as session:
        return_result(session, "ĐN26.2", sent, Since(date(2026, 5, 21)))
    with following.read() as session:
        told = papers_of(session, "ĐN26.2", date(2026, 5, 22))
    assert [(one.kind, one.on) for one in told] == [
        ("return", date(2026, 5, 21)),
        ("return", date(2026, 3, 9)),
    ]
    assert lines(following, date(2026, 5, 22))["ĐN26.2"].percent == 20


def test_old_tasks_are_closed_in_words_and_owed_no_more(following: Office) -> None:
    succeed(following)
    found = lines(following)
    carried, closed, done = found["ĐN24.1"], found["ĐN24.5"], found["ĐN24.2"]
    assert carried.closed
    assert (carried.state_label, closed.state_label) == ("Đã chuyển tiếp", "Đã đóng")
    assert not carried.is_owed
    assert carried.successor == "ĐN26.2"
    assert "Chuyển sang ĐN26.2 của kế hoạch dong-nai-2026 từ 20/05/2026" in carried.why
    assert "Đóng từ 20/05/2026 vì thay bằng kế hoạch mới (dong-nai-2026)" in closed.why
    assert done.state is State.DONE
    assert not done.closed


def test_before_its_day_the_old_plan_stands_as_it_was(following: Office) -> None:
    succeed(following)
    line = lines(following, date(2026, 5, 19))["ĐN24.1"]
    assert not line.closed
    assert line.percent == 60


def test_a_yearly_task_goes_over_year_by_year(following: Office) -> None:
    succeed(following)
    found = lines(following)
    assert found["ĐN24.3@2026"].successor == "ĐN26.4@2026"
    assert found["ĐN26.4@2026"].carries == ("ĐN24.3@2026",)
    assert found["ĐN24.3@2025"].successor == ""
    assert "không có đợt của năm này" in found["ĐN24.3@2025"].why
    with following.write() as session:
        extend_yearly(session, 2032)
        later = list_obligations(session, date(2032, 6, 1), OLD)
    assert [one.code for one in later if one.is_owed] == ["ĐN24.2"]
    assert found["ĐN24.2"].state is State.DONE


def test_what_the_office_chose_goes_before_what_is_proposed(following: Office) -> None:
    succeed(following, {"ĐN24.1": "", "ĐN24.5": "ĐN26.25"})
    found = lines(following)
    assert found["ĐN24.1"].successor == ""
    assert found["ĐN24.5"].successor == "ĐN26.25"


def test_it_is_one_act_and_undone_as_one(following: Office) -> None:
    before = {code: (line.percent, line.why) for code, line in lines(following).items()}
    succeed(following)
    with following.read() as session:
        act = list_acts(session)[0]
    assert act.verb == f"Kế hoạch {NEW} thay kế hoạch {OLD}"
    with following.write() as session:
        undo_act(session, act.uid, who="canbo")
    assert {code: (line.percent, line.why) for code, line in lines(following).items()} == before


def test_reminders_follow_the_new_plan_alone(following: Office) -> None:
    succeed(following)
    with following.read() as session:
        found = upcoming(session, date(2026, 6, 1), 30)
    assert {one.plan_code for one in found if one.kind == "report"} == {NEW}
    assert all(one.plan_code == NEW for one in found)


def test_a_plan_is_replaced_once_and_not_by_itself(following: Office) -> None:
    succeed(following)
    with following.write() as session:
        with pytest.raises(UserError, match="đã được thay thế"):
            succeed_plan(session, load_plan("hai-phong-2026"), OLD, AT)
        with pytest.raises(UserError, match="không thay thế chính nó"):
            succeed_plan(session, load_plan(NEW), NEW, AT)
        with pytest.raises(NotFound, match="chưa nhận"):
            succeed_plan(session, load_plan(NEW), "ha-noi-2024", AT)


def test_a_choice_that_names_no_task_is_refused(following: Office) -> None:
    with following.write() as session:
        with pytest.raises(UserError, match=r"không có nhiệm vụ “ĐN26\.99”"):
            succeed_plan(session, load_plan(NEW), OLD, AT, {"ĐN24.1": "ĐN26.99"})
        with pytest.raises(UserError, match="không còn dở dang"):
            succeed_plan(session, load_plan(NEW), OLD, AT, {"ĐN24.2": "ĐN26.3"})


def test_a_succession_entered_late_does_not_change_earlier_days(following: Office) -> None:
    days = [date(2026, 6, 1), date(2026, 6, 9)]

    def told() -> list[tuple[str, bool, int]]:
        shown = [lines(following, day)[code] for day in days for code in ("ĐN24.1", "ĐN24.5")]
        return [(line.why, line.closed, line.percent) for line in shown]

    before = told()
    with following.write() as session:
        since = Since(date(2026, 6, 10), CHANGED_ON)
        succeed_plan(session, load_plan(NEW), OLD, since)
    assert told() == before
    found = lines(following, date(2026, 6, 10))
    assert (found["ĐN24.1"].successor, found["ĐN26.2"].percent) == ("ĐN26.2", 60)


def test_next_years_instalment_goes_over_when_this_years_is_done(following: Office) -> None:
    with following.write() as session:
        for code in ("ĐN24.3@2025", "ĐN24.3@2026"):
            report(session, code, 100, "Đã gặp mặt", date(2026, 3, 2))
    succeed(following)
    assert lines(following, date(2027, 2, 1))["ĐN24.3@2027"].successor == "ĐN26.4@2027"


def test_why_a_task_ends_is_told_as_it_was(following: Office) -> None:
    succeed(following, {"ĐN24.1": ""})
    found = lines(following)
    assert "đơn vị chọn đóng" in found["ĐN24.1"].why
    assert "không có nhiệm vụ tương ứng" in found["ĐN24.5"].why


def test_nothing_is_reported_any_more_on_what_went_over_or_was_closed(following: Office) -> None:
    succeed(following)
    with following.write() as session:
        with pytest.raises(UserError, match=r"ĐN24\.1 đã chuyển sang ĐN26\.2"):
            report(session, "ĐN24.1", 90, "Thêm", CHANGED_ON)
        with pytest.raises(UserError, match=r"ĐN24\.5 đã đóng"):
            report(session, "ĐN24.5", 90, "Thêm", CHANGED_ON)
        report(session, "ĐN24.1", 70, "Ghi bù", date(2026, 5, 19))
    assert lines(following)["ĐN26.2"].percent == 70


def test_hai_phong_goes_from_2024_to_2026(office: Office) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan("hai-phong-2024"), date(2024, 6, 1))
        report(session, "HP24.4.2", 40, "Đã thu thập 120 phiếu", date(2025, 3, 1))
    with office.write() as session:
        succeed_plan(session, load_plan("hai-phong-2026"), "hai-phong-2024", Since(date(2026, 4, 1)))
    found = lines(office)
    assert (found["HP26.4"].percent, found["HP26.4"].carries) == (40, ("HP24.4.2",))
    assert all(line.closed for code, line in found.items() if code.startswith("HP24."))
