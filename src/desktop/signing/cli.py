"""Commands on files: sign a PDF, verify a PDF or a package. They need no office."""

import argparse
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from desktop.commands import PIN_VARIABLE, Answer, Commands, ask_secret, day_of
from desktop.paths import atomic_write
from desktop.signing.check import read_file, verify_file
from desktop.signing.keys import Key, load_p12
from desktop.signing.places import Role
from desktop.signing.status import status_warning
from desktop.signing.trust import load_trust
from desktop.signing.verdicts import Light, SignatureReport, VerificationReport


def add_commands(commands: Commands) -> None:
    """Add `sign` and `verify`."""
    parser = commands.add("sign", sign, help="Ký số một tệp PDF", needs_office=False)
    parser.add_argument("file", type=Path, metavar="TỆP.pdf")
    key = parser.add_mutually_exclusive_group(required=True)
    key.add_argument("--p12", type=Path, metavar="TỆP", help="tệp khóa .p12, .pfx")
    key.add_argument("--pkcs11", type=Path, metavar="THƯ_VIỆN", help="thư viện PKCS#11 của USB ký số")
    parser.add_argument("--role", choices=[role.value for role in Role], required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP")
    _add_trust(parser)
    parser = commands.add(
        "verify", verify, help="Kiểm tra chữ ký của PDF hoặc gói dữ liệu", needs_office=False
    )
    parser.add_argument("file", type=Path, metavar="TỆP")
    _add_trust(parser)
    parser.add_argument("--on", type=day_of, metavar="NGÀY", help="kiểm tra theo ngày (yyyy-mm-dd)")


def _add_trust(parser: argparse.ArgumentParser) -> None:
    for name, words in (("--trust", "chứng thư gốc"), ("--crl", "danh sách thu hồi")):
        parser.add_argument(name, type=Path, action="append", default=[], metavar="TỆP", help=words)


def sign(args: argparse.Namespace) -> Answer:
    """Sign one PDF and write the signed file."""
    from desktop.signing.pdf import sign_pdf

    pdf, trust = read_file(args.file), load_trust(args.trust, args.crl)
    with _key(args) as key:
        warning = status_warning(key, trust)
        signed = sign_pdf(pdf, key, Role(args.role), None, "Ký ban hành")
    with atomic_write(args.out) as temporary:
        temporary.write_bytes(signed)
    words = f"Đã ký: {args.out}" + (f"\nLưu ý: {warning}" if warning else "")
    return {"file": str(args.out), "warning": warning}, words


def _key(args: argparse.Namespace) -> Key:
    secret = ask_secret(PIN_VARIABLE, "Mã PIN hoặc mật khẩu của khóa: ")
    if args.p12:
        return load_p12(args.p12, secret)
    from desktop.signing.tokens import load_token

    return load_token(args.pkcs11, secret)


def verify(args: argparse.Namespace) -> Answer:
    """Verify a PDF or a package, told apart by what is in the file."""
    at = min(datetime.combine(args.on, time.max, UTC), datetime.now(UTC)) if args.on else None
    report = verify_file(args.file, load_trust(args.trust, args.crl), at)
    return as_json(report), as_words(report)


def as_json(report: VerificationReport) -> dict[str, Any]:
    """Return a verdict as the command line's JSON."""
    return {
        "verdict": report.verdict.value,
        "sub": report.sub,
        "message": report.message,
        "todo": report.todo,
        "signatures": [_signature(one) for one in report.signatures],
    }


def _signature(one: SignatureReport) -> dict[str, Any]:
    lights: dict[str, Light] = {"integrity": one.integrity, "signer": one.signer, "time": one.time}
    return {
        "field": one.field,
        "role": one.role.value if one.role else None,
        "signer": one.signer_name,
        "organization": one.organization,
        "signed_at": one.signed_at.isoformat() if one.signed_at else None,
        "verdict": one.verdict.value,
        "sub": one.sub,
        **{
            name: {"state": light.state.value, "sentence": light.sentence, "todo": light.todo}
            for name, light in lights.items()
        },
    }


def as_words(report: VerificationReport) -> str:
    """Return a verdict as a person reads it."""
    lines = [
        f"{report.verdict.label}: {report.message}",
        *([f"Việc cần làm: {report.todo}"] if report.todo else []),
    ]
    for one in report.signatures:
        lines.append(f"- {one.signer_name} ({one.verdict.label})")
        lines += [f"    {light.sentence}" for light in (one.integrity, one.signer, one.time)]
    return "\n".join(lines)
