"""Which records are proposed as one person, how sure that is, and why; all people are invented."""

from dataclasses import replace
from time import perf_counter

import pytest
from conftest import add_people

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import NotAllowed, NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.people.duplicates.queries import DuplicatePair, find_duplicates, mark_not_same

AN = {"full_name": "Nguyễn Văn An", "birth": "1980-05-19"}


def found(office: Office) -> list[DuplicatePair]:
    with office.read() as session:
        return find_duplicates(session)


def proposed(office: Office, other: dict[str, object], one: dict[str, object] = AN) -> DuplicatePair | None:
    """Return what is proposed when only these two are in the register."""
    add_people(office, one, other)
    pairs = found(office)
    assert len(pairs) <= 1
    return pairs[0] if pairs else None


def test_the_same_id_number_is_sure_whatever_the_names(office: Office) -> None:
    number = {"id_number": "075080000001"}
    uids = add_people(office, AN | number, {"full_name": "Trần Thị Bình"} | number)
    assert found(office) == [
        DuplicatePair((uids[0], uids[1]), 100, "Cùng số định danh, nhưng họ tên khác nhau.")
    ]


@pytest.mark.parametrize(
    ("other", "score", "why"),
    [
        ({"birth": "1980-05-19"}, 90, "Cùng họ tên, cùng ngày sinh."),
        ({"birth": "1980"}, 75, "Cùng họ tên, ngày sinh khớp nhau (19/05/1980 và 1980)."),
        ({"birth": "1980-05"}, 75, "Cùng họ tên, ngày sinh khớp nhau (19/05/1980 và 05/1980)."),
        ({"birth": None}, 60, "Cùng họ tên, chưa đủ ngày sinh để so."),
        ({"full_name": "Nguyễn Văn Ân"}, 90, "Họ tên chỉ khác dấu, cùng ngày sinh."),
        ({"full_name": "NGUYỄN VĂN AN", "birth": "1980-05-19"}, 90, "Cùng họ tên, cùng ngày sinh."),
        ({"full_name": "Nguyễn Văm An", "birth": "1980-05-19"}, 75, "Họ tên gần giống, cùng ngày sinh."),
    ],
)  # fmt: skip
def test_names_and_births_are_weighed(office: Office, other: dict[str, object], score: int, why: str) -> None:
    pair = proposed(office, AN | other)
    assert pair is not None
    assert (pair.score, pair.why) == (score, why)


def test_a_day_written_for_a_month_is_told(office: Office) -> None:
    pair = proposed(office, AN | {"birth": "1980-04-03"}, AN | {"birth": "1980-03-04"})
    assert pair is not None
    assert pair.why == "Cùng họ tên, ngày sinh đảo ngày và tháng (04/03/1980 và 03/04/1980)."


@pytest.mark.parametrize(
    "other",
    [
        {"birth": "1980-05-20"},
        {"birth": "1981"},
        {"full_name": "Nguyễn Văn Anh"},
        {"full_name": "Trần Thị An"},
        {"full_name": "Nguyễn Văm An", "birth": None},
        {"birth": None, "sex": "nu"},
    ],
)
def test_others_are_not_proposed(office: Office, other: dict[str, object]) -> None:
    assert proposed(office, AN | other, AN | {"sex": "nam"}) is None


def test_two_different_id_numbers_are_two_people(office: Office) -> None:
    assert proposed(office, AN | {"id_number": "075080000001"}, AN | {"id_number": "001080012345"}) is None


@pytest.mark.parametrize("mistyped", ["075080000002", "075080000010"])
def test_an_id_number_wrong_in_one_place_speaks_for_one_person(office: Office, mistyped: str) -> None:
    pair = proposed(office, AN | {"id_number": mistyped}, AN | {"id_number": "075080000001"})
    assert pair is not None
    assert pair.score == 99
    assert "số định danh chỉ lệch một chỗ" in pair.why


def test_an_old_id_number_does_not_speak_against_the_new_one(office: Office) -> None:
    pair = proposed(office, AN | {"id_number": "271234567"}, AN | {"id_number": "075080000001"})
    assert pair is not None
    assert pair.score == 90


