"""What became of the tasks since a day or a frozen report, by command."""

import argparse
import json
from datetime import date
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.commands import Commands
from desktop.errors import NotFound, UserError
from desktop.plans.catalogue import load_plan
from desktop.reports.actions import make_report
from desktop.reports.changes_cli import add_commands
from desktop.reports.compose import compose
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.terms.actions import extend_deadline

CUT_OFF = date(2026, 6, 14)
EXTENSION = {
    "due_on": "2027-01-31",
    "document": "CV 9 (hư cấu)",
    "issued_on": "2026-06-20",
    "reason": "Chờ số liệu",
}


def run(office: Office, *words: str) -> tuple[Any, str]:
    """Run one command as the command line does and return its JSON document, read back, and its words."""
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(words)
    document, text = args.run(args, office)
    return json.loads(json.dumps(document)), text


@pytest.fixture
def reported(office: Office) -> tuple[Office, str]:
    """A ward with a frozen half-year report, and the report's uid."""
    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), date(2026, 5, 20))
        report_progress(session, "ĐN26.3", percent=40, note="Dự thảo", on=date(2026, 6, 1))
    with office.read() as session:
        draft = compose(session, "dong-nai-2026", "2026-H1", CUT_OFF)
    with office.write() as session:
        return office, make_report(session, draft, made_on=date(2026, 6, 16))


def kinds(document: dict[str, Any], code: str) -> list[str]:
    return [one["kind"] for one in document["changes"] if one["code"] == code]


def test_changes_since_a_report_compare_with_what_it_said(reported: tuple[Office, str]) -> None:
    office, uid = reported
    with office.write() as session:
        report_progress(session, "ĐN26.3", percent=60, note="Đã lấy ý kiến.", on=date(2026, 7, 1))
        extend_deadline(session, "ĐN26.3", EXTENSION)
    document, text = run(office, "tasks", "changes", "--report", uid)
    assert (document["since"], document["report"]) == ("2026-06-14", uid)
    assert kinds(document, "ĐN26.3") == ["extended", "progressed"]
    progressed = next(one for one in document["changes"] if one["kind"] == "progressed")
    assert (progressed["before"], progressed["after"]) == (40, 60)
    assert "Từ 40% lên 60%" in text


def test_changes_since_a_day_are_told_up_to_a_day(reported: tuple[Office, str]) -> None:
    office, _ = reported
    document, text = run(office, "tasks", "changes", "--since", "2026-06-14", "--on", "2026-07-12")
    assert kinds(document, "ĐN26.3") == ["became_late"]
    assert text.startswith("Từ 14/06/2026 đến 12/07/2026: 1 thay đổi.")


def test_a_day_to_come_or_an_unknown_report_is_refused(reported: tuple[Office, str]) -> None:
    office, _ = reported
    with pytest.raises(UserError, match="ở sau ngày"):
        run(office, "tasks", "changes", "--since", "2026-08-01", "--on", "2026-07-12")
    with pytest.raises(NotFound):
        run(office, "tasks", "changes", "--report", "khong-co")
