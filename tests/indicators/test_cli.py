import argparse
import json
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.commands import Commands
from desktop.errors import NotFound, UserError
from desktop.indicators.cli import add_commands
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
    row, _ = run(office, "indicators", "enter", PLAN, "DAN_SO", "--value", "96400", "--on", "2026-01-01")
    assert row == {"code": "DAN_SO", "value": 96400.0}


def test_keep_tells_how_many_values_were_kept(office: Office, register) -> None:
    register.add(2)
    assert run(office, "indicators", "keep", PLAN, "--on", "2026-06-10")[0] == {"kept": 3}


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
