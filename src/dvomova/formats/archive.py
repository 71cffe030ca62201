"""Zip archives as documents come in: what is in them, within bounds."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from gettext import gettext as _
from io import BytesIO

from dvomova.errors import FileError
from dvomova.formats.archive_copy import copy_with

LARGEST = 100_000_000
"""Bytes that are unpacked of one archive: longer texts are no work of people."""

_DENSEST = 300
"""How many times smaller than its content a large member may be; written text is rarely 20 times smaller."""
_LARGE = 10_000_000
"""Bytes below which a member may be as dense as it likes: tables of empty cells are."""
_ENCRYPTED = 0x01
"""Bit of the general purpose flags (APPNOTE.TXT 4.4.4)."""

_UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,  # a compression that nobody knows
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
    OverflowError,
    zlib.error,
    struct.error,
)


class Archive:
    """The members of a zip archive."""

    def __init__(self, data: bytes, path: str) -> None:
        """Look at the directory; nothing is unpacked yet.

        Raises:
            FileError: it is no archive, a damaged one, or one that is made to do harm.
        """
        self._data, self._path = data, path
        self._left = LARGEST
        self._read: dict[str, bytes] = {}
        try:
            self._file = zipfile.ZipFile(BytesIO(data))
        except _UNREADABLE as error:
            raise self._damaged(error) from None
        infos = self._file.infolist()
        self._members = {info.filename: info for info in infos}
        if len(self._members) < len(infos) or len({info.header_offset for info in infos}) < len(infos):
            raise self._damaged(_("it has two members of one name or in one place"))
        for name in self._members:
            if ".." in name.replace("\\", "/").split("/"):
                raise FileError(
                    _("a member of this archive would be unpacked outside of it: {name}").format(
                        name=ascii(name)
                    ),
                    path=path,
                    cure=_("ask for another file, and do not unpack this one"),
                )

    @property
    def names(self) -> list[str]:
        """The names of its members, in the order of its directory."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """What a member holds.

        Raises:
            FileError: it is encrypted or damaged, or would unpack beyond all bounds.
        """
        if name not in self._read:
            self._read[name] = self._unpacked(name)
        return self._read[name]

    def _unpacked(self, name: str) -> bytes:
        info = self._members[name]
        if info.flag_bits & _ENCRYPTED:
            raise FileError(
                _("{name} in it is encrypted").format(name=name),
                path=self._path,
                cure=_("save it without a password"),
            )
        dense = info.file_size > _LARGE and info.file_size > _DENSEST * info.compress_size
        if dense or info.file_size > self._left:
            size = info.file_size // 1_000_000
            raise FileError(
                _("{name} in it would unpack to {size} MB").format(name=name, size=size),
                path=self._path,
                cure=_("split the document, or ask for another file if it is no long text"),
            )
        self._left -= info.file_size
        try:
            # Never more than the directory says is unpacked, and the checksum has to be right at its end.
            return self._file.read(info)
        except _UNREADABLE as error:
            raise self._damaged(error) from None

    def copy_with(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with other contents for some members; all else in it byte for byte as it was.

        Raises:
            FileError: it is damaged.
        """
        try:
            return copy_with(changed, self._data, self._file) if changed else self._data
        except _UNREADABLE as error:
            raise self._damaged(error) from None

    def _damaged(self, reason: object) -> FileError:
        return FileError(
            _("this archive is damaged ({reason})").format(reason=reason),
            path=self._path,
            cure=_("open it in the program that made it and save it again"),
        )
