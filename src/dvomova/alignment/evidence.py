"""What the sentences of two documents have in common, as log odds for every bead that could be made.

For each mark of a sentence its counterparts in the other document are found once. In a bead, a mark
whose counterpart is there speaks for it: by log(h / p), where h is how probable that is in a translation
and p how probable by chance, the share of sentences that have such a counterpart. One whose
counterpart is not there speaks against it: by log((1 - h) / (1 - p)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

from dvomova.alignment.lexicon import Lexicon, endings
from dvomova.alignment.sentences import Kind, Mark, Sentence
from dvomova.text.romanisation import skeleton

# How probable a counterpart is in a translation (tuned on the development sets).
_SIGNS = {
    "quotation": 0.75, "question": 0.85, "bracket": 0.6, "colon": 0.45,
    "percent": 0.85, "dollar": 0.85, "pound": 0.8, "euro": 0.8, "hryvnia": 0.85,
}  # fmt: skip
_NUMBER, _LONE_NUMBER = 0.88, 0.75
_ADDRESS = 0.988
_SAME_WORD = 0.988
"""A word that stands in the same letters on both sides."""
_NAME = 0.64
_COGNATE, _SHORT_COGNATE = 0.35, 0.2
_LONE_WORD = 0.25
"""A listed word that no sentence of the other document has a counterpart of."""
_SILENCE, _WORDS = 1.0, 4
"""Against a bead with a sentence of which no mark at all has its counterpart, though so many should: they
are not independent of each other, but not to that degree."""
_CHANCE = 0.0186
"""No counterpart is less probable than so by chance, however rare."""
_SCALE = 0.4
"""What evidence of either side weighs: marks of a sentence are not independent of each other."""

Table = list[list[float]]
"""``table[i][j]``: the log odds of a bead whose English side begins at i and Ukrainian one at j."""


class _Weight(NamedTuple):
    """What a mark says, in log odds."""

    hit: float
    """If its counterpart is there."""
    miss: float
    """If not."""
    places: set[int]
    """The sentences where they are."""


class _Counterparts:
    """For the marks of one side: where their counterparts are on the other, and how probable they are."""

    def __init__(self) -> None:
        self.places: dict[Mark, set[int]] = defaultdict(set)
        self.strength: dict[Mark, float] = {}

    def add(self, mark: Mark, places: Iterable[int], strength: float) -> None:
        self.places[mark].update(places)
        self.strength[mark] = max(strength, self.strength.get(mark, 0.0))

    def weights(self, share: float) -> dict[Mark, _Weight]:
        """What marks say in beads that hold so large a share of the other side, if they say anything."""
        found = {}
        for mark, strength in self.strength.items():
            places = self.places.get(mark, set())
            chance = min(0.95, max(_CHANCE, len(places) * share))
            if strength > chance:
                hit, miss = log(strength / chance), log((1 - strength) / (1 - chance))
                found[mark] = _Weight(_SCALE * hit, _SCALE * miss, places)
        return found

    def expect(self, mark: Mark, strength: float) -> None:
        """Where no counterpart was found, one is missed."""
        self.strength.setdefault(mark, strength)


def tables(
    english: Sequence[Sentence],
    ukrainian: Sequence[Sentence],
    lexicon: Lexicon,
    shapes: Sequence[tuple[int, int]],
) -> dict[tuple[int, int], Table]:
    """For each shape of beads (so many English sentences to so many Ukrainian ones) the log odds."""
    en, uk = _counterparts(english, ukrainian, lexicon)
    silences = _silences(english, en, len(ukrainian)), _silences(ukrainian, uk, len(english))
    found = {}
    for a, b in shapes:
        table = _table(english, en.weights(b / len(ukrainian)), a, b, silences[0])
        other = _table(ukrainian, uk.weights(a / len(english)), b, a, silences[1])
        for i, row in enumerate(table):
            table[i] = [one + other[j][i] for j, one in enumerate(row)]
        found[a, b] = table
    return found


def affinities(
    english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon, most: int
) -> list[dict[int, float]]:
    """For each English sentence the Ukrainian ones that share rare marks with it, and how much that says.

    Args:
        english: all sentences of a document, of any length.
        ukrainian: those of the other one.
        lexicon: the words that stand for each other.
        most: marks with more counterparts than so are passed over.
    """
    found: list[dict[int, float]] = [{} for _ in english]
    en, _uk = _counterparts(english, ukrainian, lexicon)
    for i, sentence in enumerate(english):
        for mark in sentence.marks:
            places = en.places.get(mark, ())
            chance = max(_CHANCE, len(places) / len(ukrainian))
            if places and len(places) <= most and en.strength[mark] > chance:
                for j in places:
                    found[i][j] = found[i].get(j, 0.0) + log(en.strength[mark] / chance)
    return found


def _table(side: Sequence[Sentence], weights: dict[Mark, _Weight], a: int, b: int, silences: Table) -> Table:
    """The evidence of one side for beads with ``a`` of its sentences and ``b`` of the others."""
    width = max(len(silences[0]) - b + 1, 0)
    silent = [[min(row[j : j + b]) for j in range(width)] for row in silences]
    found = []
    for i in range(len(side) - a + 1):
        base = 0.0
        row = [-sum(said) for said in zip(*silent[i : i + a], strict=True)]
        for mark in frozenset().union(*(one.marks for one in side[i : i + a])):
            if weight := weights.get(mark):
                hit, miss, places = weight
                base += miss
                for j in _starts(places, b):
                    if 0 <= j < width:
                        row[j] += hit - miss
        found.append([one + base for one in row])
    return found


def _silences(side: Sequence[Sentence], known: _Counterparts, length: int) -> Table:
    """What speaks against each pair of sentences because no mark at all has its counterpart there."""
    found = []
    weights = known.weights(1 / length)
    for sentence in side:
        telling = [weights[mark] for mark in sentence.marks if mark in weights]
        row = [_SILENCE * min(len(telling), _WORDS) / _WORDS] * length
        for weight in telling:
            for place in weight.places:
                row[place] = 0.0
        found.append(row)
    return found


def _starts(places: Iterable[int], b: int) -> Iterable[int]:
    """Where beads of ``b`` sentences begin that hold one of ``places``."""
    return places if b == 1 else {place - back for place in places for back in range(b)}


def _counterparts(
    english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon
) -> tuple[_Counterparts, _Counterparts]:
    there, here = _places(english), _places(ukrainian)
    en, uk = _Counterparts(), _Counterparts()
    words = _Words(here)
    for mark in there:
        for other, strength in _links(mark, here, words, lexicon):
            en.add(mark, here[other], strength)
            uk.add(other, there[mark], strength)
    for marks, known in ((there, en), (here, uk)):
        for mark in marks:
            if mark.kind is Kind.NUMBER:
                known.expect(mark, _LONE_NUMBER)
            elif mark.kind is Kind.SIGN:
                known.expect(mark, _SIGNS[mark.text])
            elif mark.kind in {Kind.WORD, Kind.NAME} and mark not in known.strength:
                listed = lexicon.beginnings(mark.text) if known is en else lexicon.lists(mark.text)
                if listed:
                    known.expect(mark, _LONE_WORD)
    return en, uk


def _places(side: Sequence[Sentence]) -> dict[Mark, list[int]]:
    found: dict[Mark, list[int]] = defaultdict(list)
    for place, sentence in enumerate(side):
        for mark in sentence.marks:
            found[mark].append(place)
    return found


class _Words:
    """The words of the Ukrainian side, by how they begin and by how they sound."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.beginning: dict[str, list[Mark]] = defaultdict(list)
        self.sound: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            if mark.kind not in {Kind.WORD, Kind.NAME}:
                continue
            word = mark.text
            self.beginning["=" + word].append(mark)
            for end in endings(word):
                self.beginning[word[:end]].append(mark)
            if len(word) >= 3 and len(skeleton(word)) >= 2:
                self.sound[skeleton(word)[:2]].append(mark)


