"""Texts and tables nobody should write, but somebody will."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.fonts import UNKNOWN
from desktop.documents.model import (
    Align,
    Annex,
    Block,
    Chart,
    ChartKind,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
)
from desktop.documents.pdf import PdfFile, write_pdf
from desktop.errors import Cancelled, UserError
from desktop.jobs import Job
from documents.half_year_report import half_year_report
from documents.reading import flat, pdf_text


def paper(*body: Block, **changes: object) -> Report:
    return half_year_report(**{"body": body, "annexes": (), "trace": "", **changes})


def two_columns(*rows: Row) -> Table:
    return Table((Column("STT", 1, Align.CENTER), Column("Nội dung", 6)), rows)


def count_in(pdf: PdfFile, text: str) -> int:
    return flat(pdf_text(pdf.data)).count(text)


def test_a_paragraph_of_200000_letters_flows_over_its_pages_in_time() -> None:
    begin = time.perf_counter()
    pdf = write_pdf(paper(Paragraph("nhiệm vụ số liệu " * 11_800)))
    assert time.perf_counter() - begin < 10
    assert pdf.pages > 40
    assert flat(pdf_text(pdf.data)).count("liệu") >= 11_700  # a page number may stand between two words


def test_a_word_without_end_is_broken_not_lost() -> None:
    pdf = write_pdf(paper(Paragraph("w" * 20_000)))
    assert pdf_text(pdf.data).count("w") == 20_000


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    pdf = write_pdf(paper(two_columns(Row((1, "trước")), Row((2, "dài dòng " * 3000)), Row((3, "sau cùng")))))
    assert pdf.pages >= 5
    assert pdf_text(pdf.data).count("dài") == 3000
    assert pdf_text(pdf.data).count("Nội dung") == pdf.pages - (
        1 if "sau cùng" not in pdf_text(pdf.data) else 0
    )


def test_rows_that_fit_a_page_are_never_cut() -> None:
    rows = tuple(Row((n, f"đầu{n} " + "giữa " * 120 + f"cuối{n}")) for n in range(12))
    pages = pdf_text(write_pdf(paper(two_columns(*rows))).data).split("\f")
    for n in range(12):
        assert [f"đầu{n} " in page for page in pages] == [f"cuối{n}\n" in page for page in pages]


def test_a_section_row_is_not_left_behind_at_the_foot_of_a_page() -> None:
    for filler in range(30, 46):
        rows = (
            *(Row((n, "x")) for n in range(filler)),
            Row(("PHẦN HAI",), section=True),
            Row((99, "tiếp đây")),
        )
        pages = pdf_text(write_pdf(paper(two_columns(*rows))).data).split("\f")
        assert [("PHẦN HAI" in page) for page in pages] == [("tiếp đây" in page) for page in pages]


def test_the_end_mark_of_an_annex_stands_on_the_page_of_the_last_row() -> None:
    for filler in range(24, 40):
        table = two_columns(*(Row((n, "x")) for n in range(filler)), Row((99, "dòng cuối")))
        pdf = write_pdf(paper(annexes=(Annex("A", (table,)),)))
        last = pdf_text(pdf.data, "-f", str(pdf.pages), "-l", str(pdf.pages))
        assert "dòng cuối" in last
        assert "./." in last


def test_only_section_rows_or_no_rows_make_a_table_too() -> None:
    sections = (Row((f"Phần {n}",), section=True) for n in range(90))
    assert count_in(write_pdf(paper(two_columns(*sections), two_columns())), "Phần") == 90


def test_a_wide_table_never_breaks_a_figure() -> None:
    columns = tuple(Column(f"Cột {n}", align=Align.RIGHT, decimals=1) for n in range(30))
    table = Table(columns, tuple(Row(tuple(12345.5 + n for n in range(30))) for _ in range(3)))
    text = pdf_text(write_pdf(paper(annexes=(Annex("Rộng", (table,), landscape=True),))).data)
    assert all(f"{12345.5 + n:,.1f}".translate(str.maketrans(",.", ".,")) in text for n in range(30))


def test_letters_the_font_lacks_are_drawn_by_another_or_shown_as_a_box() -> None:
    pdf = write_pdf(paper(Paragraph("một \ue123 hai ☺ ba ① bốn <b>&amp;</b>")))
    text = flat(pdf_text(pdf.data))
    assert pdf.replaced == ("\ue123",)
    assert f"một {UNKNOWN} hai" in text
    assert "bốn <b>&amp;</b>" in text


def test_decomposed_letters_and_control_letters_print_cleanly() -> None:
    pdf = write_pdf(paper(Paragraph("Nguye\u0302\u0303n Va\u0306n\x00 \x07A\u200bn\ud800")))
    assert "Nguyễn Văn An" in flat(pdf_text(pdf.data))
    assert pdf.replaced == ()


def test_recipients_longer_than_a_page_flow_on() -> None:
    pdf = write_pdf(paper(Paragraph("a"), recipients=tuple(f"Khu phố {n}" for n in range(120))))
    assert count_in(pdf, "- Khu phố") == 120
    assert set(pdf.places) == {"leader", "office"}


def test_a_paper_of_nothing_is_one_page_without_places() -> None:
    nothing = paper(addressees=(), recipients=(), signer=Signer((), ""), subject="")
    assert (write_pdf(nothing).pages, write_pdf(nothing).places) == (1, {})


@pytest.mark.parametrize(
    "changes",
    [
        {"letterhead": replace(half_year_report().letterhead, parent="dài " * 4000)},
        {"signer": Signer(("CHỨC VỤ",) * 80, "Tên Mẫu")},
        {"body": (Table((Column("đầu đề " * 3000),), (Row((1,)),)),)},
    ],
)
def test_a_part_larger_than_a_page_is_refused_with_a_sentence(changes: dict[str, object]) -> None:
    with pytest.raises(UserError, match="dài hơn một trang giấy; hãy rút ngắn"):
        write_pdf(paper(**changes))


def test_a_stopped_job_stops_the_paper() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled, match="Đã dừng theo yêu cầu"):
        write_pdf(half_year_report(), job)


class Heard(Job):
    """A job that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.shares: list[float] = []

    def report(self, done: int, total: int, what: str) -> None:
        if total:
            self.shares.append(done / total)


