"""The chart of a target: history, path, level or band."""

from datetime import date

import pytest

from desktop.accounts.office import Office
from desktop.documents.model import Chart
from desktop.indicators.actions import record_value, set_baseline, set_milestone
from desktop.indicators.chart import chart_of, charts_of
from desktop.indicators.queries import TargetLine, target_lines
from desktop.plans.catalogue import load_plan

PLAN = load_plan("dong-nai-2026")
NOVEMBER = date(2026, 11, 21)


def record(office: Office, code: str, as_of: date, value: float) -> None:
    with office.write() as session:
        record_value(session, PLAN.code, code, as_of=as_of, value=value, source="Sở", today=NOVEMBER)


def line(office: Office, code: str) -> TargetLine:
    with office.read() as session:
        return next(one for one in target_lines(session, PLAN, NOVEMBER) if one.code == code)


def drawn(office: Office, code: str) -> Chart:
    found = chart_of(line(office, code), NOVEMBER)
    assert found is not None
    return found


def test_values_stand_in_their_half_years_and_the_path_leads_to_the_goal(office: Office) -> None:
    record(office, "ĐN26.CT04", date(2026, 1, 1), 50.0)
    record(office, "ĐN26.CT04", date(2026, 11, 1), 52.0)
    chart = drawn(office, "ĐN26.CT04")
    assert chart.labels[:3] == ("6/26", "11/26", "6/27")
    assert chart.labels[-1] == "2030"
    assert chart.series == (("Thực hiện", (50.0, 52.0, *[None] * 8)),)
    assert (chart.target, chart.band, chart.path[-1]) == (75.0, None, 75.0)


def test_a_range_is_a_band(office: Office) -> None:
    record(office, "ĐN26.CT16", NOVEMBER, 33.0)
    chart = drawn(office, "ĐN26.CT16")
    assert (chart.target, chart.band) == (None, (35.0, 40.0))


def test_milestones_are_seen_in_the_path(office: Office) -> None:
    with office.write() as session:
        set_baseline(session, PLAN.code, "ĐN26.CT04", as_of=date(2026, 6, 30), value=50.0)
    with office.write() as session:
        set_milestone(session, PLAN.code, "ĐN26.CT04", year=2028, value=55.0)
    record(office, "ĐN26.CT04", NOVEMBER, 51.0)
    chart = drawn(office, "ĐN26.CT04")
    assert dict(zip(chart.labels, chart.path, strict=True))["2028"] == pytest.approx(55.0)


def test_a_far_horizon_is_drawn_by_years(office: Office) -> None:
    record(office, "ĐN26.CT34", date(2026, 1, 1), 50.0)
    record(office, "ĐN26.CT34", NOVEMBER, 51.0)
    chart = drawn(office, "ĐN26.CT34")
    assert len(chart.labels) == 20
    path = dict(zip(chart.labels, chart.path, strict=True))
    assert (path["2030"], path["2045"]) == (75.0, 90.0)  # over what the plan asks by 2030


def test_words_and_unknown_targets_have_no_chart(office: Office) -> None:
    assert chart_of(line(office, "ĐN26.CT21"), NOVEMBER) is None
    assert chart_of(line(office, "ĐN26.CT04"), NOVEMBER) is None


def test_papers_show_the_targets_that_are_under_way(office: Office) -> None:
    record(office, "ĐN26.CT04", date(2026, 1, 1), 50.0)
    record(office, "ĐN26.CT04", NOVEMBER, 51.0)
    record(office, "ĐN26.CT16", NOVEMBER, 41.0)
    record(office, "ĐN26.CT03", date(2026, 11, 1), 0.5)
    with office.read() as session:
        charts = charts_of(target_lines(session, PLAN, NOVEMBER), NOVEMBER)
    assert [chart.title[:18] for chart in charts] == ["Chỉ tiêu ĐN26.CT04"]
