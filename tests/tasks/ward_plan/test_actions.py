from dataclasses import replace
from datetime import date

import pytest

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import Invalid, NotAllowed, NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.tasks.actions import adopt_plan
from desktop.tasks.models import Obligation
from desktop.tasks.rules import State
from desktop.tasks.terms.actions import Since, extend_deadline
from desktop.tasks.ward_plan.actions import (
    add_officer,
    change_own_task,
    draft_plan,
    record_own_task,
    refuse_unready,
    remove_own_task,
    remove_spending,
    report_own_progress,
    retire_officer,
    spend,
    write_words,
)
from desktop.tasks.ward_plan.queries import officers, own_progress, own_spending
from desktop.tasks.workdays.actions import set_workday
from tasks.ward_plan.conftest import ON, PLAN, viewed

DOCUMENT = "Phiếu chi 05 ngày 20/5/2026"


def undo_last(office: Office) -> None:
    with office.write() as session:
        undo_act(session, list_acts(session)[0].uid, who="canbo")


def changed(office: Office, number: int, **values: object) -> None:
    uid = viewed(office).lines[number - 1].uid
    with office.write() as session:
        change_own_task(session, uid, values, ON)


def test_the_draft_has_a_task_for_each_of_the_citys_but_the_one_that_asks_for_the_plan(
    drafted: Office,
) -> None:
    view = viewed(drafted)
    codes = [line.task_code for line in view.lines]
    assert view.asked_by is not None
    assert view.asked_by.task_code == "ĐN26.3"
    assert "ĐN26.3" not in codes
    assert len(codes) == len(set(codes)) >= 12
    assert view.undrafted == ()


def test_the_draft_words_our_part(drafted: Office) -> None:
    lines = {line.task_code: line for line in viewed(drafted).lines}
    assert lines["ĐN26.18"].text.startswith("Phối hợp với Sở Khoa học và Công nghệ xây dựng, rà soát")
    assert lines["ĐN26.22"].text.startswith("Phối hợp với Công an thành phố nghiên cứu, rà soát")
    assert lines["ĐN26.2"].text.startswith("Thực hiện việc quán triệt")
    assert lines["ĐN26.22"].section == "hcc"
    assert lines["ĐN26.17"].section_label == "Phòng Kinh tế, Hạ tầng và Đô thị"
    assert lines["ĐN26.27"].result == "Báo cáo sơ kết, tổng kết"


def test_drafting_again_adds_nothing_and_changes_nothing(drafted: Office) -> None:
    changed(drafted, 1, text="Nội dung do phường viết.")
    with drafted.write() as session:
        assert draft_plan(session, PLAN, ON) == 0
    assert viewed(drafted).lines[0].text == "Nội dung do phường viết."


@pytest.mark.parametrize("plan", plan_codes())
def test_every_plan_gives_a_draft(office: Office, plan: str) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan(plan), date(2026, 5, 20))
    with office.write() as session:
        assert draft_plan(session, plan, ON) > 0
    view = viewed(office, plan=plan)
    assert all(line.deadline and line.section and line.result for line in view.lines)
    refuse_unready(view)


def test_the_citys_task_may_be_named_without_accents(drafted: Office) -> None:
    with drafted.write() as session:
        record_own_task(
            session, PLAN, {"task_code": "dn26.2", "text": "Mở chuyên mục.", "section": "VHXH"}, ON
        )
    assert [line.task_code for line in viewed(drafted).lines[:2]] == ["ĐN26.2", "ĐN26.2"]


def test_one_task_of_the_city_may_have_several_of_ours_and_ours_may_have_none(drafted: Office) -> None:
    with drafted.write() as session:
        for code in ("ĐN26.2", None):
            record_own_task(
                session, PLAN, {"task_code": code, "text": "Mở chuyên mục.", "section": "VHXH"}, ON
            )
    lines = viewed(drafted).lines
    assert [line.task_code for line in lines[:2]] == ["ĐN26.2", "ĐN26.2"]
    assert lines[-1].task_code == ""
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def test_an_unknown_officer_is_refused_in_one_sentence(drafted: Office) -> None:
    with pytest.raises(Invalid, match="Chưa có cán bộ “Người Lạ”"):
        changed(drafted, 1, officer="Người Lạ")


def test_an_officer_is_found_without_accents_and_keeps_his_tasks_when_he_leaves(drafted: Office) -> None:
    with drafted.write() as session:
        add_officer(session, {"full_name": "trần văn mẫu", "section": "Phòng Văn hóa - Xã hội"}, ON)
    changed(drafted, 1, officer="tran van mau")
    with drafted.write() as session:
        retire_officer(session, "Trần Văn Mẫu")
    with drafted.read() as session:
        assert officers(session) == []
    assert viewed(drafted).lines[0].officer == "Trần Văn Mẫu"


