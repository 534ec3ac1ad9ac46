"""Undoing a whole act by its journalled contents, also after a restart; itself an act that can be undone."""

import json
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from desktop.errors import NotFound, UserError
from desktop.journal.acts import begin_act
from desktop.journal.models import Act, Change
from desktop.journal.triggers import columns_of, key_column, row_as_json

_ISSUED = {"stored_file", "snapshot", "snapshot_file", "issued_paper", "sent_package"}
"""Tables of papers and packages: what they hold is replaced by a new version, never taken back."""


def undo_act(session: Session, act_uid: str, *, who: str) -> None:
    """Put every row that the act changed back as it was.

    Raises NotFound for an unknown act; UserError, changing nothing, when the act was undone already, when its
    contents were erased, or when a later act stands on one of its rows.
    """
    act = session.scalar(select(Act).where(Act.uid == act_uid))
    if act is None:
        raise NotFound("Không tìm thấy thao tác cần hoàn tác; hãy xem lại mã trong nhật ký.")
    if session.scalar(select(Act.id).where(Act.undoes == act_uid)):
        raise UserError(f"Thao tác “{act.verb}” đã được hoàn tác rồi; không cần làm lại.")
    _refuse_what_stays(session, act)
    begin_act(session, f"Hoàn tác: {act.verb}", who=who, undoes=act_uid)
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    changes = session.scalars(select(Change).where(Change.act_id == act.id).order_by(Change.id.desc())).all()
    for change in changes:
        _put_back(session, act, change)
    if session.execute(text("PRAGMA foreign_key_check")).first():
        raise _stood_upon(act)
    session.expire_all()


def _refuse_what_stays(session: Session, act: Act) -> None:
    """Refuse acts that must stay: the founding of the office, and what papers and packages were issued with.

    A number that was given is never given again, and the bytes of a signed file are not in the journal.
    """
    touched = set(session.scalars(select(Change.table_name).where(Change.act_id == act.id).distinct()))
    if act.id == session.scalar(select(func.min(Act.id))):
        raise UserError(
            "Không hoàn tác được việc lập sổ; muốn làm lại từ đầu, hãy lập sổ mới ở thư mục khác."
        )
    if touched & _ISSUED:
        raise UserError(
            f"Không hoàn tác được “{act.verb}” vì văn bản, chữ ký và gói đã lập phải được giữ lại; "
            "hãy lập bản mới thay thế."
        )


def _put_back(session: Session, act: Act, change: Change) -> None:
    if change.salt is None:
        raise UserError(
            f"Không hoàn tác được “{act.verb}” vì dữ liệu trong đó đã bị xóa vĩnh viễn theo yêu cầu; "
            "hãy nhập lại bằng tay nếu cần."
        )
    driver = session.connection().connection.driver_connection
    columns = columns_of(driver, change.table_name)
    if _current(session, change, columns) != change.after:
        raise _stood_upon(act)
    before: dict[str, Any] | None = json.loads(change.before) if change.before else None
    if before is None:
        _run(session, f'DELETE FROM "{change.table_name}" WHERE {_where(columns)}', {"_key": change.row_key})
    elif change.after is None:
        names = ", ".join(f'"{name}"' for name in before)
        places = ", ".join(f":{name}" for name in before)
        _run(session, f'INSERT INTO "{change.table_name}" ({names}) VALUES ({places})', before)
    else:
        sets = ", ".join(f'"{name}" = :{name}' for name in before)
        statement = f'UPDATE "{change.table_name}" SET {sets} WHERE {_where(columns)}'
        _run(session, statement, {**before, "_key": change.row_key})


def _stood_upon(act: Act) -> UserError:
    return UserError(
        f"Không hoàn tác được “{act.verb}” vì có bản ghi đã được sửa hoặc dùng bởi thao tác sau đó; "
        "hãy hoàn tác thao tác sau trước, rồi làm lại."
    )


def _current(session: Session, change: Change, columns: list[str]) -> str | None:
    row = row_as_json(f'"{change.table_name}"', columns)
    question = text(f'SELECT {row} FROM "{change.table_name}" WHERE {_where(columns)}')
    found: str | None = session.scalar(question, {"_key": change.row_key})
    return found


def _where(columns: list[str]) -> str:
    return (
        f'CAST("{key_column(columns)}" AS TEXT) = :_key' if key_column(columns) != "uid" else '"uid" = :_key'
    )


def _run(session: Session, statement: str, values: dict[str, Any]) -> None:
    session.execute(text(statement), values)
