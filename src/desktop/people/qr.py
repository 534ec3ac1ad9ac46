"""The text in the QR code of the Vietnamese ID card, as a camera or a hand-held scanner types it."""

from datetime import date

from desktop.dates import parse_partial_date
from desktop.errors import UserError
from desktop.people.coding import match_code
from desktop.text import capitalize_name, clean

_PARTS = ("id_number", "old_number", "full_name", "birth", "sex", "address", "issued")
"""What stands between the bars; what later cards add behind is left out."""

_ID_DIGITS = 12

_SHAPE = "số|số cũ|họ tên|ngày sinh|giới tính|địa chỉ|ngày cấp"


def read_id_card(typed: str, today: date) -> dict[str, str]:
    """Return what the QR text of an ID card tells of a person, as stored; only what is filled in.

    Scanners that act as keyboards may lose accents: the values are a proposal to be looked through.
    Raises UserError when the text is not that of an ID card.
    """
    parts = dict(zip(_PARTS, (clean(part) for part in typed.split("|")), strict=False))
    number, name = parts["id_number"], parts.get("full_name", "")
    if len(number) != _ID_DIGITS or not number.isdecimal() or not name or "sex" not in parts:
        raise UserError(f"Nội dung này không phải mã QR của thẻ căn cước ({_SHAPE}); hãy quét lại.")
    found = {
        "full_name": capitalize_name(name),
        "birth": parse_partial_date(parts["birth"], today) if parts["birth"] else "",
        "sex": match_code("sex", parts["sex"]) or "",
        "id_number": number,
        "address": parts.get("address", ""),
    }
    return {key: value for key, value in found.items() if value}
