"""Commands on the office as a whole: making one, and the self check of an installed program."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from desktop.accounts.folder import NewOffice
from desktop.cli.selfcheck import run_checks
from desktop.codelists import code_list
from desktop.commands import PASSWORD_VARIABLE, Answer, Commands, ask_secret
from desktop.errors import UserError

SHEET = "phieu-khoi-phuc.pdf"


def add_commands(commands: Commands) -> None:
    """Add `init` and `selfcheck`."""
    parser = commands.add("init", init, help="Lập sổ mới cho một đơn vị", needs_office=False)
    parser.add_argument("--unit-code", required=True, metavar="MÃ", help="mã xã, phường hoặc mã của Sở")
    parser.add_argument(
        "--unit-name", required=True, metavar="TÊN", help="tên đơn vị, ví dụ UBND phường Trấn Biên"
    )
    parser.add_argument("--province", required=True, metavar="MÃ", help="mã tỉnh, thành phố, ví dụ 75")
    parser.add_argument(
        "--kind",
        choices=("ward", "department"),
        default="ward",
        metavar="LOẠI",
        help="ward – phường, xã (mặc định); department – sở",
    )
    parser.add_argument(
        "--login", default="canbo", metavar="TÀI_KHOẢN", help="tài khoản đầu tiên, mặc định canbo"
    )
    parser.add_argument(
        "--full-name", default="Cán bộ phụ trách", metavar="HỌ_TÊN", help="họ tên người dùng đầu tiên"
    )
    commands.add("selfcheck", selfcheck, help="Tự kiểm tra chương trình", needs_office=False)


def init(args: argparse.Namespace) -> Answer:
    """Make an encrypted office and its recovery sheet."""
    _check_place(args)
    new = NewOffice(
        args.unit_code, args.unit_name, args.province, args.kind, login=args.login, full_name=args.full_name
    )
    password = ask_secret(PASSWORD_VARIABLE, "Mật khẩu mới: ")
    sheet = make_office(args.data, new, password)
    words = f"Đã lập sổ ở “{args.data}”. Hãy in và cất phiếu khôi phục “{sheet}”, rồi xóa tệp đó."
    return {"data": str(args.data), "recovery_sheet": str(sheet)}, words


def make_office(folder: Path, new: NewOffice, password: str) -> Path:
    """Write the recovery sheet beside the data and make the office, or neither; return the sheet's path."""
    from desktop.paths import atomic_write
    from desktop.reports.recovery_sheet import found_office

    sheet = folder / SHEET

    def keep(pdf: bytes) -> None:
        with atomic_write(sheet) as temporary:
            temporary.write_bytes(pdf)

    found_office(folder, new, password, date.today(), keep)  # noqa: DTZ011
    return sheet


def _check_place(args: argparse.Namespace) -> None:
    if code_list("province").get(args.province) is None:
        raise UserError(
            f"Không có tỉnh, thành phố mã “{args.province}”; hãy xem danh mục 34 tỉnh, thành phố."
        )
    commune = code_list("commune").get(args.unit_code)
    if args.kind == "ward" and (commune is None or commune.parent != args.province):
        raise UserError(
            f"Không có xã, phường mã “{args.unit_code}” thuộc tỉnh, thành phố mã “{args.province}”; "
            "hãy xem lại danh mục đơn vị hành chính."
        )


def selfcheck(_args: argparse.Namespace) -> Answer:
    """Try every part that an installation can lack."""
    checks: list[dict[str, Any]] = run_checks()
    ok = all(check["ok"] for check in checks)
    lines = [f"{'tốt ' if check['ok'] else 'HỎNG'}  {check['name']}: {check['detail']}" for check in checks]
    if not ok:
        raise UserError(
            "Tự kiểm tra không đạt: " + "; ".join(line for line in lines if line.startswith("HỎNG"))
        )
    return {"ok": ok, "checks": checks}, "\n".join(lines)
