"""The papers of an activity."""

from pathlib import Path

import pytest

from activities.conftest import Record
from activities.test_figures import YEAR
from desktop.accounts.office import Office
from desktop.activities.attending import Attendee, add_participants
from desktop.activities.figures import activity_figures
from desktop.activities.opinions import record_opinion
from desktop.activities.queries import activity_lines
from desktop.activities.report import PAPERS, activity_paper, activity_table, figure_table
from desktop.documents.model import Table, tables_of
from desktop.errors import UserError
from desktop.people.normal import today


@pytest.fixture
def uid(office: Office, record: Record, people: list[str]) -> str:
    made = record()
    with office.write() as session:
        attendees = [
            Attendee(people[0]),
            Attendee(people[1], role="duoc_khen", award="Giấy khen"),
            Attendee(name="Võ Khách", workplace="Sở KH&CN (hư cấu)"),
        ]
        add_participants(session, made, attendees)
        record_opinion(session, made, {"text": "Nên công khai quy hoạch."}, people[0])
    return made


@pytest.mark.parametrize(("key", "count"), [("invited", 3), ("signing", 3), ("honoured", 1), ("opinions", 1)])
def test_each_paper_lists_its_rows(office: Office, uid: str, key: str, count: int) -> None:
    with office.read() as session:
        [table] = tables_of(activity_paper(session, uid, key))
    assert [row.cells[0] for row in table.rows] == list(range(1, count + 1))


def test_the_sheet_to_sign_leaves_room_for_names(office: Office, uid: str) -> None:
    with office.read() as session:
        [table] = tables_of(activity_paper(session, uid, "signing"))
    assert table.columns[-1].title == "Ký tên"
    assert {row.cells[-1] for row in table.rows} == {""}


@pytest.mark.parametrize("key", list(PAPERS))
def test_an_empty_paper_says_what_is_missing(office: Office, record: Record, key: str) -> None:
    with office.read() as session, pytest.raises(UserError, match="không có gì để in"):
        activity_paper(session, record(), key)


def test_a_paper_is_written_as_pdf_and_as_a_spreadsheet(office: Office, uid: str, tmp_path: Path) -> None:
    from desktop.documents.pdf import write_pdf
    from desktop.documents.xlsx import write_xlsx

    with office.read() as session:
        paper = activity_paper(session, uid, "invited")
    assert write_pdf(paper).data.startswith(b"%PDF")
    write_xlsx(paper, tmp_path / "moi.xlsx")
    assert (tmp_path / "moi.xlsx").stat().st_size > 0


def test_reports_get_tables_of_activities_and_of_figures(office: Office, uid: str) -> None:
    with office.read() as session:
        lines: Table = activity_table(activity_lines(session, today()))
        figures = figure_table(activity_figures(session, YEAR))
    assert [row.cells[5] for row in lines.rows] == [3]
    assert figures.rows[0].cells == ("Số hoạt động đã tổ chức", 1)
    assert ("– Đối thoại, lắng nghe trí thức", 1) in [row.cells for row in figures.rows]
