"""A zip archive copied with other contents for some of its members, and with nothing else changed.

Layout of the records by the ZIP specification, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

_DESCRIPTOR = 0x08
"""Flag: checksum and sizes follow the content (4.4.4, bit 3)."""
_ELSEWHERE = 0xFFFFFFFF
"""What a number of 32 bits says that stands in the extra field for 64 bits (4.5.3)."""
_EXTRA64 = 1
_END, _END64, _LOCATOR64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


class _Header(NamedTuple):
    """What stands before the content of a member (4.3.7); name and extra field follow."""

    signature: bytes
    needed: int
    flags: int
    method: int
    time: int
    date: int
    checksum: int
    packed: int
    size: int
    name: int
    extra: int


class _Entry(NamedTuple):
    """A member in the directory (4.3.12); name, extra field and comment follow."""

    signature: bytes
    made_by: int
    needed: int
    flags: int
    method: int
    time: int
    date: int
    checksum: int
    packed: int
    size: int
    name: int
    extra: int
    comment: int
    disk: int
    internal: int
    external: int
    offset: int


_HEADER, _ENTRY = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L")


class _Content(NamedTuple):
    """What a member is to hold, as it is written."""

    data: bytes
    method: int
    checksum: int
    size: int


def copy_with(changed: Mapping[str, bytes], data: bytes, file: ZipFile) -> bytes:
    """``data`` with other contents for some members, which keep their names, dates and places.

    Everything else is copied byte for byte: headers, packed contents, descriptors, gaps, comments.

    Args:
        changed: the new content of each member that gets one.
        data: the archive, well-formed.
        file: the same, opened.
    """
    infos = sorted(file.infolist(), key=lambda info: info.header_offset)
    places = [info.header_offset for info in infos] + [file.start_dir]
    contents = {
        info.header_offset: _content(changed[info.filename], info.compress_type)
        for info in infos
        if info.filename in changed
    }
    built = bytearray(data[: places[0]])
    shifts = {}
    for start, end in pairwise(places):
        shifts[start] = len(built) - start
        built += _member(data, start, contents[start]) if start in contents else data[start:end]
    shift = len(built) - file.start_dir
    begin = len(built)
    end = file.start_dir
    for info in file.infolist():
        start, end = end, _entry_end(data, end)
        built += _entry(data[start:end], shifts[info.header_offset], contents.get(info.header_offset))
    return bytes(built) + _ending(data[end:], shift, len(built) - begin - (end - file.start_dir))


def _content(data: bytes, method: int) -> _Content:
    """Packed as it was, or else by deflate, which every program knows."""
    checksum, size = zlib.crc32(data), len(data)
    if method == ZIP_STORED:
        return _Content(data, ZIP_STORED, checksum, size)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return _Content(packer.compress(data) + packer.flush(), ZIP_DEFLATED, checksum, size)


def _member(data: bytes, start: int, content: _Content) -> bytes:
    """Header and content of a member whose header began at ``start``."""
    header = _Header(*_HEADER.unpack_from(data, start))
    name_at = start + _HEADER.size
    extra_at = name_at + header.name
    extra = _without_64(data[extra_at : extra_at + header.extra])
    header = header._replace(
        flags=header.flags & ~_DESCRIPTOR,
        method=content.method,
        checksum=content.checksum,
        packed=len(content.data),
        size=content.size,
        extra=len(extra),
    )
    return _HEADER.pack(*header) + data[name_at:extra_at] + extra + content.data


def _entry_end(data: bytes, start: int) -> int:
    entry = _Entry(*_ENTRY.unpack_from(data, start))
    return start + _ENTRY.size + entry.name + entry.extra + entry.comment


def _entry(record: bytes, shift: int, content: _Content | None) -> bytes:
    """The entry of the directory for a member that moved by ``shift``, with new content or the old one."""
    entry = _Entry(*_ENTRY.unpack_from(record))
    extra_at = _ENTRY.size + entry.name
    comment_at = extra_at + entry.extra
    extra = record[extra_at:comment_at]
    wide = _wide_offset(entry, extra)
    offset = shift + (entry.offset if wide is None else int.from_bytes(extra[wide : wide + 8], "little"))
    if content:
        extra = _without_64(extra)
        entry = entry._replace(
            flags=entry.flags & ~_DESCRIPTOR,
            method=content.method,
            checksum=content.checksum,
            packed=len(content.data),
            size=content.size,
            extra=len(extra),
            offset=offset,
        )
    elif wide is None:
        entry = entry._replace(offset=offset)
    else:
        extra = extra[:wide] + offset.to_bytes(8, "little") + extra[wide + 8 :]
    return _ENTRY.pack(*entry) + record[_ENTRY.size : extra_at] + extra + record[comment_at:]


def _wide_offset(entry: _Entry, extra: bytes) -> int | None:
    """Where in the extra field the offset of 64 bits stands; None where it is not needed."""
    if entry.offset != _ELSEWHERE:
        return None
    before = 8 * (entry.size == _ELSEWHERE) + 8 * (entry.packed == _ELSEWHERE)
    return next((start + 4 + before for kind, start, _end in _fields(extra) if kind == _EXTRA64), None)


def _without_64(extra: bytes) -> bytes:
    """An extra field without sizes and offset of 64 bits."""
    for kind, start, end in _fields(extra):
        if kind == _EXTRA64:
            return extra[:start] + extra[end:]
    return extra


def _fields(extra: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, beginning and end of each part of an extra field (4.5.1)."""
    start = 0
    while start + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, start)
        yield kind, start, start + 4 + length
        start += 4 + length


def _ending(tail: bytes, shift: int, growth: int) -> bytes:
    """What follows the directory, which moved by ``shift`` and became longer by ``growth``."""
    end = len(tail) - 22 if tail[-22:-18] == _END and tail[-2:] == b"\0\0" else tail.rfind(_END)
    built = bytearray(tail)
    for at, change in ((end + 12, growth), (end + 16, shift)):
        if tail[at : at + 4] != b"\xff\xff\xff\xff":
            _add(built, at, 4, change)
    locator = end - 20
    if locator >= 0 and tail[locator : locator + 4] == _LOCATOR64:
        _add(built, locator + 8, 8, shift + growth)
        wide = tail.find(_END64, 0, locator)
        _add(built, wide + 40, 8, growth)
        _add(built, wide + 48, 8, shift)
    return bytes(built)


def _add(record: bytearray, at: int, length: int, change: int) -> None:
    number = int.from_bytes(record[at : at + length], "little") + change
    record[at : at + length] = number.to_bytes(length, "little")
