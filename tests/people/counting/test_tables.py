"""Cross tables against counting in Python, and the people behind every figure; all invented."""

from dataclasses import replace
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest
from conftest import add_people
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Right, Role, authorize
from desktop.documents.model import ChartKind
from desktop.errors import NotAllowed, UserError
from desktop.people.counting.behind import people_behind, rows_behind
from desktop.people.counting.charts import MOST_BARS, REST_LABEL, picture_of
from desktop.people.counting.conditions import GONE, NO_MINORITY, Moment
from desktop.people.counting.cube import Cube, read_cube
from desktop.people.counting.dimensions import DIMENSIONS
from desktop.people.counting.figures import people_of_figures
from desktop.people.counting.tables import (
    ALL,
    READY_MADE,
    Layout,
    Matrix,
    Shares,
    Spot,
    cross,
    in_words,
    layout_of,
)
from desktop.people.models import Person, age_on
from desktop.people.profile.models import Membership, new_row_uid

ON = date(2026, 5, 14)
NOW = Moment(ON)
SINGLE = [name for name, one in DIMENSIONS.items() if not one.several]


def some_people(count: int = 70) -> list[dict[str, object]]:
    """Return invented people with every kind of value: empty, partial, with a text of its own, unknown."""
    draw = Random(7)
    births = [None, "1950", "1961-05", "1981-05-14", "1981-05-15", "1996-01-01", "2004", "2008-12-31"]
    return [
        {
            "full_name": f"Người Mẫu {at}",
            "birth": draw.choice(births),
            "sex": draw.choice(["nam", "nu", None]),
            "ethnicity": draw.choice(["01", "05", "55", None]),
            "degree": draw.choice(["DH", "ThS", "TS"]),
            "academic_title": draw.choice([None, None, "PGS"]),
            "work_field": draw.choice(["yte", "gddt", "khac", "khac:Tôn giáo học", "ma_cu", None, ""]),
            "sector": draw.choice(["su_nghiep", "nha_nuoc", None]),
            "association": draw.choice(["khong", "lhh", "khac:Hội cây cảnh", None]),
            "residence": draw.choice(["26041", "26068", None]),
            "status": draw.choice(["dang_lam", "nghi_huu", "chuyen_di", "da_mat"]),
            "status_since": draw.choice([None, "2020", "2026-05-14", "2026-05-15", "2026-06"]),
        }
        for at in range(count)
    ]


@pytest.fixture
def peopled(office: Office) -> Office:
    add_people(office, *some_people())
    return office


def plain_group(person: Person, name: str, on: date) -> str:
    """Return the group of a person as somebody would work it out by hand."""
    if name in ("age", "age5"):
        age = age_on(person.birth, on)
        if age is None:
            return ""
        if name == "age5":
            return "15" if age < 20 else "80" if age >= 80 else str(age - age % 5)
        return DIMENSIONS["age"].groups_of(age)[0]
    value = getattr(person, DIMENSIONS[name].reads)
    if name == "ethnicity":
        return "" if not value else "other" if value in NO_MINORITY else "minority"
    return (value or "").split(":")[0]


def still_there(person: Person, on: date) -> bool:
    gone = person.status in GONE and (not person.status_since or person.status_since <= on.isoformat())
    return not gone


def cube_of(session: Session, on: date = ON) -> Cube:
    return read_cube(session, Moment(on))


def layouts(names: list[str]) -> st.SearchStrategy[Layout]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(
        lambda chosen: layout_of(tuple(chosen))
    )


def test_every_cell_and_total_is_what_counting_by_hand_gives(peopled: Office) -> None:
    with peopled.read() as session:
        everybody = session.scalars(select(Person)).all()
        session.expunge_all()
        cubes = {on: cube_of(session, on) for on in (ON, date(2019, 12, 31), date(2026, 6, 1))}

    @given(layout=layouts(SINGLE), on=st.sampled_from(sorted(cubes)))
    def agrees(layout: Layout, on: date) -> None:
        matrix = cross(cubes[on], layout)
        counted = [one for one in everybody if still_there(one, on)]
        names = (layout.rows, layout.columns, layout.layers)
        axes = [(ALL, *axis.labels) if axis else (ALL,) for axis in matrix.axes]
        assert matrix.total == len(counted)
        for spot in product(*axes):
            wanted = [(name, key) for name, key in zip(names, spot, strict=True) if key != ALL]
            by_hand = sum(all(plain_group(one, name, on) == key for name, key in wanted) for one in counted)
            assert matrix.count(Spot(*spot)) == by_hand

    agrees()


