"""A cell that names several units, cut into the single ones in the plan's own words."""

import re
from collections.abc import Iterator

from desktop.plans.city_units import is_name
from desktop.plans.importing.wording import Guess, plain, wording
from desktop.text import clean, fold

_JOINT = re.compile(r"\s*[;\n]\s*|\s*,\s+|\s+và\s+")
_COUNCILS, _TERRITORIES = ("uy ban nhan dan", "ubnd"), ("cac quan", "cac huyen", "cac phuong", "cac xa")
"""“UBND thành phố Thủ Đức và các quận, huyện” is one group."""

_AHEAD = 60
"""So many letters of what follows tell whether another unit begins."""

_GROUP = ("cac so", "cac ban", "cac nganh", "cac cap")
"""Groups of the administration, which take “và các đơn vị liên quan” into themselves."""


def split_units(cell: str, where: str, guesses: list[Guess]) -> tuple[str, ...]:
    """Return the units that a cell names; a group (“các sở, ban, ngành, địa phương”) stays one.

    A word that tells a unit's part (“chủ trì”) is taken off and noted.
    """
    units: list[str] = []
    for piece in _pieces(cell):
        bare = _without_role(piece)
        if bare != piece:
            guesses.append(Guess(where, f"Đã hiểu “{piece}” là “{bare}”."))
        units += [one for part in _listed(bare) for one in _departments(part)]
    return tuple(unit for unit in (clean(one).rstrip(".,;") for one in units) if unit)


def apart(cell: str, where: str, guesses: list[Guess]) -> str:
    """Return a cell on one line: a break before the name of a unit separates, any other only goes on."""
    lines = [line for line in map(clean, cell.splitlines()) if line]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        is_open = _LEFT_OPEN.search(joined) or _ONLY_BEGUN.search(joined)
        if not is_open and (line.startswith(("-", "–", "+", "•")) or opens_unit(line) or is_name(line)):
            joined = f"{joined.rstrip(';,.')}; {line}"
            continue
        if not is_open and line[:1].isupper():
            guesses.append(Guess(where, f"Hai dòng “{joined}” và “{line}” được hiểu là một đơn vị."))
        joined = f"{joined} {line}"
    return joined


_LEFT_OPEN = re.compile(r"(?:[,;]|\b(?:và|các|của|với|cùng|thuộc|tịch|đốc|trưởng))$", re.IGNORECASE)
"""After such words a name goes on in the next line: “Chủ tịch / UBND phường”."""


_ONLY_BEGUN = re.compile(
    r"(?:^|[;,] )(?:Ủy ban|Uỷ ban|Ban|Ban [Qq]uản lý|Hội|Hội đồng|Sở|Liên hiệp|Liên hiệp các Hội|Viện|Trường"
    r"|Văn phòng|Trung tâm|Các (?:sở|Sở|hội|Hội))$"
)
"""A unit's name is more than such a word: “Ủy ban / Mặt trận Tổ quốc”."""


def _pieces(cell: str) -> Iterator[str]:
    begun, start = "", 0
    for joint in [*_JOINT.finditer(cell), None]:
        part = cell[start : joint.start() if joint else len(cell)]
        begun += part
        if joint is None or _ends(begun, joint[0], cell[joint.end() : joint.end() + _AHEAD]):
            yield begun.lstrip("-–+• ")
            begun = ""
        else:
            begun += joint[0]
        start = joint.end() if joint else len(cell)


def _listed(piece: str) -> list[str]:
    """Cut “Ban cán sự đảng, đảng đoàn, quận ủy” where every part is a unit's whole name."""
    parts = re.split(r",\s+", piece)
    return parts if len(parts) > 1 and all(map(is_name, parts)) else [piece]


def opens_unit(text: str) -> bool:
    """Tell whether words begin as the name of a unit does."""
    return any(text.startswith(f"{word} ") for word in wording().named) or any(
        _opens_with_capital(text, word) for word in wording().capital
    )


def _ends(piece: str, joint: str, rest: str) -> bool:
    """Tell whether one unit ends and another begins at a joint."""
    if ";" in joint or "\n" in joint:
        return True
    group = fold(piece).startswith("cac ")
    following = fold(rest)
    if "và" in joint and fold(piece).startswith(_COUNCILS) and following.startswith(_TERRITORIES):
        return False
    if following.startswith(("cac ", "mot so ")):
        return not (
            "và" in joint
            and fold(piece).startswith(_GROUP)
            and following.startswith(("cac don vi", "cac co quan", "cac to chuc"))
        )
    if any(rest.startswith(f"{word} ") for word in wording().named):
        return True
    return not group and any(_opens_with_capital(rest, word) for word in wording().capital)


def _opens_with_capital(rest: str, word: str) -> bool:
    return rest.startswith(f"{word} ") and rest[len(word) + 1 : len(word) + 2].isupper()


def _without_role(piece: str) -> str:
    for role in wording().roles:
        if piece.endswith(f" {role}"):
            return piece.removesuffix(f" {role}")
    return piece


def _departments(piece: str) -> list[str]:
    """Spell out “Các Sở: A, B và C” as departments with their names."""
    head, colon, names = piece.partition(":")
    if not colon or plain(head) not in ("cac so", "so"):
        return [piece]
    found: list[str] = []
    for name in re.split(r"\s*,\s*", names.strip()):
        first, joint, second = name.rpartition(" và ")
        known = wording().departments
        both = joint and plain(first) in known and plain(second) in known and plain(name) not in known
        found += [first, second] if both else [name]
    return [f"Sở {name.strip()}" for name in found if name.strip()]
