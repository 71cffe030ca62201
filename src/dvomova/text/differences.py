"""Word diffs that a person reads at a glance: words, numbers, marks and markup apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

_WORDS = r"""
      \d{1,3} (?: [ ] \d{3} )++ (?: [.,] \d++ )?+ (?! [ ]? \d | [‑‐-]? [^\W_] )   # 12 500  1 250 000,50
    | \d++ (?: [.,:\u00a0\u202f] \d++ )*+ (?! [‑‐-]? [^\W_] )   # 4,5  12:30  10 000 (with its no-break space)
    | [^\W_] [^\W_\u0300-\u036f]*+ [\u0300-\u036f]*+     # a word; a stress mark stays on its vowel
      (?: [^\W_]++ [\u0300-\u036f]*+
        | ['’ʼ‘`´‑‐-] (?= [^\W_] ) )*+                   # п’ять  well-known  2022-го  COVID-19
    | \s+ | \*+ | ~+ | `+
    | .
"""
_MARKUP = r"""
      </?[A-Za-z] [^<>]* >                               # a tag
    | \]\( [^()\s]* (?: \s+ "[^"]*" )? \)                # where a link leads
    | \{\{ [<%] [^{}]* [%>] \}\} | \{ [.#:] [^{}]* \}         # a shortcode; attributes
    | https?:// [^\s<>"«»“”()]* [^\s<>"«»“”().,;:!?'’\]}*_]
"""
_FLAGS = re.VERBOSE | re.DOTALL
_FINE = re.compile(_WORDS, _FLAGS)
_WHOLE = re.compile(_MARKUP, _FLAGS)
_COARSE = re.compile(f"{_MARKUP}|{_WORDS}", _FLAGS)

_BLANKS = str.maketrans({" ": "␣", "\u00a0": "⍽", "\u202f": "⍽", "\u2009": "⍽", "\t": "⇥", "\n": "⏎"})
_UNSEEN = "\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_LATIN, _CYRILLIC = "aceiopxyABCEHIKMOPTXY", "асеіорхуАВСЕНІКМОРТХУ"
_ODD = re.compile(f"[{_UNSEEN}]")
_ODD_BESIDE_ITS_LIKE = re.compile(f"[{_UNSEEN}{_LATIN}‐‑]")
_LOOKS = str.maketrans(f"{_LATIN}‐‑\u00a0\u202f\u2009", f"{_CYRILLIC}--   ")
"""Letters and signs to others that look the same."""

_REWRITTEN = 0.25
"""Share of letters in common below which the words left in place would only confuse."""
_LONG = 6
"""Words from which on a text can be said to be rewritten."""
_SCATTERED = 2
"""So many single words left in place between changes, one after the other, only confuse too."""
_LIKE = 0.5
"""Share of letters in common from which on it is shown what changed inside a tag or an address."""

Run = tuple[str, str]


class _Part(NamedTuple):
    """Pieces that stand in both texts, or such as replace each other."""

    is_equal: bool
    before: Sequence[str]
    after: Sequence[str]


def pieces(text: str) -> list[str]:
    """``text`` cut into words, numbers, blanks, marks, whole tags and addresses; joined they give it back."""
    return _COARSE.findall(text)


def word_diff(old: str, new: str) -> list[Run]:
    """What was taken out and put in, in reading order.

    Returns:
        Pairs of ``"="`` (in both), ``"-"`` (only in ``old``) or ``"+"`` (only in ``new``) and the
        text; the ``=`` and ``-`` ones joined give ``old``, the ``=`` and ``+`` ones ``new``.
    """
    parts = _parts(pieces(old), pieces(new))
    if _is_rewritten(parts):
        parts = [_as_one(parts)]
    runs = (run for part in _gathered(parts) for run in _runs(part))
    return [
        (sign, "".join(text for _sign, text in same)) for sign, same in groupby(runs, key=lambda run: run[0])
    ]


def _parts(before: Sequence[str], after: Sequence[str]) -> list[_Part]:
    """What is equal and what is not, by turns."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [_Part(name == "equal", before[i:j], after[k:m]) for name, i, j, k, m in codes]


def _as_one(parts: Sequence[_Part]) -> _Part:
    before = [piece for part in parts for piece in part.before]
    after = [piece for part in parts for piece in part.after]
    return _Part(before == after, before, after)


def _gathered(parts: Sequence[_Part]) -> Iterator[_Part]:
    """The parts; what only confuses where it stands between changes is drawn into them."""
    place = 0
    while place < len(parts):
        end = place
        if not parts[place].is_equal:
            while end + 2 < len(parts) and _is_island(parts[end + 1]):
                end += 2
        yield from _without_islands(parts[place : end + 1])
        place = end + 1


def _is_island(part: _Part) -> bool:
    """Whether it is no more than a word; a number that stays is worth seeing."""
    return _words(part.before) <= 1 and not any(piece[0].isdigit() for piece in part.before)


def _without_islands(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Changes with islands between them: as one where there are many, else without those that are blank."""
    islands, changes = parts[1::2], parts[::2]
    many = sum(map(_words, (part.before for part in islands))) >= _SCATTERED
    if many and _letters_of(islands) <= _letters_of(changes):
        yield _as_one(parts)
        return
    current = parts[0]
    for island, change in zip(islands, changes[1:], strict=True):
        if _is_blank(island):
            current = _as_one([current, island, change])
        else:
            yield current
            yield island
            current = change
    yield current


def _is_blank(part: _Part) -> bool:
    return not "".join(part.before).strip()


def _runs(part: _Part) -> Iterator[Run]:
    """A part as runs; of a tag or an address that replaces another one what differs in them."""
    before, after = "".join(part.before), "".join(part.after)
    if part.is_equal:
        yield "=", before
    elif len(part.before) == len(part.after) == 1 and _WHOLE.match(before) and _WHOLE.match(after):
        inside = _parts(_FINE.findall(before), _FINE.findall(after))
        for one in _gathered(inside if _in_common(inside) >= _LIKE else [_as_one(inside)]):
            yield from _replaced("".join(one.before), "".join(one.after))
    else:
        yield from _replaced(before, after)


def _replaced(before: str, after: str) -> Iterator[Run]:
    runs = [("=", before)] if before == after else [("-", before), ("+", after)]
    yield from (run for run in runs if run[1])


def _is_rewritten(parts: Sequence[_Part]) -> bool:
    """Whether two texts of some length share so little that they are better read one after the other."""
    whole = _as_one(parts)
    shorter = min(_words(whole.before), _words(whole.after))
    return shorter >= _LONG and _in_common(parts) < _REWRITTEN


def _in_common(parts: Sequence[_Part]) -> float:
    """The share of the letters that stand in both texts."""
    return _letters_of(part for part in parts if part.is_equal) / max(1, _letters_of(parts))


def _letters_of(parts: Iterable[_Part]) -> int:
    return sum(_letters(part.before) + _letters(part.after) for part in parts)


def _words(parts: Sequence[str]) -> int:
    return sum(part[0].isalnum() for part in parts)


def _letters(parts: Sequence[str]) -> int:
    return sum(len(part) for part in parts if part[0].isalnum())


def shown(old: str, new: str) -> list[Run]:
    """The runs of ``word_diff`` as they can be seen.

    Blanks that alone were put in or taken out are signs (␣, ⍽ no-break, ⇥, ⏎), characters that nobody sees
    are ⟨U+00AD⟩ and their like; and where two runs look the same, so are Latin letters among Cyrillic ones.
    """
    runs = word_diff(old, new)
    found = []
    for place, (sign, text) in enumerate(runs):
        beside = [other for near, other in runs[max(0, place - 1) : place + 2] if near + sign in {"+-", "-+"}]
        is_alike = any(_looks(text) == _looks(other) for other in beside)
        found.append((sign, text if sign == "=" else _seen(text, is_alike=is_alike)))
    return found


def _looks(text: str) -> str:
    return _ODD.sub("", text).translate(_LOOKS)


def _seen(text: str, *, is_alike: bool) -> str:
    if is_alike:
        return _ODD_BESIDE_ITS_LIKE.sub(_spelled, text).translate(_BLANKS)
    text = _ODD.sub(_spelled, text)
    return text.replace("\n", "⏎\n") if text.strip() else text.translate(_BLANKS)


def _spelled(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def marked(old: str, new: str) -> str:
    """The word diff in plain text: ``[-taken out-]{+put in+}``."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(signs[sign].format(text) for sign, text in shown(old, new))
