"""The manifest of a package: who reports what, and the SHA-256 of every file; the signature covers it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from desktop.errors import UserError

FORMAT = "so-tri-thuc/1"
NAME = "manifest.json"
_MAX_NUMBER = 10**6
REPORT, SHEET = "bao-cao.pdf", "bang-so-lieu.xlsx"
TASKS, TARGETS, PEOPLE = "du-lieu/tasks.jsonl", "du-lieu/targets.jsonl", "du-lieu/people.jsonl"


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself. `journal_head` is the newest link of the sender's journal, in hex;
    `files` maps names to SHA-256 in hex; `number` runs within plan and period."""

    format: str
    unit_code: str
    unit_name: str
    province: str
    plan: str
    period: str
    number: int
    made_at: str
    program: str
    required_signers: list[str]
    counts: dict[str, int]
    files: dict[str, str]
    report_sha256: str
    journal_head: str


class PackageProblem(UserError):
    """A package that cannot be taken: damaged, of another format, or not what it says it is."""


def sha256(content: bytes) -> str:
    """Return the SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def to_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as UTF-8 JSON with sorted keys."""
    return json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=1).encode()


def from_files(files: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of verified files, checked against every other file.

    Raises PackageProblem when it is missing, malformed, of a newer format, or does not fit the files.
    """
    if NAME not in files:
        raise PackageProblem("Gói không có bản kê (manifest.json) nên không nhận được; hãy xin gói khác.")
    manifest = _parse(files[NAME])
    if manifest.format != FORMAT:
        raise PackageProblem(
            f"Gói có định dạng “{manifest.format[:40]}” mà bản chương trình này chưa đọc được; hãy cập nhật."
        )
    others = {name: sha256(content) for name, content in files.items() if name not in (NAME, "mimetype")}
    if others != manifest.files:
        raise PackageProblem(
            "Các tệp trong gói không khớp bản kê nên không nhận; hãy xin nơi gửi làm lại gói."
        )
    return manifest


def _parse(content: bytes) -> Manifest:
    try:
        document: dict[str, Any] = json.loads(content)
        manifest = Manifest(**{key: document[key] for key in Manifest.__dataclass_fields__})
        _check_types(manifest)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackageProblem("Bản kê của gói bị hỏng nên không nhận; hãy xin nơi gửi làm lại gói.") from error
    return manifest


def _check_types(manifest: Manifest) -> None:
    kept = ("number", "required_signers", "counts", "files")
    texts = [getattr(manifest, name) for name in Manifest.__dataclass_fields__ if name not in kept]
    if not all(
        isinstance(one, str) for one in (*texts, *manifest.required_signers, *manifest.files.values())
    ):
        raise TypeError("a text is no text")
    if not all(type(one) is int for one in (manifest.number, *manifest.counts.values())):
        raise TypeError("a number is no number")
    if not 1 <= manifest.number <= _MAX_NUMBER:
        raise ValueError("the number is out of bounds")
    to_bytes(manifest)  # UnicodeEncodeError for lone surrogates
