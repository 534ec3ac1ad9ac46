"""Charts on the screen, drawn by the same functions as on paper."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.documents.charts import draw_chart
from desktop.documents.model import Chart, ChartKind
from desktop.documents.surface import PRINT, Anchor, Box, Lettering, Pen, Point, Surface
from desktop.widgets.chart_view import ChartView, PainterSurface


@dataclass
class Sheet:
    """A white picture and the surface over it."""

    image: QImage
    painter: QPainter
    surface: Surface

    def color(self, x: int, y: int) -> str:
        return self.image.pixelColor(x, y).name()

    def inked(self) -> tuple[int, int, int, int]:
        """First and last column and row that are not white."""
        spots = [
            (x, y)
            for x in range(self.image.width())
            for y in range(self.image.height())
            if self.image.pixelColor(x, y) != QColor("#ffffff")
        ]
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        return min(xs), max(xs), min(ys), max(ys)


@pytest.fixture
def sheet(light: QApplication) -> Sheet:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setFont(light.font())
    return Sheet(image, painter, PainterSurface(painter))


def test_a_rectangle_is_filled_from_its_top_left_corner(sheet: Sheet) -> None:
    sheet.surface.rect(Box(10, 20, 30, 40), "#0b5cad")
    sheet.painter.end()
    assert sheet.color(10, 20) == sheet.color(39, 59) == "#0b5cad"
    assert sheet.color(9, 20) == sheet.color(40, 59) == sheet.color(10, 60) == "#ffffff"


def test_lines_run_between_their_points(sheet: Sheet) -> None:
    sheet.surface.line(Point(10, 50), Point(190, 50), Pen("#c0392b", 2))
    sheet.surface.polyline([Point(10, 90), Point(100, 70), Point(190, 90)], Pen("#2fa4a0", 2))
    sheet.painter.end()
    assert sheet.color(100, 50) == "#c0392b"
    assert sheet.inked() == (9, 190, 49, 91) or sheet.inked()[:2] == (10, 189)


def test_a_dashed_line_has_gaps(sheet: Sheet) -> None:
    sheet.surface.line(Point(0, 50), Point(200, 50), Pen("#000000", 2, dashed=True))
    sheet.painter.end()
    along = [sheet.color(x, 50) for x in range(200)]
    assert 0.4 < along.count("#000000") / 200 < 0.75


@pytest.mark.parametrize("anchor", Anchor)
def test_a_text_stands_at_its_point_with_its_baseline(sheet: Sheet, anchor: Anchor) -> None:
    lettering = Lettering("#000000", 20, anchor)
    sheet.surface.text(Point(100, 60), "HHH", lettering)
    sheet.painter.end()
    left, right, top, bottom = sheet.inked()
    width = sheet.surface.measure("HHH", lettering)
    expected = {Anchor.START: 100, Anchor.MIDDLE: 100 - width / 2, Anchor.END: 100 - width}[anchor]
    assert left == pytest.approx(expected, abs=4)
    assert right - left == pytest.approx(width, abs=6)
    assert bottom in (59, 60)
    assert 12 < bottom - top < 18


def test_bold_letters_are_wider(sheet: Sheet) -> None:
    thin = sheet.surface.measure("Trí thức", Lettering("#000000", 13))
    assert sheet.surface.measure("Trí thức", Lettering("#000000", 13, bold=True)) > thin
    sheet.painter.end()


def test_a_chart_of_the_documents_is_painted_as_large_as_its_place(qtbot: QtBot) -> None:
    chart = Chart(
        ChartKind.STACKED_BARS, "Trình độ", ("Y", "Luật"), (("Đại học", (4, 6)), ("Tiến sĩ", (1, 2)))
    )
    asked: list[tuple[float, float]] = []

    def draw(surface: PainterSurface, width: float, height: float) -> None:
        asked.append((width, height))
        draw_chart(chart, surface, width, height, PRINT)

    view = ChartView("Trình độ theo lĩnh vực", draw)
    qtbot.addWidget(view)
    view.resize(400, 300)
    image = view.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(400) for y in range(300)}
    assert asked == [(400.0, 300.0)]
    assert {PRINT.series[0], PRINT.series[1]} <= colors
    assert view.accessibleName() == "Trình độ theo lĩnh vực"


def test_another_chart_replaces_the_first(qtbot: QtBot) -> None:
    view = ChartView("Biểu đồ", lambda surface, width, height: None)
    qtbot.addWidget(view)
    empty = view.grab().toImage()
    view.set_draw(lambda surface, width, height: surface.rect((0, 0, width, height), "#0b5cad"))
    assert view.grab().toImage() != empty
    assert view.letter_size() == view.fontInfo().pixelSize()


def test_a_piece_says_what_it_is_and_is_picked_by_a_click(qtbot: QtBot) -> None:
    view = ChartView("Biểu đồ", lambda surface, width, height: [((10.0, 10.0, 50.0, 20.0), 3, 1)])
    view.set_pieces(lambda label, series: f"{label}/{series}")
    qtbot.addWidget(view)
    view.resize(200, 100)
    view.show()
    view.grab()
    qtbot.mouseMove(view, QPoint(190, 90))
    qtbot.mouseMove(view, QPoint(30, 15))
    with qtbot.waitSignal(view.picked) as picked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(30, 15))
    assert picked.args == [3, 1]
    assert view.toolTip() == "3/1"
    with qtbot.assertNotEmitted(view.picked):
        view.mouseReleaseEvent(released(QPointF(150, 80)))


def released(at: QPointF) -> QMouseEvent:
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseButtonRelease, at, at, left, left, Qt.KeyboardModifier.NoModifier)
