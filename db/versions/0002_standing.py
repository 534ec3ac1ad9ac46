"""The standing of people through time, and warnings accepted with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _standing()
    _first_standings()
    _accepted_warning()


def _standing() -> None:
    op.create_table(
        "standing",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("follows", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_standing_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
        sa.UniqueConstraint("uid", name=op.f("uq_standing_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_standing_person_id"), "standing", ["person_id"], unique=False)
    op.create_index(op.f("ix_standing_since"), "standing", ["since"], unique=False)
    op.create_index(op.f("ix_standing_unit_code"), "standing", ["unit_code"], unique=False)


def _first_standings() -> None:
    """Give everybody the standing he has, recorded when the register came to say so.

    It is his only one, so it has neither a line before it (`follows`) nor one after it (`until`).
    """
    op.execute(
        """
        INSERT INTO standing (uid, unit_code, person_id, status, since, recorded_at)
        SELECT uid || lower(hex(randomblob(8))), unit_code, id, status, status_since,
               coalesce((SELECT max(act.at)
                         FROM journal_change AS change JOIN journal_act AS act ON act.id = change.act_id
                         WHERE change.table_name = 'person' AND change.row_key = person.uid
                           AND (json_extract(before, '$.status') IS NOT json_extract(after, '$.status')
                                OR json_extract(before, '$.status_since')
                                   IS NOT json_extract(after, '$.status_since'))),
                        strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))
        FROM person
        """
    )


def _accepted_warning() -> None:
    op.create_table(
        "accepted_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("facts_mark", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("accepted_by", sa.String(), nullable=False),
        sa.Column("accepted_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_accepted_warning_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accepted_warning")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_accepted_warning_person_id"), "accepted_warning", ["person_id"], unique=False)
