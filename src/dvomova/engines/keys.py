"""Where the key of an engine comes from: the environment, or a keyring; from no file, and into none."""

from __future__ import annotations

import os
from collections.abc import Mapping


def variable(name: str) -> str:
    """The name of the variable that holds the key of an engine: ``DVOMOVA_DEEPL_KEY``."""
    return f"DVOMOVA_{name.upper().replace('-', '_')}_KEY"


def key_of(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """The key of an engine; empty where there is none.

    Without the variable, the keyring of the system is asked (``keyring set dvomova deepl``), if the
    package keyring is installed.
    """
    if key := environment.get(variable(name), "").strip():
        return key
    try:
        import keyring

        return (keyring.get_password("dvomova", name) or "").strip()
    except Exception:  # noqa: BLE001  a keyring that is locked or broken, whatever it raises, is none
        return ""
