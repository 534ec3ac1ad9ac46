"""Sign frozen reports as leader or office, and make the package for the department."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.exchange.gui.key_dialog import KeyDialog
from desktop.exchange.package import MadePackage, pack_snapshot
from desktop.jobs import Job
from desktop.paths import atomic_write
from desktop.reports.actions import sign_report
from desktop.reports.gui.reports_page import STAGES
from desktop.reports.queries import SnapshotLine, list_snapshots
from desktop.signing.appearance import Appearance
from desktop.signing.keys import Key
from desktop.signing.places import Role
from desktop.text import day
from desktop.widgets import files, messages
from desktop.widgets.controls import button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em
from desktop.widgets.tokens import Tone

_COLUMNS = (
    TableColumn("period", "Kỳ", 24, sortable=False),
    TableColumn("plan", "Kế hoạch", 18, sortable=False),
    TableColumn("number", "Số", 6, "center", sortable=False),
    TableColumn("cut_off", "Số liệu đến", 11, sortable=False),
    TableColumn("stage", "Tình trạng", 16, sortable=False, tones={STAGES["signed"]: Tone.GOOD}),
)
_HINT = "Thứ tự: lãnh đạo ký trước, văn thư ký dấu cơ quan sau, rồi làm gói dữ liệu gửi Sở."


class SignTab(QWidget):
    """The frozen reports with what is to be done next on each."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._lines: list[SnapshotLine] = []
        self.table = RowTable(_COLUMNS, self._rows, "Báo cáo để ký")
        self.table.set_empty_text("Chưa có báo cáo nào được chốt; hãy soạn và chốt báo cáo ở trang Báo cáo.")
        self.leader = button("Lãnh đạo ký…", lambda: self.ask_key(Role.LEADER), "sign", "primary")
        self.clerk = button("Cơ quan ký…", lambda: self.ask_key(Role.OFFICE), "key", "primary")
        self.pack = button("Làm gói gửi Sở…", self.ask_package, "package", "primary")
        row = QHBoxLayout()
        row.addWidget(hint(_HINT), 1)
        for one in (self.leader, self.clerk, self.pack):
            row.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self.table.selection_changed.connect(self._enable)

    def refresh(self) -> None:
        """Read the frozen reports."""
        with self._office.read() as session:
            self._lines = list_snapshots(session)
        self.table.set_ids(range(len(self._lines)))
        self.table.refresh()
        if self.table.current_id() is None and self._lines:
            self.table.select_id(0)
        self._enable()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._lines[one]) if one < len(self._lines) else None for one in ids]

    def selected(self) -> SnapshotLine | None:
        """Return the report that is chosen in the list."""
        current = self.table.current_id()
        return self._lines[current] if current is not None and current < len(self._lines) else None

    def _enable(self) -> None:
        line = self.selected()
        stage = line.stage if line else ""
        self.leader.setEnabled(stage == "prepared")
        self.clerk.setEnabled(stage == "leader_signed")
        self.pack.setEnabled(stage == "signed")

    def ask_key(self, role: Role) -> None:
        """Ask for the key and the picture of one role, then sign the selected report."""
        line = self.selected()
        if line is not None:
            dialog = KeyDialog(
                self, self._office.folder, role, lambda key, picture: self._sign(line, role, key, picture)
            )
            dialog.open()

    def _sign(self, line: SnapshotLine, role: Role, key: Key, picture: bytes | None) -> None:
        appearance = Appearance(picture) if picture else None

        def work(_job: Job) -> None:
            with key, self._office.write() as session:
                sign_report(session, line.uid, key, role, appearance)

        def done(_none: None) -> None:
            self.refresh()
            messages.info(self, f"Đã ký với tư cách {role.label.lower()}; chữ ký đã được kiểm tra lại.")

        run_job(self, "Đang ký", work, done)

    def ask_package(self) -> None:
        """Ask for the office's key and a place, then make the package of the selected report."""
        line = self.selected()
        if line is None:
            return

        def with_key(key: Key, _picture: bytes | None) -> None:
            suggested = f"goi_{line.plan_code}_{line.period}.asice"
            files.save_file(
                self, "Lưu gói dữ liệu", suggested, [files.PACKAGE], lambda path: self._pack(line, key, path)
            )

        KeyDialog(self, self._office.folder, None, with_key).open()

    def _pack(self, line: SnapshotLine, key: Key, path: Path) -> None:
        def work(job: Job) -> MadePackage:
            with key, self._office.write() as session:
                made = pack_snapshot(session, line.uid, key, job)
            with atomic_write(path) as temporary:
                temporary.write_bytes(made.data)
            return made

        def done(made: MadePackage) -> None:
            people = made.manifest.counts.get("du-lieu/people.jsonl", 0)
            messages.info(
                self,
                f"Đã làm gói số {made.manifest.number}: {people} hồ sơ, kèm báo cáo đã ký. "
                f"Chép tệp “{path.name}” vào USB để gửi Sở.",
            )

        run_job(self, "Đang làm gói", work, done)


def _row(line: SnapshotLine) -> tuple[str, ...]:
    number = f"{line.number:02d}" if line.number else ""
    cut_off = day(date.fromisoformat(line.cut_off))
    return (
        line.period_label,
        line.plan_name,
        number,
        cut_off,
        STAGES.get(line.stage, line.stage),
    )
