"""From what people typed to the code of a list, with what the register knows beyond the list itself."""

from desktop.codelists import code_list, label_of, remembered
from desktop.codelists.communes import commune_candidates, match_commune, match_province
from desktop.people.titles import read_degree

_NAMED = 3
"""How many entries a sentence names at most."""


@remembered(65536)
def match_code(codes: str, typed: str, province: str = "") -> str | None:
    """Return the code that `typed` means in the list `codes`, or None when nothing or several fit.

    `province` is the office's own: it decides between communes of the same name.
    """
    if codes == "commune":
        return match_commune(typed, province)
    found = code_list(codes).match(typed)
    if found is None and codes == "province":
        return match_province(typed)
    if found is None and codes in ("degree", "specialist", "honour", "academic_title"):
        return dict(read_degree(typed)[0]).get(codes)
    return found


def full_label(codes: str, code: str) -> str:
    """Return a label that `match_code` reads back in any office: communes with their province."""
    found = code_list(codes).get(code)
    if found is None or codes != "commune":
        return label_of(codes, code)
    return f"{found.label}, {label_of('province', found.parent)}"


def divided_into(codes: str, typed: str, province: str = "") -> str:
    """Return why a former or shared name was not read: the entries it can mean, empty when it means none."""
    found = commune_candidates(typed, province) if codes == "commune" else code_list(codes).candidates(typed)
    labels = " hoặc ".join(full_label(codes, code) for code in found[:_NAMED])
    more = " …" if len(found) > _NAMED else ""
    return f"có thể là {labels}{more}, hãy ghi rõ" if found else ""
