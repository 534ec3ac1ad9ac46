"""The department's table: choose packages, see what each would change, merge all as one act."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.exchange.merge import MergeCounts, PackagePreview, merge_packages, preview_package
from desktop.exchange.queries import ReceiptLine, list_receipts
from desktop.exchange.reading import Received, read_package_file
from desktop.exchange.trust import office_trust
from desktop.jobs import Job
from desktop.signing.trust import Trust
from desktop.widgets import files, messages
from desktop.widgets.controls import button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em
from desktop.widgets.tokens import Tone

_READY, _REFUSED, _DONE = "Nhận được", "Không nhận", "Đã nhận trước đó"
_COLUMNS = (
    TableColumn("unit", "Đơn vị", 26, sortable=False),
    TableColumn("period", "Kỳ", 10, sortable=False),
    TableColumn("state", "Kết quả", 16, sortable=False, tones={_READY: Tone.GOOD, _REFUSED: Tone.BAD}),
    TableColumn("counts", "Mới / đổi / giữ / trùng", 20, sortable=False),
    TableColumn("note", "Ghi chú", 40, sortable=False),
)


class MergeTab(QWidget):
    """Shows opened packages before merging, and the receipt register when none is open."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._rows_shown: list[tuple[str, ...]] = []
        self._ready: list[Received] = []
        self.table = RowTable(_COLUMNS, self._rows, "Gói dữ liệu")
        self.table.set_empty_text("Chưa nhận gói nào. Bấm “Mở gói…” và chọn một hay nhiều tệp .asice.")
        self.merge_button = button("Tổng hợp vào sổ", self.merge, "import", "primary")
        self.merge_button.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(hint("Gói chỉ được nhận khi chữ ký hợp lệ và đúng đơn vị gửi."), 1)
        row.addWidget(button("Mở gói…", self.choose, "package"))
        row.addWidget(self.merge_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Show the receipt register, unless packages are open for merging."""
        if self._ready:
            return
        with self._office.read() as session:
            self._show([_receipt(line) for line in list_receipts(session)])

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [self._rows_shown[one] if one < len(self._rows_shown) else None for one in ids]

    def _show(self, rows: list[tuple[str, ...]]) -> None:
        self._rows_shown = rows
        self.table.set_ids(range(len(rows)))
        self.table.refresh()

    def choose(self) -> None:
        """Ask for packages."""
        files.open_files(self, "Chọn các gói dữ liệu", [files.PACKAGE, files.ANY], self.open_packages)

    def open_packages(self, paths: list[Path]) -> None:
        """Verify packages and show what each would change; nothing is written."""

        def work(job: Job) -> list[tuple[tuple[str, ...], Received | None]]:
            trust = office_trust(self._office.folder)
            with self._office.read() as session:
                return [_opened(session, path, trust) for path in job.each(paths, "Đang kiểm tra các gói")]

        run_job(self, "Đang kiểm tra các gói", work, self._opened)

    def _opened(self, found: list[tuple[tuple[str, ...], Received | None]]) -> None:
        self._ready = [received for _, received in found if received]
        self.merge_button.setEnabled(bool(self._ready))
        self._show([row for row, _ in found])

    def merge(self) -> None:
        """Merge the packages that may be taken, as one act."""
        packages = self._ready

        def work(job: Job) -> MergeCounts:
            with self._office.write() as session:
                return merge_packages(session, packages, job)

        def done(counts: MergeCounts) -> None:
            self._ready = []
            self.merge_button.setEnabled(False)
            self.refresh()
            messages.info(
                self,
                f"Đã tổng hợp {len(counts.units)} đơn vị: {counts.new} hồ sơ mới, {counts.changed} thay đổi, "
                f"{counts.same} không đổi, {counts.conflicts} trùng người cần xem lại. "
                "Có thể hoàn tác trong Nhật ký.",
            )

        run_job(self, "Đang tổng hợp", work, done)


def _opened(session: Session, path: Path, trust: Trust) -> tuple[tuple[str, ...], Received | None]:
    try:
        received = read_package_file(path, trust)
        preview = preview_package(session, received)
    except UserError as wrong:
        return (path.name, "", _REFUSED, "", wrong.message), None
    return _previewed(preview), None if preview.received_before else received


def _previewed(preview: PackagePreview) -> tuple[str, ...]:
    manifest = preview.received.manifest
    counts = f"{len(preview.new)} / {len(preview.changed)} / {preview.same} / {len(preview.conflicts)}"
    doubled = "; ".join(f"{one.full_name} đã có ở đơn vị {one.other_unit}" for one in preview.conflicts[:3])
    note = " ".join(
        filter(None, (f"{doubled}." if doubled and preview.warnings else doubled, *preview.warnings))
    )
    return (manifest.unit_name, manifest.period, _DONE if preview.received_before else _READY, counts, note)


def _receipt(line: ReceiptLine) -> tuple[str, ...]:
    return (
        line.unit_name,
        line.period,
        _DONE,
        "",
        f"Gói số {line.number}, nhận {line.received_at}, {line.signers}",
    )
