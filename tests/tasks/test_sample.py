from datetime import date

import pytest

from desktop.accounts.office import Office
from desktop.errors import NotFound
from desktop.tasks.queries import counts_by_state, list_obligations, progress_of
from desktop.tasks.rules import State
from desktop.tasks.sample import enter_sample_progress, sample_entries


def test_the_sample_needs_its_plan(office: Office) -> None:
    with pytest.raises(NotFound), office.write() as session:
        enter_sample_progress(session)


def test_the_sample_is_entered_as_one_act(adopted: Office) -> None:
    with adopted.write() as session:
        assert enter_sample_progress(session) == len(sample_entries("progress"))
    with adopted.read() as session:
        assert len(progress_of(session, "ĐN26.2")) == 3


def test_the_sample_tells_of_difficulties_proposals_and_one_task_that_runs_late(adopted: Office) -> None:
    with adopted.write() as session:
        enter_sample_progress(session)
    with adopted.read() as session:
        june = list_obligations(session, date(2026, 6, 14))
        july = list_obligations(session, date(2026, 7, 5))
    assert sum(bool(line.difficulty) for line in june) >= 3
    assert sum(bool(line.proposal) for line in june) >= 3
    assert counts_by_state(june)[State.OVERDUE] == 0
    assert [line.code for line in july if line.state is State.OVERDUE] == ["ĐN26.3"]


def test_every_paper_of_the_sample_is_marked_as_invented() -> None:
    for entry in sample_entries("progress"):
        assert entry.get("evidence", "(hư cấu)").endswith("(hư cấu)")
    for entry in sample_entries("values"):
        assert entry["source"].endswith("(hư cấu)")
