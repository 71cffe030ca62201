"""The Markdown reader on known documents: golden files, and what each construct gives."""

from pathlib import Path

import pytest

from dvomova.document import Recipe, parse, rebuild
from dvomova.formats.base import ReadOptions
from dvomova.formats.markdown import Markdown
from dvomova.formats.markdown.rules import tokens
from dvomova.segmenters.paragraphs import Paragraphs

CASES = Path(__file__).parents[2] / "cases" / "markdown"
RECIPE = Recipe(Markdown(), Paragraphs())


def texts(source):
    return [segment.text for segment in parse(source, RECIPE, language="en").segments]


def kinds(source):
    return [(segment.kind, segment.text) for segment in parse(source, RECIPE, language="en").segments]


def translated(source, *translations):
    document = parse(source, RECIPE, language="en")
    return rebuild(document, RECIPE, translations)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_golden_segments(case):
    document = parse(case.read_bytes().decode(), RECIPE, language="en")
    found = [
        f"{s.kind}\t{s.line}\t" + s.text.replace("\\", "\\\\").replace("\n", "\\n") for s in document.segments
    ]
    found += [f"skipped\t{line}\t{what}" for line, what in document.reading.skipped]
    assert found == case.with_suffix(".segments").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_golden_files_come_back(case):
    source = case.read_bytes().decode()
    document = parse(source, RECIPE, language="en")
    assert rebuild(document, RECIPE, [None] * len(document.segments)) == source


@pytest.mark.parametrize(
    ("source", "built"),
    [
        ("# Old {#id} ##\n", "# New {#id} ##\n"),
        ("# Old ##  \r\n", "# New ##  \r\n"),
        ("Old\n===\n", "New\n===\n"),
        ("> - [x] Old\n", "> - [x] New\n"),
        ("[^1]: Old\n", "[^1]: New\n"),
        ('[a]: b "Old"  \n', '[a]: b "New"  \n'),
        ("[a]: b 'Old'\n", "[a]: b 'New'\n"),
        ("[a]: <b c> (Old)\n", "[a]: <b c> (New)\n"),
        ('!!! note "Old"\n', '!!! note "New"\n'),
        ('???+ note inline "Old" \n', '???+ note inline "New" \n'),
        ("> [!tip]- Old\n", "> [!tip]- New\n"),
        (": Old\n", ": New\n"),
        ("\ufeff\tcode\n\nOld", "\ufeff\tcode\n\nNew"),
        ("Old\r\n{{< x >}}\r", "New\r\n{{< x >}}\r"),
        ("x\n-\n\nOld   ", None),
        ("| `\\|` |\n|-|\n| Old\\| |\n", None),
    ],
)
def test_only_the_text_is_replaced(source, built):
    document = parse(source, RECIPE, language="en")
    new = [segment.text.replace("Old", "New") for segment in document.segments]
    assert rebuild(document, RECIPE, new) == (built or source.replace("Old", "New"))


@pytest.mark.parametrize(
    "source",
    [
        "    code\n",
        "```\ncode\n```\n",
        "~~~ words here\ncode\n~~~",
        "<div>\ntext\n</div>\n",
        "<!-- comment\n\nover lines -->\n",
        "https://example.com/path\n",
        "<https://example.com>\n",
        "![](image.png)\n",
        "***\n",
        "2024\n",
        "[a]: b\n",
        '[//]: # "A comment"\n',
        '{{< figure\n  title="A" >}}\n',
        "{% highlight ruby %}\nputs words\n\nmore\n{% endhighlight %}\n",
        "{% comment %}\nwords\n{% endcomment %}\n",
        "{{#include file.rs}}\n",
        "{: .note }\n",
        "{* ../../docs_src/a.py hl[1] *}\n",
        ":::tip Title\n",
        "/// note | Title\n",
        "$$ words $$\n",
        "$$\nwords\n$$ {#eq:a}\n",
        "\\begin{align}\nwords\n\\end{align}\n",
        "import A, {B} from 'b'\nimport C from \"c\"\n",
        "import {\n  words,\n\n  more,\n} from './x'\n",
        "export const words = [\n  1,\n\n  2,\n]\n",
        "<Tabs\n  name=\"words here\"\n  list={[{a: '>'}]}\n/>\n",
        "<A><B c={1}>\n",
        "{/* words\n\nwords */}\n",
        "{words.map((word) => (\n  <B>{word}</B>\n))}\n",
        "[TOC]\n",
        '--8<-- "words.md"\n',
        "(words)=\n",
        "| words |\n| words |\n",
        "wo\0rds\n",
    ],
)
def test_what_is_no_prose_has_no_segments(source):
    assert texts(source) == []
    assert texts(f"Before.\n\n{source}\nAfter.\n") == ["Before.", "After."]


