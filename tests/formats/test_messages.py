"""Files of messages, i18next and Rails: what is read, how forms are written, held against json and PyYAML."""

import copy
import json
import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
from dvomova.formats.base import ReadOptions
from dvomova.formats.i18next import I18next
from dvomova.formats.rails import Rails
from dvomova.segmenters.sentences import Sentences

JSON = Recipe(I18next(), Sentences())
YAML = Recipe(Rails(), Sentences())


def found(source, recipe=JSON):
    """(context, text, plural) of each message."""
    document = parse(source, recipe, language="en")
    blocks = (document.reading.blocks[segment.block] for segment in document.segments)
    return [(block.context, block.text, block.plural) for block in blocks]


def built(source, recipe=JSON, **said):
    """The file with these texts by context; what is not named stays."""
    document = parse(source, recipe, language="en")
    contexts = [document.reading.blocks[segment.block].context for segment in document.segments]
    assert set(said) <= set(contexts)
    text, broken = rebuild_verified(document, recipe, [said.get(context) for context in contexts])
    assert not broken
    return text


FORMS = {"one": "раз", "few": "рази", "many": "разів", "other": "разу"}
FORMS_EN = {"one": "time", "other": "times"}


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ('{"a": "1. A.", "b": {"c": "{{x}} d"}}', [("a", "1. A.", None), ("b.c", "{{x}} d", None)]),
        ('{"a": ["One", {"b": "two"}, 3]}', [("a.0", "One", None), ("a.1.b", "two", None)]),
        ('{"n_one": "one", "n_other": "many"}', [("n", "one", "many")]),
        ('{"n_other": "many", "x": "y", "n_one": "one"}', [("n", "one", "many"), ("x", "y", None)]),
        ('{"n_one": "раз", "n_few": "рази", "n_many": "разів", "n_other": "разу"}', [("n", "раз", "разу")]),
        ('{"n_zero": "no", "n_one": "one", "n_other": "b"}', [("n_zero", "no", None), ("n", "one", "b")]),
        # A context that happens to be called so (i18next: t("friend", {context: "other"})) is no plural.
        ('{"f_male": "he", "f_other": "they"}', [("f_male", "he", None), ("f_other", "they", None)]),
        ('{"n_one": "one"}', [("n_one", "one", None)]),
        ('{"n_one": {"x": "one"}, "n_other": "many"}', [("n_one.x", "one", None), ("n_other", "many", None)]),
        (
            '{"n_ordinal_one": "st", "n_ordinal_two": "nd", "n_ordinal_few": "rd", "n_ordinal_other": "th"}',
            [("n_ordinal_one", "st", None), ("n_ordinal_two", "nd", None), ("n_ordinal_few", "rd", None),
             ("n_ordinal_other", "th", None)],
        ),
        ('{"a.b": "flat", "a": {"b": "nested"}}', [("a\\.b", "flat", None), ("a.b", "nested", None)]),
        ('{"Hello. You": "x"}', [("Hello. You", "x", None)]),
        ('{"a": "", "b": " ", "c": "2022", "d": "{{x}}", "e": "\\ud800", "f": "\\u0000"}', []),
        ('{"a": "\\u0416\\n\\"b\\""}', [("a", 'Ж\n"b"', None)]),
        ("[]", []),
        ('"text"', []),
        ("", []),
        ('{"a": "b",}', []),
        ('{"a": "b"', []),
        ("{'a': 'b'}", []),
        ('{"a": NaN, "b": "c"}', []),
        ("[" * 200 + "]" * 200, []),
        ("{" * 100_000, []),
    ],
)  # fmt: skip
def test_what_is_a_message_of_i18next(source, messages):
    assert found(source) == messages
    document = parse(source, JSON, language="en")
    assert rebuild(document, JSON, [None] * len(document.segments)) == source


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ("en:\n  a: One\n  b:\n    c: '%{x} two'\n", [("a", "One", None), ("b.c", "%{x} two", None)]),
        ("en:\n  n:\n    one: one\n    other: many\n", [("n", "one", "many")]),
        ("uk:\n  n:\n    one: раз\n    few: рази\n    many: раз\n    other: разу\n", [("n", "раз", "разу")]),
        (
            "en:\n  n:\n    zero: none\n    one: one\n    other: many\n",
            [("n.zero", "none", None), ("n", "one", "many")],
        ),
        (
            "en:\n  n:\n    one: one\n    other: many\n    three: x\n",
            [("n.one", "one", None), ("n.other", "many", None), ("n.three", "x", None)],
        ),
        ("en:\n  n: {one: one, other: many}\n", [("n.one", "one", None), ("n.other", "many", None)]),
        ("en:\n  a:\n  - One\n  - b: two\n", [("a.0", "One", None), ("a.1.b", "two", None)]),
        ("en:\n  a: 5\n  b: yes\n  c: 2026-03-04\n  d: ~\n  e: :sym\n", [("e", ":sym", None)]),
        ("en:\n  a: ' and '\n", [("a", " and ", None)]),
        ("en:\n  a: |\n    One\n    two\n", [("a", "One\ntwo", None)]),
        ("en:\n  a: &x One\n  b: *x\n", []),
        ("en: One\n", [("en", "One", None)]),
        ("en:\n  a: b\nuk:\n  a: c\n", []),
        ("- a\n", []),
        ("en:\n\ta: b\n", []),
        ("", []),
        ("en:\n  a: " + "[" * 5_000, []),
    ],
)  # fmt: skip
def test_what_is_a_message_of_rails(source, messages):
    assert found(source, YAML) == messages
    document = parse(source, YAML, language="en")
    assert rebuild(document, YAML, [None] * len(document.segments)) == source


