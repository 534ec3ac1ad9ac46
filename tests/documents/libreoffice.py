"""LibreOffice as an office without Word would use it: opening our files and printing them."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf


def converted(path: Path, folder: Path) -> bytes:
    """Convert a file to PDF, in a profile of its own, and return it."""
    profile, out = f"-env:UserInstallation={(folder / 'profile').as_uri()}", folder / "libreoffice"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / path.name).with_suffix(".pdf").read_bytes()


def pages_in(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)
