"""Commands on the register: import, search, show, export, duplicates, merging, counting crosswise."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, count_of
from desktop.dates import parse_date
from desktop.jobs import ConsoleJob
from desktop.people.duplicates import DuplicatePair, find_duplicates
from desktop.people.excel import export_people, read_list, write_errors
from desktop.people.imports import apply_import, preview_import
from desktop.people.list_rows import ParsedList
from desktop.people.merging import merge_people, unmerge
from desktop.people.normal import FIELDS, today
from desktop.people.preview import ImportPreview, RowProblem
from desktop.people.queries import PersonRow, get_person, ids_of, rows_by_ids, statistics
from desktop.people.statistics import DIMENSIONS
from desktop.search.queries import search_people

_ENCODINGS = ("auto", "unicode", "tcvn3", "vni")
_MOST_PROBLEMS = 50
_SHOWN = ("full_name", "birth", "id_number", "degree", "work_field", "workplace", "status")


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    parser = commands.add("people import", import_list, help="Nhập danh sách trí thức từ Excel")
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không ghi vào sổ")
    parser.add_argument("--encoding", choices=_ENCODINGS, default="auto", help="bảng mã của danh sách")
    parser.add_argument("--errors", type=Path, metavar="TỆP.xlsx", help="ghi lại danh sách kèm cột “Lỗi”")
    parser.add_argument(
        "--accept-suggestions", action="store_true", help="nhận số định danh đã thêm lại số 0"
    )
    parser = commands.add("people search", search, help="Tìm người trong sổ, không cần gõ dấu")
    parser.add_argument("text", nargs="+", metavar="CHỮ")
    parser.add_argument("--limit", type=count_of, default=50, metavar="N", help="nhiều nhất bao nhiêu người")
    commands.add("people show", show, help="Xem một hồ sơ").add_argument("uid", metavar="UID")
    parser = commands.add("people export", export, help="Xuất danh sách ra Excel")
    parser.add_argument("file", type=Path, metavar="TỆP.xlsx")
    commands.add("people duplicates", duplicates, help="Tìm các hồ sơ có thể là của một người")
    parser = commands.add("people merge", merge, help="Gộp hồ sơ thứ hai vào hồ sơ thứ nhất")
    parser.add_argument("keep", metavar="UID", help="hồ sơ giữ lại")
    parser.add_argument("drop", metavar="UID", help="hồ sơ trùng, được gộp vào hồ sơ giữ lại")
    parser = commands.add("people unmerge", take_apart, help="Tách lại lần gộp mới nhất của một hồ sơ")
    parser.add_argument("uid", metavar="UID", help="một trong hai hồ sơ đã gộp")
    parser = commands.add("statistics", count, help="Thống kê chéo")
    parser.add_argument("--by", required=True, metavar="CHIỀU", help=f"các chiều: {', '.join(DIMENSIONS)}")
    parser.add_argument("--on", metavar="NGÀY", help="tính đến ngày (yyyy-mm-dd), mặc định hôm nay")


def import_list(args: argparse.Namespace, office: Office) -> Answer:
    """Preview a list and, unless only a check was asked for, write it as one act."""
    job = ConsoleJob()
    parsed = read_list(args.file, args.encoding, job)
    with office.read() as session:
        preview = preview_import(session, parsed, accept_suggestions=args.accept_suggestions, job=job)
    if args.errors:
        write_errors(parsed, preview, args.errors, job)
    if not args.check:
        with office.write() as session:
            apply_import(session, preview, job)
    return _import_document(parsed, preview), _import_words(parsed, preview, checked_only=args.check)


def _import_document(parsed: ParsedList, preview: ImportPreview) -> dict[str, Any]:
    skipped = [{"sheet": s.name, "row": row, "text": text} for s in parsed.sheets for row, text in s.skipped]
    return {
        **asdict(preview.counts),
        "problems": [_problem(one) for one in preview.problems],
        "suggestions": preview.suggestions,
        "ignored_columns": list(parsed.ignored),
        "skipped": skipped,
    }


def _problem(problem: RowProblem) -> dict[str, Any]:
    return {**asdict(problem), "severity": problem.severity.value}


def _import_words(parsed: ParsedList, preview: ImportPreview, *, checked_only: bool) -> str:
    counts = preview.counts
    done = "Đã kiểm tra, chưa ghi" if checked_only else "Đã nhập"
    lines = [
        f"{done}: mới {counts.new}, thay đổi {counts.changed}, không đổi {counts.same}, sai {counts.wrong}."
    ]
    shown = preview.problems[:_MOST_PROBLEMS]
    lines += [f"  {one.sheet}, dòng {one.row}, {one.column}: {one.message}" for one in shown]
    if len(shown) < len(preview.problems):
        lines.append(f"  … và {len(preview.problems) - len(shown)} điều nữa; thêm --errors để ghi ra tệp.")
    if parsed.ignored:
        lines.append(f"Các cột không dùng: {'; '.join(parsed.ignored)}.")
    if preview.suggestions:
        lines.append(
            f"{preview.suggestions} số định danh có thể đã mất số 0 ở đầu; thêm --accept-suggestions để nhận."
        )
    return "\n".join(lines)


def search(args: argparse.Namespace, office: Office) -> Answer:
    """Find people as one types, best first."""
    with office.read() as session:
        rows = rows_by_ids(session, search_people(session, " ".join(args.text), args.limit))
    words = "\n".join("  ".join(row.texts[key] for key in _SHOWN if row.texts.get(key)) for row in rows)
    return [_person(row) for row in rows], words or "Không tìm thấy ai."


def _person(row: PersonRow) -> dict[str, Any]:
    return {"uid": row.uid, **row.values}


def show(args: argparse.Namespace, office: Office) -> Answer:
    """Show one person with the labels of all codes."""
    with office.read() as session:
        row = get_person(session, args.uid)
    lines = [f"{FIELDS[key].label}: {text}" for key, text in row.texts.items() if text]
    return _person(row), "\n".join(lines)


def export(args: argparse.Namespace, office: Office) -> Answer:
    """Write the whole register as a list that can be imported again."""
    with office.read() as session:
        written = export_people(session, None, args.file, ConsoleJob())
    return {"file": str(args.file), "people": written}, f"Đã xuất {written} hồ sơ: {args.file}"


def duplicates(_args: argparse.Namespace, office: Office) -> Answer:
    """List the pairs of records that may be one person, likeliest first."""
    with office.read() as session:
        pairs = find_duplicates(session)
        uids = list(dict.fromkeys(uid for pair in pairs for uid in pair.uids))
        rows = rows_by_ids(session, ids_of(session, uids))
    names = {row.uid: row.texts["full_name"] for row in rows}
    words = "\n".join(_pair_words(pair, names) for pair in pairs)
    return [asdict(pair) for pair in pairs], words or "Không thấy hồ sơ nào trùng nhau."


def _pair_words(pair: DuplicatePair, names: Mapping[str, str]) -> str:
    one, other = (f"{names[uid]} ({uid})" for uid in pair.uids)
    return f"{pair.score:3}  {one} – {other}: {pair.why}"


def merge(args: argparse.Namespace, office: Office) -> Answer:
    """Merge the second record into the first, whose values win where both have one."""
    with office.write() as session:
        merge_people(session, args.keep, args.drop)
    return {"uid": args.keep, "merged": args.drop}, (
        f"Đã gộp; muốn tách lại, chạy: people unmerge {args.keep}"
    )


def take_apart(args: argparse.Namespace, office: Office) -> Answer:
    """Take back the newest merge of a record."""
    with office.write() as session:
        unmerge(session, args.uid)
    return {"uid": args.uid}, "Đã tách; hai hồ sơ trở lại như trước khi gộp."


def count(args: argparse.Namespace, office: Office) -> Answer:
    """Count people crosswise by one or more dimensions."""
    by = [part.strip() for part in args.by.split(",") if part.strip()]
    day = date.fromisoformat(parse_date(args.on)) if args.on else today()
    with office.read() as session:
        table = statistics(session, by, day)
    lines = ["  ".join(str(value) for value in row.values()) for row in table.rows]
    return {"rows": [dict(row) for row in table.rows], "total": table.total}, "\n".join(
        [*lines, f"Tổng số: {table.total}"]
    )
