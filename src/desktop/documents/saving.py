"""Put finished papers on the disk: whole or not at all, several together or none of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from desktop.errors import FileProblem, sentence_for_os_error
from desktop.paths import atomic_write


def save(data: bytes, path: Path) -> None:
    """Write the bytes as `path`; raises FileProblem (Vietnamese) and leaves the old file on a full disk."""
    with atomic_write(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def new_folder_in(folder: Path) -> Iterator[Path]:
    """Give a folder of its own inside `folder` (made when missing), gone afterwards with all that is in it.

    Raises FileProblem (Vietnamese) when it cannot be made: read-only, full, a file in its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=".dang-ghi-", dir=folder))
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, folder.name)) from error
    try:
        yield beside
    finally:
        rmtree(beside, ignore_errors=True)


def put_in_place(files: Sequence[Path], folder: Path) -> list[Path]:
    """Move whole files into a folder of the same disk, over older ones of their names; return their places.

    Raises FileProblem (Vietnamese) for a file that another program holds open.
    """
    targets = [folder / one.name for one in files]
    for one, target in zip(files, targets, strict=True):
        try:
            one.replace(target)
        except OSError as error:
            raise FileProblem(sentence_for_os_error(error, target.name)) from error
    return targets
