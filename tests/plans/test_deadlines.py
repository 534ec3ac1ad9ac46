from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.deadlines import DeadlineKind, parse_deadline

WORDINGS = {
    # the five plans
    "Thường xuyên": "standing",
    "Thực hiện thường xuyên": "standing",
    "Hàng năm": "yearly",
    "Hằng năm": "yearly",
    "Định kỳ": "periodic",
    "Quý II/2026": "quarter 2026-04-01 2026-06-30",
    "Quý IV/2026": "quarter 2026-10-01 2026-12-31",
    "Hoàn thành trong quý III/2024": "quarter 2024-07-01 2024-09-30",
    "Hoàn thành quý II/2024": "quarter 2024-04-01 2024-06-30",
    "Năm 2027": "year 2027-01-01 2027-12-31",
    "2024": "year 2024-01-01 2024-12-31",
    "Hoàn thành năm 2025": "year 2025-01-01 2025-12-31",
    "Hoàn thành trong năm 2025": "year 2025-01-01 2025-12-31",
    "Từ năm 2026": "from 2026-01-01 -",
    "Thực hiện từ Quý II/2024": "from 2024-04-01 -",
    "Thực hiện từ năm 2024": "from 2024-01-01 -",
    "Tháng 12/2026": "month 2026-12-01 2026-12-31",
    "Theo hướng dẫn": "on_guidance",
    "Theo hướng dẫn của Bộ Khoa học và Công nghệ": "on_guidance",
    "Sau khi các Bộ ban hành có hiệu lực": "after_event",
    "Chi tiết xem Phụ lục 1 đính kèm": "unknown",
    # days
    "30/9/2026": "date 2026-09-30 2026-09-30",
    "ngày 30/09/2026": "date 2026-09-30 2026-09-30",
    "30.9.2026": "date 2026-09-30 2026-09-30",
    "30-9-2026": "date 2026-09-30 2026-09-30",
    "ngày 05 tháng 12 năm 2026": "date 2026-12-05 2026-12-05",
    "trước ngày 20/6/2026": "date - 2026-06-19",
    "Hoàn thành trước 31/12/2026": "date - 2026-12-30",
    "Báo cáo trước ngày 01/3/2028": "date - 2028-02-29",
    "Trước quý IV/2026": "date - 2026-09-30",
    "Trước năm 2027": "date - 2026-12-31",
    "Chậm nhất trước ngày 30/6/2026": "date - 2026-06-29",
    "Trước 30/6 và trước 31/12/2026": "date - 2026-12-30",
    "đến ngày 30/9/2026": "date - 2026-09-30",
    "chậm nhất ngày 30/6/2026": "date - 2026-06-30",
    "Ngày 01/6 - 30/9/2026": "date 2026-06-01 2026-09-30",
    # months
    "tháng 6 năm 2026": "month 2026-06-01 2026-06-30",
    "6/2026": "month 2026-06-01 2026-06-30",
    "Tháng tư năm 2026": "month 2026-04-01 2026-04-30",
    "Tháng 2/2028": "month 2028-02-01 2028-02-29",
    "cuối tháng 6/2026": "month - 2026-06-30",
    "từ tháng 6 đến tháng 9/2026": "month 2026-06-01 2026-09-30",
    # quarters
    "Quý 3 năm 2027": "quarter 2027-07-01 2027-09-30",
    "Q3/2027": "quarter 2027-07-01 2027-09-30",
    "quý hai năm 2026": "quarter 2026-04-01 2026-06-30",
    "Trong quý 2, năm 2026": "quarter 2026-04-01 2026-06-30",
    "Quý II - III/2026": "quarter 2026-04-01 2026-09-30",
    "Thời gian hoàn thành: Quý IV/2026": "quarter 2026-10-01 2026-12-31",
    # half-years and years
    "6 tháng đầu năm 2026": "half_year 2026-01-01 2026-06-30",
    "06 tháng cuối năm 2026": "half_year 2026-07-01 2026-12-31",
    "nửa cuối năm 2026": "half_year 2026-07-01 2026-12-31",
    "cuối năm 2026": "year - 2026-12-31",
    "hết năm 2026": "year - 2026-12-31",
    "từ nay đến hết năm 2026": "year - 2026-12-31",
    "Đến năm 2030": "year - 2030-12-31",
    "giai đoạn 2026 - 2028": "year 2026-01-01 2028-12-31",
    "2026-2030": "year 2026-01-01 2030-12-31",
    "2026 – 2030": "year 2026-01-01 2030-12-31",
    "Từ năm 2026 đến năm 2030": "year 2026-01-01 2030-12-31",
    # beginnings
    "Từ ngày 01/7/2026": "from 2026-07-01 -",
    "Bắt đầu từ năm 2027": "from 2027-01-01 -",
    "Từ quý III năm 2026 trở đi": "from 2026-07-01 -",
    "Năm 2026 và các năm tiếp theo": "from 2026-01-01 -",
    "Sau năm 2026": "from 2027-01-01 -",
    # recurring
    "mỗi năm một lần": "yearly",
    "01 lần/năm": "yearly",
    "trước ngày 15 tháng 12 hàng năm": "yearly",
    "Hằng năm (trước ngày 10/12)": "yearly",
    "Quý IV hằng năm": "yearly",
    "Hằng năm, từ năm 2026": "yearly 2026-01-01 -",
    "Hằng năm giai đoạn 2026 - 2030": "yearly 2026-01-01 2030-12-31",
    "Hằng năm đến năm 2030": "yearly - 2030-12-31",
    "Thường xuyên từ năm 2026": "standing 2026-01-01 -",
    "Thường xuyên, liên tục": "standing",
    "mỗi quý": "periodic",
    "hằng quý": "periodic",
    "06 tháng một lần": "periodic",
    "6 tháng/lần": "periodic",
    "2 lần/năm": "periodic",
    "Định kỳ 6 tháng, hằng năm": "periodic",
    "Tháng 6 và tháng 12 hằng năm": "yearly",
    "Định kỳ tháng 6 và tháng 12 hằng năm": "yearly",
    "Quý III, IV hằng năm": "yearly",
    "trước 20/6 và 05/12 hằng năm": "yearly",
    "trước ngày 20/6, 05/12 hằng năm": "yearly",
    "Định kỳ hằng năm, trước ngày 15/12": "yearly",
    "6 tháng 1 lần": "periodic",
    # waiting
    "Theo chỉ đạo của Ủy ban nhân dân thành phố": "on_guidance",
    "Khi có hướng dẫn của Bộ": "on_guidance",
    "Đột xuất khi có yêu cầu": "on_guidance",
    "sau khi Nghị định có hiệu lực": "after_event",
    "Sau khi Nghị định số 12/2026/NĐ-CP có hiệu lực": "after_event",
    "Ngay sau khi Luật được thông qua": "after_event",
    "Khi Bộ Khoa học và Công nghệ ban hành bộ tiêu chí": "after_event",
    "khi có hướng dẫn": "on_guidance",
    "Khi trăng tròn": "unknown",
    "Sau khi hoa nở": "unknown",
    "Trong vòng 30 ngày kể từ ngày ban hành Kế hoạch": "after_event",
    # several
    "Quý II/2026 và hằng năm": "quarter 2026-04-01 2026-06-30",
    "Quý I, II, III/2026": "quarter 2026-01-01 2026-09-30",
    "Quý IV/2026 và quý I/2027": "quarter 2026-10-01 2027-03-31",
    "Tháng 6/2026; tháng 12/2026": "month 2026-06-01 2026-12-31",
    "trước ngày 20/6/2026, sau đó hằng năm": "date - 2026-06-19",
    "Thường xuyên, theo hướng dẫn": "standing",
    # slips of scanning
    "Quỷ II/2026": "quarter 2026-04-01 2026-06-30",
    "Quý Il/2026": "quarter 2026-04-01 2026-06-30",
    "Quý 1I/2026": "quarter 2026-04-01 2026-06-30",
    "Quý II/2O26": "quarter 2026-04-01 2026-06-30",
    "QUÝ II / 2026.": "quarter 2026-04-01 2026-06-30",
    "Thưởng xuyên": "standing",
    "(*trước ngày 20/6/2026*)": "date - 2026-06-19",
    # never guessed
    "đầu năm": "unknown",
    "Đầu năm 2026": "unknown",
    "Giữa năm 2026": "unknown",
    "Khoảng tháng 6/2026": "unknown",
    "Quý II": "unknown",
    "20/6": "unknown",
    "31/2/2026": "unknown",
    "Tháng 13/2026": "unknown",
    "tháng năm 2024": "unknown",
    "Quý V/2026": "unknown",
    "Quý 11/2026": "unknown",
    "Quý 0/2026": "unknown",
    "Quý II và năm 2027": "unknown",
    "năm học 2026 - 2027": "unknown",
    "2030 - 2026": "unknown",
    "Quý II/2026 hoặc quý III/2026": "unknown",
    "Quý II/2026, xem Phụ lục": "unknown",
    "29/02 hằng năm": "unknown",
    "trước năm 2026 và một việc khác": "unknown",
    "20/6/26": "unknown",
    "20/6 và hằng năm từ năm 2026": "unknown",
    "Theo chỉ đạo của Ủy ban nhân dân trong quý 2, năm 2026": "unknown",
    "trước trước năm 2027": "unknown",
}


