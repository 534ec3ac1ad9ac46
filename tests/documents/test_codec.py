import json
from datetime import date

from desktop.documents.codec import from_json, to_json
from desktop.documents.model import (
    Align,
    Annex,
    Chart,
    ChartKind,
    Column,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
)


def a_report() -> Report:
    table = Table(
        (Column("STT", 1, Align.CENTER), Column("Ngày")), (Row((1, date(2026, 6, 14)), total=True),), code="t"
    )
    chart = Chart(ChartKind.PYRAMID, "Tuổi", ("30–39",), (("Nam", (1.0,)), ("Nữ", (2.5,))))
    return Report(
        Letterhead("UBND THÀNH PHỐ", "UBND PHƯỜNG", "BC-UBND", "Trấn Biên", 5, date(2026, 6, 15)),
        "BÁO CÁO",
        "Kết quả 6 tháng",
        (Heading("I. A"), Paragraph("b\nc", italic=True), table, chart, PageBreak()),
        Signer(("CHỦ TỊCH",), "Nguyễn Văn Mẫu"),
        annexes=(Annex("Phụ lục", (table,), landscape=True),),
    )


def test_a_report_survives_the_way_through_json() -> None:
    report = a_report()
    assert from_json(json.loads(json.dumps(to_json(report)))) == report
