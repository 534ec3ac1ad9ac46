"""Files that prove a report of progress: kept in the encrypted database, given back as they were."""

from datetime import date
from pathlib import Path

import pytest

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import FileProblem, NotAllowed, NotFound, UserError
from desktop.journal.queries import check_chain, list_acts
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.evidence import (
    EvidenceFile,
    EvidenceLine,
    attach_evidence,
    evidence_file,
    evidence_of,
    free_names,
    read_evidence,
    remove_evidence,
)
from desktop.tasks.queries import progress_of

DAY = date(2026, 11, 20)
PAPER = EvidenceFile("BB họp.pdf", b"%PDF-1.7 fictional minutes")
PHOTO = EvidenceFile("ảnh.PNG", b"\x89PNG\r\n\x1a\n fictional")


@pytest.fixture
def reported(office: Office) -> Office:
    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), DAY)
    with office.write() as session:
        report_progress(session, "ĐN26.3", percent=50, note="Đã họp.", on=DAY, today=DAY, files=[PAPER])
    return office


def kept(office: Office) -> list[EvidenceLine]:
    with office.read() as session:
        return evidence_of(session, "ĐN26.3", DAY)


def newest_act(office: Office) -> str:
    with office.read() as session:
        return list_acts(session)[0].uid


def test_a_file_reported_with_progress_is_given_back(reported: Office) -> None:
    [line] = kept(reported)
    assert line.words == "BB họp.pdf (1 KB)"
    with reported.read() as session:
        assert evidence_file(session, line.uid) == PAPER


def test_a_file_is_added_later_and_taken_off_again(reported: Office) -> None:
    with reported.read() as session:
        [progress] = progress_of(session, "ĐN26.3")
    with reported.write() as session:
        attach_evidence(session, progress.uid, [PHOTO, PAPER])
    assert [line.name for line in kept(reported)] == ["BB họp.pdf", "ảnh.PNG", "BB họp.pdf"]
    with reported.write() as session:
        remove_evidence(session, kept(reported)[1].uid)
    assert [line.name for line in kept(reported)] == ["BB họp.pdf", "BB họp.pdf"]


def test_undo_takes_a_file_away_and_redo_brings_its_bytes_back(reported: Office) -> None:
    with reported.write() as session:
        undo(session, newest_act(reported))
    assert kept(reported) == []
    with reported.write() as session:
        undo(session, newest_act(reported))
    with reported.read() as session:
        assert evidence_file(session, kept(reported)[0].uid) == PAPER
        assert check_chain(session).ok


def test_the_bytes_are_nowhere_readable_on_the_disk(reported: Office) -> None:
    for path in reported.folder.rglob("*"):
        assert not path.is_file() or b"fictional minutes" not in path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("thu.exe", b"MZ\x90", "Không nhận tệp"),
        ("thu.pdf.js", b"alert(1)", "Không nhận tệp"),
        ("thu", b"%PDF-", "Không nhận tệp"),
        ("thu.pdf", b"MZ\x90", "không phải tệp PDF"),
        ("thu.docx", b"", "không phải tệp DOCX"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_nothing_kept(
    reported: Office, name: str, content: bytes, sentence: str
) -> None:
    with reported.read() as session:
        [progress] = progress_of(session, "ĐN26.3")
    with pytest.raises(UserError, match=sentence), reported.write() as session:
        attach_evidence(session, progress.uid, [PHOTO, EvidenceFile(name, content)])
    assert len(kept(reported)) == 1


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "dài.pdf").open("wb") as stream:
        stream.truncate(3 * 1024**3)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("read"))
    with pytest.raises(UserError, match=r"dài 3\.072 MB, nhiều nhất 20 MB"):
        read_evidence(tmp_path / "dài.pdf")


def test_a_missing_file_and_a_missing_row_are_said(reported: Office, tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        read_evidence(tmp_path / "không-có.pdf")
    with reported.read() as session, pytest.raises(NotFound):
        evidence_file(session, "0" * 32)
    with pytest.raises(NotFound), reported.write() as session:
        attach_evidence(session, "0" * 32, [PAPER])


def test_who_may_not_see_sensitive_data_may_not_open_files(reported: Office) -> None:
    [line] = kept(reported)
    with reported.read() as session:
        session.info["actor"] = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
        with pytest.raises(NotAllowed):
            evidence_file(session, line.uid)


def test_names_that_stand_twice_get_a_number() -> None:
    lines = [EvidenceLine("a", "p", "BB.pdf", 1), EvidenceLine("b", "p", "bb.pdf", 1)]
    assert [name for _, name in free_names(lines, ["Bb (2).pdf"])] == ["BB.pdf", "bb (3).pdf"]
