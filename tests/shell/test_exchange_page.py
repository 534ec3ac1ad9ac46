from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.accounts.office import Office
from desktop.exchange.gui.exchange_page import ExchangePage
from desktop.exchange.gui.key_dialog import KeyDialog
from desktop.exchange.trust import FOLDER
from desktop.people.models import Person
from desktop.reports.actions import Issue, make_report
from desktop.reports.compose import compose
from desktop.reports.queries import list_snapshots
from desktop.signing.drawn import draw_hand_signature, draw_seal
from desktop.signing.places import Role
from desktop.signing.throwaway import ThrowawayPki, make_throwaway_pki
from desktop.widgets.cards import Light
from widgets.doors import ChosenFiles, Said

PIN = "mau-thu"
pytestmark = pytest.mark.usefixtures("no_threads")


@pytest.fixture(scope="module")
def pki() -> ThrowawayPki:
    return make_throwaway_pki(office="UBND phường Trấn Biên", password=PIN)


@pytest.fixture
def keys(pki: ThrowawayPki, tmp_path: Path) -> Path:
    """A folder with both keys and both pictures, as on the office's USB stick."""
    folder = tmp_path / "khoa"
    folder.mkdir()
    (folder / "lanh-dao.p12").write_bytes(pki.leader_p12)
    (folder / "co-quan.p12").write_bytes(pki.office_p12)
    (folder / "chu-ky.png").write_bytes(draw_hand_signature())
    (folder / "dau.png").write_bytes(draw_seal("UBND PHƯỜNG TRẤN BIÊN"))
    return folder


def trusting(office: Office, pki: ThrowawayPki) -> None:
    folder = office.folder / FOLDER
    folder.mkdir()
    (folder / "goc.pem").write_bytes(pki.root_pem)
    (folder / "thu-hoi.crl").write_bytes(pki.crl_der)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, filled: Office, pki: ThrowawayPki) -> ExchangePage:
    """The page of a ward with one frozen report."""
    trusting(filled, pki)
    with filled.read() as session:
        draft = compose(session, "dong-nai-2026", "2026-H1", date(2026, 6, 14))
    with filled.write() as session:
        make_report(session, draft, made_on=date(2026, 6, 15), issue=Issue(date(2026, 6, 15)))
    made = ExchangePage(filled)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    return made


def give_key(page: ExchangePage, key: Path, picture: Path | None = None, secret: str = PIN) -> KeyDialog:
    dialog = page.signing.findChildren(KeyDialog)[-1]
    dialog.path.setText(str(key))
    dialog.secret.setText(secret)
    dialog.picture.setText(str(picture) if picture else "")
    dialog.start()
    return dialog


def sign_both(page: ExchangePage, keys: Path) -> None:
    page.signing.ask_key(Role.LEADER)
    give_key(page, keys / "lanh-dao.p12", keys / "chu-ky.png")
    page.signing.ask_key(Role.OFFICE)
    give_key(page, keys / "co-quan.p12", keys / "dau.png")


def test_leader_and_office_sign_one_after_the_other(page: ExchangePage, keys: Path, said: Said) -> None:
    assert (page.signing.leader.isEnabled(), page.signing.clerk.isEnabled()) == (True, False)
    sign_both(page, keys)
    assert [text.split(";")[0] for text in said.texts] == [
        "Đã ký với tư cách lãnh đạo",
        "Đã ký với tư cách cơ quan",
    ]
    assert page.signing.pack.isEnabled()
    with page.office.read() as session:
        assert list_snapshots(session)[0].stage == "signed"


def test_the_signer_is_warned_when_the_certificate_cannot_be_checked(
    page: ExchangePage, keys: Path, said: Said
) -> None:
    (page.office.folder / FOLDER / "thu-hoi.crl").unlink()
    said.will_answer(False)
    page.signing.ask_key(Role.LEADER)
    give_key(page, keys / "lanh-dao.p12")
    assert "chưa có danh sách thu hồi" in said.texts[-1]
    with page.office.read() as session:
        assert list_snapshots(session)[0].stage == "prepared"


def test_a_wrong_key_password_is_said_in_place_and_nothing_is_signed(page: ExchangePage, keys: Path) -> None:
    page.signing.ask_key(Role.LEADER)
    dialog = give_key(page, keys / "lanh-dao.p12", secret="sai")
    assert "ật khẩu" in dialog._banner.text()
    assert dialog.secret.text() == ""
    with page.office.read() as session:
        assert list_snapshots(session)[0].stage == "prepared"


def test_a_package_is_made_verified_and_merged_by_the_department(
    qtbot: QtBot, page: ExchangePage, keys: Path, said: Said, chosen_files: ChosenFiles,
    department: Office, pki: ThrowawayPki, tmp_path: Path,
) -> None:  # fmt: skip
    sign_both(page, keys)
    package = tmp_path / "goi.asice"
    chosen_files.will_choose(package)
    page.signing.ask_package()
    give_key(page, keys / "co-quan.p12")
    assert "2 hồ sơ" in said.texts[-1]
    page.verifying.check(package)
    assert page.verifying.findChildren(Light)[0].accessibleName().startswith("HỢP LỆ")
    trusting(department, pki)
    receiving = ExchangePage(department)
    qtbot.addWidget(receiving)
    assert receiving.merging is not None
    receiving.merging.open_packages([package, keys / "dau.png"])
    assert [row[2] for row in receiving.merging._rows_shown] == ["Nhận được", "Không nhận"]
    receiving.merging.merge()
    assert "2 hồ sơ mới" in said.texts[-1]
    with department.read() as session:
        assert len(session.scalars(select(Person)).all()) == 2


def test_a_tampered_package_is_shown_as_invalid(page: ExchangePage, keys: Path, tmp_path: Path) -> None:
    broken = tmp_path / "hong.asice"
    broken.write_bytes(b"PK\x03\x04 khong phai goi")
    page.verifying.check(broken)
    assert page.verifying.findChildren(Light)[0].accessibleName().startswith("KHÔNG HỢP LỆ")


def test_a_ward_has_no_merging_tab(page: ExchangePage) -> None:
    assert page.merging is None
    assert page.tabs.count() == 2
