"""The encoding that an HTML file says it is in (HTML Standard, §13.2.3.2; Encoding Standard, §4.2)."""

from __future__ import annotations

import codecs
import re

_XML = re.compile(rb"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/][^>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE)
_LOOKED_AT = 4096
"""Browsers look at the first 1,024 bytes; pages with a long comment at their head mean it no less."""

_KNOWN = frozenset(
    "big5hkscs cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 cp932 cp949 euc_jp "
    "gb18030 hz iso2022_jp iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-cyrillic mac-roman utf-8".split()
)
"""Python's names of the encodings that pages are in."""
_MEANT = {
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
"""What browsers take for a wider one, since pages do."""
_LATIN = frozenset("ascii iso8859-1 cp1252".split())
"""What pages call ISO 8859-1 is windows-1252."""


def declared(data: bytes) -> str:
    """The encoding by XML declaration or ``<meta>``, as Python calls it; empty where it says none.

    What no page can be in is not believed: UTF-16 without a byte-order mark, names that nobody knows.
    """
    head = data[:_LOOKED_AT]
    if match := _XML.match(head):
        return _python_name(match[1].decode(), data)
    for meta in _META.finditer(_COMMENT.sub(b"", head)):
        if match := _CHARSET.search(meta[0]):
            return _python_name(match[1].decode(), data)
    return ""


def _python_name(label: str, data: bytes) -> str:
    if label.lower().startswith("utf-16"):
        return "utf-8"
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    if name in _LATIN:
        return _latin(data)
    name = _MEANT.get(name, name)
    return name if name in _KNOWN else ""


def _latin(data: bytes) -> str:
    """windows-1252, or ISO 8859-1 where a byte has no meaning in the former."""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "iso8859-1"
    return "cp1252"
