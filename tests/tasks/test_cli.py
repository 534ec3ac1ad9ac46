import argparse
import json
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.commands import Commands
from desktop.tasks.cli import add_commands


def run(office: Office, *words: str) -> tuple[Any, str]:
    """Run one command as the command line does and return its JSON document, read back, and its words."""
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(words)
    assert args.needs_office
    document, text = args.run(args, office)
    return json.loads(json.dumps(document)), text


def test_adopt_tells_how_many_obligations(office: Office) -> None:
    document, text = run(office, "plans", "adopt", "dong-nai-2026", "--on", "2026-05-20")
    assert document["obligations"] >= 13
    assert str(document["obligations"]) in text


def test_list_has_the_promised_keys(adopted: Office) -> None:
    rows, text = run(adopted, "tasks", "list", "--on", "2026-07-12")
    row = next(row for row in rows if row["code"] == "ĐN26.3")
    assert (
        row.items()
        >= {
            "role": "lead",
            "deadline": "Quý II/2026",
            "due_on": "2026-06-30",
            "state": "overdue",
            "percent": 0,
        }.items()
    )
    assert row["text"].startswith("Ban hành Kế hoạch")
    assert "quá hạn 1" in text.splitlines()[-1]


def test_list_of_an_empty_office_says_so(office: Office) -> None:
    assert run(office, "tasks", "list") == ([], "Tổng hợp: chưa có nhiệm vụ nào.")


def test_progress_shows_how_the_task_then_stands(adopted: Office) -> None:
    document, text = run(
        adopted, "tasks", "progress", "dn26.3", "--percent", "80", "--note", "Đang trình ký",
        "--on", "2026-06-12", "--evidence", "Số 1 (hư cấu)",
        "--difficulty", "Thiếu mẫu", "--proposal", "Gửi mẫu",
    )  # fmt: skip
    assert (
        document.items()
        >= {
            "code": "ĐN26.3",
            "percent": 80,
            "state": "in_progress",
            "reported_on": "2026-06-12",
            "evidence": "Số 1 (hư cấu)",
            "difficulty": "Thiếu mẫu",
            "proposal": "Gửi mẫu",
        }.items()
    )
    assert "Đạt 80%" in text


def test_role_can_be_set(adopted: Office) -> None:
    document, _ = run(adopted, "tasks", "role", "ĐN26.8", "with", "--why", "Công văn (hư cấu)")
    assert document["role"] == "with"


def test_add_year_tells_that_nothing_is_missing(adopted: Office) -> None:
    document, text = run(adopted, "tasks", "add-year", "2027")
    assert document["added"] == 0
    assert "đã có đủ" in text


def test_upcoming_lists_reports_too(adopted: Office) -> None:
    rows, text = run(adopted, "tasks", "upcoming", "--on", "2026-06-12", "--days", "10")
    assert {"kind": "report", "due_on": "2026-06-19", "period": "2026-H1"}.items() <= rows[-1].items()
    assert "19/06/2026" in text


@pytest.mark.parametrize("day", ["2026-13-01", "9999-12-31", "1/6/2026", "2026-W23-1"])
def test_a_day_that_is_none_or_far_away_is_refused(adopted: Office, day: str) -> None:
    with pytest.raises(SystemExit):
        run(adopted, "tasks", "list", "--on", day)


def test_an_entry_for_an_earlier_day_says_that_a_later_one_stands(adopted: Office) -> None:
    run(adopted, "tasks", "progress", "ĐN26.3", "--percent", "90", "--note", "Gần xong", "--on", "2026-07-10")
    _, text = run(
        adopted, "tasks", "progress", "ĐN26.3", "--percent", "100", "--note", "Xong", "--on", "2026-06-15"
    )
    assert "Đã có báo cáo ngày 10/07/2026 (90%) sau ngày này" in text
