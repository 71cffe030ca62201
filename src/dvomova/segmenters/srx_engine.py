"""Runs SRX rules over a text: places where a break rule fits first, then only there the exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from gettext import gettext as _
from itertools import groupby
from typing import Any

from dvomova.errors import FileError
from dvomova.segmenters.srx import Rule
from dvomova.segmenters.srx_expressions import compiled, refers_back, translated


@cache
def engine(rules: tuple[Rule, ...]) -> Engine:
    """The engine for ``rules``, made ready once."""
    return Engine(rules)


class Engine:
    """Rules in their order, compiled.

    Neighbouring rules of the same answer make one pattern, so a place is asked as many questions as
    the answer changes from one rule to the next, however many rules there are.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Compile ``rules``.

        Raises:
            FileError: an expression that ``regex`` cannot carry, with the file, the line, the rule.
        """
        self.rules = rules
        self._numbered = list(enumerate(rules))
        runs = groupby(self._numbered, lambda item: item[1].breaks)
        self._runs: list[tuple[bool, Any]] = [(breaks, _any_of(list(run))) for breaks, run in runs]
        breaking = [item for item in self._numbered if item[1].breaks]
        self._forward = _any_of([item for item in breaking if item[1].after])
        # What ends anywhere is found by its last character, hence from the end of the text.
        self._backward = _any_of([item for item in breaking if not item[1].after], "(?r)")
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
        for answer, pattern in self._runs:
            if pattern.match(text, place):
                return answer
        return None

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

    def decision(self, text: str, start: int, end: int) -> Rule | None:
        """The rule that decides whether ``text`` breaks in the gap from ``start`` to ``end``.

        Places are both ends of the gap and all between. A break at one of them breaks the gap; else
        it is the first exception that keeps it together, or None where no rule has a say.
        """
        exception = None
        for place in range(start, end + 1):
            answer = self.breaks(text, place)
            if answer:
                return self.rule(text, place)
            if answer is False and exception is None:
                exception = place
        return None if exception is None else self.rule(text, exception)

    def _fits(self, number: int, text: str, place: int) -> bool:
        if number not in self._single:
            self._single[number] = _any_of([self._numbered[number]])
        return bool(self._single[number].match(text, place))


def _places(search: Any, text: str) -> Iterable[Any]:
    return search.finditer(text) if search else ()


def _any_of(items: list[tuple[int, Rule]], flags: str = "") -> Any:
    """One pattern that fits, without width, wherever one of the rules does; None for no rules.

    What comes after the place is looked at first: it is short, and the same for many rules.
    """
    if not items:
        return None
    try:
        return compiled(flags + "|".join(_alternatives(items)))
    except ValueError:
        for number, rule in items:
            _check(number, rule)
        raise


def _alternatives(items: list[tuple[int, Rule]]) -> Iterator[str]:
    befores: dict[str, list[str]] = {}
    for number, rule in items:
        after = _carried(rule, rule.after, 2 * number)
        befores.setdefault(after, []).append(_carried(rule, rule.before, 2 * number + 1))
    for after, before in befores.items():
        ahead = f"(?={after})" if after else ""
        yield ahead if "" in before else f"{ahead}(?<={'|'.join(dict.fromkeys(before))})"


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
            compiled(translated(expression, number))
        except ValueError as error:
            raise _refusal(rule, expression, error) from error


def _refusal(rule: Rule, expression: str, reason: object) -> FileError:
    return FileError(
        _(
            "rule {number} of “{group}” has an expression that cannot be carried, “{expression}” ({reason})"
        ).format(number=rule.number, group=rule.group, expression=expression, reason=reason),
        path=rule.path,
        line=rule.line,
        cure=_("write it in the syntax that ICU and the Python package regex share"),
    )
