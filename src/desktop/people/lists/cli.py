"""Commands: saved lists, and the register or a part of it as a file."""

import argparse
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands
from desktop.errors import UserError
from desktop.jobs import ConsoleJob
from desktop.people.finding import Listing, find_ids, meant
from desktop.people.lists.actions import remove_list, save_list
from desktop.people.lists.columns import USUAL, columns_named
from desktop.people.lists.paper import list_paper, write_list
from desktop.people.lists.queries import (
    KeptList,
    ListShape,
    asked_of,
    list_named,
    listing_of_kept,
    saved_lists,
)
from desktop.people.normal import FIELDS
from desktop.people.queries import rows_by_ids
from desktop.text import number


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    commands.add("people lists", lists, help="Các danh sách đã lưu và số người của mỗi danh sách")
    parser = commands.add("people list", one_list, help="Xem hoặc xuất một danh sách đã lưu")
    parser.add_argument("name", metavar="TÊN")
    parser.add_argument("--out", type=Path, metavar="TỆP", help="ghi ra tệp .xlsx hoặc .pdf")
    parser = commands.add("people list-save", save, help="Lưu một danh sách dưới một tên mới")
    parser.add_argument("name", metavar="TÊN")
    parser.add_argument("--find", required=True, metavar="CHỮ", help="điều kiện như people search")
    parser.add_argument("--columns", default="", metavar="CỘT", help="tên các cột, cách nhau bằng dấu phẩy")
    parser = commands.add("people list-remove", remove, help="Xóa một danh sách đã lưu, không xóa người")
    parser.add_argument("name", metavar="TÊN")
    parser = commands.add("people export", export, help="Xuất danh sách ra Excel hoặc PDF")
    parser.add_argument("file", type=Path, metavar="TỆP.xlsx")
    parser.add_argument(
        "--find", default="", metavar="CHỮ", help="chỉ những người tìm thấy như people search"
    )
    parser.add_argument(
        "--columns", default="", metavar="CỘT", help="tên các cột, cách nhau bằng dấu phẩy; mặc định mọi cột"
    )


def lists(_args: argparse.Namespace, office: Office) -> Answer:
    """Show the saved lists and how many people each holds today."""
    with office.read() as session:
        found = [(one, *_counted(session, one)) for one in saved_lists(session)]
    return (
        [_document(one) | counted for one, counted, _ in found],
        "\n".join(line for _, _, line in found) or "Chưa lưu danh sách nào.",
    )


def _counted(session: Session, kept: KeptList) -> tuple[dict[str, Any], str]:
    """Return how many people a list holds, or why that cannot be told, as a document and as a line."""
    try:
        asked = listing_of_kept(session, kept)
        count = len(find_ids(session, asked))
    except UserError as wrong:
        return {"count": None, "problem": wrong.message}, f"{kept.name}: {wrong.message}"
    return {"count": count}, f"{kept.name}: {number(count)} người  ({asked.question.label or 'tất cả hồ sơ'})"


def one_list(args: argparse.Namespace, office: Office) -> Answer:
    """Show the people of a saved list with its columns, or write them into a file."""
    with office.read() as session:
        kept = list_named(session, args.name)
        asked = listing_of_kept(session, kept)
        if args.out:
            count = _write(session, asked, kept.shape.columns, args.out, kept.name)
            words = f"Đã ghi {number(count)} người của “{kept.name}”: {args.out}"
            return _document(kept) | _written(args.out, count), words
        rows = rows_by_ids(session, find_ids(session, asked))
    people = [{"uid": row.uid} | {key: row.values[key] for key in kept.shape.columns} for row in rows]
    lines = ["  ".join(filter(None, (row.texts[key] for key in kept.shape.columns))) for row in rows]
    lines.append(f"{number(len(rows))} người.")
    return _document(kept) | {"count": len(rows), "people": people}, "\n".join(lines)


def save(args: argparse.Namespace, office: Office) -> Answer:
    """Save a question as a list of its own and say how it was understood."""
    columns = columns_named(args.columns) if args.columns else USUAL
    with office.write() as session:
        asked = meant(session, asked_of(session, args.find))
        uid = save_list(session, args.name, ListShape(asked.text, columns))
    words = f"Đã lưu danh sách “{args.name}”: {asked.label or 'tất cả hồ sơ'}."
    return {"uid": uid, "name": args.name, "question": asked.text, "columns": list(columns)}, words


def remove(args: argparse.Namespace, office: Office) -> Answer:
    """Forget a saved list; its people stay."""
    with office.write() as session:
        kept = list_named(session, args.name)
        remove_list(session, kept.uid)
    return {"removed": kept.uid}, f"Đã xóa danh sách “{kept.name}”; hồ sơ vẫn còn."


def export(args: argparse.Namespace, office: Office) -> Answer:
    """Write the register, or those found, as a list that can be imported again."""
    columns = columns_named(args.columns) if args.columns else tuple(FIELDS)
    with office.read() as session:
        count = _write(session, Listing(meant(session, asked_of(session, args.find))), columns, args.file)
    return _written(args.file, count), f"Đã xuất {number(count)} hồ sơ: {args.file}"


def _write(session: Session, asked: Listing, columns: tuple[str, ...], out: Path, name: str = "") -> int:
    job = ConsoleJob()
    if out.suffix.lower() == ".xlsx":
        return write_list(session, asked, columns, out, job)
    if out.suffix.lower() != ".pdf":
        raise UserError(
            f"Không ghi được “{out.name}”: tên tệp phải có đuôi .xlsx hoặc .pdf; hãy sửa tên tệp."
        )
    from desktop.documents.pdf import write_list as write_pdf

    paper = list_paper(session, asked, columns, name, job)
    write_pdf(paper, job).save(out)
    return len(paper.table.rows)


def _written(out: Path, count: int) -> dict[str, Any]:
    return {"file": str(out), "people": count}


def _document(kept: KeptList) -> dict[str, Any]:
    shape = kept.shape
    return {
        "uid": kept.uid,
        "name": kept.name,
        "question": shape.question,
        "columns": list(shape.columns),
        "sort": shape.sort or "full_name",
        "descending": shape.descending,
    }
