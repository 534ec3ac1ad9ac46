"""Importing from the command line: files, copied text, columns corrected and remembered."""

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import PASSWORD

from desktop.accounts.office import Office
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from people.importing.messy import save

Run = Callable[..., Any]

HEAD = ("STT", "Họ và tên", "Chỗ làm", "Học vị")
ROWS = (HEAD, (1, "Lê An", "Sở Mẫu", "TS"), (2, "Võ Ba", "Viện Mẫu", "ThS"))


@pytest.fixture
def run(office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run an import on the office; give its JSON, or with another status what it said."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    folder = str(office.folder)
    office.close()

    def go(*words: str, status: int = 0) -> Any:
        assert main(["--data", folder, "people", "import", *words, "--json"]) == status
        captured = capsys.readouterr()
        return json.loads(captured.out) if status == 0 else captured.err

    return go


def columns(said: dict[str, Any]) -> dict[str, str]:
    return {one["heading"]: one["means"] for one in said["columns"]}


def counts(said: dict[str, Any]) -> tuple[int, ...]:
    return tuple(said[key] for key in ("new", "changed", "same", "wrong"))


def copied(rows: Sequence[Sequence[object]]) -> io.StringIO:
    return io.StringIO("\n".join("\t".join(map(str, row)) for row in rows))


def test_a_column_of_official_fields_of_research_is_taken_for_them(run: Run, tmp_path: Path) -> None:
    head = ("Họ và tên", "Nơi làm", "Lĩnh vực", "Học vị")
    fields = ("Khoa học y, dược", "Khoa học kỹ thuật và công nghệ", "Khoa học xã hội", "Nghiên cứu chung")
    rows = [(f"Lê {name}", "Sở Mẫu", one, "TS") for name, one in zip("ABCD", fields, strict=True)]
    said = columns(run(str(save(tmp_path / "a.xlsx", (head, *rows))), "--check"))
    assert (said["Nơi làm"], said["Lĩnh vực"]) == ("workplace", "research_field")
    work = [
        (f"Lê {name}", "Sở Mẫu", one, "TS")
        for name, one in zip("ABC", ("Y tế", "Giáo dục", "Luật"), strict=True)
    ]
    assert columns(run(str(save(tmp_path / "a.xlsx", (head, *work))), "--check"))["Lĩnh vực"] == "work_field"


def test_a_birth_to_come_is_told_beside_another_refusal(run: Run, tmp_path: Path) -> None:
    head = ("Họ và tên", "Ngày sinh", "Số CCCD", "Học vị")
    people = (head, ("Lê An", "1980", "075080001234", "TS"), ("Võ Ba", "01/01/2031", "075080001234", "TS"))
    problems = run(str(save(tmp_path / "a.xlsx", people)), "--check")["problems"]
    told = " ".join(one["message"] for one in problems if one["row"] == 3)
    assert "chưa tới" in told
    assert len([one for one in problems if one["row"] == 3]) > 1


def test_what_the_columns_mean_is_told(run: Run, tmp_path: Path) -> None:
    said = run(str(save(tmp_path / "a.xlsx", ROWS)), "--check")
    assert columns(said) == {"STT": "#", "Họ và tên": "full_name", "Chỗ làm": "-", "Học vị": "degree"}
    assert said["ignored_columns"] == ["Chỗ làm"]


@pytest.mark.parametrize("typed", ["Chỗ làm=workplace", "cho lam = Nơi công tác", "C=workplace; STT=-"])
def test_a_column_is_corrected_and_remembered(run: Run, tmp_path: Path, typed: str) -> None:
    path = str(save(tmp_path / "a.xlsx", ROWS))
    first = run(path, "--columns", typed)
    assert columns(first)["Chỗ làm"] == "workplace"
    assert (counts(first), first["remembered"]) == ((2, 0, 0, 0), False)
    again = run(path)
    assert (columns(again)["Chỗ làm"], counts(again), again["remembered"]) == (
        "workplace",
        (0, 0, 2, 0),
        True,
    )
    forgotten = run(path, "--forget", "--check")
    assert (columns(forgotten)["Chỗ làm"], forgotten["remembered"]) == ("-", False)


def test_a_check_remembers_nothing(run: Run, tmp_path: Path) -> None:
    path = str(save(tmp_path / "a.xlsx", ROWS))
    assert columns(run(path, "--columns", "Chỗ làm=workplace", "--check"))["Chỗ làm"] == "workplace"
    assert columns(run(path, "--check"))["Chỗ làm"] == "-"


def test_marks_and_headings_with_commas_can_be_named(run: Run, tmp_path: Path) -> None:
    rows = (("Họ và tên", "Phái nữ", "Ngày, nơi", "Học vị"), ("Lê An", "x", "1980", "TS"))
    path = str(save(tmp_path / "a.xlsx", rows))
    said = run(path, "--columns", "Phái nữ=sex=nu,Ngày, nơi=birth", "--check")
    assert columns(said) == {
        "Họ và tên": "full_name", "Phái nữ": "sex=nu", "Ngày, nơi": "birth", "Học vị": "degree",
    }  # fmt: skip


def test_an_encoding_is_named_for_one_column(run: Run, tmp_path: Path) -> None:
    rows = (("Họ và tên", "Nơi công tác", "Học vị"), ("Lê An", "Tr\u00adêng MÉu", "TS"))
    path = str(save(tmp_path / "a.xlsx", rows))
    assert counts(run(path, "--columns", "Nơi công tác=workplace@tcvn3")) == (1, 0, 0, 0)
    path = str(save(tmp_path / "b.xlsx", (rows[0], ("Lê An", "Trường Mẫu", "TS"))))
    assert counts(run(path, "--check")) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "typed", ["Chỗ làm", "Chỗ làm=khong_co", "Chỗ làm=workplace@abc", "Cột lạ=workplace"]
)
def test_what_cannot_be_understood_is_refused_with_a_sentence(run: Run, tmp_path: Path, typed: str) -> None:
    path = str(save(tmp_path / "a.xlsx", ROWS))
    said = run(path, "--columns", typed, status=1)
    assert "hãy ghi" in said
    assert counts(run(path, "--check")) == (2, 0, 0, 0)


