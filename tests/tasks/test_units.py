import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.catalogue import load_plan, load_plans
from desktop.tasks.units import TaskRole, decide_part

WARD = ("ward", "UBND phường Trấn Biên")
DEPARTMENT = ("department", "Sở Khoa học và Công nghệ thành phố Đồng Nai")
DSTI = "Sở Khoa học và Công nghệ"


@pytest.mark.parametrize(
    ("lead", "coordinators", "role"),
    [
        (["Các sở, ban, ngành, địa phương và các đơn vị có liên quan"], [DSTI], "lead"),
        (["Các Sở, ngành, địa phương"], [], "lead"),
        (["Ủy ban nhân dân các phường, xã"], [], "lead"),
        (["UBND các xã, phường, đặc khu"], [DSTI], "lead"),
        (["UBND phường Trấn Biên"], [DSTI], "lead"),
        ([DSTI], ["UBND phường Trấn Biên", "Sở Nội vụ"], "with"),
        ([DSTI], ["Sở Nội vụ", "các sở, ngành, địa phương và các đơn vị có liên quan"], "with"),
        (["Sở Nội vụ"], ["UBND các quận, huyện, thị xã"], "with"),
        (["Các Sở", "Ủy ban nhân dân thành phố Thủ Đức và các quận - huyện"], [], "lead"),
        ([DSTI], ["Các sở, ban, ngành, trường đại học, tổ chức, đơn vị trên địa bàn thành phố"], "local"),
        ([DSTI], ["Các cơ quan, đơn vị liên quan"], "watch"),
        (["các Sở ngành, đơn vị có liên quan"], [], "watch"),
        ([DSTI], ["Các Sở, ngành", "các Trường Đại học, Viện nghiên cứu"], "watch"),
        (["Sở Y tế"], ["các doanh nghiệp trên địa bàn thành phố"], "watch"),
        (["Ban cán sự đảng", "đảng đoàn", "quận ủy", "huyện ủy"], [], "watch"),
        ([DSTI], ["cơ quan báo chí Trung ương và địa phương"], "watch"),
        (["UBND phường Trảng Dài"], [], "watch"),
        ([], [], "watch"),
    ],
)
def test_a_ward_sees_its_part_in_the_wording(lead: list[str], coordinators: list[str], role: str) -> None:
    assert decide_part(*WARD, lead, coordinators).role == role


@pytest.mark.parametrize(
    ("lead", "coordinators", "role"),
    [
        ([DSTI], [], "lead"),
        (["Sở Nội vụ", DSTI], [], "lead"),
        (["Các sở, ban, ngành, địa phương"], [], "lead"),
        (["Sở Nội vụ"], ["Sở Tài chính", "Sở KH&CN"], "with"),
        (["Ban Tuyên giáo Thành ủy", "Sở Thông tin và Truyền thông"], [], "lead"),
        (["Sở Y tế"], ["Sở Nội vụ", "các đơn vị liên quan"], "watch"),
        (["Ủy ban nhân dân các phường, xã"], [], "watch"),
    ],
)
def test_the_department_sees_its_part_in_the_wording(
    lead: list[str], coordinators: list[str], role: str
) -> None:
    assert decide_part(*DEPARTMENT, lead, coordinators).role == role


def test_the_reason_quotes_the_plan() -> None:
    part = decide_part(*WARD, [DSTI], ["Sở Nội vụ", "các sở, ngành, địa phương"])
    assert part.reason == "Cột phối hợp nêu “các sở, ngành, địa phương”, trong đó có UBND phường, xã."


def test_the_reason_says_why_the_work_of_a_district_came_to_us() -> None:
    reason = decide_part(*WARD, ["UBND các quận, huyện, thị xã"], []).reason
    assert "01/7/2025" in reason
    assert "UBND các quận, huyện, thị xã" in reason


def test_a_vague_wording_asks_the_office_to_decide() -> None:
    assert "hãy đổi vai trò nếu được phân công" in decide_part(*WARD, [DSTI], ["Các đơn vị liên quan"]).reason


def test_a_ward_leads_two_and_coordinates_eleven_tasks_of_dong_nai() -> None:
    tasks = load_plan("dong-nai-2026").tasks
    parts = {task.number: decide_part(*WARD, task.lead, task.coordinators).role for task in tasks}
    assert [number for number, role in parts.items() if role is TaskRole.LEAD] == ["2", "3"]
    with_us = [number for number, role in parts.items() if role is TaskRole.WITH]
    assert with_us == ["14", "17", "18", "19", "20", "22", "24", "25", "26", "27", "28"]


@pytest.mark.parametrize("task", [t for plan in load_plans() for t in plan.tasks], ids=lambda task: task.code)
def test_every_task_of_every_plan_gets_a_part_with_a_sentence(task) -> None:
    part = decide_part(*WARD, task.lead, task.coordinators)
    assert part.reason.endswith(".")
    assert part.reason[0].isupper()


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_any_wording_gives_exactly_one_part(lead: list[str], coordinators: list[str]) -> None:
    part = decide_part(*WARD, lead, coordinators)
    assert part.role in TaskRole
    assert part.reason


@given(st.sampled_from([" ,", " - ", ";", "  "]), st.booleans())
def test_capitals_and_punctuation_do_not_change_the_part(mark: str, upper: bool) -> None:
    wording = f"các sở{mark} ngành{mark} địa phương"
    assert decide_part(*WARD, [wording.upper() if upper else wording], []).role is TaskRole.LEAD
