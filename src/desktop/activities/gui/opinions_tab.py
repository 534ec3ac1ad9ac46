"""The third tab of an activity: the opinions raised, where they went, what was answered."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.activities.models import SAID
from desktop.activities.opinions import FIELDS, change_opinion, record_opinion, remove_opinion
from desktop.activities.queries import OpinionLine, opinions, participants
from desktop.activities.rules import OPINION_LABELS, OpinionState
from desktop.errors import UserError
from desktop.people.gui.person_fields import choices_for
from desktop.people.normal import today
from desktop.storage.fields import Field, Kind
from desktop.text import number
from desktop.widgets import messages
from desktop.widgets.code_box import Choice
from desktop.widgets.controls import button, shortcut_action
from desktop.widgets.flow import FlowRow
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_TONES = {
    OPINION_LABELS[OpinionState.NEW]: Tone.WARN,
    OPINION_LABELS[OpinionState.PASSED]: Tone.PRIMARY,
    OPINION_LABELS[OpinionState.ANSWERED]: Tone.GOOD,
}
_COLUMNS = (
    TableColumn("state", "Tình trạng", 13, sortable=False, tones=_TONES),
    TableColumn("text", "Ý kiến, kiến nghị", 36, sortable=False),
    TableColumn("said_by", "Người nêu", 18, sortable=False),
    TableColumn("passed_to", "Chuyển đến", 20, sortable=False),
)
_EMPTY = "Chưa ghi ý kiến nào. Bấm “Thêm ý kiến” để ghi điều trí thức nêu và nơi giải quyết."
_PERSON = Field("person", "Người nêu trong danh sách", Kind.CODE, codes="person", section=SAID)


_OTHER = replace(FIELDS["said_by"], label="Hoặc ghi tên người nêu")


class OpinionsTab(QWidget):
    """The opinions of one activity."""

    def __init__(self, office: Office, *, may_edit: bool) -> None:
        super().__init__()
        self._office, self._may_edit, self.uid = office, may_edit, ""
        self.lines: list[OpinionLine] = []
        self.table = RowTable(_COLUMNS, self._rows, "Ý kiến nêu tại hoạt động")
        self.table.set_empty_text(_EMPTY)
        self.count = QLabel()
        mark(self.count, look="muted")
        add = button("Thêm ý kiến", self.ask_new, "plus", "primary")
        self.change_button = button("Chuyển, trả lời…", self.ask_change, "edit")
        self.remove_button = button("Xóa", self.ask_removal, "delete")
        tools = FlowRow(add, self.change_button, self.remove_button, spacing=em(self, 0.4))
        tools.setVisible(may_edit)
        self.table.activated_id.connect(lambda _id: self.ask_change())
        shortcut_action(self.table, "Xóa ý kiến", "Del", self.ask_removal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em(self, 0.4), 0, 0)
        layout.setSpacing(em(self, 0.4))
        layout.addWidget(tools)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)

    def show_activity(self, uid: str) -> None:
        """Show the opinions of an activity as they stand today."""
        self.uid = uid
        with self._office.read() as session:
            self.lines = opinions(session, today(), uid) if uid else []
        self.table.set_ids([line.id for line in self.lines])
        self.table.refresh()
        if self.lines and self.table.current_id() is None:
            self.table.select_id(self.lines[0].id)
        done = sum(line.state in (OpinionState.ANSWERED, OpinionState.DECLINED) for line in self.lines)
        said = f"{number(len(self.lines))} ý kiến, {number(done)} đã có trả lời." if self.lines else ""
        self.count.setText(said)
        for one in (self.change_button, self.remove_button):
            one.setEnabled(bool(self.lines))

    def selected(self) -> OpinionLine | None:
        """Return the opinion that is chosen."""
        current = self.table.current_id()
        return next((line for line in self.lines if line.id == current), None)

    def ask_new(self) -> None:
        """Ask for an opinion."""

        def save(values: dict[str, object]) -> None:
            person = str(values.pop("person") or "")
            with self._office.write() as session:
                record_opinion(session, self.uid, values, person)

        FormDialog(self, "Thêm ý kiến", self._form(), save).ask({})

    def ask_change(self) -> None:
        """Show an opinion: to correct it, pass it on, write the answer down."""
        line = self.selected()
        if line is None:
            return

        def save(values: dict[str, object]) -> None:
            person = str(values.pop("person") or "")
            with self._office.write() as session:
                change_opinion(session, line.uid, values, person)

        form = self._form()
        dialog = FormDialog(
            self, "Ý kiến và trả lời", form, save if self._may_edit else None, line.state_label
        )
        dialog.ask({**line.values, "person": line.person_uid or None})

    def ask_removal(self) -> None:
        """Remove the opinion when the user agrees."""
        line = self.selected()
        if line is None or not self._may_edit:
            return
        text = "Xóa ý kiến đang chọn? Có thể hoàn tác trong nhật ký."
        messages.ask(self, text, "Xóa", "Giữ lại", lambda: self._remove(line.uid))

    def _remove(self, uid: str) -> None:
        try:
            with self._office.write() as session:
                remove_opinion(session, uid)
        except UserError as wrong:
            messages.error(self, wrong)

    def _form(self) -> FieldForm:
        with self._office.read() as session:
            people = participants(session, self.uid)
        names = [(one.person_uid, str(one.values["name"])) for one in people if one.person_uid]
        return FieldForm(
            [_PERSON, _OTHER, *(FIELDS[key] for key in FIELDS if key != "said_by")], _choices(names)
        )

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        known = {line.id: line for line in self.lines}
        return [_row(known[one]) if one in known else None for one in ids]


def _choices(names: Sequence[Choice]) -> Callable[[Field], Sequence[Choice]]:
    usual = choices_for("")
    return lambda field: names if field.key == "person" else usual(field)


def _row(line: OpinionLine) -> tuple[str, ...]:
    texts = line.texts
    return (line.state_label, texts["text"], texts["said_by"], texts["passed_to"])
