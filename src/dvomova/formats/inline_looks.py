"""How the text of a paragraph looks: what most of it has in common goes unsaid, the rest gets tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from dvomova.formats.inline import TAGS, Formatting, Item, Wrapper

Step = Wrapper | Formatting | str
"""What one tag of a text opens; a bare one is told by its name."""


class Looks:
    """The formatting of one paragraph."""

    def __init__(self, items: Iterable[Item], visible: Sequence[Item], depth: int) -> None:
        """Find out what goes unsaid.

        Args:
            items: all of the paragraph.
            visible: those that translators see.
            depth: how many wrappers are open around all of these.
        """
        self._depth = depth
        self._known: dict[tuple[frozenset[tuple[str, str]], frozenset[str]], Formatting] = {}
        bodies = [item for item in visible if _is_body(item)]
        for item in bodies:
            self._same(item)
        free = [item for item in bodies if not self._codes(item)] or bodies
        told = [self._known.get(_key(item)) for item in items if item.kind == "base" and item.run]
        self.base = next((looks for looks in told if looks), None) or self._most(free)
        self.bases = {
            wrapper: self._plainest(item for item in bodies if wrapper in item.wrappers)
            for wrapper in {wrapper for item in bodies for wrapper in self._codes(item)}
        }

    @property
    def formats(self) -> tuple[Formatting, ...]:
        """All that are met in the paragraph."""
        return tuple(self._known.values())

    def steps(self, visible: Sequence[Item]) -> list[list[Step]]:
        """For each item what is open around it, outermost first.

        White space looks as both its neighbours do, and codes that hold no text as well.
        """
        before: list[list[Step] | None] = []
        last: list[Step] | None = None
        for item in visible:
            last = self._steps(item) if _is_body(item) else last
            before.append(last)
        found: list[list[Step]] = []
        after: list[Step] = []
        for item, steps in zip(reversed(visible), reversed(before), strict=True):
            if _is_body(item):
                after = steps or []
                found.append(after)
            else:
                found.append(self._between(item, common([steps or [], after])))
        return found[::-1]

    def _between(self, item: Item, shared: list[Step]) -> list[Step]:
        if item.kind != "void":
            return shared
        codes: list[Step] = [*self._codes(item)]
        return shared if [step for step in shared if isinstance(step, Wrapper)] == codes else codes

    def _steps(self, item: Item) -> list[Step]:
        codes = self._codes(item)
        looks, base = self._same(item), self.bases[codes[-1]] if codes else self.base
        if looks.core == base.core and looks.tags >= base.tags:
            return [*codes, *(tag for tag in TAGS if tag in looks.tags - base.tags)]
        return [*codes, looks]

    def _codes(self, item: Item) -> list[Wrapper]:
        return [wrapper for wrapper in item.wrappers[self._depth :] if wrapper.means]

    def _same(self, item: Item) -> Formatting:
        """The first formatting of the paragraph that looks like that of ``item``."""
        assert item.run  # noqa: S101  (text stands in runs)
        return self._known.setdefault(_key(item), item.run.formatting)

    def _most(self, items: Sequence[Item]) -> Formatting:
        """The plainest of those that share fonts, colours, sizes with most of the text."""
        lengths = Counter[frozenset[tuple[str, str]]]()
        for item in items:
            lengths[_key(item)[0]] += len(item.text)
        core = lengths.most_common(1)[0][0]
        return self._plainest(item for item in items if _key(item)[0] == core)

    def _plainest(self, items: Iterable[Item]) -> Formatting:
        """By what it is and not by where it stands: a translation may turn the order round."""
        return min(map(self._same, items), key=lambda looks: (
            len(looks.core), sorted(looks.core), len(looks.tags), sorted(looks.tags)
        ))  # fmt: skip


def _is_body(item: Item) -> bool:
    return item.kind != "void" and not item.is_blank


def _key(item: Item) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    assert item.run  # noqa: S101  (text stands in runs)
    return item.run.formatting.core, item.run.formatting.tags


_Any = TypeVar("_Any")


def common(lists: Sequence[Sequence[_Any]]) -> list[_Any]:
    """How all of these begin."""
    first, *others = lists
    for number, step in enumerate(first):
        if any(len(other) <= number or other[number] != step for other in others):
            return list(first[:number])
    return list(first)
