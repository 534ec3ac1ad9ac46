"""`plans adopt NEW --succeeds OLD` and `tasks role`: what they say, what they store."""

import argparse
import json
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.commands import Commands
from desktop.errors import UserError
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.tasks.cli import add_commands

NEW = ("plans", "adopt", "hai-phong-2026", "--succeeds", "hai-phong-2024", "--on", "2026-04-01")


def run(office: Office, *words: str) -> tuple[Any, str]:
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(words)
    document, text = args.run(args, office)
    return json.loads(json.dumps(document)), text


@pytest.fixture
def hai_phong(office: Office) -> Office:
    run(office, "plans", "adopt", "hai-phong-2024", "--on", "2024-06-01")
    return office


def test_a_check_shows_pairs_with_scores_and_writes_nothing(hai_phong: Office) -> None:
    document, text = run(hai_phong, *NEW, "--check")
    pairs = {one["old"]: one for one in document["matches"]}
    assert (pairs["HP24.4.2"]["new"], pairs["HP24.4.2"]["sure"]) == ("HP26.4", False)
    assert "Chưa ghi gì" in text
    assert "đóng: thay bằng kế hoạch mới" in text
    rows, _text = run(hai_phong, "tasks", "list")
    assert {row["plan"] for row in rows} == {"hai-phong-2024"}


def test_a_succession_says_what_went_over_and_what_was_closed(hai_phong: Office) -> None:
    document, text = run(hai_phong, *NEW, "--match", "HP24.1.2=HP26.5", "--match", "HP24.4.2=")
    assert document["carried"] == 1
    assert "35 nhiệm vụ đóng" in text
    rows, _text = run(hai_phong, "tasks", "list")
    found = {row["code"]: row for row in rows}
    assert (found["HP24.1.2"]["closed"], found["HP24.1.2"]["successor"]) == (True, "HP26.5")
    assert found["HP26.5"]["carries"] == ["HP24.1.2"]
    assert found["HP24.4.2"]["successor"] is None


def test_a_pair_that_is_none_is_refused(hai_phong: Office) -> None:
    with pytest.raises(UserError, match="MÃ_CŨ=MÃ_MỚI"):
        run(hai_phong, *NEW, "--match", "HP24.1.2")
    with pytest.raises(UserError, match="chỉ dùng cùng"):
        run(hai_phong, "plans", "adopt", "hai-phong-2026", "--check")


def test_a_changed_role_shows_the_one_of_the_plan_goes_back_and_is_undone(adopted: Office) -> None:
    def role_of(document: dict[str, Any]) -> tuple[str, str]:
        return document["role"], document["plan_role"]

    document, text = run(adopted, "tasks", "role", "ĐN26.1", "lead", "--why", "Công văn 12/UBND-VX")
    assert role_of(document) == ("lead", "watch")
    assert "(kế hoạch: Theo dõi)" in text
    assert document["role_reason"].startswith("Đơn vị tự xác định: Công văn 12/UBND-VX")
    assert document["plan_role_reason"] != document["role_reason"]
    document, _text = run(adopted, "tasks", "role", "ĐN26.1", "local", "--why", "Phân công lại")
    assert role_of(document) == ("local", "watch")
    document, _text = run(adopted, "tasks", "role", "ĐN26.1", "plan", "--why", "Theo đúng kế hoạch")
    assert role_of(document) == ("watch", "watch")
    with adopted.write() as session:
        undo_act(session, list_acts(session)[0].uid, who="canbo")
    rows, _text = run(adopted, "tasks", "list")
    assert next(role_of(row) for row in rows if row["code"] == "ĐN26.1") == ("local", "watch")


def test_a_plan_of_another_province_is_taken_on_and_said(office: Office) -> None:
    document, text = run(office, "plans", "adopt", "hai-phong-2026")
    assert "Hải Phòng ban hành, còn đơn vị thuộc" in document["warning"]
    assert "Lưu ý: Kế hoạch hai-phong-2026" in text
    document, text = run(office, "plans", "adopt", "dong-nai-2026")
    assert (document["warning"], "Lưu ý" in text) == (None, False)
