from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.tasks.rules import State, derive_state
from desktop.tasks.units import TaskRole
from desktop.tasks.ward_plan.rules import (
    check_entry,
    check_task,
    deadline_words,
    money,
    normalized,
    over_plan,
    read_money,
    spending_fields,
    task_fields,
    term_of,
)
from desktop.tasks.ward_plan.rules import progress_fields as progress_of

TODAY = date(2026, 11, 21)
SOUND = {"text": "Họp mặt trí thức.", "section": "vhxh", "deadline_text": "Hằng năm"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("20.000.000", 20_000_000),
        ("20000000", 20_000_000),
        ("20 triệu", 20_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("5.000.000 đồng", 5_000_000),
        ("750 nghìn", 750_000),
        ("-5", -5),
        (12, 12),
        ("", None),
        (None, None),
        ("hai mươi triệu", "hai mươi triệu"),
        ("20 triệu nữa", "20 triệu nữa"),
        (".", "."),
    ],
)
def test_money_is_read_as_offices_write_it(typed: object, read: object) -> None:
    assert read_money(typed) == read


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_money_that_is_written_is_read_back(amount: int) -> None:
    assert read_money(money(amount)) == amount


@given(st.text(max_size=40))
def test_reading_money_never_fails(typed: str) -> None:
    assert isinstance(read_money(typed), int | str | None)


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"text": ""}, "text", "Chưa có nội dung việc"),
        ({"section": ""}, "section", "Chưa có đơn vị chủ trì"),
        ({"section": "Phòng Không Có"}, "section", "không có trong danh mục"),
        ({"starts_on": "01/12/2026", "ends_on": "30/11/2026"}, "ends_on", "trước ngày bắt đầu"),
        ({"ends_on": "31/02/2026"}, "ends_on", "Không có ngày|không có ngày"),
        ({"money_planned": "-1", "money_source": "xa"}, "money_planned", "không được âm"),
        ({"money_planned": "nhiều", "money_source": "xa"}, "money_planned", "không phải một số"),
        ({"money_planned": "9" * 14, "money_source": "xa"}, "money_planned", "lớn quá mức"),
        ({"money_planned": "5 triệu"}, "money_source", "chưa có nguồn"),
        ({"deadline_text": "Quý II/2026", "ends_on": "31/07/2026"}, "deadline_text", "khác ngày kết thúc"),
        (
            {"deadline_text": "Quý IV"},
            "deadline_text",
            "chưa ghi năm nào; hãy ghi cả năm, ví dụ “Quý IV/2026”",
        ),
        ({"text": "x" * 2001}, "text", "nhiều nhất 2000"),
    ],
)
def test_a_wrong_value_is_told_at_its_field(values: dict[str, object], field: str, said: str) -> None:
    problems = check_task(normalized(task_fields(), SOUND | values, TODAY), TODAY)
    assert [problem.field for problem in problems] == [field]
    assert any(one in problems[0].message for one in said.split("|"))


def test_a_sound_task_has_no_problem() -> None:
    values = SOUND | {"starts_on": "1/6/2026", "ends_on": "30/6/2026", "money_planned": 0}
    assert check_task(normalized(task_fields(), values, TODAY), TODAY) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"amount": "0"}, "bằng 0 thì không phải"),
        ({"amount": "-5"}, "không được âm"),
        ({"amount": "năm triệu"}, "không phải một số"),
        ({"document": ""}, "Chưa có chứng từ"),
        ({"spent_on": "22/11/2026"}, "chưa tới"),
        ({"spent_on": "31/12/2025"}, "trước năm ban hành"),
    ],
)
def test_a_wrong_entry_of_money_is_one_sentence(values: dict[str, object], said: str) -> None:
    sound = {"spent_on": "20/11/2026", "amount": "5.000.000", "document": "PC 12"}
    stored = normalized(spending_fields(), sound | values, TODAY)
    problems = check_entry(spending_fields(), stored, "spent_on", (date(2026, 1, 1), TODAY))
    assert len(problems) == 1
    assert said in problems[0].message


@pytest.mark.parametrize("typed", [130, "99,6", 99.6, "-1", "gần xong", "5 triệu"])
def test_a_percent_that_is_none_is_refused_in_its_own_words(typed: object) -> None:
    stored = normalized(progress_of(), {"reported_on": "1/6/2026", "percent": typed, "note": "Xong"}, TODAY)
    [problem] = check_entry(progress_of(), stored, "reported_on", (date(2026, 1, 1), TODAY))
    assert problem.message == "Mức hoàn thành phải là số nguyên từ 0 đến 100 (%); hãy ghi lại."


@pytest.mark.parametrize("typed", [80, "80", "80%", "80,0", " 80 % "])
def test_a_percent_is_read_as_people_write_it(typed: object) -> None:
    assert normalized(progress_of(), {"percent": typed}, TODAY) == {"percent": 80}


def test_money_spent_over_the_plan_is_said() -> None:
    assert over_plan(10_000_000, 10_000_000) == ""
    assert over_plan(10_000_000, 12_000_000).endswith("vượt dự kiến 10.000.000 đồng là 2.000.000 đồng.")
    assert "chưa dự kiến" in over_plan(None, 1)


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("Thường xuyên", None, None, "Thường xuyên"),
        ("Thường xuyên", "2026-06-01", "2026-12-31", "Thường xuyên (01/06/2026 – 31/12/2026)"),
        ("Quý II/2026", "2026-04-01", "2026-06-30", "Quý II/2026"),
        (None, "2026-06-01", "2026-12-31", "01/06/2026 – 31/12/2026"),
        ("", None, "2026-12-31", "đến 31/12/2026"),
        ("", "2026-06-01", None, "từ 01/06/2026"),
        ("", None, None, ""),
    ],
)
def test_a_deadline_is_shown_in_words_and_days(
    text: str | None, start: str | None, end: str | None, shown: str
) -> None:
    assert deadline_words(text, start, end) == shown


@pytest.mark.parametrize(
    ("text", "start", "end", "state"),
    [
        ("Thường xuyên", None, None, State.STANDING),
        ("Hằng năm", None, None, State.NOT_DUE),
        ("Quý II/2026", None, None, State.OVERDUE),
        ("", "2026-06-01", "2026-11-30", State.DUE_SOON),
        ("", None, None, State.WAITING),
    ],
)
def test_a_task_stands_as_its_days_or_its_words_say(
    text: str, start: str | None, end: str | None, state: State
) -> None:
    assert derive_state(term_of(text, start, end, TODAY), TaskRole.LEAD, None, TODAY).state == state


@pytest.mark.parametrize("values", [{"ends_on": "31/12/2026"}, {"starts_on": "1/10/2026"}])
def test_words_without_a_year_may_stand_beside_a_day(values: dict[str, object]) -> None:
    stored = normalized(task_fields(), SOUND | {"deadline_text": "Quý IV"} | values, TODAY)
    assert check_task(stored, TODAY) == []


def test_words_without_a_year_do_not_move_with_the_clock() -> None:
    for year in (2026, 2027):
        assert term_of("Quý IV", None, None, date(year, 5, 1)).due_on is None
        assert term_of("Quý IV", "2026-10-01", None, date(year, 5, 1)).due_on == date(2026, 12, 31)
