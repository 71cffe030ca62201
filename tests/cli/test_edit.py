"""edit and accept: a person at the prompt, in an editor, and somebody else in the same file."""

from __future__ import annotations

import fcntl
import os
import sys

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
FIRST = "The bridge at Izium"


@pytest.fixture
def started(desk):
    desk.write("izium.en.txt", desk.article)
    desk.ok("update", "izium.en.txt")
    return desk


@pytest.fixture
def flagged(translated):
    translated.replace("izium.en.txt", "nine", "ten")
    translated.ok("update")
    return translated


def editor(desk, body):
    """An $EDITOR that runs ``body`` over the lines of the file it is given."""
    script = desk.write(
        "editor.py",
        "import sys\nfrom pathlib import Path\n"
        "path = Path(sys.argv[1])\ntext = path.read_text('utf-8')\n" + body + "\n",
    )
    return {"EDITOR": f'"{sys.executable}" "{script}"'}


def test_enter_leaves_open_and_q_stops(started):
    assert "1 segment translated" in started.ok("edit", stdin="\nДругий.\nq\n").err
    assert started.states() == {"untranslated": 4, "translated": 1}
    assert started.targets(CATALOG)["The old bridge was blown up in March."] == "Другий."


def test_the_end_of_the_input_stops_and_keeps_what_was_saved(started):
    outcome = started.run("edit", stdin="Міст.\n")
    assert outcome.code == 1
    assert "Stopped; nothing is half-written." in outcome.err
    assert started.targets(CATALOG)[FIRST] == "Міст."


def test_an_equals_sign_keeps_the_translation_and_confirms_it(flagged):
    before = flagged.targets(CATALOG)
    outcome = flagged.ok("edit", stdin="=\n")
    assert "[-nine-]{+ten+}" in outcome.err
    assert "Пере Engineers built a new one in nine weeks." in outcome.err
    assert flagged.states() == {"translated": 5}
    assert flagged.targets(CATALOG) == before
    assert "#| msgid" not in flagged.read(CATALOG)


def test_the_editor_shows_what_changed_and_saves(flagged):
    env = editor(
        flagged,
        "Path('seen.txt').write_text(text, 'utf-8')\n"
        "path.write_text(text.replace('nine', 'десять'), 'utf-8')",
    )
    flagged.ok("edit", **env)
    seen = flagged.read("seen.txt")
    assert "en  Engineers built a new one in ten weeks." in seen
    assert "[-nine-]{+ten+}" in seen
    assert seen.endswith(">8 ------------------------\nПере Engineers built a new one in nine weeks.\n")
    source = "Engineers built a new one in ten weeks."
    assert flagged.targets(CATALOG)[source] == "Пере Engineers built a new one in десять weeks."
    assert flagged.states() == {"translated": 5}


def test_an_editor_closed_without_saving_leaves_the_segment_open(flagged):
    before = flagged.files()
    assert "0 segments translated" in flagged.ok("edit", EDITOR="true").err
    assert flagged.files() == before


def test_a_text_without_the_cut_line_is_not_lost(flagged):
    env = editor(flagged, "path.write_text('# a rest of the comments\\nІнженери.\\n', 'utf-8')")
    flagged.ok("edit", **env)
    assert flagged.targets(CATALOG)["Engineers built a new one in ten weeks."] == "Інженери."


def test_an_editor_that_fails_is_told(flagged):
    before = flagged.files()
    outcome = flagged.run("edit", EDITOR="false")
    assert outcome.code == 1
    assert "Editing failed" in outcome.err
    assert flagged.files() == before


def test_a_segment_by_its_name(flagged):
    (segment,) = flagged.ok("status", "--segments", "--json").json["segments"]
    flagged.ok("edit", segment["segment"], stdin="Інженери.\n")
    assert flagged.targets(CATALOG)[segment["source"]] == "Інженери."
    # by its first digits, by the document instead of the domain, and a translated one too
    domain, _sign, key = segment["segment"].partition("#")
    flagged.ok("edit", f"{domain}.en.txt#{key[:6]}", stdin="Будівники.\n")
    assert flagged.targets(CATALOG)[segment["source"]] == "Будівники."


