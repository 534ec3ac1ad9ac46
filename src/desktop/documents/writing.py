"""Write a paper in the format that a file's ending names."""

from pathlib import Path

from desktop.documents.model import Report
from desktop.documents.saving import save
from desktop.jobs import NO_JOB, Job


def write_paper(report: Report, target: Path, job: Job = NO_JOB) -> None:
    """Write a paper as .pdf, .docx or .xlsx; raises UserError, FileProblem (Vietnamese), Cancelled."""
    if target.suffix == ".pdf":
        from desktop.documents.pdf import write_pdf

        save(write_pdf(report, job).data, target)
    elif target.suffix == ".docx":
        from desktop.documents.docx import write_docx

        write_docx(report, target, job)
    else:
        from desktop.documents.xlsx import write_xlsx

        write_xlsx(report, target, job)
