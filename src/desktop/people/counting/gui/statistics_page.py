"""Statistics: choose rows, columns, layers and a day; the table, its chart, the people behind each figure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QSplitter, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.documents.model import Report
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.people.counting.behind import people_behind
from desktop.people.counting.charts import Picture, picture_of
from desktop.people.counting.conditions import Moment
from desktop.people.counting.cube import Cube, journal_head, read_cube
from desktop.people.counting.dimensions import DIMENSIONS
from desktop.people.counting.gui.chart_card import ChartCard
from desktop.people.counting.gui.figure_dialog import FigureDialog
from desktop.people.counting.gui.matrix_table import MatrixTable
from desktop.people.counting.report import day_of, said_of, statistics_report
from desktop.people.counting.tables import (
    READY_MADE,
    SHARE_LABELS,
    Layout,
    Matrix,
    Shares,
    Spot,
    Where,
    cross,
    in_words,
)
from desktop.people.normal import today
from desktop.widgets import files, messages
from desktop.widgets.controls import ChoiceBox, button, shortcut_action, under_label
from desktop.widgets.flow import FlowRow
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.partial_date import DateEdit
from desktop.widgets.theme import em, mark

_LETTERS = 13
"""Longer names are cut in the closed box; the open list shows them whole."""

_SAY_AFTER_MS = 250
"""Counting that takes longer says so."""

_TYPED_MS = 600
"""A day is taken over when nothing was typed for so long; at once when the field is left."""

_HINT = "Enter hoặc nhấp đúp trên một con số để xem những người được đếm."
_FIRST = next(iter(READY_MADE.values()))


@dataclass(frozen=True)
class Shown:
    """What stands on the page: a table, its chart, and the register of the day that both come from."""

    cube: Cube
    matrix: Matrix
    picture: Picture


class StatisticsPage(OfficePage):
    """The register of a day is counted once, in a job; from then on every table is there at once."""

    tables: ClassVar[frozenset[str]] = frozenset({"person", "standing", "profile_membership"})

    def __init__(self, office: Office) -> None:
        super().__init__("Thống kê", office)
        dimensions = [(name, one.title) for name, one in DIMENSIONS.items()]
        self.rows = _box("Hàng", dimensions)
        self.columns = _box("Cột", [("", "Không có"), *dimensions])
        self.layers = _box("Lớp", [("", "Không có"), *dimensions])
        self.shares = _box("Tỷ lệ", [(one.value, label) for one, label in SHARE_LABELS.items()])
        self.on, self.known = _day("Tính đến ngày", "hôm nay"), _day("Theo số liệu đã ghi đến", "hiện nay")
        self.table, self.chart = MatrixTable(), ChartCard()
        self.said, self.status = QLabel(), QLabel(_HINT)
        self.shown: Shown | None = None
        self._asked: tuple[Layout, Moment] | None = None
        self._counting = False
        self._slow = QTimer(self, singleShot=True, interval=_SAY_AFTER_MS)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._build()
        self._connect()
        self._choose(_FIRST)

    def refresh(self) -> None:
        """Count anew if anything was changed since."""
        super().refresh()
        self._count()

    def copy_table(self) -> None:
        """Put the table on the clipboard as a spreadsheet takes it."""
        self.table.copy_table()
        self.status.setText("Đã chép bảng; dán vào Excel bằng Ctrl+V.")

    def ask_xlsx(self) -> None:
        """Ask for a file and write the table with its chart as XLSX."""
        from desktop.documents.xlsx import write_xlsx

        self._ask_file("thong-ke.xlsx", files.XLSX, write_xlsx)

    def ask_pdf(self) -> None:
        """Ask for a file and write the table with its chart as PDF."""
        from desktop.documents.pdf import write_pdf

        def write(report: Report, out: Path, job: Job) -> None:
            write_pdf(report, job).save(out)

        self._ask_file("thong-ke.pdf", files.PDF, write)

    def open_figure(self, where: Where) -> None:
        """Show the people whom a figure counts."""
        if self.shown:
            moment = self.shown.matrix.moment

            def find(session: Session) -> list[int]:
                return people_behind(session, where, moment)

            dialog = FigureDialog(self, self.office, in_words(where), find, moment)
            dialog.open()
            dialog.read()

    def layout_chosen(self) -> Layout:
        """Return the table that is asked for; a dimension stands in one place only."""
        rows, columns, layers = (box.code() for box in (self.rows, self.columns, self.layers))
        columns = "" if columns == rows else columns
        layers = "" if layers in (rows, columns) else layers
        return Layout(rows, columns, layers) if columns else Layout(rows, layers)

    def show_layout(self, layout: Layout) -> None:
        """Show another table."""
        self._choose(layout)
        self._count()

    # Counting

    def _count(self) -> None:
        """Ask for the table that is chosen now; it waits for the one that is being counted."""
        moment = self._moment()
        if moment is None:
            return
        self._asked = (self.layout_chosen(), moment)
        if not self._counting:
            self._start(*self._asked)

    def _start(self, layout: Layout, moment: Moment) -> None:
        kept = self.shown.cube if self.shown else None
        self._counting = True
        self._slow.start()

        def work(_job: Job) -> Shown:
            with self.office.read() as session:
                cube = kept
                if cube is None or cube.moment != moment or cube.head != journal_head(session):
                    cube = read_cube(session, moment)
            matrix = cross(cube, layout)
            return Shown(cube, matrix, picture_of(cube, matrix))

        run_job(self, "Thống kê", work, self._on_counted, self._on_failed, quiet=True)

    def _on_counted(self, shown: Shown) -> None:
        """Show what was counted; if another table was asked for meanwhile, count that one."""
        self._end_counting()
        self.shown = shown
        if self._asked not in (None, (shown.matrix.layout, shown.matrix.moment)):
            self._start(*self._asked)
        else:
            self._show(shown)

    def _on_failed(self, wrong: UserError) -> None:
        self._end_counting()
        messages.error(self, wrong)

    def _end_counting(self) -> None:
        self._counting = False
        self._slow.stop()
        self.table.setEnabled(True)

    def _show(self, shown: Shown) -> None:
        self.table.show_matrix(shown.matrix, Shares(self.shares.code()))
        self.chart.show_picture(shown.picture)
        self._say_total(shown.matrix)
        self.status.setText(_HINT)
        for one in self._exports:
            one.setEnabled(True)

    def _say_total(self, matrix: Matrix) -> None:
        self.said.setText(f"{said_of(matrix)} Số liệu {day_of(matrix.moment)}.")

    def _say_slow(self) -> None:
        self.table.setEnabled(False)
        self.said.setText("Đang đếm cả sổ, xin chờ giây lát…")

    def _show_shares(self) -> None:
        if self.shown:
            self.table.show_matrix(self.shown.matrix, Shares(self.shares.code()))

    def _moment(self) -> Moment | None:
        """Return the day asked for; None and a sentence on the page when it cannot be read."""
        days: list[date | None] = []
        for box in (self.on, self.known):
            if box.complaint():
                self.said.setText(box.complaint())
                return None
            days.append(date.fromisoformat(str(box.value())) if box.value() else None)
        return Moment(days[0] or today(), days[1])

    # The rest

    def _ask_file(self, name: str, kind: str, write: Callable[[Report, Path, Job], object]) -> None:
        if self.shown is None:
            return
        shown, shares = self.shown, Shares(self.shares.code())

        def chosen(out: Path) -> None:
            def work(job: Job) -> None:
                with self.office.read() as session:
                    report = statistics_report(session, shown.matrix, shown.picture, shares)
                write(report, out, job)

            run_job(self, "Xuất thống kê", work, lambda _none: messages.info(self, f"Đã ghi “{out.name}”."))

        files.save_file(self, "Xuất thống kê", name, [kind], chosen)

    def _choose(self, layout: Layout) -> None:
        for box, name in zip(
            (self.rows, self.columns, self.layers), (layout.rows, layout.columns, layout.layers), strict=True
        ):
            box.set_code(name)

    def _build(self) -> None:
        ready = [
            button(title, partial(self.show_layout, layout), look="flat")
            for title, layout in READY_MADE.items()
        ]
        self.body.addWidget(FlowRow(*ready, spacing=em(self, 0.1)))
        self._exports = [
            button("Chép bảng", self.copy_table, "copy"),
            button("Xuất Excel", self.ask_xlsx, "export"),
            button("Xuất PDF", self.ask_pdf, "print"),
        ]
        for one in self._exports:
            one.setEnabled(False)
        boxes = (self.rows, self.columns, self.layers, self.shares, self.on, self.known)
        self.add_tools(*(under_label(box.accessibleName(), box) for box in boxes))
        self.add_tools(self.said, *self._exports)
        for label in (self.said, self.status):
            label.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        mark(self.status, look="caption")
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self, 0.3))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.status)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.chart)
        split.setSizes([em(self, 42), em(self, 24)])
        split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        split.setMinimumHeight(em(self, 20))
        self.add(split, 1)

    def _connect(self) -> None:
        for box in (self.rows, self.columns, self.layers):
            box.chosen.connect(lambda _name: self._count())
        self.shares.chosen.connect(lambda _name: self._show_shares())
        for day in (self.on, self.known):
            day.editingFinished.connect(self._on_day)
            day.changed.connect(self._typed.start)
        self._typed.timeout.connect(self._on_typed)
        self.table.opened.connect(self._open_spot)
        self.chart.opened.connect(self.open_figure)
        self._slow.timeout.connect(self._say_slow)
        shortcut_action(self, "Chép bảng", "Ctrl+Shift+C", self.copy_table)

    def _open_spot(self, spot: Spot) -> None:
        if self.shown:
            self.open_figure(self.shown.matrix.where(spot))

    def _on_typed(self) -> None:
        """Take over a day that is whole; one that is still being typed is not complained of."""
        if not (self.on.complaint() or self.known.complaint()):
            self._on_day()

    def _on_day(self) -> None:
        moment = self._moment()
        if moment is None:
            return
        if self._asked is None or moment != self._asked[1]:
            self._count()
        elif self.shown and not self._counting:
            self._say_total(self.shown.matrix)


def _box(name: str, choices: list[tuple[str, str]]) -> ChoiceBox:
    box = ChoiceBox(name, choices)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + em(box, 2))
    return box


def _day(name: str, otherwise: str) -> DateEdit:
    box = DateEdit()
    box.setAccessibleName(name)
    box.setPlaceholderText(otherwise)
    box.setFixedWidth(em(box, 9))
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return box
