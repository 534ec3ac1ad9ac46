"""The list of what a package's signature covers: META-INF/ASiCManifestNNN.xml (EN 319 162-1, 4.4.3)."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from desktop.signing.container import META

_ASIC = "http://uri.etsi.org/02918/v1.2.1#"
_DSIG = "http://www.w3.org/2000/09/xmldsig#"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_MOST_BYTES = 1024 * 1024

_TYPES = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "text/xml",
    "p7s": "application/pkcs7-signature",
}


def manifest_name(number: int) -> str:
    """Return the name of the list of the signature `number`, from 1."""
    return f"{META}ASiCManifest{number:03d}.xml"


def signature_name(number: int) -> str:
    """Return the name of the signature `number`, from 1."""
    return f"{META}signature{number:03d}.p7s"


@dataclass(frozen=True)
class Coverage:
    """What a list says: the signature it belongs to, and the SHA-256 of every covered entry by name."""

    signature: str
    digests: Mapping[str, bytes]


def write_manifest(number: int, entries: Mapping[str, bytes]) -> bytes:
    """Write the list for the signature `number` over the entries' bytes."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<asic:ASiCManifest xmlns:asic="{_ASIC}" xmlns:ds="{_DSIG}">',
        f'<asic:SigReference URI="{signature_name(number)}" MimeType="{_TYPES["p7s"]}"/>',
    ]
    for name, data in entries.items():
        kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
        lines += [
            f"<asic:DataObjectReference URI={quoteattr(quote(name))} MimeType={quoteattr(kind)}>",
            f'<ds:DigestMethod Algorithm="{_SHA256}"/>',
            f"<ds:DigestValue>{digest}</ds:DigestValue>",
            "</asic:DataObjectReference>",
        ]
    return "\n".join([*lines, "</asic:ASiCManifest>", ""]).encode()


def read_manifest(data: bytes) -> Coverage:
    """Read a list; raises ValueError for anything unusual: encodings, DOCTYPE, other hashes, doubles."""
    from lxml import etree  # type: ignore[import-untyped]

    if len(data) > _MOST_BYTES or not data.startswith(b"<") or b"<!" in data:
        raise ValueError("not a plain manifest")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("manifest is not XML") from error
    signatures = root.findall(f"{{{_ASIC}}}SigReference")
    objects = root.findall(f"{{{_ASIC}}}DataObjectReference")
    if root.tag != f"{{{_ASIC}}}ASiCManifest" or len(signatures) != 1 or len(root) != len(objects) + 1:
        raise ValueError("not a manifest")
    digests = {unquote(_attribute(one, "URI")): _digest(one) for one in objects}
    if len(digests) != len(objects):
        raise ValueError("an entry is listed twice")
    return Coverage(unquote(_attribute(signatures[0], "URI")), digests)


def _digest(reference: Any) -> bytes:
    methods = reference.findall(f"{{{_DSIG}}}DigestMethod")
    values = reference.findall(f"{{{_DSIG}}}DigestValue")
    if len(methods) != 1 or len(values) != 1 or methods[0].get("Algorithm") != _SHA256:
        raise ValueError("digest other than SHA-256")
    return base64.b64decode(values[0].text or "", validate=True)


def _attribute(element: Any, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise ValueError(f"no {name}")
    return str(value)
