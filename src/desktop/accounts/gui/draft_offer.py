"""Offering again what was typed and not saved before the program ended."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop.accounts.drafts import KeptDraft
from desktop.widgets.controls import IconMark, button
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone


class DraftOffer(QFrame):
    """Shows one draft at a time: when it was typed and what it is, to go on with it or to drop it."""

    def __init__(self, resume: Callable[[KeptDraft], object], drop: Callable[[KeptDraft], object]) -> None:
        super().__init__()
        self.draft: KeptDraft | None = None
        mark(self, look="banner", tone=Tone.PRIMARY.value)
        self.text = QLabel(wordWrap=True)
        self.resume_button = button("Mở tiếp", lambda: self._tell(resume), look="primary")
        self.drop_button = button("Bỏ", lambda: self._tell(drop))
        buttons = QHBoxLayout()
        buttons.setSpacing(em(self, 0.4))
        buttons.addWidget(IconMark("edit", Tone.PRIMARY, 1.1))
        buttons.addStretch(1)
        buttons.addWidget(self.drop_button)
        buttons.addWidget(self.resume_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self, 0.6)] * 4)
        layout.setSpacing(em(self, 0.4))
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        self.hide()

    def offer(self, draft: KeptDraft, remark: str = "", others: int = 0) -> None:
        """Show a draft with a word on what has become of its record, and how many more there are."""
        self.draft = draft
        more = f" Còn {others} bản khác sau bản này." if others else ""
        said = f"Có bản đang gõ dở lúc {when(draft)}: {draft.title}. {remark}".strip() + more
        self.text.setText(said)
        self.setAccessibleName(said)
        self.show()

    def take_away(self) -> None:
        """Offer nothing."""
        self.draft = None
        self.hide()

    def _tell(self, do: Callable[[KeptDraft], object]) -> None:
        if self.draft:
            do(self.draft)


def when(draft: KeptDraft) -> str:
    """Return the time of a draft, with the day when it is not today's."""
    today = draft.at.now(draft.at.tzinfo).date()
    return f"{draft.at:%H:%M}" if draft.at.date() == today else f"{draft.at:%H:%M ngày %d/%m/%Y}"