@pytest.mark.parametrize(
    "line",
    [
        "{{< x >}}",
        "{{% x %}}",
        "{% x %}",
        "{{ x }}",
        ":::",
        "::: note",
        "///",
        "<Tab>",
        "</Tab>",
        "$$x$$",
        "{: .x}",
        "[TOC]",
    ],
)
def test_directive_lines_end_a_paragraph(line):
    assert texts(f"Before\n{line}\nafter.") == ["Before", "after."]
    assert texts(f"> Before\n> {line}\n> after.") == ["Before", "after."]


@pytest.mark.parametrize(
    "source",
    [
        "{{< note >}}words{{< /note >}}",
        "{name} is a placeholder",
        "$$ is two dollars",
        "import the words from PyPI",
        "export of grain goes on",
        "<T> is a type",
        "<B>bold</B> words",
        "(words)",
        "[!a](b.png)",
        "::one",
        "$$x$$ in a sentence",
        "!!! Увага",
        "!!! Mind the gap",
        "??? what is that",
        "=== words",
        "# Heading {-with} {braces}",
    ],
)
def test_prose_that_looks_like_code(source):
    assert texts(source) == [source.removeprefix("# ")]


def test_off_and_on():
    source = "One.\n\n<!-- dvomova: off -->\n# Two\n\n| a |\n|---|\n\n<!-- dvomova: on -->\nThree."
    assert texts(source) == ["One.", "Three."]


def test_a_note_goes_to_the_next_block_only():
    document = parse("<!-- dvomova: note A town. -->\nIzium\n\nOskil\n", RECIPE, language="en")
    assert [segment.note for segment in document.segments] == ["A town.", ""]


def test_kinds():
    source = "# A\n\n# B\n\nC\n\n- D\n\n> E\n\n| F |\n|---|\n\n[^1]: G\n\n![H](i)\n\n[![J](k)](l)\n"
    assert kinds(source) == [
        ("title", "A"),
        ("heading", "B"),
        ("paragraph", "C"),
        ("list item", "D"),
        ("quote", "E"),
        ("table cell", "F"),
        ("footnote", "G"),
        ("caption", "![H](i)"),
        ("caption", "[![J](k)](l)"),
    ]


@pytest.mark.parametrize(
    ("source", "prefix"),
    [
        ("> a\n", "> "),
        ("- a\n", "  "),
        ("-\ta\n", " \t"),
        (">> 10. a\n", ">>     "),
        ("- [ ] a\n", "  "),
        ("[^long>]: a\n", "    "),
        ("> a\n>b\n", ">"),
        ("> a\nb\n", ""),
        ("> > a\n> b\n", "> > "),
        (": a\n", "  "),
        ("!!! note\n    a\n", "    "),
    ],
)
def test_prefix_of_further_lines(source, prefix):
    expected = "> " if source == "> a\nb\n" else prefix
    (block,) = Markdown().read(source, ReadOptions()).blocks
    assert block.prefix == expected


def test_bars_in_cells():
    source = "| a \\| `b\\|c` | \\| |\n|---|---|\n"
    assert texts(source) == ["a | `b|c`"]
    assert translated(source, "|х| і |") == "| \\|х\\| і \\| | \\| |\n|---|---|\n"


