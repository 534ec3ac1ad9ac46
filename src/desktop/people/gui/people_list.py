"""The table of the register; it asks for the people of a question in a job, the first page before all."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.errors import Cancelled, UserError
from desktop.jobs import Job
from desktop.people.finding import PAGE, Listing, find_ids, find_page, people_of
from desktop.people.lists.columns import USUAL
from desktop.people.lists.question import Question
from desktop.people.normal import FIELDS
from desktop.people.queries import rows_by_ids
from desktop.storage.fields import Kind
from desktop.text import number
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import FirstRows, RowTable, TableColumn
from desktop.widgets.theme import em, mark

EMPTY = "Chưa có hồ sơ nào. Bấm “Thêm hồ sơ” (Ctrl+N) hoặc “Nhập từ Excel” để bắt đầu."
NOT_FOUND = "Không có hồ sơ nào hợp với từ tìm và bộ lọc; hãy gõ ít chữ hơn hoặc bỏ lọc."

_WIDTHS = {Kind.NAME: 21, Kind.LINE: 26, Kind.NOTE: 30, Kind.EMAIL: 22, Kind.CODE: 20}
_NARROW = 14
_FITTED = {
    "birth": 12,
    "sex": 9,
    "degree": 13,
    "academic_title": 11,
    "work_field": 26,
    "workplace": 30,
    "status": 16,
}
_TITLES = {"degree": "Trình độ"}


Find = Callable[[Session, Listing], list[int] | None]

_Found = tuple[list[int], FirstRows]


def table_column(key: str) -> TableColumn:
    """Return how a field stands in the table."""
    field = FIELDS[key]
    width = _FITTED.get(key) or _WIDTHS.get(field.kind, _NARROW)
    return TableColumn(key, _TITLES.get(key, field.label), width)


class PeopleList(QWidget):
    """Table and count. `answered` tells that people are shown, and whether for another question."""

    answered = Signal(bool)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.columns: tuple[str, ...] = USUAL
        columns = [table_column(key) for key in USUAL]
        self.table = RowTable(columns, self._rows, "Danh sách trí thức", aside=True)
        self.count = QLabel()
        self.count.setWordWrap(True)
        self.listing = self._answered = Listing()
        self._reading: list[Job] = []
        mark(self.count, look="caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self, 0.3))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
        self.table.sort_requested.connect(self._on_sort)

    def ask(self, question: Question) -> None:
        """List the people of a question; a new one begins with its best again."""
        if question != self.listing.question:
            self.show_listing(Listing(question))
        else:
            self.read()

    def show_listing(self, listing: Listing) -> None:
        """List the people of a question in a certain order."""
        self.listing = listing
        self.read()

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show other columns, in this order."""
        if tuple(keys) != self.columns:
            self.columns = tuple(keys)
            self.table.set_columns([table_column(key) for key in keys])

    def read(self) -> None:
        """Ask anew, in jobs: the first page where it comes at once, then all; overtaken ones are dropped."""
        for job in self._reading:
            job.cancel()
        self._reading = []
        self._run(find_page, self._show_page)

    def _run(self, find: Find, done: Callable[[Listing, Any], None]) -> None:
        listing = self.listing

        def work(job: Job) -> _Found | None:
            job.check()
            with self._office.read() as session:
                ids = find(session, listing)
            job.check()
            return None if ids is None else (ids, self.table.read_first(ids))

        job = run_job(self, "Đọc danh sách", work, partial(done, listing), self._failed, quiet=True)
        self._reading.append(job)

    def _show_page(self, asked: Listing, found: _Found | None) -> None:
        if asked is not self.listing:
            return
        if found is not None:
            self._show(asked, found, is_all=len(found[0]) < PAGE)
        if found is None or len(found[0]) >= PAGE:
            self._run(find_ids, self._show_all)

    def _show_all(self, asked: Listing, found: _Found) -> None:
        if asked is self.listing:
            self._show(asked, found, is_all=True)

    def _show(self, asked: Listing, found: _Found, *, is_all: bool) -> None:
        ids, first = found
        self.table.set_empty_text(EMPTY if asked.question.asks_everybody else NOT_FOUND)
        self.table.set_ids(ids, first)
        self.table.show_sorting(asked.sort or ("" if asked.question.words else "full_name"), asked.descending)
        self.count.setText(f"{number(len(ids))} hồ sơ" if is_all else "Đang đếm…")
        changed = asked != self._answered
        self._answered = asked
        self.answered.emit(changed)

    def _failed(self, wrong: UserError) -> None:
        """Say in place why nobody is listed: whoever types on would be held up by a window."""
        if not isinstance(wrong, Cancelled):
            self.table.set_empty_text(wrong.message)
            self.table.set_ids([])
            self.count.setText(wrong.message)

    def _rows(self, ids: Sequence[int]) -> list[Mapping[str, str] | None]:
        people = people_of(self.listing.question)
        with self._office.read() as session:
            found = {row.id: row.texts for row in rows_by_ids(session, ids, people)}
        return [found.get(one) for one in ids]

    def _on_sort(self, key: str, descending: bool) -> None:
        self.show_listing(Listing(self.listing.question, key, descending))
