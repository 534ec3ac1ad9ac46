"""The certificates that this office trusts: files in the folder `tin-cay` of its data."""

from collections.abc import Sequence
from pathlib import Path

from desktop.signing.trust import Trust, load_trust

FOLDER = "tin-cay"
_CERTIFICATES, _LISTS = (".pem", ".crt", ".cer"), (".crl",)


def office_trust(folder: Path, more: Sequence[Path] = (), crls: Sequence[Path] = ()) -> Trust:
    """Return the roots, intermediates and revocation lists of the office folder, and those given beside.

    Raises UserError for a file that is none of these.
    """
    kept = sorted((folder / FOLDER).iterdir()) if (folder / FOLDER).is_dir() else []
    certificates = [path for path in kept if path.suffix.lower() in _CERTIFICATES]
    lists = [path for path in kept if path.suffix.lower() in _LISTS]
    return load_trust([*certificates, *more], [*lists, *crls])
