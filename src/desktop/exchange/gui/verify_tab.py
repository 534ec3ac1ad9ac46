"""Drop any PDF or package here: the verdict with three lights for each signature."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.exchange.trust import office_trust
from desktop.jobs import Job
from desktop.signing.check import verify_file
from desktop.signing.verdicts import Light as Finding
from desktop.signing.verdicts import LightState, SignatureReport, Verdict, VerificationReport
from desktop.widgets import files
from desktop.widgets.cards import Card, Light
from desktop.widgets.controls import button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_VERDICTS = {
    Verdict.TOTAL_PASSED: Tone.GOOD,
    Verdict.TOTAL_FAILED: Tone.BAD,
    Verdict.INDETERMINATE: Tone.WARN,
}
_LIGHTS = {LightState.GOOD: Tone.GOOD, LightState.UNSURE: Tone.WARN, LightState.BAD: Tone.BAD}
_HINT = "Kéo tệp PDF hoặc gói .asice vào đây, hoặc bấm “Chọn tệp…”. Chương trình chỉ đọc, không sửa tệp."


class VerifyTab(QWidget):
    """Takes files by drop or dialog; no verdict is shown while a check is running."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setAcceptDrops(True)
        self._results = QScrollArea()
        self._results.setWidgetResizable(True)
        self._results.setAccessibleName("Kết quả kiểm tra")
        row = QHBoxLayout()
        row.addWidget(hint(_HINT), 1)
        row.addWidget(button("Chọn tệp…", self.choose, "search", "primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addLayout(row)
        layout.addWidget(self._results, 1)

    def choose(self) -> None:
        """Ask for a file to verify."""
        filters = ["PDF và gói dữ liệu (*.pdf *.asice)", files.ANY]
        files.open_file(self, "Chọn tệp để kiểm tra", filters, self.check)

    def check(self, path: Path) -> None:
        """Verify a file and show the verdict."""
        self._results.setWidget(QWidget())

        def work(_job: Job) -> VerificationReport:
            return verify_file(path, office_trust(self._folder))

        run_job(self, "Đang kiểm tra", work, lambda report: self.show_report(path.name, report))

    def show_report(self, name: str, report: VerificationReport) -> None:
        """Show a verdict, its sentence, what to do, and the signatures one by one."""
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.addWidget(
            Light(_VERDICTS[report.verdict], f"{report.verdict.label}: {name}", report.message, report.todo)
        )
        for one in report.signatures:
            layout.addWidget(_signature(one))
        layout.addStretch(1)
        self._results.setWidget(inside)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Verify the first dropped file."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.check(Path(paths[0]))


def _signature(one: SignatureReport) -> Card:
    role = f"{one.role.label}: " if one.role else ""
    when = f", {one.signed_at:%H:%M:%S %d/%m/%Y}" if one.signed_at else ""
    card = Card(f"{role}{one.signer_name}{when}")
    named: tuple[tuple[str, Finding], ...] = (
        ("Nội dung", one.integrity),
        ("Người ký", one.signer),
        ("Thời gian", one.time),
    )
    for name, light in named:
        card.add(Light(_LIGHTS[light.state], name, light.sentence, light.todo))
    code = QLabel(f"{one.verdict.value} {one.sub}".strip())
    code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    mark(code, look="caption")
    card.add(code)
    return card
