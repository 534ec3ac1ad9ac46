"""How long the window does not answer while somebody works in it: the longest gap between two heartbeats."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from measure import Figure, Sample, Target
from register import LOGIN, PASSWORD, copy_of
from windows import surroundings

_HEART = """
import sys
from time import perf_counter
from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication([])
longest, last = 0.0, perf_counter()

def beat():
    global longest, last
    now = perf_counter()
    longest, last = max(longest, now - last), now

heart = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
heart.timeout.connect(beat)
heart.start()

def told(step):
    global longest
    beat()
    print(f"{step}\\t{longest}", flush=True)
    longest = 0.0
"""

_BARE = (
    _HEART
    + """
window = QMainWindow()
window.show()
QTest.qWait(200)
longest = 0.0
for step in sys.argv[1:]:
    QTest.qWait(700)
    told(step)
"""
)

_PROGRAM = (
    _HEART
    + """
from pathlib import Path
from desktop.accounts.office import open_office
from desktop.settings import Settings
from desktop.shell.ahead import load_rooms
from desktop.shell.pages import PAGES
from desktop.shell.session import WindowSession
from desktop.widgets import jobs_qt
from desktop.widgets.theme import apply_theme
from desktop.widgets.translations import install_translations

def settled():
    QTest.qWait(400)
    while jobs_qt._alive or QThreadPool.globalInstance().activeThreadCount():
        QTest.qWait(20)
    QTest.qWait(200)

load_rooms()
folder = Path(sys.argv[1])
office = open_office(folder, *sys.argv[2:4])
session = WindowSession(folder, Settings())
install_translations(app)
apply_theme(app, "light", 10)
QTest.qWait(50)
beat()
longest = 0.0
session.enter(office)
window = session.window
settled()
told("main window")
for entry in PAGES:
    window.open_page(entry.key)
    settled()
    told(f"page {entry.key}")
for entry in PAGES:
    window.open_page(entry.key)
    settled()
told("all pages once more")
page = window.open_page("people")
settled()
longest = 0.0
for letter in "nguyen thi h":
    QTest.keyClick(page.search, letter)
    QTest.qWait(90)
settled()
told("search as one types")
for place in range(0, 40, 4):
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum() * place // 40)
    QTest.qWait(60)
bar.setValue(0)
settled()
told("scroll the list")
page.table.select_id(page.table.ids()[0])
settled()
told("open a record")
page.panel.form.editor("position").set_value("Chuyên viên chính")
page.panel.save()
settled()
told("save a record")
window.open_page("overview")
settled()
told("overview after saving")
office.close()
"""
)


def stalling(register: Path, folder: Path, times: int) -> Iterator[Figure]:
    """Measure each step of a working day; the floor is a bare window where nothing is done."""
    rounds = [_walk(register, folder) for _ in range(times)]
    steps = list(rounds[0])
    idle = [_gaps([_BARE, *steps], folder) for _ in range(times)]
    for step in steps:
        ours, bare = Sample([one[step] for one in rounds]), Sample([one[step] for one in idle])
        yield Figure(f"stall: {step}", ours, bare, Target(p95=0.050))


def _walk(register: Path, folder: Path) -> dict[str, float]:
    copied = copy_of(register, folder / "thao-tac")
    try:
        return _gaps([_PROGRAM, str(copied), LOGIN, PASSWORD], folder)
    finally:
        rmtree(copied)


def _gaps(command: list[str], folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", *command],
        env=surroundings(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the working day ended early: {done.stderr}")
    told = (line.split("\t") for line in done.stdout.splitlines() if "\t" in line)
    return {step: float(gap) for step, gap in told}
