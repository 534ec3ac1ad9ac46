"""Changing what the office knows of itself."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, authorize
from desktop.codelists import code_list
from desktop.errors import Invalid, Problem
from desktop.storage.fields import Field, Kind, fields_of
from desktop.text import clean


def update_unit(session: Session, values: Mapping[str, object]) -> None:
    """Change name, signer and other facts of the office; raises Invalid when a required one is empty."""
    authorize(session, Right.MANAGE, "Sửa thông tin đơn vị")
    unit = session.scalars(select(Unit)).one()
    problems = []
    for field in fields_of(Unit):
        if field.key not in values:
            continue
        if field.kind is Kind.FLAG:
            setattr(unit, field.key, int(bool(values[field.key])))
            continue
        text = clean(str(values[field.key] or ""))
        problems += _check(field, text)
        setattr(unit, field.key, text or None)
    if problems:
        raise Invalid(problems)


def _check(field: Field, text: str) -> list[Problem]:
    if field.required and not text:
        return [Problem(field.key, f"{field.label} còn trống; hãy nhập rồi lưu lại.")]
    if len(text) > field.max_length:
        return [Problem(field.key, f"{field.label} dài quá {field.max_length} chữ; hãy viết gọn lại.")]
    if field.codes and text and code_list(field.codes).get(text) is None:
        return [Problem(field.key, f"{field.label} “{text}” không có trong danh mục; hãy chọn lại.")]
    return []
