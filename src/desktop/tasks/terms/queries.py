"""The papers about one task's term, as its card and commands show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.tasks.lookup import find_obligation
from desktop.tasks.models import Obligation
from desktop.tasks.succession.links import links_on
from desktop.tasks.terms.history import Papers, paper_words, papers_until, return_words
from desktop.tasks.terms.models import Extension, Guidance, Return
from desktop.text import day

PaperKind = Literal["guidance", "extension", "return", "activity"]


@dataclass(frozen=True)
class PaperLine:
    """One paper, or something held that counts as activity; `words` tell it in a sentence."""

    uid: str
    kind: PaperKind
    on: date
    words: str
    reason: str
    entered_by: str
    entered_at: str = ""


def papers_of(session: Session, code: str, on: date) -> list[PaperLine]:
    """Return what was entered on a task's term by a day, newest first; NotFound for an unknown code.

    Results of an older plan's task that were sent back are told with the task that carries it on.
    """
    obligation = find_obligation(session, code, on)
    papers = papers_until(session, on, links_on(session, on).heirs).get(obligation.id, Papers())
    return sorted(_lines(papers), key=lambda line: (line.on, line.entered_at), reverse=True)


def papers_since(
    session: Session, after: date, until: date, recorded: str = ""
) -> dict[str, list[PaperLine]]:
    """Return by task the papers that count since a day after `after`, in their order, up to a day.

    With `recorded`, a moment, those that were entered after it.
    """
    codes = {row.id: row.code for row in session.execute(select(Obligation.id, Obligation.code))}
    found: dict[str, list[PaperLine]] = {}
    heirs = links_on(session, until).heirs
    for obligation_id, papers in papers_until(session, until, heirs).items():
        lines = [
            line
            for line in _lines(papers)
            if (line.entered_at > recorded if recorded else line.on > after) and line.kind != "activity"
        ]
        if lines:
            found[codes[obligation_id]] = sorted(lines, key=lambda line: line.entered_at)
    return found


def _lines(papers: Papers) -> Iterator[PaperLine]:
    for given in papers.guidance:
        words = f"Hướng dẫn: {paper_words(given)}, hạn cuối {_day(given.due_on or '')}{_counted(given)}."
        yield _line(given, "guidance", words, given.title or "")
    for granted in papers.extensions:
        former, due = _day(granted.former_due_on), _day(granted.due_on)
        words = f"Gia hạn từ {former} đến {due} theo {paper_words(granted)}."
        yield _line(granted, "extension", words, granted.reason)
    for sent in papers.returns:
        yield _line(sent, "return", f"Kết quả {return_words(sent)}.", sent.reason)
    for held in papers.activities:
        words = f"{held.what}."
        yield PaperLine(held.uid, "activity", date.fromisoformat(held.held_on), words, "", "")


def _line(row: Guidance | Extension | Return, kind: PaperKind, words: str, reason: str) -> PaperLine:
    on = date.fromisoformat(row.holds_from)
    return PaperLine(row.uid, kind, on, words, reason, row.entered_by, row.entered_at)


def _counted(row: Guidance) -> str:
    if not row.days:
        return ""
    return f" ({row.days} ngày{' làm việc' if row.working else ''} kể từ ngày văn bản)"


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))
