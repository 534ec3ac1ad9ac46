"""The code lists that this office has adopted in the place of those that came with the program."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.accounts.models import AdoptedList
from desktop.codelists import Code, CodeList, base_code, list_names, shipped_list
from desktop.codelists.shipped import read_codes
from desktop.errors import UserError
from desktop.storage.base import Base
from desktop.storage.fields import fields_of

_NAMED = 3


def adopted_lists(session: Session, on: date) -> list[CodeList]:
    """Return the version in force on a day of every list that was adopted.

    A code once given stays: what earlier versions and the shipped list had is there too, as ended.
    """
    begun = select(AdoptedList).where(AdoptedList.valid_from <= on.isoformat())
    versions: dict[str, list[AdoptedList]] = {}
    for row in session.scalars(begun.order_by(AdoptedList.valid_from, AdoptedList.id)):
        versions.setdefault(row.name, []).append(row)
    return [_as_list(rows) for name, rows in versions.items() if name in list_names()]


def _as_list(rows: Sequence[AdoptedList]) -> CodeList:
    newest, shipped = rows[-1], shipped_list(rows[-1].name)
    codes = shipped.codes
    for row in rows:
        codes = _with_former(read_codes(row.content), codes, row.valid_from)
    source = f"Văn bản số {newest.number} của {newest.issuer}"
    return CodeList(newest.name, shipped.title, source, codes, newest.valid_from, adopted=True)


def _with_former(codes: tuple[Code, ...], before: Iterable[Code], start: str) -> tuple[Code, ...]:
    """Return a version with the entries of the one before that it lacks, which end the day before it."""
    named = {code.code for code in codes}
    last = (date.fromisoformat(start) - timedelta(days=1)).isoformat()
    former = (
        replace(code, valid_to=min(code.valid_to or last, last)) for code in before if code.code not in named
    )
    return (*codes, *former)


def refuse_lost_codes(session: Session, before: Iterable[CodeList], after: Iterable[CodeList]) -> None:
    """Raise UserError when records bear codes of lists in force before that the lists in force after lack."""
    now = {one.name: one for one in after}
    for one in before:
        kept = now.get(one.name) or shipped_list(one.name)
        used = codes_in_use(session, one.name)
        lost = [code for code in used if one.get(code) and not kept.get(code)]
        if lost:
            labels = (one.get(code) for code in lost[:_NAMED])
            named = ", ".join(
                f"“{code.label}” ({used[code.code]} dòng)" for code in labels if code is not None
            )
            more = f" và {len(lost) - _NAMED} mục khác" if len(lost) > _NAMED else ""
            raise UserError(
                f"Danh mục “{one.title}” có mục đang dùng trong sổ mà bản trước chưa có: {named}{more} nên "
                "không hoàn tác được việc nhận danh mục; hãy đổi các mục đó trong hồ sơ trước, hoặc nhận "
                "bản danh mục mới hơn."
            )


def codes_in_use(session: Session, name: str) -> dict[str, int]:
    """Return how many rows of this office bear each code of a list, “Khác” with its texts as one."""
    counted: dict[str, int] = {}
    for mapper in Base.registry.mappers:
        for field in fields_of(mapper.class_):
            if field.codes == name:
                column = mapper.columns[field.key]
                held = select(column, func.count()).where(column.is_not(None)).group_by(column)
                for value, rows in session.execute(held):
                    counted[base_code(value)] = counted.get(base_code(value), 0) + rows
    counted.pop("", None)
    return dict(sorted(counted.items()))
