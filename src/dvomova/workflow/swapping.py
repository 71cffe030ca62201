"""swap: the translation of an article is its original from now on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from gettext import gettext as _

from dvomova.catalogs import po
from dvomova.catalogs.swap import has_plurals, swapped_header, swapped_units
from dvomova.errors import ConfigError
from dvomova.model import Catalog
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.laying import Original, original
from dvomova.workflow.project import Project
from dvomova.workflow.seen import AWAITED, BUILT, OWN, Seen
from dvomova.workflow.template import write_template

_SIDES = {name: name.replace("X-Dvomova-", "X-Dvomova-Source-") for name in (BUILT, OWN, AWAITED)}
"""What the header knows of the translated document, and what it knew of the other one when that was it."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """What ``swap`` did for one article."""

    article: Article
    """As it is now."""
    former: str
    """Path of the catalog that it had."""


def swap(article: Article, project: Project) -> Swapped:
    """Make the translation of an article its original: its catalog goes to the other language.

    Raises:
        ConfigError: there is no catalog or no translation, there is a catalog of the other language
            already, messages have plural forms, or one of the documents was edited since the last update.
    """
    catalog = reading.existing_catalog(article, project)
    now = turned(article)
    of = original(article, project, catalog) if article.source else None
    if of is None or not project.disk.exists(article.target) or has_plurals(catalog.units):
        raise ConfigError(
            _("only an article whose two documents are there can be swapped"),
            path=article.target or article.domain,
            cure=_(
                "build it first; messages of programs, and such with plural forms, have one direction only"
            ),
        )
    if project.disk.exists(now.catalog):
        raise ConfigError(
            _("there is a catalog of the other direction already"),
            path=now.catalog,
            cure=_("remove it, or move it away"),
        )
    _refuse_unseen(of, project)
    found = _swapped(of, now)
    wrap = po.width_of(catalog) if project.config.wrap == po.KEEP else project.config.wrap
    project.disk.write(now.catalog, po.render(found, wrap))
    project.disk.remove(article.catalog)
    write_template(now, found.units, project)
    return Swapped(now, article.catalog)


def turned(article: Article) -> Article:
    """An article the other way round."""
    return replace(
        article,
        source=article.target,
        source_language=article.target_language,
        target=article.source,
        target_language=article.source_language,
    )


def _refuse_unseen(of: Original, project: Project) -> None:
    article, seen = of.article, Seen.of(of.catalog)
    is_known = not seen.built or seen.knows(project.disk.read_bytes(article.target))
    if not is_known or any(place.unit is None for place in of.places):
        path = article.target if not is_known else article.source
        raise ConfigError(
            _("was edited, and the catalog has not seen it"),
            path=path,
            cure=_("run: dvomova update {path}").format(path=article.source),
        )


def _swapped(of: Original, now: Article) -> Catalog:
    article, catalog = of.article, of.catalog
    languages = article.source_language, article.target_language
    headers = [dict(reading.new_header(one)) for one in (now, article)]
    forms = headers[0].get("Plural-Forms", ""), headers[1].get("Plural-Forms", "")
    order = [place.unit for place in of.places if place.unit]
    paths = {article.source: article.target, article.target: article.source}
    units = swapped_units(catalog.units, order, languages, paths)
    return replace(swapped_header(catalog, languages, forms, _SIDES), units=tuple(units))
