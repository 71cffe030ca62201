"""Which new sentence is which old one, edited: known edits, and scripts of edits whose answer is known."""

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.model import State, Unit

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
    for gone, new in [
        ("Full name", "Names"),
        ("Read more.", "Read more!"),
        ("Дві нові лавки", "Дві нові лави"),
    ]:
        assert sources_offered(["Start", "End", gone], [new, "Start", "End"]) == ["", "Start", "End"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["cp863", "863, IBM863"], ["cp863 and others", "863, replaced"]),
        (["big5", "big5-tw, csbig5"], ["big5 or so", "csbig5"]),
        (["Celtic languages", "iso8859_15"], ["Celtic", "iso8859_15 only"]),
        (["Мости і причали", "Річка"], ["Мости", "Річка Оскіл"]),
        (["Run", "Run module"], ["Run now", "Check module"]),
    ],
)
def test_short_texts_side_by_side_find_each_their_own(old, new):
    assert sources_offered(["Before.", *old, "After."], ["Before.", *new, "After."])[1:-1] == old


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Event Loop Methods", "The main Loop"),
        ("Using Mutexes to Allow Access to Data from One Thread", "Controlling Access with Mutexes"),
        (
            "Since the first arm matched, no others are compared.",
            "It checks no others since the first matched.",
        ),
        ("Відбудова мосту через Донець", "Як відбудовували міст через Донець"),
    ],
)
def test_alone_between_its_neighbours_a_text_may_be_reworded(old, new):
    assert sources_offered(["Before.", old, "After."], ["Before.", new, "After."])[1] == old


def test_where_many_stand_there_more_is_asked_for():
    old, new = "Volunteers brought the glass on Friday.", "Drivers brought the bricks in the spring."
    crowd = [f"{hand.sentence(6)}" for hand in map(Hand, range(24))]
    assert sources_offered(["Before.", old, "After."], ["Before.", new, "After."])[1] == old
    found = sources_offered(["Before.", *crowd[:12], old, "After."], ["Before.", *crowd[12:], new, "After."])
    assert found == ["Before.", *[""] * 13, "After."]


def test_what_was_found_parts_its_gap_and_less_is_enough_for_the_rest():
    old = [
        "The bridge over the river was closed for eighteen months.",
        "Volunteers brought glass on Friday, and boards.",
        "Olena Bondar paints houses that were never rebuilt.",
    ]
    new = [
        "The bridge was closed all that year and for a half of the next.",
        "Boards and some glass had come by Friday evening.",
        "Olena Bondar has painted the houses nobody rebuilt.",
    ]
    assert sources_offered(["Start.", *old, "End."], ["Start.", *new, "End."]) == ["Start.", *old, "End."]
    strangers = [old[0], old[2], "Start.", "End."]
    assert sources_offered([*strangers, old[1]], [new[1], *strangers])[0] == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Make sure that you install everything from the list.", "Parents painted both classrooms in June."),
        ("Пошта", "Куди писати"),
        ("The mayor signed the plan on Friday.", "Bread is baked here every morning before six."),
    ],
)
def test_another_text_in_its_place_is_new(old, new):
    assert sources_offered(["Before.", old, "After."], ["Before.", new, "After."])[1] == ""


def test_a_place_tells_more_than_what_is_usual():
    usual = [f"The *{name}* parameter was added." for name in ("loop", "limit", "encoding", "delay")]
    old = [*usual[:2], "One.", "The *timeout* parameter was added.", "Two.", *usual[2:]]
    new = [
        *usual[:2],
        "One.",
        "The *timeout* keyword was once added.",
        "Two.",
        "The *errors* parameter was added.",
    ]
    assert sources_offered(old, new)[3] == "The *timeout* parameter was added."


