"""One record beside the list: its form, what is wrong shown in place, never losing what was typed.

Behind the form stands the profile; what is being typed is kept as a draft.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QTabWidget, QVBoxLayout, QWidget
from sqlalchemy import select

from desktop.accounts.drafts import KeptDraft
from desktop.accounts.gui.draft_keeper import DraftKeeper
from desktop.accounts.gui.left_drafts import LeftDrafts
from desktop.accounts.models import Unit
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import Invalid, Problem, Severity, UserError
from desktop.people.actions import record_person, update_person
from desktop.people.admission import admission_of
from desktop.people.gui.accept_dialog import AcceptDialog
from desktop.people.gui.card_field import CardField
from desktop.people.gui.person_drafts import FORM, PERSON_DRAFTS
from desktop.people.gui.person_fields import choices_for, new_problems
from desktop.people.normal import FIELDS, today
from desktop.people.profile.gui.profile_view import ProfileView
from desktop.people.quality.actions import accept_warnings
from desktop.people.queries import MASKED, PersonRow, get_person
from desktop.people.rules import advise
from desktop.widgets import messages
from desktop.widgets.cards import Card, EmptyState
from desktop.widgets.controls import IconMark, button, shortcut_action
from desktop.widgets.form import FieldForm
from desktop.widgets.pieces import Pieces
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

NEW_VALUES = {"status": "dang_lam"}
"""What most new records have in common."""


class PersonPanel(Card):
    """Shows one person or takes a new one; nothing that was typed is dropped without asking.

    `saved` tells the uid after saving, `cancelled` that what was typed was given up; `history_wanted` and
    `removal_wanted` ask the page for what concerns the record shown, `opened` says that the panel itself has
    chosen another one.
    """

    saved = Signal(str)
    opened = Signal()
    cancelled = Signal()
    history_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        with office.read() as session:
            self._province = session.scalars(select(Unit.province)).one()
        self._may_edit = office.actor.may(Right.EDIT_PEOPLE)
        self._hidden = frozenset() if office.actor.may(Right.SEE_SENSITIVE) else MASKED
        self.standing_button = button("Diễn biến…", self.show_standings, look="flat")
        self.person: PersonRow | None = None
        self.is_new = False
        self._accepted: list[Problem] = []
        self._pieces = Pieces(self, self._fill_record())
        self._pieces.start()
        self.form = FieldForm(list(FIELDS.values()), choices_for(self._province), later=True)
        self.heading, self.card_field = QLabel(), CardField()
        self.tabs, self.profile = QTabWidget(), ProfileView(office)
        self.keeper = DraftKeeper(self, office, self._worth_keeping, self._called)
        self.drafts = LeftDrafts(office, PERSON_DRAFTS, self._resume)
        self.save_button = button("Lưu", self.save, "save", "primary")
        self.save_button.setToolTip("Ctrl+S")
        self.cancel_button = button("Hủy", self.cancel)
        self.history_button = _icon_button("history", "Lịch sử hồ sơ", self.history_wanted.emit)
        self.remove_button = _icon_button("delete", "Xóa hồ sơ… (Del)", self.removal_wanted.emit)
        self._nobody = EmptyState("user", "Chưa chọn hồ sơ", "Chọn một người trong danh sách để xem và sửa.")
        self._record = QWidget()
        self._build()
        self.clear()

    @property
    def uid(self) -> str:
        """Return the uid of the record shown, empty for none and for a new one."""
        return self.person.uid if self.person else ""

    @property
    def name(self) -> str:
        """Return the name of the person shown, as stored."""
        return str(self._stored["full_name"]) if self.person else ""

    @property
    def _stored(self) -> Mapping[str, object]:
        return self.person.values if self.person else {}

    @property
    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return (self.is_new or self.person is not None) and self.form.is_dirty

    def show_person(self, person: PersonRow) -> None:
        """Show a record and forget what was typed before."""
        self._show(person)

    def start_new(self) -> None:
        """Show an empty record with the keyboard in its first field."""
        self._show(None, is_new=True)
        self.form.verticalScrollBar().setValue(0)
        self.focus_first()

    def clear(self) -> None:
        """Show nobody."""
        self._show(None)

    def focus_first(self) -> None:
        """Put the keyboard into the first field, or into the list of the profile when that is shown."""
        if self.tabs.currentWidget() is self.profile:
            self.profile.focus_list()
            return
        first = self.form.editor("full_name")
        assert isinstance(first, QWidget)  # noqa: S101 - every editor is one
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, then: Callable[[], object], stay: Callable[[], object] | None = None) -> None:
        """Call `then` at once when nothing would be lost, else when the user agrees to lose it."""
        if not self.is_dirty:
            then()
            return
        whose = "Hồ sơ mới" if self.is_new else f"Hồ sơ “{self.name}”"
        text = f"{whose} có thay đổi chưa lưu. Bỏ các thay đổi này?"
        messages.ask(self, text, "Bỏ thay đổi", "Tiếp tục sửa", then, stay)

    def cancel(self) -> None:
        """Give up what was typed, after asking."""
        self.leave(self._give_up)

    def show_standings(self) -> None:
        """Show what held of this person from when on, to add to it and to correct it."""
        from desktop.people.standing.gui.standing_dialog import StandingDialog

        StandingDialog(self, self.office, self.uid).open()

    def save(self) -> None:
        """Save what was typed, or show in place what is wrong with it."""
        if self._may_edit and (self.is_new or self.person):
            self.form.submit()

    def _resume(self, draft: KeptDraft) -> None:
        self.leave(lambda: self._go_on(draft))

    def _go_on(self, draft: KeptDraft) -> None:
        """Show the record of a draft with what was typed into it, or the dialog it was typed into."""
        uid = draft.subject.partition("/")[0]
        if uid:
            with self.office.read() as session:
                self._show(get_person(session, uid))
        else:
            self._show(None, is_new=True)
        self.drafts.taken(draft)
        self.opened.emit()
        if draft.form != FORM:
            self.tabs.setCurrentWidget(self.profile)
            self.profile.resume(draft)
            return
        self.keeper.begin(FORM, uid, self._stored, draft.uid)
        self.tabs.setCurrentIndex(0)
        self.form.fill_in(draft.values)
        self.focus_first()

    def _worth_keeping(self) -> dict[str, object]:
        """Return what was typed and is not saved."""
        if not self.is_dirty:
            return {}
        typed = self._typed()
        return {key: value for key, value in typed.items() if value} if self.is_new else self._changed(typed)

    def _called(self) -> str:
        """Name the record in a sentence."""
        typed = str(self.form.values().get("full_name") or "") if self.is_new else self.name
        kind = "hồ sơ mới" if self.is_new else "hồ sơ"
        return f"{kind} “{typed}”" if typed else kind

    def _give_up(self) -> None:
        self._show(self.person)
        self.cancelled.emit()

    def _save(self) -> None:
        """Warnings that are new with what was typed hold saving up until a reason is given."""
        typed = self._typed()
        with self.office.read() as session:
            admission = admission_of(session)
        problems = new_problems(self._stored, typed, self._province, admission)
        refused = any(problem.severity is Severity.REFUSE for problem in problems)
        warned = [problem for problem in problems if problem.severity is Severity.WARN]
        if refused or (warned and problems != self._accepted):
            self._show_problems(problems, acceptable=not refused)
        elif warned:
            AcceptDialog(self, warned, partial(self._write, typed, warned)).open()
        else:
            self._write(typed)

    def _write(self, typed: Mapping[str, object], warned: Sequence[Problem] = (), why: str = "") -> None:
        """Write what was typed; warnings are accepted for this reason in the same act."""
        try:
            with self.office.write() as session:
                uid = self.uid or record_person(session, typed)
                if self.uid:
                    update_person(session, uid, self._changed(typed))
                if warned:
                    accept_warnings(session, uid, warned, why)
                self.keeper.drop_in(session)
        except Invalid as wrong:
            self._show_problems(wrong.problems, acceptable=False)
        except UserError as wrong:
            messages.error(self, wrong)
        else:
            self.form.mark_clean()
            self.saved.emit(uid)

    def _typed(self) -> dict[str, object]:
        """Return the values of the form without those this user may not see, and so never writes."""
        return {key: value for key, value in self.form.values().items() if key not in self._hidden}

    def _changed(self, typed: Mapping[str, object]) -> dict[str, object]:
        return {key: value for key, value in typed.items() if value != self._stored.get(key)}

    def _show_problems(self, problems: list[Problem] | tuple[Problem, ...], acceptable: bool) -> None:
        self.tabs.setCurrentIndex(0)
        self.form.show_problems(problems)
        self._accepted = list(problems) if acceptable else []
        self._update_buttons()

    def _on_changed(self) -> None:
        self._accepted = []
        self.keeper.touch()
        self._update_buttons()

    def _fill_in(self, found: Mapping[str, str]) -> None:
        """Take what an ID card tells; what else was typed stays."""
        self.form.fill_in(found)
        self.focus_first()

    def _complain(self, sentence: str) -> None:
        self.form.show_problems([Problem("", sentence)])

    def _show(self, person: PersonRow | None, is_new: bool = False) -> None:
        self.keeper.forget()
        self.person, self.is_new = person, is_new
        self.keeper.begin(FORM, self.uid, self._stored)
        self.heading.setText("Hồ sơ mới" if is_new else self.name)
        self.card_field.clear()
        self.card_field.setVisible(is_new)
        somebody = is_new or person is not None
        if somebody:
            self._pieces.finish()
        if somebody or self.form.is_made:
            self.form.set_values(NEW_VALUES if is_new else self._stored)
        if person is not None and self._may_edit:
            self.form.show_advice(advise(self._stored, today()))
        self._accepted = []
        self._show_profile()
        self._record.setVisible(somebody)
        self._nobody.setVisible(not somebody)
        self._update_buttons()

    def _show_profile(self) -> None:
        """Read the profile when it is looked at; a record that is not saved yet has none."""
        self.tabs.setTabEnabled(1, not self.is_new)
        if self.is_new:
            self.tabs.setCurrentIndex(0)
        if self.person is None:
            self.profile.clear()
        elif self.tabs.currentWidget() is self.profile:
            self.profile.show_person(self.uid, self.name)

    def _turn(self) -> None:
        """Go to the other face of the record, with the keyboard."""
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())
        self.focus_first()

    def _update_buttons(self) -> None:
        if not self._pieces.is_finished:
            return
        self.drafts.set_quiet(self.is_dirty)
        self.tabs.setTabText(0, "Hồ sơ •" if self.is_dirty else "Hồ sơ")
        self.save_button.setText("Vẫn lưu" if self._accepted else "Lưu")
        self.save_button.setVisible(self._may_edit)
        self.save_button.setEnabled(self.is_dirty)
        self.cancel_button.setVisible(self._may_edit)
        self.cancel_button.setEnabled(self.is_dirty or self.is_new)
        self.history_button.setVisible(not self.is_new)
        self.standing_button.setVisible(self.person is not None)
        self.remove_button.setVisible(self._may_edit and not self.is_new)

    def _build(self) -> None:
        mark(self.heading, look="heading")
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.card_field.found.connect(self._fill_in)
        self.card_field.refused.connect(self._complain)
        self._prepare_form()
        self.add(self.drafts.offer)
        self.add(self._nobody, 1)
        self.add(self._record, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(em(self, 19))

    def _fill_record(self) -> Iterator[None]:
        """Put the record together, when the list is shown already or somebody is chosen in it."""
        inside = QVBoxLayout(self._record)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self.body.spacing())
        inside.addLayout(self._make_head())
        inside.addWidget(self.tabs, 1)
        self._make_tabs()
        yield

    def _make_tabs(self) -> None:
        core = QWidget()
        layout = QVBoxLayout(core)
        layout.setContentsMargins(0, em(self, 0.4), 0, 0)
        layout.setSpacing(self.body.spacing())
        layout.addWidget(self.card_field)
        layout.addWidget(self.form, 1)
        layout.addLayout(self._make_buttons())
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Hồ sơ và hồ sơ khoa học")
        self.tabs.tabBar().setAccessibleName("Chọn hồ sơ hoặc hồ sơ khoa học")
        self.tabs.addTab(core, "Hồ sơ")
        self.tabs.addTab(self.profile, "Hồ sơ khoa học")
        for tab in (0, 1):
            self.tabs.setTabToolTip(tab, "F6 đổi qua lại; hồ sơ mới lưu xong mới có hồ sơ khoa học")
        self.tabs.currentChanged.connect(lambda _tab: self._show_profile())
        shortcut_action(self, "Đổi mặt hồ sơ", "F6", self._turn)

    def _prepare_form(self) -> None:
        self.keeper.troubled.connect(self._complain)
        self.form.submitted.connect(self._save)
        self.standing_button.setToolTip("Các tình trạng đã qua, ngày có hiệu lực và ngày ghi sổ")
        self.form.changed.connect(self._on_changed)
        self.form.made.connect(self._prepare_fields)

    def _prepare_fields(self) -> None:
        self.form.add_beside("status", self.standing_button)
        self.form.set_read_only(not self._may_edit)
        for key in self._hidden:
            self.form.editor(key).setReadOnly(True)

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.4))
        row.addWidget(IconMark("user", Tone.PRIMARY, 1.3))
        row.addWidget(self.heading, 1)
        row.addWidget(self.history_button)
        row.addWidget(self.remove_button)
        return row

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.4))
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        return row


def _icon_button(icon_name: str, name: str, on_click: Callable[[], object]) -> QPushButton:
    """Return a small button that shows only an icon; its name stands in the tool tip."""
    made = button("", on_click, icon_name, "flat")
    made.setToolTip(name)
    made.setAccessibleName(name)
    return made
