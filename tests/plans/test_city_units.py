"""Units in the plans' words found in the list of the city's units; groups and their members."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.catalogue import load_plan, plan_codes
from desktop.plans.city_units import members, named_unit, share_of
from desktop.plans.cli import plan_document


@pytest.mark.parametrize("code", plan_codes())
def test_every_unit_of_every_plan_is_in_the_list(code: str) -> None:
    share = share_of(load_plan(code))
    assert share.found == share.named > 0
    assert share.missing == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sở KH&CN", ["so_khcn"]),
        ("Sở Khoa học & Công nghệ", ["so_khcn"]),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", ["so_khcn"]),
        ("Sở Khoa hoc va Công nghé TP. Cần Thơ", ["so_khcn"]),
        ("Giao Sở Nội vụ", ["so_noi_vu"]),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", ["mttq"]),
        ("Công an tỉnh Quảng Ninh", ["cong_an"]),
        ("Liên hiệp các Hội KH&KT tỉnh Đồng Nai", ["lhh"]),
        ("Sở Nội vụ và các sở, ngành liên quan", ["so_noi_vu", "so_ban_nganh", "lien_quan"]),
        ("các sở, ban, ngành, địa phương", ["so_ban_nganh", "phuong_xa"]),
        ("UBND các xã, phường", ["phuong_xa"]),
        ("các cơ quan liên quan", ["lien_quan"]),
        ("cơ quan báo chí Trung ương và địa phương", ["bao_chi"]),
        ("Bộ Khoa học và Công nghệ", []),
        ("Trường Đại học Cần Thơ", []),
        ("UBND phường Trấn Biên", []),
        ("", []),
    ],
)
def test_words_for_units_are_found_or_left_without_a_code(text: str, codes: list[str]) -> None:
    assert list(named_unit(text).codes) == codes


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("Sở Kế hoạch và Đầu tư", ["so_tai_chinh"]),
        ("Sở TT&TT", ["so_khcn"]),
        ("Sở LĐTBXH", ["so_noi_vu"]),
        ("Sở Tài nguyên và Môi trường", ["so_nnmt"]),
        ("Sở NN&PTNT", ["so_nnmt"]),
        ("Sở Giao thông vận tải", ["so_xay_dung"]),
        ("Ban Tuyên giáo Thành ủy", ["ban_tgdv"]),
        ("UBND các quận, huyện, thị xã", ["phuong_xa"]),
    ],
)
def test_former_units_keep_their_name_and_tell_who_stands_for_them(former: str, now: list[str]) -> None:
    unit = named_unit(former)
    assert len(unit.codes) == 1
    assert list(unit.codes) != now
    assert list(unit.now) == now


def test_groups_expand_to_departments_in_being_and_the_wards_of_the_province() -> None:
    labels = [label for _code, label in members(named_unit("các sở, ban, ngành, địa phương").codes, "75")]
    assert "Sở Nội vụ" in labels
    assert "Sở Kế hoạch và Đầu tư" not in labels
    assert sum(code.isdigit() for code, _label in members(("phuong_xa",), "75")) == 95
    assert members(("quan_huyen",), "75") == members(("phuong_xa",), "75")
    assert members(("lien_quan",), "75") == ()
    assert members(("so_tttt",), "75") == (("so_khcn", "Sở Khoa học và Công nghệ"),)


def test_a_shown_plan_names_codes_and_members_when_asked() -> None:
    plan = load_plan("dong-nai-2026")
    unit = plan_document(plan)["tasks"][2]["lead_units"][0]
    assert unit["codes"] == ["so_ban_nganh", "phuong_xa", "lien_quan"]
    assert "members" not in unit
    expanded = plan_document(plan, members_too=True)["tasks"][2]["lead_units"][0]["members"]
    assert len(expanded) == 128
    assert plan_document(plan)["units"] == {"named": 97, "matched": 97, "missing": []}


@given(st.text(max_size=80))
def test_any_words_give_codes_of_the_list_or_none(text: str) -> None:
    assert len(named_unit(text).labels) == len(named_unit(text).codes)
