"""Lists that an office asks for again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "saved_list",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("descending", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_list")),
        sa.UniqueConstraint("uid", name=op.f("uq_saved_list_uid")),
    )
    op.create_index(op.f("ix_saved_list_unit_code"), "saved_list", ["unit_code"], unique=False)
