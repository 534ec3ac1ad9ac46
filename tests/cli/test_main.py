import argparse
import json
from pathlib import Path

import pytest
from conftest import PASSWORD

import desktop.accounts.cli
import desktop.crash
from desktop.accounts.office import Office
from desktop.cli.groups import GROUPS
from desktop.cli.main import build_parser, main
from desktop.commands import PASSWORD_VARIABLE
from desktop.crash import crash_text

_Branches = argparse._SubParsersAction


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def data(office: Office) -> str:
    office.close()
    return str(office.folder)


def test_a_command_answers_in_words_or_in_json(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", data, "journal", "check"]) == 0
    assert capsys.readouterr().out == "Nhật ký nguyên vẹn: 1 thao tác.\n"
    assert main(["--data", data, "journal", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "acts": 1, "broken_at": ""}


def test_the_users_error_is_one_sentence_and_status_1(
    data: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "sai-mat-khau")
    assert main(["--data", data, "journal", "check"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Mật khẩu không đúng")
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["khong-co"], "“khong-co” không hợp lệ"),
        (["plans", "show"], "Lệnh còn thiếu: "),
        (["tasks", "calendar"], "cần ghi thêm một việc: show, set, forget, import;"),
        (["plans", "list", "--la"], "không nhận tham số “--la”"),
        (["journal", "list", "--limit", "ba"], "“ba” không phải là số đếm"),
        (["verify", "x.pdf", "--on", "31/12/2026"], "“31/12/2026” không đúng"),
        (["sign", "x.pdf", "--role", "office", "--out", "y.pdf"], "Lệnh cần một trong các tham số"),
        (["verify", "x.pdf", "--on"], "cần một giá trị"),
        (["indicators", "enter", "k", "c", "--value", "abc"], "“abc” không phải là số cho --value"),
        (["plans", "list", "--json=1"], "--json không nhận giá trị “1”; hãy xem: so-tri-thuc plans list"),
    ],
)
def test_a_command_that_cannot_be_understood_is_the_users_error(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert "--help" in said


def test_the_help_is_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["plans", "show", "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert "Cách dùng" in shown
    assert not {"usage", "options", "positional", "show this"} & set(shown.lower().split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["init"], ["TÀI_KHOẢN", "HỌ_TÊN", "ward – phường, xã", "department – sở"]),
        (["tasks", "role"], ["lead – chủ trì", "watch – ", "plan – trở lại"]),
        (["indicators", "enter"], ["own – riêng địa bàn", "whole – toàn tỉnh", "met – đạt", "behind – chậm"]),
    ],
)
def test_the_help_explains_what_may_be_chosen(
    words: list[str], told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert [one for one in told if one not in said] == []
    assert "LOGIN" not in said


def test_the_help_of_every_command_can_be_shown() -> None:
    waiting: list[argparse.ArgumentParser] = [build_parser()]
    for parser in waiting:
        assert parser.format_help()
        choices = [action.choices or {} for action in parser._actions if isinstance(action, _Branches)]
        waiting += [one for branch in choices for one in branch.values()]
    assert len(waiting) > 30


def test_the_help_says_of_every_group_what_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    groups = set[str]()
    waiting = [("", build_parser())]
    for words, parser in waiting:
        choices = [action.choices or {} for action in parser._actions if isinstance(action, _Branches)]
        groups |= {words} if choices and words else set()
        waiting += [(f"{words} {key}".strip(), one) for branch in choices for key, one in branch.items()]
    assert groups == set(GROUPS)
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "Hoạt động với trí thức" in capsys.readouterr().out


def test_a_missing_office_is_the_users_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "khong-co"), "journal", "list"]) == 1
    assert "chưa có sổ của đơn vị nào" in capsys.readouterr().err


