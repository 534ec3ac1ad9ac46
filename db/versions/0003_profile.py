"""The scientific profile: one table for each kind of row."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Columns in their order; “!” marks one that must be filled, “#” a whole number.
_TABLES = {
    "profile_degree": (
        "degree! major institution country training_field study_form since until year# document"
    ),
    "profile_specialist": "specialist! major institution country since until year# document",
    "profile_title": "academic_title rank name branch institution since until document",
    "profile_language": "language! level score institution since until document",
    "profile_political_theory": "level! institution study_form since until document",
    "profile_post": "place! position rank work since until document",
    "profile_research_task": "title! level role number institution state result since until document",
    "profile_publication": "title! kind role venue volume since until document",
    "profile_patent": "title! kind state role owner country since until document",
    "profile_supervision": "learner! degree topic role institution since until year# document",
    "profile_award": "honour award name level reason since until document",
    "profile_membership": "association! name role since until document",
    "profile_training": "title! kind institution country since until document",
    "profile_policy": "kind! content institution since until document",
    "profile_contribution": "title! kind institution result since until document",
    "profile_expert_abroad": (
        "country! research_field institution position readiness offer since until document"
    ),
    "profile_wish": "wish! kind since outcome institution until document",
}


def upgrade() -> None:
    for name, columns in _TABLES.items():
        _table(name, [_column(one) for one in columns.split()])


def _column(said: str) -> sa.Column[object]:
    return sa.Column(
        said.rstrip("!#"), sa.Integer() if "#" in said else sa.String(), nullable="!" not in said
    )


def _table(name: str, columns: list[sa.Column[object]]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{name}_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{name}_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f(f"ix_{name}_person_id"), name, ["person_id"], unique=False)
