"""Runs SRX rules over a text: places where a break rule may fit first, then only there all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from gettext import gettext as _
from itertools import groupby
from typing import Any, NamedTuple

from dvomova.errors import FileError
from dvomova.segmenters.srx import Rule
from dvomova.segmenters.srx_expressions import compiled, excerpt, refers_back, translated

FEW = 20
"""So many rules are asked in their order right away: that is no slower than to ask first whether any fits."""

_BREAKS = "breaks"
_Item = tuple[int, Rule]
"""A rule with its number among all of an engine."""


class Decision(NamedTuple):
    """What rules say of a gap."""

    breaks: bool
    """Whether the text breaks there."""
    place: int
    """The place in the gap where a rule said so; ask :meth:`Engine.rule` which."""


@cache
def engine(rules: tuple[Rule, ...]) -> Engine:
    """The engine for ``rules``, made ready once."""
    return Engine(rules)


class Engine:
    """Rules in their order, compiled: two questions a place, however many rules there are.

    Most places no rule fits. They are told by a pattern that joins all that may stand before a place,
    and all that may come after it: ``regex`` looks through alternatives that stand alone like a
    dictionary, one after the other where each has a condition of its own. Only where both fit are the
    rules asked in their order, and there the time grows with their number.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Compile ``rules``.

        Raises:
            FileError: an expression that ``regex`` cannot carry, with the file, the line, the rule.
        """
        self.rules = rules
        self._numbered = list(enumerate(rules))
        self._first = _pattern(self._numbered, _in_order)
        self._likely = _pattern(self._numbered, _meetings) if len(rules) > FEW else None
        breaking = [item for item in self._numbered if item[1].breaks]
        self._forward = _pattern([item for item in breaking if item[1].after], _meetings)
        # What ends anywhere is found by its last character, hence from the end of the text.
        self._backward = _pattern([item for item in breaking if not item[1].after], _meetings, "(?r)")
        self._single: dict[int, Any] = {}

    def boundaries(self, text: str) -> list[int]:
        """The places where ``text`` breaks, ascending, its own ends apart.

        SRX 2.0: at each place the first rule that fits decides.
        """
        places = {
            match.start() for search in (self._forward, self._backward) for match in _places(search, text)
        }
        places -= {0, len(text)}
        return [place for place in sorted(places) if self.breaks(text, place)]

    def breaks(self, text: str, place: int) -> bool | None:
        """The answer of the first rule that fits at ``place``, None where none does."""
        if not self._first or (self._likely and not self._likely.match(text, place)):
            return None
        match = self._first.match(text, place)
        return match.lastgroup == _BREAKS if match else None

    def rule(self, text: str, place: int) -> Rule | None:
        """The first rule that fits at ``place``: to explain, for it tries one after the other."""
        answer = self.breaks(text, place)
        if answer is None:
            return None
        return next(
            rule
            for number, rule in self._numbered
            if rule.breaks == answer and self._fits(number, text, place)
        )

    def decision(self, text: str, start: int, end: int) -> Decision | None:
        """Whether ``text`` breaks in the gap from ``start`` to ``end``, None where no rule has a say.

        Places are both ends of the gap and all between. A break at one of them breaks the gap; else
        it is the first exception that keeps it together.
        """
        exception = None
        for place in range(start, end + 1):
            answer = self.breaks(text, place)
            if answer:
                return Decision(breaks=True, place=place)
            if answer is False and exception is None:
                exception = place
        return None if exception is None else Decision(breaks=False, place=exception)

    def _fits(self, number: int, text: str, place: int) -> bool:
        if number not in self._single:
            self._single[number] = _pattern([self._numbered[number]], _in_order)
        return bool(self._single[number].match(text, place))


def _places(search: Any, text: str) -> Iterable[Any]:
    return search.finditer(text) if search else ()


def _pattern(
    items: list[_Item], alternatives: Callable[[list[_Item]], Iterable[str]], flags: str = ""
) -> Any:
    """One pattern of ``alternatives``, all without width; None for no rules."""
    if not items:
        return None
    try:
        return compiled(flags + "|".join(alternatives(items)))
    except ValueError as error:
        for number, rule in items:
            _check(number, rule)
        rule = items[0][1]  # each is carried alone, but not all of them
        raise _refusal(rule, rule.before or rule.after, error) from error


def _in_order(items: list[_Item]) -> Iterator[str]:
    """What fits where a rule does, with a group that tells whether the first of them breaks.

    Of neighbouring rules of the same answer no order has to be kept: what comes after the place is
    looked at first, for it is short, and the same for many rules.
    """
    for breaks, neighbours in groupby(items, lambda item: item[1].breaks):
        run = list(neighbours)
        befores: dict[str, list[str]] = {}
        for number, rule in run:
            after = _carried(rule, rule.after, 2 * number)
            befores.setdefault(after, []).append(_carried(rule, rule.before, 2 * number + 1))
        exact = "|".join(
            _one_of("(?=", [after]) + ("" if "" in before else _one_of("(?<=", before))
            for after, before in befores.items()
        )
        first = f"(?:{'|'.join(_meetings(run))})" if len(befores) > FEW else ""
        yield f"{first}(?:{exact})" + (f"(?P<{_BREAKS}>)" if breaks else "")


def _meetings(items: list[_Item]) -> Iterator[str]:
    """What fits, among others, wherever a rule does: where any of their sides meet each other.

    Exceptions are mostly words and breaks mostly sets of marks. They stay apart, for a set among many
    words keeps ``regex`` from looking these up.
    """
    kinds: dict[tuple[bool, bool, bool], tuple[list[str], list[str]]] = {}
    for number, rule in items:
        befores, afters = kinds.setdefault((rule.breaks, not rule.before, not rule.after), ([], []))
        afters.append(_carried(rule, rule.after, 2 * number))
        befores.append(_carried(rule, rule.before, 2 * number + 1))
    for befores, afters in kinds.values():
        yield _one_of("(?<=", befores) + _one_of("(?=", afters)


def _one_of(look: str, expressions: list[str]) -> str:
    """A look for any of ``expressions``; nothing where all are empty."""
    different = "|".join(dict.fromkeys(expressions))
    return f"{look}{different})" if different else ""


def _carried(rule: Rule, expression: str, number: int) -> str:
    if not expression:
        return ""
    if expression == rule.before and refers_back(expression):
        # Lookbehind reads from the right: the reference would come before its group.
        raise _refusal(rule, expression, _("it refers back to a group"))
    try:
        return f"(?:{translated(expression, number)})"
    except ValueError as error:
        raise _refusal(rule, expression, error) from error


def _check(number: int, rule: Rule) -> None:
    """Find out which expression it is that does not compile."""
    for expression in (rule.before, rule.after):
        try:
            alone = translated(expression, number)
            compiled(alone)  # first, for the reason tells a position
            compiled(f"(?:(?<=(?:{alone})))")
        except ValueError as error:
            raise _refusal(rule, expression, error) from error


def _refusal(rule: Rule, expression: str, reason: object) -> FileError:
    return FileError(
        _(
            "rule {number} of “{group}” has an expression that cannot be carried, “{expression}” ({reason})"
        ).format(number=rule.number, group=rule.group, expression=excerpt(expression), reason=reason),
        path=rule.path,
        line=rule.line,
        cure=_("write it in the syntax that ICU and the Python package regex share"),
    )
