"""The preferences in force while the window is open, and who is told when they change."""

from collections.abc import Callable
from dataclasses import replace

from desktop.settings import Settings


class Preferences:
    """Holds the settings of this machine's user; `keep` changes some and hands them on to be stored."""

    def __init__(self, settings: Settings, store: Callable[[Settings], object]) -> None:
        self.settings, self._store = settings, store

    def keep(self, **changes: object) -> None:
        """Change some preferences and store them."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self._store(self.settings)
