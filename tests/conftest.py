"""A desk to work at: an empty folder, the real command, and what it answered."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import polib
import pytest
from hypothesis import settings

from dvomova.cli import run

# A busy machine makes no test fail; CI tries the same examples every time, a developer new ones.
settings.register_profile("dvomova", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("dvomova")

ARTICLE = """\
The bridge at Izium

The old bridge was blown up in March. Engineers built a new one in nine weeks.

“We cross it every day,” says Olena Koval. It carries buses again.
"""
SENTENCES = (
    "The bridge at Izium",
    "The old bridge was blown up in March.",
    "Engineers built a new one in nine weeks.",
    "“We cross it every day,” says Olena Koval.",
    "It carries buses again.",
)


class Outcome(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Desk:
    """A project folder, and the command in it."""

    article = ARTICLE
    sentences = SENTENCES

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"EDITOR", "VISUAL", "NO_COLOR", "LANG", "LC_ALL", "LC_MESSAGES"}
            and not name.startswith(("DVOMOVA_", "PYTEST_"))
        } | {"LANGUAGE": "en", "SOURCE_DATE_EPOCH": "1772632800"}

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new))

    def run(self, *arguments: str, stdin: str = "", here: str = ".", **env: str) -> Outcome:
        """The command in this process."""
        streams = [io.TextIOWrapper(io.BytesIO(), "utf-8") for _stream in range(2)]
        given = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
        with (
            mock.patch.dict(os.environ, self.environment | env, clear=True),
            mock.patch.object(sys, "stdin", given),
            contextlib.redirect_stdout(streams[0]),
            contextlib.redirect_stderr(streams[1]),
            contextlib.chdir(self.root / here),
        ):
            code = run(arguments)
        out, err = (_text(stream) for stream in streams)
        return Outcome(code, out, err)

    def ok(self, *arguments: str, **options: Any) -> Outcome:
        """A run that has to end well."""
        outcome = self.run(*arguments, **options)
        assert outcome.code == 0, outcome
        return outcome

    def process(self, *arguments: str, here: str = ".", stdin: str = "", **options: Any) -> Outcome:
        """The command as a process of its own; whatever happens, it shows no traceback."""
        environment = self.environment | options.pop("env", {})
        done = subprocess.run(
            [sys.executable, "-m", "dvomova", *arguments],
            cwd=self.root / here,
            env=environment,
            input=stdin.encode(),
            capture_output=True,
            timeout=60,
            check=False,
            **options,
        )
        outcome = Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in outcome.err, outcome.err
        return outcome

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """The command as a process that goes on."""
        pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        command = [sys.executable, "-m", "dvomova", *arguments]
        return subprocess.Popen(command, cwd=self.root, env=self.environment, **pipe)

    def translate(
        self, catalog: str, words: Mapping[str, str] | Callable[[str], str] = lambda source: f"Пере {source}"
    ) -> None:
        """What a translator does in Poedit: fills in, and takes the flag away."""
        file = polib.pofile(str(self.root / catalog), wrapwidth=0)
        for entry in file:
            text = words.get(entry.msgid) if isinstance(words, Mapping) else words(entry.msgid)
            if text and not entry.obsolete:
                entry.msgstr, entry.previous_msgid = text, None
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        file.save()

    def states(self, *names: str, **options: Any) -> dict[str, int]:
        """How many segments there are of each state, over all articles."""
        counts: dict[str, int] = {}
        for article in self.ok("status", "--json", *names, **options).json["articles"]:
            for state, count in (article["states"] or {}).items():
                counts[state] = counts.get(state, 0) + count["segments"]
        return {state: number for state, number in counts.items() if number}

    def targets(self, catalog: str, *, obsolete: bool = False) -> dict[str, str]:
        file = polib.pofile(str(self.root / catalog))
        return {entry.msgid: entry.msgstr for entry in file if bool(entry.obsolete) == obsolete}

    def files(self) -> dict[str, bytes]:
        """Every file of the project with its bytes, but for those of the lock."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".dvomova" not in path.relative_to(self.root).parts
        }


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder without any configuration."""
    return Desk(tmp_path)


@pytest.fixture
def translated(desk: Desk) -> Desk:
    """An English article, translated to the last sentence and built."""
    desk.write("izium.en.txt", ARTICLE)
    desk.ok("update", "izium.en.txt")
    desk.translate("locales/uk/LC_MESSAGES/izium.po")
    desk.ok("build")
    return desk