def short(text: str, issued: str | None = None) -> str:
    deadline = parse_deadline(text, issued)
    if deadline.start is None and deadline.end is None:
        return deadline.kind.value
    return f"{deadline.kind.value} {deadline.start or '-'} {deadline.end or '-'}"


@pytest.mark.parametrize(("text", "expected"), WORDINGS.items())
def test_a_wording_is_read_as_an_officer_reads_it(text: str, expected: str) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Quý II/2026", "Quý II/2026: hạn cuối là ngày 30/6/2026."),
        ("Tháng 01/2026.", "Tháng 01/2026: hạn cuối là ngày 31/01/2026."),
        (
            "trước ngày 06/12/2026",
            "trước ngày 06/12/2026: phải xong trước ngày 06/12/2026, hạn cuối là ngày 05/12/2026.",
        ),
        ("Từ năm 2026", "Từ năm 2026: bắt đầu từ ngày 01/01/2026, kế hoạch không ghi hạn cuối."),
        ("Thường xuyên", "Thường xuyên: làm thường xuyên, không có hạn cuối."),
        ("Quý II/2026 và hằng năm", "Quý II/2026 và hằng năm: hạn cuối là ngày 30/6/2026; lặp lại hằng năm."),
        (
            "Tháng 6/2026 và tháng 12/2026",
            "Tháng 6/2026 và tháng 12/2026: có 2 mốc là các ngày 30/6/2026, 31/12/2026,"
            " hạn cuối là mốc sau cùng.",
        ),
        (
            "trước ngày 15/12 hằng năm",
            "trước ngày 15/12 hằng năm: lặp lại hằng năm, hạn cuối mỗi năm là ngày 14/12.",
        ),
        ("Xem Phụ lục", "Chưa nhận ra thời hạn “Xem Phụ lục”: cần xác nhận."),
        ("  ", "Kế hoạch không ghi thời hạn: cần xác nhận."),
    ],
)
def test_the_reason_is_told_in_words(text: str, why: str) -> None:
    assert parse_deadline(text).why == why


