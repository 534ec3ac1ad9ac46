from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import Invalid, NotAllowed, NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.tasks.actions import adopt_plan, change_role, extend_yearly, report_progress
from desktop.tasks.models import AdoptedPlan, Obligation, Progress
from desktop.tasks.queries import TaskLine, list_obligations, progress_of

TODAY = date(2026, 7, 12)


def line(office: Office, code: str, on: date = TODAY) -> TaskLine:
    with office.read() as session:
        return next(one for one in list_obligations(session, on) if one.code == code)


def report(office: Office, code: str, percent: int, on: date, note: str = "Đã làm", **more: str) -> str:
    with office.write() as session:
        return report_progress(session, code, percent=percent, note=note, on=on, today=TODAY, **more)


def count(office: Office, model: type) -> int:
    with office.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("plan_code", plan_codes())
def test_adopting_returns_what_the_office_owes(office: Office, plan_code: str) -> None:
    with office.write() as session:
        owed = adopt_plan(session, load_plan(plan_code), TODAY)
    with office.read() as session:
        lines = list_obligations(session, TODAY, plan_code)
    assert owed == sum(one.is_owed for one in lines)
    assert len(lines) >= len(load_plan(plan_code).tasks)


def test_a_ward_of_dong_nai_owes_thirteen_tasks_and_the_general_duties(adopted: Office) -> None:
    with adopted.read() as session:
        owed = [one.task_code for one in list_obligations(session, TODAY) if one.is_owed]
    assert len([code for code in owed if ".TN" not in code]) == 13
    assert "ĐN26.TN2" in owed


def test_a_plan_is_not_adopted_twice(adopted: Office) -> None:
    with pytest.raises(UserError, match="đã nhận kế hoạch “dong-nai-2026” rồi"), adopted.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), TODAY)
    assert count(adopted, AdoptedPlan) == 1


def test_adopting_is_one_act_that_can_be_undone(adopted: Office) -> None:
    with adopted.write() as session:
        undo(session, list_acts(session)[0].uid)
    assert (count(adopted, AdoptedPlan), count(adopted, Obligation)) == (0, 0)


def test_a_viewer_may_neither_adopt_nor_report(adopted: Office) -> None:
    adopted.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed), adopted.write() as session:
        adopt_plan(session, load_plan("hai-phong-2026"), TODAY)
    with pytest.raises(NotAllowed):
        report(adopted, "ĐN26.3", 10, TODAY)


def test_progress_moves_percent_state_and_sentence(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 60, date(2026, 6, 1))
    assert line(adopted, "ĐN26.3").why.startswith(
        "Hạn cuối 30/06/2026 đã qua 12 ngày (8 ngày làm việc), mới đạt 60%"
    )
    report(adopted, "ĐN26.3", 100, date(2026, 7, 5))
    shown = line(adopted, "ĐN26.3")
    assert (shown.state, shown.percent, shown.last_on) == ("done", 100, date(2026, 7, 5))


def test_progress_only_adds_rows(adopted: Office) -> None:
    for percent in (20, 60, 40):
        report(adopted, "ĐN26.2", percent, date(2026, 6, 1))
    with adopted.read() as session:
        assert [one.percent for one in progress_of(session, "ĐN26.2")] == [40, 60, 20]


def test_progress_remembers_who_entered_it_and_cleans_the_words(adopted: Office) -> None:
    report(adopted, "ĐN26.2", 20, TODAY, note="  Đã   làm\n\n xong ", evidence=" Số 1/BC ", difficulty=" ")
    with adopted.read() as session:
        told = progress_of(session, "ĐN26.2")[0]
        stored = session.scalars(select(Progress.difficulty)).one()
    assert (told.note, told.evidence, told.entered_by) == ("Đã làm\n\nxong", "Số 1/BC", "canbo")
    assert stored is None


def test_the_journal_keeps_the_real_code_of_what_was_typed(adopted: Office) -> None:
    report(adopted, "dn26.2", 30, TODAY)
    with adopted.read() as session:
        assert list_acts(session)[0].verb == "Báo cáo tiến độ nhiệm vụ ĐN26.2"


