"""Commands: taking over a list, writing the register as a list."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.commands import Answer, Commands, count_of
from desktop.errors import UserError
from desktop.excel.book import Book
from desktop.excel.legacy import Encoding
from desktop.excel.reader import read_book
from desktop.jobs import ConsoleJob, Job
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.layouts import Known, Layout, letter, signature_of
from desktop.people.importing.list_rows import ListSheet, ParsedList
from desktop.people.importing.meanings import code_of
from desktop.people.importing.office_list import write_errors
from desktop.people.importing.preview import ImportPreview, RowProblem
from desktop.people.importing.reading import parse_book, pasted_book
from desktop.people.importing.sources import forget_layouts, remember_layouts, remembered_layouts
from desktop.people.importing.typed_columns import corrected
from desktop.people.queries import MASK, MASKED

_MOST_PROBLEMS = 50
_STANDARD_INPUT = "-"


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    parser = commands.add("people import", import_list, help="Nhập danh sách trí thức từ bảng tính")
    parser.add_argument("file", metavar="TỆP", help="tệp .xlsx, .xls, .ods, .csv; “-” là bảng dán vào")
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không ghi vào sổ")
    encodings = [one.value for one in Encoding]
    parser.add_argument("--encoding", choices=encodings, default="auto", help="bảng mã của danh sách")
    parser.add_argument("--errors", type=Path, metavar="TỆP.xlsx", help="ghi lại danh sách kèm cột “Lỗi”")
    parser.add_argument(
        "--columns",
        default="",
        metavar="CỘT=Ý NGHĨA,…",
        help="sửa cách hiểu cột và nhớ cho lần sau; “-”: không dùng",
    )
    parser.add_argument(
        "--heading-row",
        type=count_of,
        metavar="N",
        help="tiêu đề cột ở dòng N; 0: danh sách không có tiêu đề",
    )
    parser.add_argument("--forget", action="store_true", help="quên cách hiểu cột đã nhớ của danh sách này")
    parser.add_argument(
        "--accept-suggestions", action="store_true", help="nhận số định danh đã thêm lại số 0"
    )


def import_list(args: argparse.Namespace, office: Office) -> Answer:
    """Preview a list and, unless only a check was asked for, write it as one act."""
    job = ConsoleJob()
    if args.errors and args.file != _STANDARD_INPUT and args.errors.resolve() == Path(args.file).resolve():
        raise UserError("Tệp ghi lỗi trùng với danh sách đang nhập; hãy đặt tên khác sau --errors.")
    book = _book(args.file, job)
    parsed = _read(args, office, book, job)
    with office.read() as session:
        preview = preview_import(session, parsed, accept_suggestions=args.accept_suggestions, job=job)
    if args.errors:
        write_errors(parsed, preview, args.errors, job)
    if not args.check:
        with office.write() as session:
            apply_import(session, preview, job)
    hidden = frozenset[str]() if office.actor.may(Right.SEE_SENSITIVE) else MASKED
    document = _import_document(parsed, preview) | {"changes": _changes(preview, hidden)}
    return document, _import_words(parsed, preview, checked_only=args.check)


def _book(name: str, job: Job) -> Book:
    job.step("Đọc tệp")
    return pasted_book(sys.stdin.read()) if name == _STANDARD_INPUT else read_book(Path(name))


def _read(args: argparse.Namespace, office: Office, book: Book, job: Job) -> ParsedList:
    """Read the list with what was typed and what is remembered; what was typed is remembered from now on."""
    encoding = Encoding(args.encoding)
    with office.read() as session:
        known = Known(remembered=remembered_layouts(session))
    if args.forget:
        known = _forget(office, book, known, encoding)
    if args.columns or args.heading_row is not None:
        typed = corrected(book, encoding, known, args.columns, args.heading_row)
        known = replace(known, layouts=typed)
    parsed = parse_book(book, encoding, job, known)
    if known.layouts and not args.check:
        with office.write() as session:
            remember_layouts(session, book.name, _by_signature(book, known.layouts))
    return parsed


def _by_signature(book: Book, layouts: Mapping[str, Layout]) -> Mapping[str, Layout]:
    sheets = {sheet.name: sheet for sheet in book.sheets}
    return {signature_of(sheets[name], layout): layout for name, layout in layouts.items()}


def _forget(office: Office, book: Book, known: Known, encoding: Encoding) -> Known:
    """Forget what is remembered of this list, and return what is left."""
    used = {sheet.source for sheet in parse_book(book, encoding, known=known).sheets} - {""}
    if used:
        with office.write() as session:
            forget_layouts(session, used)
    left = {source: layout for source, layout in known.remembered.items() if source not in used}
    return replace(known, remembered=left)


def _import_document(parsed: ParsedList, preview: ImportPreview) -> dict[str, Any]:
    skipped = [{"sheet": s.name, "row": row, "text": text} for s in parsed.sheets for row, text in s.skipped]
    return {
        **asdict(preview.counts),
        "problems": [_problem(one) for one in preview.problems],
        "suggestions": preview.suggestions,
        "columns": [column for sheet in parsed.sheets for column in _columns(sheet)],
        "remembered": any(sheet.source for sheet in parsed.sheets),
        "ignored_columns": list(parsed.ignored),
        "skipped": skipped,
    }


def _changes(preview: ImportPreview, hidden: frozenset[str]) -> list[dict[str, Any]]:
    """Return the values of changed people before and after; what the user may not see is masked."""
    return [
        {
            "sheet": one.sheet,
            "row": one.row,
            "full_name": one.full_name,
            "fields": {
                key: {"old": MASK if key in hidden and old else old, "new": new}
                for key, (old, new) in one.changes.items()
            },
        }
        for one in preview.changed
    ]


def _columns(sheet: ListSheet) -> list[dict[str, str]]:
    heading = sheet.heading
    return [
        {
            "sheet": sheet.name,
            "column": letter(column),
            "heading": text,
            "means": code_of(heading.columns.get(column)),
        }
        for column, text in heading.texts.items()
    ]


def _problem(problem: RowProblem) -> dict[str, Any]:
    return {**asdict(problem), "severity": problem.severity.value}


def _import_words(parsed: ParsedList, preview: ImportPreview, *, checked_only: bool) -> str:
    counts = preview.counts
    done = "Đã kiểm tra, chưa ghi" if checked_only else "Đã nhập"
    lines = [
        f"{done}: mới {counts.new}, thay đổi {counts.changed}, không đổi {counts.same}, sai {counts.wrong}."
    ]
    if any(sheet.source for sheet in parsed.sheets):
        lines.append("Đã dùng cách hiểu cột của lần nhập trước; thêm --forget để bỏ.")
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
