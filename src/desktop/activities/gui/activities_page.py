"""The activities of the office with its intellectuals: the list, and the chosen one beside it."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSplitter

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.activities.actions import remove_activity
from desktop.activities.gui.activity_panel import ActivityPanel
from desktop.activities.gui.figures_dialog import FiguresDialog
from desktop.activities.queries import (
    OVERDUE_LABEL,
    ActivityLine,
    Filter,
    activity_facts,
    activity_lines,
    years_of,
)
from desktop.activities.rules import HELD
from desktop.codelists import code_list
from desktop.errors import NotFound
from desktop.people.normal import today
from desktop.tasks.queries import plan_choices
from desktop.widgets import messages
from desktop.widgets.cards import EmptyState
from desktop.widgets.controls import ChoiceBox, SearchField, button, shortcut_action
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em
from desktop.widgets.tokens import Tone

_TONES = {"Đã tổ chức": Tone.GOOD, "Dự kiến": Tone.PRIMARY, OVERDUE_LABEL: Tone.WARN}
_COLUMNS = (
    TableColumn("title", "Hoạt động", 35, sortable=False),
    TableColumn("days", "Thời gian", 13, sortable=False),
    TableColumn("state", "Tình trạng", 17, sortable=False, tones=_TONES),
    TableColumn("came", "Người dự", 7, "right", sortable=False),
    TableColumn("opinions", "Ý kiến đã trả lời", 7, "right", sortable=False),
    TableColumn("kind", "Loại", 26, sortable=False),
)
_WIDEST_BOX = 12


class ActivitiesPage(OfficePage):
    """Left the activities, the newest first; right the selected one."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"activity", "participant", "opinion", "activity_task", "adopted_plan", "progress"}
    )

    def __init__(self, office: Office) -> None:
        super().__init__("Hoạt động", office)
        self._may_edit = office.actor.may(Right.EDIT_TASKS)
        self.search = SearchField("Tìm tên hoạt động, địa điểm")
        self.year, self.kind = ChoiceBox("Năm", ()), ChoiceBox("Loại hoạt động", ())
        self.plan = ChoiceBox("Kế hoạch", ())
        self.table = RowTable(_COLUMNS, self._rows, "Danh sách hoạt động")
        self.panel = ActivityPanel(office)
        self._lines: dict[int, ActivityLine] = {}
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._empty = EmptyState(
            "activity",
            "Chưa có hoạt động nào",
            "Ghi các buổi đối thoại, gặp mặt, tôn vinh, hội thi, bồi dưỡng, tư vấn phản biện với trí thức: "
            "ai dự, nêu ý kiến gì, được trả lời ra sao. Hoạt động tính vào tiến độ nhiệm vụ và số liệu.",
            "Thêm hoạt động" if self._may_edit else "",
            self.ask_new if self._may_edit else None,
        )
        self._build()

    def refresh(self) -> None:
        """Read the list and the activity shown anew; what is being typed stays."""
        super().refresh()
        with self.office.read() as session:
            years = years_of(session)
            plans = plan_choices(session)
            self._set_choices(years, plans)
            lines = activity_lines(session, today(), self._filter())
        self._lines = {line.id: line for line in lines}
        is_empty = not years and not self.panel.is_new and self.panel.drafts.offer.draft is None
        self._empty.setVisible(is_empty)
        self._split.setVisible(not is_empty)
        self.table.set_empty_text("Không có hoạt động nào hợp với bộ lọc.")
        self.table.set_ids(list(self._lines))
        self.table.refresh()
        self._refresh_panel()

    def has_unsaved(self) -> bool:
        """Tell whether something was typed into the form that is not saved."""
        return self.panel.is_dirty

    def give_up(self) -> None:
        """Offer what was typed into the form never again."""
        self.panel.form.keeper.forget_at_once()

    def ask_new(self) -> None:
        """Begin a new activity, unless the present one has changes that shall not be lost."""
        if self._may_edit:
            self.panel.leave(self._start_new)

    def ask_removal(self) -> None:
        """Remove the activity shown when the user agrees."""
        facts = self.panel.facts
        if facts is None or not self._may_edit:
            return
        text = (
            f"Xóa hoạt động “{facts.values['title']}” cùng danh sách người dự và ý kiến? Tiến độ đã ghi cho "
            "nhiệm vụ vẫn còn; có thể hoàn tác trong nhật ký."
        )
        messages.ask_danger(self, text, "Xóa", "Giữ lại", lambda: self._remove(facts.uid))

    def show_figures(self) -> None:
        """Show the figures of a period."""
        with self.office.read() as session:
            years = years_of(session)
        FiguresDialog(self, self.office, years).open()

    def _remove(self, uid: str) -> None:
        self.panel.clear()
        self.act(lambda session: remove_activity(session, uid))
        self.refresh()

    def _start_new(self) -> None:
        self.table.clearSelection()
        self._empty.hide()
        self._split.show()
        self.panel.start_new()

    def _filter(self) -> Filter:
        return Filter(
            int(self.year.code() or 0), self.kind.code(), self.plan.code(), self.search.text().strip()
        )

    def _set_choices(self, years: Sequence[int], plans: Sequence[tuple[str, str]]) -> None:
        self.year.set_choices([("", "Mọi năm"), *((str(one), f"Năm {one}") for one in years)])
        self.kind.set_choices([("", "Mọi loại"), *code_list("activity_kind").choices()])
        self.plan.set_choices([("", "Mọi kế hoạch"), *plans])
        self.plan.setVisible(bool(plans))

    def _refresh_panel(self) -> None:
        if self.panel.is_new:
            return
        if self.panel.uid:
            self._show(self.panel.uid)
        elif self._lines and self.table.current_id() is None:
            self.table.select_id(next(iter(self._lines)))

    def _show(self, uid: str) -> None:
        try:
            with self.office.read() as session:
                facts = activity_facts(session, uid)
        except NotFound:
            self.panel.clear()
            return
        if uid == self.panel.uid:
            self.panel.refresh_lists(facts)
        else:
            self.panel.show_activity(facts)

    def _on_selected(self) -> None:
        line = self._lines.get(self.table.current_id() or -1)
        if line is None or not self.table.selected_count() or line.uid == self.panel.uid:
            return
        self.panel.leave(lambda: self._show(line.uid), self._go_back)

    def _go_back(self) -> None:
        """Select again the activity that the user stays with."""
        shown = next((one.id for one in self._lines.values() if one.uid == self.panel.uid), None)
        if shown is None:
            self.table.clearSelection()
        else:
            self.table.select_id(shown)

    def _on_saved(self, uid: str) -> None:
        self.panel.is_new = False
        self._show(uid)
        self.refresh()
        self._go_back()

    def _on_cancelled(self) -> None:
        if self.panel.is_new:
            self.panel.clear()
            self.refresh()
        elif self.panel.facts:
            self.panel.show_activity(self.panel.facts)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._lines[one]) if one in self._lines else None for one in ids]

    def _build(self) -> None:
        new = button("Thêm hoạt động", self.ask_new, "plus", "primary")
        new.setToolTip("Ctrl+N")
        new.setVisible(self._may_edit)
        figures = button("Số liệu…", self.show_figures, "chart")
        self.add_tools(self.search, self.year, self.kind, self.plan, figures, new)
        for box in (self.kind, self.plan):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_WIDEST_BOX)
        for box in (self.year, self.kind, self.plan):
            box.chosen.connect(lambda _code: self.refresh())
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([em(self, 30), em(self, 30)])
        self._split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._split.setMinimumHeight(em(self, 20))
        self.add(self._split, 1)
        self.add(self._empty, 1)
        self.search.searched.connect(lambda _text: self.refresh())
        self.table.selection_changed.connect(self._on_selected)
        self.table.activated_id.connect(lambda _id: self.panel.form.focus_first())
        self.panel.saved.connect(self._on_saved)
        self.panel.opened.connect(self._go_back)
        self.panel.cancelled.connect(self._on_cancelled)
        self.panel.removal_wanted.connect(self.ask_removal)
        for keys, do in (("Ctrl+N", self.ask_new), ("Ctrl+S", self.panel.save)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        shortcut_action(self.table, "Xóa hoạt động", "Del", self.ask_removal)


def _row(line: ActivityLine) -> tuple[str, ...]:
    came = str(line.came) if line.state == HELD else ""
    said = f"{line.answered}/{line.opinions}" if line.opinions else ""
    return (line.title, line.days, line.state_label, came, said, line.kind_label)