@pytest.mark.parametrize(
    ("source", "said", "result"),
    [
        ('{\n  "n_one": "a",\n  "n_other": "b"\n}', FORMS,
         '{\n  "n_one": "раз",\n  "n_few": "рази",\n  "n_many": "разів",\n  "n_other": "разу"\n}'),
        ('{"n_one": "a", "x": "y", "n_other": "b"}', FORMS,
         '{"n_one": "раз","n_few": "рази","n_many": "разів", "x": "y", "n_other": "разу"}'),
        ('{"x": 1, "n_other": "b", "n_one": "a"}', FORMS,
         '{"x": 1, "n_other": "разу", "n_one": "раз", "n_few": "рази", "n_many": "разів"}'),
        ('{"n_one": "a", "n_few": "b", "n_many": "c", "n_other": "d"}', FORMS_EN,
         '{"n_one": "time", "n_other": "times"}'),
        ('{"n_few": "b", "n_many": "c", "n_one": "a", "n_other": "d"}', FORMS_EN,
         '{"n_one": "time", "n_other": "times"}'),
        ('{"x": "y", "n_one": "a", "n_other": "d", "n_few": "b", "n_many": "c"}', FORMS_EN,
         '{"x": "y", "n_one": "time", "n_other": "times"}'),
        ('{"n_few": "b", "n_other": "d"}', FORMS_EN, '{"n_other": "times", "n_one": "time"}'),
        ('{"n_one": "a", "n_few": "c", "x": 1, "n_many": "c", "n_other": "b"}', FORMS_EN,
         '{"n_one": "time", "x": 1, "n_other": "times"}'),
    ],
)  # fmt: skip
def test_plural_forms_are_those_of_the_language(source, said, result):
    assert built(source, n=said) == result
    assert json.loads(result)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_plural_forms_of_rails_are_those_of_the_language(line_end):
    english = "en:\n  n: # so many\n    one: 'a' # one\n    other: b\n  x: y\n".replace("\n", line_end)
    ukrainian = (
        "en:\n  n: # so many\n    one: 'раз' # one\n"
        '    few: "рази"\n    many: "разів"\n    other: разу\n  x: y\n'
    ).replace("\n", line_end)
    assert built(english, YAML, n=FORMS) == ukrainian
    assert built(ukrainian, YAML, n=FORMS_EN) == english.replace("'a'", "'time'").replace(
        "other: b", "other: times"
    )
    last = english.replace(f"{line_end}  x: y{line_end}", "")
    assert yaml.safe_load(built(last, YAML, n=FORMS))["en"]["n"] == FORMS


def test_an_ordinal_gets_the_forms_of_the_other_language():
    source = '{"n_ordinal_few": "{{count}}-є", "n_ordinal_other": "{{count}}-е"}'
    assert [context for context, _text, _plural in found(source)] == [
        "n_ordinal_one",
        "n_ordinal_two",
        "n_ordinal_few",
        "n_ordinal_other",
    ]
    text = built(source, n_ordinal_two="nd", n_ordinal_other="th")
    assert json.loads(text) == {
        "n_ordinal_two": "nd",
        "n_ordinal_few": "{{count}}-є",
        "n_ordinal_other": "th",
    }
    assert built(source) == source


