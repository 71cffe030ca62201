"""What goes to which stream, what is written and what is not, and with which exit code."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
COMMANDS = {
    "init": ["init", "--yes"],
    "extract": ["extract"],
    "update": ["update"],
    "status": ["status"],
    "status --segments": ["status", "--segments"],
    "diff": ["diff"],
    "edit": ["edit", "--prompt"],
    "accept": ["accept", "--all"],
    "build": ["build"],
    "compile": ["compile"],
    "compile --to i18next": ["compile", "--to", "i18next"],
}
WRITING = ("init", "extract", "update", "edit", "accept", "build", "compile", "compile --to i18next")


@pytest.fixture
def flagged(translated):
    """An article of which one sentence is out of date and its catalog up to date with that."""
    translated.replace("izium.en.txt", "nine", "ten")
    translated.ok("update")
    return translated


@pytest.fixture
def edited(flagged):
    """There is something to do for every writing command."""
    flagged.replace("izium.en.txt", "It carries", "Now it carries")
    return flagged


def ready_for(desk, command):
    """``build`` refuses what its catalog has not seen."""
    if command == "build":
        desk.ok("update")
        desk.replace(CATALOG, "Пере The bridge", "Міст: the bridge")
    return desk


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_one_document_alone_on_stdout(flagged, command):
    outcome = flagged.ok(*COMMANDS[command], "--json", stdin="Інженери.\n")
    assert outcome.json["version"] == 1
    assert outcome.json["command"] == COMMANDS[command][0]
    assert outcome.json["errors"] == []
    assert isinstance(outcome.json["changed"], list)


def test_json_names_what_changed_and_what_went_wrong(edited):
    assert edited.ok("update", "--json").json["changed"] == ["locales/izium.pot", CATALOG]
    edited.write(CATALOG, 'msgid "a\n')
    outcome = edited.run("build", "--json")
    (error,) = outcome.json["errors"]
    assert (outcome.code, error["path"], error["line"]) == (3, CATALOG, 1)
    assert error["cure"]


@pytest.mark.parametrize("option", ["--dry-run", "--check"])
@pytest.mark.parametrize("command", WRITING)
def test_dry_run_and_check_write_nothing(edited, command, option):
    before = ready_for(edited, command).files()
    outcome = edited.run(*COMMANDS[command], option, stdin="Інженери.\n")
    assert outcome.code == (1 if option == "--check" else 0)
    assert "would write " in outcome.err
    assert edited.files() == before


def test_dry_run_leaves_no_lock_behind(desk):
    desk.write("a.en.md", "One.\n")
    desk.ok("update", "a.en.md", "--dry-run")
    assert [path.name for path in desk.root.iterdir()] == ["a.en.md"]


@pytest.mark.parametrize("command", ["extract", "update", "accept", "build", "compile"])
def test_check_is_content_with_what_is_up_to_date(edited, command):
    edited.ok("update")
    edited.ok("accept", "--all")
    edited.ok("build")
    edited.ok("compile")
    assert edited.ok(*COMMANDS[command], "--check").code == 0


@pytest.mark.parametrize("command", ["extract", "update", "accept", "build", "compile"])
def test_quiet_is_silent(edited, command):
    outcome = ready_for(edited, command).ok(*COMMANDS[command], "--quiet")
    assert (outcome.out, outcome.err) == ("", "")


@pytest.mark.parametrize("command", ["status", "diff"])
def test_quiet_reading_gives_its_data_only(flagged, command):
    outcome = flagged.ok(command, "-q")
    assert outcome.out == flagged.ok(command).out != ""
    assert outcome.err == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_no_escape_codes_into_a_pipe(edited, command):
    outcome = edited.run(*COMMANDS[command], stdin="q\n")
    assert "\x1b" not in outcome.out + outcome.err


def on_a_terminal(desk, *arguments, **env):
    """What a person sees: both streams of the command on a pseudo-terminal."""
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "dvomova", *arguments]
    environment = desk.environment | {"TERM": "xterm"} | env
    with subprocess.Popen(command, cwd=desk.root, env=environment, stdout=slave, stderr=slave) as process:
        os.close(slave)
        seen = b""
        try:
            while data := os.read(master, 4096):
                seen += data
        except OSError:  # Linux says so where nobody holds the other end any more
            pass
        finally:
            os.close(master)
    assert process.returncode == 0
    return seen.decode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_colours_on_a_terminal_unless_no_color(flagged):
    assert "\x1b[31m" in on_a_terminal(flagged, "diff")
    plain = on_a_terminal(flagged, "diff", NO_COLOR="1")
    assert "\x1b" not in plain
    assert "[-nine-]{+ten+}" in plain


def test_status_counts(flagged):
    out = flagged.ok("status").out
    assert re.search(r"izium +en → uk +5 +\d+ +4 +80 % +1 +0 +0$", out, re.MULTILINE)
    article = flagged.ok("status", "--json").json["articles"][0]
    assert article["segments"] == 5
    assert article["states"]["stale"] == {"segments": 1, "words": 8}
    assert article["target"] == "izium.uk.txt"


def test_status_lists_the_flagged_segments_with_their_place(flagged):
    out = flagged.ok("status", "--segments").out
    assert re.search(r"izium\.en\.txt:3  izium#[0-9a-f]{7,}  out of date \(words\)", out)
    assert "Engineers built a new one in [-nine-]{+ten+} weeks." in out
    (segment,) = flagged.ok("status", "--segments", "--json").json["segments"]
    assert (segment["state"], segment["line"]) == ("stale", 3)
    assert segment["previous"] == "Engineers built a new one in nine weeks."


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ("stale", 1),
        ("untranslated", 0),
        ("untranslated,stale,draft", 1),
        ("draft, ahead,conflict", 0),
        ("", 0),
    ],
)
def test_fail_on(flagged, states, code):
    assert flagged.run("status", "--fail-on", states).code == code


def test_fail_on_a_state_that_is_none(flagged):
    outcome = flagged.run("status", "--fail-on", "fuzzy")
    assert outcome.code == 2
    assert "fuzzy is no state; use untranslated,stale,draft" in outcome.err


def test_annotations_for_github(flagged):
    outcome = flagged.ok("status", "--format", "github")
    assert re.fullmatch(
        r"::warning file=izium\.en\.txt,line=3,title=out of date \(words\)::"
        r"izium#\w+: Engineers built a new one in ten weeks\.\n",
        outcome.out,
    )


def test_annotations_escape_what_github_would_read(desk):
    desk.write("a,b: 5%.en.txt", "One: 5% of two, and three.\n")
    desk.ok("update", "a,b: 5%.en.txt")
    out = desk.ok("status", "--format", "github").out
    assert out.startswith("::warning file=a%2Cb%3A 5%25.en.txt,line=1,title=untranslated::")
    assert out.endswith("One: 5%25 of two, and three.\n")


def test_diff_as_json(flagged):
    (segment,) = flagged.ok("diff", "--json").json["segments"]
    assert ["-", "nine"] in segment["diff"]
    assert ["+", "ten"] in segment["diff"]
    assert segment["target"] == "Пере Engineers built a new one in nine weeks."


def test_verbose_update_names_every_event(edited):
    err = edited.ok("update", "-v").err
    assert re.search(
        r"^  izium#[0-9a-f]{7}  out of date \(words\): \[-It-\]\{\+Now it\+\} carries", err, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nosuch"], "nosuch"),
        (["update", "--nosuch"], "--nosuch"),
        (["build", "--stale", "maybe"], "maybe"),
        (["accept"], "--all"),
        (["status", "--source", "de"], "“de” is not a language dvomova knows"),
        (["status", "--lang", "de"], "“de” is not a language dvomova knows"),
        (["status", "--lang"], "--lang"),
    ],
)
def test_wrong_usage_ends_with_2(desk, arguments, told):
    outcome = desk.run(*arguments)
    assert outcome.code == 2
    assert told in outcome.err


def test_exit_codes_of_articles_do_not_stop_the_others(translated):
    translated.write("b.en.txt", "Two.\n")
    translated.write("c.en.txt", b"\xff")
    outcome = translated.run("update", "b.en.txt", "c.en.txt")
    assert outcome.code == 3
    assert "locales/uk/LC_MESSAGES/b.po" in translated.files()


def test_a_configuration_error_is_a_document_too(desk):
    desk.write("dvomova.toml", "sorce = 'en'\n")
    outcome = desk.run("status", "--json")
    assert outcome.code == 2
    assert outcome.json["version"] == 1
    assert outcome.json["errors"][0]["path"] == "dvomova.toml"


def test_what_is_left_as_it_is_is_told(desk):
    desk.write("a.en.md", "# Title\n\n<div>\n<p>Words in HTML</p>\n</div>\n\nText.\n")
    outcome = desk.ok("update", "a.en.md")
    assert "1 place left as it is (-v lists them)" in outcome.err
    assert "a.en.md:3: text inside raw HTML" in desk.ok("extract", "-v", "a.en.md").err
    document = desk.ok("update", "a.en.md", "--json").json
    assert document["articles"][0]["skipped"] == [{"line": 3, "what": "text inside raw HTML"}]


def test_the_next_step_of_a_program_is_no_build(desk):
    desk.write("dvomova.toml", "[[messages]]\ndomain = 'tool'\nfiles = ['*.py']\n")
    desk.write("a.py", 'print(_("Hello"))\n')
    desk.ok("update")
    desk.translate("locales/uk/LC_MESSAGES/tool.po")
    outcome = desk.ok("status")
    assert "dvomova compile" in outcome.err
    assert "dvomova build" not in outcome.err
