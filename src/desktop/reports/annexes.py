"""The tables of a report: tasks, targets, statistics of the register, activities, the people themselves."""

from collections.abc import Callable

from desktop.activities.report import activity_table, figure_table
from desktop.documents.model import Align, Block, Column, Paragraph, Row, Table
from desktop.indicators.chart import charts_of
from desktop.indicators.queries import target_groups
from desktop.people.normal import FIELDS
from desktop.people.queries import PersonRow
from desktop.plans.plan import STAGES
from desktop.reports.data import ReportData
from desktop.tasks.queries import TaskLine
from desktop.tasks.rules import STATE_LABELS, State
from desktop.tasks.units import ROLE_LABELS, TaskRole


def progress(data: ReportData) -> tuple[Block, ...]:
    """One row for each task owed, under its group."""
    if not data.owed:
        return (Paragraph("Kế hoạch không giao nhiệm vụ cụ thể cho đơn vị."),)
    columns = (
        Column("Số TT", 0.6, Align.CENTER),
        Column("Nội dung nhiệm vụ", 4),
        Column("Vai trò", 1.1, Align.CENTER),
        Column("Thời hạn", 1.2, Align.CENTER),
        Column("Kết quả thực hiện", 3.2),
        Column("Mức hoàn thành (%)", 0.9, Align.CENTER),
        Column("Trạng thái", 1.1, Align.CENTER),
    )
    rows: list[Row] = []
    group = None
    for line in data.owed:
        if line.group != group:
            group = line.group
            rows.append(Row((_group_heading(line),), section=True))
        result = " ".join(
            part for part in (line.note or "", f"({line.evidence})" if line.evidence else "") if part
        )
        rows.append(
            Row(
                (
                    line.number,
                    line.text,
                    ROLE_LABELS[TaskRole(line.role)],
                    line.deadline_text,
                    result,
                    line.percent if line.last_on else None,
                    STATE_LABELS[State(line.state)],
                )
            )
        )
    return (Table(columns, tuple(rows), code="progress"),)


def _group_heading(line: TaskLine) -> str:
    numbered = set(line.group) <= set("IVXLCDM0123456789.")
    return f"{line.group}. {line.group_title}" if numbered else line.group_title


def targets(data: ReportData) -> tuple[Block, ...]:
    """One row for each target, under its horizon and the class of its indicator."""
    if not data.targets:
        return (Paragraph("Kế hoạch không giao chỉ tiêu."),)
    columns = (
        Column("Số TT", 0.6, Align.CENTER),
        Column("Chỉ tiêu", 4.4),
        Column("Yêu cầu", 1.5, Align.CENTER),
        Column("Tử số", 0.9, Align.RIGHT),
        Column("Mẫu số", 0.9, Align.RIGHT),
        Column("Thực hiện", 1, Align.RIGHT),
        Column("Đánh giá", 1.2, Align.CENTER),
    )
    rows: list[Row] = []
    for horizon, stage in target_groups(data.targets):
        rows.append(Row((f"Đến năm {horizon} – {STAGES[stage].lower()}",), section=True))
        inside = [line for line in data.targets if (line.horizon, line.stage) == (horizon, stage)]
        for index, line in enumerate(inside, 1):
            cells = (index, line.text, line.target_text, line.numerator, line.denominator, line.value)
            rows.append(Row((*cells, line.state_label)))
    return (Table(columns, tuple(rows), code="targets"), *charts_of(data.targets, data.as_of))


def statistics(data: ReportData) -> tuple[Block, ...]:
    """Counts of the register by degree, title, field and sector, each with its share."""
    columns = (
        Column("Nội dung", 4),
        Column("Số người", 1, Align.RIGHT),
        Column("Tỷ lệ (%)", 1, Align.RIGHT, 1),
    )
    now = data.register
    rows = [Row(("Tổng số trí thức", now.total, 100.0 if now.total else None), total=True)]
    for title, counts in (
        (
            "Chung",
            (("Nữ", now.female), ("Dưới 45 tuổi", now.under45), ("Người dân tộc thiểu số", now.minority)),
        ),
        ("Theo trình độ cao nhất", now.by_degree),
        ("Theo học hàm", now.by_title),
        ("Theo lĩnh vực hoạt động", now.by_field),
        ("Theo khu vực làm việc", now.by_sector),
    ):
        if counts:
            rows.append(Row((title,), section=True))
            rows += [
                Row((label, count, 100 * count / now.total if now.total else None)) for label, count in counts
            ]
    return (Table(columns, tuple(rows), code="statistics"),)


def activities(data: ReportData) -> tuple[Block, ...]:
    """The figures of the period's activities, then one row for each."""
    if not data.activities:
        return (Paragraph("Trong kỳ không có hoạt động nào."),)
    return (figure_table(data.activity_figures), activity_table(data.activities))


def intellectuals(data: ReportData) -> tuple[Block, ...]:
    """One row for each person, with what every recipient of a report may see and nothing that is masked."""
    if not data.listed:
        return (Paragraph("Sổ theo dõi chưa có người nào."),)
    columns = (
        Column("Số TT", 0.5, Align.CENTER, 0),
        Column("Họ và tên", 2),
        Column("Năm sinh", 0.7, Align.CENTER),
        *(Column(FIELDS[key].label, width) for key, width in _LISTED),
    )
    rows = tuple(
        Row((place, one.texts["full_name"], _birth_year(one), *(one.texts[key] for key, _ in _LISTED)))
        for place, one in enumerate(data.listed, 1)
    )
    return (Table(columns, rows, code="intellectuals"),)


def _birth_year(one: PersonRow) -> str:
    """Return the year alone: a report needs no more of a birthday."""
    return str(one.values["birth"] or "")[:4]


_LISTED = (
    ("sex", 0.6),
    ("degree", 1),
    ("academic_title", 0.9),
    ("work_field", 1.4),
    ("position", 1.3),
    ("workplace", 2),
)

ANNEXES: dict[str, Callable[[ReportData], tuple[Block, ...]]] = {
    "progress": progress,
    "targets": targets,
    "statistics": statistics,
    "activities": activities,
    "intellectuals": intellectuals,
}
