"""The configuration: what it says, where it is found, and what is wrong with it."""

from __future__ import annotations

import pytest

from dvomova import config
from dvomova.config import DocumentRule, EngineRule, MessagesRule, Segmentation
from dvomova.errors import ConfigError, DvomovaError, FileError

ALL = """\
source = "ua"
locales = "./i18n/"
segment = "paragraph"
front-matter = ["title", "lead"]
wrap = 77
encoding = "windows-1251"
subtitles = "cue"
protect = ["Олена Коваль"]
segmentation = "rules/team.srx"
built-in-rules = false
never-after = ["Укрзалізниця."]
shortest = 3
whole = ["quote"]

[[documents]]
pattern = "articles/{path}.{lang}.md"
source = "uk"
format = "markdown"
encoding = "koi8-u"
subtitles = "sentence"
segment = "sentence"
never-after = ["обл."]

[[messages]]
domain = "shop"
files = ["src/**/*.py"]
keywords = ["_l", "npgettext_lazy:1c,2,3", "_n:2,2t"]
comment-tags = ["NOTE:"]
methods = { ".tmpl" = "jinja2" }

[[messages]]
domain = "site"
mapping = "i18n/babel.cfg"
source = "uk"
"""
MESSAGES = "[[messages]]\ndomain = 'a'\nfiles = ['a']\n"


def load(folder, text, **environment):
    (folder / "dvomova.toml").write_text(text, "utf-8")
    return config.load(folder, environment)


def test_every_key(tmp_path):
    found = load(tmp_path, ALL)
    assert (found.source, found.locales, found.wrap) == ("uk", "i18n", 77)
    assert found.segmentation == Segmentation(
        "paragraph", ("rules/team.srx",), False, ("Укрзалізниця.",), 3, ("quote",)
    )
    assert found.front_matter == ("title", "lead")
    own = (("segment", "sentence"), ("never_after", ("обл.",)))
    assert found.documents == (
        DocumentRule("articles/{path}.{lang}.md", "uk", "markdown", "koi8-u", "sentence", own),
    )
    assert found.protect == ("Олена Коваль",)
    assert (found.encoding, found.subtitles) == ("windows-1251", "cue")
    keywords = ("_l", "npgettext_lazy:1c,2,3", "_n:2,2t")
    assert found.messages == (
        MessagesRule("shop", ("src/**/*.py",), "en", keywords, ("NOTE:",), ((".tmpl", "jinja2"),)),
        MessagesRule("site", source="uk", mapping="i18n/babel.cfg"),
    )


def test_what_some_documents_have_of_their_own_stands_first_and_lists_add_up(tmp_path):
    found = load(tmp_path, ALL)
    refined = found.segmentation.refined(dict(found.documents[0].segmentation))
    assert (refined.segment, refined.never_after, refined.shortest) == (
        "sentence",
        ("обл.", "Укрзалізниця."),
        3,
    )
    assert found.segmentation.refined({}) == found.segmentation


def test_without_any_file_the_folder_is_the_root(tmp_path):
    found = config.load(tmp_path, {})
    assert (found.root, found.path, found.source, found.locales) == (tmp_path, "", None, "locales")


