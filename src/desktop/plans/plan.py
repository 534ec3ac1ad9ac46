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

TargetStage = Literal["", "input", "intermediate", "output"]
"""What is put in (money, training, drawing people), how the team itself is, what it brings forth."""

STAGES: dict[TargetStage, str] = {
    "input": "Chỉ số đầu vào",
    "intermediate": "Chỉ số trung gian",
    "output": "Chỉ số đầu ra",
    "": "Chưa phân loại",
}
"""The three classes of Hải Phòng 2026, III.5, in their order. Which target is of which class is said by the
plan files: an ordering of this program, until the Ministry's set of criteria says otherwise."""

MEASURES = {
    "postgraduate_per_10000": "Người làm nghiên cứu khoa học và phát triển có trình độ sau đại học, tính trên"
    " một vạn dân",
    "postgraduate_count": "Số người có trình độ sau đại học",
    "doctorate_count": "Số người có trình độ từ tiến sĩ trở lên",
    "researcher_per_10000": "Người làm nghiên cứu khoa học và phát triển, tính trên một vạn dân",
    "researcher_count": "Số người làm nghiên cứu khoa học và phát triển",
    "female_share": "Tỷ lệ nữ trong số người hoạt động ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo",
    "female_or_minority_share": "Tỷ lệ nữ và người dân tộc thiểu số trong số người hoạt động ở lĩnh vực"
    " khoa học, công nghệ và đổi mới sáng tạo",
    "under45_trained_share": "Tỷ lệ được đào tạo, bồi dưỡng trong số trí thức dưới 45 tuổi ở khu vực công",
    "public_trained_share": "Tỷ lệ được bồi dưỡng trong số trí thức ở khu vực công",
    "educators_digital_share": "Tỷ lệ được bồi dưỡng kỹ năng số trong số người hoạt động ở lĩnh vực giáo dục"
    " và đào tạo",
    "association_share": "Tỷ lệ tham gia hội thành viên Liên hiệp các Hội Khoa học và Kỹ thuật"
    " trong số người hoạt động ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo",
    "strategic_technology_share": "Tỷ lệ nhân lực công nghệ chiến lược, công nghệ cao trong số trí thức"
    " đang công tác",
    "university_professor_share": "Tỷ lệ phó giáo sư trong số giảng viên đại học",
    "university_doctor_share": "Tỷ lệ tiến sĩ trong số giảng viên đại học",
    "university_master_share": "Tỷ lệ thạc sĩ trong số giảng viên đại học",
    "college_doctor_share": "Tỷ lệ tiến sĩ trong số giảng viên cao đẳng",
    "college_master_share": "Tỷ lệ thạc sĩ trong số giảng viên cao đẳng",
    "lecturer_professor_share": "Tỷ lệ phó giáo sư trong số giảng viên đại học, cao đẳng",
    "lecturer_doctor_share": "Tỷ lệ tiến sĩ trong số giảng viên đại học, cao đẳng",
    "lecturer_master_share": "Tỷ lệ thạc sĩ trong số giảng viên đại học, cao đẳng",
    "physician_per_10000": "Bác sĩ tính trên một vạn dân",
    "pharmacist_per_10000": "Dược sĩ đại học tính trên một vạn dân",
    "health_postgraduate_share": "Tỷ lệ có trình độ sau đại học trong số trí thức ngành y tế",
    "patents_growth": "Mức tăng số đơn đăng ký sáng chế và văn bằng bảo hộ sáng chế so với cùng kỳ năm trước",
    "inventions_times": "Số sáng chế, giải pháp hữu ích đăng ký bảo hộ so với giai đoạn gốc",
    "publications_times": "Số công bố quốc tế trong năm so với năm gốc",
    "science_awards": "Số giải thưởng quốc gia, khu vực, quốc tế trong lĩnh vực khoa học và công nghệ",
    "experts_abroad_yearly": "Số chuyên gia, trí thức người Việt Nam ở nước ngoài tham gia trong năm",
}
"""What the register of people can compute, by name; a target without a measure is typed by the office."""

TYPED_BECAUSE = {
    "budget": "Sổ không có thu, chi ngân sách; lấy số ở báo cáo quyết toán, dự toán của cơ quan tài chính.",
    "economy": "Đây là số liệu thống kê kinh tế – xã hội; lấy số cơ quan thống kê công bố.",
    "enterprises": "Sổ ghi người, không ghi doanh nghiệp; lấy số của Sở Khoa học và Công nghệ.",
    "institutions": "Sổ ghi người, không ghi cơ sở, chương trình, công trình; lấy số của sở, ngành quản lý.",
    "learners": "Sổ không ghi người đang học; lấy số của ngành giáo dục và đào tạo.",
    "workforce": "Chỉ tiêu tính trên toàn bộ lao động, sổ chỉ có trí thức; lấy số điều tra lao động.",
    "admission": "Sổ chỉ ghi người đủ điều kiện vào sổ nên thiếu người chưa đạt chuẩn, tỷ lệ tính từ sổ sẽ "
    "cao hơn thật; lấy số của các trường.",
    "applied": "Hồ sơ khoa học không ghi đủ nhiệm vụ của thành phố và việc ứng dụng sau nghiệm thu; lấy số "
    "của cơ quan quản lý nhiệm vụ.",
    "ranking": "Thứ hạng do tổ chức xếp hạng công bố; ghi theo công bố mới nhất.",
}
"""Why the register cannot know a number, and where the office finds it."""

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

    Groups of units (“các sở, ban, ngành, địa phương”) stay as they are written; `number` is as printed,
    `note` what stands in columns of the annex that no other field holds.
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
    note: str = ""


@dataclass(frozen=True)
class Target:
    """One number (or one wish without a number) of the plan; bounds are in the unit as written.

    “…” in the text stands for words of the plan that belong to another number of the same sentence.
    `measure` names what the register computes, `typed_because` why it cannot. `base` are the years that a
    growth is counted from (“2020”, “2011-2020”), `after` is the target on whose way this one begins.
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
    stage: TargetStage = ""
    typed_because: str = ""
    base: str = ""
    after: str = ""

    @property
    def asks(self) -> str:
        """What the number asks, as “ít nhất 40%” or “từ 13 đến 15 bác sĩ/vạn dân”; empty for a wish."""
        low = number(self.low) if self.low is not None else ""
        high = number(self.high) if self.high is not None else ""
        asked = _ASKS[self.comparator]
        if self.comparator == "growth" and high and high != low:
            asked = "tăng từ {low} đến {high}"
        said = asked.format(low=low, high=high)
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
