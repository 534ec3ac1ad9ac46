"""The ward's own plan under the city's."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    pass
