"""The register of issued papers as the tab, the commands and its print show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.reports.models import IssuedPaper, Snapshot, SnapshotFile
from desktop.reports.register.rules import (
    RELATION_LABELS,
    Relation,
    gap_words,
    gaps,
    symbol,
    type_label,
)
from desktop.text import fold

STAGES = {"prepared": "Chờ ký", "leader_signed": "Lãnh đạo đã ký", "signed": "Đã ký đủ"}
OUTSIDE, CANCELLED = "Làm ngoài", "Hủy"


@dataclass(frozen=True)
class RegisterFilter:
    """Which lines are wanted; 0 and empty texts ask for all."""

    year: int = 0
    type_code: str = ""
    text: str = ""


@dataclass(frozen=True)
class RegisterLine:
    """One line: `symbol` is 05/BC-UBND, `state` says whose signatures it bears or that it was given up.

    `links` are sentences on papers that it replaces or corrects and on those that do so to it; `file` is the
    name of the newest kept file, empty for a paper made outside.
    """

    uid: str
    year: int
    type_code: str
    type_name: str
    number: int
    symbol: str
    issued_on: str
    subject: str
    signer: str
    recipient: str
    kept_by: str
    copies: int | None
    note: str
    by_clerk: bool
    cancelled: str
    state: str
    links: tuple[str, ...]
    replaces: str
    corrects: str
    replaced_by: str
    corrected_by: str
    snapshot_uid: str
    file: str

    @property
    def remarks(self) -> str:
        """What stands in the last column of the register."""
        said = [f"Hủy: {self.cancelled}"] if self.cancelled else []
        said += [*self.links, *(["Số do văn thư cấp"] if self.by_clerk else []), self.note]
        return "; ".join(one for one in said if one)


def register_lines(session: Session, wanted: RegisterFilter | None = None) -> list[RegisterLine]:
    """Return the lines that fit, by year (newest first), type and number (highest first)."""
    asked = wanted or RegisterFilter()
    papers = list(session.scalars(select(IssuedPaper)))
    files = _newest_files(session)
    uids = {number: uid for number, uid in session.execute(select(Snapshot.id, Snapshot.uid))}  # noqa: C416
    names = {one.uid: _symbol(one) for one in papers}
    later = _later(papers)
    lines = [_line(one, names, later, files, uids) for one in papers if _fits(one, asked)]
    kept = [one for one in lines if _says(one, asked.text)]
    return sorted(kept, key=lambda one: (-one.year, one.type_name, -one.number))


def years_of(session: Session) -> list[int]:
    """Return the years that have papers, the newest first."""
    return sorted(set(session.scalars(select(IssuedPaper.year))), reverse=True)


def types_of(session: Session) -> list[tuple[str, str]]:
    """Return the types of papers in the register as (code, name)."""
    return sorted(
        ((code, type_label(code)) for code in set(session.scalars(select(IssuedPaper.type_code)))),
        key=lambda one: one[1],
    )


def missing_words(lines: list[RegisterLine]) -> str:
    """Say which numbers below the highest nobody has recorded, by type; empty when each series is whole."""
    series: dict[tuple[int, str], list[int]] = {}
    for one in lines:
        series.setdefault((one.year, one.type_name), []).append(one.number)
    said = [
        f"{name.lower()} năm {year}: {gap_words(missing)}"
        for (year, name), numbers in series.items()
        if (missing := gaps(numbers))
    ]
    return "; ".join(said)


def _line(
    one: IssuedPaper,
    names: Mapping[str, str],
    later: Mapping[tuple[str, Relation], str],
    files: Mapping[int, tuple[str, str]],
    uids: Mapping[int, str],
) -> RegisterLine:
    role, name = files.get(one.snapshot_id or 0, ("", ""))
    state = CANCELLED if one.cancelled else (STAGES.get(role, role) if one.snapshot_id else OUTSIDE)
    links = [
        f"{RELATION_LABELS[kind]} số {names[earlier]}"
        for kind in Relation
        if (earlier := getattr(one, kind.value)) in names
    ]
    links += [
        f"Được {RELATION_LABELS[kind].lower()} bởi số {names[other]}"
        for kind in Relation
        if (other := later.get((one.uid, kind)))
    ]
    return RegisterLine(
        uid=one.uid,
        year=one.year,
        type_code=one.type_code,
        type_name=type_label(one.type_code),
        number=one.number,
        symbol=_symbol(one),
        issued_on=one.issued_on,
        subject=one.subject,
        signer=one.signer,
        recipient=one.recipient,
        kept_by=one.kept_by or "",
        copies=one.copies,
        note=one.note or "",
        by_clerk=bool(one.by_clerk),
        cancelled=one.cancelled or "",
        state=state,
        links=tuple(links),
        replaces=one.replaces or "",
        corrects=one.corrects or "",
        replaced_by=later.get((one.uid, Relation.REPLACES), ""),
        corrected_by=later.get((one.uid, Relation.CORRECTS), ""),
        snapshot_uid=uids.get(one.snapshot_id or 0, ""),
        file=name,
    )


def _symbol(one: IssuedPaper) -> str:
    return symbol(one.number, one.notation or one.type_code)


def _later(papers: list[IssuedPaper]) -> dict[tuple[str, Relation], str]:
    """Return by line and relation the newest line that replaces or corrects it."""
    found: dict[tuple[str, Relation], str] = {}
    for one in sorted(papers, key=lambda one: one.id):
        for kind in Relation:
            earlier = getattr(one, kind.value)
            if earlier and not one.cancelled:
                found[earlier, kind] = one.uid
    return found


def _newest_files(session: Session) -> dict[int, tuple[str, str]]:
    rows = select(SnapshotFile.snapshot_id, SnapshotFile.role, SnapshotFile.name).order_by(SnapshotFile.id)
    return {snapshot: (role, name) for snapshot, role, name in session.execute(rows)}


def _fits(one: IssuedPaper, asked: RegisterFilter) -> bool:
    return asked.year in (0, one.year) and asked.type_code in ("", one.type_code)


def _says(one: RegisterLine, text: str) -> bool:
    """Tell whether every word stands somewhere in the line, accents aside."""
    said = fold(" ".join((one.symbol, one.type_name, one.subject, one.signer, one.recipient, one.remarks)))
    return all(word in said for word in fold(text).split())
