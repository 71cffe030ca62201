"""Blocks of an original put into its translated document."""

from __future__ import annotations

import pytest

from dvomova import registry
from dvomova.document import Graft, grafted, parse
from dvomova.document.parsing import Recipe
from dvomova.segmenters.paragraphs import Paragraphs

MARKDOWN = Recipe(registry.load("formats", "markdown"), Paragraphs())
HTML = Recipe(registry.load("formats", "html"), Paragraphs())
TEXT = "# One\n\nTwo\n\n- three\n- four\n\n> five\n\n"
ORIGINAL = TEXT + "| six | seven |\n|---|---|\n| eight | nine |\n| ten | eleven |\n"


def put(original, base, numbers, anchor, *, behind, recipe=MARKDOWN):
    read = parse(original, recipe, language="en")
    said = [f"({segment.text})" for segment in read.segments]
    there = parse(base, recipe, language="uk")
    return grafted(there, recipe, anchor, Graft(read, numbers, said), behind=behind)


@pytest.mark.parametrize(
    ("numbers", "base", "anchor", "behind", "built"),
    [
        (range(1, 2), "# Один\n\n> своє\n", 0, True, "# Один\n\n(Two)\n\n> своє\n"),
        (range(1, 2), "- три\n", 0, False, "(Two)\n\n- три\n"),
        (range(3, 4), "- три\n\nСвоє\n", 0, True, "- три\n- (four)\n\nСвоє\n"),
        (range(2, 3), "* своє\n* чотири", 1, False, "* своє\n- (three)\n* чотири"),
        (range(4, 5), "- чотири", 0, True, "- чотири\n\n> (five)"),
        (
            range(9, 11),
            "| шість | сім |\r\n|---|---|\r\n| вісім | дев’ять |\r\n\r\nСвоє\r\n",
            3,
            True,
            "| шість | сім |\r\n|---|---|\r\n| вісім | дев’ять |\r\n| (ten) | (eleven) |\r\n\r\nСвоє\r\n",
        ),
    ],
    ids=["paragraph", "before", "list item", "among others", "quote", "row"],
)
def test_grafted(numbers, base, anchor, behind, built):
    assert put(ORIGINAL, base, numbers, anchor, behind=behind) == built


def test_what_would_not_read_as_meant_is_not_put():
    """A row between the head of a table and the line under it would make an end of the table."""
    base = "| шість | сім |\n|---|---|\n| вісім | дев’ять |\n"
    assert put(ORIGINAL, base, range(9, 11), 1, behind=True) is None


def test_an_element_goes_with_its_markup():
    original = '<p>One</p>\n<p class="x">Two <a href="/a">three</a></p>\n'
    base = "<p>Один</p>\n<div>Своє</div>\n"
    read = parse(original, HTML, language="en")
    said = [None, "Два <1>три</1>"]
    found = grafted(parse(base, HTML, language="uk"), HTML, 0, Graft(read, range(1, 2), said), behind=True)
    assert found == '<p>Один</p>\n<p class="x">Два <a href="/a">три</a></p>\n<div>Своє</div>\n'
