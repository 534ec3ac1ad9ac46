"""Importing lists: the preview, the act, what is matched with what; and writing lists."""

from pathlib import Path

import openpyxl
import pytest
from conftest import add_people
from sqlalchemy import func, select

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import Cancelled, FileProblem, NotAllowed, Severity, UserError
from desktop.jobs import Job
from desktop.journal.queries import check_chain, list_acts
from desktop.journal.undo import undo_act
from desktop.people.actions import record_person
from desktop.people.importing.office_list import (
    apply_import,
    export_people,
    preview_import,
    read_list,
    write_errors,
)
from desktop.people.importing.preview import ImportPreview
from desktop.people.models import Person
from desktop.people.queries import MASK, MASKED, ids_in_order, rows_by_ids
from desktop.people.sample import NOTE, write_sample_list
from desktop.search.queries import search_people
from people.importing.messy import PLAIN, Rows, read

HEAD = ("Họ và tên", "Ngày sinh", "Số CCCD", "Trình độ", "Đơn vị công tác", "Hội tham gia", "Ghi chú")
AN = ("Nguyễn Văn An", "05/03/1980", "075080001234", "TS", "Trường mẫu", None, None)


def preview(office: Office, path: Path, rows: Rows, *, accept: bool = False) -> ImportPreview:
    with office.read() as session:
        return preview_import(session, read(path, rows), accept_suggestions=accept)


def bring_in(office: Office, path: Path, rows: Rows) -> ImportPreview:
    found = preview(office, path, rows)
    with office.write() as session:
        apply_import(session, found)
    return found


def counts(found: ImportPreview) -> tuple[int, int, int, int]:
    numbers = found.counts
    return numbers.new, numbers.changed, numbers.same, numbers.wrong


def register(office: Office) -> list[dict[str, object]]:
    with office.read() as session:
        return [dict(row.values) for row in rows_by_ids(session, ids_in_order(session))]


def refusals(found: ImportPreview) -> list[str]:
    return [one.message for one in found.problems if one.severity is Severity.REFUSE]


def test_a_preview_writes_nothing(office: Office, tmp_path: Path) -> None:
    with office.read() as session:
        before = len(list_acts(session))
    assert counts(preview(office, tmp_path, PLAIN)) == (5, 0, 0, 0)
    with office.read() as session:
        assert len(list_acts(session)) == before
    assert register(office) == []


def test_an_import_is_one_act_that_is_undone_as_one(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path, PLAIN)
    assert len(register(office)) == 5
    with office.read() as session:
        act = list_acts(session)[0]
        people_with_their_standings = 5 * 2
        assert (act.verb, act.why) == ("Nhập danh sách từ Excel", "danh-sach.xlsx")
        assert act.changes == people_with_their_standings
        assert check_chain(session).ok
        assert len(search_people(session, "le ha")) == 1
    with office.write() as session:
        undo_act(session, act.uid, who="canbo")
    assert register(office) == []
    with office.read() as session:
        assert search_people(session, "le ha") == []


def test_the_same_list_again_changes_nothing(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path, PLAIN)
    assert counts(preview(office, tmp_path, PLAIN)) == (0, 0, 5, 0)


def test_new_people_work_unless_the_list_says_otherwise(office: Office, tmp_path: Path) -> None:
    bring_in(
        office,
        tmp_path,
        [("Họ tên", "Trình độ", "Tình trạng"), ("Lê An", "TS", None), ("Lê Ba", "TS", "Nghỉ hưu")],
    )
    assert [one["status"] for one in register(office)] == ["dang_lam", "nghi_huu"]


def test_changes_are_shown_old_and_new_and_empty_cells_change_nothing(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path, [HEAD, AN])
    found = preview(
        office, tmp_path, [HEAD, ("Nguyễn Văn An", None, "075080001234", "TSKH", None, "LHH", None)]
    )
    assert counts(found) == (0, 1, 0, 0)
    assert found.changed[0].changes == {"degree": ("TS", "TSKH"), "association": (None, "lhh")}
    with office.write() as session:
        apply_import(session, found)
    values = register(office)[0]
    assert (values["degree"], values["workplace"], values["birth"]) == ("TSKH", "Trường mẫu", "1980-03-05")


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (("NGUYỄN VĂN AN", "05/03/1980", None, "TS"), (0, 0, 1, 0)),
        (("nguyen van an", "05/03/1980", None, "TS"), (0, 0, 1, 0)),
        (("Nguyễn Văn An", "1980", "075080001234", "TS"), (0, 0, 1, 0)),
        (("Nguyễn Văn An", "05/03/1980", "075080009999", "TS"), (1, 0, 0, 0)),
        (("Nguyễn Văn An", "06/03/1980", None, "TS"), (1, 0, 0, 0)),
        (("Nguyễn Văn An", None, None, "TS"), (1, 0, 0, 0)),
        (("Nguyễn Văn Anh", "05/03/1980", "075080001234", "TS"), (0, 1, 0, 0)),
        (("Trần Thị Bé", "05/03/1980", "075080001234", "TS"), (0, 0, 0, 1)),
    ],
)
def test_people_are_recognised_by_number_else_by_name_and_birth(
    office: Office, tmp_path: Path, row: tuple[object, ...], outcome: tuple[int, ...]
) -> None:
    bring_in(office, tmp_path, [HEAD, AN])
    assert counts(preview(office, tmp_path, [HEAD, row])) == outcome


