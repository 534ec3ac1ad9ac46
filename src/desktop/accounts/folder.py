"""The folder of an office, told without opening the database: what the first windows need."""

from dataclasses import dataclass
from pathlib import Path

from desktop.accounts.keys import RECOVERY, load_slots

DATABASE, KEYS = "so-tri-thuc.db", "khoa.json"


@dataclass(frozen=True)
class NewOffice:
    """What is asked when an office is made."""

    code: str
    name: str
    province: str
    kind: str = "ward"
    login: str = "canbo"
    full_name: str = "Cán bộ phụ trách"


def office_exists(folder: Path) -> bool:
    """Tell whether the data folder holds an office; a key file alone is none (unfinished, or lost)."""
    return (folder / DATABASE).exists()


def logins(folder: Path) -> list[str]:
    """Return the logins that have a key slot, for the log-in window."""
    return [name for name in load_slots(folder / KEYS) if name != RECOVERY]
