import argparse
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import DEPARTMENT, add_people

from desktop.accounts.history import undo
from desktop.accounts.lists import adopted_lists, codes_in_use
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.codelists import code_list, label_of, use_lists
from desktop.commands import PIN_VARIABLE
from desktop.errors import NotAllowed, UserError
from desktop.exchange.list_adoption import adopt_list
from desktop.exchange.list_cli import adopt, make, show
from desktop.exchange.list_files import CSV, make_list_file, read_list_file
from desktop.exchange.list_queries import all_lists, entries
from desktop.exchange.manifest import sha256
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.people.actions import update_person
from desktop.reports.outline import outline_of
from desktop.signing.asic import make_container, open_container
from desktop.signing.container import write_container
from desktop.signing.keys import key_from_p12
from desktop.signing.throwaway import ThrowawayPki, make_throwaway_pki
from desktop.signing.trust import Trust, load_trust

PIN, NAMES = "mau-thu", "strategic_group"
START = date(2026, 10, 1)
NEW = """code,label,parent,aliases,valid_from,valid_to,replaced_by
A1,Nhóm công nghệ lõi,,Công nghệ lõi,,,
A2,Nhóm tài năng,,,,,
dau_nganh,Chuyên gia đầu ngành,,,,2026-09-30,A1|A2
tai_nang,Tài năng trẻ,,,,2026-09-30,A2
khac,Khác,,,,,
"""


@pytest.fixture(scope="module")
def pki() -> ThrowawayPki:
    return make_throwaway_pki(office=DEPARTMENT.name, password=PIN)


@pytest.fixture(scope="module")
def trust(pki: ThrowawayPki, tmp_path_factory: pytest.TempPathFactory) -> Trust:
    folder = tmp_path_factory.mktemp("trust")
    (folder / "goc.pem").write_bytes(pki.root_pem)
    (folder / "thu-hoi.crl").write_bytes(pki.crl_der)
    return load_trust([folder / "goc.pem"], [folder / "thu-hoi.crl"])


Maker = Callable[..., bytes]


@pytest.fixture
def made(department: Office, pki: ThrowawayPki) -> Maker:
    """Makes signed list files of the department."""

    def make_one(text: str = NEW, name: str = NAMES, start: date = START) -> bytes:
        with key_from_p12(pki.office_p12, PIN) as key, department.write() as session:
            return make_list_file(session, name, text.encode(), "15/QĐ-SKHCN", start, key)

    return make_one


def take(office: Office, data: bytes, trust: Trust) -> None:
    with office.write() as session:
        adopt_list(session, read_list_file(data, trust))


def test_an_adopted_list_is_used_everywhere_in_the_open_office(
    office: Office, made: Maker, trust: Trust
) -> None:
    take(office, made(), trust)
    adopted = code_list(NAMES)
    assert (adopted.adopted, adopted.version, adopted.title) == (True, "2026-10-01", "Nhóm chiến lược")
    assert adopted.source == f"Văn bản số 15/QĐ-SKHCN của {DEPARTMENT.name}"
    assert label_of(NAMES, "A1") == "Nhóm công nghệ lõi"
    assert [code for code, _ in adopted.choices()] == ["A1", "A2", "khac"]


def test_old_codes_stay_readable_and_lead_to_their_successors(
    office: Office, made: Maker, trust: Trust
) -> None:
    take(office, made(), trust)
    assert label_of(NAMES, "dau_nganh") == "Chuyên gia đầu ngành"
    assert code_list(NAMES).match("Tài năng trẻ") == "A2"
    assert code_list(NAMES).match("Chuyên gia đầu ngành") is None


def test_closing_the_office_takes_its_lists_out_of_force(office: Office, made: Maker, trust: Trust) -> None:
    take(office, made(), trust)
    office.close()
    assert not code_list(NAMES).adopted


def test_opening_the_office_puts_its_lists_into_force(office: Office, made: Maker, trust: Trust) -> None:
    take(office, made(), trust)
    office.use_own_lists()
    assert code_list(NAMES).adopted


def test_adopting_is_one_act_that_can_be_undone(office: Office, made: Maker, trust: Trust) -> None:
    take(office, made(), trust)
    with office.read() as session:
        act = list_acts(session)[0]
    assert (act.verb, act.why) == ("Nhận danh mục", "strategic_group, 15/QĐ-SKHCN")
    with office.write() as session:
        undo_act(session, act.uid, who=office.actor.login)
    assert not code_list(NAMES).adopted


