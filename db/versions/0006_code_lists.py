"""Code lists received from above, and who is admitted to the register."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nothing yet."""
