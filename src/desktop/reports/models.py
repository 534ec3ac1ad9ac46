"""Frozen reports and the files made from them."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field

WARD_PLAN = "ward_plan"
"""The kind of a snapshot that is the office's own plan; others are reports (`outline`) or letters."""

LETTER = "letter:"
"""What the kind of a snapshot begins with that is a letter or a list; the name of its outline follows."""


class Snapshot(Base, Record):
    """A report made final: its figures with the uids behind them, its text, its hash. Never edited.

    `content` is the canonical JSON that `sha256` covers; `replaces` is the uid of the version it corrects.
    Dates are ISO; `is_estimate` marks a report due before its cut-off (“ước thực hiện”).
    """

    __tablename__ = "snapshot"

    kind: Mapped[str]
    plan_code: Mapped[str] = mapped_column(index=True)
    period: Mapped[str]
    starts_on: Mapped[str]
    cut_off: Mapped[str]
    is_estimate: Mapped[int] = mapped_column(default=0)
    made_on: Mapped[str]
    made_by: Mapped[str]
    replaces: Mapped[str | None]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)


class SnapshotFile(Base, Record):
    """A file made from a snapshot: role is draft, leader_signed, signed, docx or xlsx."""

    __tablename__ = "snapshot_file"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
    role: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    made_on: Mapped[str]


class IssuedPaper(Base, Record):
    """A line of the register of issued papers (sổ văn bản đi): numbers restart at 01 on 1 January.

    Source of the columns: NĐ 30/2020/NĐ-CP, Phụ lục IV. A number is given once in a year and type: the index
    holds it. `snapshot_id` is None for a paper made outside the program, `by_clerk` marks a number that was
    typed as the office's clerk gave it, `cancelled` is the reason why a number was given up; `replaces` and
    `corrects` are uids of earlier lines.
    """

    __tablename__ = "issued_paper"
    __table_args__ = (
        Index("ix_issued_paper_number", "unit_code", "year", "type_code", "number", unique=True),
    )

    year: Mapped[int]
    type_code: Mapped[str] = field("Loại văn bản", Kind.CODE, codes="paper_type", required=True)
    number: Mapped[int] = field("Số", Kind.NUMBER, required=True)
    issued_on: Mapped[str] = field("Ngày ban hành", Kind.DATE, required=True)
    subject: Mapped[str] = field("Trích yếu nội dung", Kind.NOTE, required=True, max_length=500)
    signer: Mapped[str] = field("Người ký", required=True)
    recipient: Mapped[str] = field("Nơi nhận", Kind.NOTE, required=True, max_length=500)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    notation: Mapped[str | None] = field(
        "Ký hiệu", max_length=60, help="Phần sau dấu /, ví dụ BC-UBND; để trống thì lấy theo loại văn bản"
    )
    kept_by: Mapped[str | None] = field("Đơn vị, người nhận bản lưu")
    copies: Mapped[int | None] = field("Số lượng bản", Kind.NUMBER)
    note: Mapped[str | None] = field("Ghi chú", max_length=300)
    by_clerk: Mapped[int | None] = mapped_column()
    cancelled: Mapped[str | None] = mapped_column()
    replaces: Mapped[str | None] = mapped_column()
    corrects: Mapped[str | None] = mapped_column()
