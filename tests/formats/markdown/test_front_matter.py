"""Front matter: which values are found, and that each comes back in the style it had."""

import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dvomova.document import Recipe, parse, rebuild
from dvomova.formats.base import ReadOptions
from dvomova.formats.markdown import Markdown
from dvomova.segmenters.paragraphs import Paragraphs

RECIPE = Recipe(Markdown(), Paragraphs())


def parsed(source):
    return parse(source, RECIPE, language="uk")


def translated(source, text):
    document = parsed(source)
    assert len(document.segments) == 1
    return rebuild(document, RECIPE, [text])


@pytest.mark.parametrize(
    ("source", "text", "built"),
    [
        ("title: A b # c", "Г", "title: Г # c"),
        ("title: A b", "Г: д", "title: 'Г: д'"),
        ("title: A b", "Г: 'д'", "title: 'Г: ''д'''"),
        ("title: A b", "true", "title: 'true'"),
        ("title: A b", "- г", "title: '- г'"),
        ("title: A b", "г\nд", 'title: "г\\nд"'),
        ("title: A b", "2,5 # %", "title: '2,5 # %'"),
        ("title: A\n  b\nx: y", "Г", "title: Г\nx: y"),
        ("title: 'It''s'  ", "Об'їзд", "title: 'Об''їзд'  "),
        ('title: "A\\tb"', 'Г "д" \\', 'title: "Г \\"д\\" \\\\"'),
        ("a: [{title: b}, c]", "г, д", "a: [{title: 'г, д'}, c]"),
        ("a: {title: b}", "г", "a: {title: г}"),
        ("a: {title: b}", "г?", "a: {title: 'г?'}"),
        ("title: >\n  one\n  two\nx: y", "три", "title: >\n  три\nx: y"),
        ("title: >-\n  one two\n  three\n\n  four", "а бв\nг", "title: >-\n  а бв\n\n  г"),
        ("title: >\n  one two\n  three", "один два три чотири", "title: >\n  один два\n  три\n  чотири"),
        ("a:\n  title: |\n    one\n\n    two", "а\n\nб", "a:\n  title: |\n    а\n\n    б"),
        ("title:\n- A b\n- 2024", "Г", "title:\n- Г\n- 2024"),
        ("TITLE: A b", "Г", "TITLE: Г"),
    ],
)
def test_yaml_styles(source, text, built):
    for line_end in ("\n", "\r\n"):
        whole = f"---\n{source}\n---\n".replace("\n", line_end)
        result = translated(whole, text)
        assert result == f"---\n{built}\n---\n".replace("\n", line_end)
        assert parsed(result).segments[0].text == text


@pytest.mark.parametrize(
    ("source", "text", "built"),
    [
        ('title = "A" # c', 'Г "д"', 'title = "Г \\"д\\"" # c'),
        ("title = 'A'", "Г", "title = 'Г'"),
        ("title = 'A'", "Об'їзд", 'title = "Об\'їзд"'),
        ('title = """\nA\nb\n"""', "Г\nд", 'title = """\nГ\nд\n"""'),
        ('title = """A"""', 'Г"', 'title = """Г\\""""'),
        ('title = """A"""', '"""Г\\', 'title = """\\"""Г\\\\"""'),
        ("title = '''A'''", "Г", "title = '''Г'''"),
        ("[a.b]\n'title' = 'A'", "Г", "[a.b]\n'title' = 'Г'"),
        ("a = {x = 'y', title = 'A', z = ['w']}", "Г", "a = {x = 'y', title = 'Г', z = ['w']}"),
        ("title = ['A', 1] # ['B']", "Г", "title = ['Г', 1] # ['B']"),
        ("a.title = 'A'\nx = ['title', 'y']", "Г", "a.title = 'Г'\nx = ['title', 'y']"),
        ("[[title]]\nx = 'y'\ncaption = 'A'", "Г", "[[title]]\nx = 'y'\ncaption = 'Г'"),
    ],
)
def test_toml_styles(source, text, built):
    result = translated(f"+++\n{source}\n+++\n", text)
    assert result == f"+++\n{built}\n+++\n"
    tomllib.loads(result.strip("+\n") + "\n")
    assert parsed(result).segments[0].text == text


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: [\n---\n",
        "---\ntitle: a: b\n---\n",
        "---\n\ttitle: a\n---\n",
        "---\ntitle: 2024-03-04\nsummary: yes\ncaption: 12\ndescription: ~\nsubtitle:\n---\n",
        "---\ntitle: &a Text\nsummary: *a\ncaption: !x Text\n---\n",
        "---\nother: Text\n---\n",
        "---\n---\n",
        "---\r\n...\r\n",
        "+++\ntitle = Text\n+++\n",
        "+++\ntitle = '''\n+++\n",
        "---\ntitle: >2\n    Text\n---\n",
        "---\ntitle: >\n  Text\n    more\n---\n",
        "---\n? [title]\n: Text\n---\n",
        "---\ntitle: \x07\n---\n",
        "---\n[title]: [title]\n---\n",
    ],
)
def test_what_is_left_alone(source):
    document = parsed(source)
    assert document.segments == ()
    assert [segment.text for segment in parsed(source + "\nText.\n").segments] == ["Text."]


