"""compile: catalogs into the bundles that programs and sites load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from dvomova.catalogs import bundles, mo
from dvomova.model import Catalog
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.recall import Each, Recall, Trail, trail
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
    trail: Trail | None = None
    """What is left now; None where that was known."""


@dataclass(frozen=True, slots=True)
class BundleOptions:
    """What goes into bundles, and where to."""

    kind: str = "mo"
    """One of ``KINDS``."""
    use_fuzzy: bool = False
    """Whether unfinished translations go in."""
    source_bundle: bool = False
    """Whether the source language gets a bundle too, in which each text is itself; a program may ask for
    one in the configuration."""
    folder: str = ""
    """Where to, from the root; empty for the folder of the catalogs."""

    def paths(self, article: Article) -> dict[str, str]:
        """The bundles of an article by their languages, that of its translations first."""
        asked = self.source_bundle or bool(article.messages and article.messages.source_bundle)
        languages = [article.target_language, *[article.source_language] * asked]
        return {language: self._path(article, language) for language in languages}

    def _path(self, article: Article, language: str) -> str:
        """Gettext's place for ``.mo``; ``LANGUAGE/DOMAIN.json``, where i18next looks, for the others."""
        base = self.folder or article.locales
        if self.kind == "mo":
            return catalog_path(base, language, article.domain, ".mo")
        return f"{base}/{language}/{article.domain}{_WRITERS[self.kind][0]}"


def compile_all(
    articles: Sequence[Article], project: Project, each: Each, options: BundleOptions
) -> list[Compiled]:
    """Write the bundles of articles; of those that are as they were left not even the catalogs are read.

    Args:
        articles: whose catalogs.
        project: where they are.
        each: does the same for each article, tells what fails, and gives what came of the others.
        options: what goes into the bundles.
    """
    recall = Recall(project, "compile", options)
    there = {
        article: found for article in articles if (found := recall.of(article, _files(article, options)))
    }
    others = [article for article in articles if article not in there]
    done = {item.article: item for item in each(others, partial(compile_article, options=options))}
    recall.note(
        (article, item.trail, (item.messages, item.left_out)) for article, item in done.items() if item.trail
    )
    for article, found in there.items():
        done[article] = Compiled(article, tuple(options.paths(article).values()), (), *found)
    return [done[article] for article in articles if article in done]


def _files(article: Article, options: BundleOptions) -> list[str]:
    return [article.catalog, *options.paths(article).values()]


def compile_article(article: Article, project: Project, options: BundleOptions) -> Compiled:
    """Write the bundles of an article.

    Raises:
        ConfigError: it has no catalog yet.
    """
    catalog = reading.existing_catalog(article, project)
    content = {article.target_language: (catalog, options.use_fuzzy)}
    paths = options.paths(article)
    if article.source_language in paths:
        content[article.source_language] = (mo.identity(catalog, article.source_language), False)
    changed = [
        paths[language]
        for language, (one, use_fuzzy) in content.items()
        if project.disk.write(paths[language], _WRITERS[options.kind][1](one, use_fuzzy))
    ]
    published = len(mo.published(catalog, use_fuzzy=options.use_fuzzy))
    open_units = sum(not unit.obsolete for unit in catalog.units) - published
    left = trail(_files(article, options), project.disk)
    return Compiled(article, tuple(paths.values()), tuple(changed), published, open_units, left)
