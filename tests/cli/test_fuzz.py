"""Whatever a file holds: an exit code from 0 to 3, never an exception."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

CATALOG = "locales/uk/LC_MESSAGES/a.po"
COMMANDS = (
    ["extract"],
    ["update"],
    ["status", "--segments"],
    ["diff", "--json"],
    ["accept", "a.en.md"],
    ["build", "--stale", "mark", "--drafts"],
    ["compile", "--use-fuzzy", "--source-bundle"],
    ["compile", "--to", "i18next"],
    ["edit", "--prompt"],
)
relaxed = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

words = st.sampled_from(
    r"""msgid msgstr msgctxt msgid_plural msgstr[0] msgstr[1] msgstr[9] # #. #: #, #~ #| #~| fuzzy " "" "a"
    "a\n" "\ "Language: uk\n" "Content-Type: text/plain; charset=KOI8-U\n"
    "Plural-Forms: nplurals=9; plural=n/0;\n"
    python-format a.en.md ../../x.en.md dvomova: edited in""".split()
) | st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "\x00", "\u2028", "\ufeff", "\u2068a b.md\u2069"])
po_text = st.lists(words | st.text(max_size=4), max_size=40).map(" ".join) | st.lists(words, max_size=40).map(
    "".join
)
HEADER = """\
msgid ""
msgstr "Language: uk\\nX-Source-Language: en\\n"

#: a.en.md
msgid "One."
msgstr "Раз."

"""
toml_value = st.recursive(
    st.integers()
    | st.booleans()
    | st.text(max_size=8)
    | st.sampled_from(["uk", "en", "{path}.{lang}.md", "*", "**", "."]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcsource", max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)
toml_keys = st.sampled_from(
    [
        "source",
        "locales",
        "segment",
        "front-matter",
        "wrap",
        "documents",
        "messages",
        "pattern",
        "format",
        "domain",
        "files",
        "keywords",
        "methods",
        "mapping",
    ]
)
table = st.dictionaries(toml_keys, toml_value, max_size=4)


def tried(desk, files, commands=COMMANDS):
    """All commands over these files, in a folder of their own."""
    folder = Path(tempfile.mkdtemp(dir=desk.root))
    outside, desk.root = desk.root, folder
    try:
        for name, content in files.items():
            desk.write(name, content)
        for command in commands:
            outcome = desk.run(*command, stdin="=\nx\n")
            assert outcome.code in {0, 1, 2, 3}, (command, outcome)
            assert outcome.code < 2 or outcome.err
        assert {path.name for path in outside.iterdir()} == {folder.name}
        return desk.files()
    finally:
        desk.root = outside
        shutil.rmtree(folder)


@relaxed
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@pytest.mark.parametrize("name", ["a.en.md", "a.en.txt"])
def test_any_document(desk, name, data):
    commands = [["update", name], *COMMANDS, ["build", "--force"]]
    files = tried(desk, {name: data}, commands)
    assert files[name] == data


@relaxed
@given(text=po_text | st.binary(max_size=200), whole=st.booleans())
@example(text='msgid "a"\nmsgstr "b"\n\n#~ msgid "One."\n#~ msgstr "x"\n', whole=True)
@example(text='msgid ""\nmsgstr ""\n', whole=True)
def test_any_catalog(desk, text, whole):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    before = (HEADER.encode() if whole else b"") + data
    files = tried(desk, {"a.en.md": "One. Two.\n\nThree.\n", CATALOG: before})
    if whole:  # the translation that was there is there still, whatever followed it
        assert "Раз.".encode() in files[CATALOG]


@relaxed
@given(data=st.binary(max_size=100) | st.text(max_size=100).map(str.encode))
def test_any_configuration(desk, data):
    tried(desk, {"a.en.md": "One.\n", "dvomova.toml": data}, [["update"], ["build"], ["status"]])


@relaxed
@given(top=table, documents=st.lists(table, max_size=2), messages=st.lists(table, max_size=2))
def test_any_table(desk, top, documents, messages):
    import tomlkit

    content = dict(top)
    if documents:
        content["documents"] = documents
    if messages:
        content["messages"] = messages
    files = {"a.en.md": "One.\n", "a.py": "_('x')\n", "dvomova.toml": tomlkit.dumps(content)}
    tried(desk, files, [["extract"], ["update"], ["build"], ["compile"], ["status"]])


@relaxed
@given(
    arguments=st.lists(
        st.sampled_from(
            "update status build edit accept compile diff init extract a a.en.md * ** [ a# # a#1 --json "
            "--all --source --lang uk -q -n -- .. / ~ --fail-on stale, -o out --force -y --check "
            "--stale fail --format github".split()
        )
        | st.text(max_size=5),
        max_size=6,
    )
)
def test_any_arguments(desk, arguments):
    tried(desk, {"a.en.md": "One. Two.\n"}, [["update", "a.en.md"], arguments])
