"""One activity beside the list: its form, its people, its opinions, its papers."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from desktop.accounts.drafts import KeptDraft
from desktop.accounts.gui.left_drafts import LeftDrafts
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.activities.gui.activity_drafts import ACTIVITY_DRAFTS
from desktop.activities.gui.activity_form import ActivityForm
from desktop.activities.gui.opinions_tab import OpinionsTab
from desktop.activities.gui.papers_tab import PapersTab
from desktop.activities.gui.people_tab import PeopleTab
from desktop.activities.gui.tasks_dialog import ask_progress
from desktop.activities.queries import ActivityFacts, activity_facts
from desktop.widgets import messages
from desktop.widgets.cards import Card, EmptyState
from desktop.widgets.controls import IconMark, button, shortcut_action
from desktop.widgets.pieces import Pieces
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_TABS = ("Chung", "Người dự", "Ý kiến", "In ấn")


class ActivityPanel(Card):
    """Shows one activity or takes a new one; nothing that was typed is dropped without asking.

    `saved` tells the uid after saving, `cancelled` that what was typed was given up, `opened` that the panel
    itself has chosen another activity; `removal_wanted` asks the page to remove the one shown.
    """

    saved = Signal(str)
    opened = Signal()
    cancelled = Signal()
    removal_wanted = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.facts: ActivityFacts | None = None
        self.is_new = False
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        mark(self.heading, look="heading")
        self.remove_button = button("", self.removal_wanted.emit, "delete", "flat")
        self.remove_button.setAccessibleName("Xóa hoạt động")
        self.remove_button.setToolTip("Xóa hoạt động… (Del)")
        self._may_edit = office.actor.may(Right.EDIT_TASKS)
        self.drafts = LeftDrafts(office, ACTIVITY_DRAFTS, self._resume)
        self._form: ActivityForm
        self._people: PeopleTab
        self._opinions: OpinionsTab
        self._papers: PapersTab
        self.tabs = QTabWidget()
        self._nothing = EmptyState(
            "activity", "Chưa chọn hoạt động", "Chọn một hoạt động trong danh sách để xem và ghi tiếp."
        )
        self._record = QWidget()
        self._build()
        self._pieces = Pieces(self, self._make_tabs())
        self._pieces.finished.connect(self._on_made)
        self._pieces.start()
        self.clear()

    @property
    def form(self) -> ActivityForm:
        """Return the tab of the activity itself."""
        self._finish()
        return self._form

    @property
    def people(self) -> PeopleTab:
        """Return the tab of those who take part."""
        self._finish()
        return self._people

    @property
    def opinions(self) -> OpinionsTab:
        """Return the tab of what was said."""
        self._finish()
        return self._opinions

    @property
    def papers(self) -> PapersTab:
        """Return the tab of the papers."""
        self._finish()
        return self._papers

    @property
    def uid(self) -> str:
        """Return the uid of the activity shown, empty for none and for a new one."""
        return self.facts.uid if self.facts else ""

    @property
    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.is_made and (self.is_new or self.facts is not None) and self._form.is_dirty

    @property
    def is_made(self) -> bool:
        """Tell whether all tabs are there; whoever asks for one gets them all."""
        return self._pieces.is_finished and self._form.form.is_made

    def show_activity(self, facts: ActivityFacts) -> None:
        """Show an activity; what was typed before is forgotten."""
        self._show(facts)

    def refresh_lists(self, facts: ActivityFacts) -> None:
        """Show people and opinions anew, also the form unless something is being typed there."""
        if self.is_dirty:
            self.people.show_activity(facts.uid)
            self.opinions.show_activity(facts.uid)
            self._name_tabs()
        else:
            self._show(facts)

    def start_new(self) -> None:
        """Show an empty form with the keyboard in its first field."""
        self._finish()
        self._show(None, is_new=True)
        self.tabs.setCurrentIndex(0)
        self.form.focus_first()

    def clear(self) -> None:
        """Show nothing."""
        self._show(None)

    def leave(self, then: Callable[[], object], stay: Callable[[], object] | None = None) -> None:
        """Call `then` at once when nothing would be lost, else when the user agrees to lose it."""
        if not self.is_dirty:
            then()
            return
        which = "Hoạt động mới" if self.is_new else f"Hoạt động “{self.heading.text()}”"
        text = f"{which} có thay đổi chưa lưu. Bỏ các thay đổi này?"
        messages.ask(self, text, "Bỏ thay đổi", "Ở lại", then, stay)

    def save(self) -> None:
        """Save the form, wherever the keyboard is."""
        if self.is_new or self.facts:
            self.tabs.setCurrentIndex(0)
            self.form.save()

    def _show(self, facts: ActivityFacts | None, *, is_new: bool = False) -> None:
        self.facts, self.is_new = facts, is_new
        shown = bool(facts) or is_new
        self._nothing.setVisible(not shown)
        self._record.setVisible(shown)
        self.heading.setText(str(facts.values["title"]) if facts else "Hoạt động mới")
        self.remove_button.setVisible(self._may_edit and facts is not None)
        if self.is_made:
            self._fill()

    def _finish(self) -> None:
        """Make at once what is not made yet: somebody needs it."""
        self._pieces.finish()
        self._form.form.finish()

    def _on_made(self) -> None:
        """Show in the tabs what was chosen while they were being made."""
        if self.is_made:
            self._fill()

    def _fill(self) -> None:
        facts = self.facts
        self._form.show_activity(facts)
        for tab in (self._people, self._opinions, self._papers):
            tab.show_activity(facts.uid if facts else "")
        for place in range(1, len(_TABS)):
            self.tabs.setTabEnabled(place, facts is not None)
        self._name_tabs()

    def _resume(self, draft: KeptDraft) -> None:
        self.leave(lambda: self._go_on(draft))

    def _go_on(self, draft: KeptDraft) -> None:
        """Show the activity of a draft with what was typed into it."""
        self._finish()
        if draft.subject:
            with self._office.read() as session:
                self._show(activity_facts(session, draft.subject))
        else:
            self._show(None, is_new=True)
        self.drafts.taken(draft)
        self.opened.emit()
        self.tabs.setCurrentIndex(0)
        self.form.go_on(draft)
        self.form.focus_first()

    def _name_tabs(self) -> None:
        counts = (0, len(self._people.lines), len(self._opinions.lines), 0)
        for place, (title, count) in enumerate(zip(_TABS, counts, strict=True)):
            self.tabs.setTabText(place, f"{title} ({count})" if count else title)

    def _ask_progress(self) -> None:
        if self.facts is None:
            return
        if self.form.is_dirty:
            messages.info(self, "Hoạt động còn thay đổi chưa lưu; hãy lưu rồi ghi tiến độ.")
            return
        ask_progress(self, self._office, self.facts)

    def _build(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Hoạt động, người dự, ý kiến, in ấn")
        self.tabs.tabBar().setAccessibleName("Chọn phần của hoạt động")
        shortcut_action(self, "Sang thẻ sau", "F6", self._turn)
        head = QHBoxLayout()
        head.setSpacing(em(self, 0.4))
        head.addWidget(IconMark("activity", Tone.PRIMARY, 1.3))
        head.addWidget(self.heading, 1)
        head.addWidget(self.remove_button)
        inside = QVBoxLayout(self._record)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self.body.spacing())
        inside.addLayout(head)
        inside.addWidget(self.tabs, 1)
        self.add(self.drafts.offer)
        self.add(self._nothing, 1)
        self.add(self._record, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(em(self, 21))

    def _make_tabs(self) -> Iterator[None]:
        """Make one tab after the other, when the list is shown already."""
        self._form = ActivityForm(self._office, may_edit=self._may_edit)
        self._form.saved.connect(self.saved)
        self._form.cancelled.connect(self.cancelled)
        self._form.progress_wanted.connect(self._ask_progress)
        self._form.changed.connect(lambda: self.drafts.set_quiet(self.is_dirty))
        self._form.form.made.connect(self._on_made)
        self._add_tab(self._form)
        yield
        self._people = PeopleTab(self._office, may_edit=self._may_edit)
        self._add_tab(self._people)
        yield
        self._opinions = OpinionsTab(self._office, may_edit=self._may_edit)
        self._add_tab(self._opinions)
        yield
        self._papers = PapersTab(self._office)
        self._add_tab(self._papers)

    def _add_tab(self, tab: QWidget) -> None:
        place = self.tabs.addTab(tab, _TABS[self.tabs.count()])
        self.tabs.setTabToolTip(place, "F6 sang thẻ sau; hoạt động mới lưu xong mới ghi người")

    def _turn(self) -> None:
        places = [place for place in range(len(_TABS)) if self.tabs.isTabEnabled(place)]
        after = [place for place in places if place > self.tabs.currentIndex()]
        self.tabs.setCurrentIndex(after[0] if after else 0)
