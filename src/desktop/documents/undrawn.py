"""Telling the user of letters that no font of his machine can draw."""

from collections.abc import Sequence
from pathlib import Path

from desktop.documents.fonts import unknown_letters
from desktop.documents.model import Report
from desktop.documents.wording import texts_of, tidy

_MOST_NAMED = 12


def undrawn_note(report: Report) -> str:
    """Return the sentence on the letters that stand as `□` in the PDF of a paper, empty for none."""
    return note_on(unknown_letters(texts_of(tidy(report))))


def note_on(letters: tuple[str, ...]) -> str:
    """Return the sentence on these letters, each with its number in Unicode; empty for none."""
    if not letters:
        return ""
    named = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in letters[:_MOST_NAMED])
    more = f" và {len(letters) - _MOST_NAMED} ký tự khác" if len(letters) > _MOST_NAMED else ""
    return (
        f"Phông chữ của máy không có {named}{more} nên bản PDF in thành ô vuông □; "
        "hãy xóa hoặc thay ký tự đó trong văn bản rồi làm lại."
    )


def written_words(paths: Sequence[Path], note: str, begin: str = "Đã xuất") -> str:
    """Return what the user is told of files that were written, with the note on their letters."""
    names = "\n".join(f"• {path.name}" for path in paths)
    return f"{begin}:\n{names}" + (f"\n\n{note}" if note else "")