def test_the_nearest_file_above_wins(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    load(tmp_path, 'locales = "outer"')
    load(tmp_path / "a", 'locales = "nearer"')
    assert (config.load(inner, {}).locales, config.load(inner, {}).root) == ("nearer", tmp_path / "a")


def test_pyproject_toml_serves_if_it_has_a_table(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.dvomova]\nlocales = "po"\n')
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\n")
    found = config.load(inner, {})
    assert (found.root, found.path, found.locales) == (tmp_path, "pyproject.toml", "po")


def test_dvomova_toml_stands_before_pyproject_toml(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.dvomova]\nlocales = "po"\n')
    assert load(tmp_path, 'locales = "own"').locales == "own"


def test_the_environment_stands_above_the_file(tmp_path):
    found = load(
        tmp_path, 'source = "en"', DVOMOVA_SOURCE="UA", DVOMOVA_LOCALES="po", DVOMOVA_SEGMENT="paragraph"
    )
    assert (found.source, found.locales, found.segmentation.segment) == ("uk", "po", "paragraph")


def test_a_file_with_a_byte_order_mark(tmp_path):
    assert load(tmp_path, '\ufefflocales = "po"').locales == "po"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sourse = 'uk'", "there is no key “sourse”: did you mean “source”?"),
        ("zzz = 1", "known are: built-in-rules, check, documents, encoding, engines, exact"),
        ("[[documents]]\npatern = 'a'", "needs “pattern”"),
        ("[[documents]]\npattern = '{path}.md'\nsorce = 'uk'", "“documents.sorce”: did you mean “source”?"),
        ("[[messages]]\ndomain = 'a'", "each [[messages]] needs “files”"),
        ("[[messages]]\ndomain = 'a'\nkeywords = ['x']", "name its files, or Babel’s mapping of them"),
        (MESSAGES + "keywords = ['x:']", "“x:” is no keyword"),
        (MESSAGES + "keywords = ['x:0']", "“x:0” is no keyword"),
        (MESSAGES + "keywords = 'x'", "must be a list of texts"),
        (MESSAGES + "methods = { tmpl = 'jinja2' }", "must name an extractor for each file name ending"),
        (MESSAGES + "methods = { '.tmpl' = 1 }", "must name an extractor for each file name ending"),
        (MESSAGES + "methods = 'jinja2'", "must name an extractor for each file name ending"),
        (MESSAGES + "mapping = '../babel.cfg'", "must be a path inside the project"),
        (MESSAGES + "comment-tag = ['x']", "did you mean “comment-tags”?"),
        ("[[messages]]\nfiles = ['a']", "each [[messages]] needs “domain”"),
        ("source = 'de'", "source: “de” is not a language dvomova knows: use uk / en"),
        ("source = 1", "“source” must be text"),
        ("whole = ['list itm']", "did you mean “list item”?"),
        ("whole = ['poem']", "no block is called “poem”"),
        ("wrap = '1'", '“wrap” must be "keep", 0 or a width'),
        ("wrap = -1", '“wrap” must be "keep", 0 or a width'),
        ("shortest = -1", "“shortest” must be a number"),
        ("built-in-rules = 0", "“built-in-rules” must be true or false"),
        ("protect = ['О.']", "“О.” is no name that could be looked for"),
        ("segmentation = 5", "“segmentation” must be a list of texts"),
        ("segmentation = '/rules.srx'", "“segmentation” must be a path inside the project"),
        ("[[documents]]\npattern = 'a'\nshortest = 'x'", "“documents.shortest” must be a number"),
        ("wrap = 2", '“wrap” must be "keep", 0 or a width'),
        ("wrap = true", '“wrap” must be "keep", 0 or a width'),
        ("exact = true", '“exact” must be "draft" or "accept"'),
        ("exact = []", '“exact” must be "draft" or "accept"'),
        ("front-matter = 'title'", "“front-matter” must be a list of texts"),
        ("documents = 1", "needs “pattern”"),
        ("documents = [1]", "needs “pattern”"),
        ("[documents]\npattern = 'a'", "needs “pattern”"),
        ("locales = ''", "must be a path inside the project"),
        ("locales = '/etc'", "must be a path inside the project"),
        ("locales = 'a/../../b'", "must be a path inside the project"),
        ('locales = "a\\u0000b"', "must be a path inside the project"),
        ("[[documents]]\npattern = ''", "must be a path inside the project"),
        ("[[documents]]\npattern = '../{path}.md'", "must be a path inside the project"),
        ("[[documents]]\npattern = '/x/{path}.md'", "must be a path inside the project"),
        ("[[documents]]\npattern = '{dir}/{path}.md'", "is no pattern of documents"),
        ("[[documents]]\npattern = '{lang}/{path}.{lang}.md'", "is no pattern of documents"),
        ("[[messages]]\ndomain = '../m'\nfiles = ['a']", "must be a path inside the project"),
        ("[[messages]]\ndomain = ''\nfiles = ['a']", "must be a path inside the project"),
        ("[[messages]]\ndomain = 'm'\nfiles = ['/x/*.py']", "must be a path inside the project"),
        ("[[messages]]\ndomain = 'm'\nfiles = ['']", "must be a path inside the project"),
        ("[[messages]]\ndomain = 'm'\nfiles = ['**x.py']", "** stands for folders"),
    ],
)
def test_what_is_wrong_is_told_with_its_cure(tmp_path, text, told):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert told in str(caught.value)
    assert caught.value.path == "dvomova.toml"
    assert caught.value.cure


@pytest.mark.parametrize("name", ["DVOMOVA_SOURCE", "DVOMOVA_LOCALES"])
def test_a_wrong_value_of_the_environment_is_told_by_its_name(tmp_path, name):
    with pytest.raises(ConfigError, match=name):
        config.load(tmp_path, {name: "/de"})


