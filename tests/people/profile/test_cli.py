"""The profile by command line."""

import json

import pytest
from conftest import PASSWORD, add_people

from desktop.accounts.office import Office
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE


@pytest.fixture
def run(office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run a command on the office and return its JSON, or what it said on failing."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)

    def command(*words: str, status: int = 0):
        assert main(["--data", str(office.folder), *words, "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    return command


@pytest.fixture
def uid(office: Office) -> str:
    """The uid of the one person in the register, which is closed."""
    (one,) = add_people(office, {"full_name": "Nguyễn Văn An", "birth": "1980"})
    office.close()
    return one


def test_a_row_is_added_shown_taken_over_and_removed(run, uid: str) -> None:
    row = run("people", "profile-add", uid, "degrees", "degree=tiến sĩ", "year=2015", "country=Pháp")
    assert row["suggestions"][0]["values"] == {"degree": "TS", "degree_year": 2015}
    (kept,) = run("people", "show", uid)["profile"]["degrees"]
    assert (kept["uid"], kept["degree"], kept["country"]) == (row["uid"], "TS", "FR")
    assert run("people", "profile-take", uid)["taken"][0]["values"]["degree"] == "TS"
    shown = run("people", "profile", uid)
    assert (len(shown["profile"]["degrees"]), shown["suggestions"]) == (1, [])
    assert run("people", "show", uid)["degree_year"] == 2015
    assert run("people", "profile-remove", row["uid"])["section"] == "degrees"
    assert run("people", "profile", uid)["profile"]["degrees"] == []


def test_what_is_wrong_is_said_in_a_sentence(run, uid: str) -> None:
    assert "Chưa có bậc đào tạo" in run("people", "profile-add", uid, "degrees", "major=Toán", status=1)
    assert "trường=giá trị" in run("people", "profile-add", uid, "degrees", "mau=x", status=1)
    assert "Không tìm thấy hồ sơ" in run("people", "profile", "khong-co", status=1)
    assert "Không tìm thấy dòng" in run("people", "profile-remove", "khong-co", status=1)
