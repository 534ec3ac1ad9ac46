"""The sample list: fictional people of phường Trấn Biên, written as an office would have them in Excel."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.excel.office_list import ListColumn, OfficeList, Section, write_office_list
from desktop.people.sample_people import SamplePerson, draw_people

NOTE = "Nhân vật hư cấu"

_COLUMNS = (
    ListColumn("STT", "", 5, centred=True),
    ListColumn("Họ và tên", "", 27),
    ListColumn("Ngày sinh", "", 12, centred=True),
    ListColumn("Giới tính", "Nam", 6, centred=True),
    ListColumn("", "Nữ", 6, centred=True),
    ListColumn("Dân tộc", "", 9, centred=True),
    ListColumn("Số CCCD", "", 15, centred=True),
    ListColumn("Số điện thoại", "", 13, centred=True),
    ListColumn("Nơi ở hiện nay", "", 34),
    ListColumn("Phường/xã", "", 17),
    ListColumn("Đơn vị công tác", "", 36),
    ListColumn("Chức vụ", "", 20),
    ListColumn("Khu vực", "", 17),
    ListColumn("Lĩnh vực", "", 23),
    ListColumn("Trình độ", "Học hàm, học vị", 13),
    ListColumn("", "Chuyên ngành", 21),
    ListColumn("", "Năm tốt nghiệp", 9, centred=True),
    ListColumn("Tham gia hội", "", 15),
    ListColumn("Năm bồi dưỡng", "", 9, centred=True),
    ListColumn("Tình trạng", "", 14),
    ListColumn("Ghi chú", "", 17),
)
_SECTIONS = (
    ("I", "Giáo dục và đào tạo", "KHỐI GIÁO DỤC VÀ ĐÀO TẠO"),
    ("II", "Y tế", "KHỐI Y TẾ"),
    ("III", "", "KHỐI CƠ QUAN, DOANH NGHIỆP VÀ LĨNH VỰC KHÁC"),
)


def write_sample_list(path: Path, count: int = 300, seed: int = 2026) -> None:
    """Write a list of fictional people with the habits of real ones.

    Titles stand above it, headings over two rows, sections, x marks, degrees glued to names, birth years
    alone, numbers stored as numbers, signatures below; it imports without a wrong row.
    Raises FileProblem when the file cannot be written.
    """
    people = draw_people(count, seed)
    write_office_list(
        path,
        OfficeList(
            name="Trấn Biên",
            office=("ỦY BAN NHÂN DÂN", "PHƯỜNG TRẤN BIÊN"),
            title="DANH SÁCH TRÍ THỨC TRÊN ĐỊA BÀN PHƯỜNG TRẤN BIÊN (DỮ LIỆU MẪU – HƯ CẤU)",
            subtitle="(Mọi người trong danh sách này là nhân vật hư cấu, chỉ dùng để xem thử chương trình)",
            columns=_COLUMNS,
            sections=_sections(people),
            total=f"Tổng cộng: {count} người.",
            place_and_day="Trấn Biên, ngày 05 tháng 01 năm 2026",
            signers=("NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN"),
        ),
    )


def _sections(people: Sequence[SamplePerson]) -> list[Section]:
    """Return the people by field of work, numbered through the whole list."""
    left, number = list(people), 0
    sections = []
    for roman, field, title in _SECTIONS:
        inside = [person for person in left if field in ("", person.field)]
        left = [person for person in left if field not in ("", person.field)]
        rows = [_cells(place, person) for place, person in enumerate(inside, number + 1)]
        sections.append(Section(roman, title, rows))
        number += len(inside)
    return sections


def _cells(number: int, person: SamplePerson) -> list[object]:
    """Return a person's cells; every some people one of the oddities that real lists have."""
    man, woman = ("", "x") if person.is_woman else ("x", "")
    name, degree = _name_and_degree(number, person)
    phone = int(person.phone) if number % 17 == 0 else person.phone
    return [
        number, name, _birth(number, person.born), man, woman, person.ethnicity, person.id_number, phone,
        person.address, "Phường Trấn Biên", person.workplace, person.position, person.sector, person.field,
        degree, person.major, person.degree_year, person.association, person.trained_year, person.status,
        NOTE,
    ]  # fmt: skip


def _name_and_degree(number: int, person: SamplePerson) -> tuple[str, str]:
    name, degree = person.full_name, person.degree
    is_lecturer = person.workplace.startswith("Trường Đại học")
    if degree in ("Tiến sĩ", "TSKH") and is_lecturer and number % 4 == 0:
        name, degree = f"PGS.TS. {name}", "PGS.TS"
    elif degree == "Thạc sĩ" and number % 5 == 0:
        name = f"ThS. {name}"
    elif degree == "Đại học" and person.position.startswith(("Bác sĩ", "Trưởng khoa")):
        degree = "BSCKI" if number % 2 else "Bác sĩ"
    if number % 23 == 0:
        name = name.upper()
    return (unicodedata.normalize("NFD", name) if number % 29 == 0 else name), degree


def _birth(number: int, born: date) -> object:
    """Return a birth date as lists have it: mostly a date, here and there text, a month or a year alone."""
    if number % 31 == 0:
        return born.year
    if number % 19 == 0:
        return f"{born.month:02d}/{born.year}"
    return f"{born.day}/{born.month}/{born.year}" if number % 3 == 0 else born
