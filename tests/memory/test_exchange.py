"""TMX and tables: what is written is read back, by us, by the standard's grammar, by another tool."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.errors import FileError
from dvomova.memory import tmx, tsv
from dvomova.memory.records import FUZZY, MACHINE, Pair

PIECES = [
    "<1>", "</1>", "<2/>", "<b>", "</b>", "<br>", "`a < b`", "https://example.org/?a=1&b=2", "{name}", "%s",
    '<a href="x">', "&amp;", "&", "<", ">", '"', " ", "\n", "слово", "word", "](https://x.org)", "[",
    "<!-- x -->", "{{ v }}", "]]>", "\t", "\\", "\\n", "́", "𝄞",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1).map("".join).filter(str.strip)
PAIRS = st.builds(
    Pair,
    TEXTS,
    TEXTS,
    st.sampled_from(["person", FUZZY, MACHINE]),
    st.sampled_from(["", "2026-11-25", "2020-02-29"]),
    st.sampled_from(["", "locales/uk/LC_MESSAGES/a.po", "a&b.tmx"]),
)


def through(form, pairs):
    data = "".join(form.written(pairs, "uk")).encode()
    return data, list(form.read(io.BytesIO(data), "m"))


@pytest.mark.parametrize("form", [tmx, tsv])
@given(pairs=st.lists(PAIRS, max_size=5))
def test_what_is_written_is_read_back(form, pairs):
    assert through(form, pairs)[1] == pairs


@given(uk=st.text().filter(str.strip), en=st.text().filter(str.strip))
def test_any_text_makes_xml_that_can_be_read(uk, en):
    pair = Pair(uk, en)
    found = through(tmx, [pair])[1]
    assert len(found) <= 1
    fit = all(sign in "\t\n\r" or sign >= " " for sign in pair.uk + pair.en)
    if fit and not any(sign in pair.uk + pair.en for sign in "\ufffe\uffff"):
        assert found == [pair]


@given(pairs=st.lists(PAIRS, min_size=1, max_size=5))
def test_it_is_valid_by_the_standard(pairs):
    from lxml import etree

    grammar = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))
    tree = etree.fromstring("".join(tmx.written(pairs, "en")).encode())
    assert grammar.validate(tree), grammar.error_log
    for seg in tree.iter("seg"):
        opened = [code.get("i") for code in seg.iter("bpt")]
        closed = [code.get("i") for code in seg.iter("ept")]
        assert sorted(opened) == sorted(closed)
        assert len(set(opened)) == len(opened)


def test_codes_are_elements():
    text = "Read <1>the <b>report</b></1> at `cat x`<2/> {name} </3>"
    (line,) = [one for one in tmx.written([Pair(text, "x")], "uk") if 'xml:lang="uk"' in one]
    assert line == (
        '<tuv xml:lang="uk"><seg>Read <bpt i="1">&lt;1&gt;</bpt>the <bpt i="2">&lt;b&gt;</bpt>report'
        '<ept i="2">&lt;/b&gt;</ept><ept i="1">&lt;/1&gt;</ept> at <ph>`cat x`</ph><ph>&lt;2/&gt;</ph> '
        '{name} <it pos="end">&lt;/3&gt;</it></seg></tuv>\n'
    )


def test_codes_of_one_name_nest():
    (line,) = [one for one in tmx.written([Pair("<b>a<b>b</b>c</b>", "x")], "uk") if 'xml:lang="uk"' in one]
    numbers = [line[place + 3] for place in range(len(line)) if line.startswith('i="', place)]
    assert numbers in (["1", "2", "2", "1"], ["2", "1", "1", "2"])


OMEGAT = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" creationtoolversion="6" segtype="sentence" o-tmf="OmegaT TMX"
 adminlang="EN-US" srclang="EN-US" datatype="plaintext"><note>of the header</note></header><body>
<!-- a comment --><tu>
  <note>by hand</note>
  <tuv xml:lang="EN-US"><seg>Press <bpt i="0" x="0">&lt;g0&gt;</bpt>Save<ept i="0">&lt;/g0&gt;</ept>
 or <ph x="1"/>, <hi type="term">then</hi> leave<it pos="begin">{\\b </it>.</seg></tuv>
  <tuv xml:lang="UK" changeid="Olena" changedate="20250304T121314Z">
<seg>Натисніть <bpt i="0" x="0">&lt;g0&gt;</bpt>
Зберегти<ept i="0">&lt;/g0&gt;</ept> чи <ph x="1"><sub>more</sub></ph>.</seg></tuv>
  <tuv xml:lang="PL"><seg>Zapisz</seg></tuv>
</tu><tu creationid="MT!" srclang="*all*">
<tuv lang="uk-UA"><seg>Так</seg></tuv><tuv lang="en"><seg>Yes</seg></tuv>
<tuv lang="en-GB"><seg>Aye</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Alone</seg></tuv></tu><tu><tuv xml:lang="en"><seg>Empty</seg></tuv>
<tuv xml:lang="uk"><seg/></tuv></tu></body></tmx>"""


