"""Words that no list has are learned where articles agree on them."""

from dvomova.alignment.learning import Lesson, learned, lessons
from dvomova.alignment.lexicon import Pair, built_in
from dvomova.alignment.pairing import pair
from dvomova.alignment.sentences import sentences


def taught(*pairs):
    return [Lesson(frozenset(one.split()), frozenset(two.split())) for one, two in pairs]


def test_words_that_always_meet_are_learned_and_others_are_not():
    first = taught(("sprocket rare", "зірочк інше"), ("sprocket", "зірочк щось"))
    second = taught(("sprocket", "зірочк ще"), ("lever", "ваг"))
    assert learned([first, second]) == [Pair("sprocket", "зірочк", 0.53)]


def test_one_article_alone_teaches_nothing():
    assert learned([taught(*[("sprocket", "зірочк")] * 9)]) == []


def test_lessons_leave_out_what_is_known(bitext):
    english, ukrainian = (
        sentences(side, language)
        for side, language in zip(zip(*bitext, strict=True), ("en", "uk"), strict=True)
    )
    beads = pair(english, ukrainian, "en").beads
    found = lessons(english, ukrainian, beads, built_in())
    assert len(found) > 10
    assert not any("hous" in lesson.english or "будинк" in lesson.ukrainian for lesson in found)
    assert any("pump" in lesson.english for lesson in found) == any(
        "насо" in lesson.ukrainian for lesson in found
    )