def _links(
    mark: Mark, here: dict[Mark, list[int]], words: _Words, lexicon: Lexicon
) -> Iterator[tuple[Mark, float]]:
    """The marks of the other side that may stand for an English one, each with its probability."""
    match mark.kind:
        case Kind.WORD | Kind.NAME:
            yield from (
                (Mark(kind, mark.text), _SAME_WORD)
                for kind in (Kind.WORD, Kind.NAME)
                if Mark(kind, mark.text) in here
            )
            for beginning, strength in lexicon.beginnings(mark.text).items():
                yield from ((other, strength) for other in words.beginning.get(beginning, ()))
            yield from _sounding(mark, words)
        case _ if mark in here:
            yield (
                mark,
                {Kind.NUMBER: _NUMBER, Kind.ADDRESS: _ADDRESS}.get(mark.kind) or _SIGNS[mark.text],
            )


def _sounding(mark: Mark, words: _Words) -> Iterator[tuple[Mark, float]]:
    """Names and cognates."""
    is_name = mark.kind is Kind.NAME
    if len(mark.text) < 3 or mark.text in _FUNCTION_WORDS or (len(mark.text) == 3 and not is_name):
        return
    sound = skeleton(mark.text)
    if len(sound) < (2 if is_name else 3):
        return
    for other in words.sound.get(sound[:2], ()):
        theirs = skeleton(other.text)
        shared = _shared(sound, theirs)
        both = is_name and other.kind is Kind.NAME
        if shared >= max(2 if both else 3, min(len(sound), len(theirs)) - 1):
            yield other, _NAME if both else _COGNATE if shared >= 4 else _SHORT_COGNATE


def _shared(one: str, two: str) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count


_FUNCTION_WORDS = frozenset(
    "the a an of to in and is it that for on as with was he be by at his are or from had not but have "
    "this which they were their has will who its would been said if we you she her more up out about "
    "one when can than so no into over him some there what all only my them do our after also how most "
    "other could any these then two may did now new just made such like very even back because where "
    "much your through own being many before between those down should here".split()
)
