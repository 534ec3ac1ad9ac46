"""Choosing a key: a .p12 file with its password or a token with its PIN, and the picture to show."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.exchange.trust import office_trust
from desktop.jobs import Job
from desktop.signing.check import read_file
from desktop.signing.keys import Key, load_p12
from desktop.signing.places import Role
from desktop.signing.status import status_warning
from desktop.widgets import files, messages
from desktop.widgets.cards import Banner
from desktop.widgets.controls import ChoiceBox, button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

KeyReady = Callable[[Key, bytes | None], object]

_SOURCES = (("p12", "Tệp khóa .p12, .pfx"), ("token", "USB ký số (PKCS#11)"))
_TITLES = {Role.LEADER: "Lãnh đạo ký", Role.OFFICE: "Ký dấu cơ quan", None: "Ký gói dữ liệu"}
_PICTURES = {Role.LEADER: "Ảnh chữ ký tay (PNG)", Role.OFFICE: "Ảnh con dấu (PNG)"}
_KEY_FILTER = "Tệp khóa (*.p12 *.pfx)"
_LIBRARY_FILTER = "Thư viện PKCS#11 (*.dll *.so *.dylib)"


class KeyDialog(QDialog):
    """Opens the key in a job; `ready` receives it together with the picture. Nothing secret is kept."""

    def __init__(self, parent: QWidget, folder: Path, role: Role | None, ready: KeyReady) -> None:
        super().__init__(parent)
        self._folder, self._ready = folder, ready
        self.setWindowTitle(_TITLES[role])
        self.source = ChoiceBox("Khóa ký", _SOURCES)
        self.path, self.secret, self.picture = QLineEdit(), QLineEdit(), QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._banner = Banner()
        self._sign = button("Ký", self.start, "sign", "primary")
        rows = QFormLayout()
        rows.setVerticalSpacing(em(self, 0.6))
        rows.addRow("Khóa ký", self.source)
        rows.addRow("Tệp khóa", self._chooser(self.path, "Tệp khóa", self._choose_key))
        rows.addRow("Mật khẩu, mã PIN", self.secret)
        self.secret.setAccessibleName("Mật khẩu, mã PIN")
        if role in _PICTURES:
            rows.addRow(_PICTURES[role], self._chooser(self.picture, _PICTURES[role], self._choose_picture))
        heading = QLabel(_TITLES[role])
        mark(heading, look="heading")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("Hủy", self.reject))
        buttons.addWidget(self._sign)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addLayout(rows)
        layout.addWidget(self._banner)
        layout.addLayout(buttons)
        self.secret.returnPressed.connect(self.start)
        self.setMinimumWidth(em(self, 34))

    def _chooser(self, line: QLineEdit, name: str, choose: Callable[[], object]) -> QHBoxLayout:
        line.setAccessibleName(name)
        row = QHBoxLayout()
        row.addWidget(line, 1)
        row.addWidget(button("Chọn…", choose))
        return row

    def _choose_key(self) -> None:
        filters = [_KEY_FILTER if self.source.code() == "p12" else _LIBRARY_FILTER, files.ANY]
        files.open_file(self, "Chọn khóa ký", filters, lambda path: self.path.setText(str(path)))

    def _choose_picture(self) -> None:
        filters = ["Ảnh PNG nền trong suốt (*.png)"]
        files.open_file(self, "Chọn ảnh", filters, lambda path: self.picture.setText(str(path)))

    def start(self) -> None:
        """Open the key; a wrong password is said in place and asked for again, never retried."""
        path, secret, picture = Path(self.path.text()), self.secret.text(), self.picture.text()
        token = self.source.code() == "token"
        self._sign.setEnabled(False)
        self._banner.say("Đang mở khóa…", Tone.PRIMARY)

        def work(_job: Job) -> tuple[Key, bytes | None, str | None]:
            image = read_file(Path(picture)) if picture else None
            key = _open_key(path, secret, token=token)
            return key, image, status_warning(key, office_trust(self._folder))

        run_job(self, "Đang mở khóa", work, self._done, self._failed)

    def _done(self, opened: tuple[Key, bytes | None, str | None]) -> None:
        self.secret.clear()
        self._sign.setEnabled(True)
        key, picture, warning = opened
        if warning is None:
            self._go_on(key, picture)
            return
        self._banner.say(warning, Tone.WARN)
        question = f"{warning} Vẫn ký?"
        messages.ask(self, question, "Vẫn ký", "Không ký", lambda: self._go_on(key, picture), key.close)

    def _go_on(self, key: Key, picture: bytes | None) -> None:
        self.accept()
        self._ready(key, picture)

    def _failed(self, wrong: UserError) -> None:
        self._sign.setEnabled(True)
        self._banner.say(wrong.message, Tone.BAD)
        self.secret.clear()
        self.secret.setFocus()


def _open_key(path: Path, secret: str, *, token: bool) -> Key:
    if not token:
        return load_p12(path, secret)
    from desktop.signing.tokens import load_token

    return load_token(path, secret)
