import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import add_people

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.documents.model import Heading, Paragraph, tables_of
from desktop.errors import UserError
from desktop.paths import resources
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.reports.actions import make_report
from desktop.reports.compose import Choice, Draft, compose, own_blocks
from desktop.reports.dues import last_day_to_send, recipient_of
from desktop.reports.outline import load_outline, read_outline, report_kinds
from desktop.reports.periods import parse_period
from desktop.tasks.actions import adopt_plan, report_progress
from reports.conftest import ON, PERIOD, PLAN

ASKED = "20260301-20260531"


def drafted(office: Office, period: str = PERIOD, on: date = ON, choice: Choice | None = None) -> Draft:
    with office.read() as session:
        return compose(session, PLAN, period, on, choice=choice)


def freeze(office: Office, period: str, on: date) -> None:
    draft = drafted(office, period, on)
    with office.write() as session:
        make_report(session, draft, made_on=on)


@pytest.mark.parametrize(
    ("plan", "period"),
    [
        *((plan, period) for plan in plan_codes() for period in ("2026", "2026-2030")),
        *((PLAN, period) for period in ("2026-05", "2026-Q2", "2026-9M", ASKED)),
    ],
)
def test_every_plan_gives_every_kind_of_report(office: Office, plan: str, period: str) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan(plan), date(2026, 5, 20))
    with office.read() as session:
        draft = compose(session, plan, period, ON, choice=Choice("tình hình trí thức"))
    text = "\n".join(b.text for b in draft.report.body if isinstance(b, Heading | Paragraph))
    assert not re.search(r"[{}]|Trong 0 |: \.|\.\.|  ", text)
    assert draft.data.is_estimate == (parse_period(period).cut_off > ON)


@pytest.mark.parametrize(
    ("plan", "period", "recipient", "last"),
    [
        (PLAN, "2026-H1", "Sở Khoa học và Công nghệ thành phố Đồng Nai", date(2026, 6, 19)),
        (PLAN, "2026-H2", "Sở Khoa học và Công nghệ thành phố Đồng Nai", None),
        (PLAN, "2026", "Sở Khoa học và Công nghệ thành phố Đồng Nai", date(2026, 12, 4)),
        ("hai-phong-2026", "2026", "Sở Khoa học và Công nghệ thành phố Hải Phòng", date(2026, 12, 9)),
        ("hai-phong-2024", "2026", "Sở Khoa học và Công nghệ thành phố Hải Phòng", None),
        ("ha-noi-2024", "2026", "Sở Khoa học và Công nghệ thành phố Hà Nội", None),
        ("tp-ho-chi-minh-2024", "2026", "Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh", date(2026, 12, 14)),
    ],
)
def test_each_plan_has_its_own_recipient_and_last_day(
    plan: str, period: str, recipient: str, last: date | None
) -> None:
    found = load_plan(plan), parse_period(period), "ward"
    assert (recipient_of(*found), last_day_to_send(*found)) == (recipient, last)


def test_a_stage_begins_with_the_plan_and_is_called_as_what_it_is(ready: Office) -> None:
    midst, end = drafted(ready, "2024-2028"), drafted(ready, "2026-2030")
    assert midst.data.period.starts_on == date(2026, 1, 1)
    assert midst.report.subject.startswith("Sơ kết thực hiện")
    assert end.report.subject.startswith("Tổng kết thực hiện")


def test_a_report_asked_for_has_its_subject(ready: Office) -> None:
    draft = drafted(ready, ASKED, choice=Choice("tình hình trí thức ngành y tế"))
    assert draft.report.subject == "Tình hình trí thức ngành y tế"
    with pytest.raises(UserError, match="cần nội dung"):
        drafted(ready, ASKED)


def test_the_frozen_report_of_the_year_before_is_compared_with(ready: Office) -> None:
    freeze(ready, "2025-H1", date(2025, 6, 14))
    add_people(ready, {"full_name": "Người Mới", "sex": "nu"})
    said = drafted(ready).texts["register"]
    assert "So với cùng kỳ năm 2025 (theo báo cáo 6 tháng đầu năm 2025)" in said
    assert re.search(r"nữ tăng 1 người", said)


def test_without_a_frozen_report_the_register_as_of_then_is_compared_with(ready: Office) -> None:
    said = drafted(ready).texts["register"]
    assert "So với cùng kỳ năm 2025: tổng số giảm 1 người (từ 5 xuống 4 người, 20,0%)" in said


def test_an_empty_register_is_compared_with_nothing(office: Office) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    assert drafted(office).data.earlier is None


