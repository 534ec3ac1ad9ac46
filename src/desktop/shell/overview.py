"""What the first page shows: the figures of today and the four charts, asked of the rooms once."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from desktop.documents.model import Chart, ChartKind, year_position
from desktop.indicators.queries import TargetLine, target_lines
from desktop.people.counting.figures import RegisterFigures, register_figures
from desktop.people.counting.queries import CrossTable, statistics
from desktop.plans.queries import find_plan
from desktop.shell.overview_targets import TargetBar, target_bars
from desktop.tasks.queries import TaskLine, adopted_plans, list_obligations
from desktop.tasks.reminders import Reminder, upcoming
from desktop.tasks.rules import State

AHEAD_DAYS = 45
_SHOWN_FIELDS, _SHOWN_TASKS, _LABEL = 6, 8, 34
_NUMERALS = set("IVXLCDM0123456789.")
_DEGREES = ("Đại học", "Thạc sĩ", "Tiến sĩ")


@dataclass(frozen=True)
class Overview:
    """One moment of the office: register, tasks, targets with their bars, what falls due, charts by name."""

    register: RegisterFigures
    tasks: tuple[TaskLine, ...]
    targets: tuple[TargetLine, ...]
    reminders: tuple[Reminder, ...]
    charts: dict[str, Chart]
    bars: tuple[TargetBar, ...]
    has_plan: bool

    @property
    def late(self) -> tuple[TaskLine, ...]:
        """The owed tasks that are overdue."""
        return tuple(line for line in self.tasks if line.state is State.OVERDUE)

    def count(self, *states: str) -> int:
        """Return how many owed tasks are in one of these states."""
        return sum(line.state in states for line in self.tasks)


def look(session: Session, on: date) -> Overview:
    """Return the overview of a day."""
    month_ago = on - timedelta(days=30)
    owed = tuple(line for line in list_obligations(session, on) if line.is_owed)
    targets = [
        (plan.plan_code, line)
        for plan in adopted_plans(session)
        for line in target_lines(session, find_plan(session, plan.plan_code), on)
        if line.horizon == 2030
    ]
    charts = {
        "degrees": degree_chart(statistics(session, ("field", "degree"), on)),
        "ages": age_chart(statistics(session, ("age", "sex"), on)),
        "groups": group_chart(owed),
        "timeline": timeline_chart(owed, on),
    }
    reminders = tuple(upcoming(session, on, AHEAD_DAYS))
    return Overview(
        register=register_figures(session, on, month_ago),
        tasks=owed,
        targets=tuple(line for _plan, line in targets),
        reminders=reminders,
        charts=charts,
        bars=target_bars(targets),
        has_plan=bool(adopted_plans(session)),
    )


def degree_chart(table: CrossTable) -> Chart:
    """Bars for the largest fields, stacked by degree."""
    totals: dict[str, int] = {}
    for row in table.rows:
        totals[row["field"]] = totals.get(row["field"], 0) + row["count"]
    fields = sorted(totals, key=lambda one: -totals[one])[:_SHOWN_FIELDS]
    series = tuple((degree, _counts(table, fields, degree)) for degree in _DEGREES)
    labels = tuple(_first_words(field) for field in fields)
    return Chart(ChartKind.STACKED_BARS, "Trình độ theo lĩnh vực", labels, series, unit="người")


def _counts(table: CrossTable, fields: list[str], degree: str) -> tuple[float, ...]:
    found = {row["field"]: row["count"] for row in table.rows if row["degree"] == degree}
    return tuple(float(found.get(field, 0)) for field in fields)


def age_chart(table: CrossTable) -> Chart:
    """Men to the left, women to the right, the youngest below."""
    groups = [row["age"] for row in table.rows if row["age"] != "Chưa ghi"]
    labels = tuple(dict.fromkeys(groups))
    found = {(row["age"], row["sex"]): float(row["count"]) for row in table.rows}
    series = tuple((sex, tuple(found.get((age, sex), 0.0) for age in labels)) for sex in ("Nam", "Nữ"))
    short = tuple(_short_age(label) for label in labels)
    return Chart(ChartKind.PYRAMID, "Cơ cấu tuổi và giới", short, series, unit="người")


def group_chart(owed: tuple[TaskLine, ...]) -> Chart:
    """Bars for the groups of the plan, stacked by the state of their tasks."""
    groups = tuple(dict.fromkeys(line.group for line in owed))
    kinds = (
        ("Hoàn thành", ("done",)),
        ("Đang làm", ("in_progress", "standing", "due_soon")),
        ("Chưa làm", ("not_due", "waiting")),
        ("Quá hạn", ("overdue",)),
    )
    series = tuple(
        (name, tuple(float(sum(o.group == g and o.state in states for o in owed)) for g in groups))
        for name, states in kinds
    )
    labels = tuple(f"Nhóm {group}" if set(group) <= _NUMERALS else "Việc chung" for group in groups)
    return Chart(ChartKind.STACKED_BARS, "Nhiệm vụ theo nhóm và trạng thái", labels, series, unit="nhiệm vụ")


def timeline_chart(owed: tuple[TaskLine, ...], on: date) -> Chart:
    """The year's dated tasks as bars with their progress, and today's line."""
    dated = [line for line in owed if line.due_on and line.due_on.year == on.year][:_SHOWN_TASKS]
    starts = tuple(year_position(date(on.year, 1, 1)) for _ in dated)
    ends = tuple(year_position(line.due_on) for line in dated if line.due_on)
    done = tuple(float(line.percent) for line in dated)
    labels = tuple(_cut(line.text) for line in dated)
    series = (("Bắt đầu", starts), ("Hạn", ends), ("Hoàn thành", done))
    title = f"Nhiệm vụ có hạn trong năm {on.year}"
    return Chart(ChartKind.TIMELINE, title, labels, series, target=year_position(on))


def _short_age(label: str) -> str:
    """“Từ 30 đến 44 tuổi” → “30–44”, “Từ 60 tuổi trở lên” → “60+”, “Dưới 30 tuổi” → “Dưới 30”."""
    shorter = label.replace(" tuổi trở lên", "+").replace(" đến ", "–").replace(" tuổi", "")
    return shorter.removeprefix("Từ ")


def _first_words(label: str) -> str:
    return label.split(",")[0].split(" và ")[0]


def _cut(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"
