"""Adopting a verified code list: as one act, undone as one, and never at the cost of what is recorded."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.accounts.lists import codes_in_use
from desktop.accounts.models import AdoptedList
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.codelists import Code, code_list, label_of, shipped_list
from desktop.exchange.list_files import ListFileProblem, ReceivedList, is_outline
from desktop.people.profile import models as _profile  # noqa: F401 - the tables that use code lists
from desktop.text import partial_day

_NAMED = 3


def adopt_list(session: Session, received: ReceivedList) -> None:
    """Put a verified list into force from its day on.

    Raises ListFileProblem for a list of another province, one that is not newer than what is in force, and
    one that drops codes in use without naming what replaces them.
    """
    authorize(
        session, Right.MANAGE, "Nhận danh mục", why=f"{received.manifest.name}, {received.manifest.number}"
    )
    unit, manifest = unit_of(session), received.manifest
    if manifest.province != unit.province:
        raise ListFileProblem(
            f"Danh mục của “{manifest.issuer}” thuộc tỉnh, thành phố khác; hãy hỏi Sở của mình."
        )
    _refuse_older(session, received)
    if not is_outline(manifest.name):
        _refuse_vanishing(session, received)
    session.add(
        AdoptedList(
            unit_code=unit.code,
            name=manifest.name,
            valid_from=manifest.valid_from,
            issuer=manifest.issuer,
            number=manifest.number,
            signers=received.signers,
            adopted_at=datetime.now(UTC).isoformat(timespec="seconds"),
            sha256=received.sha256,
            content=received.content,
        )
    )
    session.flush()


def _refuse_older(session: Session, received: ReceivedList) -> None:
    name, day = received.manifest.name, received.manifest.valid_from
    newest = session.scalar(select(func.max(AdoptedList.valid_from)).where(AdoptedList.name == name))
    newest = max(newest or "", "" if is_outline(name) else shipped_list(name).version)
    if newest and day <= newest:
        raise ListFileProblem(
            f"Danh mục trong tệp có hiệu lực từ {partial_day(day)}, không mới hơn bản đang có "
            f"({partial_day(newest)}) nên không nhận; hãy xin Sở bản mới nhất."
        )


def _refuse_vanishing(session: Session, received: ReceivedList) -> None:
    name, start = received.manifest.name, date.fromisoformat(received.manifest.valid_from)
    known, kept = (_kept(codes, start) for codes in (code_list(name).codes, received.codes))
    used = codes_in_use(session, name)
    lost = [code for code in used if code in known - kept]
    if lost:
        named = ", ".join(f"“{code}” ({label_of(name, code)}, {used[code]} dòng)" for code in lost[:_NAMED])
        more = f" và {len(lost) - _NAMED} mã khác" if len(lost) > _NAMED else ""
        raise ListFileProblem(
            f"Danh mục mới bỏ mã đang dùng trong sổ mà không ghi mã thay thế: {named}{more}; hãy báo Sở ghi "
            "cột replaced_by cho các mã này rồi nhận lại."
        )


def _kept(codes: Iterable[Code], start: date) -> set[str]:
    """Return the codes that are in use from a day on, or lead to what is."""
    iso = start.isoformat()
    return {code.code for code in codes if code.replaced_by or not code.valid_to or code.valid_to >= iso}