@pytest.mark.parametrize(
    ("percent", "on", "note", "sentence"),
    [
        (101, TODAY, "Xong", "từ 0 đến 100"),
        (50, TODAY + timedelta(days=1), "Xong", "chưa tới"),
        (50, date(2025, 12, 31), "Xong", "trước năm ban hành"),
        (50, TODAY, "  ", "Chưa ghi kết quả"),
    ],
)
def test_a_wrong_report_leaves_nothing_behind(
    adopted: Office, percent: int, on: date, note: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        report(adopted, "ĐN26.2", percent, on, note)
    assert count(adopted, Progress) == 0
    with adopted.read() as session:
        assert not any(act.verb.startswith("Báo cáo tiến độ") for act in list_acts(session))


@pytest.mark.parametrize("typed", ["ĐN26.17", "đn26.17", "dn26.17", "DN26.17@2026", " ĐN26.17 "])
def test_codes_may_be_typed_without_accents_and_year(adopted: Office, typed: str) -> None:
    assert report(adopted, typed, 10, TODAY) == "ĐN26.17@2026"


def test_an_unknown_code_is_named(adopted: Office) -> None:
    with pytest.raises(NotFound, match=r"Không có nhiệm vụ mã “ĐN26\.99”"):
        report(adopted, "ĐN26.99", 10, TODAY)


def listed(office: Office, on: date) -> list[str]:
    with office.read() as session:
        return [one.code for one in list_obligations(session, on)]


def test_each_year_shows_its_own_obligations_by_itself_up_to_the_plans_horizon(adopted: Office) -> None:
    assert "ĐN26.17@2027" not in listed(adopted, date(2026, 12, 31))
    assert "ĐN26.17@2027" in listed(adopted, date(2027, 1, 1))
    assert {"ĐN26.17@2026", "ĐN26.17@2030"} <= set(listed(adopted, date(2031, 3, 1)))
    assert "ĐN26.17@2031" not in codes(adopted)


def test_each_year_has_its_own_result_and_state(adopted: Office) -> None:
    report(adopted, "ĐN26.17@2026", 100, TODAY)
    assert line(adopted, "ĐN26.17@2026", date(2027, 1, 2)).state == "done"
    assert line(adopted, "ĐN26.17@2027", date(2027, 1, 2)).percent == 0


def test_extending_adds_nothing_to_a_plan_that_runs_to_its_horizon(adopted: Office) -> None:
    with adopted.write() as session:
        assert extend_yearly(session, 2040) == 0


def test_extending_adds_the_missing_years_once_where_no_horizon_is_named(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.tasks.actions.last_year", lambda _plan: None)
    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), TODAY)
    yearly = sum("@2026" in code for code in codes(office))
    with office.write() as session:
        assert extend_yearly(session, 2028) == 2 * yearly
    with office.write() as session:
        assert extend_yearly(session, 2028) == 0
    assert "ĐN26.17@2028" in codes(office)


def test_later_years_keep_the_part_that_the_office_chose(adopted: Office) -> None:
    with adopted.write() as session:
        change_role(session, "ĐN26.4@2026", "with", "Công văn số 9/SKHCN (hư cấu)")
    assert line(adopted, "ĐN26.4@2027", date(2027, 5, 1)).role == "with"
    assert line(adopted, "ĐN26.4@2030", date(2030, 5, 1)).role == "with"


def test_a_report_on_a_later_years_task_may_not_stand_for_an_earlier_year(adopted: Office) -> None:
    with pytest.raises(Invalid, match=r"trước năm 2027 của nhiệm vụ ĐN26\.17@2027"):
        report(adopted, "ĐN26.17@2027", 10, TODAY)


@pytest.mark.parametrize(("done", "whole", "percent"), [(3, 5, 60), (0, 5, 0), (2, 3, 66), (5, 5, 100)])
def test_the_percent_follows_from_a_count(adopted: Office, done: int, whole: int, percent: int) -> None:
    with adopted.write() as session:
        report_progress(
            session, "ĐN26.3", done=done, whole=whole, counted="lớp", note="Đã mở", on=TODAY, today=TODAY
        )
    shown = line(adopted, "ĐN26.3")
    assert (shown.percent, shown.counted) == (percent, f"{done}/{whole} lớp")


def codes(office: Office) -> list[str]:
    with office.read() as session:
        return list(session.scalars(select(Obligation.code)))


def test_changing_the_part_keeps_the_reason(adopted: Office) -> None:
    with adopted.write() as session:
        change_role(session, "ĐN26.6@2026", "with", "Công văn số 12/SNV ngày 3/6/2026 (hư cấu).")
    shown = line(adopted, "ĐN26.6@2026")
    assert shown.is_owed
    assert shown.role_reason == "Đơn vị tự xác định: Công văn số 12/SNV ngày 3/6/2026 (hư cấu)."


@pytest.mark.parametrize(
    ("role", "why", "sentence"), [("boss", "x", "Không có vai trò"), ("with", " ", "lý do")]
)
def test_a_part_needs_a_known_role_and_a_reason(adopted: Office, role: str, why: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence), adopted.write() as session:
        change_role(session, "ĐN26.3", role, why)


def test_tasks_whose_codes_differ_by_an_accent_only_are_kept_apart(office: Office) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan("tp-ho-chi-minh-2024"), TODAY)
    assert report(office, "HCM24.2.1.d", 10, TODAY) == "HCM24.2.1.d"
    assert report(office, "hcm24.2.1.Đ", 20, TODAY) == "HCM24.2.1.đ"
    assert line(office, "HCM24.2.1.d").percent == 10
