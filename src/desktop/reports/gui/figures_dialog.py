"""The figures that were frozen with a report, and the people behind each of them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.indicators.rules import TARGET_STATE_LABELS
from desktop.people.counting.gui.figure_dialog import FigureDialog
from desktop.people.queries import ids_in_order, ids_of
from desktop.reports.behind import Part, people_of_figure
from desktop.reports.figures import Figure, frozen_figures, moment_of
from desktop.reports.queries import SnapshotLine, get_snapshot
from desktop.tasks.rules import STATE_LABELS
from desktop.text import number
from desktop.widgets import messages
from desktop.widgets.controls import button
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

_STATES = {str(key): label for key, label in (*STATE_LABELS.items(), *TARGET_STATE_LABELS.items())}
_COLUMNS = (
    TableColumn("label", "Số liệu", 52, sortable=False),
    TableColumn("value", "Giá trị", 10, "right", sortable=False),
    TableColumn("numerator", "Tử số", 10, "right", sortable=False),
    TableColumn("denominator", "Mẫu số", 10, "right", sortable=False),
    TableColumn("state", "Tình trạng", 15, sortable=False),
)


class FiguresDialog(QDialog):
    """Lists the frozen figures of one report; those that count people open who they were."""

    def __init__(self, parent: QWidget, office: Office, line: SnapshotLine) -> None:
        super().__init__(parent)
        self._office, self.line = office, line
        with office.read() as session:
            snapshot = get_snapshot(session, line.uid)
            self.figures, self._moment = frozen_figures(snapshot), moment_of(session, snapshot)
        self.setWindowTitle("Số liệu của báo cáo")
        self._heading = QLabel(f"{line.plan_name}, {line.period_label}")
        mark(self._heading, look="heading")
        self.table = RowTable(_COLUMNS, self._rows, "Số liệu của báo cáo")
        self.table.set_empty_text("Văn bản này không có số liệu.")
        self.counted = button("Người được đếm…", lambda: self.show_people("uids"), "people", "primary")
        self.among = button("Người ở mẫu số…", lambda: self.show_people("among"), "people")
        self._build(parent)
        self.table.selection_changed.connect(self._on_selected)
        self.table.activated_id.connect(lambda _id: self.show_people("uids"))
        self.table.set_ids(range(len(self.figures)))
        if self.figures:
            self.table.select_id(0)
        self._on_selected()

    def selected(self) -> Figure | None:
        """Return the chosen figure."""
        at = self.table.current_id()
        return self.figures[at] if at is not None else None

    def show_people(self, which: Part) -> None:
        """Show the people whom the chosen figure counts (`uids`), or those of its denominator (`among`)."""
        figure = self.selected()
        if figure is None:
            return
        try:
            with self._office.read() as session:
                uids = people_of_figure(session, get_snapshot(session, self.line.uid), figure.code, which)
        except UserError as wrong:
            messages.error(self, wrong)
            return
        if not uids:
            return

        def find(session: Session) -> list[int]:
            return ids_in_order(session, among=set(ids_of(session, uids)))

        dialog = FigureDialog(self, self._office, figure.label, find, self._moment)
        dialog.open()
        dialog.read()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self.figures[one]) for one in ids]

    def _on_selected(self) -> None:
        figure = self.selected()
        self.counted.setEnabled(bool(figure and figure.uids))
        self.among.setEnabled(bool(figure and figure.among))

    def _build(self, parent: QWidget) -> None:
        close = button("Đóng", self.accept, "close")
        for one in (self.counted, self.among, close):
            one.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.counted)
        foot.addWidget(self.among)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(self._heading)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.table.setFocus()
        self.resize(QSize(em(self, 64), em(self, 36)).boundedTo(parent.window().size()))


def _row(figure: Figure) -> tuple[str, ...]:
    values = (figure.value, figure.numerator, figure.denominator)
    shown = (number(value) if value is not None else "" for value in values)
    return (figure.label.split("\n")[0], *shown, _STATES.get(figure.state, ""))
