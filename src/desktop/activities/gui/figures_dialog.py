"""The figures of activities in a period, and the people, activities or opinions behind each of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.activities.figures import ActivityFigure, Span, activity_figures, uids_shown
from desktop.activities.queries import activity_lines, opinions
from desktop.people.normal import today
from desktop.people.queries import ids_of, rows_by_ids
from desktop.tasks.queries import plan_choices
from desktop.text import day, number
from desktop.widgets import messages
from desktop.widgets.controls import ChoiceBox, button, under_label
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

_FIGURES = (
    TableColumn("label", "Số liệu", 44, sortable=False),
    TableColumn("count", "Số lượng", 12, "right", sortable=False),
)
_BEHIND = {
    "person": (
        TableColumn("full_name", "Họ và tên", 24, sortable=False),
        TableColumn("birth", "Ngày sinh", 12, sortable=False),
        TableColumn("sex", "Giới tính", 10, sortable=False),
        TableColumn("workplace", "Nơi công tác", 34, sortable=False),
    ),
    "activity": (
        TableColumn("days", "Thời gian", 22, sortable=False),
        TableColumn("title", "Hoạt động", 44, sortable=False),
        TableColumn("kind", "Loại", 26, sortable=False),
    ),
    "opinion": (
        TableColumn("text", "Ý kiến, kiến nghị", 44, sortable=False),
        TableColumn("said_by", "Người nêu", 20, sortable=False),
        TableColumn("state", "Tình trạng", 16, sortable=False),
    ),
}
_PERIODS = (("year", "Cả năm"), ("first", "6 tháng đầu năm"), ("second", "6 tháng cuối năm"))


class FiguresDialog(QDialog):
    """A year, or a half of it as reports count it (15/12 to 14/6, 15/6 to 14/12), for all or one plan."""

    def __init__(self, parent: QWidget, office: Office, years: Sequence[int]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Số liệu hoạt động")
        self._office = office
        self.figures: list[ActivityFigure] = []
        with office.read() as session:
            plans = [("", "Mọi hoạt động"), *plan_choices(session)]
        offered = sorted({*years, today().year}, reverse=True)
        self.year = ChoiceBox("Năm", [(str(one), str(one)) for one in offered])
        self.year.set_code(str(today().year))
        self.period, self.plan = ChoiceBox("Kỳ", _PERIODS), ChoiceBox("Kế hoạch", plans)
        self.said = QLabel()
        self.table = RowTable(_FIGURES, self._rows, "Số liệu hoạt động")
        self.table.set_empty_text("Kỳ này chưa có hoạt động nào đã tổ chức.")
        self._build()
        self.read()

    def span(self) -> Span:
        """Return the days of the chosen period."""
        year = int(self.year.code())
        first, last = {
            "year": (date(year - 1, 12, 15), date(year, 12, 14)),
            "first": (date(year - 1, 12, 15), date(year, 6, 14)),
            "second": (date(year, 6, 15), date(year, 12, 14)),
        }[self.period.code()]
        return Span(first, last, self.plan.code())

    def read(self) -> None:
        """Count anew."""
        span = self.span()
        with self._office.read() as session:
            self.figures = [one for one in activity_figures(session, span) if one.count]
        self.said.setText(
            f"Từ {day(span.since)} đến {day(span.until)}; chỉ tính hoạt động đã tổ chức. "
            "Bấm đúp hoặc Enter để xem từng người, từng hoạt động trong số liệu."
        )
        self.table.set_ids(range(len(self.figures)))
        self.table.refresh()
        if self.figures:
            self.table.select_id(0)

    def show_behind(self) -> None:
        """Show whom or what the chosen figure counts."""
        current = self.table.current_id()
        if current is None or current >= len(self.figures):
            return
        figure = self.figures[current]
        if figure.uids and not uids_shown(figure, self._office.actor):
            messages.info(self, "Tài khoản này không được xem dữ liệu nhạy cảm nên chỉ thấy số lượng.")
            return
        BehindDialog(self, self._office, figure).open()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self.figures[one]) if one < len(self.figures) else None for one in ids]

    def _build(self) -> None:
        mark(self.said, look="muted")
        self.said.setWordWrap(True)
        top = QHBoxLayout()
        for label, box in (("Năm", self.year), ("Kỳ", self.period), ("Kế hoạch", self.plan)):
            top.addWidget(under_label(label, box), 1)
            box.chosen.connect(lambda _code: self.read())
        self.table.activated_id.connect(lambda _id: self.show_behind())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for one in (
            button("Xem chi tiết", self.show_behind, "people"),
            button("Đóng", self.accept, look="primary"),
        ):
            one.setAutoDefault(False)
            buttons.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addLayout(top)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.resize(QSize(em(self, 44), em(self, 34)).boundedTo(self.screen().availableSize() * 0.9))


class BehindDialog(QDialog):
    """Lists exactly what a figure counts."""

    def __init__(self, parent: QWidget, office: Office, figure: ActivityFigure) -> None:
        super().__init__(parent)
        self.setWindowTitle("Chi tiết số liệu")
        self._office = office
        self._cells = self._read(figure)
        columns = _BEHIND.get(figure.of, _BEHIND["activity"])
        self.table = RowTable(columns, lambda ids: [self._cells[one] for one in ids], figure.label)
        self.table.set_ids(range(len(self._cells)))
        heading, count = QLabel(figure.label), QLabel(f"{number(figure.count)}")
        heading.setWordWrap(True)
        mark(heading, look="heading")
        mark(count, look="muted")
        buttons = QHBoxLayout()
        buttons.addWidget(count, 1)
        buttons.addWidget(button("Đóng", self.accept, look="primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(heading)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.resize(QSize(em(self, 50), em(self, 30)).boundedTo(self.screen().availableSize() * 0.9))

    def _read(self, figure: ActivityFigure) -> list[Mapping[str, object]]:
        with self._office.read() as session:
            if figure.of == "person":
                return [dict(row.texts) for row in rows_by_ids(session, ids_of(session, figure.uids))]
            wanted = set(figure.uids)
            if figure.of == "opinion":
                return [
                    {**one.texts, "state": one.state_label}
                    for one in opinions(session, today())
                    if one.uid in wanted
                ]
            return [
                {"days": one.days, "title": one.title, "kind": one.kind_label}
                for one in activity_lines(session, today())
                if one.uid in wanted
            ]


def _row(figure: ActivityFigure) -> tuple[str, ...]:
    return (f"    {figure.label}" if ":" in figure.name else figure.label, number(figure.count))
