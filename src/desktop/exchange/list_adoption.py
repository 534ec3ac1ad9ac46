"""Adopting a verified code list: as one act, undone as one, and never at the cost of what is recorded."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.accounts.models import AdoptedList
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.codelists import Code, base_code, label_of, shipped_list
from desktop.exchange.list_files import ListFileProblem, ReceivedList
from desktop.people.profile import models as _profile  # noqa: F401 - the tables that use code lists
from desktop.storage.base import Base
from desktop.storage.fields import fields_of
from desktop.text import partial_day

_NAMED = 3


@dataclass(frozen=True)
class CodeUse:
    """How many rows use a code of a list."""

    code: str
    rows: int


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
    newest = max(newest or "", shipped_list(name).version)
    if newest and day <= newest:
        raise ListFileProblem(
            f"Danh mục trong tệp có hiệu lực từ {partial_day(day)}, không mới hơn bản đang có "
            f"({partial_day(newest)}) nên không nhận; hãy xin Sở bản mới nhất."
        )


def _refuse_vanishing(session: Session, received: ReceivedList) -> None:
    start = date.fromisoformat(received.manifest.valid_from)
    kept = {code.code for code in received.codes if _is_kept(code, start)}
    lost = [use for use in codes_in_use(session, received.manifest.name) if use.code not in kept]
    if lost:
        name = received.manifest.name
        named = ", ".join(
            f"“{use.code}” ({label_of(name, use.code)}, {use.rows} dòng)" for use in lost[:_NAMED]
        )
        more = f" và {len(lost) - _NAMED} mã khác" if len(lost) > _NAMED else ""
        raise ListFileProblem(
            f"Danh mục mới bỏ mã đang dùng trong sổ mà không ghi mã thay thế: {named}{more}; hãy báo Sở ghi "
            "cột replaced_by cho các mã này rồi nhận lại."
        )


def _is_kept(code: Code, start: date) -> bool:
    return bool(code.replaced_by) or not code.valid_to or code.valid_to >= start.isoformat()


def codes_in_use(session: Session, name: str) -> list[CodeUse]:
    """Return the codes of a list that any record of this office bears, “Khác” with its texts as one."""
    counted: dict[str, int] = {}
    for mapper in Base.registry.mappers:
        for field in fields_of(mapper.class_):
            if field.codes == name:
                column = mapper.columns[field.key]
                held = select(column, func.count()).where(column.is_not(None)).group_by(column)
                for value, rows in session.execute(held):
                    counted[base_code(value)] = counted.get(base_code(value), 0) + rows
    counted.pop("", None)
    return [CodeUse(code, rows) for code, rows in sorted(counted.items())]
