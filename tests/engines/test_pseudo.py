"""Pseudo-translated documents are whole: every segment with words gets a draft, and no draft breaks one."""

from pathlib import Path

import pytest

from dvomova import registry
from dvomova.document import Recipe, parse, rebuild_verified
from dvomova.engines.answers import Answers
from dvomova.engines.base import Access
from dvomova.engines.codes import codes
from dvomova.engines.connection import Connection
from dvomova.engines.guard import Guard
from dvomova.engines.pace import Pace
from dvomova.text.languages import of_text, other

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for folder in ("tests/cases", "examples", "docs")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".md", ".html", ".srt", ".vtt"}
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_pages_of_the_project(path):
    name = registry.format_of(path.suffix)
    recipe = Recipe(registry.load("formats", name), registry.load("segmenters", "sentence"))
    source = recipe.decode(path.read_bytes(), str(path))
    language = of_text(source)
    document = parse(source, recipe, language=language)
    texts = [segment.text for segment in document.segments]
    access = Access(Connection("http://localhost"))
    guard = Guard("pseudo", "", registry.load("engines", "pseudo"), access, Answers(":memory:", ""), Pace())
    outcomes = guard.translate(texts, language, other(language))
    for text, outcome in zip(texts, outcomes, strict=True):
        assert outcome.target or outcome.is_skipped, (text, outcome.reason)
        assert not outcome.target or (outcome.target != text and _codes(outcome.target) == _codes(text))
    drafts = [outcome.target or None for outcome in outcomes]
    _built, left_out = rebuild_verified(document, recipe, drafts, other(language))
    assert [texts[index] for index in left_out] == []


def _codes(text):
    return sorted("".join(text[slice(*span)] for span in codes(text)))


def test_it_is_a_third_longer_readable_and_shows_where_it_ends(desk):
    desk.write("a.en.txt", "The bridge was rebuilt in nine weeks.\n")
    desk.write("b.uk.txt", "Міст відбудували за дев’ять тижнів.\n")
    desk.ok("update", ".")
    desk.ok("translate", "--engine", "pseudo")
    (english,) = desk.targets("locales/uk/LC_MESSAGES/a.po").items()
    (ukrainian,) = desk.targets("locales/en/LC_MESSAGES/b.po").items()
    for text, target in (english, ukrainian):
        assert target.startswith("⟦ ")
        assert target.endswith(" ⟧")
        assert 1.2 < len(target) / len(text) < 1.7
    assert english[1] == "⟦ Tħéé bŕíídğéé wááš ŕéébúúííľt ííñ ñííñéé wééééķš. ⟧"
