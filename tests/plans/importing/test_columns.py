"""Annexes whose columns are kept by blanks, as `pdftotext -layout` writes them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.importing.columns import by_place
from desktop.plans.importing.draft import Draft, read_draft

LAYOUT = """\
ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN GIANG                              Độc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND                       An Giang, ngày 12 tháng 3 năm 2026

                               KẾ HOẠCH
            Phát triển đội ngũ trí thức tỉnh An Giang năm 2026

I. MỤC ĐÍCH
Triển khai thực hiện Nghị quyết số 45-NQ/TW ngày 24/11/2023 của Ban Chấp hành Trung ương.

                               PHỤ LỤC
 STT            Nội dung nhiệm vụ                  Đơn vị           Thời hạn
                                                   chủ trì         hoàn thành
 I     NHÓM NHIỆM VỤ TUYÊN TRUYỀN, NÂNG CAO NHẬN THỨC VỀ TRÍ THỨC
 1     Ban hành kế hoạch thực hiện công tác   Sở Nội vụ           Quý II/2026
       trí thức trên địa bàn tỉnh             Sở Khoa học và
                                              Công nghệ
 2     Tổ chức gặp mặt trí thức tiêu biểu     Sở Y tế;            Trước ngày
       nhân dịp đầu năm                       UBND các xã,        30/6/2026
                                              phường

                                    2

\f STT            Nội dung nhiệm vụ                  Đơn vị           Thời hạn
                                                   chủ trì         hoàn thành
       mới hằng năm
 II    NHÓM HAI
 3     Rà soát, thống kê đội ngũ trí thức     Ủy ban              Hằng năm
                                              Mặt trận Tổ quốc
III. TỔ CHỨC THỰC HIỆN
Các sở, ban, ngành và địa phương căn cứ Kế hoạch này để triển khai thực hiện nghiêm túc.
"""
HEAD = "STT   Nội dung                          Chủ trì          Thời hạn"


def draft_of(tmp_path: Path, text: str) -> Draft:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(text, encoding="utf-8")
    return read_draft(path)


def test_columns_kept_by_blanks_are_read_as_a_table(tmp_path: Path) -> None:
    plan = draft_of(tmp_path, LAYOUT).plan
    assert [(task.number, task.group, task.text, task.lead, task.deadline) for task in plan.tasks] == [
        (
            "1",
            "I",
            "Ban hành kế hoạch thực hiện công tác trí thức trên địa bàn tỉnh",
            ("Sở Nội vụ", "Sở Khoa học và Công nghệ"),
            "Quý II/2026",
        ),
        (
            "2",
            "I",
            "Tổ chức gặp mặt trí thức tiêu biểu nhân dịp đầu năm mới hằng năm",
            ("Sở Y tế", "UBND các xã, phường"),
            "Trước ngày 30/6/2026",
        ),
        (
            "3",
            "II",
            "Rà soát, thống kê đội ngũ trí thức",
            ("Ủy ban Mặt trận Tổ quốc",),
            "Hằng năm",
        ),
    ]
    assert [group.code for group in plan.groups] == ["I", "II"]
    assert [duty.place for duty in plan.general_duties] == ["III"]


def test_what_the_place_of_words_tells_is_a_guess(tmp_path: Path) -> None:
    said = [(guess.where, guess.text) for guess in draft_of(tmp_path, LAYOUT).guesses]
    assert (
        "dòng 12",
        "Các cột được nhận ra theo vị trí chữ dưới dòng tiêu đề; hãy đối chiếu từng dòng.",
    ) in said
    assert ("dòng 26", "Dòng bị cắt qua trang; đã nối vào nhiệm vụ 2.") in said


@pytest.mark.parametrize("page", ["                  7", "                Trang 3/10", "7"])
def test_page_numbers_are_no_words_of_a_task(tmp_path: Path, page: str) -> None:
    row = "1     Mở lớp bồi dưỡng                  Sở Y tế          Quý II/2026"
    more = "      cho trí thức."
    [task] = draft_of(tmp_path, f"KẾ HOẠCH\n\n{HEAD}\n{row}\n\n{page}\n\n{more}").plan.tasks
    assert task.text == "Mở lớp bồi dưỡng cho trí thức."


def test_a_number_in_the_middle_of_a_tall_row_has_the_lines_above_it(tmp_path: Path) -> None:
    rows = """\
      Mở lớp bồi dưỡng cho              Sở Y tế
1     trí thức trẻ của                                   Quý II/2026
      thành phố
      Gặp mặt trí thức                  Sở Nội vụ
2     tiêu biểu                                          Hằng năm"""
    tasks = draft_of(
        tmp_path,
        f"KẾ HOẠCH\n\n{HEAD}\n{rows.splitlines()[0]}\n"
        + "\n".join([*rows.splitlines()[1:3], "", *rows.splitlines()[3:]]),
    ).plan.tasks
    assert [task.text for task in tasks] == [
        "Mở lớp bồi dưỡng cho trí thức trẻ của thành phố",
        "Gặp mặt trí thức tiêu biểu",
    ]


@given(
    st.lists(
        st.sampled_from([HEAD, *LAYOUT.splitlines(), "", "7", "  a  b   c"]) | st.text(max_size=90),
        max_size=30,
    )
)
def test_every_line_comes_out_in_order(lines: list[str]) -> None:
    places = [place for place, _block in by_place(lines)]
    assert places == sorted(set(places))
