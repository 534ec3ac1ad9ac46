"""Finding the PKCS#11 library of a token, and trying it in a process of its own, where it may crash."""

import multiprocessing
import os
import sys
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.errors import UserError

_KNOWN = (
    "gclib.dll", "etpkcs11.dll", "bit4xpki.dll", "bit4id_pkcs11.dll", "wdpkcs.dll", "st3csp11.dll",
    "shuttlecsp11_3003.dll", "ngp11v211.dll", "psapkcs.dll", "vnpt-ca_csp11.dll", "vnpt-ca_v34.dll",
    "vnptca_p11_v6.dll", "viettel-ca_v2.dll", "viettel-ca_v4.dll", "viettel-ca_v2_s.x64.dll", "bkavca.dll",
    "fpt-ca.dll", "ca2_v34.dll", "ca2_csp11.dll", "vdctdcsp11.dll",
    "fptca_v4.so", "libcastle.so", "opensc-pkcs11.so", "libsofthsm2.so",
)  # fmt: skip
"""File names used by Vietnamese authorities and makers of tokens; others are chosen by hand."""

_PATIENCE_SECONDS = 20


def library_folders() -> tuple[Path, ...]:
    """Return where drivers put their libraries on this system."""
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32",)
    return tuple(map(Path, ("/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/softhsm", "/usr/local/lib")))


def find_token_libraries(folders: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """Return the known token libraries that are installed, without loading any."""
    found: dict[str, Path] = {}
    for folder in library_folders() if folders is None else folders:
        for file in folder.glob("*") if folder.is_dir() else ():
            if file.name.lower() in _KNOWN:
                found.setdefault(file.name.lower(), file)
    return tuple(sorted(found.values()))


def try_token_library(library: Path) -> str:
    """Load a library in a child process and return its description.

    Raises UserError when it is not a PKCS#11 library for this program, crashes, or does not answer.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_describe, args=(str(library), theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        answer = ours.recv() if ours.poll(_PATIENCE_SECONDS) else ""
    except EOFError:
        answer = ""
    finally:
        ours.close()
        child.kill()
        child.join()
    if not answer:
        raise UserError(
            f"Tệp “{library.name}” không phải thư viện thiết bị ký dùng được với chương trình (64 bit); "
            "hãy chọn tệp khác."
        )
    return str(answer)


def _describe(library: str, answer: Connection) -> None:
    import pkcs11

    try:
        module = pkcs11.lib(library)
    except pkcs11.PKCS11Error:
        return
    answer.send(f"{module.manufacturer_id.strip()} – {module.library_description.strip()}")
