"""Vietnamese for Qt's own words (buttons, edit menus, file and print dialogs); Qt ships none.

Each table is named by Qt's context; a word that is not here stays as Qt has it.
"""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

_EDIT = {
    "&Undo": "&Hoàn tác",
    "&Redo": "&Làm lại",
    "Cu&t": "Cắ&t",
    "&Copy": "&Chép",
    "&Paste": "&Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
}

_BUTTONS = {
    "OK": "Đồng ý",
    "Cancel": "Hủy",
    "Close": "Đóng",
    "&Yes": "&Có",
    "&No": "&Không",
    "Yes to &All": "Có cho &tất cả",
    "N&o to All": "Kh&ông cho tất cả",
    "Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Open": "Mở",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Trở về mặc định",
    "Discard": "Bỏ thay đổi",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Help": "Trợ giúp",
}

_GNOME_BUTTONS = {
    "&OK": "Đồn&g ý",
    "&Cancel": "&Hủy",
    "&Close": "Đón&g",
    "&Save": "&Lưu",
    "Close without Saving": "Đóng, không lưu",
}

_UNDO = {"Undo": "Hoàn tác", "Redo": "Làm lại", "Undo %1": "Hoàn tác %1", "Redo %1": "Làm lại %1"}

_FILES = {
    "&Open": "&Mở",
    "Open": "Mở",
    "&Save": "&Lưu",
    "Save As": "Lưu với tên",
    "&Choose": "&Chọn",
    "&Delete": "&Xóa",
    "Delete": "Xóa",
    "&Rename": "Đổi &tên",
    "Remove": "Bỏ",
    "Show ": "Hiện ",
    "&New Folder": "Thư mục &mới",
    "New Folder": "Thư mục mới",
    "Create New Folder": "Tạo thư mục mới",
    "Create a New Folder": "Tạo thư mục mới",
    "Show &hidden files": "Hiện tệp ẩ&n",
    "&Look in:": "Tìm &trong:",
    "File &name:": "&Tên tệp:",
    "Files of &type:": "&Loại tệp:",
    "Directory:": "Thư mục:",
    "Directories": "Thư mục",
    "Files": "Tệp",
    "All Files (*)": "Mọi tệp (*)",
    "All files (*)": "Mọi tệp (*)",
    "Find Directory": "Tìm thư mục",
    "Back": "Lùi",
    "Go back": "Lùi lại",
    "Forward": "Tiến",
    "Go forward": "Tiến tới",
    "Parent Directory": "Thư mục trên",
    "Go to the parent directory": "Lên thư mục trên",
    "List View": "Dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "Change to list view mode": "Xem dạng danh sách",
    "Change to detail view mode": "Xem dạng chi tiết",
    "Sidebar": "Thanh bên",
    "List of places and bookmarks": "Các nơi hay dùng",
    "Recent Places": "Nơi mới dùng",
    "Are you sure you want to delete '%1'?": "Bạn có chắc muốn xóa “%1” không?",
    "'%1' is write protected.\nDo you want to delete it anyway?": "“%1” bị cấm ghi.\nBạn vẫn muốn xóa?",
    "Could not delete directory.": "Không xóa được thư mục.",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nBạn có muốn ghi đè không?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông tìm thấy tệp.\nHãy kiểm tra lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông tìm thấy thư mục.\nHãy kiểm tra lại tên thư mục."
    ),
}

_FILE_LIST = {
    "Name": "Tên",
    "Size": "Cỡ",
    "Kind": "Loại",
    "Type": "Loại",
    "Date Modified": "Ngày sửa",
    "My Computer": "Máy tính này",
    "Computer": "Máy tính",
}

_PLACES = {
    "Desktop": "Màn hình nền",
    "Documents": "Tài liệu",
    "Downloads": "Tải về",
    "Home": "Thư mục riêng",
    "Pictures": "Ảnh",
    "Music": "Nhạc",
    "Movies": "Phim",
}

_FILE_KINDS = {
    "Drive": "Ổ đĩa",
    "File": "Tệp",
    "File Folder": "Thư mục",
    "Folder": "Thư mục",
    "Shortcut": "Lối tắt",
    "Unknown": "Không rõ",
}

_SCROLL = {
    "Scroll here": "Cuộn tới đây",
    "Top": "Đầu",
    "Bottom": "Cuối",
    "Left edge": "Mép trái",
    "Right edge": "Mép phải",
    "Page up": "Lên một trang",
    "Page down": "Xuống một trang",
    "Page left": "Sang trái một trang",
    "Page right": "Sang phải một trang",
    "Scroll up": "Cuộn lên",
    "Scroll down": "Cuộn xuống",
    "Scroll left": "Cuộn sang trái",
    "Scroll right": "Cuộn sang phải",
}

_PRINT = {
    "Print": "In",
    "&Print": "&In",
    "&Options >>": "&Tùy chọn >>",
    "&Options <<": "&Tùy chọn <<",
    "Print to File (PDF)": "In ra tệp PDF",
    "Print To File ...": "In ra tệp…",
    "Write PDF file": "Ghi tệp PDF",
    "Local file": "Tệp trên máy",
    "All Pages": "Mọi trang",
    "Odd Pages": "Trang lẻ",
    "Even Pages": "Trang chẵn",
    "Invalid Pages Definition": "Số trang ghi chưa đúng",
    "The 'From' value cannot be greater than the 'To' value.": "Trang đầu không được lớn hơn trang cuối.",
    "%1 already exists.\nDo you want to overwrite it?": "%1 đã có.\nBạn có muốn ghi đè không?",
    "%1 is a directory.\nPlease choose a different file name.": "%1 là thư mục.\nHãy chọn tên tệp khác.",
    "File %1 is not writable.\nPlease choose a different file name.": (
        "Không ghi được tệp %1.\nHãy chọn tên tệp khác."
    ),
}