def test_a_missing_number_is_added_to_the_record_of_that_name_and_birth(
    office: Office, tmp_path: Path
) -> None:
    bring_in(office, tmp_path, [HEAD, ("Nguyễn Văn An", "1980", None, "TS")])
    found = bring_in(office, tmp_path, [HEAD, ("Nguyễn Văn An", "1980", "075080001234", "TS")])
    assert found.changed[0].changes == {"id_number": (None, "075080001234")}


def test_namesakes_without_a_number_are_told_apart_by_workplace_or_not_at_all(
    office: Office, tmp_path: Path
) -> None:
    first, second = ("Lê An", "1980", None, "TS", "Trường Một"), ("Lê An", "1980", None, "TS", "Trường Hai")
    assert counts(bring_in(office, tmp_path, [HEAD, first, second])) == (2, 0, 0, 0)
    assert counts(preview(office, tmp_path, [HEAD, first, second])) == (0, 0, 2, 0)
    unclear = preview(office, tmp_path, [HEAD, ("Lê An", "1980", None, "TS", None)])
    assert counts(unclear) == (0, 0, 0, 1)
    assert "Trong sổ có 2 người tên “Lê An”" in refusals(unclear)[0]


def test_without_a_birth_name_and_workplace_recognise_a_person(office: Office, tmp_path: Path) -> None:
    row = ("Lê An", None, None, "TS", "Trường Một")
    bring_in(office, tmp_path, [HEAD, row])
    assert counts(preview(office, tmp_path, [HEAD, row])) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        (AN, (1, 0, 0, 1)),
        (("Nguyễn Văn An", "05/03/1980", None, "TS", "Nơi khác", None, None), (1, 0, 0, 1)),
        (("Nguyễn Văn An", "05/03/1980", "075080009999", "TS", None, None, None), (2, 0, 0, 0)),
        (("Trần Ba", "1970", "075080001234", "TS", None, None, None), (1, 0, 0, 1)),
    ],
)
def test_a_person_written_twice_in_a_list_is_taken_once(
    office: Office, tmp_path: Path, second: tuple[object, ...], outcome: tuple[int, ...]
) -> None:
    found = preview(office, tmp_path, [HEAD, AN, second])
    assert counts(found) == outcome
    assert all("Trùng với dòng 2" in message for message in refusals(found))


def test_a_known_person_written_twice_is_taken_once(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path, [HEAD, AN])
    assert counts(preview(office, tmp_path, [HEAD, AN, AN])) == (0, 0, 1, 1)


def test_wrong_rows_are_left_out_and_say_where_and_why(office: Office, tmp_path: Path) -> None:
    rows = [
        HEAD,
        AN,
        ("Lê Ba", "31/02/1980", "07508000999", "12/12", None, None, None),
        (None, "1970", None, "TS", "A", "LHH"),
    ]
    found = bring_in(office, tmp_path, rows)
    assert counts(found) == (1, 0, 0, 2)
    said = {(one.row, one.column) for one in found.problems if one.severity is Severity.REFUSE}
    assert said == {(3, "Ngày sinh"), (3, "Số CCCD"), (3, "Trình độ"), (4, "Họ và tên")}
    assert len(register(office)) == 1


def test_lost_zeros_are_suggested_and_taken_only_when_accepted(office: Office, tmp_path: Path) -> None:
    rows = [HEAD, ("Lê An", "1980", 75080001234, "TS"), ("Lê Ba", "1981", 1081001234, "TS")]
    found = preview(office, tmp_path, rows)
    assert counts(found) == (0, 0, 0, 2)
    assert found.suggestions == 2
    assert "đã bỏ số 0 ở đầu: 075080001234?" in refusals(found)[0]
    accepted = preview(office, tmp_path, rows, accept=True)
    assert counts(accepted) == (2, 0, 0, 0)
    assert [one.values["id_number"] for one in accepted.new] == ["075080001234", "001081001234"]
    assert {one.severity for one in accepted.problems} == {Severity.WARN}


