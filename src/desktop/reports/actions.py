"""Making a report final, signing it, and writing its files; what was frozen is never edited."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.accounts.kept import keep_bytes
from desktop.accounts.queries import UnitFacts, unit_of
from desktop.accounts.rights import Right, authorize
from desktop.accounts.units import is_name_of
from desktop.documents.codec import to_json
from desktop.documents.model import Report
from desktop.documents.saving import new_folder_in, put_in_place, save
from desktop.documents.writing import write_paper
from desktop.errors import UserError
from desktop.indicators.actions import keep_computed
from desktop.jobs import NO_JOB, Job
from desktop.reports.compose import Draft
from desktop.reports.figures import figures_of
from desktop.reports.models import LETTER, WARD_PLAN, Snapshot, SnapshotFile
from desktop.reports.queries import get_snapshot, latest_pdf, report_of
from desktop.reports.register.actions import enter_paper, take_number
from desktop.reports.register.rules import type_code_of
from desktop.reports.replacing import telling_what_it_replaces
from desktop.signing.appearance import Appearance
from desktop.signing.keys import Key
from desktop.signing.places import Role

FORMATS = ("pdf", "docx", "xlsx")
_SCHEMA = 1
_STEMS = {
    WARD_PLAN: "ke-hoach",
    f"{LETTER}forward": "cong-van-gui-bao-cao",
    f"{LETTER}reminder": "cong-van-don-doc",
    f"{LETTER}invitation": "giay-moi",
    f"{LETTER}honours": "danh-sach-khen-thuong",
}
_SIGNING_RIGHT = {Role.LEADER: Right.SIGN_AS_LEADER, Role.OFFICE: Right.SIGN_AS_OFFICE}
SIGNED_ROLE = {Role.LEADER: "leader_signed", Role.OFFICE: "signed"}


@dataclass(frozen=True)
class Issue:
    """The day a paper is issued on; its number is the register's next, or the one that the clerk gave."""

    on: date
    number: int | None = None


@dataclass(frozen=True)
class Paper:
    """A paper of any kind that is ready to be frozen.

    `kind` tells papers of one plan and period apart, `facts` are kept and hashed beside the paper itself.
    `replaces` is the uid of the version it corrects; None means the newest of the same kind, if any, and
    for a letter none: two letters of one kind and day are two papers.
    """

    report: Report
    kind: str
    plan_code: str
    period: str
    starts_on: date
    cut_off: date
    facts: Mapping[str, Any]
    is_estimate: bool = False
    replaces: str | None = None


def make_report(
    session: Session, draft: Draft, *, made_on: date, issue: Issue | None = None, job: Job = NO_JOB
) -> str:
    """Freeze a draft with its figures; return the snapshot's uid (see `freeze`)."""
    actor = authorize(session, Right.MAKE_REPORTS, "Chốt báo cáo")
    if actor.may(Right.EDIT_TASKS):
        keep_computed(session, draft.data.plan.code, draft.data.as_of)
    return freeze(session, _paper_of(draft), made_on=made_on, issue=issue, job=job)


