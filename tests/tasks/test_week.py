"""The week: late, due, waited for, ahead; whose it is; the command."""

import argparse
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from desktop.accounts.office import Office
from desktop.accounts.rights import Right, authorize
from desktop.commands import Commands
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.cli import add_commands
from desktop.tasks.queries import TaskLine, list_obligations
from desktop.tasks.rules import State
from desktop.tasks.terms.actions import Since, return_result
from desktop.tasks.units import TaskRole
from desktop.tasks.ward_plan.actions import add_officer, draft_plan
from desktop.tasks.ward_plan.models import OwnTask, WardOfficer
from desktop.tasks.week import ItemKind, Part, Week, WeekItem, Whose, awaited_from, week, when_words

PLAN = "dong-nai-2026"


def seen(office: Office, on: date, whose: Whose | None = None) -> Week:
    with office.read() as session:
        return week(session, on, whose or Whose())


def codes(found: Week, part: Part) -> list[str]:
    return [one.code for one in found.of(part)]


@pytest.mark.parametrize(
    ("on", "part"),
    [
        (date(2026, 6, 8), Part.NEXT_WEEKS),  # Monday: 19/6 lies in the week after
        (date(2026, 6, 15), Part.THIS_WEEK),
        (date(2026, 6, 19), Part.THIS_WEEK),
        (date(2026, 6, 20), Part.AHEAD),  # it has passed: now the one of December
    ],
)
def test_a_report_comes_nearer_week_by_week(adopted: Office, on: date, part: Part) -> None:
    [report, *_] = [one for one in seen(adopted, on).items if one.kind is ItemKind.REPORT]
    assert report.part is part


def test_a_report_is_counted_in_working_days(adopted: Office) -> None:
    [report] = [one for one in seen(adopted, date(2026, 6, 12)).items if one.kind is ItemKind.REPORT][:1]
    assert (report.due_on, report.working_days) == (date(2026, 6, 19), 5)
    assert when_words(report, date(2026, 6, 12)) == "Hạn 19/06/2026 – còn 5 ngày làm việc"


@pytest.mark.parametrize(
    ("on", "part"),
    [
        (date(2026, 6, 1), Part.AHEAD),
        (date(2026, 6, 15), Part.NEXT_WEEKS),
        (date(2026, 6, 29), Part.THIS_WEEK),
        (date(2026, 7, 1), Part.LATE),
    ],
)
def test_a_dated_task_goes_from_ahead_to_late(adopted: Office, on: date, part: Part) -> None:
    found = [one.part for one in seen(adopted, on).items if one.code == "ĐN26.3"]
    assert found == ([] if part is Part.AHEAD else [part])


def test_what_is_done_is_in_no_week(adopted: Office) -> None:
    with adopted.write() as session:
        report_progress(
            session, "ĐN26.3", percent=100, note="Xong", on=date(2026, 6, 20), today=date(2026, 7, 1)
        )
    assert "ĐN26.3" not in [one.code for one in seen(adopted, date(2026, 6, 29)).items]


def test_a_standing_task_without_activity_is_told_until_something_is_done(adopted: Office) -> None:
    on = date(2026, 11, 21)
    quiet = [one.code for one in seen(adopted, on).items if one.kind is ItemKind.PERIOD]
    assert "ĐN26.2" in quiet
    with adopted.write() as session:
        report_progress(session, "ĐN26.2", percent=10, note="Đã họp", on=on, today=on)
    assert "ĐN26.2" not in [one.code for one in seen(adopted, on).items]


def test_a_returned_result_waits_for_us(adopted: Office) -> None:
    day = date(2026, 6, 1)
    with adopted.write() as session:
        report_progress(session, "ĐN26.20", percent=100, note="Xong", on=day, today=day)
    values = {"returned_on": "2026-06-02", "issuer": "Sở (hư cấu)", "reason": "thiếu phụ lục", "accepted": 50}
    with adopted.write() as session:
        return_result(session, "ĐN26.20", values, Since(date(2026, 6, 2)))
    [item] = [one for one in seen(adopted, date(2026, 6, 3)).items if one.code == "ĐN26.20"]
    assert (item.part, item.kind) == (Part.WAITING, ItemKind.RETURNED)
    assert "chờ đơn vị làm lại" in item.who


