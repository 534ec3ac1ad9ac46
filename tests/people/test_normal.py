"""What people type, turned into what is stored."""

from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.codelists import code_list
from desktop.people.normal import FIELDS, normalize_person

TODAY = date(2026, 11, 21)


def normal(key: str, raw: object) -> object:
    return normalize_person({key: raw}, TODAY, province="75")[key]


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("full_name", "  NGUYỄN   VĂN AN ", "Nguyễn Văn An"),
        ("full_name", "nguyễn văn an", "Nguyễn Văn An"),
        ("full_name", "Nguye\u0302\u0303n Va\u0306n An", "Nguyễn Văn An"),
        ("full_name", "Ðỗ\u00a0Thị\u200b Hoa", "Đỗ Thị Hoa"),
        ("full_name", "Siu H’Leo", "Siu H’Leo"),
        ("birth", "5/3/1980", "1980-03-05"),
        ("birth", "05.03.80", "1980-03-05"),
        ("birth", "03/1980", "1980-03"),
        ("birth", "1980", "1980"),
        ("birth", 1980.0, "1980"),
        ("birth", datetime(1980, 3, 5, 0, 0), "1980-03-05"),  # noqa: DTZ001
        ("birth", date(1980, 3, 5), "1980-03-05"),
        ("birth", "31/02/1980", "31/02/1980"),
        ("birth", "không rõ", None),
        ("sex", "NỮ", "nu"),
        ("sex", "?", "?"),
        ("ethnicity", "Khmer", "05"),
        ("ethnicity", "dân tộc Hoa", "04"),
        ("id_number", "075 080 001 234", "075080001234"),
        ("id_number", "075.080.001.234", "075080001234"),
        ("id_number", 75080001234.0, "75080001234"),
        ("id_number", "'075080001234", "075080001234"),
        ("id_number", "Chưa có", None),
        ("phone", 912345678.0, "0912345678"),
        ("phone", "0912.345.678", "0912345678"),
        ("phone", "+84 912 345 678", "0912345678"),
        ("phone", "84912345678", "0912345678"),
        ("phone", "02513822 123", "02513822123"),
        ("phone", "0912345678; 0987654321", "0912345678; 0987654321"),
        ("email", "An.NV@Mau.VN", "an.nv@mau.vn"),
        ("degree", "Thạc sỹ", "ThS"),
        ("degree", "Kỹ sư xây dựng", "DH"),
        ("degree", "12/12", "12/12"),
        ("degree_year", "Năm 2015", 2015),
        ("degree_year", "30/06/2015", 2015),
        ("degree_year", 2015.0, 2015),
        ("degree_year", "hai nghìn", "hai nghìn"),
        ("residence", "Phường Trấn Biên", "26041"),
        ("origin", "Biên Hòa, Đồng Nai", "75"),
        ("origin", "Tỉnh Bình Dương", "79"),
        ("status", "Hưu trí", "nghi_huu"),
        ("association", "Liên hiệp các Hội Khoa học và Kỹ thuật", "lhh"),
        ("association", "Liên hiệp các Hội KH&KT tỉnh Đồng Nai", "lhh"),
        ("association", "LHHKHKT thành phố Đồng Nai", "lhh"),
        ("association", "Khác: Liên hiệp các Hội Khoa học và Kỹ thuật thành phố", "lhh"),
        ("association", "Hội Nhà báo Việt Nam", "nha_bao"),
        ("association", "Khác: Hội Sử học", "khac:Hội Sử học"),
        ("status_since", "01/01/2027", "2027-01-01"),
        ("note", " một \n hai ", "một\nhai"),
        ("note", "", None),
        ("workplace", "   ", None),
        ("address", None, None),
    ],
)
def test_what_is_typed_is_stored_as(key: str, typed: object, stored: object) -> None:
    assert normal(key, typed) == stored


def test_a_commune_of_the_own_province_is_meant_when_the_name_is_shared() -> None:
    communes = code_list("commune").codes
    bearers = Counter(one.label for one in communes)
    shared = [one for one in communes if one.parent == "75" and bearers[one.label] > 1]
    assert shared
    for one in shared:
        assert normal("residence", one.label) == one.code
        assert normalize_person({"residence": f"{one.label}, Đồng Nai"}, TODAY)["residence"] == one.code
        assert normalize_person({"residence": one.label}, TODAY)["residence"] == one.label


def test_titles_glued_to_the_name_go_to_their_fields_and_never_over_what_is_given() -> None:
    assert normalize_person({"full_name": "PGS.TS. NGUYỄN VĂN AN"}, TODAY) == {
        "full_name": "Nguyễn Văn An",
        "academic_title": "PGS",
        "degree": "TS",
    }
    assert normalize_person({"full_name": "ThS. Lê An", "degree": "TS"}, TODAY)["degree"] == "TS"


def test_a_degree_phrase_fills_the_branch() -> None:
    assert normalize_person({"degree": "Thạc sĩ Luật"}, TODAY) == {"degree": "ThS", "major": "Luật"}
    assert normalize_person({"degree": "BSCKII"}, TODAY) == {"degree": "DH", "specialist": "CKII"}


def test_a_professor_whose_degree_is_not_given_is_a_doctor() -> None:
    assert normalize_person({"academic_title": "GS", "degree": None}, TODAY)["degree"] == "TS"


ANYTHING = (
    st.none() | st.text(max_size=30) | st.integers(-10, 10**13) | st.floats(allow_nan=False) | st.dates()
)


@settings(max_examples=300)
@given(values=st.dictionaries(st.sampled_from(sorted(FIELDS)), ANYTHING, max_size=8))
def test_storing_what_is_stored_changes_nothing(values: dict[str, object]) -> None:
    once = normalize_person(values, TODAY)
    assert normalize_person(once, TODAY) == once
