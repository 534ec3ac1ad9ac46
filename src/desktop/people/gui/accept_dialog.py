"""Asking why values are kept though rules warn of them: asked once, kept with the record."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.errors import Problem
from desktop.people.gui.reason_dialog import Question, ReasonDialog

_USUAL = (
    "Đã đối chiếu giấy tờ, ghi đúng",
    "Người khai xác nhận là đúng",
    "Giấy tờ ghi như vậy, chờ cấp đổi",
    "Chưa có giấy tờ để đối chiếu, sẽ bổ sung",
)


class AcceptDialog(ReasonDialog):
    """Repeats the warnings and takes the reason; `then` receives it when the user agrees."""

    def __init__(self, parent: QWidget, warnings: Sequence[Problem], then: Callable[[str], object]) -> None:
        super().__init__(
            parent,
            Question(
                title="Vẫn lưu",
                heading="Vẫn lưu dù còn cảnh báo?",
                text="\n".join(f"• {one.message}" for one in warnings),
                label="Lý do vẫn lưu",
                agree="Vẫn lưu",
                icon="save",
                look="primary",
                stay="Sửa tiếp",
                usual=_USUAL,
            ),
            then,
        )
