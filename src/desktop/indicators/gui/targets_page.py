"""Targets: left the list by class of indicator, right the chosen one with its chart, people and history."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter
from sqlalchemy.orm import Session

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.indicators.actions import find_target
from desktop.indicators.compute import people_of_target
from desktop.indicators.gui.forecast_dialog import ForecastDialog
from desktop.indicators.gui.target_card import TONES, TargetCard
from desktop.indicators.gui.target_forms import TargetForms
from desktop.indicators.queries import TargetLine, target_lines
from desktop.indicators.rules import TARGET_STATE_LABELS
from desktop.indicators.stored import values_of
from desktop.jobs import Job
from desktop.people.counting.conditions import Moment
from desktop.people.counting.gui.figure_dialog import FigureDialog
from desktop.people.queries import ids_in_order, ids_of
from desktop.plans.plan import STAGES
from desktop.plans.queries import find_plan
from desktop.tasks.queries import plan_choices
from desktop.text import number
from desktop.widgets import messages
from desktop.widgets.cards import EmptyState
from desktop.widgets.controls import ChoiceBox, button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.tokens import Tone

_STATE_TONES = {
    label: TONES[state] for state, label in TARGET_STATE_LABELS.items() if TONES[state] is not Tone.NEUTRAL
}
_COLUMNS = (
    TableColumn("code", "Mã", 5, sortable=False),
    TableColumn("text", "Chỉ tiêu", 30, sortable=False),
    TableColumn("target", "Yêu cầu", 16, sortable=False),
    TableColumn("value", "Thực hiện", 8, "right", sortable=False),
    TableColumn("state", "Đánh giá", 13, sortable=False, tones=_STATE_TONES),
)
_STAGES = (("all", "Mọi loại chỉ số"), *((key, title) for key, title in STAGES.items() if key))
_STATES = (("all", "Mọi đánh giá"), *((state.value, label) for state, label in TARGET_STATE_LABELS.items()))
_HORIZONS = (("2030", "Đến năm 2030"), ("2045", "Tầm nhìn 2045"), ("all", "Mọi mốc"))


class TargetsPage(OfficePage):
    """The targets of one plan by horizon and class; the chosen one stands beside the list."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"target_value", "target_baseline", "target_milestone", "person", "adopted_plan"}
    )

    def __init__(self, office: Office) -> None:
        super().__init__("Chỉ tiêu", office)
        self.plan = ChoiceBox("Kế hoạch", ())
        self.horizon, self.stage = ChoiceBox("Mốc", _HORIZONS), ChoiceBox("Loại chỉ số", _STAGES)
        self.state = ChoiceBox("Đánh giá", _STATES)
        self.table = RowTable(_COLUMNS, self._rows, "Danh sách chỉ tiêu")
        self.card = TargetCard()
        self.forms = TargetForms(self, office)
        self._lines: list[TargetLine] = []
        self._known = ""  # the plan whose lines these are; empty while they are being computed
        self._shown: list[TargetLine | str] = []
        self._enter = button("Nhập số liệu", self.ask_value, "edit", "primary")
        self._people = button("Nhập dân số…", self.ask_population)
        self._empty = EmptyState(
            "target", "Chưa có chỉ tiêu", "Nhận kế hoạch ở trang Kế hoạch – nhiệm vụ trước."
        )
        forecast = button("Dự báo…", self.ask_forecast, "chart")
        self.add_tools(self.plan, self.horizon, self.stage, self.state, forecast, self._people, self._enter)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.table)
        self._split.addWidget(self.card)
        self._split.setSizes([640, 460])
        self.add(self._split, 1)
        self.add(self._empty, 1)
        self.plan.chosen.connect(lambda _code: self.refresh())
        for box in (self.horizon, self.stage, self.state):
            box.chosen.connect(lambda _code: self._filter())
        self.table.selection_changed.connect(self._show_selected)
        self.table.activated_id.connect(lambda _id: self.ask_value())
        self.card.people_wanted.connect(self.show_people)
        self.card.baseline_wanted.connect(self.ask_baseline)
        self.card.milestone_wanted.connect(self.ask_milestone)

    def refresh(self) -> None:
        """Compute the targets of the chosen plan as of today."""
        super().refresh()
        with self.office.read() as session:
            plans = plan_choices(session)
            self.plan.set_choices(plans)
        self._empty.setVisible(not plans)
        self._split.setVisible(bool(plans))
        if plans:
            self._compute(self.plan.code())

    def show_only(self, what: str) -> None:
        """Show the targets up to 2030 in one state, or all of them."""
        self.horizon.set_code("2030")
        self.stage.set_code("all")
        self.state.set_code(what)
        self._filter()

    def _compute(self, plan_code: str) -> None:
        """Compute the targets in a job: in a large register that takes a while."""

        def work(_job: Job) -> list[TargetLine]:
            with self.office.read() as session:
                return target_lines(session, find_plan(session, plan_code), _today())

        def take(lines: list[TargetLine]) -> None:
            if plan_code == self.plan.code():
                self._lines, self._known = lines, plan_code
                self._filter()

        if plan_code != self._known:
            self._lines, self._known = [], ""
            self._filter()
        run_job(self, "Đang tính các chỉ tiêu", work, take, quiet=True)

    def _filter(self) -> None:
        """Show the lines of the chosen horizon and class under the headings of their classes."""
        wanted, kept = self.horizon.code(), self.selected()
        state = self.state.code()
        fitting = [
            line
            for line in self._lines
            if wanted in ("all", str(line.horizon)) and state in ("all", line.state)
        ]
        shown: list[TargetLine | str] = []
        for stage, title in STAGES.items():
            inside = [line for line in fitting if line.stage == stage]
            if inside and self.stage.code() in ("all", stage):
                shown += [f"{title.upper()} ({len(inside)})", *inside]
        self._shown = shown
        self.table.set_empty_text(_nothing(self._lines) if self._known else "Đang tính các chỉ tiêu…")
        self.table.set_ids(range(len(shown)))
        self.table.refresh()
        code = kept.code if kept else ""
        places = [at for at, one in enumerate(shown) if isinstance(one, TargetLine)]
        chosen = next((at for at in places if _code(shown[at]) == code), places[0] if places else None)
        if chosen is not None:
            self.table.select_id(chosen)
        self._show_selected()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._shown[one]) if one < len(self._shown) else None for one in ids]

    def selected(self) -> TargetLine | None:
        """Return the target that is chosen in the list; None on a heading."""
        current = self.table.current_id()
        one = self._shown[current] if current is not None and current < len(self._shown) else None
        return one if isinstance(one, TargetLine) else None

    def _show_selected(self) -> None:
        line = self.selected()
        may_edit = self.office.actor.may(Right.EDIT_TASKS)
        self._enter.setEnabled(line is not None and may_edit)
        self._enter.setText("Tự đánh giá" if line and line.kind == "words" else "Nhập số liệu")
        if line is None:
            self.card.clear()
            return
        with self.office.read() as session:
            history = values_of(session, self.plan.code(), line.code)
        self.card.show_target(line, history, _today(), may_edit=may_edit)

    def show_people(self, which: str) -> None:
        """Show who is behind the numerator or the denominator of the chosen target."""
        line = self.selected()
        if line is None:
            return
        plan_code, on, code = self.plan.code(), _today(), line.code

        def find(session: Session) -> list[int]:
            plan = find_plan(session, plan_code)
            behind = people_of_target(session, plan, find_target(plan, code), on)
            uids = behind.among if which == "among" else behind.counted
            return ids_in_order(session, among=set(ids_of(session, uids)))

        part = "Mẫu số" if which == "among" else "Tử số"
        dialog = FigureDialog(self, self.office, f"{part} của {code}: {line.text}", find, Moment(on))
        dialog.open()
        dialog.read()

    def ask_forecast(self) -> None:
        """Show how many of the people at work will still be there in the years of the targets."""
        dialog = ForecastDialog(self, self.office, self.plan.code())
        dialog.open()
        dialog.read()

    def ask_value(self) -> None:
        """Ask for a value, or an assessment, of the selected target."""
        self._ask_of(self.forms.ask_value)

    def ask_baseline(self) -> None:
        """Ask where the path of the selected target begins."""
        self._ask_of(self.forms.ask_baseline)

    def ask_milestone(self) -> None:
        """Ask for a milestone of the selected target."""
        self._ask_of(self.forms.ask_milestone)

    def _ask_of(self, ask: Callable[[str, TargetLine], None]) -> None:
        line = self.selected()
        if line is not None and self.office.actor.may(Right.EDIT_TASKS):
            ask(self.plan.code(), line)

    def ask_population(self) -> None:
        """Ask for the population that figures per 10,000 people are counted on."""
        if not self.plan.code():
            messages.info(self, "Hãy nhận kế hoạch trước khi nhập dân số.")
            return
        self.forms.ask_population(self.plan.code())


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the calendar on the wall


def _code(one: TargetLine | str) -> str:
    return one.code if isinstance(one, TargetLine) else ""


def _nothing(lines: Sequence[TargetLine]) -> str:
    return "Không có chỉ tiêu nào hợp với lựa chọn." if lines else "Kế hoạch này không nêu chỉ tiêu nào."


def _row(one: TargetLine | str) -> tuple[str, ...]:
    if isinstance(one, str):
        return ("", one, "", "", "")
    value = number(one.value) if one.value is not None else "–"
    code = one.code.rpartition(".")[2]
    return (code, one.text, one.target_text, value, one.state_label)