def test_totals_of_all_tables_of_a_day_are_equal_and_rows_add_up(peopled: Office) -> None:
    with peopled.read() as session:
        cube = cube_of(session)

    @given(layout=layouts(SINGLE))
    def adds_up(layout: Layout) -> None:
        matrix = cross(cube, layout)
        assert matrix.total == matrix.count(Spot()) == cube.total
        for line in matrix.lines():
            if not line.is_heading and len(matrix.columns) > 1:
                parts = [matrix.count(line.spot(key)) for key in matrix.columns if key != ALL]
                assert sum(parts) == matrix.count(line.spot(ALL))

    adds_up()


@pytest.mark.parametrize("layout", [*READY_MADE.values(), Layout("status", "age", "sex")])
def test_every_figure_opens_exactly_the_people_it_counts(peopled: Office, layout: Layout) -> None:
    with peopled.read() as session:
        matrix = cross(cube_of(session), layout)
        for line in matrix.lines():
            for key in () if line.is_heading else matrix.columns:
                spot = line.spot(key)
                assert len(people_behind(session, matrix.where(spot), NOW)) == matrix.count(spot)


@pytest.mark.parametrize("layout", [Layout("age5", "sex"), Layout("field", "degree"), Layout("sector")])
def test_every_piece_of_a_chart_opens_exactly_the_people_it_counts(peopled: Office, layout: Layout) -> None:
    with peopled.read() as session:
        cube = cube_of(session)
        picture = picture_of(cube, cross(cube, layout))
        for label in range(len(picture.chart.labels)):
            for series, (_, values) in enumerate(picture.chart.series):
                behind = people_behind(session, picture.where(label, series), NOW)
                assert len(behind) == values[label]


def test_the_figures_of_reports_are_those_of_the_tables(peopled: Office) -> None:
    with peopled.read() as session:
        cube = cube_of(session)
        tables: dict[str, Matrix] = {name: cross(cube, Layout(name)) for name in SINGLE}
        counts: dict[str, int] = {
            name: len(uids) for name, uids in people_of_figures(session, ON).items() if name != "new"
        }
    assert counts["total"] == cube.total
    assert counts["female"] == tables["sex"].count(Spot("nu"))
    assert counts["minority"] == tables["ethnicity"].count(Spot("minority"))
    for figure, count in counts.items():
        group, _, code = figure.partition(":")
        assert not code or tables[group].count(Spot(code)) == count


def test_another_answer_counts_under_its_code_and_unknown_codes_keep_their_name(peopled: Office) -> None:
    with peopled.read() as session:
        axis = cross(cube_of(session), Layout("field")).axes[0]
    assert axis is not None
    assert list(axis.labels.items())[-2:] == [("ma_cu", "ma_cu"), ("", "Chưa ghi")]
    assert not any(":" in key for key in axis.labels)


def test_ages_have_no_gaps_between_the_youngest_and_the_oldest(office: Office) -> None:
    add_people(office, {"full_name": "A", "birth": "2000"}, {"full_name": "B", "birth": "1980"})
    with office.read() as session:
        axis = cross(cube_of(session), Layout("age5")).axes[0]
    assert axis is not None
    assert list(axis.labels.values()) == ["25–29", "30–34", "35–39", "40–44", "45–49"]


