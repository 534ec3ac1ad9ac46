"""What the library leaves out of OpenDocument workbooks (.ods): merged cells, fonts, dates, reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.excel.book import Area, Facts, Place, Protected, check_area
from desktop.excel.coarse_dates import part_of
from desktop.excel.legacy import Encoding, encoding_of_font
from desktop.excel.packed import Packed, PartStream

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _STYLE = f"{{{_NAMES}table:1.0}}", f"{{{_NAMES}style:1.0}}"
_OFFICE, _SVG = f"{{{_NAMES}office:1.0}}", f"{{{_NAMES}svg-compatible:1.0}}"
_NUMBER = f"{{{_NAMES}datastyle:1.0}}"
_FO = f"{{{_NAMES}xsl-fo-compatible:1.0}}"

_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_FIRST_DAY = f"{_TABLE}null-date"
_ROWS = (_FIRST_DAY, f"{_TABLE}table", f"{_TABLE}table-column", f"{_TABLE}table-row")
_DATE_STYLE = f"{_NUMBER}date-style"
_STYLES = (f"{_STYLE}font-face", f"{_STYLE}style", _DATE_STYLE, f"{_TABLE}table")
_MOST_FONTS = 2_000_000


@dataclass(frozen=True)
class _CellStyles:
    """Cell styles that matter, by name: those with an old font, those that show only a part of a date."""

    fonts: Mapping[str, str]
    coarse: Mapping[str, str]


@dataclass
class _Walk:
    """Where one sheet's reading stands, and what was found on the way."""

    name: str
    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0
    defaults: list[tuple[int, str]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    fonts: dict[Place, str] = field(default_factory=dict)
    coarse: dict[Place, str] = field(default_factory=dict)

    def facts(self) -> Facts:
        """Return what was found."""
        return Facts(merged=tuple(self.merged), fonts=self.fonts, coarse=self.coarse)


def facts_of_ods(packed: Packed) -> tuple[Mapping[str, Facts], bool]:
    """Return merged cells, old fonts and coarse dates by sheet, and whether the days count from 1904.

    Raises Protected, TooFar, and lxml's SyntaxError for what is no XML.
    """
    if b"encryption-data" in packed.read("META-INF/manifest.xml"):
        raise Protected
    parts = (name for name in ("styles.xml", "content.xml") if packed.has(name))
    styles = _cell_styles(*map(packed.stream, parts))
    starts_1904 = False
    found: dict[str, Facts] = {}
    walk = _Walk("")
    for event, element in _elements(packed.stream("content.xml"), (*_ROWS, *_CELLS)):
        if element.tag == _FIRST_DAY:
            starts_1904 = element.get(f"{_TABLE}date-value") == "1904-01-01"
        elif element.tag == f"{_TABLE}table":
            if event == "start":
                walk = _Walk(element.get(f"{_TABLE}name", ""))
            else:
                found.setdefault(walk.name, walk.facts())
        elif event == "end":
            _take(walk, element, styles)
    return found, starts_1904


def _take(walk: _Walk, element: Any, styles: _CellStyles) -> None:
    """Take in a finished column, cell or row, and let its memory go."""
    if element.tag == f"{_TABLE}table-column":
        style = element.get(f"{_TABLE}default-cell-style-name", "")
        walk.defaults.append((_count(element, "number-columns-repeated"), style))
    elif element.tag in _CELLS:
        _take_cell(walk, element, styles)
    elif element.tag == f"{_TABLE}table-row":
        repeated = _count(element, "number-rows-repeated")
        if walk.columns and any(cell.get(f"{_OFFICE}value-type") for cell in element):
            walk.rows = walk.row + repeated
            check_area(walk.rows, walk.columns)
        walk.row, walk.column = walk.row + repeated, 0
        element.clear()


def _take_cell(walk: _Walk, cell: Any, styles: _CellStyles) -> None:
    repeated = _count(cell, "number-columns-repeated")
    right, below = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
    kind = cell.get(f"{_OFFICE}value-type")
    if right * below > 1:
        area = walk.row, walk.column, walk.row + below - 1, walk.column + right - 1
        walk.merged.append(area)
    if kind:
        walk.columns = max(walk.columns, walk.column + repeated)
    known, found = (styles.coarse, walk.coarse) if kind == "date" else (styles.fonts, walk.fonts)
    if kind in ("string", "date") and known:
        style = cell.get(f"{_TABLE}style-name") or _default_at(walk, walk.column)
        places = range(walk.column, walk.column + repeated)
        if style in known and len(found) + repeated <= _MOST_FONTS:
            found.update({(walk.row, column): known[style] for column in places})
    walk.column += repeated


def _default_at(walk: _Walk, column: int) -> str:
    for repeated, style in walk.defaults:
        column -= repeated
        if column < 0:
            return style
    return ""


def _cell_styles(*parts: PartStream) -> _CellStyles:
    """Return what the cell styles say, themselves or through the styles they are derived from."""
    faces, fonts, parents = dict[str, str](), dict[str, str](), dict[str, str]()
    formats, shown = dict[str, str](), dict[str, str]()
    for part in parts:
        for _, element in _elements(part, _STYLES):
            name = element.get(f"{_STYLE}name", "")
            if element.tag == f"{_STYLE}font-face":
                faces[name] = element.get(f"{_SVG}font-family", name).strip("'")
            elif element.tag == _DATE_STYLE:
                shown[name] = part_of({str(one.tag).removeprefix(_NUMBER) for one in element})
            elif element.tag == f"{_STYLE}style" and element.get(f"{_STYLE}family") == "table-cell":
                parents[name] = element.get(f"{_STYLE}parent-style-name", "")
                _keep(fonts, name, _font_of(element))
                _keep(formats, name, element.get(f"{_STYLE}data-style-name", ""))
            elif element.tag == f"{_TABLE}table":
                break
    named = {style: _inherited(style, fonts, parents) for style in parents}
    real = {style: faces.get(font, font) for style, font in named.items()}
    old = {style: font for style, font in real.items() if encoding_of_font(font) is not Encoding.UNICODE}
    seen = {style: shown.get(_inherited(style, formats, parents), "") for style in parents}
    return _CellStyles(old, {style: part for style, part in seen.items() if part})


def _keep(known: dict[str, str], name: str, value: str) -> None:
    if value:
        known[name] = value


def _font_of(style: Any) -> str:
    for inner in style:
        if inner.tag == f"{_STYLE}text-properties":
            font = inner.get(f"{_STYLE}font-name") or inner.get(f"{_FO}font-family", "").strip("'")
            return str(font or "")
    return ""


def _inherited(style: str, known: Mapping[str, str], parents: Mapping[str, str]) -> str:
    for _ in range(10):
        if style in known or style not in parents:
            break
        style = parents[style]
    return known.get(style, "")


def _count(element: Any, name: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{name}", "1")))


def _elements(content: PartStream, tags: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield beginnings and ends of these elements; nothing outside the file is ever looked up."""
    from lxml import etree  # type: ignore[import-untyped]

    found: Iterator[tuple[str, Any]] = etree.iterparse(
        content, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
    )
    return found