def test_a_syntax_error_is_told_with_its_line(tmp_path):
    with pytest.raises(FileError, match=r"dvomova\.toml:2: this is not TOML"):
        load(tmp_path, 'source = "uk"\nlocales = \n')


@pytest.mark.parametrize(
    "data",
    [b"source = '\xff'", b"wrap = 1" + b"0" * 5000, b"front-matter = " + b"[" * 5000],
    ids=["not UTF-8", "endless number", "endless nesting"],
)
def test_what_no_toml_reader_takes(tmp_path, data):
    (tmp_path / "dvomova.toml").write_bytes(data)
    with pytest.raises(FileError, match=r"is not (TOML|UTF-8)"):
        config.load(tmp_path, {})


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\ndvomova = 3"])
def test_a_pyproject_that_is_no_project(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    try:
        assert config.load(tmp_path, {}).path == ""
    except DvomovaError as error:
        assert "“tool.dvomova” must be a table" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("pattern", "source", "target"),
    [
        ("articles/{path}.{lang}.md", "articles/x/a.en.md", "articles/x/a.uk.md"),
        ("content/{lang}/{path}.md", "content/en/x/a.md", "content/uk/x/a.md"),
        ("{lang}/{path}.txt", "en/a.txt", "uk/a.txt"),
        ("docs/{path}/{lang}/index.md", "docs/x/en/index.md", "docs/x/uk/index.md"),
        ("docs/{path}.md", "docs/a.md", "docs/a.uk.md"),
        ("docs/page-{path}.md", "docs/page-1.md", "docs/page-1.uk.md"),
        ("docs/en/{path}.md", "docs/en/a.md", "docs/uk/a.md"),
        (".github/{path}.{lang}.md", ".github/a.en.md", ".github/a.uk.md"),
        ("README.md", "README.md", "README.uk.md"),
        ("a.en.md", "a.en.md", "a.uk.md"),
        ("[x]/{path}.{lang}.md", "[x]/a.en.md", "[x]/a.uk.md"),
    ],
)
def test_patterns_name_the_articles_and_their_translations(desk, pattern, source, target):
    desk.write("dvomova.toml", f'[[documents]]\npattern = "{pattern}"\n')
    desk.write(source, "One sentence.\n")
    desk.write("elsewhere/en.txt.bak", "x")
    desk.write("node_modules/pack/b.en.md", "Not ours.\n")
    for _time in range(2):  # the second time the translation is there too
        (article,) = desk.ok("update", "--json").json["articles"]
        assert article["source"] == source
        desk.ok("build")
        assert desk.read(target) == "One sentence.\n"


def test_a_rule_says_how_its_documents_are_read(desk):
    desk.write(
        "dvomova.toml",
        '[[documents]]\npattern = "{path}.{lang}.md"\nformat = "text"\nsegment = "paragraph"\n',
    )
    desk.write("a.en.md", "# No heading here. Two sentences.\n")
    desk.ok("update")
    assert list(desk.targets("locales/uk/LC_MESSAGES/a.po")) == ["# No heading here. Two sentences."]


def test_a_rule_says_which_version_leads(desk):
    desk.write("dvomova.toml", '[[documents]]\npattern = "{path}.{lang}.md"\nsource = "uk"\n')
    desk.write("a.en.md", "One.\n")
    desk.write("a.uk.md", "Один.\n")
    assert desk.ok("update", "-n", "--source", "en", "--json").json["articles"][0]["source"] == "a.en.md"
    assert desk.ok("update", "--json").json["articles"][0]["source"] == "a.uk.md"


@pytest.mark.parametrize(
    "config", ['source = "uk"\n', '[[documents]]\npattern = "{path}.{lang}.md"\nsource = "uk"\n']
)
def test_naming_the_translation_does_not_make_it_the_original(desk, config):
    desk.write("dvomova.toml", config)
    desk.write("a.en.md", "One.\n")
    desk.write("a.uk.md", "Один.\n")
    assert desk.ok("update", "a.en.md", "--json").json["articles"][0]["source"] == "a.uk.md"


def test_a_pattern_without_language_names_the_originals(desk):
    desk.write("dvomova.toml", '[[documents]]\npattern = "README.md"\n')
    desk.write("README.md", "Текст українською, the rest is English.\n")
    desk.write("README.uk.md", "Один.\n")
    for names in ([], ["README.uk.md"], ["README.md"]):
        assert desk.ok("extract", *names, "--json").json["articles"][0]["source"] == "README.md"


