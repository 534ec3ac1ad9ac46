"""An activity, who took part in it, the opinions raised there, and the tasks of adopted plans it serves.

Who has left the register since, or never was in it, keeps the place in the list under the name written there.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field

EVENT, PAPERS, OUTCOME, MONEY = "Hoạt động", "Văn bản", "Nội dung và kết quả", "Kinh phí và khách mời"
SAID, HANDLED = "Ý kiến", "Xử lý"


class Activity(Base, Record):
    """One dialogue, honouring, contest, training …; `state` tells a plan from what was held."""

    __tablename__ = "activity"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an id once given is never given again

    kind: Mapped[str] = field(
        "Loại hoạt động", Kind.CODE, codes="activity_kind", required=True, section=EVENT
    )
    state: Mapped[str] = field("Tình trạng", Kind.CODE, codes="activity_state", required=True, section=EVENT)
    title: Mapped[str] = field("Tên hoạt động", required=True, max_length=300, section=EVENT)
    starts_on: Mapped[str] = field("Ngày tổ chức", Kind.DATE, required=True, section=EVENT, index=True)
    ends_on: Mapped[str | None] = field(
        "Đến ngày", Kind.DATE, section=EVENT, help="Để trống khi chỉ một ngày"
    )
    place: Mapped[str | None] = field("Địa điểm", section=EVENT)
    organiser: Mapped[str | None] = field("Đơn vị tổ chức", section=EVENT)
    document_number: Mapped[str | None] = field(
        "Số, ký hiệu văn bản", max_length=100, section=PAPERS, help="Kế hoạch, giấy mời, quyết định"
    )
    document_date: Mapped[str | None] = field("Ngày văn bản", Kind.DATE, section=PAPERS)
    content: Mapped[str | None] = field("Nội dung", Kind.NOTE, max_length=4000, section=OUTCOME)
    result: Mapped[str | None] = field("Kết quả", Kind.NOTE, max_length=4000, section=OUTCOME)
    training_kind: Mapped[str | None] = field(
        "Loại bồi dưỡng", Kind.CODE, codes="training_kind", section=OUTCOME, help="Chỉ ghi cho lớp bồi dưỡng"
    )
    cost: Mapped[int | None] = field("Kinh phí (đồng)", Kind.NUMBER, section=MONEY)
    money_source: Mapped[str | None] = field("Nguồn kinh phí", Kind.CODE, codes="money_source", section=MONEY)
    other_guests: Mapped[int | None] = field(
        "Số khách ngoài danh sách", Kind.NUMBER, section=MONEY, help="Khách không ghi tên ở thẻ Người dự"
    )


class Participant(Base, Record):
    """Somebody in the list of an activity: of the register (`person_id`), or a guest known by name only.

    `attended` is 1, 0, or None while nobody has noted it.
    """

    __tablename__ = "participant"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an undone removal gets its own id back

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = field("Họ và tên", Kind.NAME, required=True, max_length=100)
    position: Mapped[str | None] = field("Chức vụ, vị trí việc làm")
    workplace: Mapped[str | None] = field("Nơi công tác")
    role: Mapped[str] = field("Tư cách tham dự", Kind.CODE, codes="participant_role", required=True)
    attended: Mapped[int | None] = field("Có mặt", Kind.FLAG)
    award: Mapped[str | None] = field(
        "Hình thức khen, giải thưởng", max_length=300, help="Ví dụ: Giấy khen của Chủ tịch UBND phường"
    )
    merit: Mapped[str | None] = field("Thành tích", Kind.NOTE, max_length=1000)


class Opinion(Base, Record):
    """An opinion or proposal raised at an activity; how it stands on a day follows from what was done.

    Who raised it is as plain as the list of those who took part: it was said before all of them and stands in
    the minutes, and whoever answers has to know it.
    """

    __tablename__ = "opinion"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an undone removal gets its own id back

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    said_by: Mapped[str | None] = field("Người nêu", Kind.NAME, max_length=100, section=SAID)
    text: Mapped[str] = field("Ý kiến, kiến nghị", Kind.NOTE, required=True, max_length=4000, section=SAID)
    work_field: Mapped[str | None] = field("Lĩnh vực", Kind.CODE, codes="work_field", section=SAID)
    passed_to: Mapped[str | None] = field("Chuyển đến đơn vị", section=HANDLED)
    passed_on: Mapped[str | None] = field("Ngày chuyển", Kind.DATE, section=HANDLED)
    answer: Mapped[str | None] = field("Nội dung trả lời", Kind.NOTE, max_length=4000, section=HANDLED)
    answered_on: Mapped[str | None] = field("Ngày trả lời", Kind.DATE, section=HANDLED)
    answer_document: Mapped[str | None] = field("Văn bản trả lời", section=HANDLED)
    declined: Mapped[int | None] = field("Không tiếp thu", Kind.FLAG, section=HANDLED)


class ActivityTask(Base):
    """An activity serves an obligation; `progress_id` is the report of progress made of it, if one was."""

    __tablename__ = "activity_task"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an undone removal gets its own id back

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id", ondelete="CASCADE"), index=True)
    progress_id: Mapped[int | None] = mapped_column(ForeignKey("progress.id", ondelete="SET NULL"))
