"""Write a paper as PDF in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I, ready to be signed (PDF/A-2b)."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.platypus import Flowable, KeepTogether
from reportlab.platypus.doctemplate import LayoutError

from desktop.documents import metrics
from desktop.documents.fonts import paper_fonts, unknown_letters
from desktop.documents.model import Annex, ListPaper, Paragraph, Report
from desktop.documents.pdf_blocks import flowables
from desktop.documents.pdf_ending import Place, Trace, ending
from desktop.documents.pdf_head import annex_head, head, list_head
from desktop.documents.pdf_pages import Bookmarks, Pages, new_series
from desktop.documents.pdfa import Facts, finish
from desktop.documents.saving import save
from desktop.documents.wording import annex_label, ended, issuer_name, texts_of, tidy
from desktop.errors import UserError
from desktop.jobs import NO_JOB, Job

_TOO_LARGE = (
    "Không dàn được trang văn bản vì phần đầu trang, chữ ký hoặc dòng tiêu đề bảng dài hơn một trang giấy; "
    "hãy rút ngắn phần đó rồi làm lại."
)
_CLOSING_WITH_SIGNATURE = 1200
"""A last paragraph up to this long stands on one page with the signature, which thus never stands alone."""


@dataclass(frozen=True)
class PdfFile:
    """A finished PDF: its bytes, where the signature images of `leader` and `office` go, its pages.

    `places` is empty when the paper has no signer. `replaced` holds letters no font of this machine can draw;
    they stand as `□` in the file, and whoever makes it should be told.
    """

    data: bytes
    places: dict[str, Place]
    pages: int
    replaced: tuple[str, ...] = ()

    def save(self, path: Path) -> None:
        """Write the file; raises FileProblem (Vietnamese) and leaves nothing half written."""
        save(self.data, path)


def write_pdf(report: Report, job: Job = NO_JOB) -> PdfFile:
    """Lay the paper out; the same report gives the same bytes.

    Raises UserError (Vietnamese) when the machine has no complete font or a part is larger than a page,
    Cancelled when the job was stopped.
    """
    paper_fonts()
    clean = tidy(report)
    places: dict[str, Place] = {}
    target = BytesIO()
    pages = Pages(target, clean.title, job)
    try:
        pages.build(_story(clean, places))
    except LayoutError as error:
        raise UserError(_TOO_LARGE) from error
    job.step("Đang hoàn thiện tệp PDF/A")
    data = finish(target.getvalue(), _facts(clean))
    return PdfFile(data, places, pages.page, unknown_letters(texts_of(clean)))


def write_list(paper: ListPaper, job: Job = NO_JOB) -> PdfFile:
    """Lay a list out; its headings are repeated on every page. Raises like `write_pdf`."""
    paper_fonts()
    clean = tidy(paper)
    target = BytesIO()
    pages = Pages(target, clean.title, job, landscape=True)
    try:
        pages.build([*list_head(clean), *flowables([clean.table], Bookmarks(), landscape=True)])
    except LayoutError as error:
        raise UserError(_TOO_LARGE) from error
    job.step("Đang hoàn thiện tệp PDF/A")
    data = finish(target.getvalue(), Facts(clean.title, clean.issuer, "", None))
    return PdfFile(data, {}, pages.page, unknown_letters(texts_of(clean)))


def _facts(report: Report) -> Facts:
    keywords = ", ".join(part for part in (*report.keywords, report.trace) if part)
    return Facts(" ".join(report.title.split()), issuer_name(report), keywords, report.letterhead.on)


def _story(report: Report, places: dict[str, Place]) -> list[Flowable]:
    bookmarks = Bookmarks()
    story = [*head(report), *_body(report, bookmarks, places)]
    if report.trace:
        story.append(Trace(report.trace, report.trace_code, metrics.text_width()))
    for annex in report.annexes:
        story += _annex(report, annex, bookmarks)
    return story


def _body(report: Report, bookmarks: Bookmarks, places: dict[str, Place]) -> list[Flowable]:
    """Return body and ending; the last paragraph is kept on the page of the signature."""
    blocks = ended(report.body)
    end = ending(report, places)
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and len(last.text) <= _CLOSING_WITH_SIGNATURE:
        closing = flowables([last], bookmarks)
        return [*flowables(blocks[:-1], bookmarks), KeepTogether([*closing, end])]
    return [*flowables(blocks, bookmarks), end]


def _annex(report: Report, annex: Annex, bookmarks: Bookmarks) -> list[Flowable]:
    label = f"{annex_label(annex)}. {annex.title}" if annex.title else annex_label(annex)
    mark = bookmarks.mark(" ".join(label.split()), 0)
    return [
        *new_series(annex.landscape),
        mark,
        *annex_head(report, annex),
        *flowables(ended(annex.body), bookmarks, 1, annex.landscape),
    ]
