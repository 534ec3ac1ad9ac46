"""What stands on an office's papers when it is new, derived from its name; the office can change all of it.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I (boxes 2, 3, 4, 7).
"""

from desktop.codelists import label_of
from desktop.text import fold

_COMMON = ("ủy ban nhân dân", "uỷ ban nhân dân", "ubnd")
_LEVELS = ("phường", "xã", "đặc khu", "thị trấn")


def paper_defaults(kind: str, name: str, province: str) -> dict[str, str]:
    """Return parent, place, notation, authority and leader_title for a new ward or department."""
    province_name = label_of("province", province)
    parent = f"UBND {province_name}".upper()
    if kind == "department":
        place = _without(province_name, ("thành phố", "tỉnh"))
        return {
            "parent": parent,
            "place": place,
            "notation": "SKHCN",
            "authority": "",
            "leader_title": "GIÁM ĐỐC",
        }
    return {
        "parent": parent,
        "place": _without(bare_name(name), _LEVELS),
        "notation": "UBND",
        "authority": "TM. ỦY BAN NHÂN DÂN",
        "leader_title": "CHỦ TỊCH",
        "drafting_section": "VHXH",
    }


def bare_name(name: str) -> str:
    """Return “phường Trấn Biên” for “UBND phường Trấn Biên”."""
    return _without(name, _COMMON)


def issuer_lines(name: str) -> str:
    """Return the issuing body as at the head of a paper: common words in full, then the name."""
    bare = bare_name(name)
    return f"ỦY BAN NHÂN DÂN\n{bare.upper()}" if bare != name else name.upper()


def full_name(name: str) -> str:
    """Return the office's name in full, as running text names it."""
    bare = bare_name(name)
    return f"Ủy ban nhân dân {bare}" if bare != name else name


def signing_lines(authority: str, leader_title: str) -> tuple[str, ...]:
    """Return the lines above the signer's name; “KT. CHỦ TỊCH / PHÓ CHỦ TỊCH” stands on two (NĐ 30/2020)."""
    lines = (authority, *leader_title.split("/"))
    return tuple(line.strip() for line in lines if line.strip())


def is_name_of(name: str, unit_name: str) -> bool:
    """Tell whether a name on a certificate is this office's, in short or in full, accents aside."""
    return fold(name) in {fold(unit_name), fold(full_name(unit_name))}


def _without(text: str, beginnings: tuple[str, ...]) -> str:
    for beginning in beginnings:
        if text.lower().startswith(beginning + " "):
            return text[len(beginning) :].strip()
    return text
