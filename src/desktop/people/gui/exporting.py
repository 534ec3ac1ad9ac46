"""Writing the people of the list into a spreadsheet: the columns shown, or all of them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.jobs import Job
from desktop.people.finding import Listing
from desktop.people.lists.paper import write_list, write_people
from desktop.people.normal import FIELDS
from desktop.people.queries import rows_by_ids
from desktop.text import number
from desktop.widgets import files, messages
from desktop.widgets.jobs_qt import run_job

_CAREFUL = "Tệp này không được mã hóa và có dữ liệu cá nhân; hãy giữ và gửi đúng quy định."


def ask_export(parent: QWidget, office: Office, ids: Sequence[int]) -> None:
    """Ask for a file and write all that is known of these people into it, in this order."""

    def work(session: Session, out: Path, job: Job) -> int:
        return write_people(rows_by_ids(session, ids), tuple(FIELDS), out, job)

    _ask(parent, office, work)


def ask_list_export(parent: QWidget, office: Office, asked: Listing, columns: Sequence[str]) -> None:
    """Ask for a file and write the people of a list into it, with these columns."""

    def work(session: Session, out: Path, job: Job) -> int:
        return write_list(session, asked, columns, out, job)

    _ask(parent, office, work)


def _ask(parent: QWidget, office: Office, work: Callable[[Session, Path, Job], int]) -> None:
    def export(out: Path, job: Job) -> int:
        with office.read() as session:
            return work(session, out, job)

    def write(out: Path) -> None:
        def done(count: int) -> None:
            messages.info(parent, f"Đã xuất {number(count)} hồ sơ ra “{out.name}”. {_CAREFUL}")

        run_job(parent, "Xuất danh sách", partial(export, out), done)

    files.save_file(parent, "Xuất danh sách", "danh-sach-tri-thuc.xlsx", [files.XLSX], write)
