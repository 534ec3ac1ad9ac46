"""Code lists received from above, and who is admitted to the register."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("person", sa.Column("strategic_group", sa.String(), nullable=True))
    op.add_column("unit", sa.Column("admit_degree", sa.String(), nullable=True))
    for name in ("admit_specialist", "admit_title", "admit_honour"):
        op.add_column("unit", sa.Column(name, sa.Integer(), nullable=True))
    _adopted_list()


def _adopted_list() -> None:
    op.create_table(
        "adopted_list",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("signers", sa.String(), nullable=False),
        sa.Column("adopted_at", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adopted_list")),
        sa.UniqueConstraint("sha256", name=op.f("uq_adopted_list_sha256")),
        sa.UniqueConstraint("uid", name=op.f("uq_adopted_list_uid")),
    )
    op.create_index(op.f("ix_adopted_list_name"), "adopted_list", ["name"], unique=False)
    op.create_index(op.f("ix_adopted_list_unit_code"), "adopted_list", ["unit_code"], unique=False)
