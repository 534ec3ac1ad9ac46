"""Measure what a user would notice against its floor, both in one run: see README.md beside this file."""

import argparse
import gc
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter

from lists import exporting, importing, pasting, printing
from measure import Figure, table
from papers import listing, reporting
from register import open_register
from searching import keystroke_to_ids, keystroke_to_page, open_list
from stalls import stalling
from whole import backing_up, counting, undoing
from windows import starting

from desktop.accounts.office import Office

LONGEST_LIST = 20_000
"""Rows of the list that is imported or printed, however large the register is."""

PASTED = 500
"""Rows of the table that is pasted."""

FEW, LARGE = 3, 50_000
"""Repetitions of a work that takes seconds; for a register that is large, one less."""

OFTEN = 9


def works(office: Office, folder: Path, people: int) -> Mapping[str, Callable[[], Iterable[Figure]]]:
    """Return every work by the name that --only takes."""
    few = FEW if people <= LARGE else FEW - 1
    return {
        "ids": partial(keystroke_to_ids, office),
        "page": partial(keystroke_to_page, office),
        "list": partial(open_list, office, OFTEN),
        "statistics": partial(counting, office, folder, OFTEN),
        "import": partial(importing, folder, min(people, LONGEST_LIST), FEW),
        "paste": partial(pasting, office.folder, PASTED, FEW),
        "xlsx": partial(exporting, folder, office.folder, few),
        "pdf": partial(printing, office.folder, min(people, LONGEST_LIST), FEW),
        "report": partial(reporting, office.folder, FEW),
        "papers": partial(listing, office.folder, min(people, LONGEST_LIST), FEW - 1),
        "backup": partial(backing_up, office, folder, few),
        "start": partial(starting, office.folder, folder, FEW + 2),
        "stalls": partial(stalling, office.folder, folder, few),
        "undo": partial(undoing, office.folder, folder, few),
    }


def measured(folder: Path, people: int, only: list[str]) -> list[Figure]:
    """Measure the chosen works one after the other, telling on stderr what is going on."""
    _say(f"register of {people:,} people…")
    office = open_register(folder, people)
    known = works(office, folder, people)
    unknown = sorted(set(only) - set(known))
    if unknown:
        raise SystemExit(f"no such work: {', '.join(unknown)}; there are: {', '.join(known)}")
    figures: list[Figure] = []
    for name in only or known:
        began = perf_counter()
        gc.collect()
        for figure in known[name]():
            figures.append(figure)
            _say(" | ".join(figure.cells()))
        _say(f"({name}: {perf_counter() - began:.0f} s)")
    office.close()
    return figures


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main() -> None:
    """Read the arguments, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="size of the register")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="some of the works")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "so-tri-thuc-bench",
        help="where registers are kept from run to run",
    )
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    figures = measured(given.folder, given.people, given.only)
    print(f"{given.people:,} people; Python {platform.python_version()}, {platform.system()}\n")
    print(table(figures))


if __name__ == "__main__":
    main()
