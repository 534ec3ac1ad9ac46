"""From what people typed to the code of a list, with what the register knows beyond the list itself."""

from desktop.codelists import code_list, label_of, remembered
from desktop.codelists.communes import commune_candidates, match_commune, match_province
from desktop.codelists.lists import other_text
from desktop.people.titles import read_degree
from desktop.text import fold

_NAMED = 3
"""How many entries a sentence names at most."""


@remembered(65536)
def match_code(codes: str, typed: str, province: str = "") -> str | None:
    """Return the code that `typed` means in the list `codes`, or None when nothing or several fit.

    `province` is the office's own: it decides between communes of the same name.
    """
    if codes == "commune":
        return match_commune(typed, province)
    if codes == "association":
        return _match_association(typed)
    found = code_list(codes).match(typed)
    if found is None and codes == "province":
        return match_province(typed)
    if found is None and codes in ("degree", "specialist", "honour", "academic_title"):
        return dict(read_degree(typed)[0]).get(codes)
    return found


def _match_association(typed: str) -> str | None:
    """Return the association meant, also by the name of one of its places: “Hội Nhà báo tỉnh Đồng Nai”."""
    found = code_list("association").match(typed)
    if found and not other_text(found):
        return found
    words = fold(other_text(found) or typed).strip(" .,;").split()
    for at in range(len(words), 0, -1):
        named, place = " ".join(words[:at]), " ".join(words[at:])
        meant = code_list("association").match(named)
        if meant and not other_text(meant) and (not place or place in _PLACES or match_province(place)):
            return meant
    return found


_PLACES = ("viet nam", "tinh", "thanh pho", "tp", "tp.")
"""What stands behind an association's name besides the names of provinces."""


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
