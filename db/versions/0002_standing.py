"""The standing of people through time, and warnings accepted with a reason."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Nothing yet."""
