"""Files in other encodings than UTF-8: read, and written back in the same one."""

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions
from dvomova.formats.plain import PlainText

ENCODINGS = ["windows-1251", "koi8-u", "utf-8"]
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
CYRILLIC = st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя АБ\r\n.,-"))


@given(CYRILLIC, st.sampled_from(ENCODINGS))
def test_what_is_decoded_is_encoded_again(text, encoding):
    options, data = ReadOptions(encoding=encoding), text.encode(encoding)
    assume(not data.startswith(tuple(MARKED.values())))  # “юя” in windows-1251: no word begins so
    assert PlainText().decode(data, "a.txt", options) == text
    assert PlainText().encode(text, data, options) == data


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(list(MARKED)))
def test_a_byte_order_mark_says_the_encoding_whatever_the_configuration_says(text, encoding):
    options, data = ReadOptions(encoding="koi8-u"), MARKED[encoding] + text.encode(encoding)
    assert PlainText().decode(data, "a.txt", options) == "\ufeff" + text
    assert PlainText().encode("\ufeff" + text, data, options) == data


def test_a_wrong_byte_is_told_with_its_place():
    with pytest.raises(FileError, match=r"^a\.txt:2: byte 2 \(0xd2\) is not UTF-8: ") as error:
        PlainText().decode(b"a\n\xd2a", "a.txt", ReadOptions())
    assert "encoding" in error.value.cure


def test_an_article_in_windows_1251(desk):
    """As Ukrainian newsrooms kept them before UTF-8."""
    desk.write("dvomova.toml", 'encoding = "windows-1251"\n')
    desk.write("міст.uk.txt", "Міст у Ізюмі.\r\n\r\nЙого збудували.\r\n".encode("windows-1251"))
    desk.ok("update", "міст.uk.txt")
    desk.translate(
        "locales/en/LC_MESSAGES/міст.po",
        lambda source: {"Міст у Ізюмі.": "Bridge “K”."}.get(source, "Built."),
    )
    desk.ok("build")
    assert (desk.root / "міст.en.txt").read_bytes() == "Bridge “K”.\r\n\r\nBuilt.\r\n".encode("windows-1251")


def test_a_letter_that_the_encoding_lacks_names_its_segment(desk):
    desk.write("dvomova.toml", 'encoding = "koi8-u"\n')
    desk.write("міст.uk.txt", "Міст.\n\nДруге речення.\n".encode("koi8-u"))
    desk.ok("update", "міст.uk.txt")
    desk.translate(
        "locales/en/LC_MESSAGES/міст.po", lambda source: "A “bridge”." if source == "Міст." else "Two."
    )
    outcome = desk.run("build")
    assert outcome.code == 3
    name = desk.run("status", "--json").json["articles"][0]["domain"]
    assert outcome.err.startswith(f"міст.en.txt: {name}#")
    assert "holds ““”, which the encoding of міст.uk.txt lacks" in outcome.err
    assert not (desk.root / "міст.en.txt").exists()


def test_an_encoding_that_nobody_knows(desk):
    desk.write("dvomova.toml", 'encoding = "win-1251"\n')
    outcome = desk.run("status")
    assert outcome.code == 2
    assert 'there is no encoding called “win-1251”: encoding = "windows-1251"' in outcome.err
