"""What the library leaves out of OpenDocument workbooks (.ods): merged cells, fonts, how far cells reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.excel.book import Area, Facts, Place, Protected, check_area
from desktop.excel.legacy import Encoding, encoding_of_font
from desktop.excel.packed import Packed, PartStream

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _STYLE = f"{{{_NAMES}table:1.0}}", f"{{{_NAMES}style:1.0}}"
_OFFICE, _SVG = f"{{{_NAMES}office:1.0}}", f"{{{_NAMES}svg-compatible:1.0}}"
_FO = f"{{{_NAMES}xsl-fo-compatible:1.0}}"

_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_FIRST_DAY = f"{_TABLE}null-date"
_ROWS = (_FIRST_DAY, f"{_TABLE}table", f"{_TABLE}table-column", f"{_TABLE}table-row")
_STYLES = (f"{_STYLE}font-face", f"{_STYLE}style", f"{_TABLE}table")
_MOST_FONTS = 2_000_000


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

    def facts(self) -> Facts:
        """Return what was found."""
        return Facts(merged=tuple(self.merged), fonts=self.fonts)


def facts_of_ods(packed: Packed) -> tuple[Mapping[str, Facts], bool]:
    """Return merged cells and old fonts by sheet, and whether the days count from 1904.

    Raises Protected, TooFar, and lxml's SyntaxError for what is no XML.
    """
    if b"encryption-data" in packed.read("META-INF/manifest.xml"):
        raise Protected
    parts = (name for name in ("styles.xml", "content.xml") if packed.has(name))
    old = _old_styles(*map(packed.stream, parts))
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
            _take(walk, element, old)
    return found, starts_1904


def _take(walk: _Walk, element: Any, old: Mapping[str, str]) -> None:
    """Take in a finished column, cell or row, and let its memory go."""
    if element.tag == f"{_TABLE}table-column":
        style = element.get(f"{_TABLE}default-cell-style-name", "")
        walk.defaults.append((_count(element, "number-columns-repeated"), style))
    elif element.tag in _CELLS:
        _take_cell(walk, element, old)
    elif element.tag == f"{_TABLE}table-row":
        repeated = _count(element, "number-rows-repeated")
        if walk.columns and any(cell.get(f"{_OFFICE}value-type") for cell in element):
            walk.rows = walk.row + repeated
            check_area(walk.rows, walk.columns)
        walk.row, walk.column = walk.row + repeated, 0
        element.clear()


def _take_cell(walk: _Walk, cell: Any, old: Mapping[str, str]) -> None:
    repeated = _count(cell, "number-columns-repeated")
    right, below = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
    kind = cell.get(f"{_OFFICE}value-type")
    if right * below > 1:
        area = walk.row, walk.column, walk.row + below - 1, walk.column + right - 1
        walk.merged.append(area)
    if kind:
        walk.columns = max(walk.columns, walk.column + repeated)
    if kind == "string" and old:
        style = cell.get(f"{_TABLE}style-name") or _default_at(walk, walk.column)
        if style in old and len(walk.fonts) < _MOST_FONTS:
            walk.fonts[walk.row, walk.column] = old[style]
    walk.column += repeated


def _default_at(walk: _Walk, column: int) -> str:
    for repeated, style in walk.defaults:
        column -= repeated
        if column < 0:
            return style
    return ""


def _old_styles(*parts: PartStream) -> Mapping[str, str]:
    """Return the names of cell styles with an old font, through the styles they are derived from."""
    faces, fonts, parents = dict[str, str](), dict[str, str](), dict[str, str]()
    for part in parts:
        for _, element in _elements(part, _STYLES):
            name = element.get(f"{_STYLE}name", "")
            if element.tag == f"{_STYLE}font-face":
                faces[name] = element.get(f"{_SVG}font-family", name).strip("'")
            elif element.tag == f"{_STYLE}style" and element.get(f"{_STYLE}family") == "table-cell":
                parents[name] = element.get(f"{_STYLE}parent-style-name", "")
                font = _font_of(element)
                if font:
                    fonts[name] = font
            elif element.tag == f"{_TABLE}table":
                break
    named = {style: _inherited(style, fonts, parents) for style in parents}
    real = {style: faces.get(font, font) for style, font in named.items()}
    return {style: font for style, font in real.items() if encoding_of_font(font) is not Encoding.UNICODE}


def _font_of(style: Any) -> str:
    for inner in style:
        if inner.tag == f"{_STYLE}text-properties":
            font = inner.get(f"{_STYLE}font-name") or inner.get(f"{_FO}font-family", "").strip("'")
            return str(font or "")
    return ""


def _inherited(style: str, fonts: Mapping[str, str], parents: Mapping[str, str]) -> str:
    for _ in range(10):
        if style in fonts or style not in parents:
            break
        style = parents[style]
    return fonts.get(style, "")


def _count(element: Any, name: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{name}", "1")))


def _elements(content: PartStream, tags: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield beginnings and ends of these elements; nothing outside the file is ever looked up."""
    from lxml import etree  # type: ignore[import-untyped]

    found: Iterator[tuple[str, Any]] = etree.iterparse(
        content, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
    )
    return found
