"""What the single measures count: lecturers, physicians, training, works of the profile."""

from datetime import date
from typing import Any

import pytest

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Right, Role, authorize
from desktop.errors import NotAllowed
from desktop.indicators.actions import record_value
from desktop.indicators.compute import Measured, behind, compute, people_of_target
from desktop.indicators.formulas import FORMULAS
from desktop.indicators.who import Asked
from desktop.people.models import Person
from desktop.people.profile import models
from desktop.people.profile.models import new_row_uid
from desktop.plans.catalogue import load_plan, load_plans
from desktop.plans.plan import STAGES, TYPED_BECAUSE

JUNE = date(2026, 6, 14)
UNIVERSITY = {
    "work_field": "gddt",
    "position": "Giảng viên chính",
    "workplace": "Trường Đại học Mẫu (hư cấu)",
}
COLLEGE = {"work_field": "gddt", "position": "GIẢNG VIÊN", "workplace": "Trường Cao đẳng Mẫu (hư cấu)"}


def measured(office: Office, measure: str, on: date = JUNE, base: tuple[int, int] | None = None) -> Measured:
    with office.read() as session:
        return compute(session, measure, Asked(on, 2026, base))


def parts(office: Office, measure: str, on: date = JUNE, base: tuple[int, int] | None = None) -> object:
    found = measured(office, measure, on, base)
    return found.numerator, found.denominator


def write(office: Office, uid: str, row: type[models.ProfileRow], **values: Any) -> None:
    """Put a row into somebody's profile."""
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Ghi hồ sơ hư cấu")
        person = session.query(Person).filter_by(uid=uid).one()
        session.add(row(uid=new_row_uid(uid), person_id=person.id, **values))


OTHER_FIELD = "khac:Giảng dạy (hư cấu)"


def test_words_make_lecturers_and_physicians_whatever_the_field(office: Office, register) -> None:
    population(office, 10_000)
    register.add(2, degree="TS", **UNIVERSITY | {"work_field": OTHER_FIELD})
    register.add(degree="ThS", **UNIVERSITY | {"workplace": "Trường ĐH Mẫu", "work_field": None})
    register.add(degree="ThS", **COLLEGE | {"work_field": "yte", "workplace": "Trường Cao đẳng Y tế"})
    hospital = {"work_field": OTHER_FIELD, "workplace": "Bệnh viện Mẫu (hư cấu)"}
    register.add(position="Bác sĩ", **hospital)
    register.add(position="Trưởng khoa", major="Y khoa", **hospital)
    register.add(position="Dược sĩ", **hospital)
    register.add(position="Cán bộ", major="Quản lý khoa học", **hospital)
    register.add(position="Bác sĩ thú y", work_field="yte")
    assert parts(office, "university_doctor_share") == (2, 3)
    assert parts(office, "college_master_share") == (1, 1)
    assert parts(office, "lecturer_doctor_share") == (2, 4)
    assert measured(office, "physician_per_10000").value == 2.0
    assert measured(office, "pharmacist_per_10000").value == 1.0


def test_who_cannot_be_told_is_counted_with_the_column_that_lacks(office: Office, register) -> None:
    population(office, 10_000)
    register.add(2, position=None, workplace="Trường Đại học Mẫu (hư cấu)")
    register.add(position="Giảng viên")
    register.add(work_field="yte")
    lecturers, physicians = (
        measured(office, measure) for measure in ("university_doctor_share", "physician_per_10000")
    )
    assert lecturers.value is None
    assert lecturers.left_out == (
        "2 người ở các trường này chưa ghi cột “Chức vụ, vị trí việc làm” nên không tính. "
        "1 giảng viên chưa ghi cột “Nơi công tác” nên không tính."
    )
    assert physicians.left_out == (
        "1 người ngành y tế chưa ghi cột “Chức vụ, vị trí việc làm”, “Chuyên ngành” nên không tính."
    )


