"""Code lists: official and working classifications read from `resources/codelists/`, never from code.

Looking a code up, finding it again from what people typed, and choices for forms. Which field uses which
list is said on the field itself.
"""

from desktop.codelists.lists import Code, CodeList, code_list, label_of, list_names

__all__ = ["Code", "CodeList", "code_list", "label_of", "list_names"]
