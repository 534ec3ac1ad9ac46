import json
from collections.abc import Callable

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import IntegrityError

from desktop.accounts.models import User
from desktop.accounts.office import Office, open_with_key
from desktop.accounts.rights import Right, authorize
from desktop.errors import UserError
from desktop.journal.models import Act, Change
from desktop.journal.queries import check_chain, history_of, list_acts
from desktop.journal.triggers import digest
from desktop.journal.undo import undo_act
from desktop.people.models import Person


def add_person(office: Office, **values: object) -> str:
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Ghi hồ sơ")
        person = Person(
            **{"full_name": "Trần Văn Mẫu", "degree": "TS", "status": "dang_lam", "unit_code": "1"} | values
        )
        session.add(person)
        session.flush()
        return person.uid


def rename(office: Office, uid: str, name: str) -> None:
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Sửa hồ sơ")
        session.scalars(select(Person).where(Person.uid == uid)).one().full_name = name


def newest_act(office: Office) -> str:
    with office.read() as session:
        return list_acts(session)[0].uid


def test_a_change_is_written_with_who_when_before_and_after(office: Office) -> None:
    uid = add_person(office)
    rename(office, uid, "Trần Văn Mới")
    with office.read() as session:
        newest, first = history_of(session, uid)
    assert newest.values == {"full_name": ("Trần Văn Mẫu", "Trần Văn Mới")}
    assert (newest.who, newest.verb) == ("canbo", "Sửa hồ sơ")
    assert first.values["degree"] == (None, "TS")


def test_nothing_can_be_changed_outside_an_act(office: Office) -> None:
    with pytest.raises(IntegrityError), office.write() as session:
        session.add(Person(full_name="A", degree="TS", status="dang_lam", unit_code="1"))


def test_a_bulk_statement_is_journalled_row_by_row(office: Office) -> None:
    uids = [add_person(office), add_person(office)]
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Sửa hàng loạt")
        session.execute(update(Person).values(note="x"))
    with office.read() as session:
        assert [history_of(session, uid)[0].values for uid in uids] == [{"note": (None, "x")}] * 2


def test_an_act_that_changes_nothing_leaves_no_trace(office: Office) -> None:
    with office.read() as session:
        before = len(list_acts(session))
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Không làm gì")
    with office.read() as session:
        assert len(list_acts(session)) == before


def test_a_failed_act_changes_nothing(office: Office) -> None:
    with pytest.raises(UserError), office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Hỏng")
        session.add(Person(full_name="A", degree="TS", status="dang_lam", unit_code="1"))
        session.flush()
        raise UserError("hỏng")
    with office.read() as session:
        assert session.scalars(select(Person)).all() == []
        assert check_chain(session).ok


def test_the_chain_holds_and_shows_tampering(office: Office) -> None:
    uid = add_person(office)
    with office.read() as session:
        assert check_chain(session).ok
    with office.database.write() as session:
        session.execute(text("UPDATE journal_change SET after = replace(after, 'Mẫu', 'Giả')"))
    with office.read() as session:
        check = check_chain(session)
        assert not check.ok
        assert check.broken_at
    assert uid


def test_the_chain_survives_the_erasure_of_contents(office: Office) -> None:
    uid = add_person(office)
    with office.database.write() as session:
        session.execute(
            update(Change).where(Change.row_key == uid).values(before=None, after=None, salt=None)
        )
    with office.read() as session:
        assert check_chain(session).ok


def test_a_removed_act_breaks_the_chain(office: Office) -> None:
    add_person(office)
    add_person(office)
    with office.database.write() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        doomed = session.scalars(select(Act).order_by(Act.id.desc()).offset(1)).first()
        assert doomed is not None
        session.execute(text("DELETE FROM journal_change WHERE act_id = :id"), {"id": doomed.id})
        session.delete(doomed)
    with office.read() as session:
        assert not check_chain(session).ok


