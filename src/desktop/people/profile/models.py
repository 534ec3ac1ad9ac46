"""The scientific profile of a person: one table for each kind of row, after the “Lý lịch khoa học”.

Religion, Party matters and scans of ID papers are not collected: the register does not need them.
"""

import secrets
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column

from desktop.storage.base import Base
from desktop.storage.fields import Kind, Sensitivity, field

YEARS_AHEAD = 20
"""A patent or a certificate may end so far in the future; what begins has begun."""


def new_row_uid(person_uid: str) -> str:
    """Return the identity of a new row: it begins with the person's: so the journal finds removed ones."""
    return person_uid + secrets.token_hex(8)


def proof(label: str, help: str = "Số, ký hiệu, ngày của văn bản chứng minh") -> MappedColumn[Any]:
    """Declare the number of the document that proves the row."""
    return field(label, sensitivity=Sensitivity.PERSONAL, help=help)


def begins(label: str) -> MappedColumn[Any]:
    """Declare the day, month or year from which the row holds."""
    return field(label, Kind.PARTIAL_DATE)


def ends(label: str) -> MappedColumn[Any]:
    """Declare the day, month or year up to which the row holds; it may lie ahead."""
    return field(label, Kind.PARTIAL_DATE, years_ahead=YEARS_AHEAD)


class ProfileRow(Base):
    """A row of somebody's profile; it goes when the person goes and comes back with him.

    Each row says what, from when to when (`since`, `until`: partial dates) and what proves it (`document`).
    """

    __abstract__ = True
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an undone removal gets its own id back

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)
    uid: Mapped[str] = mapped_column(unique=True, sort_order=-2)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True, sort_order=-1
    )


class Degree(ProfileRow):
    """One course that ended, or will end, with a degree."""

    __tablename__ = "profile_degree"

    degree: Mapped[str] = field("Bậc đào tạo", Kind.CODE, codes="degree", required=True)
    major: Mapped[str | None] = field("Chuyên ngành")
    institution: Mapped[str | None] = field("Cơ sở đào tạo")
    country: Mapped[str | None] = field("Nước đào tạo", Kind.CODE, codes="country")
    training_field: Mapped[str | None] = field("Lĩnh vực đào tạo", Kind.CODE, codes="training_field")
    study_form: Mapped[str | None] = field("Hình thức đào tạo", Kind.CODE, codes="study_form")
    since: Mapped[str | None] = begins("Học từ")
    until: Mapped[str | None] = ends("Học đến")
    year: Mapped[int | None] = field("Năm được cấp bằng", Kind.YEAR)
    document: Mapped[str | None] = proof("Số hiệu văn bằng", "Số hiệu, số vào sổ cấp bằng")


class SpecialistLine(ProfileRow):
    """Specialist training in medicine and pharmacy; no degree, and so never the highest one."""

    __tablename__ = "profile_specialist"

    specialist: Mapped[str] = field("Trình độ chuyên khoa", Kind.CODE, codes="specialist", required=True)
    major: Mapped[str | None] = field("Chuyên ngành")
    institution: Mapped[str | None] = field("Cơ sở đào tạo")
    country: Mapped[str | None] = field("Nước đào tạo", Kind.CODE, codes="country")
    since: Mapped[str | None] = begins("Học từ")
    until: Mapped[str | None] = ends("Học đến")
    year: Mapped[int | None] = field("Năm được cấp bằng", Kind.YEAR)
    document: Mapped[str | None] = proof("Số hiệu văn bằng", "Số hiệu, số vào sổ cấp bằng")


