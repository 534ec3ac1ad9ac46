"""Verifying a file, whatever it is: the one way for page and command line, so that they always agree."""

from datetime import datetime
from pathlib import Path

from desktop.errors import FileProblem, sentence_for_os_error
from desktop.signing.trust import Trust
from desktop.signing.verdicts import VerificationReport


def verify_file(path: Path, trust: Trust, at: datetime | None = None) -> VerificationReport:
    """Return the verdict on a PDF or a package, told apart by their contents; raises FileProblem."""
    from desktop.signing.asic import verify_container
    from desktop.signing.verify_pdf import verify_pdf

    data = read_file(path)
    if b"%PDF-" in data[:1024]:
        return verify_pdf(data, trust, at)
    return verify_container(data, trust, at)[0]


def read_file(path: Path) -> bytes:
    """Return a file's bytes; raises FileProblem with a sentence."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
