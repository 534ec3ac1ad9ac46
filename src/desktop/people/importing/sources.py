"""Remembering how the lists of one source are read, finding it again, forgetting it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.excel.legacy import Encoding
from desktop.people.importing.layouts import Layout
from desktop.people.importing.meanings import code_of, meaning_of
from desktop.people.importing.models import ListSource
from desktop.people.normal import today


def remembered_layouts(session: Session) -> Mapping[str, Layout]:
    """Return every remembered layout by the signature of its source."""
    rows = session.execute(select(ListSource.signature, ListSource.layout))
    return {signature: _layout(signature, json.loads(layout)) for signature, layout in rows}


def remember_layouts(session: Session, title: str, layouts: Mapping[str, Layout]) -> None:
    """Remember how lists with these signatures are read from now on; raises NotAllowed."""
    authorize(session, Right.EDIT_PEOPLE, "Nhớ cách hiểu cột của danh sách", why=title)
    for signature, layout in layouts.items():
        source = session.scalar(select(ListSource).where(ListSource.signature == signature))
        if source is None:
            source = ListSource(signature=signature)
            session.add(source)
        source.title, source.layout = title, json.dumps(_written(layout), ensure_ascii=False, sort_keys=True)
        source.learned_on = today().isoformat()


def forget_layouts(session: Session, signatures: Iterable[str]) -> int:
    """Forget how lists with these signatures are read; return how many were known. Raises NotAllowed."""
    authorize(session, Right.EDIT_PEOPLE, "Quên cách hiểu cột của danh sách")
    known = session.scalars(select(ListSource.id).where(ListSource.signature.in_(list(signatures)))).all()
    session.execute(delete(ListSource).where(ListSource.id.in_(known)))
    return len(known)


def _written(layout: Layout) -> dict[str, Any]:
    return {
        "columns": {str(column): code_of(meaning) for column, meaning in layout.meanings.items()},
        "encodings": {str(column): encoding.value for column, encoding in layout.encodings.items()},
        "first": 0 if layout.is_headed else layout.first,
    }


def _layout(signature: str, stored: Mapping[str, Any]) -> Layout:
    """Return a stored layout; where its headings stand is found anew in every list."""
    meanings = {int(column): meaning_of(code) for column, code in stored["columns"].items()}
    first = int(stored["first"])
    return Layout(
        first=first,
        last=first - 1 if signature.startswith("#") else signature.count("\n"),
        meanings={column: meaning for column, meaning in meanings.items() if meaning},
        encodings={int(column): Encoding(one) for column, one in stored["encodings"].items()},
    )
