"""Pairs for other eyes: as lines for spreadsheets and programs, as TMX, as a page to look through."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _
from html import escape
from pathlib import Path
from tempfile import NamedTemporaryFile

from dvomova import __version__
from dvomova.catalogs.tmx import Entry, tmx
from dvomova.errors import ConfigError, FileError
from dvomova.workflow.aligning import Aligned
from dvomova.workflow.pairs import Pair


def tsv(done: Sequence[Aligned]) -> Iterator[str]:
    """A line a pair: source text, translation, confidence 0–100, place of the one, place of the other.

    Fields are separated by tabs, without quoting; tabs and line ends in a text are spaces. A side without
    a text is empty, and so is its place (``path:line``).
    """
    for item in done:
        for pair in item.pairs:
            places = (
                _place(item.article.source, pair.source_line),
                _place(item.article.target, pair.target_line),
            )
            fields = (pair.source, pair.target, str(pair.confidence), *places)
            yield "\t".join(" ".join(field.split()) for field in fields) + "\n"


def _place(path: str, line: int) -> str:
    return f"{path}:{line}" if line else ""


def tmx_of(done: Sequence[Aligned]) -> Iterator[str]:
    """The pairs of articles as TMX; all of them have to lead in one language.

    Raises:
        ConfigError: they do not.
    """
    ways = {(item.article.source_language, item.article.target_language) for item in done} or {("en", "uk")}
    if len(ways) > 1:
        raise ConfigError(
            _("a TMX file has one source language; these articles have both"),
            cure=_("write one file for each: name the articles"),
        )
    return tmx(_entries(done), *ways.pop(), __version__)


def _entries(done: Sequence[Aligned]) -> Iterator[Entry]:
    for item in done:
        for pair in item.pairs:
            known = (("x-domain", item.article.domain), ("x-confidence", str(pair.confidence)))
            yield Entry(pair.source, pair.target, known)


_STYLE = """\
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}
caption{text-align:left;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-top:1px solid #8886}
td[lang]{width:44%}
td.n{white-space:nowrap;font-variant-numeric:tabular-nums}
tr.sure{background:#2e9e4f26}tr.doubtful{background:#d9930033}tr.alone{background:#cc333326}
tr.sure td.n{border-left:.4rem solid #2e9e4f}
tr.doubtful td.n{border-left:.4rem solid #d99300}
tr.alone td.n{border-left:.4rem solid #cc3333}
"""


def page(done: Sequence[Aligned], least: int) -> Iterator[str]:
    """A page with the pairs side by side, one band each; nothing in it is fetched from elsewhere.

    Args:
        done: the articles, with all of their pairs.
        least: below this confidence a pair is doubtful.
    """
    title, language = (
        escape(_("Pairs of sentences")),
        _("en"),
    )  # its own words are in the language of this one
    yield (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    )
    for item in done:
        yield from _table(item, least)
    yield "</main>\n</body>\n</html>\n"


def _table(item: Aligned, least: int) -> Iterator[str]:
    article = item.article
    caption = _("{paired} pairs, {doubtful} of them to review").format(
        paired=item.paired, doubtful=item.doubtful
    )
    heads = (_("Confidence"), article.source, article.target)
    yield f"<h2>{escape(article.domain)}</h2>\n<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(head)}</th>' for head in heads) + "</tr></thead>\n<tbody>\n"
    for pair in item.pairs:
        band, said = _band(pair, least)
        yield (
            f'<tr class="{band}"><td class="n">{escape(said)}</td>'
            f'<td lang="{article.source_language}">{escape(pair.source)}</td>'
            f'<td lang="{article.target_language}">{escape(pair.target)}</td></tr>\n'
        )
    yield "</tbody>\n</table>\n"


def _band(pair: Pair, least: int) -> tuple[str, str]:
    """The class of a row, and what it says: colours alone tell nothing to many."""
    if not pair.sources or not pair.targets:
        return "alone", _("alone")
    if pair.confidence < least:
        return "doubtful", _("{percent} %, to review").format(percent=pair.confidence)
    return "sure", _("{percent} %").format(percent=pair.confidence)


def write(path: Path, pieces: Iterable[str]) -> None:
    """Write a file whole, or not at all.

    Raises:
        FileError: it cannot be written.
    """
    try:
        with NamedTemporaryFile(
            "w", dir=path.parent, prefix=f".{path.name}.", delete=False, encoding="utf-8", newline="\n"
        ) as file:
            file.writelines(pieces)
        Path(file.name).chmod(0o666 & ~_umask())
        Path(file.name).replace(path)
    except OSError as error:
        raise FileError(
            _("cannot be written ({reason})").format(reason=error.strerror), path=str(path)
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
