"""What each column of a list means: shown with its first values, corrected where it was guessed wrong."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.excel.book import Book, Sheet
from desktop.excel.legacy import LEGACY, Encoding
from desktop.people.importing.layouts import (
    ColumnView,
    Found,
    Known,
    Layout,
    column_views,
    draft_layout,
    relaid,
    signature_of,
)
from desktop.people.importing.meanings import choices, code_of, meaning_of
from desktop.people.normal import FIELDS
from desktop.storage.fields import Kind
from desktop.widgets.cards import Banner
from desktop.widgets.code_box import CodeBox
from desktop.widgets.controls import ChoiceBox
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_MOST_HEADING_ROWS, _LAST_HEADING_ROW = 3, 200
_ENCODINGS = (
    (Encoding.AUTO.value, "Giữ nguyên"),
    (Encoding.TCVN3.value, "Chuyển từ TCVN3"),
    (Encoding.VNI.value, "Chuyển từ VNI"),
)
_HEADS = ("Cột", "Tiêu đề", "Vài giá trị trong cột", "Nghĩa là", "Bảng mã")
_LONGEST = 32
"""So many letters of a value are shown."""

_TITLE, _SAMPLES, _MEANING, _ENCODING = 1, 2, 3, 4
_JOINED = (Kind.LINE, Kind.NOTE)
"""Several columns of one such field are put together; of others only the first counts."""

_ASK = "Hãy xem mỗi cột nghĩa là gì, sửa chỗ chưa đúng, rồi bấm “Xem trước”."


class MappingPage(QWidget):
    """The columns of one sheet after the other; `changed` tells that something was corrected."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheets: dict[str, Sheet] = {}
        self._encoding = Encoding.AUTO
        self._drafts: dict[str, Found] = {}
        self._found: dict[str, Layout] = {}
        self._boxes: dict[int, CodeBox] = {}
        self._encodings: dict[int, ChoiceBox] = {}
        self._samples: dict[int, QLabel] = {}
        self._views: list[ColumnView] = []
        self.banner = Banner()
        self.sheet = ChoiceBox("Trang tính", ())
        self.first_row = QSpinBox(minimum=0, maximum=_LAST_HEADING_ROW)
        self.row_count = QSpinBox(minimum=1, maximum=_MOST_HEADING_ROWS)
        self.remember = QCheckBox("Nhớ cách hiểu này cho những lần nhập sau")
        self.grid = QGridLayout()
        self._build()
        self._connect()

    def show_book(self, book: Book, encoding: Encoding, known: Known, warning: str = "") -> None:
        """Show how the sheets of a workbook are understood so far; `warning` says why to look."""
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._encoding = encoding
        self._drafts = {sheet.name: draft_layout(sheet, encoding, known) for sheet in book.sheets}
        self._found = {name: found.layout for name, found in self._drafts.items()}
        self._warning = warning
        with_people = [s for s in book.sheets if self._has_names(self._drafts[s.name].layout)]
        self.sheet.set_choices([(sheet.name, sheet.name) for sheet in book.sheets])
        self.sheet.set_code((with_people or book.sheets)[0].name)
        self.sheet_row.setVisible(len(book.sheets) > 1)
        self._show_sheet()

    def layouts(self) -> Mapping[str, Layout]:
        """Return the layouts of all sheets as they stand now; sheets without names are no lists."""
        return {
            name: found.layout if self._has_names(found.layout) else replace(found.layout, meanings={})
            for name, found in self._drafts.items()
        }

    def corrections(self) -> Mapping[str, Layout]:
        """Return by signature the layouts that differ from what was found, or where nothing was found."""
        return {
            signature_of(self._sheets[name], layout): layout
            for name, layout in self.layouts().items()
            if layout.meanings and (layout != self._found[name] or self._warning)
        }

    def complaint(self) -> str:
        """Return why the list cannot be read so, empty when it can."""
        if not any(self._has_names(found.layout) for found in self._drafts.values()):
            return "Chưa có cột nào là “Họ và tên”; hãy chọn nghĩa đó cho cột ghi họ tên."
        for box in self._boxes.values():
            if box.complaint():
                return box.complaint()
        return ""

    def focus_first(self) -> None:
        """Put the focus on the first meaning."""
        box = next(iter(self._boxes.values()), None)
        (box or self.first_row).setFocus(Qt.FocusReason.TabFocusReason)

    def box(self, column: int) -> CodeBox:
        """Return the field with the meaning of a column, counted from 0."""
        return self._boxes[column]

    def encoding(self, column: int) -> ChoiceBox:
        """Return the choice of encoding of a column, counted from 0."""
        return self._encodings[column]

    # What is shown

    def _show_sheet(self) -> None:
        layout = self._draft().layout
        for spin, value in (
            (self.first_row, layout.first + 1 if layout.is_headed else 0),
            (self.row_count, max(1, layout.last - layout.first + 1)),
        ):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self.row_count.setEnabled(layout.is_headed)
        self._show_columns()

    def _show_columns(self) -> None:
        self._clear()
        self._look()
        for row, view in enumerate(self._views, 1):
            self._add_column(row, view)
        self.grid.setRowStretch(len(self._views) + 1, 1)
        self._say()

    def _look(self) -> None:
        """Read the columns as they are understood now; those with nothing in them are left out."""
        views = column_views(self._sheet(), self._draft())
        self._views = [view for view in views if view.heading or view.samples]

    def _add_column(self, row: int, view: ColumnView) -> None:
        box = CodeBox(f"Nghĩa của cột {view.letter}", choices())
        box.setAccessibleName(f"Nghĩa của cột {view.letter}, {view.heading or 'không có tiêu đề'}")
        box.set_value(code_of(view.meaning))
        box.picked.connect(partial(self._set_meaning, view.column, box))
        box.editingFinished.connect(partial(self._set_meaning, view.column, box))
        self._boxes[view.column] = box
        samples = self._samples[view.column] = _text(_values(view), "muted")
        widgets = (_text(view.letter, "strong"), _text(view.heading), samples, box)
        for place, widget in enumerate(widgets):
            self.grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignVCenter)
        if view.has_letters or view.encoding in LEGACY:
            self._add_encoding(row, view)

    def _add_encoding(self, row: int, view: ColumnView) -> None:
        encoding = ChoiceBox(f"Bảng mã của cột {view.letter}", _ENCODINGS)
        encoding.set_code(view.encoding.value)
        encoding.chosen.connect(partial(self._set_encoding, view.column))
        self._encodings[view.column] = encoding
        self.grid.addWidget(encoding, row, _ENCODING, Qt.AlignmentFlag.AlignVCenter)

    def _clear(self) -> None:
        self._boxes.clear()
        self._encodings.clear()
        self._samples.clear()
        while self.grid.count() > len(_HEADS):
            item = self.grid.takeAt(len(_HEADS))
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()

    def _say(self) -> None:
        """Say what is missing, what is doubtful, or what to do here."""
        complaint, doubts = self.complaint(), self._doubts()
        if complaint:
            self.banner.say(complaint if not self._warning else f"{self._warning} {complaint}", Tone.WARN)
        elif doubts:
            self.banner.say(" ".join(doubts), Tone.WARN)
        else:
            self.banner.say(self._warning or _ASK, Tone.WARN if self._warning else Tone.PRIMARY)
        self.changed.emit()

    def _doubts(self) -> list[str]:
        layout = self._draft().layout
        keys = [m.key for m in layout.meanings.values() if m.key and not m.part and not m.code]
        twice = {key for key in keys if keys.count(key) > 1 and FIELDS[key].kind not in _JOINED}
        said = [f"Có hai cột “{FIELDS[key].label}”; chỉ cột đứng trước được dùng." for key in sorted(twice)]
        old = [view for view in self._views if view.suspected in LEGACY]
        if old:
            columns = ", ".join(view.letter for view in old)
            name = old[0].suspected.upper()
            said.append(
                f"Cột {columns} có vẻ gõ bằng phông cũ {name}; hãy chọn bảng mã và xem trước chữ đổi ra."
            )
        return said

    # What is corrected

    def _set_meaning(self, column: int, box: CodeBox) -> None:
        if box.complaint():
            self._say()
            return
        layout = self._draft().layout
        meanings, meaning = dict(layout.meanings), meaning_of(str(box.value() or "-"))
        meanings.pop(column, None)
        if meaning:
            meanings[column] = meaning
        if meanings != dict(layout.meanings):
            self._change(replace(layout, meanings=dict(sorted(meanings.items()))))
            self._say()

    def _set_encoding(self, column: int, code: str) -> None:
        layout = self._draft().layout
        encodings = {**layout.encodings, column: Encoding(code)}
        if code == Encoding.AUTO:
            del encodings[column]
        self._change(replace(layout, encodings=encodings))
        self._look()
        for view in self._views:
            self._samples[view.column].setText(_values(view))
        self._say()

    def _set_rows(self) -> None:
        """Read the headings in other rows; the meanings follow them."""
        first = self.first_row.value()
        last = first - 1 + self.row_count.value() - 1
        laid = relaid(self._sheet(), self._encoding, max(first - 1, 0), last if first else -1)
        self._change(laid)
        self.row_count.setEnabled(laid.is_headed)
        self._show_columns()

    def _change(self, layout: Layout) -> None:
        self._drafts[self.sheet.code()] = replace(self._draft(), layout=layout)

    def _draft(self) -> Found:
        return self._drafts[self.sheet.code()]

    def _sheet(self) -> Sheet:
        return self._sheets[self.sheet.code()]

    @staticmethod
    def _has_names(layout: Layout) -> bool:
        return any(meaning.key == "full_name" for meaning in layout.meanings.values())

    # How it is put together

    def _build(self) -> None:
        self._warning = ""
        self.remember.setChecked(True)
        self.first_row.setSpecialValueText("không có")
        self.first_row.setAccessibleName("Tiêu đề cột ở dòng")
        self.row_count.setAccessibleName("Số dòng tiêu đề")
        self.row_count.setSuffix(" dòng")
        self.sheet_row = QWidget()
        sheets = _row(QLabel("Trang tính"), self.sheet)
        self.sheet_row.setLayout(sheets)
        top = _row(
            self.sheet_row,
            QLabel("Tiêu đề cột bắt đầu ở dòng"),
            self.first_row,
            QLabel("gồm"),
            self.row_count,
        )
        top.addStretch(1)
        for place, head in enumerate(_HEADS):
            self.grid.addWidget(_text(head, "muted"), 0, place)
        self.grid.setColumnStretch(_TITLE, 3)
        self.grid.setColumnStretch(_SAMPLES, 5)
        self.grid.setColumnStretch(_MEANING, 4)
        self.grid.setHorizontalSpacing(em(self, 0.8))
        self.grid.setVerticalSpacing(em(self, 0.35))
        inside = QWidget()
        inside.setLayout(self.grid)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setWidget(inside)
        self.area.setAccessibleName("Các cột của danh sách")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(self.banner)
        layout.addLayout(top)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.remember)

    def _connect(self) -> None:
        self.sheet.chosen.connect(lambda _code: self._show_sheet())
        self.first_row.valueChanged.connect(lambda _row: self._set_rows())
        self.row_count.valueChanged.connect(lambda _rows: self._set_rows())


def _values(view: ColumnView) -> str:
    """Return the first values; what an encoding changes stands before and after."""
    if view.before != view.samples:
        pairs = zip(view.before, view.samples, strict=False)
        return "\n".join(f"{_short(old)} → {_short(new)}" for old, new in pairs)
    return " · ".join(map(_short, view.samples))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"


def _row(*widgets: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        made.addWidget(widget)
    return made


def _text(text: str, look: str = "") -> QLabel:
    made = QLabel(text, wordWrap=True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    mark(made, look=look)
    return made
