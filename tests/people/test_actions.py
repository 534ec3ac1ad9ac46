"""Recording, changing and removing one person."""

import pytest
from conftest import add_people
from sqlalchemy import select

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import Invalid, NotAllowed, NotFound, UserError
from desktop.journal.queries import history_of, list_acts
from desktop.journal.undo import undo_act
from desktop.people.actions import record_person, remove_person, update_person
from desktop.people.models import Person
from desktop.people.queries import get_person

AN = {
    "full_name": "PGS.TS. NGUYỄN VĂN AN",
    "birth": "5/3/1980",
    "sex": "Nam",
    "id_number": "075 080 001 234",
    "status": "Đang công tác",
}


def record(office: Office, **values: object) -> str:
    with office.write() as session:
        return record_person(session, AN | values)


def stored(office: Office, uid: str) -> dict[str, object]:
    with office.read() as session:
        return dict(get_person(session, uid).values)


def test_a_person_is_stored_as_the_rules_want_it_in_the_unit_of_the_office(office: Office) -> None:
    uid = record(office)
    values = stored(office, uid)
    assert (values["full_name"], values["birth"], values["sex"]) == ("Nguyễn Văn An", "1980-03-05", "nam")
    assert (values["academic_title"], values["degree"]) == ("PGS", "TS")
    with office.read() as session:
        assert session.scalars(select(Person.unit_code)).one() == "26041"


def test_what_is_wrong_is_refused_all_at_once_and_nothing_is_stored(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        record(office, full_name="", degree="TS", birth="31/02/1980", id_number="75080001234")
    assert {one.field for one in refused.value.problems} == {"full_name", "birth", "id_number"}
    with office.read() as session:
        assert session.scalars(select(Person)).all() == []


def test_a_second_record_with_the_same_number_is_refused_naming_the_first(office: Office) -> None:
    record(office)
    with pytest.raises(Invalid, match="đã có trong sổ, của “Nguyễn Văn An”") as refused:
        record(office, full_name="Trần Văn Bình", degree="ThS")
    assert refused.value.problems[0].field == "id_number"


def test_a_stored_code_that_no_list_knows_hinders_no_other_change(office: Office) -> None:
    (uid,) = add_people(office, {"full_name": "Lê An", "strategic_group": "ma-cu"})
    with office.write() as session:
        update_person(session, uid, {"position": "Giám đốc"})
    assert (stored(office, uid)["strategic_group"], stored(office, uid)["position"]) == ("ma-cu", "Giám đốc")
    with pytest.raises(Invalid, match="không có trong danh mục"), office.write() as session:
        update_person(session, uid, {"strategic_group": "ma-khac"})


def test_a_record_may_keep_its_own_number_when_it_is_changed(office: Office) -> None:
    uid = record(office)
    with office.write() as session:
        update_person(session, uid, {"position": "Trưởng khoa", "id_number": "075080001234"})
    assert stored(office, uid)["position"] == "Trưởng khoa"


def test_a_change_touches_only_the_given_fields_and_an_empty_value_empties(office: Office) -> None:
    uid = record(office, phone="0912345678", workplace="Trường mẫu")
    with office.write() as session:
        update_person(session, uid, {"phone": "", "degree": "Tiến sĩ khoa học"})
    values = stored(office, uid)
    assert (values["phone"], values["workplace"], values["degree"]) == (None, "Trường mẫu", "TSKH")
    with office.read() as session:
        changed = history_of(session, uid)[0].values
    assert changed == {"phone": ("0912345678", None), "degree": ("TS", "TSKH")}


def test_a_change_is_checked_together_with_what_stands(office: Office) -> None:
    uid = record(office)
    with pytest.raises(Invalid, match="Chưa có họ và tên"), office.write() as session:
        update_person(session, uid, {"full_name": " "})
    assert stored(office, uid)["full_name"] == "Nguyễn Văn An"


def test_a_change_that_changes_nothing_leaves_no_trace(office: Office) -> None:
    uid = record(office)
    with office.write() as session:
        update_person(session, uid, {"full_name": "NGUYỄN VĂN AN"})
    with office.read() as session:
        assert len(history_of(session, uid)) == 1


def test_a_removed_person_comes_back_when_the_act_is_undone(office: Office) -> None:
    uid = record(office)
    with office.write() as session:
        remove_person(session, uid, "Ghi trùng")
    with pytest.raises(NotFound):
        stored(office, uid)
    with office.read() as session:
        act = list_acts(session)[0]
        assert (act.verb, act.why) == ("Xóa hồ sơ", "Ghi trùng")
    with office.write() as session:
        undo_act(session, act.uid, who="canbo")
    assert stored(office, uid)["full_name"] == "Nguyễn Văn An"


def test_removing_needs_a_reason(office: Office) -> None:
    uid = record(office)
    with pytest.raises(UserError, match="lý do"), office.write() as session:
        remove_person(session, uid, "  ")
    assert stored(office, uid)


@pytest.mark.parametrize("action", ["record", "update", "remove"])
def test_who_may_not_edit_changes_nothing(office: Office, action: str) -> None:
    uid = record(office)
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    doing = {
        "record": lambda session: record_person(session, AN | {"id_number": None}),
        "update": lambda session: update_person(session, uid, {"note": "x"}),
        "remove": lambda session: remove_person(session, uid, "x"),
    }[action]
    with pytest.raises(NotAllowed), office.write() as session:
        doing(session)
    with office.read() as session:
        assert session.scalars(select(Person.note)).all() == [None]


def test_an_unknown_record_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound), office.write() as session:
        update_person(session, "khong-co", {"note": "x"})
