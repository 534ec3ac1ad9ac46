"""The office itself and its users."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record, new_uid
from desktop.storage.fields import Kind, field

ADMISSION = "Điều kiện vào sổ"


class Unit(Base):
    """The office whose book this is: one row. What stands at the head and foot of its papers."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(default="ward")
    code: Mapped[str] = field(
        "Mã đơn vị", required=True, section="Đơn vị", help="Mã xã, phường theo danh mục"
    )
    name: Mapped[str] = field("Tên đơn vị", required=True, section="Đơn vị")
    province: Mapped[str] = field(
        "Tỉnh, thành phố", Kind.CODE, required=True, codes="province", section="Đơn vị"
    )
    parent: Mapped[str | None] = field("Cơ quan chủ quản", section="Đơn vị")
    place: Mapped[str | None] = field("Địa danh ghi trên văn bản", section="Văn bản")
    notation: Mapped[str | None] = field("Ký hiệu cơ quan ban hành", section="Văn bản", help="Ví dụ: UBND")
    authority: Mapped[str | None] = field(
        "Thẩm quyền ký", section="Văn bản", help="Ví dụ: TM. ỦY BAN NHÂN DÂN"
    )
    leader_title: Mapped[str | None] = field(
        "Chức vụ người ký",
        section="Văn bản",
        help="Ví dụ: CHỦ TỊCH; ký thay thì ghi KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
    )
    leader_name: Mapped[str | None] = field("Họ tên người ký", section="Văn bản")
    drafting_section: Mapped[str | None] = field("Bộ phận soạn thảo", section="Văn bản", help="Ví dụ: VHXH")
    admit_degree: Mapped[str | None] = field(
        "Trình độ thấp nhất để vào sổ", Kind.CODE, codes="degree", section=ADMISSION,
        help="Để trống là đại học; ai chưa đạt thì cần có một trong ba điều sau",
    )  # fmt: skip
    admit_specialist: Mapped[int | None] = field("Hoặc có trình độ chuyên khoa", Kind.FLAG, section=ADMISSION)
    admit_title: Mapped[int | None] = field("Hoặc có học hàm", Kind.FLAG, section=ADMISSION)
    admit_honour: Mapped[int | None] = field(
        "Hoặc có danh hiệu vinh dự (nghệ sĩ, nghệ nhân…)", Kind.FLAG, section=ADMISSION
    )


class User(Base):
    """A person who may open this office; the password is only known to the key slot of the same login."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    login: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    role: Mapped[str]
    active: Mapped[int] = mapped_column(default=1)


class AdoptedList(Base, Record):
    """A code list that the department has replaced; the newest version of a name is in force.

    `content` is the CSV as it was signed, `valid_from` its version, `sha256` that of the signed file.
    """

    __tablename__ = "adopted_list"

    name: Mapped[str] = mapped_column(index=True)
    valid_from: Mapped[str]
    issuer: Mapped[str]
    number: Mapped[str]
    signers: Mapped[str]
    adopted_at: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    content: Mapped[str]


class Draft(Base):
    """What one user is typing into a form and has not saved; outside the journal by the prefix of its name.

    `form` and `subject` say what is being typed, `title` names it to the user. `values` are the fields that
    were typed, as JSON; `basis` tells what the record was like before; `saved_at` is UTC, ISO 8601.
    """

    __tablename__ = "draft_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    login: Mapped[str] = mapped_column(index=True)
    form: Mapped[str]
    subject: Mapped[str]
    title: Mapped[str]
    values: Mapped[str]
    basis: Mapped[str]
    saved_at: Mapped[str]


class StoredFile(Base):
    """A file's bytes, kept once under their SHA-256 and never changed; see `accounts.kept`."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes]