def test_the_same_officer_is_not_added_twice(drafted: Office) -> None:
    values = {"full_name": "Trần Văn Mẫu", "section": "vhxh"}
    with drafted.write() as session:
        add_officer(session, values, ON)
    with pytest.raises(Invalid, match="đã có cán bộ này"), drafted.write() as session:
        add_officer(session, values, ON)


def test_a_task_of_another_plan_is_refused(drafted: Office) -> None:
    with pytest.raises(Invalid, match=r"Không có nhiệm vụ “HN24\.I\.2”"):
        changed(drafted, 1, task_code="HN24.I.2")


def test_a_city_task_removed_under_it_is_said_and_stops_the_issue(drafted: Office) -> None:
    with drafted.write() as session:
        from desktop.accounts.rights import Right, authorize

        authorize(session, Right.EDIT_TASKS, "Bỏ nhiệm vụ (thử)")
        for one in session.query(Obligation).where(Obligation.task_code == "ĐN26.2"):
            session.delete(one)
    view = viewed(drafted)
    lost = next(line for line in view.lines if line.task_code == "ĐN26.2")
    assert "ĐN26.2" in lost.remarks[0]
    assert "không còn trong kế hoạch đã nhận" in lost.remarks[0]
    with pytest.raises(UserError, match="không còn trong kế hoạch"):
        refuse_unready(view)
    with drafted.write() as session:  # other fields of it can still be changed
        change_own_task(session, lost.uid, {"result": "Tin, bài"}, ON)
    with drafted.write() as session:
        change_own_task(session, lost.uid, {"task_code": ""}, ON)
    refuse_unready(viewed(drafted))


def test_money_is_summed_by_source_and_what_goes_over_is_said(drafted: Office) -> None:
    changed(drafted, 1, money_planned="10 triệu", money_source="Ngân sách phường")
    changed(drafted, 2, money_planned="2.500.000", money_source="xa_hoi_hoa")
    uid = viewed(drafted).lines[0].uid
    with drafted.write() as session:
        for amount in ("6.000.000", "5.000.000"):
            spend(session, uid, {"spent_on": "20/5/2026", "amount": amount, "document": DOCUMENT}, ON)
    view = viewed(drafted)
    assert (view.planned, view.spent) == (12_500_000, 11_000_000)
    assert dict(view.planned_by_source) == {
        "Ngân sách cấp xã": 10_000_000,
        "Xã hội hóa, tài trợ": 2_500_000,
    }
    assert view.lines[0].remarks == (
        "Đã chi 11.000.000 đồng, vượt dự kiến 10.000.000 đồng là 1.000.000 đồng.",
    )


def test_a_task_with_money_spent_is_not_taken_out_until_the_entry_is(drafted: Office) -> None:
    uid = viewed(drafted).lines[0].uid
    with drafted.write() as session:
        spend(session, uid, {"spent_on": "20/5/2026", "amount": 1000, "document": DOCUMENT}, ON)
    with pytest.raises(UserError, match=r"Việc này đã ghi chi 1\.000 đồng"), drafted.write() as session:
        remove_own_task(session, uid)
    with drafted.write() as session:
        remove_spending(session, own_spending(session, uid)[0].uid)
    with drafted.write() as session:
        remove_own_task(session, uid)
    assert uid not in [line.uid for line in viewed(drafted).lines]


def test_the_state_follows_its_own_progress(drafted: Office) -> None:
    changed(drafted, 1, deadline_text="", starts_on="01/05/2026", ends_on="24/05/2026")
    line = viewed(drafted).lines[0]
    assert line.state is State.OVERDUE
    with drafted.write() as session:
        values = {"reported_on": "23/5/2026", "percent": 100, "note": "Đã họp 7 khu phố"}
        report_own_progress(session, line.uid, values, ON)
    done = viewed(drafted).lines[0]
    assert (done.state, done.percent) == (State.DONE, 100)
    assert "trong hạn" in done.why
    with drafted.read() as session:
        assert own_progress(session, line.uid)[0].entered_by == "canbo"


def test_what_was_done_last_year_does_not_count_for_a_yearly_task(drafted: Office) -> None:
    line = next(line for line in viewed(drafted).lines if line.deadline_text == "Hàng năm")
    with drafted.write() as session:
        values = {"reported_on": "23/5/2026", "percent": 100, "note": "Đã gửi dự toán"}
        report_own_progress(session, line.uid, values, ON)
    states = [
        next(one for one in viewed(drafted, on).lines if one.uid == line.uid).state
        for on in (date(2026, 12, 1), date(2027, 2, 1))
    ]
    assert states == [State.DONE, State.NOT_DUE]


