"""Papers that stay: the same bytes for ever, corrections that name what they replace, files whole or none."""

import errno
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import PASSWORD, add_people

from desktop.accounts.folder import KEYS
from desktop.accounts.keys import load_slots, unwrap
from desktop.accounts.office import Office, open_with_key
from desktop.backup.actions import make_backup, restore_backup
from desktop.documents.model import Paragraph
from desktop.documents.undrawn import undrawn_note
from desktop.errors import Cancelled, FileProblem
from desktop.jobs import NO_JOB, Job
from desktop.reports.actions import FORMATS, Issue, make_report, write_files
from desktop.reports.compose import compose
from desktop.reports.paper_code import find_paper, printed_code
from desktop.reports.queries import get_snapshot, latest_pdf, report_of
from documents.reading import flat, pdf_text
from reports.conftest import ON, PERIOD, PLAN


def frozen(office: Office, issue_on: date | None = None, texts: dict[str, str] | None = None) -> str:
    with office.read() as session:
        draft = compose(session, PLAN, PERIOD, ON, texts)
    with office.write() as session:
        return make_report(session, draft, made_on=ON, issue=Issue(issue_on) if issue_on else None)


def written(office: Office, uid: str, folder: Path, job: Job = NO_JOB) -> dict[str, bytes]:
    with office.read() as session:
        paths = write_files(session, uid, FORMATS, folder, job)
    return {path.name: path.read_bytes() for path in paths}


@pytest.mark.slow
def test_a_reprint_has_the_same_bytes_also_from_a_restored_backup(ready: Office, tmp_path: Path) -> None:
    uid = frozen(ready, date(2026, 6, 15))
    first = written(ready, uid, tmp_path / "lan-1")
    assert written(ready, uid, tmp_path / "lan-2") == first
    backup = make_backup(ready)
    add_people(ready, {"full_name": "Người Mới"})
    ready.close()
    key = unwrap(load_slots(ready.folder / KEYS)["canbo"], PASSWORD)
    restore_backup(ready.folder, backup, key, "canbo")
    again = open_with_key(ready.folder, key, "canbo")
    assert written(again, uid, tmp_path / "lan-3") == first
    again.close()


def test_a_correction_names_on_the_paper_the_issued_one_it_replaces(ready: Office) -> None:
    first = frozen(ready, date(2026, 6, 5))
    draft = frozen(ready, texts={"proposals": "Không có."})
    second = frozen(ready, date(2027, 1, 9), {"proposals": "Không có kiến nghị."})
    with ready.read() as session:
        paper = report_of(get_snapshot(session, second))
        text = flat(pdf_text(latest_pdf(session, get_snapshot(session, second)).content))
        found = [
            find_paper(session, printed_code(get_snapshot(session, uid).sha256)) for uid in (first, second)
        ]
    assert "Báo cáo này thay thế Báo cáo số 01/BC-UBND ngày 05 tháng 6 năm 2026 của Ủy ban nhân dân" in text
    assert isinstance(paper.body[-2], Paragraph)
    assert paper.body[-2].text.startswith("Báo cáo này thay thế ")
    assert [(one.replaces, one.replaced_by) for one in found] == [(None, draft), (draft, None)]
    assert found[0].answer.endswith("Văn bản này đã có bản thay thế; hãy dùng bản mới.")


def test_versions_that_never_left_the_office_are_not_named(ready: Office) -> None:
    frozen(ready)
    second = frozen(ready, date(2026, 6, 15))
    with ready.read() as session:
        text = pdf_text(latest_pdf(session, get_snapshot(session, second)).content)
    assert "thay thế" not in text


class Stopped(Job):
    """A job that is stopped when its work has come to a named step."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self._step = step

    def report(self, done: int, total: int, what: str) -> None:
        if self._step in what:
            self.cancel()


@pytest.mark.parametrize("step", ["Đang ghi tệp PDF", "bảng của tệp Word", "bảng tính Excel"])
def test_a_stopped_export_leaves_the_folder_as_it_was(ready: Office, tmp_path: Path, step: str) -> None:
    uid, folder = frozen(ready), tmp_path / "ra"
    before = written(ready, uid, folder)
    for path in folder.glob("*.docx"):
        path.write_bytes(b"ban cu")
    with pytest.raises(Cancelled):
        written(ready, uid, folder, Stopped(step))
    assert {path.name for path in folder.iterdir()} == set(before)
    assert next(folder.glob("*.docx")).read_bytes() == b"ban cu"


def fails(number: int) -> Callable[..., object]:
    def fail(*_given: object, **_named: object) -> object:
        raise OSError(number, "khong duoc")

    return fail


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "thư mục chỉ cho đọc; hãy chọn thư mục khác"),
        (errno.EACCES, "không có quyền; hãy chọn thư mục khác"),
        (errno.ENOSPC, "ổ đĩa đã đầy; hãy giải phóng chỗ trống"),
    ],
)
def test_a_folder_that_takes_nothing_is_told_in_one_sentence(
    ready: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    uid = frozen(ready)
    monkeypatch.setattr("desktop.documents.saving.mkdtemp", fails(number))
    with pytest.raises(FileProblem, match=words):
        written(ready, uid, tmp_path / "ra")
    assert list((tmp_path / "ra").iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_told(ready: Office, tmp_path: Path) -> None:
    (tmp_path / "ra").write_bytes(b"mot tep")
    with pytest.raises(FileProblem, match="đã có một tệp cùng tên"):
        written(ready, frozen(ready), tmp_path / "ra")


@pytest.mark.slow
def test_a_section_of_200000_letters_with_control_letters_and_emoji_is_taken(
    ready: Office, tmp_path: Path
) -> None:
    text = "Nhiệm vụ \x00\x07số liệu \U0001f9ff🎉 " * 9_200
    uid = frozen(ready, texts={"difficulties": text})
    with ready.read() as session:
        snapshot = get_snapshot(session, uid)
        note = undrawn_note(report_of(snapshot))
        printed = pdf_text(latest_pdf(session, snapshot).content)
    assert len(text) > 200_000
    assert printed.count("liệu") > 8_900
    assert note.startswith("Phông chữ của máy không có “")
    assert note.endswith("in thành ô vuông □; hãy xóa hoặc thay ký tự đó trong văn bản rồi làm lại.")
    assert set(written(ready, uid, tmp_path)) != set()
