"""What is loaded before it is wanted."""

import ast
import inspect

from desktop.shell import ahead, pages

FIRST = "desktop.shell.overview_page"


def test_every_page_but_the_first_is_loaded_ahead() -> None:
    shown = ast.walk(ast.parse(inspect.getsource(pages)))
    made = {one.module for one in shown if isinstance(one, ast.ImportFrom) and one.col_offset}
    loaded = ast.walk(ast.parse(inspect.getsource(ahead.load_pages)))
    names = {name.name for one in loaded if isinstance(one, ast.Import) for name in one.names}
    assert made - {FIRST} <= names