def test_what_others_write_is_read():
    found = list(tmx.read(io.BytesIO(OMEGAT.encode("utf-16")), "o.tmx"))
    assert [pair[:2] for pair in found] == [
        ("Натисніть <1>\nЗберегти</1> чи <2/>.", "Press <1>Save</1>\n or <2/>, then leave<3/>."),
        ("Так", "Yes"),
        ("Так", "Aye"),
    ]
    assert [(pair.made, pair.date) for pair in found] == [
        ("person", "2025-03-04"),
        (MACHINE, ""),
        (MACHINE, ""),
    ]


CASES = Path(__file__).parent.parent / "cases" / "tmx"
OTHERS = {
    "studio": [
        (
            "Дивіться <2>мапу</2> та <1>звіт</1><3/>.",
            "See <1>the report</1> and <2>the map</2><3/>.",
            "person",
            "2024-03-06",
        ),
        ("Тихо.", "It is quiet.", MACHINE, "2024-03-05"),
    ],
    "workbench": [
        (
            "<2>Один</2> собака й <1>троє</1> людей<3/>.",
            "<1>Three</1> people and <2>one</2> dog<3/>.",
            "person",
            "2009-04-01",
        )
    ],
    "memoq": [
        (
            "<2>Ірпінський</2> <1>міст</1><3/>",
            "The <1>bridge</1> of <2>Irpin</2><3/>",
            "person",
            "2025-11-01",
        )
    ],
    "weblate": [
        (
            'Читайте <b>всі</b> новини (%(count)d)\nв <a href="%(url)s">нас</a> і у вас',
            'Read <b>all</b> %(count)d news\nat <a href="%(url)s">ours</a> & yours',
            "person",
            "",
        )
    ],
    "okapi": [
        (
            "Див. <1>тут</1>:<br>він <b>ніколи</b> не <2/>приходив.",
            "He <b>never</b> came,<br>see <1>there</1> <2/>now.",
            "person",
            "",
        )
    ],
}
"""What files in the manner of other tools say: codes of the same meaning have the same number."""


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_codes_are_the_same_in_both_languages(name, encoding):
    text = (CASES / f"{name}.tmx").read_text("utf-8")
    text = re.sub("encoding=(.)utf-8(.)", rf"encoding=\1{encoding}\2", text, flags=re.IGNORECASE)
    found = list(tmx.read(io.BytesIO(text.encode(encoding)), f"{name}.tmx"))
    assert [pair[:4] for pair in found] == OTHERS[name]


def test_no_case_is_left_out():
    assert {path.stem for path in CASES.iterdir()} == OTHERS.keys()


CODES = st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True, min_size=1).map(tuple)


@given(order=CODES.flatmap(st.permutations), by=st.sampled_from(["x", "i", "content"]))
def test_codes_in_another_order_keep_their_numbers(order, by):
    """Whatever a tool tells them apart by."""

    def seg(codes, language):
        said = ""
        for place, code in enumerate(codes):
            pair, anchor = code if by == "i" else place, f' x="{ord(code)}"' if by == "x" else ""
            content = code if by == "content" else "{}"
            said += f'<bpt i="{pair}"{anchor}>{content}</bpt>{code}<ept i="{pair}"/>'
        return f'<tuv xml:lang="{language}"><seg>{said}</seg></tuv>'

    data = f"<tmx><body><tu>{seg(sorted(order), 'en')}{seg(order, 'uk')}</tu></body></tmx>"
    (pair,) = tmx.read(io.BytesIO(data.encode()), "m")
    numbers = {code: place for place, code in enumerate(sorted(order), 1)}
    assert pair.uk == "".join(f"<{numbers[code]}>{code}</{numbers[code]}>" for code in order)
    assert pair.en == "".join(f"<{numbers[code]}>{code}</{numbers[code]}>" for code in sorted(order))


def test_no_two_codes_of_a_text_have_one_number():
    def seg(*pairs):
        codes = (f'<bpt i="{one}">{{}}</bpt>{one}<ept i="{one}">{{}}</ept>' for one in pairs)
        return "".join(codes)

    data = (
        f'<tmx><body><tu><tuv xml:lang="en"><seg>{seg(1, 2)}</seg></tuv>'
        f'<tuv xml:lang="uk"><seg>{seg(3, 1)}</seg></tuv></tu></body></tmx>'
    )
    (pair,) = tmx.read(io.BytesIO(data.encode()), "m")
    assert pair[:2] == ("<1>3</1><2>1</2>", "<1>1</1><2>2</2>")


