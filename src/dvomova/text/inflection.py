"""Forms of words by rule: whether a word may be another one in some case, number or tense.

A light stemmer turned round. Not every word is cut down to one stem, which would make one of «місто» and
«мости»; a word that is looked for says what its stems are and which endings each takes. Endings and
alternations are those of the Ukrainian orthography of 2019, as far as the end of a word tells its class.
What only a dictionary knows (люди of людина) is not known here.
"""

from __future__ import annotations

import re
import unicodedata

Paradigm = tuple[tuple[str, frozenset[str]], ...]
"""Stems, each with the endings that it takes; in small letters, apostrophes as ``'``."""

WORD = re.compile(r"[^\W_](?:[\u0300-\u036f\u00ad]*[^\W_])*[\u0300-\u036f]*(?:['’ʼ‘`´](?=[^\W\d_])[^\W_]+)*")
"""A run of letters and digits, apostrophes inside; a hyphen parts words."""
_MARKS = re.compile("[\u0301\u00ad]")
"""A stress mark, a soft hyphen: said to a reader, no part of a word."""
_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def plain(word: str) -> str:
    """A word as it is compared: composed, without stress marks and soft hyphens, its apostrophes ``'``."""
    if not word.isascii():
        word = _MARKS.sub("", unicodedata.normalize("NFC", word)).translate(_APOSTROPHES)
    return word


_FOLDED = str.maketrans(
    {
        **dict.fromkeys("аеєиіїоуюяйьё'aeiouy", None),
        **dict.fromkeys("зж", "г"),
        **dict.fromkeys("цч", "к"),
        **dict.fromkeys("сш", "х"),
        "f": "v",
    }
)
"""Consonants that alternate before endings (рука, руці, ручний; knife, knives) are one."""
_VOWELS = frozenset("аеєиіїоуюяaeiouy")
_TWICE = re.compile(r"(.)\1+")


def bones(word: str) -> str:
    """The consonants of a word, so folded that those of a stem are how the bones of all its forms begin.

    Args:
        word: in small letters, ``plain``.
    """
    first = "а" if word[:1] in _VOWELS else ""
    return first + _TWICE.sub(r"\1", word.translate(_FOLDED))


def forms_of(word: str, *, verb: bool | None = None) -> Paradigm:
    """What stems a word has, and which endings each takes.

    Args:
        word: in small letters, ``plain``, as dictionaries have it, a plural, or an adjective in any gender.
        verb: whether it is one; None where nobody knows: then the ending of Ukrainian infinitives tells.
    """
    if len(word) < 3 or not word[-1].isalpha():
        return ((word, _NOTHING),)
    found = _ukrainian(word, verb=verb) if _CYRILLIC.search(word) else _english(word, verb=verb)
    return (*found, (word, _NOTHING))


def is_form(word: str, paradigm: Paradigm) -> bool:
    """Whether a word (in small letters, ``plain``) is one of a paradigm."""
    return any(word.startswith(stem) and word[len(stem) :] in endings for stem, endings in paradigm)


def stem_bones(paradigm: Paradigm) -> frozenset[str]:
    """The bones of all stems: those of any form begin with one of them."""
    return frozenset(bones(stem) for stem, _endings in paradigm)


def _set(endings: str) -> frozenset[str]:
    return frozenset(endings.replace("-", "").split(" "))


