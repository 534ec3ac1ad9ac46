"""The code lists this office works with: where each comes from, what stands in it, taking a new one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right
from desktop.codelists import Code, label_of
from desktop.codelists.shipped import parents_of, successors_of
from desktop.exchange.gui.make_list import ListMaker
from desktop.exchange.list_adoption import adopt_list
from desktop.exchange.list_files import ReceivedList, is_outline, read_list_file, title_of
from desktop.exchange.list_queries import ListLine, all_lists, entries
from desktop.exchange.trust import office_trust
from desktop.jobs import Job
from desktop.signing.check import read_file
from desktop.text import partial_day
from desktop.widgets import files, messages
from desktop.widgets.controls import SearchField, button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

_LISTS = (
    TableColumn("title", "Danh mục", 25, sortable=False),
    TableColumn("entries", "Số mục", 8, align="right", sortable=False),
)
_CODE = TableColumn("code", "Mã", 14, sortable=False)
_NAME, _SHORT_NAME = (TableColumn("label", "Tên", width, sortable=False) for width in (50, 28))
_PARENT = TableColumn("parent", "Thuộc", 24, sortable=False)
_ENDS = (
    TableColumn("valid", "Hiệu lực", 25, sortable=False),
    TableColumn("next", "Thay bằng", 30, sortable=False),
)
_ADOPTED, _REPLACEABLE = "Sở đã ban hành bản này.", "Sở thay được bằng tệp đã ký."
_LIST_WIDTH, _ENTRY_WIDTH = 24, 48


class ListsDialog(QDialog):
    """Shows every code list with its entries; who manages the office may take a list of the department."""

    def __init__(self, parent: QWidget, office: Office) -> None:
        super().__init__(parent)
        self._office = office
        self._lines: list[ListLine] = []
        self._entries: Sequence[Code] = ()
        self.setWindowTitle("Danh mục")
        self.lists = RowTable(_LISTS, self._list_rows, "Các danh mục")
        self.lists.selection_changed.connect(self._show_list)
        self.entries = RowTable((_CODE, _NAME), self._entry_rows, "Các mục của danh mục")
        self.entries.set_empty_text("Không có mục nào khớp; hãy tìm bằng chữ khác.")
        self.heading, self.source = QLabel(wordWrap=True), hint("")
        mark(self.heading, look="heading")
        self.search = SearchField("Tìm mã, tên, cách viết khác")
        self.search.searched.connect(lambda _text: self._show_entries())
        self.former = QCheckBox("Cả mục đã hết hiệu lực")
        self.former.toggled.connect(lambda _on: self._show_entries())
        self.take_button = button("Nhận danh mục…", self.choose, "import")
        self.take_button.setVisible(office.actor.may(Right.MANAGE))
        self.make_button = button("Làm tệp danh mục…", self.make, "sign")
        self.make_button.setToolTip("Ký danh mục đang chọn từ một tệp CSV để gửi các phường, xã")
        with office.read() as session:
            is_department = unit_of(session).kind == "department"
        self.make_button.setVisible(is_department and office.actor.may(Right.EXCHANGE))
        self._build(parent)
        self.refresh()
        self.lists.select_id(0)

    def _build(self, parent: QWidget) -> None:
        finding = QHBoxLayout()
        finding.addWidget(self.search, 1)
        finding.addWidget(self.former)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(em(self, 0.6), 0, 0, 0)
        for widget in (self.heading, self.source):
            column.addWidget(widget)
        column.addLayout(finding)
        column.addWidget(self.entries, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.lists)
        both.addWidget(right)
        both.setSizes([em(self, _LIST_WIDTH), em(self, _ENTRY_WIDTH)])
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        row = QHBoxLayout()
        row.addWidget(self.make_button)
        row.addStretch(1)
        row.addWidget(self.take_button)
        row.addWidget(button("Đóng", self.accept, look="primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(both, 1)
        layout.addLayout(row)
        self.resize(QSize(em(self, 76), em(self, 40)).boundedTo(parent.window().size()))

    def refresh(self) -> None:
        """Read the lists in force anew."""
        self._lines = all_lists(_today())
        self.lists.set_ids(range(len(self._lines)))
        self.lists.refresh()
        self._show_list()

    def _show_list(self) -> None:
        line = self._line()
        if line is None:
            return
        since = f"Có hiệu lực từ {line.version}." if line.version else ""
        kind = _ADOPTED if line.adopted else _REPLACEABLE if line.replaceable else ""
        self.heading.setText(line.title)
        self.source.setText(" ".join(filter(None, (f"Nguồn: {line.source.rstrip('.')}.", since, kind))))
        self.make_button.setEnabled(line.replaceable)
        self.search.clear()
        self._show_entries()

    def _line(self) -> ListLine | None:
        place = self.lists.current_id()
        return self._lines[place] if place is not None and place < len(self._lines) else None

    def _show_entries(self) -> None:
        line = self._line()
        if line is None:
            return
        day = None if self.former.isChecked() or line.of_before else _today()
        self._entries = entries(line.name, self.search.text().strip(), day)
        self.entries.set_columns(_columns(self._entries))
        self.entries.set_ids(range(len(self._entries)))
        self.entries.refresh()

    def _list_rows(self, ids: Sequence[int]) -> list[dict[str, str] | None]:
        return [_list_row(self._lines[one]) if one < len(self._lines) else None for one in ids]

    def _entry_rows(self, ids: Sequence[int]) -> list[dict[str, str] | None]:
        line = self._line()
        if line is None:
            return [None for _ in ids]
        return [
            _entry_row(line.name, self._entries[one]) if one < len(self._entries) else None for one in ids
        ]

    def make(self) -> None:
        """Make the file by which wards replace the list chosen."""
        line = self._line()
        if line is not None and line.replaceable:
            self.maker = ListMaker(self, self._office, line)
            self.maker.start()

    def choose(self) -> None:
        """Ask for the department's file."""
        files.open_file(self, "Chọn tệp danh mục Sở gửi", [files.PACKAGE, files.ANY], self.open_file)

    def open_file(self, path: Path) -> None:
        """Verify a list file; nothing is written before the user has agreed."""

        def work(_job: Job) -> ReceivedList:
            return read_list_file(read_file(path), office_trust(self._office.folder))

        run_job(self, "Đang kiểm tra tệp danh mục", work, self._ask)

    def _ask(self, received: ReceivedList) -> None:
        manifest = received.manifest
        kind, count = ("", "") if is_outline(manifest.name) else ("danh mục ", f"{len(received.codes)} mục, ")
        messages.ask(
            self,
            f"Thay {kind}“{title_of(manifest.name)}” bằng bản theo văn bản số {manifest.number} của "
            f"{manifest.issuer}, {count}có hiệu lực từ {partial_day(manifest.valid_from)}?",
            "Nhận danh mục",
            "Thôi",
            lambda: self._adopt(received),
        )

    def _adopt(self, received: ReceivedList) -> None:
        def work(_job: Job) -> None:
            with self._office.write() as session:
                adopt_list(session, received)

        def done(_none: None) -> None:
            self.refresh()
            messages.info(self, "Đã nhận danh mục. Có thể hoàn tác trong Nhật ký.")

        run_job(self, "Đang nhận danh mục", work, done)


def _list_row(line: ListLine) -> dict[str, str]:
    return {"title": line.title, "entries": f"{line.entries:,}".replace(",", ".")}


def _columns(shown: Sequence[Code]) -> tuple[TableColumn, ...]:
    """Return the columns that say something of these entries."""
    parent = (_PARENT,) if any(code.parent for code in shown) else ()
    ends = _ENDS if any(code.valid_from or code.valid_to for code in shown) else ()
    return (_CODE, _SHORT_NAME if ends else _NAME, *parent, *ends)


def _entry_row(name: str, code: Code) -> dict[str, str]:
    return {
        "code": code.code,
        "label": code.label,
        "parent": label_of(parents_of(name), code.parent),
        "valid": _validity(code),
        "next": ", ".join(label_of(successors_of(name), one) for one in code.replaced_by),
    }


def _validity(code: Code) -> str:
    since = f"từ {partial_day(code.valid_from)}" if code.valid_from else ""
    until = f"đến {partial_day(code.valid_to)}" if code.valid_to else ""
    return f"{since} {until}".strip()


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the calendar on the wall
