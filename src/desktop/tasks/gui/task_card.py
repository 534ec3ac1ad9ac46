"""One task in detail: the plan's words, how it stands and why, all reports of progress."""

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy

from desktop.tasks.evidence import EvidenceLine
from desktop.tasks.gui.units_label import UnitsLabel
from desktop.tasks.queries import ProgressLine, TaskLine
from desktop.tasks.rules import State
from desktop.tasks.terms.gui.paper_dialogs import papers_for
from desktop.tasks.terms.queries import PaperKind, PaperLine
from desktop.tasks.units import ROLE_LABELS, TaskRole
from desktop.text import day
from desktop.widgets.cards import Card, Light
from desktop.widgets.controls import button
from desktop.widgets.flow import FlowLayout
from desktop.widgets.theme import em
from desktop.widgets.tokens import Tone

_TONES = {
    State.DONE: Tone.GOOD,
    State.OVERDUE: Tone.BAD,
    State.DUE_SOON: Tone.WARN,
    State.WAITING: Tone.NEUTRAL,
}


class TaskCard(QScrollArea):
    """Shows one task; empty until a task is chosen.

    `evidence_wanted` names a kept file to be shown, `attach_wanted` a report that a file shall be added to,
    `paper_wanted` the kind of paper about its term that shall be entered.
    """

    evidence_wanted = Signal(str)
    attach_wanted = Signal(str)
    paper_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.province = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Chi tiết nhiệm vụ")
        self.clear()

    def clear(self) -> None:
        """Show nothing but a hint."""
        card = Card("Chi tiết nhiệm vụ")
        card.add(QLabel("Chọn một nhiệm vụ trong danh sách."))
        card.body.addStretch(1)
        self.setWidget(card)

    def show_task(
        self,
        line: TaskLine,
        reports: Sequence[ProgressLine],
        kept: Sequence[EvidenceLine] = (),
        papers: Sequence[PaperLine] = (),
        *,
        may_attach: bool = False,
    ) -> None:
        """Show a task with all reports on it, newest first, the files kept with each, papers on its term."""
        card = Card(f"Nhiệm vụ {line.number} ({line.code})")
        card.add(_rich(escape(line.text).replace("\n", "<br>")))
        card.add(Light(_TONES.get(State(line.state), Tone.PRIMARY), line.state_label, line.why))
        facts = {
            "Vai trò": f"{ROLE_LABELS[TaskRole(line.role)]}. {line.role_reason}",
            "Vai trò theo kế hoạch": _planned_role(line),
            "Tiếp nối": ", ".join(line.carries),
            "Kết quả cần đạt": line.result,
            "Thời hạn": line.deadline_text,
            "Vị trí": line.legal_source,
        }
        rows = (f"<b>{name}:</b> {escape(text)}" for name, text in facts.items() if text)
        card.add(_rich("<br>".join(rows)))
        card.add(UnitsLabel(line, self.province))
        if may_attach and (wanted := papers_for(line)):
            card.add(self._paper_buttons(wanted))
        for paper in papers:
            card.add(_rich(_paper(paper)))
        for report in reports:
            own = [file for file in kept if file.progress_uid == report.uid]
            text = _rich("<br>".join([_report(report), *_links(report, own, may_attach=may_attach)]))
            text.linkActivated.connect(self._follow)
            card.add(text)
        card.body.addStretch(1)
        self.setWidget(card)

    def _paper_buttons(self, wanted: Sequence[tuple[PaperKind, str]]) -> FlowLayout:
        row = FlowLayout(em(self, 0.4))
        for kind, words in wanted:
            row.addWidget(button(words, partial(self.paper_wanted.emit, kind)))
        return row

    def _follow(self, link: str) -> None:
        verb, _, uid = link.partition(":")
        (self.attach_wanted if verb == "attach" else self.evidence_wanted).emit(uid)


def _planned_role(line: TaskLine) -> str:
    """Say the part read from the plan beside one that the office chose."""
    if not line.plan_role:
        return ""
    return f"{ROLE_LABELS[TaskRole(line.plan_role)]}. {line.plan_role_reason}"


def _links(report: ProgressLine, kept: Sequence[EvidenceLine], *, may_attach: bool) -> list[str]:
    links = [f'<a href="evidence:{file.uid}">{escape(file.words)}</a>' for file in kept]
    if may_attach:
        links.append(f'<a href="attach:{report.uid}">Đính kèm tệp…</a>')
    return links


def _paper(paper: PaperLine) -> str:
    who = f" ({escape(paper.entered_by)})" if paper.entered_by else ""
    why = ""
    if paper.reason and paper.reason not in paper.words and paper.kind != "return":
        why = f"<br>{escape(paper.reason)}"
    return f"<b>{day(paper.on)}</b>{who}<br>{escape(paper.words)}{why}"


def _report(report: ProgressLine) -> str:
    counted = f" ({escape(report.counted)})" if report.counted else ""
    of_old = f" <i>ghi ở {escape(report.of_code)} của kế hoạch cũ</i>" if report.of_code else ""
    parts = [
        f"<b>{day(report.on)} – {report.percent}%{counted}</b> ({escape(report.entered_by)}){of_old}",
        escape(report.note),
    ]
    more = {
        "Chứng minh": report.evidence,
        "Khó khăn": report.difficulty,
        "Kiến nghị": report.proposal,
    }
    parts += [f"<i>{name}:</i> {escape(text)}" for name, text in more.items() if text]
    return "<br>".join(parts)


def _rich(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
