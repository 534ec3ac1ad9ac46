"""The code on a paper: what ties it to its frozen figures, and what is known of a paper by its code.

The code says whose paper it is, which period it is of and the SHA-256 of its snapshot, so that it can be
checked without a network. Printed are its first sixteen digits, for typing; the QR code holds all.
"""

import hashlib
import json
import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import NotFound, UserError
from desktop.reports.models import IssuedPaper, Snapshot
from desktop.text import partial_day

_OPENING = "SO-TRI-THUC"
_PRINTED = 16
_HEX = re.compile(rf"[0-9A-F]{{{_PRINTED},64}}")


@dataclass(frozen=True)
class KnownPaper:
    """A paper found by its code: its snapshot's uid, whether its content is as it was frozen, its place.

    `number` and `issued_on` are None while no number was taken; `replaces` is the uid of the version it
    corrects, `replaced_by` that of the version that corrects it, None for the first and the newest.
    """

    uid: str
    kind: str
    plan_code: str
    period: str
    sha256: str
    intact: bool
    number: int | None
    issued_on: str | None
    replaces: str | None
    replaced_by: str | None
    title: str

    @property
    def answer(self) -> str:
        """What is said of the paper to who asks, in sentences."""
        if not self.intact:
            return "Bản chốt trong sổ đã bị sửa ngoài chương trình; hãy khôi phục từ bản sao lưu rồi tra lại."
        on = f" số {self.number:02d}, ngày {partial_day(self.issued_on)}" if self.number else " (chưa lấy số)"
        later = "\nVăn bản này đã có bản thay thế; hãy dùng bản mới." if self.replaced_by else ""
        return f"Đúng văn bản của đơn vị{on}: {self.title}.{later}"


def printed_code(sha256: str) -> str:
    """Return the digits printed on the paper, in fours as people read them."""
    digits = sha256[:_PRINTED].upper()
    return " ".join(digits[at : at + 4] for at in range(0, _PRINTED, 4))


def qr_code(snapshot: Snapshot) -> str:
    """Return what the QR code of a paper says."""
    return f"{_OPENING}:{snapshot.unit_code}:{snapshot.period}:{snapshot.sha256.upper()}"


def find_paper(session: Session, code: str) -> KnownPaper:
    """Return the paper of a code as scanned or as typed, with or without blanks.

    Raises UserError for what is no such code, NotFound when this office has frozen no paper of that code.
    """
    last = code.strip().upper().rpartition(":")[2]
    digits = re.sub(r"[\s.·-]", "", last)
    if _HEX.fullmatch(digits) is None:
        raise UserError(
            f"“{code.strip()[:80]}” không phải mã số liệu; "
            f"hãy quét mã QR hoặc gõ đủ {_PRINTED} ký tự in cuối văn bản."
        )
    snapshot = session.scalar(select(Snapshot).where(Snapshot.sha256.startswith(digits.lower())).limit(1))
    if snapshot is None:
        raise NotFound(
            "Không có văn bản nào mang mã số liệu này trong sổ của đơn vị; hãy xem lại mã, "
            "hoặc số liệu trên giấy không phải do đơn vị chốt."
        )
    return _known(session, snapshot)


def _known(session: Session, snapshot: Snapshot) -> KnownPaper:
    issued = session.scalar(select(IssuedPaper).where(IssuedPaper.snapshot_id == snapshot.id).limit(1))
    later = session.scalar(select(Snapshot.uid).where(Snapshot.replaces == snapshot.uid).limit(1))
    return KnownPaper(
        snapshot.uid,
        snapshot.kind,
        snapshot.plan_code,
        snapshot.period,
        snapshot.sha256,
        hashlib.sha256(snapshot.content.encode()).hexdigest() == snapshot.sha256,
        issued.number if issued else None,
        issued.issued_on if issued else None,
        snapshot.replaces,
        later,
        _title(snapshot.content),
    )


def _title(content: str) -> str:
    """Return type and subject of a frozen paper; nothing when its content was damaged."""
    try:
        paper = json.loads(content)["report"]
        return " ".join(part for part in (paper["kind"], paper["subject"]) if part)
    except (ValueError, KeyError, TypeError):
        return ""
