"""One row for each section, every field filled; all names are invented."""

SAMPLES: dict[str, dict[str, object]] = {
    "degrees": {
        "degree": "TS", "major": "Khoa học máy tính", "training_field": "48", "institution": "Đại học Mẫu",
        "country": "VN", "study_form": "chinh_quy", "since": "2008-09", "until": "2012-06", "year": 2012,
        "document": "TS 001234",
    },
    "specialist": {
        "specialist": "CKII", "major": "Nội khoa", "institution": "Trường Y Mẫu", "country": "VN",
        "since": "2013", "until": "2015", "year": 2015, "document": "CK 0007",
    },
    "titles": {
        "academic_title": "PGS", "rank": "V.05.01.01", "name": "Chuyên gia cao cấp", "branch": "Tin học",
        "institution": "Hội đồng Mẫu", "since": "2018-11", "until": "2028", "document": "12/QĐ-HĐGS",
    },
    "languages": {
        "language": "Tiếng Anh", "level": "C1", "score": "7.5", "institution": "Trung tâm Mẫu",
        "since": "2024-03-15", "until": "2028-03-15", "document": "IELTS 99",
    },
    "political_theory": {
        "level": "CC", "institution": "Học viện Mẫu", "study_form": "chinh_quy", "since": "2016",
        "until": "2017", "document": "CC 456",
    },
    "posts": {
        "place": "Viện Công nghệ Mẫu", "position": "Trưởng phòng", "rank": "V.05.01.02",
        "work": "Nghiên cứu dữ liệu", "since": "2012-07", "until": "2020-12", "document": "45/QĐ-VCN",
    },
    "research": {
        "title": "Nền tảng dữ liệu mở cho phường (hư cấu)", "level": "tinh", "role": "chu_nhiem",
        "number": "ĐT.2021.07", "institution": "Viện Công nghệ Mẫu", "state": "nghiem_thu",
        "result": "Dùng tại 5 phường", "since": "2021-01", "until": "2022-12", "document": "07/HĐ-KHCN",
    },
    "publications": {
        "title": "Một bài báo hư cấu về dữ liệu", "kind": "bai_scopus", "role": "tac_gia_chinh",
        "venue": "Tạp chí Mẫu", "volume": "12(3), 1–9", "since": "2022-05", "until": "2022-06",
        "document": "ISSN 0000-0000",
    },
    "patents": {
        "title": "Bộ đọc phiếu (hư cấu)", "kind": "sang_che", "state": "cap_bang", "role": "dong_tac_gia",
        "owner": "Viện Công nghệ Mẫu", "country": "VN", "since": "2019-04", "until": "2039-04",
        "document": "1-0012345",
    },
    "supervision": {
        "learner": "Lê Thị Học (hư cấu)", "degree": "ThS", "topic": "Tìm kiếm không dấu", "role": "chính",
        "institution": "Đại học Mẫu", "since": "2018", "until": "2020", "year": 2020,
        "document": "88/QĐ-ĐHM",
    },
    "awards": {
        "honour": "NGUT", "award": "BKTTg", "name": "Giải Mẫu", "level": "thu_tuong",
        "reason": "Nghiên cứu dữ liệu", "since": "2021-11-20", "until": "2021-12", "document": "9/QĐ-TTg",
    },
    "memberships": {
        "association": "lhh", "name": "Hội Tin học Mẫu", "role": "hoi_vien", "since": "2010",
        "until": "2024", "document": "Thẻ 321",
    },
    "trainings": {
        "title": "Chuyển đổi số", "kind": "so", "institution": "Trường Mẫu", "country": "VN",
        "since": "2023-05-05", "until": "2023-05-12", "document": "CC 777",
    },
    "policies": {
        "kind": "dao_tao", "content": "Hỗ trợ học phí", "institution": "UBND tỉnh Mẫu", "since": "2009",
        "until": "2012", "document": "5/QĐ-UBND",
    },
    "contributions": {
        "title": "Phản biện quy hoạch khu phố", "kind": "phan_bien", "institution": "UBND phường Mẫu",
        "result": "Tiếp thu 3 ý kiến", "since": "2024-02", "until": "2024-03", "document": "21/BB",
    },
    "abroad": {
        "country": "FR", "research_field": "102", "institution": "Viện Mẫu", "position": "Nghiên cứu viên",
        "readiness": "tu_xa", "offer": "Hướng dẫn từ xa", "since": "2013", "until": "2016",
        "document": "Thư ngày 01/02/2024",
    },
    "wishes": {
        "wish": "Được tham gia hội đồng chuyên gia", "kind": "tu_van", "since": "2025-01",
        "outcome": "Đã mời", "institution": "UBND phường Mẫu", "until": "2025-06", "document": "33/UBND",
    },
}  # fmt: skip