def test_workplace_and_phone_support(office: Office) -> None:
    extra = {"workplace": "Bệnh viện Mẫu", "phone": "0900000001"}
    pair = proposed(office, {"full_name": "Nguyễn Văm An", **extra, "workplace": "BỆNH VIỆN MẪU"}, AN | extra)
    assert pair is not None
    assert pair.score == 75
    assert pair.why == ("Họ tên gần giống, chưa đủ ngày sinh để so, cùng số điện thoại, cùng nơi công tác.")


def test_a_mistyped_year_is_found_by_the_phone(office: Office) -> None:
    phone = {"phone": "0900000001"}
    pair = proposed(office, AN | phone | {"birth": "1908-05-19"}, AN | phone)
    assert pair is not None
    assert pair.why.startswith("Cùng họ tên, nhưng ngày sinh khác nhau (19/05/1980 và 19/05/1908)")


def test_a_family_with_one_phone_is_not_proposed(office: Office) -> None:
    phone = {"phone": "0900000001"}
    assert proposed(office, {"full_name": "Trần Thị Bình", "birth": "1980"} | phone, AN | phone) is None


def test_the_likeliest_pair_comes_first(office: Office) -> None:
    number = {"id_number": "075075000034"}
    hoa = {"full_name": "Trần Minh Hòa", "birth": "1990"}
    uids = add_people(
        office, hoa, hoa, AN, AN, {"full_name": "Lê Ánh"} | number, {"full_name": "Lê Ánh"} | number
    )
    assert [pair.uids for pair in found(office)] == [
        (uids[4], uids[5]), (uids[2], uids[3]), (uids[0], uids[1]),
    ]  # fmt: skip


def test_the_reason_names_no_number(office: Office) -> None:
    same = {"id_number": "075080000001", "phone": "0900000001"}
    pair = proposed(office, AN | same, AN | same)
    assert pair is not None
    assert "0750" not in pair.why
    assert "0900" not in pair.why


def test_two_people_are_never_proposed_again(office: Office) -> None:
    first, second, third = add_people(office, AN, AN, AN)
    with office.write() as session:
        mark_not_same(session, second, first, "hai người cùng tên")
    assert {frozenset(pair.uids) for pair in found(office)} == {
        frozenset({first, third}), frozenset({second, third}),
    }  # fmt: skip
    with office.read() as session:
        act = list_acts(session)[0]
    assert (act.verb, act.why) == ("Ghi nhận hai người khác nhau", "hai người cùng tên")


def test_saying_it_twice_changes_nothing(office: Office) -> None:
    first, second = add_people(office, AN, AN)
    for pair in ((first, second), (second, first)):
        with office.write() as session:
            mark_not_same(session, *pair)
    with office.read() as session:
        assert [act.verb for act in list_acts(session)].count("Ghi nhận hai người khác nhau") == 1


def test_one_record_or_an_unknown_one_is_refused(office: Office) -> None:
    (uid,) = add_people(office, AN)
    with pytest.raises(UserError, match="cùng một hồ sơ"), office.write() as session:
        mark_not_same(session, uid, uid)
    with pytest.raises(NotFound), office.write() as session:
        mark_not_same(session, uid, "khong-co")


def test_who_may_not_edit_may_not_say_it(office: Office) -> None:
    first, second = add_people(office, AN, AN)
    viewer = replace(office, actor=Actor("xem", "Người Xem (hư cấu)", Role.VIEWER))
    with pytest.raises(NotAllowed), viewer.write() as session:
        mark_not_same(session, first, second)
    assert len(found(office)) == 1


def test_five_thousand_people_are_compared_at_once(office: Office) -> None:
    surnames, middles = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ"), ("Văn", "Thị", "Minh", "Quang", "Ngọc")
    givens = [f"{a}{b}" for a in ("Th", "B", "H", "L", "M") for b in ("anh", "ình", "oa", "ung", "ai")]
    people: list[dict[str, object]] = [
        {
            "full_name": f"{surnames[n % 5]} {middles[n // 5 % 5]} {givens[n // 25 % 25]}",
            "birth": f"{1950 + n * 7 % 50}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        }
        for n in range(5000)
    ]
    uids = add_people(office, *people, {"full_name": "Trương Duy Nhất", "birth": "1966"},
                      {"full_name": "Trương Duy Nhất", "birth": "1966-02-01"})  # fmt: skip
    began = perf_counter()
    pairs = found(office)
    assert perf_counter() - began < 2
    assert tuple(uids[-2:]) in {pair.uids for pair in pairs}
