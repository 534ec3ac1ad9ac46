"""Who signs and where on the page: roles, rectangles, and the geometry of hand signature and seal."""

from dataclasses import dataclass
from enum import StrEnum

MM = 72 / 25.4
"""Points in a millimetre."""

SEAL_MM = 36.0
"""Diameter of a ward's seal, border included; shown at real size (NĐ 30/2020/NĐ-CP)."""

OVERLAP = 1 / 3
"""The part of the signature's image, on its left, that the seal covers (NĐ 30/2020/NĐ-CP, Phụ lục I)."""


class Role(StrEnum):
    """Who signs; the leader first, then the office with its seal."""

    LEADER = "leader"
    OFFICE = "office"

    @property
    def field(self) -> str:
        """Name of the signature field in the PDF."""
        return {Role.LEADER: "LanhDao", Role.OFFICE: "CoQuan"}[self]

    @property
    def label(self) -> str:
        """The role in Vietnamese."""
        return {Role.LEADER: "Lãnh đạo", Role.OFFICE: "Cơ quan"}[self]


def role_of(field: str) -> Role | None:
    """Return the role a signature field belongs to, or None for a field of another program."""
    return next((role for role in Role if role.field == field), None)


@dataclass(frozen=True)
class Rect:
    """A rectangle on a page in points, from the lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.y + self.height


@dataclass(frozen=True)
class SignaturePlace:
    """Where a role signs: page counted from 1, rectangle in points from the page's lower left corner."""

    role: Role
    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def rect(self) -> Rect:
        """The place's rectangle."""
        return Rect(self.x, self.y, self.width, self.height)


def fit(width: float, height: float, into: Rect) -> Rect:
    """Return the largest rectangle of the proportion `width`:`height` centred in `into`."""
    scale = min(into.width / width, into.height / height)
    wide, high = width * scale, height * scale
    return Rect(into.x + (into.width - wide) / 2, into.y + (into.height - high) / 2, wide, high)


def seal_rect(signature: Rect, diameter_mm: float = SEAL_MM) -> Rect:
    """Return where the seal stands, given the rectangle of the leader's image without transparent edges.

    Its right edge lies one third into the image, from the left; both share one horizontal middle line.
    """
    size = diameter_mm * MM
    right = signature.x + signature.width * OVERLAP
    return Rect(right - size, signature.y + (signature.height - size) / 2, size, size)


def office_place(leader: SignaturePlace, diameter_mm: float = SEAL_MM) -> SignaturePlace:
    """Return the office's place beside the leader's, with room for the seal whatever the image's proportion.

    A full-width image puts the seal's right edge at one third of the place, a thin one near its middle.
    """
    widest = seal_rect(leader.rect, diameter_mm)
    reach = leader.width * (1 / 2 - OVERLAP)
    return SignaturePlace(Role.OFFICE, leader.page, widest.x, widest.y, widest.width + reach, widest.height)
