"""Verdicts: what is said of a signature (three lights) and of a whole file (its worst signature)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.signing.certificates import Certificate
from desktop.signing.places import Role


class Verdict(StrEnum):
    """The three main indications of EN 319 102-1, with its names."""

    TOTAL_PASSED = "TOTAL_PASSED"
    TOTAL_FAILED = "TOTAL_FAILED"
    INDETERMINATE = "INDETERMINATE"

    @property
    def label(self) -> str:
        """The verdict as shown to people."""
        return _LABELS[self]


_LABELS = {
    Verdict.TOTAL_PASSED: "HỢP LỆ",
    Verdict.TOTAL_FAILED: "KHÔNG HỢP LỆ",
    Verdict.INDETERMINATE: "CHƯA XÁC ĐỊNH",
}


class LightState(StrEnum):
    """What one light shows."""

    GOOD = "good"
    UNSURE = "unsure"
    BAD = "bad"


@dataclass(frozen=True)
class Light:
    """One question about a signature, answered: state, sentence, and what to do (empty when nothing)."""

    state: LightState
    sentence: str
    todo: str = ""


@dataclass(frozen=True)
class SignatureReport:
    """One signature: who, when, the three lights, the verdict and its EN 319 102-1 sub-indication (or empty).

    `field` is the PDF field or the signature's file in a package; `role` is None when nobody was expected.
    `signed_at` is what the signer's clock said; `proven_at` is a trusted time-stamp's time.
    """

    field: str
    role: Role | None
    signer_name: str
    organization: str
    signed_at: datetime | None
    proven_at: datetime | None
    integrity: Light
    signer: Light
    time: Light
    verdict: Verdict
    sub: str
    certificate: Certificate | None


@dataclass(frozen=True)
class VerificationReport:
    """The verdict on a whole file, decided by its worst signature."""

    verdict: Verdict
    sub: str
    message: str
    todo: str
    signatures: tuple[SignatureReport, ...] = ()


ASK_AGAIN = "Không dùng tệp này; đề nghị nơi gửi gửi lại bản gốc đã ký."
"""What to do about a broken file."""


def summarize(signatures: Sequence[SignatureReport], missing: Iterable[Role] = ()) -> VerificationReport:
    """Give the verdict on a file: its worst signature, then a missing one, else it has passed."""
    ranks = (Verdict.TOTAL_FAILED, Verdict.INDETERMINATE)
    worst = next((one for rank in ranks for one in signatures if one.verdict is rank), None)
    if worst:
        light = worst.integrity if worst.integrity.state is LightState.BAD else worst.signer
        who = f"{worst.role.label}: " if worst.role and len(signatures) > 1 else ""
        return VerificationReport(
            worst.verdict, worst.sub, who + light.sentence, light.todo, tuple(signatures)
        )
    if absent := ", ".join(role.label.lower() for role in missing):
        return _incomplete(f"Thiếu chữ ký bắt buộc của: {absent}.", signatures)
    if not signatures:
        return _incomplete("Tệp không có chữ ký số nào mà chương trình đọc được.", signatures)
    names = ", ".join(one.signer_name for one in signatures)
    return VerificationReport(
        Verdict.TOTAL_PASSED, "", f"Chữ ký hợp lệ: {names}; nội dung nguyên vẹn.", "", tuple(signatures)
    )


def unreadable(what: str) -> VerificationReport:
    """Give the verdict on a file that cannot even be read as what it claims to be."""
    return VerificationReport(Verdict.TOTAL_FAILED, "FORMAT_FAILURE", what, ASK_AGAIN)


def _incomplete(message: str, signatures: Sequence[SignatureReport]) -> VerificationReport:
    return VerificationReport(
        Verdict.INDETERMINATE,
        "SIG_CONSTRAINTS_FAILURE",
        message,
        "Không nhận; đề nghị nơi gửi ký đủ rồi gửi lại.",
        tuple(signatures),
    )
