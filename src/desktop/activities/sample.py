"""The invented activities that go with the sample half-year of `tasks.sample`."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.activities.actions import record_activity
from desktop.activities.attending import Attendee, add_participants
from desktop.activities.opinions import record_opinion
from desktop.people.models import Person
from desktop.tasks.sample import sample_entries


def enter_sample_activities(session: Session) -> int:
    """Record the sample's activities, with people of the register and opinions; return how many.

    The office must have adopted the sample's plan; raises NotFound otherwise.
    """
    entries = sample_entries("activities")
    uids = session.scalars(select(Person.uid).order_by(Person.id)).all()
    for entry in entries:
        activity = record_activity(session, entry["values"], entry.get("tasks", ()))
        taking_part = uids[:: entry["every"]]
        add_participants(session, activity, [Attendee(person_uid=uid) for uid in taking_part])
        for opinion, uid in zip(entry.get("opinions", ()), taking_part, strict=False):
            record_opinion(session, activity, opinion, uid)
    return len(entries)
