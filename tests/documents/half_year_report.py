"""A half-year report of a ward office as it would be issued; every figure and person in it is fictional."""

from dataclasses import replace
from datetime import date
from typing import Any

from desktop.documents.model import (
    Align,
    Annex,
    Chart,
    ChartKind,
    Column,
    Heading,
    Letterhead,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
    year_position,
)

LETTERHEAD = Letterhead(
    parent="UBND THÀNH PHỐ ĐỒNG NAI",
    issuer="ỦY BAN NHÂN DÂN\nPHƯỜNG TRẤN BIÊN",
    notation="BC-UBND",
    place="Trấn Biên",
    number=5,
    on=date(2026, 6, 15),
    name="Ủy ban nhân dân phường Trấn Biên",
)

WORK = (
    (
        "Tuyên truyền, quán triệt Nghị quyết số 45-NQ/TW, Nghị quyết số 107/NQ-CP và Kế hoạch của thành phố",
        "Thường xuyên",
    ),
    ("Rà soát, lập danh sách đội ngũ trí thức cư trú, công tác trên địa bàn phường", "Quý II/2026"),
    (
        "Cập nhật, mã hóa cơ sở dữ liệu đội ngũ trí thức theo Tiêu chí khung của Bộ Khoa học và Công nghệ",
        "Năm 2027",
    ),
    ("Gặp mặt, biểu dương trí thức, nhà khoa học, nhà giáo, thầy thuốc, văn nghệ sĩ tiêu biểu", "Hằng năm"),
    (
        "Vận động trí thức trẻ tham gia Tổ công nghệ số cộng đồng, phong trào “Bình dân học vụ số”",
        "Thường xuyên",
    ),
    ("Phối hợp tổ chức lớp bồi dưỡng kỹ năng số cho giáo viên các trường trên địa bàn", "Quý III/2026"),
    (
        "Lấy ý kiến phản biện của trí thức đối với dự thảo quy hoạch, đề án phát triển kinh tế - xã hội",
        "Theo yêu cầu",
    ),
)
UNITS = (
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Văn phòng HĐND và UBND",
    "Trung tâm PVHCC",
)


def degree_table() -> Table:
    columns = (
        Column("STT", 0.5, Align.CENTER),
        Column("Lĩnh vực", 3),
        Column("Đại học", 1, Align.RIGHT),
        Column("Thạc sĩ", 1, Align.RIGHT),
        Column("Tiến sĩ", 1, Align.RIGHT),
        Column("Tổng số", 1, Align.RIGHT),
        Column("Tỷ lệ nữ (%)", 1.2, Align.RIGHT, decimals=1),
    )
    rows = (
        Row((1, "Giáo dục và đào tạo", 612, 148, 21, 781, 63.4)),
        Row((2, "Y, dược", 318, 96, 12, 426, 55.2)),
        Row((3, "Kỹ thuật và công nghệ", 497, 83, 9, 589, 28.9)),
        Row((4, "Kinh tế, quản lý, luật", 655, 121, 6, 782, 51.0)),
        Row((5, "Văn hóa, nghệ thuật, báo chí", 74, 11, 1, 86, 44.2)),
        Row((None, "Cộng", 2156, 459, 49, 2664, 50.6), total=True),
    )
    return Table(
        columns, rows, "Bảng 1. Đội ngũ trí thức theo lĩnh vực và trình độ đến ngày 14/6/2026", "trinh-do"
    )


def progress_table() -> Table:
    columns = (
        Column("STT", 0.5, Align.CENTER),
        Column("Nội dung nhiệm vụ", 4),
        Column("Chủ trì", 1.6),
        Column("Phối hợp", 1.6),
        Column("Thời hạn", 1.1, Align.CENTER),
        Column("Kết quả đến ngày 14/6/2026", 2.6),
        Column("Tiến độ (%)", 0.8, Align.RIGHT, decimals=0),
    )
    rows: list[Row] = []
    for n in range(28):
        if n in (0, 14):
            title = "I. NHIỆM VỤ PHƯỜNG CHỦ TRÌ" if n == 0 else "II. NHIỆM VỤ PHƯỜNG PHỐI HỢP THỰC HIỆN"
            rows.append(Row((title,), section=True))
        text, deadline = WORK[n % len(WORK)]
        result = f"Đã hoàn thành {n + 2}/{n + 5} nội dung; đang tổng hợp số liệu từ {n % 4 + 3} khu phố."
        rows.append(
            Row((n + 1, f"{text}.", UNITS[n % 4], UNITS[(n + 1) % 4], deadline, result, (n * 37) % 101))
        )
    rows.append(Row((None, "Bình quân chung", None, None, None, None, 50), total=True))
    return Table(columns, tuple(rows), "", "tien-do")


