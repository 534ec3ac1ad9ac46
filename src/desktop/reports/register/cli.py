"""Commands on the register of issued papers: list, record, cancel, link, export."""

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.commands import Answer, Commands, count_of, day_of, year_of
from desktop.errors import NotFound, UserError
from desktop.jobs import ConsoleJob
from desktop.reports.register.actions import cancel_paper, link_papers, record_paper
from desktop.reports.register.excel import write_register
from desktop.reports.register.queries import RegisterFilter, RegisterLine, missing_words, register_lines
from desktop.reports.register.rules import RELATION_LABELS, Relation
from desktop.text import day, number


def add_commands(commands: Commands) -> None:
    """Add `papers …`."""
    _filtered(commands.add("papers list", list_all, help="Xem sổ văn bản đi"))
    parser = commands.add("papers record", record, help="Ghi sổ văn bản làm ngoài chương trình")
    parser.add_argument("type", metavar="LOẠI", help="chữ viết tắt: BC, KH, TTr, GM …; CV là công văn")
    parser.add_argument("number", type=count_of, metavar="SỐ")
    parser.add_argument("--on", required=True, type=day_of, metavar="NGÀY", help="ngày ban hành (yyyy-mm-dd)")
    parser.add_argument("--subject", required=True, metavar="TRÍCH_YẾU")
    parser.add_argument("--signer", required=True, metavar="NGƯỜI_KÝ")
    parser.add_argument("--to", required=True, metavar="NƠI_NHẬN")
    parser.add_argument("--notation", metavar="KÝ_HIỆU", help="phần sau dấu /, ví dụ BC-UBND")
    parser.add_argument("--kept-by", metavar="ĐƠN_VỊ", help="đơn vị, người nhận bản lưu")
    parser.add_argument("--copies", type=count_of, metavar="SỐ_BẢN")
    parser.add_argument("--note", metavar="GHI_CHÚ")
    parser = commands.add("papers cancel", cancel, help="Hủy một số; số đã hủy không cấp lại")
    parser.add_argument("paper", metavar="VĂN_BẢN", help="số, ký hiệu (05/BC-UBND) hoặc mã dòng")
    parser.add_argument("--reason", required=True, metavar="LÝ_DO")
    parser.add_argument("--year", type=year_of, metavar="NĂM")
    parser = commands.add("papers link", link, help="Ghi văn bản này thay thế, đính chính văn bản trước")
    parser.add_argument("paper", metavar="VĂN_BẢN")
    parser.add_argument("relation", choices=[kind.value for kind in Relation], metavar="QUAN_HỆ")
    parser.add_argument("earlier", metavar="VĂN_BẢN_TRƯỚC")
    parser.add_argument("--year", type=year_of, metavar="NĂM")
    parser = commands.add("papers export", export, help="Xuất sổ văn bản đi ra .xlsx hoặc .pdf")
    _filtered(parser)
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP")


def _filtered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=year_of, metavar="NĂM")
    parser.add_argument("--type", default="", metavar="LOẠI", help="chữ viết tắt của loại văn bản")
    parser.add_argument("--text", default="", metavar="CHỮ", help="chữ có trong dòng")


def _asked(args: argparse.Namespace) -> RegisterFilter:
    return RegisterFilter(args.year or 0, args.type, args.text)


def list_all(args: argparse.Namespace, office: Office) -> Answer:
    """List the lines that fit, and which numbers nobody has recorded."""
    with office.read() as session:
        lines = register_lines(session, _asked(args))
    missing = "" if args.text else missing_words(lines)
    words = [_words(one) for one in lines] + ([f"Số chưa ghi sổ – {missing}"] if missing else [])
    return [asdict(one) for one in lines], "\n".join(words) or "Sổ văn bản đi chưa có dòng nào."


def _words(one: RegisterLine) -> str:
    remarks = f"  ({one.remarks})" if one.remarks else ""
    when = day(date.fromisoformat(one.issued_on))
    return f"{one.symbol}  {when}  {one.type_name}: {one.subject}  [{one.state}]{remarks}"


def record(args: argparse.Namespace, office: Office) -> Answer:
    """Record one paper made outside the program."""
    values = {
        "type_code": args.type,
        "number": args.number,
        "issued_on": args.on.isoformat(),
        "subject": args.subject,
        "signer": args.signer,
        "recipient": args.to,
        "notation": args.notation,
        "kept_by": args.kept_by,
        "copies": args.copies,
        "note": args.note,
    }
    with office.write() as session:
        uid = record_paper(session, values)
    return {"uid": uid}, "Đã ghi văn bản vào sổ văn bản đi."


def cancel(args: argparse.Namespace, office: Office) -> Answer:
    """Give one number up."""
    with office.write() as session:
        line = _find(session, args.paper, args.year)
        cancel_paper(session, line.uid, args.reason)
    return {"uid": line.uid, "symbol": line.symbol}, f"Đã hủy số {line.symbol}; số này không cấp lại."


def link(args: argparse.Namespace, office: Office) -> Answer:
    """Tie a paper to the earlier one that it replaces or corrects."""
    kind = Relation(args.relation)
    with office.write() as session:
        line, former = _find(session, args.paper, args.year), _find(session, args.earlier, args.year)
        link_papers(session, line.uid, kind, former.uid)
    document = {"uid": line.uid, "relation": kind.value, "earlier": former.uid}
    return document, f"Đã ghi: {line.symbol} {RELATION_LABELS[kind].lower()} {former.symbol}."


def export(args: argparse.Namespace, office: Office) -> Answer:
    """Write the register into a file."""
    with office.read() as session:
        lines, issuer = register_lines(session, _asked(args)), unit_of(session).name
    write_register(lines, _asked(args), issuer, args.out, ConsoleJob())
    return {"file": str(args.out), "count": len(lines)}, f"Đã ghi {number(len(lines))} dòng vào {args.out}."


def _find(session: Session, named: str, year: int | None) -> RegisterLine:
    """Return the line of a symbol (of the year, else the newest year that has it) or of a uid."""
    wanted = "".join(named.split()).casefold()
    found = [
        one
        for one in register_lines(session, RegisterFilter(year or 0))
        if wanted in (one.uid, one.symbol.casefold())
    ]
    if not found:
        raise NotFound(f"Sổ văn bản đi không có “{named}”; hãy xem lại số, ký hiệu và năm bằng papers list.")
    if len({one.year for one in found}) < len(found):
        raise UserError(f"Có nhiều văn bản mang “{named}”; hãy ghi mã dòng (uid) xem được bằng papers list.")
    return found[0]
