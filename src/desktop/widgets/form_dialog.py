"""A form in a window of its own: what is wrong is shown in place, and it closes only when all was saved."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.errors import Invalid, UserError
from desktop.widgets import messages
from desktop.widgets.controls import button, shortcut_action
from desktop.widgets.form import FieldForm
from desktop.widgets.theme import em, mark

Save = Callable[[dict[str, object]], object]

_MOST = 0.9
"""A dialog takes at most this part of the screen; its form scrolls."""


class FormDialog(QDialog):
    """Asks for the values of a form and hands them to `save`; opened with `open()`, never blocking.

    Without `save` the values are only shown.
    """

    def __init__(
        self, parent: QWidget, title: str, form: FieldForm, save: Save | None, intro: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form, self._save = form, save
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        heading = QLabel(title)
        mark(heading, look="heading")
        layout.addWidget(heading)
        if intro:
            text = QLabel(intro)
            text.setWordWrap(True)
            mark(text, look="muted")
            layout.addWidget(text)
        layout.addWidget(form, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("Hủy" if save else "Đóng", self.reject))
        if save:
            buttons.addWidget(button("Lưu", form.submit, "save", "primary"))
        form.set_read_only(save is None)
        layout.addLayout(buttons)
        form.submitted.connect(self._submit)
        shortcut_action(self, "Lưu", "Ctrl+S", form.submit)
        height = min(em(self, 38), form.whole_height() + em(self, 9))
        self.resize(QSize(em(self, 40), height).boundedTo(self.screen().availableSize() * _MOST))

    def ask(self, values: Mapping[str, object]) -> None:
        """Show the dialog with these values to begin with."""
        self.form.set_values(values)
        self.open()

    def reject(self) -> None:
        """Close without saving; what was typed is not dropped without asking."""
        if self.form.is_dirty:
            text = "Bảng này có phần vừa nhập chưa lưu. Bỏ phần vừa nhập?"
            messages.ask(self, text, "Bỏ", "Tiếp tục nhập", super().reject)
        else:
            super().reject()

    def _submit(self) -> None:
        if self._save is None:
            return
        missing = self.form.missing()
        if missing:
            self.form.show_problems(missing)
            return
        try:
            self._save(self.form.values())
        except Invalid as wrong:
            self.form.show_problems(wrong.problems)
        except UserError as wrong:
            messages.error(self, wrong)
        else:
            self.accept()
