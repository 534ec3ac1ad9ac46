"""How good the register is: how complete, what is doubtful, what wants a look; and whom it concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import Problem, Severity, UserError
from desktop.jobs import Job
from desktop.people.duplicates.gui.duplicates_dialog import DuplicatesDialog
from desktop.people.gui.accept_dialog import AcceptDialog
from desktop.people.gui.exporting import ask_export
from desktop.people.quality.actions import accept_rule, confirm_people
from desktop.people.quality.gui.share_bar import ShareBar
from desktop.people.quality.queries import NOT_ALL, FieldShare, RegisterQuality, missing_ids, register_quality
from desktop.people.queries import rows_by_ids
from desktop.people.rules import REVIEW_MONTHS
from desktop.text import number
from desktop.widgets import messages
from desktop.widgets.cards import Banner, Figure
from desktop.widgets.controls import button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

REVIEW, LACKING, FULL = "Rà soát", "Thiếu", "Đủ"
KINDS = {Severity.REFUSE: "Sai", Severity.WARN: "Cảnh báo", Severity.INFORM: "Gợi ý"}
"""How the lines of the list are called; a rule's line by its grading."""

_TONES = {
    "Sai": Tone.BAD,
    "Cảnh báo": Tone.WARN,
    REVIEW: Tone.PRIMARY,
    LACKING: Tone.NEUTRAL,
    FULL: Tone.GOOD,
}
_SHARE = 3
_LINES = (
    TableColumn("kind", "Loại", 11, sortable=False, tones=_TONES),
    TableColumn("what", "Nội dung", 30, sortable=False),
    TableColumn("people", "Số hồ sơ", 8, "right", sortable=False),
    TableColumn("share", "Đã ghi", 13, sortable=False),
)
_PEOPLE = (
    TableColumn("full_name", "Họ và tên", 21, sortable=False),
    TableColumn("birth", "Ngày sinh", 12, "right", sortable=False),
    TableColumn("confirmed_on", "Rà soát", 13, "right", sortable=False),
    TableColumn("workplace", "Nơi công tác", 20, sortable=False),
)


@dataclass(frozen=True)
class WorkLine:
    """One thing to look after and whom it concerns; whom a field lacks is asked when the line is chosen."""

    kind: str
    what: str
    people: int
    ids: tuple[int, ...] = ()
    key: str = ""
    share: str = ""


def lines_of(found: RegisterQuality) -> list[WorkLine]:
    """Return what there is to look after: reviews, what the rules find, then the fields, emptiest first."""
    rules = [WorkLine(KINDS[one.severity], one.rule, len(one.ids), one.ids) for one in found.findings]
    grave = [line for line in rules if line.kind != KINDS[Severity.INFORM]]
    advice = [line for line in rules if line.kind == KINDS[Severity.INFORM]]
    fields = sorted(found.completeness.fields, key=lambda one: (one.percent, -one.weight))
    return [
        WorkLine(REVIEW, f"Quá {REVIEW_MONTHS} tháng chưa rà soát", len(found.to_review), found.to_review),
        *grave,
        *map(_of_field, fields),
        *advice,
    ]


def _of_field(one: FieldShare) -> WorkLine:
    kind = LACKING if one.missing else FULL
    return WorkLine(kind, one.label, one.missing, key=one.key, share=f"{number(one.percent, 1)} %")