@pytest.mark.parametrize(
    ("wording", "kind", "lead", "role", "who"),
    [
        (
            "Theo hướng dẫn của Bộ Khoa học và Công nghệ",
            "on_guidance",
            (),
            "with",
            "Chờ Bộ Khoa học và Công nghệ",
        ),
        ("Theo hướng dẫn", "on_guidance", ("Sở Nội vụ", "Sở Y tế"), "with", "Chờ Sở Nội vụ; Sở Y tế"),
        ("Theo hướng dẫn", "on_guidance", ("UBND phường",), "lead", "Chờ cơ quan cấp trên"),
        ("Sau khi có kết luận", "after_event", (), "with", "Chờ “Sau khi có kết luận”"),
        ("", "none", (), "with", "Chờ xác nhận thời hạn"),
    ],
)
def test_it_is_said_whom_a_task_without_a_day_waits_for(
    adopted: Office, wording: str, kind: str, lead: tuple[str, ...], role: str, who: str
) -> None:
    with adopted.read() as session:
        line: TaskLine = list_obligations(session, date(2026, 6, 1))[0]
    waiting = replace(
        line, state=State.WAITING, deadline_text=wording, deadline_kind=kind, lead=lead, role=TaskRole(role)
    )
    assert awaited_from(waiting) == who


def test_guidance_is_waited_for_in_the_week(office: Office) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan("hai-phong-2026"), date(2026, 5, 20))
    found = seen(office, date(2026, 6, 1))
    with office.read() as session:
        lines = list_obligations(session, date(2026, 6, 1))
    waiting = [line.code for line in lines if line.is_owed and line.state is State.WAITING]
    assert codes(found, Part.WAITING) == waiting


@pytest.fixture
def assigned(adopted: Office) -> tuple[Office, str]:
    """One task of the office's own plan lies in an officer's hands and is due on 12/06/2026."""
    day = date(2026, 5, 25)
    with adopted.write() as session:
        draft_plan(session, PLAN, day)
    with adopted.write() as session:
        add_officer(session, {"full_name": "Trần Thị Mẫu (hư cấu)", "section": "vhxh"}, day)
    with adopted.write() as session:
        authorize(session, Right.EDIT_TASKS, "Giao việc")
        officer = session.scalars(select(WardOfficer)).one()
        task = session.scalars(select(OwnTask).where(OwnTask.task_code == "ĐN26.20")).one()
        task.officer_id, task.section, task.ends_on = officer.id, "vhxh", "2026-06-12"
        uid = officer.uid
    return adopted, uid


def own(found: Week) -> list[WeekItem]:
    return [one for one in found.items if one.kind is ItemKind.OWN]


def test_an_officer_sees_his_own_tasks_and_the_citys_above_them(assigned: tuple[Office, str]) -> None:
    office, uid = assigned
    found = seen(office, date(2026, 6, 10), Whose(officer=uid))
    [mine] = own(found)
    assert (mine.part, mine.who, mine.working_days) == (Part.THIS_WEEK, "Trần Thị Mẫu (hư cấu)", 2)
    assert {one.code for one in found.items} == {"ĐN26.20", ""}
    later = seen(office, date(2026, 12, 20), Whose(officer=uid))
    assert codes(later, Part.LATE) == ["ĐN26.20"]  # his own; the city's is due on the 31st
    assert codes(later, Part.NEXT_WEEKS) == ["ĐN26.20"]


def test_another_section_sees_neither(assigned: tuple[Office, str]) -> None:
    office, _uid = assigned
    found = seen(office, date(2026, 12, 20), Whose(section="ca"))
    assert "ĐN26.20" not in [one.code for one in found.items]


def test_an_office_without_a_plan_has_an_empty_week(office: Office) -> None:
    assert seen(office, date(2026, 6, 1)).items == ()


def run(office: Office, *words: str) -> tuple[Any, str]:
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(words)
    document, text = args.run(args, office)
    return json.loads(json.dumps(document)), text


def test_the_command_tells_the_week(adopted: Office) -> None:
    document, text = run(adopted, "tasks", "week", "--on", "2026-07-12")
    assert (document["monday"], document["until"], document["next_until"]) == (
        "2026-07-06", "2026-07-12", "2026-07-26",
    )  # fmt: skip
    late = [one for one in document["items"] if one["part"] == "late"]
    assert [one["code"] for one in late] == ["ĐN26.3"]
    assert "Quá hạn (1)" in text


def test_the_command_takes_an_officer_by_name(assigned: tuple[Office, str]) -> None:
    document, text = run(
        assigned[0], "tasks", "week", "--on", "2026-06-10", "--officer", "tran thi mau (hu cau)"
    )
    assert "own" in [one["kind"] for one in document["items"]]
    assert "Trần Thị Mẫu (hư cấu)" in text