@pytest.mark.parametrize(
    ("text", "issued", "expected"),
    [
        ("Quý II", "2026-05", "quarter 2026-04-01 2026-06-30"),
        ("Quý II", date(2026, 5, 12), "quarter 2026-04-01 2026-06-30"),
        ("Tháng 9", "2026", "month 2026-09-01 2026-09-30"),
        ("trước ngày 20/6", "2026-05", "date - 2026-06-19"),
        ("Từ tháng 6 đến tháng 9", "2026-05", "month 2026-06-01 2026-09-30"),
        ("Quý I", "2026-05", "unknown"),
        ("Theo hướng dẫn hằng năm, trước ngày 15/12", "2026-05", "unknown"),
        ("trước ngày 01/5", "2026-05-12", "unknown"),
        ("Quý II/2027", "2026-05", "quarter 2027-04-01 2027-06-30"),
        ("Quý II", "không rõ", "unknown"),
    ],
)
def test_a_missing_year_is_the_plans_unless_that_day_had_passed(
    text: str, issued: str, expected: str
) -> None:
    assert short(text, issued) == expected


def test_a_borrowed_year_is_told() -> None:
    why = parse_deadline("Quý II", "2026-05").why
    assert why == "Quý II: hạn cuối là ngày 30/6/2026, năm 2026 lấy theo năm ban hành kế hoạch."
    assert "lấy theo" not in parse_deadline("Thường xuyên", "2026-05").why


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Hằng năm (trước ngày 10/12)", date(2027, 12, 9)),
        ("Quý II hằng năm, từ năm 2026", date(2027, 6, 30)),
        ("trước ngày 01/01 hằng năm", date(2027, 12, 31)),
        ("Hằng năm", date(2027, 12, 31)),
    ],
)
def test_a_yearly_deadline_knows_its_last_day_in_a_year(text: str, last: date) -> None:
    assert parse_deadline(text).kind is DeadlineKind.YEARLY
    assert parse_deadline(text).last_day_in(2027) == last


