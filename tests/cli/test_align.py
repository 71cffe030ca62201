"""Two finished versions of an article come into a catalog."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import polib
import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "pair"
CATALOG = "locales/uk/LC_MESSAGES/bakery.po"
A, B = "bakery.en.md", "bakery.uk.md"


NOTE = "Директор школи Остап Ярема приїздить щосереди на старому велосипеді з кошиком підручників."


@pytest.fixture
def pair(desk):
    """The example: an article in both languages, and no catalog."""
    for name in (A, B):
        desk.write(name, (EXAMPLE / name).read_bytes())
    return desk


def pairs(outcome):
    """The texts that stand for each other, and those that stand alone."""
    found = [(p["source"], p["target"]) for article in outcome.json["articles"] for p in article["pairs"]]
    return {one: two for one, two in found if one and two}, {
        one or two for one, two in found if not (one and two)
    }


@pytest.fixture
def clean(pair):
    """What is paired in the undamaged pair."""
    together, alone = pairs(pair.ok("align", A, B, "--json", "-n"))
    assert not alone
    return together


def test_an_article_comes_into_a_catalog_and_back(pair, clean):
    told = pair.ok("align", A, B, "--min-score", "50").err
    assert "bakery: 39 pairs" in told
    assert pair.targets(CATALOG) == clean
    assert pair.states() == {"translated": 39}
    assert "39 unchanged" in pair.ok("update", A).err
    before = pair.read(B)
    pair.ok("build", "--force")
    assert pair.read(B) == before


def test_several_sentences_that_are_one_are_one_unit(clean):
    assert clean["The van is old. Its driver, Petro Hnatiuk, has changed its tyres eleven times."].startswith(
        "Фургон старий"
    )
    assert (
        clean[
            "Halyna Moroz, who has run the bakery since 2009, moved them there on 11 April 2022, the day "
            "after a shell hit the roof."
        ].count(".")
        == 2
    )


DAMAGE = {
    "a dropped caption": (r"!\[.*?\)\n\n", ""),
    "a split paragraph": (r" Галина Мороз керує", "\n\nГалина Мороз керує"),
    "two merged": (r"світла\.\n\n## Скільки", "світла.\n\nДодано.\n\n## Скільки"),
    "an added note": (
        r"## Лист на стіні\n",
        "## Лист на стіні\n\n*Від редакції: прізвище військового ми не називаємо.*\n",
    ),
    "a moved list": (r"(?s)(На місяць .*?світла\.\n\n)(## Скільки.*?області[^\n]*\n\n)", r"\2\1"),
    "a lost table row": (r"\| 2023 [^\n]*\n", ""),
    "another heading level": (r"## Як минає", "#### Як минає"),
}
DAMAGE["two merged"] = (r"по чверть|навесні\.\n\n## Лист на стіні\n\n", "навесні. ")
LOST = {
    "a dropped caption": {"![Loaves"},
    "two merged": {"A letter on the wall"},
    "an added note": {"*Від редакції"},
    "a lost table row": {"151,000", "eleven"},
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_version_pairs_all_that_is_left(pair, clean, name):
    pattern, instead = DAMAGE[name]
    damaged, count = re.subn(pattern, instead, pair.read(B), count=1)
    assert count == 1
    pair.write(B, damaged)
    together, alone = pairs(pair.ok("align", A, B, "--json"))
    lost = LOST.get(name, set())
    assert all(any(text.startswith(start) for start in lost) for text in alone), alone
    assert len(alone) == len(lost)
    assert together == {one: two for one, two in clean.items() if not one.startswith(tuple(lost) or "\0")}
    pair.ok("update", A)
    states = pair.states()
    assert set(states) <= {"translated", "untranslated", "draft"}
    assert states.get("draft", 0) <= 4  # where something is missing, its neighbours are less sure


SENTENCES = (
    " The move took nineteen hours.",
    "In 2024 donations came to 1.2 million hryvnias. ",
    "The school will not reopen soon. ",
    "He writes that the bread reached his trench still warm. ",
    "By six o’clock 640 loaves are ready, and two volunteers drive them to the villages across the river. ",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_the_original_lacks_is_never_silently_paired(pair, clean, sentence):
    pair.replace(A, sentence, "")
    pair.ok("align", A, B)
    catalog = polib.pofile(str(pair.root / CATALOG))
    done = {entry.msgid: entry.msgstr for entry in catalog if entry.msgstr and not entry.fuzzy}
    assert set(done.items()) < set(clean.items())
    assert len(done) >= 33


def test_what_is_doubtful_is_a_draft_and_says_how_sure_it_is(pair):
    pair.ok("align", A, B, "--min-score", "101")
    assert pair.states() == {"draft": 39}
    assert re.search(r"^# dvomova: aligned, (100|\d\d)$", pair.read(CATALOG), re.MULTILINE)
    pair.ok("accept", "--all")
    assert pair.states() == {"translated": 39}
    assert "aligned" not in pair.read(CATALOG)


def test_translations_that_are_there_are_not_lost(pair):
    pair.ok("update", A, "--source", "en")
    pair.translate(CATALOG, {"What it costs": "Ціна", "seven": "7"})
    pair.ok("align", A, B, "--min-score", "50")
    targets = pair.targets(CATALOG)
    assert (targets["seven"], targets["eleven"]) == ("сім", "одинадцять")
    assert len(targets) == 39
    assert pair.states() == {"translated": 37, "ahead": 2}
    assert '# dvomova: edited in uk; was "Ціна"' in pair.read(CATALOG)  # as whenever the document says else


def test_what_stands_untranslated_in_the_translation_is_no_translation_of_itself(pair):
    english, ukrainian = pair.read(A), pair.read(B)
    pair.write(A, english + "\nThe oven was built by two masons from Barvinkove.\n\nAssociated Press\n")
    pair.write(B, ukrainian + "\nThe oven was built by two masons from Barvinkove.\n\nAssociated Press\n")
    pair.ok("align", A, B)
    found = pair.targets(CATALOG)
    assert found["The oven was built by two masons from Barvinkove."] == ""
    assert found["Associated Press"] == "Associated Press"


def test_sentences_without_a_counterpart_are_listed_with_their_place(pair):
    pair.replace(B, "Переїзд тривав дев’ятнадцять годин.", "")
    pair.replace(B, "Дзвінок досі працює", NOTE + " Дзвінок досі працює")
    told = pair.ok("align", A, B).err
    assert "bakery.en.md:7: only here: The move took nineteen hours." in told
    assert "bakery.uk.md:39: only here: Директор школи Остап Ярема" in told
    assert "Директор" not in pair.read(CATALOG)
    states = pair.states()
    assert states.pop("untranslated") == 1
    assert states["translated"] >= 36


def test_a_sentence_of_the_translation_alone_is_attached_where_that_is_wished(pair, clean):
    pair.replace(B, "Дзвінок досі працює", NOTE + " Дзвінок досі працює")
    together, alone = pairs(pair.ok("align", A, B, "--attach", "--json"))
    source = next(one for one in clean if one.startswith("Its windows"))
    assert not alone
    assert together == clean | {source: clean[source] + " " + NOTE}


def test_unrelated_documents_are_refused_with_a_reason(pair):
    other = EXAMPLE.parent / "newsroom" / "articles" / "library.uk.md"
    pair.write("library.uk.md", other.read_bytes())
    outcome = pair.run("align", A, "library.uk.md")
    assert outcome.code == 2
    assert "no translations of each other" in outcome.err
    assert "locales" not in " ".join(pair.files())
    pair.write("second.en.md", pair.read(A))
    assert "both in “en”" in pair.run("align", A, "second.en.md").err


def test_any_two_names_will_do(pair, clean):
    pair.write("texts/oven.md", pair.read(A))
    pair.write("texts/pich.md", pair.read(B))
    pair.ok("align", "texts/oven.md", "texts/pich.md")
    assert pair.targets("locales/uk/LC_MESSAGES/texts/oven.po") == clean


def test_the_translation_may_lead(pair, clean):
    pair.ok("align", B, A)
    assert pair.targets("locales/en/LC_MESSAGES/bakery.po") == {two: one for one, two in clean.items()}


def test_lines_for_programs(pair):
    pair.replace(B, "Переїзд тривав дев’ятнадцять годин.", "")
    pair.ok("align", A, B, "--tsv", "out.tsv")
    lines = [line.split("\t") for line in pair.read("out.tsv").splitlines()]
    assert {len(line) for line in lines} == {5}
    assert lines[0] == [
        "The bakery that moved underground",
        "Пекарня, що переїхала під землю",
        "100",
        A + ":1",
        B + ":1",
    ]
    lone = next(line for line in lines if line[0].startswith("The move"))
    assert (lone[1], lone[4]) == ("", "")
    assert pair.ok("align", A, B, "--tsv", "-").out == pair.read("out.tsv")


def test_tmx_and_page_hold_all_pairs(pair, clean):
    pair.ok("align", A, B, "--tmx", "out.tmx", "--html", "out.html")
    units = ET.fromstring(pair.read("out.tmx")).iter("tu")
    found = {tuple("".join(seg.itertext()) for seg in unit.iter("seg")) for unit in units}
    assert found == set(clean.items())
    page = Page()
    page.feed(pair.read("out.html"))
    assert page.cells == [text for one in clean.items() for text in one]
    assert not page.links
    assert page.language == "en"


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.cells, self.links, self.language, self.inside = [], [], "", False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.links += [given[name] for name in ("src", "href") if name in given]
        self.language = given.get("lang") if tag == "html" else self.language
        self.inside = tag == "td" and "lang" in given
        if self.inside:
            self.cells.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "td"

    def handle_data(self, data):
        if self.inside:
            self.cells[-1] += data


@pytest.mark.parametrize("option", ["-n", "--check"])
def test_a_dry_run_writes_nothing(pair, option):
    before = pair.files()
    outcome = pair.run("align", A, B, option, "--tsv", "out.tsv")
    assert outcome.code == (option == "--check")
    assert pair.files() == before
    pair.ok("align", A, B)
    assert pair.ok("align", A, B, option, "--force").code == 0


def test_folders_are_paired_by_several_processes_and_left_off_where_they_are_complete(pair, clean):
    for number in range(9):
        pair.write(f"a/n{number}.en.md", pair.read(A))
        pair.write(f"a/n{number}.uk.md", pair.read(B))
    pair.write("a/alone.en.md", "Only here.\n")
    told = pair.ok("align", "a", "--source", "en", "--jobs", "2").err
    assert told.count("39 pairs") == 9
    assert "1 article has only one version" in told
    for number in range(9):
        assert pair.targets(f"locales/uk/LC_MESSAGES/a/n{number}.po") == clean
    before = pair.files()
    again = pair.ok("align", "a", "--jobs", "2").err
    assert again.count("is complete") == 9
    assert pair.files() == before


def test_one_bad_pair_does_not_stop_the_others(pair):
    pair.write("a/good.en.md", pair.read(A))
    pair.write("a/good.uk.md", pair.read(B))
    pair.write("a/bad.en.md", pair.read(A))
    pair.write("a/bad.uk.md", b"\xff\xfe\xff")
    outcome = pair.run("align", "a", "--source", "en")
    assert outcome.code == 3
    assert "a/bad.uk.md" in outcome.err
    assert "a/good: 39 pairs" in outcome.err


def test_review_asks_about_doubtful_pairs(pair, clean):
    answers = ["a"] * 5 + ["j", "d", "s", "q"]
    outcome = pair.ok("align", A, B, "--min-score", "101", "--review", stdin="\n".join(answers) + "\n")
    assert "j joins" in outcome.err
    targets = pair.targets(CATALOG)
    assert targets["The bakery that moved underground"] == "Пекарня, що переїхала під землю"
    assert targets["The move took nineteen hours."] == ""
    assert pair.ok("align", A, B, "--review", "--force", stdin="q\n").code == 0
    assert set(clean) >= {source for source, target in pair.targets(CATALOG).items() if target}


def test_inline_codes_get_the_numbers_of_the_original(desk):
    one, two = '<a href="https://a.org/1">{}</a>', '<a class="x" href="https://b.org/2">{}</a>'
    ukrainian = f"<p>Прочитайте {two.format('другий лист')} і {one.format('перший')}.</p>\n"
    desk.write("p.en.html", f"<p>Read {one.format('the first')} and {two.format('the second letter')}.</p>\n")
    desk.write("p.uk.html", ukrainian)
    desk.ok("align", "p.en.html", "p.uk.html")
    expected = "Прочитайте <2>другий лист</2> і <1>перший</1>."
    assert desk.targets("locales/uk/LC_MESSAGES/p.po") == {
        "Read <1>the first</1> and <2>the second letter</2>.": expected
    }
    desk.ok("build", "--force")
    assert desk.read("p.uk.html") == ukrainian


def test_message_files_are_paired_by_their_keys(desk):
    desk.write("en.json", '{"a": "Yes", "b": "No", "c": "Perhaps"}\n')
    desk.write("uk.json", '{"c": "Може", "a": "Так", "d": "Зайве"}\n')
    desk.ok("align", "en.json", "uk.json", "--format", "i18next")
    assert desk.targets("locales/uk/LC_MESSAGES/messages.po") == {"Yes": "Так", "No": "", "Perhaps": "Може"}
