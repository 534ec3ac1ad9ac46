"""Titles glued to names and degrees written as phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.people.titles import higher_degree, read_degree, split_titles


@pytest.mark.parametrize(
    ("written", "name", "titles"),
    [
        ("PGS.TS. Nguyễn Văn An", "Nguyễn Văn An", {"academic_title": "PGS", "degree": "TS"}),
        ("GS.TSKH Trần Văn Bình", "Trần Văn Bình", {"academic_title": "GS", "degree": "TSKH"}),
        (
            "GS. TS. NGND. Lê Thị Hoa",
            "Lê Thị Hoa",
            {"academic_title": "GS", "degree": "TS", "honour": "NGND"},
        ),
        ("ThS.BS. Lê Thị Hoa", "Lê Thị Hoa", {"degree": "ThS"}),
        ("ThS.BSCKII.Lê Thị Hoa", "Lê Thị Hoa", {"degree": "ThS", "specialist": "CKII"}),
        ("BSCKI. Lê Thị Hoa", "Lê Thị Hoa", {"degree": "DH", "specialist": "CKI"}),
        ("BS. CKII Lê Thị Hoa", "Lê Thị Hoa", {"degree": "DH", "specialist": "CKII"}),
        ("TS Nguyễn Văn An", "Nguyễn Văn An", {"degree": "TS"}),
        ("Tiến sĩ Nguyễn Văn An", "Nguyễn Văn An", {"degree": "TS"}),
        ("NGƯT Nguyễn Văn An", "Nguyễn Văn An", {"honour": "NGUT"}),
        ("KS. Nguyễn Văn An", "Nguyễn Văn An", {"degree": "DH"}),
        ("Nguyễn Văn An, ThS", "Nguyễn Văn An", {"degree": "ThS"}),
        ("Nguyễn Văn An (TS)", "Nguyễn Văn An", {"degree": "TS"}),
        ("Nguyễn Văn An - ThS", "Nguyễn Văn An", {"degree": "ThS"}),
        ("P.GS. T.S Nguyễn Văn An", "Nguyễn Văn An", {"academic_title": "PGS", "degree": "TS"}),
        ("Th.S Nguyễn Văn An", "Nguyễn Văn An", {"degree": "ThS"}),
        ("GVC.TS. Nguyễn Văn An", "Nguyễn Văn An", {"degree": "TS"}),
        ("ThS.NCS Nguyễn Văn An", "Nguyễn Văn An", {"degree": "ThS"}),
        ("ThS. Luật sư Nguyễn Văn An", "Nguyễn Văn An", {"degree": "ThS"}),
        (
            "TTƯT.BSCKII Nguyễn Văn An",
            "Nguyễn Văn An",
            {"honour": "TTUT", "specialist": "CKII", "degree": "DH"},
        ),
    ],
)
def test_titles_leave_the_name(written: str, name: str, titles: dict[str, str]) -> None:
    bare, found = split_titles(written)
    assert (bare, dict(found)) == (name, titles)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn An",
        "Cao Đẳng Khoa",
        "Đại Học Văn",
        "Thạc Văn Sĩ",
        "Lê An",
        "An",
        "",
        "TS.",
        "Bà Rịa",
        "NCS. Lê An",
        "Lê Thị-An",
    ],
)
def test_a_name_without_titles_stays(name: str) -> None:
    assert split_titles(name) == (name, ())


@pytest.mark.parametrize(
    ("phrase", "found", "rest"),
    [
        ("Thạc sĩ Luật", {"degree": "ThS"}, "Luật"),
        ("Tiến sĩ khoa học", {"degree": "TSKH"}, ""),
        ("ĐH Sư phạm", {"degree": "DH"}, "Sư phạm"),
        ("Kỹ sư xây dựng", {"degree": "DH"}, "xây dựng"),
        ("Bác sĩ chuyên khoa II", {"degree": "DH", "specialist": "CKII"}, ""),
        ("PGS.TS", {"academic_title": "PGS", "degree": "TS"}, ""),
        ("12/12", {}, "12/12"),
    ],
)
def test_a_degree_phrase_says_degree_and_branch(phrase: str, found: dict[str, str], rest: str) -> None:
    said, left = read_degree(phrase)
    assert (dict(said), left) == (found, rest)


@given(text=st.text(max_size=60))
def test_any_text_is_read_without_error_and_a_name_is_never_emptied(text: str) -> None:
    name, titles = split_titles(text)
    assert name or not text
    assert isinstance(read_degree(text)[1], str)
    assert titles == () or name != text


@pytest.mark.parametrize(
    ("one", "other", "higher"), [("DH", "ThS", "ThS"), ("TS", "DH", "TS"), ("K", "TC", "TC")]
)
def test_the_higher_of_two_degrees(one: str, other: str, higher: str) -> None:
    assert higher_degree(one, other) == higher