def test_undo_takes_back_a_whole_act_also_after_reopening(
    office: Office, template: tuple[object, bytes]
) -> None:
    uid = add_person(office)
    rename(office, uid, "Tên Sai")
    act = newest_act(office)
    office.close()
    again = open_with_key(office.folder, template[1], "canbo")
    with again.write() as session:
        undo_act(session, act, who="canbo")
    with again.read() as session:
        assert session.scalars(select(Person.full_name)).one() == "Trần Văn Mẫu"
        assert check_chain(session).ok
    again.close()


def test_undo_of_an_undo_restores_a_deleted_record(office: Office) -> None:
    uid = add_person(office)
    with office.write() as session:
        undo_act(session, newest_act(office), who="canbo")
    with office.read() as session:
        assert session.scalars(select(Person)).all() == []
    with office.write() as session:
        undo_act(session, newest_act(office), who="canbo")
    with office.read() as session:
        person = session.scalars(select(Person)).one()
        assert (person.uid, person.degree) == (uid, "TS")
        assert session.scalar(text("SELECT count(*) FROM search_person WHERE folded MATCH 'tran'")) == 1


def test_an_act_that_is_in_force_again_can_be_undone_again(office: Office) -> None:
    add_person(office)
    act = newest_act(office)
    for undone in (act, None, act):
        with office.write() as session:
            undo_act(session, undone or newest_act(office), who="canbo")
        with office.read() as session:
            assert bool(session.scalars(select(Person)).all()) == (undone is None)
            assert {line.uid: line.undone for line in list_acts(session)}[act] == (undone is not None)
    with pytest.raises(UserError, match="đã được hoàn tác rồi"), office.write() as session:
        undo_act(session, act, who="canbo")


def test_undo_is_refused_when_a_later_act_stands_on_it(office: Office) -> None:
    uid = add_person(office)
    act = newest_act(office)
    rename(office, uid, "Sau Này")
    with pytest.raises(UserError, match="thao tác sau"), office.write() as session:
        undo_act(session, act, who="canbo")
    with office.read() as session:
        assert session.scalars(select(Person.full_name)).one() == "Sau Này"


def test_values_that_rows_handed_on_go_back_one_after_the_other(office: Office) -> None:
    with office.write() as session:
        authorize(session, Right.MANAGE, "Thêm người dùng")
        session.add_all(User(login=one, full_name="Mẫu (hư cấu)", role="viewer") for one in "abc")
    with office.write() as session:
        authorize(session, Right.MANAGE, "Đổi tài khoản")
        for old, new in (("c", "d"), ("b", "c"), ("a", "b")):  # each one takes what has just become free
            session.execute(update(User).where(User.login == old).values(login=new))
    with office.write() as session:
        undo_act(session, newest_act(office), who="canbo")
    with office.read() as session:
        assert list(session.scalars(select(User.login).order_by(User.id)))[-3:] == ["a", "b", "c"]
        assert check_chain(session).ok


def test_a_row_changed_twice_in_one_act_goes_back_to_the_beginning(office: Office) -> None:
    uid = add_person(office)
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Sửa hai lần")
        for name in ("Một", "Hai"):
            session.execute(update(Person).where(Person.uid == uid).values(full_name=name))
    with office.write() as session:
        undo_act(session, newest_act(office), who="canbo")
    with office.read() as session:
        assert session.scalars(select(Person.full_name)).one() == "Trần Văn Mẫu"
        assert [change.verb for change in history_of(session, uid)][:2] == ["Hoàn tác: Sửa hai lần"] * 2


def test_many_rows_are_taken_back_by_few_statements(office: Office) -> None:
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Nhập danh sách")
        session.add_all(
            Person(full_name=f"Trần Văn {n}", degree="TS", status="dang_lam", unit_code="1")
            for n in range(500)
        )
    asked: list[str] = []
    with office.write() as session:
        engine = session.connection().engine
        event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        undo_act(session, newest_act(office), who="canbo")
        assert session.scalars(select(Person)).all() == []
    assert len(asked) < 30


