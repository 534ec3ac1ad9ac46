"""Making a package: the signed report with the data behind it, in one signed ASiC-E container."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop import __version__
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.errors import UserError
from desktop.exchange.identity import is_office
from desktop.exchange.manifest import (
    FORMAT,
    PEOPLE,
    REPORT,
    SHEET,
    TARGETS,
    TASKS,
    Manifest,
    sha256,
    to_bytes,
)
from desktop.exchange.models import SentPackage
from desktop.exchange.people import SENT_FIELDS
from desktop.jobs import NO_JOB, Job
from desktop.journal.acts import head
from desktop.people.models import Person
from desktop.reports.models import Snapshot, SnapshotFile
from desktop.reports.queries import get_snapshot, latest_pdf, newest_snapshot, report_of
from desktop.signing.keys import Key

_FIGURE_KEYS = ("label", "value", "state", "numerator", "denominator")
"""What is sent of a figure besides its code; who is behind it stays in the office."""


@dataclass(frozen=True)
class MadePackage:
    """A finished package: its bytes, their SHA-256 in hex, its manifest."""

    data: bytes
    sha256: str
    manifest: Manifest


def make_package(session: Session, plan_code: str, period: str, key: Key, job: Job = NO_JOB) -> MadePackage:
    """Pack and sign the newest report of a plan and period for the department; see `pack_snapshot`."""
    authorize(session, Right.EXCHANGE, "Làm gói dữ liệu gửi Sở")
    return pack_snapshot(session, newest_snapshot(session, plan_code, period).uid, key, job)


def pack_snapshot(session: Session, uid: str, key: Key, job: Job = NO_JOB) -> MadePackage:
    """Pack and sign one frozen report for the department.

    Raises NotFound without a frozen report, UserError while the report lacks a signature or the key is
    not this office's own. The package is kept in the register of sent packages with its hash.
    """
    from desktop.signing.asic import make_container

    authorize(session, Right.EXCHANGE, "Làm gói dữ liệu gửi Sở")
    snapshot = get_snapshot(session, uid)
    _require_signed(session, snapshot)
    _require_own_key(session, key)
    job.step("Đang gom dữ liệu", 1, 3)
    files = _files(session, snapshot)
    manifest = _manifest(session, snapshot, files)
    job.step("Đang ký gói", 2, 3)
    data = make_container(files, to_bytes(manifest), key)
    _keep(session, snapshot, manifest, sha256(data))
    return MadePackage(data, sha256(data), manifest)


def _require_signed(session: Session, snapshot: Snapshot) -> None:
    signed = select(SnapshotFile.id).where(
        SnapshotFile.snapshot_id == snapshot.id, SnapshotFile.role == "signed"
    )
    if session.scalar(signed) is None:
        raise UserError(
            "Báo cáo của kỳ này chưa đủ chữ ký của lãnh đạo và cơ quan; hãy ký báo cáo trước khi làm gói."
        )


def _require_own_key(session: Session, key: Key) -> None:
    name, signer = unit_of(session).name, key.certificate.common_name
    if not is_office(signer, name):
        raise UserError(f"Khóa là của “{signer}”, không phải của “{name}”; hãy chọn khóa ký số của cơ quan.")


def _files(session: Session, snapshot: Snapshot) -> dict[str, bytes]:
    figures = json.loads(snapshot.content)["figures"]
    return {
        REPORT: latest_pdf(session, snapshot).content,
        SHEET: _sheet(snapshot),
        TASKS: _lines(_figures(figures, "task.")),
        TARGETS: _lines(_figures(figures, "target.")),
        PEOPLE: _lines(_people(session)),
    }


def _figures(figures: Iterable[Mapping[str, Any]], prefix: str) -> Iterable[dict[str, Any]]:
    for figure in figures:
        if figure["code"].startswith(prefix):
            sent = {key: figure.get(key) for key in _FIGURE_KEYS}
            yield {"code": figure["code"].removeprefix(prefix), **sent}


def _people(session: Session) -> Iterable[dict[str, Any]]:
    columns = [getattr(Person, name) for name in ("uid", *SENT_FIELDS)]
    for row in session.execute(select(*columns).order_by(Person.uid)).mappings():
        yield {key: value for key, value in row.items() if value is not None}


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows).encode()


def _sheet(snapshot: Snapshot) -> bytes:
    from desktop.documents.xlsx import write_xlsx

    with TemporaryDirectory() as folder:
        target = Path(folder) / SHEET
        write_xlsx(report_of(snapshot), target)
        return target.read_bytes()


def _manifest(session: Session, snapshot: Snapshot, files: Mapping[str, bytes]) -> Manifest:
    unit = unit_of(session)
    return Manifest(
        format=FORMAT,
        unit_code=unit.code,
        unit_name=unit.name,
        province=unit.province,
        plan=snapshot.plan_code,
        period=snapshot.period,
        number=_next_number(session, snapshot),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=__version__,
        required_signers=["office"],
        counts={name: content.count(b"\n") for name, content in files.items() if name.endswith(".jsonl")},
        files={name: sha256(content) for name, content in files.items()},
        report_sha256=snapshot.sha256,
        journal_head=head(session).hex(),
    )


def _next_number(session: Session, snapshot: Snapshot) -> int:
    newest = select(func.max(SentPackage.number)).where(
        SentPackage.plan_code == snapshot.plan_code, SentPackage.period == snapshot.period
    )
    return (session.scalar(newest) or 0) + 1


def _keep(session: Session, snapshot: Snapshot, manifest: Manifest, digest: str) -> None:
    session.add(
        SentPackage(
            unit_code=manifest.unit_code,
            plan_code=snapshot.plan_code,
            period=snapshot.period,
            number=manifest.number,
            made_at=manifest.made_at,
            sha256=digest,
        )
    )
    session.flush()