class QualityDialog(QDialog):
    """Left what there is to look after, right whom it concerns; `person_wanted` asks to open a record."""

    person_wanted = Signal(str)

    def __init__(self, parent: QWidget, office: Office) -> None:
        super().__init__(parent)
        self.setWindowTitle("Chất lượng dữ liệu")
        self._page, self._office = parent, office
        self._may_edit = office.actor.may(Right.EDIT_PEOPLE)
        self.lines: list[WorkLine] = []
        self.banner, self.sections = Banner(), QLabel(wordWrap=True)
        self.figures = (
            Figure("Độ đầy đủ của sổ", "chart"),
            Figure("Hồ sơ có điều cần xem lại", "warning", Tone.WARN),
            Figure("Hồ sơ cần rà soát", "calendar"),
        )
        self.table = RowTable(_LINES, self._line_rows, "Những việc cần xem")
        self.people = RowTable(_PEOPLE, self._people_rows, "Những hồ sơ của dòng đang chọn")
        self._bar = ShareBar(self.table)
        self.duplicates_button = button("Tìm hồ sơ trùng…", self._open_duplicates, "people")
        self.export_button = button("Xuất Excel", self._export, "export")
        self.accept_button = button("Chấp nhận cảnh báo…", self.ask_accept, "passed")
        self.accept_button.setToolTip("Ghi một lý do cho mọi hồ sơ đang chọn; không chọn ai là cả danh sách")
        self.confirm_button = button("Đã rà soát hôm nay", self._ask_confirm, "check")
        self.open_button = button("Mở hồ sơ", self._open, "edit", "primary")
        self._build()
        self.table.selection_changed.connect(self._show_people)
        self.people.selection_changed.connect(self._update_buttons)
        self.people.activated_id.connect(lambda _id: self._open())
        self.resize(QSize(em(self, 80), em(self, 42)).boundedTo(parent.window().size()))
        self._update_buttons()

    def read(self) -> None:
        """Look through the whole register, in a job."""
        run_job(self, "Kiểm tra chất lượng dữ liệu", self._ask, self._show)

    def _ask(self, job: Job) -> RegisterQuality:
        with self._office.read() as session:
            return register_quality(session, job)

    def _show(self, found: RegisterQuality) -> None:
        whole = found.completeness
        share, doubtful, review = self.figures
        share.set(f"{number(whole.percent)} %", f"{number(whole.people)} hồ sơ đang được tính")
        doubtful.set(number(found.doubtful), "không kể cảnh báo đã chấp nhận")
        review.set(number(len(found.to_review)), f"quá {REVIEW_MONTHS} tháng chưa rà soát")
        parts = (f"{name} {number(percent)} %" for name, percent in whole.sections)
        rest = "" if self._office.actor.may(Right.SEE_SENSITIVE) else f". {NOT_ALL}"
        self.sections.setText(f"Theo phần: {' · '.join(parts)}{rest}")
        self.lines = lines_of(found)
        place = self.table.current_id() or 0
        self.table.clearSelection()
        self.table.set_ids(range(len(self.lines)))
        self.table.refresh()
        self.table.select_id(min(place, len(self.lines) - 1))
        self._show_people()

    def _show_people(self) -> None:
        """List the people of the line chosen."""
        line = self._line()
        ids: Sequence[int] = line.ids if line else ()
        if line and line.key:
            with self._office.read() as session:
                ids = missing_ids(session, line.key)
        self.people.clearSelection()
        self.people.set_empty_text("Không có hồ sơ nào." if line else "Chọn một dòng bên trái.")
        self.people.set_ids(ids)
        self.people.refresh()
        self._update_buttons()

    def _line(self) -> WorkLine | None:
        chosen = self.table.selected_ids()
        return self.lines[chosen[0]] if len(chosen) == 1 and chosen[0] < len(self.lines) else None

    def _line_rows(self, ids: Sequence[int]) -> list[tuple[str, ...]]:
        lines = [self.lines[one] for one in ids]
        return [(line.kind, line.what, number(line.people), line.share) for line in lines]

    def _people_rows(self, ids: Sequence[int]) -> list[Mapping[str, str] | None]:
        with self._office.read() as session:
            found = {row.id: row.texts for row in rows_by_ids(session, ids)}
        return [found.get(one) for one in ids]

    # What is done about it

    def _concerned(self) -> list[int]:
        """Return the people chosen, or all of the list when none is."""
        return self.people.selected_ids() or list(self.people.ids())

    def _open(self) -> None:
        uids = self._uids(self.people.selected_ids()[:1])
        if uids:
            self.accept()
            self.person_wanted.emit(uids[0])

    def _ask_confirm(self) -> None:
        """Note that the people chosen were looked through today; of several only after a question."""
        ids = self._concerned()
        if len(ids) == 1:
            self._confirm(ids)
            return
        text = f"Ghi hôm nay đã rà soát {number(len(ids))} hồ sơ? Đây là một thao tác, có thể hoàn tác."
        messages.ask(self, text, "Ghi", "Thôi", lambda: self._confirm(ids))

    def _confirm(self, ids: Sequence[int]) -> None:
        try:
            with self._office.write() as session:
                done = confirm_people(session, [row.uid for row in rows_by_ids(session, ids)])
        except UserError as wrong:
            messages.error(self, wrong)
            return
        self.banner.say(f"Đã ghi hôm nay rà soát {number(done)} hồ sơ.", Tone.GOOD)
        self.read()

    def ask_accept(self) -> None:
        """Ask why the warning of the line chosen is accepted for the people chosen, else for all listed."""
        line = self._line()
        if line is None or line.kind != KINDS[Severity.WARN]:
            return
        ids = self._concerned()
        said = Problem("", f"{line.what}: {number(len(ids))} hồ sơ")
        AcceptDialog(self, [said], lambda why: self._accept(line.what, ids, why)).open()

    def _accept(self, rule: str, ids: Sequence[int], why: str) -> None:
        uids = self._uids(ids)

        def work(job: Job) -> int:
            with self._office.write() as session:
                return accept_rule(session, uids, rule, why, job)

        def done(count: int) -> None:
            self.banner.say(f"Đã chấp nhận cảnh báo của {number(count)} hồ sơ, lý do: {why}", Tone.GOOD)
            self.read()

        run_job(self, "Chấp nhận cảnh báo", work, done)

    def _export(self) -> None:
        ask_export(self, self._office, self._concerned())

    def _open_duplicates(self) -> None:
        dialog = DuplicatesDialog(self._page, self._office)
        self.accept()
        dialog.open()
        dialog.read()

    def _uids(self, ids: Sequence[int]) -> list[str]:
        with self._office.read() as session:
            return [row.uid for row in rows_by_ids(session, ids)]

    def _update_buttons(self) -> None:
        listed, chosen = len(self.people.ids()), self.people.selected_count()
        self.open_button.setEnabled(chosen == 1)
        self.export_button.setEnabled(bool(listed))
        self.confirm_button.setEnabled(bool(listed))
        line = self._line()
        is_warning = line is not None and line.kind == KINDS[Severity.WARN]
        self.accept_button.setVisible(self._may_edit and is_warning)
        self.accept_button.setEnabled(bool(listed))
        self.confirm_button.setText(f"Đã rà soát hôm nay ({number(chosen or listed)})")

    # How it is put together

    def _build(self) -> None:
        heading = QLabel("Chất lượng dữ liệu")
        mark(heading, look="heading")
        mark(self.sections, look="muted")
        figures = QHBoxLayout()
        figures.setSpacing(em(self, 0.6))
        for figure in self.figures:
            figures.addWidget(figure, 1)
        self.table.setItemDelegateForColumn(_SHARE, self._bar)
        self.table.set_empty_text("Đang kiểm tra…")
        self.people.set_empty_text("Chọn một dòng bên trái.")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.people)
        split.setSizes([em(self, 47), em(self, 33)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(heading)
        layout.addLayout(figures)
        layout.addWidget(self.sections)
        layout.addWidget(self.banner)
        layout.addWidget(split, 1)
        layout.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        close = button("Đóng", self.accept)
        row = QHBoxLayout()
        row.addWidget(self.duplicates_button)
        row.addStretch(1)
        left = (self.export_button, self.accept_button, self.confirm_button, self.open_button, close)
        for one in left:
            row.addWidget(one)
        for one in (self.duplicates_button, *left):
            one.setAutoDefault(False)
        for one in (self.duplicates_button, self.confirm_button):
            one.setVisible(self._may_edit)
        return row
