from datetime import date

import pytest

from desktop.codelists import Code, CodeList, base_code, code_list, label_of, list_names, other, other_text
from desktop.codelists.shipped import kept_codes, parents_of, read_codes, successors_of

_PLACES = ("commune", "commune_old", "district_old")
_BEFORE, _AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize("name", list_names())
def test_every_list_has_unique_codes_a_source_known_parents_and_successors(name: str) -> None:
    codes = code_list(name)
    known = {code.code for code in codes.codes}
    assert codes.source
    assert codes.title
    assert len(known) == len(codes.codes) > 0
    assert all(code.label for code in codes.codes)
    assert {code.parent for code in codes.codes} - {""} <= {
        one.code for one in code_list(parents_of(name)).codes
    }
    successors = {successor for code in codes.codes for successor in code.replaced_by}
    assert successors <= {one.code for one in code_list(successors_of(name)).codes}
    assert set(kept_codes(name)) <= known


@pytest.mark.parametrize("name", [name for name in list_names() if name not in _PLACES])
def test_every_label_finds_its_own_code(name: str) -> None:
    codes = code_list(name)
    in_use = codes.on(_AFTER).codes  # a former name gives what stands in its place
    assert [code.code for code in in_use if codes.match(code.label) != code.code] == []


def test_communes_are_the_3321_of_2026_under_34_provinces() -> None:
    provinces = {code.code for code in code_list("province").codes}
    communes = code_list("commune").codes
    assert len(provinces) == 34
    assert len(communes) == 3321
    assert {commune.parent for commune in communes} == provinces


def test_countries_are_the_249_of_iso_3166() -> None:
    countries = code_list("country").codes
    assert len(countries) == 249
    assert countries[0].label == "Việt Nam"


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("degree", "tiến sỹ", "TS"),
        ("degree", "ThS", "ThS"),
        ("degree", "Cử nhân", "DH"),
        ("ethnicity", "Khmer", "05"),
        ("ethnicity", "dân tộc Hoa", "04"),
        ("province", "TP. Hồ Chí Minh", "79"),
        ("province", "Đồng Nai", "75"),
        ("sex", "nữ", "nu"),
        ("status", "Hưu trí", "nghi_huu"),
        ("rank", "chuyên viên chính", "01.002"),
        ("rank", "GV THPT hạng II", "V.07.05.14"),
        ("rank", "Giảng viên chính", "V.07.01.02"),
        ("language", "Anh văn", "en"),
        ("language_level", "B1", "B1"),
        ("language_level", "Bậc 3", "B1"),
        ("language_level", "B", "CC_B"),
        ("political_theory", "cao cấp LLCT", "CC"),
        ("task_level", "cấp tỉnh", "tinh"),
        ("country", "Mỹ", "US"),
        ("country", "úc", "AU"),
        ("country", "germany", "DE"),
        ("study_form", "tại chức", "vlvh"),
        ("patent_kind", "giải pháp hữu ích", "giai_phap"),
    ],
)
def test_what_offices_type_finds_its_code(name: str, typed: str, code: str) -> None:
    assert code_list(name).match(typed) == code


def test_a_commune_name_that_several_provinces_share_is_not_guessed() -> None:
    communes = code_list("commune")
    assert communes.match("Phường Trấn Biên") == "26041"
    assert communes.match("Phường Tân An") is None


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert label_of("degree", "??") == "??"
    assert label_of("degree", None) == ""


@pytest.fixture
def changing() -> CodeList:
    """A list of which A became B on 1/7/2025, C was divided into B and D, and D became E a year later."""
    day = "2025-06-30"
    codes = (
        Code("A", "Anh", valid_to=day, replaced_by=("B",)),
        Code("B", "Bắc", valid_from="2025-07-01"),
        Code("C", "Cam", valid_to=day, replaced_by=("B", "D")),
        Code("D", "Dung", valid_from="2025-07-01", valid_to="2026-06-30", replaced_by=("E",)),
        Code("E", "Em", aliases=("Dung",), valid_from="2026-07-01"),
        Code("F", "Phai", valid_to=day),
    )
    return CodeList("changing", "Thử", "Thử", codes)


def test_only_what_is_in_use_on_a_day_is_offered(changing: CodeList) -> None:
    assert [code for code, _ in changing.choices(on=_BEFORE)] == ["A", "C", "F"]
    assert [code for code, _ in changing.choices(on=_AFTER)] == ["B", "D"]
    assert [code.code for code in changing.on(_AFTER).codes] == ["B", "D"]


def test_a_former_code_stays_readable(changing: CodeList) -> None:
    former = changing.get("A")
    assert former is not None
    assert former.label == "Anh"


@pytest.mark.parametrize(
    ("typed", "on", "codes"),
    [
        ("A", _BEFORE, ["A"]),
        ("A", _AFTER, ["B"]),
        ("anh", _AFTER, ["B"]),
        ("C", _AFTER, ["B", "D"]),
        ("cam", date(2026, 7, 1), ["B", "E"]),
        ("Dung", date(2026, 7, 1), ["E"]),
        ("F", _AFTER, ["F"]),
        ("nothing", _AFTER, []),
    ],
)
def test_former_codes_and_names_lead_to_their_successors(
    changing: CodeList, typed: str, on: date, codes: list[str]
) -> None:
    assert list(changing.candidates(typed, on=on)) == codes
    assert changing.match(typed, on=on) == (codes[0] if len(codes) == 1 else None)


def test_columns_of_validity_are_read_from_the_file() -> None:
    text = "code,label,parent,aliases,valid_from,valid_to,replaced_by\nx,Cũ,,,2020-01-01,2025-06-30,y|z\n"
    assert read_codes(text) == (Code("x", "Cũ", "", (), "2020-01-01", "2025-06-30", ("y", "z")),)


def test_other_keeps_its_text() -> None:
    value = other("  Hội  Sử học ")
    assert value == "khac:Hội Sử học"
    assert base_code(value) == "khac"
    assert other_text(value) == "Hội Sử học"
    assert label_of("association", value) == "Khác: Hội Sử học"
    assert code_list("association").match("Khác: Hội Sử học") == value
    assert code_list("association").match(value) == value


def test_other_without_a_text_is_the_plain_code() -> None:
    assert other(" ") == "khac"
    assert base_code("khac") == "khac"
    assert other_text("khac") == ""
    assert label_of("association", "khac") == "Hội khác"


def test_a_list_without_other_takes_no_text() -> None:
    assert code_list("sex").get("khac:gì đó") is None
    assert code_list("sex").match("Khác: gì đó") is None
