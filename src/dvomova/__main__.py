"""``python -m dvomova``, and the console script."""

from __future__ import annotations

import gc
import sys

OBJECTS = 50_000
"""So many more must there be before the collector of cycles looks through the youngest: the records of a
catalog are many and refer to nothing that refers to them."""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(OBJECTS)
    from dvomova.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
