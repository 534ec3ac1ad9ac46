"""Choosing the tasks of adopted plans that an activity serves; and progress of one of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.activities.actions import count_as_progress
from desktop.activities.queries import ActivityFacts
from desktop.people.normal import today
from desktop.storage.fields import Field, Kind, field_of
from desktop.tasks.models import Progress
from desktop.tasks.queries import TaskLine, list_obligations
from desktop.text import fold
from desktop.widgets import messages
from desktop.widgets.controls import SearchField, button
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.theme import em, mark

_NONE = "Đơn vị chưa nhận kế hoạch nào; hãy nhận kế hoạch ở trang Kế hoạch – nhiệm vụ trước."
_CODE = Qt.ItemDataRole.UserRole


class ServedTasksDialog(QDialog):
    """All tasks of the office, those served ticked; `then` receives the codes that are ticked at the end."""

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        ticked: Sequence[str],
        then: Callable[[tuple[str, ...]], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nhiệm vụ mà hoạt động phục vụ")
        self._then = then
        with office.read() as session:
            lines = [line for line in list_obligations(session, today()) if _is_offered(line, ticked)]
        self.search = SearchField("Tìm trong nhiệm vụ", shortcut="")
        self.list = QListWidget()
        self.list.setAccessibleName("Nhiệm vụ của đơn vị")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        for line in lines:
            item = QListWidgetItem(f"{line.code}  {line.text}")
            item.setData(_CODE, line.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            chosen = line.code in ticked
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._build(is_empty=not lines)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the ticked tasks."""
        return tuple(
            str(item.data(_CODE)) for item in self._items() if item.checkState() == Qt.CheckState.Checked
        )

    def accept(self) -> None:
        """Hand over what is ticked."""
        self._then(self.codes())
        super().accept()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, words: str) -> None:
        for item in self._items():
            item.setHidden(fold(words) not in fold(item.text()))

    def _build(self, *, is_empty: bool) -> None:
        said = QLabel(
            _NONE if is_empty else "Đánh dấu bằng phím cách hoặc chuột; có thể chọn nhiều nhiệm vụ."
        )
        said.setWordWrap(True)
        mark(said, look="muted")
        self.search.searched.connect(self._filter)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("Hủy", self.reject))
        buttons.addWidget(button("Chọn", self.accept, "check", "primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(said)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.resize(QSize(em(self, 46), em(self, 34)).boundedTo(self.screen().availableSize() * 0.9))


def _is_offered(line: TaskLine, ticked: Sequence[str]) -> bool:
    return line.is_owed or line.code in ticked


def ask_progress(parent: QWidget, office: Office, facts: ActivityFacts) -> None:
    """Ask how far a task has come by this activity, and report it in one act."""
    open_tasks = [one for one in facts.tasks if not one.reported]
    if not facts.is_held or not open_tasks:
        messages.info(
            parent,
            "Chỉ hoạt động đã tổ chức mới ghi tiến độ được; hãy sửa tình trạng của hoạt động rồi lưu trước."
            if not facts.is_held
            else "Hoạt động chưa gắn với nhiệm vụ nào còn chưa ghi tiến độ; hãy chọn ở nút “Nhiệm vụ…” rồi "
            "lưu trước.",
        )
        return
    choices = [(one.code, f"{one.code}: {one.text}") for one in open_tasks]
    fields = (
        Field("code", "Nhiệm vụ", Kind.CODE, required=True, codes="task", max_length=400),
        field_of(Progress, "percent"),
        field_of(Progress, "note"),
    )
    form = FieldForm([_plain(one) for one in fields], lambda _field: choices, columns=1)

    def save(values: dict[str, object]) -> None:
        percent = values["percent"]
        with office.write() as session:
            code = count_as_progress(
                session,
                facts.uid,
                str(values["code"]),
                percent if isinstance(percent, int) else -1,
                str(values["note"] or ""),
            )
        messages.info(parent, f"Đã ghi tiến độ cho nhiệm vụ {code}, minh chứng là hoạt động này.")

    intro = "Hoạt động được ghi làm minh chứng; ngày báo cáo là ngày tổ chức."
    note = facts.values["result"] or facts.values["title"]
    FormDialog(parent, "Ghi tiến độ từ hoạt động", form, save, intro).ask(
        {"code": choices[0][0], "note": note}
    )


def _plain(field: Field) -> Field:
    from dataclasses import replace

    return replace(field, section="")
