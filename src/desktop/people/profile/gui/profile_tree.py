"""The list of a profile: each section with its count and its rows, all within reach of the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from desktop.people.profile.queries import Line, SectionLines
from desktop.people.profile.sections import Section
from desktop.widgets.controls import button
from desktop.widgets.theme import current_tokens, em

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DETAIL = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_WHAT = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class ProfileTree(QTreeWidget):
    """`add_wanted` asks for a row in a section, `open_wanted` and `remove_wanted` concern one row."""

    add_wanted = Signal(object)
    open_wanted = Signal(object, object)
    remove_wanted = Signal(object, object)

    def __init__(self, may_edit: bool) -> None:
        super().__init__()
        self._may_edit = may_edit
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Hồ sơ khoa học: các mục và các dòng")
        self.setItemDelegate(_RowPainter(self))
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(1)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemDoubleClicked.connect(lambda item, _column: self._activate(item))

    def show_sections(self, profile: Sequence[SectionLines]) -> None:
        """Show these sections and rows; the place of the keyboard stays as far as it is still there."""
        at = self._place()
        scrolled = self.verticalScrollBar().value()
        self.clear()
        for one in profile:
            self._add_section(one)
        self.expandAll()
        if not self.go_to(at) and profile:
            self.go_to(profile[0].section.key)
        self.verticalScrollBar().setValue(scrolled)

    def go_to(self, place: str) -> bool:
        """Put the keyboard on a row by its uid or on a section by its key; tell whether it is there."""
        for item in self._items():
            if place and place == _name(item):
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row under the keyboard in sight when a banner takes room."""
        super().resizeEvent(event)
        item = self.currentItem()
        if item:
            self.scrollToItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a row or adds to a section, Insert adds, Delete removes."""
        item = self.currentItem()
        if item is None:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self._activate(item)
        elif event.key() == Qt.Key.Key_Insert and self._may_edit:
            self.add_wanted.emit(_section(item))
        elif event.key() == Qt.Key.Key_Delete and self._may_edit:
            line = _line(item)
            if line:
                self.remove_wanted.emit(_section(item), line)
        else:
            super().keyPressEvent(event)

    def _add_section(self, one: SectionLines) -> None:
        head = QTreeWidgetItem([one.section.title])
        head.setData(0, _WHAT, one.section)
        head.setData(0, _COUNT, len(one.lines))
        head.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{one.section.title}: {len(one.lines)} dòng")
        self.addTopLevelItem(head)
        if self._may_edit:
            add = button("Thêm", lambda: self.add_wanted.emit(one.section), "plus", "flat")
            add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            add.setAccessibleName(f"Thêm {one.section.one}")
            add.setToolTip(f"Thêm {one.section.one} (Insert)")
            self.setItemWidget(head, 1, add)
        for line in one.lines:
            row = QTreeWidgetItem([line.title])
            row.setData(0, _WHAT, line)
            row.setData(0, _DETAIL, line.detail)
            row.setToolTip(0, f"{line.title}\n{line.detail}".strip())
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.title}. {line.detail}")
            head.addChild(row)
            row.setFirstColumnSpanned(True)

    def _activate(self, item: QTreeWidgetItem) -> None:
        line = _line(item)
        if line:
            self.open_wanted.emit(_section(item), line)
        elif self._may_edit:
            self.add_wanted.emit(_section(item))

    def _place(self) -> str:
        item = self.currentItem()
        return _name(item) if item else ""

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        for place in range(self.topLevelItemCount()):
            head = self.topLevelItem(place)
            if head:
                rows = (head.child(row) for row in range(head.childCount()))
                found += [head, *filter(None, rows)]
        return found


def _line(item: QTreeWidgetItem) -> Line | None:
    what = item.data(0, _WHAT)
    return what if isinstance(what, Line) else None


def _section(item: QTreeWidgetItem) -> Section:
    head: Section = (item.parent() or item).data(0, _WHAT)
    return head


def _name(item: QTreeWidgetItem) -> str:
    line = _line(item)
    return line.uid if line else _section(item).key


class _RowPainter(QStyledItemDelegate):
    """Writes a section as a heading with its count, a row as its title with the rest in small below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Be as high as the lines of text need."""
        tree = self.parent()
        assert isinstance(tree, QTreeWidget)  # noqa: S101 - the painter belongs to its tree
        lines = 2 if index.data(_DETAIL) else 1
        room = em(tree, 1.1) if index.parent().isValid() else em(tree, 1.25)
        return QSize(em(tree, 4), QFontMetrics(tree.font()).lineSpacing() * lines + room // 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground as the style does, and the texts in the colours in force."""
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        gap = em(option.widget, 0.5)
        is_row = index.parent().isValid()
        area = option.rect.adjusted(gap * 3 if is_row else gap, 0, -gap, 0)
        painter.save()
        if is_row:
            self._write_row(painter, area, index)
        else:
            self._write_heading(painter, area, index)
        painter.restore()

    def _write_heading(self, painter: QPainter, area: QRect, index: Index) -> None:
        tokens, count = current_tokens(), index.data(_COUNT)
        if count is None:
            return
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(tokens.text if count else tokens.muted)
        self._write(painter, area, str(index.data()))
        used = painter.fontMetrics().horizontalAdvance(f"{index.data()}  ")
        if count and used < area.width():
            painter.setPen(tokens.primary)
            self._write(painter, area.adjusted(used, 0, 0, 0), str(count))

    def _write_row(self, painter: QPainter, area: QRect, index: Index) -> None:
        detail = str(index.data(_DETAIL) or "")
        height = painter.fontMetrics().lineSpacing()
        top = area.top() + (area.height() - height * (2 if detail else 1)) // 2
        painter.setPen(current_tokens().text)
        self._write(painter, QRect(area.left(), top, area.width(), height), str(index.data()))
        if detail:
            painter.setPen(current_tokens().muted)
            self._write(painter, QRect(area.left(), top + height, area.width(), height), detail)

    def _write(self, painter: QPainter, area: QRect, text: str) -> None:
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line)