def freeze(
    session: Session, paper: Paper, *, made_on: date, issue: Issue | None = None, job: Job = NO_JOB
) -> str:
    """Freeze a paper with its facts and its PDF; return the snapshot's uid.

    With `issue` the paper gets its number in the register of issued papers (NĐ 30/2020, Article 15: numbers
    restart at 01 on 1 January); raises UserError when that number cannot be. The PDF has its signature fields
    prepared: what is previewed is what is signed and printed, byte for byte. A report that was frozen with
    the same content already is not frozen twice.
    """
    actor = authorize(session, Right.MAKE_REPORTS, "Chốt văn bản")
    unit, former = unit_of(session), paper.replaces or _newest_uid(session, paper)
    report = telling_what_it_replaces(session, paper.report, paper.kind, former)
    report = _numbered(session, report, issue) if issue else report
    content = json.dumps(
        _content(unit, paper, report), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    digest = hashlib.sha256(content.encode()).hexdigest()
    same = session.scalar(select(Snapshot.uid).where(Snapshot.sha256 == digest))
    if same is not None:
        return same
    snapshot = Snapshot(
        unit_code=unit.code,
        kind=paper.kind,
        plan_code=paper.plan_code,
        period=paper.period,
        starts_on=paper.starts_on.isoformat(),
        cut_off=paper.cut_off.isoformat(),
        is_estimate=int(paper.is_estimate),
        made_on=made_on.isoformat(),
        made_by=actor.login,
        replaces=former,
        content=content,
        sha256=digest,
    )
    session.add(snapshot)
    session.flush()
    if issue:
        enter_paper(session, snapshot, report, issue.on, by_clerk=issue.number is not None)
    _store(session, snapshot, "prepared", f"{file_stem(session, snapshot)}.pdf", _prepared_pdf(snapshot, job))
    return snapshot.uid


def _paper_of(draft: Draft) -> Paper:
    data = draft.data
    return Paper(
        report=draft.report,
        kind=draft.outline.kind,
        plan_code=data.plan.code,
        period=data.period.code,
        starts_on=data.period.starts_on,
        cut_off=data.as_of,
        facts={
            "figures": [to_json_figure(figure) for figure in figures_of(data)],
            "texts": dict(draft.texts),
        },
        is_estimate=data.is_estimate,
    )


def _content(unit: UnitFacts, paper: Paper, report: Report) -> dict[str, Any]:
    return {
        **paper.facts,
        "schema": _SCHEMA,
        "unit": {"code": unit.code, "name": unit.name, "province": unit.province},
        "plan": paper.plan_code,
        "period": paper.period,
        "as_of": paper.cut_off.isoformat(),
        "report": to_json(report),
    }


def to_json_figure(figure: Any) -> dict[str, Any]:
    """Return one figure as plain JSON."""
    return {key: getattr(figure, key) for key in figure.__dataclass_fields__}


def _numbered(session: Session, report: Report, issue: Issue) -> Report:
    number = take_number(session, issue.on, type_code_of(report), issue.number)
    return replace(report, letterhead=replace(report.letterhead, number=number, on=issue.on))


def _newest_uid(session: Session, paper: Paper) -> str | None:
    if paper.kind.startswith(LETTER):
        return None
    same = (
        Snapshot.plan_code == paper.plan_code,
        Snapshot.period == paper.period,
        Snapshot.kind == paper.kind,
    )
    return session.scalar(select(Snapshot.uid).where(*same).order_by(Snapshot.id.desc()).limit(1))


def _prepared_pdf(snapshot: Snapshot, job: Job) -> bytes:
    from desktop.documents.pdf import write_pdf
    from desktop.signing.pdf import prepare
    from desktop.signing.places import SignaturePlace

    made = write_pdf(report_of(snapshot), job)
    places = [
        SignaturePlace(Role(role), place.page + 1, place.x, place.y, place.width, place.height)
        for role, place in made.places.items()
    ]
    return prepare(made.data, places)


def sign_report(
    session: Session,
    snapshot_uid: str,
    key: Key,
    role: Role,
    appearance: Appearance | None = None,
    when: datetime | None = None,
) -> bytes:
    """Sign the newest PDF of a frozen report in one role and keep the signed file; return its bytes.

    Raises UserError for all that `signing.pdf.sign_pdf` refuses, NotAllowed without the right to sign.
    """
    from desktop.signing.pdf import sign_pdf

    authorize(session, _SIGNING_RIGHT[role], f"Ký báo cáo ({role.label.lower()})")
    snapshot = get_snapshot(session, snapshot_uid)
    _check_signer(unit_of(session), key, role)
    signed = sign_pdf(latest_pdf(session, snapshot).content, key, role, appearance, "Ký ban hành", when)
    _store(session, snapshot, SIGNED_ROLE[role], f"{file_stem(session, snapshot)}.signed.pdf", signed)
    return signed


def _check_signer(unit: UnitFacts, key: Key, role: Role) -> None:
    """Refuse swapped keys: the office signs with the certificate in its own name, the leader with his."""
    name = key.certificate.common_name
    if is_name_of(name, unit.name) == (role is Role.OFFICE):
        return
    if role is Role.LEADER:
        raise UserError(
            f"Chứng thư “{name}” là của cơ quan, không phải của lãnh đạo; hãy chọn khóa của lãnh đạo."
        )
    raise UserError(f"Chứng thư “{name}” không phải của “{unit.name}”; hãy chọn khóa của cơ quan.")


def take_back(session: Session, pdf: bytes) -> tuple[str, str]:
    """Keep a report's PDF that was signed in another program; return the snapshot's uid and what it is now.

    It must be the kept PDF with nothing but signatures added behind it: it begins with the kept bytes and
    every signature is intact. Raises UserError otherwise, NotAllowed without the right.
    """
    authorize(session, Right.MAKE_REPORTS, "Nhận lại báo cáo đã ký ở chương trình khác")
    snapshot = _signed_from(session, pdf)
    roles = _intact_roles(pdf)
    stage = SIGNED_ROLE[Role.OFFICE if Role.OFFICE in roles else Role.LEADER]
    _store(session, snapshot, stage, f"{file_stem(session, snapshot)}.signed.pdf", pdf)
    return snapshot.uid, stage


def _signed_from(session: Session, pdf: bytes) -> Snapshot:
    for snapshot in session.scalars(select(Snapshot).order_by(Snapshot.id.desc())):
        kept = latest_pdf(session, snapshot).content
        if len(pdf) > len(kept) and pdf.startswith(kept):
            return snapshot
    raise UserError(
        "Tệp này không phải bản PDF mà chương trình đã xuất để ký, hoặc nội dung đã bị đổi; "
        "hãy xuất lại báo cáo và ký đúng tệp đó."
    )


def _intact_roles(pdf: bytes) -> set[Role]:
    from desktop.signing.trust import Trust
    from desktop.signing.verdicts import LightState
    from desktop.signing.verify_pdf import verify_pdf

    found = verify_pdf(pdf, Trust()).signatures
    roles = {one.role for one in found if one.role is not None}
    if Role.LEADER not in roles or any(one.integrity.state is not LightState.GOOD for one in found):
        raise UserError("Chữ ký còn thiếu hoặc không nguyên vẹn nên không nhận; hãy ký lại tệp đã xuất.")
    return roles


def write_files(
    session: Session, snapshot_uid: str, formats: tuple[str, ...], folder: Path, job: Job = NO_JOB
) -> list[Path]:
    """Write a frozen report into a folder: the kept PDF itself, DOCX and XLSX made from the frozen paper.

    All or none: a file that was there stays as it was when the job is stopped or the disk is full.
    Raises UserError for an unknown format, FileProblem when a file cannot be written, Cancelled.
    """
    check_formats(formats)
    snapshot = get_snapshot(session, snapshot_uid)
    kept = {".pdf": latest_pdf(session, snapshot).content}
    names = [f"{file_stem(session, snapshot)}.{one}" for one in formats]
    return _write_together(report_of(snapshot), names, folder, job, kept)


def write_report(
    report: Report, stem: str, formats: tuple[str, ...], folder: Path, job: Job = NO_JOB
) -> list[Path]:
    """Write a paper that is not frozen, a draft say, into a folder. Raises like `write_files`."""
    check_formats(formats)
    return _write_together(report, [f"{stem}.{one}" for one in formats], folder, job, {})


def check_formats(formats: tuple[str, ...]) -> None:
    """Raise UserError for a format that reports are not written in."""
    unknown = [one for one in formats if one not in FORMATS]
    if unknown:
        raise UserError(f"Không xuất được dạng “{unknown[0]}”; hãy chọn trong: {', '.join(FORMATS)}.")


def _write_together(
    report: Report, names: list[str], folder: Path, job: Job, kept: Mapping[str, bytes]
) -> list[Path]:
    """Write the files beside their places first, and only when all are whole put them there.

    `kept` holds bytes by ending that are written as they are.
    """
    with new_folder_in(folder) as beside:
        for done, name in enumerate(names):
            target = beside / name
            job.step(f"Đang ghi tệp {target.suffix[1:].upper()}", done, len(names))
            if target.suffix in kept:
                save(kept[target.suffix], target)
            else:
                write_paper(report, target, job)
        job.check()
        return put_in_place([beside / name for name in names], folder)


def file_stem(session: Session, snapshot: Snapshot) -> str:
    """Return the name without ending of a report's files; it names no person.

    A later version of the same report has a name of its own, so that it never lies over the one it replaces.
    """
    same = (
        Snapshot.plan_code == snapshot.plan_code,
        Snapshot.period == snapshot.period,
        Snapshot.kind == snapshot.kind,
    )
    version = session.scalar(select(func.count(Snapshot.id)).where(*same, Snapshot.id <= snapshot.id)) or 1
    ending = f"_lan-{version}" if version > 1 else ""
    begin = _STEMS.get(snapshot.kind, "van-ban" if snapshot.kind.startswith(LETTER) else "bao-cao")
    parts = (begin, snapshot.unit_code, snapshot.plan_code, snapshot.period)
    return "_".join(part for part in parts if part) + ending


def _store(session: Session, snapshot: Snapshot, role: str, name: str, content: bytes) -> None:
    sha256 = keep_bytes(session, content)
    made_on = datetime.now().astimezone().isoformat(timespec="seconds")
    session.add(
        SnapshotFile(
            unit_code=snapshot.unit_code,
            snapshot_id=snapshot.id,
            role=role,
            name=name,
            sha256=sha256,
            made_on=made_on,
        )
    )
    session.flush()