def test_a_bug_is_status_2_and_its_log_holds_no_values(
    data: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Nguyễn Văn Bí Mật 075080000001")

    monkeypatch.setattr(desktop.accounts.cli, "check_chain", broken)
    assert main(["--data", data, "journal", "check"]) == 2
    said = capsys.readouterr().err
    log = Path(said.split("“")[1].split("”")[0]).read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "Bí Mật" not in log + said
    assert PASSWORD not in log


@pytest.mark.parametrize("temporary", [True, False])
def test_a_bug_whose_log_cannot_be_written_is_still_told(
    data: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    temporary: bool,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    (tmp_path / "tep").write_text("")
    spare = tmp_path / "tam" if temporary else tmp_path / "tep" / "tam"
    monkeypatch.setattr(desktop.crash, "log_folder", lambda: tmp_path / "tep" / "nhat-ky")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(spare))
    monkeypatch.setattr(desktop.accounts.cli, "check_chain", broken)
    assert main(["--data", data, "journal", "check"]) == 2
    said = capsys.readouterr().err
    assert str(spare) in said if temporary else "Không ghi được nhật ký lỗi" in said


def test_a_crash_text_names_the_whole_chain_of_errors() -> None:
    try:
        try:
            raise KeyError("bí mật")
        except KeyError as error:
            raise ValueError("cũng bí mật") from error
    except ValueError as error:
        text = crash_text(error)
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "bí mật" not in text


def test_without_password_and_terminal_the_command_says_what_to_set(
    data: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSWORD_VARIABLE)
    assert main(["--data", data, "journal", "check"]) == 1
    assert PASSWORD_VARIABLE in capsys.readouterr().err


def test_an_end_of_input_instead_of_a_password_is_the_users_error(
    data: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_prompt: str) -> str:
        raise EOFError

    monkeypatch.delenv(PASSWORD_VARIABLE)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", closed)
    assert main(["--data", data, "journal", "check"]) == 1
    assert "Chưa nhập mật khẩu" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--data", "so"], "Chưa ghi lệnh nào"),
        (["verify", "ten-\udcff.pdf"], "không đọc được"),
        (["journal", "list", "--limit", "99999999999999999999"], "không phải là số đếm cho --limit"),
    ],
)
def test_arguments_that_no_command_can_use_are_the_users_error(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 1
    assert sentence in capsys.readouterr().err


def test_init_makes_an_office_with_its_recovery_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "moi"
    arguments = [
        "--data",
        str(folder),
        "init",
        "--unit-code",
        "26041",
        "--unit-name",
        "UBND phường Trấn Biên",
    ]
    assert main([*arguments, "--province", "75", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert Path(made["recovery_sheet"]).read_bytes().startswith(b"%PDF")
    assert main([*arguments, "--province", "75"]) == 1
    assert "không tạo đè" in capsys.readouterr().err


def test_init_makes_no_office_when_the_recovery_sheet_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "moi" / "phieu-khoi-phuc.pdf").mkdir(parents=True)
    place = ["--unit-code", "26041", "--unit-name", "UBND phường X", "--province", "75"]
    assert main(["--data", str(tmp_path / "moi"), "init", *place]) == 1
    assert "phieu-khoi-phuc.pdf" in capsys.readouterr().err
    assert not (tmp_path / "moi" / "so-tri-thuc.db").exists()


@pytest.mark.parametrize(("code", "province"), [("99999", "75"), ("26041", "01"), ("26041", "xx")])
def test_init_refuses_a_place_that_does_not_exist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str, province: str
) -> None:
    folder = tmp_path / "moi"
    arguments = ["init", "--unit-code", code, "--unit-name", "UBND phường X", "--province", province]
    assert main(["--data", str(folder), *arguments]) == 1
    assert "Không có" in capsys.readouterr().err
    assert not folder.exists()


def test_backups_are_made_listed_checked_and_restored(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str) -> object:
        assert main(["--data", data, *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    made = run("backup", "make")
    assert isinstance(made, dict)
    assert made["verified"] is True
    run("plans", "adopt", "ha-noi-2024", "--on", "2024-06-01")
    run("backup", "restore", made["id"])
    assert run("tasks", "list") == []
    backups = run("backup", "check")
    assert isinstance(backups, list)
    assert len(backups) == 2


def test_plans_are_listed_with_those_of_the_office_only_where_it_can_be_opened(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def codes(*words: str) -> list[str]:
        assert main([*words, "plans", "list", "--json"]) == 0
        return [plan["code"] for plan in json.loads(capsys.readouterr().out)]

    paper = tmp_path / "a.txt"
    head = "Số: 7/KH-UBND\nCần Thơ, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nPhát triển trí thức\n"
    paper.write_text(
        f"{head}STT\tNội dung\tChủ trì\tThời hạn\n1\tGặp mặt.\tSở Y tế\t2027\n", encoding="utf-8"
    )
    assert main(["--data", data, "plans", "keep", str(paper)]) == 0
    capsys.readouterr()
    assert codes("--data", data)[-1] == "can-tho-2026"
    assert "can-tho-2026" not in codes()
    assert "can-tho-2026" not in codes("--data", str(tmp_path / "khong-co"))
    monkeypatch.delenv(PASSWORD_VARIABLE)
    assert "can-tho-2026" not in codes("--data", data)


def test_an_unknown_backup_is_named(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", data, "backup", "restore", "khong-co"]) == 1
    assert "khong-co" in capsys.readouterr().err


def test_the_journal_is_listed_and_undone_by_act(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--data", data, "plans", "adopt", "ha-noi-2024", "--on", "2024-06-01"])
    capsys.readouterr()
    main(["--data", data, "journal", "list", "--json"])
    act = json.loads(capsys.readouterr().out)[0]
    assert act["verb"] == "Nhận kế hoạch ha-noi-2024"
    assert main(["--data", data, "journal", "undo", act["act"]]) == 0
    capsys.readouterr()
    main(["--data", data, "tasks", "list", "--json"])
    assert json.loads(capsys.readouterr().out) == []


def test_the_self_check_passes_on_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["selfcheck", "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert {check["name"] for check in checks} >= {"Mã hóa dữ liệu", "Phông chữ văn bản", "Ký số"}
