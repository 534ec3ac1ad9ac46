"""The page of targets: the list by class, the chosen target, its people, values, baseline and milestones."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from conftest import add_people
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.indicators.gui.targets_page import TargetsPage
from desktop.indicators.queries import TargetLine
from desktop.people.counting.gui.figure_dialog import FigureDialog
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.tasks.actions import adopt_plan
from desktop.widgets.form_dialog import FormDialog
from widgets.doors import no_threads

__all__ = ["no_threads"]

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")

DONG_NAI, HA_NOI = "dong-nai-2026", "ha-noi-2024"


@pytest.fixture
def page(office: Office, qtbot: QtBot, no_threads: None) -> Iterator[TargetsPage]:
    for code in plan_codes():
        with office.write() as session:
            adopt_plan(session, load_plan(code), date(2026, 6, 1))
    made = TargetsPage(office)
    qtbot.addWidget(made)

    def changed(tables: frozenset[str]) -> None:
        if made.tables & tables:
            made.refresh()

    office.listeners.append(changed)
    made.show()
    made.refresh()
    choose_plan(made, DONG_NAI)
    yield made
    office.listeners.remove(changed)


def choose_plan(page: TargetsPage, code: str) -> None:
    page.plan.set_code(code)
    page.plan.chosen.emit(code)


def choose(page: TargetsPage, code: str) -> TargetLine:
    places = [at for at, one in enumerate(page._shown) if isinstance(one, TargetLine) and one.code == code]
    page.table.select_id(places[0])
    line = page.selected()
    assert line is not None
    return line


def said(page: TargetsPage) -> str:
    return "\n".join(label.text() for label in page.card.findChildren(QLabel))


def fill(page: TargetsPage, ask: Callable[[], None], **values: object) -> FormDialog:
    """Open a form, type into it and save."""
    ask()
    dialog = page.findChildren(FormDialog)[-1]
    dialog.form.fill_in(values)
    dialog.form.submit()
    return dialog


def test_targets_stand_under_the_classes_of_their_indicators(page: TargetsPage) -> None:
    headings = [one for one in page._shown if isinstance(one, str)]
    assert headings == ["CHỈ SỐ ĐẦU VÀO (6)", "CHỈ SỐ TRUNG GIAN (19)", "CHỈ SỐ ĐẦU RA (4)"]
    page.stage.set_code("output")
    page.stage.chosen.emit("output")
    assert [one for one in page._shown if isinstance(one, str)] == ["CHỈ SỐ ĐẦU RA (4)"]


@pytest.mark.parametrize("code", plan_codes())
def test_every_target_of_every_plan_is_shown_in_detail(page: TargetsPage, code: str) -> None:
    choose_plan(page, code)
    page.horizon.set_code("all")
    page.horizon.chosen.emit("all")
    targets = load_plan(code).targets
    assert sum(isinstance(one, TargetLine) for one in page._shown) == len(targets)
    for target in targets:
        assert choose(page, target.code).text == target.text
        assert f"Chỉ tiêu {target.code}" in said(page)


def test_a_heading_is_no_target(page: TargetsPage) -> None:
    page.table.select_id(0)
    assert page.selected() is None
    assert "Chọn một chỉ tiêu" in said(page)


def test_a_computed_target_tells_how_and_opens_its_people(page: TargetsPage, office: Office) -> None:
    science = {"work_field": "khcn"}
    add_people(
        office,
        {"full_name": "Lê Thị Mẫu (hư cấu)", "sex": "nu", **science},
        {"full_name": "Trần Văn Mẫu (hư cấu)", "sex": "nam", **science},
    )
    page.refresh()
    line = choose(page, "ĐN26.CT22")
    assert (line.value, line.numerator, line.denominator) == (50.0, 1, 2)
    assert "Tử số: nữ" in said(page)
    assert "Chỉ tính người có trong sổ" in said(page)
    for which, names in (("counted", ["Lê Thị Mẫu (hư cấu)"]), ("among", None)):
        page.card.people_wanted.emit(which)
        dialog = page.findChildren(FigureDialog)[-1]
        rows = dialog._rows(list(dialog.table.ids()))
        assert len(rows) == (1 if names else 2)
        dialog.accept()


def test_a_value_is_typed_as_offices_write_it(page: TargetsPage) -> None:
    choose(page, "ĐN26.CT03")
    fill(
        page,
        page.ask_value,
        numerator="1.700",
        denominator="95.000",
        source="Phòng Kinh tế",
        document="45/BC",
    )
    line = page.selected()
    assert line is not None
    assert line.value == pytest.approx(1.789, abs=0.001)
    assert "1,79" in said(page)
    assert "Phòng Kinh tế; 45/BC" in said(page)


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("value", "nhiều", "không phải là số"),
        ("value", "1" + "0" * 15, "Số liệu lớn quá"),
        ("value", "-1", "không được âm"),
        ("denominator", "0", "Mẫu số phải lớn hơn 0"),
        ("as_of", "2099-01-01", "chưa tới"),
    ],
)
def test_what_cannot_be_is_said_in_place_and_nothing_changes(
    page: TargetsPage, key: str, typed: str, sentence: str
) -> None:
    choose(page, "ĐN26.CT03")
    dialog = fill(page, page.ask_value, **{"numerator": "1", "source": "Sở", key: typed})
    assert sentence in dialog.form.problem_text(key)
    assert dialog.result() != QDialog.DialogCode.Accepted
    line = page.selected()
    assert line is not None
    assert line.value is None
    dialog.form.mark_clean()
    dialog.reject()


def test_a_target_in_words_is_assessed_with_its_proof(page: TargetsPage) -> None:
    choose(page, "ĐN26.CT23")
    dialog = fill(page, page.ask_value, assessment="on_track")
    assert "cần minh chứng" in dialog.form.problem_text("document")
    dialog.form.fill_in({"document": "Báo cáo số 12 (hư cấu)"})
    dialog.form.submit()
    line = page.selected()
    assert line is not None
    assert line.state_label == "Đúng lộ trình"
    assert "Báo cáo số 12 (hư cấu)" in said(page)


def test_baseline_and_milestone_make_the_path(page: TargetsPage) -> None:
    choose(page, "ĐN26.CT04")
    fill(page, page.ask_baseline, as_of="2026-01-01", value="50", source="Sở KH&CN (hư cấu)")
    fill(page, page.ask_milestone, year=2028, value="60")
    fill(page, page.ask_value, value="51", source="Sở")
    line = page.selected()
    assert line is not None
    assert line.state_label == "Chậm"
    assert "qua các mốc từ 50% ngày 01/01/2026" in line.note
    assert "50 ngày 01/01/2026 (Sở KH&amp;CN (hư cấu))" in said(page)
    assert "2028: 60" in said(page)


def test_a_plan_without_targets_says_so(page: TargetsPage) -> None:
    choose_plan(page, HA_NOI)
    assert page._shown == []
    assert page.selected() is None


def test_who_may_not_edit_sees_no_buttons(page: TargetsPage, office: Office) -> None:
    office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    choose(page, "ĐN26.CT04")
    assert not page._enter.isEnabled()
    page.ask_value()
    assert page.findChildren(FormDialog) == []
