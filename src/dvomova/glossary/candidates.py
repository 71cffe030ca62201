"""What might belong into a glossary: names that stand in both languages, words that keep coming together."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dvomova.text.inflection import WORD, bones, forms_of, is_form, plain
from dvomova.text.markup import prose
from dvomova.text.romanisation import alike, romanised, skeleton

_SAME_NAME = 0.8
"""How much two names have to sound alike (``romanisation.alike``)."""
_SOUND = 0.4
"""What that weighs beside how often they stand in the same segments."""
_SAME_TERM = 0.6
"""How often two expressions have to stand in the same segments, as Dice’s coefficient says."""
_CAPITALS = 3
"""A name has its capital so many times as often as not."""
_LONGEST = 4
"""Words of a term, or of a name."""
_ALONE = 5
"""A word by itself has at least so many letters: shorter ones are seldom terms."""
_SENTENCE_END = re.compile(r"[.!?…:]\W*\Z")


class Text(NamedTuple):
    """A segment in both languages; either may be empty."""

    uk: str
    en: str


class Candidate(NamedTuple):
    """A name or a term that might belong into the glossary."""

    kind: str
    """``name`` or ``term``."""
    uk: str
    en: str
    """What seems to stand for it in the other language; empty where nothing does."""
    segments: int
    """In how many segments it stands."""
    suggestion: str = ""
    """A Ukrainian name in Latin letters, by resolution 55 of 2010, where that is not what stands there."""


class _Phrase(NamedTuple):
    """A stretch of words."""

    key: tuple[str, ...]
    """The words, each as the form that speaks for all its forms."""
    text: str
    is_name: bool


class _Found:
    """What one language has: phrases by key, where they stand, and how they are written."""

    def __init__(self, texts: Sequence[str], language: str) -> None:
        self.segments: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self.written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self.names: set[tuple[str, ...]] = set()
        """Phrases that are names nearly wherever they stand."""
        self.of_segment: list[set[tuple[str, ...]]] = []
        words = [_words(text) for text in texts]
        capital, small = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
        same = _lemmas(word for segment in words for word, _begins, _joined in segment)
        for number, segment in enumerate(words):
            phrases = list(_phrases(segment, same, language))
            self.of_segment.append({phrase.key for phrase in phrases})
            for phrase in phrases:
                self.segments[phrase.key].add(number)
                self.written[phrase.key][phrase.text] += 1
                capital[phrase.key] += phrase.is_name
                small[phrase.key] += phrase.text[0].islower()
        self.names = {key for key, count in capital.items() if count > _CAPITALS * small[key]}

    def text(self, key: tuple[str, ...]) -> str:
        """How a phrase is written: as its words are by themselves if it stands so, else most often.

        What is no name loses a capital that it may owe to the beginning of a sentence.
        """
        forms = self.written[key]
        own = " ".join(key)
        best = min(forms, key=lambda text: (plain(text).lower() != own, -forms[text], len(text), text))
        return best if key in self.names or not best.istitle() else best.lower()

    def counted(self, at_least: int) -> dict[tuple[str, ...], int]:
        """Phrases that stand in enough segments, and not only as a part of a longer one."""
        often = {key: len(at) for key, at in self.segments.items() if len(at) >= at_least}
        inside = {
            part
            for key, count in often.items()
            for length in range(1, len(key))
            for start in range(len(key) - length + 1)
            if often.get(part := key[start : start + length]) == count
        }
        return {key: count for key, count in often.items() if key not in inside}


def candidates(texts: Iterable[Text], *, at_least: int = 3) -> list[Candidate]:
    """Names and terms of some texts, those in most segments first, names before terms.

    A name is what has capitals that it does not owe to the beginning of a sentence; its translation is what
    sounds like it in the same segments. A term is what stands in enough segments and has several words, or
    one that is translated by the same again and again. Of all forms that one is given which has the others.

    Args:
        texts: segments, translated or not.
        at_least: in how many of them something has to stand.
    """
    texts = list(texts)
    uk, en = (_Found([text[side] for text in texts], name) for side, name in enumerate(("uk", "en")))
    names = list(_names(uk, en, at_least))
    taken = {word for one in names for text in (one.uk, one.en) for word in plain(text).lower().split()}
    terms = [
        one for one in _terms(uk, en, at_least) if not taken & set(plain(one.uk or one.en).lower().split())
    ]
    return sorted([*names, *terms], key=lambda one: (one.kind, -one.segments, one.uk, one.en))


def _names(uk: _Found, en: _Found, at_least: int) -> Iterator[Candidate]:
    paired: set[tuple[str, ...]] = set()
    frequent = {key: len(at) for key, at in en.segments.items() if key in en.names and len(at) > 1}
    for key, count in uk.counted(at_least).items():
        if key not in uk.names:
            continue
        text = uk.text(key)
        best = _translation(key, uk, en, frequent)
        if best is None:
            yield Candidate("name", text, "", count, "" if text.isupper() else romanised(text))
            continue
        paired.add(best)
        written, official = en.text(best), ""
        if _sounds_like(key, best) and not text.isupper():
            text = " ".join(map(_nominative, text.split(), written.split()))
            official = romanised(text) if skeleton(text) == skeleton(written) else ""
        yield Candidate("name", text, written, count, "" if official == written else official)
    for key, count in en.counted(at_least).items():
        if key in en.names and key not in paired:
            yield Candidate("name", "", en.text(key), count)


def _terms(uk: _Found, en: _Found, at_least: int) -> Iterator[Candidate]:
    used = set()
    frequent = {key: count for key, count in en.counted(at_least).items() if key not in en.names}
    for key, count in uk.counted(at_least).items():
        if key in uk.names:
            continue
        best = _translation(key, uk, en, frequent)
        if best is not None:
            used.add(best)
            yield Candidate("term", uk.text(key), en.text(best), count)
        elif len(key) > 1:
            yield Candidate("term", uk.text(key), "", count)
    for key, count in frequent.items():
        if len(key) > 1 and key not in used:
            yield Candidate("term", "", en.text(key), count)


def _translation(
    key: tuple[str, ...], uk: _Found, en: _Found, known: dict[tuple[str, ...], int]
) -> tuple[str, ...] | None:
    """The phrase of ``known`` that stands in the same segments most often, or else sounds the same."""
    at = uk.segments[key]
    near = Counter(other for number in at for other in en.of_segment[number] if other in known)
    scored = {other: 2 * both / (len(at) + known[other]) for other, both in near.items()}
    for other in scored:
        if key in uk.names and _sounds_like(key, other):
            scored[other] += _SOUND
    best = max(scored, key=lambda other: (scored[other], len(other), other), default=None)
    return best if best is not None and scored[best] >= _SAME_TERM else None


_LAST_VOWEL = re.compile(r"[оеє](?=[^аеєиіїоуюя]+\Z)")
_BEHIND_CONSONANT, _BEHIND_VOWEL = ("", "а", "я", "ь", "и", "і", "ий", "ій"), ("й", "я", "ї")


def _nominative(word: str, latin: str) -> str:
    """A name as it is by itself, of which a text may have another case: English tells, for it has none.

    That is the word that may have this form and whose official spelling is ``latin``; else the form.
    """
    stems = [word[: len(word) - cut] for cut in range(4) if len(word) - cut > 1]
    stems += [_LAST_VOWEL.sub(lambda vowel: "ї" if vowel[0] == "є" else "і", stem) for stem in stems]
    small = plain(word).lower()
    for stem in stems:
        for ending in _BEHIND_VOWEL if stem[-1] in "аеєиіїоуюя" else _BEHIND_CONSONANT:
            if romanised(stem + ending) == latin and is_form(small, forms_of(plain(stem + ending).lower())):
                return stem + ending
    return word


def _sounds_like(one: Sequence[str], two: Sequence[str]) -> bool:
    return len(one) == len(two) and all(
        alike(first, second) >= _SAME_NAME for first, second in zip(one, two, strict=True)
    )


def _words(text: str) -> list[tuple[str, bool, bool]]:
    """The words of a text: as written, whether it begins a sentence, whether only a space is before it."""
    text, end = prose(text), 0
    found: list[tuple[str, bool, bool]] = []
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        begins = not found or bool(_SENTENCE_END.search(between)) or between.strip(" ") != between.strip()
        found.append(
            (match[0], begins or bool(re.search(r"[«“\"—–]", between)), between in {" ", "-", "\u00a0"})
        )
        end = match.end()
    return found


def _phrases(
    words: Sequence[tuple[str, bool, bool]], same: dict[str, str], language: str
) -> Iterator[_Phrase]:
    """Names as long as they are, and all stretches of other words that a term could be."""
    name: list[str] = []
    for word, begins, joined in [*words, ("", True, False)]:
        capital = word[:1].isupper() and not (begins and not name)
        if name and not (capital and joined):
            yield _Phrase(tuple(same[plain(one).lower()] for one in name), " ".join(name), True)
            name = []
        if capital and len(word) > 1 and plain(word).lower().partition("'")[0] not in ordinary(language):
            name.append(word)
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            stretch = words[start:end]
            if not all(joined for _word, _begins, joined in stretch[1:]):
                break
            small = [plain(word).lower() for word, _begins, _joined in stretch]
            if _may_be_term(small, language):
                key = tuple(same[word] for word in small)
                yield _Phrase(key, " ".join(word for word, _begins, _joined in stretch), False)


def _may_be_term(words: Sequence[str], language: str) -> bool:
    if any(not word.replace("'", "").isalpha() for word in words):
        return False
    known = ordinary(language)
    if any(word.partition("'")[0] in known for word in (words[0], words[-1])):
        return False
    shortest = min(len(words[0]), len(words[-1]))
    return shortest >= (3 if len(words) > 1 else _ALONE)


@cache
def ordinary(language: str) -> frozenset[str]:
    """Words that are in every text of a language."""
    table = tomllib.loads(files("dvomova.glossary").joinpath("data", "ordinary.toml").read_text("utf-8"))
    return frozenset(plain(word) for word in table[language].split())


def _lemmas(words: Iterable[str]) -> dict[str, str]:
    """For each word, in small letters, the one of all that speaks for its forms: which has most of them."""
    counts = Counter(plain(word).lower() for word in words)
    near: dict[str, list[str]] = defaultdict(list)
    for word in counts:
        near[bones(word)[:2]].append(word)
    same: dict[str, str] = {}
    for some in near.values():
        covered = {
            word: [other for other in some if is_form(other, paradigm)]
            for word in some
            if (paradigm := forms_of(word, verb=False))
        }
        for word in sorted(some, key=lambda one: (-len(covered[one]), len(one), one)):
            if word not in same:
                same.update((other, word) for other in covered[word] if other not in same)
    return same