def test_a_label_that_no_list_knows_goes_to_the_note_with_a_warning(office: Office, tmp_path: Path) -> None:
    head, row = ("Họ và tên", "Trình độ", "Dân tộc", "Ghi chú"), ("Lê An", "TS", "Na'vi", "Có bằng khen")
    found = bring_in(office, tmp_path, [head, row])
    assert counts(found) == (1, 0, 0, 0)
    assert register(office)[0]["note"] == "Có bằng khen\nDân tộc: Na'vi"
    assert counts(preview(office, tmp_path, [head, row])) == (0, 0, 1, 0)


def test_a_label_that_a_list_with_other_does_not_know_is_kept_beside_other(
    office: Office, tmp_path: Path
) -> None:
    row = ("Lê An", "1980", None, "TS", None, "Hội Sinh vật cảnh", "Có bằng khen")
    found = bring_in(office, tmp_path, [HEAD, row])
    (problem,) = (one for one in found.problems if "Sinh vật cảnh" in one.message)
    assert problem.message.endswith("không có trong danh mục; sẽ ghi là “Khác: Hội Sinh vật cảnh”.")
    assert register(office)[0]["association"] == "khac:Hội Sinh vật cảnh"
    assert register(office)[0]["note"] == "Có bằng khen"
    assert counts(preview(office, tmp_path, [HEAD, row])) == (0, 0, 1, 0)


def test_a_commune_that_was_divided_is_not_guessed(office: Office, tmp_path: Path) -> None:
    head = ("Họ và tên", "Trình độ", "Xã, phường cư trú")
    rows = [("Lê An", "TS", "Phường Mỹ Đình 1, Nam Từ Liêm, Hà Nội"), ("Lê Bình", "TS", "P. Trung Dũng")]
    found = bring_in(office, tmp_path, [head, *rows])
    (problem,) = (one for one in found.problems if "Mỹ Đình" in one.message)
    assert "có thể là Phường Cầu Giấy" in problem.message
    assert "hoặc Phường Từ Liêm" in problem.message
    assert [one["residence"] for one in register(office)] == [None, "26041"]


def test_a_note_is_added_to_never_replaced(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path, [HEAD, (*AN[:6], "Một")])
    bring_in(office, tmp_path, [HEAD, (*AN[:6], "Hai")])
    assert register(office)[0]["note"] == "Một\nHai"


def test_a_register_changed_since_the_preview_is_not_written_to(office: Office, tmp_path: Path) -> None:
    found = preview(office, tmp_path, [HEAD, AN])
    add_people(office, {"full_name": "Người Khác"})
    with pytest.raises(UserError, match="xem trước lại"), office.write() as session:
        apply_import(session, found)
    assert len(register(office)) == 1


def test_who_may_not_edit_may_not_import(office: Office, tmp_path: Path) -> None:
    found = preview(office, tmp_path, [HEAD, AN])
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed), office.write() as session:
        apply_import(session, found)
    assert register(office) == []


def test_a_stopped_import_changes_nothing(office: Office, tmp_path: Path) -> None:
    found = preview(office, tmp_path, PLAIN)
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled), office.write() as session:
        apply_import(session, found, job)
    assert register(office) == []


def test_a_stopped_preview_stops(office: Office, tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled), office.read() as session:
        preview_import(session, read(tmp_path, PLAIN), job=job)


def test_the_errors_stand_in_the_same_sheet_and_mended_it_can_be_imported(
    office: Office, tmp_path: Path
) -> None:
    rows = [("DANH SÁCH",), HEAD, AN, ("Lê Ba", "31/02/1980", None, "TS", None, None, None)]
    parsed = read(tmp_path, rows, ("A1:G1",))
    with office.read() as session:
        found = preview_import(session, parsed)
    out = tmp_path / "loi.xlsx"
    write_errors(parsed, found, out)
    sheet = openpyxl.load_workbook(out).active
    assert [cell.value for cell in sheet[2]] == [*HEAD, "Lỗi"]
    assert sheet["H3"].value is None
    assert "31/02/1980" in sheet["H4"].value
    assert sheet["C3"].value == "075080001234"
    book = openpyxl.load_workbook(out)
    book.active["B4"] = "28/02/1980"
    book.save(out)
    with office.read() as session:
        assert counts(preview_import(session, read_list(out))) == (2, 0, 0, 0)


def test_what_is_exported_is_imported_as_the_same(office: Office, tmp_path: Path) -> None:
    write_sample_list(tmp_path / "mau.xlsx", count=60)
    with office.read() as session:
        found = preview_import(session, read_list(tmp_path / "mau.xlsx"))
    with office.write() as session:
        apply_import(session, found)
    out = tmp_path / "ra.xlsx"
    with office.read() as session:
        assert export_people(session, None, out) == 60
        again = preview_import(session, read_list(out))
    assert counts(again) == (0, 0, 60, 0)


