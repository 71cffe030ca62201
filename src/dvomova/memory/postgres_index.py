"""The index of a memory in PostgreSQL: ``postings`` in a table, read and written many keys at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from sqlalchemy import Connection, TextClause, text

from dvomova.memory import postings

TABLE = "dvomova_postings"
_BEGIN = text("CREATE TABLE IF NOT EXISTS dvomova_postings (key bigint PRIMARY KEY, pairs bytea NOT NULL)")
_BY_KEY = text("SELECT set_config(name, 'off', true) FROM unnest(ARRAY['enable_seqscan', 'jit']) AS name")
"""For this transaction: the planner does not know that few keys are between any two that are asked for."""
_VOLUMES = text("""
SELECT coalesce(sum(length(pairs)), 0)
FROM unnest(CAST(:first AS bigint[]), CAST(:last AS bigint[])) WITH ORDINALITY AS spans (first, last, place)
LEFT JOIN dvomova_postings ON key BETWEEN first AND last GROUP BY place ORDER BY place
""")
_WITHIN = text("""
SELECT key, pairs FROM unnest(CAST(:first AS bigint[]), CAST(:last AS bigint[])) AS spans (first, last)
JOIN dvomova_postings ON key BETWEEN first AND last
""")
_LAST = text("""
SELECT key, pairs FROM unnest(CAST(:first AS bigint[]), CAST(:last AS bigint[])) AS spans (first, last)
CROSS JOIN LATERAL (
  SELECT key, pairs FROM dvomova_postings WHERE key BETWEEN first AND last ORDER BY key DESC LIMIT 1
) AS found
""")
_LAY = text("""
INSERT INTO dvomova_postings SELECT * FROM unnest(CAST(:keys AS bigint[]), CAST(:pairs AS bytea[]))
ON CONFLICT (key) DO UPDATE SET pairs = excluded.pairs
""")
_REMOVE = text("DELETE FROM dvomova_postings WHERE key = ANY(:keys)")


def begin(database: Connection) -> None:
    """Make the table where there is none."""
    database.execute(_BEGIN)


def nearest(database: Connection, asked: str, language: str) -> list[int]:
    """The numbers of the pairs most worth comparing with a text."""
    database.execute(_BY_KEY)
    return postings.nearest(asked, language, partial(_volumes, database), partial(_chunks, database, _WITHIN))


def take_in(database: Connection, pairs: Iterable[tuple[int, str, str]]) -> None:
    """Have the index find pairs whose numbers are higher than all that it has: (number, uk, en) of each."""
    database.execute(_BY_KEY)
    having = postings.having(pairs)
    spans = [postings.span(token) for token in having]
    last = {postings.token(chunk[0]): chunk for chunk in _chunks(database, _LAST, spans)}
    _lay(
        database,
        [chunk for token in having for chunk in postings.appended(token, last.get(token), having[token])],
    )


def take_out(database: Connection, pairs: Iterable[tuple[int, str, str]]) -> None:
    """Have the index find pairs no more."""

    def last(span: postings.Span) -> postings.Chunk | None:
        return next(_chunks(database, _LAST, [span]), None)

    database.execute(_BY_KEY)
    having = postings.having(pairs)
    _lay(database, [chunk for token in having for chunk in postings.without(token, having[token], last)])


def _volumes(database: Connection, spans: Sequence[postings.Span]) -> list[int]:
    return [int(volume) for volume in database.scalars(_VOLUMES, _bounds(spans))]


def _chunks(
    database: Connection, query: TextClause, spans: Sequence[postings.Span]
) -> Iterator[postings.Chunk]:
    return ((row[0], row[1]) for row in database.execute(query, _bounds(spans)))


def _bounds(spans: Sequence[postings.Span]) -> dict[str, list[int]]:
    return {"first": [first for first, _last in spans], "last": [last for _first, last in spans]}


def _lay(database: Connection, chunks: Sequence[postings.Chunk]) -> None:
    """Have chunks be as they are now; empty ones go."""
    there = [chunk for chunk in chunks if chunk[1]]
    database.execute(
        _LAY, {"keys": [key for key, _pairs in there], "pairs": [pairs for _key, pairs in there]}
    )
    database.execute(_REMOVE, {"keys": [key for key, pairs in chunks if not pairs]})
