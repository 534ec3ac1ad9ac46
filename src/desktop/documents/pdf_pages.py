"""The pages of a paper in PDF: page numbers of each series, portrait and landscape, bookmarks."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from desktop.documents import metrics
from desktop.documents.fonts import Face
from desktop.jobs import Job

FIRST, LATER, FIRST_WIDE, LATER_WIDE = "first", "later", "first-wide", "later-wide"


class Pages(BaseDocTemplate):  # type: ignore[misc]
    """Lays the story out; a series of page numbers starts on each first page, which shows none."""

    def __init__(self, target: BytesIO, title: str, job: Job, *, landscape: bool = False) -> None:
        super().__init__(
            target,
            pagesize=metrics.A4,
            title=title,
            lang="vi-VN",
            invariant=1,
            pageCompression=0,
            initialFontName=Face.REGULAR.value,
            initialFontSize=metrics.BODY,
            allowSplitting=1,
        )
        self._job, self._done, self._parts, self._in_series = job, 0, 0, 0
        self.setProgressCallBack(self._progress)
        upright, across = self._templates(FIRST, LATER, False), self._templates(FIRST_WIDE, LATER_WIDE, True)
        self.addPageTemplates([*across, *upright] if landscape else [*upright, *across])

    def _progress(self, kind: str, value: int) -> None:
        """Tell the job; only between two flowables, where ReportLab lets an exception through unharmed."""
        if kind == "SIZE_EST":
            self._parts = value
        if kind == "PROGRESS":
            self._done = max(self._done, value)  # a flowable that is split counts as more to do
            self._job.step("Đang dàn trang văn bản", self._done, self._parts)

    def _start_page(self, canvas: Canvas, _document: object) -> None:
        """Count the page and write its number, unless it is the first of its series."""
        first = self.pageTemplate.id in (FIRST, FIRST_WIDE)
        self._in_series = 1 if first else self._in_series + 1
        if not first:
            wide, high = self.pageTemplate.pagesize
            canvas.setFont(Face.REGULAR.value, metrics.NUMBER)
            canvas.drawCentredString(wide / 2, high - metrics.PAGE_NUMBER_FROM_TOP, str(self._in_series))

    def _templates(self, first: str, later: str, landscape: bool) -> list[PageTemplate]:
        size = metrics.text_width(landscape), metrics.text_height(landscape)
        return [
            PageTemplate(
                id=name,
                frames=[Frame(metrics.MARGIN_LEFT, metrics.MARGIN_BOTTOM, *size, 0, 0, 0, 0, id=name)],
                pagesize=metrics.A4[::-1] if landscape else metrics.A4,
                onPage=self._start_page,
                autoNextPageTemplate=later,
            )
            for name in (first, later)
        ]


def new_series(landscape: bool) -> list[Flowable]:
    """Return what starts a new page with its own series of page numbers."""
    return [NextPageTemplate(FIRST_WIDE if landscape else FIRST), PageBreak()]


class Bookmarks:
    """Makes the marks of the outline, each at most one level below the one before."""

    def __init__(self) -> None:
        self._count, self._level = 0, -1

    def mark(self, title: str, level: int) -> Flowable:
        """Return a mark to stand right before the text it leads to."""
        self._count += 1
        self._level = min(level, self._level + 1)
        return _Bookmark(f"muc-{self._count}", title, self._level)


class _Bookmark(Flowable):  # type: ignore[misc]
    def __init__(self, key: str, title: str, level: int) -> None:
        super().__init__()
        self.key, self.title, self.level = key, title, level

    def wrap(self, _room: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Enter the place into the outline."""
        self.canv.bookmarkHorizontal(self.key, 0, metrics.BODY)
        self.canv.addOutlineEntry(self.title, self.key, self.level)
