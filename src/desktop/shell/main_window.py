"""The main window: sidebar, pages made when first shown, status line, refreshing after every act."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from desktop.accounts.drafts import drafts_of
from desktop.accounts.gui.draft_offer import when
from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.shell.pages import PAGES, PageEntry
from desktop.shell.preferences import Preferences
from desktop.text import number
from desktop.widgets import messages
from desktop.widgets.sidebar import Place, Sidebar
from desktop.widgets.theme import em

_COMPACT_BELOW = 48
"""A window narrower than this many lines of text are high shows icons only in the sidebar."""

_COMFORTABLE = QSize(1366, 768)
_TITLE_BAR = 2
"""So many lines of text are high what the desktop draws above a window."""


class MainWindow(QMainWindow):
    """Everything an officer works with; `locked` wants the password asked for again before it goes on."""

    locked = Signal()
    _changed = Signal(object)

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__()
        self.office, self._preferences = office, preferences
        self.setWindowTitle("Sổ Trí thức")
        self._pages: dict[str, OfficePage] = {}
        self._leaving = False
        self._stack = QStackedWidget()
        self._sidebar = Sidebar([Place(entry.key, entry.icon, entry.title) for entry in PAGES])
        self._build()
        self._shortcuts()
        self._changed.connect(self._on_changed)
        self._listener = self._changed.emit
        office.listeners.append(self._listener)
        self.open_page(PAGES[0].key)
        self.fit_into(self.screen().availableSize())

    def _build(self) -> None:
        self._sidebar.chosen.connect(self._on_chosen)
        inside = QWidget()
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sidebar)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(inside)
        self.statusBar().showMessage("Sẵn sàng")

    def fit_into(self, room: QSize) -> None:
        """Begin as large as is comfortable; where that and its frame have no room, fill the screen."""
        frame = QSize(0, em(self, _TITLE_BAR))
        self.resize(_COMFORTABLE.boundedTo(room - frame))
        is_small = self.size() != _COMFORTABLE
        self.setWindowState(Qt.WindowState.WindowMaximized if is_small else Qt.WindowState.WindowNoState)

    def _shortcuts(self) -> None:
        for place, entry in enumerate(PAGES, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), self)
            shortcut.activated.connect(lambda key=entry.key: self.open_page(key))
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.locked)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.refresh_current)

    def open_page(self, key: str) -> OfficePage:
        """Show a page, making it when it is first wanted, and return it."""
        entry = next(one for one in PAGES if one.key == key)
        page = self._pages.get(key) or self._make(entry)
        self._stack.setCurrentWidget(page)
        self._sidebar.go_to(key)
        page.refresh()
        return page

    def _make(self, entry: PageEntry) -> OfficePage:
        page = entry.make(self.office, self._preferences)
        self._pages[entry.key] = page
        page.wanted.connect(self._go_to)
        self._stack.addWidget(page)
        return page

    def _go_to(self, key: str, what: str) -> None:
        """Show the page that another one asks for, and of it what is asked."""
        page = self.open_page(key)
        if what:
            page.show_only(what)

    def _on_chosen(self, key: str) -> None:
        if self._pages.get(key) is not self._stack.currentWidget():
            self.open_page(key)

    def _on_changed(self, tables: frozenset[str]) -> None:
        current = self._stack.currentWidget()
        if isinstance(current, OfficePage) and (current.tables & tables):
            current.refresh()
        self.statusBar().showMessage(f"Đã lưu lúc {datetime.now().astimezone():%H:%M:%S}")

    def refresh_current(self) -> None:
        """Read anew what the page in front shows."""
        current = self._stack.currentWidget()
        if isinstance(current, OfficePage):
            current.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pages more room when the window is narrow for its letters."""
        super().resizeEvent(event)
        self._sidebar.set_compact(self.width() < em(self, _COMPACT_BELOW))

    def discard(self) -> None:
        """Close without asking: somebody else goes on with this office."""
        self._leaving = True
        self.close()
        self.deleteLater()

    def leave(self, then: Callable[[], object]) -> None:
        """Do something that closes the pages, asking first when something typed would be lost."""
        unsaved = next((key for key, page in self._pages.items() if page.has_unsaved()), None)
        if unsaved is None:
            then()
            return
        self.open_page(unsaved)
        text = "Trang này còn thông tin chưa lưu; rời đi sẽ mất phần vừa nhập."

        def give_up() -> None:
            for page in self._pages.values():
                page.give_up()
            then()

        messages.ask_danger(self, text, "Bỏ phần chưa lưu", "Ở lại", give_up)

    def offer_drafts(self) -> None:
        """Tell who comes back that something typed before was not saved, whatever page is in front."""
        with self.office.read() as session:
            left = drafts_of(session)
        if not left or self.office.database.read_only:
            return
        from desktop.activities.gui.activity_drafts import ACTIVITY_DRAFTS

        is_activity = ACTIVITY_DRAFTS.is_ours(left[0].form)
        key, needed = ("activities", Right.EDIT_TASKS) if is_activity else ("people", Right.EDIT_PEOPLE)
        if not self.office.actor.may(needed):
            return
        more = f" và {number(len(left) - 1)} bản khác" if len(left) > 1 else ""
        text = f"Lần trước còn bản đang gõ dở chưa lưu lúc {when(left[0])}: {left[0].title}{more}."
        messages.ask(self, text, "Xem bản gõ dở", "Để sau", lambda: self.open_page(key))

    def _close_for_good(self) -> None:
        self._leaving = True
        QTimer.singleShot(0, self.close)  # Qt does not close a window from within its own closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when something is not saved; stop listening to the office when the window goes."""
        if not self._leaving and any(page.has_unsaved() for page in self._pages.values()):
            event.ignore()
            self.leave(self._close_for_good)
            return
        if self._listener in self.office.listeners:
            self.office.listeners.remove(self._listener)
        super().closeEvent(event)
