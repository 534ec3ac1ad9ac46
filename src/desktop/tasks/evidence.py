"""Files that prove a report of progress: which may be kept, keeping them, giving them back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.kept import keep_bytes, kept_bytes
from desktop.accounts.rights import Right, actor_of, authorize, require
from desktop.errors import FileProblem, NotFound, UserError, sentence_for_os_error
from desktop.tasks.lookup import find_obligation
from desktop.tasks.models import Evidence, Progress
from desktop.text import clean, number

LARGEST = 20 * 1024**2
"""Bytes; a signed paper with its annexes has a few million."""

_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0",)
_KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".odt": _ZIP,
    ".ods": _ZIP,
    ".asice": _ZIP,
    ".doc": _OLE,
    ".xls": _OLE,
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
}
"""Kinds of files that prove something and start nothing when opened, by how their content begins."""

SEEN_INSIDE = (".pdf", ".jpg", ".jpeg", ".png")
"""What the program shows itself; other files are only saved outside at the user's wish."""


@dataclass(frozen=True)
class EvidenceFile:
    """A file to be kept: its name without folder, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class EvidenceLine:
    """A kept file as lists show it; `size` in bytes."""

    uid: str
    progress_uid: str
    name: str
    size: int

    @property
    def words(self) -> str:
        """Name and size: “BB 12-2026.pdf (1,2 MB)”."""
        return f"{self.name} ({_size(self.size)})"


def read_evidence(path: Path) -> EvidenceFile:
    """Read a file to be kept; its size is checked before its content is read.

    Raises FileProblem when it cannot be read, UserError when its kind or size is not taken.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path.name, path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    file = EvidenceFile(clean(path.name), content)
    check_evidence(file)
    return file


def check_evidence(file: EvidenceFile) -> None:
    """Raise UserError unless the name's ending and the content agree on a kind that may be kept."""
    suffix = Path(file.name).suffix.lower()
    if suffix not in _KINDS:
        raise UserError(
            f"Không nhận tệp “{file.name}” làm minh chứng; hãy dùng PDF, Word, Excel hoặc ảnh JPG, PNG."
        )
    if len(file.content) > LARGEST:
        raise _too_large(file.name, len(file.content))
    if not file.content.startswith(_KINDS[suffix]):
        raise UserError(
            f"Nội dung của “{file.name}” không phải tệp {suffix[1:].upper()}; hãy kiểm tra lại tệp."
        )


def keep_evidence(session: Session, progress: Progress, files: Sequence[EvidenceFile]) -> None:
    """Keep files with a report of progress, inside the act that the caller has begun."""
    for file in files:
        check_evidence(file)
        sha256 = keep_bytes(session, file.content)
        session.add(
            Evidence(
                unit_code=progress.unit_code,
                progress_id=progress.id,
                name=file.name,
                size=len(file.content),
                sha256=sha256,
            )
        )
    session.flush()


def attach_evidence(session: Session, progress_uid: str, files: Sequence[EvidenceFile]) -> None:
    """Add files to a report of progress that stands already. Raises NotAllowed, NotFound, UserError."""
    authorize(session, Right.EDIT_TASKS, "Đính kèm minh chứng")
    progress = session.scalar(select(Progress).where(Progress.uid == progress_uid))
    if progress is None:
        raise NotFound("Không tìm thấy lần báo cáo tiến độ này; hãy mở lại nhiệm vụ.")
    keep_evidence(session, progress, files)


def remove_evidence(session: Session, uid: str) -> None:
    """Take a file off its report of progress; the act can be undone. Raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_TASKS, "Bỏ tệp minh chứng")
    session.delete(_find(session, uid))
    session.flush()


def evidence_of(session: Session, code: str, on: date) -> list[EvidenceLine]:
    """Return the files of all reports on an obligation, oldest first; NotFound for an unknown code."""
    obligation = find_obligation(session, code, on)
    rows = session.execute(
        select(Evidence.uid, Progress.uid, Evidence.name, Evidence.size)
        .join(Progress, Progress.id == Evidence.progress_id)
        .where(Progress.obligation_id == obligation.id)
        .order_by(Progress.reported_on, Evidence.id)
    )
    return [EvidenceLine(*row) for row in rows]


def evidence_file(session: Session, uid: str) -> EvidenceFile:
    """Return a kept file with its bytes: papers hold what the register masks, so the same right is needed.

    Raises NotAllowed, NotFound, and UserError when the bytes are damaged.
    """
    require(actor_of(session), Right.SEE_SENSITIVE)
    found = _find(session, uid)
    return EvidenceFile(found.name, kept_bytes(session, found.sha256))


def free_names(lines: Sequence[EvidenceLine], taken: Sequence[str]) -> Iterator[tuple[EvidenceLine, str]]:
    """Yield each file with a name that no other one in the folder has."""
    used = {name.casefold() for name in taken}
    for line in lines:
        name, count = line.name, 1
        while name.casefold() in used:
            count += 1
            name = f"{Path(line.name).stem} ({count}){Path(line.name).suffix}"
        used.add(name.casefold())
        yield line, name


def _find(session: Session, uid: str) -> Evidence:
    found = session.scalar(select(Evidence).where(Evidence.uid == uid))
    if found is None:
        raise NotFound("Không tìm thấy tệp minh chứng; có thể tệp đã được bỏ, hãy mở lại nhiệm vụ.")
    return found


def _too_large(name: str, size: int) -> UserError:
    return UserError(
        f"Tệp “{name}” dài {_size(size)}, nhiều nhất {_size(LARGEST)}; hãy quét lại ở độ phân giải "
        "thấp hơn hoặc chia tệp."
    )


def _size(size: int) -> str:
    if size < 1024**2:
        return f"{max(1, round(size / 1024))} KB"
    return f"{number(round(size / 1024**2, 1))} MB"