def test_what_was_known_on_a_day_is_counted_as_it_was_recorded_then(office: Office) -> None:
    add_people(office, {"full_name": "A", "degree": "DH"})
    with office.database.write() as session:
        session.connection().exec_driver_sql("UPDATE journal_act SET at = '2026-01-01T00:00:00+00:00'")
    add_people(office, {"full_name": "B", "degree": "TS"})
    then = Moment(ON, date(2026, 1, 2))
    with office.read() as session:
        matrix = cross(read_cube(session, then), Layout("degree"))
        behind = people_behind(session, {}, then)
        assert cube_of(session).total == 2
    assert matrix.total == matrix.count(Spot("DH")) == len(behind) == 1


def test_shares_are_of_the_row_the_column_or_the_total(office: Office) -> None:
    add_people(
        office,
        {"full_name": "A", "sex": "nu", "degree": "TS"},
        {"full_name": "B", "sex": "nu", "degree": "DH"},
        {"full_name": "C", "sex": "nam", "degree": "DH"},
        {"full_name": "D", "sex": "nam", "degree": "DH"},
    )
    with office.read() as session:
        matrix = cross(cube_of(session), Layout("degree", "sex"))
    spot = Spot("DH", "nu")
    assert matrix.share(spot, Shares.ROW) == pytest.approx(100 / 3)
    assert matrix.share(spot, Shares.COLUMN) == 50
    assert matrix.share(spot, Shares.TOTAL) == 25
    assert matrix.share(spot, Shares.NONE) is None


def test_layers_come_one_after_the_other_and_all_together_at_the_end(office: Office) -> None:
    add_people(office, {"full_name": "A", "sex": "nu"}, {"full_name": "B", "sex": "nam"})
    with office.read() as session:
        matrix = cross(cube_of(session), Layout("degree", "status", "sex"))
    assert [line.label for line in matrix.lines()] == [
        "Giới tính: Nam", "Đại học", "Cộng", "Giới tính: Nữ", "Đại học", "Cộng",
        "Giới tính: tất cả", "Đại học", "Tổng số",
    ]  # fmt: skip


def join(office: Office, uid: str, *associations: tuple[str, str | None, str | None]) -> None:
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Ghi hội")
        person_id = session.scalars(select(Person.id).where(Person.uid == uid)).one()
        for code, since, until in associations:
            session.add(
                Membership(
                    uid=new_row_uid(uid), person_id=person_id, association=code, since=since, until=until
                )
            )


def test_who_is_in_several_associations_counts_in_each_and_once_in_the_totals(office: Office) -> None:
    first, _, _ = add_people(
        office,
        {"full_name": "A", "association": "lhh"},
        {"full_name": "B", "association": "lhh"},
        {"full_name": "C"},
    )
    join(office, first, ("lhh", None, None), ("nha_bao", "2020", None), ("vhnt", "2010", "2015-03"))
    with office.read() as session:
        cube = cube_of(session)
        matrix = cross(cube, Layout("memberships", "degree"))
        counts = {key: matrix.count(Spot(key)) for key in ("lhh", "nha_bao", "vhnt", "")}
        behind = people_behind(session, {"memberships": frozenset({"lhh", "nha_bao"})}, NOW)
        before = cross(cube_of(session, date(2014, 1, 1)), Layout("memberships"))
    assert counts == {"lhh": 2, "nha_bao": 1, "vhnt": 0, "": 1}
    assert matrix.total == matrix.count(Spot(column="DH")) == 3
    assert len(behind) == 2
    assert before.count(Spot("vhnt")) == 1
    assert matrix.layout.counts_repeatedly


def test_a_text_beside_other_counts_as_other_whatever_is_in_it(office: Office) -> None:
    first, _ = add_people(
        office,
        {"full_name": "A"},
        {"full_name": "B", "association": "khac:Hội Luật gia, chi hội phường: tổ 1"},
    )
    join(office, first, ("khac:Hội Sử học, Địa lý", None, None), ("lhh", None, None))
    with office.read() as session:
        for dimension, others in (("memberships", 2), ("association", 1)):
            matrix = cross(cube_of(session), Layout(dimension))
            assert matrix.count(Spot("khac")) == others
            assert {line.label for line in matrix.lines()} <= {
                "Hội khác", "Hội thành viên Liên hiệp các Hội Khoa học và Kỹ thuật", "Chưa ghi", "Tổng số",
            }  # fmt: skip


