"""The page of statistics, used by keyboard and mouse; all people invented."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import add_people
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.people.counting.gui.figure_dialog import FigureDialog
from desktop.people.counting.gui.statistics_page import StatisticsPage
from desktop.people.counting.tables import ALL, Layout, Spot
from widgets.doors import ChosenFiles, Said, press, type_text

PEOPLE = (
    {"full_name": "Nguyễn Thị An", "sex": "nu", "degree": "TS", "birth": "1980", "work_field": "yte"},
    {"full_name": "Trần Thị Bình", "sex": "nu", "degree": "DH", "birth": "1990", "work_field": "gddt"},
    {"full_name": "Lê Văn Cường", "sex": "nam", "degree": "DH", "birth": "1991", "work_field": "yte"},
    {
        "full_name": "Phạm Văn Dũng",
        "sex": "nam",
        "degree": "DH",
        "status": "chuyen_di",
        "status_since": "2026-06-01",
    },
)


@pytest.fixture
def page(qtbot: QtBot, dressed: QApplication, office: Office, no_threads: None) -> Iterator[StatisticsPage]:
    """The page on an office with `PEOPLE`, counted."""
    add_people(office, *PEOPLE)
    made = StatisticsPage(office)
    qtbot.addWidget(made)
    made.resize(1150, 740)
    made.show()
    made.refresh()
    yield made
    made.close()


def cells(page: StatisticsPage) -> list[list[str]]:
    model = page.table.model()
    return [
        [str(model.headerData(row, Qt.Orientation.Vertical) or "")]
        + [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def heads(page: StatisticsPage) -> list[str]:
    model = page.table.model()
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def names_behind(page: StatisticsPage) -> list[str]:
    dialog = page.findChildren(FigureDialog)[-1]
    model = dialog.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def click(page: StatisticsPage, text: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text() == text).click()


def test_the_page_opens_with_ages_by_sex(page: StatisticsPage) -> None:
    assert heads(page) == ["Nam", "Nữ", "Tổng số"]
    assert cells(page)[0] == ["35–39", "1", "1", "2"]
    assert cells(page)[-1] == ["Tổng số", "1", "2", "3"]
    assert page.said.text().startswith("Tổng số: 3 trí thức.")


def test_a_ready_made_table_is_one_click_away(page: StatisticsPage) -> None:
    click(page, "Lĩnh vực × trình độ")
    assert page.layout_chosen() == Layout("field", "degree")
    assert cells(page)[-1] == ["Tổng số", "1", "2", "3"]


def test_enter_on_a_figure_opens_its_people(page: StatisticsPage) -> None:
    page.show_layout(Layout("degree", "sex"))
    page.table.setCurrentIndex(page.table.model().index(1, 1))
    press(page.table, Qt.Key.Key_Return)
    assert names_behind(page) == ["Trần Thị Bình"]


def test_the_total_opens_everybody(page: StatisticsPage) -> None:
    model = page.table.model()
    page.table.setCurrentIndex(model.index(model.rowCount() - 1, model.columnCount() - 1))
    press(page.table, Qt.Key.Key_Return)
    assert names_behind(page) == ["Nguyễn Thị An", "Trần Thị Bình", "Lê Văn Cường"]


def test_a_bar_of_the_chart_opens_its_people(qtbot: QtBot, page: StatisticsPage) -> None:
    page.show_layout(Layout("field", "degree"))
    view = page.chart.view
    view.grab()
    box, label, series = view._marks[0]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(int(box[0]) + 1, int(box[1]) + 2))
    assert page.shown is not None
    chart = page.shown.picture.chart
    assert len(names_behind(page)) == chart.series[series][1][label]


def test_another_day_counts_those_who_were_there(page: StatisticsPage) -> None:
    type_text(page.on, "01/05/2026")
    press(page.on, Qt.Key.Key_Return)
    assert page.said.text().startswith("Tổng số: 4 trí thức.")
    assert "01/05/2026" in page.said.text()


def test_a_day_that_is_none_is_explained_and_the_table_stays(page: StatisticsPage) -> None:
    type_text(page.on, "31/02/2026")
    press(page.on, Qt.Key.Key_Return)
    assert "31/02/2026" in page.said.text()
    assert cells(page)[-1][-1] == "3"
    page.on.clear()
    press(page.on, Qt.Key.Key_Return)
    assert page.said.text().startswith("Tổng số: 3 trí thức.")


def test_rows_columns_and_layers_are_chosen_from_lists(page: StatisticsPage) -> None:
    for box, name in ((page.rows, "degree"), (page.columns, "age"), (page.layers, "sex")):
        box.set_code(name)
        box.chosen.emit(name)
    assert [row[1] for row in cells(page) if not row[0]] == [
        "Giới tính: Nam", "Giới tính: Nữ", "Giới tính: tất cả",
    ]  # fmt: skip
    page.columns.set_code("degree")
    assert page.layout_chosen() == Layout("degree", "sex"), "a dimension stands in one place only"


def test_shares_stand_beside_the_figures(page: StatisticsPage) -> None:
    page.shares.set_code("row")
    page.shares.chosen.emit("row")
    assert page.table.model().index(0, 0).data(Qt.ItemDataRole.UserRole) == "50,0%"


def test_the_table_is_copied_as_a_spreadsheet_takes_it(page: StatisticsPage) -> None:
    page.show_layout(Layout("degree", "sex"))
    click(page, "Chép bảng")
    assert QApplication.clipboard().text().splitlines() == [
        "Trình độ cao nhất\tNam\tNữ\tTổng số",
        "Tiến sĩ\t0\t1\t1",
        "Đại học\t1\t1\t2",
        "Tổng số\t1\t2\t3",
    ]


@pytest.mark.parametrize(("button", "name"), [("Xuất Excel", "a.xlsx"), ("Xuất PDF", "a.pdf")])
def test_the_table_is_written_to_a_file(
    page: StatisticsPage, chosen_files: ChosenFiles, said: Said, tmp_path: Path, button: str, name: str
) -> None:
    chosen_files.will_choose(tmp_path / name)
    click(page, button)
    assert (tmp_path / name).stat().st_size > 1000
    assert said.texts == [f"Đã ghi “{name}”."]


def test_the_people_behind_a_figure_can_be_exported(
    page: StatisticsPage, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    page.open_figure({"sex": frozenset({"nam"})})
    chosen_files.will_choose(tmp_path / "nam.xlsx")
    page.findChildren(FigureDialog)[-1].export_button.click()
    texts = [str(cell) for row in openpyxl.load_workbook(tmp_path / "nam.xlsx").active.values for cell in row]
    assert "Lê Văn Cường" in texts
    assert "Nguyễn Thị An" not in texts


def test_a_change_of_the_register_is_counted_and_nothing_else_is_asked_twice(
    page: StatisticsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page.shown
    page.show_layout(Layout("degree"))
    assert first is not None
    assert page.shown is not None
    assert page.shown.cube is first.cube
    add_people(page.office, {"full_name": "Vũ Thị Em", "degree": "TS"})
    page.refresh()
    assert page.shown.matrix.count(Spot("TS", ALL)) == 2
