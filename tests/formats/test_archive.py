"""Archives: read within bounds; copied with other contents, all else byte for byte."""

import io
import struct
import subprocess
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.errors import FileError
from dvomova.formats import archive as archives
from dvomova.formats.archive import Archive


class Pipe(io.RawIOBase):
    """What cannot be sought: zip writers put descriptors behind what they write to it."""

    def __init__(self):
        self.data = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.data += data
        return len(data)


def packed(members, *, streamed=False, comment=b"", wide=False):
    """An archive of (name, content, method, comment) …."""
    pipe = Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(pipe, "w") as file:
        file.comment = comment
        for name, content, method, note in members:
            info = zipfile.ZipInfo(name, (2022, 3, 4, 5, 6, 8))
            info.compress_type, info.comment = method, note
            info.external_attr = 0o644 << 16
            with file.open(info, "w", force_zip64=wide) as member:
                member.write(content)
    return bytes(pipe.data) if streamed else pipe.getvalue()


METHODS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
MEMBERS = st.dictionaries(
    st.text("abв/.", min_size=1, max_size=8).filter(lambda name: ".." not in name.split("/")),
    st.tuples(st.binary(max_size=200), METHODS, st.binary(max_size=5)),
    min_size=1,
    max_size=6,
).map(lambda found: [(name, *rest) for name, rest in found.items()])


NOISE = st.binary(max_size=20).map(lambda noise: noise.replace(b"PK", b""))


@given(MEMBERS, st.booleans(), st.booleans(), st.data())
def test_what_is_not_changed_is_copied(members, streamed, wide, data):
    prefix, comment = data.draw(NOISE), data.draw(NOISE)
    source = prefix + packed(members, streamed=streamed, comment=comment, wide=wide)
    archive = Archive(source, "a.zip")
    assert archive.names == [name for name, *_rest in members]
    assert archive.copy_with({}) == source
    new = {
        name: data.draw(st.binary(max_size=300))
        for name in data.draw(st.sets(st.sampled_from(archive.names)))
    }
    built = archive.copy_with(new)
    assert built == Archive(source, "a.zip").copy_with(new)
    with zipfile.ZipFile(io.BytesIO(built)) as copy, zipfile.ZipFile(io.BytesIO(source)) as original:
        assert copy.testzip() is None
        assert copy.comment == comment
        assert len(copy.infolist()) == len(members)
        for info, before, (name, content, method, note) in zip(
            copy.infolist(), original.infolist(), members, strict=True
        ):
            assert copy.read(name) == new.get(name, content)
            assert (info.filename, info.comment, info.date_time) == (name, note, before.date_time)
            assert info.external_attr == before.external_attr
            if name in new:
                assert info.compress_type == (
                    method if method == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
                )
            else:
                assert _raw(built, info) == _raw(source, before)


def _raw(data, info):
    """The header and the packed content of a member."""
    name, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
    return data[info.header_offset : info.header_offset + 30 + name + extra + info.compress_size]


def test_the_same_content_gives_the_same_archive():
    members = [("a", b"one" * 99, zipfile.ZIP_DEFLATED, b""), ("b", b"two", zipfile.ZIP_STORED, b"")]
    source = packed(members)
    assert Archive(source, "").copy_with({"a": b"one" * 99, "b": b"two"}) == source


@pytest.mark.parametrize("streamed", [False, True])
def test_offsets_of_64_bits_are_moved(streamed):
    """zipfile writes them beyond 4 GB only, so they are put in by hand."""
    members = [("a", b"one" * 99, zipfile.ZIP_DEFLATED, b""), ("b", b"two", zipfile.ZIP_STORED, b"!")]
    source = bytearray(packed(members, streamed=streamed))
    start = zipfile.ZipFile(io.BytesIO(source)).start_dir
    end = source.rfind(b"PK\5\6")
    entries = []
    for info in zipfile.ZipFile(io.BytesIO(source)).infolist():
        entry = bytearray(source[start : start + 46 + len(info.filename) + len(info.comment)])
        start += len(entry)
        entry[42:46] = entry[20:24] = b"\xff" * 4
        entry[30:32] = struct.pack("<H", 20)
        wide = struct.pack("<2H2Q", 1, 16, info.compress_size, info.header_offset)
        entries.append(entry[: 46 + len(info.filename)] + wide + entry[46 + len(info.filename) :])
    directory = b"".join(entries)
    begin = zipfile.ZipFile(io.BytesIO(source)).start_dir
    wide_end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, len(directory), begin)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, begin + len(directory), 1)
    narrow = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2, 2, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    archive = bytes(source[:begin]) + directory + wide_end + locator + narrow
    assert end
    for changed in ({"a": b"three"}, {"b": b"four" * 50}, {"a": b"", "b": b"x"}):
        built = Archive(archive, "").copy_with(changed)
        with zipfile.ZipFile(io.BytesIO(built)) as copy:
            assert copy.testzip() is None
            assert copy.read("a") == changed.get("a", b"one" * 99)
            assert copy.read("b") == changed.get("b", b"two")


