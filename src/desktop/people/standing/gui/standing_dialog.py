"""A person's standings through time: what held from when on and when it was recorded; adding, correcting."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right
from desktop.errors import UserError
from desktop.people.gui.person_fields import choices_for
from desktop.people.queries import get_person
from desktop.people.standing.actions import correct_standing, record_standing, remove_standing
from desktop.people.standing.models import Standing
from desktop.people.standing.queries import StandingRow, standings_of
from desktop.storage.fields import fields_of
from desktop.text import partial_day
from desktop.widgets import messages
from desktop.widgets.cards import Banner
from desktop.widgets.controls import button
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_COLUMNS = (
    TableColumn("since", "Có hiệu lực từ", 15, "right", sortable=False),
    TableColumn("until", "Đến trước", 12, "right", sortable=False),
    TableColumn("status", "Tình trạng", 20, sortable=False),
    TableColumn("recorded", "Ghi sổ lúc", 17, "right", sortable=False),
    TableColumn("place", "Nơi đến", 21, sortable=False),
    TableColumn("document", "Văn bản", 18, sortable=False),
    TableColumn("note", "Ghi chú", 22, sortable=False),
)
_FIELDS = fields_of(Standing)
_HOW = (
    "Ngày có hiệu lực cho biết điều đó đúng từ khi nào, ngày ghi sổ cho biết sổ biết điều đó từ khi nào. "
    "Danh sách và số liệu tính đến một ngày lấy tình trạng có hiệu lực ngày đó."
)


class StandingDialog(QDialog):
    """Lists the standings of one person, newest first; every change is one act that can be undone."""

    def __init__(self, parent: QWidget, office: Office, uid: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Diễn biến tình trạng")
        self._office, self._uid = office, uid
        self._may_edit = office.actor.may(Right.EDIT_PEOPLE)
        with office.read() as session:
            self._name = get_person(session, uid).texts["full_name"]
            self._province = unit_of(session).province
        self.rows: list[StandingRow] = []
        self.banner = Banner()
        self.table = RowTable(_COLUMNS, self._fetch, "Các tình trạng, mới nhất trước")
        self.form_dialog: FormDialog | None = None
        self.add_button = button("&Ghi tình trạng mới…", self.add, "plus", "primary")
        self.edit_button = button("&Sửa…", self.correct, "edit")
        self.remove_button = button("&Xóa…", self.ask_removal, "delete")
        self._build()
        self.table.selection_changed.connect(self._update_buttons)
        self.table.activated_id.connect(lambda _row: self.correct())
        self.resize(QSize(em(self, 62), em(self, 26)).boundedTo(parent.window().size()))
        self.read()

    def read(self) -> None:
        """Read the standings anew."""
        with self._office.read() as session:
            self.rows = standings_of(session, self._uid)
        self.table.set_ids(range(len(self.rows)))
        self.table.refresh()
        if self.rows and not self.table.selected_count():
            self.table.select_id(0)
        self._update_buttons()

    def add(self) -> None:
        """Ask for a new standing."""
        self._ask("Ghi tình trạng mới", {}, record_standing, "Đã ghi tình trạng.")

    def correct(self) -> None:
        """Ask for the corrected values of the standing chosen."""
        row = self._chosen()
        if row is None or not self._may_edit:
            return
        line = row.line
        values = {field.key: getattr(line, field.key) for field in _FIELDS}

        def save(session: Session, uid: str, typed: dict[str, object]) -> None:
            correct_standing(session, uid, line.uid, typed)

        self._ask("Sửa tình trạng", values, save, "Đã sửa tình trạng; nhật ký còn giữ nội dung cũ.")

    def ask_removal(self) -> None:
        """Ask before the standing chosen is taken out."""
        row = self._chosen()
        if row is None:
            return
        text = f"Xóa dòng “{row.line.words()}”? Nhật ký còn giữ nội dung nên có thể hoàn tác."
        messages.ask_danger(self, text, "Xóa", "Giữ lại", lambda: self._remove(row))

    def _ask(
        self,
        title: str,
        values: dict[str, object],
        save: Callable[[Session, str, dict[str, object]], object],
        said: str,
    ) -> None:
        form = FieldForm(list(_FIELDS), choices_for(self._province))

        def write(typed: dict[str, object]) -> None:
            with self._office.write() as session:
                save(session, self._uid, typed)
            self.read()
            self.banner.say(said, Tone.GOOD)

        self.form_dialog = FormDialog(self, title, form, write, self._name)
        self.form_dialog.ask(values)

    def _remove(self, row: StandingRow) -> None:
        try:
            with self._office.write() as session:
                remove_standing(session, self._uid, row.line.uid)
        except UserError as wrong:
            messages.error(self, wrong)
            return
        self.read()
        self.banner.say("Đã xóa dòng tình trạng; có thể hoàn tác ở Cài đặt › Nhật ký.", Tone.GOOD)

    def _chosen(self) -> StandingRow | None:
        chosen = self.table.selected_ids()
        return self.rows[chosen[0]] if len(chosen) == 1 and chosen[0] < len(self.rows) else None

    def _update_buttons(self) -> None:
        self.edit_button.setEnabled(self._chosen() is not None)
        self.remove_button.setEnabled(self._chosen() is not None and len(self.rows) > 1)

    def _fetch(self, ids: Sequence[int]) -> list[tuple[str, ...]]:
        return [_cells(self.rows[one]) for one in ids]

    def _build(self) -> None:
        heading, how = (
            QLabel(f"Diễn biến tình trạng của {self._name}", wordWrap=True),
            QLabel(_HOW, wordWrap=True),
        )
        mark(heading, look="heading")
        mark(how, look="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        for widget in (heading, how, self.banner):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for one in (self.remove_button, self.edit_button):
            row.addWidget(one)
        row.addStretch(1)
        close = button("Đóng", self.accept)
        for one in (self.add_button, close):
            row.addWidget(one)
        for one in (self.add_button, self.edit_button, self.remove_button, close):
            one.setAutoDefault(False)
        for one in (self.add_button, self.edit_button, self.remove_button):
            one.setVisible(self._may_edit)
        return row


def _cells(row: StandingRow) -> tuple[str, ...]:
    texts = row.texts
    until = partial_day(row.line.until) or ("(chưa tới)" if row.is_to_come else "nay")
    told = (texts["place"], texts["document"], " ".join(texts["note"].split()))
    return (texts["since"] or "trước", until, texts["status"], f"{row.recorded:%d/%m/%Y %H:%M}", *told)
