"""Where the paths of targets begin, and their milestones."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "target_baseline",
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("target_code", sa.String(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_baseline")),
        sa.UniqueConstraint("uid", name=op.f("uq_target_baseline_uid")),
    )
    op.create_index(op.f("ix_target_baseline_plan_code"), "target_baseline", ["plan_code"], unique=False)
    op.create_index(op.f("ix_target_baseline_target_code"), "target_baseline", ["target_code"], unique=False)
    op.create_index(op.f("ix_target_baseline_unit_code"), "target_baseline", ["unit_code"], unique=False)
    op.create_table(
        "target_milestone",
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("target_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_milestone")),
        sa.UniqueConstraint("uid", name=op.f("uq_target_milestone_uid")),
    )
    op.create_index(op.f("ix_target_milestone_plan_code"), "target_milestone", ["plan_code"], unique=False)
    op.create_index(
        op.f("ix_target_milestone_target_code"), "target_milestone", ["target_code"], unique=False
    )
    op.create_index(op.f("ix_target_milestone_unit_code"), "target_milestone", ["unit_code"], unique=False)
