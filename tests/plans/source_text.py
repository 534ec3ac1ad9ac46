"""The papers' texts made comparable with the catalogue: corrected, without markup, on one line."""

import re
from functools import lru_cache
from pathlib import Path

from desktop.plans.catalogue import Correction, Plan, load_plan

FOLDER = Path(__file__).parents[1] / "data" / "plans"
_HEADS = ("STT", "TT")


def plain(text: str) -> str:
    """Return text on one line without markup, list dashes, bookmarks and footnote marks."""
    text = re.sub(r"\[(?:bookmark|footnoteRef): ?[^\]]*\]|</?b>|[¹²³⁴⁵⁶⁷⁸⁹⁰]", "", text)
    text = re.sub(r"(?m)^\s*[-+] |^#+ |\*", "", text)
    return re.sub(r"\s+", " ", text).strip()


def raw(code: str) -> str:
    return (FOLDER / f"{code}.txt").read_text(encoding="utf-8")


def corrected(text: str, corrections: tuple[Correction, ...]) -> str:
    for slip in corrections:
        text = text.replace(slip.scanned, slip.corrected)
    return text


@lru_cache(maxsize=8)
def source(code: str) -> str:
    """Return a paper's whole text, plain and with the slips of scanning corrected."""
    return corrected(plain(raw(code)), load_plan(code).corrections)


@lru_cache(maxsize=8)
def section(code: str, first: str, last: str) -> str:
    """Return the text of a section of the raw paper, between two headings, corrected."""
    text = raw(code)
    begin = text.index(first) + len(first)
    return corrected(plain(text[begin : text.index(last, begin)]), load_plan(code).corrections)


def stands_in(wording: str, text: str) -> bool:
    """Whether a wording is found in a text; its parts, separated by …, in order and not far apart."""
    pieces = [re.escape(plain(piece).strip(" .").casefold()) for piece in wording.split("…")]
    return re.search(r".{0,400}?".join(pieces), text.casefold()) is not None


@lru_cache(maxsize=8)
def annex_rows(code: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the annex's table; a row whose first cell is blank goes on from the page before."""
    rows: list[list[str]] = []
    for line in corrected(raw(code), load_plan(code).corrections).splitlines():
        cells = [plain(cell) for cell in line.split("\t")]
        if len(cells) < 2 or cells[0] in _HEADS:
            continue
        if cells[0]:
            rows.append(cells)
        else:
            rows[-1] = [f"{old} {more}".strip() for old, more in zip(rows[-1], cells, strict=True)]
    return tuple(map(tuple, rows))


def rows_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the annex's task rows by the catalogue's code; headings of groups are left out."""
    rows, group = {}, ""
    for row in annex_rows(plan.code):
        number = row[0].rstrip(".")
        if re.fullmatch("[IVX]+", number):
            group = number
        else:
            rows[_code(plan, group, number)] = row
    return rows


def _code(plan: Plan, group: str, number: str) -> str:
    restarts = plan.code == "ha-noi-2024"  # there every group counts from 1
    return f"{plan.task_prefix}.{group}.{number}" if restarts else f"{plan.task_prefix}.{number}"


def left_over(cell: str, units: tuple[str, ...]) -> str:
    """Return what a cell says besides the units; “Các Sở: Nội vụ, …” names each Sở without the word."""
    rest = cell.removeprefix("Các Sở: ")
    bare = rest != cell
    for unit in sorted(units, key=len, reverse=True):
        name = unit.removeprefix("Sở ") if bare else unit
        assert name in rest, f"{unit} is not in “{cell}”"
        rest = rest.replace(name, "", 1)
    return rest
