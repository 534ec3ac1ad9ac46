import argparse
from datetime import date

import pytest

from desktop.accounts.office import Office
from desktop.accounts.rights import Right, authorize
from desktop.commands import Commands
from desktop.errors import NotFound, UserError
from desktop.reports.actions import Issue, make_report
from desktop.reports.cli import add_commands
from desktop.reports.compose import compose
from desktop.reports.paper_code import KnownPaper, find_paper, printed_code, qr_code
from desktop.reports.queries import get_snapshot, report_of
from desktop.reports.ward_plan import issue_ward_plan
from desktop.tasks.ward_plan.actions import draft_plan
from reports.conftest import ON, PERIOD, PLAN


def frozen(office: Office, issue: Issue | None = None, texts: dict[str, str] | None = None) -> str:
    with office.read() as session:
        draft = compose(session, PLAN, PERIOD, ON, texts)
    with office.write() as session:
        return make_report(session, draft, made_on=ON, issue=issue)


def look(office: Office, code: str) -> KnownPaper:
    with office.read() as session:
        return find_paper(session, code)


def test_a_paper_is_found_by_what_is_scanned_and_by_what_is_typed(ready: Office) -> None:
    uid = frozen(ready, Issue(date(2026, 6, 15)))
    with ready.read() as session:
        snapshot = get_snapshot(session, uid)
        scanned, printed = qr_code(snapshot), printed_code(snapshot.sha256)
        paper = report_of(snapshot)
    assert paper.trace_code == scanned
    assert printed in paper.trace
    for code in (scanned, printed, printed.replace(" ", "").lower(), f"  {printed.replace(' ', '-')} "):
        found = look(ready, code)
        assert (found.uid, found.intact, found.number, found.issued_on) == (uid, True, 1, "2026-06-15")


def test_a_corrected_paper_names_the_version_that_replaces_it(ready: Office) -> None:
    old = frozen(ready)
    new = frozen(ready, texts={"proposals": "- Không có."})
    with ready.read() as session:
        code = printed_code(get_snapshot(session, old).sha256)
    assert look(ready, code).replaced_by == new


def test_a_snapshot_changed_behind_the_program_is_told(ready: Office) -> None:
    uid = frozen(ready)
    with ready.write() as session:
        authorize(session, Right.MANAGE, "Sửa thẳng bản chốt")
        get_snapshot(session, uid).content = "{}"
    with ready.read() as session:
        code = printed_code(get_snapshot(session, uid).sha256)
    assert look(ready, code).intact is False


@pytest.mark.parametrize(
    "code", ["", "123", "không phải mã", "%" * 20, "SO-TRI-THUC:26041:2026-H1:", "G" * 16]
)
def test_what_is_no_code_is_told_so(ready: Office, code: str) -> None:
    with pytest.raises(UserError, match="không phải mã số liệu"):
        look(ready, code)


def test_an_unknown_code_is_not_found(ready: Office) -> None:
    frozen(ready)
    with pytest.raises(NotFound, match="Không có văn bản nào"):
        look(ready, "0" * 16)


def test_the_command_answers_for_a_wards_own_plan(ready: Office) -> None:
    with ready.write() as session:
        draft_plan(session, PLAN, ON)
    with ready.write() as session:
        uid = issue_ward_plan(session, PLAN, ON, issue=Issue(ON)).snapshot_uid
    with ready.read() as session:
        code = printed_code(get_snapshot(session, uid).sha256)
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(["reports", "check", code])
    document, text = args.run(args, ready)
    assert (document["uid"], document["kind"], document["number"]) == (uid, "ward_plan", 1)
    assert text.startswith("Đúng văn bản của đơn vị số 01, ngày 14/06/2026: KẾ HOẠCH ")


def test_a_paper_without_number_is_said_to_have_none(ready: Office) -> None:
    uid = frozen(ready)
    with ready.read() as session:
        code = printed_code(get_snapshot(session, uid).sha256)
    assert look(ready, code).answer.startswith("Đúng văn bản của đơn vị (chưa lấy số): BÁO CÁO ")
