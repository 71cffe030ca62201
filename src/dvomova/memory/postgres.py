"""A memory that a team shares: in PostgreSQL, found by its trigrams (``pg_trgm``), over SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from itertools import groupby, islice
from typing import Any

from dvomova.errors import ConfigError, FileError
from dvomova.memory.records import Found, Origin, Pair, Stats, Use
from dvomova.memory.words import mark

try:
    import sqlalchemy as sql
    from sqlalchemy.dialects.postgresql import insert
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError
except ImportError as error:
    raise ConfigError(
        _("a memory in PostgreSQL needs SQLAlchemy ({detail})").format(detail=error),
        cure='pip install "dvomova[postgres]"',
    ) from None

_tables = sql.MetaData()
_pairs = sql.Table(
    "dvomova_pairs",
    _tables,
    sql.Column("id", sql.BigInteger, sql.Identity(), primary_key=True),
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
_THE_SAME = (sql.func.md5(_pairs.c.uk), sql.func.md5(_pairs.c.en))
"""What no two pairs share: texts may be longer than what an index holds."""
sql.Index("dvomova_pairs_texts", *_THE_SAME, unique=True)
for _column in (_pairs.c.uk, _pairs.c.en):
    sql.Index(
        f"dvomova_pairs_{_column.name}_trigrams",
        sql.func.lower(_column).label(_column.name),
        postgresql_using="gin",
        postgresql_ops={_column.name: "gin_trgm_ops"},
    )
_BATCH = 2_000
_CANDIDATES = 300
_SIMILAR = 0.25
"""The share of trigrams that a text worth comparing has in common, at the least."""
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
            database.execute(sql.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            if not database.scalar(sql.select(sql.func.show_trgm("мова"))):
                raise ConfigError(
                    _("the database {name} takes Ukrainian letters for signs").format(name=self._name),
                    cure="CREATE DATABASE … ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' TEMPLATE template0",
                )
            _tables.create_all(database)

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
            return database.execute(sql.delete(_pairs).where(_pairs.c.id.in_(list(ids)))).rowcount

    def exact(self, text: str, language: str) -> Sequence[int]:
        """As in ``Store``."""
        with self._faults(), self._engine.connect() as database:
            wanted = _pairs.c[f"{language}_mark"] == mark(text)
            return list(database.scalars(sql.select(_pairs.c.id).where(wanted)))

    def alike(self, text: str, language: str) -> Mapping[int, str]:
        """As in ``Store``."""
        column, text = _pairs.c[language], text.replace("\0", "").encode("utf-8", "replace").decode().lower()
        with self._faults(), self._engine.begin() as database:
            database.execute(sql.text(f"SET LOCAL pg_trgm.similarity_threshold = {_SIMILAR}"))
            rows = database.execute(
                sql.select(_pairs.c.id, column)
                .where(sql.func.lower(column).op("%")(text))
                .order_by(sql.func.similarity(sql.func.lower(column), text).desc())
                .limit(_CANDIDATES)
            )
            return {row[0]: row[1] for row in rows}

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
    new = insert(_pairs)
    rows = database.execute(
        new.on_conflict_do_update(index_elements=_THE_SAME, set_={"uk": new.excluded.uk}).returning(
            _pairs.c.id, _pairs.c.uk, _pairs.c.en
        ),
        [{"uk": uk, "en": en, "uk_mark": mark(uk), "en_mark": mark(en)} for uk, en in pairs],
    )
    uses = [
        {"origin": origin, "pair": this, "made": pairs[uk, en].made, "date": pairs[uk, en].date}
        for this, uk, en in rows
    ]
    taken = database.execute(insert(_uses).on_conflict_do_nothing().returning(_uses.c.pair), uses)
    return len(taken.all())


def _forget_unused(database: sql.Connection) -> int:
    """Forget pairs that no origin has any more; says how many."""
    used = sql.select(1).where(_uses.c.pair == _pairs.c.id).exists()
    return database.execute(sql.delete(_pairs).where(~used)).rowcount