def test_a_place_tells_more_than_a_little_more_likeness():
    old = "The roof of the school was mended in May by the parents."
    here = "Parents and pupils of the school mended its roof in May."
    elsewhere = "The roof of the school was mended in June by the parents."
    assert sources_offered(["One.", "Two.", old, "Three."], [elsewhere, "One.", "Two.", here, "Three."]) == [
        "",
        "One.",
        "Two.",
        old,
        "Three.",
    ]
    assert sources_offered(["One.", "Two.", old, "Three."], [elsewhere, "One.", "Two.", "Three."])[0] == old


def test_what_many_sentences_say_of_others_is_no_sign_of_an_edit():
    kept = [f"**Source code:** in the folder Lib, file {name}.py" for name in ("ast", "bdb", "cgi")]
    gone, new = (
        "**Source code:** in the folder Lib, file dis.py",
        "**Source code:** in the folder Lib, file ipc.py",
    )
    assert sources_offered([*kept, "One.", "Two.", gone], [new, *kept, "One.", "Two."])[0] == ""
    # Where nothing else is said like that it is one that was moved and edited.
    assert sources_offered(["Zero.", "One.", "Two.", gone], [new, "Zero.", "One.", "Two."])[0] == gone


def test_a_half_in_common_is_not_the_same_sentence():
    half = "Volunteers from three villages brought the glass"
    old, new = f"{half} and put it into the windows.", f"{half} but nobody was there to pay them."
    assert sources_offered(["One.", "Two.", old], [new, "One.", "Two."])[0] == ""
    assert sources_offered(["One.", "Two.", old], ["One.", "Two.", new])[2] == old


def test_texts_moved_around_it_do_not_hide_where_a_text_stood():
    old = ["One.", "Defaults", "Two.", "Three.", "A long road.", "Four.", "Old town."]
    new = ["One.", "A long road.", "Defaults used", "Old town.", "Two.", "Three.", "Four."]
    assert sources_offered(old, new)[2] == "Defaults"


def test_what_was_found_makes_narrower_gaps():
    old = ["Start.", "Lamps", OLD, "Benches", EXTRA, "End."]
    new = ["Start.", "New lamps", OLD.replace("was", "is"), "Six seats", EXTRA.replace("was", "is"), "End."]
    assert sources_offered(old, new) == ["Start.", "Lamps", OLD, "", EXTRA, "End."]
    assert sources_offered(old, [*new[:3], "Stone benches", *new[4:]])[3] == "Benches"


@pytest.mark.parametrize(("kind", "target"), [("heading", "так"), ("paragraph", "")])
def test_what_became_of_another_kind_must_be_more_alike(kind, target):
    units = [Unit("Using Mutexes to Allow Access to Data from One Thread", ("так",), extracted=("heading",))]
    assert merge(units, [Incoming("Controlling Access with Mutexes", kind)]).units[0].target == target
    alike = Incoming("Using Mutexes to Allow Access to Data", kind)
    assert merge(units, [alike]).units[0].target == "так"


def test_a_link_is_compared_by_its_words():
    old = '<a href="https://example.org/a/very/long/path" class="external-link">The archive</a>'
    new = "[The archive](https://example.org/a/very/long/path)"
    assert sources_offered(["A.", old, "B."], ["A.", new, "B."]) == ["A.", old, "B."]


# --- Scripts of edits ------------------------------------------------------------------------------

SYLLABLES = "ba de ki mo nu ra se ti vo zu la pe го ша ни ву дем лес рак тів".split()


