"""A button with a menu of the rarer things to do on a page; an entry is one line, its key works page-wide."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.accounts.rights import Actor, Right
from desktop.widgets.icons import icon


@dataclass(frozen=True)
class Entry:
    """One thing to do: its name, icon, key (may be empty), what it does, the right that it needs."""

    label: str
    icon: str
    keys: str
    do: Callable[[], object]
    right: Right | None = None


SEPARATOR = Entry("", "", "", lambda: None)
"""A line between groups of entries."""


def more_button(page: QWidget, text: str, entries: Iterable[Entry], actor: Actor) -> QPushButton:
    """Return a button whose menu holds the entries that this user may use.

    The keys work wherever the focus is on the page; entries without the right are left out, with their keys.
    """
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    menu = QMenu(made)
    for entry in entries:
        if entry is SEPARATOR:
            menu.addSeparator()
        elif entry.right is None or actor.may(entry.right):
            _add(menu, page, entry)
    made.setMenu(menu)
    return made


def _add(menu: QMenu, page: QWidget, entry: Entry) -> None:
    action = QAction(icon(entry.icon), entry.label, menu)
    if entry.keys:
        action.setShortcut(QKeySequence(entry.keys))
        action.setShortcutVisibleInContextMenu(True)
        page.addAction(action)
    action.triggered.connect(lambda _checked: entry.do())
    menu.addAction(action)
