"""The door of the program: a command runs headless, no command opens the window."""

import multiprocessing
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line or the window; return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    multiprocessing.freeze_support()
    if not arguments or arguments[0] == "window":
        from desktop.shell.app import run_window

        return run_window(arguments[1:])
    from desktop.cli.main import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
