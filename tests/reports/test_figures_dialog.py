import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import NotAllowed
from desktop.indicators.formulas import FORMULAS
from desktop.people.actions import update_person
from desktop.people.counting.behind import rows_behind
from desktop.people.counting.gui.figure_dialog import FigureDialog
from desktop.people.queries import ids_of
from desktop.plans.catalogue import load_plan
from desktop.reports.actions import make_report
from desktop.reports.behind import Part, people_of_figure
from desktop.reports.compose import compose
from desktop.reports.figures import frozen_figures, moment_of
from desktop.reports.gui.figures_dialog import FiguresDialog
from desktop.reports.models import Snapshot
from desktop.reports.queries import get_snapshot, list_snapshots
from reports.conftest import ON, PERIOD, PLAN
from widgets.doors import Said


@pytest.fixture
def uid(ready: Office) -> str:
    with ready.read() as session:
        draft = compose(session, PLAN, PERIOD, ON)
    with ready.write() as session:
        return make_report(session, draft, made_on=ON)


@pytest.fixture
def dialog(qtbot: QtBot, no_threads: None, ready: Office, uid: str) -> Iterator[FiguresDialog]:
    parent = QWidget()
    parent.resize(1000, 700)
    qtbot.addWidget(parent)
    with ready.read() as session:
        (line,) = list_snapshots(session)
    made = FiguresDialog(parent, ready, line)
    made.show()
    yield made
    parent.close()


def choose(dialog: FiguresDialog, code: str) -> None:
    dialog.table.select_id(next(at for at, one in enumerate(dialog.figures) if one.code == code))


def opened(dialog: FiguresDialog, show: Callable[[], None]) -> FigureDialog:
    show()
    return dialog.findChildren(FigureDialog)[-1]


def test_a_register_figure_opens_exactly_those_it_counted(ready: Office, dialog: FiguresDialog) -> None:
    choose(dialog, "register.female")
    behind = opened(dialog, lambda: dialog.show_people("uids"))
    figure = next(one for one in dialog.figures if one.code == "register.female")
    with ready.read() as session:
        assert sorted(behind.table.ids()) == sorted(ids_of(session, figure.uids))
    assert len(figure.uids) == figure.value == 2


def test_they_are_counted_on_the_day_of_the_report_whatever_became_of_them(
    ready: Office, dialog: FiguresDialog
) -> None:
    figure = next(one for one in dialog.figures if one.code == "register.female")
    with ready.write() as session:
        update_person(session, figure.uids[0], {"status": "chuyen_di", "status_since": "2026-07-01"})
    choose(dialog, "register.female")
    behind = opened(dialog, lambda: dialog.show_people("uids"))
    ids = list(behind.table.ids())
    with ready.read() as session:
        shown = rows_behind(session, ids, moment_of(session, get_snapshot(session, dialog.line.uid)))
    assert [row["full_name"] for row in shown if row] == ["Trần Thị Bình", "Lê Thị Cúc"]


def test_a_computed_target_opens_both_its_numerator_and_its_denominator(
    ready: Office, uid: str, dialog: FiguresDialog
) -> None:
    with ready.read() as session:
        figures = frozen_figures(get_snapshot(session, uid))
    share = next(one for one in figures if one.code.startswith("target.") and one.among)
    assert len(share.among) == share.denominator
    assert len(share.uids) == share.numerator
    choose(dialog, share.code)
    assert dialog.among.isEnabled()
    assert dialog.counted.isEnabled() == bool(share.uids)
    behind = opened(dialog, lambda: dialog.show_people("among"))
    assert len(list(behind.table.ids())) == len(share.among)


def test_a_figure_without_people_opens_nothing(dialog: FiguresDialog) -> None:
    choose(dialog, "task.ĐN26.3")
    assert not dialog.counted.isEnabled()
    dialog.show_people("uids")
    assert not dialog.findChildren(FigureDialog)


def viewed(office: Office) -> None:
    office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)


def test_who_may_not_see_sensitive_data_is_not_shown_who_is_of_a_minority(
    ready: Office, dialog: FiguresDialog, said: Said
) -> None:
    viewed(ready)
    choose(dialog, "register.minority")
    dialog.show_people("uids")
    assert not dialog.findChildren(FigureDialog)
    assert "không có quyền xem dữ liệu nhạy cảm" in said.texts[-1]


def test_what_is_not_sensitive_is_shown_to_everybody(ready: Office, dialog: FiguresDialog) -> None:
    viewed(ready)
    choose(dialog, "register.female")
    assert len(list(opened(dialog, lambda: dialog.show_people("uids")).table.ids())) == 2


@pytest.mark.parametrize("part", ["uids", "among"])
def test_a_target_whose_formula_reads_sensitive_data_is_protected(ready: Office, part: Part) -> None:
    plan = load_plan("hai-phong-2026")
    target = next(one for one in plan.targets if one.measure == "female_or_minority_share")
    other = next(one for one in plan.targets if one.measure and not FORMULAS[one.measure].reads_sensitive)
    kept = [
        {"code": f"target.{one.code}", "label": "", "value": 1, "uids": ["a"], "among": ["a", "b"]}
        for one in (target, other)
    ]
    snapshot = Snapshot(plan_code=plan.code, content=json.dumps({"figures": kept}))
    expected = ("a",) if part == "uids" else ("a", "b")
    with ready.read() as session:
        assert people_of_figure(session, snapshot, f"target.{target.code}", part) == expected
    viewed(ready)
    with ready.read() as session:
        with pytest.raises(NotAllowed):
            people_of_figure(session, snapshot, f"target.{target.code}", part)
        assert people_of_figure(session, snapshot, f"target.{other.code}", part) == expected


def test_a_target_that_its_plan_no_longer_has_and_a_sensitive_activity_figure_are_protected(
    ready: Office,
) -> None:
    codes = ("target.KHONG-CON", "activity.participants:minority")
    kept = [{"code": code, "label": "", "value": 1, "uids": ["a"], "among": []} for code in codes]
    snapshot = Snapshot(plan_code=PLAN, content=json.dumps({"figures": kept}))
    viewed(ready)
    for code in codes:
        with ready.read() as session, pytest.raises(NotAllowed):
            people_of_figure(session, snapshot, code, "uids")
