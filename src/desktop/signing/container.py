"""The zip around a signed package: always written the same way, read with suspicion and in memory only."""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.errors import UserError

MIMETYPE = "application/vnd.etsi.asic-e+zip"
META = "META-INF/"

MOST_ENTRIES = 400
MOST_BYTES = 400 * 1024 * 1024
MOST_RATIO = 200
"""Limits on a package: entries, bytes unpacked altogether, and how many times larger than packed."""

_RATIO_FLOOR = 1024 * 1024
_LONGEST_NAME = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UTF8_FLAG = 0x800
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_END = struct.Struct("<4sHHHHIIH")
_ZIP64_SIZE = 20
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


class BadContainer(UserError):
    """The file is not a package as this program writes them; `detail` is for developers."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(
            "Gói hỏng, bị sửa cấu trúc, hoặc không phải gói dữ liệu; đề nghị nơi gửi gửi lại gói gốc."
        )


@dataclass(frozen=True)
class Container:
    """The entries of a package by name, in the order they stand in the file."""

    entries: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, bytes]:
        """What is carried: every entry but `mimetype` and META-INF."""
        return {
            name: data
            for name, data in self.entries.items()
            if name != "mimetype" and not name.startswith(META)
        }


def write_container(container: Container) -> bytes:
    """Write the zip: `mimetype` first and stored, the rest deflated, no dates; same entries, same bytes.

    What would look like a zip bomb when deflated is stored, so that every package written can be read.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        rest = {name: data for name, data in container.entries.items() if name != "mimetype"}
        for name, data in {"mimetype": MIMETYPE.encode(), **rest}.items():
            check_name(name)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 0
            stored = name == "mimetype" or _packs_too_well(data)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _packs_too_well(data: bytes) -> bool:
    return len(data) > _RATIO_FLOOR and len(data) > MOST_RATIO / 2 * len(zlib.compress(data, 1))


def open_container(data: bytes) -> Container:
    """Read a package into memory; raises BadContainer for anything but a plain zip with honest names.

    Every entry must follow the one before it without a gap, from the first byte of the file to its last, and
    say the same in its own header as in the directory; so no other program can see other contents.
    """
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, UnicodeDecodeError) as error:
        raise BadContainer(str(error)) from error
    _check_directory(infos)
    entries: dict[str, bytes] = {}
    position = 0
    for info in infos:
        if info.header_offset != position:
            raise BadContainer("entries do not follow each other")
        entries[info.filename], position = _read_entry(data, info)
    if position != _directory_offset(data):
        raise BadContainer("data between the entries and the directory")
    if next(iter(entries)) != "mimetype" or entries["mimetype"] != MIMETYPE.encode():
        raise BadContainer("not an ASiC-E package")
    return Container(entries)


def check_name(name: str) -> None:
    """Raise BadContainer for a name that some system would read as another place or another name."""
    if not 0 < len(name) <= _LONGEST_NAME or unicodedata.normalize("NFC", name) != name:
        raise BadContainer("name too long or not NFC")
    if _FORBIDDEN.search(name) or name.startswith("/"):
        raise BadContainer("name with forbidden letters")
    for part in name.split("/"):
        if part in {"", ".", ".."} or part != part.rstrip(". ") or _RESERVED.match(part):
            raise BadContainer("name with a reserved part")


def _check_directory(infos: list[zipfile.ZipInfo]) -> None:
    if not 0 < len(infos) <= MOST_ENTRIES:
        raise BadContainer("too few or too many entries")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise BadContainer("too large when unpacked")
    seen = {unicodedata.normalize("NFC", info.filename).casefold() for info in infos}
    if len(seen) != len(infos):
        raise BadContainer("two entries with one name")
    for info in infos:
        check_name(info.orig_filename)


def _directory_offset(data: bytes) -> int:
    """Return where the directory starts; it must reach to the end record, and that to the file's end."""
    mark, _, _, here, total, size, offset, comment = _END.unpack(data[-_END.size :])
    if data[-_END.size - _ZIP64_SIZE :].startswith(b"PK\6\7"):
        raise BadContainer("zip64")
    if mark != b"PK\5\6" or comment or here != total or offset + size != len(data) - _END.size:
        raise BadContainer("data around the zip")
    return int(offset)


def _read_entry(data: bytes, info: zipfile.ZipInfo) -> tuple[bytes, int]:
    """Return an entry's bytes and where it ends."""
    start = info.header_offset
    if len(data) < start + _LOCAL.size:
        raise BadContainer("cut off")
    mark, _, flags, method, _, _, crc, packed, size, name_size, extra = _LOCAL.unpack_from(data, start)
    body = start + _LOCAL.size + name_size
    stated = (flags, method, crc, packed, size)
    directory = (info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size)
    if mark != b"PK\3\4" or extra or info.extra or info.comment or flags & ~_UTF8_FLAG or stated != directory:
        raise BadContainer("entry and directory differ")
    coding = "utf-8" if flags & _UTF8_FLAG else "ascii"
    if data[start + _LOCAL.size : body] != info.filename.encode(coding, "replace"):
        raise BadContainer("entry and directory differ in name")
    content = _unpack(data[body : body + packed], info)
    if len(content) != size or zlib.crc32(content) != crc:
        raise BadContainer("damaged entry")
    return content, body + packed


def _unpack(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    if info.compress_type == zipfile.ZIP_STORED:
        return packed
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise BadContainer("unknown compression")
    if info.file_size > max(_RATIO_FLOOR, MOST_RATIO * info.compress_size):
        raise BadContainer("suspicious compression")
    unpacker = zlib.decompressobj(-15)
    try:
        content = unpacker.decompress(packed, info.file_size + 1)
    except zlib.error as error:
        raise BadContainer("damaged entry") from error
    if not unpacker.eof or unpacker.unused_data:
        raise BadContainer("hidden data behind an entry")
    return content
