import argparse
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from conftest import add_people
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.accounts.rights import Right, authorize
from desktop.commands import PIN_VARIABLE
from desktop.errors import NotFound, UserError
from desktop.exchange.cli import make, merge
from desktop.exchange.manifest import TARGETS, TASKS, Manifest, PackageProblem, from_files, to_bytes
from desktop.exchange.merge import merge_packages, preview_package
from desktop.exchange.models import ReceivedFigure, SentPackage
from desktop.exchange.package import MadePackage, make_package, pack_snapshot
from desktop.exchange.people import received_people
from desktop.exchange.queries import list_receipts
from desktop.exchange.reading import Received, read_package
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.people.actions import record_person
from desktop.people.models import Person
from desktop.people.standing.actions import record_standing, remove_standing
from desktop.people.standing.queries import standings_of
from desktop.plans.catalogue import load_plan
from desktop.reports.actions import Issue, make_report, sign_report
from desktop.reports.compose import compose
from desktop.reports.queries import newest_snapshot
from desktop.signing.asic import make_container, verify_container
from desktop.signing.keys import key_from_p12
from desktop.signing.places import Role
from desktop.signing.throwaway import ThrowawayPki, make_throwaway_pki
from desktop.signing.trust import Trust, load_trust
from desktop.tasks.actions import adopt_plan

PLAN, PERIOD, PIN = "dong-nai-2026", "2026-H1", "mau-thu"
AT_WORK = {"status": "dang_lam", "status_since": "2010"}


@pytest.fixture(scope="module")
def pki() -> ThrowawayPki:
    return make_throwaway_pki(office="UBND phường Trấn Biên", password=PIN)


@pytest.fixture(scope="module")
def trust(pki: ThrowawayPki, tmp_path_factory: pytest.TempPathFactory) -> Trust:
    folder = tmp_path_factory.mktemp("trust")
    (folder / "goc.pem").write_bytes(pki.root_pem)
    (folder / "thu-hoi.crl").write_bytes(pki.crl_der)
    return load_trust([folder / "goc.pem"], [folder / "thu-hoi.crl"])


@pytest.fixture
def ward(office: Office, pki: ThrowawayPki) -> Office:
    """A ward with three people and a signed half-year report."""
    add_people(
        office,
        {"full_name": "Nguyễn Văn An", "id_number": "075080000001", "phone": "0901234567", "note": "riêng"},
        {"full_name": "Trần Thị Bình", "degree": "TS"},
        {"full_name": "Lê Thị Cúc"},
    )
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    report_and_sign(office, pki)
    return office


def report_and_sign(office: Office, pki: ThrowawayPki) -> None:
    with office.read() as session:
        draft = compose(session, PLAN, PERIOD, date(2026, 6, 14))
    with office.write() as session:
        uid = make_report(session, draft, made_on=date(2026, 6, 15), issue=Issue(date(2026, 6, 15)))
    for role, p12 in ((Role.LEADER, pki.leader_p12), (Role.OFFICE, pki.office_p12)):
        with office.write() as session:
            sign_report(session, uid, key_from_p12(p12, PIN), role, when=datetime.now(UTC))


def packed(office: Office, pki: ThrowawayPki) -> MadePackage:
    with office.write() as session:
        return make_package(session, PLAN, PERIOD, key_from_p12(pki.office_p12, PIN))