_PRINTER = {
    "Printer": "Máy in",
    "&Name:": "&Tên:",
    "P&roperties": "Th&uộc tính",
    "Location:": "Nơi đặt:",
    "Preview": "Xem trước",
    "Type:": "Loại:",
    "Output &file:": "Ghi ra &tệp:",
}

_PRINT_SETTINGS = {
    "Print range": "Phạm vi in",
    "Print all": "In tất cả",
    "Pages from": "Từ trang",
    "to": "đến",
    "Pages": "Các trang",
    "Current Page": "Trang hiện tại",
    "Selection": "Phần đang chọn",
    "Output Settings": "Cách in",
    "Copies": "Số bản",
    "Copies:": "Số bản:",
    "Collate": "Xếp theo bộ",
    "Reverse": "In ngược",
    "Options": "Tùy chọn",
    "Color Mode": "Màu",
    "Color": "In màu",
    "Grayscale": "In đen trắng",
    "Double Sided Printing": "In hai mặt",
    "Off": "Không",
    "Long side binding": "Lật theo cạnh dài",
    "Short side binding": "Lật theo cạnh ngắn",
    "Page &Set:": "&Các trang:",
}

_PAPER = {
    "Paper": "Giấy",
    "Page size:": "Khổ giấy:",
    "Width:": "Rộng:",
    "Height:": "Cao:",
    "Paper source:": "Khay giấy:",
    "Orientation": "Hướng giấy",
    "Portrait": "Dọc",
    "Landscape": "Ngang",
    "Reverse landscape": "Ngang ngược",
    "Reverse portrait": "Dọc ngược",
    "Margins": "Lề",
    "top margin": "lề trên",
    "bottom margin": "lề dưới",
    "left margin": "lề trái",
    "right margin": "lề phải",
    "Page Layout": "Bố trí trang",
    "Custom": "Tự chọn",
}

_SPOKEN = {
    "Press": "Nhấn",
    "Toggle": "Bật hoặc tắt",
    "Increase": "Tăng",
    "Decrease": "Giảm",
    "Increase the value": "Tăng giá trị",
    "Decrease the value": "Giảm giá trị",
    "SetFocus": "Đưa con trỏ tới",
    "Sets the focus": "Đưa con trỏ tới",
    "ShowMenu": "Mở danh mục",
    "Shows the menu": "Mở danh mục",
    "Next Page": "Trang sau",
    "Previous Page": "Trang trước",
}

TEXTS: dict[str, dict[str, str]] = {
    "QLineEdit": _EDIT,
    "QWidgetTextControl": _EDIT | {"Copy &Link Location": "Chép địa chỉ &liên kết"},
    "QAbstractSpinBox": {"&Select All": "Chọn &tất cả", "&Step up": "&Tăng", "Step &down": "&Giảm"},
    "QPlatformTheme": _BUTTONS,
    "QGnomeTheme": _GNOME_BUTTONS,
    "QDialogButtonBox": {"OK": "Đồng ý"},
    "QErrorMessage": {"&OK": "Đồn&g ý", "&Show this message again": "&Hiện lại thông báo này"},
    "QProgressDialog": {"Cancel": "Hủy"},
    "QMessageBox": {"Show Details...": "Xem chi tiết…", "Hide Details...": "Ẩn chi tiết…"},
    "QUndoStack": _UNDO,
    "QUndoGroup": _UNDO,
    "QFileDialog": _FILES,
    "QFileSystemModel": _FILE_LIST,
    "QStandardPaths": _PLACES,
    "QAbstractFileIconProvider": _FILE_KINDS,
    "QScrollBar": _SCROLL,
    "QPrintDialog": _PRINT,
    "QPrintWidget": _PRINTER,
    "QPrintSettingsOutput": _PRINT_SETTINGS,
    "QPageSetupWidget": _PAPER,
    "QAccessibleActionInterface": _SPOKEN,
    "QComboBox": {"Open the combo box selection popup": "Mở danh sách để chọn"},
    "QTabBar": {"Scroll Left": "Cuộn sang trái", "Scroll Right": "Cuộn sang phải"},
    "CloseButton": {"Close Tab": "Đóng thẻ"},
}
"""Qt's context → Qt's words → ours."""


class VietnameseTranslator(QTranslator):
    """Answers from `TEXTS`; None where there is nothing, since an empty text would blank a button."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - Qt's signature
    ) -> str | None:
        """Return our words for Qt's, or None."""
        return TEXTS.get(context, {}).get(source)

    def isEmpty(self) -> bool:
        """Tell Qt that there is something here, though no file was loaded."""
        return False


def install_translations(app: QCoreApplication) -> VietnameseTranslator:
    """Make Qt speak Vietnamese, with the country's calendar and numbers; the application keeps it."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = VietnameseTranslator(app)
    app.installTranslator(translator)
    app.setProperty("translator", translator)
    return translator
