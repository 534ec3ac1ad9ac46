"""The zip of a package: written the same way every time; everything odd is refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.signing import container as module
from desktop.signing.container import MIMETYPE, BadContainer, Container, open_container, write_container

ENTRIES = {"mimetype": MIMETYPE.encode(), "manifest.json": b"{}", "du-lieu/người.jsonl": b"a" * 3000}
GOOD = write_container(Container(ENTRIES))


def zipped(entries: list[tuple[str, bytes]], **attributes: object) -> bytes:
    """Zip without any of the program's own care; `attributes` go to every entry's ZipInfo."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in [("mimetype", MIMETYPE.encode()), *entries]:
            info = zipfile.ZipInfo(name)
            for key, value in attributes.items() if name != "mimetype" else ():
                setattr(info, key, value)
            archive.writestr(info, data)
    return out.getvalue()


def patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def test_what_is_written_is_read_back_in_order() -> None:
    assert list(open_container(GOOD).entries.items()) == list(ENTRIES.items())


def test_the_same_entries_give_the_same_bytes() -> None:
    assert write_container(Container(ENTRIES)) == GOOD


def test_what_packs_suspiciously_well_is_stored_and_read_back() -> None:
    entries = {**ENTRIES, "du-lieu/lap.jsonl": b'{"uid":"1"}\n' * 200_000}
    assert open_container(write_container(Container(entries))).entries == entries


def test_the_mimetype_stands_first_and_stored() -> None:
    assert GOOD[30:].startswith(b"mimetype" + MIMETYPE.encode())


@pytest.mark.parametrize(
    "name",
    [
        "../a", "a/../b", "./a", "a//b", "/a", "a/", "a\\b", "C:a", "a:b", "con", "aux.txt", "x/NUL",
        "com1.pdf", "lpt9", "a.", "a ", "a\x1fb", "a*b", "a?", "U\u0309y ban.pdf", "x" * 201,
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(BadContainer):
        open_container(zipped([(name, b"x")]))


@pytest.mark.parametrize(
    "names", [("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("ß.txt", "SS.txt"), ("mimetype", "x")]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_with_one_name_are_refused(names: tuple[str, str]) -> None:
    with pytest.raises(BadContainer):
        open_container(zipped([(name, b"x") for name in names]))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"x" * 500,
        b"x" + GOOD,
        GOOD + b"x",
        GOOD[:-1],
        GOOD[:100],
        GOOD[:-2] + b"\x01\x00c",
        zipped([("a", b"x")], comment=b"c"),
        zipped([("a", b"x")], extra=b"\x01\x00\x00\x00"),
        zipped([("a", b"x")], compress_type=zipfile.ZIP_BZIP2),
        zipped([("a", b"\0" * 3_000_000)], compress_type=zipfile.ZIP_DEFLATED),
    ],
    ids=[
        "empty", "short", "no zip", "data before", "data after", "cut by one", "cut", "comment",
        "entry comment", "extra field", "other compression", "bomb",
    ],
)  # fmt: skip
def test_files_that_are_not_plain_packages_are_refused(data: bytes) -> None:
    with pytest.raises(BadContainer, match="Gói hỏng"):
        open_container(data)


def test_a_directory_that_says_something_else_than_the_entry_is_refused() -> None:
    at = GOOD.index(b"manifest.json")
    with pytest.raises(BadContainer):
        open_container(patched(GOOD, at, b"manifesX.json"))


def test_a_gap_between_entries_is_refused() -> None:
    directory = GOOD.index(b"PK\1\2")
    size, offset = struct.unpack_from("<II", GOOD, len(GOOD) - 10)
    moved = GOOD[:directory] + b"hidden" + GOOD[directory:]
    with pytest.raises(BadContainer):
        open_container(patched(moved, len(moved) - 10, struct.pack("<II", size, offset + 6)))


def test_bytes_hidden_behind_a_compressed_entry_are_refused() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"abc") + packer.flush() + b"hidden"
    info = zipfile.ZipInfo("a")
    info.compress_type, info.file_size, info.compress_size = zipfile.ZIP_DEFLATED, 3, len(packed)
    with pytest.raises(BadContainer):
        module._unpack(packed, info)


def test_a_wrong_checksum_is_refused() -> None:
    at = GOOD.index(b"{}") if b"{}" in GOOD else GOOD.index(b"manifest.json") + 14
    with pytest.raises(BadContainer):
        open_container(patched(GOOD, at, bytes([GOOD[at] ^ 1])))


@pytest.mark.parametrize(("limit", "value"), [("MOST_ENTRIES", 2), ("MOST_BYTES", 2000)])
def test_limits_hold(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, limit, value)
    with pytest.raises(BadContainer):
        open_container(GOOD)


def test_another_mimetype_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), b"application/zip")
    with pytest.raises(BadContainer):
        open_container(out.getvalue())


def test_a_bad_name_is_not_even_written() -> None:
    with pytest.raises(BadContainer):
        write_container(Container({"../x": b""}))


@given(st.binary(max_size=400), st.sampled_from([lambda x: x, lambda x: GOOD + x, lambda x: x + GOOD]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_reading_fail_otherwise(noise: bytes, place: Callable[[bytes], bytes]) -> None:
    data = place(noise)
    try:
        read = open_container(data)
    except BadContainer:
        return
    assert (data, dict(read.entries)) == (GOOD, ENTRIES)
