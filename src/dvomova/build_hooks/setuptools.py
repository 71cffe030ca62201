"""The command for setuptools: ``[tool.setuptools.cmdclass]``, ``build_py = …BuildWithCatalogs``."""

from __future__ import annotations

from pathlib import Path

from setuptools.command.build_py import build_py
from setuptools.errors import SetupError

from dvomova.build_hooks.bundles import bundles
from dvomova.errors import DvomovaError


class BuildWithCatalogs(build_py):
    """``build_py``, which also puts the bundles of the project's programs beside the modules."""

    def run(self) -> None:
        """Build the modules, compile the catalogs; what is wrong with one ends the build."""
        super().run()
        try:
            found = bundles(Path.cwd())
        except DvomovaError as error:
            raise SetupError(str(error)) from None
        for path, inside in found.items():
            target = Path(self.build_lib, inside)
            if not self.editable_mode:  # the source tree has them already
                self.mkpath(str(target.parent))
                self.copy_file(path, str(target))
