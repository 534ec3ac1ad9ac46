"""The scientific profile: one table for each kind of row."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing yet."""
