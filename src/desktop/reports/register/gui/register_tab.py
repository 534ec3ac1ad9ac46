"""The register of issued papers on the screen: filter, open the paper, record, cancel, link, export."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.accounts.gui.more_menu import Entry, more_button
from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right
from desktop.jobs import Job
from desktop.people.gui.person_fields import choices_for
from desktop.reports.register.actions import cancel_paper, link_papers, record_paper
from desktop.reports.register.excel import write_register
from desktop.reports.register.queries import (
    CANCELLED,
    STAGES,
    RegisterFilter,
    RegisterLine,
    missing_words,
    register_lines,
    types_of,
    years_of,
)
from desktop.reports.register.rules import FIELDS, RELATION_LABELS, Relation
from desktop.storage.fields import Field, Kind
from desktop.text import day, number
from desktop.widgets import files, messages
from desktop.widgets.controls import ChoiceBox, SearchField, button, hint
from desktop.widgets.flow import FlowRow
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em
from desktop.widgets.tokens import Tone

_COLUMNS = (
    TableColumn("symbol", "Số, ký hiệu", 14, sortable=False),
    TableColumn("issued_on", "Ngày", 15, sortable=False),
    TableColumn("subject", "Tên loại, trích yếu", 40, sortable=False),
    TableColumn(
        "state",
        "Tình trạng",
        16,
        sortable=False,
        tones={STAGES["signed"]: Tone.GOOD, CANCELLED: Tone.BAD},
    ),
    TableColumn("remarks", "Ghi chú", 34, sortable=False),
    TableColumn("signer", "Người ký", 20, sortable=False),
    TableColumn("recipient", "Nơi nhận", 34, sortable=False),
)
_FIRST = "Hãy chọn một văn bản trong sổ."
_OUTSIDE_INTRO = (
    "Ghi văn bản đơn vị đã ban hành ngoài chương trình để dãy số được liền; "
    "báo cáo, kế hoạch, công văn chốt trong chương trình tự vào sổ."
)


class RegisterTab(QWidget):
    """Holds the filters and the lines; `open_paper` shows the paper of a snapshot's uid."""

    def __init__(self, office: Office, open_paper: Callable[[str], object]) -> None:
        super().__init__()
        self._office, self._open = office, open_paper
        self._lines: list[RegisterLine] = []
        self.year, self.type = ChoiceBox("Năm", ()), ChoiceBox("Loại văn bản", ())
        self.search = SearchField("Tìm số, trích yếu, người ký, nơi nhận", shortcut="")
        self.table = RowTable(_COLUMNS, self._rows, "Sổ văn bản đi")
        self.table.set_empty_text(
            "Sổ chưa có văn bản nào. Chốt báo cáo có lấy số, hoặc bấm “Ghi văn bản ngoài…”."
        )
        self.missing = hint("")
        self._build()

    def refresh(self) -> None:
        """Read the register anew; what was chosen stays."""
        with self._office.read() as session:
            years, types = years_of(session), types_of(session)
        self.year.set_choices([("", "Mọi năm"), *((str(one), f"Năm {one}") for one in years)])
        self.type.set_choices([("", "Mọi loại"), *types])
        self._read()

    def selected(self) -> RegisterLine | None:
        """Return the chosen line."""
        at = self.table.current_id()
        return self._lines[at] if at is not None and at < len(self._lines) else None

    def show_paper(self) -> None:
        """Show the paper of the chosen line among the frozen ones."""
        line = self.selected()
        if line is None:
            messages.info(self, _FIRST)
        elif not line.snapshot_uid:
            messages.info(
                self, f"Văn bản số {line.symbol} làm ngoài chương trình nên chương trình không giữ tệp."
            )
        else:
            self._open(line.snapshot_uid)

    def record(self) -> None:
        """Ask for a paper made outside the program."""
        form = FieldForm(list(FIELDS.values()), choices_for(""))

        def save(values: dict[str, object]) -> None:
            with self._office.write() as session:
                record_paper(session, values)

        dialog = FormDialog(self, "Ghi văn bản làm ngoài chương trình", form, save, _OUTSIDE_INTRO)
        chosen = {"type_code": self.type.code() or "BC", "issued_on": date.today().isoformat()}  # noqa: DTZ011
        dialog.ask(chosen)

    def cancel(self) -> None:
        """Ask why the chosen number is given up."""
        line = self.selected()
        if line is None:
            messages.info(self, _FIRST)
            return
        field = Field("reason", "Lý do hủy", Kind.NOTE, required=True, max_length=300)

        def save(values: dict[str, object]) -> None:
            with self._office.write() as session:
                cancel_paper(session, line.uid, str(values["reason"] or ""))

        intro = f"Số {line.symbol} vẫn nằm trong sổ với chữ “hủy” và không bao giờ cấp lại."
        form = FieldForm((field,), lambda _field: (), columns=1)
        FormDialog(self, f"Hủy số {line.symbol}", form, save, intro).ask({})

    def link(self) -> None:
        """Ask which earlier paper the chosen one replaces or corrects."""
        line = self.selected()
        if line is None:
            messages.info(self, _FIRST)
            return
        with self._office.read() as session:
            others = [one for one in register_lines(session) if _may_precede(one, line)]
        if not others:
            messages.info(self, f"Sổ chưa có văn bản nào ban hành trước hoặc cùng ngày với số {line.symbol}.")
            return
        kinds = [(kind.value, RELATION_LABELS[kind]) for kind in Relation]
        papers = [(one.uid, f"{one.symbol} – {one.subject}") for one in others]
        fields = (
            Field("relation", "Văn bản này", Kind.CODE, required=True, codes="relation"),
            Field("earlier", "Văn bản trước", Kind.CODE, required=True, codes="paper", max_length=600),
        )
        form = FieldForm(fields, lambda field: kinds if field.key == "relation" else papers, columns=1)

        def save(values: dict[str, object]) -> None:
            with self._office.write() as session:
                link_papers(session, line.uid, Relation(str(values["relation"])), str(values["earlier"]))

        title = f"Số {line.symbol} thay thế, đính chính"
        FormDialog(self, title, form, save).ask(
            {"relation": Relation.REPLACES.value, "earlier": papers[0][0]}
        )

    def export(self, ending: str) -> None:
        """Write the lines shown as .xlsx or .pdf."""
        asked, lines = self._asked(), list(self._lines)
        with self._office.read() as session:
            issuer = unit_of(session).name

        def write(out: Path) -> None:
            def work(job: Job) -> None:
                write_register(lines, asked, issuer, out, job)

            run_job(self, "Đang xuất sổ", work, lambda _none: messages.info(self, f"Đã xuất “{out.name}”."))

        filters = [files.XLSX if ending == "xlsx" else files.PDF]
        name = "_".join(filter(None, ("so-van-ban-di", str(asked.year or ""), asked.type_code)))
        files.save_file(self, "Xuất sổ văn bản đi", f"{name}.{ending}", filters, write)

    def _build(self) -> None:
        actor = self._office.actor
        entries = (
            Entry("Thay thế, đính chính…", "edit", "", self.link, Right.MAKE_REPORTS),
            Entry("Hủy số…", "delete", "", self.cancel, Right.MAKE_REPORTS),
            Entry("Xuất Excel…", "export", "", partial(self.export, "xlsx")),
            Entry("Xuất PDF…", "export", "", partial(self.export, "pdf")),
        )
        record = button("Ghi văn bản ngoài…", self.record, "plus", "primary")
        record.setVisible(actor.may(Right.MAKE_REPORTS))
        show = button("Xem văn bản", self.show_paper, "search")
        more = more_button(self, "Việc khác", entries, actor)
        tools = FlowRow(self.search, self.year, self.type, show, more, record, spacing=em(self, 0.4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em(self, 0.6), 0, 0)
        layout.setSpacing(em(self, 0.5))
        layout.addWidget(tools)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.missing)
        self.search.searched.connect(lambda _text: self._read())
        for box in (self.year, self.type):
            box.currentIndexChanged.connect(lambda _index: self._read())
        self.table.activated_id.connect(lambda _id: self.show_paper())

    def _asked(self) -> RegisterFilter:
        return RegisterFilter(int(self.year.code() or 0), self.type.code(), self.search.text().strip())

    def _read(self) -> None:
        with self._office.read() as session:
            self._lines = register_lines(session, self._asked())
        self.table.set_ids(range(len(self._lines)))
        self.table.refresh()
        missing = "" if self._asked().text else missing_words(self._lines)
        said = f"{number(len(self._lines))} văn bản."
        self.missing.setText(f"{said} Số chưa ghi sổ – {missing}." if missing else said)

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._lines[one]) if one < len(self._lines) else None for one in ids]


def _row(one: RegisterLine) -> tuple[str, ...]:
    when = day(date.fromisoformat(one.issued_on))
    matter = f"{one.type_name}: {one.subject}"
    return (one.symbol, when, matter, one.state, one.remarks, one.signer, one.recipient)


def _may_precede(one: RegisterLine, line: RegisterLine) -> bool:
    return one.uid != line.uid and one.issued_on <= line.issued_on and not one.cancelled