def test_broken_front_matter_is_told():
    assert parsed("---\ntitle: [\n---\n").reading.skipped[0][0] == 1


def test_values_left_alone_are_told():
    source = "---\r\na: 1\r\ntitle: &a Text\r\nsummary: >\r\n  Text\r\n    more\r\ncaption: 12\r\n---\r\n"
    assert [line for line, _what in parsed(source).reading.skipped] == [3, 4]


@pytest.mark.parametrize(
    "source", ["---\nSome prose\n---\n", "---\n- a\n---\n", "---\n\nText: more\n", " ---\ntitle: A\n---\n"]
)
def test_what_is_no_front_matter_is_markdown(source):
    assert [segment.kind for segment in parsed(source).segments] != ["title"]
    assert parsed(source).segments


def test_keys_of_the_configuration_and_kinds():
    source = "---\ntitle: A\nphoto-credit: B\n---\n"
    reading = Markdown().read(source, ReadOptions(front_matter=("Photo-Credit",)))
    assert [(block.kind, block.text) for block in reading.blocks] == [("photo credit", "B")]


def test_byte_order_mark_before_front_matter():
    assert translated("\ufeff---\ntitle: A\n---", "Б") == "\ufeff---\ntitle: Б\n---"


def test_skeleton_holds_all_but_the_values():
    def skeleton(source):
        return Markdown().read(source, ReadOptions()).skeleton

    assert skeleton("---\na: 1\ntitle: A\n---\n") == skeleton("---\na: 1\ntitle: 'B: c'\n---\n")
    assert skeleton("---\na: 1\ntitle: A\n---\n") != skeleton("---\na: 2\ntitle: A\n---\n")


VISIBLE = (
    st.text(
        st.one_of(
            st.sampled_from("абв \"'\\#:,[]{}|>-?&*!%@`\n=~."), st.characters(exclude_categories=("Cs", "Cc"))
        ),
        min_size=1,
    )
    .map(str.strip)
    .filter(bool)
)
STYLES = [
    "---\ntitle: A b\nx: y\n---\n",
    "---\ntitle: 'A b'\n---\n",
    '---\ntitle: "A b"\n---\n',
    "---\na: [{title: A b}]\n---\n",
]
TOML = ["+++\ntitle = 'A b'\n+++\n", '+++\ntitle = "A b"\nx = 1\n+++\n', '+++\ntitle = """A b"""\n+++\n']


@given(VISIBLE, st.sampled_from(STYLES))
def test_any_translation_is_read_back_from_yaml(text, source):
    built = translated(source, text)
    assert [segment.text for segment in parsed(built).segments] in ([text], [])
    values = yaml.safe_load(built.strip("-\n"))
    assert str((values["a"][0] if "a" in values else values)["title"]) == text


@given(VISIBLE, st.sampled_from(TOML))
def test_any_translation_is_read_back_from_toml(text, source):
    built = translated(source, text)
    assert tomllib.loads(built.strip("+\n"))["title"] == text
