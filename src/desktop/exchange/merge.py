"""The department's side: what a verified package would change, and merging several as one act."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.errors import UserError
from desktop.exchange.manifest import PEOPLE, TARGETS, TASKS, Manifest, PackageProblem, to_bytes
from desktop.exchange.models import ReceivedFigure, ReceivedPackage
from desktop.exchange.people import SENT_FIELDS, is_clean, received_people, unknown_codes
from desktop.exchange.reading import Received
from desktop.jobs import NO_JOB, Job
from desktop.people.models import Person
from desktop.people.queries import ids_of
from desktop.people.standing.entering import enter_told, first_standings
from desktop.people.standing.rules import told_by_keeper
from desktop.storage.base import new_uid

_CHUNK = 500
_MAX_FIGURE = 1e15
"""What a float holds exactly; refuses infinities, NaN and what the database cannot store."""


@dataclass(frozen=True)
class Conflict:
    """A person who is in the department's book already under another identity, from another unit."""

    uid: str
    full_name: str
    other_uid: str
    other_unit: str


@dataclass(frozen=True)
class PackagePreview:
    """What one package would change; `received_before` when this very file was merged already.

    `warnings` are sentences about codes that this office's lists do not know; they are kept as they came.
    """

    received: Received
    new: tuple[dict[str, Any], ...]
    changed: tuple[dict[str, Any], ...]
    same: int
    conflicts: tuple[Conflict, ...]
    received_before: bool = False
    warnings: tuple[str, ...] = ()


@dataclass
class MergeCounts:
    """Totals over all packages, and the units they came from."""

    new: int = 0
    changed: int = 0
    same: int = 0
    conflicts: int = 0
    warnings: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    def add(self, preview: PackagePreview) -> None:
        """Count one package in."""
        self.new += len(preview.new)
        self.changed += len(preview.changed)
        self.same += preview.same
        self.conflicts += len(preview.conflicts)
        self.warnings += [one for one in preview.warnings if one not in self.warnings]
        if preview.received.manifest.unit_code not in self.units:
            self.units.append(preview.received.manifest.unit_code)


def preview_package(session: Session, received: Received) -> PackagePreview:
    """Compare one verified package with the book; nothing is written.

    Raises PackageProblem for a unit of another province, for an older or doubled number of the same unit,
    plan and period (replay), and when the package speaks of people that belong to another unit.
    """
    manifest = received.manifest
    if _received_before(session, received.sha256):
        return PackagePreview(received, (), (), manifest.counts.get(PEOPLE, 0), (), received_before=True)
    _refuse_other_province(session, manifest)
    _refuse_replay(session, manifest)
    people = list(received_people(received.files.get(PEOPLE, b"")))
    known = _known(session, [person["uid"] for person in people])
    holders = _holders(session, manifest.unit_code, [person["id_number"] for person in people])
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    conflicts: list[Conflict] = []
    for person in people:
        stored, holder = known.get(person["uid"]), holders.get(person.get("id_number") or "")
        if stored is not None and stored["unit_code"] != manifest.unit_code:
            raise PackageProblem(
                f"Gói của “{manifest.unit_name}” có hồ sơ thuộc đơn vị khác ({stored['unit_code']}) nên "
                "không nhận; hãy hỏi lại nơi gửi."
            )
        if holder is not None and holder[0] != person["uid"]:
            conflicts.append(Conflict(person["uid"], person["full_name"], *holder))
        elif stored is None:
            new.append(person)
        elif any(stored[key] != person[key] for key in SENT_FIELDS):
            changed.append(person)
    same = len(people) - len(new) - len(changed) - len(conflicts)
    return PackagePreview(
        received, tuple(new), tuple(changed), same, tuple(conflicts), warnings=unknown_codes(people)
    )


def merge_packages(session: Session, packages: Sequence[Received], job: Job = NO_JOB) -> MergeCounts:
    """Merge verified packages as one act, undone as one; a package merged before changes nothing.

    Raises UserError when this office is not a department, PackageProblem as `preview_package` does.
    """
    authorize(session, Right.EXCHANGE, "Tổng hợp gói dữ liệu của các phường, xã")
    if unit_of(session).kind != "department":
        raise UserError("Chỉ sổ của Sở mới tổng hợp gói dữ liệu; hãy mở sổ được lập với loại đơn vị là Sở.")
    counts = MergeCounts()
    ordered = sorted(packages, key=lambda one: (one.manifest.unit_code, one.manifest.number))
    for received in job.each(ordered, "Đang tổng hợp các gói"):
        preview = preview_package(session, received)
        if not preview.received_before:
            _apply(session, preview)
        counts.add(preview)
    return counts


