"""Asking why a record shall go: the reason is part of the journal."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.people.gui.reason_dialog import Question, ReasonDialog

_TEXT = (
    "Hồ sơ ra khỏi sổ và các thống kê; nhật ký còn giữ nội dung nên có thể hoàn tác ở Cài đặt › Nhật ký. "
    "Người chuyển đi hoặc đã mất thì sửa tình trạng, không xóa."
)


class RemoveDialog(ReasonDialog):
    """Names the record and takes the reason; `then` receives it when the user agrees."""

    def __init__(self, parent: QWidget, name: str, then: Callable[[str], object]) -> None:
        super().__init__(
            parent,
            Question(
                title="Xóa hồ sơ",
                heading=f"Xóa hồ sơ “{name}”?",
                text=_TEXT,
                label="Lý do xóa",
                agree="Xóa",
                icon="delete",
                look="danger",
                stay="Giữ lại",
                example="Ví dụ: nhập trùng, ghi nhầm người",
            ),
            then,
        )
