"""The way from a fresh clone to the running program: `start.py`, the lock files, the README's commands."""

import ast
import importlib.util
import re
import socket
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
COMMANDS = ["python3 start.py", "python3 start.py test"]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def locked(name: str) -> dict[str, list[str]]:
    """Return the blocks of a lock file: the requirement's name to its version and hashes."""
    blocks = re.split(r"\n(?=\S)", text(name).strip())
    kept = [block.replace("\\\n", " ").split() for block in blocks if not block.startswith("#")]
    return {words[0].partition("==")[0]: [words[0].partition("==")[2], *words[1:]] for words in kept}


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The set-up script as a module that looks at an empty project folder and can run nothing."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path, "VENV": venv, "STAMP": venv / "stamp", "SCRIPTS": venv / "bin",
        "PYTHON": venv / "bin" / "python", "HOME": f"Python {tmp_path}",
    }.items():  # fmt: skip
        monkeypatch.setattr(module, name, value)
    (venv / "bin").mkdir(parents=True)
    (venv / "lib" / f"python{module.MINOR}" / "site-packages").mkdir(parents=True)
    for name in LOCKS:
        (tmp_path / name).write_text(f"{name}\n")
    return module


@pytest.fixture
def ran(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What set-up would have run, in short; making the environment leaves a Python there."""
    seen: list[str] = []

    def run(command: list[str], _environment: object = None) -> int:
        seen.append("venv" if "venv" in command else Path(command[-1]).name)
        start.PYTHON.touch()
        return 0

    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start, "say", lambda _sentence: None)
    monkeypatch.setattr(start, "has_ensurepip", lambda: True)
    return seen


def test_the_script_needs_nothing_but_python() -> None:
    found = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(text("start.py")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert found <= sys.stdlib_module_names


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_requirement_has_a_version_and_hashes(name: str) -> None:
    for requirement, (version, *rest) in locked(name).items():
        assert Version(version), requirement
        assert any(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", word) for word in rest), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text(name))


@pytest.mark.parametrize(("name", "groups"), [(LOCKS[0], []), (LOCKS[1], ["dev"])])
def test_the_lock_satisfies_the_project(name: str, groups: list[str]) -> None:
    project = tomllib.loads(text("pyproject.toml"))
    asked = project["project"]["dependencies"] + [
        line for group in groups for line in project["dependency-groups"][group]
    ]
    for line in asked:
        requirement = Requirement(line)
        version = locked(name)[canonicalize_name(requirement.name)][0]
        assert requirement.specifier.contains(version), line


def test_the_development_lock_holds_the_very_versions_of_the_program() -> None:
    development = locked(LOCKS[1])
    assert {name: block[0] for name, block in locked(LOCKS[0]).items()}.items() <= {
        name: block[0] for name, block in development.items()
    }.items()


def test_the_licence_of_every_library_is_listed() -> None:
    listed = set(re.findall(r"[a-z0-9-]+", text("docs/licences.md")))
    assert set(locked(LOCKS[0])) - listed == set()


def test_the_readme_begins_with_the_two_commands() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", text("README.md"), flags=re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    assert [line for line in lines if line][:2] == COMMANDS


def test_the_readme_shows_every_room() -> None:
    named = set(re.findall(r"`(\w+)`", text("README.md")))
    rooms = {path.stem for path in (ROOT / "src" / "desktop").iterdir() if not path.name.startswith("__")}
    assert rooms - named == set()


def test_continuous_integration_runs_the_second_command() -> None:
    assert text(".ci/run").rstrip().endswith(COMMANDS[1])


def test_the_version_stands_once_and_is_the_projects() -> None:
    spoken = re.search(r'__version__ = "(.*)"', text("src/desktop/__init__.py"))
    assert spoken
    assert spoken[1] == tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert f"[{spoken[1]}]" in text("CHANGELOG.md")


def test_a_second_start_sets_nothing_up(start: ModuleType, ran: list[str]) -> None:
    start.set_up(LOCKS[0])
    assert ran == ["venv", LOCKS[0]]
    start.set_up(LOCKS[0])
    assert ran == ["venv", LOCKS[0]]


def test_a_changed_lock_is_installed_into_the_same_environment(start: ModuleType, ran: list[str]) -> None:
    start.set_up(LOCKS[0])
    (start.ROOT / LOCKS[0]).write_text("changed\n")
    start.set_up(LOCKS[0])
    assert ran == ["venv", LOCKS[0], LOCKS[0]]


def test_the_development_environment_also_runs_the_program(start: ModuleType, ran: list[str]) -> None:
    start.set_up(LOCKS[1])
    start.set_up(LOCKS[0])
    assert ran == ["venv", LOCKS[1]]


def test_an_environment_of_another_python_or_folder_is_made_anew(start: ModuleType, ran: list[str]) -> None:
    start.set_up(LOCKS[0])
    start.HOME = "Python 3.99 /elsewhere"
    start.set_up(LOCKS[0])
    assert ran == ["venv", LOCKS[0], "venv", LOCKS[0]]


def test_a_failed_install_is_tried_again(
    start: ModuleType, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    works = start.run
    monkeypatch.setattr(start, "run", lambda command: works(command) if "venv" in command else 1)
    with pytest.raises(start.SetupError, match="Không cài được thư viện"):
        start.set_up(LOCKS[0])
    monkeypatch.setattr(start, "run", works)
    start.set_up(LOCKS[0])
    assert ran == ["venv", LOCKS[0]]


def test_set_up_links_the_sources_and_a_launcher(start: ModuleType, ran: list[str]) -> None:
    start.set_up(LOCKS[0])
    packages = start.VENV / "lib" / f"python{start.MINOR}" / "site-packages"
    line = (packages / "so-tri-thuc.pth").read_text().strip()
    assert (packages / line).resolve() == (start.ROOT / "src").resolve()
    assert (start.SCRIPTS / "so-tri-thuc").stat().st_mode & 0o111


def test_on_windows_the_launcher_is_a_command_file(
    start: ModuleType, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "WINDOWS", True)
    (start.VENV / "Lib" / "site-packages").mkdir(parents=True)
    start.set_up(LOCKS[0])
    assert (start.SCRIPTS / "so-tri-thuc.cmd").read_bytes().startswith(b'@"%~dp0python.exe" -m desktop')
    assert (start.VENV / "Lib" / "site-packages" / "so-tri-thuc.pth").exists()


@pytest.mark.parametrize("version", [(3, 10), (3, 15)])
def test_another_python_is_refused_in_a_sentence(
    start: ModuleType, version: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.sys, "version_info", version)
    with pytest.raises(start.SetupError, match="cần Python"):
        start.check_python()


@pytest.mark.parametrize("display", ["", "nonsense", ":987", "localhost:59000.0"])
def test_a_display_that_does_not_answer_is_none(start: ModuleType, display: str) -> None:
    assert not start.x_answers(display)


def test_a_display_that_answers_is_one(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _line, address: called.append(address))
    assert start.x_answers("localhost:10.0")
    assert start.x_answers(":0")
    assert called == [("localhost", 6010), "/tmp/.X11-unix/X0"]
