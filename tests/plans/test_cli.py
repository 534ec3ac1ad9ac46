import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.commands import Commands
from desktop.errors import NotFound
from desktop.plans.actions import keep_plan
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.plans.cli import add_commands


def answer(*words: str, office: Office | None = None) -> tuple[Any, str]:
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args([*words, "--json"])
    assert not args.needs_office
    assert args.takes_office or office is None
    document, text = args.run(args, office) if args.takes_office else args.run(args)
    return json.loads(json.dumps(document, ensure_ascii=False)), text


def test_the_list_names_every_plan_with_its_counts() -> None:
    plans, text = answer("plans", "list")
    assert [plan["code"] for plan in plans] == list(plan_codes())
    assert {"code", "title", "issuer", "number", "tasks", "targets"} <= set(plans[0])
    assert (plans[0]["tasks"], plans[0]["targets"]) == (28, 40)
    assert "dong-nai-2026: UBND thành phố Đồng Nai, 05/2026, 28 nhiệm vụ, 40 chỉ tiêu" in text


def test_a_task_is_shown_with_its_deadline_in_days() -> None:
    plan, text = answer("plans", "show", "dong-nai-2026")
    task = next(task for task in plan["tasks"] if task["code"] == "ĐN26.3")
    assert task["deadline"] == {
        "text": "Quý II/2026",
        "kind": "quarter",
        "from": "2026-04-01",
        "to": "2026-06-30",
        "why": "Quý II/2026: hạn cuối là ngày 30/6/2026.",
    }
    assert task["lead"] == ["Các sở, ban, ngành, địa phương và đơn vị liên quan"]
    assert task["with"] == ["Sở Khoa học và Công nghệ"]
    assert (task["number"], task["group"], task["legal_source"]) == ("3", "I", "Phụ lục, Nhóm I, STT 3")
    assert "Thời hạn: Quý II/2026: hạn cuối là ngày 30/6/2026." in text


def test_a_target_is_shown_with_numbers_as_written() -> None:
    plan, text = answer("plans", "show", "dong-nai-2026")
    targets = {target["code"]: target for target in plan["targets"]}
    first, share = targets["ĐN26.CT01"], targets["ĐN26.CT03"]
    assert (first["low"], first["high"], first["unit"], first["per"]) == (12, 12, "người", "vạn dân")
    assert (share["comparator"], share["low"], share["high"], share["unit"]) == ("range", 1.5, 2, "%")
    assert targets["ĐN26.CT21"]["low"] is None
    assert "[ít nhất 75%]" in text


def test_reports_are_shown_with_the_day_the_plan_names() -> None:
    plan, text = answer("plans", "show", "dong-nai-2026")
    assert [(report["period_kind"], report["due"], report["recipient"]) for report in plan["reports"]] == [
        ("half_year", "06-20", "Sở Khoa học và Công nghệ"),
        ("year", "12-05", "Sở Khoa học và Công nghệ"),
        ("ad_hoc", None, "Sở Khoa học và Công nghệ"),
        ("year", "12-15", "Bộ Khoa học và Công nghệ"),
    ]
    assert "- Báo cáo 6 tháng, trước ngày 20/06, gửi Sở Khoa học và Công nghệ" in text


@pytest.mark.parametrize("code", plan_codes())
def test_every_plan_is_shown_with_the_promised_keys(code: str) -> None:
    plan, text = answer("plans", "show", code)
    assert plan["code"] == code
    assert {"groups", "tasks", "targets", "reports"} <= set(plan)
    assert all(set(group) == {"code", "title"} for group in plan["groups"])
    for task in plan["tasks"]:
        assert {"code", "number", "group", "text", "lead", "with", "result", "legal_source"} <= set(task)
        assert {"text", "kind", "from", "to"} <= set(task["deadline"])
        assert task["text"] in text
    for target in plan["targets"]:
        assert {"code", "text", "horizon", "comparator", "low", "high", "unit", "per", "source"} <= set(
            target
        )
        assert target["text"] in text


def test_an_unknown_plan_is_a_sentence() -> None:
    with pytest.raises(NotFound, match="Không có kế hoạch “x”"):
        answer("plans", "show", "x")


def test_a_kept_plan_is_listed_and_shown_with_the_office(office: Office) -> None:
    own = replace(load_plan("dong-nai-2026"), title="Kế hoạch của đơn vị")
    with office.write() as session:
        keep_plan(session, own, "a.docx")
    plans, _text = answer("plans", "list", office=office)
    assert [plan["code"] for plan in plans] == [*plan_codes(), "dong-nai-2026-2"]
    plan, text = answer("plans", "show", "dong-nai-2026-2", office=office)
    assert plan["title"] == "Kế hoạch của đơn vị"
    assert "ĐN26-2.1" in text


def test_without_an_office_a_kept_plan_is_said_to_need_it() -> None:
    with pytest.raises(NotFound, match="ghi thêm --data"):
        answer("plans", "show", "dong-nai-2026-2")


def test_what_a_draft_does_not_say_is_left_out_of_the_words(tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    text = "Số: 12/KH-ABC\nKẾ HOẠCH\nViệc chung\nIII. NHIỆM VỤ\n1. Mở lớp bồi dưỡng trí thức.\n"
    paper.write_text(text, encoding="utf-8")
    _document, words = answer("plans", "import", str(paper))
    assert "Số 12/KH-ABC" in words.splitlines()
    assert "Chủ trì: \n" not in f"{words}\n"
    assert ", ban hành \n" not in f"{words}\n"