def test_every_field_survives_the_way_out_and_in(office: Office, tmp_path: Path) -> None:
    values = {
        "full_name": "Nguyễn Văn An",
        "birth": "1980-03",
        "sex": "nam",
        "ethnicity": "08",
        "id_number": "075080001234",
        "relation": "que_goc",
        "residence": "25280",
        "address": "=1 đường Mẫu",
        "origin": "79",
        "phone": "0912345678",
        "email": "an@mau.vn",
        "workplace": "Sở mẫu",
        "sector": "hoi",
        "position": "Trưởng phòng",
        "work_field": "khac",
        "association": "khac:Hội Luật gia, chi hội phường",
        "strategic_group": "vhnt",
        "degree": "K",
        "degree_year": 2001,
        "academic_title": None,
        "specialist": "CKII",
        "honour": "NNND",
        "training_field": "86",
        "major": "Mộc",
        "research_field": "102",
        "trained_year": 2024,
        "status": "khac",
        "status_since": "2020",
        "note": "dòng một\ndòng hai",
        "confirmed_on": "2026-01-02",
    }
    with office.write() as session:
        record_person(session, values)
    assert register(office)[0] == values
    with office.read() as session:
        export_people(session, None, tmp_path / "ra.xlsx")
        act = list_acts(session)[0].uid
    with office.write() as session:
        undo_act(session, act, who="canbo")
    with office.read() as session:
        found = preview_import(session, read_list(tmp_path / "ra.xlsx"))
    assert refusals(found) == []
    assert {**dict.fromkeys(values), **found.new[0].values} == values


def test_an_export_hides_what_the_user_may_not_see(office: Office, tmp_path: Path) -> None:
    add_people(office, {"full_name": "Lê An", "id_number": "075080001234", "ethnicity": "05"})
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    with office.read() as session:
        export_people(session, None, tmp_path / "ra.xlsx")
    cells = [cell.value for cell in openpyxl.load_workbook(tmp_path / "ra.xlsx").active[2]]
    assert cells.count(MASK) == len(MASKED)
    assert "075080001234" not in cells


def test_who_may_not_edit_learns_nothing_by_comparing_a_list(office: Office, tmp_path: Path) -> None:
    parsed = read(tmp_path, PLAIN)
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed), office.read() as session:
        preview_import(session, parsed)


def test_chosen_people_are_exported_in_the_chosen_order(office: Office, tmp_path: Path) -> None:
    uids = add_people(office, {"full_name": "Lê An"}, {"full_name": "Võ Ba"}, {"full_name": "Bùi Tư"})
    with office.read() as session:
        assert export_people(session, [uids[2], uids[0]], tmp_path / "ra.xlsx") == 2
    sheet = openpyxl.load_workbook(tmp_path / "ra.xlsx").active
    assert [sheet["B2"].value, sheet["B3"].value, sheet["B4"].value] == ["Bùi Tư", "Lê An", None]


def test_an_export_that_cannot_be_written_is_a_problem_of_the_file(office: Office, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    with pytest.raises(FileProblem), office.read() as session:
        export_people(session, None, tmp_path / "tep" / "ra.xlsx")


def test_the_sample_is_always_the_same_fictional_and_clean(office: Office, tmp_path: Path) -> None:
    write_sample_list(tmp_path / "a.xlsx")
    write_sample_list(tmp_path / "b.xlsx")
    first, second = read_list(tmp_path / "a.xlsx"), read_list(tmp_path / "b.xlsx")
    assert first.sheets == second.sheets
    assert "HƯ CẤU" in str(openpyxl.load_workbook(tmp_path / "a.xlsx").active["A4"].value)
    with office.read() as session:
        found = preview_import(session, first)
    assert counts(found) == (300, 0, 0, 0)
    assert {one.message.partition(":")[0] for one in found.problems} <= {"Chưa thuộc diện vào sổ của đơn vị"}
    assert {one.values["note"] for one in found.new} == {NOTE}
    assert {one.values["id_number"][:3] for one in found.new} == {"075"}


def test_a_list_of_thousands_is_imported_whole(office: Office, tmp_path: Path) -> None:
    rows = [
        HEAD,
        *(
            (f"Nguyễn Văn {chr(65 + n % 26)}n", "1980", f"0750800{n:05d}", "TS", f"Nơi {n}")
            for n in range(3000)
        ),
    ]
    assert counts(bring_in(office, tmp_path, rows)) == (3000, 0, 0, 0)
    with office.read() as session:
        assert session.scalar(select(func.count(Person.id))) == 3000
