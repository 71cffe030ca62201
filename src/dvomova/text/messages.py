"""Messages in the language of the program, for who tells many of them."""

from __future__ import annotations

import gettext as _gettext
import os
from functools import lru_cache

_DECIDING = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def gettext(message: str) -> str:
    """What ``gettext.gettext`` returns, which looks for the catalog on the disk each time: this once."""
    domain = _gettext.textdomain()
    return _translated(message, domain, _gettext.bindtextdomain(domain), *map(os.environ.get, _DECIDING))


@lru_cache(maxsize=1024)
def _translated(message: str, *_decided_by: str | None) -> str:
    return _gettext.gettext(message)
