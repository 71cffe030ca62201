"""Which bundles go into a wheel, and where."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from dvomova.errors import ConfigError
from dvomova.workflow.articles import Article
from dvomova.workflow.bundling import BundleOptions, compile_article
from dvomova.workflow.project import open_project


def bundles(root: Path) -> dict[str, str]:
    """Compile the catalogs of the programs of a project, as ``dvomova compile`` does.

    Args:
        root: the folder of the project.

    Returns:
        For the path of each bundle, from ``root``, its path in the wheel.

    Raises:
        ConfigError: there are no programs in its configuration, or nobody says where their bundles go.
        FileError: a catalog cannot be read.
    """
    project = open_project(root)
    programs = project.articles().programs()
    if not programs:
        raise ConfigError(
            _("no catalogs to compile: the configuration names no program"),
            path=project.config.path or "dvomova.toml",
            cure=_("add [[messages]] with its domain and files"),
        )
    found = {}
    for article in programs:
        inside = _localedir(article, project.config.path)
        for path in compile_article(article, project, BundleOptions()).paths:
            found[path] = inside + path.removeprefix(article.locales)
    return found


def _localedir(article: Article, config: str) -> str:
    """The folder of the bundles in the wheel: as it is stated, else where they are in the package."""
    if article.messages and article.messages.localedir:
        return article.messages.localedir
    inside = article.locales.removeprefix("src/")
    if "/" not in inside:  # it would lie beside all packages that are installed
        raise ConfigError(
            _("nobody says where in the wheel the bundles of {domain} go").format(domain=article.domain),
            path=config,
            cure=_("say it under [[messages]]: {example}").format(
                example=f'localedir = "{article.domain.rpartition("/")[2]}/locales"'
            ),
        )
    return inside
