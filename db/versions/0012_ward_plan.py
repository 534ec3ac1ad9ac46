"""The ward's own plan under the city's."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    _create(
        "ward_plan",
        sa.Column("plan_code", sa.String(), nullable=False),
        *(_text(name) for name in ("subject", "bases", "purpose", "goals", "solutions")),
        *(_text(name) for name in ("funding", "organisation", "reporting")),
        sa.UniqueConstraint("plan_code", name=op.f("uq_ward_plan_plan_code")),
    )
    _create(
        "ward_officer",
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        _text("position"),
        sa.Column("active", sa.Integer(), nullable=False),
        keeps_ids=True,
    )
    _create(
        "own_task",
        _leads_to("ward_plan_id"),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        _text("task_code"),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        *(_text(name) for name in ("coordinators", "starts_on", "ends_on", "deadline_text", "result")),
        _text("money_source"),
        sa.Column("money_planned", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ward_plan_id"], ["ward_plan.id"], name=op.f("fk_own_task_ward_plan_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["ward_officer.id"], name=op.f("fk_own_task_officer_id")),
        keeps_ids=True,
    )
    _create(
        "own_progress",
        _leads_to("own_task_id"),
        sa.Column("reported_on", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        _text("document"),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["own_task_id"],
            ["own_task.id"],
            name=op.f("fk_own_progress_own_task_id"),
            ondelete="CASCADE",
        ),
        keeps_ids=True,
    )
    _create(
        "own_spending",
        _leads_to("own_task_id"),
        sa.Column("spent_on", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        _text("note"),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["own_task_id"], ["own_task.id"], name=op.f("fk_own_spending_own_task_id")),
        keeps_ids=True,
    )
    _create(
        "ward_plan_version",
        _leads_to("ward_plan_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("issued_on", "paper", "snapshot_uid", "content")
        ),
        sa.ForeignKeyConstraint(
            ["ward_plan_id"], ["ward_plan.id"], name=op.f("fk_ward_plan_version_ward_plan_id")
        ),
    )
    for table, column in (
        ("own_task", "ward_plan_id"),
        ("own_progress", "own_task_id"),
        ("own_spending", "own_task_id"),
        ("ward_plan_version", "ward_plan_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _create(table: str, *parts: sa.schema.SchemaItem, keeps_ids: bool = False) -> None:
    op.create_table(
        table,
        *parts,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        sqlite_autoincrement=keeps_ids,
    )
    op.create_index(op.f(f"ix_{table}_unit_code"), table, ["unit_code"], unique=False)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=True)


def _leads_to(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)
