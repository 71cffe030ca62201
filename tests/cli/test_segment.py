"""segment: what a rule-writer sees."""

from __future__ import annotations

import pytest

TEXT = "Приїхав з Укрзалізниця. Він утомився.\n\n- Див. розд. 3. І все.\n- Друге  \n  ще.\n"
SRX = """\
<srx version="2.0"><header segmentsubflows="yes" cascade="yes"/><body><languagerules>
<languagerule languagerulename="Team">
<rule break="{answer}"><beforebreak>{before}</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern="uk.*" languagerulename="Team"/></maprules></body></srx>
"""


@pytest.fixture
def article(desk):
    desk.write("a.uk.md", TEXT)
    return desk


def lines(desk, *options):
    return desk.ok("segment", "a.uk.md", *options).out.splitlines()


def test_one_a_line_and_nothing_else(article):
    outcome = article.ok("segment", "a.uk.md")
    assert outcome.out == ("Приїхав з Укрзалізниця.\nВін утомився.\nДив. розд. 3.\nІ все.\nДруге  \\nще.\n")
    assert outcome.err == ""


def test_json_gives_places_kinds_and_rules(article):
    found = article.ok("segment", "a.uk.md", "--json").json
    assert found["rules"] == "sentence 1"
    assert [TEXT[one["start"] : one["end"]] for one in found["segments"]][:3] == [
        "Приїхав з Укрзалізниця.",
        "Він утомився.",
        "Див. розд. 3.",
    ]
    assert [(one["kind"], one["line"]) for one in found["segments"]] == [
        ("paragraph", 1),
        ("paragraph", 1),
        ("list item", 3),
        ("list item", 3),
        ("list item", 4),
    ]
    assert [one["rule"].partition(":")[0] for one in found["segments"]] == [
        "prose.srx",
        "end of the block",
        "prose.srx",
        "end of the block",
        "end of the block",
    ]


@pytest.mark.parametrize(
    ("offset", "told"),
    [
        (TEXT.index(" Він"), "a.uk.md:1: 23: a segment ends here: prose.srx:Ends:1\n"),
        (TEXT.index("розд"), "a.uk.md:3: 45: no segment ends here: abbreviates: never\n"),
        (10_000, "a.uk.md:3: "),
    ],
)
def test_explain_names_the_rule(article, offset, told):
    assert article.ok("segment", "a.uk.md", "--explain", str(offset)).out.startswith(told)


def test_explain_shows_the_text_around(article):
    told = article.ok("segment", "a.uk.md", "--explain", "23").out
    assert told.endswith("\n    Приїхав з Укрзалізниця. | Він утомився.\n")
    explained = article.ok("segment", "a.uk.md", "--explain", "23", "--json").json["explained"]
    assert (explained["start"], explained["end"], explained["breaks"]) == (23, 24, True)


def test_a_text_without_places_explains_nothing(desk):
    desk.write("a.en.txt", "No end\n")
    assert "no place where a segment could end" in desk.ok("segment", "a.en.txt", "--explain", "0").err


def test_the_translation_is_cut_in_its_own_language(article):
    article.write("a.en.md", "See Mr. Smith. He waits.\n")
    assert article.ok("segment", "a.en.md").out == "See Mr. Smith.\nHe waits.\n"


@pytest.mark.parametrize(
    "config",
    [
        'never-after = ["Укрзалізниця."]',
        '[[documents]]\npattern = "{path}.uk.md"\nnever-after = ["Укрзалізниця."]',
        'segmentation = "team.srx"',
        "shortest = 4",
        'whole = ["paragraph"]',
        'segment = "paragraph"',
    ],
)
def test_rules_of_the_project(article, config):
    article.write("dvomova.toml", config)
    article.write("team.srx", SRX.format(answer="no", before="Укрзалізниця\\."))
    assert lines(article)[0] == "Приїхав з Укрзалізниця. Він утомився."


def test_without_the_built_in_rules_only_the_file_decides(article):
    article.write("dvomova.toml", 'segmentation = "team.srx"\nbuilt-in-rules = false\n')
    article.write("team.srx", SRX.format(answer="yes", before="з"))
    assert lines(article)[:2] == ["Приїхав з", "Укрзалізниця. Він утомився."]


@pytest.mark.parametrize(
    ("srx", "told"),
    [
        (None, "team.srx: there is no such file"),
        ("<srx", "team.srx:1: "),
        (SRX.format(answer="no", before="(unclosed"), "team.srx:3: "),
    ],
)
def test_rules_that_cannot_be_used_are_told(article, srx, told):
    article.write("dvomova.toml", 'segmentation = "team.srx"\n')
    if srx is not None:
        article.write("team.srx", srx)
    for command in (["segment", "a.uk.md"], ["update", "a.uk.md"]):
        outcome = article.run(*command)
        assert outcome.code == 3
        assert told in outcome.err


def test_a_file_that_is_not_there(desk):
    assert "nope.md: there is no such file" in desk.run("segment", "nope.md").err
