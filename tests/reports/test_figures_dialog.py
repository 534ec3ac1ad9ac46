from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.people.actions import update_person
from desktop.people.counting.behind import rows_behind
from desktop.people.counting.gui.figure_dialog import FigureDialog
from desktop.people.queries import ids_of
from desktop.reports.actions import make_report
from desktop.reports.compose import compose
from desktop.reports.figures import frozen_figures, moment_of
from desktop.reports.gui.figures_dialog import FiguresDialog
from desktop.reports.queries import get_snapshot, list_snapshots
from reports.conftest import ON, PERIOD, PLAN


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
