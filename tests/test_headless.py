"""The whole command line without a display: each run is a process that cannot import Qt."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NO_QT = """
import sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, NoQt())
from desktop.__main__ import main
"""
RUN = NO_QT + "sys.exit(main(sys.argv[1:]))"

# Prints, for every command: its words, whether it opens an office, what it cannot do without, its help text.
WALK = (
    NO_QT
    + """
import argparse, contextlib, io, json
from desktop.cli.main import build_parser
def leaves(parser, words):
    branches = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not branches:
        yield words, parser
    for branch in branches:
        for word, below in branch.choices.items():
            yield from leaves(below, [*words, word])
def help_of(words):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main([*words, "--help"])
    return said.getvalue()
json.dump([
    {
        "words": words,
        "needs_office": parser.get_default("needs_office"),
        "wanted": [action.dest for action in parser._actions if action.required],
        "help": help_of(words),
    }
    for words, parser in leaves(build_parser(), [])
], sys.stdout)
"""
)

PROMISED = {
    "demo", "init", "selfcheck", "statistics", "sign", "verify",
    "plans list", "plans show", "plans adopt", "plans import",
    "people import", "people search", "people show", "people export",
    "people duplicates", "people merge", "people unmerge",
    "tasks list", "tasks progress", "indicators show", "reports make",
    "package make", "package merge", "journal list", "journal undo", "journal check",
    "backup make", "backup list", "backup restore", "backup check",
}  # fmt: skip
"""The commands whose names scripts rely on."""


def headless(code: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the code in a process that has neither Qt nor a display nor a standard input, in an empty home."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_DATA_HOME", "XDG_STATE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"HOME": str(home), "USERPROFILE": str(home), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command,
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def document(home: Path, *arguments: str) -> Any:
    """Run a command with `--json` and return its document; fail with what it said on stderr."""
    done = headless(RUN, *arguments, "--json", home=home)
    assert done.returncode == 0, f"{' '.join(arguments)}: {done.stderr}"
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every command of the tree, walked without Qt."""
    done = headless(WALK, home=tmp_path_factory.mktemp("home"))
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_command_line_offers_every_promised_command(commands: list[dict[str, Any]]) -> None:
    assert PROMISED - {" ".join(command["words"]) for command in commands} == set()


def test_every_command_explains_itself_in_vietnamese(commands: list[dict[str, Any]]) -> None:
    silent = [
        command["words"]
        for command in commands
        if command["help"].isascii() or "--json" not in command["help"]
    ]
    assert silent == []


def test_commands_that_ask_for_nothing_answer_in_json(commands: list[dict[str, Any]], tmp_path: Path) -> None:
    ready = [
        command["words"] for command in commands if not command["needs_office"] and not command["wanted"]
    ]
    assert ["plans", "list"] in ready
    assert ["selfcheck"] in ready
    for words in ready:
        answer = document(tmp_path, *words)
        assert answer or words == ["backup", "list"]  # an empty folder has none, and that is an answer


def test_every_shipped_plan_shows_its_tasks(tmp_path: Path) -> None:
    plans = document(tmp_path, "plans", "list")
    assert len(plans) == 5
    for plan in plans:
        assert len(document(tmp_path, "plans", "show", plan["code"])["tasks"]) == plan["tasks"]


def test_an_unknown_plan_is_one_vietnamese_sentence_and_status_1(tmp_path: Path) -> None:
    done = headless(RUN, "plans", "show", "khong-co-ke-hoach-nay", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert not done.stderr.isascii()


def test_without_a_password_nobody_is_asked(tmp_path: Path) -> None:
    done = headless(RUN, "--data", str(tmp_path / "so"), "people", "search", "An", home=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
