"""The encoding that an HTML file says it is in."""

import pytest

from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions
from dvomova.formats.html import Html
from dvomova.formats.html_encoding import declared

CYRILLIC = "<p>Міст і ґанок"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<meta charset=koi8-u>", "koi8-u"),
        ("<!doctype html><html><head>\n<META CHARSET='CP1251' />", "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ('<?xml version="1.0" encoding="koi8-u"?>', "koi8-u"),
        ("<!-- <meta charset=koi8-u> --><meta charset=cp1251>", "cp1251"),
        ("<meta name=a content=b><meta charset=utf-8>", "utf-8"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=unicode_escape>", ""),
        ("<meta charset=rot13>", ""),
        ("<meta charset=no-such>", ""),
        ("<p>charset=koi8-u", ""),
        ("", ""),
    ],
)
def test_a_page_says_its_encoding(head, encoding):
    data = (head + CYRILLIC).encode(encoding or "utf-8")
    assert declared(data) == encoding
    assert Html().decode(data, "a.html", ReadOptions()) == head + CYRILLIC
    assert Html().encode(head + CYRILLIC, data, ReadOptions()) == data


def test_latin_1_means_windows_1252_where_it_can():
    assert declared(b"<meta charset=iso-8859-1>\x93") == "cp1252"
    data = b"<meta charset=iso-8859-1>\x81\x93"
    assert declared(data) == "iso8859-1"
    assert Html().encode(Html().decode(data, "a", ReadOptions()), data, ReadOptions()) == data


def test_a_byte_order_mark_is_believed_more():
    data = "\ufeff<meta charset=koi8-u><p>Міст".encode("utf-16-le")
    assert "Міст" in Html().decode(data, "a", ReadOptions())


def test_letters_that_the_encoding_lacks_are_references():
    data = "<meta charset=windows-1251><p>Міст".encode("cp1251")
    text = '<meta charset=windows-1251><p title="π">Bridge → “K”'
    assert Html().encode(text, data, ReadOptions()) == (
        '<meta charset=windows-1251><p title="&#960;">Bridge &#8594; “K”'.encode("cp1251")
    )


def test_a_byte_that_is_not_in_the_encoding_is_told_with_its_line():
    with pytest.raises(FileError, match=r"a\.html:2: byte 22 \(0xd0\) is not UTF-8"):
        Html().decode(b"<meta charset=utf-8>\na\xd0", "a.html", ReadOptions())


def test_what_could_not_be_written_back_exactly_is_refused():
    data = b"<meta charset=iso-2022-jp>\x1b$B\x1b(Ba"
    with pytest.raises(FileError, match="cannot be written back exactly"):
        Html().decode(data, "a.html", ReadOptions())


def test_a_file_that_is_nothing_but_markup_is_refused():
    with pytest.raises(FileError, match=r"^a\.html: more than 2000000 tags and references: "):
        Html().decode(b"<a>&" * 1_000_001, "a.html", ReadOptions())
