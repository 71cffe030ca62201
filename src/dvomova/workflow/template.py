"""The template of an article: its units without their translations."""

from __future__ import annotations

from collections.abc import Iterable

from dvomova.catalogs import po
from dvomova.model import Catalog, Unit
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project


def write_template(article: Article, units: Iterable[Unit], project: Project) -> bool:
    """The units without their translations, cut as the catalog is: msgmerge brings the two together."""
    header = po.new_header(article.domain, article.source_language, "", "")
    bare = [
        Unit(
            unit.source,
            ("",) * (2 if unit.plural else 1),
            unit.context,
            unit.plural,
            extracted=unit.extracted,
            references=unit.references,
            flags=unit.flags,
        )
        for unit in units
        if not unit.obsolete
    ]
    return project.disk.write(article.template, po.render(Catalog(header, tuple(bare))))
