"""Recording an activity, its tasks, its progress; undoing all of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from activities.conftest import HELD, Record
from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.activities.actions import change_activity, count_as_progress, record_activity, remove_activity
from desktop.activities.models import Activity, ActivityTask, Participant
from desktop.activities.queries import Filter, activity_facts, activity_lines
from desktop.errors import Invalid, NotFound, UserError
from desktop.people.normal import today
from desktop.tasks.models import Progress
from desktop.tasks.queries import list_obligations, progress_of
from desktop.text import day

LATER = (today() + timedelta(days=30)).isoformat()


def test_an_activity_is_stored_as_offices_write_it(office: Office, record: Record) -> None:
    uid = record(kind="Đối thoại", starts_on="5/3/2026", cost="12.500.000", other_guests=3)
    with office.read() as session:
        facts = activity_facts(session, uid)
    assert (facts.values["kind"], facts.values["starts_on"]) == ("doi_thoai", "2026-03-05")
    assert (facts.values["cost"], facts.values["other_guests"]) == (12_500_000, 3)
    assert facts.texts["starts_on"] == "05/03/2026"


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"starts_on": LATER}, "starts_on", "chọn tình trạng “Dự kiến”"),
        ({"ends_on": "2026-03-01"}, "ends_on", "trước khi bắt đầu"),
        ({"title": " "}, "title", "Chưa có tên hoạt động"),
        ({"starts_on": "31/02/2026"}, "starts_on", "Không có ngày"[1:]),
        ({"cost": "nhiều"}, "cost", "không phải một số nguyên"),
        ({"cost": -1}, "cost", "không phải một số nguyên"),
        ({"kind": "Hội chợ"}, "kind", "không có trong danh mục"),
        ({"state": "du_kien", "starts_on": "2045-01-01"}, "starts_on", "quá xa"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    office: Office, values: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(Invalid) as wrong, office.write() as session:
        record_activity(session, HELD | values)
    assert [(p.field, said in p.message) for p in wrong.value.problems] == [(field, True)]


def test_a_planned_activity_may_lie_ahead(office: Office, record: Record) -> None:
    record(state="du_kien", starts_on=LATER)
    with office.read() as session:
        [line] = activity_lines(session, today())
        [late] = activity_lines(session, today() + timedelta(days=60))
    assert (line.state_label, late.state_label) == ("Dự kiến", "Quá ngày, chưa ghi")


def test_an_activity_before_the_plan_cannot_serve_its_task(adopted: Office, record: Record) -> None:
    with pytest.raises(Invalid, match="trước năm ban hành kế hoạch"):
        record(("ĐN26.3",), starts_on="2025-06-01")


def test_an_unknown_task_is_refused(adopted: Office, record: Record) -> None:
    with pytest.raises(NotFound, match="ĐN99"):
        record(("ĐN99",))


def test_one_act_reports_progress_with_the_activity_as_evidence(adopted: Office, record: Record) -> None:
    uid = record(document_number="12/KH-UBND")
    with adopted.write() as session:
        count_as_progress(session, uid, "ĐN26.3", 40, "Đã đối thoại.")
    with adopted.read() as session:
        [report] = progress_of(session, "ĐN26.3")
        [task] = activity_facts(session, uid).tasks
    assert (report.percent, day(report.on)) == (40, "05/03/2026")
    assert report.evidence == "Hoạt động ngày 05/03/2026: Hội nghị đối thoại với trí thức (12/KH-UBND)"
    assert (task.code, task.reported) == ("ĐN26.3", True)
    newest = newest_act(adopted)
    with adopted.write() as session:
        undo(session, newest)
    with adopted.read() as session:
        assert progress_of(session, "ĐN26.3") == []
        assert activity_facts(session, uid).tasks == ()


def test_progress_is_reported_once_and_only_of_what_was_held(adopted: Office, record: Record) -> None:
    planned = record(state="du_kien", starts_on=LATER)
    with pytest.raises(UserError, match="chưa ghi là đã tổ chức"), adopted.write() as session:
        count_as_progress(session, planned, "ĐN26.3", 40, "Đã đối thoại.")
    held = record(("ĐN26.3",))
    with adopted.write() as session:
        count_as_progress(session, held, "ĐN26.3", 40, "Đã đối thoại.")
    with pytest.raises(UserError, match="đã ghi tiến độ"), adopted.write() as session:
        count_as_progress(session, held, "ĐN26.3", 50, "Lần nữa.")
    with pytest.raises(UserError, match="Không bỏ được nhiệm vụ"), adopted.write() as session:
        change_activity(session, held, {}, [])


def test_what_was_held_counts_as_activity_of_a_standing_task(adopted: Office, record: Record) -> None:
    uid = record(("ĐN26.14",))

    def why() -> str:
        with adopted.read() as session:
            lines = list_obligations(session, date(2026, 4, 1))
        return next(line.why for line in lines if line.code == "ĐN26.14")

    assert "đã có kết quả" in why()
    with adopted.write() as session:
        change_activity(session, uid, {"state": "khong_to_chuc"})
    assert "đã có kết quả" not in why()
    with adopted.write() as session:
        change_activity(session, uid, {"state": "da_to_chuc"})
    assert "đã có kết quả" in why()
    with adopted.write() as session:
        remove_activity(session, uid)
    assert "đã có kết quả" not in why()


def test_undoing_progress_of_a_task_that_was_linked_before_leaves_the_link(
    adopted: Office, record: Record
) -> None:
    uid = record(("ĐN26.3",))
    with adopted.write() as session:
        count_as_progress(session, uid, "ĐN26.3", 40, "Đã đối thoại.")
    newest = newest_act(adopted)
    with adopted.write() as session:
        undo(session, newest)
    with adopted.read() as session:
        [task] = activity_facts(session, uid).tasks
        assert not task.reported
        assert session.scalar(select(func.count(Progress.id))) == 0


def test_a_removed_activity_comes_back_with_all_that_hung_on_it(
    adopted: Office, record: Record, people: list[str]
) -> None:
    from desktop.activities.attending import Attendee, add_participants

    uid = record(("ĐN26.3",))
    with adopted.write() as session:
        add_participants(session, uid, [Attendee(people[0]), Attendee(name="Khách Mời")])
    with adopted.write() as session:
        remove_activity(session, uid)
    with adopted.read() as session:
        counts = [session.scalar(select(func.count()).select_from(t)) for t in (Activity, Participant)]
        assert counts == [0, 0]
    newest = newest_act(adopted)
    with adopted.write() as session:
        undo(session, newest)
    with adopted.read() as session:
        assert session.scalar(select(func.count()).select_from(Participant)) == 2
        assert session.scalar(select(func.count()).select_from(ActivityTask)) == 1


def test_the_list_is_filtered_by_year_kind_plan_and_words(adopted: Office, record: Record) -> None:
    serving = record(("ĐN26.3",))
    training = record(kind="boi_duong", title="Lớp chuyển đổi số", starts_on="2025-04-01")

    def found(**wanted: object) -> list[str]:
        with adopted.read() as session:
            return [line.uid for line in activity_lines(session, today(), Filter(**wanted))]  # type: ignore[arg-type]

    assert found() == [serving, training]
    assert found(year=2025) == found(kind="boi_duong") == found(words="chuyen doi") == [training]
    assert found(plan_code="dong-nai-2026") == [serving]


def newest_act(office: Office) -> str:
    from desktop.journal.models import Act

    with office.read() as session:
        return session.scalars(select(Act.uid).order_by(Act.id.desc()).limit(1)).one()


@pytest.mark.parametrize("state", ["du_kien", "khong_to_chuc"])
def test_what_progress_was_reported_of_stays_held_until_that_is_undone(
    adopted: Office, record: Record, state: str
) -> None:
    uid = record(("ĐN26.3",))
    with adopted.write() as session:
        count_as_progress(session, uid, "ĐN26.3", 40, "Đã đối thoại.")
    reported = newest_act(adopted)
    with pytest.raises(Invalid, match=r"nhiệm vụ ĐN26\.3 từ") as wrong, adopted.write() as session:
        change_activity(session, uid, {"state": state})
    assert [problem.field for problem in wrong.value.problems] == ["state"]
    with adopted.write() as session:
        undo(session, reported)
    with adopted.write() as session:
        change_activity(session, uid, {"state": state})
    with adopted.read() as session:
        assert activity_facts(session, uid).values["state"] == state