class Title(ProfileRow):
    """An academic title, a professional title or a rank that somebody was recognised for or appointed to."""

    __tablename__ = "profile_title"

    academic_title: Mapped[str | None] = field("Học hàm", Kind.CODE, codes="academic_title")
    rank: Mapped[str | None] = field("Ngạch, hạng chức danh nghề nghiệp", Kind.CODE, codes="rank")
    name: Mapped[str | None] = field("Chức danh khác", help="Ghi khi không có trong hai danh mục trên")
    branch: Mapped[str | None] = field("Ngành, liên ngành")
    institution: Mapped[str | None] = field("Nơi công nhận, bổ nhiệm")
    since: Mapped[str | None] = begins("Công nhận, bổ nhiệm từ")
    until: Mapped[str | None] = ends("Đến")
    document: Mapped[str | None] = proof("Số quyết định", "Số, ký hiệu, ngày của quyết định")


class Language(ProfileRow):
    """A foreign language, or a language of an ethnic group, and how well it is known."""

    __tablename__ = "profile_language"

    language: Mapped[str] = field("Ngôn ngữ", Kind.CODE, codes="language", required=True)
    level: Mapped[str | None] = field("Trình độ", Kind.CODE, codes="language_level")
    score: Mapped[str | None] = field("Điểm, xếp loại", max_length=40)
    institution: Mapped[str | None] = field("Nơi cấp")
    since: Mapped[str | None] = begins("Ngày cấp")
    until: Mapped[str | None] = ends("Có giá trị đến")
    document: Mapped[str | None] = proof("Số chứng chỉ", "Số hiệu chứng chỉ, văn bằng")


class PoliticalTheory(ProfileRow):
    """A course of political theory as a qualification of the public service; nothing about the Party."""

    __tablename__ = "profile_political_theory"

    level: Mapped[str] = field(
        "Trình độ lý luận chính trị", Kind.CODE, codes="political_theory", required=True,
        sensitivity=Sensitivity.SENSITIVE,
    )  # fmt: skip
    institution: Mapped[str | None] = field("Cơ sở đào tạo")
    study_form: Mapped[str | None] = field("Hình thức đào tạo", Kind.CODE, codes="study_form")
    since: Mapped[str | None] = begins("Học từ")
    until: Mapped[str | None] = ends("Học đến")
    document: Mapped[str | None] = proof("Số văn bằng, chứng chỉ")


class Post(ProfileRow):
    """A post somebody holds or held."""

    __tablename__ = "profile_post"

    place: Mapped[str] = field("Nơi công tác", required=True)
    position: Mapped[str | None] = field("Chức vụ, vị trí việc làm")
    rank: Mapped[str | None] = field("Ngạch, hạng chức danh nghề nghiệp", Kind.CODE, codes="rank")
    work: Mapped[str | None] = field("Công việc chuyên môn")
    since: Mapped[str | None] = begins("Từ")
    until: Mapped[str | None] = field(
        "Đến", Kind.PARTIAL_DATE, years_ahead=YEARS_AHEAD, help="Để trống khi còn đang giữ"
    )
    document: Mapped[str | None] = proof("Số quyết định")


class ResearchTask(ProfileRow):
    """A research task: topic, project, programme."""

    __tablename__ = "profile_research_task"

    title: Mapped[str] = field("Tên nhiệm vụ, đề tài", required=True, max_length=500)
    level: Mapped[str | None] = field("Cấp nhiệm vụ", Kind.CODE, codes="task_level")
    role: Mapped[str | None] = field("Vai trò", Kind.CODE, codes="task_role")
    number: Mapped[str | None] = field("Mã số nhiệm vụ", max_length=60)
    institution: Mapped[str | None] = field("Cơ quan chủ trì")
    state: Mapped[str | None] = field("Tình trạng", Kind.CODE, codes="task_state")
    result: Mapped[str | None] = field("Kết quả, địa chỉ ứng dụng", Kind.NOTE, max_length=1000)
    since: Mapped[str | None] = begins("Thực hiện từ")
    until: Mapped[str | None] = ends("Đến")
    document: Mapped[str | None] = proof("Số hợp đồng, biên bản nghiệm thu")