def test_adopting_is_not_undone_while_records_bear_its_new_codes(
    office: Office, made: Maker, trust: Trust
) -> None:
    take(office, made(), trust)
    with office.read() as session:
        act = list_acts(session)[0]
    add_people(office, {"full_name": "Lê An", "strategic_group": "A1"})
    with (
        pytest.raises(UserError, match=r"“Nhóm công nghệ lõi” \(1 dòng\) nên không hoàn tác"),
        office.write() as session,
    ):
        undo(session, act.uid)
    assert label_of(NAMES, "A1") == "Nhóm công nghệ lõi"


def test_a_code_recorded_before_a_later_list_drops_it_stays_readable(
    office: Office, made: Maker, trust: Trust
) -> None:
    take(office, made(start=date(2199, 1, 1)), trust)
    (uid,) = add_people(office, {"full_name": "Lê An", "birth": "1980", "strategic_group": "vhnt"})
    with office.read() as session:
        use_lists(adopted_lists(session, date(2199, 1, 1)))
    assert label_of(NAMES, "vhnt") == "Văn nghệ sĩ, nghệ nhân, nhà báo"
    assert code_list(NAMES).get("vhnt") is not None
    assert "vhnt" not in dict(code_list(NAMES).choices(on=date(2199, 1, 1)))
    with office.write() as session:
        update_person(session, uid, {"position": "Giám đốc"})


def test_codes_of_every_earlier_version_end_and_stay(office: Office, made: Maker, trust: Trust) -> None:
    take(office, made("code,label\nB1,Nhóm một\nkhac,Khác\n"), trust)
    take(office, made("code,label\nC1,Nhóm hai\nkhac,Khác\n", start=date(2026, 11, 1)), trust)
    ends = {code.code: code.valid_to for code in code_list(NAMES).codes}
    assert (ends["C1"], ends["khac"], ends["B1"], ends["vhnt"]) == ("", "", "2026-10-31", "2026-09-30")


def test_a_list_that_holds_from_a_later_day_waits_for_it(office: Office, made: Maker, trust: Trust) -> None:
    take(office, made(start=date(2199, 1, 1)), trust)
    assert not code_list(NAMES).adopted


def test_a_newer_version_follows_and_an_older_or_the_same_is_refused(
    office: Office, made: Maker, trust: Trust
) -> None:
    first = made()
    take(office, first, trust)
    with pytest.raises(UserError, match="không mới hơn bản đang có"):
        take(office, first, trust)
    with pytest.raises(UserError, match="không mới hơn bản đang có"):
        take(office, made(start=date(2026, 9, 1)), trust)
    take(office, made(start=date(2026, 11, 1)), trust)
    assert code_list(NAMES).version == "2026-11-01"


def test_a_code_in_use_that_vanishes_is_named(office: Office, made: Maker, trust: Trust) -> None:
    add_people(office, {"full_name": "Lê An", "strategic_group": "vhnt"})
    with pytest.raises(UserError, match=r"“vhnt” \(Văn nghệ sĩ, nghệ nhân, nhà báo, 1 dòng\)"):
        take(office, made(), trust)
    assert not code_list(NAMES).adopted


def test_a_code_in_use_may_end_when_its_successor_is_named(office: Office, made: Maker, trust: Trust) -> None:
    add_people(
        office,
        {"full_name": "Lê An", "strategic_group": "dau_nganh"},
        {"full_name": "Lê Bình", "strategic_group": "khac:Tự học"},
    )
    with office.read() as session:
        assert codes_in_use(session, NAMES) == {"dau_nganh": 1, "khac": 1}
    take(office, made(), trust)
    assert label_of(NAMES, "khac:Tự học") == "Khác: Tự học"


