"""What can go wrong: told in one line with place and cure, nothing lost, never a traceback."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def test_not_utf_8_names_the_byte(desk):
    desk.write("a.uk.txt", b"\xd0\x9e\xd0\xb4\xd0\xb8\xd0\xbd.\n\xc4\xe2\xe0.\n")
    outcome = desk.process("update", "a.uk.txt")
    assert outcome.code == 3
    assert outcome.err.startswith("a.uk.txt:2: byte 10 (0xc4) is not UTF-8: save the file as UTF-8")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('msgid "a"\nmsgstr "b"\nnonsense\n', 3),
        ('msgid "a"\nmsgstr "b\n', 2),
        ('msgid "a\n', 1),
        ("msgid a\n", 1),
        ("nonsense", 1),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', 1),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> theirs\n', 2),
    ],
)
@pytest.mark.parametrize(
    "command", [["update"], ["status", "--segments"], ["diff"], ["build"], ["compile"], ["edit"], ["accept"]]
)
def test_a_catalog_that_is_none_is_left_alone(translated, content, line, command):
    header = translated.read(CATALOG).partition("\n\n")[0]
    broken = f"{header}\n\n{content}"
    translated.write(CATALOG, broken)
    outcome = translated.run(*command, "izium.en.txt")
    assert outcome.code == 3
    place = header.count("\n") + 2 + line
    assert outcome.err.startswith(f"{CATALOG}:{place}: ")
    assert translated.read(CATALOG) == broken


def test_a_catalog_cut_off_in_the_middle_loses_nothing(translated):
    whole = translated.read(CATALOG)
    for length in range(0, len(whole), 97):
        translated.write(CATALOG, whole[:length])
        translated.replace("izium.en.txt", "bridge", "bridge")
        outcome = translated.run("update", "izium.en.txt")
        assert outcome.code in {0, 3}
        kept = {text for text in translated.read(CATALOG).split('"') if text.startswith("Пере ")}
        assert {text for text in whole[:length].split('"')[:-1] if text.startswith("Пере ")} <= kept


def test_a_catalog_of_another_language(translated):
    translated.replace(CATALOG, '"Language: uk\\n"', '"Language: pl\\n"')
    outcome = translated.run("update")
    assert outcome.code == 3
    assert "the header says Language: pl, the folder says uk" in outcome.err


def test_a_source_language_that_is_none(translated):
    translated.replace(CATALOG, "X-Source-Language: en", "X-Source-Language: xx")
    outcome = translated.process("status", "izium.en.txt")
    assert outcome.code == 3
    assert f"{CATALOG}: X-Source-Language: “xx” is not a language" in outcome.err


@pytest.mark.parametrize("command", ["extract", "update", "status", "build", "compile"])
def test_a_folder_where_a_file_should_be(translated, command):
    for path in (CATALOG, "locales/izium.pot", "izium.uk.txt", CATALOG.replace(".po", ".mo")):
        (translated.root / path).unlink(missing_ok=True)
        (translated.root / path).mkdir()
    outcome = translated.process(command, "izium.en.txt")
    assert outcome.code in {0, 2, 3}
    assert outcome.code != 0 or command == "status"
    assert outcome.err


@pytest.mark.parametrize("path", ["locales", ".dvomova"])
def test_a_file_where_a_folder_is_needed(desk, path):
    desk.write("a.en.txt", "One.\n")
    desk.write(path, "in the way")
    outcome = desk.process("update", "a.en.txt")
    assert outcome.code == 3
    assert f"{path}/" in outcome.err
    assert "cannot be" in outcome.err
    assert desk.read(path) == "in the way"


@pytest.mark.parametrize("name", ["x" * 300 + ".en.txt", "a\nb.en.txt", "a\tb.en.txt"])
def test_names_that_no_file_or_no_catalog_can_have(desk, name):
    if len(name) < 200:
        desk.write(name, "One.\n")
    assert desk.process("update", name).code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_name_that_is_not_utf_8(desk):
    with open(os.fsencode(desk.root) + b"/\xff.en.txt", "w") as file:  # noqa: PTH123
        file.write("One.\n")
    for name in (b"\xff.en.txt", b"."):
        done = desk.start("update", os.fsdecode(name))
        _out, err = done.communicate(timeout=60)
        assert b"Traceback" not in err
        assert (done.returncode, b"this name cannot stand in a catalog" in err) == (2, True)


def test_a_text_of_lone_surrogates_cannot_be_written(desk):
    from dvomova.errors import FileError
    from dvomova.workflow.disk import Disk

    with pytest.raises(FileError, match=r"U\+DCFF is no character"):
        Disk(desk.root).write("a", "\udcff")
    assert desk.files() == {}


def _give_up_roots_privilege() -> None:
    """Before the program starts: files closed to their owner are closed to root too (capabilities(7))."""
    drop_from_bounding_set, dac_override, dac_read_search = 24, 1, 2
    for capability in (dac_override, dac_read_search):
        ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)


@pytest.fixture
def ordinary(desk):
    """A desk whose command runs as someone whom permissions concern."""
    if AS_ROOT and sys.platform != "linux":
        pytest.skip("root can read everything here")
    options = {"preexec_fn": _give_up_roots_privilege} if AS_ROOT else {}
    desk.write("izium.en.txt", desk.article)
    desk.write("locales/keep", "")
    desk.closed = lambda *arguments: desk.process(*arguments, **options)
    yield desk
    for path in (desk.root, *desk.root.rglob("*")):
        path.chmod(0o755)


def test_an_unreadable_file(ordinary):
    (ordinary.root / "izium.en.txt").chmod(0)
    outcome = ordinary.closed("update", "izium.en.txt")
    assert outcome.code == 3
    assert outcome.err.startswith("izium.en.txt: cannot be read (Permission denied): check the permissions")


@pytest.mark.parametrize("command", ["status", "update", "build", "compile", "diff"])
def test_an_unreadable_catalog(ordinary, command):
    assert ordinary.closed("update", "izium.en.txt").code == 0
    (ordinary.root / CATALOG).chmod(0)
    outcome = ordinary.closed(command)
    assert outcome.code == 3
    assert f"{CATALOG}: cannot be read (Permission denied)" in outcome.err


def test_an_unreadable_configuration(ordinary):
    ordinary.write("dvomova.toml", "").chmod(0)
    outcome = ordinary.closed("status")
    assert outcome.code == 3
    assert "dvomova.toml: cannot be read (Permission denied)" in outcome.err


def test_an_unwritable_folder(ordinary):
    (ordinary.root / "locales").chmod(0o555)
    before = ordinary.files()
    outcome = ordinary.closed("update", "izium.en.txt")
    assert outcome.code == 3
    assert "locales/izium.pot: cannot be written (Permission denied)" in outcome.err
    assert ordinary.files() == before


def test_an_unwritable_folder_of_some_articles(ordinary):
    for number in range(30):
        ordinary.write(f"{'ab'[number % 2]}/{number:02}.en.txt", ordinary.article)
        ordinary.write(f"locales/uk/LC_MESSAGES/{'ab'[number % 2]}/keep", "")
    (ordinary.root / "locales/uk/LC_MESSAGES/b").chmod(0o555)
    outcome = ordinary.closed("update", "a", "b", "--jobs", "2")
    assert outcome.code == 3
    assert outcome.err.count("cannot be written (Permission denied)") == 15
    written = [path.parent.name for path in ordinary.root.glob("locales/uk/LC_MESSAGES/*/*.po")]
    assert written == ["a"] * 15
    assert not list(ordinary.root.rglob("*.tmp"))


def test_an_unwritable_project(ordinary):
    ordinary.root.chmod(0o555)
    outcome = ordinary.closed("update", "izium.en.txt")
    assert outcome.code == 3
    assert ".dvomova/lock: cannot be written (Permission denied)" in outcome.err


def test_modes_of_files_are_kept(translated):
    path = translated.root / "izium.uk.txt"
    path.chmod(0o640)
    translated.replace(CATALOG, "Пере It", "Отже, it")
    translated.ok("build")
    assert path.stat().st_mode & 0o777 == 0o640


def test_links_are_written_through(translated):
    real = translated.write("shared/real.po", translated.read(CATALOG))
    (translated.root / CATALOG).unlink()
    (translated.root / CATALOG).symlink_to(real)
    translated.replace("izium.en.txt", "nine", "ten")
    translated.ok("update")
    assert (translated.root / CATALOG).is_symlink()
    assert "ten weeks" in real.read_text("utf-8")


@pytest.fixture
def small_disk(desk):
    """A project on a disk of 1 MB."""
    place = desk.root / "small"
    place.mkdir()
    mounted = (
        AS_ROOT
        and shutil.which("mount")
        and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
        )
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs the right to mount a small disk")
    desk.root = place
    yield desk
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(desk, but=0):
    """Leave no space on the disk ``but`` so many bytes."""
    with (desk.root / "filler").open("wb", buffering=0) as filler:
        with contextlib.suppress(OSError):
            while True:
                filler.write(b"x" * 1024)
        filler.truncate(filler.tell() - but)


def test_a_full_disk(small_disk):
    small_disk.write("izium.en.txt", small_disk.article)
    small_disk.ok("update", "izium.en.txt")
    fill(small_disk)
    for command in ("build", "compile", "update"):
        if command == "update":
            small_disk.replace("izium.en.txt", "nine", "ten")
        before = small_disk.files()
        outcome = small_disk.process(command)
        assert outcome.code == 3
        assert "No space left on device" in outcome.err
        assert small_disk.files() == before
    (small_disk.root / "filler").unlink()
    assert not list(small_disk.root.rglob("*.tmp"))
    assert "1 out of date" not in small_disk.ok("update").err  # nothing had been translated yet


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_disk_that_becomes_full_in_between(small_disk, jobs):
    for number in range(40):
        small_disk.write(f"news/{number:02}.en.txt", small_disk.article)
    fill(small_disk, but=160_000)
    outcome = small_disk.process("update", "news", "--jobs", jobs)
    assert outcome.code == 3
    assert "No space left on device" in outcome.err
    assert not list(small_disk.root.rglob("*.tmp"))
    left = small_disk.files()
    (small_disk.root / "filler").unlink()
    small_disk.ok("update", "news", "--jobs", jobs)
    whole = small_disk.files()
    written = [name for name in left if name.startswith("locales/uk/")]
    assert 0 < len(written) < 40
    assert all(whole[name] == content for name, content in left.items() if name != "filler")
    assert small_disk.states() == {"untranslated": 200}


def test_a_file_that_changed_meanwhile_is_left_alone(translated):
    from dvomova.errors import FileError
    from dvomova.workflow.disk import Disk

    disk = Disk(translated.root)
    disk.read(CATALOG)
    translated.write(CATALOG, "theirs")
    with pytest.raises(FileError, match="changed while dvomova worked on it"):
        disk.write(CATALOG, "ours")
    assert translated.read(CATALOG) == "theirs"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges the names of two files")
@pytest.mark.parametrize("name", [CATALOG, "new.txt"])
def test_a_file_that_changes_in_the_last_moment_is_left_alone(translated, name):
    from dvomova.errors import FileError
    from dvomova.workflow.disk import Disk

    disk = Disk(translated.root)
    disk.keep = lambda path, _before, _after: translated.write(path, "theirs")  # after the last look at it
    with pytest.raises(FileError, match="changed while dvomova worked on it"):
        disk.write(name, "ours")
    assert translated.read(name) == "theirs"
    assert not list(translated.root.rglob("*.tmp"))


@pytest.mark.parametrize("name", [CATALOG, "new.txt"])
def test_where_names_cannot_be_exchanged_files_are_written_all_the_same(translated, name, monkeypatch):
    from dvomova.workflow import writing
    from dvomova.workflow.disk import Disk

    monkeypatch.setattr(writing, "_renamed", lambda *_files: False)
    assert Disk(translated.root).write(name, "ours")
    assert translated.read(name) == "ours"
    assert not list(translated.root.rglob("*.tmp"))


@pytest.mark.parametrize("command", ["extract", "update", "accept", "build", "compile"])
def test_two_at_once_the_lock_names_the_other(translated, command):
    before = translated.files()
    with translated.start("edit", "izium.en.txt") as other:  # only to have a process id
        with (translated.root / ".dvomova/lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.write(str(other.pid))
            lock.flush()
            outcome = translated.process(command, "izium.en.txt")
        other.communicate()
    assert outcome.code == 3
    assert f"another dvomova (process {other.pid}) is writing in this project: wait" in outcome.err
    assert translated.files() == before


def test_a_lock_left_by_a_dead_process_is_no_lock(translated):
    translated.write(".dvomova/lock", "1")
    translated.ok("update")
    assert translated.read(".dvomova/lock") == ""


def test_what_a_dead_process_left_is_swept_away(translated):
    """Killed between the exchange of two names and the end of the old file: nobody writes that one anew."""
    before = translated.files()
    translated.write("locales/uk/LC_MESSAGES/.dvomova-0123456789ab.tmp", "old")
    translated.ok("update")
    assert translated.files() != before  # nobody died: no reason to look through all folders
    translated.write(".dvomova/lock", "1")
    translated.ok("update")
    assert translated.files() == before


def test_many_at_once_leave_a_whole_catalog(translated):
    translated.replace("izium.en.txt", "nine", "ten")
    running = [translated.start("update") for _number in range(4)]
    codes = []
    for process in running:
        _out, err = process.communicate(timeout=60)
        assert b"Traceback" not in err
        codes.append(process.returncode)
    assert set(codes) <= {0, 3}
    assert 0 in codes
    assert translated.states() == {"stale": 1, "translated": 4}


@pytest.fixture
def large(desk):
    """Enough output that a pipe cannot hold it."""
    desk.write(
        "a.en.txt", "\n\n".join(f"Sentence number {n} of many, one after another." for n in range(3000))
    )
    desk.ok("update", "a.en.txt")
    return desk


@pytest.mark.parametrize("arguments", [["status", "--segments"], ["status", "--segments", "--json"]])
def test_a_reader_that_goes_away_early(large, arguments):
    process = large.start(*arguments)
    process.stdout.read(100)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.stdin.close()
    assert process.wait(timeout=60) in {0, 1}
    assert b"Traceback" not in err
    assert b"cannot be written" not in err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110
@pytest.mark.parametrize("arguments", [["status"], ["status", "--json"], ["--version"], ["--help"]])
def test_a_full_standard_output(translated, arguments):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        process = translated.start(*arguments, stdout=full)
        _out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert process.returncode == 3


def test_a_folder_that_was_removed(desk):
    (desk.root / "gone").mkdir()
    script = "import os, sys; os.rmdir(os.getcwd()); from dvomova.cli import run; sys.exit(run(['status']))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=desk.root / "gone",
        env=desk.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 3


def test_ctrl_c_at_the_prompt_keeps_what_was_saved(desk):
    desk.write("izium.en.txt", desk.article)
    desk.ok("update", "izium.en.txt")
    process = desk.start("edit")
    process.stdin.write("Міст.\n".encode())
    process.stdin.flush()
    deadline = time.monotonic() + 30
    while "Міст." not in desk.read(CATALOG) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert b"Stopped; nothing is half-written." in err
    assert process.returncode == 1
    assert out == b""
    assert desk.targets(CATALOG)["The bridge at Izium"] == "Міст."
