"""Put a finished paper on the disk: whole or not at all."""

from pathlib import Path

from desktop.paths import atomic_write


def save(data: bytes, path: Path) -> None:
    """Write the bytes as `path`; raises FileProblem (Vietnamese) and leaves the old file on a full disk."""
    with atomic_write(path) as temporary:
        temporary.write_bytes(data)
