"""Commands: taking over a list, writing the register as a list."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands
from desktop.jobs import ConsoleJob
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.list_rows import ParsedList
from desktop.people.importing.office_list import export_people, read_list, write_errors
from desktop.people.importing.preview import ImportPreview, RowProblem

_ENCODINGS = ("auto", "unicode", "tcvn3", "vni")
_MOST_PROBLEMS = 50


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
    parser = commands.add("people export", export, help="Xuất danh sách ra Excel")
    parser.add_argument("file", type=Path, metavar="TỆP.xlsx")


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


def export(args: argparse.Namespace, office: Office) -> Answer:
    """Write the whole register as a list that can be imported again."""
    with office.read() as session:
        written = export_people(session, None, args.file, ConsoleJob())
    return {"file": str(args.file), "people": written}, f"Đã xuất {written} hồ sơ: {args.file}"
