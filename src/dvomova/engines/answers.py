"""What engines have answered, on the disk at once: a run that was stopped goes on without paying again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from hashlib import blake2b
from itertools import islice

from dvomova.errors import FileError

_APPLICATION = 0x64766F61
"""``dvoa``: whose database it is."""
_EDITION = 1
_SCHEMA = "CREATE TABLE answers (key BLOB PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"
_BATCH = 500


class Answers:
    """Answers by what was asked of whom. Of what was asked only a digest is kept."""

    def __init__(self, path: str, name: str) -> None:
        """Open them, or begin.

        Args:
            path: where the file is, or is to be; ``:memory:`` for nowhere.
            name: what errors call it.

        Raises:
            FileError: it cannot be opened, is damaged, or is something else.
        """
        self._name = name
        with self._faults():
            self._database = sqlite3.connect(path, timeout=10, isolation_level=None)
            self._begin()

    def _begin(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        found = [
            self._database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]
        if found == [0, 0] and not self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self._database.execute(_SCHEMA)
            self._database.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._database.execute(f"PRAGMA user_version = {_EDITION}")
        elif found != [_APPLICATION, _EDITION]:
            self._database.execute("ROLLBACK")
            raise FileError(_("this holds no answers of this dvomova"), path=self._name, cure=_cure())
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def of(self, engine: str, source: str, target: str, texts: Sequence[str]) -> dict[str, str]:
        """What an engine has answered to some texts, as they were sent."""
        keys = {_key(engine, source, target, text): text for text in texts}
        found, rest = {}, iter(keys)
        with self._faults():
            while batch := list(islice(rest, _BATCH)):
                marks = ",".join("?" * len(batch))
                query = f"SELECT key, answer FROM answers WHERE key IN ({marks})"  # noqa: S608  question marks
                found.update({keys[key]: answer for key, answer in self._database.execute(query, batch)})
        return found

    def keep(self, engine: str, source: str, target: str, answers: Mapping[str, str]) -> None:
        """Keep answers for good, by the texts as they were sent, before anything else is done with them."""
        rows = [(_key(engine, source, target, text), answer) for text, answer in answers.items()]
        with self._faults():
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
            self._database.execute("COMMIT")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            reason = _("cannot be used ({reason})").format(reason=error)
            raise FileError(reason, path=self._name, cure=_cure()) from None


def _key(engine: str, source: str, target: str, text: str) -> bytes:
    said = f"{engine}\0{source}\0{target}\0{text}"
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=20).digest()


def _cure() -> str:
    return _("remove it: what it holds is asked, and paid, once more")
