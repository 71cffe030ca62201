"""dvomova's own catalogs go into its wheel by its own build hook, straight from the source."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from dvomova.build_hooks.hatch import CatalogHook

__all__ = ["CatalogHook"]
