"""Tables of a text whose columns are kept by spaces (`pdftotext -layout`), read by where words stand."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.plans.importing.wording import meaning, plain, wording

Cells = tuple[str, ...]

_CHUNK = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"\d{1,3}(?:[.\-]\d{1,3})*[.)]?")
_GROUP = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")
_PAGE = re.compile(r"(?:[Tt]rang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?")
_SECTION = re.compile(r"[IVXLC]+[.)]\s+(?P<title>\S.*)")
_SIGNED = re.compile(r"(?:Nơi nhận|TM\.|KT\.|TL\.)")
_TALLEST_HEAD, _LONGEST_HEADING, _FEWEST = 3, 60, 3
_NEAR = 4
"""So far from a boundary a blank may stand at which words that cross it are cut."""


@dataclass(frozen=True)
class _Chunk:
    """Words with one blank between them, and where in the line they stand."""

    start: int
    end: int
    text: str


@dataclass
class _Row:
    """A row of the table: the line it begins at, and the lines of each cell."""

    place: int
    cells: list[list[str]]

    def add(self, cells: Sequence[str]) -> None:
        for cell, text in zip(self.cells, cells, strict=True):
            if text:
                cell.append(text)

    @property
    def texts(self) -> Cells:
        return tuple("\n".join(lines) for lines in self.cells)


def by_place(lines: Sequence[str]) -> Iterator[tuple[int, str | Cells]]:
    """Yield each line of prose and each row of a table with the number of its line, from 0.

    A table begins at a head with a number, what is to be done, and who leads or by when. Its cells go over
    several lines, kept as line breaks; page numbers are left out, a head is given each time it stands.
    """
    place = 0
    while place < len(lines):
        head = _head_at(lines, place)
        if head is None:
            yield place, lines[place]
            place += 1
            continue
        size, chunks = head
        end = _end(lines, place + size, chunks)
        yield place, tuple(chunk.text for chunk in chunks)
        body = range(place + size, end)
        for row in _rows(lines, body, _boundaries(chunks, [lines[one] for one in body])):
            yield row.place, row.texts
        place = end


def _chunks(line: str) -> list[_Chunk]:
    return [_Chunk(found.start(), found.end(), found[0]) for found in _CHUNK.finditer(line)]


def _head_at(lines: Sequence[str], place: int) -> tuple[int, list[_Chunk]] | None:
    """Return how many lines a head takes that begins here, and its columns."""
    for size in range(_TALLEST_HEAD, 0, -1):
        block = [_chunks(line) for line in lines[place : place + size]]
        if len(block) < size or not all(block):
            continue
        columns = _stacked(block)
        if len(columns) >= _FEWEST and _is_head(columns):
            return size, columns
    return None


def _stacked(block: Sequence[Sequence[_Chunk]]) -> list[_Chunk]:
    """Join words that stand above each other."""
    columns: list[_Chunk] = []
    for chunk in (chunk for line in block for chunk in line):
        same = [one for one in columns if one.start < chunk.end and chunk.start < one.end]
        columns = [one for one in columns if one not in same]
        text = " ".join([*(one.text for one in same), chunk.text])
        starts, ends = [one.start for one in same], [one.end for one in same]
        columns.append(_Chunk(min([*starts, chunk.start]), max([*ends, chunk.end]), text))
    return sorted(columns, key=lambda one: one.start)


def _is_head(columns: Sequence[_Chunk]) -> bool:
    if any(len(one.text) > _LONGEST_HEADING for one in columns):
        return False
    kinds = {meaning(one.text) for one in columns}
    return {"number", "text"} <= kinds and bool({"lead", "deadline"} & kinds)


def _end(lines: Sequence[str], place: int, head: Sequence[_Chunk]) -> int:
    """Return the line after the table: the next head, a signature, or prose that runs across columns."""
    second = head[1].start
    for number in range(place, len(lines)):
        chunks = _chunks(lines[number])
        if _head_at(lines, number) or (chunks and _is_prose(chunks, head, second)):
            return number
    return len(lines)


def _is_prose(chunks: Sequence[_Chunk], head: Sequence[_Chunk], second: int) -> bool:
    first = chunks[0]
    if _SIGNED.match(first.text):
        return True
    section = _SECTION.fullmatch(first.text)
    if section:
        signs = (*wording().sections["organisation"], *wording().sections["skipped"])
        return any(plain(sign) in plain(section["title"]) for sign in signs)
    across = sum(first.start < one.start and one.end <= first.end for one in head)
    is_begun = first.start < second and not first.text.isupper() and not _GROUP.match(first.text + " ")
    return len(chunks) == 1 and across > 1 and is_begun


def _boundaries(head: Sequence[_Chunk], lines: Sequence[str]) -> list[int]:
    """Return where each column but the first begins: the emptiest stretch between two of the head's words."""
    boundaries: list[int] = []
    rows = [_chunks(line) for line in lines]
    for left, right in itertools.pairwise(head):
        first, last = (left.start + left.end) // 2, (right.start + right.end) // 2
        filled = [
            sum(chunk.start <= at < chunk.end for row in rows if len(row) > 1 for chunk in row)
            for at in range(first, last)
        ]
        boundaries.append(first + _emptiest(filled))
    return boundaries


