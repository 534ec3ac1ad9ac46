"""A board of cards in columns; arrow keys go along it, Enter or a click opens a card."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.theme import current_tokens, em, mark
from desktop.widgets.tokens import Tone

_CARD = Qt.ItemDataRole.UserRole
_TEXT_LINES = 3
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class BoardCard:
    """One card: a small head, the text, a foot; `key` is told when it is opened, `tip` says it in full."""

    key: str
    head: str
    text: str
    foot: str = ""
    percent: int | None = None
    tone: Tone = Tone.NEUTRAL
    tip: str = ""

    @property
    def spoken(self) -> str:
        """All of it in one sentence, for those who listen."""
        percent = f"{self.percent}%" if self.percent is not None else ""
        return ". ".join(filter(None, (self.head, self.text, self.foot, percent, self.tip)))


@dataclass(frozen=True)
class BoardColumn:
    """One column with its title and cards; `nothing` is said while there are none."""

    title: str
    cards: tuple[BoardCard, ...]
    tone: Tone = Tone.NEUTRAL
    nothing: str = "Không có việc nào."


class CardBoard(QScrollArea):
    """Shows columns side by side, empty ones narrow; `opened` tells the key of a card."""

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lists: list[_CardList] = []
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em(self, 0.4))
        self.setWidget(inside)

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show other columns; the card with the keyboard focus stays it as far as it is still there."""
        kept, had_focus = self.current_key(), any(one.hasFocus() for one in self._lists)
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._lists = []
        for column in columns:
            self._row.addWidget(self._column(column), 3 if column.cards else 1)
        if kept:
            self.go_to(kept, focus=had_focus)

    def card_keys(self) -> list[list[str]]:
        """Return the keys of the cards by column."""
        return [[one.card(row).key for row in range(one.count())] for one in self._lists]

    def current_key(self) -> str:
        """Return the key of the card that was gone to last, empty when there is none."""
        found = (one.card(one.currentRow()).key for one in self._lists if one.currentRow() >= 0)
        return next(found, "")

    def go_to(self, key: str, *, focus: bool = True) -> None:
        """Mark a card and bring it into sight."""
        for one in self._lists:
            for row in range(one.count()):
                if one.card(row).key == key:
                    one.setCurrentRow(row)
                    if focus:
                        one.setFocus()
                    self.ensureWidgetVisible(one, 0, 0)
                    return

    def _column(self, column: BoardColumn) -> QWidget:
        both = QFrame()
        mark(both, look="card")
        layout = QVBoxLayout(both)
        layout.setContentsMargins(*[em(self, 0.4)] * 4)
        layout.setSpacing(em(self, 0.3))
        title = QLabel(f"{column.title} ({len(column.cards)})")
        title.setWordWrap(True)
        mark(title, look="strong", tone=column.tone.value)
        layout.addWidget(title)
        if not column.cards:
            nothing = QLabel(column.nothing)
            nothing.setWordWrap(True)
            nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
            mark(nothing, look="muted")
            layout.addWidget(nothing, 1)
            both.setMinimumWidth(em(self, 6))
            return both
        cards = _CardList(column)
        cards.opened.connect(self.opened)
        cards.left.connect(lambda step, one=cards: self._beside(one, step))
        cards.entered.connect(lambda one=cards: self._only_current_of(one))
        self._lists.append(cards)
        layout.addWidget(cards, 1)
        both.setMinimumWidth(em(self, 11))
        return both

    def _beside(self, cards: "_CardList", step: int) -> None:
        place = self._lists.index(cards) + step
        if 0 <= place < len(self._lists):
            other = self._lists[place]
            other.setCurrentRow(min(max(cards.currentRow(), 0), other.count() - 1))
            other.setFocus()
            self.ensureWidgetVisible(other, 0, 0)

    def _only_current_of(self, cards: "_CardList") -> None:
        for one in self._lists:
            if one is not cards:
                one.setCurrentRow(-1)


