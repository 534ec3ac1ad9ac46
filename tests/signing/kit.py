"""What the tests of signing sign with: a throw-away PKI, software tokens, the place on the paper."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from desktop.signing.keys import Key, key_from_p12
from desktop.signing.places import MM, Role, SignaturePlace
from desktop.signing.throwaway import Authority, Holder, KeyKind, Wish
from desktop.signing.trust import Trust

PASSWORD = "mật khẩu thử"
PIN = "1234"
SOFTHSM = next(Path("/usr/lib").rglob("libsofthsm2.so"))

LEADER, OFFICE = "Nguyễn Văn Mẫu (hư cấu)", "UBND phường Mẫu (hư cấu)"
SIGNING_KINDS = (KeyKind.EC_P256, KeyKind.RSA_2048, KeyKind.RSA_3072)
PLACE = SignaturePlace(Role.LEADER, 1, 330, 300, 50 * MM, 22 * MM)


@dataclass
class Pki:
    """A root, an intermediate authority, and keys of leader and office that are made when first asked for."""

    root: Authority
    sub: Authority

    def __post_init__(self) -> None:
        self._holders: dict[tuple[Role, KeyKind], Holder] = {}
        self._keys: dict[tuple[Role, KeyKind], Key] = {}

    def holder(self, role: Role, kind: KeyKind = KeyKind.EC_P256) -> Holder:
        """Return the holder of a role; the leader is under the root, the office under the intermediate."""
        if (role, kind) not in self._holders:
            above, name = (self.root, LEADER) if role is Role.LEADER else (self.sub, OFFICE)
            self._holders[role, kind] = above.issue(name, OFFICE, Wish(kind))
        return self._holders[role, kind]

    def key(self, role: Role, kind: KeyKind = KeyKind.EC_P256) -> Key:
        """Return the role's key as opened from a .p12 file."""
        if (role, kind) not in self._keys:
            self._keys[role, kind] = key_from_p12(self.holder(role, kind).p12(PASSWORD), PASSWORD)
        return self._keys[role, kind]

    @cached_property
    def trust(self) -> Trust:
        """Root and fresh lists of both authorities."""
        return Trust((self.root.holder.der,), (), (self.root.crl(), self.sub.crl()))

    @cached_property
    def pem(self) -> bytes:
        """What openssl needs: root, intermediate, and both lists."""
        lists = [x509.load_der_x509_crl(crl).public_bytes(Encoding.PEM) for crl in self.trust.crls]
        return b"".join([self.root.holder.pem, self.sub.holder.pem, *lists])


class Device:
    """A software token (SoftHSM2) of its own: a copy of the library with its own store."""

    def __init__(self, folder: Path) -> None:
        self.library = folder / "libsofthsm2.so"
        self._conf = folder / "softhsm2.conf"
        (folder / "tokens").mkdir()
        shutil.copy(SOFTHSM, self.library)
        self._conf.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
        self._tool("--init-token", "--free", "--label", "mau", "--so-pin", "0000", "--pin", PIN)

    def _tool(self, *arguments: str) -> None:
        environment = {**os.environ, "SOFTHSM2_CONF": str(self._conf)}
        subprocess.run(["softhsm2-util", *arguments], env=environment, check=True, capture_output=True)

    def put(self, holder: Holder, key_id: str, certificate_id: str | None = None) -> None:
        """Store a private key and, under the same or another CKA_ID, its certificate."""
        file = self.library.with_suffix(".pem")
        file.write_bytes(holder.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self._tool(
            "--import", str(file), "--token", "mau", "--label", f"khoa-{key_id}", "--id", key_id, "--pin", PIN
        )
        file.unlink()
        self.put_certificate(holder, certificate_id or key_id)

    def put_certificate(self, holder: Holder, certificate_id: str) -> None:
        """Store a certificate alone."""
        with self.load().get_token(token_label="mau").open(rw=True, user_pin=PIN) as session:
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.ID: bytes.fromhex(certificate_id),
                    pkcs11.Attribute.LABEL: f"chứng thư {certificate_id}",
                    pkcs11.Attribute.SUBJECT: holder.certificate.subject.public_bytes(),
                    pkcs11.Attribute.VALUE: holder.der,
                }
            )

    def load(self) -> "pkcs11.lib":
        """Load the library so that it sees what the tool stored; the store is read when it starts."""
        pkcs11.unload(str(self.library))
        os.environ["SOFTHSM2_CONF"] = str(self._conf)
        return pkcs11.lib(str(self.library))


def crash(*_: object) -> NoReturn:
    """End the process as a faulty library does; runs in a child."""
    os.abort()