def test_the_key_at_the_top_is_the_language():
    for root, language, said in (
        ("en", "uk", "uk"),
        ('"en"', "uk", "uk"),
        ("uk", "en", "en"),
        ("en-GB", "en", "en-GB"),
        ("shop", "uk", "shop"),
    ):
        source = f"---\n{root}:\n  a: One\n"
        document = parse(source, YAML, language="en")
        assert rebuild(document, YAML, ["Раз"], language) == f"---\n{said}:\n  a: Раз\n"
    marked = "\ufeffen:\n  a: One\n"
    assert rebuild(parse(marked, YAML, language="en"), YAML, ["Раз"], "uk") == "\ufeffuk:\n  a: Раз\n"


def test_texts_are_written_as_the_file_writes_them():
    assert built('{"a": "\\u00e9", "b": "c"}', b='Ж "x"') == '{"a": "\\u00e9", "b": "\\u0416 \\"x\\""}'
    assert built('{"a": "é\\u0041", "b": "c"}', b="Ж\n") == '{"a": "é\\u0041", "b": "Ж\\n"}'
    assert built("en:\n  a: One\n", YAML, a="так: ні") == "en:\n  a: 'так: ні'\n"
    assert (
        built("en:\n  a: |\n    One\n    two\n  b: c\n", YAML, a="Раз\nдва")
        == "en:\n  a: |\n    Раз\n    два\n  b: c\n"
    )


def test_what_cannot_be_written_back_is_told():
    assert [line for line, _what in Rails().read("en:\n  a: b\n  c: &x One\n", ReadOptions()).skipped] == [3]
    assert Rails().read("en:\n  a: b\nuk:\n  a: c\n", ReadOptions()).skipped


@pytest.mark.parametrize(
    ("source", "gone", "left"),
    [
        ('{"a": "x", "b": "y", "c": "z"}', {"a"}, '{"b": "y", "c": "z"}'),
        ('{"a": "x", "b": "y", "c": "z"}', {"b", "c"}, '{"a": "x"}'),
        ('{"a": "x", "b": "y", "c": "z"}', {"a", "b", "c"}, "{}"),
        ('{"a": "x", "b": 1, "c": "z"}', {"a", "c"}, '{"b": 1}'),
        ('{"a": {"b": "x"}, "c": "z"}', {"a.b"}, '{"a": {}, "c": "z"}'),
        ('{"n_one": "x", "c": "z", "n_other": "y"}', {"n"}, '{"c": "z"}'),
        ('{"c": "z", "n_one": "x", "n_other": "y"}', {"n"}, '{"c": "z"}'),
        ('{"c": "z", "n_one": "x", "n_other": "y"}', {"n", "c"}, "{}"),
    ],
)
def test_what_is_left_out_takes_its_comma_along(source, gone, left):
    assert _without(source, gone, JSON) == left


def _without(source, gone, recipe):
    document = parse(source, recipe, language="en")
    contexts = [document.reading.blocks[segment.block].context for segment in document.segments]
    return without(document, recipe, {index for index, context in enumerate(contexts) if context in gone})


def test_texts_in_lists_stay_for_the_places_of_the_others_count():
    for source, recipe in (
        ('{"a": ["x", "y"], "b": "z"}', JSON),
        ("en:\n  a:\n  - x\n  - y\n  b: [z]\n", YAML),
    ):
        assert _without(source, {"a.0", "a.1", "b.0"}, recipe) == source


def test_what_is_left_out_of_yaml_takes_its_line_along():
    source = "en:\n  a: x # why\n  n:\n    one: x\n    other: y\n  c: |\n    z\n    z\n  d: [e, f]\n"
    assert _without(source, {"a", "n", "c"}, YAML) == "en:\n  n:\n  d: [e, f]\n"
    assert _without("en:\n  a:\n  - b: x\n    c: y\n  - b: z\n", {"a.0.b", "a.0.c", "a.1.b"}, YAML) == (
        "en:\n  a:\n  - b: \n  - b: \n"
    )
    assert _without("en: {a: x, b: 1, c: y, d: z}\n", {"a", "c", "d"}, YAML) == "en: {b: 1}\n"


# Laws and oracles: random trees, held against what json and PyYAML read.

