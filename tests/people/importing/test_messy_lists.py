"""Twenty messy lists, each as .xlsx, .xls and .ods: exactly the people that are in them come out."""

from datetime import date
from pathlib import Path

import pytest

from desktop.people.importing.list_rows import ParsedList
from desktop.people.importing.office_list import read_list
from desktop.people.normal import normalize_person
from people.importing.messy_lists import ALL, AMERICAN, CHANGED, MessyList, write

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 21)


def people(parsed: ParsedList) -> list[dict[str, object]]:
    """Return everybody as they would be stored."""
    stored = [normalize_person(row.values, TODAY, province="75") for row in parsed.people]
    return [{key: value for key, value in one.items() if value is not None} for one in stored]


def said(parsed: ParsedList) -> list[tuple[int, str]]:
    return [(row.row, problem.message) for row in parsed.people for problem in row.said]


def opened(listed: MessyList, ending: str, folder: Path) -> ParsedList:
    name = f"{listed.name}.{ending}"
    return read_list(write(listed, folder / name) if ending == "xlsx" else FILES / name)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("listed", ALL, ids=lambda one: one.name)
def test_a_messy_list_gives_exactly_its_people(listed: MessyList, ending: str, tmp_path: Path) -> None:
    parsed = opened(listed, ending, tmp_path)
    assert people(parsed) == [dict(one) for one in listed.people]
    found = said(parsed)
    assert [row for row, _ in found] == [row for row, _ in listed.said]
    for (_, message), (_, part) in zip(found, listed.said, strict=True):
        assert part in message


@pytest.mark.parametrize("listed", [AMERICAN, CHANGED], ids=lambda one: one.name)
def test_what_only_a_whole_column_shows_names_its_row(listed: MessyList, tmp_path: Path) -> None:
    parsed = opened(listed, "xlsx", tmp_path)
    assert {row.row for row in parsed.people if row.said} == {row for row, _ in listed.said}
