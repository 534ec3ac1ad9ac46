"""The only door to file dialogs: choose files to open, a file to save, a folder; never blocking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

Kind = Literal["open", "open_many", "save", "folder"]

EXCEL = "Bảng tính Excel (*.xlsx *.xls)"
XLSX = "Bảng tính Excel (*.xlsx)"
PDF = "Tài liệu PDF (*.pdf)"
DOCX = "Văn bản Word (*.docx)"
PACKAGE = "Gói dữ liệu (*.asice)"
ANY = "Mọi tệp (*)"


@dataclass(frozen=True)
class Request:
    """What to choose; `filters` as Qt writes them (“Tài liệu PDF (*.pdf)”), `suggested` a name or path."""

    kind: Kind
    title: str
    filters: tuple[str, ...] = ()
    suggested: str = ""


def open_file(
    parent: QWidget | None, title: str, filters: Sequence[str], then: Callable[[Path], object]
) -> None:
    """Let the user choose one existing file; `then` is not called when they change their mind."""
    choose(parent, Request("open", title, tuple(filters)), lambda paths: then(paths[0]))


def open_files(
    parent: QWidget | None, title: str, filters: Sequence[str], then: Callable[[list[Path]], object]
) -> None:
    """Let the user choose one or more existing files."""
    choose(parent, Request("open_many", title, tuple(filters)), then)


def save_file(
    parent: QWidget | None,
    title: str,
    suggested: str,
    filters: Sequence[str],
    then: Callable[[Path], object],
) -> None:
    """Let the user name a file to write; the first filter gives a missing ending, replacing is confirmed."""
    choose(parent, Request("save", title, tuple(filters), suggested), lambda paths: then(paths[0]))


def choose_folder(parent: QWidget | None, title: str, then: Callable[[Path], object]) -> None:
    """Let the user choose an existing folder."""
    choose(parent, Request("folder", title), lambda paths: then(paths[0]))


def show_dialog(parent: QWidget | None, request: Request, then: Callable[[list[Path]], object]) -> None:
    """Open a file dialog and return at once; `then` receives the paths unless the user changes their mind."""
    dialog = build_dialog(parent, request)
    _open.add(dialog)

    def closed(accepted: int) -> None:
        _open.discard(dialog)
        dialog.deleteLater()
        paths = [Path(name) for name in dialog.selectedFiles()]
        if accepted and paths:
            _remember_folder(paths[0])
            then(paths)

    dialog.finished.connect(closed)
    dialog.open()


choose: Callable[[QWidget | None, Request, Callable[[list[Path]], object]], None] = show_dialog
"""How files are chosen; tests put their answer here."""

_open: set[QFileDialog] = set()


def build_dialog(parent: QWidget | None, request: Request) -> QFileDialog:
    """Return the dialog for a request, not yet shown."""
    modes = {
        "open": QFileDialog.FileMode.ExistingFile,
        "open_many": QFileDialog.FileMode.ExistingFiles,
        "save": QFileDialog.FileMode.AnyFile,
        "folder": QFileDialog.FileMode.Directory,
    }
    dialog = QFileDialog(parent, request.title, _last_folder())
    dialog.setFileMode(modes[request.kind])
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, request.kind == "folder")
    if request.kind == "save":
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_suffix(request.filters))
    if request.filters:
        dialog.setNameFilters(request.filters)
    if request.suggested:
        dialog.selectFile(request.suggested)
    return dialog


def _suffix(filters: Sequence[str]) -> str:
    """Return the ending of the first pattern of the first filter: `xlsx` of “Excel (*.xlsx *.xls)”."""
    pattern = filters[0].rpartition("(")[2].rstrip(")").split()[0] if filters else ""
    return pattern.removeprefix("*.") if pattern.startswith("*.") else ""


def _last_folder() -> str:
    app = QApplication.instance()
    last = app.property("last_folder") if app else None
    return str(last or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _remember_folder(path: Path) -> None:
    app = QApplication.instance()
    if app:
        app.setProperty("last_folder", str(path if path.is_dir() else path.parent))