def target_table() -> Table:
    columns = (
        Column("STT", 0.5, Align.CENTER),
        Column("Chỉ tiêu đến năm 2030", 4),
        Column("Mức cần đạt", 1.3, Align.CENTER),
        Column("Thực hiện", 1.1, Align.RIGHT, decimals=1),
        Column("Ngày chốt", 1.2, Align.CENTER),
    )
    rows = (
        Row((1, "Bác sĩ trên vạn dân", "13–15", 11.8, date(2026, 6, 14))),
        Row(
            (
                2,
                "Tỷ lệ nữ tham gia nghiên cứu, giảng dạy, lãnh đạo trong khoa học, công nghệ (%)",
                "≥ 40",
                38.2,
                date(2026, 6, 14),
            )
        ),
        Row((3, "Trí thức dưới 45 tuổi khu vực công được bồi dưỡng (%)", "≥ 50", 41.5, date(2026, 6, 14))),
        Row((4, "Giáo viên mầm non đạt trình độ cao đẳng trở lên (%)", "100", 97.6, date(2026, 6, 14))),
    )
    return Table(columns, rows, "", "chi-tieu")


def charts() -> tuple[Chart, ...]:
    fields = ("Giáo dục", "Y, dược", "Kỹ thuật", "Kinh tế, luật", "Văn hóa")
    degrees = (
        ("Đại học", (612, 318, 497, 655, 74)),
        ("Thạc sĩ", (148, 96, 83, 121, 11)),
        ("Tiến sĩ", (21, 12, 9, 6, 1)),
    )
    months = tuple(f"T{n}" for n in range(1, 13))
    ages = ("22–29", "30–39", "40–49", "50–59", "60–69", "Từ 70")
    day = year_position
    starts = tuple(day(date(2026, m, 1)) for m in (1, 2, 4, 6, 7, 10))
    ends = tuple(
        day(d)
        for d in (
            date(2026, 3, 31),
            date(2026, 2, 28),
            date(2026, 7, 15),
            date(2026, 6, 10),
            date(2026, 10, 31),
            date(2026, 12, 14),
        )
    )
    tasks = (
        "Rà soát, lập danh sách trí thức",
        "Gặp mặt trí thức đầu xuân",
        "Tập huấn kỹ năng số",
        "Diễn đàn góp ý quy hoạch phường đến năm 2030",
        "Khảo sát nhu cầu nhân lực",
        "Báo cáo tổng kết năm",
    )
    return (
        Chart(ChartKind.STACKED_BARS, "Biểu đồ 1. Trình độ theo lĩnh vực", fields, degrees, unit="người"),
        Chart(
            ChartKind.LINE_WITH_TARGET,
            "Biểu đồ 4. Tỷ lệ hồ sơ đã cập nhật so với mức cần đạt",
            months,
            (("Thực hiện", (22, 31, 38, 45, 52, 58, *(None,) * 6)),),
            target=80.0,
            unit="%",
        ),
        Chart(
            ChartKind.PYRAMID,
            "Biểu đồ 2. Cơ cấu tuổi và giới",
            ages,
            (("Nam", (198, 402, 351, 224, 98, 43)), ("Nữ", (231, 466, 342, 201, 79, 29))),
        ),
        Chart(
            ChartKind.TIMELINE,
            "Biểu đồ 3. Tiến độ nhiệm vụ năm 2026",
            tasks,
            (("Bắt đầu", starts), ("Kết thúc", ends), ("Hoàn thành", (100, 100, 70, 35, 20, 0))),
            target=day(date(2026, 6, 14)),
        ),
    )


