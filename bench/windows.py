"""From starting the program to a window one can see, against a bare window of the same toolkit."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from measure import Figure, Sample, Target
from register import LOGIN, PASSWORD

SHOWN = "shown"

_BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
print({SHOWN!r}, flush=True)
"""

_PROGRAM = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.shell import session
from desktop.shell.app import run_window
start = session.WindowSession.start

def started(self):
    start(self)
    if len(sys.argv) > 2:
        from desktop.accounts.office import open_office
        self.enter(open_office(self.folder, *sys.argv[2:]))
    QApplication.processEvents()
    print({SHOWN!r}, flush=True)
    QTimer.singleShot(0, QApplication.quit)

session.WindowSession.start = started
run_window(sys.argv[1:2])
"""


def starting(register: Path, folder: Path, times: int) -> Iterator[Figure]:
    """Measure log-in and main window from the start of the process; typing the password is left out."""
    commands = ([_BARE], [_PROGRAM, str(register)], [_PROGRAM, str(register), LOGIN, PASSWORD])
    rounds = [[_start(command, folder) for command in commands] for _ in range(times + 1)]
    bare, login, main = (Sample(taken) for taken in zip(*rounds[1:], strict=True))  # the first one warms up
    yield Figure("log-in window shown", login, bare, Target(ratio=1.5))
    yield Figure("main window shown", main, bare, Target(ratio=3))


def _start(command: list[str], folder: Path) -> float:
    """Return the seconds from starting Python until the window has been painted, on no screen."""
    environment = _surroundings(folder)
    began = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", *command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        took = perf_counter() - began
        _, wrong = process.communicate(timeout=60)
    if line.strip() != SHOWN:
        raise RuntimeError(f"the window was not shown: {wrong}")
    return took


def _surroundings(folder: Path) -> dict[str, str]:
    """Return an environment with no screen, preferences of its own and kept bytecode, as when installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder / "tuy-chon"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
