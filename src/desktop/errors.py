"""The two kinds of errors: the user's or the surroundings' (here), and ours (anything else)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: refuse the value, warn about it, or only inform."""

    REFUSE = "refuse"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with one field, as a Vietnamese sentence."""

    field: str
    message: str
    severity: Severity = Severity.REFUSE


class UserError(Exception):
    """Something the user or the surroundings can mend; one Vietnamese sentence: what, why, what to do."""

    @property
    def message(self) -> str:
        """The sentence for the user."""
        return str(self.args[0]) if self.args else ""


class Invalid(UserError):
    """Values that may not be stored; carries every problem, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(dict.fromkeys(problem.message for problem in self.problems)))


class NotAllowed(UserError):
    """The acting user lacks the right for this act."""


class NotFound(UserError):
    """A record or file that was asked for does not exist."""


class Cancelled(UserError):
    """The user stopped a long job; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Đã dừng theo yêu cầu; không có gì thay đổi.")


class FileProblem(UserError):
    """A file or folder cannot be read or written."""


def sentence_for_os_error(error: OSError, name: str) -> str:
    """Say in one Vietnamese sentence why `name` could not be read or written (ENOSPC, EACCES, …)."""
    import errno

    reasons = {
        errno.ENOSPC: "ổ đĩa đã đầy; hãy giải phóng chỗ trống hoặc chọn ổ khác rồi làm lại",
        errno.EDQUOT: "hết hạn mức lưu trữ; hãy giải phóng chỗ trống rồi làm lại",
        errno.EACCES: "không có quyền; hãy chọn thư mục khác hoặc nhờ người quản trị máy",
        errno.EPERM: "không có quyền; hãy chọn thư mục khác hoặc nhờ người quản trị máy",
        errno.EROFS: "thư mục chỉ cho đọc; hãy chọn thư mục khác",
        errno.ENOENT: "không tìm thấy; hãy kiểm tra lại đường dẫn",
        errno.ENOTDIR: "trong đường dẫn có một tệp thay vì thư mục; hãy chọn thư mục khác",
        errno.EEXIST: "đã có một tệp cùng tên; hãy chọn tên khác",
        errno.EISDIR: "đây là thư mục; hãy chọn một tệp",
        errno.EIO: "ổ đĩa bị lỗi khi đọc hoặc ghi; hãy thử ổ khác",
    }
    reason = reasons.get(error.errno or 0, "hệ thống báo lỗi khi đọc hoặc ghi; hãy thử lại")
    return f"Không dùng được “{name}”: {reason}."
