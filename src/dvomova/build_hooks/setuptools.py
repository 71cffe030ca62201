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
        for path, inside in self._bundles().items():
            target = Path(self.build_lib, inside)
            if not self.editable_mode:  # the source tree has them already
                self.mkpath(str(target.parent))
                self.copy_file(path, str(target))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: FBT001, FBT002
        """The files that are built."""
        found = self._bundles(dry_run=True).values()
        return [*super().get_outputs(include_bytecode), *(str(Path(self.build_lib, path)) for path in found)]

    def _bundles(self, *, dry_run: bool = False) -> dict[str, str]:
        try:
            return bundles(Path.cwd(), dry_run=dry_run)
        except DvomovaError as error:
            raise SetupError(str(error)) from None
