"""What every page of an opened office has: who is working where, acts with their errors told, refreshing."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtCore import Signal
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.errors import UserError
from desktop.widgets import messages
from desktop.widgets.page import ScrollPage

Result = TypeVar("Result")


class OfficePage(ScrollPage):
    """A page on an opened office; it is refreshed when shown and when one of its `tables` has changed.

    `wanted` asks for another page by its key, and for what it shall show of it (`show_only`).
    """

    tables: ClassVar[frozenset[str]] = frozenset()
    wanted = Signal(str, str)

    def __init__(self, title: str, office: Office) -> None:
        super().__init__(title, caption(office))
        self.office = office

    def refresh(self) -> None:
        """Read anew what the page shows; pages override it."""
        self.header.set_subtitle(caption(self.office))

    def show_only(self, what: str) -> None:
        """Show what was asked for from elsewhere; pages that can be asked override it."""

    def has_unsaved(self) -> bool:
        """Tell whether something typed here would be lost on leaving; pages with forms override it."""
        return False

    def give_up(self) -> None:
        """Forget for good what was typed here: the user said so on leaving; pages with drafts override it."""

    def act(self, do: Callable[[Session], Result], then: Callable[[Result], object] | None = None) -> None:
        """Do one act in a writing session; a UserError is told and nothing is changed."""
        try:
            with self.office.write() as session:
                result = do(session)
        except UserError as wrong:
            messages.error(self, wrong)
            return
        if then:
            then(result)


def caption(office: Office) -> str:
    """Return “UBND phường Trấn Biên · Cán bộ: …” for the head of every page."""
    with office.read() as session:
        unit = unit_of(session)
    return f"{unit.name} · Cán bộ: {office.actor.full_name}"