class Publication(ProfileRow):
    """A published work; it appears once, so that `until` only serves works that appear over years."""

    __tablename__ = "profile_publication"

    title: Mapped[str] = field("Tên công trình", required=True, max_length=500)
    kind: Mapped[str | None] = field("Loại công trình", Kind.CODE, codes="publication_kind")
    role: Mapped[str | None] = field("Vai trò", Kind.CODE, codes="author_role")
    venue: Mapped[str | None] = field("Tạp chí, hội nghị, nhà xuất bản")
    volume: Mapped[str | None] = field("Tập, số, trang", max_length=60)
    since: Mapped[str | None] = begins("Công bố")
    until: Mapped[str | None] = field(
        "Đến", Kind.PARTIAL_DATE, years_ahead=YEARS_AHEAD, help="Chỉ ghi khi công bố nhiều kỳ"
    )
    document: Mapped[str | None] = proof("Số ISSN, ISBN, DOI", "Mã số nhận biết công trình")


class Patent(ProfileRow):
    """A patent, a utility solution, a recognised initiative."""

    __tablename__ = "profile_patent"

    title: Mapped[str] = field("Tên sáng chế, giải pháp", required=True, max_length=500)
    kind: Mapped[str | None] = field("Loại", Kind.CODE, codes="patent_kind")
    state: Mapped[str | None] = field("Tình trạng", Kind.CODE, codes="patent_state")
    role: Mapped[str | None] = field("Vai trò", Kind.CODE, codes="author_role")
    owner: Mapped[str | None] = field("Chủ sở hữu")
    country: Mapped[str | None] = field("Nước cấp", Kind.CODE, codes="country")
    since: Mapped[str | None] = begins("Ngày nộp đơn, cấp bằng")
    until: Mapped[str | None] = ends("Có hiệu lực đến")
    document: Mapped[str | None] = proof("Số đơn, số bằng")


class Supervision(ProfileRow):
    """Somebody guided to a degree; the learner's name is another person's data."""

    __tablename__ = "profile_supervision"

    learner: Mapped[str] = field(
        "Người được hướng dẫn", Kind.NAME, required=True, max_length=100, sensitivity=Sensitivity.PERSONAL
    )
    degree: Mapped[str | None] = field("Bậc đào tạo", Kind.CODE, codes="degree")
    topic: Mapped[str | None] = field("Đề tài", max_length=500)
    role: Mapped[str | None] = field("Vai trò", help="Ví dụ: hướng dẫn chính, hướng dẫn phụ")
    institution: Mapped[str | None] = field("Cơ sở đào tạo")
    since: Mapped[str | None] = begins("Hướng dẫn từ")
    until: Mapped[str | None] = ends("Đến")
    year: Mapped[int | None] = field("Năm bảo vệ", Kind.YEAR)
    document: Mapped[str | None] = proof("Số quyết định")


class Award(ProfileRow):
    """An honour, an order, a prize."""

    __tablename__ = "profile_award"

    honour: Mapped[str | None] = field("Danh hiệu vinh dự nhà nước", Kind.CODE, codes="honour")
    award: Mapped[str | None] = field("Giải thưởng, hình thức khen", Kind.CODE, codes="award")
    name: Mapped[str | None] = field("Tên khác", help="Ghi khi không có trong hai danh mục trên")
    level: Mapped[str | None] = field("Cấp khen thưởng", Kind.CODE, codes="award_level")
    reason: Mapped[str | None] = field("Thành tích, công trình", max_length=500)
    since: Mapped[str | None] = begins("Được tặng")
    until: Mapped[str | None] = ends("Đến")
    document: Mapped[str | None] = proof("Số quyết định")


class Membership(ProfileRow):
    """Membership in an association."""

    __tablename__ = "profile_membership"

    association: Mapped[str] = field("Loại hội", Kind.CODE, codes="association", required=True)
    name: Mapped[str | None] = field("Tên hội")
    role: Mapped[str | None] = field("Chức vụ trong hội", Kind.CODE, codes="association_role")
    since: Mapped[str | None] = begins("Từ")
    until: Mapped[str | None] = field(
        "Đến", Kind.PARTIAL_DATE, years_ahead=YEARS_AHEAD, help="Để trống khi còn là hội viên"
    )
    document: Mapped[str | None] = proof("Số thẻ, số quyết định")


