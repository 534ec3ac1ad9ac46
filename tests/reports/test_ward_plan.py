"""Issuing the office's own plan: snapshot, number, version, progress of the city's task, files."""

import argparse
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.commands import Commands
from desktop.errors import NotAllowed, NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.plans.catalogue import load_plan
from desktop.reports.actions import Issue, write_files
from desktop.reports.queries import get_snapshot, latest_pdf, list_snapshots, newest_snapshot, report_of
from desktop.reports.ward_plan import IssuedPlan, issue_ward_plan
from desktop.reports.ward_plan_cli import add_commands
from desktop.tasks.actions import adopt_plan
from desktop.tasks.queries import list_obligations, progress_of
from desktop.tasks.ward_plan.actions import change_own_task, draft_plan
from desktop.tasks.ward_plan.queries import WardPlanView, ward_plan

PLAN, ON = "dong-nai-2026", date(2026, 6, 5)


@pytest.fixture
def planned(office: Office) -> Office:
    """A ward with Đồng Nai's plan and a draft of its own, some money planned."""
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.write() as session:
        draft_plan(session, PLAN, ON)
    with office.write() as session:
        values = {"money_planned": "12,5 triệu", "money_source": "xa"}
        change_own_task(session, viewed(office).lines[0].uid, values, ON)
    return office


def viewed(office: Office) -> WardPlanView:
    with office.read() as reading:
        return ward_plan(reading, PLAN, ON)


def issued(office: Office, on: date = ON, *, numbered: bool = True, answer: str = "") -> IssuedPlan:
    with office.write() as session:
        return issue_ward_plan(session, PLAN, on, issue=Issue(on) if numbered else None, answer=answer)


def test_the_plan_is_frozen_numbered_and_kept_as_version_1(planned: Office) -> None:
    made = issued(planned)
    assert made.paper == "Kế hoạch số 01/KH-UBND ngày 05 tháng 6 năm 2026"
    with planned.read() as session:
        [line] = list_snapshots(session)
        assert (line.kind, line.number) == ("ward_plan", 1)
        assert line.period_label == "Kế hoạch của đơn vị, năm 2026"
        head = report_of(get_snapshot(session, made.snapshot_uid)).letterhead
        assert (head.number, head.on) == (1, ON)
    assert [version.number for version in viewed(planned).versions] == [1]


def test_issuing_counts_as_progress_only_when_the_user_agrees(planned: Office) -> None:
    issued(planned, answer="ĐN26.3")
    with planned.read() as session:
        line = next(one for one in list_obligations(session, ON, PLAN) if one.code == "ĐN26.3")
    assert line.percent == 100
    assert line.evidence == "Kế hoạch số 01/KH-UBND ngày 05 tháng 6 năm 2026"


def test_an_unchanged_plan_issued_again_is_reported_once(planned: Office) -> None:
    for on in (ON, date(2026, 7, 1)):
        issued(planned, on, answer="ĐN26.3")
    with planned.read() as session:
        assert [one.on for one in progress_of(session, "ĐN26.3", date(2026, 7, 1))] == [ON]


def test_without_agreement_the_citys_task_stays_open(planned: Office) -> None:
    issued(planned)
    with planned.read() as session:
        line = next(one for one in list_obligations(session, ON, PLAN) if one.code == "ĐN26.3")
    assert line.percent == 0


def test_an_unknown_task_to_answer_leaves_nothing_behind(planned: Office) -> None:
    with pytest.raises(NotFound):
        issued(planned, answer="ĐN26.99")
    with planned.read() as session:
        assert list_snapshots(session) == []
    assert viewed(planned).versions == ()


def test_the_same_plan_is_not_issued_twice(planned: Office) -> None:
    first, again = issued(planned), issued(planned, date(2026, 7, 1))
    assert again.snapshot_uid == first.snapshot_uid
    assert len(viewed(planned).versions) == 1


