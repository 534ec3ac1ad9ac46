from datetime import date

import pytest

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import Invalid, NotAllowed, NotFound
from desktop.indicators.actions import keep_computed, record_value
from desktop.indicators.stored import Entered, values_of
from desktop.journal.queries import list_acts

PLAN = "dong-nai-2026"
JUNE = date(2026, 6, 10)


def record(office: Office, code: str, **entry: object) -> str:
    with office.write() as session:
        return record_value(session, PLAN, code, **{"as_of": JUNE, "today": JUNE, "source": "Sở", **entry})


def stored(office: Office, code: str) -> list[Entered]:
    with office.read() as session:
        return values_of(session, PLAN, code)


def test_a_value_follows_from_its_parts_and_keeps_its_source(office: Office) -> None:
    record(office, "ĐN26.CT12", numerator=118, denominator=121, source=" Báo cáo  (hư cấu) ", note="")
    (value,) = stored(office, "ĐN26.CT12")
    assert value.value == pytest.approx(97.5207, abs=1e-4)
    assert (value.numerator, value.denominator, value.source) == (118, 121, "Báo cáo (hư cấu)")


def test_earlier_values_stay(office: Office) -> None:
    record(office, "ĐN26.CT16", value=33.0, as_of=date(2026, 1, 5))
    record(office, "ĐN26.CT16", value=34.5)
    assert [(one.on, one.value) for one in stored(office, "ĐN26.CT16")] == [
        (JUNE, 34.5),
        (date(2026, 1, 5), 33.0),
    ]


@pytest.mark.parametrize("typed", ["ĐN26.CT16", "đn26.ct16", "DN26.CT16"])
def test_codes_may_be_typed_without_accents(office: Office, typed: str) -> None:
    assert record(office, typed, value=33.0) == "ĐN26.CT16"


@pytest.mark.parametrize("typed", ["DAN_SO", "dan_so"])
def test_the_population_has_a_code_of_its_own(office: Office, typed: str) -> None:
    assert record(office, typed, value=96_400) == "DAN_SO"


def test_an_unknown_target_is_named(office: Office) -> None:
    with pytest.raises(NotFound, match=r"không có chỉ tiêu “ĐN26\.CT99”"):
        record(office, "ĐN26.CT99", value=1)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({"value": 1.0, "as_of": date(2026, 6, 11)}, "Ngày 11/06/2026 chưa tới"),
        ({}, "Chưa có giá trị"),
        ({"value": 101.0}, "vượt quá 100%"),
        ({"numerator": 3.0, "denominator": 0.0}, "Mẫu số phải lớn hơn 0"),
    ],
)
def test_a_wrong_value_leaves_nothing_behind(office: Office, entry: dict[str, object], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        record(office, "ĐN26.CT16", **entry)
    assert stored(office, "ĐN26.CT16") == []


def test_a_viewer_may_not_type_values(office: Office) -> None:
    office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed):
        record(office, "ĐN26.CT16", value=33.0)


def test_typing_a_value_can_be_undone(office: Office) -> None:
    record(office, "ĐN26.CT16", value=33.0)
    with office.write() as session:
        undo(session, list_acts(session)[0].uid)
    assert stored(office, "ĐN26.CT16") == []


def test_what_the_register_computes_is_kept_once_a_day(office: Office, register) -> None:
    register.add(2, sex="nu")
    register.add(3)
    with office.write() as session:
        # women; no members, young, lecturers, population, nobody put into a group
        assert keep_computed(session, PLAN, JUNE) == 1
    with office.write() as session:
        assert keep_computed(session, PLAN, JUNE) == 0
    (kept,) = stored(office, "ĐN26.CT22")
    assert (kept.value, kept.numerator, kept.denominator, kept.source) == (40.0, 2, 5, "Tính từ sổ trí thức")
