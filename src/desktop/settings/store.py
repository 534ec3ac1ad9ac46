"""One small JSON file of preferences; a missing or broken one means the defaults."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

from desktop.paths import atomic_write

Mode = Literal["light", "dark", "system"]


@dataclass(frozen=True)
class Settings:
    """The preferences; `theme`: system, light or dark; `font_size` in points; `idle_minutes` 0 for never.

    `week_of` says whose week is shown: nothing, `section:` or `officer:` with a code, never a name.
    """

    theme: str = "system"
    font_size: int = 10
    data_dir: str = ""
    last_login: str = ""
    idle_minutes: int = 15
    week_of: str = ""

    @property
    def mode(self) -> Mode:
        """The chosen look; anything unknown means the system's."""
        return "light" if self.theme == "light" else "dark" if self.theme == "dark" else "system"


def default_path() -> Path:
    """Return where the preferences of this user stand."""
    import platformdirs

    return Path(platformdirs.user_config_dir("so-tri-thuc", appauthor=False)) / "tuy-chon.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the preferences; anything missing, unknown or of the wrong type falls back to the default."""
    try:
        stored = json.loads((path or default_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    known = {f.name: stored[f.name] for f in fields(Settings) if f.name in stored}
    defaults = asdict(Settings())
    return Settings(**{k: v for k, v in known.items() if type(v) is type(defaults[k])})


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the preferences; raises FileProblem when the folder cannot be written."""
    with atomic_write(path or default_path()) as temporary:
        temporary.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
