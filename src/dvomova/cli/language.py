"""In which language dvomova, and Click under it, speak. Imported at every start, so without pathlib."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from functools import cache

from dvomova.errors import ConfigError


def choose_language(arguments: Sequence[str]) -> list[str]:
    """Set the language by ``--lang``, wherever it stands in ``arguments``; returns the others.

    Click translates its own words with the text domain of the process, hence with ours.

    Raises:
        ConfigError: dvomova does not speak the language.
    """
    gettext.bindtextdomain("dvomova", _folder())
    gettext.textdomain("dvomova")
    rest, wanted = _without_lang(arguments)
    if wanted is not None:
        from dvomova.text.languages import code

        os.environ["LANGUAGE"] = code(wanted)
    return rest


def _without_lang(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    rest: list[str] = []
    wanted = None
    items = iter(arguments)
    for item in items:
        if item == "--":
            return [*rest, item, *items], wanted
        if item == "--lang":
            wanted = next(items, None)
            if wanted is None:
                raise ConfigError(gettext.gettext("--lang needs a language"), cure="--lang uk, --lang en")
        elif item.startswith("--lang="):
            wanted = item.removeprefix("--lang=")
        else:
            rest.append(item)
    return rest, wanted


@cache
def _folder() -> str:
    """The catalogs that the wheel carries; in a checkout those at its top."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  (pathlib costs 3 ms)
    inside = os.path.join(package, "locales")  # noqa: PTH118
    return inside if os.path.isdir(inside) else os.path.join(package, "..", "..", "locales")  # noqa: PTH112, PTH118
