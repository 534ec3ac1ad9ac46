import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from desktop.errors import Invalid, NotFound, UserError
from desktop.plans import catalogue
from desktop.plans.catalogue import Plan, Target, load_plan, load_plans, plan_codes, read_plan
from desktop.plans.deadlines import DeadlineKind
from desktop.plans.rules import check_plan

SMALL = """
code = "thu-2026"
title = "Kế hoạch thử"
issuer = "UBND thành phố thử"
number = "/KH-UBND"
issued = "2026-05"
province = "75"
task_prefix = "T26"
legal_bases = ["Nghị quyết số 107/NQ-CP"]

[[groups]]
code = "I"
title = "Nhóm một"

[[tasks]]
code = "T26.1"
number = "1"
group = "I"
text = "Việc một"
lead = ["Sở Khoa học và Công nghệ"]
with = ["Các sở, ban, ngành"]
deadline = "Quý II"
legal_source = "Phụ lục, STT 1"

[[targets]]
code = "T26.CT01"
text = "Đạt 12 người/vạn dân"
horizon = 2030
comparator = "="
low = 12
high = 12.0
unit = "người"
per = "vạn dân"
period_kind = "at_horizon"
source = "II.1"

[[reports]]
period_kind = "year"
due = "12-05"
before = true
recipient = "Sở Khoa học và Công nghệ"
sender = "units"
text = "báo cáo năm (trước ngày 05/12)"
source = "VI"
"""


@pytest.fixture
def small() -> Plan:
    return read_plan(SMALL, "thu-2026")


@pytest.mark.parametrize(
    ("code", "groups", "tasks", "reports"),
    [
        ("dong-nai-2026", 3, 28, 4),
        ("ha-noi-2024", 5, 30, 1),
        ("hai-phong-2024", 6, 36, 0),
        ("hai-phong-2026", 1, 5, 1),
        ("tp-ho-chi-minh-2024", 5, 25, 3),
    ],
)
def test_the_five_plans_are_complete(code: str, groups: int, tasks: int, reports: int) -> None:
    plan = load_plan(code)
    assert (len(plan.groups), len(plan.tasks), len(plan.reports)) == (groups, tasks, reports)


def test_numeric_targets_are_one_row_a_number() -> None:
    numeric = {
        plan.code: sum(target.comparator != "text" for target in plan.targets) for plan in load_plans()
    }
    assert numeric["dong-nai-2026"] == 20 + 8 + 2
    assert numeric["hai-phong-2026"] == 16
    assert numeric["ha-noi-2024"] == 0


def test_the_catalogue_has_exactly_the_five_plans() -> None:
    assert plan_codes() == (
        "dong-nai-2026",
        "ha-noi-2024",
        "hai-phong-2024",
        "hai-phong-2026",
        "tp-ho-chi-minh-2024",
    )


def test_codes_are_unique_over_all_plans() -> None:
    codes = [code for plan in load_plans() for code in plan.codes]
    assert len(codes) == len(set(codes))


def test_a_plan_is_read_once() -> None:
    assert load_plan("dong-nai-2026") is load_plan("dong-nai-2026")


@pytest.mark.parametrize("code", ["khong-co", "../codelists/sources", "", "dong-nai-2026.toml"])
def test_an_unknown_plan_names_those_there_are(code: str) -> None:
    with pytest.raises(NotFound, match=f"Không có kế hoạch “{code}”; .*dong-nai-2026, ha-noi-2024"):
        load_plan(code)


def test_texts_of_plans_are_composed_letters_on_one_line() -> None:
    for plan in load_plans():
        texts = [plan.title, *(task.text for task in plan.tasks), *(target.text for target in plan.targets)]
        assert [text for text in texts if text != unicodedata.normalize("NFC", text)] == []
        assert [text for text in texts if text != text.strip() or "  " in text] == []


def test_only_one_deadline_wording_of_the_five_plans_needs_a_person() -> None:
    unknown = {
        task.deadline
        for plan in load_plans()
        for task in plan.tasks
        if plan.deadline_of(task).kind is DeadlineKind.UNKNOWN
    }
    assert unknown == {"Chi tiết xem Phụ lục 1 đính kèm"}


def test_a_deadline_keeps_the_words_of_the_plan() -> None:
    for plan in load_plans():
        for task in plan.tasks:
            assert plan.deadline_of(task).text == task.deadline


def test_a_task_without_a_year_takes_the_year_of_its_plan(small: Plan) -> None:
    assert small.deadline_of(small.tasks[0]).end == date(2026, 6, 30)