def body() -> tuple[Any, ...]:
    bars, line, pyramid, timeline = charts()
    return (
        Paragraph(
            "Thực hiện Kế hoạch của Ủy ban nhân dân thành phố Đồng Nai về phát triển đội ngũ trí thức đến "
            "năm 2030, "
            "tầm nhìn đến năm 2045 trên địa bàn thành phố, Ủy ban nhân dân phường Trấn Biên báo cáo kết "
            "quả thực "
            "hiện 6 tháng đầu năm 2026 (số liệu từ ngày 15/12/2025 đến ngày 14/6/2026) như sau:"
        ),
        Heading("I. Công tác chỉ đạo, triển khai"),
        Paragraph(
            "Ủy ban nhân dân phường đã ban hành Kế hoạch số 18/KH-UBND ngày 12/02/2026, phân công 28 nhiệm "
            "vụ cho "
            "04 đơn vị; tổ chức 03 hội nghị quán triệt với 412 lượt cán bộ, công chức, viên chức, nhà "
            "giáo, thầy "
            "thuốc tham dự; lồng ghép nội dung vào sinh hoạt của 21 khu phố và 09 trường học trên địa bàn."
        ),
        Heading("II. Kết quả thực hiện"),
        Heading("1. Về số lượng và cơ cấu đội ngũ", 2),
        Paragraph(
            "Đến ngày 14/6/2026, phường quản lý thông tin của 2.664 trí thức, tăng 214 người so với cùng "
            "kỳ năm "
            "trước; trong đó 508 người có trình độ sau đại học, chiếm 19,1%; nữ chiếm 50,6%."
        ),
        degree_table(),
        bars,
        pyramid,
        Heading("2. Về thực hiện nhiệm vụ, chỉ tiêu", 2),
        Heading("a) Nhiệm vụ", 3),
        Paragraph(
            "Trong 28 nhiệm vụ được giao, có 09 nhiệm vụ hoàn thành, 17 nhiệm vụ đang thực hiện, 02 nhiệm vụ "
            "quá hạn (chi tiết tại Phụ lục I)."
        ),
        timeline,
        Heading("b) Chỉ tiêu", 3),
        Paragraph("Có 07/10 chỉ tiêu đạt tiến độ; 03 chỉ tiêu dưới mức (chi tiết tại Phụ lục II)."),
        line,
        Heading("III. Khó khăn, nguyên nhân"),
        Paragraph(
            "- Một số trí thức cư trú trên địa bàn nhưng công tác tại địa phương khác, việc cập nhật thông "
            "tin "
            "còn chậm."
        ),
        Paragraph(
            "- Công chức phụ trách kiêm nhiệm nhiều việc; chưa có Tiêu chí khung của Bộ Khoa học và Công "
            "nghệ "
            "để mã hóa dữ liệu thống nhất."
        ),
        Heading("IV. Phương hướng 6 tháng cuối năm và kiến nghị"),
        Paragraph(
            "Tiếp tục cập nhật dữ liệu trạng thái động của đội ngũ trí thức; hoàn thành lớp bồi dưỡng kỹ "
            "năng "
            "số trong Quý III/2026; đề nghị Sở Khoa học và Công nghệ sớm hướng dẫn mẫu phiếu thu thập "
            "thông tin."
        ),
        Paragraph(
            "Trên đây là Báo cáo kết quả 6 tháng đầu năm 2026 của Ủy ban nhân dân phường Trấn Biên, kính gửi "
            "Sở Khoa học và Công nghệ tổng hợp."
        ),
    )


def half_year_report(**changes: Any) -> Report:
    report = Report(
        letterhead=LETTERHEAD,
        kind="BÁO CÁO",
        subject="Kết quả thực hiện Kế hoạch phát triển đội ngũ trí thức 6 tháng đầu năm 2026",
        body=body(),
        signer=Signer(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trần Thị Ánh Mẫu"),
        addressees=("Sở Khoa học và Công nghệ thành phố Đồng Nai",),
        recipients=(
            "Như trên",
            "Thường trực Đảng ủy, HĐND phường",
            "Chủ tịch, các PCT UBND phường",
            "Các phòng chuyên môn thuộc UBND phường",
            "Lưu: VT, VHXH",
        ),
        annexes=(
            Annex(
                "Tiến độ thực hiện nhiệm vụ 6 tháng đầu năm 2026", (progress_table(),), "I", landscape=True
            ),
            Annex("Kết quả thực hiện chỉ tiêu", (target_table(),), "II"),
        ),
        trace=f"Bản chụp số liệu BC-2026-H1-01 · SHA-256 {'4f1c9a7be02d5c33' * 4}",
        trace_code="SO-TRI-THUC:26041:2026-H1:" + "4F1C9A7BE02D5C33" * 4,
        keywords=("trí thức", "6 tháng đầu năm 2026"),
    )
    return replace(report, **changes)
