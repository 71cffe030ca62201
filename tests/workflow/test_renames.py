"""Files renamed, split and put together: the catalogs follow, and nothing is translated twice.

Articles are composed of known sentences, so that it is known whose translation each must have.
"""

from __future__ import annotations

import random

import polib
import pytest
from tests.conftest import ARTICLE

TITLE, FIRST, SECOND = ARTICLE.rstrip("\n").split("\n\n")

WHO = "The librarian,A nurse,Our driver,The mayor,An engineer,Her brother,The old farmer,A pupil".split(",")
DID = "carried,counted,repaired,painted,found,lost,photographed,described,bought,hid".split(",")
WHAT = (
    "the generators,two maps,a bridge,every window,the harvest,some letters,a school bell,nine carts".split(
        ","
    )
)
WHERE = "behind the station,in Izium,near the river,under the roof,on the market square,by the mill".split(
    ","
)
WHEN = "last autumn,before dawn,on Tuesday,after the siren,in 2023,during the blackout,at noon".split(",")


def sentences(number, seed=1):
    """Distinct sentences, each with its translation."""
    chance, found = random.Random(seed), {}
    while len(found) < number:
        who, did, what, where, when = (chance.choice(words) for words in (WHO, DID, WHAT, WHERE, WHEN))
        text = f"{who} {did} {what} {where} {when}."
        found[text] = f"Переклад {len(found)}: {text}"
    return found


def text_of(texts):
    """Paragraphs of three sentences."""
    return "\n\n".join(" ".join(texts[i : i + 3]) for i in range(0, len(texts), 3)) + "\n"


def catalog(name):
    return f"locales/uk/LC_MESSAGES/{name}.po"


def put(desk, name, known, texts=None):
    """An article that is translated to the end."""
    desk.write(f"{name}.en.txt", text_of(list(texts or known)))
    desk.ok("update", f"{name}.en.txt")
    desk.translate(catalog(name), known)


def remove(desk, *names):
    for name in names:
        (desk.root / f"{name}.en.txt").unlink()


def have(desk, name, known):
    """Each of these sentences has its translation in that catalog, and nothing has to be done for it."""
    file = polib.pofile(str(desk.root / catalog(name)))
    entries = {entry.msgid: entry for entry in file if not entry.obsolete}
    for source, target in known.items():
        assert entries[source].msgstr == target
        assert not entries[source].fuzzy
    return entries


def part(known, start, end):
    return dict(list(known.items())[start:end])


@pytest.fixture
def renamed(translated):
    translated.replace(catalog("izium"), "Last-Translator: ", "Last-Translator: Olha Koval <o@example.org>")
    translated.ok("build")
    (translated.root / "izium.en.txt").rename(translated.root / "bridge.en.txt")
    return translated


def test_a_renamed_article_keeps_translations_and_header(renamed):
    assert "took over the translations of izium" in renamed.ok("update", "bridge.en.txt").err
    text = renamed.read(catalog("bridge"))
    assert "Last-Translator: Olha Koval <o@example.org>" in text
    assert "Project-Id-Version: bridge" in text
    assert "X-Dvomova-Built" not in text
    segments = renamed.ok("status", "bridge.en.txt", "--segments", "--json").json["segments"]
    assert segments == []


def test_both_halves_of_a_split_article_find_their_translations(desk):
    known = sentences(30)
    put(desk, "all", known)
    remove(desk, "all")
    for name, (start, end) in {"one": (0, 6), "two": (6, 30)}.items():
        desk.write(f"{name}.en.txt", text_of(list(part(known, start, end))))
    articles = desk.ok("update", "one.en.txt", "two.en.txt", "--json").json["articles"]
    assert [article["took_over"] for article in articles] == [["all"], ["all"]]
    assert [article["counts"] for article in articles] == [
        {"unchanged": 6, "gone": 24},
        {"unchanged": 24, "gone": 6},
    ]
    have(desk, "one", part(known, 0, 6))
    have(desk, "two", part(known, 6, 30))


def test_two_articles_put_together_in_a_new_one(desk):
    known = sentences(24)
    put(desk, "long", part(known, 0, 20))
    put(desk, "short", part(known, 20, 24))
    remove(desk, "long", "short")
    desk.write("both.en.txt", text_of(list(part(known, 20, 24))) + "\n" + text_of(list(part(known, 0, 20))))
    outcome = desk.ok("update", "both.en.txt", "--json")
    assert outcome.json["articles"][0]["took_over"] == ["long", "short"]
    assert outcome.json["articles"][0]["counts"] == {"unchanged": 24}
    have(desk, "both", known)


