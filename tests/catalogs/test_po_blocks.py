"""The fast reader gives what polib gives, or declines."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dvomova.catalogs import po, po_blocks
from dvomova.errors import FileError

LITERAL = st.sampled_from(
    [
        '""',
        '"Town"',
        '"Місто"',
        '"two\\nlines"',
        '"a \\"quoted\\" \\\\ \\t"',
        '""\n"wrapped "\n"text"',
        '"\\\\"\n"\\""',
        '"U+2028 \u2028 \u0085 \x1c"',
        '" "',
        '"# no comment"',
    ]
)
ODD_LITERAL = st.sampled_from(['"\\a\\x41\\101"', '"\\d"', '"open', 'bare"', '"a""b"', '"a"b"', '"x" ', "x"])
COMMENT = st.sampled_from(
    [
        "#",
        "# a word",
        "#  two spaces  ",
        "# \u00a0",
        '# | msgid "Was"',
        '# | msgid ""\n# | "Was "',
        '# dvomova: edited in uk; was "torn',
        '# dvomova: edited in uk; was "Місто"',
        "#.",
        "#. ",
        "#. paragraph",
        "#.   indented",
        "#: a.en.md",
        "#: \u2068two words.md\u2069 b.py:12",
        "#:",
        "#, fuzzy",
        "#, fuzzy, no-wrap",
        "#, python-format , x,",
        "#,",
    ]
)
ODD_COMMENT = st.sampled_from(
    [
        "#comment",
        "## heading",
        "#.note",
        "#:a.txt",
        "#,fuzzy",
        '#|msgid "A"',
        '#| "lost"',
        "#~",
        "#|",
        " # far",
        "#\tx",
    ]
)
ODD_LINE = st.sampled_from(
    [
        "",
        "",
        " ",
        "# trailing",
        "prose",
        "<<<<<<< ours",
        "=======",
        'msgid ""',
        "\ufeff",
        "\r",
        "#~| x",
        'msgstr[1] "b"',
    ]
)


def _says_something(literal):
    return literal != '""'  # else it would be a second header


@st.composite
def entries(draw, literal=LITERAL, comment=COMMENT):
    lines = draw(st.lists(comment, max_size=4))
    previous = [f"msgctxt {draw(literal)}"] * draw(st.booleans())
    previous += [f"msgid {draw(literal)}"] * draw(st.booleans())
    previous += [f"msgid_plural {draw(literal)}"] * draw(st.booleans())
    source = draw(literal.filter(_says_something))
    message = [f"msgctxt {draw(literal)}"] * draw(st.booleans()) + [f"msgid {source}"]
    if draw(st.booleans()):
        message += [
            f"msgid_plural {draw(literal)}",
            f"msgstr[0] {draw(literal)}",
            f"msgstr[1] {draw(literal)}",
        ]
    else:
        message.append(f"msgstr {draw(literal)}")
    has_previous, obsolete = draw(st.booleans()), draw(st.booleans())
    if has_previous:
        lines += [("#~| " if obsolete else "#| ") + line for text in previous for line in text.split("\n")]
    return lines + ["#~ " * obsolete + line for text in message for line in text.split("\n")]


HEADER = [
    "# Новини",
    "#",
    "#, fuzzy",
    'msgid ""',
    'msgstr ""',
    '"Language: uk\\n"',
    '"X-A: b "',
    '"c: d\\n"',
    '"e\\n"',
]


def joined(blocks):
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def everything(catalog):
    """All that is read, also what equality leaves out."""
    units = [(type(unit), unit, unit.raw) for unit in catalog.units]
    return catalog.header, catalog.comments, catalog.header_raw, units


def assert_same(text):
    try:
        fast = po_blocks.read(text)
    except po_blocks.Unusual:
        return False
    assert everything(fast) == everything(po._parse_carefully(text, "a.po"))
    return True


@given(st.lists(entries(), max_size=5), st.sampled_from(["", "\n", "\n\n"]))
def test_both_readers_give_the_same(blocks, end):
    is_fast = assert_same(joined([HEADER, *blocks]) + end)
    # Notes of what is gone are nothing that gettext writes.
    assert is_fast or any(line.startswith("#~ ") for lines in blocks for line in lines)


@given(
    st.lists(entries(LITERAL | ODD_LITERAL, COMMENT | ODD_COMMENT), max_size=3),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 60), ODD_LINE), max_size=2),
)
@example([], True, [(9, "\r")])
def test_what_is_unusual_is_left_to_the_other_reader(blocks, headed, odd):
    lines = joined([HEADER] * headed + blocks).split("\n")
    for place, line in odd:
        lines.insert(place, line)
    try:
        assert_same("\n".join(lines))
    except FileError as error:
        pytest.fail(f"the fast reader took what polib refuses: {error}")


def test_files_as_gettext_writes_them_are_read_fast():
    entry = '# a\n#. b\n#: c.md\n#, fuzzy\n#| msgctxt "x"\n#| msgid "d"\nmsgctxt "y"\nmsgid "e"\nmsgstr "f"'
    plural = 'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "а"\nmsgstr[1] ""\n"б"'
    gone = '# was\n#, fuzzy\n#~| msgid ""\n#~| "old"\n#~ msgid "new"\n#~ msgstr "нове"'
    assert assert_same(joined([HEADER, entry.split("\n"), plural.split("\n"), gone.split("\n")]))


def test_catalogs_of_others():
    """Every file of a folder: the same units, headers, comments and lines."""
    folder = os.environ.get("DVOMOVA_PO_CORPUS")
    if not folder:
        pytest.skip("DVOMOVA_PO_CORPUS names no folder with .po files")
    files = sorted(Path(folder).rglob("*.po"))
    assert files
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        assert_same(text)
        assert po.render(po.parse(text, str(path))) == text
