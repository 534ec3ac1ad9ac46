"""Plans whose tasks stand in prose: headings, leaders, deadlines, duties, reports at their places."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.plans.catalogue import load_plan
from desktop.plans.importing.assignment import read_assignment
from desktop.plans.importing.attributes import deadline_in, only_deadline, read_attributes
from desktop.plans.importing.draft import Draft, read_draft
from desktop.plans.importing.paragraphs import joined
from desktop.plans.importing.source import Line, read_text
from desktop.plans.plan import Plan, Task
from desktop.plans.rules import check_plan

PAPERS = Path(__file__).parents[2] / "data" / "plans"


def draft_of(tmp_path: Path, text: str) -> Draft:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(text, encoding="utf-8")
    return read_draft(path)


def said(draft: Draft) -> str:
    return "\n".join(f"{guess.where}: {guess.text}" for guess in draft.guesses)


def corrected(text: str, plan: Plan) -> str:
    for slip in plan.corrections:
        text = text.replace(slip.scanned, slip.corrected)
    return text


def facts(task: Task) -> tuple[object, ...]:
    return (task.number, task.group, task.lead, task.coordinators, task.deadline)


@pytest.mark.parametrize("code", ["hai-phong-2024", "tp-ho-chi-minh-2024"])
def test_a_paper_in_prose_gives_the_tasks_of_the_catalogue(code: str) -> None:
    draft, known = read_draft(PAPERS / f"{code}.txt"), load_plan(code)
    assert [task.code for task in draft.plan.tasks] == [
        task.code.replace(known.task_prefix, draft.plan.task_prefix) for task in known.tasks
    ]
    for read, task in zip(draft.plan.tasks, known.tasks, strict=True):
        assert facts(read) == facts(task)
        assert corrected(read.text, known) == task.text
    assert [group.title for group in draft.plan.groups] == [group.title for group in known.groups]
    assert check_plan(draft.plan) == []
    assert "đọc từ câu chữ, hãy đối chiếu từng mục" in said(draft)


def test_ha_noi_without_its_annex_is_read_from_its_prose(tmp_path: Path) -> None:
    text = (PAPERS / "ha-noi-2024.txt").read_text(encoding="utf-8").split("**Phụ lục**")[0]
    plan = draft_of(tmp_path, text).plan
    assert [group.code for group in plan.groups] == ["1", "2", "3", "4", "5"]
    tasks = {task.code: task for task in plan.tasks}
    press = tasks["HN24.1.b"]
    assert press.lead == ("Sở Thông tin và Truyền thông",)
    assert press.coordinators == ("Ban Tuyên giáo Thành ủy", "các sở, ngành, đơn vị liên quan")
    assert tasks["HN24.5.b.2"].number == "điểm b Mục 5, gạch đầu dòng 2"
    assert tasks["HN24.5.b.2"].lead == ("Liên hiệp các Hội Khoa học và Kỹ thuật Hà Nội",)
    assert all(task.lead for task in plan.tasks)


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("dong-nai-2026", ["IV", "V.7", "VI"]),
        ("ha-noi-2024", ["II.1.c", "II.2.d", "II.3.d", "II.4.k", "II.5.c", "III.1"]),
        ("tp-ho-chi-minh-2024", ["IV.12", "IV.12, đoạn 2"]),
        ("hai-phong-2026", []),
    ],
)
def test_duties_of_every_ward_are_found_with_their_place_and_words(code: str, places: list[str]) -> None:
    read, known = read_draft(PAPERS / f"{code}.txt").plan, load_plan(code)
    duties = {duty.place: duty for duty in read.general_duties}
    assert list(duties) == places
    for duty in known.general_duties:
        assert duties[duty.place].text == duty.text
        assert not duty.addressee or duties[duty.place].addressee == duty.addressee


@pytest.mark.parametrize("code", ["dong-nai-2026", "hai-phong-2026", "tp-ho-chi-minh-2024"])
def test_reports_of_the_units_are_found_with_their_days(code: str) -> None:
    def owed(plan: Plan) -> list[tuple[object, ...]]:
        return [
            (one.period_kind, one.due, one.before, one.recipient)
            for one in plan.reports
            if one.sender == "units"
        ]

    assert owed(read_draft(PAPERS / f"{code}.txt").plan) == owed(load_plan(code))


def test_the_plan_that_is_replaced_is_found() -> None:
    assert read_draft(PAPERS / "dong-nai-2026.txt").plan.replaces == load_plan("dong-nai-2026").replaces


HEAD = "Số: 45/KH-UBND\nQuảng Ninh, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\nPhát triển trí thức (hư cấu)\n"


def test_units_and_deadlines_inside_the_sentences_are_found(tmp_path: Path) -> None:
    plan = draft_of(
        tmp_path,
        f"{HEAD}II. NHIỆM VỤ\n"
        "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan xây dựng Đề án thu hút "
        "trí thức, hoàn thành trước ngày 30/6/2027.\n"
        "2. Tổ chức gặp mặt trí thức tiêu biểu (Chủ trì: Sở KH&CN; phối hợp: Liên hiệp hội; "
        "thời gian: hằng năm).",
    ).plan
    first, second = plan.tasks
    assert (first.number, first.group) == ("1", "II")
    assert (first.lead, first.coordinators) == (("Sở Nội vụ",), ("Sở Tài chính", "các đơn vị liên quan"))
    assert plan.deadline_of(first).end is not None
    assert second.text == "Tổ chức gặp mặt trí thức tiêu biểu"
    assert (second.lead, second.coordinators) == (("Sở KH&CN",), ("Liên hiệp hội",))
    assert second.deadline == "hằng năm"


def test_lines_below_a_task_say_who_and_until_when(tmp_path: Path) -> None:
    plan = draft_of(
        tmp_path,
        f"{HEAD}III. NHIỆM VỤ, GIẢI PHÁP\n1. Về đào tạo\na) Mở lớp bồi dưỡng cho trí thức trẻ.\n"
        "- Cơ quan chủ trì: Trường Chính trị tỉnh.\n- Đơn vị phối hợp: Sở Nội vụ; UBND các xã, phường.\n"
        "- Sản phẩm: 02 lớp.\n- Thời gian thực hiện: Quý III/2026.\n"
        "b) Rà soát cơ sở dữ liệu.\n- Cơ quan chủ trì: Sở Khoa học và Công nghệ.\n- Tiến độ: Năm 2027.",
    ).plan
    first, second = plan.tasks
    assert (first.lead, first.result, first.deadline) == (
        ("Trường Chính trị tỉnh",),
        "02 lớp",
        "Quý III/2026",
    )
    assert first.coordinators == ("Sở Nội vụ", "UBND các xã, phường")
    assert (second.lead, second.deadline) == (("Sở Khoa học và Công nghệ",), "Năm 2027")


def test_a_plan_that_only_divides_work_is_read_by_its_units(tmp_path: Path) -> None:
    plan = draft_of(
        tmp_path,
        f"{HEAD}I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ:\n- Xây dựng đề án thu hút.\n- Tổng hợp báo cáo.\n"
        "2. UBND các xã, phường: Rà soát, lập danh sách trí thức trên địa bàn trước 30/9/2026.",
    ).plan
    assert [(task.lead, task.number) for task in plan.tasks] == [
        (("Sở Nội vụ",), "1, gạch đầu dòng 1"),
        (("Sở Nội vụ",), "1, gạch đầu dòng 2"),
        (("UBND các xã, phường",), "2"),
    ]


def test_a_task_without_a_leader_is_kept_and_asked_about(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, f"{HEAD}I. NHIỆM VỤ\n1. Nâng cao nhận thức về vai trò của trí thức.")
    [task] = draft.plan.tasks
    assert task.lead == ()
    assert "Nhiệm vụ 1 chưa rõ đơn vị chủ trì" in said(draft)
    assert "Nhiệm vụ 1 không ghi thời hạn." in said(draft)


@pytest.mark.parametrize(
    ("sentence", "lead", "coordinators", "rest"),
    [
        ("Sở Nội vụ:", ("Sở Nội vụ",), (), ""),
        ("Đề nghị Ban Tuyên giáo Thành ủy:", ("Ban Tuyên giáo Thành ủy",), (), ""),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện:", ("Sở Y tế",), ("Sở Nội vụ",), ""),
        ("Ban Tổ chức Thành ủy tham mưu thực hiện:", ("Ban Tổ chức Thành ủy",), (), ""),
        ("Chủ trì, phối hợp với Sở Y tế xây dựng đề án", (), ("Sở Y tế",), "xây dựng đề án"),
        ("UBND các xã, phường chủ động rà soát", ("UBND các xã, phường",), (), "chủ động rà soát"),
    ],
)
def test_who_does_something_is_read_from_a_sentence(
    sentence: str, lead: Sequence[str], coordinators: Sequence[str], rest: str
) -> None:
    found = read_assignment(sentence, "dòng 1", [])
    assert found is not None
    assert (found.lead, found.coordinators, found.rest) == (lead, coordinators, rest)


@pytest.mark.parametrize(
    "sentence",
    ["Tổ chức các hội thảo khoa học.", "Ban hành và triển khai Đề án.", "Tập trung đầu tư các đơn vị.", ""],
)
def test_a_sentence_without_a_unit_puts_nobody_in_charge(sentence: str) -> None:
    assert read_assignment(sentence, "dòng 1", []) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Chủ trì: Sở A; phối hợp: Sở B; thời hạn: Quý II/2026.",
         [("lead", "Sở A"), ("with", "Sở B"), ("deadline", "Quý II/2026")]),
        ("Thời gian thực hiện: Thường xuyên.", [("deadline", "Thường xuyên")]),
        ("Đối với trí thức trẻ: ưu tiên đào tạo.", []),
        ("Không có gì", []),
    ],
)  # fmt: skip
def test_labels_of_a_line_are_read(line: str, told: list[tuple[str, str]]) -> None:
    assert read_attributes(line) == told


def test_a_line_that_is_only_a_deadline_is_told_from_a_sentence() -> None:
    assert only_deadline("Hoàn thành trong quý III/2024.") == "Hoàn thành trong quý III/2024"
    assert only_deadline("Hoàn thành hệ thống dữ liệu.") == ""
    assert deadline_in("Xây dựng đề án (hoàn thành trong quý II/2024).") == "hoàn thành trong quý II/2024"


def test_lines_broken_by_printing_are_put_together() -> None:
    printed = (
        "- Xây dựng cơ sở dữ liệu về đội ngũ trí thức của tỉnh phục vụ công tác quản",
        "lý nhà nước và dự báo nhu cầu nhân lực trình độ cao trên địa bàn của toàn",
        "Tỉnh đến năm 2030.",
    )
    lines = [block.text for block in joined(read_text("\n".join(printed * 5))) if isinstance(block, Line)]
    assert lines == [" ".join(printed)] * 5


def test_headings_are_not_run_together() -> None:
    text = "1. Sở Khoa học và Công nghệ\nLà cơ quan thường trực.\n2. Sở Nội vụ\nTham mưu chính sách."
    assert len(joined(read_text(text))) == 4


LINES = st.sampled_from(
    [
        "I. NHIỆM VỤ", "II. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ:", "1.1. Các nhiệm vụ", "a) Sở Y tế chủ trì:",
        "- Mở lớp.", "b) Đơn vị thực hiện:", "Thời gian thực hiện: Thường xuyên.", "Hoàn thành năm 2027",
        "+ Việc nhỏ:", "1. Việc", "Giao Sở A chủ trì, phối hợp", "UBND các xã, phường: rà soát.", ":",
        "thực hiện nội dung tại điểm a Mục 1.1.", "Báo cáo Sở Y tế trước ngày 31/2 hằng năm.", "Nơi nhận:",
        "(Chủ trì: ; thời gian: )", "III. ",
    ]
)  # fmt: skip


@given(st.lists(LINES | st.text(max_size=30), max_size=25))
def test_any_prose_gives_a_plan_that_does_not_contradict_itself(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    try:
        plan = draft_of(tmp_path_factory.mktemp("paper"), "\n".join([HEAD, *lines])).plan
    except UserError:
        return
    assert check_plan(plan) == []
    assert all(task.group in {group.code for group in plan.groups} for task in plan.tasks)


@pytest.mark.parametrize("code", ["hai-phong-2024", "ha-noi-2024", "tp-ho-chi-minh-2024"])
def test_an_undated_paper_is_of_the_year_of_the_catalogue(code: str) -> None:
    plan, known = read_draft(PAPERS / f"{code}.txt").plan, load_plan(code)
    assert plan.issued[:4] == known.issued[:4]
    assert known.code.endswith(plan.code)


@pytest.mark.parametrize("code", ["ha-noi-2024", "tp-ho-chi-minh-2024"])
def test_every_report_of_the_catalogue_is_proposed(code: str) -> None:
    def facts_of(plan: Plan) -> set[tuple[str, ...]]:
        return {(one.period_kind, one.due, one.recipient, one.sender) for one in plan.reports}

    assert facts_of(read_draft(PAPERS / f"{code}.txt").plan) == facts_of(load_plan(code))