def test_an_article_put_into_one_that_is_there(desk):
    known = sentences(24)
    put(desk, "here", part(known, 0, 12))
    put(desk, "gone", part(known, 12, 24))
    desk.replace(catalog("here"), "Last-Translator: ", "Last-Translator: Olha Koval <o@example.org>")
    desk.replace(catalog("here"), "PO-Revision-Date: 2026", "PO-Revision-Date: 2025")
    remove(desk, "gone")
    desk.write("here.en.txt", text_of(list(known)))
    outcome = desk.ok("update", "here.en.txt")
    assert outcome.err.startswith("here (en → uk): 24 unchanged\n  took over the translations of gone\n")
    have(desk, "here", known)
    assert "Olha Koval" in desk.read(catalog("here"))
    assert "PO-Revision-Date: 2026" in desk.read(catalog("here"))
    assert "Nothing to write" in desk.ok("update", "here.en.txt").err


def test_what_was_out_of_date_still_is_and_drafts_are_drafts(desk):
    known = sentences(12)
    put(desk, "old", known)
    third, fourth = list(known)[2:4]
    desk.replace("old.en.txt", third, third.replace(".", " again."))
    desk.ok("update", "old.en.txt")
    desk.replace(catalog("old"), f'msgid "{fourth}"', f'# dvomova: draft by echo\n#, fuzzy\nmsgid "{fourth}"')
    assert desk.states("old") == {"translated": 10, "stale": 1, "draft": 1}
    (desk.root / "old.en.txt").rename(desk.root / "new.en.txt")
    desk.ok("update", "new.en.txt")
    assert desk.states("new") == {"translated": 10, "stale": 1, "draft": 1}
    assert f'#| msgid "{third}"' in desk.read(catalog("new"))


def test_renamed_with_many_edits(desk):
    """Not a sentence is what it was: each is found all the same, out of date, with its own translation."""
    known = sentences(30)
    put(desk, "old", known)
    put(desk, "other", sentences(30, seed=2))
    remove(desk, "old", "other")
    texts = {text.replace(" the ", " this ").replace(".", " again."): text for text in known}
    desk.write("new.en.txt", text_of(list(texts)))
    assert desk.ok("update", "new.en.txt", "--json").json["articles"][0]["took_over"] == ["old"]
    file = polib.pofile(str(desk.root / catalog("new")))
    found = {entry.msgid: entry for entry in file if not entry.obsolete}
    assert set(found) == set(texts)
    for text, before in texts.items():
        assert (found[text].previous_msgid, found[text].msgstr) == (before, known[before])
        assert found[text].fuzzy


def test_a_folder_renamed(desk):
    names = [f"a{number}" for number in range(12)]
    known = {name: sentences(6, seed=name) for name in names}
    desk.write("dvomova.toml", '[[documents]]\npattern = "{path}.{lang}.txt"\nsource = "en"\n')
    for name in names:
        desk.write(f"old/{name}.en.txt", text_of(list(known[name])))
    desk.ok("update")
    for name in names:
        desk.translate(catalog(f"old/{name}"), known[name])
    (desk.root / "old").rename(desk.root / "new")
    articles = desk.ok("update", "--json").json["articles"]
    assert {a["domain"]: a["took_over"] for a in articles} == {
        f"new/{name}": [f"old/{name}"] for name in names
    }
    assert desk.states() == {"translated": 72}


def test_different_translations_of_a_repeated_sentence_stay_two(desk):
    known = sentences(12)
    for name, (start, end), credit in (("one", (0, 6), "Світлина: Рейтер"), ("two", (6, 12), "Фото Reuters")):
        texts = [*part(known, start, end), "Photo: Reuters"]
        put(desk, name, part(known, start, end) | {"Photo: Reuters": credit}, texts)
    remove(desk, "one", "two")
    first, second = (
        text_of([*part(known, start, end), "Photo: Reuters"]) for start, end in ((0, 6), (6, 12))
    )
    desk.write("both.en.txt", first + "\n" + second)
    desk.ok("update", "both.en.txt")
    have(desk, "both", known)
    desk.ok("build", "both.en.txt")
    built = desk.read("both.uk.txt")
    assert (
        built.index("Світлина: Рейтер") < built.index(list(known.values())[6]) < built.index("Фото Reuters")
    )


