"""The first window of a new installation: which office this is, a password, the recovery sheet."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.accounts.folder import NewOffice
from desktop.accounts.office import Office, open_office
from desktop.codelists import code_list
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.paths import atomic_write
from desktop.reports.recovery_sheet import found_office
from desktop.widgets import files, messages
from desktop.widgets.cards import Banner, Card
from desktop.widgets.code_box import CodeBox
from desktop.widgets.controls import ChoiceBox, button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_KINDS = (("ward", "UBND phường, xã, đặc khu"), ("department", "Sở Khoa học và Công nghệ"))


class FirstRunWindow(QWidget):
    """Asks what `create_office` needs, makes the office, hands out the recovery sheet; tells `opened`."""

    opened = Signal(object)
    folder_chosen = Signal(Path)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setWindowTitle("Lập sổ mới")
        self._kind = ChoiceBox("Loại đơn vị", _KINDS)
        self._province = CodeBox("Tỉnh, thành phố", code_list("province").choices())
        self._commune = CodeBox("Phường, xã", ())
        self._full_name, self._login = QLineEdit(), QLineEdit("canbo")
        self._password, self._again = QLineEdit(), QLineEdit()
        self._banner, self._saved, self._offered = Banner(), False, ""
        self._make = button("Lập sổ", self._create, "check", "primary")
        self._rows = QFormLayout()
        self._build()
        self._kind.chosen.connect(self._on_kind)
        self._province.changed.connect(self._on_province)
        self._province.picked.connect(self._on_province)

    def _build(self) -> None:
        title, hint = QLabel("Lập sổ mới"), QLabel(f"Dữ liệu mã hóa sẽ nằm ở: {self._folder}")
        mark(title, look="title")
        mark(hint, look="caption")
        hint.setWordWrap(True)
        for name, field in self._fields().items():
            field.setAccessibleName(name)
            self._rows.addRow(name, field)
        for secret in (self._password, self._again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._rows.setVerticalSpacing(em(self, 0.6))
        self._rows_card, self._buttons_after = Card(), Card()
        self._rows_card.add(self._rows)
        self._rows_card.add(_row(button("Mở sổ đã có…", self._open_existing, look="flat"), self._make))
        save = button("Lưu phiếu khôi phục…", self._save_sheet, "save", "primary")
        self._buttons_after.add(_row(save, button("Vào sổ", self._enter, "check")))
        self._buttons_after.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self, 1.5)] * 4)
        layout.addStretch(1)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._rows_card)
        layout.addWidget(self._banner)
        layout.addWidget(self._buttons_after)
        layout.addWidget(hint)
        layout.addStretch(2)
        self.setMinimumWidth(em(self, 32))

    def _fields(self) -> dict[str, QWidget]:
        return {
            "Loại đơn vị": self._kind,
            "Tỉnh, thành phố": self._province,
            "Phường, xã": self._commune,
            "Họ tên cán bộ": self._full_name,
            "Tài khoản": self._login,
            "Mật khẩu": self._password,
            "Nhập lại mật khẩu": self._again,
        }

    def _on_kind(self, kind: str) -> None:
        self._rows.setRowVisible(self._commune, kind == "ward")

    def _on_province(self) -> None:
        province = self._province.value() or ""
        if province != self._offered:
            self._offered = province
            self._commune.set_choices(code_list("commune").choices(parent=province))

    def _wanted(self) -> NewOffice:
        """Return what was typed; UserError for what is missing."""
        province, commune = self._province.value() or "", self._commune.value() or ""
        ward = self._kind.code() == "ward"
        name, login = self._full_name.text().strip(), self._login.text().strip()
        unknown = self._province.complaint() or (ward and self._commune.complaint())
        if unknown or not province or (ward and not commune) or not name or not login:
            raise UserError("Còn ô chưa nhập hoặc chưa chọn trong danh sách; hãy điền đủ rồi lập sổ.")
        if self._password.text() != self._again.text():
            raise UserError("Hai lần nhập mật khẩu không giống nhau; hãy nhập lại.")
        if ward:
            label = code_list("commune").choices(parent=province)
            unit = dict(label)[commune]
            return NewOffice(commune, f"UBND {unit[:1].lower()}{unit[1:]}", province, "ward", login, name)
        place = dict(code_list("province").choices())[province]
        unit = f"Sở Khoa học và Công nghệ {place[:1].lower()}{place[1:]}"
        return NewOffice(f"SKHCN-{province}", unit, province, "department", login, name)

    def _create(self) -> None:
        try:
            new = self._wanted()
        except UserError as wrong:
            self._banner.say(wrong.message, Tone.BAD)
            return
        password = self._password.text()
        self._make.setEnabled(False)
        self._banner.say("Đang lập sổ…", Tone.PRIMARY)

        def work(_job: Job) -> tuple[Office, bytes]:
            sheets: list[bytes] = []
            found_office(self._folder, new, password, date.today(), sheets.append)  # noqa: DTZ011
            return open_office(self._folder, new.login, password), sheets[0]

        run_job(self, "Lập sổ", work, lambda made: self._made(*made), self._failed)

    def _made(self, office: Office, sheet: bytes) -> None:
        """The office exists; what is left is to keep the recovery sheet."""
        self._office, self._sheet = office, sheet
        self._rows_card.hide()
        self._banner.say(
            "Sổ đã lập xong. Hãy lưu phiếu khôi phục, in một bản cất vào két rồi xóa tệp: không có phiếu "
            "này thì quên mật khẩu là mất dữ liệu.",
            Tone.WARN,
        )
        self._buttons_after.show()

    def _save_sheet(self) -> None:
        def keep(path: Path) -> None:
            try:
                with atomic_write(path) as temporary:
                    temporary.write_bytes(self._sheet)
            except UserError as wrong:
                messages.error(self, wrong)
                return
            self._banner.say(f"Đã lưu phiếu khôi phục “{path.name}”.", Tone.GOOD)
            self._saved = True

        files.save_file(self, "Lưu phiếu khôi phục", "phieu-khoi-phuc.pdf", [files.PDF], keep)

    def _enter(self) -> None:
        if self._saved:
            self.opened.emit(self._office)
            return
        messages.ask(
            self,
            "Phiếu khôi phục chưa được lưu; quên mật khẩu sẽ không mở lại sổ được. Vẫn vào sổ?",
            "Vào sổ",
            "Quay lại lưu phiếu",
            lambda: self.opened.emit(self._office),
        )

    def _failed(self, wrong: UserError) -> None:
        self._make.setEnabled(True)
        self._banner.say(wrong.message, Tone.BAD)

    def _open_existing(self) -> None:
        files.choose_folder(self, "Chọn thư mục dữ liệu của đơn vị", self.folder_chosen.emit)


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.addWidget(left)
    made.addStretch(1)
    made.addWidget(right)
    return made
