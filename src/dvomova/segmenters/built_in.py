"""The rules that come with dvomova, and the version that catalogs record."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from dvomova.segmenters.srx import Rule, Srx, read

RULES_VERSION = "1"
"""Goes up by one whenever rules or lists change: then catalogs know that they were cut by others."""

RULES_DIGEST = "5f955fcc36ad3914"
"""Of what stands in ``rules/``, ``data/`` and the modules that decide; a test holds it."""

FILES = ("prose.srx",)
"""The files of ``rules/`` in the order in which they are asked."""


@cache
def built_in_files() -> tuple[Srx, ...]:
    """What the files of ``rules/`` say."""
    folder = files("dvomova.segmenters") / "rules"
    return tuple(read((folder / name).read_text("utf-8"), name) for name in FILES)


def built_in_rules(language: str) -> tuple[Rule, ...]:
    """The built-in rules for ``language``, in the order in which they are asked."""
    return tuple(rule for file in built_in_files() for rule in file.rules(language))


def version(srx: tuple[Srx, ...], *, built_in: bool, never_after: tuple[str, ...], shortest: int) -> str:
    """What tells these rules and options apart from others, the same on every machine.

    Returns:
        :data:`RULES_VERSION`, and where something differs from what dvomova does by itself ``+`` and
        eight hexadecimal digits.
    """
    if not srx and built_in and not never_after and shortest <= 1:
        return RULES_VERSION
    parts = [*(file.text for file in srx), repr((built_in, sorted(never_after), max(shortest, 1)))]
    digest = hashlib.sha256("\0".join(parts).replace("\r\n", "\n").encode()).hexdigest()
    return f"{RULES_VERSION}+{digest[:8]}"
