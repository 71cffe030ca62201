"""SRX files: what is read of them, for which language, and what is refused with its line."""

import pytest

from dvomova.errors import FileError
from dvomova.segmenters.srx import Rule, read
from dvomova.segmenters.srx_engine import engine

FILE = """\
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header cascade="{cascade}"/>
<body><languagerules>
<languagerule languagerulename="A">
  <rule break="no"><beforebreak>a &amp; <![CDATA[<b>]]></beforebreak><!-- --><afterbreak> </afterbreak></rule>
  <rule>
    <afterbreak>x</afterbreak></rule>
</languagerule>
<languagerule languagerulename="B"><rule break="yes"><beforebreak>b</beforebreak></rule></languagerule>
</languagerules>
<maprules>{maps}</maprules></body></srx>
"""
A1 = Rule(False, "a & <b>", " ", "rules/prose.srx", "A", 1, 5)
A2 = Rule(True, "", "x", "rules/prose.srx", "A", 2, 6)
B1 = Rule(True, "b", "", "rules/prose.srx", "B", 1, 9)


def srx(*maps, cascade="yes"):
    entries = (
        f'<languagemap languagepattern="{pattern}" languagerulename="{name}"/>' for pattern, name in maps
    )
    return read(FILE.format(cascade=cascade, maps="".join(entries)), "rules/prose.srx")


def test_rules_as_written_with_their_lines():
    assert srx(("uk", "A"), ("uk", "B")).rules("uk") == (A1, A2, B1)


def test_a_rule_is_named_by_file_group_and_number():
    assert A2.name == "prose.srx:A:2"


def test_rules_come_in_the_order_of_the_maps_each_group_once():
    assert srx((".*", "B"), ("u.", "A"), ("uk", "B")).rules("uk") == (B1, A1, A2)


def test_without_cascade_the_first_map_that_fits_decides():
    assert srx(("en", "A"), ("uk", "B"), (".*", "A"), cascade="no").rules("uk") == (B1,)


@pytest.mark.parametrize(
    ("pattern", "languages"),
    [
        ("uk", {"uk"}),
        ("UK.*", {"uk"}),
        ("[Uu][Kk].*", {"uk"}),
        ("uk-UA", {"uk"}),
        ("UK_ua", {"uk"}),
        ("(EN|en).*", {"en"}),
        ("en-GB", {"en"}),
        ("en_us", {"en"}),
        ("(?i)en|uk", {"en", "uk"}),
        (".*", {"en", "uk"}),
        ("u", set()),
        ("en-CA", set()),
        ("[a-z]{2,3}_one", set()),
        (r"\p{javaLowerCase}{2}", {"en", "uk"}),
    ],
)
def test_which_languages_a_map_is_for(pattern, languages):
    file = srx((pattern, "A"))
    assert {language for language in ("uk", "en") if file.rules(language)} == languages


def test_a_language_with_a_region_goes_by_its_own_region():
    assert srx(("en-CA", "A")).rules("en_CA")
    assert not srx(("en-US", "A")).rules("en-CA")


def test_a_byte_order_mark_and_a_foreign_encoding_are_no_matter():
    text = '\ufeff<?xml version="1.0" encoding="UTF-16"?>' + FILE.format(cascade="no", maps="")
    assert read(text, "x.srx").groups


BOMB = '<!DOCTYPE srx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<srx>&b;</srx>'
OUTSIDE = '<!DOCTYPE srx [\n<!ENTITY a SYSTEM "secret.txt">]>\n<srx>&a;</srx>'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<srx>\n<body>\n</srx>", 3, "not well-formed XML (mismatched tag)"),
        ("", 1, "not well-formed XML"),
        ("<srx>&nbsp;</srx>", 1, "not well-formed XML"),
        ("\n<tmx/>", 2, "no SRX file: its outermost element is “tmx”"),
        (BOMB, 1, "declares an entity, “a”"),
        (OUTSIDE, 2, "declares an entity, “a”"),
        ('<srx\nversion="9.0"/>', 1, "SRX of version 9.0, which dvomova does not know"),
        ('<srx>\n<header cascade="maybe"/></srx>', 2, "<header> says cascade=“maybe”"),
        ('<srx>\n<rule break="maybe"/></srx>', 2, "<rule> says break=“maybe”"),
        ("<srx>\n\n<languagerule/></srx>", 3, "<languagerule> has no languagerulename"),
        ('<srx>\n<languagemap languagepattern="x"/></srx>', 2, "<languagemap> has no languagerulename"),
        (
            FILE.format(cascade="no", maps='\n<languagemap languagepattern="x" languagerulename="C"/>'),
            12,
            "“C”",
        ),
    ],
)
def test_what_is_refused(text, line, words):
    with pytest.raises(FileError) as error:
        read(text, "rules.srx")
    assert (error.value.path, error.value.line) == ("rules.srx", line)
    assert words in error.value.what
    assert error.value.cure


def test_a_language_pattern_that_is_no_expression():
    with pytest.raises(FileError, match=r"prose.srx:11: the language pattern “\(uk” is no expression"):
        srx(("(uk", "A")).rules("uk")


def test_a_language_pattern_that_is_nested_too_deeply():
    with pytest.raises(FileError, match=r"prose.srx:11: the language pattern “\({79}…” is no expression"):
        srx(("(" * 5000 + ")" * 5000, "A")).rules("uk")


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_both_versions_are_read(version):
    assert read(f'<srx version="{version}"/>', "x.srx").rules("uk") == ()


@pytest.mark.parametrize("expression", ["(" * 3000 + "a" + ")" * 3000, "(?:" * 3000 + "a" + ")" * 3000])
@pytest.mark.parametrize("before", [True, False])
def test_an_expression_that_is_nested_too_deeply(expression, before):
    rule = Rule(True, expression if before else "", "" if before else expression, "x.srx", "A", 1, 3)
    with pytest.raises(
        FileError, match=r"x.srx:3: rule 1 of “A” .*…” \(too many brackets inside each other\)"
    ):
        engine((Rule(False, "b", ""), rule))


@pytest.mark.parametrize(
    "expression", ["(a", "a)", "[a", "*a", r"\p{Nonsense}", r"\x{110000}", r"(?q)a", r"\8", r"a{3,2}"]
)
@pytest.mark.parametrize("part", ["beforebreak", "afterbreak"])
def test_an_expression_that_cannot_be_carried(expression, part):
    rules = f"<rule/>\n<rule break='no'>\n<{part}>{expression}</{part}></rule>"
    text = (
        f"<srx><languagerules><languagerule languagerulename='Mine'>{rules}</languagerule></languagerules>"
        "<maprules><languagemap languagepattern='.*' languagerulename='Mine'/></maprules></srx>"
    )
    with pytest.raises(FileError) as error:
        engine(read(text, "mine.srx").rules("uk"))
    assert str(error.value).startswith(
        "mine.srx:2: rule 2 of “Mine” has an expression that cannot be carried"
    )
    assert f"“{expression}”" in error.value.what
    assert error.value.cure
