"""One intellectual: every field is declared once, here, and read everywhere else."""

from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, Sensitivity, field

IDENTITY, CONTACT, WORK, TRAINING, STANDING = (
    "Nhân thân",
    "Liên hệ và địa bàn",
    "Công tác",
    "Trình độ",
    "Tình trạng",
)


class Person(Base, Record):
    """A person in the register; codes stand for labels of `resources/codelists`."""

    __tablename__ = "person"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an id once given is never given again

    full_name: Mapped[str] = field(
        "Họ và tên", Kind.NAME, required=True, section=IDENTITY, max_length=100,
        excel=("Họ tên", "Tên", "Họ và tên khai sinh", "Họ, tên", "Tên trí thức", "Full name"),
    )  # fmt: skip
    birth: Mapped[str | None] = field(
        "Ngày sinh", Kind.PARTIAL_DATE, section=IDENTITY, sensitivity=Sensitivity.PERSONAL,
        excel=(
            "Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "NTNS", "Sinh ngày", "NS",
            "Date of birth",
        ),
        help="dd/mm/yyyy, mm/yyyy hoặc yyyy",
    )  # fmt: skip
    sex: Mapped[str | None] = field(
        "Giới tính", Kind.CODE, codes="sex", section=IDENTITY,
        excel=("Giới", "Phái", "GT", "Gender", "Nam/Nữ", "Nam, nữ"),
    )  # fmt: skip
    ethnicity: Mapped[str | None] = field(
        "Dân tộc", Kind.CODE, codes="ethnicity", section=IDENTITY, sensitivity=Sensitivity.SENSITIVE
    )
    id_number: Mapped[str | None] = field(
        "Số định danh cá nhân", Kind.ID_NUMBER, section=IDENTITY, index=True, max_length=20,
        sensitivity=Sensitivity.PERSONAL, help="12 chữ số trên thẻ căn cước",
        excel=(
            "Số CCCD", "CCCD", "Số căn cước", "Số CMND/CCCD", "CMND/CCCD", "Số định danh",
            "Căn cước công dân", "Số căn cước công dân", "Căn cước", "CMND", "Số CMND", "CCCD/CMND",
            "Số CCCD/CMND", "Số ĐDCN", "Mã định danh", "Số định danh cá nhân/CMND", "Số định danh/CMND",
        ),
    )  # fmt: skip
    relation: Mapped[str | None] = field(
        "Quan hệ với địa bàn",
        Kind.CODE,
        codes="relation",
        section=CONTACT,
        excel=("Quan hệ địa bàn", "Đối tượng"),
    )
    residence: Mapped[str | None] = field(
        "Xã, phường cư trú", Kind.CODE, codes="commune", section=CONTACT,
        excel=("Phường/xã", "Xã/phường", "Nơi cư trú (xã)", "Xã phường", "Phường, xã"),
    )  # fmt: skip
    address: Mapped[str | None] = field(
        "Địa chỉ", section=CONTACT, sensitivity=Sensitivity.PERSONAL,
        excel=(
            "Nơi ở", "Chỗ ở hiện nay", "Nơi ở hiện nay", "Địa chỉ liên hệ", "Tổ dân phố", "Khu phố",
            "Địa chỉ thường trú",
        ),
    )  # fmt: skip
    origin: Mapped[str | None] = field(
        "Quê quán (tỉnh, thành phố)", Kind.CODE, codes="province", section=CONTACT,
        excel=("Quê quán", "Nguyên quán", "Quê"),
    )  # fmt: skip
    phone: Mapped[str | None] = field(
        "Điện thoại", Kind.PHONE, section=CONTACT, index=True, max_length=20,
        sensitivity=Sensitivity.PERSONAL,
        excel=(
            "Số điện thoại", "SĐT", "ĐT", "Di động", "Điện thoại liên hệ", "Số ĐT", "Điện thoại di động",
            "ĐTDĐ", "Số ĐTDĐ", "Số di động",
        ),
    )  # fmt: skip
    email: Mapped[str | None] = field(
        "Thư điện tử",
        Kind.EMAIL,
        section=CONTACT,
        sensitivity=Sensitivity.PERSONAL,
        excel=("Email", "E-mail", "Địa chỉ email", "Địa chỉ thư điện tử"),
    )
    workplace: Mapped[str | None] = field(
        "Nơi công tác",
        section=WORK,
        excel=("Đơn vị công tác", "Cơ quan công tác", "Cơ quan, đơn vị", "Đơn vị", "Cơ quan", "Nơi làm"),
    )
    sector: Mapped[str | None] = field(
        "Khu vực làm việc", Kind.CODE, codes="sector", section=WORK, excel=("Khu vực", "Loại hình đơn vị")
    )
    position: Mapped[str | None] = field(
        "Chức vụ, vị trí việc làm",
        section=WORK,
        excel=("Chức vụ", "Vị trí việc làm", "Chức danh", "Công việc", "Nghề nghiệp"),
    )
    work_field: Mapped[str | None] = field(
        "Lĩnh vực hoạt động",
        Kind.CODE,
        codes="work_field",
        section=WORK,
        excel=("Lĩnh vực", "Lĩnh vực công tác", "Ngành"),
    )
    association: Mapped[str | None] = field(
        "Hội tham gia",
        Kind.CODE,
        codes="association",
        section=WORK,
        excel=("Hội", "Hội viên", "Tham gia hội", "Tổ chức hội"),
    )
    strategic_group: Mapped[str | None] = field(
        "Nhóm chiến lược", Kind.CODE, codes="strategic_group", section=WORK,
        excel=("Nhóm trí thức", "Nhóm trí thức chiến lược", "Phân nhóm"),
    )  # fmt: skip
    degree: Mapped[str | None] = field(
        "Trình độ cao nhất", Kind.CODE, codes="degree", required=True, section=TRAINING,
        excel=(
            "Trình độ", "Học vị", "Trình độ chuyên môn", "Trình độ đào tạo", "Bằng cấp", "Học hàm, học vị",
            "Học vị, học hàm", "Trình độ học vấn", "Văn bằng cao nhất", "Trình độ CM", "TĐCM",
            "Trình độ chuyên môn cao nhất",
        ),
    )  # fmt: skip
    degree_year: Mapped[int | None] = field(
        "Năm được cấp bằng",
        Kind.YEAR,
        section=TRAINING,
        excel=("Năm tốt nghiệp", "Năm cấp bằng", "Năm đạt trình độ", "Năm TN"),
    )
    academic_title: Mapped[str | None] = field(
        "Học hàm", Kind.CODE, codes="academic_title", section=TRAINING, excel=("Chức danh khoa học",)
    )
    specialist: Mapped[str | None] = field(
        "Trình độ chuyên khoa",
        Kind.CODE,
        codes="specialist",
        section=TRAINING,
        excel=("Chuyên khoa", "Chuyên khoa (ngành y, dược)"),
    )
    honour: Mapped[str | None] = field(
        "Danh hiệu cao nhất",
        Kind.CODE,
        codes="honour",
        section=TRAINING,
        excel=("Danh hiệu", "Danh hiệu được phong tặng", "Danh hiệu vinh dự nhà nước"),
    )
    training_field: Mapped[str | None] = field(
        "Lĩnh vực đào tạo",
        Kind.CODE,
        codes="training_field",
        section=TRAINING,
        excel=("Ngành đào tạo", "Nhóm ngành đào tạo"),
    )
    major: Mapped[str | None] = field(
        "Chuyên ngành", section=TRAINING, excel=("Chuyên ngành đào tạo", "Chuyên môn")
    )
    research_field: Mapped[str | None] = field(
        "Lĩnh vực nghiên cứu",
        Kind.CODE,
        codes="research_field",
        section=TRAINING,
        excel=("Hướng nghiên cứu",),
    )
    trained_year: Mapped[int | None] = field(
        "Năm được bồi dưỡng gần nhất", Kind.YEAR, section=TRAINING, excel=("Năm bồi dưỡng", "Bồi dưỡng")
    )
    status: Mapped[str | None] = field(
        "Tình trạng",
        Kind.CODE,
        codes="status",
        required=True,
        section=STANDING,
        excel=("Trạng thái", "Tình trạng công tác"),
    )
    status_since: Mapped[str | None] = field(
        "Tình trạng từ ngày",
        Kind.PARTIAL_DATE,
        section=STANDING,
        years_ahead=5,
        excel=("Từ ngày", "Ngày nghỉ hưu", "Thời điểm"),
    )
    note: Mapped[str | None] = field("Ghi chú", Kind.NOTE, section=STANDING, max_length=2000)
    confirmed_on: Mapped[str | None] = field(
        "Ngày rà soát gần nhất", Kind.DATE, section=STANDING, excel=("Ngày rà soát", "Ngày cập nhật")
    )

    def age_on(self, day: date) -> int | None:
        """Return the age in full years on a day; with only a year known, the year's difference."""
        return age_on(self.birth, day)


@lru_cache(maxsize=65536)
def age_on(birth: str | None, day: date) -> int | None:
    """Return the age of someone born on a (partial) date; None when not even the year is known."""
    if not birth:
        return None
    parts = [int(part) for part in birth.split("-")]
    before_birthday = tuple(parts[1:]) > (day.month, day.day)[: len(parts) - 1]
    return day.year - parts[0] - int(before_birthday)


class DroppedDuplicate(Base):
    """Two records that the office has said are not one person; never proposed again."""

    __tablename__ = "not_same_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_uid: Mapped[str] = mapped_column(index=True)
    second_uid: Mapped[str] = mapped_column(index=True)
