"""Compiles the tool's own catalogs, with the tool itself, whenever it is built or installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface[Any]):
    """Puts ``locales/*/LC_MESSAGES/dvomova.mo`` into the wheel as ``dvomova/locales``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write the bundles: Ukrainian as translated, English as itself."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from dvomova.catalogs import mo, po

        ukrainian = po.parse((root / "locales/uk/LC_MESSAGES/dvomova.po").read_text("utf-8"))
        for language, catalog in (("uk", ukrainian), ("en", mo.identity(ukrainian, "en"))):
            path = f"locales/{language}/LC_MESSAGES/dvomova.mo"
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(mo.write(catalog))
            build_data["force_include"][str(root / path)] = f"dvomova/{path}"
