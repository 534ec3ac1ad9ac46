"""From starting the program to a window one can see, against a bare window of the same toolkit."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from measure import Figure, Sample, Target
from register import LOGIN, PASSWORD

_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
print("shown", flush=True)
"""

_PROGRAM = """
import sys
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from desktop.shell import session
from desktop.shell.app import run_window
start = session.WindowSession.start

def started(self):
    start(self)
    QApplication.processEvents()
    print("shown", flush=True)
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: entered(self)))

def entered(self):
    folder, login, password, typing = sys.argv[1:]
    if typing == "slowly":
        QThreadPool.globalInstance().waitForDone()
    print("typed", flush=True)
    from desktop.accounts.office import open_office
    self.enter(open_office(self.folder, login, password))
    QApplication.processEvents()
    print("entered", flush=True)
    QTimer.singleShot(0, QApplication.quit)

session.WindowSession.start = started
run_window(sys.argv[1:2])
"""


def starting(register: Path, folder: Path, times: int) -> Iterator[Figure]:
    """Measure log-in and main window from the start of the process; typing the password is left out.

    While somebody types, the program loads what comes next. The main window is measured for who takes that
    long (a second), and, without a target, for who does not need to type at all.
    """
    _start([_BARE], folder), _start([_PROGRAM, str(register), LOGIN, PASSWORD, "slowly"], folder)
    bare, login, main, at_once = [], [], [], []
    for _ in range(times):
        bare.append(_start([_BARE], folder)["shown"])
        typed = _start([_PROGRAM, str(register), LOGIN, PASSWORD, "slowly"], folder)
        login.append(typed["shown"])
        main.append(typed["shown"] + typed["entered"] - typed["typed"])
        at_once.append(_start([_PROGRAM, str(register), LOGIN, PASSWORD, "at once"], folder)["entered"])
    floor = Sample(bare)
    yield Figure("log-in window shown", Sample(login), floor, Target(ratio=1.5))
    yield Figure("main window shown", Sample(main), floor, Target(ratio=3))
    yield Figure("main window, nothing typed", Sample(at_once), floor, Target())


def _start(command: list[str], folder: Path) -> dict[str, float]:
    """Return the seconds from starting Python to each thing the process tells, on no screen."""
    environment = surroundings(folder)
    began = perf_counter()
    told: dict[str, float] = {}
    with subprocess.Popen(
        [sys.executable, "-c", *command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        for line in process.stdout or ():
            told[line.strip()] = perf_counter() - began
        _, wrong = process.communicate(timeout=60)
    if "shown" not in told or (len(command) > 1 and "entered" not in told):
        raise RuntimeError(f"the window was not shown: {wrong}")
    return told


def surroundings(folder: Path) -> dict[str, str]:
    """Return an environment with no screen, preferences of its own and kept bytecode, as when installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder / "tuy-chon"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
