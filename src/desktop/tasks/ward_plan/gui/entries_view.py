"""What was reported on one own task and what was spent on it, newest first."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.tasks.ward_plan.queries import OwnLine, ProgressEntry, SpendingEntry
from desktop.tasks.ward_plan.rules import money
from desktop.text import day
from desktop.widgets.cards import Banner
from desktop.widgets.theme import em
from desktop.widgets.tokens import Tone


class EntriesView(QScrollArea):
    """Shows why a task stands as it does, and its entries; `removal_wanted` names an entry of money."""

    removal_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Tiến độ và khoản chi")

    def show_entries(
        self,
        line: OwnLine | None,
        progress: Sequence[ProgressEntry] = (),
        spending: Sequence[SpendingEntry] = (),
        *,
        may_remove: bool = False,
    ) -> None:
        """Show the entries of a task; nothing for None."""
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, em(self, 0.4), em(self, 0.4), 0)
        layout.setSpacing(em(self, 0.5))
        if line is not None:
            layout.addWidget(Banner(line.why, Tone.PRIMARY))
            for remark in line.remarks:
                layout.addWidget(Banner(remark, Tone.WARN))
            layout.addWidget(_rich("<b>Tiến độ</b>" if progress else "Chưa ghi tiến độ."))
            for report in progress:
                layout.addWidget(_rich(_progress(report)))
            spent = f"<b>Đã chi {money(line.spent)}</b>" if spending else "Chưa ghi khoản chi."
            layout.addWidget(_rich(spent))
            for entry in spending:
                text = _rich(_spending(entry, may_remove=may_remove))
                text.linkActivated.connect(self.removal_wanted)
                layout.addWidget(text)
        layout.addStretch(1)
        self.setWidget(inside)


def _progress(report: ProgressEntry) -> str:
    parts = [
        f"<b>{day(report.on)} – {report.percent}%</b> ({escape(report.entered_by)})",
        escape(report.note),
    ]
    if report.document:
        parts.append(f"<i>Chứng minh:</i> {escape(report.document)}")
    return "<br>".join(parts)


def _spending(entry: SpendingEntry, *, may_remove: bool) -> str:
    parts = [f"<b>{day(entry.on)} – {money(entry.amount)}</b>", f"<i>Chứng từ:</i> {escape(entry.document)}"]
    if entry.note:
        parts.append(escape(entry.note))
    if may_remove:
        parts.append(f'<a href="{entry.uid}">Bỏ khoản ghi nhầm</a>')
    return "<br>".join(parts)


def _rich(text: str) -> QLabel:
    label = QLabel(text.replace("\n", "<br>"))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