def test_training_before_the_plan_is_told_and_not_denied(office: Office, register) -> None:
    register.add(2, birth="1990", trained_year=2024)
    register.add(birth="1990")
    found = measured(office, "under45_trained_share")
    assert (found.value, found.left_out) == (None, "2 người bồi dưỡng trước 2026, không tính.")
    assert found.why.startswith("Hồ sơ chưa ghi bồi dưỡng từ năm 2026 cho ai")


def test_no_research_written_down_is_no_zero(office: Office, register) -> None:
    population(office, 86_500)
    register.add(2, degree="TS", work_field="gddt")
    found = measured(office, "postgraduate_per_10000")
    assert (found.value, found.denominator) == (None, 86_500)
    assert "0 có thể chỉ là chưa ghi" in found.why
    assert found.left_out == "2 người chưa ghi cột “Lĩnh vực nghiên cứu” nên không tính."


def test_the_union_named_in_a_text_of_ones_own_makes_a_member(office: Office, register) -> None:
    register.add(association="khac:Liên hiệp các Hội Khoa học và Kỹ thuật TP (hư cấu)")
    register.add(association="khac:Hội Mẫu (hư cấu)")
    found = measured(office, "association_share")
    assert (found.numerator, found.denominator) == (1, 2)
    assert found.left_out.startswith("1 người chưa ghi, hoặc chỉ ghi “Khác”")


def population(office: Office, value: float) -> None:
    with office.write() as session:
        record_value(session, "dong-nai-2026", "DAN_SO", as_of=JUNE, value=value, source="Thống kê")


def test_lecturers_are_known_by_position_and_workplace(office: Office, register) -> None:
    register.add(2, degree="TS", **UNIVERSITY)
    register.add(degree="ThS", academic_title=None, **UNIVERSITY)
    register.add(degree="TS", academic_title="PGS", **UNIVERSITY)
    register.add(degree="ThS", **COLLEGE)
    register.add(degree="TS", **UNIVERSITY | {"position": "Chuyên viên phòng Đào tạo"})
    register.add(degree="TS", **UNIVERSITY | {"workplace": "Trường THPT Mẫu (hư cấu)"})
    register.add(degree="TS", status="nghi_huu", **UNIVERSITY)
    assert parts(office, "university_doctor_share") == (3, 4)
    assert parts(office, "university_master_share") == (1, 4)
    assert parts(office, "university_professor_share") == (1, 4)
    assert parts(office, "college_master_share") == (1, 1)
    assert parts(office, "lecturer_doctor_share") == (3, 5)


def test_a_rank_of_the_profile_makes_a_lecturer_as_long_as_it_lasts(office: Office, register) -> None:
    one, other = register.add(2, degree="TS", work_field="gddt")
    write(office, one, models.Title, rank="V.07.01.02", since="2020")
    write(office, other, models.Title, rank="V.07.01.02", since="2020", until="2025-12")
    assert parts(office, "university_doctor_share") == (1, 1)
    assert parts(office, "university_doctor_share", date(2025, 6, 1)) == (2, 2)


def test_a_degree_counts_from_its_year_on(office: Office, register) -> None:
    (uid,) = register.add(degree="TS", degree_year=2026, **UNIVERSITY)
    write(office, uid, models.Degree, degree="ThS", year=2018)
    assert parts(office, "university_doctor_share") == (1, 1)
    assert parts(office, "university_doctor_share", date(2025, 12, 31)) == (0, 1)
    assert parts(office, "university_master_share", date(2025, 12, 31)) == (1, 1)


def test_physicians_and_pharmacists_are_told_apart(office: Office, register) -> None:
    population(office, 10_000)
    health = {"work_field": "yte", "training_field": "72"}
    register.add(position="Bác sĩ", **health)
    register.add(position="Trưởng khoa", major="Y đa khoa", **health)
    register.add(position="Dược sĩ", major="Dược học", **health)
    register.add(position="Điều dưỡng", major="Điều dưỡng", **health)
    register.add(position="Bác sĩ", degree="CD", **health)
    register.add(position="Bác sĩ", relation="que_goc", **health)
    register.add(position="Bác sĩ thú y", work_field="nongnghiep", training_field="64")
    (ranked,) = register.add(position="Trưởng trạm", **health)
    write(office, ranked, models.Post, place="Trạm y tế (hư cấu)", rank="V.08.01.03", since="2019")
    assert measured(office, "physician_per_10000").value == 3.0
    assert measured(office, "pharmacist_per_10000").value == 1.0


