"""check --select spelling: a dictionary of Hunspell's, what it is not asked for, and what the house adds."""

import json
from pathlib import Path

import pytest

pytest.importorskip("hunspell", reason="Hunspell is not installed: pip install dvomova[spelling]")

# Forms as Hunspell has them: місто, міста, місті. The words of the tests and no others.
AFF = "SET UTF-8\nTRY аеио\nSFX N Y 2\nSFX N о а о\nSFX N о і о\n"
DIC = "місто/N\nу\nп'ять\nстоїть\nбуло\nвчора\nлюди\nсказав\nтут\nвул.\nз\nпів-міста\n"
ENGLISH = "town\nstood\nthe\npeople\ntoday\nre-opened\n"
RULES = '[check]\ndictionaries = { uk = "dic/our_UA.dic", en = "dic/our_EN.dic" }\n'
HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


@pytest.fixture
def house(desk):
    """A project with dictionaries of its own."""
    for name, words, rules in (("our_UA", DIC, AFF), ("our_EN", ENGLISH, "SET UTF-8\n")):
        desk.write(f"dic/{name}.aff", rules)
        desk.write(f"dic/{name}.dic", f"{words.count(chr(10))}\n{words}")
    desk.write("dvomova.toml", RULES)
    return desk


def checked(desk, target, source="Nobody lives there.", language="uk"):
    texts = [json.dumps(text, ensure_ascii=False) for text in (source, target)]
    desk.write("a.po", HEADER.format(language) + "\nmsgid {}\nmsgstr {}\n".format(*texts))
    outcome = desk.ok("check", "--select", "spelling", "--json", "a.po")
    places = []
    for one in outcome.json["findings"]:
        [span] = one["spans"]
        places.append(one["target"][span["start"] : span["end"]])
        assert (one["check"], one["severity"]) == ("spelling", "info")
    return places


def test_a_word_that_is_misspelled_with_what_was_meant(house):
    assert checked(house, "Вчора тут було місро.") == ["місро"]
    [finding] = house.ok("check", "--select", "spelling", "--json", "a.po").json["findings"]
    assert finding["message"] == "“місро” is in no dictionary; it has: місто"
    assert checked(house, "The tovn stood.", "Місто стоїть.", "en") == ["tovn"]
    assert checked(house, "Тут було містечко.") == ["містечко"]
    [finding] = house.ok("check", "--select", "spelling", "--json", "a.po").json["findings"]
    assert finding["message"] == "“містечко” is in no dictionary"  # «місто» is too far from it


@pytest.mark.parametrize(
    "text",
    [
        "Місто стоїть у місті, люди. Вчора!",
        "П’ять, п'ять, пʼять: у міста.",
        "Мі́сто стої́ть, мі­сто було.",
        "Сказав Притула, тут Людя з Кобеляк.",  # names in the middle of a sentence
        "Кобеляки. «Притула тут», — сказав Притула.",  # at its head, and nothing is like them
        "СБУ, НАТО, iPhone, 4-го, covid19, town",  # abbreviations, digits, other letters
        "Місто `квіксот` стоїть: https://квіксот.example {квіксот} <b>тут</b>",
        "Тут вул. Городня, тут обл. людей_тут",  # a full stop that ends no sentence
        "Місто тут nobody.",
        "Пів-міста стоїть",
    ],
)
def test_what_is_left_alone(house, text):
    assert checked(house, text) == []


def test_words_of_the_source_are_copied_rightly(house):
    assert checked(house, "The town stood: vyshyvanka.", "Місто: vyshyvanka.", "en") == []
    assert checked(house, "The town stood: vyshyvanka.", "Місто: вишиванка.", "en") == ["vyshyvanka"]


def test_a_slip_at_the_head_of_a_sentence(house):
    assert checked(house, "Вчорв тут було місто. Плюди тут.") == ["Вчорв", "Плюди"]


