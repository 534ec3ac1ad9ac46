from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.accounts.office import Office
from desktop.errors import NotFound
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, change_role, report_progress
from desktop.tasks.queries import (
    TaskLine,
    adopted_plans,
    counts_by_state,
    list_obligations,
    progress_of,
)
from desktop.tasks.rules import State

JUNE = date(2026, 6, 14)
LATER = date(2026, 11, 21)


def report(office: Office, code: str, percent: int, on: date, **more: str) -> None:
    with office.write() as session:
        report_progress(session, code, percent=percent, on=on, today=LATER, **{"note": "Đã làm", **more})


def line(office: Office, code: str, on: date = LATER, since: date | None = None) -> TaskLine:
    with office.read() as session:
        return next(one for one in list_obligations(session, on, since=since) if one.code == code)


def test_the_list_follows_the_plan(adopted: Office) -> None:
    with adopted.read() as session:
        lines = list_obligations(session, JUNE, "dong-nai-2026")
    tasks = load_plan("dong-nai-2026").tasks
    assert [one.task_code for one in lines][: len(tasks)] == [task.code for task in tasks]


def test_a_line_carries_the_plans_own_words(adopted: Office) -> None:
    shown = line(adopted, "ĐN26.18")
    assert shown.group_title == "Nhóm nhiệm vụ trọng tâm và phát triển mới"
    assert shown.lead == ("Sở Khoa học và Công nghệ",)
    assert shown.with_ == ("Sở Nội vụ", "các sở, ngành, địa phương và các đơn vị có liên quan")
    assert (shown.number, shown.deadline_text, shown.due_on) == ("18", "Năm 2027", date(2027, 12, 31))
    assert shown.legal_source == "Phụ lục, Nhóm II, STT 18"


def test_only_the_plan_asked_for_is_listed(adopted: Office) -> None:
    with adopted.write() as session:
        adopt_plan(session, load_plan("hai-phong-2026"), JUNE)
    with adopted.read() as session:
        assert {one.plan_code for one in list_obligations(session, JUNE)} == {
            "dong-nai-2026",
            "hai-phong-2026",
        }
        assert {one.plan_code for one in list_obligations(session, JUNE, "hai-phong-2026")} == {
            "hai-phong-2026"
        }


def test_a_day_in_the_past_does_not_know_later_reports(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 60, date(2026, 6, 1))
    report(adopted, "ĐN26.3", 100, date(2026, 6, 20))
    assert (line(adopted, "ĐN26.3", JUNE).percent, line(adopted, "ĐN26.3").percent) == (60, 100)


def test_a_report_entered_late_takes_its_place_by_its_day(adopted: Office) -> None:
    report(adopted, "ĐN26.3", 60, date(2026, 6, 10))
    report(adopted, "ĐN26.3", 20, date(2026, 5, 25))
    assert line(adopted, "ĐN26.3", JUNE).percent == 60


def test_finished_means_the_day_since_which_all_is_done(adopted: Office) -> None:
    for percent, on in ((100, 10), (80, 12), (100, 20), (100, 25)):
        report(adopted, "ĐN26.3", percent, date(2026, 6, on))
    assert line(adopted, "ĐN26.3").why == "Hoàn thành ngày 20/06/2026, trong hạn 30/06/2026."


def test_words_gather_evidence_and_keep_the_newest_of_the_rest(adopted: Office) -> None:
    report(
        adopted, "ĐN26.2", 20, date(2026, 3, 1), evidence="Số 1", difficulty="Thiếu người", proposal="Bổ sung"
    )
    report(adopted, "ĐN26.2", 40, date(2026, 5, 1), evidence="Số 2", note="Hội nghị")
    shown = line(adopted, "ĐN26.2")
    assert (shown.note, shown.evidence) == ("Hội nghị", "Số 1; Số 2")
    assert (shown.difficulty, shown.proposal) == ("Thiếu người", "Bổ sung")


def test_a_period_shows_only_words_of_its_reports_but_the_whole_percent(adopted: Office) -> None:
    report(adopted, "ĐN26.2", 40, date(2026, 5, 1), evidence="Số 2", difficulty="Thiếu người")
    shown = line(adopted, "ĐN26.2", since=date(2026, 6, 15))
    assert shown.percent == 40
    assert (shown.note, shown.evidence, shown.difficulty, shown.proposal) == ("", "", "", "")


def test_nothing_reported_is_told_from_zero_percent(adopted: Office) -> None:
    assert (line(adopted, "ĐN26.2").percent, line(adopted, "ĐN26.2").last_on) == (0, None)
    report(adopted, "ĐN26.2", 0, date(2026, 5, 1))
    assert line(adopted, "ĐN26.2").last_on == date(2026, 5, 1)


def test_counts_name_every_state_and_leave_out_what_is_watched(adopted: Office) -> None:
    with adopted.read() as session:
        lines = list_obligations(session, date(2026, 7, 12))
    counts = counts_by_state(lines)
    assert list(counts) == list(State)
    assert sum(counts.values()) == sum(one.is_owed for one in lines) < len(lines)
    assert counts[State.OVERDUE] == 1


def test_a_task_taken_over_starts_to_count(adopted: Office) -> None:
    with adopted.read() as session:
        before = sum(counts_by_state(list_obligations(session, JUNE)).values())
    with adopted.write() as session:
        change_role(session, "ĐN26.1", "with", "Công văn (hư cấu)")
    with adopted.read() as session:
        assert sum(counts_by_state(list_obligations(session, JUNE)).values()) == before + 1


def test_adopted_plans_are_listed_with_their_day(adopted: Office) -> None:
    with adopted.read() as session:
        plans = adopted_plans(session)
    assert [(plan.plan_code, plan.adopted_on) for plan in plans] == [("dong-nai-2026", date(2026, 5, 20))]


def test_reports_on_an_unknown_task_are_refused(adopted: Office) -> None:
    with pytest.raises(NotFound), adopted.read() as session:
        progress_of(session, "ĐN26.99")


def test_an_office_without_a_plan_has_an_empty_list(office: Office) -> None:
    with office.read() as session:
        assert list_obligations(session, JUNE) == []
        assert adopted_plans(session) == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 100), st.dates(date(2026, 1, 1), LATER)), min_size=1, max_size=4),
    st.dates(date(2026, 1, 1), LATER),
)
def test_the_percent_is_that_of_the_newest_report_up_to_the_day(
    adopted: Office, entries: list[tuple[int, date]], on: date
) -> None:
    class Back(Exception):
        pass

    with pytest.raises(Back), adopted.write() as session:
        for percent, day in entries:
            report_progress(session, "ĐN26.18", percent=percent, note="Đã làm", on=day, today=LATER)
        shown = next(one for one in list_obligations(session, on) if one.code == "ĐN26.18")
        known = [entry for entry in entries if entry[1] <= on]
        newest = max(enumerate(known), key=lambda entry: (entry[1][1], entry[0]))[1] if known else (0, None)
        assert (shown.percent, shown.last_on) == newest
        raise Back
