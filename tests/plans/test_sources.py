"""Every word of the catalogue against the text of the papers."""

import re
from collections import Counter

import pytest

from desktop.plans.catalogue import Plan, Target, Task, load_plan, load_plans
from plans.source_text import (
    annex_rows,
    corrected,
    left_over,
    plain,
    raw,
    rows_of,
    section,
    source,
    stands_in,
)

PLANS = load_plans()
TABLES = ("dong-nai-2026", "ha-noi-2024", "hai-phong-2026")
IN_PROSE = [
    pytest.param(plan, task, id=task.code) for plan in PLANS if plan.code not in TABLES for task in plan.tasks
]
TARGETS = [pytest.param(plan, target, id=target.code) for plan in PLANS for target in plan.targets]
ROWS = [pytest.param(plan, task, id=task.code) for plan in map(load_plan, TABLES) for task in plan.tasks]
each_plan = pytest.mark.parametrize("plan", [pytest.param(plan, id=plan.code) for plan in PLANS])


@each_plan
def test_the_head_stands_in_the_paper(plan: Plan) -> None:
    kind, _, rest = plan.title.partition(" thực hiện ")
    wordings = [kind, rest, *plan.legal_bases, plan.number, plan.replaces]
    assert [wording for wording in wordings if not stands_in(wording, source(plan.code))] == []


@each_plan
def test_groups_stand_in_the_paper(plan: Plan) -> None:
    titles = [group.title for group in plan.groups]
    assert titles
    assert [title for title in titles if not stands_in(title, source(plan.code))] == []


@pytest.mark.parametrize(("plan", "task"), IN_PROSE)
def test_a_task_in_prose_stands_in_the_paper_word_by_word(plan: Plan, task: Task) -> None:
    wordings = (task.text, task.deadline, task.result, *task.lead, *task.coordinators)
    assert [wording for wording in wordings if not stands_in(wording, source(plan.code))] == []


@pytest.mark.parametrize(("plan", "task"), ROWS)
def test_a_task_is_its_row_of_the_annex_cell_by_cell(plan: Plan, task: Task) -> None:
    row = rows_of(plan)[task.code]
    assert task.text == row[1]
    assert task.result == (row[4] if len(row) == 6 else "")
    assert task.deadline == row[-1]
    for cell, units in ((row[2], task.lead), (row[3], task.coordinators)):
        assert re.fullmatch(r"(?:[,; ]|và|chỉ đạo|chủ trì)*", left_over(cell, units))


@pytest.mark.parametrize("code", TABLES)
def test_every_row_of_the_annex_is_a_task(code: str) -> None:
    plan = load_plan(code)
    assert list(rows_of(plan)) == [task.code for task in plan.tasks]
    numbers = [row[0].rstrip(".") for row in annex_rows(code) if not re.fullmatch("[IVX]+", row[0])]
    assert numbers == [task.number for task in plan.tasks]


@pytest.mark.parametrize("code", ["dong-nai-2026", "ha-noi-2024"])
def test_tasks_stand_under_the_heading_they_have_in_the_annex(code: str) -> None:
    plan, group = load_plan(code), ""
    groups = []
    for row in annex_rows(code):
        if re.fullmatch("[IVX]+", row[0]):
            group = row[0]
            assert stands_in(next(g.title for g in plan.groups if g.code == group), row[1])
        else:
            groups.append(group)
    assert groups == [task.group for task in plan.tasks]


@pytest.mark.parametrize(("plan", "target"), TARGETS)
def test_a_target_stands_in_the_paper_word_by_word(plan: Plan, target: Target) -> None:
    assert stands_in(target.text, source(plan.code))


@pytest.mark.parametrize(("plan", "target"), TARGETS)
def test_the_numbers_of_a_target_stand_in_its_own_text(plan: Plan, target: Target) -> None:
    said = numbers_in(target.text)
    assert {bound for bound in (target.low, target.high) if bound is not None} <= set(said)
    if target.unit:
        assert (target.unit if target.unit != "hạng" else "nhóm") in target.text
    assert target.per in target.text


