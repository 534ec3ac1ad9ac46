import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.model import (
    Annex,
    Chart,
    ChartKind,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
    day_at,
    year_position,
)
from desktop.documents.wording import (
    addressee_lines,
    annex_label,
    attached_line,
    basis_lines,
    cell_text,
    chart_in_words,
    chart_table,
    ended,
    heading_text,
    matter_line,
    number_line,
    place_and_day,
    recipient_lines,
    texts_of,
    tidy,
)
from documents.half_year_report import LETTERHEAD, charts, half_year_report


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_number_below_ten_gets_a_leading_zero() -> None:
    assert number_line(LETTERHEAD) == "Số: 05/BC-UBND"
    assert number_line(replace(LETTERHEAD, number=123)) == "Số: 123/BC-UBND"


def test_a_number_not_given_yet_leaves_a_gap() -> None:
    line = number_line(replace(LETTERHEAD, number=None))
    assert plain(line) == "Số: /BC-UBND"
    assert "\u00a0\u00a0\u00a0" in line


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2026, 1, 5), "Trấn Biên, ngày 05 tháng 01 năm 2026"),
        (date(2026, 6, 15), "Trấn Biên, ngày 15 tháng 6 năm 2026"),
        (date(2026, 12, 9), "Trấn Biên, ngày 09 tháng 12 năm 2026"),
        (None, "Trấn Biên, ngày tháng năm"),
    ],
)
def test_place_and_day_follow_the_decree(on: date | None, written: str) -> None:
    assert plain(place_and_day(replace(LETTERHEAD, on=on))) == written


def test_lists_end_with_semicolons_and_a_full_stop_whatever_was_typed() -> None:
    report = half_year_report(recipients=("- Như trên,", "Đảng ủy;", "  ", "Lưu: VT, VHXH."))
    assert recipient_lines(report) == ["- Như trên;", "- Đảng ủy;", "- Lưu: VT, VHXH."]
    assert basis_lines(half_year_report(bases=("Căn cứ A,", "Căn cứ B"))) == ["Căn cứ A;", "Căn cứ B."]


def test_one_addressee_stands_without_a_dash_several_with() -> None:
    assert addressee_lines(half_year_report(addressees=("Sở Nội vụ",))) == ["Sở Nội vụ."]
    assert addressee_lines(half_year_report(addressees=("Sở A", "Sở B"))) == ["- Sở A;", "- Sở B."]


def test_only_a_paper_without_type_name_has_a_matter_line() -> None:
    assert matter_line(half_year_report()) == ""
    assert matter_line(half_year_report(kind="", subject="báo cáo số liệu")) == "V/v báo cáo số liệu"
    assert matter_line(half_year_report(kind="", subject="V/v họp")) == "V/v họp"


@pytest.mark.parametrize("text", ["xin báo cáo.", "xin báo cáo", "xin báo cáo./.", "xin báo cáo ;"])
def test_the_end_mark_replaces_the_last_full_stop(text: str) -> None:
    assert ended([Paragraph("a"), Paragraph(text, italic=True)]) == [
        Paragraph("a"),
        Paragraph("xin báo cáo./.", italic=True),
    ]


def test_the_end_mark_stands_alone_after_a_table() -> None:
    table = Table((Column("A"),), ())
    assert ended([table]) == [table, Paragraph("./.")]
    assert ended([]) == []


def test_an_electronic_paper_keeps_the_annex_line_blank() -> None:
    assert plain(attached_line(half_year_report())) == (
        "(Kèm theo Báo cáo số /BC-UBND ngày tháng năm của Ủy ban nhân dân phường Trấn Biên)"
    )


def test_a_paper_one_fills_the_annex_line() -> None:
    assert plain(attached_line(half_year_report(electronic=False))) == (
        "(Kèm theo Báo cáo số 05/BC-UBND ngày 15 tháng 6 năm 2026 của Ủy ban nhân dân phường Trấn Biên)"
    )


def test_a_single_annex_has_no_number() -> None:
    assert annex_label(Annex("x", ())) == "Phụ lục"
    assert annex_label(Annex("x", (), "II")) == "Phụ lục II"


