"""Fields of an imagined register, one of each kind, and their code lists."""

from collections.abc import Sequence

from desktop.storage.fields import Field, Kind, Sensitivity

FIELDS = (
    Field("full_name", "Họ và tên", Kind.NAME, required=True, section="Định danh"),
    Field("birth", "Ngày sinh", Kind.PARTIAL_DATE, required=True, section="Định danh"),
    Field("id_number", "Số định danh", Kind.ID_NUMBER, section="Định danh", help="12 chữ số trên thẻ"),
    Field("ethnicity", "Dân tộc", Kind.CODE, sensitivity=Sensitivity.SENSITIVE, section="Định danh"),
    Field("abroad", "Đang ở nước ngoài", Kind.FLAG, section="Định danh"),
    Field("degree", "Trình độ", Kind.CODE, section="Chuyên môn"),
    Field("year", "Năm tốt nghiệp", Kind.YEAR, section="Chuyên môn"),
    Field("works", "Số công trình", Kind.NUMBER, section="Chuyên môn"),
    Field("joined", "Ngày vào hội", Kind.DATE, section="Chuyên môn"),
    Field("phone", "Điện thoại", Kind.PHONE, section="Liên hệ"),
    Field("email", "Thư điện tử", Kind.EMAIL, section="Liên hệ"),
    Field("place", "Nơi công tác", Kind.LINE, max_length=20, section="Liên hệ"),
    Field("note", "Ghi chú", Kind.NOTE, section="Liên hệ"),
)

DEGREES = (
    ("CD", "Cao đẳng"),
    ("DH", "Đại học"),
    ("ThS", "Thạc sĩ"),
    ("TSKH", "Tiến sĩ khoa học"),
    ("TS", "Tiến sĩ"),
)

ETHNICITIES = (("01", "Kinh"), ("02", "Tày"), ("05", "Khơ-me"))

VALUES: dict[str, object] = {
    "full_name": "Nguyễn Thị Mẫu (hư cấu)",
    "birth": "1980-03",
    "id_number": "001180012345",
    "ethnicity": "01",
    "abroad": True,
    "degree": "TS",
    "year": 2004,
    "works": 1200,
    "joined": "2019-06-01",
    "phone": "0912 345 678",
    "email": "mau@example.vn",
    "place": "Trường Mẫu",
    "note": "Dòng một\nDòng hai",
}


def choices(field: Field) -> Sequence[tuple[str, str]]:
    return {"degree": DEGREES, "ethnicity": ETHNICITIES}[field.key]