@pytest.mark.parametrize("command", ["edit", "accept"])
@pytest.mark.parametrize(("key", "told"), [("zzz", "there is no segment izium#zzz"), ("", "may be izium#")])
def test_a_name_of_none_or_of_several(flagged, command, key, told):
    outcome = flagged.run(command, f"izium#{key}")
    assert outcome.code == 2
    assert told in outcome.err


def test_what_another_wrote_into_the_same_segment_is_not_lost(started):
    text = started.read(CATALOG)
    theirs = text.replace(f'msgid "{FIRST}"\nmsgstr ""', f'msgid "{FIRST}"\nmsgstr "Їхнє"')
    assert theirs != text
    started.write("theirs.po", theirs)
    env = editor(
        started,
        f"Path({CATALOG!r}).write_bytes(Path('theirs.po').read_bytes())\n"
        "path.write_text(text + 'Моє\\n', 'utf-8')",
    )
    (name,) = (
        s["segment"]
        for s in started.ok("status", "--segments", "--json").json["segments"]
        if s["source"] == FIRST
    )
    outcome = started.run("edit", name, **env)
    assert outcome.code == 3
    assert "changed while you edited it" in outcome.err
    assert outcome.out == "Моє\n"
    assert started.read(CATALOG) == theirs


def test_what_another_wrote_into_another_segment_stays_and_ours_is_saved(started):
    other = "It carries buses again."
    text = started.read(CATALOG).replace(f'msgid "{other}"\nmsgstr ""', f'msgid "{other}"\nmsgstr "Їхнє"')
    started.write("theirs.po", text)
    env = editor(
        started,
        f"Path('theirs.po').exists() and Path('theirs.po').rename({CATALOG!r})\n"
        "path.write_text(text.rstrip() + '\\nМоє\\n', 'utf-8')",
    )
    outcome = started.run("edit", **env)
    targets = started.targets(CATALOG)
    assert targets.pop(other) == "Їхнє"
    assert set(targets.values()) == {"Моє"}
    assert outcome.code == 3  # the last one was theirs by then