def test_headings_stand_where_they_are_said_to(run: Run, tmp_path: Path) -> None:
    rows = (("Danh sách (hư cấu)",), ("Quý danh", "Bằng"), ("Lê An", "TS"), ("Võ Ba", "ThS"))
    path = str(save(tmp_path / "a.xlsx", rows))
    assert "tiêu đề" in run(path, status=1)
    said = run(path, "--heading-row", "2", "--columns", "Quý danh=full_name,Bằng=degree")
    assert counts(said) == (2, 0, 0, 0)
    assert counts(run(path)) == (0, 0, 2, 0)


def test_copied_text_comes_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", copied(ROWS))
    assert counts(run("-")) == (2, 0, 0, 0)


def test_copied_text_without_headings_is_explained_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", copied(ROWS[1:]))
    assert "chỉ rõ mỗi cột" in run("-", status=1)
    monkeypatch.setattr("sys.stdin", copied(ROWS[1:]))
    assert counts(run("-", "--heading-row", "0", "--columns", "C=workplace")) == (2, 0, 0, 0)
    monkeypatch.setattr("sys.stdin", copied(ROWS[1:]))
    assert counts(run("-")) == (0, 0, 2, 0)


def test_errors_are_not_written_over_the_list_itself(run: Run, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ROWS)
    before = path.read_bytes()
    assert "trùng với danh sách" in run(
        str(path), "--errors", str(tmp_path / "b" / ".." / "a.xlsx"), status=1
    )
    assert path.read_bytes() == before


def test_a_check_tells_what_would_change(run: Run, tmp_path: Path) -> None:
    run(str(save(tmp_path / "a.xlsx", ROWS)))
    changed = save(tmp_path / "b.xlsx", (HEAD, (1, "Lê An", "Sở Mẫu", "TSKH")))
    (said,) = run(str(changed), "--check")["changes"]
    assert (said["row"], said["full_name"]) == (2, "Lê An")
    assert said["fields"] == {"degree": {"old": "TS", "new": "TSKH"}}
