import pytest

from desktop.codelists import code_list, label_of, list_names


@pytest.mark.parametrize("name", list_names())
def test_every_list_has_unique_codes_a_source_and_known_parents(name: str) -> None:
    codes = code_list(name)
    assert codes.source
    assert codes.codes
    assert len({code.code for code in codes.codes}) == len(codes.codes)


def test_communes_are_the_3321_of_2026_under_34_provinces() -> None:
    provinces = {code.code for code in code_list("province").codes}
    communes = code_list("commune").codes
    assert len(provinces) == 34
    assert len(communes) == 3321
    assert {commune.parent for commune in communes} == provinces


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
