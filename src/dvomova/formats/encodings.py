"""Text files: which encoding one is in, and back into the same one."""

from __future__ import annotations

import codecs
from gettext import gettext as _

from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class TextFile:
    """A file that is one text: what its format needs to decode it and to encode it again."""

    def declared(self, data: bytes) -> str:  # noqa: ARG002
        """The encoding that the file says it is in; empty where it says none."""
        return ""

    def decode(self, data: bytes, path: str, options: ReadOptions) -> str:
        """The characters of ``data``, a byte-order mark (U+FEFF) among them.

        Raises:
            FileError: a byte is not of the encoding (with its offset and line), or nobody knows that one,
                or it can spell one text in several ways and does.
        """
        encoding = self._encoding(data, options)
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            raise FileError(
                _("byte {offset} (0x{byte:02x}) is not {encoding}").format(
                    offset=error.start, byte=data[error.start], encoding=encoding.upper()
                ),
                path=path,
                line=data.count(b"\n", 0, error.start) + 1,
                cure=_("save the file as UTF-8, or name its encoding in dvomova.toml (encoding = …)"),
            ) from None
        except LookupError:
            raise FileError(
                _("there is no encoding called “{name}”").format(name=encoding),
                path=path,
                cure=_("save the file as UTF-8"),
            ) from None
        if encoding != "utf-8" and text.encode(encoding) != data:  # as ISO 2022 may say one thing in two ways
            raise FileError(
                _("this text cannot be written back exactly in {encoding}").format(encoding=encoding.upper()),
                path=path,
                cure=_("save the file as UTF-8"),
            )
        return text

    def encode(self, text: str, data: bytes, options: ReadOptions) -> bytes:
        """``text`` in the encoding of ``data``.

        Raises:
            UnicodeEncodeError: the encoding lacks a character.
        """
        return text.encode(self._encoding(data, options))

    def _encoding(self, data: bytes, options: ReadOptions) -> str:
        """By its byte-order mark, by its own word, by the configuration; else UTF-8."""
        marked = (name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark))
        return next(marked, "") or self.declared(data) or options.encoding or "utf-8"
