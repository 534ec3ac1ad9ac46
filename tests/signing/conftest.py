"""Fixtures for the signing room: one throw-away PKI and one software token for the session, no network."""

import io
import os
import socket
from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.signing.pdf import prepare, sign_pdf
from desktop.signing.places import Role
from desktop.signing.throwaway import Authority
from signing.kit import PLACE, SIGNING_KINDS, Device, Pki


@pytest.fixture(scope="session")
def pki() -> Pki:
    root = Authority.make_root()
    return Pki(root, root.issue_authority("CA cấp hai mẫu"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("signing reached for the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="session")
def paper() -> bytes:
    """A one-page PDF/A-like paper without fields, its text uncompressed."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=0, invariant=1)
    canvas.drawString(100, 700, "Bao cao sau thang")
    canvas.drawCentredString(PLACE.x + PLACE.width / 2, 380, "CHU TICH")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="session")
def prepared(paper: bytes) -> bytes:
    return prepare(paper, [PLACE])


@pytest.fixture(scope="session")
def signed_once(pki: Pki, prepared: bytes) -> bytes:
    return sign_pdf(prepared, pki.key(Role.LEADER), Role.LEADER)


@pytest.fixture(scope="session")
def signed(pki: Pki, signed_once: bytes) -> bytes:
    """Signed by leader and office."""
    return sign_pdf(signed_once, pki.key(Role.OFFICE), Role.OFFICE)


@pytest.fixture(scope="session")
def make_device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Device]]:
    before = os.environ.get("SOFTHSM2_CONF")
    yield lambda: Device(tmp_path_factory.mktemp("device"))
    os.environ.pop("SOFTHSM2_CONF")
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.fixture(scope="session")
def device(make_device: Callable[[], Device], pki: Pki) -> Device:
    """A token with the keys of leader and office of every kind."""
    made = make_device()
    for number, (role, kind) in enumerate((role, kind) for role in Role for kind in SIGNING_KINDS):
        made.put(pki.holder(role, kind), f"{number + 1:02x}")
    made.put_certificate(pki.sub.holder, "f0")
    made.load()
    return made