@pytest.mark.parametrize(
    ("form", "data", "place"),
    [
        (tmx, b"<tmx><body>\n<tu><tuv></body>", "m:2"),
        (tmx, b"", "m"),
        (tmx, b"<html></html>", "m"),
        (tmx, b"\xff\xfe\x00", "m"),
        (tmx, b'<?xml version="1.0" encoding="nosuch"?><tmx/>', "m"),
        (tsv, b"a\tb\n", "m:1"),
        (tsv, b"uk\ten\nx\ty\n\xff\t\n", "m:3"),
        (tsv, b"uk\ten\nx\n", "m:2"),
        (tsv, b"\xff\xfe\x00", "m: this is not UTF-16"),
        (tmx, b"<tmx><body><tu><tuv lang='uk'><seg>" + b"<hi>" * 5_000 + b"</hi>" * 5_000, "m"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(form, data, place):
    with pytest.raises(FileError) as caught:
        list(form.read(io.BytesIO(data), "m"))
    assert str(caught.value).startswith(place)


def test_an_entity_bomb_does_no_harm():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 50}">' for n in range(1, 9))
    data = f'<!DOCTYPE tmx [<!ENTITY e0 "boom">{entities}]><tmx><header>&e8;</header></tmx>'.encode()
    with pytest.raises(FileError):
        list(tmx.read(io.BytesIO(data), "m"))


@pytest.mark.parametrize(
    ("head", "uk", "en"),
    [
        ('<tmx xmlns="http://www.lisa.org/tmx14"><header/>', "ua", "en"),
        ('<!DOCTYPE html><tmx><header srclang="*all*"/>', "ukr-UA", "eng"),
    ],
)
def test_what_is_meant_is_read(head, uk, en):
    data = f'{head}<body><tu srclang="*all*"><tuv xml:lang="{en}"><seg>Yes</seg></tuv>'
    data += f'<tuv xml:lang="{uk}"><seg>Так</seg></tuv></tu></body></tmx>'
    assert [pair[:2] for pair in tmx.read(io.BytesIO(data.encode()), "m")] == [("Так", "Yes")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_tables_as_spreadsheets_write_them(encoding):
    data = "EN\tUk\tnote\r\nYes\tТак\tof Olena\r\n\t\t\r\nNo\tНі\r\n".encode(encoding)
    assert [pair[:2] for pair in tsv.read(io.BytesIO(data), "m")] == [("Так", "Yes"), ("Ні", "No")]


class _Stream(io.RawIOBase):
    """A file as large as one likes."""

    def __init__(self, pieces):
        self.pieces, self.rest = pieces, b""

    def read(self, size=-1):
        while len(self.rest) < size:
            piece = next(self.pieces, None)
            if piece is None:
                break
            self.rest += piece.encode()
        data, self.rest = self.rest[:size], self.rest[size:]
        return data


def test_memory_does_not_grow_with_the_file():
    def peak(number):
        one = Pair("Речення номер вісім, і ще трохи.", "A sentence, the eighth one, and more of it.")
        tracemalloc.start()
        count = sum(1 for _pair in tmx.read(_Stream(tmx.written(repeat(one, number), "en")), "m"))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == number
        return top

    small, large = peak(2_000), peak(10_000)
    assert large < small * 1.3 + 100_000


PEER = """
import json, sys
from translate.storage.tmx import tmxfile
store = tmxfile.parsefile(sys.argv[1])
print(json.dumps([[unit.source, unit.target] for unit in store.units]))
theirs = tmxfile()
for unit in store.units:
    theirs.addtranslation(unit.source, "en", unit.target, "uk")
theirs.savefile(sys.argv[2])
"""


@pytest.mark.interop
def test_translate_toolkit_reads_it_and_is_read(tmp_path):
    python = os.environ.get("DVOMOVA_PEERS", sys.executable)
    check = [python, "-c", "import translate.storage.tmx"]
    if subprocess.run(check, capture_output=True, check=False).returncode:
        pytest.skip("needs translate-toolkit, here or in the Python that DVOMOVA_PEERS names")
    pairs = [
        Pair("Так, «звісно».", "Yes, “of course”."),
        Pair("а & б < в", "a & b < c"),
        Pair("Див. <1>тут</1> <b>усе</b><2/>: `x < y`.", "See <b>all</b> <1>here</1><2/>: `x < y`."),
    ]
    (tmp_path / "m.tmx").write_text("".join(tmx.written(pairs, "en")), "utf-8")
    command = [python, "-c", PEER, str(tmp_path / "m.tmx"), str(tmp_path / "theirs.tmx")]
    done = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(done.stdout) == [[pair.en, pair.uk] for pair in pairs]
    with (tmp_path / "theirs.tmx").open("rb") as file:
        assert list(tmx.read(file, "theirs.tmx")) == pairs
