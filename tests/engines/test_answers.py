"""Answers on the disk."""

import os
import subprocess
import sys

import pytest

from dvomova.engines.answers import Answers
from dvomova.errors import FileError


def test_they_are_there_for_the_next_run_and_hold_no_question(tmp_path):
    path = tmp_path / "answers.db"
    first = Answers(str(path), "answers.db")
    first.keep("libre", "en", "uk", {"The secret bridge": "Міст", "Road": "Дорога"})
    first.close()
    second = Answers(str(path), "answers.db")
    assert second.of("libre", "en", "uk", ["Road", "The secret bridge", "River"]) == {
        "Road": "Дорога",
        "The secret bridge": "Міст",
    }
    for other in (("deepl", "en", "uk"), ("libre", "uk", "en")):
        assert not second.of(*other, ["Road"])
    second.close()
    assert b"secret" not in path.read_bytes()


def test_thousands_at_once(tmp_path):
    answers = Answers(str(tmp_path / "a.db"), "a.db")
    many = {f"text {number}": f"текст {number}" for number in range(3000)}
    answers.keep("libre", "en", "uk", many)
    assert answers.of("libre", "en", "uk", list(many)) == many
    answers.close()


@pytest.mark.parametrize(
    "content",
    [b"not a database at all, but long enough to look like one" * 20, b"SQLite format 3\0" + b"\xff" * 5000],
)
def test_a_damaged_file_is_told_and_left(tmp_path, content):
    path = tmp_path / "answers.db"
    path.write_bytes(content)
    with pytest.raises(FileError, match="remove it"):
        Answers(str(path), "answers.db")
    assert path.read_bytes() == content


def test_somebody_elses_database_is_left(tmp_path):
    import sqlite3

    path = tmp_path / "answers.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (x)")
    database.close()
    with pytest.raises(FileError, match="no answers of this dvomova"):
        Answers(str(path), "answers.db")


KEPT = """
import os, sys
from dvomova.engines.answers import Answers
answers = Answers(sys.argv[1], "answers.db")
answers.keep("libre", "en", "uk", {"Road": "Дорога"})
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
def test_what_was_kept_outlives_a_kill(tmp_path):
    path = str(tmp_path / "answers.db")
    done = subprocess.run([sys.executable, "-c", KEPT, path], check=False)
    assert done.returncode == -9
    answers = Answers(path, "answers.db")
    assert answers.of("libre", "en", "uk", ["Road"]) == {"Road": "Дорога"}
    answers.close()
