import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.text import (
    capitalize_name,
    clean,
    fold,
    long_day,
    name_key,
    number,
    partial_day,
    read_number,
    sort_key,
)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("  Nguyễn   Văn\u00a0An ", "Nguyễn Văn An"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Ðặng Thị Bé", "Đặng Thị Bé"),
        ("Lê\u200b Văn\x07 B", "Lê Văn B"),
    ],
)
def test_clean_text_is_nfc_on_one_line_without_invisible_letters(raw: str, stored: str) -> None:
    assert clean(raw) == stored


@pytest.mark.parametrize(("text", "folded"), [("Đặng Hoà", "dang hoa"), ("Hòa", "hoa"), ("THUỶ", "thuy")])
def test_folding_drops_accents_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_sort_as_the_vietnamese_alphabet() -> None:
    words = ["Ân", "An", "Ăn", "Đa", "Da", "Ơn", "On", "Ôn", "Ưng", "Ung"]
    assert sorted(words, key=sort_key) == ["An", "Ăn", "Ân", "Da", "Đa", "On", "Ôn", "Ơn", "Ung", "Ưng"]


def test_tones_sort_in_their_order_and_only_after_letters() -> None:
    assert sorted(["ma", "mạ", "má", "mã", "mả", "mà"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["Lê Thịnh", "Lê Thị Bé"], key=sort_key) == ["Lê Thị Bé", "Lê Thịnh"]


def test_people_sort_by_given_name_first() -> None:
    names = ["Trần Văn Bình", "Nguyễn Thị An", "Lê Văn An", "Phạm An Ánh"]
    assert sorted(names, key=name_key) == ["Lê Văn An", "Nguyễn Thị An", "Phạm An Ánh", "Trần Văn Bình"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_sorting_never_fails_and_equal_keys_mean_equal_folds(first: str, second: str) -> None:
    if sort_key(first) == sort_key(second) and first.isalpha() and second.isascii() and first.isascii():
        assert fold(first) == fold(second)
    assert name_key(first) is not None


@pytest.mark.parametrize(
    ("raw", "name"),
    [("NGUYỄN VĂN AN", "Nguyễn Văn An"), ("lê thị bé", "Lê Thị Bé"), ("Mai McDonald", "Mai McDonald")],
)
def test_names_in_one_case_are_capitalized(raw: str, name: str) -> None:
    assert capitalize_name(raw) == name


@pytest.mark.parametrize(
    ("value", "text"), [(1234567, "1.234.567"), (12.5, "12,5"), (0.126, "0,13"), (-3, "-3")]
)
def test_numbers_are_written_the_vietnamese_way(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,5", 1234.5),
        ("1.234", 1234.0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("0.125", 0.125),
        ("40%", 40.0),
        ("", None),
        (None, None),
        ("1 234", 1234.0),
        (7, 7.0),
    ],
)
def test_numbers_are_read_as_offices_type_them(typed: object, value: float | None) -> None:
    assert read_number(typed) == value


@pytest.mark.parametrize("typed", ["mười", "1,2,3", "1.2.3", "--1", "1e9", "٣"])
def test_what_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(UserError, match="không phải là số"):
        read_number(typed)


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)))
def test_what_is_written_is_read_back(value: float) -> None:
    assert read_number(number(value, 2)) == pytest.approx(value)


def test_days_are_written_as_the_decree_asks() -> None:
    assert long_day(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_day(date(2026, 11, 21)) == "ngày 21 tháng 11 năm 2026"
    assert [partial_day(one) for one in ("1980", "1980-05", "1980-05-19", None)] == [
        "1980",
        "05/1980",
        "19/05/1980",
        "",
    ]


def test_no_letter_slips_through_that_is_to_be_cleaned() -> None:
    unclean = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]|[\x00-\x1f\x7f]|[Ðð]|[^\\S ]")
    slipped = [letter for letter in map(chr, range(0x10000)) if unclean.search(clean(f"a{letter}a"))]
    assert slipped == []


@pytest.mark.parametrize("typed", [" a b", "a b ", "a  b", " a  b "])
def test_blanks_around_and_doubled_go_from_plain_text(typed: str) -> None:
    assert clean(typed) == "a b"
