import json
from argparse import Namespace
from pathlib import Path

import openpyxl
import pytest
from conftest import PASSWORD, add_people

from desktop.accounts.office import Office
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from desktop.people.cli import search
from desktop.people.sample import write_sample_list


@pytest.fixture
def run(office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run a command on the office and return its JSON."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    add_people(
        office,
        {"full_name": "Nguyễn Văn An", "sex": "nam", "degree": "TS", "work_field": "yte"},
        {"full_name": "Đào Thị Hoa", "sex": "nu", "work_field": "gddt", "id_number": "075180000001"},
    )
    office.close()

    def command(*words: str, status: int = 0) -> object:
        assert main(["--data", str(office.folder), *words, "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    return command


def test_a_search_without_accents_finds_by_name_and_number(run) -> None:
    assert [one["full_name"] for one in run("people", "search", "dao", "hoa")] == ["Đào Thị Hoa"]
    assert [one["full_name"] for one in run("people", "search", "0751800")] == ["Đào Thị Hoa"]
    assert run("people", "search", "không có ai") == []


def test_a_found_person_is_shown_by_uid(run) -> None:
    uid = run("people", "search", "an")[0]["uid"]
    assert run("people", "show", uid)["degree"] == "TS"
    assert "Không tìm thấy" in run("people", "show", "khong-co", status=1)


def test_the_statistics_add_up(run) -> None:
    table = run("statistics", "--by", "field,sex")
    assert table["total"] == sum(row["count"] for row in table["rows"]) == 2
    assert "Không thống kê được" in run("statistics", "--by", "mau-mat", status=1)


def test_what_is_exported_is_imported_as_the_same(run, tmp_path: Path) -> None:
    out = tmp_path / "ds.xlsx"
    assert run("people", "export", str(out))["people"] == 2
    assert {key: run("people", "import", str(out))[key] for key in ("new", "changed", "same", "wrong")} == {
        "new": 0,
        "changed": 0,
        "same": 2,
        "wrong": 0,
    }


def test_a_check_writes_nothing_and_an_import_does(run, tmp_path: Path) -> None:
    listed = tmp_path / "mau.xlsx"
    write_sample_list(listed, count=20)
    assert run("people", "import", str(listed), "--check")["new"] == 20
    assert len(run("people", "search", "nguyen", "--limit", "100")) == 1
    assert run("people", "import", str(listed))["new"] == 20
    assert run("statistics", "--by", "sex")["total"] == 22


def test_wrong_rows_come_back_with_a_column_that_says_why(run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Họ và tên", "Ngày sinh", "Số CCCD", "Trình độ", "Tình trạng"],
        ["Lê Văn Sai", "31/02/1980", "075080000009", "Thạc sĩ", "Đang công tác"],
        ["Lê Thị Thiếu", "1980", "75080000009", "Thạc sĩ", "Đang công tác"],
        ["Lê Văn Đúng", "1980", "", "Thạc sĩ", "Đang công tác"],
    ):
        book.active.append(row)
    book.save(tmp_path / "sai.xlsx")
    errors = tmp_path / "loi.xlsx"
    found = run("people", "import", str(tmp_path / "sai.xlsx"), "--errors", str(errors))
    assert (found["new"], found["wrong"]) == (1, 2)
    said = {one["row"]: one["message"] for one in found["problems"] if one["severity"] == "refuse"}
    assert "31/02" in said[2]
    assert "075080000009" in said[3]
    written = openpyxl.load_workbook(errors).active
    assert [cell.value for cell in written[1]][-1] == "Lỗi"
    assert "31/02" in str([cell.value for cell in written[2]][-1])


@pytest.mark.parametrize(
    ("name", "content"),
    [("rong.xlsx", b""), ("hong.xlsx", b"PK\x03\x04 hong"), ("chu.txt", b"khong phai bang")],
)
def test_what_is_no_list_is_one_sentence(run, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    said = run("people", "import", str(tmp_path / name), status=1)
    assert said.count("\n") == 1
    assert name in said


def test_a_list_without_headings_says_what_is_missing(run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["x", 1, 2])
    book.save(tmp_path / "khong-tieu-de.xlsx")
    assert "tiêu đề" in run("people", "import", str(tmp_path / "khong-tieu-de.xlsx"), status=1)


def test_a_limit_of_nobody_does_not_deny_who_is_there(office) -> None:
    add_people(office, {"full_name": "Đào Thị Hoa"})
    asked = Namespace(text=["đào"], limit=0, count=False)
    assert search(asked, office) == ([], "1 người (“đào”).")
