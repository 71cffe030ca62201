"""The statements of a memory in SQLite."""

from __future__ import annotations

APPLICATION = 0x64766F6E
"""``dvon``: whose database it is."""
EDITION = 2
OURS = [APPLICATION, EDITION]
SCHEMA = """
CREATE TABLE pairs (
  id INTEGER PRIMARY KEY,
  uk TEXT NOT NULL,
  en TEXT NOT NULL,
  uk_mark INTEGER NOT NULL,  -- stands for the text but for spaces, quotes, dashes
  en_mark INTEGER NOT NULL
);
CREATE INDEX pairs_uk ON pairs (uk_mark);
CREATE INDEX pairs_en ON pairs (en_mark);
CREATE TABLE origins (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT, basis TEXT);
CREATE TABLE uses (
  origin INTEGER NOT NULL, pair INTEGER NOT NULL, made TEXT, date TEXT, PRIMARY KEY (origin, pair)
) WITHOUT ROWID;
CREATE INDEX uses_pair ON uses (pair);
CREATE TABLE postings (key INTEGER PRIMARY KEY, pairs BLOB NOT NULL);  -- as of dvomova.memory.postings
"""
EXACT = {
    "uk": "SELECT id FROM pairs WHERE uk_mark = ?",
    "en": "SELECT id FROM pairs WHERE en_mark = ?",
}
TEXTS = {
    "uk": "SELECT id, uk FROM pairs WHERE id IN ({})",
    "en": "SELECT id, en FROM pairs WHERE id IN ({})",
}
FOUND = """
SELECT pairs.id, uk, en, name, kind, made, date
FROM pairs JOIN uses ON pair = pairs.id JOIN origins ON origins.id = origin
WHERE pairs.id IN ({}) ORDER BY pairs.id, name
"""
PAIRS = """
SELECT uk, en, made, date, name
FROM origins CROSS JOIN uses ON origin = origins.id CROSS JOIN pairs ON pairs.id = pair ORDER BY name, pair
"""
"""In this order they stand on the disk: nothing is sorted, for a ``CROSS JOIN`` is taken at its word."""
UNUSED = """
SELECT id, uk, en FROM former JOIN pairs ON id = former.pair
WHERE NOT EXISTS (SELECT 1 FROM uses WHERE uses.pair = id)
"""
DELETE_UNUSED = """
DELETE FROM pairs WHERE id IN (SELECT pair FROM former) AND NOT EXISTS (SELECT 1 FROM uses WHERE pair = id)
"""
VOLUME = "SELECT coalesce(sum(length(pairs)), 0) FROM postings WHERE key BETWEEN ? AND ?"
WITHIN = "SELECT key, pairs FROM postings WHERE key BETWEEN ? AND ?"
LAST = "SELECT key, pairs FROM postings WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT 1"
LAY = "INSERT INTO postings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET pairs = excluded.pairs"
