"""Composing a report: sections to edit, annexes to choose, the paper to look at; then it is made final."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.documents.undrawn import undrawn_note
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.reports.actions import make_report
from desktop.reports.compose import Draft, rewritten
from desktop.reports.composing.texts import KeptText, Place, keep_text
from desktop.reports.dues import due_of, last_day_to_send
from desktop.reports.gui.issue_row import IssueRow
from desktop.reports.gui.section_editor import SectionEditor
from desktop.storage.base import new_uid
from desktop.text import day
from desktop.widgets import messages
from desktop.widgets.controls import button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.theme import em, mark

_KEEP_AFTER_MS = 700
"""What is typed is kept when the hands rest so long."""


class ComposeDialog(QDialog):
    """Holds the draft of one report; `made` receives the uid of the frozen one.

    `kept` are the sections as they were written in earlier sittings.
    """

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        draft: Draft,
        made: Callable[[str], object],
        kept: Mapping[str, list[KeptText]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._office, self._draft, self._made = office, draft, made
        self._place = Place(draft.data.plan.code, draft.data.period.code)
        self.setWindowTitle(draft.report.title)
        self._sections = {
            one.key: SectionEditor(one.heading, draft.generated[one.key], (kept or {}).get(one.key, ()))
            for one in draft.outline.sections
        }
        self._editors = {key: section.editor for key, section in self._sections.items()}
        self._sittings = dict.fromkeys(self._sections, new_uid())
        self._waiting: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER_MS)
        self.annexes = {one.key: QCheckBox(_annex_label(one.title)) for one in draft.outline.annexes}
        self.preview = PdfPreview()
        self.parts = QListWidget()
        self.pages = QStackedWidget()
        self.issue_row = IssueRow()
        self.numbered, self.issue_on = self.issue_row.numbered, self.issue_row.issue_on
        self._freeze = button("Chốt báo cáo", self.freeze, "lock", "primary")
        self._build()
        self._connect()
        self._mark_parts()

    def _build(self) -> None:
        for section in self._sections.values():
            self.pages.addWidget(section)
        self.pages.addWidget(self._annex_page())
        self.pages.addWidget(self.preview)
        self.parts.setAccessibleName("Các phần của báo cáo")
        self.parts.setWordWrap(True)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.addItems([one.heading for one in self._draft.outline.sections])
        self.parts.addItems(["Phụ lục kèm theo", "Xem trước bản in"])
        self.parts.setCurrentRow(0)
        split = QSplitter()
        split.setHandleWidth(em(self, 0.6))
        split.addWidget(self.parts)
        split.addWidget(self.pages)
        split.setStretchFactor(1, 1)
        split.setSizes([em(self, 17), em(self, 50)])
        split.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.addWidget(self.issue_row, 1)
        foot.addWidget(button("Đóng", self.reject))
        foot.addWidget(self._freeze)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.5))
        layout.addWidget(hint(self._calendar_words()))
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        self.resize(QSize(em(self, 70), em(self, 44)).boundedTo(self.screen().availableSize() * 0.95))

    def _annex_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        heading = QLabel("Phụ lục kèm theo")
        mark(heading, look="heading")
        layout.addWidget(heading)
        layout.addWidget(
            hint("Chọn phụ lục kèm theo báo cáo; số thứ tự phụ lục tự đánh theo các phụ lục được chọn.")
        )
        chosen = {one.key for one in self._draft.annexes}
        for key, box in self.annexes.items():
            box.setChecked(key in chosen)
            layout.addWidget(box)
        layout.addStretch(1)
        return page

    def _connect(self) -> None:
        self.parts.currentRowChanged.connect(self._on_part)
        self._timer.timeout.connect(self.keep_written)
        for key, section in self._sections.items():
            section.changed.connect(self._on_changed(key))
            section.closes_sitting.connect(self._on_closed(key))
        for box in self.annexes.values():
            box.toggled.connect(self._mark_parts)

    def _calendar_words(self) -> str:
        """Say until when the figures count, to whom the report goes and until when, as the plan has it."""
        data = self._draft.data
        counted = f"Số liệu từ {day(data.period.starts_on)} đến {day(data.as_of)}"
        if data.is_estimate:
            counted += f" (ước thực hiện, kỳ chốt ngày {day(data.period.cut_off)})"
        words = f"{counted}. Gửi {data.recipient}"
        last = last_day_to_send(data.plan, data.period, data.unit.kind)
        due = due_of(data.plan, data.period, data.unit.kind)
        if last is not None:
            words += f", chậm nhất {day(last)} theo mục {due.source if due else ''} của kế hoạch"
        return f"{words}."

    def _on_part(self, row: int) -> None:
        self.pages.setCurrentIndex(row)
        if self.pages.currentWidget() is self.preview:
            self._preview()

    def _on_changed(self, key: str) -> Callable[[], None]:
        def told() -> None:
            self._waiting.add(key)
            self._timer.start()
            self._mark_parts()

        return told

    def _on_closed(self, key: str) -> Callable[[], None]:
        """Keep what stands in a section and let what follows stand beside it, not in its place."""

        def told() -> None:
            self._waiting.add(key)
            self.keep_written()
            self._sittings[key] = new_uid()

        return told

    def _mark_parts(self) -> None:
        """Mark in the list what the officer wrote and what the data contradict now."""
        for place, one in enumerate(self._draft.outline.sections):
            section = self._sections[one.key]
            state = " – số liệu đã đổi" if section.is_behind else " – đã sửa" if section.is_own else ""
            self.parts.item(place).setText(f"{one.heading}{state}")
        chosen = sum(box.isChecked() for box in self.annexes.values())
        self.parts.item(len(self._sections)).setText(f"Phụ lục kèm theo ({chosen})")

    def keep_written(self) -> None:
        """Write down what was typed since the last time."""
        self._timer.stop()
        waiting, self._waiting = sorted(self._waiting), set()
        if not waiting or not self._office.actor.may(Right.MAKE_REPORTS):
            return
        with self._office.write() as session:
            for key in waiting:
                section = self._sections[key]
                written = (section.text, section.basis)
                keep_text(session, self._place, key, self._sittings[key], written)

    def own_texts(self) -> dict[str, str]:
        """Return the sections that the officer has changed."""
        return {key: section.text for key, section in self._sections.items() if section.is_own}

    def chosen_annexes(self) -> tuple[str, ...]:
        """Return the keys of the annexes wanted, in the order of the outline."""
        return tuple(key for key, box in self.annexes.items() if box.isChecked())

    def _rewritten(self) -> Callable[[], Draft]:
        """Return what makes the paper of what stands in the window now; it may run aside."""
        texts, annexes = self.own_texts(), self.chosen_annexes()

        def make() -> Draft:
            with self._office.read() as session:
                return rewritten(session, self._draft, texts, annexes)

        return make

    def _preview(self) -> None:
        make = self._rewritten()

        def work(job: Job) -> bytes:
            from desktop.documents.pdf import write_pdf

            return write_pdf(make().report, job).data

        run_job(self, "Đang dàn trang", work, self.preview.show_pdf)

    def freeze(self) -> None:
        """Make the report final, with a number when asked for; once, however often it is asked for."""
        if not self._freeze.isEnabled():
            return
        try:
            issue = self.issue_row.issue()
        except UserError as wrong:
            messages.error(self, wrong)
            return
        self.keep_written()
        self._freeze.setEnabled(False)
        make = self._rewritten()

        def work(job: Job) -> tuple[str, str]:
            draft = make()
            with self._office.write() as session:
                uid = make_report(session, draft, made_on=date.today(), issue=issue, job=job)  # noqa: DTZ011
            return uid, undrawn_note(draft.report)

        run_job(self, "Đang chốt báo cáo", work, self._done, self._failed)

    def _done(self, made: tuple[str, str]) -> None:
        uid, note = made
        self.accept()
        self._made(uid)
        if note:
            messages.warn(self.parentWidget(), note)

    def _failed(self, wrong: UserError) -> None:
        self._freeze.setEnabled(True)
        messages.error(self, wrong)

    def done(self, result: int) -> None:
        """Keep what was typed last before the window closes."""
        self.keep_written()
        super().done(result)


def _annex_label(title: str) -> str:
    return f"{title[:1]}{title[1:].lower()}"
