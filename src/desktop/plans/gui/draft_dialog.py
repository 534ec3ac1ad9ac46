"""A plan read from a paper, shown for confirmation: what was guessed, its tasks, its targets, its head."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from desktop.codelists import code_list
from desktop.errors import Invalid, UserError
from desktop.plans.importing.draft import Draft
from desktop.plans.plan import Plan, ReportDue, Target, Task
from desktop.storage.fields import Field, Kind
from desktop.widgets import messages
from desktop.widgets.controls import button
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

_HEAD = (
    Field("title", "Tên kế hoạch", required=True, max_length=600),
    Field("issuer", "Cơ quan ban hành", required=True),
    Field("province", "Tỉnh, thành phố", Kind.CODE, required=True, codes="province"),
    Field("number", "Số, ký hiệu"),
    Field("issued", "Ngày ban hành", Kind.PARTIAL_DATE, required=True, help="dd/mm/yyyy, mm/yyyy hoặc yyyy"),
)
_TASK = (
    Field("text", "Nội dung nhiệm vụ", Kind.NOTE, required=True, max_length=2000),
    Field("lead", "Chủ trì (mỗi dòng một đơn vị)", Kind.NOTE, max_length=2000),
    Field("coordinators", "Phối hợp (mỗi dòng một đơn vị)", Kind.NOTE, max_length=2000),
    Field("result", "Kết quả cần đạt", Kind.NOTE, max_length=2000),
    Field("deadline", "Thời hạn"),
    Field("note", "Ghi chú (các cột khác)", Kind.NOTE, max_length=2000),
)
_TASK_COLUMNS = (
    TableColumn("group", "Nhóm", 4, "center", sortable=False),
    TableColumn("number", "STT", 14, sortable=False),
    TableColumn("text", "Nội dung nhiệm vụ", 30, sortable=False),
    TableColumn("lead", "Chủ trì", 18, sortable=False),
    TableColumn("with", "Phối hợp", 18, sortable=False),
    TableColumn("deadline", "Thời hạn", 14, sortable=False),
    TableColumn("kind", "Hiểu là", 22, sortable=False),
)
_TARGET_COLUMNS = (
    TableColumn("horizon", "Mốc", 5, "center", sortable=False),
    TableColumn("asks", "Yêu cầu", 16, sortable=False),
    TableColumn("text", "Câu trong kế hoạch", 60, sortable=False),
)
_REPORT_COLUMNS = (
    TableColumn("period", "Kỳ", 10, sortable=False),
    TableColumn("due", "Hạn gửi", 14, sortable=False),
    TableColumn("recipient", "Gửi", 20, sortable=False),
    TableColumn("text", "Câu trong kế hoạch", 50, sortable=False),
)
_DUTY_COLUMNS = (
    TableColumn("place", "Mục", 14, sortable=False),
    TableColumn("addressee", "Giao cho", 22, sortable=False),
    TableColumn("text", "Nội dung", 60, sortable=False),
)
_PERIODS = {"half_year": "6 tháng", "year": "Năm", "ad_hoc": "Đột xuất"}
_GUESS_COLUMNS = (
    TableColumn("where", "Chỗ", 17, sortable=False),
    TableColumn("text", "Điều đã đoán", 70, sortable=False),
)

Keep = Callable[[Plan], object]


class DraftDialog(QDialog):
    """Lets the office correct a draft in every place and hands the plan to `keep`."""

    def __init__(self, parent: QWidget, draft: Draft, keep: Keep) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đọc kế hoạch từ văn bản")
        self.plan, self._guesses, self._keep = draft.plan, draft.guesses, keep
        provinces = list(code_list("province").choices())
        self.head = FieldForm(_HEAD, lambda _field: provinces, columns=2)
        self.tasks = RowTable(_TASK_COLUMNS, self._task_rows, "Nhiệm vụ đọc được")
        self.targets = RowTable(_TARGET_COLUMNS, self._target_rows, "Chỉ tiêu đọc được")
        self.reports = RowTable(_REPORT_COLUMNS, self._report_rows, "Chế độ báo cáo đọc được")
        self.duties = RowTable(_DUTY_COLUMNS, self._duty_rows, "Trách nhiệm chung đọc được")
        self.guesses = RowTable(_GUESS_COLUMNS, self._guess_rows, "Chỗ đã đoán")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._build()
        self.head.set_values({field.key: getattr(self.plan, field.key) for field in _HEAD})
        self._show()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        heading = QLabel("Kiểm tra kế hoạch vừa đọc")
        mark(heading, look="heading")
        text = QLabel(
            "Hãy đối chiếu với văn bản, nhất là những chỗ trong “Cần xem lại”. Enter để sửa một nhiệm vụ, "
            "Del để bỏ dòng đọc nhầm.",
            wordWrap=True,
        )
        mark(text, look="muted")
        self.head.setMaximumHeight(em(self, 13))
        for one in (heading, text, self.head):
            layout.addWidget(one)
        layout.addWidget(self.tabs, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("Hủy", self.reject))
        buttons.addWidget(button("Lưu kế hoạch", self.head.submit, "save", "primary"))
        layout.addLayout(buttons)
        self.head.submitted.connect(self._submit)
        self.tasks.activated_id.connect(self._ask_task)
        for table in self._parts():
            QShortcut(QKeySequence.StandardKey.Delete, table, self._drop_rows)
        self.resize(QSize(em(self, 68), em(self, 46)).boundedTo(self.screen().availableSize() * 0.95))

    def _show(self) -> None:
        place = self.tabs.currentIndex()
        self.tabs.clear()
        self.tabs.addTab(self.guesses, f"Cần xem lại ({len(self._guesses)})")
        self._fill(self.guesses, len(self._guesses))
        for table, (key, title) in self._parts().items():
            count = len(getattr(self.plan, key))
            self.tabs.addTab(table, f"{title} ({count})")
            self._fill(table, count)
        self.tabs.setCurrentIndex(max(place, 0))

    def _parts(self) -> dict[RowTable, tuple[str, str]]:
        """Return each table of a part of the plan with the part's field and title."""
        return {
            self.tasks: ("tasks", "Nhiệm vụ"),
            self.targets: ("targets", "Chỉ tiêu"),
            self.reports: ("reports", "Chế độ báo cáo"),
            self.duties: ("general_duties", "Trách nhiệm chung"),
        }

    @staticmethod
    def _fill(table: RowTable, count: int) -> None:
        table.set_ids(range(count))
        table.refresh()

    def _task_rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [self._task_row(self.plan.tasks[one]) if one < len(self.plan.tasks) else None for one in ids]

    def _task_row(self, task: Task) -> tuple[str, ...]:
        deadline = self.plan.deadline_of(task)
        lead, others = "; ".join(task.lead), "; ".join(task.coordinators)
        return (task.group, task.number, task.text, lead, others, task.deadline, deadline.why)

    def _target_rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        targets = self.plan.targets
        return [_target_row(targets[one]) if one < len(targets) else None for one in ids]

    def _guess_rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [(self._guesses[one].where, self._guesses[one].text) for one in ids]

    def _ask_task(self, place: int) -> None:
        task = self.plan.tasks[place]
        form = FieldForm(_TASK, lambda _field: (), columns=1)
        values: dict[str, object] = {"text": task.text, "result": task.result, "deadline": task.deadline}
        values["note"] = task.note
        values |= {"lead": "\n".join(task.lead), "coordinators": "\n".join(task.coordinators)}

        def save(typed: dict[str, object]) -> None:
            changed = replace(
                task,
                text=_text(typed["text"]),
                result=_text(typed["result"]),
                deadline=_text(typed["deadline"]),
                note=_text(typed["note"]),
                lead=tuple(_text(typed["lead"]).splitlines()),
                coordinators=tuple(_text(typed["coordinators"]).splitlines()),
            )
            tasks = [*self.plan.tasks]
            tasks[place] = changed
            self.plan = replace(self.plan, tasks=tuple(tasks))
            self._show()

        FormDialog(self, f"Nhiệm vụ {task.number}", form, save).ask(values)

    def _report_rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        reports = self.plan.reports
        return [_report_row(reports[one]) if one < len(reports) else None for one in ids]

    def _duty_rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        duties = self.plan.general_duties
        return [
            (duties[one].place, duties[one].addressee, duties[one].text) if one < len(duties) else None
            for one in ids
        ]

    def _drop_rows(self) -> None:
        """Leave out the selected rows of the table in front: notes taken for tasks, mere numbers."""
        for table, (key, _title) in self._parts().items():
            if self.tabs.currentWidget() is table:
                gone = set(table.selected_ids())
                kept = (one for place, one in enumerate(getattr(self.plan, key)) if place not in gone)
                self.plan = replace(self.plan, **{key: tuple(kept)})  # type: ignore[arg-type]
        self._show()

    def _submit(self) -> None:
        missing = self.head.missing()
        if missing:
            self.head.show_problems(missing)
            return
        head = {key: _text(value) for key, value in self.head.values().items()}
        try:
            self._keep(replace(self.plan, **head))  # type: ignore[arg-type]
        except Invalid as wrong:
            self.head.show_problems(wrong.problems)
        except UserError as wrong:
            messages.error(self, wrong)
        else:
            self.accept()


def _target_row(target: Target) -> tuple[str, ...]:
    return (str(target.horizon), target.asks, target.text)


def _report_row(report: ReportDue) -> tuple[str, ...]:
    day = "/".join(reversed(report.due.split("-")))
    due = f"{'trước ' if report.before else ''}{day}" if day else ""
    return (_PERIODS[report.period_kind], due, report.recipient, report.text)


def _text(value: object) -> str:
    return str(value) if value else ""
