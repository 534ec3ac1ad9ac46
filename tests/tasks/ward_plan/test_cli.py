import argparse
import json
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.commands import Commands
from desktop.errors import Invalid, UserError
from desktop.tasks.ward_plan.cli import add_commands
from tasks.ward_plan.conftest import PLAN


def run(office: Office, *typed: str) -> tuple[Any, str]:
    """Run one command as the command line does; return its JSON document, read back, and its words."""
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(["tasks", *typed])
    document, text = args.run(args, office)
    return json.loads(json.dumps(document)), text


def first(office: Office) -> str:
    return str(run(office, "own-list", "--plan", PLAN)[0]["tasks"][0]["uid"])


def test_the_list_has_tasks_money_and_what_is_left(drafted: Office) -> None:
    document, text = run(drafted, "own-list", "--plan", PLAN)
    assert {"tasks", "planned", "spent", "by_source", "undrafted", "versions", "changes"} <= set(document)
    assert document["asked_by"] == "ĐN26.3"
    assert (
        document["tasks"][0].items()
        >= {"number": 1, "task": "ĐN26.2", "section": "Phòng Văn hóa – Xã hội"}.items()
    )
    assert document["tasks"][0]["uid"][-8:] in text


def test_a_task_is_added_changed_paid_and_removed(drafted: Office) -> None:
    run(drafted, "own-officer-add", "Trần Văn Mẫu", "--section", "VHXH", "--position", "Công chức")
    added, _ = run(
        drafted, "own-add", "--plan", PLAN,
        "text=Gặp mặt trí thức", "section=Văn hóa - Xã hội", "officer=trần văn mẫu", "task_code=ĐN26.14",
        "starts_on=1/5/2026", "ends_on=31/5/2026", "money_planned=15 triệu", "money_source=xa",
    )  # fmt: skip
    assert added["officer"] == "Trần Văn Mẫu"
    assert (added["from"], added["to"], added["money"]["planned"]) == ("2026-05-01", "2026-05-31", 15_000_000)
    short = added["uid"][-8:]
    paid, text = run(drafted, "own-spend", short, "16 triệu", "--document", "PC 12", "--on", "2026-05-18")
    assert paid["money"]["spent"] == 16_000_000
    assert "vượt dự kiến 15.000.000 đồng là 1.000.000 đồng" in text
    done, _ = run(drafted, "own-progress", short, "--percent", "100", "--note", "Xong", "--on", "2026-05-19")
    assert (done["state"], done["percent"]) == ("done", 100)
    changed, _ = run(drafted, "own-change", short, "result=Hội nghị")
    assert changed == {"changed": ["result"]}
    uid = first(drafted)
    run(drafted, "own-remove", uid[-8:])
    assert uid not in [row["uid"] for row in run(drafted, "own-list", "--plan", PLAN)[0]["tasks"]]


def test_words_are_shown_and_changed(drafted: Office) -> None:
    document, _ = run(drafted, "own-words", "--plan", PLAN, "goals=Mục tiêu của phường.")
    assert document["goals"] == {"text": "Mục tiêu của phường.", "own": True}
    assert document["purpose"]["own"] is False


def test_officers_come_and_go(drafted: Office) -> None:
    run(drafted, "own-officer-add", "Trần Văn Mẫu", "--section", "VHXH")
    assert [row["full_name"] for row in run(drafted, "own-officers")[0]] == ["Trần Văn Mẫu"]
    run(drafted, "own-officer-remove", "Tran Van Mau")
    assert run(drafted, "own-officers") == ([], "Chưa có cán bộ nào.")


@pytest.mark.parametrize(
    ("typed", "error", "said"),
    [
        (
            ("own-add", "--plan", PLAN, "text=Việc", "section=vhxh", "officer=Ai Đó"),
            Invalid,
            "Chưa có cán bộ",
        ),
        (("own-add", "--plan", PLAN, "ten=Việc"), UserError, "Không hiểu"),
        (("own-add", "--plan", PLAN, "text"), UserError, "Không hiểu"),
        (("own-list", "--plan", "ha-noi-2024"), UserError, "chưa nhận kế hoạch"),
        (("own-spend", "12345678", "5", "--document", "x"), UserError, "Không có việc mã"),
        (("own-officer-remove", "Ai Đó"), UserError, "Chưa có cán bộ"),
    ],
)
def test_bad_input_is_one_sentence(
    drafted: Office, typed: tuple[str, ...], error: type[UserError], said: str
) -> None:
    with pytest.raises(error, match=said) as wrong:
        run(drafted, *typed)
    assert "\n" not in wrong.value.message


@pytest.mark.parametrize("amount", ["-5", "năm triệu", "0"])
def test_a_wrong_amount_is_refused(drafted: Office, amount: str) -> None:
    with pytest.raises(Invalid):
        run(drafted, "own-spend", first(drafted), "--document", "PC 1", "--", amount)
