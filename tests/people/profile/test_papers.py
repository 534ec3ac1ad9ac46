"""One person's papers: the scientific profile and the form."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

import pytest
from conftest import add_people

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.commands import Commands
from desktop.documents.model import Heading, Report, Table
from desktop.documents.pdf import write_pdf
from desktop.errors import NotFound, UserError
from desktop.people.profile.actions import add_row
from desktop.people.profile.papers_cli import add_commands
from desktop.people.profile.report import form_report, profile_report
from desktop.people.profile.sections import SECTIONS, section_of
from documents.reading import flat, pdf_text
from people.profile.samples import SAMPLES

ON = date(2026, 11, 21)


@pytest.fixture
def uid(office: Office) -> str:
    """A person with one row in every section of the profile."""
    (one,) = add_people(
        office,
        {
            "full_name": "Nguyễn Văn An",
            "birth": "1980",
            "sex": "nam",
            "phone": "0912345678",
            "ethnicity": "01",
        },
    )
    for section in SECTIONS:
        with office.write() as session:
            add_row(session, section_of(section.key), one, SAMPLES[section.key])
    return one


def profile_of(office: Office, uid: str) -> Report:
    with office.read() as session:
        return profile_report(session, uid, ON)


def answers(report: Report) -> dict[str, str]:
    return {
        str(row.cells[0]): str(row.cells[1])
        for block in report.body
        if isinstance(block, Table) and block.columns[0].title == "Nội dung"
        for row in block.rows
    }


def test_the_profile_prints_what_the_register_knows(office: Office, uid: str) -> None:
    report = profile_of(office, uid)
    text = flat(pdf_text(write_pdf(report).data))
    assert "LÝ LỊCH KHOA HỌC" in text
    research = next(block for block in report.body if isinstance(block, Table) and block.code == "research")
    assert research.rows[0].cells[1] == "Nền tảng dữ liệu mở cho phường (hư cấu)"
    assert "Số:" not in text
    assert answers(report)["Họ và tên"] == "Nguyễn Văn An"
    assert report.signer.name == "Nguyễn Văn An"


def test_wishes_policies_and_political_theory_stay_off_the_profile(office: Office, uid: str) -> None:
    heads = " ".join(block.text for block in profile_of(office, uid).body if isinstance(block, Heading))
    assert "Bằng cấp" in heads
    for title in ("Nguyện vọng", "Chính sách", "Lý luận chính trị"):
        assert title not in heads


@pytest.mark.parametrize(("role", "shown"), [(Role.EDITOR, "0912345678"), (Role.CLERK, "•••")])
def test_what_the_role_may_not_see_is_masked(office: Office, uid: str, role: Role, shown: str) -> None:
    with office.read() as session:
        session.info["actor"] = Actor("ai", "Ai Đó", role)
        report, form = profile_report(session, uid, ON), form_report(session, uid)
    assert answers(report)["Điện thoại"] == shown
    assert answers(form)["Điện thoại"] == shown


def test_an_empty_profile_still_makes_a_paper(office: Office) -> None:
    (one,) = add_people(office, {"full_name": "Lê Thị Giả"})
    assert write_pdf(profile_of(office, one)).pages == 1


def test_the_form_is_blank_or_half_filled(office: Office, uid: str) -> None:
    with office.read() as session:
        blank, known = form_report(session), form_report(session, uid)
    assert answers(blank)["Họ và tên"] == ""
    assert "[  ] Nam" in answers(blank)["Giới tính"]
    assert "[x] Nam" in answers(known)["Giới tính"]
    degrees = next(block for block in known.body if isinstance(block, Table) and block.code == "degrees")
    assert (degrees.rows[0].cells[0], len(degrees.rows)) == ("Tiến sĩ", 4)
    assert "Luật Bảo vệ dữ liệu cá nhân" in flat(pdf_text(write_pdf(blank).data))


def test_nobody_has_no_profile(office: Office) -> None:
    with pytest.raises(NotFound), office.read() as session:
        profile_report(session, "khong-co", ON)


def test_the_commands_write_files_that_name_nobody(office: Office, uid: str, tmp_path: Path) -> None:
    parser = ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(["people", "profile-print", uid, "--out", str(tmp_path)])
    document, text = args.run(args, office)
    assert {Path(one).suffix for one in document["files"]} == {".pdf", ".docx"}
    assert "An" not in "".join(Path(one).name for one in document["files"])
    assert "dữ liệu cá nhân" in text
    args = parser.parse_args(["people", "form", "--out", str(tmp_path), "--format", "pdf"])
    assert Path(args.run(args, office)[0]["files"][0]).exists()
    args = parser.parse_args(["people", "form", "--out", str(tmp_path), "--format", "txt"])
    with pytest.raises(UserError, match="Không xuất được dạng"):
        args.run(args, office)
