"""The filter over the rows of a list: how many would be treated in which way."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QTabBar

from desktop.people.importing.gui.import_lines import STATE_LABELS, ImportLine, State
from desktop.text import number


class StateTabs(QTabBar):
    """How many rows would be treated in which way; the chosen tab says which of them are listed."""

    def __init__(self) -> None:
        super().__init__()
        self._names = ("Mọi dòng", *STATE_LABELS.values(), "Có lưu ý")
        self._fits: tuple[Callable[[ImportLine], bool], ...] = (
            lambda _line: True,
            *(partial(_has_state, state) for state in STATE_LABELS),
            lambda line: line.is_warned,
        )
        for name in self._names:
            self.addTab(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName("Lọc các dòng")

    def count_lines(self, lines: Sequence[ImportLine]) -> None:
        """Show how many of the rows fit each tab."""
        for tab, (name, fits) in enumerate(zip(self._names, self._fits, strict=True)):
            self.setTabText(tab, f"{name}: {number(sum(map(fits, lines)))}")

    def shows(self, line: ImportLine) -> bool:
        """Tell whether a row is listed under the chosen tab."""
        return self._fits[self.currentIndex()](line)


def _has_state(state: State, line: ImportLine) -> bool:
    return line.state is state
