"""What the columns of a list of this source mean."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing yet."""
