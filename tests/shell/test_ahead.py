"""What is loaded before it is wanted."""

import ast
import inspect

from desktop.shell import ahead, pages

FIRST = "desktop.shell.overview_page"


def test_every_page_but_the_first_is_loaded_ahead() -> None:
    shown = ast.walk(ast.parse(inspect.getsource(pages)))
    wanted = {str(one.module) for one in shown if isinstance(one, ast.ImportFrom)}
    made = {module for module in wanted if module.endswith("_page") and "office_page" not in module}
    loaded = ast.walk(ast.parse(inspect.getsource(ahead.load_pages)))
    names = {name.name for one in loaded if isinstance(one, ast.Import) for name in one.names}
    assert made - {FIRST} <= names
