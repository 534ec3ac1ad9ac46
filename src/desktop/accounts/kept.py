"""Files of the office kept inside the encrypted database: once under their SHA-256, never changed.

The bytes stand outside the journal; the journalled rows that name a file by its hash prove its content.
"""

import hashlib

from sqlalchemy.orm import Session

from desktop.accounts.models import StoredFile
from desktop.errors import UserError


def keep_bytes(session: Session, content: bytes) -> str:
    """Keep the bytes of a file and return their SHA-256; bytes that are kept already are not kept twice."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.get(StoredFile, sha256) is None:
        session.add(StoredFile(sha256=sha256, size=len(content), content=content))
        session.flush()
    return sha256


def kept_bytes(session: Session, sha256: str) -> bytes:
    """Return the bytes kept under a hash; UserError when they are gone or are not what they were."""
    kept = session.get(StoredFile, sha256)
    if kept is None or hashlib.sha256(kept.content).hexdigest() != sha256:
        raise UserError("Tệp lưu trong sổ đã hỏng hoặc không còn; hãy khôi phục sổ từ bản sao lưu gần nhất.")
    return kept.content
