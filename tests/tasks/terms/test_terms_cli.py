import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.commands import Commands
from desktop.errors import UserError
from desktop.tasks.actions import report_progress
from desktop.tasks.terms import cli as terms
from desktop.tasks.workdays import cli as workdays

TODAY = date.today()  # noqa: DTZ011 - commands take the clock's day


def run(office: Office, *words: str) -> tuple[Any, str]:
    """Run one command as the command line does and return its JSON document, read back, and its words."""
    parser = argparse.ArgumentParser()
    commands = Commands(parser)
    terms.add_commands(commands)
    workdays.add_commands(commands)
    args = parser.parse_args(words)
    document, text = args.run(args, office)
    return json.loads(json.dumps(document)), text


def test_one_paper_is_entered_for_several_tasks_as_one_act(adopted: Office) -> None:
    documents, text = run(
        adopted, "tasks", "guidance", "ĐN26.1", "ĐN26.8", "--document", "CV 7 (hư cấu)",
        "--date", "2026-07-01", "--due", "2030-09-30",
    )  # fmt: skip
    assert [(one["code"], one["due_on"]) for one in documents] == [
        ("ĐN26.1", "2030-09-30"),
        ("ĐN26.8", "2030-09-30"),
    ]
    assert "tình trạng của các ngày trước không đổi" in text


def test_an_extension_tells_the_new_day(adopted: Office) -> None:
    document, text = run(
        adopted, "tasks", "extension", "ĐN26.3", "2030-12-31", "--document", "CV 9 (hư cấu)",
        "--date", "2026-07-01", "--reason", "Chờ số liệu",
    )  # fmt: skip
    assert (document["due_on"], document["planned_due_on"]) == ("2030-12-31", "2026-06-30")
    assert "gia hạn từ 30/06/2026 theo CV 9" in text


def test_a_return_and_the_papers_of_a_task(adopted: Office) -> None:
    with adopted.write() as session:
        report_progress(session, "ĐN26.3", percent=100, note="Xong", on=date(2026, 6, 20))
    document, _ = run(
        adopted, "tasks", "return", "ĐN26.3", "--by", "Sở Nội vụ", "--reason", "Thiếu", "--accepted", "40"
    )
    assert (document["percent"], document["returned"]) == (40, True)
    papers, text = run(adopted, "tasks", "papers", "ĐN26.3")
    assert [(one["kind"], one["on"], one["entered_by"]) for one in papers] == [
        ("return", TODAY.isoformat(), "canbo")
    ]
    assert "bị Sở Nội vụ trả lại" in text


def test_a_task_without_papers_says_so(adopted: Office) -> None:
    assert run(adopted, "tasks", "papers", "ĐN26.3")[1] == "Nhiệm vụ này chưa có văn bản nào về thời hạn."


def test_two_days_are_swapped_shown_and_put_back(office: Office) -> None:
    texts = ("--name", "Hoán đổi", "--document", "TB 1 (hư cấu)")
    days, _ = run(office, "tasks", "calendar", "set", "2026-11-23", "off", "--swap", "2026-11-28", *texts)
    assert [(one["day"], one["works"]) for one in days] == [("2026-11-23", False), ("2026-11-28", True)]
    shown, text = run(office, "tasks", "calendar", "show", "--year", "2026")
    assert {"day": "2026-11-28", "own": True, "document": "TB 1 (hư cấu)"}.items() <= next(
        one for one in shown if one["day"] == "2026-11-28"
    ).items()
    assert "Tết Nguyên Đán (Lịch có sẵn của chương trình)" in text
    run(office, "tasks", "calendar", "forget", "2026-11-28")
    assert "28/11/2026" not in run(office, "tasks", "calendar", "show", "--year", "2026")[1]


def test_a_day_is_not_swapped_with_itself(office: Office) -> None:
    texts = ("--name", "Hoán đổi", "--document", "TB 1 (hư cấu)")
    with pytest.raises(UserError, match="trùng"):
        run(office, "tasks", "calendar", "set", "2026-11-23", "off", "--swap", "2026-11-23", *texts)


def test_a_years_list_is_read_by_command(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "lich.csv"
    path.write_text("Ngày;Loại;Lý do;Văn bản\n23/11/2026;Nghỉ;Lễ;TB 1 (hư cấu)\n", encoding="utf-8")
    assert run(office, "tasks", "calendar", "import", str(path))[0] == {"days": 1}