class Training(ProfileRow):
    """A training or further training attended."""

    __tablename__ = "profile_training"

    title: Mapped[str] = field("Nội dung bồi dưỡng", required=True, max_length=300)
    kind: Mapped[str | None] = field("Loại bồi dưỡng", Kind.CODE, codes="training_kind")
    institution: Mapped[str | None] = field("Nơi bồi dưỡng")
    country: Mapped[str | None] = field("Nước", Kind.CODE, codes="country")
    since: Mapped[str | None] = begins("Từ")
    until: Mapped[str | None] = ends("Đến")
    document: Mapped[str | None] = proof("Số chứng chỉ, quyết định")


class PolicyReceived(ProfileRow):
    """A policy for intellectuals that somebody benefits from."""

    __tablename__ = "profile_policy"

    kind: Mapped[str] = field("Loại chính sách", Kind.CODE, codes="policy_kind", required=True)
    content: Mapped[str | None] = field(
        "Nội dung được hưởng", Kind.NOTE, max_length=1000, sensitivity=Sensitivity.PERSONAL
    )
    institution: Mapped[str | None] = field("Cơ quan thực hiện")
    since: Mapped[str | None] = begins("Từ")
    until: Mapped[str | None] = ends("Đến")
    document: Mapped[str | None] = proof("Số quyết định")


class Contribution(ProfileRow):
    """Advice, social criticism, expertise given to an office."""

    __tablename__ = "profile_contribution"

    title: Mapped[str] = field("Nội dung tư vấn, phản biện", required=True, max_length=500)
    kind: Mapped[str | None] = field("Hình thức", Kind.CODE, codes="contribution_kind")
    institution: Mapped[str | None] = field("Cơ quan, tổ chức đề nghị")
    result: Mapped[str | None] = field("Kết quả, ý kiến được tiếp thu", Kind.NOTE, max_length=1000)
    since: Mapped[str | None] = begins("Từ")
    until: Mapped[str | None] = ends("Đến")
    document: Mapped[str | None] = proof("Số văn bản")


class ExpertAbroad(ProfileRow):
    """Where somebody lives and works abroad, and what he is ready to contribute to the place."""

    __tablename__ = "profile_expert_abroad"

    country: Mapped[str] = field("Nước đang ở", Kind.CODE, codes="country", required=True)
    research_field: Mapped[str | None] = field("Lĩnh vực chuyên môn", Kind.CODE, codes="research_field")
    institution: Mapped[str | None] = field("Cơ quan, tổ chức")
    position: Mapped[str | None] = field("Chức vụ, công việc")
    readiness: Mapped[str | None] = field("Mức sẵn sàng đóng góp", Kind.CODE, codes="readiness")
    offer: Mapped[str | None] = field("Việc có thể đóng góp", Kind.NOTE, max_length=1000)
    since: Mapped[str | None] = begins("Ở nước ngoài từ")
    until: Mapped[str | None] = ends("Đến")
    document: Mapped[str | None] = proof("Số văn bản, nguồn thông tin")


class Wish(ProfileRow):
    """A wish somebody expressed, and what became of it."""

    __tablename__ = "profile_wish"

    wish: Mapped[str] = field(
        "Nguyện vọng", Kind.NOTE, required=True, max_length=1000, sensitivity=Sensitivity.PERSONAL
    )
    kind: Mapped[str | None] = field("Loại nguyện vọng", Kind.CODE, codes="wish_kind")
    since: Mapped[str | None] = begins("Ngày nêu")
    outcome: Mapped[str | None] = field("Kết quả giải quyết", Kind.NOTE, max_length=1000)
    institution: Mapped[str | None] = field("Cơ quan giải quyết")
    until: Mapped[str | None] = ends("Ngày giải quyết xong")
    document: Mapped[str | None] = proof("Số văn bản trả lời")
