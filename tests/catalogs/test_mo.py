"""Binary catalogs, read back by gettext itself."""

import shutil
import subprocess
from gettext import GNUTranslations, translation
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs import mo
from dvomova.errors import ConfigError, DvomovaError
from dvomova.model import EDITED, Catalog, State, Unit

FORMS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
HEADER = (
    ("Project-Id-Version", "newsroom"),
    ("POT-Creation-Date", "2026-11-23 22:42+0200"),
    ("Language", "uk"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Plural-Forms", FORMS),
    ("X-Source-Language", "en"),
)
NASTY = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\4")
    | st.sampled_from(["\n", '"', "\\", "ї", "\u2028", "«"]),
    min_size=1,
)
PLURAL = {"plural": NASTY, "targets": st.tuples(NASTY, NASTY, NASTY)}
UNITS = st.lists(
    st.builds(Unit, source=NASTY, context=st.none() | NASTY, targets=st.tuples(NASTY))
    | st.builds(Unit, source=NASTY, context=st.none() | NASTY, **PLURAL),
    unique_by=lambda unit: (unit.context, unit.source),
)


def uk(*units: Unit) -> Catalog:
    return Catalog(HEADER, units)


def read(content: bytes) -> GNUTranslations:
    return GNUTranslations(BytesIO(content))


def looked_up(messages: GNUTranslations, unit: Unit, number: int) -> str:
    if unit.plural is None:
        if unit.context is None:
            return messages.gettext(unit.source)
        return messages.pgettext(unit.context, unit.source)
    if unit.context is None:
        return messages.ngettext(unit.source, unit.plural, number)
    return messages.npgettext(unit.context, unit.source, unit.plural, number)


@given(UNITS)
def test_gettext_finds_every_translation(units):
    messages = read(mo.write(uk(*units)))
    for unit in units:
        for number, index in ((1, 0), (3, 1), (11, 2)):
            expected = unit.target if unit.plural is None else unit.targets[index]
            assert looked_up(messages, unit, number) == expected


@given(UNITS, st.randoms())
def test_the_order_of_the_units_does_not_matter(units, random):
    shuffled = list(units)
    random.shuffle(shuffled)
    assert mo.write(uk(*shuffled)) == mo.write(uk(*units))


@given(UNITS)
def test_messages_are_sorted_by_their_bytes_for_readers_that_bisect(units):
    content = mo.write(uk(*units))
    originals = [original.partition(b"\0")[0] for original, _translation in entries(content)]
    assert originals[0] == b""
    assert originals == sorted(set(originals))


def test_a_plural_does_not_disturb_the_order():
    content = mo.write(uk(Unit("day", ("день", "дні", "днів"), plural="days"), Unit("day\1", ("х",))))
    assert [original for original, _translation in entries(content)] == [b"", b"day\0days", b"day\1"]


def test_the_bytes_of_a_small_catalog():
    # Written out by hand from the GNU gettext manual, “The Format of GNU MO Files”.
    content = mo.write(Catalog((("Language", "uk"),), (Unit("City", ("Місто",)),)))
    header = b"Language: uk\nContent-Type: text/plain; charset=UTF-8\n"
    words = [0x950412DE, 0, 2, 28, 44, 0, 60, 0, 60, 4, 61, len(header), 66, 10, 67 + len(header)]
    expected = b"".join(word.to_bytes(4, "little") for word in words)
    assert content == expected + b"\0City\0" + header + b"\0" + "Місто".encode() + b"\0"


def test_an_empty_context_is_a_context():
    messages = read(mo.write(uk(Unit("May", ("Травень",)), Unit("May", ("Мей",), context=""))))
    assert messages.gettext("May") == "Травень"
    assert messages.pgettext("", "May") == "Мей"


IN_AND_OUT = uk(
    Unit("translated", ("так",)),
    Unit("ahead", ("так",), comments=(EDITED + "uk; was “ні”",)),
    Unit("untranslated"),
    Unit("half a plural", ("так", "", "так"), plural="halves"),
    Unit("stale", ("так",), fuzzy=True, previous="state"),
    Unit("conflict", ("так",), fuzzy=True, previous="x", comments=(EDITED + "uk; was “ні”",)),
    Unit("draft", ("так",), fuzzy=True),
    Unit("fuzzy without text", fuzzy=True),
    Unit("obsolete", ("так",), obsolete=True),
)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"translated", "ahead"}),
        ({"use_fuzzy": True}, {"translated", "ahead", "draft", "stale", "conflict"}),
    ],
)
def test_only_what_may_be_published_is_in(options, expected):
    assert {unit.source for unit in mo.published(IN_AND_OUT, **options)} == expected
    originals = {original.decode() for original, _translation in entries(mo.write(IN_AND_OUT, **options))}
    assert originals == expected | {""}


def test_the_header_is_read_and_has_nothing_that_changes_by_itself():
    info = read(mo.write(uk())).info()
    assert info["language"] == "uk"
    assert info["x-source-language"] == "en"
    assert info["plural-forms"] == FORMS
    assert "pot-creation-date" not in info


@pytest.mark.parametrize("header", [(), (("content-type", "text/plain; charset=KOI8-U"),)])
def test_the_header_says_utf_8_whatever_the_po_file_said(header):
    messages = read(mo.write(Catalog(header, (Unit("City", ("Місто",)),))))
    assert messages.gettext("City") == "Місто"


