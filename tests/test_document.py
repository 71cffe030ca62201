"""Parsing, joining, rebuilding and verified rebuilding, with a splitter at full stops."""

import re
from dataclasses import replace

import pytest

from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
from dvomova.formats.markdown import Markdown
from dvomova.formats.plain import PlainText
from dvomova.model import Block, Code, LanguageMark, Mark, Reading, Span


class Stops:
    """Splits after a full stop and white space."""

    name = "stops"

    def split(self, text, language):
        assert language == "en"
        return [Span(*match.span()) for match in re.finditer(r"\S.*?(?:\.(?=\s)|(?=\s*\Z))", text, re.DOTALL)]


RECIPE = Recipe(Markdown(), Stops())


def parsed(source):
    return parse(source, RECIPE, language="en", path="a.md")


def built(source, *translations):
    return rebuild(parsed(source), RECIPE, translations)


def test_segments_know_their_places():
    source = "\n> One\n> goes on. Two.\n\n# Three. Four\n"
    document = parsed(source)
    assert [(s.text, s.line, s.block, source[slice(*s.span)]) for s in document.segments] == [
        ("One goes on.", 2, 0, "One\n> goes on."),
        ("Two.", 3, 0, "Two."),
        ("Three. Four", 5, 1, "Three. Four"),
    ]
    assert (document.path, document.language, document.format, document.source) == (
        "a.md",
        "en",
        "markdown",
        source,
    )


def test_what_is_not_translatable_is_no_segment():
    assert [segment.text for segment in parsed("`code`. 2022.\n\nWord.\n").segments] == ["Word."]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("End. <!-- c --> After it.\n", ["End.", "After it."]),
        ("One <!-- c --> two. <!-- a --> <!-- b -->\n", ["One <!-- c --> two."]),
        ("<!-- only -->\n\nWord. <!-- c -->\n", ["Word."]),
    ],
)
def test_comments_between_sentences_stay_outside(source, texts):
    document = parsed(source)
    assert [segment.text for segment in document.segments] == texts
    assert rebuild(document, RECIPE, texts) == source


def test_what_nobody_translates_goes_with_its_neighbour():
    texts = [segment.text for segment in parsed("`a`. 2014. Who came. 2022. Nobody knew.\n").segments]
    assert texts == ["`a`. 2014. Who came. 2022.", "Nobody knew."]


@pytest.mark.parametrize(
    ("source", "translations", "result"),
    [
        ("A. B.\n", [None, "Г."], "A. Г.\n"),
        ("A.  B.\n", ["В.", "Г."], "В.  Г.\n"),
        ("A.\nB.\n", ["В.", "Г."], "В.\nГ.\n"),
        ("> A.\n> B.\n", ["В.", None], "> В.\n> B.\n"),
        ("A  \nb.\n", ["В  \nг."], "В  \nг.\n"),
        ("> A  \n> b.\n", ["В  \nг."], "> В  \n> г.\n"),
        ("- A\\\nb.\n", ["В\\\nг."], "- В\\\nг.\n"),
        ("- A.\n", ["В\\\nг."], "- В\\\n  г.\n"),
        ("A.\r\n\r\nB c.\n", ["В  \nг.", "Д  \nе."], "В  \r\nг.\r\n\r\nД  \nе.\n"),
        ("A.\r\rB.", ["В  \nг.", "Д  \nе."], "В  \rг.\r\rД  \rе."),
        ("A.", ["В  \nг."], "В  \nг."),
    ],
)
def test_translations_stand_where_their_sources_stood(source, translations, result):
    assert built(source, *translations) == result


LONG = "один два три чотири пʼять шість сім вісім девʼять десять одинадцять дванадцять"


def test_a_hard_wrapped_paragraph_is_wrapped_again_with_its_prefix():
    source = "> - A line of forty characters to the end.\n>   It goes\n>   on.\n"
    assert built(source, LONG, None) == (
        "> - один два три чотири пʼять шість сім\n"
        ">   вісім девʼять десять одинадцять\n"
        ">   дванадцять\n>   It goes\n>   on.\n"
    )


def test_one_sentence_a_line_is_not_wrapped():
    assert built("One.\nTwo.\n", LONG, None) == f"{LONG}\nTwo.\n"


def test_lines_wrap_at_the_width_of_the_longest_line_and_not_below_forty():
    assert built("One\ntwo.\n", LONG).split("\n")[0] == "один два три чотири пʼять шість сім"
    wide = "A" * 60 + "\ntwo.\n"
    assert built(wide, LONG).split("\n")[0] == "один два три чотири пʼять шість сім вісім девʼять десять"


