"""The first window: choose the account, type the password, or open with the recovery code.

It is shown before the heavy parts of the program are imported; they come with the opened office.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.accounts.folder import logins
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.widgets.cards import Banner, Card
from desktop.widgets.controls import ChoiceBox, button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

if TYPE_CHECKING:
    from desktop.accounts.office import Office


class LoginWindow(QWidget):
    """Asks for the password of an existing office; tells the opened office by `opened`."""

    opened = Signal(object)

    def __init__(self, folder: Path, last_login: str = "") -> None:
        super().__init__()
        self._folder = folder
        self.setWindowTitle("Đăng nhập")
        self._login = ChoiceBox("Tài khoản", [(name, name) for name in logins(folder)])
        self._login.set_code(last_login)
        self._password = _secret("Mật khẩu")
        self._code, self._new = _line("Mã khôi phục"), _secret("Mật khẩu mới")
        self._banner = Banner()
        self._enter = button("Đăng nhập", self._open, "lock", "primary")
        self._forgot = button("Quên mật khẩu", self._show_recovery, look="flat")
        self._rows = QFormLayout()
        self._build()
        self._show_password()

    def _build(self) -> None:
        title, where = QLabel("Sổ Trí thức"), QLabel(f"Dữ liệu: {self._folder}")
        mark(title, look="title")
        mark(where, look="caption")
        where.setWordWrap(True)
        card = Card()
        rows = self._rows
        rows.setVerticalSpacing(em(self, 0.6))
        for name, field in _FIELDS.items():
            rows.addRow(name, getattr(self, field))
        buttons = QHBoxLayout()
        buttons.addWidget(self._forgot)
        buttons.addStretch(1)
        buttons.addWidget(self._enter)
        for part in (rows, self._banner, buttons):
            card.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self, 1.5)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addStretch(1)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(card)
        layout.addWidget(where)
        layout.addStretch(2)
        for typed in (self._password, self._code, self._new):
            typed.returnPressed.connect(self._open)
        self.setMinimumWidth(em(self, 26))

    def _show_password(self) -> None:
        self._switch(recovering=False)
        self._password.setFocus()

    def _show_recovery(self) -> None:
        if self._recovering:
            self._show_password()
            return
        self._switch(recovering=True)
        self._code.setFocus()

    def _switch(self, *, recovering: bool) -> None:
        self._recovering = recovering
        self._rows.setRowVisible(self._password, not recovering)
        self._rows.setRowVisible(self._code, recovering)
        self._rows.setRowVisible(self._new, recovering)
        self._enter.setText("Đặt mật khẩu mới và mở" if recovering else "Đăng nhập")
        self._forgot.setText("Nhập mật khẩu" if recovering else "Quên mật khẩu")
        self._banner.say(
            "Nhập mã trên phiếu khôi phục mà đơn vị đã cất khi lập sổ." if recovering else "", Tone.PRIMARY
        )

    def _open(self) -> None:
        login = self._login.code()
        recovering, folder = self._recovering, self._folder
        code, new, password = self._code.text(), self._new.text(), self._password.text()
        self._enter.setEnabled(False)
        self._banner.say("Đang mở sổ…", Tone.PRIMARY)

        def work(_job: Job) -> "Office":
            from desktop.accounts.office import open_office, open_with_recovery

            if recovering:
                return open_with_recovery(folder, code, login, new)
            return open_office(folder, login, password)

        run_job(self, "Đang mở sổ", work, self._done, self._failed)

    def _done(self, office: "Office") -> None:
        for field in (self._password, self._code, self._new):
            field.clear()
        self._enter.setEnabled(True)
        self._banner.say("")
        self.opened.emit(office)

    def _failed(self, wrong: UserError) -> None:
        self._enter.setEnabled(True)
        self._banner.say(wrong.message, Tone.BAD)
        self._password.selectAll()
        self._password.setFocus()


_FIELDS = {
    "Tài khoản": "_login",
    "Mật khẩu": "_password",
    "Mã khôi phục": "_code",
    "Mật khẩu mới": "_new",
}


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made


def _secret(name: str) -> QLineEdit:
    made = _line(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
