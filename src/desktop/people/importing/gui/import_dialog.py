"""Importing a list: what it would change is looked at first, then taken over as one act."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QTabBar, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.gui.import_lines import STATE_LABELS, ImportLine, State, import_lines, summary
from desktop.people.importing.office_list import ParsedList, read_list, write_errors
from desktop.people.importing.preview import ImportCounts, ImportPreview
from desktop.people.queries import MASKED
from desktop.text import number
from desktop.widgets import files, messages
from desktop.widgets.cards import Banner
from desktop.widgets.controls import ChoiceBox, button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

LISTS = "Danh sách (*.xlsx *.xls *.ods *.csv)"

_ENCODINGS = (
    ("auto", "Tự nhận bảng mã"),
    ("unicode", "Unicode"),
    ("tcvn3", "TCVN3 (phông .VnTime)"),
    ("vni", "VNI (phông VNI-Times)"),
)
_TONES = {
    STATE_LABELS[State.NEW]: Tone.GOOD,
    STATE_LABELS[State.CHANGED]: Tone.PRIMARY,
    STATE_LABELS[State.SAME]: Tone.NEUTRAL,
    STATE_LABELS[State.WRONG]: Tone.BAD,
}
_COLUMNS = (
    TableColumn("place", "Dòng", 8, "right", sortable=False),
    TableColumn("state", "Kết quả", 12, sortable=False, tones=_TONES),
    TableColumn("name", "Họ và tên", 24, sortable=False),
    TableColumn("detail", "Nội dung", 40, sortable=False),
)


def ask_list(parent: QWidget, office: Office) -> None:
    """Let the user choose a list and show what it would change."""

    def chosen(path: Path) -> None:
        dialog = ImportDialog(parent, office, path)
        dialog.open()
        dialog.read()

    files.open_file(parent, "Chọn danh sách trí thức", [LISTS, files.ANY], chosen)


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


class ImportDialog(QDialog):
    """The preview of one list; nothing is written before its button is pressed."""

    def __init__(self, parent: QWidget, office: Office, path: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nhập danh sách từ Excel")
        self._office, self._path = office, path
        self._read: tuple[ParsedList, ImportPreview] | None = None
        self.lines: list[ImportLine] = []
        self.encoding = ChoiceBox("Bảng mã của danh sách", _ENCODINGS)
        self.zeros = QCheckBox()
        self.which = StateTabs()
        self.banner = Banner()
        self.table = RowTable(_COLUMNS, self._rows, "Các dòng của danh sách")
        self.detail = QLabel(wordWrap=True)
        self.errors_button = button("Xuất danh sách lỗi…", self._ask_errors, "export")
        self.apply_button = button("Nhập", self._apply, "import", "primary")
        self._build()
        self._connect()
        self.resize(QSize(em(self, 58), em(self, 38)).boundedTo(parent.window().size()))
        self._show_result(None)

    def read(self) -> None:
        """Read the list anew, in the encoding chosen."""
        encoding, zeros = self.encoding.code(), self.zeros.isChecked()

        def work(job: Job) -> tuple[ParsedList, ImportPreview]:
            parsed = read_list(self._path, encoding, job)
            with self._office.read() as session:
                return parsed, preview_import(session, parsed, accept_suggestions=zeros, job=job)

        run_job(self, "Đọc danh sách", work, self._show_result, self._show_failure)

    def _show_result(self, read: tuple[ParsedList, ImportPreview] | None) -> None:
        self._read = read
        hidden = frozenset() if self._office.actor.may(Right.SEE_SENSITIVE) else MASKED
        self.lines = import_lines(*read, hidden) if read else []
        self.banner.say(summary(read[0]) if read else "")
        self.which.count_lines(self.lines)
        self._show_counts(read[1].counts if read else ImportCounts(0, 0, 0, 0))
        suggestions = read[1].suggestions if read else 0
        self.zeros.setText(f"Thêm số 0 mà Excel đã bỏ ở đầu {number(suggestions)} số định danh")
        self.zeros.setVisible(suggestions > 0)
        self.errors_button.setEnabled(bool(read and read[1].problems))
        self._filter()

    def _show_counts(self, counts: ImportCounts) -> None:
        written = counts.new + counts.changed
        self.apply_button.setText(f"Nhập {number(written)} hồ sơ" if written else "Nhập")
        self.apply_button.setEnabled(written > 0)

    def _show_failure(self, wrong: UserError) -> None:
        self._show_result(None)
        self.banner.say(wrong.message, Tone.BAD)

    def _filter(self) -> None:
        self.table.set_empty_text("Không có dòng nào.")
        self.table.set_ids([at for at, line in enumerate(self.lines) if self.which.shows(line)])
        self._show_detail()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...]]:
        lines = [self.lines[one] for one in ids]
        return [(one.place, STATE_LABELS[one.state], one.name, _in_a_line(one.parts)) for one in lines]

    def _show_detail(self) -> None:
        """Write out under the table what the chosen row says; a cell may be too narrow for it."""
        current = self.table.current_id()
        chosen = self.lines[current] if current is not None and current < len(self.lines) else None
        hint = "Chọn một dòng để đọc đầy đủ nội dung."
        self.detail.setText("\n".join((chosen.name, *chosen.parts)) if chosen else hint)

    def _ask_errors(self) -> None:
        suggested = f"{self._path.stem} - dong loi.xlsx"
        files.save_file(self, "Xuất danh sách lỗi", suggested, [files.XLSX], self._write_errors)

    def _write_errors(self, out: Path) -> None:
        if self._read:
            parsed, preview = self._read
            said = f"Đã ghi danh sách kèm cột “Lỗi” vào “{out.name}”; sửa xong có thể nhập lại chính tệp đó."
            run_job(
                self,
                "Xuất danh sách lỗi",
                lambda job: write_errors(parsed, preview, out, job),
                lambda _none: messages.info(self, said),
            )

    def _apply(self) -> None:
        if self._read:
            preview = self._read[1]

            def work(job: Job) -> ImportCounts:
                with self._office.write() as session:
                    return apply_import(session, preview, job)

            self.apply_button.setEnabled(False)
            run_job(self, "Nhập danh sách", work, self._finish, self._apply_failed)

    def _finish(self, counts: ImportCounts) -> None:
        self.accept()
        messages.info(
            self.parentWidget(),
            f"Đã nhập {number(counts.new + counts.changed)} hồ sơ: {number(counts.new)} mới, "
            f"{number(counts.changed)} thay đổi. Muốn bỏ lần nhập này, mở Cài đặt › Nhật ký, chọn thao tác "
            "“Nhập danh sách từ Excel” rồi bấm Hoàn tác.",
        )

    def _apply_failed(self, wrong: UserError) -> None:
        """Nothing was written; what the list would change is looked at anew."""
        messages.error(self, wrong)
        self.read()

    def _build(self) -> None:
        heading = QLabel(f"Xem trước: {self._path.name}", wordWrap=True)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        mark(heading, look="heading")
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.setMinimumHeight(em(self, 3.2))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.encoding)
        layout.addLayout(top)
        for widget in (self.banner, self.zeros, self.which):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        bottom.addWidget(self.errors_button)
        bottom.addStretch(1)
        bottom.addWidget(button("Hủy", self.reject))
        bottom.addWidget(self.apply_button)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.encoding.chosen.connect(lambda _code: self.read())
        self.zeros.clicked.connect(lambda _checked: self.read())
        self.which.currentChanged.connect(lambda _tab: self._filter())
        self.table.selection_changed.connect(self._show_detail)


def _in_a_line(parts: Sequence[str]) -> str:
    return "; ".join(part.rstrip(".") for part in parts)
