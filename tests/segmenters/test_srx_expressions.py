"""Expressions: what ICU and Java write comes to mean the same in `regex`."""

import pytest

from dvomova.segmenters.srx_expressions import REACH, compiled, translated


@pytest.mark.parametrize(
    ("expression", "fits", "not_this"),
    [
        (r"\Qa.b\E+", ["a.b", "a.bb"], ["aab", r"a.bE"]),
        (r"\Qa[", ["a["], ["a"]),
        (r"[\Q]^\E]", ["]", "^"], ["Q", "\\"]),
        (r"\h\v", ["\u00a0\n", "\t\u2028"], ["\n\n", "  "]),
        (r"[\hx]", [" ", "x", "\u3000"], ["\n", "h"]),
        (r"[^\h]", ["\n"], ["\t"]),
        (r"\H\V", ["\na"], [" a", "a\n"]),
        (r"a\R", ["a\r\n", "a\r", "a\u2029"], ["aR", "a "]),
        (r"\x{2026}\x2e\u002E", ["….."], ["...."]),
        (r"[\x{41}-\x{43}]", ["B"], ["D"]),
        (r"\0101\cJ\e", ["A\n\x1b"], ["A"]),
        (r"[[:alpha:]][[:punct:]]", ["є!"], ["1!"]),
        ("[:Lu:]", ["Ї"], ["ї", ":"]),
        (r"\p{IsAlphabetic}\p{InCyrillic}\p{IsCyrillic}\pL", ["ieї"[:1] + "жжz"], ["1жжz", "azzz"]),
        (r"\p{IsLu}\p{javaLowerCase}\P{Lu}", ["Її1"], ["їЇ1"]),
        (r"[\p{javaUpperCase}x]", ["Є", "x"], ["є"]),
        (r"[a-z&&[^x]]", ["a", "y"], ["x", "&"]),
        (r"[a-z--[aeiou]]", ["b"], ["a", "-"]),
        ("[a--]", ["a", "-"], ["b"]),
        ("[a||b~~]", ["a", "b", "|", "~"], ["c"]),
        ("[a[bc]]", ["a", "b", "c"], ["[", "a]"]),
        ("[a[b]", ["a", "b", "["], ["]"]),
        ("[]a]", ["]", "a"], ["["]),
        ("[^]a]", ["b"], ["]", "a"]),
        (r"[\]\\]", ["]", "\\"], ["["]),
        ("a(?i)b|c", ["aB", "C"], ["AB"]),
        ("(?:a(?i)b)c", ["aBc"], ["aBC"]),
        ("(?U)ї(?iu)Ї(?-i)x", ["їїx"], ["їїX"]),
        ("(?U:a)(?d)b", ["ab"], ["b"]),
        ("(?#note)a", ["a"], ["#"]),
        ("a++b*+c?+", ["aabbc"], ["a+b"]),
        ("(?>a+)b", ["aab"], ["b"]),
        ("a{2}{", ["aa{"], ["aa"]),
        ("a{e<=1}", ["a{e<=1}"], ["a", "b"]),
        ("a{2,}?b{1,2}", ["aaab"], ["ab", "aabbb"]),
        (r"(a|b)\1", ["aa", "bb"], ["ab"]),
        (r"(?<sign>a|b)(c)\k<sign>\2", ["acac"], ["acbc"]),
        (r"a\z", ["a"], ["a\n"]),
        (r"\\Q", [r"\Q"], ["Q"]),
        ("(?x) a # b", ["a"], ["a # b"]),
        ("(?x) a # (b [c *\n d", ["ad"], ["a"]),
        ("(?x: a # b)\n c) #d", ["ac #d"], ["ac"]),
        ("((?x) a #\n) #", ["a #"], ["a"]),
        (r"(?x) \# a(?-x) #", ["#a #"], ["#a"]),
    ],
)
def test_fits(expression, fits, not_this):
    pattern = compiled(f"(?:{translated(expression)})")
    assert [text for text in fits if not pattern.fullmatch(text)] == []
    assert [text for text in not_this if pattern.fullmatch(text)] == []


def test_the_end_before_a_last_line_break():
    pattern = compiled(translated(r"a\Z"))
    assert [bool(pattern.match(text)) for text in ("a", "a\n", "a\r\n", "ab", "a\n\n")] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("expression", ["x*", "x+", "x{3,}", "x*?", "x++", "(?:(x)*)"])
def test_repetition_is_bounded(expression):
    pattern = compiled(translated(expression) + r"\Z")
    assert pattern.match("x" * REACH)
    assert not pattern.match("x" * (REACH + 1))


def test_a_great_least_number_is_kept():
    pattern = compiled(translated("x{500,}"))
    assert pattern.fullmatch("x" * 500)


def test_groups_do_not_capture_unless_referred_to():
    assert compiled(translated(r"(a)(?<b>c)")).groups == 0
    assert compiled(translated(r"(a)(b)\2", 7)).groupindex.keys() == {"g7_1", "g7_2"}


@pytest.mark.parametrize(
    "expression", ["[a", "[", r"\p{Nonsense}", r"\x{110000}", r"\x{zz}", "(?q)", "(", ")", "+"]
)
def test_what_cannot_be_carried(expression):
    with pytest.raises(ValueError):
        compiled(translated(expression))
