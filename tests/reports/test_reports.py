import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.accounts.actions import update_unit
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.documents.model import Heading, Paragraph, tables_of
from desktop.errors import FileProblem, NotAllowed, UserError
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.reports.actions import Issue, make_report, sign_report, take_back, write_files
from desktop.reports.annexes import ANNEXES
from desktop.reports.compose import Draft, compose
from desktop.reports.outline import load_outline, report_kinds
from desktop.reports.queries import get_snapshot, latest_pdf, list_snapshots, report_of
from desktop.reports.sections import SECTIONS
from desktop.signing.keys import key_from_p12
from desktop.signing.pdf import sign_pdf
from desktop.signing.places import Role as SigningRole
from desktop.signing.throwaway import make_throwaway_pki
from desktop.tasks.actions import adopt_plan, extend_yearly
from reports.conftest import ON, PERIOD, PLAN


def drafted(office: Office, on: date = ON, texts: dict[str, str] | None = None) -> Draft:
    with office.read() as session:
        return compose(session, PLAN, PERIOD, on, texts)


def frozen(office: Office, issue_on: date | None = None) -> str:
    draft = drafted(office)
    with office.write() as session:
        return make_report(session, draft, made_on=ON, issue=Issue(issue_on) if issue_on else None)


def body_text(draft: Draft) -> str:
    return "\n".join(b.text for b in draft.report.body if isinstance(b, Heading | Paragraph))


@pytest.mark.parametrize("kind", report_kinds())
def test_every_section_and_annex_of_an_outline_has_its_writer(kind: str) -> None:
    outline = load_outline(kind)
    assert {section.key for section in outline.sections} <= set(SECTIONS)
    assert {annex.key for annex in outline.annexes} <= set(ANNEXES)


def test_the_draft_says_what_the_data_says(ready: Office) -> None:
    text = body_text(drafted(ready))
    assert "sổ theo dõi có 4 trí thức" in text
    assert "nữ 2 người (50,0%)" in text
    assert "Kế hoạch số 12/KH-UBND ngày 05/6/2026" in text
    assert "- Thiếu báo cáo viên." in text
    assert "- Đề nghị Sở cử báo cáo viên." in text


def test_the_report_goes_to_whom_the_plan_names(ready: Office) -> None:
    assert drafted(ready).report.addressees == ("Sở Khoa học và Công nghệ thành phố Đồng Nai",)


