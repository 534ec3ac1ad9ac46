"""How a room offers commands to the command line: two words, a handler, its arguments, its secrets."""

import argparse
import getpass
import os
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desktop.errors import UserError
from desktop.text import read_number

PASSWORD_VARIABLE = "SO_TRI_THUC_PASSWORD"  # noqa: S105 - the name of a variable, not a password
PIN_VARIABLE = "SO_TRI_THUC_PIN"

VERB = "VIỆC"
"""Stands in the help where the last word of a command is to be written."""

Answer = tuple[Any, str]
"""What a handler returns: the JSON document of `--json`, and the Vietnamese text for people."""

Handler = Callable[..., Answer]
"""`run(args)` for commands without an office, `run(args, office)` for those that open one."""


FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Days and years outside are typing slips, and would leave the calendar."""


def day_of(typed: str) -> date:
    """Read a day of the command line (yyyy-mm-dd); argparse turns the ValueError into a sentence."""
    day = date.fromisoformat(typed) if _ISO_DAY.fullmatch(typed) else None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(typed)
    return day


def count_of(typed: str) -> int:
    """Read a number of the command line that counts something: 0 to a million."""
    number = int(typed)
    if not 0 <= number <= _MOST:
        raise ValueError(typed)
    return number


def figure_of(typed: str) -> float:
    """Read a figure of the command line as offices write it: 202.500 and 1,5 and 12.5."""
    try:
        value = read_number(typed)
    except UserError as error:
        raise ValueError(typed) from error
    if value is None:
        raise ValueError(typed)
    return value


def year_of(typed: str) -> int:
    """Read a year of the command line."""
    year = int(typed)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(typed)
    return year


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST = 1_000_000


class Commands:
    """Collects the commands of all rooms into one argparse tree; rooms may share a first word.

    `groups` says in one line what the commands with the same first words are about.
    """

    def __init__(self, parser: argparse.ArgumentParser, groups: Mapping[str, str] | None = None) -> None:
        self._help = groups or {}
        self._top = parser.add_subparsers(metavar="LỆNH", title="Các lệnh")
        self._nouns: dict[str, Any] = {}

    def add(
        self,
        words: str,
        run: Handler,
        *,
        help: str,
        needs_office: bool = True,
        takes_office: bool = False,
    ) -> argparse.ArgumentParser:
        """Add the command named by one to three words ("plans list") and return its parser for arguments.

        One that only `takes_office` is told the office when `--data` names one that can be opened.
        """
        nouns, _, verb = words.rpartition(" ")
        parser: argparse.ArgumentParser = self._group(nouns).add_parser(verb, help=help, description=help)
        parser.add_argument("--json", action="store_true", dest="as_json", help="in một tài liệu JSON")
        parser.set_defaults(run=run, needs_office=needs_office, takes_office=takes_office)
        return parser

    def _group(self, nouns: str) -> Any:
        if not nouns:
            return self._top
        if nouns not in self._nouns:
            above, _, noun = nouns.rpartition(" ")
            known = self._help.get(nouns, "")
            parser = self._group(above).add_parser(noun, help=known, description=known)
            self._nouns[nouns] = parser.add_subparsers(metavar=VERB, title="Các việc", required=True)
        return self._nouns[nouns]


def can_ask(variable: str) -> bool:
    """Tell whether `ask_secret` would get an answer: from the environment or from somebody at the keys."""
    return variable in os.environ or bool(sys.stdin and sys.stdin.isatty())


def ask_secret(variable: str, prompt: str) -> str:
    """Return the secret; raises UserError when it is not in the environment and there is nobody to ask."""
    from_environment = os.environ.get(variable)
    if from_environment is not None:
        return from_environment
    if not sys.stdin or not sys.stdin.isatty():
        raise UserError(
            f"Cần mật khẩu nhưng không có ai để hỏi; hãy đặt biến môi trường {variable} rồi chạy lại."
        )
    return getpass.getpass(prompt)
