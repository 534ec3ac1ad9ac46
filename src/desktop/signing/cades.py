"""Detached CAdES B-B signatures over bytes with pyHanko; imported only when needed."""

import asyncio
import hashlib
from datetime import datetime

from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from desktop.signing.findings import Finding
from desktop.signing.judge import Evidence, judge, parse_cms
from desktop.signing.keys import Key
from desktop.signing.trust import Trust


def sign_detached(data: bytes, key: Key, when: datetime) -> bytes:
    """Return the CMS signature (DER) of the data, which stays outside."""
    attributes = PdfCMSSignedAttributes(signing_time=when)
    signing = key.signer.async_sign_general_data(
        data, key.digest, use_cades=True, signed_attr_settings=attributes
    )
    return bytes(asyncio.run(signing).dump())


def judge_detached(signature: bytes, data: bytes, trust: Trust, at: datetime | None) -> Finding:
    """Validate a CMS signature over the data as of `at`; raises ValueError and the like when malformed."""
    signed_data = parse_cms(signature)
    algorithm = extract_signer_info(signed_data)["digest_algorithm"]["algorithm"].native
    return judge(signed_data, Evidence(hashlib.new(algorithm, data).digest()), trust, at)
