"""Signatures: keys, signed PDFs, signed packages, and verdicts on those of others; all without a network.

Start at `keys` and `tokens` (open a key), `pdf` and `asic` (sign), `verify_pdf` and `asic` (verify), `trust`.
pyHanko is known only here, and is imported when it is first needed. Where a signature stands on a paper is
measured by `documents`; whether a signer is the right office is decided by `exchange`.
"""