def test_changes_since_the_last_report_name_the_tasks(ready: Office) -> None:
    freeze(ready, PERIOD, ON)
    with ready.write() as session:
        report_progress(session, "ĐN26.2", percent=100, note="Đã xong", on=date(2026, 8, 1))
    said = drafted(ready, "2026-9M", date(2026, 9, 14)).texts["tasks"]
    assert "Thay đổi so với báo cáo 6 tháng đầu năm 2026 (số liệu đến ngày 14/06/2026)" in said
    assert "Có tiến triển (1): số 2," in said
    assert "(từ 40% lên 100%)" in said


def test_late_tasks_are_named_with_why_and_the_difficulty(ready: Office) -> None:
    with ready.write() as session:
        report_progress(
            session, "ĐN26.3", percent=60, note="Làm lại", on=date(2026, 7, 5), difficulty="Thiếu người"
        )
    said = drafted(ready, "2026-07", date(2026, 7, 14)).texts["tasks"]
    late = next(line for line in said.splitlines() if line.startswith("- Nhiệm vụ số 3,"))
    assert "Vướng mắc: Thiếu người." in late


def test_the_list_of_people_is_there_only_when_chosen_and_tells_no_birthday(ready: Office) -> None:
    assert all(table.code != "intellectuals" for table in tables_of(drafted(ready).report))
    draft = drafted(ready, choice=Choice(annexes=("intellectuals",)))
    (table,) = tables_of(draft.report)
    assert [row.cells[1] for row in table.rows][:2] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [row.cells[2] for row in table.rows][:2] == ["1980", "1990"]
    assert [one.number for one in draft.report.annexes] == [""]


def test_the_list_of_people_is_masked_like_everywhere(ready: Office) -> None:
    reader = Office(ready.folder, ready.database, Actor("xem", "Người xem", Role.VIEWER))
    choice = Choice(annexes=("intellectuals",))
    rows = [tables_of(drafted(one, choice=choice).report)[0].rows for one in (ready, reader)]
    assert rows[0] == rows[1]


def test_an_annex_that_does_not_exist_is_refused(ready: Office) -> None:
    with pytest.raises(UserError, match="Không có phụ lục “mau_mat”"):
        drafted(ready, choice=Choice(annexes=("mau_mat",)))


def test_what_no_page_can_show_is_left_out_of_own_words() -> None:
    assert own_blocks("a\x01b\x0b\n\n1. Mục nhỏ\n🙂") == (
        Paragraph("a b"),
        Heading("1. Mục nhỏ", 2),
        Paragraph("🙂"),
    )


@pytest.mark.parametrize("kind", report_kinds())
def test_every_kind_has_an_outline_with_numbered_headings(kind: str) -> None:
    outline = load_outline(kind)
    assert outline.kind == kind
    assert [one.heading.split(".")[0] for one in outline.sections][:3] == ["I", "II", "III"]


def text_of(kind: str) -> str:
    return Path(resources() / "reports" / f"{kind}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{plan} {period}", "{plan} {mau_mat}", "không có chỗ điền “{mau_mat}”"),
        ("{plan} {period}", "{plan} {period", "dấu ngoặc nhọn không khớp"),
        ("{plan} {period}", "{plan.code}", "không có chỗ điền “{plan.code}”"),
        ('key = "register"', 'key = "mau_mat"', "không có phần “mau_mat”"),
        ('key = "register"', 'key = "tasks"', "ghi hơn một lần"),
        ('kind = "half_year"', 'kind = "year"', "hãy ghi “half_year”"),
        ('type_code = "BC"', 'type_cod = "BC"', "không có mục “type_cod”"),
        ('type_code = "BC"', 'type_code = "BC', "không đúng dạng TOML"),
        ("chosen = false", 'chosen = "không"', "phải là true hoặc false"),
    ],
)
def test_a_wrong_outline_gets_one_sentence(old: str, new: str, said: str) -> None:
    with pytest.raises(UserError, match=re.escape(said)):
        read_outline(text_of("half_year").replace(old, new), "half_year")


def test_sections_in_another_order_are_numbered_anew() -> None:
    outline = load_outline("half_year")
    names = "".join(
        f'[[sections]]\nkey = "{one.key}"\nheading = "{one.heading.partition(" ")[2]}"\n'
        for one in reversed(outline.sections)
    )
    turned = read_outline(f'like = "half_year"\nkind = "half_year"\n{names}', "half_year")
    assert turned.sections[0].heading == "I. KIẾN NGHỊ, ĐỀ XUẤT"
    assert replace(turned, sections=()) == replace(outline, sections=())
