import time

import pytest

from desktop.codelists import code_list, label_of
from desktop.codelists.communes import commune_candidates, former_choices, match_commune, match_province

DONG_NAI = "75"


def test_the_communes_before_the_mergers_are_the_10035_of_696_districts_and_five_islands() -> None:
    former = code_list("commune_old").codes
    of_districts = [code for code in former if code.valid_to == "2025-06-30"]
    assert len(of_districts) == 10_035 + 5
    assert len(code_list("district_old").codes) == 696
    assert len({code.parent for code in code_list("district_old").codes}) == 63


def test_every_former_commune_has_a_successor_and_every_commune_a_predecessor() -> None:
    former = code_list("commune_old").codes
    assert [code.code for code in former if not code.replaced_by] == []
    assert {one for code in former for one in code.replaced_by} == {
        code.code for code in code_list("commune").codes
    }


def test_ten_communes_of_dong_nai_became_wards_on_30_4_2026() -> None:
    renamed = [code for code in code_list("commune_old").codes if code.valid_to == "2026-04-29"]
    assert len(renamed) == 10
    for code in renamed:
        (today,) = code.replaced_by
        assert code.label.replace("Xã ", "Phường ") == label_of("commune", today)


@pytest.mark.parametrize(
    ("typed", "province", "labels"),
    [
        ("Phường Trung Dũng", DONG_NAI, ["Phường Trấn Biên"]),
        ("P. Trung Dũng, TP. Biên Hòa", "", ["Phường Trấn Biên"]),
        ("phuong trung dung, bien hoa, dong nai", "", ["Phường Trấn Biên"]),
        ("Phường Trung Dũng - Biên Hòa - Đồng Nai", "", ["Phường Trấn Biên"]),
        ("KP 3, phường Tân Phong, Biên Hòa, Đồng Nai", "", ["Phường Tân Triều"]),
        ("Trung Dũng", "", ["Xã Tiên Hoa", "Phường Trấn Biên"]),
        ("TT. Trảng Bom", DONG_NAI, ["Phường Trảng Bom"]),
        ("Xã Trảng Bom", DONG_NAI, ["Phường Trảng Bom"]),
        ("P.05, Q. Gò Vấp, TP.HCM", DONG_NAI, ["Phường An Nhơn"]),
        ("Phường 5, Gò Vấp", "", ["Phường An Nhơn"]),
        ("Xã Lộc Thạnh, Lộc Ninh, Bình Phước", "", ["Xã Lộc Thạnh"]),
        ("Lộc Thạnh", DONG_NAI, ["Xã Lộc Thạnh", "Xã Lộc Thành"]),
        ("Phường Trấn Biên, Thành phố Đồng Nai", "", ["Phường Trấn Biên"]),
        ("Phường Trấn Biên, Biên Hòa, Đồng Nai", "", ["Phường Trấn Biên"]),
        ("Phường Trấn Biên, Hà Nội", "", []),
        ("Mỹ Đình 1, Nam Từ Liêm, Hà Nội", "", ["Phường Cầu Giấy", "Phường Từ Liêm"]),
        ("26050", DONG_NAI, ["Phường Trấn Biên"]),
        ("Huyện Côn Đảo, Bà Rịa - Vũng Tàu", "", ["Đặc khu Côn Đảo"]),
        ("Xã Hưng Đạo, Tỉnh Cao Bằng", "", ["Xã Hưng Đạo"]),
        ("Xã Hưng Đạo, TP. Cao Bằng", "", ["Phường Thục Phán"]),
        ("Phường Không Có", DONG_NAI, []),
        ("", DONG_NAI, []),
    ],
)
def test_names_of_today_and_of_before_lead_to_the_communes_of_today(
    typed: str, province: str, labels: list[str]
) -> None:
    found = commune_candidates(typed, province)
    assert [label_of("commune", code) for code in found] == labels
    assert match_commune(typed, province) == (found[0] if len(found) == 1 else None)


def test_every_former_commune_is_found_by_its_name_district_and_province() -> None:
    districts, provinces = code_list("district_old"), code_list("province_2004")
    lost = []
    for code in code_list("commune_old").codes:
        district = districts.get(code.parent)
        if district is None or district.code == code.code:
            continue
        typed = f"{code.label}, {district.label}, {provinces.get(district.parent).label}"  # type: ignore[union-attr]
        if not set(code.replaced_by) <= set(commune_candidates(typed)):
            lost.append(typed)
    assert lost == []


def test_every_commune_of_today_is_found_by_its_name_and_province() -> None:
    communes = code_list("commune").codes
    typed = {code.code: f"{code.label}, {label_of('province', code.parent)}" for code in communes}
    assert [text for code, text in typed.items() if match_commune(text) != code] == []


def test_the_box_is_offered_former_names_with_what_they_have_become() -> None:
    assert former_choices("trung d", DONG_NAI) == [
        ("26041", "Phường Trung Dũng (cũ), Thành phố Biên Hòa → Phường Trấn Biên")
    ]
    divided = former_choices("my dinh 1", DONG_NAI)
    assert [code for code, _ in divided] == ["00166", "00592"]
    assert divided[0][1] == ("Phường Mỹ Đình 1 (cũ), Quận Nam Từ Liêm → Phường Cầu Giấy, Thành phố Hà Nội")
    assert former_choices("t", DONG_NAI) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Biên Hòa, Đồng Nai", "75"), ("Tỉnh Bình Dương", "79"), ("Bà Rịa - Vũng Tàu", "79"), ("x", None)],
)
def test_a_former_province_leads_to_its_successor(typed: str, code: str | None) -> None:
    assert match_province(typed) == code


def test_former_names_are_ready_within_half_a_second() -> None:
    began = time.perf_counter()
    former_choices("trung dung", DONG_NAI)
    assert time.perf_counter() - began < 0.5
