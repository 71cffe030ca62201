"""segment: how a document is cut, and which rule decided each place; for people who write rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvomova.document import Recipe, in_source, line_starts, parse, stretches
from dvomova.model import Block, Document, Span
from dvomova.segmenters.sentences import Boundary, Sentences
from dvomova.text import languages
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project

END = "end of the block"
"""What decides where the last segment of a block ends."""

CUT = "new cue or speaker"
"""What decides where the format itself ends a segment."""

_AROUND = 30
"""Code points shown on either side of a place."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A place where a segment could end."""

    start: int
    """Where the text before it ends, in code points of the document."""
    end: int
    """Where the text behind it begins."""
    line: int
    """The line that the place stands on, from 1."""
    breaks: bool
    """Whether two segments meet here."""
    rule: str
    """What decided."""
    before: str
    """Some of the text before the place."""
    after: str
    """Some of the text behind it."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document, cut."""

    document: Document
    rules: tuple[str, ...]
    """For each segment what decided that it ends where it does."""
    version: str
    """Of the rules it was cut by."""
    decisions: tuple[Decision, ...]
    """Every place where a segment could end inside a block, ascending."""

    def nearest(self, offset: int) -> Decision | None:
        """The decision nearest to an offset of the document; None where none was taken."""
        return min(self.decisions, key=lambda one: max(one.start - offset, offset - one.end, 0), default=None)


def segmented(path: str, article: Article, project: Project) -> Segmented:
    """How one version of an article is cut.

    Args:
        path: the original or the translation, from the project root.
        article: what it is a version of.
        project: where it is.
    """
    recipe = reading.recipe(article, project)
    own = article.source_language if path == article.source else article.target_language
    source = recipe.decode(project.disk.read_bytes(path), path)
    read = parse(source, recipe, language=languages.of_path(path) or own, path=path)
    found = [_boundaries(block, recipe, read.language) for block in read.reading.blocks]
    rules = []
    for segment in read.segments:
        ending = (one.rule for one in found[segment.block] if one.breaks and one.end == segment.inside.end)
        rules.append(next(ending, END))
    blocks = zip(read.reading.blocks, found, strict=True)
    lines = line_starts(source, read.reading)
    decisions = [_decision(lines, block, one) for block, places in blocks for one in places]
    return Segmented(read, tuple(rules), reading.rules_version(article, project), tuple(decisions))


def _boundaries(block: Block, recipe: Recipe, language: str) -> list[Boundary]:
    splitter = recipe.splitter_of(block)
    if not isinstance(splitter, Sentences):
        return []
    found = []
    for start, end in stretches(block):
        inside = splitter.boundaries(block.text[start:end], language)
        found += [replace(one, end=start + one.end, next=start + one.next) for one in inside]
        found.append(Boundary(start + len(block.text[start:end].rstrip()), end, breaks=True, rule=CUT))
    return found[:-1]


def _decision(lines: Sequence[int], block: Block, place: Boundary) -> Decision:
    start = in_source(block, Span(0, place.end)).end
    after = block.text[place.next : place.next + _AROUND]
    return Decision(
        start,
        in_source(block, Span(place.next, len(block.text))).start,
        bisect_right(lines, start),
        place.breaks,
        place.rule,
        " ".join(block.text[max(place.end - _AROUND, 0) : place.end].split()),
        " ".join(after.split()),
    )