def test_extra_and_missing_cells():
    assert texts("a | b\n--|--\nc\nd | e | f\n") == ["a", "b", "c", "d", "e"]


def test_what_has_to_stay_in_one_line_does():
    assert translated("# A\n", "Б\nв") == "# Б в\n"
    assert translated("| A |\n|---|\n", "Б  \nв\\\nг") == "| Б в г |\n|---|\n"


def test_a_title_in_quotes_is_escaped_and_read_again():
    built = translated('[a]: b "Say \\"A\\""\n', 'Кажи "А"')
    assert built == '[a]: b "Кажи \\"А\\""\n'
    assert texts(built) == ['Кажи "А"']


SUSPECTS = (
    "- + * 1. 12. 1) # ## #x > >x | |a|b --- --- *** ___ === == = ``` ```x ~~~ : :a ::: /// !!! ??? === $$ "
    "{{< {% { <div> <!-- <Tab> <b> [a]: [^a]: [!NOTE] [TOC] [[toc]] :---: -|- |- --8<-- \\begin{a} "
    "a -a +a *a* 1.5 – — « ( (a)= import export [a](b) `a` ~a~ $a$ &amp; \\# 2022 !a ?a"
).split()


@pytest.mark.parametrize("word", SUSPECTS)
@pytest.mark.parametrize("after", [" words", "", " - | -", "\nwords"])
def test_a_word_that_may_begin_a_line_begins_nothing(word, after):
    if Markdown().may_begin_line(word):
        read = [token.type for token in tokens(f"words\n{word}{after}\n")]
        assert read == ["paragraph_open", "inline", "paragraph_close"]


def test_ordinary_words_may_begin_a_line():
    words = "слово word — – «Ні» “No” (а) *a* **b** `c` [d](e) 1.5 2022 3-й -5 +380 & %".split()
    assert [word for word in words if not Markdown().may_begin_line(word)] == []


def test_html_with_text_is_told():
    reading = Markdown().read(
        "# A\n\n<div>Words</div>\n\n<hr>\n\n<script>\nvar words\n</script>\n", ReadOptions()
    )
    assert [line for line, _what in reading.skipped] == [3]


def test_skeleton_knows_what_is_not_translated():
    def skeleton(source):
        return Markdown().read(source, ReadOptions()).skeleton

    base = '# A {#a}\n\n1. B\n\n```py\ncode\n```\n\n<hr>\n\n[a]: b "c"\n\n!!! note "d"\n'
    assert skeleton(
        base.replace("A", "Z").replace("B", "Y").replace('"c"', '"x"').replace('"d"', '"w"')
    ) == skeleton(base)
    for old, new in [
        ("# A", "## A"),
        ("{#a}", "{#b}"),
        ("1.", "2."),
        ("1.", "-"),
        ("py", "js"),
        ("code", "Code"),
        ("<hr>", "<br>"),
        (" b ", " d "),
        ("note", "tip"),
        ("B", "- B"),
        ("B", "B\n\nB"),
        ("B", "B\n> B"),
    ]:
        assert skeleton(base.replace(old, new)) != skeleton(base), (old, new)


@pytest.mark.parametrize(
    "source",
    [
        "> " * 10000 + "x",
        "- " * 10000 + "x",
        "*" * 100_000,
        "<A b={\n" * 5000,
        "{{<\n" * 5000,
        "$$ a\n" * 5000,
        "<!--\n" * 5000,
        "# a" + " " * 50_000 + "x",
        "a" + " " * 50_000 + "\nb",
        "---\ntitle: " + "[" * 20_000 + "\n---\n",
        "+++\na=" + "[" * 20_000 + "\n+++\n",
        "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n",
    ],
    ids=lambda source: source[:5],
)
def test_hostile_input_is_read_in_bounded_time(source):
    document = parse(source, RECIPE, language="en")
    assert rebuild(document, RECIPE, [None] * len(document.segments)) == source
    rebuild(document, RECIPE, [segment.text for segment in document.segments])