def test_every_act_can_be_undone(drafted: Office) -> None:
    before = viewed(drafted)
    uid = before.lines[0].uid
    acts = (
        lambda s: change_own_task(s, uid, {"text": "Khác"}, ON),
        lambda s: remove_own_task(s, uid),
        lambda s: write_words(s, PLAN, {"goals": "Mục tiêu riêng."}, ON),
        lambda s: spend(s, uid, {"spent_on": "20/5/2026", "amount": 1000, "document": DOCUMENT}, ON),
        lambda s: report_own_progress(s, uid, {"reported_on": "20/5/2026", "percent": 5, "note": "x"}, ON),
        lambda s: record_own_task(s, PLAN, {"text": "Việc mới", "section": "vhxh"}, ON),
    )
    for act in acts:
        with drafted.write() as session:
            act(session)
        assert viewed(drafted) != before
        undo_last(drafted)
        assert viewed(drafted) == before


def test_a_task_taken_out_comes_back_with_its_progress(drafted: Office) -> None:
    uid = viewed(drafted).lines[0].uid
    with drafted.write() as session:
        values = {"reported_on": "20/5/2026", "percent": 40, "note": "Đang làm"}
        report_own_progress(session, uid, values, ON)
    with drafted.write() as session:
        remove_own_task(session, uid)
    undo_last(drafted)
    assert viewed(drafted).lines[0].percent == 40


def test_without_the_right_nothing_is_done(drafted: Office) -> None:
    drafted.actor = Actor("xem", "Người Xem", Role.VIEWER)
    uid = viewed(drafted).lines[0].uid
    with pytest.raises(NotAllowed), drafted.write() as session:
        change_own_task(session, uid, {"text": "Khác"}, ON)
    with pytest.raises(NotAllowed), drafted.write() as session:
        draft_plan(session, PLAN, ON)


def test_a_plan_that_was_not_adopted_has_no_plan_of_ours(office: Office) -> None:
    with pytest.raises(UserError, match="chưa nhận kế hoạch"), office.write() as session:
        draft_plan(session, PLAN, ON)
    with pytest.raises(UserError, match="chưa nhận kế hoạch"), office.write() as session:
        record_own_task(session, PLAN, {"text": "Việc", "section": "vhxh"}, ON)


def test_an_unknown_task_is_one_sentence(drafted: Office) -> None:
    with pytest.raises(NotFound, match="Không có việc mã “abc”"), drafted.write() as session:
        remove_own_task(session, "abc")


def test_a_plan_without_tasks_or_deadlines_is_not_ready(drafted: Office) -> None:
    view = viewed(drafted)
    with pytest.raises(UserError, match="chưa có việc nào"):
        refuse_unready(replace(view, lines=()))
    with pytest.raises(UserError, match="Việc số 1 chưa có thời hạn"):
        refuse_unready(replace(view, lines=(replace(view.lines[0], deadline_text=""),)))


def test_the_draft_takes_the_last_day_that_was_granted_and_stays_editable(office: Office) -> None:
    granted = {
        "due_on": "2027-03-31",
        "document": "Công văn số 9 (hư cấu)",
        "issued_on": "2026-05-21",
        "reason": "Chờ hướng dẫn",
    }
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.write() as session:
        extend_deadline(session, "ĐN26.20", granted, Since(date(2026, 5, 22)))
        draft_plan(session, PLAN, ON)
    own = next(line for line in viewed(office, date(2027, 1, 15)).lines if line.task_code == "ĐN26.20")
    assert own.ends_on == "2027-03-31"
    assert own.deadline.endswith("31/03/2027")
    assert "gia hạn" not in own.deadline
    assert own.state is not State.OVERDUE
    with office.write() as session:
        change_own_task(session, own.uid, {"result": "Báo cáo"}, ON)


def test_an_officer_who_left_stays_with_the_task_until_another_is_chosen(drafted: Office) -> None:
    with drafted.write() as session:
        uid = add_officer(session, {"full_name": "Trần Văn Mẫu", "section": "vhxh"}, ON)
    changed(drafted, 1, officer=uid)
    with drafted.write() as session:
        retire_officer(session, uid)
    changed(drafted, 1, result="Báo cáo")
    changed(drafted, 1, officer=uid, result="Hội nghị")
    changed(drafted, 1, officer="Trần Văn Mẫu")
    assert viewed(drafted).lines[0].officer == "Trần Văn Mẫu"
    with pytest.raises(Invalid, match="Cán bộ “Trần Văn Mẫu” đã thôi phân công") as refused:
        changed(drafted, 2, officer=uid)
    assert uid not in str(refused.value)
    changed(drafted, 1, officer="")
    assert viewed(drafted).lines[0].officer == ""


def test_how_late_a_task_is_follows_the_offices_own_calendar(drafted: Office) -> None:
    changed(drafted, 1, deadline_text="", starts_on="1/7/2026", ends_on="1/7/2026")
    with drafted.write() as session:
        day = {"day": "2026-07-02", "kind": "off", "name": "Nghỉ", "document": "QĐ (hư cấu)"}
        set_workday(session, day)
    assert "đã qua 2 ngày (1 ngày làm việc)" in viewed(drafted, date(2026, 7, 3)).lines[0].why
