"""Units of the city, roles changed with a reason, plans that succeed one another."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    pass
