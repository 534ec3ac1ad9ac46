"""Making the register that is measured: fictional people, encrypted, with journal and search index."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from desktop.accounts.folder import DATABASE, KEYS, NewOffice
from desktop.accounts.keys import Cost, load_slots, unwrap
from desktop.accounts.office import Office, create_office, open_office
from desktop.accounts.rights import Right, authorize
from desktop.codelists import code_list
from desktop.paths import migrations, resources
from desktop.people.models import Person
from desktop.people.normal import FIELDS, normalize_person
from desktop.people.sample_people import SamplePerson, draw_people
from desktop.people.standing.entering import first_standings
from desktop.search.index import indexed_at_once
from desktop.storage.base import new_uid
from desktop.storage.fields import Field, Kind

LOGIN, PASSWORD = "canbo", "mat-khau-do-toc-do"
WARD = NewOffice("26041", "UBND phường Trấn Biên", "75", login=LOGIN, full_name="Nguyễn Thị Đo (hư cấu)")
CHEAP = Cost(time=1, memory_kib=64, lanes=1)
"""Opening must not cost what guarding a real password costs: that is no measure of the program."""

SEED, CHUNK = 2026, 20_000
NOTE = "Nhân vật hư cấu"

LIST_COLUMNS = {
    "full_name": "Họ và tên", "birth": "Ngày sinh", "sex": "Giới tính", "ethnicity": "Dân tộc",
    "id_number": "Số CCCD", "phone": "Số điện thoại", "address": "Nơi ở hiện nay", "residence": "Phường/xã",
    "workplace": "Đơn vị công tác", "position": "Chức vụ", "sector": "Khu vực", "work_field": "Lĩnh vực",
    "degree": "Trình độ", "major": "Chuyên ngành", "degree_year": "Năm tốt nghiệp",
    "association": "Tham gia hội", "trained_year": "Năm bồi dưỡng", "status": "Tình trạng", "note": "Ghi chú",
}  # fmt: skip
"""The columns of a list as an office keeps it, by the field each one means."""

PASTED_COLUMNS = 30


def typed_people(count: int, seed: int = SEED) -> Iterator[dict[str, object]]:
    """Yield fictional people field by field, in the words of a list."""
    for number, start in enumerate(range(0, count, CHUNK)):
        for person in draw_people(min(CHUNK, count - start), seed + number):
            yield _typed(person)


def _typed(person: SamplePerson) -> dict[str, object]:
    return {
        "full_name": person.full_name, "birth": f"{person.born:%d/%m/%Y}",
        "sex": "Nữ" if person.is_woman else "Nam", "ethnicity": person.ethnicity,
        "id_number": person.id_number, "phone": person.phone, "address": person.address,
        "residence": "Phường Trấn Biên", "workplace": person.workplace, "position": person.position,
        "sector": person.sector, "work_field": person.field, "degree": person.degree, "major": person.major,
        "degree_year": person.degree_year, "association": person.association,
        "trained_year": person.trained_year, "status": person.status, "note": NOTE,
    }  # fmt: skip


def empty_office(folder: Path) -> Path:
    """Return the folder of an office without people, made when it is not there yet."""
    made = folder / f"trong-{_fingerprint()}"
    if not (made / KEYS).exists():
        shutil.rmtree(made, ignore_errors=True)
        create_office(made, WARD, PASSWORD, CHEAP)
    return made


def open_register(folder: Path, people: int) -> Office:
    """Open the office of so many people, making it when it is not there yet."""
    made = folder / f"so-{people}-{_fingerprint()}"
    if not made.exists():
        unfinished = made.with_suffix(".moi")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(empty_office(folder), unfinished)
        _fill(unfinished, people)
        unfinished.rename(made)
    return open_office(made, LOGIN, PASSWORD)


def _fill(folder: Path, people: int) -> None:
    """Enter the people, one act for each chunk: the journal's triggers and the index work as always."""
    office = open_office(folder, LOGIN, PASSWORD)
    fixed = dict.fromkeys(FIELDS) | {"unit_code": WARD.code}
    chunk: list[dict[str, Any]] = []
    for typed in typed_people(people):
        chunk.append(fixed | normalize_person(typed, province=WARD.province) | {"uid": new_uid()})
        if len(chunk) == CHUNK:
            _enter(office, chunk)
            chunk = []
    if chunk:
        _enter(office, chunk)
    office.close()


def _enter(office: Office, people: list[dict[str, Any]]) -> None:
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Nhập người hư cấu để đo tốc độ")
        with indexed_at_once(session), first_standings(session):
            session.execute(insert(Person), people)


def list_of(folder: Path, rows: int) -> Path:
    """Return a workbook of so many fictional people as an office keeps it, made when not there yet."""
    import openpyxl

    path = folder / f"danh-sach-{rows}-{_fingerprint()}.xlsx"
    if path.exists():
        return path
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(["STT", *LIST_COLUMNS.values()])
    for number, typed in enumerate(typed_people(rows), 1):
        sheet.append([number, *(typed[key] for key in LIST_COLUMNS)])
    book.save(path)
    return path


def pasted_text(rows: int) -> str:
    """Return a table as a spreadsheet copies it, of fictional people whom the register does not hold."""
    added = [FIELDS[key] for key in FIELDS if key not in LIST_COLUMNS][
        : PASTED_COLUMNS - len(LIST_COLUMNS) - 1
    ]
    lines = ["\t".join(["STT", *LIST_COLUMNS.values(), *(field.label for field in added)])]
    for number, typed in enumerate(typed_people(rows, SEED + 1_000_000), 1):
        cells = [
            number,
            *(typed[key] for key in LIST_COLUMNS),
            *(_typed_into(field, number) for field in added),
        ]
        lines.append("\t".join("" if cell is None else str(cell) for cell in cells))
    return "\n".join(lines)


def _typed_into(field: Field, number: int) -> str:
    """Return what somebody could have typed into any field."""
    if field.kind is Kind.CODE:
        codes = code_list(field.codes).codes
        return codes[number % len(codes)].label
    if field.kind is Kind.EMAIL:
        return f"nguoi{number}@donvi.vn"
    if field.kind in (Kind.DATE, Kind.PARTIAL_DATE):
        return "05/03/2024"
    return "2015" if field.kind is Kind.YEAR else f"{NOTE} {number % 7}"


def key_of(folder: Path) -> bytes:
    """Return the database key of an office made here."""
    return unwrap(load_slots(folder / KEYS)[LOGIN], PASSWORD)


def copy_of(office: Path, target: Path) -> Path:
    """Copy a closed office, so that what a measurement writes does not change it."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(office, target)
    return target


def database_of(folder: Path) -> Path:
    """Return the database file of an office."""
    return folder / DATABASE


def _fingerprint() -> str:
    """Return a mark that changes with the schema and the sample, so that nothing stale is measured."""
    files = [*sorted((migrations() / "versions").glob("*.py")), resources() / "samples" / "people.toml"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
