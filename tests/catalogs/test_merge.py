"""Merging: laws over articles edited at random, and articles edited in known ways."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.catalogs.po_previous import was_and_is
from dvomova.document import Recipe, parse
from dvomova.formats.markdown import Markdown
from dvomova.formats.plain import PlainText
from dvomova.model import EDITED, Catalog, State, Unit
from dvomova.segmenters.sentences import Sentences
from dvomova.workflow.reading import incoming

PAIRS = dict(
    line.split(" | ")
    for line in """\
The city of Izium lies on the Siverskyi Donets. | Місто Ізюм стоїть на Сіверському Дінці.
In March 2022 the central bridge was blown up. | У березні 2022 року підірвали центральний міст.
Volunteers brought 300 boxes of medicine on Friday. | У п’ятницю волонтери привезли 300 коробок ліків.
The library did not close for a single day. | Бібліотека не зачинялася жодного дня.
Mayor Valerii Marchenko signed the plan in Kharkiv. | Мер Валерій Марченко підписав план у Харкові.
“We counted every brick,” says engineer Olha Bondar. | «Ми порахували кожну цеглину», — каже Ольга Бондар.
The new roof cost 4.5 million hryvnias. | Новий дах коштував 4,5 млн гривень.
Photographs of the river are kept in the museum. | Світлини річки зберігають у музеї.
More than a hundred families returned before winter. | До зими повернулося понад сто родин.
The archive is open at https://example.org/archive every day. | Архів щодня відкритий: https://example.org/archive.
It isn't known who wrote the letters. | Невідомо, хто написав ці листи.
Read more. | Читати далі.
Де був ринок, тепер сад. | Where the market was, there is a garden now.
Школу № 4 відбудували за 18 місяців. | School No. 4 was rebuilt in 18 months.
«Ми не поїхали», — каже вчителька Ірина Коваль. | “We did not leave,” says teacher Iryna Koval.
Восени тут посадили сорок яблунь. | Forty apple trees were planted here in autumn.
П’ять автобусів чекали біля вокзалу. | Five buses were waiting at the station.
Документи лежать на https://example.org/docs у відкритому доступі. | The documents are open at https://example.org/docs.
""".splitlines()
)
TEXTS = list(PAIRS)
WORDS = "teacher garden Poltava 1999 not never давно річка Одеса 17 не ні".split()
KINDS = ["paragraph", "heading", "quote", "list item"]


def article(*paragraphs, kind="paragraph"):
    """What comes of paragraphs, each a list of sentences."""
    return [
        Incoming(
            text,
            kind,
            (kind if place == 0 else f"{kind}, continued",),
            ("news.en.txt",),
            " " if place + 1 < len(sentences) else None,
        )
        for sentences in paragraphs
        for place, text in enumerate(sentences)
    ]


def translated(texts):
    units = merge((), texts).units
    return tuple(replace(unit, targets=(PAIRS.get(unit.source, f"[{unit.source}]"),)) for unit in units)


def updated(units, texts):
    """The units after an update as it really is: written to a file and read again."""
    merged = merge(units, texts).units
    read = po.parse(po.render(Catalog((), merged))).units
    assert read == merged
    return read


def active(units):
    return {unit.source: unit for unit in units if not unit.obsolete}


def kinds(merged):
    return Counter(event.kind for event in merged.events)


# --- Laws ------------------------------------------------------------------------------------------

ARTICLE = st.lists(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), max_size=6)
PLACE = st.integers(0, 30)


@st.composite
def units_of(draw, texts, previous=("Before.", *TEXTS)):
    """The units of an article in all states, as a person, a machine and updates leave them."""
    found = []
    for unit in merge((), texts).units:
        target = draw(st.sampled_from(["", f"<{unit.source}>", f"“{unit.source}” {draw(PLACE)}"]))
        fuzzy = bool(target) and draw(st.booleans())
        before = draw(st.none() | st.sampled_from(previous)) if fuzzy else None
        comments = draw(
            st.sampled_from([(), ("a word",), (EDITED + 'uk; was "x"',), ("dvomova: draft by echo",)])
        )
        made_here = before if before != unit.source else None
        found.append(replace(unit, targets=(target,), fuzzy=fuzzy, previous=made_here, comments=comments))
        if target and draw(st.booleans()):
            own = replace(
                unit, context="2", targets=(f"2: {target}",), fuzzy=False, previous=None, comments=()
            )
            found.append(own)
    gone = draw(st.lists(st.sampled_from(TEXTS), unique=True, max_size=3))
    there = {unit.source for unit in found}
    old = [Unit(text, (f"~{text}",), obsolete=True) for text in gone if text not in there]
    return tuple(found + old)


@st.composite
def edits(draw, paragraphs):
    """The article after a few hands have been at it."""
    work = [list(sentences) for sentences in paragraphs]
    for _hand in range(draw(st.integers(0, 5))):
        where = draw(PLACE) % len(work) if work else 0
        kind = draw(st.sampled_from(["move", "delete", "insert", "edit", "merge", "split", "join", "again"]))
        if kind == "insert" or not work:
            work.insert(where, [draw(st.sampled_from(TEXTS))])
            continue
        place = draw(PLACE) % len(work[where])
        words = work[where][place].split()
        if kind == "move":
            work.insert(draw(PLACE) % len(work), work.pop(where))
        elif kind == "delete":
            work.pop(where)
        elif kind == "edit":
            words[draw(PLACE) % len(words)] = draw(st.sampled_from(WORDS))
            work[where][place] = " ".join(words)
        elif kind == "again":
            work[where].append(work[where][place])
        elif kind == "split" and len(words) > 4:
            work[where][place : place + 1] = [" ".join(words[:3]) + ".", " ".join(words[3:])]
        elif kind == "join" and place + 1 < len(work[where]):
            work[where][place : place + 2] = [" and ".join(work[where][place : place + 2])]
        elif kind == "merge" and where + 1 < len(work):
            work[where : where + 2] = [work[where] + work[where + 1]]
    return work


@given(ARTICLE, st.data())
def test_merging_the_same_text_changes_nothing(paragraphs, data):
    texts = article(*paragraphs)
    first = merge(data.draw(units_of(texts)), texts).units
    before = po.parse(po.render(Catalog((), first))).units
    again = merge(before, texts)
    assert again.units == before
    assert [unit.raw for unit in again.units] == [unit.raw for unit in before]
    assert set(kinds(again)) <= {"unchanged"}


@given(ARTICLE, st.data())
def test_merging_twice_is_merging_once(paragraphs, data):
    units = data.draw(units_of(article(*paragraphs)))
    texts = article(*data.draw(edits(paragraphs)))
    once = updated(units, texts)
    assert merge(once, texts).units == once


@given(ARTICLE, st.data())
def test_every_translation_is_found_again_after_any_number_of_edits(paragraphs, data):
    units = data.draw(units_of(article(*paragraphs)))
    targets = {unit.target for unit in units if unit.target}
    for _update in range(3):
        paragraphs = data.draw(edits(paragraphs))
        units = updated(units, article(*paragraphs))
        there = [unit.target for unit in units]
        assert all(any(target in other for other in there) for target in targets)


@given(ARTICLE, st.data())
def test_no_two_entries_have_the_same_text(paragraphs, data):
    # gettext refuses such a file, obsolete or not.
    units = data.draw(units_of(article(*paragraphs)))
    merged = merge(units, article(*data.draw(edits(paragraphs)))).units
    assert not [key for key, count in Counter((u.context, u.source) for u in merged).items() if count > 1]


@given(ARTICLE, st.data())
def test_a_translation_is_offered_once(paragraphs, data):
    units = data.draw(units_of(article(*paragraphs)))
    merged = merge(units, article(*data.draw(edits(paragraphs)))).units
    before = Counter(unit.target for unit in units if unit.target)
    assert not Counter(unit.target for unit in merged if unit.target and unit.target in before) - before


@given(ARTICLE, st.data())
def test_each_text_of_the_article_has_a_unit_and_no_other_is_active(paragraphs, data):
    units = data.draw(units_of(article(*paragraphs)))
    texts = article(*data.draw(edits(paragraphs)))
    merged = merge(units, texts).units
    whole = " ".join(item.source for item in texts)
    assert all(unit.source in whole for unit in merged if not unit.obsolete)
    found = " ".join(unit.source for unit in merged if not unit.obsolete)
    assert all(item.source in found for item in texts)
    assert [unit.obsolete for unit in merged] == sorted(unit.obsolete for unit in merged)


@given(ARTICLE, st.data())
def test_what_is_unchanged_keeps_its_translation_and_what_changed_is_flagged(paragraphs, data):
    texts = article(*paragraphs)
    units = translated(texts)
    before = active(units)
    after = article(*data.draw(edits(paragraphs)))
    for unit in active(updated(units, after)).values():
        if unit.source in before:
            assert (unit.target, unit.state) == (before[unit.source].target, State.TRANSLATED)
        elif unit.target:
            assert unit.state is State.STALE
            made_from = unit.previous.split(". ") if unit.previous else []
            assert any(piece in text for piece in made_from for text in before)


@given(ARTICLE, st.permutations(range(6)))
def test_moved_paragraphs_flag_nothing(paragraphs, order):
    moved = [paragraphs[place] for place in order if place < len(paragraphs)]
    units = translated(article(*paragraphs))
    merged = merge(units, article(*moved))
    assert {unit.source: unit.target for unit in merged.units} == {unit.source: unit.target for unit in units}
    assert not any(unit.fuzzy or unit.obsolete for unit in merged.units)
    assert set(kinds(merged)) <= {"unchanged", "moved"}


@given(ARTICLE.filter(bool), st.data())
def test_what_is_deleted_comes_back_as_it_was(paragraphs, data):
    texts = article(*paragraphs)
    units = merge(data.draw(units_of(texts, ["Before."])), texts).units
    keep = data.draw(st.lists(st.booleans(), min_size=len(paragraphs), max_size=len(paragraphs)))
    rest = article(*(lines for lines, kept in zip(paragraphs, keep, strict=True) if kept))
    restored = updated(updated(updated(units, rest), article(["Here is something else altogether"])), texts)
    assert Counter(unit for unit in restored if unit.target) >= Counter(
        unit for unit in units if unit.target and not unit.obsolete and unit.context is None
    )


@given(st.sampled_from(TEXTS), st.sampled_from(WORDS), PLACE, st.sampled_from(TEXTS))
def test_a_changed_word_is_flagged_and_taken_back_it_is_not(text, word, place, neighbour):
    assume(neighbour != text and len(text.split()) > 3)
    words = text.split()
    words[place % (len(words) - 1)] = word
    edited = " ".join(words)
    assume(edited != text)
    before = translated(article([neighbour, text]))
    once = updated(before, article([neighbour, edited]))
    unit = active(once)[edited]
    assert (unit.state, unit.previous, unit.target) == (State.STALE, text, PAIRS[text])
    assert updated(once, article([neighbour, text])) == before
    away = updated(once, article([neighbour]))
    assert updated(away, article([neighbour, edited])) == once
    assert updated(away, article([neighbour, text])) == before


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5))
def test_the_previous_text_stays_the_one_that_was_translated(words):
    text = TEXTS[5]
    units = translated(article([text]))
    for number, word in enumerate(words):
        edited = text.replace("every", f"{word} {number}")
        units = updated(units, article([edited]))
        assert units == (replace(units[0], source=edited, previous=text, fuzzy=True),)
    assert updated(units, article([text])) == translated(article([text]))


MARKS = {
    "'": "’",
    "’": "ʼ",
    "“": "«",
    "”": "»",
    "«": "„",
    "»": "“",
    "—": "–",
    " на ": "\u00a0на ",
    "The ": "The  ",
}


@given(ARTICLE, st.sets(st.sampled_from(sorted(MARKS))))
def test_marks_and_spaces_flag_nothing(paragraphs, chosen):
    def typeset(text):
        for mark in chosen:
            text = text.replace(mark, MARKS[mark])
        return text

    units = translated(article(*paragraphs))
    merged = merge(units, article(*([typeset(text) for text in lines] for lines in paragraphs)))
    assert {unit.source: unit.target for unit in merged.units} == {
        typeset(unit.source): unit.target for unit in units
    }
    assert not any(unit.fuzzy or unit.obsolete for unit in merged.units)
    assert set(kinds(merged)) <= {"unchanged", "mechanical"}


# --- Known edits -----------------------------------------------------------------------------------


def one(before, after, target="Переклад."):
    unit = Unit(before, (target,), extracted=("paragraph",), references=("news.en.txt",))
    merged = merge([unit], article([after]))
    return merged.events[0], merged.units[0]


@pytest.mark.parametrize(
    ("before", "after", "classes"),
    [
        ("It isn't so.", "It isn’t so.", ("apostrophe",)),
        ("Пів'яблука на столі.", "Півʼяблука на столі.", ("apostrophe",)),
        ("П`ять кіл.", "П’ять кіл.", ("apostrophe",)),
        ('He said "no" twice.', "He said “no” twice.", ("quotes",)),
        ("Фільм «Земля» вийшов.", "Фільм „Земля“ вийшов.", ("quotes",)),
        ("Київ - столиця.", "Київ — столиця.", ("dash",)),
        ("Був 5 км звідси.", "Був 5\u00a0км звідси.", ("spaces",)),
        ("One line\nand another.", "One line and another.", ("spaces",)),
        ("A\u00adlong word.", "Along word.", ("spaces",)),
    ],
)
def test_a_mechanical_change_says_which(before, after, classes):
    event, unit = one(before, after)
    assert (event.kind, event.classes, event.before) == ("mechanical", classes, before)
    assert (unit.source, unit.target, unit.state) == (after, "Переклад.", State.TRANSLATED)


@pytest.mark.parametrize(
    ("before", "after", "weightiest"),
    [
        ("They came on 4 March 2022.", "They came on 5 March 2022.", "number"),
        ("The bridge is open to cars.", "The bridge is not open to cars.", "negation"),
        ("Міст відкрили для всіх машин.", "Міст не відкрили для всіх машин.", "negation"),
        ("The mayor of Izium spoke first.", "The mayor of Kharkiv spoke first.", "name"),
        ("The old bridge was open.", "The new bridge was open.", "words"),
        ("He saw the dog and the cat.", "He saw the cat and the dog.", "order"),
        ("Use `name` to call it here.", "Use 'name' to call it here.", "markup"),
        ("See **the** bridge now.", "See the bridge now.", "markup"),
        ("Is it open now.", "Is it open now?", "punctuation"),
        ("1 000 people came here.", "1 100 people came here.", "number"),
    ],
)
def test_a_real_change_is_flagged_and_says_what(before, after, weightiest):
    event, unit = one(before, after)
    assert (event.kind, event.classes[0]) == ("stale", weightiest)
    assert (unit.state, unit.previous, unit.target) == (State.STALE, before, "Переклад.")


def test_a_changed_address_is_changed_in_the_translation_too():
    event, unit = one(
        "See [the map](https://a.org/1), says https://b.org.",
        "See [the map](https://a.org/2), says https://b.org.",
        "Див. [мапу](https://a.org/1), каже https://b.org.",
    )
    assert (event.kind, event.classes) == ("mechanical", ("url",))
    assert (unit.target, unit.state) == (
        "Див. [мапу](https://a.org/2), каже https://b.org.",
        State.TRANSLATED,
    )


@pytest.mark.parametrize(
    ("before", "after", "target"),
    [
        ("See https://a.org/1 for it.", "See https://a.org/2 for it.", "Див. https://a.org/uk/1 про це."),
        ("At https://a.org and https://a.org.", "At https://a.org and https://b.org.", "https://a.org"),
    ],
)
def test_an_address_that_the_translation_cannot_follow_is_flagged(before, after, target):
    event, unit = one(before, after, target)
    assert (event.kind, unit.state, unit.previous, unit.target) == ("stale", State.STALE, before, target)


def test_an_address_that_changed_while_out_of_date_does_not_come_back_wrong():
    first, second = "Visit https://a.org/1 today.", "Visit https://a.org/2 today."
    units = (Unit(first, ("Зайдіть на https://a.org/1 сьогодні.",)),)
    for text in (first.replace("today", "tomorrow"), second.replace("today", "tomorrow"), first):
        units = merge(units, article([text])).units
    unit = units[0]
    assert unit.state is State.STALE or "https://a.org/1" in unit.target


def test_a_split_sentence_keeps_its_translation_in_one_unit():
    whole = "The bridge was rebuilt in spring, and the whole town came to see it."
    units = translated(article([TEXTS[0], whole, TEXTS[1]]))
    parts = ["The bridge was rebuilt in spring.", "The whole town came to see it."]
    unit = active(updated(units, article([TEXTS[0], *parts, TEXTS[1]])))[" ".join(parts)]
    assert (unit.state, unit.previous, unit.target) == (State.STALE, whole, f"[{whole}]")


def test_three_sentences_made_one_keep_all_their_translations():
    units = translated(article(TEXTS[:5]))
    whole = f"{TEXTS[1][:-1]}, then {TEXTS[2][:-1]}, and {TEXTS[3]}"
    merged = updated(units, article([TEXTS[0], whole, TEXTS[4]]))
    unit = active(merged)[whole]
    assert unit.previous == " ".join(TEXTS[1:4])
    assert unit.target == " ".join(PAIRS[text] for text in TEXTS[1:4])
    assert not any(unit.obsolete for unit in merged)


def test_a_unit_of_three_sentences_stays_one_when_a_word_in_it_changes():
    whole = Unit(" ".join(TEXTS[1:4]), ("Усе разом.",))
    edited = TEXTS[2].replace("300", "301")
    (unit,) = merge([whole], article([TEXTS[1], edited, TEXTS[3]])).units
    assert unit.source == f"{TEXTS[1]} {edited} {TEXTS[3]}"
    assert (unit.state, unit.previous, unit.target) == (State.STALE, whole.source, "Усе разом.")


def test_sentences_that_are_only_cut_differently_stay_translated():
    units = translated(article(TEXTS[:2]))
    (unit,) = merge(units, article([" ".join(TEXTS[:2])])).units
    assert (unit.state, unit.target) == (State.TRANSLATED, " ".join(PAIRS[text] for text in TEXTS[:2]))


def test_repeats_with_their_own_translation_stay_two():
    before = article([TEXTS[11]], [TEXTS[0]], [TEXTS[11]])
    shared = Unit(TEXTS[11], ("Читати далі.",), extracted=("paragraph",), references=("news.en.txt",))
    own = replace(shared, context="2", targets=("Докладніше.",))
    units = merge([shared, own], before).units
    for after, state in (
        ("Read more.", "translated"),
        ("Read\u00a0more.", "translated"),
        ("Read more!", "stale"),
    ):
        merged = merge(units, article([after], [TEXTS[0]], [after])).units
        repeats = [unit for unit in merged if unit.source == after]
        assert [(unit.context, unit.target, unit.state) for unit in repeats] == [
            (None, "Читати далі.", state),
            ("2", "Докладніше.", state),
        ]
        assert [unit.source for unit in merged] == [after, TEXTS[0], after]
    back = merge(merged, before).units
    assert back == units


def test_repeats_share_a_unit_and_what_is_said_about_it():
    texts = article([TEXTS[0]]) + article([TEXTS[0]], kind="heading")
    (unit,) = merge((), texts).units
    assert unit.extracted == ("paragraph", "heading")
    assert unit.references == ("news.en.txt",)


def test_a_draft_never_becomes_a_translation_by_edits():
    text, other = TEXTS[3], TEXTS[3].replace("day", "hour")
    for comments in ((), ("dvomova: draft by memory 2026-11-23",)):
        units = [Unit(text, ("Чернетка",), fuzzy=True, comments=comments)]
        edited = merge(units, article([other])).units
        assert (edited[0].state, edited[0].previous) == (State.STALE, text)
        assert merge(edited, article([text])).units[0].state is State.DRAFT


def test_a_previous_text_left_behind_by_another_tool_is_history():
    unit = Unit(TEXTS[3], ("Готово",), previous="Something that was long before.")
    edited = TEXTS[3].replace("day", "hour")
    assert merge([unit], article([edited])).units[0].previous == TEXTS[3]


def test_an_edited_translation_whose_source_changes_is_a_conflict_and_back():
    unit = Unit(TEXTS[3], ("Інакше",), comments=(EDITED + 'uk; was "Так"',))
    edited = merge([unit], article([TEXTS[3].replace("day", "hour")])).units
    assert edited[0].state is State.CONFLICT
    assert merge(edited, article([TEXTS[3]])).units[0].state is State.AHEAD


def test_the_old_sentence_beside_the_edited_one_has_its_translation_again():
    text, edited = TEXTS[3], TEXTS[3].replace("day", "hour")
    stale = merge(translated(article([text])), article([edited])).units
    merged = merge(stale, article([edited, text]))
    assert [(unit.source, unit.target, unit.state) for unit in merged.units] == [
        (edited, "", State.UNTRANSLATED),
        (text, PAIRS[text], State.TRANSLATED),
    ]
    assert kinds(merged) == {"new": 1, "revived": 1}


def test_moved_and_edited_is_found_elsewhere():
    units = translated(article(*([text] for text in TEXTS)))
    edited = TEXTS[1].replace("central", "railway")
    unit = active(merge(units, article(*([text] for text in TEXTS[2:]), [TEXTS[0]], [edited])).units)[edited]
    assert (unit.previous, unit.target) == (TEXTS[1], PAIRS[TEXTS[1]])


def test_a_new_sentence_is_offered_nothing_foreign():
    units = translated(article(TEXTS[:4]))
    merged = merge(units, article([*TEXTS[:2], "Nobody expected the market to reopen.", *TEXTS[2:4]]))
    assert kinds(merged) == {"unchanged": 4, "new": 1}
    assert merged.units[2].target == ""


def test_a_heading_that_becomes_a_paragraph_keeps_its_translation():
    units = translated(article([TEXTS[0]], kind="heading"))
    (unit,) = merge(units, article([TEXTS[0]])).units
    assert (unit.state, unit.extracted) == (State.TRANSLATED, ("paragraph",))


def message(text, context):
    return Incoming(text, "message", context=context)


def test_a_text_taken_back_in_one_context_is_not_that_of_another():
    units = (
        Unit("Open it", ("Відчинити",), "door", fuzzy=True, previous="Open"),
        Unit("Open up", ("Відкрити",), "file", fuzzy=True, previous="Open"),
    )
    merged = merge(units, [message("Open", "file"), message("Open it", "door")])
    assert [(unit.context, unit.target, unit.state) for unit in merged.units] == [
        ("file", "Відкрити", State.TRANSLATED),
        ("door", "Відчинити", State.STALE),
    ]


def test_an_edited_message_keeps_its_translation_in_its_own_context():
    units = (
        Unit("The door is open now", ("Двері відчинено",), "door"),
        Unit("The file is open now", ("Файл відкрито",), "file"),
    )
    incoming = [message("The file is open right now", "file"), message("The door is wide open now", "door")]
    merged = merge(units, incoming)
    assert [(unit.context, unit.target) for unit in merged.units] == [
        ("file", "Файл відкрито"),
        ("door", "Двері відчинено"),
    ]
    strangers = [message("The file is open right now", "window")]
    assert merge(units, strangers).units[0].targets == ("",)


def test_of_joined_units_every_comment_and_flag_is_kept():
    one, two = "It was raining in Izium that day.", "Nobody came to the bridge at noon."
    before = (
        Unit(one, ("Дощило.",), comments=("checked by Olha",)),
        Unit(two, ("Ніхто не прийшов.",), fuzzy=True, previous="Someone came to the bridge at noon."),
    )
    for units in (before, before[::-1]):
        texts = [unit.source.rstrip(".") for unit in units]
        joined = f"{texts[0]}, and {texts[1]}."
        (unit,) = merge(units, [Incoming(joined)]).units
        assert unit.comments == ("checked by Olha",)
        assert unit.state is State.STALE
        assert unit.target == " ".join(unit.target for unit in units)


def test_where_states_differ_rules_that_would_put_together_leave_apart():
    incoming = [Incoming("It rained. Nobody came to the bridge.", gap=None)]
    for other in (
        Unit("Nobody came to the bridge.", ("Ніхто.",), fuzzy=True, extracted=("paragraph, continued",)),
        Unit("Nobody came to the bridge.", extracted=("paragraph, continued",)),
    ):
        merged = merge((Unit("It rained.", ("Дощило.",)), other), incoming)
        assert [(unit.source, unit.target, unit.state) for unit in merged.units] == [
            ("It rained.", "Дощило.", State.TRANSLATED),
            (other.source, other.target, other.state),
        ]


def cut_as(sentences, ends):
    """The sentences of a paragraph put together: a segment ends behind each of ``ends``."""
    segments, begin = [], 0
    for end in [*sorted(ends), len(sentences)]:
        if begin < end:
            segments.append(" ".join(sentences[begin:end]))
            begin = end
    return article(segments)


@given(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6, unique=True),
    st.sets(st.integers(1, 5)),
    st.sets(st.integers(1, 5)),
)
def test_rules_that_cut_the_same_text_differently_flag_nothing(sentences, before, after):
    before, after = ({end for end in ends if end < len(sentences)} for ends in (before, after))
    units = [
        replace(unit, targets=(" ".join(PAIRS[text] for text in sentences_of(unit.source)),))
        for unit in merge((), cut_as(sentences, before)).units
    ]
    merged = merge(units, cut_as(sentences, after))
    assert {unit.state for unit in merged.units} == {State.TRANSLATED}
    assert " ".join(unit.source for unit in merged.units) == " ".join(sentences)
    assert " ".join(unit.target for unit in merged.units) == " ".join(PAIRS[text] for text in sentences)
    again = merge(merged.units, cut_as(sentences, after))
    assert again.units == merged.units
    assert {unit.target for unit in merge(again.units, cut_as(sentences, before)).units} == {
        unit.target for unit in again.units
    }


def sentences_of(source):
    """The sentences of a text that was put together of known ones."""
    found = sorted((source.index(text), text) for text in TEXTS if text in source)
    return [text for _place, text in found]


@pytest.mark.parametrize("added", ["value", "Imports.", "Далі."])
def test_a_word_put_in_that_is_a_text_elsewhere_is_an_edit(added):
    units = (Unit("It rained in Izium.", ("Дощило.",)), Unit("Other."), Unit(added, ("Щось",)))
    merged = merge(units, [Incoming(f"It rained in Izium. {added}"), Incoming("Other."), Incoming(added)])
    assert merged.units[0].state is State.STALE


def test_a_repeat_that_is_cut_differently_in_one_place_is_translated_in_both():
    units = (Unit("Read more.", ("Далі.",)), Unit("It rained.", ("Дощило.",)))
    merged = merge(units, article(["Read more. It rained."], ["Read more."]))
    assert [(unit.target, unit.state) for unit in merged.units] == [
        ("Далі. Дощило.", State.TRANSLATED),
        ("Далі.", State.TRANSLATED),
        ("Дощило.", State.OBSOLETE),
    ][: len(merged.units)]
    assert merged.events[0].classes == ("segmentation",)


def test_two_texts_that_edits_made_equal_lose_neither_translation():
    heading = Unit("Alpha one two three. Beta four five sixx.", ("Г",), extracted=("heading",))
    sentence = Unit("Alpha one two threee. Beta four five six.", ("Р",), extracted=("paragraph",))
    text = "Alpha one two three. Beta four five six."
    incoming = [Incoming(text, "heading", ("heading",)), *article(text.replace(". ", ".|").split("|"))]
    merged = merge([heading, sentence], incoming)
    said = [target for unit in merged.units for target in unit.targets]
    comments = " ".join(line for unit in merged.units for line in unit.comments)
    assert all(target in said or target in comments for target in ("Г", "Р"))
    assert len({(unit.context, unit.source) for unit in merged.units}) == len(merged.units)


def test_a_confirmed_draft_is_no_draft_again_after_an_edit_taken_back():
    confirmed = Unit("It rained all day.", ("Дощило.",), comments=("dvomova: draft by echo 2026-03-04",))
    edited = merge([confirmed], [Incoming("It rained all night.")]).units
    assert merge(edited, [Incoming("It rained all day.")]).units[0].state is State.TRANSLATED


def test_every_kind_of_event_in_one_article():
    gone = Unit(TEXTS[15], (PAIRS[TEXTS[15]],), obsolete=True)
    units = (*translated(article(*([text] for text in TEXTS[:9]))), gone)
    edited, typeset = TEXTS[4].replace("Kharkiv", "Kyiv"), TEXTS[5].replace("“", '"').replace("”", '"')
    after = [TEXTS[0], TEXTS[2], TEXTS[3], TEXTS[1], edited, typeset, TEXTS[15], TEXTS[7], "Wholly new here."]
    merged = merge(units, article(*([text] for text in after)))
    assert [(event.kind, event.unit.source) for event in merged.events] == [
        ("unchanged", TEXTS[0]),
        ("unchanged", TEXTS[2]),
        ("unchanged", TEXTS[3]),
        ("moved", TEXTS[1]),
        ("stale", edited),
        ("mechanical", typeset),
        ("revived", TEXTS[15]),
        ("unchanged", TEXTS[7]),
        ("new", "Wholly new here."),
        ("gone", TEXTS[6]),
        ("gone", TEXTS[8]),
    ]


def test_a_message_that_gets_plural_forms_loses_no_translation():
    message = Incoming("{n} article", plural="{n} articles")
    (unit,) = merge([Unit("{n} article", ("{n} стаття",))], [message], forms=3).units
    assert unit.targets == ("", "", "")
    assert "{n} стаття" in unit.comments[0]
    many = Unit("{n} word", ("слово", "слова", "слів"), plural="{n} words")
    (unit,) = merge([many], [Incoming("{n} word")]).units
    assert unit.targets == ("",)
    assert [line.rpartition(" ")[2] for line in unit.comments] == ["“слово”", "“слова”", "“слів”"]


def test_edited_plural_forms_are_no_translation_of_a_message_without():
    """Nor the other way round: what the plural was when it was translated, other tools do not say."""
    stale = Unit("{n} big word", ("а", "б", "в"), plural="{n} big words", fuzzy=True, previous="{n} word")
    units = merge([stale], [Incoming("{n} word")]).units
    assert units[0].targets == ("",)
    assert "а" in po.render(Catalog((), units))
    single = Unit("big word", ("слово",), fuzzy=True, previous="{n} word")
    units = merge([single], [Incoming("{n} word", plural="{n} words")], forms=3).units
    assert units[0].targets == ("", "", "")
    assert "слово" in po.render(Catalog((), units))


def test_of_two_entries_of_one_text_neither_translation_is_lost():
    units = [Unit("Same.", ("Раз.",)), Unit("Same.", ("Два.",)), Unit("Same.", ("Три.",), obsolete=True)]
    (unit,) = merge(units, article(["Same."])).units
    texts = unit.target + "".join(unit.comments)
    assert all(target in texts for target in ("Раз.", "Два.", "Три."))


# --- Golden cases ----------------------------------------------------------------------------------

CASES = Path(__file__).parents[1] / "cases" / "merge"
NAMES = sorted(path.name.removesuffix(".before.po") for path in CASES.glob("*.before.po"))


def test_there_are_golden_cases():
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_golden(name):
    (source,) = CASES.glob(f"{name}.after.*")
    recipe = Recipe(Markdown() if source.suffix == ".md" else PlainText(), Sentences())
    catalog = po.parse((CASES / f"{name}.before.po").read_text("utf-8"))
    language = catalog.field("X-Source-Language")
    document = parse(source.read_text("utf-8"), recipe, language=language, path=f"article.{language}.txt")
    merged = merge(catalog.units, incoming(document))
    expected = (CASES / f"{name}.expected.po").read_text("utf-8")
    assert po.render(replace(catalog, units=merged.units)) == expected


def of_many(unit, plural):
    """What becomes of a message once it says this of many."""
    merged = merge([unit], [Incoming(unit.source, plural=plural)], forms=3)
    return merged.units[0], merged.events[0]


PLURAL = Unit("{n} word", ("слово", "слова", "слів"), plural="{n} words")


def test_what_a_message_says_of_many_is_edited():
    unit, event = of_many(PLURAL, "{n} short words")
    assert (unit.state, unit.plural, unit.targets) == (State.STALE, "{n} short words", PLURAL.targets)
    assert (event.kind, event.classes) == ("stale", ("words",))
    assert was_and_is(unit) == ("{n} words", "{n} short words")
    assert of_many(unit, "{n} short words")[0] == unit
    back, event = of_many(unit, "{n} words")
    assert (back, event.kind) == (PLURAL, "revived")


def test_what_a_message_says_of_many_is_edited_mechanically():
    unit, event = of_many(PLURAL, "{n}  words")
    assert (unit.state, unit.plural, event.kind) == (State.TRANSLATED, "{n}  words", "mechanical")


def test_what_a_message_says_of_many_is_edited_before_it_is_translated():
    unit, event = of_many(replace(PLURAL, targets=("", "", "")), "{n} short words")
    assert (unit.state, event.kind) == (State.UNTRANSLATED, "unchanged")
