"""Starting the window: look first, then log-in, and only then the heavy rooms."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.paths import default_data_dir
from desktop.settings import load_settings

NO_DISPLAY = (
    "Không mở được cửa sổ vì máy này không có màn hình; hãy chạy trên máy có màn hình "
    "hoặc dùng dòng lệnh (so-tri-thuc --help)."
)


def has_display() -> bool:
    """Tell whether a window can be shown: on Linux X11 or Wayland must be there, or a platform chosen."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_window(arguments: Sequence[str]) -> int:
    """Open the program's window on the data folder given, remembered or usual; return the exit status."""
    if not has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return 1
    from PySide6.QtWidgets import QApplication

    from desktop.shell.crash_window import install_crash_window
    from desktop.shell.session import WindowSession
    from desktop.widgets.jobs_qt import wait_for_jobs
    from desktop.widgets.theme import STYLE, apply_theme
    from desktop.widgets.translations import install_translations

    settings = load_settings()
    app = QApplication(["so-tri-thuc", "-style", STYLE])  # sooner shown than when it is set afterwards
    app.setProperty("style", STYLE)
    app.setApplicationDisplayName("Sổ Trí thức")
    app.setQuitOnLastWindowClosed(True)
    install_translations(app)
    install_crash_window()
    apply_theme(app, settings.mode, settings.font_size)
    session = WindowSession(_folder(arguments, settings.data_dir), settings)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: session.follow_system(app))
    session.start()
    status: int = app.exec()
    wait_for_jobs()
    session.close()
    return status


def _folder(arguments: Sequence[str], remembered: str) -> Path:
    if arguments:
        return Path(arguments[0])
    return Path(remembered) if remembered else default_data_dir()