@pytest.mark.interop
def test_unzip_takes_what_is_copied(tmp_path):
    import shutil

    if not shutil.which("unzip"):
        pytest.skip("unzip is not installed")
    members = [(name, name.encode() * 50, zipfile.ZIP_DEFLATED, b"note") for name in "abc"]
    built = Archive(packed(members, streamed=True, comment=b"all"), "").copy_with({"b": b"new" * 100})
    (tmp_path / "a.zip").write_bytes(built)
    done = subprocess.run(["unzip", "-tqq", tmp_path / "a.zip"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def refused(data, name=None):
    with pytest.raises(FileError) as caught:
        Archive(data, "a.docx").read(name) if name else Archive(data, "a.docx")
    assert caught.value.path == "a.docx"
    assert caught.value.cure
    return caught.value.what


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no archive", b"PK\5\6" + b"\0" * 17, b"PK\5\6" + b"\xff" * 18]
)
def test_what_is_no_archive_is_refused(data):
    assert "damaged" in refused(data)


@pytest.mark.parametrize("name", ["../a", "a/../../b", "a\\..\\b", ".."])
def test_names_that_lead_out_are_refused(name):
    assert "outside" in refused(packed([(name, b"x", zipfile.ZIP_STORED, b"")]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    assert "two members" in refused(packed([("a", b"x", zipfile.ZIP_STORED, b"")] * 2))


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch):
    bomb = packed([("a", bytes(20_000_000), zipfile.ZIP_DEFLATED, b"")])
    assert len(bomb) < 50_000
    assert "20 MB" in refused(bomb, "a")
    monkeypatch.setattr(archives, "LARGEST", 1_000_000)
    members = [(name, bytes(400_000), zipfile.ZIP_DEFLATED, b"") for name in "abc"]
    archive = Archive(packed(members), "a.docx")
    assert len(archive.read("a") + archive.read("b")) == 800_000
    with pytest.raises(FileError, match="unpack"):
        archive.read("c")


def test_a_directory_that_lies_about_sizes_gives_no_more_than_it_says():
    source = bytearray(packed([("a", bytes(5_000_000), zipfile.ZIP_DEFLATED, b"")]))
    entry = zipfile.ZipFile(io.BytesIO(source)).start_dir
    source[entry + 24 : entry + 28] = struct.pack("<L", 100)
    assert "damaged" in refused(bytes(source), "a")


def test_encrypted_and_damaged_members_are_refused():
    source = bytearray(packed([("a", b"text" * 99, zipfile.ZIP_DEFLATED, b"")]))
    entry = zipfile.ZipFile(io.BytesIO(source)).start_dir
    locked = bytearray(source)
    locked[6] |= 1
    locked[entry + 8] |= 1
    assert "encrypted" in refused(bytes(locked), "a")
    source[entry + 16] ^= 1
    assert "damaged" in refused(bytes(source), "a")


@given(st.data())
def test_a_damaged_archive_never_fails_in_another_way(data):
    source = bytearray(
        packed([("a", b"text" * 9, zipfile.ZIP_DEFLATED, b""), ("b", b"t", zipfile.ZIP_STORED, b"")])
    )
    for place in data.draw(st.lists(st.integers(0, len(source) - 1), min_size=1, max_size=4)):
        source[place] = data.draw(st.integers(0, 255))
    try:
        archive = Archive(bytes(source), "a.docx")
        texts = [archive.read(name) for name in archive.names]
        built = archive.copy_with({archive.names[0]: b"new"} if texts else {})
        assert Archive(built, "").read(archive.names[0]) == b"new" if texts else not built
    except FileError:
        pass


def test_checksums_are_those_of_the_new_content():
    built = Archive(packed([("a", b"old", zipfile.ZIP_STORED, b"")]), "").copy_with({"a": b"new"})
    assert zlib.crc32(b"new") == zipfile.ZipFile(io.BytesIO(built)).getinfo("a").CRC
