"""A plan of an authority in its own words: tasks, targets, reports, each with its place in the source."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from desktop.codelists import code_list
from desktop.plans.deadlines import Deadline, parse_deadline
from desktop.text import number

Comparator = Literal["=", ">=", ">", "<=", "<", "range", "about", "growth", "times", "text"]
"""How a value is held against a target: about = “khoảng”, growth = “tăng … %/năm”, times = “tăng … lần”."""

TargetPeriod = Literal["at_horizon", "each_year", "growth_per_year", "over_period", "qualitative"]
"""What is counted: reached by the horizon, in each year, growth in a year, over the whole period, nothing."""

ReportPeriod = Literal["half_year", "year", "ad_hoc"]
Sender = Literal["units", "department"]
"""Who owes a report: the units (wards and departments alike), or the department that gathers them."""

MEASURES = {
    "postgraduate_per_10000": "Người làm nghiên cứu khoa học và phát triển có trình độ sau đại học, tính trên"
    " một vạn dân",
    "postgraduate_count": "Số người có trình độ sau đại học",
    "female_share": "Tỷ lệ nữ trong số người hoạt động ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo",
    "under45_trained_share": "Tỷ lệ được đào tạo, bồi dưỡng trong số trí thức dưới 45 tuổi ở khu vực công",
    "association_share": "Tỷ lệ tham gia hội thành viên Liên hiệp các Hội Khoa học và Kỹ thuật"
    " trong số người hoạt động ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo",
}
"""What the register of people can compute, by name; a target without a measure is typed by the office."""

_ASKS: dict[Comparator, str] = {
    "=": "{low}",
    ">=": "ít nhất {low}",
    ">": "trên {low}",
    "<=": "không quá {high}",
    "<": "dưới {high}",
    "range": "từ {low} đến {high}",
    "about": "khoảng {low}",
    "growth": "tăng ít nhất {low}",
    "times": "tăng {low}",
    "text": "",
}


@dataclass(frozen=True)
class Group:
    """A heading of the plan's annex under which tasks stand."""

    code: str
    title: str


@dataclass(frozen=True)
class Task:
    """One row of the annex, or one duty in prose, in the plan's own words.

    Groups of units (“các sở, ban, ngành, địa phương”) stay as they are written; `number` is as printed.
    """

    code: str
    number: str
    group: str
    text: str
    lead: tuple[str, ...]
    deadline: str
    legal_source: str
    coordinators: tuple[str, ...] = field(default=(), metadata={"key": "with"})
    result: str = ""


@dataclass(frozen=True)
class Target:
    """One number (or one wish without a number) of the plan; bounds are in the unit as written.

    “…” in the text stands for words of the plan that belong to another number of the same sentence.
    """

    code: str
    text: str
    horizon: int
    comparator: Comparator
    period_kind: TargetPeriod
    source: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    per: str = ""
    measure: str = ""

    @property
    def asks(self) -> str:
        """What the number asks, as “ít nhất 40%” or “từ 13 đến 15 bác sĩ/vạn dân”; empty for a wish."""
        low = number(self.low) if self.low is not None else ""
        high = number(self.high) if self.high is not None else ""
        said = _ASKS[self.comparator].format(low=low, high=high)
        unit = self.unit if self.unit == "%" else f" {self.unit}" if self.unit else ""
        return f"{said}{unit}{'/' if self.per else ''}{self.per}" if said else ""


@dataclass(frozen=True)
class ReportDue:
    """A report the plan asks for; `due` is MM-DD as the plan names it, empty when it names no day."""

    period_kind: ReportPeriod
    recipient: str
    sender: Sender
    text: str
    source: str
    due: str = ""
    before: bool = False

    def last_day(self, year: int) -> date | None:
        """Return the last day to send it in a year: with “trước ngày” the day before the one named."""
        if not self.due:
            return None
        month, day = map(int, self.due.split("-"))
        return date(year, month, day) - timedelta(days=int(self.before))


@dataclass(frozen=True)
class GeneralDuty:
    """A standing duty that the plan puts in prose on every local authority; `addressee` in its own words."""

    place: str
    text: str
    addressee: str = ""


@dataclass(frozen=True)
class Correction:
    """A slip of scanning in the text at hand, corrected in this file."""

    place: str
    scanned: str
    corrected: str


@dataclass(frozen=True)
class Plan:
    """A plan of an authority; `number` keeps the blank of an unnumbered paper, `issued` is a partial date."""

    code: str
    title: str
    issuer: str
    number: str
    issued: str
    province: str
    task_prefix: str
    legal_bases: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    reports: tuple[ReportDue, ...] = ()
    general_duties: tuple[GeneralDuty, ...] = ()
    corrections: tuple[Correction, ...] = ()
    replaces: str = ""

    @property
    def name(self) -> str:
        """A short name for lists: place and year, as in “Đồng Nai 2026”."""
        place = code_list("province").get(self.province)
        return f"{place.aliases[0] if place else self.issuer} {self.issued[:4]}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its tasks and targets, which no other plan may use."""
        return (*(task.code for task in self.tasks), *(target.code for target in self.targets))

    def deadline_of(self, task: Task) -> Deadline:
        """Return the task's deadline in days; a year it does not name is the year this plan was issued."""
        return parse_deadline(task.deadline, self.issued)
