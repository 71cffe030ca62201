"""How findings are written: a file a format, each a function from findings to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from dvomova.model import Finding

FORMATS = ("text", "json", "github", "sarif", "junit", "html")


def writer(name: str) -> Callable[[Sequence[Finding]], str]:
    """The function that writes findings in a format other than ``text`` and ``json``."""
    write: Callable[[Sequence[Finding]], str] = import_module(f"dvomova.cli.findings.{name}").write
    return write
