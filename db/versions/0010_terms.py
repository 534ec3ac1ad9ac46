"""What became of a deadline: extensions, returns, guidance; the working days an office corrects."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    _of_obligation(
        "guidance",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("working", sa.Integer(), nullable=True),
        *_entered(),
    )
    _of_obligation(
        "extension",
        sa.Column("due_on", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("former_due_on", sa.String(), nullable=False),
        *_entered(),
    )
    _of_obligation(
        "returned_result",
        sa.Column("returned_on", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        *_entered(),
    )
    _of_obligation(
        "task_activity",
        sa.Column("held_on", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
    )
    op.create_index(op.f("ix_task_activity_source"), "task_activity", ["source"], unique=False)
    op.create_table(
        "workday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workday")),
        sa.UniqueConstraint("uid", name=op.f("uq_workday_uid")),
    )
    op.create_index(op.f("ix_workday_day"), "workday", ["day"], unique=False)


def _entered() -> tuple["sa.Column[str]", ...]:
    names = ("holds_from", "entered_by", "entered_at")
    return tuple(sa.Column(name, sa.String(), nullable=False) for name in names)


def _of_obligation(name: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        name,
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f(f"fk_{name}_obligation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{name}_uid")),
    )
    for column in ("obligation_id", "unit_code"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)