def test_a_pattern_without_language_leaves_translations_out(desk):
    desk.write("dvomova.toml", '[[documents]]\npattern = "docs/{path}.md"\n')
    desk.write("docs/a.en.md", "Comes first in the alphabet.\n")
    desk.write("docs/a.md", "Оригінал.\n")
    desk.write("docs/b.en.md", "Without an original.\n")
    found = desk.ok("extract", "--json").json["articles"]
    assert [article["source"] for article in found] == ["docs/a.md"]


@pytest.mark.parametrize(("key", "value"), [("segment", "word"), ("format", "rtf")])
def test_a_reader_that_is_not_there(desk, key, value):
    desk.write("dvomova.toml", f'[[documents]]\npattern = "{{path}}.{{lang}}.md"\n{key} = "{value}"\n')
    desk.write("a.en.md", "One.\n")
    outcome = desk.run("update")
    assert outcome.code == 2
    assert f"“{value}”: known are: " in outcome.err


def test_front_matter_and_wrap_reach_the_catalog(desk):
    desk.write("dvomova.toml", 'front-matter = ["lead"]\nwrap = 40\n')
    desk.write(
        "a.en.md", "---\ntitle: Not me\nlead: Me\n---\n" + "A long sentence of many words " * 3 + "ends.\n"
    )
    desk.ok("update", "a.en.md")
    catalog = desk.read("locales/uk/LC_MESSAGES/a.po")
    assert 'msgid "Me"' in catalog
    assert "Not me" not in catalog
    assert 'msgid ""\n"A long sentence' in catalog


def test_a_catalog_may_keep_the_width_it_has(desk):
    desk.write("dvomova.toml", "wrap = 40\n")
    towns = "Izium Lyman Bakhmut Kupiansk Balakliia Chuhuiv Sumy".split()
    text = "\n\n".join(f"In {town} they wait for buses, and for trains." for town in towns)
    desk.write("a.en.md", text + "\n")
    desk.ok("update", "a.en.md")
    before = desk.read("locales/uk/LC_MESSAGES/a.po")
    desk.write("dvomova.toml", 'wrap = "keep"\n')
    desk.replace("a.en.md", "In Sumy they wait", "In Sumy they still wait")
    desk.ok("update", "a.en.md")
    after = desk.read("locales/uk/LC_MESSAGES/a.po")
    line = '"In Sumy they wait for buses, and for "\n"trains."'
    assert line in before
    assert after == before.replace(line, '"In Sumy they still wait for buses, "\n"and for trains."')


@pytest.mark.parametrize(
    "value", ["user", "data/memory.db", "postgresql://me@host/tm", "postgresql+psycopg://h/d"]
)
def test_where_the_memory_is(tmp_path, value):
    assert load(tmp_path, f'memory = "{value}"').memory == value
    assert load(tmp_path, "", DVOMOVA_MEMORY=value).memory == value


def test_a_database_that_is_not_known_is_told_without_its_password(tmp_path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, 'memory = "mysql://me:s3cret@host/tm"')
    assert "s3cret" not in str(caught.value)


def test_environment_reaches_the_command(desk):
    desk.write("a.txt", "Київ: all English otherwise.\n")
    desk.ok("update", "a.txt", DVOMOVA_SOURCE="uk", DVOMOVA_LOCALES="po")
    assert "po/en/LC_MESSAGES/a.po" in desk.files()


def test_engines_are_told_apart(tmp_path):
    found = load(
        tmp_path,
        'offline = true\n[engines.libre]\nurl = "http://127.0.0.1:5000"\nper-minute = 30\nenabled = false\n'
        '[engines.chatgpt]\nmodel = "small"\n',
    )
    assert found.offline
    assert found.engines == (
        EngineRule("libre", "http://127.0.0.1:5000", 30, enabled=False),
        EngineRule("chatgpt", options=(("model", "small"),)),
    )


@pytest.mark.parametrize("key", ["key", "api_key", "API-Key", "token", "client-secret", "password"])
def test_keys_of_engines_do_not_stand_in_the_configuration(tmp_path, key):
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, f'[engines.deepl]\n{key} = "k-5ecret"\n')
    assert "DVOMOVA_DEEPL_KEY" in raised.value.cure
    assert "k-5ecret" not in str(raised.value)
