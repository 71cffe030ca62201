"""Start-up: the process, its languages, and what it does not import."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "babel",
    "polib",
    "markdown_it",
    "deep_translator",
    "requests",
    "rapidfuzz",
    "yaml",
    "tomlkit",
    "mdit_py_plugins",
    "sqlalchemy",
    "sqlite3",
)
RUNNER = """
import sys
from dvomova.cli import run
code = run(sys.argv[1:])
assert code == 0, code
print("IMPORTED", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], [], ["status", "--help"]])
def test_nothing_heavy_is_imported_for_version_and_help(desk, arguments):
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, *arguments],
        cwd=desk.root,
        env=desk.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = done.stdout.rpartition("IMPORTED")[2].split()
    assert "dvomova" in imported
    assert not set(imported) & set(HEAVY)


def test_python_m_dvomova_and_the_version(desk):
    from dvomova import __version__

    assert desk.process("--version") == (0, f"dvomova {__version__}\n", "")


def test_without_a_command_the_help_is_shown(desk):
    outcome = desk.process()
    assert outcome.code == 0
    assert "dvomova update izium.en.txt" in outcome.out


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "extract",
        "update",
        "status",
        "diff",
        "edit",
        "accept",
        "build",
        "compile",
        "translate",
        "tm",
        "glossary",
    ],
)
def test_each_command_has_help(desk, command):
    outcome = desk.ok(command, "--help")
    assert f"Usage: dvomova {command} [OPTIONS]" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (["--lang", "uk", "status"], {}),
        (["status", "--lang=uk"], {}),
        (["status", "--lang", "ua"], {}),
        (["status"], {"LANGUAGE": "uk"}),
        (["status"], {"LANGUAGE": "", "LANG": "uk_UA.UTF-8"}),
        (["status"], {"LANGUAGE": "de:uk"}),
    ],
)
def test_it_speaks_ukrainian(desk, arguments, env):
    outcome = desk.process(*arguments, env=env)
    assert outcome.code == 0
    assert "Далі: `dvomova update" in outcome.err


@pytest.mark.parametrize("env", [{"LANGUAGE": "en"}, {"LANGUAGE": "", "LANG": "C"}, {"LANGUAGE": "de"}])
def test_it_speaks_english_otherwise(desk, env):
    assert "There are no articles here yet." in desk.process("status", env=env).err


def test_lang_stands_above_the_environment(desk):
    outcome = desk.process("status", "--lang", "en", env={"LANGUAGE": "uk"})
    assert "There are no articles here yet." in outcome.err


def test_faults_are_ukrainian_too(desk):
    outcome = desk.process("update", "--nosuch", env={"LANGUAGE": "uk"})
    assert outcome.code == 2
    assert "Error" not in outcome.err
    assert "Usage" not in outcome.err


def test_check_names_json_keys_and_states_stay_english(desk):
    desk.write("a.en.txt", "One.\n")
    desk.ok("update", "a.en.txt")
    outcome = desk.process("status", "--json", "--lang", "uk")
    assert outcome.json == desk.ok("status", "--json").json


@pytest.mark.parametrize(("encoding", "arrow"), [("ascii", "→"), ("cp1252", "?")])  # Click mends ASCII itself
def test_a_terminal_that_knows_few_letters(desk, encoding, arrow):
    desk.write("ґанок.uk.txt", "Ґанок → дім.\n")
    outcome = desk.process("update", "ґанок.uk.txt", env={"PYTHONIOENCODING": encoding})
    assert outcome.code == 0
    assert f"(uk {arrow} en): 1 new" in outcome.err
    assert "locales/en/LC_MESSAGES/ґанок.po" in desk.files()
