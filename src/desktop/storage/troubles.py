"""What the surroundings do to SQLite (full disk, lock, damage) in our own sentences: the one translation."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from desktop.errors import FileProblem, UserError

_DAMAGE = ("malformed", "not a database")
_SURROUNDINGS = {
    "disk is full": "Không ghi được vì ổ đĩa đã đầy; dữ liệu cũ còn nguyên, hãy dọn ổ đĩa rồi làm lại.",
    "disk I/O error": "Không đọc, ghi được vì ổ đĩa báo lỗi; hãy sao lưu sang ổ khác và kiểm tra ổ đĩa.",
    "is locked": "Sổ đang bận vì một thao tác khác chưa xong; hãy chờ một lát rồi làm lại.",
    "readonly database": "Không ghi được vì thư mục dữ liệu chỉ cho đọc; hãy kiểm tra quyền của thư mục.",
    "unable to open": "Không mở được cơ sở dữ liệu vì thư mục không cho đọc, ghi hoặc không còn đó; "
    "hãy kiểm tra ổ đĩa và quyền của thư mục.",
}


class DatabaseDamaged(UserError):
    """The file cannot be read with the right key: it is damaged, cut off or not ours."""

    def __init__(self) -> None:
        super().__init__(
            "Không đọc được cơ sở dữ liệu vì tệp bị hỏng hoặc không phải của chương trình; "
            "hãy khôi phục từ bản sao lưu gần nhất."
        )


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raise DatabaseDamaged or FileProblem for what the driver says of file and disk; the rest passes."""
    try:
        yield
    except (sqlcipher.DatabaseError, DBAPIError) as error:
        known = _plain(str(error.orig if isinstance(error, DBAPIError) else error))
        if known is None:
            raise
        raise known from error


def _plain(reason: str) -> UserError | None:
    if any(sign in reason for sign in _DAMAGE):
        return DatabaseDamaged()
    said = next((sentence for sign, sentence in _SURROUNDINGS.items() if sign in reason), None)
    return FileProblem(said) if said else None
