"""The first schema: office, register, plans and progress, targets, reports, packages, journal, search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _tables() -> None:
    op.create_table(
        "adopted_plan",
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.String(), nullable=False),
        sa.Column("adopted_on", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adopted_plan")),
        sa.UniqueConstraint("uid", name=op.f("uq_adopted_plan_uid")),
    )
    op.create_index(op.f("ix_adopted_plan_plan_code"), "adopted_plan", ["plan_code"], unique=False)
    op.create_index(op.f("ix_adopted_plan_unit_code"), "adopted_plan", ["unit_code"], unique=False)
    op.create_table(
        "journal_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_act")),
        sa.UniqueConstraint("uid", name=op.f("uq_journal_act_uid")),
    )
    op.create_table(
        "not_same_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_uid", sa.String(), nullable=False),
        sa.Column("second_uid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_same_person")),
    )
    op.create_index(op.f("ix_not_same_person_first_uid"), "not_same_person", ["first_uid"], unique=False)
    op.create_index(op.f("ix_not_same_person_second_uid"), "not_same_person", ["second_uid"], unique=False)
    op.create_table(
        "obligation",
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("task_code", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("group_code", sa.String(), nullable=False),
        sa.Column("group_title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("role_reason", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("with_units", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("legal_source", sa.String(), nullable=False),
        sa.Column("deadline_text", sa.String(), nullable=False),
        sa.Column("deadline_kind", sa.String(), nullable=False),
        sa.Column("starts_on", sa.String(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("owed_from", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sa.UniqueConstraint("uid", name=op.f("uq_obligation_uid")),
    )
    op.create_index(op.f("ix_obligation_code"), "obligation", ["code"], unique=False)
    op.create_index(op.f("ix_obligation_plan_code"), "obligation", ["plan_code"], unique=False)
    op.create_index(op.f("ix_obligation_task_code"), "obligation", ["task_code"], unique=False)
    op.create_index(op.f("ix_obligation_unit_code"), "obligation", ["unit_code"], unique=False)
    op.create_table(
        "person",
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("birth", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("ethnicity", sa.String(), nullable=True),
        sa.Column("id_number", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("residence", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("workplace", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("work_field", sa.String(), nullable=True),
        sa.Column("association", sa.String(), nullable=True),
        sa.Column("degree", sa.String(), nullable=False),
        sa.Column("degree_year", sa.Integer(), nullable=True),
        sa.Column("academic_title", sa.String(), nullable=True),
        sa.Column("specialist", sa.String(), nullable=True),
        sa.Column("honour", sa.String(), nullable=True),
        sa.Column("training_field", sa.String(), nullable=True),
        sa.Column("major", sa.String(), nullable=True),
        sa.Column("research_field", sa.String(), nullable=True),
        sa.Column("trained_year", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_since", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("confirmed_on", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("uid", name=op.f("uq_person_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_person_id_number"), "person", ["id_number"], unique=False)
    op.create_index(op.f("ix_person_phone"), "person", ["phone"], unique=False)
    op.create_index(op.f("ix_person_unit_code"), "person", ["unit_code"], unique=False)
    op.create_table(
        "received_figure",
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_figure")),
        sa.UniqueConstraint("uid", name=op.f("uq_received_figure_uid")),
    )
    op.create_index(op.f("ix_received_figure_plan_code"), "received_figure", ["plan_code"], unique=False)
    op.create_index(op.f("ix_received_figure_unit_code"), "received_figure", ["unit_code"], unique=False)
    op.create_table(
        "received_package",
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("signers", sa.String(), nullable=False),
        sa.Column("manifest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_package")),
        sa.UniqueConstraint("sha256", name=op.f("uq_received_package_sha256")),
        sa.UniqueConstraint("uid", name=op.f("uq_received_package_uid")),
    )
    op.create_index(op.f("ix_received_package_unit_code"), "received_package", ["unit_code"], unique=False)
    op.create_table(
        "sent_package",
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_package")),
        sa.UniqueConstraint("sha256", name=op.f("uq_sent_package_sha256")),
        sa.UniqueConstraint("uid", name=op.f("uq_sent_package_uid")),
    )
    op.create_index(op.f("ix_sent_package_unit_code"), "sent_package", ["unit_code"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("starts_on", sa.String(), nullable=False),
        sa.Column("cut_off", sa.String(), nullable=False),
        sa.Column("is_estimate", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("replaces", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("sha256", name=op.f("uq_snapshot_sha256")),
        sa.UniqueConstraint("uid", name=op.f("uq_snapshot_uid")),
    )
    op.create_index(op.f("ix_snapshot_plan_code"), "snapshot", ["plan_code"], unique=False)
    op.create_index(op.f("ix_snapshot_unit_code"), "snapshot", ["unit_code"], unique=False)
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "target_value",
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("target_code", sa.String(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("reach", sa.String(), nullable=True),
        sa.Column("assessment", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_value")),
        sa.UniqueConstraint("uid", name=op.f("uq_target_value_uid")),
    )
    op.create_index(op.f("ix_target_value_plan_code"), "target_value", ["plan_code"], unique=False)
    op.create_index(op.f("ix_target_value_target_code"), "target_value", ["target_code"], unique=False)
    op.create_index(op.f("ix_target_value_unit_code"), "target_value", ["unit_code"], unique=False)
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("notation", sa.String(), nullable=True),
        sa.Column("authority", sa.String(), nullable=True),
        sa.Column("leader_title", sa.String(), nullable=True),
        sa.Column("leader_name", sa.String(), nullable=True),
        sa.Column("drafting_section", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("login", name=op.f("uq_user_login")),
        sa.UniqueConstraint("uid", name=op.f("uq_user_uid")),
    )
    op.create_table(
        "issued_paper",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("type_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_issued_paper_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("uid", name=op.f("uq_issued_paper_uid")),
    )
    op.create_index(op.f("ix_issued_paper_unit_code"), "issued_paper", ["unit_code"], unique=False)
    op.create_table(
        "journal_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["journal_act.id"], name=op.f("fk_journal_change_act_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
    )
    op.create_index(op.f("ix_journal_change_act_id"), "journal_change", ["act_id"], unique=False)
    op.create_index("ix_journal_change_row", "journal_change", ["table_name", "row_key"], unique=False)
    op.create_table(
        "progress",
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=True),
        sa.Column("whole", sa.Integer(), nullable=True),
        sa.Column("counted", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("difficulty", sa.String(), nullable=True),
        sa.Column("proposal", sa.String(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_progress_obligation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress")),
        sa.UniqueConstraint("uid", name=op.f("uq_progress_uid")),
    )
    op.create_index(op.f("ix_progress_obligation_id"), "progress", ["obligation_id"], unique=False)
    op.create_index(op.f("ix_progress_unit_code"), "progress", ["unit_code"], unique=False)
    op.create_table(
        "snapshot_file",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_on", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_snapshot_file_sha256")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_file_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot_file")),
        sa.UniqueConstraint("uid", name=op.f("uq_snapshot_file_uid")),
    )
    op.create_index(op.f("ix_snapshot_file_snapshot_id"), "snapshot_file", ["snapshot_id"], unique=False)
    op.create_index(op.f("ix_snapshot_file_unit_code"), "snapshot_file", ["unit_code"], unique=False)


_ENTER = """
        INSERT INTO search_person (rowid, folded, exact) VALUES (new.id, fold(new.full_name), new.full_name);
        INSERT INTO search_words (rowid, words)
        VALUES (new.id,
                fold(concat_ws(' ', new.full_name, new.workplace, new.position, new.major, new.email)));
        INSERT INTO search_name (person_id, name_key, birth, words, spelt)
        VALUES (new.id, name_key(new.full_name), new.birth,
                ' ' || replace(replace(replace(fold(new.full_name), '-', ' '), '''', ' '), '’', ' ')
                || ' ', spelt_words(new.full_name));"""
_LEAVE = """
        DELETE FROM search_person WHERE rowid = old.id;
        DELETE FROM search_words WHERE rowid = old.id;
        DELETE FROM search_name WHERE person_id = old.id;"""
# The last four digits lead to few rows; the rest of what was typed is compared on those.
_ENTER_NUMBERS = """
        INSERT OR IGNORE INTO search_number (tail, number, person_id)
        SELECT substr(number, -4), number, new.id
        FROM (SELECT new.id_number AS number UNION ALL SELECT new.phone) WHERE number <> '';"""
_LEAVE_NUMBERS = """
        DELETE FROM search_number WHERE person_id = old.id
        AND tail IN (substr(old.id_number, -4), substr(old.phone, -4));"""

_FULL_TEXT = (
    "content='', contentless_delete=1, prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0'"
)
SEARCH = (
    # Names stand apart from all words: who asks for a name need not pass the “công ty” of every workplace.
    f"CREATE VIRTUAL TABLE search_person USING fts5(folded, exact, detail=column, {_FULL_TEXT})",
    f"CREATE VIRTUAL TABLE search_words USING fts5(words, detail=none, {_FULL_TEXT})",
    # The words of the name stand in the index of the order, so that walking it can test each name at once.
    """CREATE TABLE search_name (person_id INTEGER PRIMARY KEY, name_key BLOB NOT NULL, birth TEXT,
        words TEXT NOT NULL, spelt TEXT NOT NULL)""",
    "CREATE INDEX ix_search_name ON search_name (name_key, birth, person_id, words)",
    """CREATE TABLE search_number (tail TEXT NOT NULL, number TEXT NOT NULL, person_id INTEGER NOT NULL,
        PRIMARY KEY (tail, number, person_id)) WITHOUT ROWID""",
    # Holds a row only inside the transaction of a bulk load, which then enters all its people at once.
    "CREATE TABLE search_later (after_id INTEGER NOT NULL)",
    f"""CREATE TRIGGER search_person_insert AFTER INSERT ON person
        WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN {_ENTER} {_ENTER_NUMBERS} END""",
    f"""CREATE TRIGGER search_person_update
        AFTER UPDATE OF id, full_name, birth, workplace, position, major, email ON person
        BEGIN {_LEAVE} {_ENTER} END""",
    f"""CREATE TRIGGER search_number_update AFTER UPDATE OF id, id_number, phone ON person
        BEGIN {_LEAVE_NUMBERS} {_ENTER_NUMBERS} END""",
    f"CREATE TRIGGER search_person_delete AFTER DELETE ON person BEGIN {_LEAVE} {_LEAVE_NUMBERS} END",
)


def upgrade() -> None:
    _tables()
    for statement in SEARCH:
        op.execute(statement)
