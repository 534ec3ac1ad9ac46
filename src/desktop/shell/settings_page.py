"""Settings: facts of the office for its papers, the look, backups, the journal with undo."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from desktop.accounts.actions import update_unit
from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.history import undo
from desktop.accounts.models import Unit
from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.backup.actions import Backup, list_backups, make_backup
from desktop.codelists import code_list
from desktop.errors import Invalid, UserError
from desktop.exchange.gui.lists_dialog import ListsDialog
from desktop.jobs import Job
from desktop.journal.queries import ActLine, ChainCheck, check_chain, list_acts
from desktop.shell.preferences import Preferences
from desktop.storage.fields import Field, fields_of
from desktop.tasks.workdays.gui.workdays_dialog import WorkdaysDialog
from desktop.widgets import messages
from desktop.widgets.cards import Card
from desktop.widgets.controls import ChoiceBox, button
from desktop.widgets.form import FieldForm
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import apply_theme, em

_THEMES = (("system", "Theo hệ thống"), ("light", "Sáng"), ("dark", "Tối"))
_SIZES = tuple((str(size), f"{size} điểm") for size in (9, 10, 11, 12, 14, 16, 20))
_IDLE_MINUTES = (0, 5, 10, 15, 30, 60)
_ABOUT = (
    "Chương trình không dùng cho tài liệu, dữ liệu thuộc bí mật nhà nước. Dữ liệu cá nhân được mã hóa trên "
    "máy này; mọi thay đổi đều ghi vào nhật ký."
)


class SettingsPage(OfficePage):
    """Four tabs, each made when it is first looked at; what is written goes through the commands' actions."""

    tables: ClassVar[frozenset[str]] = frozenset({"unit"})

    def __init__(self, office: Office, preferences: Preferences) -> None:
        super().__init__("Cài đặt", office)
        self._preferences = preferences
        self._values: dict[str, object] = {}
        self._acts: list[ActLine] = []
        self._backups: list[Backup] = []
        self.form = FieldForm(fields_of(Unit), _choices, later=True)
        self.form.submitted.connect(self._save_unit)
        self.form.made.connect(lambda: self.form.set_values(self._values))
        self._unmade: dict[QWidget, Callable[[QWidget], None]] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Các nhóm cài đặt")
        self._add_tab("Đơn vị và văn bản", self._make_unit_tab)
        self._add_tab("Giao diện, tự khóa", self._make_look_tab)
        self._add_tab("Sao lưu", self._make_backup_tab)
        self._add_tab("Nhật ký", self._make_journal_tab)
        self.tabs.currentChanged.connect(lambda _index: self._make_shown())
        self.add(self.tabs, 1)
        self._make_shown()

    def _add_tab(self, title: str, make: Callable[[QWidget], None]) -> None:
        inside = QWidget()
        self._unmade[inside] = make
        self.tabs.addTab(inside, title)

    def _make_shown(self) -> None:
        inside = self.tabs.currentWidget()
        make = self._unmade.pop(inside, None)
        if make:
            make(inside)

    def refresh(self) -> None:
        """Read anew the office's facts, and its backups and newest acts once they were looked at."""
        super().refresh()
        with self.office.read() as session:
            unit = unit_of(session)
            self._values = {field.key: getattr(unit, field.key) for field in fields_of(Unit)}
        if self.form.is_made and not self.form.is_dirty:
            self.form.set_values(self._values)
        if "journal" in vars(self):
            self._read_journal(self.journal)
        if "backups" in vars(self):
            self._read_backups(self.backups)

    def _read_journal(self, table: RowTable) -> None:
        with self.office.read() as session:
            self._acts = list_acts(session)
        table.set_ids(range(len(self._acts)))
        table.refresh()

    def _read_backups(self, table: RowTable) -> None:
        self._backups = list_backups(self.office.folder)
        table.set_ids(range(len(self._backups)))
        table.refresh()

    def has_unsaved(self) -> bool:
        """Tell whether the office's facts were changed and not saved."""
        return self.form.is_dirty

    def _make_unit_tab(self, inside: QWidget) -> None:
        lists = button("Danh mục…", lambda: ListsDialog(self, self.office).open())
        days = button("Lịch làm việc…", lambda: WorkdaysDialog(self, self.office).open())
        save = button("Lưu thông tin đơn vị", self.form.submit, "save", "primary")
        _fill_tab(inside, self.form, lists, days, save)

    def _save_unit(self) -> None:
        try:
            with self.office.write() as session:
                update_unit(session, self.form.values())
        except Invalid as wrong:
            self.form.show_problems(wrong.problems)
        except UserError as wrong:
            messages.error(self, wrong)
        else:
            self.form.mark_clean()

    @cached_property
    def mode(self) -> ChoiceBox:
        """Light, dark, or as the system."""
        made = ChoiceBox("Màu giao diện", _THEMES)
        made.set_code(self._preferences.settings.theme)
        made.chosen.connect(lambda _code: self._apply_look())
        return made

    @cached_property
    def font_points(self) -> ChoiceBox:
        """The size of all texts."""
        made = ChoiceBox("Cỡ chữ", _SIZES)
        made.set_code(str(self._preferences.settings.font_size))
        made.chosen.connect(lambda _code: self._apply_look())
        return made

    @cached_property
    def idle(self) -> ChoiceBox:
        """The minutes until the window locks itself."""
        minutes = self._preferences.settings.idle_minutes
        made = ChoiceBox("Tự khóa sau", _idle_choices(minutes))
        made.set_code(str(minutes))
        made.chosen.connect(lambda code: self._preferences.keep(idle_minutes=int(code)))
        return made

    def _make_look_tab(self, inside: QWidget) -> None:
        card = Card("Giao diện và tự khóa")
        rows = (("Màu giao diện", self.mode), ("Cỡ chữ", self.font_points), ("Tự khóa sau", self.idle))
        for name, box in rows:
            row = QHBoxLayout()
            label = QLabel(name)
            label.setBuddy(box)
            label.setMinimumWidth(em(self, 8))
            row.addWidget(label)
            row.addWidget(box)
            row.addStretch(1)
            card.add(row)
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        card.add(about)
        _fill_tab(inside, card, stretch=0)

    def _apply_look(self) -> None:
        self._preferences.keep(theme=self.mode.code(), font_size=int(self.font_points.code()))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self._preferences.settings.mode, self._preferences.settings.font_size)

    @cached_property
    def backups(self) -> RowTable:
        """The backups there are, newest first."""
        columns = (
            TableColumn("made_at", "Lúc"),
            TableColumn("size", "Dung lượng"),
            TableColumn("id", "Mã bản sao"),
        )
        made = RowTable(columns, self._backup_rows, "Các bản sao lưu")
        made.set_empty_text("Chưa có bản sao lưu nào. Bấm “Sao lưu ngay” để tạo bản đầu tiên.")
        self._read_backups(made)
        return made

    def _make_backup_tab(self, inside: QWidget) -> None:
        _fill_tab(inside, self.backups, button("Sao lưu ngay", self._make_backup, "backup", "primary"))

    def _backup_rows(self, ids: object) -> list[tuple[str, str, str]]:
        chosen = [self._backups[one] for one in ids if one < len(self._backups)]  # type: ignore[attr-defined]
        return [
            (f"{one.made_at:%H:%M:%S %d/%m/%Y}", f"{max(1, one.size // 1024)} KB", one.id) for one in chosen
        ]

    def _make_backup(self) -> None:
        def work(_job: Job) -> Backup:
            return make_backup(self.office)

        def done(backup: Backup) -> None:
            messages.info(self, f"Đã sao lưu và kiểm tra bản sao “{backup.id}”.")
            self.refresh()

        run_job(self, "Đang sao lưu", work, done)

    @cached_property
    def journal(self) -> RowTable:
        """The newest acts, the last one first."""
        columns = (
            TableColumn("at", "Lúc"),
            TableColumn("who", "Tài khoản"),
            TableColumn("verb", "Thao tác"),
            TableColumn("changes", "Số thay đổi"),
            TableColumn("undone", "Ghi chú"),
        )
        made = RowTable(columns, self._journal_rows, "Nhật ký thao tác")
        self._read_journal(made)
        return made

    def _make_journal_tab(self, inside: QWidget) -> None:
        undoing = button("Hoàn tác thao tác đã chọn", self._undo, "undo")
        _fill_tab(inside, self.journal, undoing, button("Kiểm tra chuỗi nhật ký", self._check, "check"))

    def _journal_rows(self, ids: object) -> list[tuple[str, str, str, str, str]]:
        chosen = [self._acts[one] for one in ids if one < len(self._acts)]  # type: ignore[attr-defined]
        return [
            (_local(act.at), act.who, act.verb, str(act.changes), "Đã hoàn tác" if act.undone else act.why)
            for act in chosen
        ]

    def _undo(self) -> None:
        current = self.journal.current_id()
        if current is None:
            messages.info(self, "Hãy chọn một thao tác trong nhật ký rồi bấm Hoàn tác.")
            return
        act = self._acts[current]
        messages.ask(
            self,
            f"Hoàn tác “{act.verb}” lúc {_local(act.at)} ({act.changes} thay đổi)?",
            "Hoàn tác",
            "Thôi",
            lambda: self._undo_in_job(act),
        )

    def _undo_in_job(self, act: ActLine) -> None:
        def work(_job: Job) -> None:
            with self.office.write() as session:
                undo(session, act.uid)

        run_job(self, "Đang hoàn tác", work, lambda _none: self.refresh())

    def _check(self) -> None:
        def work(_job: Job) -> ChainCheck:
            with self.office.read() as session:
                return check_chain(session)

        run_job(self, "Đang kiểm tra nhật ký", work, self._tell_check)

    def _tell_check(self, result: ChainCheck) -> None:
        if result.ok:
            messages.info(self, f"Nhật ký nguyên vẹn: {result.acts} thao tác nối chuỗi đúng.")
        else:
            messages.error(self, "Nhật ký không nguyên vẹn; hãy sao lưu ngay và báo người hỗ trợ.")


def _idle_choices(kept: int) -> list[tuple[str, str]]:
    """Return the usual minutes, and what is kept already if it is another number."""
    minutes = sorted({*_IDLE_MINUTES, max(0, kept)})
    return [(str(one), f"{one} phút không dùng" if one else "Không tự khóa") for one in minutes]


def _choices(field: Field) -> list[tuple[str, str]]:
    return list(code_list(field.codes).choices()) if field.codes else []


def _local(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%H:%M:%S %d/%m/%Y}"


def _fill_tab(inside: QWidget, main: QWidget, *buttons: QWidget, stretch: int = 1) -> None:
    layout = QVBoxLayout(inside)
    layout.addWidget(main, stretch)
    row = QHBoxLayout()
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    layout.addLayout(row)
    if not stretch:
        layout.addStretch(1)
