"""Undoing a whole act by its journalled contents, also after a restart; itself an act that can be undone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from desktop.errors import NotFound, UserError
from desktop.journal.acts import begin_act
from desktop.journal.models import Act, Change
from desktop.journal.queries import undone_acts
from desktop.journal.triggers import columns_of, key_column, row_as_json
from desktop.storage.foreign_keys import Reference, has_orphans, references

_ISSUED = {"snapshot", "snapshot_file", "issued_paper", "sent_package"}
"""Tables of papers and packages: what they hold is replaced by a new version, never taken back."""

_OF_RUN = "FROM journal_change c WHERE c.act_id = :act AND c.id BETWEEN :first AND :last"


@dataclass
class _Run:
    """Changes of one act that follow each other, of one kind on one table, each of another row.

    They are taken back together, which a list of a hundred thousand people needs; the order of the runs is
    the order of the act, backwards.
    """

    table: str
    added: bool
    removed: bool
    ids: list[int] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)

    def takes(self, table: str, row: str, *, added: bool, removed: bool) -> bool:
        """Tell whether one more change belongs to this run."""
        same = (self.table, self.added, self.removed) == (table, added, removed)
        return same and row not in self.rows


def undo_act(session: Session, act_uid: str, *, who: str) -> None:
    """Put every row that the act changed back as it was.

    Raises NotFound for an unknown act; UserError, changing nothing, when the act was undone already, when its
    contents were erased, or when a later act stands on one of its rows: it changed the row, or wrote another
    one that hangs on a row which the act added and would go with it.
    """
    act = session.scalar(select(Act).where(Act.uid == act_uid))
    if act is None:
        raise NotFound("Không tìm thấy thao tác cần hoàn tác; hãy xem lại mã trong nhật ký.")
    if act_uid in undone_acts(session):
        raise UserError(f"Thao tác “{act.verb}” đã được hoàn tác rồi; không cần làm lại.")
    _refuse_what_stays(session, act)
    begin_act(session, f"Hoàn tác: {act.verb}", who=who, undoes=act_uid)
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    driver = session.connection().connection.driver_connection
    keys = references(driver)
    for run in _runs_backwards(session, act):
        _put_back(session, act, run, [key for key in keys if key.parent == run.table])
    if has_orphans(driver):
        raise _stood_upon(act)
    session.expire_all()


def _refuse_what_stays(session: Session, act: Act) -> None:
    """Refuse acts that must stay: the founding of the office, and what papers and packages were issued with.

    A number that was given is never given again, and the bytes of a signed file are not in the journal; nor
    is what was erased for good.
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
    if session.scalar(select(Change.id).where(Change.act_id == act.id, Change.salt.is_(None)).limit(1)):
        raise UserError(
            f"Không hoàn tác được “{act.verb}” vì dữ liệu trong đó đã bị xóa vĩnh viễn theo yêu cầu; "
            "hãy nhập lại bằng tay nếu cần."
        )


def _runs_backwards(session: Session, act: Act) -> Iterator[_Run]:
    question = select(
        Change.id, Change.table_name, Change.row_key, Change.before.is_(None), Change.after.is_(None)
    )
    changes = session.execute(question.where(Change.act_id == act.id).order_by(Change.id.desc())).all()
    run: _Run | None = None
    for number, table, row, added, removed in changes:
        if run is None or not run.takes(table, row, added=added, removed=removed):
            if run:
                yield run
            run = _Run(table, added, removed)
        run.ids.append(number)
        run.rows.add(row)
    if run:
        yield run


def _put_back(session: Session, act: Act, run: _Run, hanging: list[Reference]) -> None:
    """Take one run back; `hanging` are the foreign keys that lead to its table."""
    driver = session.connection().connection.driver_connection
    columns = columns_of(driver, run.table)
    key = key_column(columns)
    which = {"act": act.id, "first": run.ids[-1], "last": run.ids[0]}
    if session.execute(text(_moved(run, columns, key)), which).first():
        raise _stood_upon(act)
    if run.added:
        rows = f"SELECT c.row_key {_OF_RUN}"
        children = [(one, key_column(columns_of(driver, one.child))) for one in hanging]
        if hanging and session.execute(text(_hung_on(run.table, key, children)), which).first():
            raise _stood_upon(act)
        session.execute(text(f'DELETE FROM "{run.table}" WHERE "{key}" IN ({rows})'), which)
        return
    before = session.scalar(select(Change.before).where(Change.id == run.ids[0]))
    names = list(json.loads(before or "{}"))
    into = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f"json_extract(c.before, '$.\"{name}\"')" for name in names)
    if run.removed:
        again = f'INSERT INTO "{run.table}" ({into}) SELECT {values} {_OF_RUN} ORDER BY c.id DESC'
        session.execute(text(again), which)
        return
    one = "FROM journal_change c WHERE c.id = :change"
    update = f'UPDATE "{run.table}" SET ({into}) = (SELECT {values} {one})'
    this = f'WHERE "{key}" = (SELECT c.row_key {one})'
    session.execute(text(f"{update} {this}"), [{"change": number} for number in run.ids])


def _moved(run: _Run, columns: list[str], key: str) -> str:
    """Return the question whether a row of the run is no longer as the act left it."""
    now = f'CASE WHEN t."{key}" IS NOT NULL THEN {row_as_json("t", columns)} END'
    changes = f'(SELECT c.row_key, c.after {_OF_RUN}) c LEFT JOIN "{run.table}" t ON t."{key}" = c.row_key'
    return f"SELECT 1 FROM {changes} WHERE {now} IS NOT c.after LIMIT 1"


def _hung_on(table: str, key: str, hanging: list[tuple[Reference, str]]) -> str:
    """Return the question whether a row that the act did not add itself names one of the run's rows.

    Deleted with its parent (ON DELETE CASCADE) such a row would be lost. `hanging` are the foreign keys that
    lead to the table, each with the column which identifies a row of the child in the journal.
    """
    own = (
        "SELECT j.row_key FROM journal_change j "
        "WHERE j.act_id = :act AND j.table_name = '{}' AND j.before IS NULL"
    )
    foreign = " OR ".join(
        f'EXISTS (SELECT 1 FROM "{one.child}" c WHERE {one.names_parent()} '
        f'AND CAST(c."{named}" AS TEXT) NOT IN ({own.format(one.child)}))'
        for one, named in hanging
    )
    return (
        f'SELECT 1 FROM "{table}" p WHERE p."{key}" IN (SELECT c.row_key {_OF_RUN}) AND ({foreign}) LIMIT 1'
    )


def _stood_upon(act: Act) -> UserError:
    return UserError(
        f"Không hoàn tác được “{act.verb}” vì có bản ghi đã được sửa hoặc dùng bởi thao tác sau đó; "
        "hãy hoàn tác thao tác sau trước, rồi làm lại."
    )
