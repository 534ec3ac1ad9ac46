"""A short explanation of what may be typed into the search field, opened by F1 or “?”."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.controls import button
from desktop.widgets.theme import em, mark

_EXAMPLES = (
    ("tran van hoa", "tên, không cần dấu, thứ tự nào cũng được"),
    ("0751 · 5678", "đầu số hoặc bốn số cuối của số định danh, điện thoại"),
    ("nữ tiến sĩ", "điều kiện trong danh mục: giới tính, trình độ, học hàm, lĩnh vực, tình trạng…"),
    ("tuổi<45 · tuổi:30..40 · hơn 60 tuổi", "tuổi"),
    (
        "Thuý 1988 · sinh 1970-1980",
        "năm sinh, ngày sinh; năm đứng riêng là năm sinh, đặt trong ngoặc kép là số",
    ),
    ("thạc sĩ trở lên · trình độ>=ThS", "từ một bậc trở lên, trở xuống; trên, dưới (<, <=, >, >=)"),
    ("lĩnh vực:y tế, giáo dục", "tên cột, hai chấm, giá trị; nhiều giá trị cách nhau bằng dấu phẩy"),
    ('cơ quan:"bệnh viện"', "chữ có trong một cột; nhiều chữ thì đặt trong ngoặc kép"),
    ("dân tộc thiểu số", "người dân tộc thiểu số"),
    ("không có điện thoại · có:email", "cột còn trống (cũng ghi được: thiếu, chưa có), cột đã ghi"),
    ("không phải kinh · -nghỉ hưu", "trừ những người ấy"),
    ("nữ hoặc nam", "một trong hai giá trị của cùng một mục"),
    ("tính đến:30/6/2026", "sổ như vào ngày ấy"),
)
_RULE = (
    "Từ vừa là điều kiện vừa có thể là tên (nam, kinh, hoa, văn hóa…): đứng một mình, đứng cạnh tên, hoặc "
    "viết hoa giữa câu thì tìm như tên, không ai có tên ấy thì là điều kiện; đứng cạnh điều kiện khác thì "
    "là điều kiện. Riêng chữ “nữ” đứng một mình là những người nữ. Dưới ô tìm luôn ghi chương trình đã "
    "hiểu thế nào, bấm vào đó để đổi. Chắc chắn là tên: đặt trong ngoặc kép, ví dụ "
    "“nam” tiến sĩ; chắc chắn là điều kiện: ghi cả tên cột, ví dụ giới tính:nam. Hai giá trị của cùng một "
    "cột là “hoặc”, các điều kiện khác nhau là “và”."
)


class SearchHelp(QDialog):
    """Examples with what they find, and the rule for words that may be names."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cách tìm")
        heading = QLabel("Gõ gì vào ô tìm?")
        mark(heading, look="heading")
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, em(self, 17))
        grid.setHorizontalSpacing(em(self, 1.2))
        for row, (typed, finds) in enumerate(_EXAMPLES):
            grid.addWidget(_line(typed, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_line(finds, "muted"), row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_line(_RULE, ""), len(_EXAMPLES), 0, 1, 2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName("Cách tìm")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("Đóng", self.accept, look="primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(heading)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)
        self.resize(em(self, 46), min(em(self, 36), round(self.screen().availableSize().height() * 0.9)))


def _line(text: str, look: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        mark(made, look=look)
    return made
