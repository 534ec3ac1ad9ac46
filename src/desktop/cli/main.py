"""Parsing a command, running it, and the three exit codes: 0 done, 1 user's error, 2 a bug."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop import __version__
from desktop.accounts.asking import ask_login
from desktop.accounts.folder import office_exists
from desktop.accounts.office import Office, open_office
from desktop.cli.groups import GROUPS
from desktop.cli.parser import Parser
from desktop.cli.rooms import ROOMS
from desktop.commands import PASSWORD_VARIABLE, Commands, can_ask
from desktop.crash import log_sentence, write_crash_log
from desktop.errors import UserError
from desktop.paths import default_data_dir


def build_parser() -> argparse.ArgumentParser:
    """Return the whole command tree."""
    parser = Parser(
        prog="so-tri-thuc",
        description="Sổ Trí thức: theo dõi đội ngũ trí thức. Không có lệnh nào thì mở cửa sổ chương trình.",
    )
    parser.add_argument(
        "--version", action="version", version=f"Sổ Trí thức {__version__}", help="xem phiên bản rồi thoát"
    )
    parser.add_argument("--data", type=Path, metavar="THƯ_MỤC", help="thư mục dữ liệu của đơn vị")
    parser.add_argument("--user", default="", metavar="TÀI_KHOẢN", help="tài khoản mở sổ")
    commands = Commands(parser, GROUPS)
    for add_commands in ROOMS:
        add_commands(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    _speak_utf8()
    try:
        args = _understand(list(sys.argv[1:] if argv is None else argv))
        document, words = _run(args)
        _print(json.dumps(document, ensure_ascii=False, indent=1) if args.as_json else words)
    except UserError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Đã dừng theo yêu cầu.\n")
        return 1
    except EOFError:
        sys.stderr.write("Chưa nhập mật khẩu nên lệnh chưa chạy; hãy chạy lại và nhập mật khẩu.\n")
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:  # noqa: BLE001 - the last door: everything unforeseen is our bug
        log = write_crash_log(error)
        sys.stderr.write(f"Chương trình gặp lỗi ngoài dự kiến. {log_sentence(log)}\n")
        return 2
    return 0


def _understand(arguments: list[str]) -> argparse.Namespace:
    """Parse the arguments; raises UserError for what is not text, not a command or no command at all."""
    try:
        "".join(arguments).encode()
    except UnicodeEncodeError as error:
        raise UserError(
            "Lệnh có ký tự không đọc được (tên tệp không theo UTF-8); hãy đổi tên tệp rồi làm lại."
        ) from error
    args = build_parser().parse_args(arguments)
    if not hasattr(args, "run"):
        raise UserError(
            "Chưa ghi lệnh nào; hãy xem: so-tri-thuc --help, hoặc mở cửa sổ: so-tri-thuc window THƯ_MỤC"
        )
    args.takes_office = args.takes_office and bool(args.data) and _can_open(args.data)
    args.data = args.data or default_data_dir()
    return args


def _run(args: argparse.Namespace) -> tuple[Any, str]:
    if not args.needs_office and not args.takes_office:
        answer: tuple[Any, str] = args.run(args)
        return answer
    office = _open(args)
    try:
        answer = args.run(args, office)
    finally:
        office.close()
    return answer


def _can_open(folder: Path) -> bool:
    return office_exists(folder) and can_ask(PASSWORD_VARIABLE)


def _open(args: argparse.Namespace) -> Office:
    login, password = ask_login(args.data, args.user)
    return open_office(args.data, login, password)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _print(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