_NOTHING = _set("-")
_ADJECTIVE = _set(
    "ий ого ому им ім а ої ій у ою е і их ими ього ьому я ьої ю ьою є іх іми їй єї єю їх їм їми його йому"
)
_IN_II = _set("ій ія ію ієм ієві ії їв іям іями іях їй їя їю їєм їєві її їям їями їях")
"""Андрій, Маріїн … : nouns that end as adjectives do."""
_FEMININE = _set("а у и ою о ам ами ах я ю ею єю е є ям ями ях")
_BEFORE_I = _set("і ї")
_NEUTER = _set("о е є и а я у ю ові еві єві ом ем єм і ї ам ами ах ям ями ях")
_PLURAL = _set("и і ї а я ів їв ей ам ям ами ями ах ях")
_MASCULINE = _set("- ь й а я у ю ові еві єві ом ем єм і ї и ів їв ей ам ям ами ями ах ях ьми е є о")
_CLOSED = _set("- ь й")
_OPEN = _MASCULINE - _CLOSED
_SOFTER = {"к": ("ц", "ч"), "г": ("з", "ж"), "х": ("с", "ш")}
"""What a last consonant becomes before і (руці, нозі, мусі), and before е (друже)."""
_LIKE_ADJECTIVE = re.compile(r"(?:[сзц]ьк|[нвтлчшщр])\Z")
_VERB = re.compile(r"(?P<stem>.{2,}?)(?P<theme>увати|ювати|нути|[аяиіїо]ти|ти)(?:ся|сь)?\Z")
_SUFFIXES = (
    "в ла ло ли ти тиму тимеш тиме тимемо тимете тимуть вши но то ний ного ному ним на ної ній ну ною не ні "
    "них ними чи ння нню нням нні нь тий того тому тим та тої тій ту тою те ті тих тими"
).split()
_PRESENT = (
    "у ю єш єте є єть ємо ють еть еш ете е емо уть иш ите ить имо ать ять ь ьте й йте и іть імо ім їш їть їмо"
).split()


def _verb_endings(pasts: tuple[str, ...], presents: tuple[str, ...]) -> frozenset[str]:
    """All endings of a verb: what stands between its stem and them in the past, and in the present."""
    bare = {between + suffix for between in pasts for suffix in _SUFFIXES}
    bare |= {between + ending for between in presents for ending in _PRESENT}
    return frozenset(bare | {one + back for one in bare for back in ("ся", "сь")})


_VERB_ENDINGS = {
    "увати": _verb_endings(("ува", "ова"), ("у", "ува")),
    "ювати": _verb_endings(("юва", "ьова", "йова"), ("ю", "юва")),
    "нути": _verb_endings(("ну",), ("н",)),
    "ати": _verb_endings(("а",), ("", "а")),
    "яти": _verb_endings(("я",), ("", "я")),
    "ити": _verb_endings(("и", "е", "ле"), ("", "л")),
    "іти": _verb_endings(("і", "е"), ("", "і")),
    "їти": _verb_endings(("ї", "є"), ("", "ї")),
    "оти": _verb_endings(("о",), ("",)),
    "ти": _verb_endings(("", "е"), ("",)),
}


_SOFTER_VERBS = {"к": "ч", "г": "ж", "з": "ж", "с": "ш", "х": "ш", "т": "ч", "д": "дж"}
"""What a last consonant becomes in the present: казати, каже; хотіти, хоче; водити, воджу."""
_OTHER_STEMS = {
    "людина": ("люд", _set("и ей ям ьми ях")),
    "дитина": ("діт", _set("и ей ям ьми ях")),
    "тиждень": ("тижн", _set("я ю еві ем і ів ям ями ях")),
    "око": ("оч", _set("і ей ам има ах")),
}
"""Words of every newspaper that have a stem which no rule gives."""


def _ukrainian(word: str, *, verb: bool | None) -> Paradigm:
    found: list[tuple[str, frozenset[str]]] = []
    if verb is not False and (match := _VERB.fullmatch(word)):
        stem, theme = match["stem"], match["theme"]
        found.append((stem, _VERB_ENDINGS[theme]))
        if softer := _SOFTER_VERBS.get(stem[-1]):
            found.append((stem[:-1] + softer, _VERB_ENDINGS["ти"]))
    last, stem = word[-1], word[:-1]
    if word.endswith(("ий", "ій", "їй")):
        found += [(word[:-2], _ADJECTIVE if word[-2] == "и" else _ADJECTIVE | _IN_II)]
    elif last in "ая":
        found += [(stem, _FEMININE), *_softened(stem), *_closed(stem)]
    elif last in "оеє":
        found += [(stem, _NEUTER), *_softened(stem), *_closed(stem)]
    elif last in "иії":
        found += [(stem, _PLURAL), *_closed(stem)]
    elif last not in _VOWELS:
        found += _masculine(word)
    if last in "аяоеєії" and _LIKE_ADJECTIVE.search(stem):
        found.append((stem, _ADJECTIVE - {"ий"}))
    return (*found, _OTHER_STEMS[word]) if word in _OTHER_STEMS else tuple(found)