def test_plural_forms_of_the_language_are_added_where_plurals_need_them():
    unit = Unit("day", ("день", "дні", "днів"), plural="days")
    messages = read(mo.write(Catalog((("Language", "uk"),), (unit,))))
    assert [messages.ngettext("day", "days", number) for number in (21, 22, 25)] == ["день", "дні", "днів"]
    with pytest.raises(ConfigError):
        mo.write(Catalog((), (unit,)))


@pytest.mark.parametrize("unit", [Unit("a\0b", ("x",)), Unit("a", ("x\0y",)), Unit("a", ("x",), "c\0")])
def test_a_nul_is_refused_because_it_would_end_the_text(unit):
    with pytest.raises(DvomovaError):
        mo.write(uk(unit))


def test_of_two_units_with_one_identity_the_first_is_in():
    assert read(mo.write(uk(Unit("a", ("перша",)), Unit("a", ("друга",))))).gettext("a") == "перша"


def test_gettext_serves_either_language_from_a_folder(tmp_path):
    catalog = uk(Unit("City", ("Місто",)), Unit("Village"))
    for language, content in (("uk", catalog), ("en", mo.identity(catalog, "en"))):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "izium.mo").write_bytes(mo.write(content))
    assert translation("izium", tmp_path, ["uk"]).gettext("City") == "Місто"
    assert translation("izium", tmp_path, ["uk"]).gettext("Village") == "Village"
    assert translation("izium", tmp_path, ["en"]).gettext("City") == "City"
    assert translation("izium", tmp_path, ["en"]).info()["language"] == "en"


@given(UNITS)
def test_the_source_bundle_gives_every_text_back(units):
    messages = read(mo.write(mo.identity(uk(*units), "en")))
    assert len(messages._catalog) == 1 + sum(1 if unit.plural is None else 2 for unit in units)
    for unit in units:
        assert looked_up(messages, unit, 1) == unit.source
        assert looked_up(messages, unit, 5) == (unit.plural or unit.source)


def test_the_source_bundle_holds_all_but_obsolete_units_and_no_one_s_name():
    catalog = Catalog((*HEADER, ("Last-Translator", "Ганна")), IN_AND_OUT.units)
    source = mo.identity(catalog, "en")
    assert {unit.source for unit in mo.published(source)} == {
        unit.source for unit in IN_AND_OUT.units if not unit.obsolete
    }
    assert {unit.state for unit in source.units} == {State.TRANSLATED}
    assert source.field("Plural-Forms") == "nplurals=2; plural=(n != 1);"
    assert not source.field("Last-Translator")


def test_a_ukrainian_source_has_three_forms_and_the_singular_for_21():
    source = mo.identity(Catalog((("Language", "en"),), (Unit("день", plural="днів"),)), "uk")
    assert source.units[0].targets == ("день", "днів", "днів")
    assert source.field("Language") == "uk"


def test_a_language_that_nobody_knows_is_said_so():
    with pytest.raises(ConfigError, match="xx"):
        mo.identity(uk(), "xx")


@pytest.mark.parametrize("forms", ["", "nplurals=2;", "nplurals=2; plural=system(n);", "plural=n"])
def test_plural_forms_that_are_none_are_said_so(forms):
    with pytest.raises(ConfigError):
        mo.plural_index(forms)(mo.plural_count(forms))


def entries(content: bytes) -> list[tuple[bytes, bytes]]:
    """Message and translation of each entry, in the order of the file."""
    word = [int.from_bytes(content[place : place + 4], "little") for place in range(0, len(content) - 3, 4)]
    count, originals, translations = word[2], word[3] // 4, word[4] // 4

    def text(table: int, entry: int) -> bytes:
        length, start = word[table + 2 * entry], word[table + 2 * entry + 1]
        assert content[start + length] == 0
        return content[start : start + length]

    return [(text(originals, entry), text(translations, entry)) for entry in range(count)]


def tool(name: str) -> str:
    return shutil.which(name) or pytest.skip(f"{name} (GNU gettext) is not on PATH")


@pytest.mark.interop
def test_msgunfmt_reads_it_and_msgfmt_writes_the_same_back(tmp_path):
    catalog = uk(
        Unit('Say "Hi"\n', ("Скажи «Привіт»\n",)),
        Unit("Kyiv", ("Київ",)),
        Unit("May", ("травень",), context="month"),
        Unit("May", ("Мей",), context="name"),
        Unit("a\\b\t", ("а\\б\t",)),
        Unit("day", ("день", "дні", "днів"), plural="days"),
        Unit("day", ("доба", "доби", "діб"), plural="days", context="24 h"),
    )
    ours = tmp_path / "ours.mo"
    ours.write_bytes(mo.write(catalog))
    po = tmp_path / "read.po"
    run(tool("msgunfmt"), str(ours), "-o", str(po))
    theirs = tmp_path / "theirs.mo"
    run(tool("msgfmt"), "--check-format", "--endianness=little", str(po), "-o", str(theirs))
    assert entries(theirs.read_bytes()) == entries(ours.read_bytes())


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    assert not done.stderr


def test_two_thousand_units_are_written_at_once(tmp_path):
    catalog = uk(*(Unit(f"Sentence {n}.", (f"Речення {n}.",)) for n in range(2_000)))
    messages = read(mo.write(catalog))
    assert messages.gettext("Sentence 1999.") == "Речення 1999."
