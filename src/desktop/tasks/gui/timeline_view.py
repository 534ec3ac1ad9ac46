"""Dated tasks along the quarters of their plan: bars with progress, extensions, the line of today."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from desktop.tasks.board import Span, SpanRow, Timeline
from desktop.tasks.rules import State
from desktop.widgets.theme import current_tokens, em
from desktop.widgets.tokens import Tone

_NARROWEST, _LABELS, _ROW, _HEAD = 4.2, 17.0, 2.2, 2.6
"""Lengths in lines of text: a quarter, the names on the left, a row, the head with years and quarters."""

_NOTHING = Timeline(date(2000, 1, 1), 1, (), 0)


class TimelineView(QAbstractScrollArea):
    """Shows a timeline; the names stay in sight on the left and the quarters on top.

    `chosen` tells the code of the task that is gone to, `opened` of one that is clicked or taken by Enter.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown, self._is_new = _NOTHING, True
        self._on_place = 0.0
        self._row = -1
        self.setAccessibleName("Dòng thời gian")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def show_timeline(self, shown: Timeline, on_place: float) -> None:
        """Show other tasks; `on_place` is where today stands. Today is brought into sight the first time."""
        kept = self.current_code()
        self._shown, self._on_place = shown, on_place
        codes = [span.line.code for row in shown.rows for span in row.spans[-1:]]
        self._row = codes.index(kept) if kept in codes else -1
        self._fit()
        if self._is_new:
            self._is_new = False
            self.horizontalScrollBar().setValue(
                round(on_place * self._quarter() - self.viewport().width() / 3)
            )
        self.viewport().update()

    def current_code(self) -> str:
        """Return the code of the task gone to, of a yearly one that of its newest year."""
        row = self._current()
        return row.spans[-1].line.code if row else ""

    def sentence(self) -> str:
        """Say how the task gone to stands."""
        row = self._current()
        if row is None:
            return ""
        if len(row.spans) == 1:
            return row.spans[0].line.why
        return " ".join(f"Năm {one.end.year}: {one.line.why}" for one in row.spans)

    def go_to(self, row: int) -> None:
        """Mark a row and bring it into sight."""
        if not self._shown.rows:
            return
        self._row = min(max(row, 0), len(self._shown.rows) - 1)
        top, bar = self._row * self._high(), self.verticalScrollBar()
        room = self.viewport().height() - self._head()
        if top < bar.value():
            bar.setValue(top)
        elif top + self._high() > bar.value() + room:
            bar.setValue(top + self._high() - room)
        self.setAccessibleDescription(f"{self._shown.rows[self._row].text}. {self.sentence()}")
        self.viewport().update()
        self.chosen.emit(self.current_code())

    def _current(self) -> SpanRow | None:
        rows = self._shown.rows
        return rows[self._row] if 0 <= self._row < len(rows) else None

    # Measures

    def _high(self) -> int:
        return em(self, _ROW)

    def _head(self) -> int:
        return em(self, _HEAD)

    def _left(self) -> int:
        return min(em(self, _LABELS), self.viewport().width() * 2 // 5)

    def _quarter(self) -> float:
        """Return how wide a quarter is: all of them fill the width, none narrower than legible."""
        return max(em(self, _NARROWEST), (self.viewport().width() - self._left()) / self._shown.quarters)

    def _x(self, place: float) -> float:
        return self._left() + place * self._quarter() - self.horizontalScrollBar().value()

    def _fit(self) -> None:
        across = round(self._quarter() * self._shown.quarters) - (self.viewport().width() - self._left())
        down = len(self._shown.rows) * self._high() - (self.viewport().height() - self._head())
        for bar, size, step in (
            (self.horizontalScrollBar(), across, round(self._quarter())),
            (self.verticalScrollBar(), down, self._high()),
        ):
            bar.setRange(0, max(size, 0))
            bar.setSingleStep(step)
            bar.setPageStep(step * 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the quarters fill the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along rows and quarters, Enter opens."""
        key, across = event.key(), self.horizontalScrollBar()
        rows = len(self._shown.rows)
        ways = {
            Qt.Key.Key_Down: self._row + 1,
            Qt.Key.Key_Up: self._row - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: rows - 1,
        }
        if key in ways:
            self.go_to(ways[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            across.setValue(across.value() + across.singleStep() * (1 if key == Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_code():
            self.opened.emit(self.current_code())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the task that is clicked, of a yearly one the year under the mouse."""
        at = event.position().toPoint()
        row = self._row_at(at)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.go_to(row)
        span = self._span_at(at)
        self.opened.emit(span.line.code if span else self.current_code())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say of the task under the mouse how it stands."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, at: QPoint) -> str:
        row = self._row_at(at)
        if row is None:
            return ""
        span = self._span_at(at) or self._shown.rows[row].spans[-1]
        return f"{' '.join(span.line.text.split())}\n\n{span.line.why}"

    def _row_at(self, at: QPoint) -> int | None:
        row = (at.y() - self._head() + self.verticalScrollBar().value()) // self._high()
        rows = len(self._shown.rows)
        return row if at.y() >= self._head() and 0 <= row < rows else None

    def _span_at(self, at: QPoint) -> Span | None:
        row = self._row_at(at)
        if row is None or at.x() < self._left():
            return None
        spans = self._shown.rows[row].spans
        return next((one for one in spans if self._ends(one)[0] <= at.x() <= self._ends(one)[1]), None)

    # Drawing

    def _ends(self, span: Span) -> tuple[float, float]:
        left = self._x(self._shown.position(span.start))
        return left, max(self._x(self._shown.position(span.end)), left + em(self, 0.5))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw what is in sight."""
        painter, area = QPainter(self.viewport()), self.viewport().rect()
        painter.fillRect(area, QColor(current_tokens().card))
        painter.setClipRect(area.adjusted(self._left(), self._head(), 0, 0))
        self._draw_stripes(painter, area)
        self._draw_grid(painter, area)
        for row in range(len(self._shown.rows)):
            if -self._high() < self._top(row) - self._head() < area.height():
                self._draw_bars(painter, row)
        self._draw_today(painter, area)
        painter.setClipRect(area.adjusted(0, self._head(), 0, 0))
        self._draw_names(painter)
        painter.setClipRect(area)
        self._draw_head(painter, area)

    def _top(self, row: int) -> int:
        return self._head() + row * self._high() - self.verticalScrollBar().value()

    def _draw_stripes(self, painter: QPainter, area: QRect) -> None:
        tokens = current_tokens()
        for row in range(len(self._shown.rows)):
            color = tokens.selected if row == self._row else tokens.stripe if row % 2 else tokens.card
            painter.fillRect(QRect(0, self._top(row), area.width(), self._high()), QColor(color))

    def _draw_grid(self, painter: QPainter, area: QRect) -> None:
        tokens = current_tokens()
        for index in range(self._shown.quarters + 1):
            new_year = self._shown.quarter(index).month == 1
            painter.setPen(QPen(QColor(tokens.handle if new_year else tokens.border), 1))
            x = round(self._x(index))
            painter.drawLine(x, self._head(), x, area.height())

    def _draw_bars(self, painter: QPainter, row: int) -> None:
        tokens = current_tokens()
        high = em(self, 1.0)
        top = self._top(row) + (self._high() - high) // 2
        for span in self._shown.rows[row].spans:
            left, right = self._ends(span)
            tone = _tone(span)
            painter.fillRect(QRectF(left, top, right - left, high), QColor(tokens.soft(tone)))
            done = (right - left) * min(span.line.percent, 100) / 100
            painter.fillRect(QRectF(left, top, done, high), QColor(tokens.of(tone)))
            painter.setPen(QPen(QColor(tokens.of(tone)), 1))
            painter.drawRect(QRectF(left, top, right - left, high))
            if span.line.last_on:
                beside = QRectF(right + em(self, 0.3), top, em(self, 3), high)
                painter.setPen(QColor(tokens.muted))
                painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), f"{span.line.percent}%")
            if span.planned_end:
                bar = QRectF(left, top, right - left, high)
                self._draw_extension(painter, span, self._x(self._shown.position(span.planned_end)), bar)

    def _draw_extension(self, painter: QPainter, span: Span, begin: float, bar: QRectF) -> None:
        """Hatch what papers added to the plan's own term, which ended at `begin`."""
        color = QColor(current_tokens().of(_tone(span)))
        painter.fillRect(
            QRectF(begin, bar.top(), bar.right() - begin, bar.height()),
            QBrush(color, Qt.BrushStyle.BDiagPattern),
        )
        painter.setPen(QPen(color, 2))
        painter.drawLine(round(begin), round(bar.top()) - 2, round(begin), round(bar.bottom()) + 2)

    def _draw_today(self, painter: QPainter, area: QRect) -> None:
        pen = QPen(QColor(current_tokens().bad), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        x = round(self._x(self._on_place))
        painter.drawLine(x, self._head(), x, area.height())

    def _draw_names(self, painter: QPainter) -> None:
        tokens, metrics = current_tokens(), self.fontMetrics()
        room = self._left() - em(self, 0.8)
        for number, row in enumerate(self._shown.rows):
            box = QRect(0, self._top(number), self._left(), self._high())
            painter.fillRect(box, QColor(tokens.selected if number == self._row else tokens.card))
            painter.setPen(QColor(tokens.bad if any(span.is_late for span in row.spans) else tokens.text))
            name = f"{row.number}. {' '.join(row.text.split())}" if row.number else " ".join(row.text.split())
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(box.adjusted(em(self, 0.4), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.setPen(QColor(tokens.border))
        painter.drawLine(self._left(), self._head(), self._left(), self.viewport().height())
        if self.hasFocus() and self._row >= 0:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(
                QRect(1, self._top(self._row) + 1, self.viewport().width() - 2, self._high() - 2)
            )

    def _draw_head(self, painter: QPainter, area: QRect) -> None:
        tokens, middle = current_tokens(), int(Qt.AlignmentFlag.AlignCenter)
        painter.fillRect(QRect(0, 0, area.width(), self._head()), QColor(tokens.stripe))
        painter.setPen(QColor(tokens.muted))
        half = self._head() // 2
        names = QRect(em(self, 0.4), 0, self._left(), self._head())
        painter.drawText(names, int(Qt.AlignmentFlag.AlignVCenter), "Nhiệm vụ có thời hạn")
        painter.setClipRect(QRect(self._left(), 0, area.width(), self._head()))
        for index in range(self._shown.quarters):
            begin, x = self._shown.quarter(index), round(self._x(index))
            wide = round(self._quarter())
            painter.drawText(
                QRect(x, half, wide, half), middle, ("I", "II", "III", "IV")[(begin.month - 1) // 3]
            )
            if begin.month == 1 or index == 0:
                quarters = 4 - (begin.month - 1) // 3
                year_end = min(x + wide * quarters, area.width())
                start = max(x, self._left())
                if year_end - start > em(self, 2.4):
                    painter.drawText(QRect(start, 0, year_end - start, half), middle, str(begin.year))
        painter.setPen(QColor(tokens.bad))
        x = round(self._x(self._on_place))
        painter.drawLine(x, half, x, self._head())


def _tone(span: Span) -> Tone:
    if span.is_late:
        return Tone.BAD
    return {State.DONE: Tone.GOOD, State.DUE_SOON: Tone.WARN}.get(span.line.state, Tone.PRIMARY)
