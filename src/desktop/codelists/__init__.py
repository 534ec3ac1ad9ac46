"""Code lists: official and working classifications read from `resources/codelists/`, never from code.

Looking a code up, finding it again from what people typed, and choices for forms. Which field uses which
list is said on the field itself.
"""

from desktop.codelists.lists import OTHER, Code, CodeList, base_code, other, other_text, read_other
from desktop.codelists.shipped import (
    are_in_force,
    code_list,
    edition,
    is_replaceable,
    label_of,
    list_names,
    remembered,
    shipped_list,
    use_lists,
)

__all__ = [
    "OTHER",
    "Code",
    "CodeList",
    "are_in_force",
    "base_code",
    "code_list",
    "edition",
    "is_replaceable",
    "label_of",
    "list_names",
    "other",
    "other_text",
    "read_other",
    "remembered",
    "shipped_list",
    "use_lists",
]