def test_a_line_breaks_between_sentences_where_the_next_one_does_not_fit():
    source = "> One sentence that is wrapped over\n> two lines. And another one.\n"
    assert built(source, "Речення на цілий рядок, аж до краю.", "Друге речення.") == (
        "> Речення на цілий рядок, аж до краю.\n> Друге речення.\n"
    )
    assert built(source, "Речення на цілий рядок, аж до краю.", "1. речення.") == (
        "> Речення на цілий рядок, аж до краю. 1.\n> речення.\n"
    )


def test_a_line_is_not_broken_where_one_begins_already():
    source = "One sentence that is wrapped over\ntwo lines.\n      Another one.\n"
    wide = "Надзвичайнодовгеслововякомусороксімлітервсього."
    assert built(source, None, wide) == f"One sentence that is wrapped over\ntwo lines.\n      {wide}\n"


def test_wrapping_never_begins_a_list():
    source = "A line of words that is wrapped at the end\nof it.\n"
    text = "Слова до самого краю рядка без місця для - тире і 1. числа на початку рядка + ще # й таке"
    document = parsed(source)
    result, broken = rebuild_verified(document, RECIPE, [text])
    assert not broken
    assert parsed(result).segments[0].text.startswith("Слова")


def test_a_table_cell_is_replaced_with_its_escapes():
    assert built("| \\|A. B\\| |\n|---|\n", "|В|.", "|Г|") == "| \\|В\\|. \\|Г\\| |\n|---|\n"


def test_verified_rebuild_leaves_out_what_breaks_the_structure():
    document = parsed("One.\n\nTwo.\n\nThree. Four.\n\nFive.\n")
    translations = ["Один.", "# Два", "Три.", "Чо\n\nтири.", "П'ять."]
    result, broken = rebuild_verified(document, RECIPE, translations)
    assert result == "Один.\n\nTwo.\n\nТри. Four.\n\nП'ять.\n"
    assert broken == [1, 3]


def test_of_two_translations_that_break_it_together_one_stays():
    document = parsed("a b\nc d\n\nx. y.\n")
    assert rebuild_verified(document, RECIPE, ["а б", "Х\nх.", "---"])[1] == []
    document = parsed("One. Two.\n")
    result, broken = rebuild_verified(document, RECIPE, ["а | б\n", "--|--"])
    assert result == "а | б\n Two.\n"
    assert broken == [1]


def test_verified_rebuild_without_translations():
    document = parsed("One.\n")
    assert rebuild_verified(document, RECIPE, [None]) == ("One.\n", [])
    assert rebuild_verified(parsed(""), RECIPE, []) == ("", [])


def test_a_translation_that_swallows_its_neighbour_is_left_out():
    document = parsed("One.\nTwo.\n\n- x\n")
    for text in ("<div>", "```", "$$а$$", "<!-- а", "[a]: b"):
        result, broken = rebuild_verified(document, RECIPE, [text, None, None])
        assert (result, broken) == (document.source, [0])


def test_every_segment_needs_a_translation_or_none():
    with pytest.raises(ValueError, match="zip"):
        built("One. Two.\n", "Один.")


def test_neighbours_of_a_hard_wrapped_paragraph_are_filled_as_one():
    source = "> One sentence that is wrapped over\n> two lines here, and a second.\n> A third.\n"
    assert built(source, "Коротке речення.", "Друге коротке речення.") == (
        "> Коротке речення. Друге коротке\n> речення.\n"
    )
    assert built(source, "Коротке речення.", None) == "> Коротке речення.\n> A third.\n"


def test_the_widest_paragraph_tells_how_wide_the_others_may_be():
    narrow = "A paragraph whose lines are at the most\nforty-three wide by pure chance, perhaps.\n"
    wide = "\nAnd one more paragraph that shows it: forty-five.\nIt ends\nhere.\n"
    text = "Слово " * 7 + "кінець."
    assert built(narrow, text).split("\n")[0] == text[:41]
    beside = rebuild(parsed(narrow + wide), RECIPE, [text, None, None])
    assert beside.split("\n")[0] == text


PLAIN = Recipe(PlainText(), Stops())
LETTER = "It was a long winter. We had no\nlight for weeks. Nobody came here.\n"


@pytest.mark.parametrize(
    "translations", [("Зима.", None, None), (None, "Тиша тижнями.", None), ("А", "Б", "В")]
)
def test_plain_text_is_filled_as_a_whole_so_that_no_line_seems_to_end_a_paragraph(translations):
    document = parse(LETTER, PLAIN, language="en")
    result, broken = rebuild_verified(document, PLAIN, translations)
    assert not broken
    meant = [new or old.text for new, old in zip(translations, document.segments, strict=True)]
    assert result.split() == " ".join(meant).split()


def test_what_a_paragraph_is_taken_for_may_change_with_its_translation():
    document = parse("*A note.\n", PLAIN, language="en")
    assert rebuild_verified(document, PLAIN, ["Без зірочки."]) == ("Без зірочки.\n", [])


