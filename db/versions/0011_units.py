"""Units of the city, roles changed with a reason, plans that succeed one another."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("obligation") as obligation:
        obligation.add_column(sa.Column("plan_role", sa.String(), nullable=True))
        obligation.add_column(sa.Column("plan_role_reason", sa.String(), nullable=True))
    op.create_table(
        "plan_succession",
        sa.Column("old_plan_id", sa.Integer(), nullable=False),
        sa.Column("new_plan_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["new_plan_id"], ["adopted_plan.id"], name=op.f("fk_plan_succession_new_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["old_plan_id"], ["adopted_plan.id"], name=op.f("fk_plan_succession_old_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_succession")),
        sa.UniqueConstraint("old_plan_id", name=op.f("uq_plan_succession_old_plan_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_plan_succession_uid")),
    )
    op.create_index(op.f("ix_plan_succession_new_plan_id"), "plan_succession", ["new_plan_id"], unique=False)
    op.create_index(op.f("ix_plan_succession_unit_code"), "plan_succession", ["unit_code"], unique=False)
    op.create_table(
        "task_succession",
        sa.Column("succession_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_task_succession_obligation_id")
        ),
        sa.ForeignKeyConstraint(
            ["succession_id"], ["plan_succession.id"], name=op.f("fk_task_succession_succession_id")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["obligation.id"], name=op.f("fk_task_succession_successor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_succession")),
        sa.UniqueConstraint("obligation_id", name=op.f("uq_task_succession_obligation_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_task_succession_uid")),
    )
    for column in ("successor_id", "succession_id", "unit_code"):
        op.create_index(op.f(f"ix_task_succession_{column}"), "task_succession", [column], unique=False)