def test_rows_of_the_profile_count_as_use_too(office: Office) -> None:
    with office.read() as session:
        assert codes_in_use(session, "task_level") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,label\nA,Một\nA,Hai\nkhac,Khác\n", "mã “A” có hai lần"),
        ("code,label\nA b,Một\nkhac,Khác\n", "mã “A b” phải là chữ không dấu"),
        ("code,label\nA,\nkhac,Khác\n", "tên của mã “A” trống"),
        ("code,label,parent\nA,Một,Z\nkhac,Khác,\n", "mã cấp trên “Z” của “A” không có"),
        ("code,label,replaced_by\nA,Một,Z\nkhac,Khác,\n", "mã thay thế “Z” của “A” không có"),
        ("code,label,valid_to\nA,Một,30/6/2026\nkhac,Khác,\n", "ngày hiệu lực của mã “A” không đúng"),
        ("code,label\nA,Một\n", "thiếu mã “khac”"),
        ("code,label\n", "thiếu cột code, label"),
        ("ma,ten\nA,Một\n", "thiếu cột code, label"),
    ],
)
def test_a_wrong_table_is_refused_in_words(made: Maker, text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        made(text)


def test_a_table_saved_by_a_spreadsheet_is_read(made: Maker, trust: Trust) -> None:
    received = read_list_file(made("\ufeffcode;label\nA;Một, hai\nkhac;Khác\n"), trust)
    assert [code.label for code in received.codes] == ["Một, hai", "Khác"]


@pytest.mark.parametrize(
    ("name", "said"), [("degree", "theo văn bản của Nhà nước"), ("nothing", "Không có danh mục")]
)
def test_only_working_lists_can_be_replaced(made: Maker, name: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        made(name=name)


def test_codes_that_targets_count_must_stay(made: Maker) -> None:
    with pytest.raises(UserError, match="thiếu mã “khcn” mà các chỉ tiêu dùng"):
        made("code,label\nA,Một\nkhac,Khác\n", "work_field")


def test_a_ward_makes_no_lists(office: Office, pki: ThrowawayPki) -> None:
    with (
        pytest.raises(UserError, match="Chỉ Sở ban hành"),
        key_from_p12(pki.office_p12, PIN) as key,
        office.write() as session,
    ):
        make_list_file(session, NAMES, NEW.encode(), "1", START, key)


def test_a_key_of_somebody_else_is_refused(department: Office) -> None:
    other = make_throwaway_pki(office="UBND phường Trấn Biên", password=PIN)
    with (
        pytest.raises(UserError, match="không phải của “Sở"),
        key_from_p12(other.office_p12, PIN) as key,
        department.write() as session,
    ):
        make_list_file(session, NAMES, NEW.encode(), "1", START, key)


def test_a_file_of_an_unknown_authority_is_refused(made: Maker) -> None:
    with pytest.raises(UserError, match="Tệp danh mục: "):
        read_list_file(made(), Trust())


def test_a_file_without_a_signature_is_refused(made: Maker, trust: Trust) -> None:
    packed = open_container(made())
    bare = {name: data for name, data in packed.entries.items() if not name.startswith("META-INF")}
    with pytest.raises(UserError, match="Tệp danh mục: "):
        read_list_file(write_container(type(packed)(bare)), trust)


def test_a_changed_file_is_refused(made: Maker, trust: Trust) -> None:
    packed = open_container(made())
    changed = {**packed.entries, CSV: packed.entries[CSV].replace(b"A1", b"B1")}
    with pytest.raises(UserError, match="Tệp danh mục: "):
        read_list_file(write_container(type(packed)(changed)), trust)


def signed(pki: ThrowawayPki, content: bytes, **changes: Any) -> bytes:
    manifest = {
        "format": "so-tri-thuc-danh-muc/1", "name": NAMES, "valid_from": "2026-10-01",
        "issuer": DEPARTMENT.name, "number": "1", "province": "75", "made_at": "", "program": "1",
        "required_signers": ["office"], "sha256": sha256(content),
    }  # fmt: skip
    with key_from_p12(pki.office_p12, PIN) as key:
        return make_container(
            {CSV: content}, json.dumps(manifest | changes).encode(), key, datetime.now().astimezone()
        )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"issuer": "UBND phường Trấn Biên"}, "không phải Sở hoặc Bộ"),
        ({"issuer": "Sở Khoa học và Công nghệ tỉnh Lâm Đồng"}, "nhưng do “Sở Khoa học"),
        ({"sha256": "0"}, "không khớp bản kê"),
        ({"format": "so-tri-thuc-danh-muc/2"}, "chưa đọc được"),
        ({"format": "so-tri-thuc/1"}, "chưa đọc được"),
        ({"name": "commune"}, "theo văn bản của Nhà nước"),
        ({"valid_from": "mai"}, "không phải tệp danh mục"),
        ({"number": 3}, "bị hỏng"),
    ],
)
def test_a_signed_file_that_is_not_what_it_says_is_refused(
    pki: ThrowawayPki, trust: Trust, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        read_list_file(signed(pki, NEW.encode(), **changes), trust)


def test_a_list_of_another_province_is_refused(office: Office, pki: ThrowawayPki, trust: Trust) -> None:
    with pytest.raises(UserError, match="thuộc tỉnh, thành phố khác"):
        take(office, signed(pki, NEW.encode(), province="79"), trust)


def test_who_may_not_manage_adopts_nothing(office: Office, made: Maker, trust: Trust) -> None:
    data = made()
    office.actor = Actor("xem", "Xem", Role.EDITOR)
    with pytest.raises(NotAllowed):
        take(office, data, trust)


def test_each_open_office_is_asked_by_its_own_lists(
    department: Office, office: Office, made: Maker, trust: Trust
) -> None:
    take(office, made(), trust)
    for asked, is_adopted in ((department, False), (office, True), (department, False)):
        with asked.read():
            assert code_list(NAMES).adopted is is_adopted
    office.close()
    with department.read():
        assert not code_list(NAMES).adopted


def test_the_lists_and_their_entries_can_be_asked_for() -> None:
    lines = {line.name: line for line in all_lists(date(2026, 11, 21))}
    assert lines["commune"].entries == 3321
    assert (lines["commune_old"].entries, lines["commune_old"].of_before) == (10_050, True)
    assert lines[NAMES].replaceable
    assert not lines["degree"].replaceable
    assert [code.code for code in entries("degree", "tien si")] == ["TSKH", "TS"]
    assert len(entries("commune_old", "trung dung")) == 2
    assert entries("commune_old", "trung dung", date(2026, 1, 1)) == []


def test_the_commands_make_show_and_adopt(
    department: Office, office: Office, pki: ThrowawayPki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PIN_VARIABLE, PIN)
    (tmp_path / "so.p12").write_bytes(pki.office_p12)
    (tmp_path / "nhom.csv").write_text(NEW, encoding="utf-8")
    (tmp_path / "goc.pem").write_bytes(pki.root_pem)
    (tmp_path / "thu-hoi.crl").write_bytes(pki.crl_der)
    words = {"name": NAMES, "csv": tmp_path / "nhom.csv", "p12": tmp_path / "so.p12", "number": "15/QĐ-SKHCN"}
    out = tmp_path / "nhom.asice"
    make(args(**words, start=START, out=out), department)
    document, said = adopt(
        args(file=out, trust=[tmp_path / "goc.pem"], crl=[tmp_path / "thu-hoi.crl"]), office
    )
    assert document == {"list": NAMES, "valid_from": "2026-10-01", "codes": 5}
    assert said == "Đã nhận danh mục “Nhóm chiến lược”, có hiệu lực từ 01/10/2026."
    shown, _ = show(args(name=NAMES, on=date(2026, 11, 1)), office)
    assert [code["code"] for code in shown["codes"]] == ["A1", "A2", "khac"]
    before, _ = show(args(name=NAMES, on=date(2026, 9, 30)), office)
    assert (before["adopted"], "dau_nganh" in [code["code"] for code in before["codes"]]) == (False, True)
    assert code_list(NAMES).adopted
    listed, _ = show(args(name=None, on=None), office)
    assert {"name": NAMES, "adopted": True}.items() <= next(
        one for one in listed if one["name"] == NAMES
    ).items()


def args(**values: Any) -> Any:

    return argparse.Namespace(**values)


OUTLINE = """like = "half_year"
kind = "half_year"
subject = "Tình hình, kết quả thực hiện {plan} {period}"
"""


def test_an_outline_of_the_department_takes_the_place_of_the_shipped_one(
    office: Office, made: Maker, trust: Trust
) -> None:
    take(office, made(OUTLINE, "outline.half_year"), trust)
    with office.read() as session:
        before = outline_of(session, "half_year", date(2026, 9, 30))
        after = outline_of(session, "half_year", START)
    assert before.subject.startswith("Kết quả")
    assert (after.subject[:9], after.source) == (
        "Tình hình",
        "Văn bản số 15/QĐ-SKHCN của Sở Khoa học và Công nghệ thành phố Đồng Nai",
    )


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (OUTLINE.replace("{plan}", "{mau_mat}"), "outline.half_year", "không có chỗ điền"),
        (OUTLINE, "outline.mau_mat", "Không có loại báo cáo"),
        (OUTLINE, "outline.year", "hãy ghi “year”"),
    ],
)
def test_a_wrong_outline_is_refused_where_it_is_made(made: Maker, text: str, name: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        made(text, name)
