"""An argument parser that speaks Vietnamese and treats a wrong command as the user's error, not as a bug."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from desktop.commands import VERB
from desktop.errors import UserError

_SENTENCES = (
    (r"the following arguments are required: (.+)", "Lệnh còn thiếu: {0}"),
    (r"one of the arguments (.+) is required", "Lệnh cần một trong các tham số: {0}"),
    (r"unrecognized arguments: (.+)", "Lệnh không nhận tham số “{0}”"),
    (
        r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        "“{1}” không hợp lệ; hãy chọn: {2}",
    ),
    (r"argument (.+): invalid int value: '(.*)'", "“{1}” không phải là số nguyên cho {0}"),
    (
        r"argument (.+): invalid (?:figure_of|float) value: '(.*)'",
        "“{1}” không phải là số cho {0} (ghi như 202.500 hoặc 12,5)",
    ),
    (
        r"argument (.+): invalid count_of value: '(.*)'",
        "“{1}” không phải là số đếm cho {0} (ghi số nguyên từ 0 đến 1.000.000)",
    ),
    (
        r"argument (.+): invalid year_of value: '(.*)'",
        "“{1}” không phải là năm cho {0} (ghi bốn chữ số, ví dụ 2026)",
    ),
    (
        r"argument (.+): invalid \S+ value: '(.*)'",
        "“{1}” không đúng cho {0} (ngày ghi yyyy-mm-dd, ví dụ 2026-06-30)",
    ),
    (r"argument (.+): ignored explicit argument '(.*)'", "{0} không nhận giá trị “{1}”"),
    (r"argument (.+): expected .*", "{0} cần một giá trị đi kèm"),
    (r"argument (.+): not allowed with argument (.+)", "{0} không dùng chung với {1}"),
)


class VietnameseHelp(argparse.HelpFormatter):
    """Help whose own words are Vietnamese."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        """Begin with “Cách dùng”."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises UserError with one sentence for a command that cannot be understood."""

    def __init__(self, **details: Any) -> None:
        super().__init__(formatter_class=VietnameseHelp, add_help=False, **details)
        self._positionals.title = "Tham số"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này rồi thoát")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and where its help is."""
        if message.endswith(f"required: {VERB}"):
            verbs = f"Lệnh “{self.prog}” cần ghi thêm một việc: {self._verbs()}"
            raise UserError(f"{verbs}; hãy xem: {self.prog} --help")
        raise UserError(f"{in_vietnamese(message)}; hãy xem: {self.prog} --help")

    def _verbs(self) -> str:
        groups = (action for action in self._actions if isinstance(action.choices, dict))
        return ", ".join(verb for group in groups for verb in group.choices or ())


def in_vietnamese(message: str) -> str:
    """Return argparse's message as the beginning of a Vietnamese sentence."""
    for pattern, sentence in _SENTENCES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return sentence.format(*(part.replace("'", "") for part in match.groups()))
    return f"Lệnh chưa đúng ({message})"
