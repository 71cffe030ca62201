"""A year of two newsrooms that edit the same articles, each in its own language.

Each month both sides change what they like, `update` and `build` run, and a translator and an editor do
their work. What must hold after each month is known beforehand: which sentences were touched, and how.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from random import Random

import polib
import pytest
from tests.conftest import Desk

CATALOG = "locales/uk/LC_MESSAGES/news.po"
SOURCE, TARGET = "news.en.md", "news.uk.md"
YEARS = range(int(os.environ.get("DVOMOVA_YEARS", "4")))

ENGLISH = """
bridge river soldier hospital winter school volunteer market doctor window engine report letter border
village teacher electricity shelter garden museum library station convoy harvest kitchen children
language newspaper editor evening morning mountain harbour factory worker council budget repair concrete
truck ambulance generator medicine blanket water supply road railway driver ticket passenger theatre
orchestra painter sculpture church bell tower square street house apartment neighbour family grandmother
""".split()
UKRAINIAN = """
міст річка боєць лікарня зима школа волонтер ринок лікар вікно двигун звіт лист кордон село учитель струм
укриття садок музей бібліотека станція колона жнива кухня діти мова газета редактор вечір ранок гора
гавань завод робітник рада бюджет ремонт бетон вантажівка швидка генератор ліки ковдра вода запас дорога
залізниця водій квиток пасажир театр оркестр художник скульптура церква дзвін вежа площа вулиця будинок
квартира сусід родина бабуся яблуко трава насіння поле хліб молоко криниця хмара дощ
""".split()


@dataclass
class Sentence:
    """A sentence in both languages, as it stands now."""

    source: str
    target: str
    state: str = "translated"
    texts: list[str] = field(default_factory=list)
    """Translations that must not get lost before a person says so."""


class Newsroom:
    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.random = desk, Random(seed)
        self.notes: list[str] = []
        self.number = 0
        paragraphs = [[self.sentence() for _ in range(self.random.randint(1, 4))] for _ in range(7)]
        self.sentences = [one for paragraph in paragraphs for one in paragraph]
        desk.write(SOURCE, self.text(paragraphs, "source"))
        desk.ok("update", SOURCE)
        self.translate()
        desk.ok("build")
        assert desk.read(TARGET) == self.text(paragraphs, "target")
        desk.ok("update")

    @staticmethod
    def text(paragraphs, side):
        return "\n\n".join(" ".join(getattr(one, side) for one in some) for some in paragraphs) + "\n"

    def words(self, pool, number):
        self.number += 1
        found = self.random.sample(pool, number)
        found.insert(self.random.randint(1, number - 1), str(1000 + self.number))
        return " ".join(found).capitalize() + "."

    def sentence(self):
        number = self.random.randint(6, 11)
        return Sentence(self.words(ENGLISH, number), self.words(UKRAINIAN, number))

    def translate(self):
        self.desk.translate(CATALOG, {one.source: one.target for one in self.sentences})

    def month(self):
        """What both sides do; no sentence is touched twice on a side."""
        for one in self.sentences:
            one.state, one.texts = "translated", [one.target]
        free = list(self.sentences)
        self.random.shuffle(free)
        acts = [
            self.edit_source, self.edit_target, self.edit_both, self.number_source, self.number_target,
            self.split_source, self.split_target, self.join_source, self.join_target, self.add,
            self.add_block, self.delete_source, self.delete_target, self.move_source, self.move_target,
            self.note,
        ]  # fmt: skip
        chosen = self.random.sample(acts, self.random.randint(2, 5))
        # What is new where something went may be taken for it, edited; what was cut and moved is not found.
        for one, others in (
            (self.delete_source, {self.add, self.add_block}),
            (self.delete_target, {self.note}),
            (self.move_source, {self.split_source, self.join_source}),
        ):
            if one in chosen:
                chosen = [act for act in chosen if act not in others]
        for act in chosen:
            if free:
                act(free)

    def change(self, path, old, new):
        self.desk.replace(path, old, new)

    def other_word(self, text, pool):
        words = text.split()
        place = self.random.choice([n for n in range(1, len(words) - 1) if words[n].isalpha()])
        words[place] = self.random.choice([word for word in pool if word not in words])
        return " ".join(words)

    def edit_source(self, free):
        one = free.pop()
        new = self.other_word(one.source, ENGLISH)
        self.change(SOURCE, one.source, new)
        one.source, one.state = new, "conflict" if one.state == "ahead" else "stale"
        return one

    def edit_target(self, free):
        one = free.pop()
        self.target_becomes(one, self.other_word(one.target, UKRAINIAN))

    def target_becomes(self, one, new):
        self.change(TARGET, one.target, new)
        one.target, one.state = new, "conflict" if one.state == "stale" else "ahead"
        one.texts.append(new)

    def edit_both(self, free):
        one = self.edit_source(free)
        self.target_becomes(one, self.other_word(one.target, UKRAINIAN))

    def number_source(self, free):
        one = free.pop()
        new = re.sub(r"\d+", lambda found: str(int(found[0]) + 5000), one.source, count=1)
        self.change(SOURCE, one.source, new)
        one.source, one.state = new, "stale"

    def number_target(self, free):
        one = free.pop()
        self.target_becomes(one, re.sub(r"\d+", lambda found: str(int(found[0]) + 7000), one.target, count=1))

    def halves(self, text):
        words = text.split()
        middle = len(words) // 2
        return " ".join(words[:middle]) + ". " + " ".join(words[middle:]).capitalize()

    def split_source(self, free):
        one = free.pop()
        new = self.halves(one.source)
        self.change(SOURCE, one.source, new)
        one.source, one.state = new, "stale"

    def split_target(self, free):
        one = free.pop()
        self.target_becomes(one, self.halves(one.target))

    def neighbours(self, free, path, side):
        """Two free sentences that stand side by side in a paragraph, on both sides."""
        texts = {path: self.desk.read(path) for path in (SOURCE, TARGET)}
        single = [one for one in free if ". " not in one.source + one.target]
        for one in single:
            for two in single:
                both = (
                    f"{one.source} {two.source}" in texts[SOURCE],
                    f"{one.target} {two.target}" in texts[TARGET],
                )
                if all(both):
                    free.remove(one)
                    free.remove(two)
                    return one, two
        return None

    def joined(self, one, two):
        return one.removesuffix(".") + ", " + two[0].lower() + two[1:]

    def become_one(self, one, two):
        self.sentences.remove(two)
        one.texts += two.texts

    def join_source(self, free):
        if pair := self.neighbours(free, SOURCE, "source"):
            one, two = pair
            new = self.joined(one.source, two.source)
            self.change(SOURCE, f"{one.source} {two.source}", new)
            one.source, one.target, one.state = new, f"{one.target} {two.target}", "stale"
            self.become_one(one, two)

    def join_target(self, free):
        if pair := self.neighbours(free, TARGET, "target"):
            one, two = pair
            new = self.joined(one.target, two.target)
            self.change(TARGET, f"{one.target} {two.target}", new)
            one.source, one.target, one.state = f"{one.source} {two.source}", new, "ahead"
            self.become_one(one, two)
            one.texts.append(new)

    def add(self, free):
        """A new sentence in a paragraph of the original."""
        before, new = self.random.choice(self.sentences), self.sentence()
        self.change(SOURCE, before.source, f"{before.source} {new.source}")
        new.state = "untranslated"
        self.sentences.append(new)

    def add_block(self, free):
        new = self.sentence()
        new.state = "untranslated"
        self.at_random(SOURCE, new.source)
        self.sentences.append(new)

    def at_random(self, path, text):
        blocks = self.desk.read(path).rstrip("\n").split("\n\n")
        blocks.insert(self.random.randint(0, len(blocks)), text)
        self.desk.write(path, "\n\n".join(blocks) + "\n")

    def without(self, path, text):
        content = self.desk.read(path)
        assert text in content
        blocks = (block.replace(text, "").replace("  ", " ").strip() for block in content.split("\n\n"))
        self.desk.write(path, "\n\n".join(filter(None, blocks)) + "\n")

    def delete_source(self, free):
        one = free.pop()
        self.without(SOURCE, one.source)
        self.sentences.remove(one)
        self.gone = getattr(self, "gone", [])
        self.gone.append(one)

    def delete_target(self, free):
        """Both sides are without it from now on, once the editor of the original follows."""
        one = free.pop()
        self.without(TARGET, one.target)
        one.state = "left out"

    def move(self, path):
        blocks = self.desk.read(path).rstrip("\n").split("\n\n")
        block = blocks.pop(self.random.randrange(len(blocks)))
        blocks.insert(self.random.randint(0, len(blocks)), block)
        self.desk.write(path, "\n\n".join(blocks) + "\n")

    def move_source(self, free):
        self.move(SOURCE)

    def move_target(self, free):
        self.move(TARGET)

    def note(self, free):
        self.number += 1
        text = f"Від редакції {self.number}: " + " ".join(self.random.sample(UKRAINIAN, 5)) + "."
        self.notes.append(text)
        self.at_random(TARGET, text)

    def check_update(self):
        """Every sentence is flagged as it was touched, and no other; no text is lost."""
        file = polib.pofile(str(self.desk.root / CATALOG))
        units = {entry.msgid: entry for entry in file if not entry.obsolete}
        text = self.desk.read(CATALOG)
        assert set(units) == {one.source for one in self.sentences}
        for one in self.sentences:
            entry = units[one.source]
            assert state(entry) == one.state, (entry, one)
            if one.state != "untranslated":
                assert entry.msgstr == one.target
                assert all(part in text for part in one.texts)

    def check_build(self):
        """The translation says what it has to, and everything that only it has."""
        text = self.desk.read(TARGET)
        for one in self.sentences:
            said = {"left out": "", "untranslated": one.source}.get(one.state, one.target)
            assert said in text
            assert one.state != "left out" or one.target not in text
        for one in getattr(self, "gone", []):
            assert one.target not in text
        assert all(text.count(note) == 1 for note in self.notes)
        said = [one.source if one.state == "untranslated" else one.target for one in self.sentences]
        there = [one for one, whole in zip(said, self.sentences, strict=True) if whole.state != "left out"]
        assert sorted("".join([*there, *self.notes]).split()) != []
        left = text
        for one in sorted([*there, *self.notes], key=len, reverse=True):
            assert left.count(one) == 1, one
            left = left.replace(one, "")
        assert not left.strip()

    def settle(self):
        """Translator and editor do their work, and nothing is open any more."""
        for one in [one for one in self.sentences if one.state == "left out"]:
            self.without(SOURCE, one.source)  # the original follows
            self.sentences.remove(one)
        self.desk.ok("update")
        for one in self.sentences:
            if one.state == "stale":
                one.target = self.words(UKRAINIAN, 9)
        self.desk.ok("accept", "--all")
        self.translate()
        assert set(self.desk.states()) <= {"translated", "obsolete"}
        for one in self.sentences:
            one.state = "translated"
        self.desk.ok("build")
        self.check_build()


def state(entry):
    """The state of a unit, by what gettext has for it."""
    edited = "dvomova: edited in uk" in entry.tcomment
    if "dvomova: left out" in entry.tcomment:
        return "left out" if edited else "settled"
    if not entry.msgstr:
        return "untranslated"
    if entry.fuzzy:
        return "conflict" if edited else "stale"
    return "ahead" if edited else "translated"


@pytest.mark.parametrize("seed", YEARS)
def test_a_year_in_which_both_sides_lead(desk, seed):
    newsroom = Newsroom(desk, seed)
    for _month in range(12):
        newsroom.month()
        desk.ok("update")
        newsroom.check_update()
        desk.ok("build")
        newsroom.check_build()
        before = desk.files()
        desk.ok("update")
        desk.ok("build")
        assert desk.files() == before
        newsroom.settle()
        before = desk.files()
        desk.ok("update")
        desk.ok("build")
        assert desk.files() == before