_WORDS: tuple[str, ...] = (
    "quý II",
    "tháng",
    "ngày",
    "năm",
    "IV",
    "3",
    "2026",
    "20/6",
    "15/12/2026",
    "-",
    ",",
    "và",
    "đến",
)
_WORDS += (
    "từ",
    "trước",
    "sau",
    "hằng",
    "mỗi",
    "giai đoạn",
    "hết",
    "cuối",
    "đầu",
    "sau khi",
    "theo",
    "trở đi",
    "(",
    ")",
)
_PHRASES = st.lists(st.sampled_from([*WORDINGS, *_WORDS]), max_size=12).map(" ".join)


@given(
    text=st.one_of(st.text(max_size=80), _PHRASES),
    issued=st.one_of(st.none(), st.dates(), st.text(max_size=8), st.just("2026-05")),
)
def test_any_text_is_read_without_failing_and_says_why(text: str, issued: date | str | None) -> None:
    deadline = parse_deadline(text, issued)
    assert deadline.why.endswith(".")
    if deadline.start and deadline.end:
        assert deadline.start <= deadline.end
    if deadline.kind is DeadlineKind.UNKNOWN:
        assert (deadline.start, deadline.end) == (None, None)
        assert "cần xác nhận" in deadline.why


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_before_a_day_ends_the_day_before_it(day: date) -> None:
    bare = parse_deadline(f"{day.day:02d}/{day.month}/{day.year}")
    before = parse_deadline(f"trước ngày {day.day}/{day.month:02d}/{day.year}")
    assert bare.start == bare.end == day
    assert before.end is not None
    assert (day - before.end).days == 1


@pytest.mark.parametrize(
    "text",
    [
        "sau khi a, " * 45 + "x 2026",
        "hằng năm, " * 49,
        "2026, " * 80 + "x",
        "quý I, " * 70 + "2026",
        "a " * 50_000,
        ", ; " * 200,
    ],
)
def test_long_texts_are_answered_at_once(text: str) -> None:
    assert parse_deadline(text).kind in DeadlineKind


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Hằng năm", ["01-01 12-31"]),
        ("trước ngày 15/12 hằng năm", ["01-01 12-14"]),
        ("Quý III, IV hằng năm", ["07-01 09-30", "10-01 12-31"]),
        ("Tháng 6 và tháng 12 hằng năm", ["06-01 06-30", "12-01 12-31"]),
        ("trước 20/6 và 05/12 hằng năm", ["01-01 06-19", "06-20 12-04"]),
        ("Hằng năm, trước ngày 20/6 và trước ngày 05/12", ["01-01 06-19", "06-20 12-04"]),
    ],
)
def test_a_year_is_divided_at_the_days_that_are_named(text: str, spans: list[str]) -> None:
    deadline = parse_deadline(text)
    assert deadline.kind is DeadlineKind.YEARLY
    assert [f"{start:%m-%d} {end:%m-%d}" for start, end in deadline.spans_in(2027)] == spans


def test_several_days_of_a_year_are_said() -> None:
    words = parse_deadline("trước 20/6 và 05/12 hằng năm").why
    assert words.endswith("mỗi năm 2 đợt với hạn cuối là các ngày 19/6 và 04/12.")
