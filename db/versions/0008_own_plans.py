"""Plans that the office read from papers of its own city."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "own_plan",
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("read_from", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_plan")),
        sa.UniqueConstraint("plan_code", name=op.f("uq_own_plan_plan_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_own_plan_uid")),
    )
    op.create_index(op.f("ix_own_plan_unit_code"), "own_plan", ["unit_code"], unique=False)
    with op.batch_alter_table("adopted_plan") as adopted:
        adopted.add_column(sa.Column("own_plan_id", sa.Integer(), nullable=True))
        adopted.create_foreign_key(op.f("fk_adopted_plan_own_plan_id"), "own_plan", ["own_plan_id"], ["id"])
