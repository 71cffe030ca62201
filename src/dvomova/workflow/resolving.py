"""resolve: a person's word on a segment that both sides edited."""

from __future__ import annotations

from gettext import gettext as _

from dvomova.catalogs import ahead, po
from dvomova.errors import ConfigError
from dvomova.model import State, Unit
from dvomova.workflow.articles import Article
from dvomova.workflow.confirm import Confirmed, confirmed, rewrite
from dvomova.workflow.project import Project

SIDES = ("source", "target", "both")
"""Whose edit holds."""


def resolve(article: Article, project: Project, names: frozenset[str], side: str) -> Confirmed:
    """Decide conflicts of an article.

    Args:
        article: whose catalog.
        project: where it is.
        names: of the segments, ``domain#key``; all of them in conflict.
        side: ``source``: the translation is as it was before it was edited, and out of date; what was
            edited is kept in a comment. ``target``: it stands as it was edited, and the original has to
            follow. ``both``: the two edits say the same.

    Raises:
        ConfigError: a segment that is not in conflict.
    """

    def decide(name: str, unit: Unit) -> Unit:
        if name not in names:
            return unit
        if unit.state is not State.CONFLICT:
            raise ConfigError(
                _("{name} is not in conflict").format(name=name), cure=_("`dvomova status` lists what is")
            )
        return decided(unit, side)

    return rewrite(article, project, decide)


def decided(unit: Unit, side: str) -> Unit:
    """A unit in conflict, once it is decided whose edit holds."""
    if side == "both":
        return confirmed(unit)
    if side == "target":
        return po.changed(unit, fuzzy=False, previous=None)
    return ahead.taken_back(unit)
