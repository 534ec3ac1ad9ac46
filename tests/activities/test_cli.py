"""The commands, run as the command line runs them."""

import argparse
import json
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.activities.cli import add_commands
from desktop.commands import Commands
from desktop.errors import NotAllowed, UserError

RECORD = ("kind=Đối thoại", "state=da_to_chuc", "title=Hội nghị đối thoại", "starts_on=2026-03-05")


def run(office: Office, *words: str) -> tuple[Any, str]:
    """Run one command and return its JSON document, read back, and its words."""
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(["activities", *words])
    document, text = args.run(args, office)
    return json.loads(json.dumps(document)), text


def recorded(office: Office, *more: str) -> str:
    uid: str = run(office, "record", *RECORD, *more)[0]["uid"]
    return uid


def test_an_activity_goes_from_record_to_figures_and_paper(
    office: Office, people: list[str], tmp_path: Path
) -> None:
    uid = recorded(office, "cost=5.000.000")
    run(office, "attend", uid, "--person", people[0], "--person", people[1], "--role", "báo cáo viên")
    opinion = run(office, "opinion", uid, "Nên công khai quy hoạch.", "--person", people[1])[0]["uid"]
    passed, _ = run(office, "answer", opinion, "--to", "Phòng Kinh tế", "--on", "2026-03-06")
    assert passed["state"] == "passed"
    answered, _ = run(office, "answer", opinion, "--text", "Không phù hợp.", "--declined")
    assert answered["state"] == "declined"
    shown, text = run(office, "show", uid)
    assert (shown["starts_on"], shown["cost"], len(shown["participants"])) == ("2026-03-05", 5_000_000, 2)
    assert "Báo cáo viên" in text
    figures, _ = run(office, "figures", "--since", "2026-01-01", "--until", "2026-12-31")
    counts = {one["name"]: one["count"] for one in figures}
    assert (counts["activities"], counts["participants"], counts["opinions:declined"]) == (1, 2, 1)
    run(office, "print", uid, "invited", str(tmp_path / "moi.pdf"))
    assert (tmp_path / "moi.pdf").read_bytes().startswith(b"%PDF")
    [line] = run(office, "list", "--year", "2026", "--kind", "đối thoại")[0]
    assert (line["came"], line["opinions"], line["answered"]) == (2, 1, 1)


def test_a_list_of_names_is_checked_then_added(office: Office, people: list[str], tmp_path: Path) -> None:
    uid, names = recorded(office), tmp_path / "ten.txt"
    names.write_text("Nguyễn Văn Mẫu\nLê Thị Giả\nVõ Người Lạ", encoding="utf-8")
    checked, text = run(office, "attend", uid, "--names", str(names), "--check")
    assert (checked["added"], [row["match"] for row in checked["left"]]) == (1, ["several", "unknown"])
    assert "Lê Thị Giả, 1988" in text
    added, _ = run(office, "attend", uid, "--names", str(names), "--guests")
    assert added["added"] == 2
    assert len(run(office, "show", uid)[0]["participants"]) == 2


def test_an_activity_makes_progress_and_is_changed(adopted: Office) -> None:
    uid = recorded(adopted, "--task", "ĐN26.3")
    done, _ = run(adopted, "progress", uid, "ĐN26.3", "--percent", "30", "--note", "Đã đối thoại.")
    assert done == {"task": "ĐN26.3", "percent": 30}
    changed, _ = run(adopted, "record", "--uid", uid, "result=Ba ý kiến")
    assert changed["result"] == "Ba ý kiến"
    assert run(adopted, "show", uid)[0]["tasks"] == [
        {"code": "ĐN26.3", "plan": "dong-nai-2026", "reported": True}
    ]


def test_a_training_goes_into_the_profiles(office: Office, people: list[str]) -> None:
    uid = recorded(office, "kind=boi_duong")
    run(office, "attend", uid, "--person", people[0])
    assert run(office, "profiles", uid)[0]["added"] == {"Bồi dưỡng đã dự": 1}


@pytest.mark.parametrize(
    "words",
    [
        ("record", "ten=Gặp mặt"),
        ("list", "--kind", "hội chợ"),
        ("show", "khong-co"),
        ("figures", "--since", "2026-02-01", "--until", "2026-01-01"),
    ],
)
def test_a_slip_is_one_sentence(office: Office, words: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as wrong:
        run(office, *words)
    assert wrong.value.message.endswith(".")


def test_who_only_looks_writes_nothing(office: Office) -> None:
    office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed):
        recorded(office)
    assert run(office, "list") == ([], "Chưa có hoạt động nào.")


def test_who_raised_an_opinion_is_typed_and_never_an_argument(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = recorded(office)
    with pytest.raises(UserError, match="không ghi trên dòng lệnh") as wrong:
        run(office, "opinion", uid, "Nên công khai quy hoạch.", "--by", "Võ Khách")
    assert "Võ Khách" not in wrong.value.message
    monkeypatch.setattr(sys, "stdin", StringIO("  Võ  Khách \nKhông đọc\n"))
    run(office, "opinion", uid, "Nên công khai quy hoạch.", "--by", "-")
    [said] = run(office, "show", uid)[0]["opinions"]
    assert said["said_by"] == "Võ Khách"


def test_an_empty_name_records_no_opinion(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = recorded(office)
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    with pytest.raises(UserError, match="Chưa gõ tên"):
        run(office, "opinion", uid, "Nên công khai quy hoạch.", "--by", "-")
    assert run(office, "show", uid)[0]["opinions"] == []


@pytest.mark.parametrize("kind", ["doi_thoai", "đối_thoại", "Đối thoại", "Đối thoại, lắng nghe trí thức"])
def test_a_kind_is_written_as_code_label_or_with_underscores(office: Office, kind: str) -> None:
    document, _text = run(office, "record", *RECORD[1:], f"kind={kind}")
    assert document["kind"] == "doi_thoai"


def test_a_refusal_names_the_choices_and_the_fields_as_they_are_typed(office: Office) -> None:
    with pytest.raises(UserError, match=r"Ngân sách cấp xã; .*Trên dòng lệnh đó là: money_source"):
        run(office, "record", *RECORD, "money_source=túi riêng")
    with pytest.raises(UserError, match=r"state \(Tình trạng\)"):
        run(office, "record", *RECORD[:3], "starts_on=2199-01-01")


def test_the_help_lists_the_fields(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    with pytest.raises(SystemExit):
        parser.parse_args(["activities", "record", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "state (Tình trạng)" in said
    assert "money_source (Nguồn kinh phí)" in said


def test_no_figures_are_a_sentence(office: Office) -> None:
    assert (
        run(office, "figures", "--since", "2026-01-01")[1] == "Không có hoạt động nào trong những ngày này."
    )
