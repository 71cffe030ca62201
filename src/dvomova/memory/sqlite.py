"""A memory in one file of SQLite: what a single person or a project needs.

Pairs stand there once, however many origins have them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from itertools import chain, groupby, islice

from dvomova.errors import FileError
from dvomova.memory import postings, statements
from dvomova.memory.records import Found, Origin, Pair, Stats, Use
from dvomova.memory.words import mark

_BATCH = 10_000


class SqliteStore:
    """A memory in a database of SQLite."""

    def __init__(self, path: str, name: str) -> None:
        """Open the memory, or begin one.

        Args:
            path: where its file is, or is to be (its folder is there); ``:memory:`` for nowhere.
            name: what errors call it.

        Raises:
            FileError: it cannot be opened, is damaged, or is no memory.
        """
        self._name = name
        with self._faults():
            self._database = sqlite3.connect(path, timeout=10, isolation_level=None)
            self._database.execute("PRAGMA cache_size = -65536")  # 64 MB at most
            self._database.execute("CREATE TEMP TABLE former (pair INTEGER PRIMARY KEY)")
            try:
                self._begin()
            except BaseException:
                self.close()
                raise

    def _begin(self) -> None:
        if self._edition() == statements.OURS:
            return
        self._database.execute("BEGIN IMMEDIATE")
        edition = self._edition()
        if edition == [0, 0] and not self._one("SELECT count(*) FROM sqlite_master"):
            for statement in statements.SCHEMA.split(";\n"):
                self._database.execute(statement)
            self._database.execute(f"PRAGMA application_id = {statements.APPLICATION}")
            self._database.execute(f"PRAGMA user_version = {statements.EDITION}")
        elif edition != statements.OURS:
            self._database.execute("ROLLBACK")
            raise FileError(_("this is no memory of this dvomova"), path=self._name, cure=_cure())
        self._database.execute("COMMIT")

    def _edition(self) -> list[int]:
        return [self._one(f"PRAGMA {name}") for name in ("application_id", "user_version")]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def origins(self) -> Mapping[str, str]:
        """As in ``Store``."""
        with self._faults():
            return dict(self._database.execute("SELECT name, basis FROM origins"))

    def put(self, some: Iterable[tuple[Origin, Iterable[Pair]]]) -> int:
        """As in ``Store``."""
        with self._changing():
            return sum(self._put(origin, pairs) for origin, pairs in some)

    def _put(self, origin: Origin, pairs: Iterable[Pair]) -> int:
        if before := self._id_of(origin.name):
            self._mark_as_former(before)
        self._database.execute(
            "INSERT INTO origins (name, kind, basis) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, basis = excluded.basis",
            origin,
        )
        this = self._id_of(origin.name)
        self._database.execute("DELETE FROM uses WHERE origin = ?", (this,))
        number = sum(self._take(this, batch) for batch in _batches(pairs))
        self._forget_unused()
        return number

    def drop(self, names: Iterable[str]) -> int:
        """As in ``Store``."""
        with self._changing():
            for this in [found for name in names if (found := self._id_of(name))]:
                self._mark_as_former(this)
                self._database.execute("DELETE FROM uses WHERE origin = ?", (this,))
                self._database.execute("DELETE FROM origins WHERE id = ?", (this,))
            return self._forget_unused()

    def exact(self, text: str, language: str) -> Sequence[int]:
        """As in ``Store``."""
        with self._faults():
            return [row[0] for row in self._database.execute(statements.EXACT[language], (mark(text),))]

    def alike(self, text: str, language: str) -> Mapping[int, str]:
        """As in ``Store``."""
        with self._faults():
            best = postings.nearest(text, language, self._volumes, self._within)
            return dict(self._database.execute(statements.TEXTS[language].format(_marks(best)), best))

    def _volumes(self, spans: Sequence[postings.Span]) -> list[int]:
        return [self._database.execute(statements.VOLUME, span).fetchone()[0] for span in spans]

    def _within(self, spans: Sequence[postings.Span]) -> Iterator[postings.Chunk]:
        return chain.from_iterable(self._database.execute(statements.WITHIN, span) for span in spans)

    def found(self, ids: Iterable[int]) -> Sequence[Found]:
        """As in ``Store``."""
        with self._faults():
            wanted = list(ids)
            rows = self._database.execute(statements.FOUND.format(_marks(wanted)), wanted)
            return [
                Found(this, uk, en, [Use(*row[3:]) for row in uses])
                for (this, uk, en), uses in groupby(rows, key=lambda row: row[:3])
            ]

    def pairs(self) -> Iterator[Pair]:
        """As in ``Store``."""
        with self._faults():
            yield from map(Pair._make, self._database.execute(statements.PAIRS))

    def numbered(self) -> Iterator[tuple[int, str, str]]:
        """As in ``Store``."""
        with self._faults():
            yield from self._database.execute("SELECT id, uk, en FROM pairs ORDER BY id")

    def forget(self, ids: Iterable[int]) -> int:
        """As in ``Store``."""
        with self._changing():
            for this in ids:
                self._database.execute("INSERT OR IGNORE INTO former VALUES (?)", (this,))
                self._database.execute("DELETE FROM uses WHERE pair = ?", (this,))
            return self._forget_unused()

    def stats(self) -> Stats:
        """As in ``Store``."""
        with self._faults():
            rows = self._database.execute(
                "SELECT name, kind, count(pair) FROM origins LEFT JOIN uses ON origin = id "
                "GROUP BY id ORDER BY name"
            ).fetchall()
            pairs = self._one("SELECT count(*) FROM pairs")
            return Stats(pairs, sum(row[2] for row in rows), rows)

    def _take(self, origin: int | None, pairs: Sequence[Pair]) -> int:
        """Take in pairs of an origin; returns how many of them it did not have yet."""
        new: dict[tuple[str, str], tuple[int, tuple[int, int]]] = {}
        uses = []
        following = (self._one("SELECT max(id) FROM pairs") or 0) + 1
        for pair in pairs:
            key = pair.uk, pair.en
            if key in new:
                this = new[key][0]
            else:
                marks = mark(pair.uk), mark(pair.en)
                this = self._pair(key, marks) or following + len(new)
                if this >= following:
                    new[key] = this, marks
            uses.append((origin, this, pair.made, pair.date))
        self._insert([(this, *key, *marks) for key, (this, marks) in new.items()])
        before = self._one("SELECT total_changes()")
        self._database.executemany("INSERT OR IGNORE INTO uses VALUES (?, ?, ?, ?)", uses)
        return self._one("SELECT total_changes()") - before

    def _insert(self, rows: Sequence[tuple[int, str, str, int, int]]) -> None:
        """Put new pairs into the table and the index."""
        self._database.executemany("INSERT INTO pairs VALUES (?, ?, ?, ?, ?)", rows)
        having = postings.having((this, uk, en) for this, uk, en, *_marks in rows)
        self._database.executemany(statements.LAY, self._appended(having))

    def _appended(self, having: Mapping[int, Sequence[int]]) -> Iterator[postings.Chunk]:
        for token in sorted(having):  # as they stand on the disk
            yield from postings.appended(token, self._last(postings.span(token)), having[token])

    def _pair(self, texts: tuple[str, str], marks: tuple[int, int]) -> int | None:
        query = "SELECT id, uk, en FROM pairs WHERE uk_mark = ? AND +en_mark = ?"
        return next(
            (this for this, *there in self._database.execute(query, marks) if tuple(there) == texts), None
        )

    def _id_of(self, name: str) -> int | None:
        found = self._database.execute("SELECT id FROM origins WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def _mark_as_former(self, origin: int) -> None:
        """Its pairs may be nobody's any more."""
        self._database.execute(
            "INSERT OR IGNORE INTO former SELECT pair FROM uses WHERE origin = ?", (origin,)
        )

    def _forget_unused(self) -> int:
        """Forget those of the former pairs that no origin has any more; says how many."""
        unused = self._database.execute(statements.UNUSED)
        number = 0
        while some := unused.fetchmany(_BATCH):
            self._take_out(postings.having(some))
            number += len(some)
        if number:
            self._database.execute(statements.DELETE_UNUSED)
        self._database.execute("DELETE FROM former")
        return number

    def _take_out(self, having: Mapping[int, Sequence[int]]) -> None:
        """Take pairs out of the index."""
        for token in sorted(having):
            for key, pairs in postings.without(token, having[token], self._last):
                if pairs:
                    self._database.execute(statements.LAY, (key, pairs))
                else:
                    self._database.execute("DELETE FROM postings WHERE key = ?", (key,))

    def _last(self, span: postings.Span) -> postings.Chunk | None:
        found: postings.Chunk | None = self._database.execute(statements.LAST, span).fetchone()
        return found

    def _one(self, query: str) -> int:
        found = self._database.execute(query).fetchone()
        return found[0] if found else 0

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """All that is done in between, or nothing."""
        with self._faults():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise FileError(
                _("the memory cannot be used ({reason})").format(reason=error), path=self._name, cure=_cure()
            ) from None


def _cure() -> str:
    return _(
        "wait for other commands to end; or remove it and run `dvomova tm add`, then import again what was "
        "imported"
    )


def _batches(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    found = iter(pairs)
    while batch := list(islice(found, _BATCH)):
        yield batch


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
