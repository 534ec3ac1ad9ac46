"""What the first words of the commands are about, one line each in the help."""

from collections.abc import Mapping

GROUPS: Mapping[str, str] = {
    "plans": "Kế hoạch có sẵn, đọc và nhận kế hoạch",
    "people": "Sổ trí thức: nhập, tìm, danh sách, hồ sơ khoa học",
    "tasks": "Nhiệm vụ, tiến độ, hạn; kế hoạch của đơn vị",
    "tasks calendar": "Ngày nghỉ, ngày làm bù: show, set, forget, import",
    "activities": "Hoạt động với trí thức: người dự, ý kiến, giấy tờ",
    "indicators": "Chỉ tiêu, chỉ số, dự báo đội ngũ",
    "reports": "Báo cáo và số liệu đã chốt",
    "papers": "Sổ văn bản đi",
    "letters": "Công văn, giấy mời, danh sách đề nghị",
    "letters make": "Lập và chốt một công văn, giấy mời, danh sách",
    "package": "Gói dữ liệu gửi Sở; tổng hợp ở Sở",
    "lists": "Danh mục do cơ quan nhà nước và Sở ban hành",
    "journal": "Nhật ký thao tác, hoàn tác",
    "backup": "Sao lưu và khôi phục",
}
"""A test holds that every group has its line."""
