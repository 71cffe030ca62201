"""HTML: whole pages, and fragments as content management systems export them."""

from __future__ import annotations

import re
from gettext import gettext as _

from dvomova.errors import FileError
from dvomova.formats import html_attributes, html_encoding, html_inline
from dvomova.formats.base import ReadOptions
from dvomova.formats.encodings import TextFile
from dvomova.formats.html_characters import encoded
from dvomova.formats.html_tokens import tokens
from dvomova.formats.html_walk import Walk
from dvomova.model import Block, Reading, Span

_XML = re.compile(r"\s*<\?xml\s")
_ROOT = re.compile(r"<html\s[^<>]*", re.IGNORECASE)
_HEAD = 4096
"""The root element begins among so many characters."""
_AT_MOST = 2_000_000
"""Tags and references of a page: so many take about a gigabyte."""
_VALUES = frozenset(html_attributes.STYLES.values())


class Html(TextFile):
    """The reader of ``.html``, ``.htm`` and ``.xhtml``."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".xht")
    reflows = False

    def declared(self, data: bytes) -> str:
        """The encoding by XML declaration or ``<meta>``."""
        return html_encoding.declared(data)

    def decode(self, data: bytes, path: str, options: ReadOptions) -> str:
        """The characters of ``data``.

        Raises:
            FileError: it is not in its encoding, or holds more markup than any page.
        """
        text = super().decode(data, path, options)
        if text.count("<") + text.count("&") > _AT_MOST:
            raise FileError(
                _("more than {number} tags and references").format(number=_AT_MOST),
                path=path,
                cure=_("split the file; no browser shows such a page"),
            )
        return text

    def encode(self, text: str, data: bytes, options: ReadOptions) -> bytes:
        """``text`` in the encoding of ``data``; letters that it lacks are references."""
        return text.encode(self._encoding(data, options), "xmlcharrefreplace")

    def read(self, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """Blocks of prose and of attributes that people read, and the markup around them."""
        begin = int(source.startswith("\ufeff"))
        xml = _is_xml(source, begin)
        walk = Walk(source, xml=xml)
        for token in tokens(source, begin, xml=xml):
            walk.take(token)
        return walk.finish()

    def written(self, block: Block, text: str, inside: Span) -> str:
        """``text`` as it stands in place of ``block.text[inside]``: references, tags, quotation marks."""
        if block.style in _VALUES:
            return html_attributes.written(block.style, text, _characters(block))
        text = " ".join(text.split("\n"))
        if block.style == html_inline.PLAIN:
            return encoded(text, _characters(block))
        return html_inline.written(block, text, inside)

    def may_begin_line(self, word: str) -> bool:  # noqa: ARG002
        """Any word may."""
        return True


def _is_xml(source: str, begin: int) -> bool:
    """Whether the page says that it is XHTML."""
    root = _ROOT.search(source, begin, begin + _HEAD)
    return bool(_XML.match(source, begin)) or (root is not None and "xmlns" in root[0].lower())


def _characters(block: Block) -> dict[str, str]:
    return {sign: said for sign, said in block.spelled if len(sign) == 1}
