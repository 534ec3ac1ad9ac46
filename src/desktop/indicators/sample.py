"""The invented values that go with the sample half-year of `tasks.sample`."""

from sqlalchemy.orm import Session

from desktop.indicators.actions import record_value
from desktop.tasks.sample import SAMPLE_PLAN, sample_entries


def enter_sample_values(session: Session) -> int:
    """Type the sample's values of targets and the population; return how many."""
    entries = sample_entries("values")
    for entry in entries:
        record_value(session, SAMPLE_PLAN, entry.pop("code"), **entry, today=entry["as_of"])
    return len(entries)