def numbers_in(text: str) -> list[float]:
    return [float(number.replace(",", ".")) for number in re.findall(r"\d+(?:,\d+)?", text)]


# What is no value of a target: years, ages, the “1” of “1 vạn dân”, names, document numbers.
_NO_VALUES = (
    r"\b20\d\d\b|dưới 45 tuổi|0?1 vạn dân|chuẩn mức 2|(?:số|Số) \d+[^ ]* ngày [\d/]+|57-NQ/TW|lần thứ I"
)
_SECTIONS = [
    (
        "dong-nai-2026",
        "2. Mục tiêu cụ thể đến năm 2030 (sắp xếp theo nhóm)",
        "3. Tầm nhìn đến năm 2045",
        2030,
    ),
    ("dong-nai-2026", "3. Tầm nhìn đến năm 2045", "III. NHIỆM VỤ", 2045),
    ("hai-phong-2026", "Về chỉ tiêu phát triển đội ngũ trí thức:", "3. Tầm nhìn đến năm 2045", 2030),
    ("hai-phong-2026", "3. Tầm nhìn đến năm 2045", "III. NHIỆM VỤ", 2045),
    ("tp-ho-chi-minh-2024", "2. Mục tiêu cụ thể đến năm 2030", "3. Tầm nhìn đến năm 2045", 2030),
]


@pytest.mark.parametrize(("code", "first", "last", "horizon"), _SECTIONS)
def test_every_number_of_the_targets_section_is_a_target(
    code: str, first: str, last: str, horizon: int
) -> None:
    text = re.sub(r"¹ Chỉ tiêu tại .*", "", section(code, first, last))
    text = re.sub(r"1 Chỉ tiêu tại .*? Chính phủ ", "", text)
    said = Counter(numbers_in(re.sub(_NO_VALUES, "", text)))
    targets = [target for target in load_plan(code).targets if target.horizon == horizon]
    kept = Counter(bound for target in targets for bound in {target.low, target.high} if bound is not None)
    assert kept == said


def test_every_bullet_of_dong_nai_and_hai_phong_has_a_target() -> None:
    for code, first, last, horizon in _SECTIONS[:4]:
        body = corrected(raw(code), load_plan(code).corrections)
        body = body[body.index(first) + len(first) : body.index(last)]
        bullets = [plain(line) for line in body.splitlines() if line.startswith("- ")]
        texts = [t.text for t in load_plan(code).targets if t.horizon == horizon]
        for bullet in bullets:
            opening = " ".join(bullet.split(" ")[1:4]).casefold()
            assert any(opening in text.casefold() for text in texts), bullet


@each_plan
def test_reports_stand_in_the_paper_with_their_day(plan: Plan) -> None:
    for report in plan.reports:
        assert stands_in(report.text, source(plan.code))
        if report.due:
            month, day = report.due.split("-")
            written = rf"{'trước ' if report.before else ''}ngày {day}(?:/| tháng ){month.lstrip('0')}\b"
            assert re.search(written, report.text)


@each_plan
def test_general_duties_stand_in_the_paper(plan: Plan) -> None:
    for duty in plan.general_duties:
        assert stands_in(duty.text, source(plan.code))
        assert stands_in(duty.addressee, source(plan.code))


@each_plan
def test_every_correction_mends_a_slip_that_is_in_the_paper(plan: Plan) -> None:
    for slip in plan.corrections:
        assert slip.scanned in plain(raw(plan.code))
        assert slip.scanned not in source(plan.code)
        assert slip.corrected != slip.scanned


def test_hai_phong_2026_cites_the_document_its_footnote_names() -> None:
    notes = dict(re.findall(r"(?m)^([¹²³⁴⁵⁶⁷⁸⁹⁰]+) Chỉ tiêu (?:tại|theo) (.*?)\.?$", raw("hai-phong-2026")))
    cited = [
        re.search(r"; (.*) \(chú thích (\d+)\)", target.source)
        for target in load_plan("hai-phong-2026").targets
        if target.horizon == 2030
    ]
    superscripts = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    assert all(note and notes[note[2].translate(superscripts)] == note[1] for note in cited)
    assert {note[2] for note in cited if note} == {str(number) for number in range(1, 11)}
