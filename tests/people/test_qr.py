"""The QR text of the ID card: what is read, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.people.qr import read_id_card

TODAY = date(2026, 7, 1)
CARD = "075085000123|271234567|Phạm Văn Mẫu|05031985|Nam|Tổ 1, khu phố 2, phường Trấn Biên|01012022"


def test_a_card_gives_the_fields_of_a_person() -> None:
    assert read_id_card(CARD, TODAY) == {
        "full_name": "Phạm Văn Mẫu",
        "birth": "1985-03-05",
        "sex": "nam",
        "id_number": "075085000123",
        "address": "Tổ 1, khu phố 2, phường Trấn Biên",
    }


@pytest.mark.parametrize(
    ("typed", "key", "expected"),
    [
        ("075185000123||PHẠM THỊ MẪU|05031985|Nữ||01012022", "full_name", "Phạm Thị Mẫu"),
        ("075185000123||Pham Thi Mau|05031985|Nu||", "sex", "nu"),
        ("075185000123||Phạm Thị Mẫu|00031985|Nữ||", "birth", "1985-03"),
        ("075185000123||Phạm Thị Mẫu|00001985|Nữ||", "birth", "1985"),
        ("075185000123||Phạm Thị Mẫu|1985|Nữ||", "birth", "1985"),
        ("075185000123||Phạm Thị Mẫu|05031985|Nữ||01012024|Cha|Mẹ|", "id_number", "075185000123"),
        (" 075185000123 | | Phạm  Thị Mẫu |05031985|Nữ\r\n", "full_name", "Phạm Thị Mẫu"),
    ],
)
def test_cards_of_several_years_and_scanners_are_read(typed: str, key: str, expected: str) -> None:
    assert read_id_card(typed, TODAY)[key] == expected


def test_what_is_not_filled_in_is_left_out() -> None:
    assert read_id_card("075185000123||Phạm Thị Mẫu||||", TODAY) == {
        "full_name": "Phạm Thị Mẫu",
        "id_number": "075185000123",
    }


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "075085000123",
        "xin chào",
        "75085000123||Phạm Văn Mẫu|05031985|Nam||",
        "07508500012x||Phạm Văn Mẫu|05031985|Nam||",
        "075085000123|||05031985|Nam||",
        "075085000123||Phạm Văn Mẫu|31021985|Nam||",
        "075085000123||Phạm Văn Mẫu|05032030|Nam||",
    ],
)
def test_other_texts_are_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        read_id_card(typed, TODAY)
    assert refused.value.message.endswith(".")


@given(st.lists(st.text(max_size=15), max_size=9).map("|".join))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        found = read_id_card(typed, TODAY)
    except UserError:
        return
    assert all(found.values())
