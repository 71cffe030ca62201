"""Two versions of an article, read and paired; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from dvomova.alignment.beads import Alignment
from dvomova.alignment.lattice import Bead
from dvomova.alignment.lexicon import Lexicon
from dvomova.alignment.pairing import agreement, pair
from dvomova.alignment.sentences import Sentence, sentences
from dvomova.document.codes import bare_codes, renumbered
from dvomova.errors import ConfigError
from dvomova.model import Document, Segment
from dvomova.text.markup import INLINE_CODE, INLINE_MARKUP
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project

UNRELATED = 0.28
"""Two documents that are less alike are no versions of one text (log odds a sentence: of the development
sets unrelated ones reach 0.22, the freest translations are above 0.35)."""
_SURE = 0.95
"""So probable must it be that two new sentences stand for each other …"""
_SAID = 0.5
"""… and so much speak for it besides where they stand, in log odds: of a note beside it nothing does."""
_ENOUGH = 3
"""Of shorter documents it cannot be told."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands for each other in two documents."""

    source: str
    """The text of the original, empty where it has none; several sentences joined as they stand there."""
    target: str
    """That of the translation, with the numbers that inline codes have in the original."""
    confidence: int
    """0–100: how probable it is that it is exactly these."""
    source_line: int
    """Where it begins, from 1; 0 for nowhere."""
    target_line: int
    """Where the translation begins, from 1; 0 for nowhere."""
    sources: range
    """The segments of the original."""
    targets: range
    """Those of the translation."""
    is_one: bool = True
    """Whether the sentences of the original can be one unit: they are neighbours in one block."""


class Versions:
    """Two versions of an article, read."""

    def __init__(self, source: Document, target: Document) -> None:
        """Hold the original and the translation against each other."""
        self.source, self.target = source, target
        self._codes = bare_codes(source), bare_codes(target)

    def pairs(self, beads: Sequence[Bead]) -> list[Pair]:
        """What the beads pair."""
        return [self.pair(bead) for bead in beads]

    def pair(self, bead: Bead) -> Pair:
        """What a bead pairs."""
        here, there = bead.sources, bead.targets
        source, is_one = _joined(self.source, here)
        target, _whole = _joined(self.target, there)
        if here and there:
            target = self._recoded(target, bead)
        return Pair(
            source,
            target,
            min(round(100 * bead.confidence), 100),
            self.source.segments[here[0]].line if here else 0,
            self.target.segments[there[0]].line if there else 0,
            here,
            there,
            is_one,
        )

    def _recoded(self, text: str, bead: Bead) -> str:
        """``text`` with the codes of the original's block; without those that it lacks."""
        if not INLINE_CODE.search(text):
            return text
        theirs = self._codes[1][self.target.segments[bead.targets[0]].block]
        ours = self._codes[0][self.source.segments[bead.sources[0]].block]
        found = renumbered(text, theirs, ours)
        return INLINE_CODE.sub("", text) if found is None else found


def _joined(document: Document, numbers: range) -> tuple[str, bool]:
    """The text of neighbouring segments, and whether they can be one unit."""
    text, is_one = "", True
    for number in numbers:
        text += document.segments[number].text
        if number + 1 in numbers:
            gap = reading.gap(document, number)
            is_one = is_one and gap is not None
            text += " " if gap is None else gap
    return text, is_one


def versions(article: Article, project: Project) -> Versions:
    """The two documents of an article.

    Raises:
        FileError: one of them cannot be read.
        ConfigError: both are in the same language.
    """
    own = article.form if article.source.rpartition(".")[2] == article.target.rpartition(".")[2] else ""
    other = replace(
        article,
        source=article.target,
        source_language=article.target_language,
        target=article.source,
        target_language=article.source_language,
        form=own,
    )
    return Versions(reading.document(article, project), reading.document(other, project))


def paired(read: Versions, lexicon: Lexicon | None = None, *, force: bool = False) -> list[Bead]:
    """The beads of two documents.

    Args:
        read: the documents.
        lexicon: which words stand for each other; the built-in list if left out.
        force: whether they are paired even if they seem to be no versions of one text.

    Raises:
        ConfigError: they are no versions of one text.
    """
    if any(block.context is not None for block in read.source.reading.blocks):
        return _by_key(read)
    found = pair(said(read.source), said(read.target), read.source.language, lexicon)
    if not force and _are_strangers(read, found):
        raise ConfigError(
            _("{one} and {two} are no translations of each other: too little of what they say agrees").format(
                one=read.source.path, two=read.target.path
            ),
            cure=_("name the two versions of one text; `--force` pairs them nevertheless"),
        )
    return found.beads


def counterparts(source: Document, target: Document) -> list[tuple[Segment, Segment]]:
    """The segments that surely stand for each other one to one, and not only because nothing else would."""
    here, there = said(source), said(target)
    shared = agreement(here, there, source.language)
    return [
        (source.segments[ones[0]], target.segments[others[0]])
        for ones, others, share in pair(here, there, source.language).beads
        if len(ones) == len(others) == 1 and share >= _SURE and shared and shared[ones[0]][others[0]] >= _SAID
    ]


def _are_strangers(read: Versions, found: Alignment) -> bool:
    fewer = min(len(read.source.segments), len(read.target.segments))
    return fewer >= _ENOUGH and found.likeness < UNRELATED


def said(document: Document) -> list[Sentence]:
    """The segments of a document on their way into an alignment."""
    segments = document.segments
    blocks = [segment.block for segment in segments]
    begins = [number == 0 or blocks[number - 1] != block for number, block in enumerate(blocks)]
    texts = [INLINE_MARKUP.sub("", segment.text) for segment in segments]
    return sentences(texts, document.language, [segment.kind for segment in segments], begins)


def _by_key(read: Versions) -> list[Bead]:
    """The beads of two message files: what has the same key."""
    there = dict(zip(_keys(read.target), range(len(read.target.segments)), strict=True))
    beads = []
    for number, key in enumerate(_keys(read.source)):
        found = there.pop(key, None)
        targets = range(0) if found is None else range(found, found + 1)
        beads.append(Bead(range(number, number + 1), targets, 1.0))
    return [*beads, *(Bead(range(0), range(number, number + 1), 1.0) for number in there.values())]


def _keys(document: Document) -> Iterator[tuple[str | None, int]]:
    count = dict[str | None, int]()
    for segment in document.segments:
        key = document.reading.blocks[segment.block].context
        count[key] = count.get(key, 0) + 1
        yield key, count[key]
