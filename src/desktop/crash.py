"""The log of a bug: which lines of code failed, and no values, so that no personal data gets out."""

import tempfile
import traceback
from pathlib import Path

from desktop import __version__


def log_folder() -> Path:
    """Return where logs of bugs are kept."""
    import platformdirs

    return Path(platformdirs.user_log_dir("so-tri-thuc", appauthor=False))


def crash_text(error: BaseException) -> str:
    """Return the kinds of the errors in the chain and their frames; never a message or a value."""
    import platform  # slow to load, and seldom wanted
    from datetime import UTC, datetime

    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = [
        f"Sổ Trí thức {__version__}",
        f"{now} · {platform.platform()} · Python {platform.python_version()}",
    ]
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        frames = traceback.extract_tb(link.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def write_crash_log(error: BaseException) -> Path | None:
    """Write the log and return its path: usual folder, else a temporary one; None when both refuse."""
    from datetime import UTC, datetime

    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    for folder in (log_folder, _temporary_folder):
        try:
            path = folder() / f"loi-{stamp}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(crash_text(error), encoding="utf-8")
        except OSError:
            continue
        return path
    return None


def _temporary_folder() -> Path:
    return Path(tempfile.gettempdir())


def log_sentence(log: Path | None) -> str:
    """Say where the log of a bug is, or that there is none."""
    if log is None:
        return "Không ghi được nhật ký lỗi vì các thư mục đều không cho ghi; hãy báo cho người hỗ trợ."
    return f"Nhật ký lỗi (không có dữ liệu cá nhân): “{log}”. Hãy gửi tệp này cho người hỗ trợ."
