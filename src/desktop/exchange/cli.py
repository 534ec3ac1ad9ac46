"""Commands on packages: make one, merge many."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import PIN_VARIABLE, Answer, Commands, ask_secret
from desktop.errors import UserError
from desktop.exchange.manifest import PEOPLE, PackageProblem
from desktop.exchange.merge import MergeCounts, merge_packages, preview_package
from desktop.exchange.package import make_package
from desktop.exchange.people import received_people
from desktop.exchange.reading import Received, read_package_file
from desktop.exchange.trust import office_trust
from desktop.jobs import ConsoleJob
from desktop.paths import atomic_write
from desktop.signing.keys import load_p12
from desktop.signing.trust import Trust


def add_commands(commands: Commands) -> None:
    """Add `package make` and `package merge`."""
    parser = commands.add("package make", make, help="Làm gói dữ liệu đã ký để gửi Sở")
    parser.add_argument("--plan", required=True, metavar="KẾ_HOẠCH")
    parser.add_argument("--period", required=True, metavar="KỲ")
    parser.add_argument("--p12", required=True, type=Path, metavar="TỆP", help="khóa của cơ quan")
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP.asice")
    parser = commands.add("package merge", merge, help="Tổng hợp các gói dữ liệu (sổ của Sở)")
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP.asice")
    parser.add_argument("--preview", action="store_true", help="chỉ xem trước, không ghi")
    parser.add_argument(
        "--trust", type=Path, action="append", default=[], metavar="TỆP", help="chứng thư gốc"
    )
    parser.add_argument(
        "--crl", type=Path, action="append", default=[], metavar="TỆP", help="danh sách thu hồi"
    )


def make(args: argparse.Namespace, office: Office) -> Answer:
    """Make a package and write it."""
    key = load_p12(args.p12, ask_secret(PIN_VARIABLE, "Mật khẩu của tệp khóa: "))
    with office.write() as session:
        made = make_package(session, args.plan, args.period, key, ConsoleJob())
    with atomic_write(args.out) as temporary:
        temporary.write_bytes(made.data)
    return {"file": str(args.out), "sha256": made.sha256}, f"Đã làm gói: {args.out}"


def merge(args: argparse.Namespace, office: Office) -> Answer:
    """Verify and merge packages, or only preview what they would change."""
    trust = office_trust(office.folder, args.trust, args.crl)
    job = ConsoleJob()
    packages = [_read(path, trust) for path in job.each(args.files, "Đang kiểm tra các gói")]
    counts = _preview(office, packages) if args.preview else _merge(office, packages, job)
    words = (
        f"Mới {counts['new']}, thay đổi {counts['changed']}, không đổi {counts['same']}, "
        f"trùng người {counts['conflicts']}; đơn vị: {', '.join(counts['units'])}."
    )
    return counts, "\n".join([words, *counts["warnings"]])


def _read(path: Path, trust: Trust) -> Received:
    try:
        received = read_package_file(path, trust)
        list(received_people(received.files.get(PEOPLE, b"")))
    except UserError as wrong:
        raise PackageProblem(f"{path.name}: {wrong.message}") from wrong
    return received


def _merge(office: Office, packages: list[Received], job: ConsoleJob) -> dict[str, Any]:
    with office.write() as session:
        return asdict(merge_packages(session, packages, job))


def _preview(office: Office, packages: list[Received]) -> dict[str, Any]:
    counts = MergeCounts()
    with office.read() as session:
        for received in packages:
            counts.add(preview_package(session, received))
    return asdict(counts)