def test_who_signs_for_the_chairman_stands_on_two_lines(ready: Office) -> None:
    with ready.write() as session:
        update_unit(session, {"leader_title": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"})
    signer = drafted(ready).report.signer
    assert signer.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_a_report_before_the_cut_off_is_an_estimate(ready: Office) -> None:
    assert drafted(ready, date(2026, 6, 1)).report.subject.endswith("(ước thực hiện)")
    assert not drafted(ready, date(2026, 7, 1)).data.is_estimate


def test_what_the_officer_wrote_is_taken_as_it_is(ready: Office) -> None:
    draft = drafted(ready, texts={"difficulties": "Mưa bão kéo dài.\nThiếu kinh phí."})
    assert "Mưa bão kéo dài.\nThiếu kinh phí." in body_text(draft)
    assert "Thiếu báo cáo viên" not in draft.texts["difficulties"]


def test_a_period_that_has_not_begun_is_refused(ready: Office) -> None:
    with pytest.raises(UserError, match="chưa bắt đầu"):
        drafted(ready, date(2025, 1, 1))


@pytest.mark.parametrize("plan", plan_codes())
def test_every_plan_gives_a_report_that_can_be_frozen(office: Office, plan: str) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan(plan), date(2026, 5, 20))
    with office.read() as session:
        draft = compose(session, plan, "2026", date(2026, 12, 1))
    assert not re.search(r"Trong 0 |: \.|\.\.|  ", body_text(draft))
    with office.write() as session:
        uid = make_report(session, draft, made_on=date(2026, 12, 1))
    with office.read() as session:
        assert latest_pdf(session, get_snapshot(session, uid)).content.startswith(b"%PDF-1.7")


def test_the_annex_has_a_row_for_each_task_owed(ready: Office) -> None:
    draft = drafted(ready)
    progress = next(table for table in tables_of(draft.report) if table.code == "progress")
    assert sum(not row.section for row in progress.rows) == len(draft.data.owed)


def test_a_frozen_report_keeps_its_figures_with_the_people_behind_them(ready: Office) -> None:
    uid = frozen(ready)
    with ready.read() as session:
        content = json.loads(get_snapshot(session, uid).content)
    female = next(one for one in content["figures"] if one["code"] == "register.female")
    assert (female["value"], female["denominator"], len(female["uids"])) == (2, 4, 2)


def test_a_frozen_report_stays_the_same_when_the_data_changes(ready: Office) -> None:
    from conftest import add_people

    uid = frozen(ready)
    with ready.read() as session:
        before = report_of(get_snapshot(session, uid))
    add_people(ready, {"full_name": "Người Mới"})
    with ready.read() as session:
        assert report_of(get_snapshot(session, uid)) == before


def test_numbers_run_through_the_year_and_are_never_given_twice(ready: Office) -> None:
    for day in (date(2026, 6, 15), date(2026, 6, 16), date(2027, 1, 4)):
        frozen(ready, day)
    frozen(ready)
    with ready.read() as session:
        assert [line.number for line in list_snapshots(session)] == [None, 1, 2, 1]


def test_an_unchanged_report_is_frozen_only_once(ready: Office) -> None:
    assert frozen(ready) == frozen(ready)


def test_a_plan_that_was_not_taken_on_gives_no_report(ready: Office) -> None:
    with ready.read() as session, pytest.raises(UserError, match="chưa nhận kế hoạch Hà Nội 2024"):
        compose(session, "ha-noi-2024", PERIOD, ON)


def test_yearly_tasks_of_another_year_are_not_counted(ready: Office) -> None:
    before = [line.code for line in drafted(ready).data.owed]
    with ready.write() as session:
        extend_yearly(session, 2027)
    assert [line.code for line in drafted(ready).data.owed] == before


def test_papers_and_signatures_are_never_undone(ready: Office) -> None:
    frozen(ready, date(2026, 6, 15))
    with ready.read() as session:
        act = list_acts(session)[0].uid
    with pytest.raises(UserError, match="phải được giữ lại"), ready.write() as session:
        undo_act(session, act, who="canbo")


def test_a_report_signed_elsewhere_is_taken_back_and_a_changed_one_is_not(ready: Office) -> None:
    uid = frozen(ready, date(2026, 6, 15))
    pki = make_throwaway_pki(office="UBND phường Trấn Biên", password="mau-thu")
    with ready.read() as session:
        kept = latest_pdf(session, get_snapshot(session, uid)).content
    signed = sign_pdf(kept, key_from_p12(pki.leader_p12, "mau-thu"), SigningRole.LEADER)
    with pytest.raises(UserError, match="không phải bản PDF"), ready.write() as session:
        take_back(session, b"%PDF-1.7 khac" + signed)
    with pytest.raises(UserError, match="không nguyên vẹn"), ready.write() as session:
        take_back(session, kept + b"\n% khong co chu ky")
    with ready.write() as session:
        assert take_back(session, signed) == (uid, "leader_signed")
    with ready.read() as session:
        assert list_snapshots(session)[0].stage == "leader_signed"


def test_a_correction_names_what_it_replaces(ready: Office) -> None:
    first, second = frozen(ready), frozen(ready, date(2026, 6, 15))
    with ready.read() as session:
        assert get_snapshot(session, second).replaces == first


def test_a_later_version_never_lies_over_the_one_it_replaces(ready: Office, tmp_path: Path) -> None:
    uids = [frozen(ready), frozen(ready, date(2026, 6, 15))]
    with ready.read() as session:
        names = [write_files(session, uid, ("pdf",), tmp_path)[0].name for uid in uids]
    assert names[1] == names[0].replace(".pdf", "_lan-2.pdf")


def test_leader_and_office_sign_the_kept_pdf_in_order(ready: Office) -> None:
    uid = frozen(ready, date(2026, 6, 15))
    pki = make_throwaway_pki(office="UBND phường Trấn Biên", password="mau-thu")
    now = datetime.now(UTC)
    with pytest.raises(UserError, match="Lãnh đạo chưa ký"), ready.write() as session:
        sign_report(session, uid, key_from_p12(pki.office_p12, "mau-thu"), SigningRole.OFFICE, when=now)
    for role, p12 in ((SigningRole.LEADER, pki.leader_p12), (SigningRole.OFFICE, pki.office_p12)):
        with ready.write() as session:
            sign_report(session, uid, key_from_p12(p12, "mau-thu"), role, when=now)
    with ready.read() as session:
        assert list_snapshots(session)[0].stage == "signed"
        assert latest_pdf(session, get_snapshot(session, uid)).content.count(b"/ByteRange") == 2


def test_swapped_keys_are_refused(ready: Office) -> None:
    uid = frozen(ready)
    pki = make_throwaway_pki(office="UBND phường Trấn Biên", password="mau-thu")
    with pytest.raises(UserError, match="là của cơ quan"), ready.write() as session:
        sign_report(session, uid, key_from_p12(pki.office_p12, "mau-thu"), SigningRole.LEADER)
    with ready.write() as session:
        sign_report(session, uid, key_from_p12(pki.leader_p12, "mau-thu"), SigningRole.LEADER)
    with pytest.raises(UserError, match="không phải của “UBND phường Trấn Biên”"), ready.write() as session:
        sign_report(session, uid, key_from_p12(pki.leader_p12, "mau-thu"), SigningRole.OFFICE)


def test_an_editor_may_make_but_not_sign(ready: Office) -> None:
    uid = frozen(ready)
    editor = Office(ready.folder, ready.database, Actor("nhap", "Người nhập", Role.EDITOR))
    pki = make_throwaway_pki(password="mau-thu")
    with pytest.raises(NotAllowed), editor.write() as session:
        sign_report(session, uid, key_from_p12(pki.leader_p12, "mau-thu"), SigningRole.LEADER)


def test_the_written_pdf_is_the_kept_one_byte_for_byte(ready: Office, tmp_path: Path) -> None:
    uid = frozen(ready)
    with ready.read() as session:
        paths = write_files(session, uid, ("pdf", "docx", "xlsx"), tmp_path / "ra")
        assert paths[0].read_bytes() == latest_pdf(session, get_snapshot(session, uid)).content
    assert [path.suffix for path in paths] == [".pdf", ".docx", ".xlsx"]


def test_an_unknown_format_is_refused_before_anything_is_written(ready: Office, tmp_path: Path) -> None:
    uid = frozen(ready)
    with ready.read() as session, pytest.raises(UserError, match="html"):
        write_files(session, uid, ("pdf", "html"), tmp_path / "ra")
    assert not (tmp_path / "ra").exists()


def test_a_full_disk_leaves_no_half_file(
    ready: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    uid = frozen(ready)

    def full(_self: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path, "write_bytes", full)
    with ready.read() as session, pytest.raises(FileProblem, match="đã đầy"):
        write_files(session, uid, ("pdf",), tmp_path / "ra")
    assert list((tmp_path / "ra").iterdir()) == []


def test_the_same_frozen_report_gives_the_same_bytes(ready: Office) -> None:
    from desktop.documents.pdf import write_pdf

    with ready.read() as session:
        report = report_of(get_snapshot(session, frozen(ready)))
    assert write_pdf(report).data == write_pdf(replace(report)).data
