"""Making a signed list file at the department: its CSV, the document that issues it, the key."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.accounts.office import Office
from desktop.codelists.checking import COLUMNS, checked_codes, tidy_csv
from desktop.errors import UserError
from desktop.exchange.gui.key_dialog import KeyDialog
from desktop.exchange.list_files import make_list_file
from desktop.exchange.list_queries import ListLine
from desktop.jobs import Job
from desktop.paths import atomic_write
from desktop.signing.check import read_file
from desktop.signing.keys import Key
from desktop.storage.fields import Field, Kind
from desktop.widgets import files, messages
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.jobs_qt import run_job

_CSV = "Danh mục dạng CSV UTF-8 (*.csv)"
_HOW = f"Tệp CSV có hàng đầu: {', '.join(COLUMNS)}. Mã đang dùng mà bỏ thì ghi mã thay thế ở cột replaced_by."
_ISSUED = (
    Field("number", "Số, ký hiệu văn bản ban hành", required=True, help="ví dụ 15/QĐ-SKHCN"),
    Field("start", "Có hiệu lực từ ngày", Kind.DATE, required=True),
)


class ListMaker:
    """Asks one thing after the other; nothing is written before all is known and right."""

    def __init__(self, parent: QWidget, office: Office, line: ListLine) -> None:
        self._parent, self._office, self._line = parent, office, line
        self._content = b""

    def start(self) -> None:
        """Ask for the CSV."""
        files.open_file(self._parent, f"Chọn tệp CSV của danh mục “{self._line.title}”", [_CSV], self._take)

    def _take(self, path: Path) -> None:
        """Say what is wrong with the CSV before anything else is asked."""
        try:
            self._content = read_file(path)
            count = len(checked_codes(self._line.name, tidy_csv(self._content)))
        except UserError as wrong:
            messages.error(self._parent, wrong)
            return
        form = FieldForm(list(_ISSUED), lambda _field: (), columns=1)
        intro = f"“{path.name}” có {count} mục và đúng dạng. {_HOW}"
        FormDialog(self._parent, f"Ban hành danh mục “{self._line.title}”", form, self._ask_key, intro).ask(
            {}
        )

    def _ask_key(self, issued: dict[str, object]) -> None:
        number, start = str(issued["number"]), date.fromisoformat(str(issued["start"]))

        def with_key(key: Key, _picture: bytes | None) -> None:
            self._make(key, number, start)

        KeyDialog(self._parent, self._office.folder, None, with_key).open()

    def _make(self, key: Key, number: str, start: date) -> None:
        def work(_job: Job) -> bytes:
            with key, self._office.write() as session:
                return make_list_file(session, self._line.name, self._content, number, start, key)

        def done(data: bytes) -> None:
            suggested = f"danh-muc-{self._line.name}-{start.isoformat()}.asice"
            files.save_file(
                self._parent,
                "Lưu tệp danh mục",
                suggested,
                [files.PACKAGE],
                lambda out: self._save(data, out),
            )

        run_job(self._parent, "Ký danh mục", work, done)

    def _save(self, data: bytes, out: Path) -> None:
        try:
            with atomic_write(out) as temporary:
                temporary.write_bytes(data)
        except UserError as wrong:
            messages.error(self._parent, wrong)
            return
        messages.info(
            self._parent,
            f"Đã làm tệp danh mục “{out.name}”. Hãy gửi cho các phường, xã và nhận tệp này vào cả sổ của Sở.",
        )
