"""What was typed and not yet saved."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "draft_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("values", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_form")),
        sa.UniqueConstraint("uid", name=op.f("uq_draft_form_uid")),
    )
    op.create_index(op.f("ix_draft_form_login"), "draft_form", ["login"], unique=False)