@pytest.mark.skipif(os.name == "nt", reason="flock")
def test_a_text_that_cannot_be_saved_is_printed(started):
    with (started.root / ".dvomova/lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        outcome = started.run("edit", stdin="Міст в Ізюмі\nq\n")
    assert outcome.code == 3
    assert outcome.out == "Міст в Ізюмі\n"
    assert "another dvomova" in outcome.err
    assert started.states() == {"untranslated": 5}


def test_bytes_from_a_terminal_in_another_encoding_are_told(started):
    outcome = started.process("edit", stdin="x\n", env={"PYTHONIOENCODING": "ascii:surrogateescape"})
    assert outcome.code in {0, 1}
    done = started.start("edit")
    out, err = done.communicate(b"\xcc\xb3\n", timeout=60)
    assert b"Traceback" not in err
    assert done.returncode in {1, 3}
    assert out or "\ufffd" not in started.read(CATALOG)


@pytest.fixture
def program(desk):
    """A program with one plural message."""
    desk.write("app.py", 'ngettext("{n} file", "{n} files", n)\n')
    desk.write("dvomova.toml", '[[messages]]\ndomain = "app"\nfiles = ["*.py"]\n')
    desk.ok("update")
    return desk


FORMS = 'msgstr[0] "{n} файл"\nmsgstr[1] "{n} файли"\nmsgstr[2] "{n} файлів"\n'


def test_every_form_of_a_plural_is_asked_for(program):
    outcome = program.ok("edit", stdin="{n} файл\n{n} файли\n{n} файлів\n")
    assert "    en  {n} file\n    en  {n} files\n" in outcome.err
    assert "uk (5, 11…) >" in outcome.err
    assert program.read("locales/uk/LC_MESSAGES/app.po").endswith(FORMS)
    assert program.states() == {"translated": 1}


def test_a_plural_of_which_a_form_is_missing_stays_open(program):
    before = program.files()
    program.ok("edit", stdin="{n} файл\n\n")
    assert program.files() == before


def test_every_form_of_a_plural_in_the_editor(program):
    before = program.files()
    lines = "{n} файл\\n{n} файли\\n"
    too_few = editor(program, f"path.write_text(text.rstrip() + '\\n' + '{lines}', 'utf-8')")
    outcome = program.run("edit", **too_few)
    assert outcome.code == 2
    assert "takes 3 forms" in outcome.err
    assert outcome.out == "{n} файл\n{n} файли\n"
    assert {"editor.py": program.files()["editor.py"]} | before == program.files()
    enough = editor(program, f"path.write_text(text.rstrip() + '\\n' + '{lines}{{n}} файлів', 'utf-8')")
    program.ok("edit", **enough)
    assert program.read("locales/uk/LC_MESSAGES/app.po").endswith(FORMS)


def test_accept_by_name_and_all(flagged):
    flagged.replace("izium.en.txt", "buses", "lorries")
    flagged.ok("update")
    one, _two = flagged.ok("status", "--segments", "--json").json["segments"]
    assert flagged.ok("accept", one["segment"], "--json").json["segments"] == [one["segment"]]
    assert flagged.states() == {"translated": 4, "stale": 1}
    assert "1 segment confirmed" in flagged.ok("accept", "--all").err
    assert flagged.states() == {"translated": 5}
    assert "0 segments confirmed" in flagged.ok("accept", "izium").err


def test_accept_does_not_accept_what_is_not_there(started):
    (name, *_others) = (
        item["segment"] for item in started.ok("status", "--segments", "--json").json["segments"]
    )
    outcome = started.run("accept", name)
    assert outcome.code == 2
    assert "has no translation to accept" in outcome.err
    assert started.ok("accept", "--all").code == 0
    assert started.states() == {"untranslated": 5}


@pytest.mark.parametrize("command", [["edit"], ["accept", "izium.en.txt"], ["build"], ["compile"]])
def test_before_the_first_update_the_cure_is_named(desk, command):
    desk.write("izium.en.txt", desk.article)
    outcome = desk.run(*command, *(["izium.en.txt"] if len(command) == 1 else []))
    assert "Traceback" not in outcome.err
    if command != ["edit"]:
        assert outcome.code == 2
        assert "dvomova update izium.en.txt" in outcome.err


def test_lines_and_notes_at_the_prompt(desk):
    note = "<!-- dvomova: note the street, not the quay -->"
    desk.write("a.en.md", f"{note}\nAddress:\\\nEmbankment Street\n")
    desk.ok("update", "a.en.md")
    outcome = desk.ok("edit", stdin="Адреса:\\\\nвул. Набережна\n")
    assert "note: the street, not the quay" in outcome.err
    assert "write \\n where a line ends" in outcome.err
    desk.ok("build")
    assert desk.read("a.uk.md") == f"{note}\nАдреса:\\\nвул. Набережна\n"


def test_there_is_nothing_to_keep_of_what_is_untranslated(desk):
    desk.write("a.en.txt", "Hello.\n")
    desk.ok("update", "a.en.txt")
    assert "0 segments translated" in desk.ok("edit", stdin="=\n").err


def test_a_message_that_ends_a_line_is_answered_without_one(desk):
    desk.write("dvomova.toml", "[[messages]]\ndomain = 'tool'\nfiles = ['*.py']\n")
    desk.write("tool.py", "_('\\nDone.\\n')\n")
    desk.ok("update")
    desk.ok("edit", "--prompt", stdin="Готово.\n")
    assert 'msgstr ""\n"\\n"\n"Готово.\\n"' in desk.read("locales/uk/LC_MESSAGES/tool.po")


def test_dry_run_saves_nothing(started):
    before = started.files()
    outcome = started.ok("edit", "--dry-run", stdin="Міст.\nq\n")
    assert f"would write {CATALOG}" in outcome.err
    assert started.files() == before
