"""Which new sentence is which old one, edited."""

from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.model import Unit

OLD = "The bridge over the river was closed for eighteen months."
EXTRA = "The bridge over the canal was closed for nineteen months."


def sources_offered(old, new):
    """For each new text the old one whose translation it is offered."""
    merged = merge([Unit(text, (f"[{text}]",)) for text in old], [Incoming(text) for text in new])
    return [unit.target[1:-1] for unit in merged.units if not unit.obsolete]


def test_one_translation_goes_to_the_most_alike_of_two():
    better = OLD.replace("eighteen", "twenty")
    assert sources_offered([OLD], [EXTRA, better]) == ["", OLD]
    assert sources_offered([OLD], [better, EXTRA]) == [OLD, ""]


def test_two_alike_find_each_their_own():
    new = [OLD.replace("was", "is"), EXTRA.replace("was", "is")]
    assert sources_offered([OLD, EXTRA], new) == [OLD, EXTRA]
    assert sources_offered([OLD, EXTRA], new[::-1]) == [EXTRA, OLD]


def test_a_short_text_is_found_in_its_place_and_nowhere_else():
    assert sources_offered(["Start", "Name", "End"], ["Start", "Full name", "End"]) == [
        "Start",
        "Name",
        "End",
    ]
    assert sources_offered(["Start", "End", "Full name"], ["Names", "Start", "End"]) == ["", "Start", "End"]


def test_a_link_is_compared_by_its_words():
    old = '<a href="https://example.org/a/very/long/path" class="external-link">The archive</a>'
    new = "[The archive](https://example.org/a/very/long/path)"
    assert sources_offered(["A.", old, "B."], ["A.", new, "B."]) == ["A.", old, "B."]
