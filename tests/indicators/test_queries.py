from datetime import date

from desktop.accounts.office import Office
from desktop.indicators.actions import keep_computed, record_value, set_milestone
from desktop.indicators.queries import TargetLine, target_lines
from desktop.indicators.rules import TargetState
from desktop.indicators.sample import enter_sample_values
from desktop.plans.catalogue import load_plan

PLAN = load_plan("dong-nai-2026")
JUNE = date(2026, 6, 14)


def lines(office: Office, on: date = JUNE) -> dict[str, TargetLine]:
    with office.read() as session:
        return {line.code: line for line in target_lines(session, PLAN, on)}


def record(office: Office, code: str, as_of: date, **entry: object) -> None:
    with office.write() as session:
        source = {} if "document" in entry else {"source": "Sở"}
        record_value(session, PLAN.code, code, as_of=as_of, today=as_of, **source | entry)


def test_every_target_has_a_line_in_the_plans_order(office: Office) -> None:
    assert list(lines(office)) == [target.code for target in PLAN.targets]


def test_a_line_shows_the_target_in_words(office: Office) -> None:
    shown = lines(office)
    assert shown["ĐN26.CT01"].target_text == "12 người/vạn dân"
    assert shown["ĐN26.CT03"].target_text == "từ 1,5 đến 2%"
    assert shown["ĐN26.CT21"].target_text == "định tính"


def test_the_newest_typed_value_up_to_the_day_counts(office: Office) -> None:
    record(office, "ĐN26.CT16", date(2026, 1, 5), value=33.0)
    record(office, "ĐN26.CT16", date(2026, 6, 20), value=36.0)
    june, july = lines(office)["ĐN26.CT16"], lines(office, date(2026, 7, 1))["ĐN26.CT16"]
    assert (june.value, june.as_of, june.state) == (33.0, date(2026, 1, 5), TargetState.NO_DATA)
    assert june.state_label == "Chưa đủ dữ liệu"
    assert (july.value, july.as_of, july.state) == (36.0, date(2026, 6, 20), TargetState.MET)


def test_a_typed_value_is_judged_by_the_line_from_the_first(office: Office) -> None:
    record(office, "ĐN26.CT04", date(2026, 1, 1), value=50.0)
    record(office, "ĐN26.CT04", date(2026, 6, 10), value=51.0)
    shown = lines(office)["ĐN26.CT04"]
    assert shown.state is TargetState.BEHIND
    assert "đi đều từ 50% ngày 01/01/2026" in shown.note


def test_a_computed_value_carries_its_people_and_how_it_is_computed(office: Office, register) -> None:
    register.add(2, sex="nu")
    register.add(3)
    shown = lines(office)["ĐN26.CT22"]
    assert (shown.value, shown.numerator, shown.denominator, shown.state) == (40.0, 2, 5, TargetState.MET)
    assert shown.computed
    assert shown.basis.startswith("Tử số: nữ; mẫu số:")


def test_a_computed_value_goes_before_a_typed_one(office: Office, register) -> None:
    register.add(2, sex="nu")
    record(office, "ĐN26.CT22", date(2026, 6, 1), value=12.0)
    assert lines(office)["ĐN26.CT22"].value == 100.0


def test_kept_values_are_where_the_line_of_a_computed_target_begins(office: Office, register) -> None:
    register.add(1, sex="nu")
    register.add(3)
    with office.write() as session:
        keep_computed(session, PLAN.code, date(2026, 1, 1))
    register.add(4)
    shown = lines(office)["ĐN26.CT22"]
    assert (shown.value, shown.state) == (12.5, TargetState.BEHIND)
    assert "từ 25% ngày 01/01/2026" in shown.note


def test_what_cannot_be_computed_says_why(office: Office, register) -> None:
    assert lines(office)["ĐN26.CT22"].note == "Sổ chưa có người nào để tính chỉ tiêu này."
    register.add(degree="TS")
    shown = lines(office)["ĐN26.CT01"]
    assert (shown.value, shown.numerator, shown.state) == (None, 1, TargetState.NO_DATA)
    assert shown.note == "Chưa nhập dân số (mã DAN_SO) nên chưa tính được."


def test_a_sum_over_the_whole_period_begins_at_nothing(office: Office) -> None:
    record(office, "ĐN26.CT05", date(2026, 6, 10), value=0, reach="whole")
    shown = lines(office)["ĐN26.CT05"]
    assert shown.state is TargetState.BEHIND
    assert "đi đều từ 0 giải thưởng ngày 01/01/2026" in shown.note


def test_a_wards_part_of_what_the_whole_city_owes_is_not_judged(office: Office) -> None:
    record(office, "ĐN26.CT05", date(2026, 6, 10), value=1)
    shown = lines(office)["ĐN26.CT05"]
    assert (shown.state, shown.state_label) == (TargetState.NO_DATA, "Chưa đủ dữ liệu")
    assert "đây là phần của phường Trấn Biên" in shown.note


def test_a_part_given_to_the_ward_is_what_it_is_judged_by(office: Office) -> None:
    record(office, "ĐN26.CT05", date(2026, 6, 10), value=1)
    with office.write() as session:
        set_milestone(session, PLAN.code, "ĐN26.CT05", year=2030, value=1)
    shown = lines(office)["ĐN26.CT05"]
    assert (shown.state, shown.note[:40]) == (
        TargetState.MET,
        "Đạt 1 giải thưởng, mức giao cho đơn vị 1",
    )


def test_a_wish_is_judged_by_the_office_itself(office: Office) -> None:
    proof = {"document": "Báo cáo số 12/BC-UBND (hư cấu)", "note": "Đủ 03 bác sĩ sau đại học (hư cấu)."}
    record(office, "ĐN26.CT21", date(2026, 6, 10), assessment="met", **proof)
    shown = lines(office)["ĐN26.CT21"]
    assert shown.state is TargetState.MET
    assert shown.note == "Đơn vị tự đánh giá: đạt. Đủ 03 bác sĩ sau đại học (hư cấu)."
    assert shown.source == "Báo cáo số 12/BC-UBND (hư cấu)"


def test_the_sample_values_stand_in_every_state(office: Office) -> None:
    with office.write() as session:
        enter_sample_values(session)
    assert {line.state for line in lines(office).values()} == set(TargetState)
