"""What an activity adds to the profiles of those who were there: trainings, awards, advice given."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.activities.queries import ActivityFacts, ParticipantLine, activity_facts, participants
from desktop.activities.rules import CONSULTING, HONOURED, SPEAKER, TRAINING
from desktop.codelists import OTHER, base_code, code_list
from desktop.errors import Invalid, UserError
from desktop.people.profile.actions import add_row
from desktop.people.profile.sections import Section, section_of
from desktop.text import fold


@dataclass(frozen=True)
class ProfileRowToAdd:
    """One row for one profile: section, person, values."""

    section: Section
    person_uid: str
    name: str
    values: dict[str, object]


@dataclass(frozen=True)
class Filled:
    """How many rows were added by section title, and for whom none, with the reason."""

    added: dict[str, int]
    left: tuple[str, ...]


def rows_to_add(session: Session, uid: str) -> list[ProfileRowToAdd]:
    """Return what `fill_profiles` would add; empty when the activity has nothing for a profile."""
    facts = activity_facts(session, uid)
    if not facts.is_held:
        return []
    own = unit_of(session).name
    return [row for line in participants(session, uid) if line.person_uid for row in _rows(facts, line, own)]


def fill_profiles(session: Session, uid: str) -> Filled:
    """Add a training attended, an award received, advice given to the profiles, all in one act.

    What a profile says already is not added twice. Raises NotAllowed, NotFound; UserError when there is
    nothing to add.
    """
    authorize(session, Right.EDIT_PEOPLE, "Ghi hoạt động vào hồ sơ khoa học")
    wanted = rows_to_add(session, uid)
    if not wanted:
        raise UserError(
            "Hoạt động này không có gì để ghi vào hồ sơ: cần lớp bồi dưỡng đã tổ chức có người trong sổ có "
            "mặt, người được khen hoặc báo cáo viên của buổi tư vấn."
        )
    added: dict[str, int] = {}
    left = []
    for row in wanted:
        try:
            add_row(session, row.section, row.person_uid, row.values)
        except Invalid as wrong:
            left.append(f"{row.name}: {wrong.message}")
        else:
            added[row.section.title] = added.get(row.section.title, 0) + 1
    return Filled(added, tuple(left))


def _rows(facts: ActivityFacts, line: ParticipantLine, own: str) -> Iterator[ProfileRowToAdd]:
    kind, values = base_code(facts.values["kind"]), facts.values
    common = {
        "since": values["starts_on"],
        "document": values["document_number"],
    }
    place = values["organiser"] or own

    def row(section: str, said: dict[str, object]) -> ProfileRowToAdd:
        return ProfileRowToAdd(section_of(section), line.person_uid, line.values["name"], common | said)

    if kind == TRAINING and line.came and line.values["role"] != SPEAKER:
        said = {"title": values["title"], "kind": values["training_kind"], "institution": place}
        yield row("trainings", said | {"until": values["ends_on"]})
    if line.values["role"] == HONOURED or line.values["award"]:
        yield row("awards", _award(line, values["title"]))
    if line.came and (kind == CONSULTING or line.values["role"] == SPEAKER):
        how = "tu_van" if kind == CONSULTING else "giang_day"
        yield row("contributions", {"title": values["title"], "kind": how, "institution": place})


def _award(line: ParticipantLine, title: str) -> dict[str, object]:
    """Return the award as the code list knows it, else in the words of the list."""
    said = str(line.values["award"] or title)
    named = [
        (len(name), code)
        for code in code_list("award").codes
        for name in (code.label, *code.aliases)
        if code.code != OTHER and fold(said).startswith(fold(name))
    ]
    reason = {"reason": (line.values["merit"] or "")[:500] or None}
    if not named:
        return {"name": said[:200]} | reason
    best = max(named, key=lambda one: one[0])[1]
    return {"award": best.code, "level": best.parent or None} | reason
