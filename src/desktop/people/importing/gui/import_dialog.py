"""Importing a list: its columns are understood, its changes looked at, then taken over as one act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import UserError
from desktop.excel.book import Book
from desktop.excel.legacy import Encoding
from desktop.excel.reader import read_book
from desktop.jobs import Job
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.gui.import_lines import STATE_LABELS, ImportLine, State, import_lines, summary
from desktop.people.importing.gui.mapping_page import MappingPage
from desktop.people.importing.gui.state_tabs import StateTabs
from desktop.people.importing.layouts import Known, Layout
from desktop.people.importing.office_list import ParsedList, write_errors
from desktop.people.importing.preview import ImportCounts, ImportPreview
from desktop.people.importing.reading import Unclear, parse_book
from desktop.people.importing.sources import forget_layouts, remember_layouts, remembered_layouts
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
    TableColumn("place", "Dòng", 8, "right", sortable=False),  # wider where sheets are named
    TableColumn("state", "Kết quả", 12, sortable=False, tones=_TONES),
    TableColumn("name", "Họ và tên", 24, sortable=False),
    TableColumn("detail", "Nội dung", 40, sortable=False),
)


_PLACE_IN_SHEETS = 18


def ask_list(parent: QWidget, office: Office) -> None:
    """Let the user choose a list and show what it would change."""

    def chosen(path: Path) -> None:
        show_list(parent, office, path.name, lambda job: _read_file(path, job), path)

    files.open_file(parent, "Chọn danh sách trí thức", [LISTS, files.ANY], chosen)


def show_list(
    parent: QWidget, office: Office, name: str, open_book: "OpenBook", source: Path | None = None
) -> None:
    """Show what a list, wherever it comes from, would change; no file is written over its `source`."""
    dialog = ImportDialog(parent, office, name, open_book)
    dialog.source = source
    dialog.open()
    dialog.read()


def _read_file(path: Path, job: Job) -> Book:
    job.step("Đọc tệp")
    return read_book(path)


OpenBook = Callable[[Job], Book]
"""Gives the cells of the list; raises UserError when it cannot."""


@dataclass(frozen=True)
class Read:
    """A list as far as it was understood: the cells, what was known of them, and what it would change."""

    book: Book
    known: Known
    parsed: ParsedList | None = None
    preview: ImportPreview | None = None
    unclear: str = ""
    """Why the user has to say what the columns mean before there is a preview."""


class ImportDialog(QDialog):
    """Two pages, what the columns mean and what would change; nothing is written before “Nhập”."""

    def __init__(self, parent: QWidget, office: Office, name: str, open_book: OpenBook) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nhập danh sách")
        self._office, self._name, self._open_book = office, name, open_book
        self.source: Path | None = None
        self._book: Book | None = None
        self._layouts: Mapping[str, Layout] = {}
        self._read: Read | None = None
        self.lines: list[ImportLine] = []
        self.encoding = ChoiceBox("Bảng mã của danh sách", _ENCODINGS)
        self.zeros = QCheckBox()
        self.which = StateTabs()
        self.banner = Banner()
        self.table = RowTable(_COLUMNS, self._rows, "Các dòng của danh sách")
        self.detail = QLabel(wordWrap=True)
        self.mapping, self.pages = MappingPage(), QStackedWidget()
        self.heading = QLabel(wordWrap=True)
        self.mapping_button = button("Cách hiểu cột…", self.show_mapping, "edit")
        self.forget_button = button("Quên cách hiểu đã nhớ", self._forget)
        self.errors_button = button("Xuất danh sách lỗi…", self._ask_errors, "export")
        self.preview_button = button("Xem trước", self._use_mapping, "right", "primary")
        self.apply_button = button("Nhập", self._apply, "import", "primary")
        self._build()
        self._connect()
        self.resize(QSize(em(self, 62), em(self, 40)).boundedTo(parent.window().size()))
        self._show_preview(None)

    def read(self) -> None:
        """Read the list anew, in the encoding chosen and with the columns as corrected."""
        encoding, zeros, layouts = self.encoding.code(), self.zeros.isChecked(), self._layouts
        book = self._book

        def work(job: Job) -> Read:
            cells = book or self._open_book(job)
            with self._office.read() as session:
                known = Known(layouts, remembered_layouts(session))
                try:
                    parsed = parse_book(cells, encoding, job, known)
                except Unclear as unclear:
                    return Read(cells, known, unclear=unclear.message)
                preview = preview_import(session, parsed, accept_suggestions=zeros, job=job)
                return Read(cells, known, parsed, preview)

        run_job(self, "Đọc danh sách", work, self._show_result, self._show_failure)

    def show_mapping(self, warning: str = "") -> None:
        """Show what each column means, to be corrected."""
        if self._read:
            self.mapping.show_book(self._read.book, Encoding(self.encoding.code()), self._read.known, warning)
            self.heading.setText(f"Cách hiểu cột: {self._name}")
            self._turn_to(self.mapping)
            self.mapping.focus_first()

    def _show_result(self, read: Read) -> None:
        self._book = read.book
        self._show_preview(read)
        if read.unclear:
            self.show_mapping(read.unclear)

    def _show_preview(self, read: Read | None) -> None:
        self._read = read
        hidden = frozenset() if self._office.actor.may(Right.SEE_SENSITIVE) else MASKED
        parsed, preview = (read.parsed, read.preview) if read else (None, None)
        self.lines = import_lines(parsed, preview, hidden) if parsed and preview else []
        is_doubtful = bool(parsed and any(sheet.suspected for sheet in parsed.sheets))
        self.banner.say(summary(parsed) if parsed else "", Tone.WARN if is_doubtful else Tone.PRIMARY)
        several = bool(parsed and len(parsed.sheets) > 1)
        place = replace(_COLUMNS[0], width=_PLACE_IN_SHEETS) if several else _COLUMNS[0]
        self.table.set_columns((place, *_COLUMNS[1:]))
        self.which.count_lines(self.lines)
        self._show_counts(preview.counts if preview else ImportCounts(0, 0, 0, 0))
        suggestions = preview.suggestions if preview else 0
        self.zeros.setText(f"Thêm số 0 mà Excel đã bỏ ở đầu {number(suggestions)} số định danh")
        self.zeros.setVisible(suggestions > 0)
        self.errors_button.setEnabled(bool(preview and preview.problems))
        self.mapping_button.setEnabled(read is not None)
        self.heading.setText(f"Xem trước: {self._name}")
        self._turn_to(self.preview)
        self._filter()

    def _turn_to(self, page: QWidget) -> None:
        """Show one page and the buttons that belong to it."""
        is_mapping = page is self.mapping
        self.pages.setCurrentWidget(page)
        remembered = self._read.parsed.sheets if self._read and self._read.parsed else ()
        self.forget_button.setVisible(is_mapping and any(sheet.source for sheet in remembered))
        for one in (self.mapping_button, self.errors_button, self.apply_button):
            one.setVisible(not is_mapping)
        self.preview_button.setVisible(is_mapping)

    def _show_counts(self, counts: ImportCounts) -> None:
        written = counts.new + counts.changed
        self.apply_button.setText(f"Nhập {number(written)} hồ sơ" if written else "Nhập")
        self.apply_button.setEnabled(written > 0)

    def _show_failure(self, wrong: UserError) -> None:
        """Say why there is no preview; the columns of what was read before can still be corrected."""
        before = self._read
        self._show_preview(None)
        if self._book and before is None:
            before = Read(self._book, Known(self._layouts))
        self._read = replace(before, parsed=None, preview=None) if before else None
        self.mapping_button.setEnabled(self._read is not None)
        self.banner.say(wrong.message, Tone.BAD)

    # What the columns mean

    def _use_mapping(self) -> None:
        """Remember what was corrected, if wanted, and look at the list with it."""
        self._layouts = self.mapping.layouts()
        learned = self.mapping.corrections() if self.mapping.remember.isChecked() else {}
        if learned and self._office.actor.may(Right.EDIT_PEOPLE):
            with self._office.write() as session:
                remember_layouts(session, self._name, learned)
        self.read()

    def _forget(self) -> None:
        """Forget what earlier lists taught of this one, and understand it anew."""
        if self._read and self._read.parsed:
            with self._office.write() as session:
                forget_layouts(session, {sheet.source for sheet in self._read.parsed.sheets} - {""})
        self._layouts = {}
        self.read()

    def _may_show(self) -> None:
        self.preview_button.setEnabled(not self.mapping.complaint())

    def _change_encoding(self) -> None:
        """Read the whole list in another encoding; corrections of single columns are made anew."""
        self._layouts = {}
        self.read()

    # The rows

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
        suggested = f"{Path(self._name).stem} - dong loi.xlsx"
        files.save_file(self, "Xuất danh sách lỗi", suggested, [files.XLSX], self._write_errors)

    def _write_errors(self, out: Path) -> None:
        if self.source and self.source.resolve() == out.resolve():
            why = f"“{out.name}” là chính danh sách đang nhập nên không ghi đè; hãy đặt tên khác."
            messages.error(self, UserError(why))
            return
        if self._read and self._read.parsed and self._read.preview:
            parsed, preview = self._read.parsed, self._read.preview
            said = f"Đã ghi danh sách kèm cột “Lỗi” vào “{out.name}”; sửa xong có thể nhập lại chính tệp đó."
            run_job(
                self,
                "Xuất danh sách lỗi",
                lambda job: write_errors(parsed, preview, out, job),
                lambda _none: messages.info(self, said),
            )

    def _apply(self) -> None:
        if self._read and self._read.preview:
            preview = self._read.preview

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
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        mark(self.heading, look="heading")
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.setMinimumHeight(em(self, 3.2))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview = QWidget()
        inside = QVBoxLayout(self.preview)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(em(self, 0.6))
        for widget in (self.banner, self.zeros, self.which):
            inside.addWidget(widget)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.detail)
        for page in (self.mapping, self.preview):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.encoding)
        layout.addLayout(top)
        layout.addWidget(self.pages, 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        """Enter belongs to the fields of the columns: no button takes it unasked."""
        row = QHBoxLayout()
        cancel = button("Hủy", self.reject)
        for one in (self.mapping_button, self.forget_button, self.errors_button):
            row.addWidget(one)
        row.addStretch(1)
        for one in (cancel, self.preview_button, self.apply_button):
            row.addWidget(one)
        left = (self.mapping_button, self.forget_button, self.errors_button)
        for one in (*left, cancel, self.preview_button, self.apply_button):
            one.setAutoDefault(False)
        return row

    def _connect(self) -> None:
        self.encoding.chosen.connect(lambda _code: self._change_encoding())
        self.zeros.clicked.connect(lambda _checked: self.read())
        self.which.currentChanged.connect(lambda _tab: self._filter())
        self.table.selection_changed.connect(self._show_detail)
        self.mapping.changed.connect(self._may_show)


def _in_a_line(parts: Sequence[str]) -> str:
    return "; ".join(part.rstrip(".") for part in parts)