def test_a_chart_of_many_groups_joins_the_small_ones_the_table_never_does(office: Office) -> None:
    from desktop.codelists import code_list

    codes = [one.code for one in code_list("research_field").codes[: MOST_BARS + 4]]
    people: list[dict[str, object]] = [
        {"full_name": f"Người {at}", "research_field": code}
        for at, code in enumerate(code for place, code in enumerate(codes, 1) for _ in range(place))
    ]
    add_people(office, *people)
    with office.read() as session:
        cube = cube_of(session)
        matrix = cross(cube, Layout("research"))
        picture = picture_of(cube, matrix)
        rest = people_behind(session, picture.where(MOST_BARS - 1, 0), NOW)
    axis = matrix.axes[0]
    assert axis is not None
    assert len(axis.labels) == len(codes)
    assert len(picture.chart.labels) == MOST_BARS
    assert picture.chart.labels[-1] == REST_LABEL
    assert sum(value or 0 for value in picture.chart.series[0][1]) == matrix.total
    assert len(rest) == picture.chart.series[0][1][-1] == 1 + 2 + 3 + 4 + 5


def test_ages_by_sex_are_a_pyramid_that_says_who_is_left_out(peopled: Office) -> None:
    with peopled.read() as session:
        cube = cube_of(session)
        picture = picture_of(cube, cross(cube, Layout("sex", "age")))
    assert picture.chart.kind is ChartKind.PYRAMID
    assert [name for name, _ in picture.chart.series] == ["Nam", "Nữ"]
    assert picture.remark.startswith("Không vẽ ")


def test_a_table_of_nobody_is_empty_and_can_be_drawn(office: Office) -> None:
    with office.read() as session:
        cube = cube_of(session)
    for layout in READY_MADE.values():
        matrix = cross(cube, layout)
        assert matrix.total == 0
        assert [line.label for line in matrix.lines()] == ["Tổng số"]
        assert picture_of(cube, matrix).chart.labels == ()


def test_a_figure_tells_in_words_whom_it_counts() -> None:
    where: dict[str, Any] = {"degree": frozenset({"TS"}), "sex": frozenset({"nu", ""})}
    assert in_words(where) == "Trình độ cao nhất: Tiến sĩ · Giới tính: Nữ, Chưa ghi"
    assert in_words({}) == "Tất cả trí thức"
    many = {"place": frozenset(f"ma{at}" for at in range(6))}
    assert in_words(many).endswith(" và 2 nhóm khác")


def test_who_may_not_see_sensitive_data_sees_no_names_behind_ethnic_groups(peopled: Office) -> None:
    viewer = replace(peopled, actor=Actor("xem", "Người xem (hư cấu)", Role.VIEWER))
    with viewer.read() as session:
        assert cube_of(session).total
        with pytest.raises(NotAllowed):
            people_behind(session, {"ethnicity": frozenset({"minority"})}, NOW)
        assert people_behind(session, {"sex": frozenset({"nu"})}, NOW)


def test_people_behind_a_figure_are_listed_by_given_name_as_they_are_shown(office: Office) -> None:
    add_people(
        office,
        {"full_name": "Trần Văn Bình", "birth": "1980-02", "degree": "TS"},
        {"full_name": "Lê Thị Ánh", "degree": "TS"},
    )
    with office.read() as session:
        ids = people_behind(session, {"degree": frozenset({"TS"})}, NOW)
        rows = rows_behind(session, [*ids, 999], NOW)
    assert [row and (row["full_name"], row["birth"], row["degree"]) for row in rows] == [
        ("Lê Thị Ánh", "", "Tiến sĩ"),
        ("Trần Văn Bình", "02/1980", "Tiến sĩ"),
        None,
    ]


def test_a_table_has_at_most_three_dimensions_each_once() -> None:
    assert layout_of(("sex", "degree", "sex")) == Layout("sex", "degree")
    with pytest.raises(UserError, match="nhiều nhất 3 chiều"):
        layout_of(("sex", "degree", "field", "age"))
