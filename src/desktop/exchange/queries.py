"""Lists of packages sent and received."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.exchange.models import ReceivedPackage


@dataclass(frozen=True)
class ReceiptLine:
    """One line of the receipt register; `received_at` is UTC, ISO 8601."""

    unit_code: str
    unit_name: str
    plan_code: str
    period: str
    number: int
    received_at: str
    verdict: str
    signers: str


def list_receipts(session: Session) -> list[ReceiptLine]:
    """Return the receipt register, newest first."""
    rows = session.scalars(select(ReceivedPackage).order_by(ReceivedPackage.id.desc()))
    return [
        ReceiptLine(
            one.unit_code,
            one.unit_name,
            one.plan_code,
            one.period,
            one.number,
            one.received_at,
            one.verdict,
            one.signers,
        )
        for one in rows
    ]
