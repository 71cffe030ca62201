"""What a check is, what it answers, and where all of them are written down.

A check is a function from a pair of texts to flaws; its decorator says what people need to know of it.
Its examples, good and bad, are in examples/*.toml under its id: tests run them, documentation shows them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dvomova.checks.batch import Batch, Hint, Numbers
from dvomova.checks.sides import Pair
from dvomova.checks.style import Style
from dvomova.model import Catalog, Severity, Span

FAMILIES = ("content", "language", "form", "protection")


class Edit(NamedTuple):
    """A stretch of the translation and what should stand there."""

    span: Span
    text: str


class Flaw(NamedTuple):
    """What a check finds wrong with one pair."""

    message: str
    """What is wrong and how to mend it, for a person, in the language of the program."""
    source: tuple[Span, ...] = ()
    """Where in the source text."""
    target: tuple[Span, ...] = ()
    """Where in the translation."""
    edits: tuple[Edit, ...] = ()
    """What mends it; empty where a person has to think. None overlap."""
    severity: Severity | None = None
    """Where it is less, or more, than the check's own."""


Run = Callable[[Pair], Iterable[Flaw]]
WordsOf = Callable[[str], frozenset[str]]
RunCatalog = Callable[[Catalog, list[Pair], Style], Iterable[tuple[Pair | None, Flaw]]]


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """One kind of flaw, and how it is found."""

    id: str
    """What it is called in reports, options and comments; never changes."""
    family: str
    """One of ``FAMILIES``."""
    severity: Severity
    title: str
    """What it finds, in one line; a msgid."""
    why: str
    """Why that matters; a msgid."""
    rule: str
    """Where the rule is from: a standard, a resolution, an orthography; empty where reason is enough."""
    run: Run | None = None
    """Looks at a pair."""
    run_catalog: RunCatalog | None = None
    """Looks at a catalog as a whole; what is about no unit is told of None."""
    target: str = ""
    """The language of translations that it is for; empty for any."""
    languages: frozenset[str] = frozenset()
    """If not empty, both sides must be in these."""
    hint: Hint | None = None
    """Names the pairs that it may have something to say of; None where it looks at all."""
    mechanical: bool = False
    """Whether its edits change no meaning, so that ``--fix`` may make them."""

    def concerns(self, source: str, target: str) -> bool:
        """Whether it is for translations from one language into another."""
        return self.target in {"", target} and (not self.languages or {source, target} <= self.languages)


REGISTRY: dict[str, Check] = {}
"""The checks that have been declared so far, by id."""

BOTH = frozenset({"uk", "en"})


def check(
    name: str,
    family: str,
    severity: Severity,
    *,
    title: str,
    why: str,
    rule: str = "",
    target: str = "",
    languages: Collection[str] = (),
    marks: Collection[str] = (),
    words: WordsOf | None = None,
    hint: Hint | None = None,
    mechanical: bool = False,
    whole_catalog: bool = False,
) -> Callable[[Callable[..., Iterable[object]]], Callable[..., Iterable[object]]]:
    """Declare a function as a check; the arguments are the fields of ``Check``, but these two.

    With ``marks``, characters, or ``words``, those of a language in small letters, it looks only at pairs of
    which a text has one of either: the plainest of hints. With none of the three it looks at all.
    """

    def declare(function: Callable[..., Iterable[object]]) -> Callable[..., Iterable[object]]:
        REGISTRY[name] = Check(
            name,
            family,
            severity,
            title,
            why,
            rule,
            run=None if whole_catalog else function,  # type: ignore[arg-type]  # by its declaration
            run_catalog=function if whole_catalog else None,  # type: ignore[arg-type]
            target=target,
            languages=frozenset(languages),
            hint=hint or _hint(marks, words),
            mechanical=mechanical,
        )
        return function

    return declare


def _hint(marks: Collection[str], words: WordsOf | None) -> Hint | None:
    if words is None:
        return (lambda batch: batch.marked(marks)) if marks else None

    def hint(batch: Batch) -> Numbers:
        return batch.marked(marks) | batch.saying(words)

    return hint


class Example(NamedTuple):
    """A pair that a check is right to flag, or not to."""

    source: str
    target: str


@cache
def _examples() -> dict[str, dict[str, list[Any]]]:
    folder = files("dvomova.checks").joinpath("examples")
    tables: dict[str, dict[str, list[Any]]] = {}
    for family in FAMILIES:
        tables |= tomllib.loads(folder.joinpath(f"{family}.toml").read_text("utf-8"))
    return tables


def examples(name: str, kind: str) -> Iterator[Example]:
    """The ``good`` or ``bad`` examples of a check; the language of each text is that of its script."""
    for one in _examples().get(name, {}).get(kind, []):
        yield Example(*one)


def example_terms(name: str) -> list[dict[str, str]]:
    """The glossary that the examples of a check go by: entries as a table of terms has them."""
    return _examples().get(name, {}).get("terms", [])
