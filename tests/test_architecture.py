"""The house rules that no linter knows, held by reading the syntax trees of the program."""

import ast
import importlib
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from desktop.accounts.office import Office
from desktop.storage.base import Base

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "desktop"
MODULE_LINES, FUNCTION_LINES = 400, 60

OWNERS = {
    "pyhanko": {"signing"},
    "pyhanko_certvalidator": {"signing"},
    "pkcs11": {"signing"},
    "reportlab": {"documents"},
    "docx": {"documents"},
    "openpyxl": {"excel", "documents"},
    "python_calamine": {"excel"},
    "sqlcipher3": {"storage"},
    "alembic": {"storage", "db"},
    "argon2": {"accounts"},
    "PySide6": {"gui", "widgets", "shell"},
}
"""Who alone may import a library: rooms, or `gui` for the windows of any room."""

QT_PARTS = {"QtCore", "QtGui", "QtPdf", "QtPdfWidgets", "QtPrintSupport", "QtSvg", "QtWidgets"}
"""The parts of Qt in the stand-alone program; many others are under the GPL only."""

NAMES = {
    "QMessageBox": ("widgets/messages.py", "ask and tell the user through `desktop.widgets.messages`"),
    "QFileDialog": ("widgets/files.py", "choose files through `desktop.widgets.files`"),
    "processEvents": ("", "long work is a job (`desktop.jobs`), run by `desktop.widgets`"),
    "setStyleSheet": ("widgets/", "the look is made once, in `desktop.widgets`"),
}
"""Names that stand in one place only, and what to use instead."""

Rule = Callable[[str, ast.Module], Iterator[str]]


def short_modules(where: str, tree: ast.Module) -> Iterator[str]:
    last = max((node.end_lineno or 0 for node in tree.body), default=0)
    if last > MODULE_LINES:
        yield f"{where}: {last} lines; a module has at most {MODULE_LINES}, cut it by what it is for"


def short_functions(where: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or 0) - node.lineno + 1
        if lines > FUNCTION_LINES and not where.startswith("db/"):
            yield f"{where}:{node.lineno} {node.name}: {lines} lines; a function has at most {FUNCTION_LINES}"


def one_owner_a_library(where: str, tree: ast.Module) -> Iterator[str]:
    for line, library in imports(tree):
        owners = OWNERS.get(library)
        if owners and not owners & {Path(where).parts[0], *Path(where).parts[1:-1]}:
            rooms = " and ".join(sorted(owners))
            yield f"{where}:{line} imports {library}; that belongs in {rooms}: ask there for it"


def only_free_qt(where: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("PySide6"):
            continue
        parts = [alias.name for alias in node.names] if node.module == "PySide6" else [str(node.module)[8:]]
        for part in set(parts) - QT_PARTS:
            yield f"{where}:{node.lineno} imports {part}; of Qt only {sorted(QT_PARTS)} are shipped"


def one_place_a_name(where: str, tree: ast.Module) -> Iterator[str]:
    for line, name in names(tree):
        place, instead = NAMES.get(name, (where, ""))
        if not place or not where.startswith(place):
            yield f"{where}:{line} uses {name}; {instead}"


def no_print(where: str, tree: ast.Module) -> Iterator[str]:
    if where.startswith("cli/") or where.endswith("/cli.py"):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{where}:{node.lineno} prints; return the words, `desktop.cli` writes to the terminal"


def door_sign(where: str, tree: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(tree) and not where.startswith("db/"):
        yield f"{where}: no docstring; say in a sentence what it is for (a package also what is not here)"


RULES: list[Rule] = [
    short_modules, short_functions, one_owner_a_library, only_free_qt, one_place_a_name, no_print, door_sign,
]  # fmt: skip


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and first name of every imported module, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module.split(".")[0]


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything that is imported, read or called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, alias.name) for alias in node.names)


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the program and of `db/`, by its path inside the package."""
    paths = {path.relative_to(SOURCES).as_posix(): path for path in SOURCES.rglob("*.py")}
    paths |= {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "db").rglob("*.py")}
    return {where: ast.parse(path.read_text(encoding="utf-8")) for where, path in sorted(paths.items())}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Rule) -> None:
    found = [sentence for where, tree in modules().items() for sentence in rule(where, tree)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "where", "line"),
    [
        (short_modules, "people/rules.py", "x = 1\n" * (MODULE_LINES + 1)),
        (short_functions, "people/rules.py", "def f():\n" + " x = 1\n" * FUNCTION_LINES),
        (one_owner_a_library, "people/report.py", "def f():\n from reportlab.lib import units"),
        (one_owner_a_library, "people/actions.py", "import PySide6.QtCore"),
        (only_free_qt, "people/gui/page.py", "from PySide6.QtCharts import QChart"),
        (only_free_qt, "people/gui/page.py", "from PySide6 import QtQml"),
        (one_place_a_name, "people/gui/page.py", "from PySide6.QtWidgets import QMessageBox"),
        (one_place_a_name, "widgets/form.py", "QtWidgets.QFileDialog.getOpenFileName()"),
        (one_place_a_name, "widgets/job_dialog.py", "app.processEvents()"),
        (one_place_a_name, "shell/app.py", "window.setStyleSheet('')"),
        (no_print, "people/queries.py", "print('x')"),
        (door_sign, "people/__init__.py", "import os"),
    ],
)  # fmt: skip
def test_the_rule_sees_a_breach(rule: Rule, where: str, line: str) -> None:
    assert list(rule(where, ast.parse(line)))


def test_windows_may_use_qt_and_rooms_their_own_library() -> None:
    assert not list(one_owner_a_library("people/gui/page.py", ast.parse("import PySide6.QtCore")))
    assert not list(one_owner_a_library("documents/pdf.py", ast.parse("import reportlab")))
    assert not list(one_place_a_name("widgets/messages.py", ast.parse("QMessageBox()")))


# Joined from parts, so that this file itself does not hold them.
STRANGERS = [
    "".join(parts)
    for parts in [
        ("pypi", ".org"), ("python", "hosted"), ("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"),
        ("cla", "ude"), ("anth", "ropic"),
    ]
]  # fmt: skip
MADE = {".git", ".venv", ".hypothesis", "build", "dist", "__pycache__"}


@cache
def own_files() -> dict[str, bytes]:
    """Return every file that is the project's own, in lower case: nothing made, cached or installed."""
    found = {}
    for folder, inner, files in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in MADE and not name.endswith((".egg-info", "_cache"))]
        for path in (Path(folder, name) for name in files if not name.startswith(".coverage")):
            found[path.relative_to(ROOT).as_posix()] = path.read_bytes().lower()
    return found


@pytest.mark.parametrize("word", STRANGERS)
def test_no_file_names_a_registry_or_a_machine(word: str) -> None:
    found = [where for where, content in own_files().items() if word.encode() in content]
    assert not found, f"“{word}” says where it was made; take it out of {', '.join(found)}"


def test_the_migrations_end_at_the_models(office: Office) -> None:
    for where in modules():
        if where.endswith("/models.py"):
            importlib.import_module(f"desktop.{where.removesuffix('.py').replace('/', '.')}")
    with office.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"include_name": not_of_search})
        assert compare_metadata(context, Base.metadata) == [], "write a new step in db/versions for this"


def not_of_search(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the tables that the room `search` makes and fills by itself."""
    return not (kind == "table" and (name or "").startswith("search_"))