class Hand:
    """Somebody who writes and edits by chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.used = set()

    def word(self):
        """One that was never used."""
        while (word := "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))) in self.used:
            pass
        self.used.add(word)
        return word

    def sentence(self, longest=14):
        """One of new words."""
        return " ".join(self.word() for _word in range(self.chance.randint(1, longest))).capitalize() + "."

    def reworded(self, sentence):
        """A word replaced, put in or taken out; never the only one."""
        words = sentence.rstrip(".").split()
        operation = self.chance.choice(["replace", "insert", "drop"]) if len(words) > 2 else "insert"
        place = self.chance.randrange(len(words))
        words[place : place + (operation != "insert")] = [self.word()] * (operation != "drop")
        return " ".join(words) + "."


@dataclass
class Script:
    """An article after editing, and what is to come of it."""

    hand: Hand
    texts: list[list[str]] = field(default_factory=list)
    """Its paragraphs."""
    origin: dict[str, str] = field(default_factory=dict)
    """The text of an edited unit to the one that it was."""
    inserted: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    def edit(self, paragraphs):
        """Something happens to every third sentence or so; its neighbours tell where it stood."""
        rest = 1
        for sentences in paragraphs:
            place, kept = 0, []
            while place < len(sentences):
                count, rest = 1, rest - 1
                if rest > 0:
                    kept.append(sentences[place])
                else:
                    rest = 3
                    count = self.touch(kept, *sentences[place : place + 2])
                place += count
            self.texts.append(kept)
        self.move()

    def touch(self, kept, sentence, following=None):
        """One of all that can happen; how many sentences it happened to."""
        operation = self.hand.chance.choice(["edit", "delete", "insert", "split", "join", "move", "both"])
        words = sentence.rstrip(".").split()
        if operation == "insert":
            self.inserted.append(self.hand.sentence())
            kept += [sentence, self.inserted[-1]]
        elif operation == "split" and len(words) > 7:
            half = len(words) // 2
            kept += [" ".join(words[:half]) + ".", " ".join(words[half:]).capitalize() + "."]
            self.origin[" ".join(kept[-2:])] = sentence
        elif operation == "join" and following:
            kept.append(f"{sentence.rstrip('.')} та {following.lower()}")
            self.origin[kept[-1]] = f"{sentence} {following}"
            return 2
        elif operation in {"move", "both"} and len(words) > 6:
            self.moved.append(self.hand.reworded(sentence) if operation == "both" else sentence)
            self.origin[self.moved[-1]] = sentence
        elif operation != "delete":
            kept.append(self.hand.reworded(sentence))
            self.origin[kept[-1]] = sentence
        return 1

    def move(self):
        """What was moved makes paragraphs of its own; then a paragraph is split, and two are put together."""
        chance = self.hand.chance
        for text in self.moved:
            self.texts.insert(chance.randrange(len(self.texts) + 1), [text])
        for place in chance.sample(range(len(self.texts) - 1), 1):
            self.texts[place : place + 2] = [self.texts[place] + self.texts[place + 1]]


def arriving(paragraphs):
    """What comes of paragraphs, each a list of sentences."""
    return [
        Incoming(
            text,
            extracted=("paragraph" + ", continued" * bool(place),),
            gap=" " if place + 1 < len(sentences) else None,
        )
        for sentences in paragraphs
        for place, text in enumerate(sentences)
    ]


@given(st.integers(0, 10**9), st.lists(st.integers(1, 6), min_size=3, max_size=12))
def test_each_edited_sentence_is_offered_the_translation_that_it_had(seed, lengths):
    hand = Hand(seed)  # hypothesis itself would rather write sentences that are all alike
    article = [[hand.sentence() for _sentence in range(length)] for length in lengths]
    script = Script(hand)
    script.edit(article)
    units = [
        Unit(unit.source, (f"<{unit.source}>",), extracted=unit.extracted)
        for unit in merge((), arriving(article)).units
    ]
    merged = merge(units, arriving(script.texts)).units
    active = {unit.source: unit for unit in merged if not unit.obsolete}
    for text in script.inserted:
        assert active[text].target == ""
    for text, before in script.origin.items():
        assert active[text].target.replace("> <", " ") == f"<{before}>"
        assert active[text].previous == (None if text == before else before)
    for text in {text for sentences in article for text in sentences} & active.keys():
        assert (active[text].target, active[text].state) == (f"<{text}>", State.TRANSLATED)
    assert all(any(unit.target in other.target for other in merged) for unit in units)
    assert merge(merged, arriving(script.texts)).units == merged
