"""Letters and lists: what they say, where it comes from, what is refused."""

import argparse
from datetime import date
from pathlib import Path

import pytest

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.commands import Commands
from desktop.documents.model import Paragraph, Report, Table, tables_of
from desktop.errors import NotAllowed, UserError
from desktop.people.lists.actions import save_list
from desktop.people.lists.queries import ListShape
from desktop.reports.actions import Issue, make_report
from desktop.reports.compose import compose
from desktop.reports.letters.actions import make_letter
from desktop.reports.letters.cli import add_commands
from desktop.reports.letters.drafts import KINDS, LetterWish, draft_letter
from desktop.reports.letters.late import late_choices
from desktop.reports.letters.outline import load_letter, read_letter
from desktop.reports.queries import get_snapshot, latest_pdf, list_snapshots, newest_snapshot, report_of
from desktop.reports.register.queries import register_lines
from desktop.tasks.ward_plan.queries import ward_plan
from documents.reading import flat, pdf_text
from reports.conftest import ON, PERIOD
from reports.letters.conftest import PLAN

DAY = date(2026, 11, 21)
FAR = date(2031, 1, 5)


def drafted(office: Office, wish: LetterWish, on: date = DAY) -> Report:
    with office.read() as session:
        return draft_letter(session, wish, on).report


def said(report: Report) -> str:
    return "\n".join(block.text for block in report.body if isinstance(block, Paragraph))


def issued_report(office: Office, issue: Issue | None) -> str:
    with office.read() as session:
        draft = compose(session, PLAN, PERIOD, ON)
    with office.write() as session:
        return make_report(session, draft, made_on=ON, issue=issue)


def printed(office: Office, uid: str) -> str:
    with office.read() as session:
        return flat(pdf_text(latest_pdf(session, get_snapshot(session, uid)).content))


@pytest.mark.parametrize("name", [*KINDS, "reminder_department"])
def test_every_letter_has_an_outline(name: str) -> None:
    assert load_letter(name).kind in KINDS


def test_a_forwarding_letter_names_the_report_and_goes_to_whom_it_went(ready: Office) -> None:
    uid = issued_report(ready, Issue(date(2026, 6, 16), 45))
    report = drafted(ready, LetterWish("forward", report=uid))
    assert report.kind == ""
    assert report.letterhead.notation == "UBND-VHXH"
    assert report.addressees == ("Sở Khoa học và Công nghệ thành phố Đồng Nai",)
    assert report.subject.startswith("gửi Báo cáo kết quả thực hiện")
    assert "Báo cáo số 45/BC-UBND ngày 16 tháng 6 năm 2026" in said(report)


def test_a_report_without_a_number_cannot_be_forwarded(ready: Office) -> None:
    uid = issued_report(ready, None)
    with pytest.raises(UserError, match="chưa có số văn bản"):
        drafted(ready, LetterWish("forward", report=uid))


def test_a_letter_is_frozen_numbered_and_printed_as_a_cong_van(ready: Office) -> None:
    uid = issued_report(ready, Issue(date(2026, 6, 16)))
    with ready.write() as session:
        letter = make_letter(session, LetterWish("forward", report=uid), DAY, issue=Issue(DAY))
    with ready.read() as session:
        line = next(one for one in register_lines(session) if one.type_code == "CV")
        assert newest_snapshot(session, PLAN, PERIOD).uid == uid
        assert list_snapshots(session)[0].kind == "letter:forward"
    assert (line.symbol, line.snapshot_uid) == ("01/UBND-VHXH", letter)
    text = printed(ready, letter)
    assert "Số: 01/UBND-VHXH" in text
    assert "V/v gửi Báo cáo" in text
    assert "Kính gửi: Sở Khoa học và Công nghệ" in text


def test_two_letters_of_one_day_do_not_replace_each_other(office: Office, meeting: str) -> None:
    for number in (1, 2):
        with office.write() as session:
            make_letter(session, LetterWish("invitation", activity=meeting), DAY, issue=Issue(DAY, number))
    with office.read() as session:
        assert [one.replaces for one in register_lines(session)] == ["", ""]
        former = [get_snapshot(session, one.uid).replaces for one in list_snapshots(session)]
    assert former == [None, None]


def test_a_reminder_lists_the_late_tasks_of_one_section(late: Office) -> None:
    with late.read() as session:
        view = ward_plan(session, PLAN, FAR)
        overdue = [line for line in view.lines if line.state == "overdue"]
        section = overdue[0].section_label
        choices = dict(late_choices(session, PLAN, FAR))
    report = drafted(late, LetterWish("reminder", plan=PLAN, to=(section,), due=date(2031, 1, 12)), FAR)
    (table,) = tables_of(report)
    assert [row.cells[1] for row in table.rows] == [
        one.text for one in overdue if one.section_label == section
    ]
    assert report.addressees == (section,)
    assert "trước ngày 12/01/2031" in said(report)
    assert str(len(table.rows)) in choices[section]


