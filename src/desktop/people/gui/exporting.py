"""Writing the people of the list into a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.accounts.office import Office
from desktop.jobs import Job
from desktop.people.queries import rows_by_ids
from desktop.text import number
from desktop.widgets import files, messages
from desktop.widgets.jobs_qt import run_job

_CAREFUL = "Tệp này không được mã hóa và có dữ liệu cá nhân; hãy giữ và gửi đúng quy định."


def ask_export(parent: QWidget, office: Office, ids: Sequence[int]) -> None:
    """Ask for a file and write these people into it, in this order, as a list that can be imported again."""

    def write(out: Path) -> None:
        from desktop.people.importing.office_list import export_people

        def work(job: Job) -> int:
            with office.read() as session:
                return export_people(session, [row.uid for row in rows_by_ids(session, ids)], out, job)

        def done(count: int) -> None:
            messages.info(parent, f"Đã xuất {number(count)} hồ sơ ra “{out.name}”. {_CAREFUL}")

        run_job(parent, "Xuất danh sách", work, done)

    files.save_file(parent, "Xuất danh sách", "danh-sach-tri-thuc.xlsx", [files.XLSX], write)
