"""What became of a deadline: extensions, returns, guidance; the working days an office corrects."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    pass
