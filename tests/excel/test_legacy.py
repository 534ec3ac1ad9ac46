"""Old Vietnamese encodings, converted only where they are asked for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.excel.legacy import LEGACY, Encoding, encoding_of_font, is_capital_font, to_unicode

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
ACCENTED = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
LETTERS = sorted((ACCENTED | {"đ"}) - set("aeiouy"))


@pytest.mark.parametrize(
    ("encoding", "legacy", "text"),
    [
        (Encoding.TCVN3, "NguyÔn V¨n An", "Nguyễn Văn An"),
        (Encoding.TCVN3, "TrÇn ThÞ H\u00ad¬ng", "Trần Thị Hương"),
        (Encoding.TCVN3, "§Æng Quèc V\u00ad¬ng", "Đặng Quốc Vương"),
        (Encoding.TCVN3, "NGUYÔN V¡N AN", "NGUYỄN VĂN AN"),
        (Encoding.TCVN3, "Lª Hµ", "Lê Hà"),
        (Encoding.VNI, "Nguyeãn Vaên An", "Nguyễn Văn An"),
        (Encoding.VNI, "Traàn Thò Höông", "Trần Thị Hương"),
        (Encoding.VNI, "ÑAËNG QUOÁC VÖÔNG", "ĐẶNG QUỐC VƯƠNG"),
        (Encoding.VNI, "Lyù Quyønh Chaåu", "Lý Quỳnh Chẩu"),
        (Encoding.VNI, "Phaïm Ñöùc Thaéng", "Phạm Đức Thắng"),
    ],
)
def test_names_in_old_fonts_become_unicode(encoding: Encoding, legacy: str, text: str) -> None:
    assert to_unicode(legacy, encoding) == text


@pytest.mark.parametrize("encoding", LEGACY)
@pytest.mark.parametrize("text", ["Nguyễn Văn An", "Đỗ", "Lưu Bá Ngọc"])
def test_text_that_is_unicode_already_stays(encoding: Encoding, text: str) -> None:
    assert to_unicode(text, encoding) == text


def test_quotation_marks_do_not_make_old_text_unicode() -> None:
    assert to_unicode("“Tr\u00adêng häc”", Encoding.TCVN3) == "“Trường học”"


@pytest.mark.parametrize("encoding", [Encoding.AUTO, Encoding.UNICODE])
def test_nothing_is_converted_unasked(encoding: Encoding) -> None:
    assert to_unicode("Lê Hà", encoding) == "Lê Hà"


@pytest.mark.parametrize("encoding", LEGACY)
def test_every_vietnamese_letter_has_a_place_in_the_table(encoding: Encoding) -> None:
    from desktop.excel.legacy import _table

    assert set(LETTERS) <= set(_table(encoding)[1].values())


@pytest.mark.parametrize("encoding", LEGACY)
@given(text=st.text(st.sampled_from(LETTERS + list("bcghklmnprstvx ")), min_size=1))
def test_what_an_old_font_typed_is_read_back(encoding: Encoding, text: str) -> None:
    from desktop.excel.legacy import _table

    backwards = {letter: legacy for legacy, letter in _table(encoding)[1].items() if letter.islower()}
    assert to_unicode("".join(backwards.get(letter, letter) for letter in text), encoding) == text


@pytest.mark.parametrize(
    ("font", "encoding", "capital"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".vnarial", Encoding.TCVN3, False),
        ("VNI-Times", Encoding.VNI, False),
        ("Times New Roman", Encoding.UNICODE, False),
        ("Arial Vn", Encoding.UNICODE, False),
        ("", Encoding.UNICODE, False),
    ],
)
def test_the_font_tells_the_encoding(font: str, encoding: Encoding, capital: bool) -> None:
    assert encoding_of_font(font) is encoding
    assert is_capital_font(font) is capital
