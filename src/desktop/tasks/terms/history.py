"""An obligation's term and entries as of a day: the plan's deadline as guidance and extensions changed it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.tasks.models import Obligation, Progress
from desktop.tasks.rules import Reported, Term
from desktop.tasks.terms.models import Extension, Guidance, Return, TaskActivity
from desktop.text import day

Heirs = Mapping[int, Sequence[int]]
"""By obligation those that carry it on: what was entered on the one counts for the others too."""


@dataclass(frozen=True)
class Papers:
    """What was entered on one obligation up to a day, each kind in the order in which it counts."""

    progress: tuple[Progress, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    extensions: tuple[Extension, ...] = ()
    returns: tuple[Return, ...] = ()
    activities: tuple[TaskActivity, ...] = ()

    @property
    def active(self) -> list[date]:
        """The days on which something was reported or held for the task.

        What was reported before a return that left nothing standing is no activity any more.
        """
        standing: list[Progress] = []
        for row in self.entries:
            if isinstance(row, Progress):
                standing.append(row)
            elif row.accepted == 0:
                standing.clear()
        days = [row.reported_on for row in standing] + [row.held_on for row in self.activities]
        return [date.fromisoformat(one) for one in days]

    @property
    def entries(self) -> list[Progress | Return]:
        """Reports and returns in the order in which they count.

        A return counts from its entry on; work redone since it was sent back, and entered after it, follows.
        """
        entries: list[Progress | Return] = [*self.progress, *self.returns]
        return sorted(entries, key=lambda row: (self._since(row), row.entered_at))

    def _since(self, row: Progress | Return) -> str:
        if isinstance(row, Return):
            return row.holds_from
        redone = (
            sent.holds_from
            for sent in self.returns
            if sent.entered_at < row.entered_at and sent.returned_on <= row.reported_on
        )
        return max(row.reported_on, *redone, "")


def papers_until(session: Session, on: date, heirs: Heirs | None = None) -> Mapping[int, Papers]:
    """Return what counted by the end of a day, by obligation; `terms.models` says what counts since when."""
    until = on.isoformat()
    told = (
        ("progress", Progress, Progress.reported_on, True),
        ("guidance", Guidance, Guidance.holds_from, False),
        ("extensions", Extension, Extension.holds_from, False),
        ("returns", Return, Return.holds_from, True),
        ("activities", TaskActivity, TaskActivity.held_on, True),
    )
    found: dict[int, dict[str, list[Any]]] = {}
    for name, model, since, is_carried_on in told:
        rows: Iterable[Any] = session.scalars(select(model).where(since <= until).order_by(since, model.id))
        for row in rows:
            carried = (heirs or {}).get(row.obligation_id, ()) if is_carried_on else ()
            for owner in (row.obligation_id, *carried):
                found.setdefault(owner, {}).setdefault(name, []).append(row)
    return {
        owner: Papers(**{name: tuple(rows) for name, rows in kinds.items()}) for owner, kinds in found.items()
    }


def term_of(one: Obligation, papers: Papers) -> Term:
    """Return an obligation's term as papers made it; of those in force the later entry wins."""
    due_on, since, granted, set_by = one.due_on, "", 0, ""
    moves: list[Guidance | Extension] = [*papers.guidance, *papers.extensions]
    for move in sorted(moves, key=lambda row: row.entered_at):
        due_on = move.due_on or due_on
        if isinstance(move, Guidance):
            since, granted, set_by = "", 0, f"theo {paper_words(move)}"
            continue
        since, granted = since or move.former_due_on, granted + 1
        often = f" {granted} lần" if granted > 1 else ""
        last = ", lần cuối" if granted > 1 else ""
        set_by = f"gia hạn{often} từ {_day(since)}{last} theo {paper_words(move)}"
    return Term(
        one.deadline_kind,
        one.deadline_text,
        date.fromisoformat(one.starts_on) if one.starts_on else None,
        date.fromisoformat(due_on) if due_on else None,
        set_by=set_by,
        result=one.result,
        owed_from=date.fromisoformat(one.owed_from),
    )


def wording_of(term: Term) -> str:
    """Return the plan's words for the deadline, with the paper that gave or moved the last day."""
    if not term.set_by or not term.due_on:
        return term.text
    kind, _, paper = term.set_by.rpartition("theo ")
    how = "gia hạn đến" if kind.startswith("gia hạn") else "hạn"
    return f"{term.text} – {how} {day(term.due_on)} theo {paper}"


def paper_words(row: Guidance | Extension) -> str:
    """Cite a paper: number, day, issuer, as far as the number does not name them already."""
    words, issuer = row.document, row.issuer if isinstance(row, Guidance) else None
    if "ngày" not in words.casefold():
        words = f"{words} ngày {_day(row.issued_on)}"
    return f"{words} của {issuer}" if issuer and issuer.casefold() not in words.casefold() else words


def return_words(row: Return) -> str:
    """Say who sent a result back when and why: “bị Sở trả lại ngày 05/07/2026 (thiếu phụ lục)”."""
    paper = f", {row.document}" if row.document else ""
    why = " ".join(row.reason.split()).rstrip(".")
    accepted = f", còn công nhận {row.accepted}%" if row.accepted else ", phải làm lại"
    return f"bị {row.issuer} trả lại ngày {_day(row.returned_on)}{paper} ({why}){accepted}"


def reported_of(papers: Papers) -> Reported | None:
    """Return the newest entry, with the day since which 100 % has held; a return puts the percent down."""
    entries = papers.entries
    if not entries:
        return None
    newest = entries[-1]
    if isinstance(newest, Return):
        return Reported(newest.accepted, date.fromisoformat(newest.holds_from), returned=return_words(newest))
    done_on = None
    for row in reversed(entries):
        if isinstance(row, Return) or row.percent < 100:
            break
        done_on = date.fromisoformat(row.reported_on)
    return Reported(newest.percent, date.fromisoformat(newest.reported_on), done_on, counted_words(newest))


def counted_words(row: Progress) -> str:
    """Return “3/5 lớp”, empty where nothing was counted."""
    return f"{row.done}/{row.whole} {row.counted or ''}".rstrip() if row.whole else ""


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))
