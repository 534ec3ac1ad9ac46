"""Baselines, kinds and words of targets."""

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    pass
