"""Every example of every check: the bad ones are found by it, the good ones by none that would fail."""

import pytest

from dvomova.checks.base import FAMILIES, Example, example_terms, examples
from dvomova.checks.running import built_in, look, look_through
from dvomova.checks.sides import Pair, Side
from dvomova.checks.style import Style
from dvomova.glossary.table import of_cells
from dvomova.glossary.usage import Glossary
from dvomova.model import Catalog, Severity
from dvomova.text.languages import of_text, other

CHECKS = {check.id: check for check in built_in()}
EXAMPLES = [
    (name, kind, example) for name in CHECKS for kind in ("bad", "good") for example in examples(name, kind)
]


def pair(name: str, example: Example) -> Pair:
    source = of_text(example.source)
    return Pair(Side(example.source, source), Side(example.target, other(source)), style_of(name))


def style_of(name: str) -> Style:
    """With the glossary of the examples, where they have one."""
    entries = [entry for entry in map(of_cells, example_terms(name)) if entry]
    return Style(terms=Glossary(entries).faults if entries else None)


@pytest.mark.parametrize(("name", "kind", "example"), EXAMPLES, ids=lambda value: str(value)[:50])
def test_example(name, kind, example):
    one = pair(name, example)
    whole = [CHECKS[name]] if CHECKS[name].run_catalog else []
    found = [
        (found.check.id, found.flaw.severity or found.check.severity)
        for found in (
            *look([one], CHECKS.values()),
            *look_through(Catalog((), ()), [one], whole, one.style),
        )
    ]
    if kind == "bad":
        assert name in [check for check, _severity in found]
    else:
        assert name not in [check for check, _severity in found]
        assert Severity.ERROR not in [severity for check, severity in found if check != "same-as-source"]


def test_there_are_enough():
    kinds = [kind for _name, kind, _example in EXAMPLES]
    assert len(kinds) >= 300
    assert kinds.count("good") * 2 >= len(kinds) - 40


def test_every_check_has_what_people_ask_for():
    for check in CHECKS.values():
        assert check.family in FAMILIES
        assert check.title
        assert check.why
        assert check.run or check.run_catalog
