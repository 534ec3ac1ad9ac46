"""The forecast on screen."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.indicators.gui.forecast_dialog import ForecastDialog
from desktop.people.actions import record_person
from widgets.doors import no_threads

__all__ = ["no_threads"]

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


def test_the_table_follows_year_and_scenario(office: Office, qtbot: QtBot, no_threads: None) -> None:
    with office.write() as session:
        for birth in ("1985", "1966"):
            person = {
                "full_name": f"Lê Văn Mẫu {'A' if birth > '1980' else 'B'}",
                "birth": birth,
                "sex": "nam",
            }
            record_person(session, person | {"degree": "TS", "status": "dang_lam", "work_field": "yte"})
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ForecastDialog(parent, office, "")
    dialog.open()
    dialog.read()
    assert dialog._rows([0, 1]) == [
        ("Y tế", "2", "1", "1", "0", "1", "100,0%", "1 – 1"),
        ("Tổng số", "2", "1", "1", "0", "1", "100,0%", "1 – 1"),
    ]
    dialog.scenario.set_code("Đẩy mạnh đào tạo và thu hút")
    dialog.scenario.chosen.emit("Đẩy mạnh đào tạo và thu hút")
    assert "thêm 5%" in dialog.note.text()
    dialog.year.set_code("2045")
    dialog.year.chosen.emit("2045")
    row = dialog._rows([0])[0]
    assert row is not None
    assert row[4] == "2"
    assert list(dialog.gaps.ids()) == []  # no plan, no gaps
    dialog._wish({"train": "1", "attract": "1,5", "leave": "0"})
    assert "Mỗi năm thêm 2,5% (đào tạo 1%, thu hút 1,5%)" in dialog.note.text()
