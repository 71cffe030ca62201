"""The build hook for hatchling: ``[tool.hatch.build.hooks.dvomova]``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from dvomova.errors import DvomovaError


class CatalogHook(BuildHookInterface[Any]):
    """Puts the bundles of the project's programs into the wheel; a source distribution needs none."""

    PLUGIN_NAME = "dvomova"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile the catalogs, and name their places; what is wrong with one ends the build."""
        if self.target_name != "wheel":
            return
        from dvomova.build_hooks.bundles import bundles  # hatchling loads all plug-ins, for any project

        try:
            found = bundles(Path(self.root))
        except DvomovaError as error:
            self.app.abort(str(error))
        for path, inside in found.items():
            build_data["force_include"][str(Path(self.root, path))] = inside


@hookimpl
def hatch_register_build_hook() -> type[CatalogHook]:
    """What hatchling asks a plug-in for."""
    return CatalogHook
