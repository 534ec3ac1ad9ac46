"""Who opens the office from the command line: the login, given or the first one, and its password."""

from pathlib import Path

from desktop.accounts.folder import logins
from desktop.commands import PASSWORD_VARIABLE, ask_secret


def ask_login(folder: Path, login: str = "") -> tuple[str, str]:
    """Return login and password for the key file of a folder; raises UserError when nobody can be asked."""
    login = login or logins(folder)[0]
    return login, ask_secret(PASSWORD_VARIABLE, f"Mật khẩu của “{login}”: ")
