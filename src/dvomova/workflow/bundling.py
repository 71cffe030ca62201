"""compile: catalogs into the bundles that programs and sites load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dvomova.catalogs import bundles, mo
from dvomova.model import Catalog
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.records import catalog_path

Writer = Callable[[Catalog, bool], str | bytes]

_WRITERS: dict[str, tuple[str, Writer]] = {
    "mo": (".mo", lambda catalog, use_fuzzy: mo.write(catalog, use_fuzzy=use_fuzzy)),
    "i18next": (".json", lambda catalog, use_fuzzy: bundles.i18next(catalog, use_fuzzy=use_fuzzy)),
    "vue-i18n": (".json", lambda catalog, use_fuzzy: bundles.vue_i18n(catalog, use_fuzzy=use_fuzzy)),
}

KINDS = tuple(_WRITERS)
"""What ``compile --to`` knows."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What ``compile`` did for one article."""

    article: Article
    paths: tuple[str, ...]
    """The bundles, whether they changed or not."""
    changed: tuple[str, ...]
    """Those that were, or would have been, written."""
    messages: int
    """Texts in the bundle of the target language."""
    left_out: int
    """Units that are not finished, hence not in it."""


def compile_article(
    article: Article,
    project: Project,
    *,
    kind: str = "mo",
    use_fuzzy: bool = False,
    source_bundle: bool = False,
    folder: str = "",
) -> Compiled:
    """Write the bundles of an article.

    Args:
        article: whose catalog.
        project: where it is.
        kind: one of ``KINDS``.
        use_fuzzy: whether unfinished translations go in.
        source_bundle: whether the source language gets a bundle too, in which each text is itself; a
            program may ask for one in the configuration.
        folder: where to, from the root; empty for the folder of the catalogs.

    Raises:
        ConfigError: it has no catalog yet.
    """
    catalog = reading.existing_catalog(article, project)
    content = {article.target_language: (catalog, use_fuzzy)}
    if source_bundle or (article.messages and article.messages.source_bundle):
        content[article.source_language] = (mo.identity(catalog, article.source_language), False)
    paths, changed = [], []
    for language, (one, fuzzy) in content.items():
        path = _path(article, language, kind, folder)
        paths.append(path)
        if project.disk.write(path, _WRITERS[kind][1](one, fuzzy)):
            changed.append(path)
    published = len(mo.published(catalog, use_fuzzy=use_fuzzy))
    open_units = sum(not unit.obsolete for unit in catalog.units) - published
    return Compiled(article, tuple(paths), tuple(changed), published, open_units)


def _path(article: Article, language: str, kind: str, folder: str) -> str:
    """Gettext's place for ``.mo``; ``LANGUAGE/DOMAIN.json``, where i18next looks, for the others."""
    base = folder or article.locales
    if kind == "mo":
        return catalog_path(base, language, article.domain, ".mo")
    return f"{base}/{language}/{article.domain}{_WRITERS[kind][0]}"
