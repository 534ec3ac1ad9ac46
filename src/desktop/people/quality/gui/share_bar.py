"""A share in percent drawn as a bar in a cell, with its number beside it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.text import read_number
from desktop.widgets.theme import current_tokens

_WIDEST = "100,0 %"


class ShareBar(QStyledItemDelegate):
    """Draws cells whose text is a share (“87,5 %”) as a bar; other cells stay as they are."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell's background as always, then the bar, then the number right of it."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if not text.endswith("%"):
            super().paint(painter, option, index)
            return
        self._draw_background(painter, option, index)
        metrics, tokens = option.fontMetrics, current_tokens()
        gap, height = metrics.height() // 3, metrics.height() // 2
        cell = QRectF(option.rect).adjusted(gap, 0, -gap, 0)
        room = metrics.horizontalAdvance(_WIDEST) + gap
        bar = QRectF(cell.left(), cell.center().y() - height / 2, max(0.0, cell.width() - room), height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        part = (read_number(text.replace(" ", "")) or 0) / 100
        filled = QRectF(bar.topLeft(), bar.size())
        filled.setWidth(bar.width() * part)
        for shape, color in ((bar, tokens.neutral_soft), (filled, tokens.progress)):
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(shape, height / 3, height / 3)
        painter.setPen(QColor(tokens.text))
        painter.drawText(cell, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _draw_background(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = bare.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