TEXTS = st.sampled_from(
    [
        "One",
        "Two words.",
        'say "x"',
        "{{name}} is",
        "%{n} of",
        "a\nb",
        " blank ",
        "Ж",
        "'",
        "# no",
        "a: b",
        "- c",
        "5",
        "yes",
        "",
    ]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
KEYS = st.sampled_from(
    "a b n_one n_few n_many n_other n_ordinal_one n_ordinal_other one few many other x.y".split()
)
LEAVES = TEXTS | st.integers(-9, 9) | st.none() | st.booleans()
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        LEAVES,
        lambda inner: st.dictionaries(KEYS, inner, max_size=4) | st.lists(inner, max_size=3),
        max_leaves=12,
    ),
    max_size=5,
)
slow = settings(deadline=None, suppress_health_check=list(HealthCheck))


def reread(text, recipe):
    return json.loads(text) if recipe is JSON else yaml.safe_load(text)


@st.composite
def files(draw, recipe):
    tree = draw(TREES)
    if recipe is JSON:
        return json.dumps(
            tree,
            ensure_ascii=draw(st.booleans()),
            indent=draw(st.sampled_from([None, 2, "\t"])),
            sort_keys=draw(st.booleans()),
        )
    style = {
        "default_style": draw(st.sampled_from([None, '"', "'"])),
        "default_flow_style": draw(st.sampled_from([None, False])),
    }
    return yaml.safe_dump({"en": tree}, allow_unicode=draw(st.booleans()), sort_keys=False, **style)


def leaves(tree, path=()):
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*path, str(key)))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from leaves(value, (*path, str(number)))
    elif isinstance(tree, str):
        yield path, tree


@slow
@given(st.data(), st.sampled_from([JSON, YAML]))
def test_nothing_but_translated_texts_differs(data, recipe):
    source = data.draw(files(recipe))
    document = parse(source, recipe, language="en")
    assert rebuild(document, recipe, [None] * len(document.segments)) == source
    blocks = [document.reading.blocks[segment.block] for segment in document.segments]
    said = [
        data.draw(st.sampled_from([None, "Ж", 'Ж: "є"', "Ж\nє"])) if block.plural is None else None
        for block in blocks
    ]
    text, broken = rebuild_verified(document, recipe, said)
    assert not broken
    expected = copy.deepcopy(reread(source, recipe))
    known = dict(leaves(expected))
    again = dict(leaves(reread(text, recipe)))
    changed = {block.context: new for block, new in zip(blocks, said, strict=True) if new is not None}
    for path, new in again.items():
        key = ".".join(path[1:] if recipe is YAML else path)
        if key in changed:
            assert " ".join(new.split()) == " ".join(changed[key].split())
        elif path in known:
            assert new == known[path]
    assert recipe.format.read(text, recipe.options).skeleton == document.reading.skeleton


@slow
@given(st.data(), st.sampled_from([JSON, YAML]), st.sampled_from([FORMS, FORMS_EN]))
def test_built_forms_are_exactly_those_asked_for(data, recipe, forms):
    source = data.draw(files(recipe))
    document = parse(source, recipe, language="en")
    blocks = [document.reading.blocks[segment.block] for segment in document.segments]
    said = [None if block.plural is None else forms for block in blocks]
    text, broken = rebuild_verified(document, recipe, said)
    assert not broken
    again = {
        ".".join(path[1:] if recipe is YAML else path): text for path, text in leaves(reread(text, recipe))
    }
    for block in blocks:
        if block.plural is not None:
            mark = "_" if recipe is JSON else "."
            found = {
                name: again.get(f"{block.context}{mark}{name}") for name in ("one", "few", "many", "other")
            }
            assert found == {name: forms.get(name) for name in found}


@slow
@given(st.data(), st.sampled_from([JSON, YAML]))
def test_what_is_left_of_a_file_can_be_read(data, recipe):
    source = data.draw(files(recipe))
    document = parse(source, recipe, language="en")
    count = len(document.segments)
    gone = data.draw(st.sets(st.integers(0, count - 1))) if count else set()
    left = dict(leaves(reread(without(document, recipe, gone), recipe) or {}))
    assert left.items() <= dict(leaves(reread(source, recipe))).items()
    contexts = {document.reading.blocks[document.segments[index].block].context for index in gone}
    keys = {
        ".".join(path[1:] if recipe is YAML else path) for path in left if not re.search(r"\d", "".join(path))
    }
    assert contexts.isdisjoint(keys)


@slow
@given(st.text() | st.text('{}[]:,"\\/ \n\tabn_oeu01-', max_size=60))
def test_nothing_is_too_odd_to_be_read(source):
    source = source.encode("utf-8", "replace").decode()
    for recipe in (JSON, YAML):
        document = parse(source, recipe, language="en")
        assert rebuild(document, recipe, [None] * len(document.segments)) == source
