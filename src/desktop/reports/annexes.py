"""The tables of a report: progress of tasks, targets, statistics of the register."""

from collections.abc import Callable

from desktop.documents.model import Align, Block, Column, Paragraph, Row, Table
from desktop.indicators.chart import charts_of
from desktop.indicators.queries import target_groups
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


ANNEXES: dict[str, Callable[[ReportData], tuple[Block, ...]]] = {
    "progress": progress,
    "targets": targets,
    "statistics": statistics,
}
