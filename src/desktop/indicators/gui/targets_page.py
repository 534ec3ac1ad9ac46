"""Targets: value against what the plan asks, its state and why, and typing a new value."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QLabel

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.indicators.actions import record_value
from desktop.indicators.compute import POPULATION
from desktop.indicators.gui.forecast_dialog import ForecastDialog
from desktop.indicators.queries import TargetLine, target_lines
from desktop.indicators.rules import TARGET_STATE_LABELS, TargetState
from desktop.plans.queries import find_plan
from desktop.storage.fields import Field, Kind
from desktop.tasks.queries import plan_choices
from desktop.text import day, number, read_number
from desktop.widgets import messages
from desktop.widgets.cards import Card, EmptyState
from desktop.widgets.controls import ChoiceBox, button, hint
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.tokens import Tone

_TONES = {
    TARGET_STATE_LABELS[TargetState.MET]: Tone.GOOD,
    TARGET_STATE_LABELS[TargetState.ON_TRACK]: Tone.PRIMARY,
    TARGET_STATE_LABELS[TargetState.BEHIND]: Tone.WARN,
}
_COLUMNS = (
    TableColumn("text", "Chỉ tiêu", 64, sortable=False),
    TableColumn("target", "Yêu cầu", 22, sortable=False),
    TableColumn("value", "Thực hiện", 11, "right", sortable=False),
    TableColumn("as_of", "Tính đến", 10, sortable=False),
    TableColumn("state", "Đánh giá", 13, sortable=False, tones=_TONES),
)
_VALUE_FIELDS = (
    Field("as_of", "Tính đến ngày", Kind.DATE, required=True),
    Field("value", "Giá trị", Kind.LINE, help="bỏ trống nếu nhập tử số và mẫu số"),
    Field("numerator", "Tử số", Kind.LINE),
    Field("denominator", "Mẫu số", Kind.LINE),
    Field("source", "Nguồn số liệu", Kind.LINE, help="văn bản, báo cáo có con số này"),
    Field("note", "Ghi chú", Kind.NOTE),
)
_POPULATION_FIELDS = tuple(one for one in _VALUE_FIELDS if one.key not in ("numerator", "denominator"))


class TargetsPage(OfficePage):
    """The targets of one plan and horizon, the selected one explained below."""

    tables: ClassVar[frozenset[str]] = frozenset({"target_value", "person", "adopted_plan"})

    def __init__(self, office: Office) -> None:
        super().__init__("Chỉ tiêu", office)
        self.plan = ChoiceBox("Kế hoạch", ())
        self.horizon = ChoiceBox("Mốc", (("2030", "Đến năm 2030"), ("2045", "Tầm nhìn 2045")))
        self.table = RowTable(_COLUMNS, self._rows, "Danh sách chỉ tiêu")
        self.table.set_empty_text("Kế hoạch không có chỉ tiêu ở mốc này.")
        self.why = QLabel()
        self.why.setWordWrap(True)
        self._lines: list[TargetLine] = []
        self._enter = button("Nhập số liệu", self.ask_value, "edit", "primary")
        self._people = button("Nhập dân số…", self.ask_population)
        self._empty = EmptyState(
            "target", "Chưa có chỉ tiêu", "Nhận kế hoạch ở trang Kế hoạch – nhiệm vụ trước."
        )
        self.add_tools(
            hint("Chọn một chỉ tiêu để xem cách tính và nguồn."),
            self.plan,
            self.horizon,
            button("Dự báo…", self.ask_forecast, "chart"),
            self._people,
            self._enter,
        )
        self.add(self.table, 1)
        self.add(self._empty, 1)
        self._card = Card()
        self._card.add(self.why)
        self.add(self._card)
        for box in (self.plan, self.horizon):
            box.chosen.connect(lambda _code: self.refresh())
        self.table.selection_changed.connect(self._show_why)
        self.table.activated_id.connect(lambda _id: self.ask_value())

    def ask_forecast(self) -> None:
        """Show how many of the people at work will still be there in the years of the targets."""
        dialog = ForecastDialog(self, self.office, self.plan.code())
        dialog.open()
        dialog.read()

    def refresh(self) -> None:
        """Compute the targets of the chosen plan as of today."""
        super().refresh()
        with self.office.read() as session:
            plans = plan_choices(session)
            self.plan.set_choices(plans)
            today = date.today()  # noqa: DTZ011 - the calendar on the wall
            lines = target_lines(session, find_plan(session, self.plan.code()), today) if plans else []
        self._lines = [line for line in lines if str(line.horizon) == self.horizon.code()]
        self._empty.setVisible(not plans)
        for one in (self.table, self._card):
            one.setVisible(bool(plans))
        self.table.set_ids(range(len(self._lines)))
        self.table.refresh()
        if self.table.current_id() is None and self._lines:
            self.table.select_id(0)
        self._show_why()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._lines[one]) if one < len(self._lines) else None for one in ids]

    def selected(self) -> TargetLine | None:
        """Return the target that is chosen in the list."""
        current = self.table.current_id()
        return self._lines[current] if current is not None and current < len(self._lines) else None

    def _show_why(self) -> None:
        line = self.selected()
        self._enter.setEnabled(line is not None and not line.computed)
        self.why.setText(_explained(line) if line else "Chọn một chỉ tiêu để xem cách tính và nguồn.")

    def ask_value(self) -> None:
        """Ask for a value of the selected target."""
        line = self.selected()
        if line is None:
            return
        if line.computed:
            messages.info(self, "Chỉ tiêu này chương trình tự tính từ sổ trí thức nên không nhập tay.")
            return
        self._ask(
            "Nhập số liệu chỉ tiêu", line.code, _VALUE_FIELDS, f"{line.text}. Yêu cầu: {line.target_text}."
        )

    def ask_population(self) -> None:
        """Ask for the population that figures per 10,000 people are counted on."""
        intro = "Dân số trung bình của địa bàn, dùng cho các chỉ tiêu tính trên một vạn dân."
        self._ask("Nhập dân số", POPULATION, _POPULATION_FIELDS, intro)

    def _ask(self, title: str, code: str, fields: Sequence[Field], intro: str) -> None:
        form = FieldForm(fields, lambda _field: (), columns=1)
        dialog = FormDialog(self, title, form, lambda values: self._save(code, values), intro)
        dialog.ask({"as_of": date.today().isoformat()})  # noqa: DTZ011

    def _save(self, code: str, values: dict[str, object]) -> None:
        numbers = {key: read_number(values.get(key)) for key in ("value", "numerator", "denominator")}
        with self.office.write() as session:
            record_value(
                session,
                self.plan.code(),
                code,
                as_of=date.fromisoformat(str(values["as_of"])),
                value=numbers["value"],
                numerator=numbers["numerator"],
                denominator=numbers["denominator"],
                source=str(values.get("source") or "") or None,
                note=str(values.get("note") or "") or None,
            )


def _row(line: TargetLine) -> tuple[str, ...]:
    value = number(line.value) if line.value is not None else "–"
    as_of = day(line.as_of) if line.as_of else ""
    return (line.text, line.target_text, value, as_of, TARGET_STATE_LABELS[TargetState(line.state)])


def _explained(line: TargetLine) -> str:
    parts = [line.text, f"Yêu cầu: {line.target_text}.", line.note, line.basis]
    if line.numerator is not None and line.denominator is not None:
        parts.append(f"Tử số {number(line.numerator)}, mẫu số {number(line.denominator)}.")
    parts.append(f"Nguồn trong kế hoạch: {line.source}.")
    return "\n".join(part for part in parts if part)
