"""Outlines of letters: their words stand in `resources/reports/letters`, with {placeholders}."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop.documents.model import Block, Paragraph
from desktop.errors import UserError
from desktop.paths import resources

_PLACE = re.compile(r"\{([^{}]*)\}")
_BLOCK = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True)
class LetterOutline:
    """One kind of letter; `name` is its file, `many` the addressee when there are too many for the head."""

    name: str
    kind: str
    title: str
    type_code: str
    type_name: str
    subject: str
    text: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    annex_title: str = ""
    many: str = ""

    def filled(self, text: str, words: Mapping[str, str]) -> str:
        """Return a text with its placeholders filled; UserError names one that nobody knows."""

        def said(match: re.Match[str]) -> str:
            if match[1] not in words:
                raise UserError(self._unknown(match[1], words))
            return words[match[1]]

        return _PLACE.sub(said, text)

    def blocks(self, words: Mapping[str, str], made: Mapping[str, Block]) -> tuple[Block, ...]:
        """Return the body: a paragraph for each line, blocks made from the data where {{they}} stand.

        A line with a placeholder that has nothing to say is left out.
        """
        found: list[Block] = []
        for line in filter(None, map(str.strip, self.text.splitlines())):
            if block := _BLOCK.fullmatch(line):
                if block[1] not in made:
                    raise UserError(self._unknown(f"{{{block[1]}}}", made))
                found.append(made[block[1]])
                continue
            full = self.filled(line, words)
            if all(words[place] for place in _PLACE.findall(line)):
                found.append(Paragraph(full))
        return tuple(found)

    def _unknown(self, place: str, known: Mapping[str, Any]) -> str:
        names = ", ".join(f"{{{one}}}" for one in sorted(known)) or "không có"
        return (
            f"Mẫu văn bản “{self.title}” ({self.name}.toml) có chỗ điền “{{{place}}}” mà chương trình không "
            f"biết; hãy sửa mẫu, chỉ dùng: {names}."
        )


@lru_cache(maxsize=16)
def load_letter(name: str) -> LetterOutline:
    """Return the outline of a letter by the name of its file; UserError for an unknown one."""
    path = resources() / "reports" / "letters" / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in path.parent.glob("*.toml")))
        raise UserError(f"Không có loại văn bản “{name}”; hãy chọn một trong: {known}.")
    return read_letter(path)


def read_letter(path: Path) -> LetterOutline:
    """Read an outline from a file; raises UserError for one that is no outline."""
    try:
        document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        known = {one.name for one in fields(LetterOutline)}
        values: dict[str, Any] = {
            key: tuple(one) if isinstance(one, list) else one for key, one in document.items()
        }
        return LetterOutline(name=path.stem, **{key: one for key, one in values.items() if key in known})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as wrong:
        raise UserError(
            f"Mẫu văn bản “{path.name}” không đọc được vì sai dạng hoặc thiếu mục; hãy dùng lại mẫu gốc."
        ) from wrong
