"""Activities and who took part."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

# Columns in their order; “!” marks one that must be filled, “#” a whole number.
_ACTIVITY = (
    "kind! state! title! starts_on! ends_on place organiser document_number document_date content result"
    " training_kind cost# money_source other_guests#"
)
_PARTICIPANT = "activity_id!# person_id# name! position workplace role! attended# award merit"
_OPINION = (
    "activity_id!# person_id# said_by text! work_field passed_to passed_on answer answered_on answer_document"
    " declined#"
)
_LINK = "activity_id!# obligation_id!# progress_id#"


def upgrade() -> None:
    _table("activity", _ACTIVITY, {})
    of_activity = {"activity_id": ("activity", "CASCADE")}
    of_person = {"person_id": ("person", "SET NULL")}
    _table("participant", _PARTICIPANT, of_activity | of_person)
    _table("opinion", _OPINION, of_activity | of_person)
    served = {"obligation_id": ("obligation", "CASCADE"), "progress_id": ("progress", "SET NULL")}
    _table("activity_task", _LINK, of_activity | served, travels=False)
    _index("activity", "starts_on")
    for table in ("participant", "opinion"):
        _index(table, "activity_id")
        _index(table, "person_id")
    _index("activity_task", "activity_id")
    _index("activity_task", "obligation_id")


def _table(name: str, columns: str, keys: dict[str, tuple[str, str]], *, travels: bool = True) -> None:
    own: list[sa.Column[object]] = [sa.Column("id", sa.Integer(), nullable=False)]
    if travels:
        own += [sa.Column("uid", sa.String(), nullable=False)]
        own += [sa.Column("unit_code", sa.String(), nullable=False)]
    op.create_table(
        name,
        *own,
        *map(_column, columns.split()),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{parent}.id"], name=op.f(f"fk_{name}_{column}"), ondelete=removal
            )
            for column, (parent, removal) in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *([sa.UniqueConstraint("uid", name=op.f(f"uq_{name}_uid"))] if travels else []),
        sqlite_autoincrement=True,
    )
    if travels:
        _index(name, "unit_code")


def _column(said: str) -> "sa.Column[object]":
    return sa.Column(
        said.rstrip("!#"), sa.Integer() if "#" in said else sa.String(), nullable="!" not in said
    )


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
