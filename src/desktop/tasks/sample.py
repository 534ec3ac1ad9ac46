"""A ward's invented half-year under one plan, for trying the program out."""

import tomllib
from typing import Any

from sqlalchemy.orm import Session

from desktop.paths import resources
from desktop.tasks.actions import report_progress

SAMPLE_PLAN = "dong-nai-2026"


def sample_entries(kind: str) -> list[dict[str, Any]]:
    """Return the sample's entries of a kind: progress or values."""
    text = (resources() / "samples" / f"{SAMPLE_PLAN}.toml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = tomllib.loads(text)[kind]
    return entries


def enter_sample_progress(session: Session) -> int:
    """Enter the sample's progress, January to June 2026; return how many reports.

    The office must have adopted `SAMPLE_PLAN`; raises NotFound otherwise.
    """
    entries = sample_entries("progress")
    for entry in entries:
        report_progress(session, **entry, today=entry["on"])
    return len(entries)
