"""The program's only style sheet, made from tokens and one base size; what it leaves out is drawn by Fusion.

A border takes away the arrows and ticks that Fusion draws, so each control with a border here has its own
pictures (`resources/pictures`). Widgets ask for a look by their properties `look` (`primary`, `card`, …) and
`tone`.
"""

from string import Template

from desktop.paths import resources
from desktop.widgets.tokens import Tokens

_SHEET = Template("""
QToolTip { background: $card; color: $text; border: 1px solid $border; padding: ${p4}px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $field; color: $text;
  border: 1px solid $field_border; border-radius: 6px; padding: ${p5}px ${p8}px;
  placeholder-text-color: $muted; selection-background-color: $primary_fill; selection-color: $on_primary; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $window; border-color: $border; }
QLineEdit[tone="bad"], QPlainTextEdit[tone="bad"] { border-color: $bad; }
QLineEdit[tone="warn"], QPlainTextEdit[tone="warn"] { border-color: $warn; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $focus; padding: ${p4}px ${p7}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  background: $window; color: $disabled; border-color: $border; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; padding: 0; }
QSpinBox { padding-left: ${p8}px; } QSpinBox QLineEdit { padding-left: ${p8}px; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: ${p24}px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QSpinBox::down-arrow { image: url("$pictures/down.svg");
  width: ${p12}px; height: ${p12}px; }
QSpinBox::up-arrow { image: url("$pictures/up.svg"); width: ${p12}px; height: ${p12}px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: ${p20}px; }
QCheckBox, QRadioButton { spacing: ${p8}px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { background: $field;
  border: 1px solid $field_border; border-radius: 4px; width: ${p16}px; height: ${p16}px; }
QRadioButton::indicator { border-radius: ${p8}px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $primary_fill;
  border-color: $primary_fill; image: url("$pictures/check.svg"); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { background: $primary_fill;
  border-color: $primary_fill; image: url("$pictures/minus.svg"); }
QRadioButton::indicator:checked { background: $primary_fill; border-color: $primary_fill;
  image: url("$pictures/dot.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $border;
  border-color: $border; }
QPushButton { background: $button; color: $text; border: 1px solid $handle; border-radius: 6px;
  padding: ${p5}px ${p12}px; icon-size: ${p16}px; }
QToolButton[look="inner"] { background: transparent; border: 0; padding: 0; }
QPushButton:hover { background: $button_hover; }
QPushButton:pressed { background: $selected; }
QPushButton::menu-indicator { image: url("$pictures/down.svg"); width: ${p12}px; height: ${p12}px;
  subcontrol-origin: padding; subcontrol-position: center right; right: ${p8}px; }
QPushButton[look="primary"] { background: $primary_fill; color: $on_primary; border-color: $primary_fill;
  font-weight: 600; }
QPushButton[look="primary"]:hover { background: $primary_hover; }
QPushButton[look="danger"] { background: $bad_fill; color: $on_primary; border-color: $bad_fill;
  font-weight: 600; }
QPushButton[look="danger"]:hover { background: $bad_hover; }
QPushButton[look="chip"] { background: $primary_soft; border-color: $primary_soft; border-radius: ${p11}px;
  padding: ${p2}px ${p8}px; }
QPushButton[look="chip"]:hover { border-color: $handle; }
QPushButton[look="chip"]:focus { padding: ${p2}px ${p8}px; }
QPushButton[look="segment"] { border-radius: 0; margin-right: -1px; }
QPushButton[look="segment"][place="last"] { margin-right: 0; }
QPushButton[look="segment"]:checked { background: $primary_soft; color: $primary; border-color: $primary;
  font-weight: 600; }
QPushButton[look="flat"] { background: transparent; border-color: transparent; color: $primary; }
QPushButton[look="flat"]:hover { background: $button_hover; }
QPushButton:disabled { background: $window; color: $disabled; border-color: $border; }
QPushButton:focus { border: 2px solid $focus; padding: ${p4}px ${p11}px; }
QPushButton[look="primary"]:focus, QPushButton[look="danger"]:focus { border-color: $text; }
QFrame[look="card"] { background: $card; border: 1px solid $border; border-radius: 8px; }
QFrame[look="card"]:focus { border: 2px solid $focus; }
QFrame[look="banner"] { background: $neutral_soft; border: 0; border-radius: 8px; }
QFrame[look="banner"][tone="primary"] { background: $primary_soft; }
QFrame[look="banner"][tone="good"] { background: $good_soft; }
QFrame[look="banner"][tone="warn"] { background: $warn_soft; }
QFrame[look="banner"][tone="bad"] { background: $bad_soft; }
QLabel[look="title"] { font-size: ${title}pt; font-weight: 700; }
QLabel[look="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[look="number"] { font-size: ${number}pt; font-weight: 700; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="muted"], QLabel[look="caption"] { color: $muted; }
QLabel[look="caption"] { font-size: ${small}pt; }
QLabel[tone="primary"] { color: $primary; } QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; } QLabel[tone="bad"] { color: $bad; }
QScrollArea { background: transparent; border: 0; }
QTableView, QTreeView, QListView { background: $card; alternate-background-color: $stripe; color: $text;
  border: 1px solid $border; border-radius: 8px; gridline-color: $border; outline: 0;
  selection-background-color: $selected; selection-color: $text; }
QTableView:focus, QTreeView:focus, QListView:focus { border-color: $focus; }
QTableView::item { padding: 0 ${p5}px; }
QListView[look="popup"] { border-radius: 0; }
QListView[look="cards"] { border: 0; background: transparent; }
QListView[look="cards"]::item { padding: 0; }
QListView::item { padding: ${p4}px ${p6}px; }
QListView::item:selected { background: $selected; color: $text; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $stripe; color: $muted; font-weight: 600; border: 0;
  border-bottom: 1px solid $border; padding: ${p6}px ${p8}px; }
QHeaderView::section:first { border-top-left-radius: 7px; }
QHeaderView::section:last { border-top-right-radius: 7px; }
QHeaderView::section:vertical { background: $card; color: $text; font-weight: 400;
  border-right: 1px solid $border; border-bottom: 0; border-radius: 0; }
QTableCornerButton::section { background: $stripe; border: 0; border-bottom: 1px solid $border;
  border-top-left-radius: 7px; }
QListWidget#sidebar { background: $sidebar; color: $sidebar_text; border: 0; border-radius: 0;
  padding: ${p6}px; }
QListWidget#sidebar::item { padding: ${p8}px; margin: 1px; border: 2px solid transparent;
  border-radius: 6px; }
QListWidget#sidebar::item:hover { border-color: $sidebar_selected; }
QListWidget#sidebar::item:selected { background: $sidebar_selected; color: $on_primary; }
QListWidget#sidebar:focus::item:selected { border-color: $sidebar_text; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: ${p6}px ${p12}px; border: 0;
  border-bottom: 2px solid transparent; font-weight: 600; }
QTabBar::tab:selected { color: $primary; border-bottom-color: $primary; }
QTabBar::tab:hover:!selected { color: $text; }
QTabBar::tab:selected:focus { background: $primary_soft; }
QScrollBar, QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { width: ${p12}px; } QScrollBar:horizontal { height: ${p12}px; }
QScrollBar::handle { background: $handle; border-radius: ${p4}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${p24}px; } QScrollBar::handle:horizontal { min-width: ${p24}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $neutral_soft; color: $text; border: 0; border-radius: ${p4}px;
  text-align: center; }
QProgressBar::chunk { background: $progress; border-radius: ${p4}px; }
QMenu { background: $card; color: $text; border: 1px solid $border; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p20}px ${p6}px ${p8}px; border-radius: 4px; } QMenu::icon { left: ${p8}px; }
QMenu::item:selected { background: $selected; } QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: ${p4}px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $stripe; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: 0; padding: ${p5}px;
  font-weight: 600; }
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus { background: $selected; }
QCalendarWidget QAbstractItemView { border: 0; selection-background-color: $primary_fill;
  selection-color: $on_primary; }
QCalendarWidget QAbstractItemView::item { padding: 0; }
QStatusBar { color: $muted; } QStatusBar::item { border: 0; }
""")

_SIZES = {"title": 1.6, "heading": 1.15, "number": 2.0, "small": 0.9}
"""Font sizes relative to the base size."""

_LENGTHS = (2, 4, 5, 6, 7, 8, 11, 12, 16, 20, 24)
"""Lengths in pixels at a text size of 13 pixels; they grow with the text."""


def style_sheet(tokens: Tokens, points: int, pixels: int) -> str:
    """Return the style sheet for one mode and one base size, given in points and in this screen's pixels."""
    sizes = {name: f"{points * factor:.1f}" for name, factor in _SIZES.items()}
    lengths = {f"p{length}": max(1, round(length * pixels / 13)) for length in _LENGTHS}
    pictures = (resources() / "pictures").as_posix()
    return _SHEET.substitute(vars(tokens) | sizes | lengths, pictures=pictures)
