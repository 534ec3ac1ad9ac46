"""Importing, exporting and printing lists, each side in fresh processes that hold no caches."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from measure import Figure, Target, apart_in_turn
from register import (
    LIST_COLUMNS,
    LOGIN,
    PASSWORD,
    WARD,
    copy_of,
    database_of,
    empty_office,
    key_of,
    list_of,
    pasted_text,
)

from desktop.accounts.office import open_office
from desktop.people.normal import FIELDS
from desktop.search.index import ENTER_ALL
from desktop.storage.base import new_uid
from desktop.storage.connection import connect

_PDF_KEYS = ("full_name", "birth", "sex", "workplace", "position", "work_field", "degree", "major")

_LOADED = ("person", "standing", "search_name")
"""The tables that an import fills and whose indexes the floor builds after the load."""

_FIRST_STANDINGS = (
    "INSERT INTO standing (uid, unit_code, person_id, status, recorded_at)"
    " SELECT uid || lower(hex(randomblob(8))), unit_code, id, status, datetime() FROM person"
)


def importing(folder: Path, rows: int, times: int) -> Iterator[Figure]:
    """Measure a list from the file to the sealed act; the floor reads, inserts raw and indexes."""
    given = (empty_office(folder), list_of(folder, rows), folder / "nhap")
    time, memory = apart_in_turn(import_list, import_raw, given, times)
    yield Figure(f"import {rows:,} rows", *time, Target(ratio=1.8))
    yield Figure(f"import {rows:,} rows: memory", *memory, Target(), unit="MB")


def import_list(empty: Path, workbook: Path, scratch: Path) -> float:
    """Import as the program does: read, check, compare, preview, apply, journal, search index."""
    import python_calamine  # noqa: F401 - its loading is no part of the work

    from desktop.people.importing.office_list import apply_import, preview_import, read_list

    office = open_office(copy_of(empty, scratch), LOGIN, PASSWORD)
    began = perf_counter()
    parsed = read_list(workbook)
    with office.read() as session:
        preview = preview_import(session, parsed)
    with office.write() as session:
        counts = apply_import(session, preview)
    took = perf_counter() - began
    office.close()
    shutil.rmtree(scratch)
    if counts.wrong or counts.new != len(parsed.people):
        raise RuntimeError(f"the list was not imported whole: {counts}")
    return took


def import_raw(empty: Path, workbook: Path, scratch: Path) -> float:
    """Do the least there is to do: cells as they are into the encrypted tables, then all their indexes."""
    import python_calamine

    bare = connect(database_of(copy_of(empty, scratch)), key_of(empty))
    indexes = _without_indexes(bare)
    keys = ", ".join(("uid", "unit_code", *LIST_COLUMNS))
    marks = ", ".join("?" * (len(LIST_COLUMNS) + 2))
    began = perf_counter()
    rows = python_calamine.CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()
    bare.execute("BEGIN IMMEDIATE")
    bare.executemany(
        f"INSERT INTO person ({keys}) VALUES ({marks})",
        ((new_uid(), WARD.code, *row[1:]) for row in rows[1:]),
    )
    bare.execute(_FIRST_STANDINGS)
    for statement in ENTER_ALL:
        bare.execute(statement, {"after": 0})
    for statement in indexes:
        bare.execute(statement)
    bare.execute("COMMIT")
    took = perf_counter() - began
    bare.close()
    shutil.rmtree(scratch)
    return took


def _without_indexes(bare: Any) -> list[str]:
    """Take away the triggers of the people and every index of the loaded tables that can be built later.

    Returns the statements that build the indexes again.
    """
    of_loaded = f"tbl_name IN {_LOADED} AND sql IS NOT NULL"
    made = bare.execute(
        f"SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND {of_loaded}"
    ).fetchall()
    for kind, name, _ in made:
        bare.execute(f"DROP {kind} {name}")
    return [sql for kind, _, sql in made if kind == "index"]


def pasting(register: Path, rows: int, times: int) -> Iterator[Figure]:
    """Measure a pasted table up to its preview beside the register; the floor looks up its ID numbers."""
    time, _ = apart_in_turn(paste_table, paste_raw, (register, rows), times)
    yield Figure(f"paste {rows:,} rows", *time, Target(p95=0.300))


def paste_table(register: Path, rows: int) -> float:
    """Read, check and compare as the program does; for the first time since it was started."""
    import rapidfuzz  # noqa: F401 - its loading is no part of the work

    from desktop.people.importing.actions import preview_import
    from desktop.people.importing.reading import read_pasted

    text = pasted_text(rows)
    office = open_office(register, LOGIN, PASSWORD)
    gc.collect()
    began = perf_counter()
    parsed = read_pasted(text)
    with office.read() as session:
        preview = preview_import(session, parsed)
    took = perf_counter() - began
    office.close()
    if len(preview.new) + len(preview.wrong) != rows:
        raise RuntimeError(f"the table was not read whole: {preview.counts}")
    return took


def paste_raw(register: Path, rows: int) -> float:
    """Cut the text into cells and ask the register for every ID number."""
    text = pasted_text(rows)
    bare = connect(database_of(register), key_of(register), read_only=True)
    place = [*LIST_COLUMNS].index("id_number") + 1
    began = perf_counter()
    for line in text.split("\n")[1:]:
        bare.execute("SELECT * FROM person WHERE id_number = ?", (line.split("\t")[place],)).fetchall()
    took = perf_counter() - began
    bare.close()
    return took


def exporting(folder: Path, register: Path, times: int) -> Iterator[Figure]:
    """Measure the whole register as .xlsx; the floor writes the stored values with openpyxl alone."""
    given = (register, folder / "xuat.xlsx")
    time, memory = apart_in_turn(export_list, export_raw, given, times)
    yield Figure("xlsx list", *time, Target(ratio=1.2))
    yield Figure("xlsx list: memory", *memory, Target(extra=60), unit="MB")


def export_list(register: Path, out: Path) -> float:
    """Export everybody as the program does: labels for codes, dates as shown, styled headings."""
    import openpyxl  # noqa: F401 - its loading is no part of the work

    from desktop.people.importing.office_list import export_people

    office = open_office(register, LOGIN, PASSWORD)
    gc.collect()
    began = perf_counter()
    with office.read() as session:
        export_people(session, None, out)
    took = perf_counter() - began
    office.close()
    out.unlink()
    return took


def export_raw(register: Path, out: Path) -> float:
    """Write the same columns as they are stored, row by row."""
    import openpyxl

    bare = connect(database_of(register), key_of(register), read_only=True)
    gc.collect()
    began = perf_counter()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(["STT", *FIELDS])
    for number, row in enumerate(bare.execute(f"SELECT {', '.join(FIELDS)} FROM person"), 1):
        sheet.append([number, *row])
    book.save(out)
    took = perf_counter() - began
    bare.close()
    out.unlink()
    return took


def printing(register: Path, rows: int, times: int) -> Iterator[Figure]:
    """Measure a printed list; the floor draws the same cells and lines, cut to one line, on a canvas."""
    time, memory = apart_in_turn(print_list, print_raw, (register, rows), times)
    yield Figure(f"PDF list {rows:,} rows", *time, Target(ratio=1.5))
    yield Figure(f"PDF list {rows:,} rows: memory", *memory, Target(), unit="MB")


def print_list(register: Path, count: int) -> float:
    """Lay the list out as an annex of an administrative paper: wrapped cells, repeated head, PDF/A."""
    from desktop.documents.model import Annex, Column, Letterhead, Report, Row, Signer, Table
    from desktop.documents.pdf import write_pdf

    rows = tuple(Row(cells) for cells in _printed(register, count))
    columns = (Column("STT", 0.5), *(Column(FIELDS[key].label, 1.5) for key in _PDF_KEYS))
    report = Report(
        Letterhead("", "ỦY BAN NHÂN DÂN PHƯỜNG TRẤN BIÊN", "BC-UBND", "Trấn Biên"),
        "BÁO CÁO",
        "Danh sách trí thức (hư cấu)",
        (),
        Signer(("CHỦ TỊCH",), "Nguyễn Văn Mẫu"),
        annexes=(Annex("Danh sách", (Table(columns, rows),), landscape=True),),
    )
    gc.collect()
    began = perf_counter()
    write_pdf(report)
    return perf_counter() - began


def print_raw(register: Path, count: int) -> float:
    """Draw each cell once where it belongs, and the lines around it."""
    from io import BytesIO

    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    from desktop.documents.fonts import Face, paper_fonts

    rows = _printed(register, count)
    gc.collect()
    began = perf_counter()
    paper_fonts()
    width, height = landscape(A4)
    canvas = Canvas(BytesIO(), (width, height))
    margin, line, columns = 50, 30, len(_PDF_KEYS) + 1
    step = (width - 2 * margin) / columns
    lines = int((height - 2 * margin) // line)
    for start in range(0, len(rows), lines):
        canvas.setFont(Face.REGULAR.value, 11)
        for place, cells in enumerate(rows[start : start + lines]):
            top = height - margin - place * line
            for column, cell in enumerate(cells):
                canvas.drawString(margin + column * step + 2, top - 20, str(cell)[:18])
        filled = min(lines, len(rows) - start)
        canvas.grid(
            [margin + column * step for column in range(columns + 1)],
            [height - margin - place * line for place in range(filled + 1)],
        )
        canvas.showPage()
    canvas.save()
    return perf_counter() - began


def printed_rows(register: Path, count: int) -> tuple[list[str], list[tuple[str | int, ...]]]:
    """Return headings and cells of the list's first people, as papers print them."""
    return ["STT", *(FIELDS[key].label for key in _PDF_KEYS)], _printed(register, count)


def _printed(register: Path, count: int) -> list[tuple[str | int, ...]]:
    """Return the cells of the list's first people, as both sides print them."""
    from desktop.people.queries import ids_in_order, rows_by_ids

    office = open_office(register, LOGIN, PASSWORD)
    with office.read() as session:
        people = rows_by_ids(session, ids_in_order(session)[:count])
    office.close()
    return [(place, *(one.texts[key] for key in _PDF_KEYS)) for place, one in enumerate(people, 1)]
