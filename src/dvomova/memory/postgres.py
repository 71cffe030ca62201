"""A memory that a team shares: in PostgreSQL, over SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from itertools import count, groupby, islice
from typing import Any

from dvomova.errors import ConfigError, FileError
from dvomova.memory.records import Found, Origin, Pair, Stats, Use
from dvomova.memory.words import mark

try:
    import sqlalchemy as sql
    from sqlalchemy.dialects.postgresql import insert
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    from dvomova.memory import postgres_index as index
except ImportError as error:
    raise ConfigError(
        _("a memory in PostgreSQL needs SQLAlchemy ({detail})").format(detail=error),
        cure='pip install "dvomova[postgres]"',
    ) from None

_tables = sql.MetaData()
_pairs = sql.Table(
    "dvomova_pairs",
    _tables,
    sql.Column("id", sql.BigInteger, primary_key=True, autoincrement=False),
    sql.Column("uk", sql.Text, nullable=False),
    sql.Column("en", sql.Text, nullable=False),
    sql.Column("uk_mark", sql.BigInteger, nullable=False, index=True),
    sql.Column("en_mark", sql.BigInteger, nullable=False, index=True),
)
_origins = sql.Table(
    "dvomova_origins",
    _tables,
    sql.Column("id", sql.BigInteger, sql.Identity(), primary_key=True),
    sql.Column("name", sql.Text, nullable=False, unique=True),
    sql.Column("kind", sql.Text, nullable=False),
    sql.Column("basis", sql.Text, nullable=False),
)
_uses = sql.Table(
    "dvomova_uses",
    _tables,
    sql.Column("origin", sql.ForeignKey(_origins.c.id, ondelete="CASCADE"), primary_key=True),
    sql.Column("pair", sql.ForeignKey(_pairs.c.id, ondelete="CASCADE"), primary_key=True, index=True),
    sql.Column("made", sql.Text, nullable=False),
    sql.Column("date", sql.Text, nullable=False),
)
_TEXTS = {
    "uk": sql.text("SELECT id, uk FROM dvomova_pairs WHERE id = ANY(:ids)"),
    "en": sql.text("SELECT id, en FROM dvomova_pairs WHERE id = ANY(:ids)"),
}
_THERE = sql.text(
    "SELECT DISTINCT id, uk, en FROM unnest(CAST(:uk AS bigint[]), CAST(:en AS bigint[])) AS asked (a, b) "
    "JOIN dvomova_pairs ON uk_mark = a AND en_mark = b"
)
_BATCH = 10_000
_LOCK = 0x64766F6D
"""Under this number one process at a time makes the tables, or changes what is in them."""


class PostgresStore:
    """A memory in a database of PostgreSQL 13 or later."""

    def __init__(self, url: str) -> None:
        """Connect, and make the tables where there are none.

        Raises:
            ConfigError: the URL is none, or the database does not know Ukrainian letters.
            FileError: the server cannot be reached or used.
        """
        try:
            place = sql.make_url(url)
        except ArgumentError:
            raise ConfigError(
                _("“memory” is no URL of a database"), cure='memory = "postgresql://host/database"'
            ) from None
        if place.drivername in {"postgresql", "postgres"}:
            place = place.set(drivername="postgresql+psycopg")
        self._name = f"{place.host or ''}/{place.database or ''}"
        """What errors call it: without the name and the password of a person."""
        with self._faults():
            self._engine = sql.create_engine(
                place, hide_parameters=True, connect_args={"connect_timeout": 10}, poolclass=sql.StaticPool
            )
            try:
                self._begin()
            except BaseException:
                self.close()
                raise

    def _begin(self) -> None:
        with self._engine.begin() as database:
            database.execute(sql.select(sql.func.pg_advisory_xact_lock(_LOCK)))
            if database.scalar(sql.text("SHOW server_encoding")) != "UTF8":
                raise ConfigError(
                    _("the database {name} cannot hold Ukrainian letters").format(name=self._name),
                    cure="CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
                )
            there = sql.inspect(database).get_table_names()
            if _pairs.name in there and index.TABLE not in there:
                raise FileError(
                    _("this is no memory of this dvomova"),
                    path=self._name,
                    cure=_("remove its tables and run `dvomova tm add`"),
                )
            _tables.create_all(database)
            index.begin(database)

    def close(self) -> None:
        """Let go of the connection."""
        self._engine.dispose()

    def origins(self) -> Mapping[str, str]:
        """As in ``Store``."""
        with self._faults(), self._engine.connect() as database:
            rows = database.execute(sql.select(_origins.c.name, _origins.c.basis))
            return {row[0]: row[1] for row in rows}

    def put(self, some: Iterable[tuple[Origin, Iterable[Pair]]]) -> int:
        """As in ``Store``."""
        with self._changing() as database:
            return sum(_put(database, origin, pairs) for origin, pairs in some)

    def drop(self, names: Iterable[str]) -> int:
        """As in ``Store``."""
        with self._changing() as database:
            database.execute(sql.delete(_origins).where(_origins.c.name.in_(list(names))))
            return _forget_unused(database)

    def forget(self, ids: Iterable[int]) -> int:
        """As in ``Store``."""
        with self._changing() as database:
            return _forget(database, _pairs.c.id.in_(list(ids)))

    def exact(self, text: str, language: str) -> Sequence[int]:
        """As in ``Store``."""
        with self._faults(), self._engine.connect() as database:
            wanted = _pairs.c[f"{language}_mark"] == mark(text)
            return list(database.scalars(sql.select(_pairs.c.id).where(wanted)))

    def alike(self, text: str, language: str) -> Mapping[int, str]:
        """As in ``Store``."""
        with self._faults(), self._engine.connect() as database:
            best = index.nearest(database, text, language)
            return {row[0]: row[1] for row in database.execute(_TEXTS[language], {"ids": best})}

    def found(self, ids: Iterable[int]) -> Sequence[Found]:
        """As in ``Store``."""
        wanted = _joined.where(_pairs.c.id.in_(list(ids))).order_by(_pairs.c.id, _origins.c.name)
        with self._faults(), self._engine.connect() as database:
            rows = database.execute(wanted)
            return [
                Found(this, uk, en, [Use(*row[3:]) for row in uses])
                for (this, uk, en), uses in groupby(rows, key=lambda row: tuple(row[:3]))
            ]

    def pairs(self) -> Iterator[Pair]:
        """As in ``Store``."""
        columns = (_pairs.c.uk, _pairs.c.en, _uses.c.made, _uses.c.date, _origins.c.name)
        query = _joined.with_only_columns(*columns, maintain_column_froms=True)
        yield from map(Pair._make, self._streamed(query.order_by(_origins.c.name, _pairs.c.id)))

    def numbered(self) -> Iterator[tuple[int, str, str]]:
        """As in ``Store``."""
        for row in self._streamed(sql.select(_pairs.c.id, _pairs.c.uk, _pairs.c.en).order_by(_pairs.c.id)):
            yield row[0], row[1], row[2]

    def _streamed(self, query: sql.Select[Any]) -> Iterator[Sequence[Any]]:
        """Rows by a cursor on the server: memory does not grow with their number."""
        with self._faults(), self._engine.connect() as database:
            yield from database.execution_options(yield_per=_BATCH).execute(query)

    def stats(self) -> Stats:
        """As in ``Store``."""
        with self._faults(), self._engine.connect() as database:
            rows = database.execute(
                sql.select(_origins.c.name, _origins.c.kind, sql.func.count(_uses.c.pair))
                .outerjoin_from(_origins, _uses)
                .group_by(_origins.c.id)
            )
            origins = sorted((name, kind, number) for name, kind, number in rows)
            pairs = database.scalar(sql.select(sql.func.count()).select_from(_pairs)) or 0
            return Stats(pairs, sum(number for _name, _kind, number in origins), origins)

    @contextmanager
    def _changing(self) -> Iterator[sql.Connection]:
        """All that is done in between, or nothing; one process at a time."""
        with self._faults(), self._engine.begin() as database:
            database.execute(sql.select(sql.func.pg_advisory_xact_lock(_LOCK)))
            yield database

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Faults of the database in one line: what follows it may be the text of an article."""
        try:
            yield
        except (SQLAlchemyError, ImportError) as error:
            reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
            raise FileError(
                _("the memory cannot be used ({reason})").format(reason=reason),
                path=self._name,
                cure=_("check that the server of `memory` runs and lets you in"),
            ) from None


