import argparse
import json
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.commands import Commands
from desktop.errors import NotFound, UserError
from desktop.indicators.cli import add_commands
from desktop.journal.queries import list_acts
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.text import number

PLAN = "dong-nai-2026"


def run(office: Office, *words: str) -> tuple[Any, str]:
    """Run one command as the command line does and return its JSON document, read back, and its words."""
    parser = argparse.ArgumentParser()
    add_commands(Commands(parser))
    args = parser.parse_args(words)
    document, text = args.run(args, office)
    return json.loads(json.dumps(document, allow_nan=False)), text


def test_show_has_the_promised_keys(office: Office, register) -> None:
    register.add(2, sex="nu")
    register.add(3)
    rows, text = run(office, "indicators", "show", PLAN, "--on", "2026-06-14")
    row = next(row for row in rows if row["code"] == "ĐN26.CT22")
    assert (
        row.items()
        >= {
            "value": 40.0,
            "numerator": 2,
            "denominator": 5,
            "target": "ít nhất 40%",
            "state": "met",
            "note": "Đạt 40%, chỉ tiêu ít nhất 40%.",
        }.items()
    )
    assert "Đạt 40%" in text


def test_enter_types_a_value_and_shows_it(office: Office) -> None:
    row, text = run(
        office, "indicators", "enter", PLAN, "dn26.ct12", "--numerator", "118", "--denominator", "121",
        "--on", "2026-06-10", "--source", "Báo cáo (hư cấu)",
    )  # fmt: skip
    assert (row["code"], row["numerator"], row["as_of"]) == ("ĐN26.CT12", 118, "2026-06-10")
    assert text.startswith("Đã ghi số liệu: tử số 118, mẫu số 121.")


def test_enter_types_the_population(office: Office) -> None:
    row, _ = run(office, "indicators", "enter", PLAN, "DAN_SO", "--value", "96400", "--source", "Thống kê")
    assert row == {"code": "DAN_SO", "value": 96400.0}


def test_keep_tells_how_many_values_were_kept(office: Office, register) -> None:
    register.add(2)
    assert run(office, "indicators", "keep", PLAN, "--on", "2026-06-10")[0] == {"kept": 1}


def test_an_unknown_plan_is_refused(office: Office) -> None:
    with pytest.raises(NotFound):
        run(office, "indicators", "show", "khong-co")


@pytest.mark.parametrize(("typed", "value"), [("202.500", 202_500), ("1.234,5", 1234.5), ("96400", 96_400)])
def test_figures_are_read_as_offices_write_them_and_said_again(
    office: Office, typed: str, value: float
) -> None:
    row, text = run(office, "indicators", "enter", PLAN, "DAN_SO", "--value", typed, "--source", "Thống kê")
    assert row["value"] == value
    assert text.startswith(f"Đã ghi số liệu: giá trị {number(value)}.")


def test_a_figure_that_can_only_be_a_slip_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="Số liệu lớn quá"):
        run(office, "indicators", "enter", PLAN, "DAN_SO", "--value", "9" * 14, "--source", "Thống kê")


def test_a_path_is_made_by_baseline_and_milestone(office: Office) -> None:
    code = "ĐN26.CT04"
    _, text = run(
        office, "indicators", "baseline", PLAN, code, "--on", "2026-01-01", "--value", "50", "--source", "Sở"
    )  # fmt: skip
    assert text == "Đã ghi mốc xuất phát của ĐN26.CT04: 50 ngày 01/01/2026."
    run(office, "indicators", "milestone", PLAN, code, "--year", "2028", "--value", "60")
    row, _ = run(
        office, "indicators", "enter", PLAN, code, "--value", "54", "--on", "2026-11-01", "--source", "Sở"
    )
    assert (row["state"], row["milestones"][0]["year"]) == ("on_track", 2028)
    assert row["baseline"] == {"on": "2026-01-01", "value": 50, "source": "Sở", "entered": True, "note": ""}
    assert row["expected"] == pytest.approx(52.77, abs=0.01)
    assert row["done"] == pytest.approx(16.0)
    run(office, "indicators", "milestone", PLAN, code, "--year", "2028", "--remove")
    rows, _ = run(office, "indicators", "show", PLAN, "--on", "2026-11-01")
    assert next(row for row in rows if row["code"] == code)["milestones"] == []


