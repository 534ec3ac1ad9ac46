from datetime import date

import pytest
from conftest import add_people

from desktop.accounts.office import Office
from desktop.activities.figures import Span, activity_figures
from desktop.activities.sample import enter_sample_activities
from desktop.errors import NotFound
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan
from desktop.tasks.sample import SAMPLE_PLAN, sample_entries


def test_the_sample_needs_its_plan(office: Office) -> None:
    with pytest.raises(NotFound), office.write() as session:
        enter_sample_activities(session)


def test_the_sample_of_activities_counts_in_its_half_year(office: Office) -> None:
    add_people(office, *({"full_name": f"Nguyễn Văn {letter}"} for letter in "ABCDEFGHIKLMN"))
    with office.write() as session:
        adopt_plan(session, load_plan(SAMPLE_PLAN), date(2026, 6, 1))
    with office.write() as session:
        assert enter_sample_activities(session) == len(sample_entries("activities")) == 3
    with office.read() as session:
        found = activity_figures(session, Span(date(2025, 12, 15), date(2026, 6, 14), SAMPLE_PLAN))
    figures = {figure.name: figure.count for figure in found}
    assert (figures["activities"], figures["participants"], figures["opinions"]) == (2, 3, 2)


def test_every_activity_of_the_sample_is_marked_as_invented() -> None:
    assert all(entry["values"]["title"].endswith("(hư cấu)") for entry in sample_entries("activities"))