def test_the_job_hears_how_far_the_paper_is() -> None:
    heard = Heard()
    write_pdf(half_year_report(), heard)
    assert len(heard.shares) > 20
    assert heard.shares == sorted(heard.shares)
    assert heard.shares[-1] == 1


def test_a_table_of_800_rows_is_written_in_time(tmp_path: Path) -> None:
    rows = tuple(Row((n, f"Khu phố {n % 21} đã cập nhật hồ sơ")) for n in range(800))
    begin = time.perf_counter()
    assert count_in(write_pdf(paper(two_columns(*rows))), "đã cập nhật") == 800
    assert time.perf_counter() - begin < 5


ODD = st.text(st.characters(codec=None), max_size=60)


@settings(max_examples=40, deadline=None)
@given(ODD, ODD, ODD, st.lists(st.tuples(ODD, st.floats()), max_size=4))
def test_any_text_makes_a_paper(one: str, two: str, three: str, cells: list[tuple[str, float]]) -> None:
    table = Table((Column(one), Column(two, decimals=1)), tuple(Row(pair) for pair in cells), three)
    chart = Chart(
        ChartKind.STACKED_BARS, one, tuple(c[0] for c in cells), ((two, tuple(c[1] for c in cells)),)
    )
    body = (Heading(one, 1), Heading(two, 3), Paragraph(three), table, chart, PageBreak(), Paragraph(one))
    pdf = write_pdf(paper(*body, subject=two, kind=three, recipients=(one, two), trace=three))
    assert pdf.data.startswith(b"%PDF-1.7")
