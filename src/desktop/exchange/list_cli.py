"""Commands on code lists: show them, make a list file at the department, adopt one."""

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path

from desktop.accounts.office import Office
from desktop.codelists import Code, code_list, label_of, list_names
from desktop.codelists.shipped import successors_of
from desktop.commands import PIN_VARIABLE, Answer, Commands, ask_secret, day_of
from desktop.errors import NotFound
from desktop.exchange.list_adoption import adopt_list
from desktop.exchange.list_files import make_list_file, read_list_file, title_of
from desktop.exchange.list_queries import all_lists, entries
from desktop.exchange.trust import office_trust
from desktop.paths import atomic_write
from desktop.signing.check import read_file
from desktop.signing.keys import load_p12
from desktop.text import day as written_day
from desktop.text import partial_day


def add_commands(commands: Commands) -> None:
    """Add `lists show`, `lists make` and `lists adopt`."""
    parser = commands.add("lists show", show, help="Xem các danh mục, hoặc một danh mục")
    parser.add_argument("name", nargs="?", metavar="DANH_MỤC")
    parser.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="các mục dùng vào ngày này (yyyy-mm-dd), mặc định hôm nay"
    )
    parser = commands.add("lists make", make, help="Ban hành danh mục cho phường, xã (sổ của Sở)")
    parser.add_argument("name", metavar="DANH_MỤC")
    parser.add_argument(
        "csv", type=Path, metavar="TỆP", help="tệp .csv; đề cương báo cáo (outline.year…): tệp .toml"
    )
    parser.add_argument("--p12", required=True, type=Path, metavar="TỆP", help="khóa của cơ quan")
    parser.add_argument("--number", required=True, metavar="SỐ", help="số, ký hiệu văn bản ban hành")
    parser.add_argument(
        "--from", required=True, type=day_of, dest="start", metavar="NGÀY", help="có hiệu lực từ"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP.asice")
    parser = commands.add("lists adopt", adopt, help="Nhận danh mục do Sở ban hành")
    parser.add_argument("file", type=Path, metavar="TỆP.asice")
    parser.add_argument(
        "--trust", type=Path, action="append", default=[], metavar="TỆP", help="chứng thư gốc"
    )
    parser.add_argument(
        "--crl", type=Path, action="append", default=[], metavar="TỆP", help="danh sách thu hồi"
    )


def show(args: argparse.Namespace, office: Office) -> Answer:
    """Show the lists of this office, or the entries of one, in the versions of the day asked for."""
    if args.on is None:
        return _shown(args)
    with office.lists_of(args.on):
        return _shown(args)


def _shown(args: argparse.Namespace) -> Answer:
    if args.name is None:
        lines = all_lists(args.on or date.today())  # noqa: DTZ011
        words = "\n".join(f"{one.name:<18} {one.entries:>6}  {one.title}" for one in lines)
        return [asdict(one) for one in lines], words
    if args.name not in list_names():
        raise NotFound(f"Không có danh mục “{args.name}”; hãy xem tên các danh mục bằng lệnh lists show.")
    one = code_list(args.name)
    found = entries(args.name, on=args.on or date.today())  # noqa: DTZ011
    if not found and args.on is None:
        found = entries(args.name)
    rows = "\n".join(f"{code.code:<12} {code.label}{_ending(one.name, code)}" for code in found)
    version = f", từ {partial_day(one.version)}" if one.version else ""
    document = {
        "name": one.name,
        "title": one.title,
        "source": one.source,
        "version": one.version,
        "adopted": one.adopted,
        "codes": [asdict(code) for code in found],
    }
    return document, f"{one.title} ({one.source}{version})\n{rows}"


def _ending(name: str, code: Code) -> str:
    """Return what became of an entry that ends."""
    if not code.valid_to:
        return ""
    successors = ", ".join(label_of(successors_of(name), one) for one in code.replaced_by)
    return f" (đến {partial_day(code.valid_to)}{f', nay là {successors}' if successors else ''})"


def make(args: argparse.Namespace, office: Office) -> Answer:
    """Sign a list and write the file."""
    key = load_p12(args.p12, ask_secret(PIN_VARIABLE, "Mật khẩu của tệp khóa: "))
    with office.write() as session:
        data = make_list_file(session, args.name, read_file(args.csv), args.number, args.start, key)
    with atomic_write(args.out) as temporary:
        temporary.write_bytes(data)
    return {"file": str(args.out)}, f"Đã làm tệp danh mục: {args.out}. Hãy nhận tệp này vào cả sổ của Sở."


def adopt(args: argparse.Namespace, office: Office) -> Answer:
    """Verify a list file and adopt it."""
    received = read_list_file(read_file(args.file), office_trust(office.folder, args.trust, args.crl))
    with office.write() as session:
        adopt_list(session, received)
    manifest = received.manifest
    start = written_day(date.fromisoformat(manifest.valid_from))
    document = {"list": manifest.name, "valid_from": manifest.valid_from, "codes": len(received.codes)}
    return document, f"Đã nhận danh mục “{title_of(manifest.name)}”, có hiệu lực từ {start}."