def test_a_word_is_told_once_in_a_text(house):
    assert checked(house, "Тут місро, місро. Місро тут, мисто.") == ["місро", "Місро", "мисто"]


def test_words_of_the_house_in_all_their_forms(house):
    text = "Тут було багато дронів і майданчиків."
    assert checked(house, text) == ["багато", "дронів", "майданчиків"]
    house.write("words.txt", "# of the desk\nбагато\nдрон  # not in the dictionary\n")
    house.write("dvomova.toml", RULES + 'words = "words.txt"\n')
    assert checked(house, text) == ["майданчиків"]
    house.write("glossary.csv", "uk,en\nігровий майданчик,playground\n")
    assert checked(house, text) == []


def test_nobody_is_asked_who_did_not_ask(house):
    house.write("dvomova.toml", "")
    house.write("a.po", HEADER.format("uk") + '\nmsgid "Town."\nmsgstr "Тут місро."\n')
    assert house.ok("check", "--select", "language", "--json", "a.po").json["findings"] == []
    house.write("dvomova.toml", RULES)
    assert len(house.ok("check", "--select", "language", "--json", "a.po").json["findings"]) == 1
    assert (
        house.ok("check", "--json", "--select", "language", "--ignore", "spelling", "a.po").json["findings"]
        == []
    )


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ('dictionaries = { uk = "xx_XX" }', "there is no dictionary called “xx_XX”"),
        ('dictionaries = { uk = "dic/none.dic" }', "hunspell-uk in Debian"),
        ('dictionaries = { xx = "uk_UA" }', "xx"),
        ('dictionaries = "uk_UA"', "must be a table of texts"),
        (RULES.partition("\n")[2] + 'words = "none.txt"', "none.txt"),
    ],
)
def test_what_is_wrong_with_a_configuration(house, rules, told):
    checked(house, "Місто.")
    house.write("dvomova.toml", f"[check]\n{rules}\n")
    outcome = house.run("check", "a.po")
    assert outcome.code in {2, 3}
    assert told in outcome.err


def test_without_the_package_it_is_said_how_to_get_it(house):
    house.write("hunspell.py", "raise ImportError\n")
    house.write("a.po", HEADER.format("uk") + '\nmsgid "Town."\nmsgstr "Місто."\n')
    house.environment["PYTHONPATH"] = str(house.root)
    outcome = house.process("check", "a.po")
    assert (outcome.code, 'pip install "dvomova[spelling]"' in outcome.err) == (2, True)


def test_dictionaries_are_looked_for_where_hunspell_does(house):
    house.write("dvomova.toml", '[check]\ndictionaries = { uk = "our_UA" }\n')
    house.environment["DICPATH"] = str(house.root / "dic")
    house.write("a.po", HEADER.format("uk") + '\nmsgid "Town."\nmsgstr "Місро."\n')
    assert "[spelling]" in house.process("check", "a.po").out


REAL = Path("/usr/share/hunspell")


@pytest.mark.interop
@pytest.mark.skipif(
    not ((REAL / "uk_UA.dic").exists() and (REAL / "en_US.dic").exists()),
    reason="no dictionaries of the system: apt-get install hunspell-uk hunspell-en-us",
)
def test_real_dictionaries(desk):
    right = "Рятувальники п’ять годин розбирали завали будинку на вул. Шевченка в Ізюмі, сказав Синєгубов."
    assert checked(desk, right) == []
    wrong = "Рятувальнки розбирали завали будинку, який зруйнувала рокета."
    assert checked(desk, wrong) == ["Рятувальнки", "рокета"]
    right = (
        "Rescuers cleared the rubble of a house in Izium for five hours, Syniehubov said, and didn’t stop."
    )
    assert checked(desk, right, "Ніхто там не живе.", "en") == []
    assert checked(desk, "Rescuers cleared the ruble.", "Завал.", "en") == []  # another word
    assert checked(desk, "Rescuers claered the rubble.", "Завал.", "en") == ["claered"]
