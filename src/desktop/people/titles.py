"""Titles and degrees as people write them: glued to a name (“PGS.TS. Nguyễn Văn A”), or “Thạc sĩ Luật”."""

import re
from functools import lru_cache

from desktop.text import clean, fold

Found = tuple[tuple[str, str], ...]
"""Pairs of a person's field and its code."""

_DEGREE_RANK = ("TC", "CD", "DH", "ThS", "TS", "TSKH")

_WORDS: tuple[tuple[str, str, str], ...] = (
    # field, code, folded spellings without dots; "" as field: a word that only decorates
    ("academic_title", "PGS", "pgs|pho giao su"),
    ("academic_title", "GS", "gs|giao su"),
    ("degree", "TSKH", "tskh|tien si khoa hoc|tien sy khoa hoc"),
    ("degree", "TS", "ts|pts|phd|tien si|tien sy|pho tien si"),
    ("degree", "ThS", "ths|msc|thac si|thac sy|cao hoc"),
    (
        "degree",
        "DH",
        "cn|ks|bs|ds|kts|ls|dh|cu nhan|ky su|bac si|bac sy|duoc si|duoc sy|kien truc su|luat su|dai hoc",
    ),
    ("degree", "CD", "cd|cao dang"),
    ("degree", "TC", "tc|thcn|trung cap"),
    ("specialist", "CKII", "bsckii|bsck2|dsckii|dsck2|ckii|ck2|ck ii|chuyen khoa ii|chuyen khoa 2"),
    ("specialist", "CKI", "bscki|bsck1|dscki|dsck1|cki|ck1|ck i|chuyen khoa i|chuyen khoa 1"),
    ("specialist", "NT", "bsnt|noi tru"),
    ("honour", "AHLD", "ahld"),
    ("honour", "NGND", "ngnd|nha giao nhan dan"),
    ("honour", "NGUT", "ngut|nha giao uu tu"),
    ("honour", "TTND", "ttnd|thay thuoc nhan dan"),
    ("honour", "TTUT", "ttut|thay thuoc uu tu"),
    ("honour", "NSND", "nsnd|nghe si nhan dan"),
    ("honour", "NSUT", "nsut|nghe si uu tu"),
    ("honour", "NNND", "nnnd|nghe nhan nhan dan"),
    ("honour", "NNUT", "nnut|nghe nhan uu tu"),
    ("", "", "gv|gvc|gvcc|ncs|dr"),
)
_MEANING = {word: (field, code) for field, code, words in _WORDS for word in words.split("|")}
_FIRST_WORDS = {word.partition(" ")[0] for word in _MEANING}
_LONGEST = max(word.count(" ") for word in _MEANING) + 1
_ONLY_IN_PHRASES = {"cd", "tc", "dh", "noi tru", "cao dang", "dai hoc", "trung cap", "cao hoc"}
"""Too short, or names themselves (Cao Đẳng Khoa): not read off the front of a name."""

_MARKS = re.compile(r"[.,(–-]")
_SPACED_OUT = re.compile(r"\b(?:(P)\.\s?(GS)|(T[Hh]?)\.\s?(S|s)|(B)\.\s?(S|s))\b")
"""Titles with a full stop inside: P.GS, T.S, Th.S, B.S."""

_PIECES = re.compile(r"[^\s.,;/–-]+")
_AFTER_NAME = re.compile(r"^(.*?)(?:\s*[,(]\s*|\s+[–-]\s+)([^,()]+?)\s*\)?$")


def split_titles(full_name: str) -> tuple[str, Found]:
    """Return the bare name and the titles glued to its front or its end; a name without titles unchanged."""
    if not _MARKS.search(full_name) and fold(full_name.partition(" ")[0]) not in _FIRST_WORDS:
        return full_name, ()
    joined = _SPACED_OUT.sub(lambda found: "".join(filter(None, found.groups())), full_name)
    found, rest = _lead(joined, skip=_ONLY_IN_PHRASES)
    after = _AFTER_NAME.match(rest)
    if after:
        behind, nothing = _lead(after[2], skip=_ONLY_IN_PHRASES)
        if behind and not nothing:
            found, rest = (*found, *behind), after[1]
    said = _summed(found)
    return (rest, said) if said and rest else (full_name, ())


@lru_cache(maxsize=65536)
def read_degree(phrase: str) -> tuple[Found, str]:
    """Return what a degree phrase says and the words left over: “Thạc sĩ Luật” → degree ThS, “Luật”."""
    found, rest = _lead(phrase, skip=frozenset())
    return _summed(found), rest.strip(" :-–()")


def higher_degree(one: str, other: str) -> str:
    """Return the higher of two degrees; “K” (no degree, but an artist or artisan) is below all."""
    return max(one, other, key=lambda code: _DEGREE_RANK.index(code) if code in _DEGREE_RANK else -1)


def _lead(text: str, skip: set[str] | frozenset[str]) -> tuple[Found, str]:
    """Read title words off the front, longest first; stop at the first word that is none."""
    text = clean(text)
    pieces = list(_PIECES.finditer(text))
    folded = [fold(piece[0]) for piece in pieces]
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(pieces):
        words = next((n for n in range(_LONGEST, 0, -1) if _is_title(folded[at : at + n], n, skip)), 0)
        if not words:
            break
        found.append(_MEANING[" ".join(folded[at : at + words])])
        at += words
    rest = text[pieces[at].start() :] if at < len(pieces) else ""
    return tuple(found), rest


def _is_title(words: list[str], count: int, skip: set[str] | frozenset[str]) -> bool:
    phrase = " ".join(words)
    return len(words) == count and phrase in _MEANING and phrase not in skip


def _summed(found: Found) -> Found:
    """Keep the highest degree and one value of every other field; a specialist has a university degree."""
    summed: dict[str, str] = {}
    for field, code in found:
        if not field:
            continue
        best = summed.get(field)
        if best is None:
            summed[field] = code
        elif field == "degree":
            summed[field] = higher_degree(best, code)
    if "specialist" in summed:
        summed.setdefault("degree", "DH")
    return tuple(summed.items())
