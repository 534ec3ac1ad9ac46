"""Sections of reports as the office wrote them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "draft_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("sitting", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("generated", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_section")),
    )
    op.create_index(op.f("ix_draft_section_plan_code"), "draft_section", ["plan_code"], unique=False)
    op.create_index(op.f("ix_draft_section_sitting"), "draft_section", ["sitting"], unique=False)
