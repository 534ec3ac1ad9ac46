"""What is refused, what is warned about, in which words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import Severity
from desktop.people.normal import FIELDS, normalize_person
from desktop.people.rules import GRADED, advise, broken_rules, check_person, suggest_id_number

TODAY = date(2026, 11, 21)
SOUND = {
    "full_name": "Nguyễn Văn An",
    "birth": "1980-03-05",
    "sex": "nam",
    "id_number": "075080001234",
    "degree": "TS",
    "status": "dang_lam",
}


def said(severity: Severity, **changes: object) -> dict[str, str]:
    problems = check_person(normalize_person(SOUND | changes, TODAY), TODAY)
    return {one.field: one.message for one in problems if one.severity is severity}


def test_a_sound_record_has_no_problem() -> None:
    assert check_person(SOUND, TODAY) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("full_name", "", "Chưa có họ và tên"),
        ("full_name", "Nguyễn V4n An", "chữ số"),
        ("full_name", "Nguyễn Văn An 😀", "ký hiệu lạ"),
        ("full_name", "An " * 60, "dài"),
        ("degree", None, "Chưa có trình độ cao nhất"),
        ("degree", "siêu", "không có trong danh mục"),
        ("status", None, "Chưa có tình trạng"),
        ("sex", "khác", "không có trong danh mục"),
        ("birth", "31/02/1980", "Không có ngày 31/02/1980".lower()),
        ("birth", "30/13/1980", "tháng 13"),
        ("birth", "01/01/2030", "chưa tới"),
        ("birth", "1900", "126 tuổi"),
        ("birth", "hôm qua", "Ngày sinh"),
        ("id_number", "75080001234", "có thể Excel đã bỏ số 0 ở đầu: 075080001234?"),
        ("id_number", "1080001234", "có thể Excel đã bỏ số 0 ở đầu: 001080001234?"),
        ("id_number", "0750800012345", "Số định danh có 13 chữ số"),
        ("id_number", "07508000123", "Số định danh có 11 chữ số; phải có đúng 12"),
        ("id_number", "07508000123A", "không phải chữ số"),
        ("degree_year", "2030", "nằm ngoài khoảng"),
        ("degree_year", "abc", "không phải một năm"),
        ("note", "x" * 2001, "dài 2001 chữ"),
        ("status_since", "31/04/2026", "không có ngày"),
        ("status_since", "1970", "trước khi sinh"),
        ("confirmed_on", "2026", "ngày"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(field: str, value: object, words: str) -> None:
    assert words in said(Severity.REFUSE, **{field: value})[field]


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ("full_name", {"full_name": "An"}, "chỉ có một tiếng"),
        ("birth", {"birth": "2015", "id_number": None}, "chưa đủ 18"),
        ("id_number", {"id_number": "271234567"}, "CMND cũ"),
        ("id_number", {"id_number": "B1234567"}, "hộ chiếu"),
        ("id_number", {"id_number": "099080001234"}, "099"),
        ("id_number", {"sex": "nu"}, "giới tính Nam"),
        ("id_number", {"birth": "1981-03-05"}, "năm sinh 1980"),
        ("phone", {"phone": "12345"}, "10 chữ số"),
        ("email", {"email": "an@mau"}, "thư điện tử"),
        ("degree_year", {"degree_year": 1990}, "chưa đủ 18 tuổi"),
        ("academic_title", {"academic_title": "PGS", "degree": "ThS"}, "tiến sĩ"),
        ("status_since", {"status_since": "2027-01-01"}, "chưa tới"),
        ("status_since", {"status_since": "1984"}, "khi chưa đủ 14 tuổi"),
        ("confirmed_on", {"confirmed_on": "2027-01-01"}, "chưa tới"),
    ],
)
def test_what_is_only_unlikely_is_warned_about(field: str, changes: dict[str, object], words: str) -> None:
    assert words.lower() in said(Severity.WARN, **changes)[field].lower()
    assert said(Severity.REFUSE, **changes) == {}


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ("status", {"status": "nghi_huu"}, "từ ngày nào"),
        ("status", {"birth": "1960", "id_number": None}, "Đã 66 tuổi mà còn ghi đang công tác"),
        ("confirmed_on", {"confirmed_on": "2025-11-21"}, "hơn 12 tháng"),
    ],
)
def test_what_would_help_is_only_said(field: str, changes: dict[str, object], words: str) -> None:
    record = normalize_person(SOUND | changes, TODAY)
    assert [(one.field, words in one.message) for one in advise(record, TODAY)] == [(field, True)]
    assert check_person(record, TODAY) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "nghi_huu", "status_since": "2024"},
        {"status": "khac"},
        {"status": "khac:Nghỉ việc"},
        {"birth": "1962", "id_number": None},
        {"confirmed_on": "2025-11-22"},
    ],
)
def test_nothing_is_said_where_nothing_would_help(changes: dict[str, object]) -> None:
    assert advise(normalize_person(SOUND | changes, TODAY), TODAY) == []


def test_every_rule_has_a_title_of_its_own_for_lists() -> None:
    titles = [rule.title for rule in GRADED]
    assert len(set(titles)) == len(titles)
    assert [title for _, title in broken_rules(SOUND | {"phone": "1", "degree": ""}, TODAY)] == [
        "Thiếu mục bắt buộc", "Số điện thoại không đúng dạng",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["075080001234", "079199000001", "001206123456", "096380999999"])
def test_the_structure_of_a_number_is_never_a_reason_to_refuse(number: str) -> None:
    assert said(Severity.REFUSE, id_number=number, sex=None, birth=None) == {}


def test_refusals_come_first() -> None:
    problems = check_person(SOUND | {"phone": "1", "status": "?"}, TODAY)
    assert [one.severity for one in problems] == [Severity.REFUSE, Severity.WARN]


@pytest.mark.parametrize(
    ("number", "suggested"),
    [
        ("75080001234", "075080001234"),
        ("1080001234", "001080001234"),
        ("075080001234", ""),
        ("07508000123", ""),
        ("271234567", ""),
        ("B1234567890", ""),
        ("", ""),
    ],
)
def test_lost_zeros_are_suggested_only_where_excel_can_have_lost_them(number: str, suggested: str) -> None:
    assert suggest_id_number(number) == suggested


ANYTHING = st.none() | st.text(max_size=30) | st.integers(0, 10**12) | st.dates()


@settings(max_examples=300)
@given(values=st.dictionaries(st.sampled_from(sorted(FIELDS)), ANYTHING, max_size=10))
def test_any_values_are_judged_without_error_in_whole_sentences(values: dict[str, object]) -> None:
    for problem in check_person(normalize_person(values, TODAY), TODAY):
        assert problem.field in FIELDS
        assert problem.message[-1] in ".?"
        assert "None" not in problem.message or "None" in str(values)


@given(
    place=st.sampled_from(["001", "075", "096"]),
    year=st.integers(1930, 2008),
    woman=st.booleans(),
    end=st.integers(0, 999_999),
)
def test_a_number_that_agrees_with_sex_and_birth_gives_no_warning(
    place: str, year: int, woman: bool, end: int
) -> None:
    digit = (0 if year < 2000 else 2) + woman
    number = f"{place}{digit}{year % 100:02d}{end:06d}"
    values = SOUND | {"id_number": number, "sex": "nu" if woman else "nam", "birth": f"{year}"}
    assert check_person(values, TODAY) == []