def _masculine(word: str) -> Paradigm:
    """A word without an ending: nouns of the second and third declensions, surnames in -ів, -ин."""
    stem = word[:-1] if word[-1] in "ьй" else word
    found = [(stem, _MASCULINE), *_softened(stem)]
    for other in _opened(stem):
        found += [(other, _OPEN), *_softened(other)]
    if word[-1] == "ь" or word[-1] in "чшжщ":
        found.append((stem + stem[-1], _set("ю")))  # сіллю, ніччю
    if word.endswith(("анин", "янин", "арин")):
        found.append((word[:-2], _set("- и ам ами ах")))  # росіянин, росіяни
    if re.search(r"(?:[оеєії]в|[иії]н)\Z", stem):
        found += [(one, _set("им их ими ій ою ої")) for one in (stem, *_opened(stem))]
    return tuple(found)


def _opened(stem: str) -> tuple[str, ...]:
    """A last closed syllable before an ending: Харків, Харкова; кравець, кравця; боєць, бійця."""
    if len(stem) < 3 or stem[-1] in _VOWELS:
        return ()
    place = max((at for at, letter in enumerate(stem) if letter in _VOWELS), default=-1)
    vowel, before, after = stem[place], stem[:place], stem[place + 1 :]
    if place < 1 or len(after) > 2:
        return ()
    if vowel in "ії":
        return tuple(before + other + after for other in ("ое" if vowel == "і" else "оєй"))
    if vowel == "є" and len(after) == 1:
        return (before + "й" + after, before.rstrip("оеє") + "ій" + after)
    if vowel in "ое" and len(after) == 1:
        return (before + after, before + "ь" + after)
    return ()


def _closed(stem: str) -> Paradigm:
    """The genitive plural without an ending: книжка, книжок; робота, робіт; земля, земель; знання, знань."""
    if len(stem) < 2 or stem[-1] in _VOWELS:
        return ((stem, _set("й")),)
    found = [stem]
    if stem[-1] == stem[-2]:
        found.append(stem[:-1])
    elif stem[-2] not in _VOWELS:
        bare = stem[:-1].rstrip("ьй'")
        found += [bare + vowel + stem[-1] for vowel in "оеє"]
    place = max((at for at, letter in enumerate(stem) if letter in _VOWELS), default=-1)
    if place >= 0 and stem[place] in "оеє":
        found.append(stem[:place] + ("ї" if stem[place] == "є" else "і") + stem[place + 1 :])
    return tuple((one, _CLOSED) for one in found)


def _softened(stem: str) -> Paradigm:
    if not (softer := _SOFTER.get(stem[-1:])):
        return ((stem, _BEFORE_I),)
    return ((stem, _BEFORE_I), (stem[:-1] + softer[0], _BEFORE_I), (stem[:-1] + softer[1], _set("е і")))


_OWNED = _set("- 's s s' es es' '")
_IRREGULAR = {
    "man": "men", "foot": "feet", "tooth": "teeth", "goose": "geese", "mouse": "mice", "child": "children",
    "person": "people",
}  # fmt: skip
"""Endings of English words whose plural is another one; woman and policeman are man too."""


def _english(word: str, *, verb: bool | None) -> Paradigm:
    found = [(word, _OWNED)]
    if word[-1] == "y" and word[-2] not in _VOWELS:
        found.append((word[:-1], _set("ies ies' ied") if verb else _set("ies ies'")))
    if word.endswith(("f", "fe")):
        found.append((word.rstrip("e")[:-1], _set("ves ves'")))
    if word.endswith("is"):
        found.append((word[:-2], _set("es")))
    found += [
        (word[: -len(one)] + many, _OWNED)
        for one, many in _IRREGULAR.items()
        if word == one or (one == "man" and word.endswith(one))
    ]
    if verb:
        bare = word.removesuffix("e")
        found.append((bare, _set("e ed es ing")))
        if word[-1] not in _VOWELS and word[-2] in _VOWELS:
            found.append((word + word[-1], _set("ed ing")))
    return tuple(found)
