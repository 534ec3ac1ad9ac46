"""A code list or an outline of reports in a signed file: made at the department, verified here.

The file is an ASiC-E container with one CSV (of an outline: its TOML) and a manifest naming list, version,
issuer and document. Nothing is written yet.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from desktop import __version__
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.codelists import Code, code_list, is_replaceable, list_names
from desktop.codelists.checking import checked_codes, tidy_csv
from desktop.errors import UserError
from desktop.exchange.identity import is_office
from desktop.exchange.manifest import NAME, sha256
from desktop.exchange.reading import require_passed
from desktop.reports.outline import PREFIX as OUTLINE
from desktop.reports.outline import check_kind, read_outline
from desktop.reports.periods import KINDS
from desktop.signing.keys import Key
from desktop.signing.trust import Trust
from desktop.text import clean, fold

FORMAT = "so-tri-thuc-danh-muc/1"
CSV = "danh-muc.csv"

_AUTHORITIES = ("so khoa hoc va cong nghe", "bo khoa hoc va cong nghe")
_LONGEST = 200


@dataclass(frozen=True)
class ListManifest:
    """What a list file says of itself; `valid_from` is its version, `sha256` that of the CSV."""

    format: str
    name: str
    valid_from: str
    issuer: str
    number: str
    province: str
    made_at: str
    program: str
    required_signers: list[str]
    sha256: str


@dataclass(frozen=True)
class ReceivedList:
    """A verified list file: its hash, who signed, its manifest, its CSV and the entries in it."""

    sha256: str
    signers: str
    manifest: ListManifest
    content: str
    codes: tuple[Code, ...]


class ListFileProblem(UserError):
    """A list file that cannot be taken: unsigned, damaged, of another list, or not what it says it is."""


def make_list_file(session: Session, name: str, content: bytes, number: str, start: date, key: Key) -> bytes:
    """Return a list of the department as a signed file for the wards, in force from a day.

    Raises UserError when this office is no department, the list may not be replaced, the CSV is wrong, the
    document has no number, or the key is not this office's own.
    """
    from desktop.signing.asic import make_container

    authorize(session, Right.EXCHANGE, "Ban hành danh mục")
    unit = unit_of(session)
    if unit.kind != "department":
        raise UserError(
            "Chỉ Sở ban hành danh mục cho các phường, xã; hãy mở sổ được lập với loại đơn vị là Sở."
        )
    require_replaceable(name)
    if not clean(number):
        raise UserError("Chưa có số, ký hiệu văn bản ban hành danh mục; hãy ghi vào.")
    signer = key.certificate.common_name
    if not is_office(signer, unit.name):
        raise UserError(
            f"Khóa là của “{signer}”, không phải của “{unit.name}”; hãy chọn khóa ký số của cơ quan."
        )
    text = _decoded(content).removeprefix("\ufeff") if is_outline(name) else tidy_csv(content)
    _checked(name, text)
    manifest = ListManifest(
        format=FORMAT,
        name=name,
        valid_from=start.isoformat(),
        issuer=unit.name,
        number=clean(number),
        province=unit.province,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=__version__,
        required_signers=["office"],
        sha256=sha256(text.encode()),
    )
    packed = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=1).encode()
    return make_container({CSV: text.encode()}, packed, key)


def read_list_file(data: bytes, trust: Trust, at: datetime | None = None) -> ReceivedList:
    """Verify a list file and check its entries; raises UserError with the reason when it cannot be taken."""
    from desktop.signing.asic import verify_container

    verdict, files = verify_container(data, trust, at)
    require_passed(verdict, "Tệp danh mục")
    manifest = _manifest(files.get(NAME, b""))
    content = files.get(CSV, b"")
    if sha256(content) != manifest.sha256 or set(files) - {"mimetype"} != {NAME, CSV}:
        raise ListFileProblem(
            "Danh mục trong tệp không khớp bản kê nên không nhận; hãy xin nơi gửi làm lại tệp."
        )
    _require_authority(manifest, [one.signer_name for one in verdict.signatures])
    require_replaceable(manifest.name)
    text = _decoded(content)
    codes = _checked(manifest.name, text)
    signers = "; ".join(one.signer_name for one in verdict.signatures)
    return ReceivedList(sha256(data), signers, manifest, text, codes)


def is_outline(name: str) -> bool:
    """Tell whether a file holds the outline of a kind of report (`outline.year`), not a code list."""
    return name.startswith(OUTLINE)


def title_of(name: str) -> str:
    """Return how people call a code list, or an outline of reports."""
    return (
        f"Đề cương {KINDS[name.removeprefix(OUTLINE)].lower()}" if is_outline(name) else code_list(name).title
    )


def _checked(name: str, text: str) -> tuple[Code, ...]:
    """Return the entries of a list, none of an outline; raises UserError with what is wrong in it."""
    if is_outline(name):
        read_outline(text, name.removeprefix(OUTLINE))
        return ()
    return checked_codes(name, text)


def require_replaceable(name: str) -> None:
    """Refuse (UserError) what does not exist here, or a list that has a legal source of its own."""
    if is_outline(name):
        check_kind(name.removeprefix(OUTLINE))
        return
    if name not in list_names():
        known = ", ".join(one for one in list_names() if is_replaceable(one))
        raise ListFileProblem(f"Không có danh mục “{name[:40]}”; hãy chọn trong: {known}.")
    if not is_replaceable(name):
        raise ListFileProblem(
            f"Danh mục “{name}” theo văn bản của Nhà nước nên tệp của Sở không thay được; hãy chờ bản mới "
            "của chương trình."
        )


def _require_authority(manifest: ListManifest, signers: list[str]) -> None:
    named = manifest.issuer[:_LONGEST]
    if not fold(named).startswith(_AUTHORITIES):
        raise ListFileProblem(
            f"Tệp do “{named}” ban hành, không phải Sở hoặc Bộ Khoa học và Công nghệ nên không nhận; hãy hỏi "
            "nơi gửi."
        )
    if not any(is_office(signer, manifest.issuer) for signer in signers):
        raise ListFileProblem(
            f"Tệp ghi là của “{named}” nhưng do “{signers[0] if signers else 'không rõ'}” ký nên không nhận; "
            "hãy hỏi nơi gửi."
        )


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise ListFileProblem(
            "Danh mục trong tệp không phải chữ UTF-8; hãy xin nơi gửi làm lại tệp."
        ) from error


def _manifest(content: bytes) -> ListManifest:
    """Read and check the manifest of a verified file."""
    try:
        document = json.loads(content)
        manifest = ListManifest(**{key: document[key] for key in ListManifest.__dataclass_fields__})
        texts = [value for key, value in asdict(manifest).items() if key != "required_signers"]
        sound = all(isinstance(one, str) and clean(one) == one and len(one) <= _LONGEST for one in texts)
        date.fromisoformat(manifest.valid_from)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ListFileProblem(
            "Tệp không phải tệp danh mục của chương trình; hãy chọn đúng tệp Sở gửi."
        ) from error
    if not sound:
        raise ListFileProblem("Bản kê của tệp danh mục bị hỏng nên không nhận; hãy xin nơi gửi làm lại tệp.")
    if manifest.format != FORMAT:
        raise ListFileProblem(
            f"Tệp danh mục có định dạng “{manifest.format[:40]}” mà bản chương trình này chưa đọc được; "
            "hãy cập nhật."
        )
    return manifest