def test_only_first_level_headings_are_capitals() -> None:
    assert heading_text(Heading("I. Kết quả đạt được")) == "I. KẾT QUẢ ĐẠT ĐƯỢC"
    assert heading_text(Heading("1. Kết quả", 2)) == "1. Kết quả"


@pytest.mark.parametrize(
    ("cell", "decimals", "written"),
    [
        (None, None, ""),
        (1234567, None, "1.234.567"),
        (63.4, 1, "63,4"),
        (50.0, 1, "50,0"),
        (0.125, None, "0,12"),
        (date(2026, 6, 4), None, "04/06/2026"),
        ("012345678901", None, "012345678901"),
    ],
)
def test_cells_are_written_the_vietnamese_way(cell: object, decimals: int | None, written: str) -> None:
    assert cell_text(cell, Column("A", decimals=decimals)) == written  # type: ignore[arg-type]


def test_tidy_composes_letters_and_drops_what_cannot_be_written() -> None:
    typed = "Nguye\u0302\u0303n\u200b \x07Va\u0306n\ud800 An\ufe0f\nDòng hai\uffff"
    assert tidy(Paragraph(typed)) == Paragraph("Nguyễn Văn An\nDòng hai")


def test_tidy_makes_a_figure_that_is_none_an_empty_cell() -> None:
    table = Table((Column("A"), Column("B"), Column("C")), (Row((math.nan, math.inf, 1.5)),))
    assert tidy(table).rows[0].cells == (None, None, 1.5)


def test_tidy_leaves_a_clean_report_alone() -> None:
    assert tidy(half_year_report()) == half_year_report()


@given(st.text())
def test_tidy_twice_is_tidy_once(text: str) -> None:
    once = tidy(Paragraph(text))
    assert tidy(once) == once
    once.text.encode("utf-8")


def test_every_text_of_a_report_is_found() -> None:
    found = set(texts_of(half_year_report()))
    assert {"BÁO CÁO", "UBND THÀNH PHỐ ĐỒNG NAI", "Y, dược", "Lưu: VT, VHXH", "Tiến độ (%)"} <= found


def test_a_chart_can_be_said_in_words() -> None:
    chart = Chart(ChartKind.LINE_WITH_TARGET, "Tỷ lệ", ("T1", "T2"), (("Đạt", (1.5, None)),), 80.0, "%")
    assert chart_in_words(chart) == ("Tỷ lệ. T1: Đạt (%) 1,5, Mức cần đạt (%) 80; T2: Mức cần đạt (%) 80.")


def test_a_timelines_figures_are_days_and_percents() -> None:
    timeline = charts()[3]
    assert chart_table(timeline).rows[0].cells == (
        "Rà soát, lập danh sách trí thức",
        date(2026, 1, 1),
        date(2026, 3, 31),
        100,
        date(2026, 6, 14),
    )


@given(st.dates())
def test_a_day_survives_the_way_onto_the_time_axis(day: date) -> None:
    assert day_at(year_position(day)) == day


def test_a_row_needs_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match=r"row 1 .* has 1 cells for 2 columns"):
        Table((Column("A"), Column("B")), (Row((1, 2)), Row((1,))))
    with pytest.raises(ValueError, match="no columns"):
        Table((), ())


def test_a_chart_needs_a_value_for_each_label_and_its_number_of_series() -> None:
    with pytest.raises(ValueError, match="2 values"):
        Chart(ChartKind.STACKED_BARS, "x", ("a", "b"), (("s", (1.0,)),))
    with pytest.raises(ValueError, match="needs 2 series"):
        Chart(ChartKind.PYRAMID, "x", ("a",), (("s", (1.0,)),))


def test_days_stand_in_order_on_the_time_axis() -> None:
    assert year_position(date(2026, 1, 1)) == 2026.0
    assert 2026.99 < year_position(date(2026, 12, 31)) < 2027.0
    assert year_position(date(2024, 7, 2)) == pytest.approx(2024.5, abs=0.002)


def test_a_report_without_subject_is_titled_by_its_kind() -> None:
    report = Report(LETTERHEAD, "BÁO CÁO", "", (), Signer((), ""))
    assert report.title == "BÁO CÁO"
