"""The history of one record in words; values are masked for those who may not see them."""

from dataclasses import replace

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.journal.queries import list_acts
from desktop.people.actions import record_person, remove_person, update_person
from desktop.people.history import FieldChange, PersonChange, person_history
from desktop.people.queries import MASK
from desktop.people.standing.actions import record_standing

MAU = {
    "full_name": "Nguyễn Thị Mẫu",
    "birth": "1980-03",
    "degree": "TS",
    "status": "dang_lam",
    "id_number": "075180000012",
}


def record(office: Office) -> str:
    with office.write() as session:
        return record_person(session, MAU)


def history(office: Office, uid: str) -> list[PersonChange]:
    with office.read() as session:
        return person_history(session, uid)


def test_the_first_entry_tells_every_value_with_labels_in_the_order_of_the_form(office: Office) -> None:
    (entry,) = history(office, record(office))
    assert (entry.verb, entry.who) == ("Ghi hồ sơ mới", "Nguyễn Thị Mẫu (hư cấu)")
    assert entry.at.tzinfo is not None
    assert entry.fields == (
        FieldChange("Họ và tên", "", "Nguyễn Thị Mẫu"),
        FieldChange("Ngày sinh", "", "03/1980"),
        FieldChange("Số định danh cá nhân", "", "075180000012"),
        FieldChange("Trình độ cao nhất", "", "Tiến sĩ"),
        FieldChange("Tình trạng", "", "Đang công tác"),
    )


def test_the_newest_change_comes_first_with_old_and_new(office: Office) -> None:
    uid = record(office)
    with office.write() as session:
        update_person(session, uid, {"degree": "TSKH", "birth": ""})
    assert history(office, uid)[0].fields == (
        FieldChange("Ngày sinh", "03/1980", ""),
        FieldChange("Trình độ cao nhất", "Tiến sĩ", "Tiến sĩ khoa học"),
    )


def test_a_removal_tells_its_reason_and_an_undo_its_name(office: Office) -> None:
    uid = record(office)
    with office.write() as session:
        remove_person(session, uid, "nhập trùng")
    with office.read() as session:
        removal = list_acts(session)[0]
    with office.write() as session:
        undo(session, removal.uid)
    undone, removed, _ = history(office, uid)
    assert (removed.verb, removed.why) == ("Xóa hồ sơ", "nhập trùng")
    assert undone.verb == "Hoàn tác: Xóa hồ sơ"


def test_who_may_not_see_personal_data_sees_only_that_it_changed(office: Office) -> None:
    uid = record(office)
    with office.write() as session:
        update_person(session, uid, {"id_number": ""})
    viewer = replace(office, actor=Actor("xem", "Người Xem (hư cấu)", Role.VIEWER))
    changed, entered = history(viewer, uid)
    assert changed.fields == (FieldChange("Số định danh cá nhân", MASK, MASK),)
    labels = {one.label: one.after for one in entered.fields}
    assert "Số định danh cá nhân" not in labels
    assert labels["Ngày sinh"] == "03/1980"


def test_a_standing_of_the_past_is_told_with_its_document(office: Office) -> None:
    uid = record(office)
    with office.write() as session:
        record_standing(session, uid, {"status": "nghi_huu", "since": "2024", "document": "QĐ 12"})
    with office.write() as session:
        record_standing(session, uid, {"status": "nuoc_ngoai", "since": "2015", "place": "Pháp"})
    older, newer = history(office, uid)[:2]
    assert (older.verb, older.fields) == (
        "Ghi tình trạng",
        (
            FieldChange("Tình trạng", "", "Đang ở nước ngoài"),
            FieldChange("Có hiệu lực từ", "", "2015"),
            FieldChange("Nơi đến", "", "Pháp"),
        ),
    )
    assert newer.fields == (
        FieldChange("Tình trạng", "Đang công tác", "Nghỉ hưu"),
        FieldChange("Tình trạng từ ngày", "", "2024"),
        FieldChange("Diễn biến tình trạng: văn bản", "", "QĐ 12"),
    )
