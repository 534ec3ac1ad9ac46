"""Papers issued: numbers, recipients, signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for name in ("notation", "kept_by", "note", "cancelled", "replaces", "corrects"):
        op.add_column("issued_paper", sa.Column(name, sa.String(), nullable=True))
    for name in ("copies", "by_clerk"):
        op.add_column("issued_paper", sa.Column(name, sa.Integer(), nullable=True))
    op.create_index(
        "ix_issued_paper_number", "issued_paper", ["unit_code", "year", "type_code", "number"], unique=True
    )
