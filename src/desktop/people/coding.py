"""From what people typed to the code of a list, with what the register knows beyond the list itself."""

from functools import lru_cache

from desktop.codelists import code_list, label_of
from desktop.people.titles import read_degree


@lru_cache(maxsize=65536)
def match_code(codes: str, typed: str, province: str = "") -> str | None:
    """Return the code that `typed` means in the list `codes`, or None when nothing or several fit.

    `province` is the office's own: it decides between communes of the same name.
    """
    found = code_list(codes).match(typed)
    if found is None and codes == "commune":
        return _commune(typed, province)
    if found is None and codes == "province":
        return _province(typed)
    if found is None and codes in ("degree", "specialist", "honour", "academic_title"):
        return dict(read_degree(typed)[0]).get(codes)
    return found


def _commune(typed: str, province: str) -> str | None:
    """Read “Phường Tân An, Thành phố Đồng Nai”; without a province the office's own decides."""
    name, _, place = typed.partition(",")
    named = match_code("province", place) if place else None
    for parent in filter(None, (named, province)):
        found = _labels().get((parent, name.casefold())) or code_list("commune").match(name, parent)
        if found:
            return found
    return code_list("commune").match(name)


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], str]:
    """Return communes by province and label: accents tell Lộc Thạnh from Lộc Thành, both in one province."""
    return {(code.parent, code.label.casefold()): code.code for code in code_list("commune").codes}


def full_label(codes: str, code: str) -> str:
    """Return a label that `match_code` reads back in any office: communes with their province."""
    found = code_list(codes).get(code)
    if found is None or codes != "commune":
        return label_of(codes, code)
    return f"{found.label}, {label_of('province', found.parent)}"


def _province(typed: str) -> str | None:
    """Read the last part of a place (“Biên Hòa, Đồng Nai”); a former name gives its successor of 2025."""
    name = typed.replace(" - ", ",").split(",")[-1]
    found = code_list("province").match(name)
    if found is None:
        former = code_list("province_2004").match(name)
        entry = code_list("province_2004").get(former)
        found = entry.parent if entry else None
    return found