_joined = (
    sql.select(
        _pairs.c.id, _pairs.c.uk, _pairs.c.en, _origins.c.name, _origins.c.kind, _uses.c.made, _uses.c.date
    )
    .join_from(_pairs, _uses)
    .join(_origins)
)


def _put(database: sql.Connection, origin: Origin, pairs: Iterable[Pair]) -> int:
    """Take in what an origin has, in place of what it had."""
    new = insert(_origins).values(origin._asdict())
    this = database.scalar(
        new.on_conflict_do_update(
            index_elements=[_origins.c.name], set_={"kind": new.excluded.kind, "basis": new.excluded.basis}
        ).returning(_origins.c.id)
    )
    database.execute(sql.delete(_uses).where(_uses.c.origin == this))
    rest, number = iter(pairs), 0
    while batch := list(islice(rest, _BATCH)):
        number += _take(database, this, batch)
    _forget_unused(database)
    return number


def _take(database: sql.Connection, origin: int | None, batch: Sequence[Pair]) -> int:
    """Take in some pairs of an origin; returns how many of them it did not have yet."""
    pairs = {(pair.uk, pair.en): pair for pair in reversed(batch) if "\0" not in pair.uk + pair.en}
    if not pairs:
        return 0
    marks = {texts: (mark(texts[0]), mark(texts[1])) for texts in pairs}
    there = {(uk, en): this for this, uk, en in database.execute(_THERE, _marks(marks.values()))}
    following = (database.scalar(sql.select(sql.func.max(_pairs.c.id))) or 0) + 1
    new = dict(zip((texts for texts in pairs if texts not in there), count(following)))
    if new:
        rows = [
            {"id": this, "uk": uk, "en": en, "uk_mark": marks[uk, en][0], "en_mark": marks[uk, en][1]}
            for (uk, en), this in new.items()
        ]
        database.execute(insert(_pairs), rows)
        index.take_in(database, [(this, uk, en) for (uk, en), this in new.items()])
    known = there | new
    uses = [
        {"origin": origin, "pair": known[texts], "made": pair.made, "date": pair.date}
        for texts, pair in pairs.items()
    ]
    taken = database.execute(insert(_uses).on_conflict_do_nothing().returning(_uses.c.pair), uses)
    return len(taken.all())


def _marks(marks: Iterable[tuple[int, int]]) -> dict[str, list[int]]:
    some = list(marks)
    return {"uk": [uk for uk, _en in some], "en": [en for _uk, en in some]}


def _forget_unused(database: sql.Connection) -> int:
    """Forget pairs that no origin has any more; says how many."""
    return _forget(database, ~sql.select(1).where(_uses.c.pair == _pairs.c.id).exists())


def _forget(database: sql.Connection, which: sql.ColumnElement[bool]) -> int:
    gone = database.execute(
        sql.delete(_pairs).where(which).returning(_pairs.c.id, _pairs.c.uk, _pairs.c.en)
    ).all()
    index.take_out(database, [(row.id, row.uk, row.en) for row in gone])
    return len(gone)
