"""The one family of errors that a user can cause: where, what, and how to mend it."""

from __future__ import annotations


class DvomovaError(Exception):
    """An error to show to a person in one line, without a traceback.

    Printed as ``path:line: what: how to mend it``; the place and the cure are left out where
    there are none.
    """

    exit_code = 2
    """What the process ends with: 2 usage or configuration (DESIGN §7)."""

    def __init__(self, what: str, *, path: str = "", line: int = 0, cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        """1-based; 0 where the error is about the file as a whole."""
        self.cure = cure

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.path and self.line else self.path
        return ": ".join(part for part in (place, self.what, self.cure) if part)


class ConfigError(DvomovaError):
    """The configuration or the command line contradicts itself or names what does not exist."""


class EngineError(DvomovaError):
    """A machine engine gave no translation that could be used; what there was stays as it was."""

    exit_code = 4


class FileError(DvomovaError):
    """A file could not be read, understood or written; nothing was changed in it."""

    exit_code = 3