OMISSIONS = [
    ("# X gone\n\nKept.\n", "Kept.\n"),
    ("X gone\n------\n\nKept.\n", "Kept.\n"),
    ("Kept. X gone. Kept too.\n", "Kept. Kept too.\n"),
    ("Kept. X gone. X as well.\n", "Kept.\n"),
    ("X gone. Kept.\n", "Kept.\n"),
    ("- kept\n- X gone\n\n---\n", "- kept\n---\n"),
    ("| X | kept |\n|---|---|\n", "|  | kept |\n|---|---|\n"),
    ("> X gone\n> X too\n>\n> Kept.\n", "> Kept.\n"),
    ("---\ntitle: X\n---\nKept.\n", "---\ntitle: \n---\nKept.\n"),
    ("X gone", ""),
]


@pytest.mark.parametrize(("source", "left"), OMISSIONS)
def test_segments_are_left_out(source, left):
    document = parsed(source)
    gone = [index for index, segment in enumerate(document.segments) if segment.text.startswith("X")]
    assert without(document, RECIPE, gone) == left
    assert without(document, RECIPE, []) == source


def test_no_line_is_broken_before_what_would_begin_a_list():
    source = "Words that are\nwrapped to the end of the line here. A.\n"
    assert built(source, None, "1234567. б") == source.replace("A.", "1234567.\nб")
    assert built(source, None, "Надовго б") == source.replace(" A.", "\nНадовго б")


class Coded(PlainText):
    """Paragraphs in which ``[b]…[/b]`` is an inline code, below a line that says the language."""

    name = "coded"
    reflows = False

    def read(self, source, options):
        head = re.match(r"(?:lang=(\w+))?\n*", source)
        blocks = []
        for paragraph in re.finditer(r".+", source[head.end() :]):
            start, codes = head.end() + paragraph.start(), []
            text, marks = "", [Mark(0, start)]
            for part in re.finditer(r"\[(/?)(b)\]|\[(br)\]|[^\[]+|\[", paragraph[0]):
                if part[3]:
                    codes.append(Code("[br]"))
                    text += f"<{len(codes)}/>"
                elif part[2] and not part[1]:
                    codes.append(Code("[b]", "[/b]"))
                    text += f"<{len(codes)}>"
                elif part[2]:
                    text += f"</{max(n for n, code in enumerate(codes, 1) if code.close)}>"
                else:
                    text += part[0]
                marks.append(Mark(len(text), start + part.end()))
            span = Span(start, head.end() + paragraph.end())
            blocks.append(Block("paragraph", span, text, tuple(marks), style="coded", codes=tuple(codes)))
        said = (("en", "en"), ("uk", "uk"))
        marks = (LanguageMark(Span(*head.span(1)), said),) if head[1] else ()
        return Reading(tuple(blocks), ("paragraph",) * len(blocks), languages=marks)

    def written(self, block, text, inside):
        return re.sub(r"<(/?)(\d+)/?>", lambda m: block.codes[int(m[2]) - 1][bool(m[1])], text)


CODED = Recipe(Coded(), Stops())


@pytest.mark.parametrize(
    ("translation", "built"),
    [
        ("<2>Два</2> і <1>один</1>.", "[b]Два[/b] і [b]один[/b]."),
        ("Без них.", "Без них."),
        ("<1>Один.", None),
        ("Один</1>.", None),
        ("<1>Один <2>два</1></2>.", None),
        ("<3>Три</3>.", None),
        ("<1/>Один.", None),
    ],
)
def test_inline_codes_of_a_translation_are_those_of_the_source(translation, built):
    source = "[b]One[/b] and [b]two[/b].\n"
    document = parse(source, CODED, language="en")
    assert document.segments[0].text == "<1>One</1> and <2>two</2>."
    result, broken = rebuild_verified(document, CODED, [translation])
    assert (result, broken) == ((built + "\n", []) if built else (source, [0]))


def test_a_code_that_goes_on_in_the_next_sentence_goes_on_in_its_translation():
    document = parse("[b]One. Two.[/b]\n", CODED, language="en")
    assert [segment.text for segment in document.segments] == ["<1>One.", "Two.</1>"]
    assert rebuild_verified(document, CODED, ["<1>Раз.", "Два.</1>"]) == ("[b]Раз. Два.[/b]\n", [])
    assert rebuild_verified(document, CODED, ["Раз.", "Два.</1>"])[1] == [0]


def test_the_document_says_the_language_that_it_is_built_in():
    document = parse("lang=en\n\nOne.\n", CODED, language="en")
    assert rebuild(document, CODED, [None]) == "lang=en\n\nOne.\n"
    assert rebuild_verified(document, CODED, ["Раз."], "uk") == ("lang=uk\n\nРаз.\n", [])


