"""Sizes of a paper, in points: margins, letters, distances (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)

MARGIN_TOP = 20 * MM
MARGIN_BOTTOM = 20 * MM
MARGIN_LEFT = 30 * MM
MARGIN_RIGHT = 15 * MM
PAGE_NUMBER_FROM_TOP = 12 * MM
"""The baseline of the page number, in the middle of the top margin."""
TRACE_FROM_BOTTOM = 9 * MM
TRACE_QR = 13 * MM
"""Side of the QR code: 0.39 mm a square for a hash, which a telephone reads off a laser print."""
QR_FROM_BOTTOM = 5.5 * MM
"""Its lower edge; no printer prints nearer than 5 mm to the edge of the paper."""

BODY = 14.0
HEAD = 12.0
"""National name and issuing bodies; the motto is one larger."""
NUMBER = 13.0
TABLE = 12.0
RECIPIENTS_TITLE = 12.0
RECIPIENTS = 11.0
TRACE = 8.0

LEADING = 1.28
"""Line distance as a multiple of the letter size: between single (1.15) and 1.5."""
CELL_LEADING = 1.18
"""The same inside tables."""
FIRST_LINE = 12.7 * MM
BETWEEN_PARAGRAPHS = 6.0

HEAD_LEFT_SHARE = 0.42
"""How much of the text's width the issuing body takes; the national name has the rest."""
SHORT_RULE_SHARE = 0.4
"""Rules below the issuer and the subject: 1/3 to 1/2 of the line above."""

SIGNATURE_HEIGHT = 35 * MM
"""Room between position and name: a seal in real size fits in without covering either."""
LEADER_IMAGE = (50 * MM, 22 * MM)
SEAL = 36 * MM
"""Diameter of a ward's seal, in real size."""
SEAL_OVERLAP = 1 / 3
"""The seal covers about a third of the leader's signature image, on its left."""


def text_width(landscape: bool = False) -> float:
    """Return the width between the side margins."""
    return A4[1 if landscape else 0] - MARGIN_LEFT - MARGIN_RIGHT


def text_height(landscape: bool = False) -> float:
    """Return the height between the top and bottom margins."""
    return A4[0 if landscape else 1] - MARGIN_TOP - MARGIN_BOTTOM
