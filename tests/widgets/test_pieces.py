"""Work in pieces between events."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.widgets.pieces import Pieces


def three(done: list[int]) -> Iterator[None]:
    for number in range(3):
        done.append(number)
        yield


def test_pieces_are_done_one_after_the_other_between_events(qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    pieces = Pieces(owner, three(done))
    with qtbot.waitSignal(pieces.finished):
        pieces.start()
        assert done == []
    assert done == [0, 1, 2]
    assert pieces.is_finished


def test_who_needs_the_whole_gets_it_at_once_and_it_is_told_once(qtbot: QtBot) -> None:
    owner, done, told = QObject(), list[int](), list[bool]()
    pieces = Pieces(owner, three(done))
    pieces.finished.connect(lambda: told.append(True))
    pieces.start()
    pieces.finish()
    pieces.finish()
    qtbot.wait(30)
    assert (done, told) == ([0, 1, 2], [True])


def test_a_piece_may_ask_for_what_was_made_before_it() -> None:
    owner, done = QObject(), list[str]()

    def steps() -> Iterator[None]:
        done.append("first")
        yield
        pieces.finish()
        done.append("second")

    pieces = Pieces(owner, steps())
    pieces.finish()
    assert done == ["first", "second"]
