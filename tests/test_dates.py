"""Partial and whole dates as people write them."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.dates import EARLIEST_YEAR, months_before, parse_date, parse_partial_date
from desktop.errors import UserError

TODAY = date(2026, 11, 21)

READ = [
    ("05/03/1980", "1980-03-05"),
    ("5/3/1980", "1980-03-05"),
    ("5/3/80", "1980-03-05"),
    ("5/3/26", "2026-03-05"),
    ("5/3/27", "1927-03-05"),
    ("1/1/00", "2000-01-01"),
    ("05.03.1980", "1980-03-05"),
    ("5.3.1980.", "1980-03-05"),
    ("05-03-1980", "1980-03-05"),
    ("5 / 3 / 1980", "1980-03-05"),
    ("05 03 1980", "1980-03-05"),
    ("05031980", "1980-03-05"),
    ("1980-03-05", "1980-03-05"),
    ("1980/3/5", "1980-03-05"),
    ("1980-03", "1980-03"),
    ("03/1980", "1980-03"),
    ("3/1980", "1980-03"),
    ("3.1980", "1980-03"),
    ("1980", "1980"),
    ("  1980  ", "1980"),
    ("'05/03/1980", "1980-03-05"),
    ("’1980", "1980"),
    ("\u00a005/03/1980\u200b", "1980-03-05"),
    ("ngày 5 tháng 3 năm 1980", "1980-03-05"),
    ("Ngày 05 Tháng 03 Năm 1980", "1980-03-05"),
    ("nga\u0300y 5 tha\u0301ng 3 na\u0306m 1980", "1980-03-05"),
    ("ngay 5 thang 3 nam 1980", "1980-03-05"),
    ("ngày 5/3/1980", "1980-03-05"),
    ("tháng 3 năm 1980", "1980-03"),
    ("Tháng 3/1980", "1980-03"),
    ("năm 1980", "1980"),
    ("NĂM 1980", "1980"),
    ("29/02/2024", "2024-02-29"),
    ("29/02/2000", "2000-02-29"),
    ("00/00/1980", "1980"),
    ("00/03/1980", "1980-03"),
    ("00001980", "1980"),
    ("21/11/2026", "2026-11-21"),
    ("11/2026", "2026-11"),
    ("2026", "2026"),
    ("1900", "1900"),
]

REFUSED = [
    ("31/02/1980", "Không có ngày 31/02/1980: tháng 2 năm 1980 chỉ có 29 ngày; hãy kiểm tra lại."),
    ("29/02/1900", "Không có ngày 29/02/1900: tháng 2 năm 1900 chỉ có 28 ngày; hãy kiểm tra lại."),
    ("31/4/80", "Không có ngày 31/04/1980: tháng 4 năm 1980 chỉ có 30 ngày; hãy kiểm tra lại."),
    ("13/13/1980", "Không có tháng 13; hãy ghi theo thứ tự ngày/tháng/năm, ví dụ 05/03/1980."),
    ("3/25/1980", "Không có tháng 25; hãy ghi theo thứ tự ngày/tháng/năm, ví dụ 05/03/1980."),
    ("13/1980", "Không có tháng 13; hãy ghi theo thứ tự ngày/tháng/năm, ví dụ 05/03/1980."),
    ("5/0/1980", "“5/0/1980” thiếu tháng; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("ngày 5 năm 1980", "“ngày 5 năm 1980” thiếu tháng; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("22/11/2026", "Ngày 22/11/2026 chưa tới; hãy kiểm tra lại."),
    ("12/2026", "Tháng 12/2026 chưa tới; hãy kiểm tra lại."),
    ("2027", "Năm 2027 chưa tới; hãy kiểm tra lại."),
    ("5/3/2062", "Ngày 05/03/2062 chưa tới; hãy kiểm tra lại."),
    ("1890", "Năm 1890 quá xa; hãy ghi năm từ 1900 trở đi."),
    ("19/5", "“19/5” thiếu năm đủ bốn chữ số; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("5/80", "“5/80” thiếu năm đủ bốn chữ số; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("80", "“80” thiếu năm đủ bốn chữ số; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("năm 80", "“năm 80” thiếu năm đủ bốn chữ số; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("1/2/3/1980", "“1/2/3/1980” không phải một ngày; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("005/03/1980", "“005/03/1980” không phải một ngày; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("5/3/198", "“5/3/198” không phải một ngày; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("không rõ", "Không đọc được ngày “không rõ”; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("5//3/1980", "Không đọc được ngày “5//3/1980”; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("٥/٣/١٩٨٠", "Không đọc được ngày “٥/٣/١٩٨٠”; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    ("", "Chưa có ngày; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
    (" ' ", "Chưa có ngày; hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy."),
]

days = st.dates(date(EARLIEST_YEAR, 1, 1), TODAY)


@pytest.mark.parametrize(("raw", "stored"), READ)
def test_what_people_write_is_read(raw: str, stored: str) -> None:
    assert parse_partial_date(raw, TODAY) == stored


@pytest.mark.parametrize(("raw", "sentence"), REFUSED)
def test_what_is_no_past_date_is_refused_with_a_sentence(raw: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_partial_date(raw, TODAY)
    assert refused.value.message == sentence


def test_a_long_text_is_quoted_in_part_only() -> None:
    with pytest.raises(UserError) as refused:
        parse_partial_date("x" * 500, TODAY)
    assert len(refused.value.message) < 120


@given(
    day=days, form=st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d%m%Y", " %d %m %Y"])
)
def test_every_past_day_is_read_in_every_form(day: date, form: str) -> None:
    assert parse_partial_date(day.strftime(form), TODAY) == day.isoformat()


@given(day=days)
def test_a_two_digit_year_is_the_last_such_year_that_has_come(day: date) -> None:
    read = parse_partial_date(f"{day.day}/{day.month}/{day.year % 100:02d}", date(2026, 12, 31))
    assert int(read[:4]) in (day.year, day.year + 100)
    assert 1927 <= int(read[:4]) <= 2026


@given(day=days, known=st.sampled_from([4, 7, 10]))
def test_what_is_stored_is_read_back_unchanged(day: date, known: int) -> None:
    stored = day.isoformat()[:known]
    assert parse_partial_date(stored, TODAY) == stored


@given(ahead=st.integers(1, 20_000))
def test_no_day_to_come_is_taken_for_a_past_one(ahead: int) -> None:
    with pytest.raises(UserError, match="chưa tới"):
        parse_partial_date((TODAY + timedelta(days=ahead)).strftime("%d/%m/%Y"), TODAY)


@given(raw=st.text(max_size=30) | st.from_regex(r"[0-9 ./\-']{0,14}", fullmatch=True))
def test_any_text_gives_a_stored_form_or_a_sentence(raw: str) -> None:
    assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?|.+[.]", _read_or_refuse(raw))


def _read_or_refuse(raw: str) -> str:
    try:
        return parse_partial_date(raw, TODAY)
    except UserError as refused:
        return refused.message


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("5/3/27", "2027-03-05"),
        ("31/12/46", "2046-12-31"),
        ("5/3/80", "1980-03-05"),
        ("2030-01-31", "2030-01-31"),
    ],
)
def test_a_whole_date_may_lie_ahead(raw: str, stored: str) -> None:
    assert parse_date(raw, TODAY) == stored


@pytest.mark.parametrize("raw", ["2027", "3/2027", "00/03/2027"])
def test_a_whole_date_needs_its_day(raw: str) -> None:
    with pytest.raises(UserError, match="chưa phải một ngày trọn vẹn"):
        parse_date(raw, TODAY)


@pytest.mark.parametrize(
    ("months", "day"),
    [(0, date(2024, 3, 31)), (1, date(2024, 2, 29)), (3, date(2023, 12, 31)), (13, date(2023, 2, 28))],
)
def test_some_months_before_a_day(months: int, day: date) -> None:
    assert months_before(date(2024, 3, 31), months) == day
