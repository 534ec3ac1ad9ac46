"""Bad files: each is refused with one sentence before it fills the memory, and nothing else comes out."""

import io
import re
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from desktop.errors import UserError
from desktop.excel.book import LARGEST_UNPACKED, NOT_CALCULATED, Book
from desktop.excel.packed import Packed
from desktop.excel.reader import read_book

LISTS = Path(__file__).parents[1] / "people" / "importing" / "files"
GIGABYTE = 1024**3


def book_of(*rows: tuple[object, ...]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def replaced(content: bytes, name: str, part: bytes) -> bytes:
    """Return a workbook with one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
    return made.getvalue()


def bomb(declared: int | None) -> bytes:
    """A sheet that unpacks to more than two gigabytes, declaring its size or another."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(b"<sheetData>") + packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = again.compress(bytes(2**22)) + again.flush(zlib.Z_FULL_FLUSH)
    packed = piece + block * 520 + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    size = len(b"<sheetData>") + 2**20 + 520 * 2**22
    return replaced_raw(book_of(("Họ tên",)), "xl/worksheets/sheet1.xml", packed, declared or size)


def replaced_raw(content: bytes, name: str, packed: bytes, declared: int) -> bytes:
    """Put packed bytes into an archive under a size of one's choosing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
    rest = made.getvalue()
    with zipfile.ZipFile(io.BytesIO(rest)) as archive:
        directory, count = archive.start_dir, len(archive.infolist())
    sizes = struct.pack("<IIIHH", 0, len(packed), declared, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<5H", 20, 0, 8, 0, 0) + sizes + name.encode() + packed
    entries = rest[directory : rest.rindex(b"PK\x05\x06")]
    entries += b"PK\x01\x02" + struct.pack("<6H", 20, 20, 0, 8, 0, 0) + sizes
    entries += struct.pack("<HHHII", 0, 0, 0, 0, directory) + name.encode()
    end = struct.pack("<4HIIH", 0, 0, count + 1, count + 1, len(entries), directory + len(local), 0)
    return rest[:directory] + local + entries + b"PK\x05\x06" + end


@pytest.mark.parametrize(("declared", "said"), [(None, "quá lớn"), (5000, "hỏng")])
def test_two_gigabytes_are_refused_whatever_the_file_says_of_its_size(
    tmp_path: Path, declared: int | None, said: str
) -> None:
    path = tmp_path / "bom.xlsx"
    path.write_bytes(bomb(declared))
    assert path.stat().st_size < 10_000_000
    tracemalloc.start()
    with pytest.raises(UserError, match=said):
        read_book(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 60 * 1024**2


def test_many_parts_that_are_large_together_are_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(6):
            with archive.open(f"xl/media/{number}.png", "w") as part:
                for _ in range(LARGEST_UNPACKED // 5 // 2**20):
                    part.write(bytes(2**20))
    from desktop.excel.book import TooLarge

    with pytest.raises(TooLarge):
        Packed(content.getvalue())


def test_a_million_formatted_rows_are_a_short_list(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (at, at) for at in range(2, 1_048_577))
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>' + rows
    content = replaced(book_of(("x",)), "xl/worksheets/sheet1.xml", sheet + b"</sheetData></worksheet>")
    (tmp_path / "a.xlsx").write_bytes(content)
    assert len(read_book(tmp_path / "a.xlsx").sheets[0].rows) == 1


def ods_with(rows: str) -> bytes:
    with zipfile.ZipFile(LISTS / "mau.ods") as archive:
        text = archive.read("content.xml").decode()
    start, end = text.index("<table:table-row"), text.index("</table:table>")
    return replaced(
        (LISTS / "mau.ods").read_bytes(), "content.xml", (text[:start] + rows + text[end:]).encode()
    )


CELL = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1048576">'
        + CELL.format("") * 12
        + "</table:table-row>",
        '<table:table-row table:number-rows-repeated="1000">'
        + CELL.format(' table:number-columns-repeated="16384"')
        + "</table:table-row>",
    ],
)
def test_cells_repeated_without_end_are_refused(tmp_path: Path, rows: str) -> None:
    (tmp_path / "a.ods").write_bytes(ods_with(rows))
    with pytest.raises(UserError, match="quá xa"):
        read_book(tmp_path / "a.ods")


def test_a_million_empty_rows_below_are_none(tmp_path: Path) -> None:
    below = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    row = f"<table:table-row>{CELL.format('')}{CELL.format('')}</table:table-row>"
    (tmp_path / "a.ods").write_bytes(ods_with(row + row + below))
    assert len(read_book(tmp_path / "a.ods").sheets[0].rows) <= 2


@pytest.mark.parametrize(
    "beginning", ["<html><table>", "<!DOCTYPE html>\n", '\ufeff<table border="1">', "<?xml ?>"]
)
def test_a_web_page_named_as_a_workbook_is_called_one(tmp_path: Path, beginning: str) -> None:
    path = tmp_path / "bao cao.xls"
    path.write_text(beginning + "<tr><td>Họ tên</td></tr></table>", encoding="utf-8")
    with pytest.raises(UserError, match="thực ra là trang web"):
        read_book(path)


def test_text_in_columns_named_as_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bao cao.xls"
    path.write_text("Họ tên\tNăm sinh\nLê An\t1980\n", encoding="utf-16")
    assert read_book(path).sheets[0].rows == [["Họ tên", "Năm sinh"], ["Lê An", "1980"]]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.ods"])
@pytest.mark.parametrize("content", [b"", b"\r\n \n", b"\0\0\0\0"])
def test_an_empty_file_is_called_empty(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match="trống"):
        read_book(tmp_path / name)


def test_formulas_without_their_result_and_errors_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book_of(("a", "=1+1", "#N/A"), ("=A1", None, "#REF!")))
    sheet = read_book(tmp_path / "a.xlsx").sheets[0]
    lost = {(0, 1): NOT_CALCULATED, (1, 0): NOT_CALCULATED, (0, 2): "#N/A", (1, 2): "#REF!"}
    assert sheet.lost == lost


@pytest.mark.parametrize("name", ["phong-vntime", "phong-vni"])
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_old_fonts_are_told_of_every_format(name: str, ending: str) -> None:
    fonts = read_book(LISTS / f"{name}.{ending}").sheets[0].fonts
    assert set(fonts.values()) == {".VnTime" if "vntime" in name else "VNI-Times"}
    assert (1, 1) in fonts


REAL = {path.name: path.read_bytes() for path in sorted(LISTS.glob("m*.*s"))}
REAL |= {"a.xlsx": book_of(("Họ tên", "Năm"), ("Lê An", 1980))}
REAL |= {path.name: path.read_bytes() for path in (LISTS / "phong-vni.xls", LISTS / "phong-vntime.ods")}


def read_or_refused(path: Path) -> bool:
    """Tell whether a file is read, or refused with a sentence; any other error fails the test by itself."""
    try:
        return isinstance(read_book(path), Book)
    except UserError as refused:
        return bool(re.search(r"[.?]$", refused.message))


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(REAL)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), max_size=6),
    kept=st.floats(0.05, 1) | st.just(1),
)
@example(name="mau.xls", changes=[(0.05, b"\xff\xff\xff\xff")], kept=1)
def test_a_file_with_changed_bytes_is_read_or_refused_with_a_sentence(
    tmp_path: Path, name: str, changes: list[tuple[float, bytes]], kept: float
) -> None:
    content = bytearray(REAL[name])
    for place, new in changes:
        at = int(place * len(content))
        content[at : at + len(new)] = new
    path = tmp_path / name
    path.write_bytes(bytes(content[: int(len(content) * kept)]))
    assert read_or_refused(path)


def test_an_opendocument_without_styles_is_read(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(LISTS / "mau.ods") as old,
        zipfile.ZipFile(tmp_path / "a.ods", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name != "styles.xml":
                new.writestr(name, old.read(name))
    assert len(read_book(tmp_path / "a.ods").sheets[0].rows) == 5


def test_a_part_swollen_with_blanks_is_not_kept(tmp_path: Path) -> None:
    with zipfile.ZipFile(LISTS / "mau.ods") as archive:
        content = archive.read("content.xml")
    at = content.index(b"<table:table-row")
    swollen = replaced(
        (LISTS / "mau.ods").read_bytes(), "content.xml", content[:at] + b"<!-- -->" * 2**22 + content[at:]
    )
    (tmp_path / "a.ods").write_bytes(swollen)
    tracemalloc.start()
    read_book(tmp_path / "a.ods")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20 * 1024**2


def with_dimensions(body: bytes) -> bytes:
    """Return an old workbook that declares another reach of its first sheet."""
    content = (LISTS / "mau.xls").read_bytes()
    at = content.index(b"\x00\x02\x0e\x00")
    return content[: at + 4] + body + content[at + 18 :]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (struct.pack("<IIHHH", 511, 3, 0, 5, 0), "hỏng"),
        (struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 255, 0), "quá xa"),
    ],
)
def test_a_declared_reach_that_would_end_the_program_is_refused(
    tmp_path: Path, body: bytes, said: str
) -> None:
    (tmp_path / "a.xls").write_bytes(with_dimensions(body))
    with pytest.raises(UserError, match=said):
        read_book(tmp_path / "a.xls")


def test_a_count_of_texts_that_would_end_the_program_is_refused(tmp_path: Path) -> None:
    content = bytearray((LISTS / "mau.xls").read_bytes())
    at = content.index(b"\xfc\x00", 0x200)
    content[at + 8 : at + 12] = b"\xff\xff\xff\x7f"
    (tmp_path / "a.xls").write_bytes(bytes(content))
    with pytest.raises(UserError, match="hỏng"):
        read_book(tmp_path / "a.xls")


def test_a_far_cell_that_does_not_say_its_place_is_refused(tmp_path: Path) -> None:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += b'<row r="1"><c r="ZZ1" t="inlineStr"><is><t>x</t></is></c></row>'
    sheet += b'<row r="1048576"><c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    (tmp_path / "a.xlsx").write_bytes(replaced(book_of(("x",)), "xl/worksheets/sheet1.xml", sheet))
    with pytest.raises(UserError, match="quá xa"):
        read_book(tmp_path / "a.xlsx")


def test_a_far_cell_with_much_space_in_it_is_refused(tmp_path: Path) -> None:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576">'
    sheet += b" " * (2 * 1024**2) + b"<v>1</v></c></row></sheetData></worksheet>"
    (tmp_path / "a.xlsx").write_bytes(replaced(book_of(("x",)), "xl/worksheets/sheet1.xml", sheet))
    with pytest.raises(UserError, match="quá xa"):
        read_book(tmp_path / "a.xlsx")


def test_a_binary_workbook_is_named_as_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", b"\0")
    with pytest.raises(UserError, match="xlsb"):
        read_book(tmp_path / "a.xlsb")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=6),
    name=st.sampled_from(["a.xlsx", "mau.ods"]),
)
def test_a_part_with_changed_bytes_is_read_or_refused_with_a_sentence(
    tmp_path: Path, changes: list[tuple[float, bytes]], name: str
) -> None:
    part = "content.xml" if name.endswith("ods") else "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(REAL[name])) as archive:
        content = bytearray(archive.read(part))
    for place, new in changes:
        at = int(place * len(content))
        content[at : at + len(new)] = new
    path = tmp_path / name
    path.write_bytes(replaced(REAL[name], part, bytes(content)))
    assert read_or_refused(path)


def test_formatting_reaches_no_further_than_contents(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Họ tên"
    book.active.cell(5000, 300).font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert [list(row) for row in read_book(tmp_path / "a.xlsx").sheets[0].rows] == [["Họ tên"]]