def test_a_translation_that_has_no_place_of_its_own_is_kept_beside(desk):
    """The sentence is there once now; it was translated by two."""
    known = sentences(12)
    shared = "Photo: Reuters"
    put(desk, "one", part(known, 0, 6) | {shared: "Світлина: Рейтер"})
    put(desk, "two", part(known, 6, 12) | {shared: "Фото Reuters"})
    remove(desk, "one", "two")
    desk.write("both.en.txt", text_of([*known, shared]))
    desk.ok("update", "both.en.txt")
    text = desk.read(catalog("both"))
    assert 'msgstr "Світлина: Рейтер"' in text
    assert "# dvomova: also translated as “Фото Reuters”" in text


def test_what_stands_in_many_articles_tells_nothing(renamed):
    renamed.write("other.en.txt", f"{TITLE}\n\nSomething else about the river and its three banks.\n")
    assert "took over" not in renamed.ok("update", "other.en.txt").err
    renamed.write("a.en.txt", "Read more.\n\nThis is the first of them.\n")
    renamed.write("b.en.txt", "Read more.\n\nHere comes another one.\n")
    renamed.ok("update", "a.en.txt", "b.en.txt")
    for name in ("a", "b"):
        (renamed.root / f"{name}.en.txt").unlink()
    renamed.write("c.en.txt", "Read more.\n\nThird.\n")
    assert "took over" not in renamed.ok("update", "c.en.txt").err


def test_one_sentence_makes_no_article(desk):
    known = sentences(24)
    put(desk, "here", part(known, 0, 12))
    put(desk, "gone", part(known, 12, 24))
    remove(desk, "gone")
    desk.write("here.en.txt", text_of(list(part(known, 0, 13))))
    assert "took over" not in desk.ok("update", "here.en.txt").err


def test_of_two_copies_one_is_taken_over(desk):
    known = sentences(9)
    put(desk, "a", known)
    put(desk, "b", known)
    remove(desk, "a", "b")
    desk.write("c.en.txt", text_of(list(known)))
    assert desk.ok("update", "c.en.txt", "--json").json["articles"][0]["took_over"] == ["a"]
    have(desk, "c", known)


def test_a_broken_catalog_of_an_article_that_is_gone_is_told_and_left(desk):
    known = sentences(12)
    put(desk, "old", known)
    put(desk, "torn", sentences(12, seed=3))
    desk.write(catalog("torn"), desk.read(catalog("torn")) + '\nmsgid "torn\n')
    broken = desk.read(catalog("torn"))
    remove(desk, "old", "torn")
    desk.write("new.en.txt", text_of(list(known)))
    outcome = desk.run("update", "new.en.txt", "--prune")
    assert outcome.code == 3
    assert outcome.err.count(f"{catalog('torn')}:") == 1
    have(desk, "new", known)
    assert desk.read(catalog("torn")) == broken


@pytest.mark.parametrize("seed", range(6))
def test_pieces_of_articles_wherever_they_were_put(desk, seed):
    """Articles are cut up and put together anew, some sentences edited: each has the translation it had."""
    chance, known = random.Random(seed), sentences(90, seed)
    articles = {f"a{n}": list(part(known, 30 * n, 30 * n + 30)) for n in range(3)}
    for name, texts in articles.items():
        put(desk, name, {text: known[text] for text in texts})
    files = {"a0": articles["a0"]}  # which is still there
    remove(desk, "a1", "a2")
    for texts in (articles["a1"], articles["a2"]):
        cut = chance.randint(10, 20)
        for piece in (texts[:cut], texts[cut:]):
            file = files.setdefault(chance.choice(["a0", "n0", "n1"]), [])
            at = chance.choice([0, len(file)])
            file[at:at] = piece
    before = {}
    for name, texts in files.items():
        edited = [text.replace(".", " indeed.") if chance.random() < 0.3 else text for text in texts]
        before[name] = dict(zip(edited, texts, strict=True))
        desk.write(f"{name}.en.txt", text_of(edited))
    desk.ok("update", *(f"{name}.en.txt" for name in files), "--prune")
    for name, texts in before.items():
        file = polib.pofile(str(desk.root / catalog(name)))
        entries = {entry.msgid: entry for entry in file if not entry.obsolete}
        assert set(entries) == set(texts)
        for text, was in texts.items():
            assert entries[text].msgstr == known[was]
            assert entries[text].fuzzy == (text != was)
            assert entries[text].previous_msgid == (was if text != was else None)
    assert catalog("a1") not in desk.files()
    assert catalog("a2") not in desk.files()
