"""Date fields typed as people write dates: one that may be known only in part, one with a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout

from desktop.dates import parse_date, parse_partial_date
from desktop.errors import UserError
from desktop.text import partial_day
from desktop.widgets.controls import InnerIcon
from desktop.widgets.icons import icon
from desktop.widgets.theme import current_tokens, em, mark


class PartialDateEdit(QLineEdit):
    """A date typed as dd/mm/yyyy, mm/yyyy or yyyy; its value is as stored (`yyyy`, `yyyy-MM`, `yyyy-MM-dd`).

    It lies in the past, or at most `years_ahead` in the future.
    """

    changed = Signal()

    hint = "dd/mm/yyyy, mm/yyyy hoặc yyyy"

    def __init__(self, years_ahead: int = 0) -> None:
        super().__init__()
        self._years_ahead = years_ahead
        self.setPlaceholderText(self.hint)
        self.textEdited.connect(lambda _text: self.changed.emit())
        self.editingFinished.connect(self._write_tidily)

    def parse(self, text: str) -> str:
        """Return what was typed as it is stored; raises UserError for no date or one too far ahead."""
        today = date.today()  # noqa: DTZ011 - the calendar on the user's wall
        return parse_partial_date(
            text, date(today.year + self._years_ahead, 12, 31) if self._years_ahead else today
        )

    def value(self) -> str | None:
        """Return the date as stored, None when empty, or what was typed as long as it is no date."""
        try:
            return self.parse(self.text()) if self.text().strip() else None
        except UserError:
            return self.text()

    def set_value(self, value: object) -> None:
        """Show a stored date; a text that is none is shown as it is, so that it can be mended."""
        self.setText(str(value or ""))
        self._write_tidily()

    def complaint(self) -> str:
        """Return the sentence that says why the text is no date, empty when it is one."""
        try:
            self.value() and self.parse(self.text())
        except UserError as wrong:
            return wrong.message
        return ""

    def _write_tidily(self) -> None:
        if self.text().strip() and not self.complaint():
            self.setText(partial_day(self.value()))


class DateEdit(PartialDateEdit):
    """A whole date, past or to come, typed or chosen from a calendar; its value is `yyyy-MM-dd`."""

    hint = "dd/mm/yyyy"

    def __init__(self) -> None:
        super().__init__()
        self._popup: QFrame | None = None
        self.opener = InnerIcon(self, "calendar", "Chọn trên lịch (↓)")
        self.opener.clicked.connect(lambda _checked: self.open_calendar())

    def parse(self, text: str) -> str:
        """Return what was typed as it is stored; raises UserError for what is no whole date."""
        return parse_date(text)

    def open_calendar(self) -> None:
        """Show a calendar below the field, at the date that stands in it."""
        if self.isReadOnly():
            return
        calendar = _calendar()
        standing = QDate.fromString(self.value() or "", Qt.DateFormat.ISODate)
        calendar.setSelectedDate(standing if standing.isValid() else QDate.currentDate())
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark(self._popup, look="card")
        QVBoxLayout(self._popup).addWidget(calendar)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height())))
        self._popup.show()
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with the arrow down."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _take(self, day: QDate) -> None:
        popup, self._popup = self._popup, None
        if popup is None:
            return
        popup.close()
        self.set_value(day.toString(Qt.DateFormat.ISODate))
        self.setFocus()
        self.changed.emit()


def _calendar() -> QCalendarWidget:
    """Return a calendar in the colours in force; Qt's own week-end red is too weak on a dark ground."""
    calendar = QCalendarWidget()
    calendar.setAccessibleName("Lịch")
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setMinimumSize(em(calendar, 22), em(calendar, 15))
    week_end = QTextCharFormat()
    week_end.setForeground(QColor(current_tokens().bad))
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekday, week_end)
    for name, picture, words in _ARROWS:
        for arrow in calendar.findChildren(QToolButton, name):
            arrow.setIcon(icon(picture))
            arrow.setAccessibleName(words)
    return calendar


_ARROWS = (
    ("qt_calendar_prevmonth", "left", "Tháng trước"),
    ("qt_calendar_nextmonth", "right", "Tháng sau"),
)
