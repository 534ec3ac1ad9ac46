"""Standings that come with lists: one for everybody who is new, a further one for who has changed."""

from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import select

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.journal.queries import list_acts
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.office_list import read_list
from desktop.people.importing.preview import ImportPreview
from desktop.people.models import Person
from desktop.people.standing.queries import standings_of

HEAD = ("Họ và tên", "Ngày sinh", "Trình độ cao nhất", "Tình trạng", "Tình trạng từ ngày")


def bring_in(office: Office, folder: Path, *rows: tuple[str, ...]) -> ImportPreview:
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(folder / "danh-sach.xlsx")
    with office.read() as session:
        preview = preview_import(session, read_list(folder / "danh-sach.xlsx"))
    with office.write() as session:
        apply_import(session, preview)
    return preview


def lines(office: Office) -> dict[str, list[tuple[str, str | None]]]:
    """Return the standings of everybody by name, newest first."""
    with office.read() as session:
        people = session.execute(select(Person.uid, Person.full_name)).all()
        return {name: [row.line.said for row in standings_of(session, uid)] for uid, name in people}


def test_a_list_enters_first_and_further_standings(office: Office, tmp_path: Path) -> None:
    an, binh = ("Nguyễn Văn An", "05/03/1970", "Tiến sĩ"), ("Trần Văn Bình", "06/04/1980", "Thạc sĩ")
    bring_in(office, tmp_path, (*an, "Đang công tác", ""), (*binh, "Nghỉ hưu", "2020"))
    first = {"Nguyễn Văn An": [("dang_lam", None)], "Trần Văn Bình": [("nghi_huu", "2020")]}
    assert lines(office) == first
    bring_in(office, tmp_path, (*an, "Nghỉ hưu", "05/2024"), (*binh, "Nghỉ hưu", "05/2021"))
    assert lines(office) == {
        "Nguyễn Văn An": [("nghi_huu", "2024-05"), ("dang_lam", None)],
        "Trần Văn Bình": [("nghi_huu", "2021-05")],
    }
    with office.write() as session:
        undo(session, list_acts(session)[0].uid)
    assert lines(office) == first


def test_a_list_from_before_adds_to_the_past_and_leaves_the_present(office: Office, tmp_path: Path) -> None:
    an = ("Nguyễn Văn An", "05/03/1970", "Tiến sĩ")
    bring_in(office, tmp_path, (*an, "Nghỉ hưu", "2024"))
    found = bring_in(office, tmp_path, (*an, "Đang ở nước ngoài", "2015"))
    assert any("sẽ ghi thêm vào diễn biến" in one.message for one in found.problems)
    assert lines(office) == {"Nguyễn Văn An": [("nghi_huu", "2024"), ("nuoc_ngoai", "2015")]}
    with office.read() as session:
        assert session.scalars(select(Person.status)).one() == "nghi_huu"


def test_a_list_from_before_is_told_when_it_says_nothing_new(office: Office, tmp_path: Path) -> None:
    an = ("Nguyễn Văn An", "05/03/1970", "Tiến sĩ")
    bring_in(office, tmp_path, (*an, "Nghỉ hưu", "2024"))
    bring_in(office, tmp_path, (*an, "Đang ở nước ngoài", "2015"))
    again = bring_in(office, tmp_path, (*an, "Đang ở nước ngoài", "2015"))
    assert (again.counts.changed, again.counts.same) == (0, 1)
    assert any("đã ghi tình trạng mới hơn" in one.message for one in again.problems)


def test_a_status_without_a_date_does_not_take_the_date_of_the_one_before(
    office: Office, tmp_path: Path
) -> None:
    an = ("Nguyễn Văn An", "05/03/1970")
    bring_in(office, tmp_path, (*an, "Thạc sĩ", "Đang công tác", "2010"))
    found = bring_in(office, tmp_path, (*an, "Tiến sĩ", "Nghỉ hưu", ""))
    assert any("chưa ghi từ ngày nào nên sổ giữ nguyên" in one.message for one in found.problems)
    assert [list(one.changes) for one in found.changed] == [["degree"]]
    assert lines(office) == {"Nguyễn Văn An": [("dang_lam", "2010")]}


def test_a_list_does_not_wake_the_dead(office: Office, tmp_path: Path) -> None:
    an = ("Nguyễn Văn An", "05/03/1970", "Tiến sĩ")
    bring_in(office, tmp_path, (*an, "Đã mất", "2024"))
    found = bring_in(office, tmp_path, (*an, "Đang công tác", "2025"))
    assert (found.counts.changed, found.counts.same) == (0, 1)
    assert any("Hồ sơ đã ghi đã mất từ 2024" in one.message for one in found.problems)
    assert lines(office) == {"Nguyễn Văn An": [("da_mat", "2024")]}
