"""The four ways of looking at tasks: the list, the board of states, the line of time, my week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.codelists import label_of
from desktop.jobs import Job
from desktop.tasks.board import timeline
from desktop.tasks.gui.card_board import CardBoard
from desktop.tasks.gui.task_cards import state_columns, week_columns
from desktop.tasks.gui.timeline_view import TimelineView
from desktop.tasks.queries import TaskLine
from desktop.tasks.ward_plan.queries import officers
from desktop.tasks.week import Week, WeekItem, Whose, week
from desktop.text import number
from desktop.widgets.controls import ChoiceBox, hint
from desktop.widgets.jobs_qt import run_job

VIEWS = (
    ("list", "Danh sách"),
    ("board", "Bảng trạng thái"),
    ("timeline", "Dòng thời gian"),
    ("week", "Tuần của tôi"),
)
_CHOOSE = "Chọn một dòng để xem tình trạng; bấm hoặc nhấn Enter để mở thẻ nhiệm vụ."


@dataclass(frozen=True)
class Remembered:
    """Something that this user chose last, and how it is kept for the next time."""

    value: str = ""
    keep: Callable[[str], object] = str


class TaskViews(QStackedWidget):
    """Shows the same tasks as chosen; `opened` tells a task's code, `item_opened` a thing in the week.

    Only what is in front is made anew; the week is asked in a job.
    """

    opened = Signal(str)
    item_opened = Signal(object)

    def __init__(self, office: Office, table: QWidget, whose: Remembered) -> None:
        super().__init__()
        self._office, self._remembered = office, whose
        self._lines: Sequence[TaskLine] = ()
        self._today = date.today()  # noqa: DTZ011 - the calendar on the wall
        self._week: Week | None = None
        self._undated = 0
        self.board, self.line = CardBoard("Bảng trạng thái"), TimelineView()
        self.sentence, self.week_board = hint(""), CardBoard("Tuần của tôi")
        self.whose = ChoiceBox("Việc của", ())
        self.whose.chosen.connect(self._choose_whose)
        for one in (table, self.board, self._with_sentence(), self.week_board):
            self.addWidget(one)
        self.board.opened.connect(self.opened)
        self.line.opened.connect(self.opened)
        self.line.chosen.connect(lambda _code: self._say())
        self.week_board.opened.connect(self._open_item)
        self._wanted_whose = whose.value

    def _with_sentence(self) -> QWidget:
        both = QWidget()
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.sentence)
        return both

    def view(self) -> str:
        """Return the code of the view in front."""
        return VIEWS[self.currentIndex()][0]

    def show_view(self, code: str) -> None:
        """Bring a view in front, with what there is now."""
        self.setCurrentIndex([one for one, _label in VIEWS].index(code))
        self._renew()

    def show_lines(self, lines: Sequence[TaskLine], today: date) -> None:
        """Show other tasks."""
        self._lines, self._today = lines, today
        self._renew()

    def _renew(self) -> None:
        view = self.view()
        if view == "board":
            self.board.show_columns(state_columns(self._lines))
        elif view == "timeline":
            shown = timeline(self._lines, self._today)
            self.line.show_timeline(shown, shown.position(self._today))
            self._undated = shown.undated
            self._say()
        elif view == "week":
            self._read_week()

    def _say(self) -> None:
        more = f" {number(self._undated)} nhiệm vụ không có ngày hạn nên không vẽ." if self._undated else ""
        self.sentence.setText(self.line.sentence() or f"{_CHOOSE}{more}")

    def _read_week(self) -> None:
        with self._office.read() as session:
            people = officers(session)
        sections = sorted({one.section for one in people})
        self.whose.set_choices(
            [
                ("", "Việc của cả đơn vị"),
                *((f"section:{one}", label_of("ward_section", one)) for one in sections),
                *((f"officer:{one.uid}", one.label) for one in people),
            ]
        )
        self.whose.set_code(self._wanted_whose)
        whose, today = self._whose(), self._today

        def work(_job: Job) -> Week:
            with self._office.read() as session:
                return week(session, today, whose)

        def take(found: Week) -> None:
            if whose == self._whose():
                self._week = found
                self.week_board.show_columns(week_columns(found))

        run_job(self, "Đọc việc của tuần", work, take, quiet=True)

    def _whose(self) -> Whose:
        kind, _, code = self.whose.code().partition(":")
        return Whose(section=code if kind == "section" else "", officer=code if kind == "officer" else "")

    def _choose_whose(self, code: str) -> None:
        self._wanted_whose = code
        self._remembered.keep(code)
        self._read_week()

    def _open_item(self, key: str) -> None:
        if self._week is not None:
            item: WeekItem = self._week.items[int(key)]
            self.item_opened.emit(item)