class _CardList(QListWidget):
    """The cards of one column; `left` tells that one went beside it, -1 or 1."""

    opened = Signal(str)
    left = Signal(int)
    entered = Signal()

    def __init__(self, column: BoardColumn) -> None:
        super().__init__()
        self.setAccessibleName(column.title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        mark(self, look="cards")
        self.setItemDelegate(_CardPainter(self))
        self.setSpacing(1)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(em(self, 12))
        for card in column.cards:
            item = QListWidgetItem(card.text, self)
            item.setData(_CARD, card)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, card.spoken)
            item.setToolTip(card.tip)
        self.setCurrentRow(-1)
        self.itemClicked.connect(lambda item: self.opened.emit(item.data(_CARD).key))
        self.currentRowChanged.connect(lambda row: self.entered.emit() if row >= 0 else None)

    def card(self, row: int) -> BoardCard:
        """Return one card."""
        card: BoardCard = self.item(row).data(_CARD)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, left and right go to the neighbouring column."""
        row = self.currentRow()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(self.card(row).key)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.left.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the cards anew in another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()


class _CardPainter(QStyledItemDelegate):
    """Draws a card: a stripe in its tone, head and percent, text, foot, a thin bar for what is done."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card: BoardCard = index.data(_CARD)
        tokens = current_tokens()
        box, line = _box(option), option.fontMetrics.height()
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(tokens.focus if focused else tokens.border), 2 if focused else 1))
        painter.setBrush(QColor(tokens.selected if chosen else tokens.stripe))
        painter.drawRoundedRect(box, 5, 5)
        painter.fillRect(QRect(box.left(), box.top() + 4, 3, box.height() - 8), QColor(tokens.of(card.tone)))
        inside = box.adjusted(line // 2 + 2, line // 3, -line // 2, -line // 3)
        self._write(painter, option, inside, card)
        painter.restore()

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, card: BoardCard) -> None:
        tokens, font, metrics = current_tokens(), QFont(option.font), option.fontMetrics
        line = metrics.height()
        percent = f"{card.percent}%" if card.percent is not None else ""
        painter.setPen(QColor(tokens.muted))
        room = inside.width() - (metrics.horizontalAdvance(percent) + line // 2 if percent else 0)
        top = QRect(inside.left(), inside.top(), inside.width(), line)
        painter.drawText(
            top,
            int(Qt.AlignmentFlag.AlignLeft),
            metrics.elidedText(card.head, Qt.TextElideMode.ElideRight, room),
        )
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight), percent)
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text))
        high = _text_height(option, card, inside.width())
        words = _cut(card.text, inside.width(), metrics)
        painter.drawText(QRect(inside.left(), top.bottom() + 1, inside.width(), high), _WRAP, words)
        if card.foot:
            painter.setPen(QColor(tokens.of(card.tone) if card.tone is not Tone.NEUTRAL else tokens.muted))
            foot = QRect(inside.left(), top.bottom() + 1 + high, inside.width(), inside.height())
            painter.drawText(foot, _WRAP, card.foot)
        if card.percent is not None:
            bar = QRect(inside.left(), inside.bottom() - 2, inside.width(), 4)
            painter.fillRect(bar, QColor(tokens.border))
            bar.setWidth(round(inside.width() * card.percent / 100))
            painter.fillRect(bar, QColor(tokens.good if card.percent >= 100 else tokens.primary))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Be as high as the card's texts in the width of the column."""
        card: BoardCard = index.data(_CARD)
        line = option.fontMetrics.height()
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else em_width(option)
        inside = width - 4 - line - 2
        foot = 0
        if card.foot:
            room = QRect(0, 0, inside, 10_000)
            foot = option.fontMetrics.boundingRect(room, _WRAP, card.foot).height()
        bar = 7 if card.percent is not None else 0
        high = line + _text_height(option, card, inside) + foot + bar + 2 * (line // 3) + 6
        return QSize(max(1, width - 4), high)


def em_width(option: QStyleOptionViewItem) -> int:
    """Return a column's usual width in the letters of an option."""
    return int(option.fontMetrics.height()) * 11


def _box(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect.adjusted(1, 2, -1, -2)


def _text_height(option: QStyleOptionViewItem, card: BoardCard, width: int) -> int:
    metrics = option.fontMetrics
    room = QRect(0, 0, max(width, 1), 10_000)
    return int(metrics.boundingRect(room, _WRAP, _cut(card.text, width, metrics)).height())


def _cut(text: str, width: int, metrics: object) -> str:
    """Return the text in at most three lines, its end cut at a word."""
    words = " ".join(text.split())
    room = QRect(0, 0, max(width, 1), 10_000)
    most = metrics.lineSpacing() * (_TEXT_LINES + 0.5)  # type: ignore[attr-defined]

    def high(said: str) -> int:
        return int(metrics.boundingRect(room, _WRAP, said).height())  # type: ignore[attr-defined]

    if high(words) <= most:
        return words
    parts = words.split(" ")
    low, top = 1, len(parts)
    while low < top:
        middle = (low + top + 1) // 2
        low, top = (middle, top) if high(" ".join(parts[:middle]) + "…") <= most else (low, middle - 1)
    return " ".join(parts[:low]) + "…"