class Deaf(Coded):
    """A format that cannot hold a bell, as XML cannot."""

    readings = 0

    def read(self, source, options):
        self.readings += 1
        return super().read(source, options)

    def written(self, block, text, inside):
        return super().written(block, text, inside).replace("\a", "")


def test_many_translations_that_are_read_as_something_else_cost_few_readings():
    recipe = Recipe(Deaf(), Stops())
    document = parse("One. Two.\n" * 500, recipe, language="en")
    translations = ["Раз\a.", "Два."] * 250 + ["Раз.", "Два\a."] * 250
    result, broken = rebuild_verified(document, recipe, translations)
    assert broken == [*range(0, 500, 2), *range(501, 1000, 2)]
    assert result == "One. Два.\n" * 250 + "Раз. Two.\n" * 250
    assert recipe.format.readings < 10


class Noted(PlainText):
    """Paragraphs with notes in them, ``One{a note}.``, that are blocks of their own."""

    name = "noted"
    reflows = False

    def read(self, source, options):
        blocks, skeleton = [], []
        for paragraph in re.finditer(r"[^\n]+", source):
            text, marks, codes, start = "", [Mark(0, paragraph.start())], [], paragraph.start()
            inner = []
            for part in re.finditer(r"\{([^{}]*)\}|[^{}]+|.", paragraph[0]):
                if part[1] is not None:
                    span = Span(start + part.start(), start + part.end())
                    codes.append(Code(part[0], means="a note"))
                    begin, within = span.start + 1, (len(codes), 1)
                    marks_in = (Mark(0, begin),)
                    inner.append(
                        Block("footnote", Span(begin, span.end - 1), part[1], marks_in, within=within)
                    )
                text += f"<{len(codes)}/>" if part[1] is not None else part[0]
                marks.append(Mark(len(text), start + part.end()))
            span = Span(*paragraph.span())
            blocks.append(Block("paragraph", span, text, tuple(marks), style="noted", codes=tuple(codes)))
            blocks += inner
            skeleton += ["paragraph", *("note" for _note in inner)]
        return Reading(tuple(blocks), tuple(skeleton))

    def written(self, block, text, inside):
        return re.sub(r"<(\d+)/>", lambda code: block.codes[int(code[1]) - 1].open, text)


NOTED = Recipe(Noted(), Stops())
NOTES = "One{a note}. Two{b note} two. Three{c note}.\n{d note} four.\n"


@pytest.mark.parametrize(
    ("translations", "built"),
    [
        ({}, NOTES),
        ({"a note": "а", "b note": "б"}, "One{а}. Two{б} two. Three{c note}.\n{d note} four.\n"),
        ({"Two<2/> two.": "<2/>Два."}, "One{a note}. {b note}Два. Three{c note}.\n{d note} four.\n"),
        (
            {"One<1/>.": "Раз<1/>.", "a note": "а", "Two<2/> two.": "Два<2/>.", "c note": "ц", "d note": "д"},
            "Раз{а}. Два{b note}. Three{ц}.\n{д} four.\n",
        ),
        ({"<1/> four.": "Чотири<1/>.", "d note": "д"}, NOTES.replace("{d note} four.", "Чотири{д}.")),
    ],
)
def test_blocks_stand_in_the_codes_of_others(translations, built):
    document = parse(NOTES, NOTED, language="en")
    texts = [segment.text for segment in document.segments]
    assert [text for text in texts if "note" in text] == ["a note", "b note", "c note", "d note"]
    assert set(translations) < set(texts)
    result, broken = rebuild_verified(document, NOTED, [translations.get(text) for text in texts])
    assert (result, broken) == (built, [])


def test_a_translation_without_a_code_that_holds_a_block_is_left_out():
    document = parse(NOTES, NOTED, language="en")
    texts = [segment.text for segment in document.segments]
    wanted = ["Раз<1/>.", "Два.", "Три<3/>.", "а", "б", "ц", "Чотири<1/>.", "д"]
    result, broken = rebuild_verified(document, NOTED, wanted)
    assert result == "Раз{а}. Two{б} two. Три{ц}.\nЧотири{д}.\n"
    assert broken == [texts.index("Two<2/> two.")]


def test_of_a_block_in_a_code_segments_are_left_out():
    document = parse(NOTES, NOTED, language="en")
    texts = [segment.text for segment in document.segments]
    gone = [texts.index(text) for text in ("Two<2/> two.", "a note", "d note")]
    assert without(document, NOTED, gone) == "One{}. Three{c note}.\n{} four.\n"


def test_a_format_may_count_other_lines_than_those_of_its_source():
    class Pages(PlainText):
        def read(self, source, options):
            return replace(super().read(source, options), lines=(0, source.index("Two")))

    document = parse("One.\n\nTwo.\n\nThree.\n", Recipe(Pages(), Stops()), language="en")
    assert [segment.line for segment in document.segments] == [1, 2, 2]