def test_a_baseline_may_be_computed(office: Office, register) -> None:
    register.add(sex="nu")
    register.add(3)
    document, _ = run(office, "indicators", "baseline", PLAN, "ĐN26.CT22", "--on", "2026-01-01", "--computed")
    assert document == {"code": "ĐN26.CT22", "on": "2026-01-01", "value": 25.0}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("baseline", PLAN, "ĐN26.CT04", "--on", "2026-01-01", "--computed"), "không tính được"),
        (("baseline", PLAN, "ĐN26.CT04", "--on", "2026-01-01"), "đúng một trong hai"),
        (("baseline", PLAN, "ĐN26.CT21", "--on", "2026-01-01", "--value", "1"), "bằng lời"),
        (("milestone", PLAN, "ĐN26.CT04", "--year", "2031", "--value", "60"), "từ 1990 đến 2030"),
        (("milestone", PLAN, "ĐN26.CT04", "--year", "2028", "--value", "160"), "vượt quá 100%"),
        (("enter", PLAN, "ĐN26.CT21", "--value", "50"), "không có con số"),
        (("enter", PLAN, "ĐN26.CT21", "--assessment", "met"), "cần minh chứng"),
        (("enter", PLAN, "ĐN26.CT04", "--value", "80"), "Số liệu chưa có nguồn"),
        (("enter", PLAN, "DAN_SO", "--value", "80000"), "Số liệu chưa có nguồn"),
        (("enter", PLAN, "ĐN26.CT04", "--assessment", "met", "--source", "x"), "Chưa có giá trị"),
        (("history", "ha-noi-2024", "X"), "không nêu chỉ tiêu nào"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(office: Office, words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        run(office, "indicators", *words)


@pytest.mark.parametrize("typed", ["CT16", "ct16", "dn26.ct16"])
def test_a_target_is_named_without_its_plans_prefix_and_the_journal_keeps_the_real_code(
    office: Office, typed: str
) -> None:
    row, _ = run(office, "indicators", "enter", PLAN, typed, "--value", "33", "--source", "Sở")
    assert row["code"] == "ĐN26.CT16"
    with office.read() as session:
        assert list_acts(session)[0].verb == "Nhập số liệu chỉ tiêu ĐN26.CT16"
    assert len(run(office, "indicators", "history", PLAN, typed)[0]) == 1


def test_history_and_people_are_listed(office: Office, register) -> None:
    (woman,) = register.add(sex="nu")
    register.add(2)
    people, _ = run(office, "indicators", "people", PLAN, "ĐN26.CT22")
    assert people == [{"uid": woman, "full_name": "Người 0 (hư cấu)"}]
    assert len(run(office, "indicators", "people", PLAN, "ĐN26.CT22", "--among")[0]) == 3
    run(
        office,
        "indicators",
        "enter",
        PLAN,
        "ĐN26.CT16",
        "--value",
        "33",
        "--on",
        "2026-01-05",
        "--source",
        "A",
    )
    run(
        office,
        "indicators",
        "enter",
        PLAN,
        "ĐN26.CT16",
        "--value",
        "34,5",
        "--on",
        "2026-06-10",
        "--source",
        "A",
    )
    rows, _ = run(office, "indicators", "history", PLAN, "ĐN26.CT16", "--on", "2026-06-30")
    assert [(row["as_of"], row["value"]) for row in rows] == [("2026-06-10", 34.5), ("2026-01-05", 33)]


def test_a_growth_may_be_told_by_the_numbers_of_two_years(office: Office) -> None:
    for on, count in (("2024-12-31", "40"), ("2025-12-31", "50")):
        run(
            office,
            "indicators",
            "enter",
            PLAN,
            "ĐN26.CT02",
            "--numerator",
            count,
            "--on",
            on,
            "--source",
            "A",
        )
    rows, _ = run(office, "indicators", "show", PLAN, "--on", "2025-12-31")
    row = next(row for row in rows if row["code"] == "ĐN26.CT02")
    assert (row["value"], row["numerator"], row["denominator"], row["state"]) == (25.0, 50, 40, "met")


@pytest.mark.parametrize("code", plan_codes())
def test_every_plan_can_be_shown(office: Office, code: str) -> None:
    rows, text = run(office, "indicators", "show", code)
    assert len(rows) == len(load_plan(code).targets)
    assert {row["state"] for row in rows} <= {"no_data"}
    assert text


def test_the_forecast_takes_a_scenario_of_ones_own(office: Office, register) -> None:
    register.add(4, birth="1990")
    found, text = run(office, "indicators", "forecast", "--by", "both", "--train", "2", "--attract", "1,5")
    assert found[0]["scenario"] == {"name": "Tự đặt", "join": 0.035, "leave": 0.0, "attract": 0.015}
    assert {"share", "share_now", "successors", "expected", "low", "high"} <= set(found[0]["outlooks"][0])
    assert "TỰ ĐẶT (mỗi năm thêm 3,5%" in text