def test_undo_is_refused_when_what_was_changed_is_erased(office: Office) -> None:
    uid = add_person(office)
    act = newest_act(office)
    with office.database.write() as session:
        erased = update(Change).where(Change.row_key == uid)
        session.execute(erased.values(before=None, after=None, salt=None))
    with pytest.raises(UserError, match="xóa vĩnh viễn"), office.write() as session:
        undo_act(session, act, who="canbo")


def test_undo_is_refused_when_later_rows_hang_on_what_it_would_remove(office: Office) -> None:
    from datetime import date

    from desktop.plans.catalogue import load_plan
    from desktop.tasks.actions import adopt_plan, report_progress

    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), date(2026, 5, 20))
    act = newest_act(office)
    with office.write() as session:
        report_progress(session, "ĐN26.3", percent=10, note="x", on=date(2026, 6, 1))
    with pytest.raises(UserError, match="thao tác sau"), office.write() as session:
        undo_act(session, act, who="canbo")


def hang_degree(office: Office, uid: str) -> None:
    from desktop.people.profile.actions import add_row
    from desktop.people.profile.sections import section_of

    with office.write() as session:
        add_row(session, section_of("degrees"), uid, {"degree": "TS", "major": "Hóa học"})


def hang_standing(office: Office, uid: str) -> None:
    from desktop.people.standing.actions import record_standing

    with office.write() as session:
        record_standing(session, uid, {"status": "nghi_huu", "since": "2024"})


def hang_accepted_warning(office: Office, uid: str) -> None:
    from desktop.people.quality.models import AcceptedWarning

    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Chấp nhận cảnh báo")
        person = session.scalars(select(Person.id).where(Person.uid == uid)).one()
        texts = dict.fromkeys(("field", "rule", "facts_mark", "reason", "accepted_by", "accepted_at"), "x")
        session.add(AcceptedWarning(person_id=person, **texts))


@pytest.mark.parametrize("hang", [hang_degree, hang_standing, hang_accepted_warning])
def test_what_later_acts_hung_on_a_row_is_not_swept_away_with_it(
    office: Office, hang: Callable[[Office, str], None]
) -> None:
    uid = add_person(office)
    act = newest_act(office)
    hang(office, uid)
    with pytest.raises(UserError, match="hãy hoàn tác thao tác sau trước"), office.write() as session:
        undo_act(session, act, who="canbo")
    with office.write() as session:
        undo_act(session, newest_act(office), who="canbo")
    with office.write() as session:
        undo_act(session, act, who="canbo")
    with office.read() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 0


def test_what_the_act_itself_hung_on_its_row_goes_with_it(office: Office) -> None:
    from desktop.people.actions import remove_person

    uid = add_person(office)
    hang_degree(office, uid)
    with office.write() as session:
        remove_person(session, uid, "nhầm người")
    removal = newest_act(office)
    with office.write() as session:
        undo_act(session, removal, who="canbo")
    with office.write() as session:
        undo_act(session, newest_act(office), who="canbo")
    with office.read() as session:
        assert session.scalar(text("SELECT count(*) FROM profile_degree")) == 0


def test_the_founding_of_the_office_is_never_undone(office: Office) -> None:
    act = newest_act(office)
    with pytest.raises(UserError, match="việc lập sổ"), office.write() as session:
        undo_act(session, act, who="canbo")
    with office.read() as session:
        assert session.scalar(text("SELECT count(*) FROM user")) == 1


def test_the_salt_is_drawn_once_for_each_change(office: Office) -> None:
    uid = add_person(office)
    with office.read() as session:
        change = session.scalars(select(Change).where(Change.row_key == uid)).one()
        assert change.after is not None
        assert json.loads(change.after)["uid"] == uid
        assert check_chain(session).ok


def test_a_change_has_the_digest_that_earlier_acts_were_sealed_with() -> None:
    found = digest("person", "u1", None, '{"full_name":"Nguyễn Văn An"}', b"s" * 16)
    assert found.hex() == "18c2d66584ff1d76039059023c1e58b022bc7909a0661b978f216010624a71da"