def test_postgraduates_of_health_are_specialists_too(office: Office, register) -> None:
    register.add(work_field="yte", specialist="CKI")
    register.add(work_field="yte", degree="ThS")
    register.add(2, work_field="yte")
    assert measured(office, "health_postgraduate_share").value == 50.0


def test_training_of_the_profile_counts_by_its_kind(office: Office, register) -> None:
    one, other, third = register.add(3, work_field="gddt", birth="1990")
    write(office, one, models.Training, title="AI cho giáo viên", kind="so", since="2026-03")
    write(office, other, models.Training, title="Quản lý", kind="quan_ly", since="2026")
    write(office, third, models.Training, title="Tin học", kind="so", since="2025-11")
    assert parts(office, "educators_digital_share") == (1, 3)
    assert parts(office, "public_trained_share") == (2, 3)
    assert parts(office, "under45_trained_share") == (2, 3)


def test_nobody_written_down_is_unknown_and_no_zero(office: Office, register) -> None:
    register.add(3, work_field="gddt")
    for measure in ("educators_digital_share", "public_trained_share", "strategic_technology_share"):
        found = measured(office, measure)
        assert (found.value, found.numerator) == (None, 0)
        assert "0 có thể chỉ là chưa ghi" in found.why


def test_memberships_of_the_profile_count_while_they_last(office: Office, register) -> None:
    one, other, _ = register.add(3)
    write(office, one, models.Membership, association="lhh", since="2020")
    write(office, other, models.Membership, association="lhh", since="2020", until="2024")
    assert parts(office, "association_share") == (1, 3)


def test_women_and_minorities_count_once_and_are_protected(office: Office, register) -> None:
    register.add(sex="nu", ethnicity="02")
    register.add(ethnicity="02")
    register.add(ethnicity="01")
    register.add()
    assert parts(office, "female_or_minority_share") == (2, 4)
    plan = load_plan("hai-phong-2026")
    target = next(one for one in plan.targets if one.measure == "female_or_minority_share")
    office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    with office.read() as session, pytest.raises(NotAllowed):
        people_of_target(session, plan, target, JUNE)


def test_patents_grow_against_the_same_days_of_the_year_before(office: Office, register) -> None:
    one, other = register.add(2)
    for since in ("2026-02", "2026-05-01", "2026", "2025-03", "2025-06-14", "2025-06-15", "2024"):
        write(office, one, models.Patent, title=f"Sáng chế {since}", kind="sang_che", since=since)
    write(office, other, models.Patent, title="Sáng chế 2026-02", kind="sang_che", since="2026-02")
    write(office, other, models.Patent, title="Phần mềm", kind="phan_mem", since="2026-02")
    found = measured(office, "patents_growth")
    assert (found.numerator, found.denominator, found.value) == (3, 2, 50.0)


def test_a_year_before_with_nothing_gives_no_growth(office: Office, register) -> None:
    (one,) = register.add()
    assert "chưa ghi" in measured(office, "patents_growth").why
    write(office, one, models.Patent, title="Sáng chế", kind="sang_che", since="2026-02")
    found = measured(office, "patents_growth")
    assert (found.value, found.why) == (
        None, "Kỳ đem so sánh trong sổ bằng 0 nên không tính được mức tăng."
    )  # fmt: skip


