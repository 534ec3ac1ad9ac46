"""Which new task carries on each unfinished task of the old plan: proposed with its score, confirmed here."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.plans.plan import Plan
from desktop.storage.fields import Field, Kind
from desktop.tasks.rules import STATE_LABELS
from desktop.tasks.succession.queries import Match, reason_of
from desktop.widgets import messages
from desktop.widgets.controls import button
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_SURE, _LOOK, _CLOSE, _CHOSEN = "Gần nguyên văn", "Cần xem lại", "Đóng", "Đơn vị chọn"
_TONES = {_SURE: Tone.GOOD, _LOOK: Tone.WARN, _CHOSEN: Tone.PRIMARY}
_COLUMNS = (
    TableColumn("old", "Mã cũ", 10, sortable=False),
    TableColumn("text", "Nhiệm vụ của kế hoạch cũ", 28, sortable=False),
    TableColumn("percent", "%", 4, "right", sortable=False),
    TableColumn("state", "Tình trạng", 14, sortable=False),
    TableColumn("score", "Giống", 6, "right", sortable=False),
    TableColumn("kind", "Cách xử lý", 17, sortable=False, tones=_TONES),
    TableColumn("new", "Chuyển sang nhiệm vụ mới", 30, sortable=False),
)
_WHY = (Field("why", "Căn cứ thay thế", required=True, max_length=500),)

Confirm = Callable[[Mapping[str, str], str], object]
"""Takes what was chosen (old task to new, empty to close) and the reason."""


class SuccessionDialog(QDialog):
    """Shows the pairs, lets each be changed, and hands all of them to `confirm`."""

    def __init__(
        self, parent: QWidget, new: Plan, old_title: str, matches: Sequence[Match], confirm: Confirm
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thay kế hoạch")
        self._new, self._matches, self._confirm = new, matches, confirm
        self.chosen: dict[str, str] = {}
        self.form = FieldForm(_WHY, lambda _field: (), columns=1)
        self.form.set_values({"why": reason_of(new)})
        self.table = RowTable(_COLUMNS, self._rows, "Nhiệm vụ chuyển tiếp")
        self._summary = QLabel(wordWrap=True)
        self._build(old_title)
        self._show()

    def _build(self, old_title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        heading = QLabel("Chuyển nhiệm vụ sang kế hoạch mới")
        mark(heading, look="heading")
        text = QLabel(
            f"{self._new.name} thay cho: {old_title}\nNhiệm vụ chưa xong chuyển sang nhiệm vụ mới giống "
            "nhất, tiến độ đã ghi tính tiếp ở đó; còn lại đóng. Enter để chọn lại cho một dòng.",
            wordWrap=True,
        )
        mark(text, look="muted")
        for one in (heading, text, self.form):
            layout.addWidget(one)
        self.form.setMaximumHeight(self.form.whole_height())
        layout.addWidget(self.table, 1)
        layout.addWidget(self._summary)
        buttons = QHBoxLayout()
        buttons.addWidget(button("Chọn nhiệm vụ mới…", self.ask_selected, "edit"))
        buttons.addStretch(1)
        buttons.addWidget(button("Hủy", self.reject))
        buttons.addWidget(button("Thay kế hoạch", self.form.submit, "save", "primary"))
        layout.addLayout(buttons)
        self.form.submitted.connect(self._submit)
        self.table.activated_id.connect(self._ask)
        self.resize(QSize(em(self, 72), em(self, 44)).boundedTo(self.screen().availableSize() * 0.95))

    def _show(self) -> None:
        self.table.set_empty_text("Kế hoạch cũ không còn nhiệm vụ dở dang.")
        self.table.set_ids(range(len(self._matches)))
        self.table.refresh()
        carried = sum(bool(self.successor(match)) for match in self._matches)
        self._summary.setText(
            f"{carried} nhiệm vụ chuyển sang kế hoạch mới, {len(self._matches) - carried} nhiệm vụ đóng "
            "(vẫn xem lại được trong kế hoạch cũ)."
        )

    def successor(self, match: Match) -> str:
        """Return the new task chosen or proposed for an old one, empty when it will be closed."""
        return self.chosen.get(match.old, match.new)

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        texts = {task.code: task.text for task in self._new.tasks}
        return [self._row(self._matches[one], texts) if one < len(self._matches) else None for one in ids]

    def _row(self, match: Match, texts: Mapping[str, str]) -> tuple[str, ...]:
        new = self.successor(match)
        kind = _SURE if match.is_sure else _LOOK
        if match.old in self.chosen and new != match.new:
            kind = _CHOSEN if new else _CLOSE
        elif not new:
            kind = _CLOSE
        return (
            match.old,
            match.old_text,
            str(match.percent) if match.percent else "",
            STATE_LABELS[match.state],
            f"{match.score}%",
            kind,
            f"{new} {texts.get(new, '')}" if new else "",
        )

    def ask_selected(self) -> None:
        """Ask for the new task of the selected row."""
        current = self.table.current_id()
        if current is not None:
            self._ask(current)

    def _ask(self, place: int) -> None:
        match = self._matches[place]
        choices = [(task.code, f"{task.code} {task.text}") for task in self._new.tasks]
        fields = (
            Field(
                "new",
                "Nhiệm vụ của kế hoạch mới",
                Kind.CODE,
                codes="task",
                help="Để trống thì đóng nhiệm vụ cũ",
            ),
        )
        form = FieldForm(fields, lambda _field: choices, columns=1)

        def save(values: dict[str, object]) -> None:
            self.chosen[match.old] = str(values["new"] or "")
            self._show()

        FormDialog(self, f"Nhiệm vụ {match.old}", form, save, match.old_text).ask(
            {"new": self.successor(match) or None}
        )

    def _submit(self) -> None:
        missing = self.form.missing()
        if missing:
            self.form.show_problems(missing)
            return
        chosen = {match.old: self.successor(match) for match in self._matches}
        try:
            self._confirm(chosen, str(self.form.values()["why"] or ""))
        except UserError as wrong:
            messages.error(self, wrong)
        else:
            self.accept()
