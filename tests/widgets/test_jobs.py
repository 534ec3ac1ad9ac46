"""Long work beside the window."""

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.errors import Cancelled, UserError
from desktop.jobs import Job
from desktop.widgets import jobs_qt
from desktop.widgets.jobs_qt import ProgressDialog, run_job, wait_for_jobs
from widgets.doors import Said


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    others = set(jobs_qt._alive)
    yield made
    assert wait_for_jobs()
    assert jobs_qt._alive <= others


def test_the_result_arrives_on_the_windows_thread(window: QWidget, qtbot: QtBot) -> None:
    threads: list[object] = []
    results: list[str] = []

    def work(job: Job) -> str:
        threads.append(threading.current_thread())
        return "xong"

    def done(result: str) -> None:
        assert QThread.currentThread() == window.thread()
        threads.append(threading.current_thread())
        results.append(result)

    run_job(window, "Đang tính", work, done)
    assert results == []
    qtbot.waitUntil(lambda: bool(results))
    assert results == ["xong"]
    assert threads[0] is not threads[1]


def test_short_work_shows_no_window(window: QWidget, qtbot: QtBot) -> None:
    results: list[int] = []
    run_job(window, "Đang tính", lambda job: 1, results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert not any(dialog.isVisible() for dialog in window.findChildren(ProgressDialog))


def test_long_work_shows_how_far_it_is_and_can_be_stopped(
    window: QWidget, qtbot: QtBot, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_qt, "SHOW_AFTER_MS", 10)
    results: list[object] = []

    def work(job: Job) -> None:
        waiting = threading.Event()
        for done in range(10_000):
            job.step("Đang đọc", done, 10_000)
            waiting.wait(0.002)

    run_job(window, "Nhập danh sách", work, results.append)
    dialog = window.findChild(ProgressDialog)
    qtbot.waitUntil(dialog.isVisible)
    bar = dialog.findChild(QProgressBar)
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert bar.maximum() == 10_000
    assert any(label.text().startswith("Đang đọc") for label in dialog.findChildren(QLabel))
    dialog.findChild(QPushButton).click()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: bool(said.messages))
    assert results == []
    assert said.texts == [Cancelled().message]
    assert said.messages[0].kind == "info"


def test_an_error_of_the_user_is_told(window: QWidget, said: Said, no_threads: None) -> None:
    def work(job: Job) -> None:
        raise UserError("Ổ đĩa đã đầy.")

    run_job(window, "Ghi tệp", work, lambda _: None)
    assert said.texts == ["Ổ đĩa đã đầy."]
    assert said.messages[0].kind == "error"


def test_an_error_of_the_user_goes_to_who_wants_it(window: QWidget, said: Said, no_threads: None) -> None:
    wrong: list[UserError] = []

    def work(job: Job) -> None:
        raise UserError("Sai mật khẩu.")

    run_job(window, "Mở sổ", work, lambda _: None, wrong.append)
    assert [error.message for error in wrong] == ["Sai mật khẩu."]
    assert said.messages == []


def test_a_bug_goes_to_the_hook_with_the_place_where_it_happened(
    window: QWidget, qtbot: QtBot, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(error))

    def work_with_a_bug(job: Job) -> None:
        raise ZeroDivisionError

    run_job(window, "Đang tính", work_with_a_bug, lambda _: None)
    qtbot.waitUntil(lambda: bool(caught))
    trace = caught[0].__traceback__
    names = []
    while trace:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    assert "work_with_a_bug" in names
    assert said.messages == []


def test_work_is_cancelled_and_its_result_dropped_when_the_window_is_gone(
    light: QApplication, qtbot: QtBot
) -> None:
    window, results, ended, others = QWidget(), list[object](), threading.Event(), set(jobs_qt._alive)

    def work(job: Job) -> str:
        try:
            while True:
                job.check()
        finally:
            ended.set()

    run_job(window, "Đang tính", work, results.append)
    delete(window)
    qtbot.waitUntil(ended.is_set)
    assert wait_for_jobs()
    qtbot.waitUntil(lambda: jobs_qt._alive <= others)
    assert results == []


def test_without_threads_the_result_is_there_at_once(window: QWidget, no_threads: None) -> None:
    results: list[int] = []
    run_job(window, "Đang tính", lambda job: 2, results.append)
    assert results == [2]


def test_many_jobs_end_one_by_one(window: QWidget, qtbot: QtBot) -> None:
    results: list[int] = []
    for number in range(30):
        run_job(window, "Đang tính", lambda job, number=number: number, results.append)
    qtbot.waitUntil(lambda: len(results) == 30)
    assert sorted(results) == list(range(30))


def test_circles_are_not_collected_while_threads_work(window: QWidget, qtbot: QtBot) -> None:
    seen: list[bool] = []
    run_job(window, "Đếm", lambda _job: gc.isenabled(), seen.append, quiet=True)
    qtbot.waitUntil(lambda: seen == [False])
    qtbot.waitUntil(gc.isenabled)
