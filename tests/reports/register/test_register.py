"""The register of issued papers: numbers given once, in the order of the days, cancelled and linked."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.cli.main import main
from desktop.errors import Invalid, NotFound, UserError
from desktop.reports.actions import Issue, make_report, sign_report
from desktop.reports.compose import compose
from desktop.reports.queries import get_snapshot, report_of
from desktop.reports.register.actions import cancel_paper, link_papers, next_number, record_paper
from desktop.reports.register.excel import write_register
from desktop.reports.register.queries import (
    RegisterFilter,
    RegisterLine,
    missing_words,
    register_lines,
    types_of,
    years_of,
)
from desktop.reports.register.rules import Given, Relation, check_number, gap_words, gaps
from desktop.signing.keys import key_from_p12
from desktop.signing.places import Role
from desktop.signing.throwaway import make_throwaway_pki
from reports.conftest import ON, PERIOD, PLAN


def outside(number: int, on: str = "2026-06-10", type_code: str = "BC", **more: object) -> dict[str, object]:
    return {
        "type_code": type_code,
        "number": number,
        "issued_on": on,
        "subject": f"Kết quả công tác {number} (hư cấu)",
        "signer": "Nguyễn Văn Mẫu",
        "recipient": "Sở Khoa học và Công nghệ",
    } | more


def recorded(office: Office, *values: dict[str, object]) -> list[str]:
    uids = []
    for one in values:
        with office.write() as session:
            uids.append(record_paper(session, one))
    return uids


def lines(office: Office, wanted: RegisterFilter | None = None) -> list[RegisterLine]:
    with office.read() as session:
        return register_lines(session, wanted)


def issued(office: Office, on: date, number: int | None = None, day: date = ON) -> str:
    with office.read() as session:
        draft = compose(session, PLAN, PERIOD, day)
    with office.write() as session:
        return make_report(session, draft, made_on=day, issue=Issue(on, number))


GIVEN = (
    Given(3, "2026-03-01", "Ba"),
    Given(5, "2026-03-10", "Năm"),
    Given(6, "2026-03-11", "Sáu", "in nhầm"),
)


@pytest.mark.parametrize(
    ("wanted", "on", "said"),
    [
        (5, date(2026, 3, 10), "đã cấp ngày 10/03/2026"),
        (6, date(2026, 3, 11), "đã hủy \\(in nhầm\\) và không cấp lại"),
        (4, date(2026, 2, 28), "không theo thứ tự: số 03 mang ngày 01/03/2026, sau"),
        (4, date(2026, 3, 12), "không theo thứ tự: số 05 mang ngày 10/03/2026, trước"),
        (7, date(2026, 3, 1), "không theo thứ tự: số 06"),
        (0, date(2026, 3, 12), "phải từ 1 đến"),
        (100_000, date(2026, 3, 12), "phải từ 1 đến"),
    ],
)
def test_a_number_that_cannot_be_is_named_in_one_sentence(wanted: int, on: date, said: str) -> None:
    with pytest.raises(UserError, match=said) as refused:
        check_number(wanted, on, "BC", GIVEN)
    assert refused.value.message.count(".") <= 2


@pytest.mark.parametrize(
    ("wanted", "on"), [(4, date(2026, 3, 5)), (7, date(2026, 3, 11)), (145, date(2026, 3, 20))]
)
def test_a_number_from_the_clerk_may_leave_a_gap(wanted: int, on: date) -> None:
    check_number(wanted, on, "BC", GIVEN)


def test_gaps_are_named_as_people_write_them() -> None:
    assert gap_words(gaps([5, 6, 8])) == "01–04, 07"
    assert gap_words(gaps([1, 2, 3])) == ""


def test_a_report_takes_the_next_number_and_stands_in_the_register(ready: Office) -> None:
    recorded(ready, outside(4))
    uid = issued(ready, date(2026, 6, 15))
    line = lines(ready)[0]
    assert (line.symbol, line.state, line.snapshot_uid) == ("05/BC-UBND", "Chờ ký", uid)
    assert line.file.endswith(".pdf")
    assert not line.by_clerk


def test_a_number_given_by_the_clerk_is_printed_and_marked(ready: Office) -> None:
    uid = issued(ready, date(2026, 6, 15), 145)
    with ready.read() as session:
        assert report_of(get_snapshot(session, uid)).letterhead.number == 145
    assert lines(ready)[0].by_clerk
    with pytest.raises(UserError, match=r"Số 145 .* đã cấp"):
        issued(ready, date(2026, 6, 15), 145)
    assert len(lines(ready)) == 1


def test_numbers_run_by_year_and_type(office: Office) -> None:
    recorded(
        office,
        outside(7, "2025-12-30"),
        outside(1, "2026-01-02"),
        outside(1, "2026-01-02", "KH"),
    )
    with office.read() as session:
        assert next_number(session, 2026, "BC") == 2
        assert next_number(session, 2025, "BC") == 8
        assert next_number(session, 2026, "TTr") == 1
        assert years_of(session) == [2026, 2025]
        assert types_of(session) == [("BC", "Báo cáo"), ("KH", "Kế hoạch")]


def test_the_database_itself_refuses_a_number_twice(office: Office) -> None:
    recorded(office, outside(1))
    columns = "id, uid, unit_code, year, type_code, number, issued_on, subject, signer, recipient"
    copy = (
        f"INSERT INTO issued_paper ({columns}) SELECT NULL, 'khac', unit_code, year, type_code, number, "
        "issued_on, subject, signer, recipient FROM issued_paper"
    )
    with pytest.raises(IntegrityError, match="UNIQUE"), office.write() as session:
        session.execute(text(copy))


def test_every_field_that_is_wrong_is_named(office: Office) -> None:
    with pytest.raises(Invalid) as refused, office.write() as session:
        record_paper(session, outside(1, subject="", type_code="XX"))
    assert {one.field for one in refused.value.problems} == {"subject", "type_code"}


def test_a_paper_of_tomorrow_is_not_recorded(office: Office) -> None:
    with pytest.raises(Invalid, match="chưa tới"):
        recorded(office, outside(1, "2199-01-01"))


@pytest.mark.parametrize(("type_code", "symbol"), [("BC", "01/BC-UBND"), ("CV", "01/UBND-VHXH")])
def test_the_notation_follows_the_type(office: Office, type_code: str, symbol: str) -> None:
    recorded(office, outside(1, type_code=type_code))
    assert lines(office)[0].symbol == symbol


def test_a_number_given_up_stays_with_its_reason_and_is_never_given_again(office: Office) -> None:
    (uid,) = recorded(office, outside(1))
    with pytest.raises(UserError, match="phải ghi lý do"), office.write() as session:
        cancel_paper(session, uid, "  ")
    with office.write() as session:
        cancel_paper(session, uid, "ghi nhầm sổ")
    assert (lines(office)[0].state, lines(office)[0].remarks) == ("Hủy", "Hủy: ghi nhầm sổ")
    with pytest.raises(UserError, match="không cấp lại"):
        recorded(office, outside(1))
    with office.read() as session:
        assert next_number(session, 2026, "BC") == 2
    with pytest.raises(UserError, match="đã hủy rồi"), office.write() as session:
        cancel_paper(session, uid, "lần nữa")


def test_a_paper_that_the_office_signed_is_replaced_not_cancelled(ready: Office) -> None:
    snapshot = issued(ready, date(2026, 6, 15))
    pki = make_throwaway_pki(office="UBND phường Trấn Biên", password="mau-thu")
    for p12, role in ((pki.leader_p12, Role.LEADER), (pki.office_p12, Role.OFFICE)):
        with ready.write() as session:
            sign_report(session, snapshot, key_from_p12(p12, "mau-thu"), role)
    line = lines(ready)[0]
    assert line.state == "Đã ký đủ"
    with pytest.raises(UserError, match="đã ban hành"), ready.write() as session:
        cancel_paper(session, line.uid, "nhầm")


def test_links_are_seen_from_both_papers(office: Office) -> None:
    first, second = recorded(office, outside(1), outside(2, "2026-06-12", "CV"))
    with office.write() as session:
        link_papers(session, second, Relation.CORRECTS, first)
    by_uid = {one.uid: one for one in lines(office)}
    assert by_uid[second].links == ("Đính chính số 01/BC-UBND",)
    assert by_uid[first].links == ("Được đính chính bởi số 02/UBND-VHXH",)
    assert by_uid[first].corrected_by == second


@pytest.mark.parametrize(
    ("paper", "earlier", "said"),
    [(0, 0, "chính nó"), (0, 1, "ban hành sau"), (1, 2, "Số đã hủy"), (3, 0, "đã ghi liên kết")],
)
def test_links_that_make_no_sense_are_refused(office: Office, paper: int, earlier: int, said: str) -> None:
    uids = recorded(
        office, outside(1), outside(2, "2026-06-12"), outside(3, "2026-06-12"), outside(4, "2026-06-12")
    )
    with office.write() as session:
        cancel_paper(session, uids[2], "nhầm")
        link_papers(session, uids[3], Relation.REPLACES, uids[0])
    with pytest.raises(UserError, match=said), office.write() as session:
        link_papers(session, uids[paper], Relation.REPLACES, uids[earlier])


def test_a_new_version_of_a_report_is_tied_to_the_numbered_one_it_replaces(ready: Office) -> None:
    issued(ready, date(2026, 6, 15))
    with ready.read() as session:
        draft = compose(session, PLAN, PERIOD, ON, {"difficulties": "Không có."})
    with ready.write() as session:
        make_report(session, draft, made_on=ON)
    with ready.read() as session:
        again = compose(session, PLAN, PERIOD, ON, {"difficulties": "Thiếu kinh phí."})
    with ready.write() as session:
        make_report(session, again, made_on=ON, issue=Issue(date(2026, 6, 16)))
    newest, former = lines(ready)
    assert newest.replaces == former.uid
    assert former.links == ("Được thay thế bởi số 02/BC-UBND",)


def test_lines_are_filtered_by_year_type_and_words_without_accents(office: Office) -> None:
    recorded(office, outside(1, "2025-05-05"), outside(2), outside(1, type_code="KH", subject="Gặp mặt"))
    assert [one.year for one in lines(office, RegisterFilter(2025))] == [2025]
    assert [one.type_code for one in lines(office, RegisterFilter(type_code="KH"))] == ["KH"]
    assert [one.subject for one in lines(office, RegisterFilter(text="gap mat"))] == ["Gặp mặt"]
    assert missing_words(lines(office)) == "báo cáo năm 2026: 01"


def test_the_register_is_written_as_the_decree_prints_it(office: Office, tmp_path: Path) -> None:
    recorded(office, outside(2), outside(1, note="=1+1", copies=3))
    with office.read() as session:
        found, issuer = register_lines(session), unit_of(session).name
    write_register(found, RegisterFilter(2026), issuer, tmp_path / "so.xlsx")
    sheet = load_workbook(tmp_path / "so.xlsx").worksheets[0]
    heads, first, second = list(sheet.iter_rows(values_only=True))
    assert heads[0] == "Số, ký hiệu văn bản"
    assert first[0] == "01/BC-UBND"
    assert first[1].date() == date(2026, 6, 10)
    assert first[6:] == (3, "=1+1")
    assert second[0] == "02/BC-UBND"
    write_register(found, RegisterFilter(2026), issuer, tmp_path / "so.pdf")
    assert (tmp_path / "so.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(UserError, match=r"\.xlsx hoặc \.pdf"):
        write_register(found, RegisterFilter(), issuer, tmp_path / "so.txt")


def test_the_commands_record_cancel_link_and_export(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from conftest import PASSWORD

    monkeypatch.setenv("SO_TRI_THUC_PASSWORD", PASSWORD)
    folder = ["--data", str(office.folder)]
    fields = ["--subject", "Thử (hư cấu)", "--signer", "Lê Mẫu", "--to", "Sở"]
    for number, on in (("1", "2026-06-01"), ("3", "2026-06-03")):
        assert main([*folder, "papers", "record", "BC", number, "--on", on, *fields]) == 0
    assert main([*folder, "papers", "link", "03/BC-UBND", "replaces", "01/BC-UBND"]) == 0
    assert main([*folder, "papers", "cancel", "01/bc-ubnd", "--reason", "in hỏng"]) == 0
    assert main([*folder, "papers", "list"]) == 0
    said = capsys.readouterr().out
    assert "Thay thế số 01/BC-UBND" in said
    assert "Hủy: in hỏng" in said
    assert "Số chưa ghi sổ – báo cáo năm 2026: 02" in said
    out = tmp_path / "so.pdf"
    assert main([*folder, "papers", "export", "--out", str(out), "--json"]) == 0
    assert out.exists()
    assert main([*folder, "papers", "cancel", "09/BC-UBND", "--reason", "x"]) == 1


def test_an_unknown_line_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound), office.write() as session:
        cancel_paper(session, "khong-co", "x")
