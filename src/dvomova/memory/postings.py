"""Which pairs have which words: the index of a memory, the same in every store.

Under a key stand the numbers of some hundreds of pairs that have a word, in texts of one size, in order. The
key is the word, the size, and the first of those numbers, in 63 bits; so what a word has in texts of all
sizes near one stands together. Of the numbers the steps from one to the next are kept, in two bytes each as
long as that is enough; once no more come under a key, they are compressed.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from heapq import nlargest
from itertools import accumulate, islice
from math import ceil
from operator import sub
from zlib import compress, decompress

from dvomova.errors import FileError
from dvomova.memory.words import numbered, prose_words, size, sizes_near, words_in

_SIZES, _PAIRS = 32, 2**26
_FULL = 1_000
"""So many numbers stand under a key, then another one is begun."""
_CLOSED = ord("Z")
"""With what compressed numbers begin; others begin with the code that ``array`` has for theirs."""
_SHARE = 0.45
"""The share of its words that a text worth comparing has in common with the one asked for, at the least."""
_LOOKED_FOR = 200
"""So many words of a text are looked for, at the most …"""
_READ = 100_000
"""… and so many bytes read; then the words that are left, the commonest, are passed over."""
_CANDIDATES = 200
"""So many pairs are worth comparing: those that share the most words …"""
_SHORT = 2_000
"""… or more, of short texts, as long as all of them have about so many words."""

Chunk = tuple[int, bytes]
"""A key and what stands there."""
Span = tuple[int, int]
"""The first key and the last one of some."""


def having(pairs: Iterable[tuple[int, str, str]]) -> dict[int, list[int]]:
    """By which tokens pairs are found, (number, uk, en) of each: the numbers of those that have a token.

    A token is a word with the size of its text, in one of the languages.
    """
    found = defaultdict[int, list[int]](list)
    for number, uk, en in pairs:
        for token in (*_tokens(uk, "uk"), *_tokens(en, "en")):
            found[token].append(number)
    return found


def _tokens(text: str, language: str) -> list[int]:
    words = prose_words(text)
    first = _token(0, size(len(words)))
    return [word * _SIZES + first for word in numbered(words, language)]


def _token(word: int, size: int) -> int:
    return word * _SIZES + min(size, _SIZES - 1)


def token(key: int) -> int:
    """Whose key it is."""
    return key // _PAIRS


def span(token: int, pair: int = _PAIRS - 1) -> Span:
    """The first key of a token, and the last one under which a pair may stand."""
    return token * _PAIRS, token * _PAIRS + pair


def appended(token: int, last: Chunk | None, pairs: Sequence[int]) -> list[Chunk]:
    """What stands under the keys of a token once it has more pairs, the numbers of all of which are higher.

    Args:
        token: of ``having``.
        last: what stands under its last key.
        pairs: the new ones, in order.
    """
    if pairs[-1] >= _PAIRS:
        raise FileError(_("the memory is full: it holds {number} pairs").format(number=_PAIRS))
    if last is None:
        return [_chunk(token, pairs[place : place + _FULL]) for place in range(0, len(pairs), _FULL)]
    key, data = last
    steps = None if data[0] == _CLOSED else _steps(data)
    if steps is None or len(steps) + len(pairs) > _FULL:
        closed = [] if steps is None else [(key, bytes([_CLOSED]) + compress(data))]
        return [*closed, *appended(token, None, pairs)]
    new = _between(key % _PAIRS + sum(steps), pairs)
    if steps.typecode == _code(new):
        return [(key, data + _bytes(steps.typecode, new))]
    steps = array("I", steps)
    steps.extend(new)
    return [(key, b"I" + _bytes("I", steps))]


def _chunk(token: int, pairs: Sequence[int]) -> Chunk:
    return token * _PAIRS + pairs[0], _packed(pairs[0], pairs)


def without(token: int, pairs: Iterable[int], last: Callable[[Span], Chunk | None]) -> Iterator[Chunk]:
    """What stays under the keys of a token once pairs are gone that had it; nothing where that is empty.

    Args:
        token: of ``having``.
        pairs: their numbers.
        last: what stands under the last key within a span.
    """
    left = set(pairs)
    while left and (chunk := last(span(token, max(left)))):
        first = chunk[0] % _PAIRS
        there = [number for number in _numbers(chunk) if number not in left]
        yield chunk[0], _packed(first, there) if there else b""
        left = {number for number in left if number < first}


def _packed(first: int, numbers: Sequence[int]) -> bytes:
    steps = _between(first, numbers)
    code = _code(steps)
    return code.encode() + _bytes(code, steps)


def _between(first: int, numbers: Sequence[int]) -> list[int]:
    """The steps from a number to the first of some, and from each of them to the next."""
    return list(map(sub, numbers, (first, *numbers[:-1])))


def _code(steps: Sequence[int]) -> str:
    return "H" if max(steps) < 2**16 else "I"


def _bytes(code: str, steps: Iterable[int]) -> bytes:
    return _little(array(code, steps)).tobytes()


def _numbers(chunk: Chunk) -> Iterator[int]:
    key, data = chunk
    steps = _steps(decompress(memoryview(data)[1:]) if data[0] == _CLOSED else data)
    return islice(accumulate(steps, initial=key % _PAIRS), 1, None)


def _steps(data: bytes) -> array[int]:
    steps = array(chr(data[0]))
    steps.frombytes(memoryview(data)[1:])
    return _little(steps)


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def nearest(
    text: str,
    language: str,
    volumes: Callable[[Sequence[Span]], Sequence[int]],
    within: Callable[[Sequence[Span]], Iterable[Chunk]],
) -> list[int]:
    """The numbers of the pairs most worth comparing with a text: those that share the most of its words.

    Args:
        text: what is asked for.
        language: of it.
        volumes: how many bytes stand within each of some spans.
        within: what stands there, in any order.
    """
    words = prose_words(text)
    sizes = sorted({min(near, _SIZES - 1) for near in sizes_near(len(words))})
    spans = [
        (_token(word, sizes[0]) * _PAIRS, (_token(word, sizes[-1]) + 1) * _PAIRS - 1)
        for word in numbered(words, language)[:_LOOKED_FOR]
    ]
    rarest = sorted(zip(volumes(spans), spans, strict=True))
    upto = accumulate(volume for volume, _span in rarest)
    read = [span for (_volume, span), so_far in zip(rarest, upto, strict=True) if so_far <= _READ]
    read = read or [rarest[0][1]]
    needed = {near: ceil(_SHARE * (len(words) + words_in(near)) / 2) for near in sizes}
    passed = len(words) - len(spans)
    first = {near: len(spans) - number + passed for near, number in needed.items()}
    votes = _votes(read, first, within(read))
    shares = {near: 2 / (len(words) + words_in(near)) for near in sizes}
    return _best(votes, shares, max(_CANDIDATES, _SHORT // len(words)))


def _votes(
    spans: Sequence[Span], first: Mapping[int, int], chunks: Iterable[Chunk]
) -> dict[int, Counter[int]]:
    """How many words pairs share, by the size of their texts.

    A text that shares as many as are needed has not only the commonest of them: so of these only the pairs
    are counted that were there before.

    Args:
        spans: of the words, the rarest first.
        first: up to which of them, by size, a word may be the first one that a pair is seen to share.
        chunks: what stands there.
    """
    votes: dict[int, Counter[int]] = {near: Counter() for near in first}
    having = defaultdict[int, list[Chunk]](list)
    for chunk in chunks:
        having[chunk[0] // (_PAIRS * _SIZES)].append(chunk)
    for place, (key, _last) in enumerate(spans):
        for chunk in having[key // (_PAIRS * _SIZES)]:
            near = chunk[0] // _PAIRS % _SIZES
            there, numbers = votes[near], _numbers(chunk)
            there.update(numbers if place <= first[near] else filter(there.__contains__, numbers))
    return votes


def _best(votes: Mapping[int, Counter[int]], shares: Mapping[int, float], at_most: int) -> list[int]:
    """Pairs by the share of words that they have in common, the most first."""
    levels = [
        (count * shares[near], near, count, number)
        for near in votes
        for count, number in Counter(votes[near].values()).items()
    ]
    least, there = dict[int, int](), 0
    for _share, near, count, number in sorted(levels, reverse=True):
        if there >= at_most:
            break
        least[near] = count
        there += number
    found = [
        (count * shares[near], pair)
        for near in least
        for pair, count in votes[near].items()
        if count >= least[near]
    ]
    return [pair for _share, pair in nlargest(at_most, found)]
