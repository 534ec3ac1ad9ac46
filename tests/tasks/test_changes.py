from datetime import date, timedelta

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.journal.queries import list_acts
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, change_role, report_progress
from desktop.tasks.changes import TaskChange, baseline_on, changes_since
from desktop.tasks.terms.actions import Since, extend_deadline, return_result

JUNE, JULY = date(2026, 6, 14), date(2026, 7, 12)
REAL = date.today()  # noqa: DTZ011 - the journal tells the clock's time


def changes(office: Office, since: date, on: date, plan_code: str | None = None) -> list[TaskChange]:
    with office.read() as session:
        return changes_since(session, baseline_on(session, since, plan_code), on, plan_code)


def told(office: Office, code: str, since: date = JUNE, on: date = JULY) -> list[str]:
    return [one.kind.value for one in changes(office, since, on) if one.code == code]


def report(office: Office, code: str, percent: int, on: date, note: str = "Đã làm") -> None:
    with office.write() as session:
        report_progress(session, code, percent=percent, note=note, on=on, today=on)


def test_a_task_that_passed_its_last_day_became_late(adopted: Office) -> None:
    [late] = [one for one in changes(adopted, JUNE, JULY) if one.kind == "became_late"]
    assert late.code == "ĐN26.3"
    assert "đã qua 12 ngày (8 ngày làm việc)" in late.why


def test_progress_and_finishing_are_told_once(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 40, date(2026, 6, 1))
    report(adopted, "ĐN26.3", 60, date(2026, 6, 20), "Đã lấy ý kiến.")
    assert [one.why for one in changes(adopted, JUNE, date(2026, 6, 25)) if one.code == "ĐN26.3"] == [
        "Từ 40% lên 60%, cập nhật 20/06/2026: Đã lấy ý kiến."
    ]
    report(adopted, "ĐN26.3", 100, date(2026, 6, 28))
    assert told(adopted, "ĐN26.3") == ["finished"]


def test_what_did_not_change_is_not_told(adopted: Office) -> None:
    report(adopted, "ĐN26.2", 40, date(2026, 6, 1))
    assert told(adopted, "ĐN26.2") == []


def test_extensions_and_returns_since_the_day_are_told(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 100, date(2026, 6, 10))
    extension = {
        "due_on": "2026-08-31",
        "document": "Công văn số 9 (hư cấu)",
        "issued_on": "2026-06-20",
        "reason": "Bổ sung chỉ tiêu",
    }
    sent = {"returned_on": "2026-06-18", "issuer": "Sở Nội vụ", "reason": "Thiếu phụ lục", "accepted": 0}
    with adopted.write() as session:
        return_result(session, "ĐN26.3", sent, Since(date(2026, 6, 18)))
        extend_deadline(session, "ĐN26.3", extension, Since(date(2026, 6, 21)))
    assert told(adopted, "ĐN26.3") == ["returned", "extended"]
    assert told(adopted, "ĐN26.3", date(2026, 6, 19)) == ["extended"]


def test_a_plan_taken_on_since_brings_new_tasks(adopted: Office) -> None:
    with adopted.write() as session:
        adopt_plan(session, load_plan("hai-phong-2026"), date(2026, 6, 20))
    new = [one for one in changes(adopted, JUNE, JULY) if one.kind == "new"]
    assert new
    assert {one.plan_code for one in new} == {"hai-phong-2026"}
    assert {one.before for one in new} == {None}


def test_a_new_year_brings_its_yearly_tasks(adopted: Office) -> None:
    assert told(adopted, "ĐN26.17@2027", date(2026, 12, 31), date(2027, 1, 5)) == ["new"]


def test_a_changed_part_is_told(adopted: Office) -> None:
    yesterday = REAL - timedelta(days=1)
    with adopted.write() as session:
        change_role(session, "ĐN26.3", "with", "Công văn số 2 (hư cấu)")
    assert "role" in told(adopted, "ĐN26.3", yesterday, REAL)
    [role] = [one for one in changes(adopted, yesterday, REAL) if one.kind == "role"]
    assert role.why.startswith("Vai trò đổi từ Chủ trì sang Phối hợp.")


def test_tasks_gone_with_their_plan_are_told(adopted: Office) -> None:
    with adopted.write() as session:
        undo(session, list_acts(session)[0].uid)
    gone = [one for one in changes(adopted, JUNE, JULY) if one.kind == "removed"]
    assert "ĐN26.3" in [one.code for one in gone]
    assert all("Không còn trong danh sách" in one.why for one in gone)
    assert not changes(adopted, date(2026, 5, 1), JULY)


def test_a_plan_taken_on_again_is_not_gone(adopted: Office) -> None:
    with adopted.write() as session:
        undo(session, list_acts(session)[0].uid)
    with adopted.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), date(2026, 5, 20))
    assert "removed" not in [one.kind for one in changes(adopted, JUNE, JULY)]
