"""Whether a CSV can stand in the place of a code list: everything that is wrong with it, as sentences."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

from desktop.codelists.lists import OTHER, Code
from desktop.codelists.shipped import code_list, kept_codes, parents_of, read_codes, successors_of
from desktop.errors import UserError
from desktop.text import clean

COLUMNS = ("code", "label", "parent", "aliases", "valid_from", "valid_to", "replaced_by")
"""The columns of a list; all but the first two may be missing in a file that somebody typed."""

MOST_ENTRIES, LONGEST_LABEL = 5000, 200

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_NAMED = 5


def tidy_csv(content: bytes) -> str:
    """Return a list that somebody typed as this program writes it: UTF-8, commas, all columns in order.

    Excel's semicolons and its byte-order mark are read too. Raises UserError when it is no such table.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "Tệp danh mục không phải chữ UTF-8; hãy lưu lại dạng “CSV UTF-8” rồi thử lại."
        ) from error
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UserError("Tệp danh mục không đúng dạng CSV; hãy lưu lại từ bảng tính rồi thử lại.") from error
    missing = [name for name in COLUMNS[:2] if not rows or name not in rows[0]]
    if missing:
        raise UserError(
            f"Tệp danh mục thiếu cột {', '.join(missing)}; hàng đầu phải có: {', '.join(COLUMNS)}."
        )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([clean(row.get(name) or "") for name in COLUMNS] for row in rows)
    return out.getvalue()


def checked_codes(name: str, text: str) -> tuple[Code, ...]:
    """Return the entries of a CSV meant for a list; raises UserError with the first things that are wrong."""
    try:
        codes = read_codes(text)
    except (KeyError, csv.Error, AttributeError) as error:
        raise UserError("Danh mục thiếu cột hoặc hỏng dạng CSV; hãy xin nơi gửi làm lại tệp.") from error
    wrong = list(_problems(name, codes))
    if wrong:
        more = f"; và {len(wrong) - _NAMED} lỗi khác" if len(wrong) > _NAMED else ""
        raise UserError(f"Danh mục có lỗi: {'; '.join(wrong[:_NAMED])}{more}; hãy sửa tệp rồi thử lại.")
    return codes


def _problems(name: str, codes: tuple[Code, ...]) -> Iterator[str]:
    if not 0 < len(codes) <= MOST_ENTRIES:
        yield f"có {len(codes)} mục, phải có từ 1 đến {MOST_ENTRIES}"
    known = {code.code: code for code in codes}
    parents = (
        known if parents_of(name) == name else {one.code: one for one in code_list(parents_of(name)).codes}
    )
    successors = known if successors_of(name) == name else {}
    seen: set[str] = set()
    for code in codes:
        if code.code in seen:
            yield f"mã “{code.code[:40]}” có hai lần"
        seen.add(code.code)
        yield from _problems_of(code, parents, successors)
    yield from (f"thiếu mã “{code}” mà các chỉ tiêu dùng" for code in kept_codes(name) if code not in known)
    if code_list(name).has_other and OTHER not in known:
        yield f"thiếu mã “{OTHER}” (Khác)"


def _problems_of(code: Code, parents: Mapping[str, Code], successors: Mapping[str, Code]) -> Iterator[str]:
    shown = code.code[:40]
    if not is_code(code.code):
        yield f"mã “{shown}” phải là chữ không dấu, số, dấu chấm, gạch, dài nhất 40"
    if not code.label or len(code.label) > LONGEST_LABEL or clean(code.label) != code.label:
        yield f"tên của mã “{shown}” trống, quá dài hoặc có ký tự lạ"
    if code.parent and code.parent not in parents:
        yield f"mã cấp trên “{code.parent[:40]}” của “{shown}” không có"
    yield from (
        f"mã thay thế “{one[:40]}” của “{shown}” không có"
        for one in code.replaced_by
        if one not in successors or one == code.code
    )
    days = [day for day in (code.valid_from, code.valid_to) if day]
    if not all(_is_day(day) for day in days) or days != sorted(days):
        yield f"ngày hiệu lực của mã “{shown}” không đúng dạng năm-tháng-ngày hoặc ngược nhau"


def is_code(text: str) -> bool:
    """Tell whether a text has the form of a code of a replaceable list."""
    return _CODE.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