def _emptiest(filled: Sequence[int]) -> int:
    """Return the end of the longest stretch of the least filled places."""
    least, best, length, end = min(filled, default=0), 0, 0, 0
    for at, count in enumerate(filled):
        length = length + 1 if count == least else 0
        if length > best:
            best, end = length, at
    return end


def _rows(lines: Sequence[str], body: range, boundaries: Sequence[int]) -> list[_Row]:
    rows: list[_Row] = []
    waiting: list[tuple[int, list[str]]] = []
    for place in body:
        chunks = _chunks(lines[place])
        if not chunks:
            rows, waiting = _settled(rows, waiting), []
            continue
        cells = _cells(chunks, boundaries)
        if _is_page_number(chunks, cells, lines, place):
            continue
        begins = _NUMBER.fullmatch(cells[0]) or _GROUP.fullmatch(cells[0]) or _SECTION.fullmatch(cells[0])
        if not begins:
            waiting.append((place, cells))
            continue
        if not _belongs_below(waiting, cells):
            rows, waiting = _settled(rows, waiting), []
        rows.append(_Row(waiting[0][0] if waiting else place, [[] for _ in cells]))
        for _place, above in waiting:
            rows[-1].add(above)
        rows[-1].add(cells)
        waiting = []
    return _settled(rows, waiting)


def _belongs_below(waiting: Sequence[tuple[int, Sequence[str]]], cells: Sequence[str]) -> bool:
    """Tell whether the lines above a number are its own: a number in the middle of a tall row."""
    if not waiting:
        return False
    above, beside = waiting[0][1][1], cells[1]
    return above[:1].isupper() and not beside[:1].isupper()


def _settled(rows: list[_Row], waiting: Sequence[tuple[int, list[str]]]) -> list[_Row]:
    """Give lines without a number to the row before; the first ones of a page go on from the last page."""
    for place, cells in waiting:
        if not rows:
            rows.append(_Row(place, [[] for _ in cells]))
        rows[-1].add(cells)
    return rows


def _is_page_number(chunks: Sequence[_Chunk], cells: Sequence[str], lines: Sequence[str], place: int) -> bool:
    if len(chunks) != 1 or not _PAGE.fullmatch(chunks[0].text):
        return False
    alone = not any(lines[one].strip() for one in (place - 1, place + 1) if 0 <= one < len(lines))
    return alone or not cells[0]


def _cells(chunks: Sequence[_Chunk], boundaries: Sequence[int]) -> list[str]:
    """Put the words of a line into its columns; the title of a group runs across them."""
    edges = [0, *boundaries]
    texts = [""] * len(edges)
    if _GROUP.fullmatch(chunks[0].text) and len(chunks) == 2 and chunks[0].end <= boundaries[0]:
        return [chunks[0].text, chunks[1].text, *texts[2:]]
    if len(chunks) == 1 and _SECTION.fullmatch(chunks[0].text) and chunks[0].end > boundaries[0]:
        return [chunks[0].text, *texts[1:]]
    for chunk in chunks:
        for piece in _cut(chunk, boundaries):
            column = max(range(len(edges)), key=lambda at: _shared(piece, edges, at))
            texts[column] = f"{texts[column]} {piece.text}".strip()
    return texts


def _shared(piece: _Chunk, edges: Sequence[int], column: int) -> int:
    end = edges[column + 1] if column + 1 < len(edges) else piece.end
    return min(piece.end, end) - max(piece.start, edges[column])


def _cut(chunk: _Chunk, boundaries: Sequence[int]) -> list[_Chunk]:
    for edge in boundaries:
        if not chunk.start < edge < chunk.end:
            continue
        blanks = [chunk.start + at for at, letter in enumerate(chunk.text) if letter == " "]
        near = [at for at in blanks if abs(at + 1 - edge) <= _NEAR]
        if near:
            at = min(near, key=lambda one: abs(one + 1 - edge))
            left = _Chunk(chunk.start, at, chunk.text[: at - chunk.start])
            right = _Chunk(at + 1, chunk.end, chunk.text[at + 1 - chunk.start :])
            return [left, *_cut(right, boundaries)]
    return [chunk]