def test_inventions_are_compared_with_the_years_of_the_base(office: Office, register) -> None:
    (one,) = register.add()
    for since in ("2011", "2020-12-31", "2021-01-01", "2024", "2026-06-14", "2026-06-15", "2010"):
        write(office, one, models.Patent, title=f"Giải pháp {since}", kind="giai_phap", since=since)
    found = measured(office, "inventions_times", base=(2011, 2020))
    assert (found.numerator, found.denominator, found.value) == (3, 2, 1.5)


def test_publications_of_the_last_whole_year_are_compared(office: Office, register) -> None:
    (one,) = register.add()
    for number, since in enumerate(("2020", "2020-05", "2025", "2025-01", "2025-12-31", "2026")):
        write(office, one, models.Publication, title=f"Bài {number}", kind="bai_scopus", since=since)
    write(office, one, models.Publication, title="Bài trong nước", kind="bai_tn", since="2025")
    assert measured(office, "publications_times", base=(2020, 2020)).value == 1.5
    assert measured(office, "publications_times", date(2026, 12, 31), (2020, 2020)).value == 0.5


def test_prizes_of_science_are_counted_since_the_plan(office: Office, register) -> None:
    one, other = register.add(2)
    (artist,) = register.add(work_field="vhnt")
    for uid in (one, other):  # one prize of two
        write(office, uid, models.Award, award="VIFOTEC", reason="Máy sấy", since="2026-03")
    write(office, one, models.Award, name="Giải thưởng trẻ", level="quoc_te", since="2026")
    write(office, one, models.Award, award="HCLD3", level="nha_nuoc", since="2026")  # an order, no prize
    write(office, one, models.Award, award="GTT", level="bo_tinh", since="2026")
    write(office, one, models.Award, award="GTNN", since="2025-09")
    write(office, artist, models.Award, award="GTHCM", since="2026-02")
    assert measured(office, "science_awards").value == 2.0


def test_experts_abroad_count_in_the_years_they_took_part(office: Office, register) -> None:
    one, other, third = register.add(3, relation="kieu_bao")
    (listed,) = register.add()
    write(office, listed, models.ExpertAbroad, country="FR", since="2020")
    write(office, one, models.Contribution, title="Tư vấn", since="2026-05")
    write(office, listed, models.PolicyReceived, kind="thu_hut", since="2026")
    write(office, other, models.Contribution, title="Tư vấn", since="2025-05")
    write(office, third, models.PolicyReceived, kind="nha_o", since="2026")
    assert parts(office, "experts_abroad_yearly") == (2, None)
    with office.read() as session:
        found = behind(session, "experts_abroad_yearly", Asked(JUNE, 2026))
    assert set(found.counted) == {one, listed}


def test_every_formula_says_what_it_counts_and_what_it_cannot_know() -> None:
    for name, formula in FORMULAS.items():
        assert formula.basis.endswith("."), name
        assert formula.limits.endswith("."), name


def test_every_target_has_its_class_and_a_way_to_its_value() -> None:
    for plan in load_plans():
        codes = {target.code for target in plan.targets}
        for target in plan.targets:
            assert target.stage in STAGES
            assert target.stage, target.code
            ways = (target.comparator == "text", bool(target.measure), bool(target.typed_because))
            assert sum(ways) == 1, target.code
            assert not target.typed_because or target.typed_because in TYPED_BECAUSE
            assert not target.after or target.after in codes


@pytest.mark.parametrize(
    ("code", "computed", "typed", "words"),
    [
        ("dong-nai-2026", 20, 10, 10), ("ha-noi-2024", 0, 0, 0), ("hai-phong-2024", 2, 10, 21),
        ("hai-phong-2026", 10, 6, 2), ("tp-ho-chi-minh-2024", 2, 1, 12),
    ],
)  # fmt: skip
def test_so_many_targets_are_computed_typed_and_in_words(
    code: str, computed: int, typed: int, words: int
) -> None:
    targets = load_plan(code).targets
    found = (
        sum(bool(one.measure) for one in targets),
        sum(bool(one.typed_because) for one in targets),
        sum(one.comparator == "text" for one in targets),
    )
    assert found == (computed, typed, words)