def test_a_package_holds_the_signed_report_and_its_data(
    ward: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    received = read_package(packed(ward, pki).data, trust)
    assert received.manifest.unit_code == "26041"
    assert received.manifest.counts["du-lieu/people.jsonl"] == 3
    assert received.files["bao-cao.pdf"].startswith(b"%PDF-1.7")
    with ward.read() as session:
        assert session.scalars(select(SentPackage.number)).all() == [1]


def test_only_what_the_report_needs_leaves_the_office(ward: Office, pki: ThrowawayPki, trust: Trust) -> None:
    people = read_package(packed(ward, pki).data, trust).files["du-lieu/people.jsonl"].decode()
    assert "075080000001" in people
    assert "0901234567" not in people
    assert "riêng" not in people


def test_the_figures_are_sent_without_the_people_behind_them(
    ward: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    with ward.read() as session:
        uids = session.scalars(select(Person.uid)).all()
        content = newest_snapshot(session, PLAN, PERIOD).content
    assert all(uid in content for uid in uids)
    files = read_package(packed(ward, pki).data, trust).files
    for name in (TASKS, TARGETS):
        lines = files[name].decode().splitlines()
        assert lines
        for line in lines:
            assert set(json.loads(line)) == {"code", "label", "value", "state", "numerator", "denominator"}
            assert not any(uid in line for uid in uids)


def test_an_unsigned_report_is_not_packed(office: Office, pki: ThrowawayPki) -> None:
    with pytest.raises(NotFound, match="Chưa có báo cáo"):
        packed(office, pki)
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.read() as session:
        draft = compose(session, PLAN, PERIOD, date(2026, 6, 14))
    with office.write() as session:
        make_report(session, draft, made_on=date(2026, 6, 15))
    with pytest.raises(UserError, match="chưa đủ chữ ký"):
        packed(office, pki)


def test_the_department_merges_as_one_act_that_can_be_undone(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    received = read_package(packed(ward, pki).data, trust)
    with department.write() as session:
        counts = merge_packages(session, [received])
    assert (counts.new, counts.changed, counts.same, counts.units) == (3, 0, 0, ["26041"])
    with department.read() as session:
        assert {p.unit_code for p in session.scalars(select(Person))} == {"26041"}
        assert session.scalars(select(ReceivedFigure)).first() is not None
        assert [line.number for line in list_receipts(session)] == [1]
        act = list_acts(session)[0].uid
    with department.write() as session:
        undo_act(session, act, who="canbo")
    with department.read() as session:
        assert session.scalars(select(Person)).all() == []


def test_merging_the_same_package_again_changes_nothing(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    received = read_package(packed(ward, pki).data, trust)
    with department.write() as session:
        merge_packages(session, [received])
    with department.read() as session:
        acts = len(list_acts(session))
    with department.write() as session:
        counts = merge_packages(session, [received])
    assert (counts.new, counts.same) == (0, 3)
    with department.read() as session:
        assert len(list_acts(session)) == acts


def test_a_newer_package_changes_only_what_changed(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    first = read_package(packed(ward, pki).data, trust)
    with ward.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Sửa")
        session.scalars(select(Person).where(Person.degree == "TS")).one().degree_year = 2020
    second = read_package(packed(ward, pki).data, trust)
    with department.write() as session:
        merge_packages(session, [first])
    with department.read() as session:
        preview = preview_package(session, second)
    assert (len(preview.new), len(preview.changed), preview.same) == (0, 1, 2)


def test_a_package_with_a_code_of_a_list_not_taken_here_is_merged_with_a_warning(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    add_people(ward, {"full_name": "Người Hư Cấu", "strategic_group": "A1"})
    received = read_package(packed(ward, pki).data, trust)
    with department.read() as session:
        (warning,) = preview_package(session, received).warnings
    assert warning.startswith("Danh mục “Nhóm chiến lược” ở đây chưa có mã A1;")
    with department.write() as session:
        assert merge_packages(session, [received, received]).warnings == [warning]
    with department.read() as session:
        assert session.scalars(select(Person.strategic_group).where(Person.strategic_group == "A1")).all()


def test_a_standing_that_the_ward_took_back_is_taken_back_here(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    with ward.write() as session:
        uid = record_person(session, {"full_name": "Lê Văn Mẫu", "degree": "TS"} | AT_WORK)
    steps: list[tuple[Callable[[Session], None], list[tuple[str, str]]]] = [
        (lambda _: None, [("dang_lam", "2010")]),
        (
            lambda session: record_standing(session, uid, {"status": "da_mat", "since": "2026-05"}),
            [("dang_lam", "2010"), ("da_mat", "2026-05")],
        ),
        (
            lambda session: remove_standing(session, uid, standings_of(session, uid)[0].line.uid),
            [("dang_lam", "2010")],
        ),
    ]
    for at_the_ward, known in steps:
        with ward.write() as session:
            at_the_ward(session)
        received = read_package(packed(ward, pki).data, trust)
        with department.write() as session:
            merge_packages(session, [received])
        with department.read() as session:
            assert [row.line.said for row in reversed(standings_of(session, uid))] == known
            assert preview_package(session, replace(received, sha256="x", manifest=later(received))).same == 4


def later(received: Received) -> Manifest:
    """Return the manifest of the same package sent once more."""
    return replace(received.manifest, number=received.manifest.number + 1)


def test_an_older_package_is_refused_after_a_newer_one(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    old, new = (read_package(packed(ward, pki).data, trust) for _ in range(2))
    with department.write() as session:
        merge_packages(session, [new])
    with pytest.raises(PackageProblem, match="không mới hơn"), department.write() as session:
        merge_packages(session, [old])


def test_the_same_person_in_two_wards_is_a_conflict_and_not_merged_twice(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    add_people(department, {"full_name": "An ở nơi khác", "id_number": "075080000001", "unit_code": "26000"})
    received = read_package(packed(ward, pki).data, trust)
    with department.write() as session:
        counts = merge_packages(session, [received])
    assert (counts.new, counts.conflicts) == (2, 1)


def test_a_ward_may_not_speak_of_another_wards_people(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    with ward.read() as session:
        uid = session.scalars(select(Person.uid)).first()
    add_people(department, {"full_name": "Người của nơi khác", "uid": uid, "unit_code": "26000"})
    received = read_package(packed(ward, pki).data, trust)
    with pytest.raises(PackageProblem, match="thuộc đơn vị khác"), department.write() as session:
        merge_packages(session, [received])


def test_a_ward_does_not_merge(ward: Office, pki: ThrowawayPki, trust: Trust) -> None:
    received = read_package(packed(ward, pki).data, trust)
    with pytest.raises(UserError, match="Chỉ sổ của Sở"), ward.write() as session:
        merge_packages(session, [received])


def test_a_package_with_one_byte_changed_is_refused(ward: Office, pki: ThrowawayPki, trust: Trust) -> None:
    data = packed(ward, pki).data
    changed = _with_entry(data, "du-lieu/people.jsonl", lambda text: text.replace(b"Nguy", b"Nguz", 1))
    with pytest.raises(PackageProblem, match="Gói dữ liệu"):
        read_package(changed, trust)


def forged(data: bytes, trust: Trust, p12: bytes, **lies: object) -> bytes:
    """Return a package of the same files with another manifest, or signed with another key."""
    files = dict(verify_container(data, trust)[1])
    manifest = replace(from_files(files), **lies)  # type: ignore[arg-type]
    files = {name: content for name, content in files.items() if name in manifest.files}
    return make_container(files, to_bytes(manifest), key_from_p12(p12, PIN))


@pytest.mark.parametrize(
    ("lies", "said"),
    [
        ({"unit_code": "25195"}, "không phải của đơn vị ấy"),
        ({"unit_code": "zzz"}, "không phải của đơn vị ấy"),
        ({"province": "01"}, "không phải của đơn vị ấy"),
        ({"unit_code": "25195", "unit_name": "UBND phường Bình Phước"}, "Gói ghi là của"),
        ({"plan": "khac"}, "kế hoạch, kỳ hoặc đơn vị khác"),
        ({"period": "2026-Q3"}, "kế hoạch, kỳ hoặc đơn vị khác"),
    ],
)
def test_a_package_that_speaks_for_another_unit_plan_or_period_is_refused(
    ward: Office, pki: ThrowawayPki, trust: Trust, lies: dict[str, object], said: str
) -> None:
    data = forged(packed(ward, pki).data, trust, pki.office_p12, **lies)
    with pytest.raises(PackageProblem, match=said):
        read_package(data, trust)


def test_a_package_signed_with_the_leaders_key_is_refused(
    ward: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    data = forged(packed(ward, pki).data, trust, pki.leader_p12)
    with pytest.raises(PackageProblem, match="do “Nguyễn Văn Mẫu” ký"):
        read_package(data, trust)


def test_the_chosen_report_is_packed_though_a_newer_one_stands(ward: Office, pki: ThrowawayPki) -> None:
    with ward.read() as session:
        chosen = newest_snapshot(session, PLAN, PERIOD)
        uid, digest = chosen.uid, chosen.sha256
        draft = compose(session, PLAN, PERIOD, date(2026, 6, 13))
    with ward.write() as session:
        make_report(session, draft, made_on=date(2026, 6, 16))
    with ward.write() as session:
        made = pack_snapshot(session, uid, key_from_p12(pki.office_p12, PIN))
    assert made.manifest.report_sha256 == digest


def test_merging_on_the_command_line_names_the_bad_file(department: Office, tmp_path: Path) -> None:
    bad = tmp_path / "hong.asice"
    bad.write_bytes(b"PK")
    args = argparse.Namespace(files=[bad], trust=[], crl=[], preview=False)
    with pytest.raises(PackageProblem, match=r"^hong\.asice: "):
        merge(args, department)


def test_a_bad_person_is_named_with_the_file_on_the_command_line(
    ward: Office, department: Office, pki: ThrowawayPki, tmp_path: Path
) -> None:
    add_people(ward, {"full_name": "Người Hư Cấu", "birth": "abc"})
    (tmp_path / "sai.asice").write_bytes(packed(ward, pki).data)
    (tmp_path / "goc.pem").write_bytes(pki.root_pem)
    (tmp_path / "thu-hoi.crl").write_bytes(pki.crl_der)
    args = argparse.Namespace(
        files=[tmp_path / "sai.asice"],
        trust=[tmp_path / "goc.pem"],
        crl=[tmp_path / "thu-hoi.crl"],
        preview=False,
    )
    with pytest.raises(PackageProblem, match=r"^sai\.asice: Dòng"):
        merge(args, department)


def test_no_package_file_is_left_when_the_book_refuses_to_commit(
    ward: Office, pki: ThrowawayPki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "khoa.p12").write_bytes(pki.office_p12)
    monkeypatch.setenv(PIN_VARIABLE, PIN)

    def refuse(_session: Session) -> None:
        raise OperationalError("COMMIT", None, Exception("disk full"))

    event.listen(Session, "before_commit", refuse)
    out = tmp_path / "goi.asice"
    args = argparse.Namespace(plan=PLAN, period=PERIOD, p12=tmp_path / "khoa.p12", out=out)
    try:
        with pytest.raises((OperationalError, UserError)):
            make(args, ward)
    finally:
        event.remove(Session, "before_commit", refuse)
    assert not out.exists()


def test_a_package_is_not_made_with_the_leaders_key(ward: Office, pki: ThrowawayPki) -> None:
    key = key_from_p12(pki.leader_p12, PIN)
    with pytest.raises(UserError, match="Khóa là của “Nguyễn Văn Mẫu”"), ward.write() as session:
        make_package(session, PLAN, PERIOD, key)


def test_a_package_whose_report_a_stranger_signed_is_refused(
    ward: Office, pki: ThrowawayPki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another program may sign with any key; ours would refuse it.
    monkeypatch.setattr("desktop.reports.actions._check_signer", lambda *_: None)
    other = make_throwaway_pki(office="UBND phường Khác", password=PIN)
    names = ("goc", "khac")
    for name, one in zip(names, (pki, other), strict=True):
        (tmp_path / f"{name}.pem").write_bytes(one.root_pem)
        (tmp_path / f"{name}.crl").write_bytes(one.crl_der)
    report_and_sign(ward, other)
    data = packed(ward, pki).data
    both = load_trust([tmp_path / f"{n}.pem" for n in names], [tmp_path / f"{n}.crl" for n in names])
    with pytest.raises(PackageProblem, match=r"Báo cáo trong gói ghi là .* do “UBND phường Khác” ký"):
        read_package(data, both)


def test_a_package_from_another_province_is_not_merged(
    ward: Office, department: Office, pki: ThrowawayPki, trust: Trust
) -> None:
    received = read_package(packed(ward, pki).data, trust)
    stranger = replace(received, manifest=replace(received.manifest, province="01"))
    with pytest.raises(PackageProblem, match="tỉnh, thành phố khác"), department.write() as session:
        merge_packages(session, [stranger])


def test_without_its_root_a_package_is_not_taken(ward: Office, pki: ThrowawayPki) -> None:
    with pytest.raises(PackageProblem):
        read_package(packed(ward, pki).data, Trust())


@pytest.mark.parametrize(
    "line",
    [
        b"{", b"[]", b'"x"', b'{"uid": 5}',
        b'{"uid": "a b", "full_name": "A", "degree": "TS", "status": "x"}',
        b'{"uid": "ab", "full_name": null, "degree": "TS", "status": "x"}',
        b'{"uid": "ab", "full_name": "A", "degree": 7, "status": "x"}',
        b'{"uid": "ab", "full_name": "B", "degree": "TS", "status": "dang_lam"}',
        json.dumps({"uid": "cd", "full_name": "A" * 5000, "degree": "TS", "status": "x"}).encode(),
    ],
)  # fmt: skip
def test_a_line_that_is_no_person_is_named_by_its_number(line: bytes) -> None:
    good = b'{"uid": "ab", "full_name": "A", "degree": "TS", "status": "dang_lam"}\n'
    with pytest.raises(PackageProblem, match="Dòng 2"):
        list(received_people(good + line))


def _with_entry(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    source = zipfile.ZipFile(BytesIO(data))
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for info in source.infolist():
            content = source.read(info)
            written.writestr(info, change(content) if info.filename == name else content)
    return target.getvalue()
