"""The only door to the user: short messages and yes-or-no questions, never blocking the program."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.errors import Invalid, UserError
from desktop.widgets.icons import icon
from desktop.widgets.theme import em, mark

Kind = Literal["info", "warn", "error", "ask", "danger"]

_TITLES: dict[Kind, str] = {
    "info": "Thông báo",
    "warn": "Lưu ý",
    "error": "Chưa làm được",
    "ask": "Xác nhận",
    "danger": "Xác nhận",
}
_ICONS: dict[Kind, tuple[str, str]] = {
    "info": ("info", "primary"),
    "warn": ("warning", "warn"),
    "error": ("error", "bad"),
    "ask": ("info", "primary"),
    "danger": ("warning", "bad"),
}


@dataclass(frozen=True)
class Message:
    """What is said: a text, the button that agrees, and for a question the one that does not."""

    kind: Kind
    text: str
    yes: str = "Đã hiểu"
    no: str = ""


def info(parent: QWidget | None, text: str) -> None:
    """Tell that something is done or how it is."""
    show(parent, Message("info", text), _nothing)


def warn(parent: QWidget | None, text: str) -> None:
    """Tell something the user should heed."""
    show(parent, Message("warn", text), _nothing)


def error(parent: QWidget | None, wrong: UserError | str) -> None:
    """Tell what could not be done; several problems are told line by line."""
    show(parent, Message("error", _sentences(wrong)), _nothing)


def ask(
    parent: QWidget | None,
    text: str,
    yes: str,
    no: str,
    then: Callable[[], object],
    otherwise: Callable[[], object] | None = None,
) -> None:
    """Ask; `then` is called when the user agrees, `otherwise` when not. Escape and closing mean no."""
    show(parent, Message("ask", text, yes, no), partial(_follow, then, otherwise))


def ask_danger(parent: QWidget | None, text: str, yes: str, no: str, then: Callable[[], object]) -> None:
    """Ask before something that takes data away: the red button has to be chosen, Enter alone means no."""
    show(parent, Message("danger", text, yes, no), partial(_follow, then, None))


def show_box(parent: QWidget | None, message: Message, answered: Callable[[bool], None]) -> None:
    """Open a message box and return at once; `answered` is called when the user closes it."""
    box = QMessageBox(parent)
    box.setWindowTitle(_TITLES[message.kind])
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(message.text)
    side = em(box, 2)
    box.setIconPixmap(icon(*_ICONS[message.kind]).pixmap(QSize(side, side), box.devicePixelRatio()))
    yes = box.addButton(message.yes, QMessageBox.ButtonRole.AcceptRole)
    mark(yes, look="danger" if message.kind == "danger" else "primary")
    no = box.addButton(message.no, QMessageBox.ButtonRole.RejectRole) if message.no else yes
    box.setDefaultButton(no if message.kind == "danger" else yes)
    box.setEscapeButton(no)
    _open.add(box)

    def closed() -> None:
        _open.discard(box)
        box.deleteLater()
        answered(box.clickedButton() == yes)

    box.finished.connect(closed)
    box.open()


show: Callable[[QWidget | None, Message, Callable[[bool], None]], None] = show_box
"""How messages reach the user; tests put a listener here."""

_open: set[QMessageBox] = set()


def _follow(then: Callable[[], object], otherwise: Callable[[], object] | None, agreed: bool) -> None:
    if agreed:
        then()
    elif otherwise:
        otherwise()


def _nothing(_agreed: bool) -> None:
    """Nothing follows from having read a message."""


def _sentences(wrong: UserError | str) -> str:
    if isinstance(wrong, Invalid) and len(wrong.problems) > 1:
        return "\n".join(f"• {line}" for line in dict.fromkeys(p.message for p in wrong.problems))
    return wrong if isinstance(wrong, str) else wrong.message