def _received_before(session: Session, digest: str) -> bool:
    return session.scalar(select(ReceivedPackage.id).where(ReceivedPackage.sha256 == digest)) is not None


def _refuse_other_province(session: Session, manifest: Manifest) -> None:
    if manifest.province != unit_of(session).province:
        raise PackageProblem(
            f"Gói của “{manifest.unit_name}” thuộc tỉnh, thành phố khác nên không nhận; hãy hỏi lại nơi gửi."
        )


def _refuse_replay(session: Session, manifest: Manifest) -> None:
    newest = session.scalar(
        select(func.max(ReceivedPackage.number)).where(
            ReceivedPackage.unit_code == manifest.unit_code,
            ReceivedPackage.plan_code == manifest.plan,
            ReceivedPackage.period == manifest.period,
        )
    )
    if newest is not None and manifest.number <= newest:
        raise PackageProblem(
            f"Gói số {manifest.number} của “{manifest.unit_name}” không mới hơn gói số {newest} đã nhận nên "
            "không nhận; hãy xin gói mới nhất."
        )


def _known(session: Session, uids: Sequence[str]) -> dict[str, dict[str, Any]]:
    columns = [getattr(Person, name) for name in ("uid", "unit_code", *SENT_FIELDS)]
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(uids), _CHUNK):
        chosen = Person.uid.in_(uids[start : start + _CHUNK])
        rows = session.execute(select(*columns).where(chosen)).mappings()
        found.update({row["uid"]: dict(row) for row in rows})
    return found


def _holders(
    session: Session, unit_code: str, id_numbers: Sequence[str | None]
) -> dict[str, tuple[str, str]]:
    """Return who of other units holds these ID numbers: number → (uid, unit code)."""
    numbers = [number for number in id_numbers if number]
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(numbers), _CHUNK):
        held = Person.id_number.in_(numbers[start : start + _CHUNK])
        question = select(Person.id_number, Person.uid, Person.unit_code)
        for number, uid, unit in session.execute(question.where(held, Person.unit_code != unit_code)):
            found[str(number)] = (uid, unit)
    return found


def _apply(session: Session, preview: PackagePreview) -> None:
    manifest = preview.received.manifest
    if preview.new:
        with first_standings(session):
            session.execute(insert(Person), [{**p, "unit_code": manifest.unit_code} for p in preview.new])
    for person in preview.changed:
        values = {key: person[key] for key in SENT_FIELDS}
        session.execute(update(Person).where(Person.uid == person["uid"]).values(**values))
    if preview.changed:
        changed = ids_of(session, [person["uid"] for person in preview.changed])
        enter_told(session, changed, told_by_keeper)
    _replace_figures(session, preview.received)
    _enter_receipt(session, preview.received)


def _replace_figures(session: Session, received: Received) -> None:
    manifest = received.manifest
    session.execute(
        delete(ReceivedFigure).where(
            ReceivedFigure.unit_code == manifest.unit_code,
            ReceivedFigure.plan_code == manifest.plan,
            ReceivedFigure.period == manifest.period,
        )
    )
    rows = [
        _figure(manifest, kind, line)
        for kind, name in (("task", TASKS), ("target", TARGETS))
        for line in received.files.get(name, b"").splitlines()
    ]
    if rows:
        session.execute(insert(ReceivedFigure), rows)


def _figure(manifest: Manifest, kind: str, content: bytes) -> dict[str, Any]:
    try:
        line = json.loads(content)
        texts = {name: line[name] for name in ("code", "state")}
        numbers = {name: line.get(name) for name in ("value", "numerator", "denominator")}
        sound = all(is_clean(one) for one in texts.values()) and all(
            one is None or (type(one) in (int, float) and abs(one) < _MAX_FIGURE) for one in numbers.values()
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise PackageProblem("Số liệu báo cáo trong gói bị sai nên không nhận; hãy xin nơi gửi làm lại gói.")
    return {
        "uid": new_uid(),
        "unit_code": manifest.unit_code,
        "plan_code": manifest.plan,
        "period": manifest.period,
        "kind": kind,
        **texts,
        **numbers,
    }


def _enter_receipt(session: Session, received: Received) -> None:
    manifest = received.manifest
    session.add(
        ReceivedPackage(
            unit_code=manifest.unit_code,
            unit_name=manifest.unit_name,
            plan_code=manifest.plan,
            period=manifest.period,
            number=manifest.number,
            sha256=received.sha256,
            received_at=datetime.now(UTC).isoformat(timespec="seconds"),
            verdict=received.verdict.verdict.value,
            signers="; ".join(one.signer_name for one in received.verdict.signatures),
            manifest=to_bytes(manifest).decode(),
        )
    )
    session.flush()