def test_a_report_before_a_day_is_due_the_day_before(small: Plan) -> None:
    report = small.reports[0]
    assert report.last_day(2026) == date(2026, 12, 4)
    assert replace(report, before=False).last_day(2026) == date(2026, 12, 5)
    assert replace(report, before=False, due="").last_day(2026) is None


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ('code = "thu-2026"', 'code = "khac-2026"', "có mã “khac-2026” khác tên tệp"),
        ('title = "Kế hoạch thử"', "", "thiếu mục “title”"),
        ('title = "Kế hoạch thử"', "title = 5", "mục “title” phải là chữ trong ngoặc kép"),
        ('province = "75"', 'province = "00"', "Không có tỉnh, thành phố mã “00”"),
        ('issued = "2026-05"', 'issued = "5/2026"', "“5/2026” phải là ngày có thật"),
        ('[[groups]]\ncode = "I"', '[[groups]]\ncode = "II"', "thuộc nhóm “I” không có trong kế hoạch"),
        ('lead = ["Sở Khoa học và Công nghệ"]', 'lead = "Sở"', "mục “lead” phải là danh sách chữ"),
        ('lead = ["Sở Khoa học và Công nghệ"]', "", "bảng thứ 1: thiếu mục “lead”"),
        ('with = ["Các sở, ban, ngành"]', "wiht = []", "không có mục “wiht”"),
        ('text = "Việc một"', 'text = " "', "Nhiệm vụ T26.1 chưa có nội dung"),
        ('"T26.CT01"', '"T26.1"', "Mã “T26.1” dùng hơn một lần"),
        ('"T26.CT01"', '"T27.CT01"', "Mã “T27.CT01” phải bắt đầu bằng “T26.”"),
        ("horizon = 2030", "horizon = true", "mục “horizon” phải là số nguyên"),
        ("horizon = 2030", "horizon = 30", "năm đích 30 không hợp lý"),
        ('comparator = "="', 'comparator = "≥"', "chỉ nhận một trong các giá trị: =, >=, >"),
        ('comparator = "="', 'comparator = "range"', "“range” không hợp với số thấp nhất"),
        ("low = 12", 'low = "12"', "mục “low” phải là số"),
        ("low = 12", "low = nan", "mục “low” phải là số"),
        ("at_horizon", "qualitative", "chỉ tiêu định tính và chỉ tiêu số lẫn nhau"),
        ('per = "vạn dân"', 'measure = "tự nghĩ ra"', "không có cách tính “tự nghĩ ra”"),
        ('due = "12-05"', 'due = "05/12"', "“05/12” phải ghi dạng MM-DD"),
        ('due = "12-05"', 'due = "02-30"', "“02-30” phải ghi dạng MM-DD"),
        ('due = "12-05"', "", "ghi “trước ngày” nhưng không có ngày"),
        (
            'sender = "units"',
            'sender = "ai"',
            "mục “sender” chỉ nhận một trong các giá trị: units, department",
        ),
        ('code = "thu-2026"', "code = ", "không đúng định dạng TOML"),
        ('province = "75"', 'province = "75"\ncorrections = 5', "mục “corrections” phải là danh sách bảng"),
    ],
)
def test_a_wrong_plan_file_is_refused_with_the_reason(written: str, instead: str, sentence: str) -> None:
    assert SMALL.count(written) >= 1
    with pytest.raises(UserError) as refused:
        read_plan(SMALL.replace(written, instead, 1), "thu-2026")
    assert sentence in refused.value.message


def test_everything_that_contradicts_itself_is_told_at_once() -> None:
    text = SMALL.replace('province = "75"', 'province = "00"').replace("horizon = 2030", "horizon = 30")
    with pytest.raises(Invalid) as refused:
        read_plan(text, "thu-2026")
    assert [problem.field for problem in refused.value.problems] == ["province", "horizon"]


@pytest.mark.parametrize(
    ("comparator", "low", "high", "fits"),
    [
        ("=", 1, 1, True),
        ("=", 1, 2, False),
        ("=", 1, None, False),
        ("about", 4, 4, True),
        (">=", 1, None, True),
        (">=", None, 1, False),
        (">", 1, 2, False),
        ("<=", None, 5, True),
        ("<", 5, None, False),
        ("range", 1, 2, True),
        ("range", 2, 1, False),
        ("range", 1, None, False),
        ("growth", 20, None, True),
        ("times", 2, 2, True),
        ("times", 2, 3, False),
        ("text", None, None, True),
        ("text", 1, None, False),
    ],
)
def test_bounds_must_say_what_the_comparator_says(
    small: Plan, comparator: str, low: float | None, high: float | None, fits: bool
) -> None:
    kind = "qualitative" if comparator == "text" else "at_horizon"
    target = replace(small.targets[0], comparator=comparator, low=low, high=high, period_kind=kind)
    assert (check_plan(replace(small, targets=(target,))) == []) is fits


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("ĐN26.CT01", "12 người/vạn dân"),
        ("ĐN26.CT02", "tăng ít nhất 20%/năm"),
        ("ĐN26.CT03", "từ 1,5 đến 2%"),
        ("ĐN26.CT04", "ít nhất 75%"),
        ("ĐN26.CT07", "1,15%"),
        ("ĐN26.CT10", "khoảng 4%"),
        ("ĐN26.CT17", "trên 80%"),
        ("ĐN26.CT21", ""),
        ("HP26.CT17", "0,8"),
        ("HP24.CT11", "tăng 2 lần"),
    ],
)
def test_a_target_says_in_a_few_words_what_it_asks(code: str, asks: str) -> None:
    assert _target(code).asks == asks


@pytest.mark.parametrize(
    ("measure", "codes"),
    [
        ("postgraduate_per_10000", {"ĐN26.CT01", "ĐN26.CT32"}),
        ("association_share", {"ĐN26.CT06", "ĐN26.CT40"}),
        ("female_share", {"ĐN26.CT22"}),
        ("under45_trained_share", {"ĐN26.CT24", "HP26.CT09"}),
    ],
)
def test_only_what_the_register_can_count_has_a_measure(measure: str, codes: set[str]) -> None:
    assert measure in catalogue.MEASURES
    assert {
        target.code for plan in load_plans() for target in plan.targets if target.measure == measure
    } == codes


def _target(code: str) -> Target:
    return next(target for plan in load_plans() for target in plan.targets if target.code == code)