def test_a_version_without_number_gets_its_number_later_and_stays_version_1(planned: Office) -> None:
    bare, numbered = issued(planned, numbered=False), issued(planned, date(2026, 6, 8))
    assert bare.paper == "Kế hoạch ngày 05 tháng 6 năm 2026"
    assert numbered.version == 1
    [version] = viewed(planned).versions
    assert version.paper == "Kế hoạch số 01/KH-UBND ngày 08 tháng 6 năm 2026"
    with planned.read() as session:
        assert "điều chỉnh" not in report_of(get_snapshot(session, numbered.snapshot_uid)).subject


def test_a_changed_plan_is_a_new_version_that_names_the_one_it_replaces(planned: Office) -> None:
    first = issued(planned)
    with planned.write() as session:
        change_own_task(session, viewed(planned).lines[0].uid, {"deadline_text": "Quý IV/2026"}, ON)
    second = issued(planned, date(2027, 3, 1))
    assert (second.version, second.paper) == (2, "Kế hoạch số 01/KH-UBND ngày 01 tháng 3 năm 2027")
    with planned.read() as session:
        snapshot = get_snapshot(session, second.snapshot_uid)
        assert snapshot.replaces == first.snapshot_uid
        assert report_of(snapshot).annexes[1].title == "Nội dung điều chỉnh, bổ sung"


def test_the_pages_stay_the_same_for_ever(planned: Office) -> None:
    made = issued(planned)
    with planned.read() as session:
        before = latest_pdf(session, get_snapshot(session, made.snapshot_uid)).content
    with planned.write() as session:
        change_own_task(session, viewed(planned).lines[0].uid, {"text": "Khác hẳn"}, ON)
    with planned.read() as session:
        assert latest_pdf(session, get_snapshot(session, made.snapshot_uid)).content == before


def test_all_three_formats_say_the_same_money(planned: Office, tmp_path: Path) -> None:
    made = issued(planned)
    with planned.read() as session:
        pdf, docx, xlsx = write_files(session, made.snapshot_uid, ("pdf", "docx", "xlsx"), tmp_path)
    assert pdf.name == "ke-hoach_26041_dong-nai-2026_2026.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-")
    words = "\n".join(
        cell.text for table in Document(str(docx)).tables for row in table.rows for cell in row.cells
    )
    assert "12,5" in words
    book = openpyxl.load_workbook(xlsx)
    figures = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert figures.count(12.5) == 2


def test_a_plan_is_no_report_of_the_period(planned: Office) -> None:
    issued(planned)
    with planned.read() as session, pytest.raises(NotFound):
        newest_snapshot(session, PLAN, "2026")


def test_an_issued_paper_is_not_undone(planned: Office) -> None:
    issued(planned)
    with pytest.raises(UserError, match="phải được giữ lại"), planned.write() as session:
        undo_act(session, list_acts(session)[0].uid, who="canbo")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CLERK, Role.CHECKER])
def test_without_the_right_nothing_is_issued(planned: Office, role: Role) -> None:
    planned.actor = Actor("khac", "Người Khác", role)
    with pytest.raises(NotAllowed):
        issued(planned)


def test_the_command_prints_a_draft_and_then_the_plan(planned: Office, tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    out = ["tasks", "own-print", "--plan", PLAN, "--out", str(tmp_path)]
    args = parser.parse_args([*out, "--draft", "--format", "pdf"])
    document, _ = args.run(args, planned)
    assert [Path(path).name for path in document["files"]] == ["ke-hoach_dong-nai-2026_du-thao.pdf"]
    args = parser.parse_args([*out, "--issue-on", "2026-06-05", "--answer", "ĐN26.3"])
    document, text = args.run(args, planned)
    assert json.loads(json.dumps(document)).items() >= {"version": 1, "answered": "ĐN26.3"}.items()
    assert [Path(path).suffix for path in document["files"]] == [".pdf", ".docx", ".xlsx"]
    assert "Kế hoạch số 01/KH-UBND" in text


def test_a_day_to_come_is_refused(planned: Office, tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(
        ["tasks", "own-print", "--plan", PLAN, "--out", str(tmp_path), "--issue-on", "2199-01-01"]
    )
    with pytest.raises(UserError, match="chưa tới"):
        args.run(args, planned)
