from datetime import date
from pathlib import Path

import pytest

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import Invalid, NotAllowed, NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.tasks.reminders import upcoming
from desktop.tasks.workdays.actions import forget_workday, set_workday, set_workdays
from desktop.tasks.workdays.excel import read_workdays
from desktop.tasks.workdays.queries import DayLine, office_calendar, year_days

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
SWAP = {"name": "Nghỉ hoán đổi", "document": "Thông báo số 1/TB-UBND (hư cấu)"}


def put(office: Office, day: date, kind: str, **changes: str) -> None:
    with office.write() as session:
        set_workday(session, {"day": day.isoformat(), "kind": kind, **SWAP, **changes})


def works(office: Office, day: date) -> bool:
    with office.read() as session:
        return office_calendar(session).is_working_day(day)


def shown(office: Office, day: date) -> DayLine | None:
    with office.read() as session:
        return next((line for line in year_days(session, day.year) if line.day == day), None)


def test_a_swapped_day_changes_the_calendar_with_its_decision(office: Office) -> None:
    put(office, MONDAY, "off")
    put(office, SATURDAY, "work")
    assert (works(office, MONDAY), works(office, SATURDAY)) == (False, True)
    line = shown(office, MONDAY)
    assert line is not None
    assert (line.weekday, line.works, line.document, line.is_own) == (
        "Thứ Hai",
        False,
        "Thông báo số 1/TB-UBND (hư cấu)",
        True,
    )


def test_a_corrected_day_can_be_corrected_again_and_taken_back(office: Office) -> None:
    put(office, MONDAY, "off")
    put(office, MONDAY, "work", name="Vẫn làm việc")
    assert works(office, MONDAY)
    with office.write() as session:
        forget_workday(session, MONDAY)
    assert shown(office, MONDAY) is None
    with pytest.raises(NotFound), office.write() as session:
        forget_workday(session, MONDAY)


def test_a_correction_can_be_undone(office: Office) -> None:
    put(office, MONDAY, "off")
    with office.write() as session:
        undo(session, list_acts(session)[0].uid)
    assert works(office, MONDAY)


def test_reminders_count_the_working_days_of_the_office(adopted: Office) -> None:
    on = date(2026, 6, 12)
    with adopted.read() as session:
        before = {one.code: one.working_days_left for one in upcoming(session, on, 14)}
    put(adopted, date(2026, 6, 15), "off")
    with adopted.read() as session:
        after = {one.code: one.working_days_left for one in upcoming(session, on, 14)}
    assert after["dong-nai-2026:2026-H1"] == before["dong-nai-2026:2026-H1"] - 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"document": ""}, "Văn bản quy định còn trống"),
        ({"kind": "half"}, "Chỉ có ngày nghỉ"),
        ({"day": "31/02/2026"}, "Không có ngày 31/02/2026"),
        ({"day": ""}, "Ngày còn trống"),
        ({"name": "x" * 201}, "dài quá 200 ký tự"),
    ],
)
def test_a_wrong_correction_is_refused(office: Office, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence), office.write() as session:
        set_workday(session, {"day": "2026-11-23", "kind": "off", **SWAP, **values})
    assert works(office, MONDAY)


def test_a_day_may_be_typed_as_people_write_it(office: Office) -> None:
    with office.write() as session:
        set_workday(session, {"day": "23/11/2026", "kind": "off", **SWAP})
    assert not works(office, MONDAY)


def test_who_may_not_correct_is_told_so_whatever_was_typed(office: Office) -> None:
    office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed), office.write() as session:
        set_workday(session, {"day": "31/02/2026", "kind": "half", **SWAP})


def test_a_years_list_is_read_and_entered_as_one_act(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "lich.csv"
    path.write_text(
        "Ngày;Loại;Lý do;Văn bản\n"
        "23/11/2026;Nghỉ;Hoán đổi;TB 1 (hư cấu)\n28/11/2026;Làm bù;Hoán đổi;TB 1 (hư cấu)\n",
        encoding="utf-8",
    )
    with office.write() as session:
        assert set_workdays(session, read_workdays(path), path.name) == 2
    assert (works(office, MONDAY), works(office, SATURDAY)) == (False, True)
    with office.read() as session:
        assert list_acts(session)[0].verb == "Nhập lịch làm việc"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("23/13/2026;Nghỉ;Lễ;TB 1", "Dòng 2: "),
        ("23/11/2026;Không rõ;Lễ;TB 1", "Dòng 2: loại “Không rõ” không rõ"),
        ("23/11/2026;Nghỉ;Lễ;", "Dòng 2: chưa ghi văn bản quy định"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    path = tmp_path / "lich.csv"
    path.write_text(f"Ngày;Loại;Lý do;Văn bản\n{row}\n", encoding="utf-8")
    with pytest.raises(UserError, match=sentence):
        read_workdays(path)


def test_a_file_without_a_calendar_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "khac.csv"
    path.write_text("Họ tên;Năm sinh\nAn;1980\n", encoding="utf-8")
    with pytest.raises(UserError, match="không có bảng lịch làm việc"):
        read_workdays(path)