@pytest.mark.parametrize(
    ("to", "on", "match"), [(("Phòng Lạ",), FAR, "không phụ trách"), ((), DAY, "Không có nhiệm vụ")]
)
def test_a_reminder_of_nothing_is_refused(late: Office, to: tuple[str, ...], on: date, match: str) -> None:
    with pytest.raises(UserError, match=match):
        drafted(late, LetterWish("reminder", plan=PLAN, to=to), date(2026, 5, 26) if not to else on)


def test_a_department_reminds_wards_by_name_and_many_by_a_list(department: Office) -> None:
    few = LetterWish("reminder", plan=PLAN, period="2026-H1", to=("26041", "UBND phường Mẫu"))
    report = drafted(department, few)
    assert report.addressees == ("Ủy ban nhân dân phường Trấn Biên", "UBND phường Mẫu")
    assert not report.annexes
    many = LetterWish("reminder", plan=PLAN, period="2026-H1", to=tuple(f"Xã {n}" for n in range(9)))
    report = drafted(department, many)
    assert report.addressees == ("Ủy ban nhân dân các phường, xã có tên trong danh sách kèm theo",)
    (table,) = tables_of(report)
    assert len(table.rows) == 9
    with pytest.raises(UserError, match="Chưa chọn phường, xã"):
        drafted(department, LetterWish("reminder", plan=PLAN, period="2026-H1"))


def test_an_invitation_says_what_when_where_and_whom(office: Office, meeting: str) -> None:
    report = drafted(office, LetterWish("invitation", activity=meeting))
    assert (report.kind, report.letterhead.notation) == ("GIẤY MỜI", "GM-UBND")
    assert "dự hội nghị gặp mặt trí thức năm 2026" in said(report)
    assert "Thời gian: ngày 20/12/2026." in said(report)
    assert "Chủ trì" not in said(report)
    (table,) = tables_of(report)
    assert {row.cells[1] for row in table.rows} >= {"Nguyễn Văn An", "Lê Thị Khách (hư cấu)"}


def test_an_invitation_from_a_saved_list_needs_the_words_it_cannot_know(office: Office, meeting: str) -> None:
    with office.write() as session:
        save_list(session, "Tiến sĩ", ListShape("trình độ:TS", ("full_name",), "", False))
    wish = LetterWish("invitation", people="Tiến sĩ")
    with pytest.raises(UserError, match="thiếu tên cuộc gặp mặt"):
        drafted(office, wish)
    words = {"meeting": "Gặp mặt đầu xuân", "when": "08 giờ 00 ngày 15/02/2027", "place": "Nhà văn hóa"}
    report = drafted(office, LetterWish("invitation", people="Tiến sĩ", words=words))
    (table,) = tables_of(report)
    assert [row.cells[1] for row in table.rows] == ["Nguyễn Văn An"]


def test_only_those_honoured_stand_in_the_list_for_honours(office: Office, meeting: str) -> None:
    report = drafted(office, LetterWish("honours", activity=meeting))
    table = next(block for block in report.body if isinstance(block, Table))
    assert [row.cells[1:3] for row in table.rows] == [("Nguyễn Văn An", "1980")]
    assert table.rows[0].cells[5] == "Giấy khen"
    assert "Giấy khen của Chủ tịch UBND phường Trấn Biên" in report.subject


def test_an_unknown_placeholder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mau.toml"
    path.write_text(
        'kind = "forward"\ntitle = "Mẫu"\ntype_code = "CV"\ntype_name = ""\nsubject = "x {la}"\n'
        'text = "{{bang_la}}"\naddressees = []\nrecipients = []\n',
        encoding="utf-8",
    )
    outline = read_letter(path)
    with pytest.raises(UserError, match=r"“\{la\}” mà chương trình không biết"):
        outline.filled(outline.subject, {"unit": "x"})
    with pytest.raises(UserError, match=r"“\{\{bang_la\}\}” mà"):
        outline.blocks({}, {})


@pytest.mark.parametrize("content", ["kind = ", 'kind = "x"\n', "\xff\xfe"])
def test_a_broken_outline_is_told_in_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mau.toml"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(UserError, match=r"“mau.toml” không đọc được"):
        read_letter(path)


def test_who_may_only_look_makes_no_letter(office: Office, meeting: str) -> None:
    with pytest.raises(NotAllowed), office.write() as session:
        session.info["actor"] = Actor("xem", "Người Xem", Role.VIEWER)
        make_letter(session, LetterWish("invitation", activity=meeting), DAY)


def test_the_command_writes_letter_and_draft(office: Office, meeting: str, tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    words = ["letters", "make", "invitation", "--activity", meeting, "--out", str(tmp_path)]
    args = parser.parse_args([*words, "--draft"])
    document, _ = args.run(args, office)
    assert document["snapshot"] is None
    args = parser.parse_args(
        [*words, "--issue-on", "2026-11-20", "--number", "12", "--chair", "Chủ tịch UBND"]
    )
    document, text = args.run(args, office)
    assert [Path(one).name for one in document["files"]] == [
        "giay-moi_26041_2026-11-20.pdf",
        "giay-moi_26041_2026-11-20.docx",
    ]
    assert "Đã chốt" in text
    with office.read() as session:
        assert report_of(get_snapshot(session, document["snapshot"])).letterhead.number == 12
