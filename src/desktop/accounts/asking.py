"""Who opens the office from the command line: the login, given or the first one, and its password."""

from pathlib import Path

from desktop.accounts.folder import KEYS, logins, office_exists
from desktop.commands import PASSWORD_VARIABLE, ask_secret
from desktop.errors import UserError


def ask_login(folder: Path, login: str = "") -> tuple[str, str]:
    """Return login and password for the key file of a folder; raises UserError when nobody can be asked."""
    if not office_exists(folder) and not (folder / KEYS).exists():
        raise UserError(
            f"Thư mục “{folder}” chưa có sổ của đơn vị nào; hãy ghi đúng thư mục sau --data, hoặc lập sổ "
            "bằng lệnh init."
        )
    login = login or logins(folder)[0]
    return login, ask_secret(PASSWORD_VARIABLE, f"Mật khẩu của “{login}”: ")
