"""Commands of the lists: saved ones shown and written, the register or a part of it as a file."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import PASSWORD, add_people

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from desktop.people.lists.actions import save_list
from desktop.people.lists.cli import lists
from desktop.people.lists.queries import ListShape

Run = Callable[..., Any]


@pytest.fixture
def run(office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on an office with two people and a list; return its JSON, or what it complained."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    add_people(
        office,
        {"full_name": "Nguyễn Văn An", "sex": "nam", "degree": "TS", "birth": "1980"},
        {"full_name": "Đào Thị Hoa", "sex": "nu", "degree": "ThS", "birth": "1990-05"},
    )
    with office.write() as session:
        save_list(session, "Phụ nữ", ListShape("giới tính:Nữ", ("full_name", "birth")))
    office.close()

    def command(*words: str, status: int = 0) -> Any:
        assert main(["--data", str(office.folder), *words, "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    return command


def rows(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_lists_are_shown_with_their_numbers_of_people(run: Run) -> None:
    (one,) = run("people", "lists")
    assert (one["name"], one["question"], one["columns"], one["count"]) == (
        "Phụ nữ", "giới tính:Nữ", ["full_name", "birth"], 1,
    )  # fmt: skip


def test_a_list_that_cannot_be_asked_is_told_beside_the_others(office: Office) -> None:
    for name, question in (("Hỏng", "tuổi<abc"), ("Kinh", "dân tộc:kinh"), ("Nữ", "giới tính:nữ")):
        with office.write() as session:
            save_list(session, name, ListShape(question))
    document, words = lists(argparse.Namespace(), office)
    assert [one["count"] for one in document] == [None, 0, 0]
    assert "Hỏng: “abc” không phải số tuổi" in words
    assert "Nữ: 0 người  (Giới tính: Nữ)" in words
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    document, words = lists(argparse.Namespace(), office)
    assert [one["question"] for one in document] == ["", "", "giới tính:nữ"]
    assert "dân tộc" not in words.lower()


def test_a_list_is_shown_with_its_columns(run: Run) -> None:
    found = run("people", "list", "phu nu")
    assert [(one["full_name"], one["birth"]) for one in found["people"]] == [("Đào Thị Hoa", "1990-05")]
    assert "chọn trong: “Phụ nữ”" in run("people", "list", "khác", status=1)


def test_a_list_is_written_as_its_ending_says(run: Run, tmp_path: Path) -> None:
    assert run("people", "list", "Phụ nữ", "--out", str(tmp_path / "a.xlsx"))["people"] == 1
    assert rows(tmp_path / "a.xlsx")[1] == [1, "Đào Thị Hoa", "05/1990"]
    run("people", "list", "Phụ nữ", "--out", str(tmp_path / "a.pdf"))
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert "đuôi .xlsx hoặc .pdf" in run(
        "people", "list", "Phụ nữ", "--out", str(tmp_path / "a.doc"), status=1
    )


def test_who_is_found_is_exported_with_the_columns_named(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    found = run("people", "export", str(out), "--find", "tiến sĩ", "--columns", "họ tên,giới tính")
    assert found["people"] == 1
    assert rows(out) == [["STT", "Họ và tên", "Giới tính"], [1, "Nguyễn Văn An", "Nam"]]


def test_a_question_is_asked_and_counted(run: Run) -> None:
    assert run("people", "search", "nữ trình độ>=ThS", "--count") == {"count": 1}
    assert [one["full_name"] for one in run("people", "search", "nam", "tiến", "sĩ")] == ["Nguyễn Văn An"]
    assert "không phải số tuổi" in run("people", "search", "tuổi<abc", status=1)


def test_a_word_that_is_nobodys_name_is_taken_for_its_condition(run: Run) -> None:
    assert run("people", "search", "nữ", "--count") == {"count": 1}
    assert run("people", "search", "hoa", "--count") == {"count": 1}


def test_a_list_is_saved_and_removed(run: Run) -> None:
    made = run("people", "list-save", "Tiến sĩ", "--find", "tiến sĩ", "--columns", "họ tên")
    assert made["columns"] == ["full_name"]
    assert run("people", "list", "Tiến sĩ")["count"] == 1
    assert run("people", "list-remove", "Tiến sĩ") == {"removed": made["uid"]}
    assert [one["name"] for one in run("people", "lists")] == ["Phụ nữ"]
