"""Bugs end here: a log without personal data, one sentence for the user, and the program goes on."""

import sys
from types import TracebackType

from desktop.crash import log_sentence, write_crash_log
from desktop.widgets import messages


def install_crash_window() -> None:
    """Make unforeseen errors of the window write a log and tell the user where it is."""
    sys.excepthook = _tell


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log = write_crash_log(error)
    messages.error(
        None,
        "Chương trình gặp lỗi ngoài dự kiến; dữ liệu đã lưu vẫn nguyên. " + log_sentence(log),
    )
