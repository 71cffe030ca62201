"""``dvomova align``."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session
from dvomova.errors import ConfigError, DvomovaError
from dvomova.text import languages
from dvomova.workflow.aligning import SURE
from dvomova.workflow.articles import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dvomova.alignment.learning import Lesson
    from dvomova.workflow.aligning import Aligned, AlignOptions
    from dvomova.workflow.pairs import Pair

_FEW = 12
"""So many places of an article are listed; of more only with -v."""


@options.command(
    "align",
    _(
        "Pair two finished versions of a text, sentence by sentence, and put the pairs into the catalog: "
        "dvomova align story.en.md story.uk.md. Of folders and patterns every article is meant of which "
        "both versions are there. Translations that a catalog has stay as they are."
    ),
)
@options.names()
@click.option(
    "--min-score",
    type=click.IntRange(0, 101),
    default=SURE,
    metavar="N",
    help=_("Pairs less sure than this (0–100) are drafts for review; {number} if not said.").format(
        number=SURE
    ),
)
@click.option(
    "--attach",
    is_flag=True,
    help=_("A sentence that only the translation has goes to the pair before it; else it is only listed."),
)
@click.option("--review", is_flag=True, help=_("Ask at the prompt about every doubtful pair."))
@click.option(
    "--force",
    is_flag=True,
    help=_("Pair also what has a complete catalog, and documents that seem to be unrelated."),
)
@click.option(
    "--tsv", metavar=_("FILE"), help=_("Write all pairs as lines: texts, confidence, places. - prints.")
)
@click.option("--tmx", metavar=_("FILE"), help=_("Write all pairs as TMX 1.4b. - prints."))
@click.option("--html", metavar=_("FILE"), help=_("Write a page with the pairs side by side."))
@options.source()
@options.form()
@options.jobs()
@options.common(writes=True)
def command(
    names: tuple[str, ...], *, min_score: int, attach: bool, review: bool, force: bool, **rest: Any
) -> int:
    """Align articles."""
    from dvomova.workflow.aligning import AlignOptions, align, study, taught, teachers

    files = {kind: rest.pop(kind) for kind in ("tsv", "tmx", "html")}
    session = Session(**rest)
    in_full = session.as_json or session.verbose or any(files.values())
    how = AlignOptions(min_score, attach, force, in_full)
    if review:
        from dvomova.cli.review import review as asked

        session.jobs = 1
    with session.writing():
        articles = _articles(session, names)
        first = [*session.each(teachers(articles), study), *_from_memory(session)]
        words = taught(first) if first else None
        work = partial(align, options=how, lexicon=words, review=asked if review else None)
        done = session.each(articles, work)
    for item in done:
        _tell(session, item, how)
    _write_files(session, done, files, min_score)
    session.written()
    if any(item.doubtful for item in done):
        session.next(_("`dvomova align --review`"), _("`dvomova edit`"))
    elif done:
        session.next(_("`dvomova status`"))
    return session.finish(command="align", articles=[_fields(item) for item in done])


def _from_memory(session: Session) -> list[list[Lesson]]:
    """What the memory teaches; one that cannot be used is told of when it is fed with what was aligned."""
    from dvomova.workflow.aligning import recalled
    from dvomova.workflow.remembering import memory

    with suppress(DvomovaError), memory(session.project) as store:
        return recalled(store)
    return []


def _articles(session: Session, names: Sequence[str]) -> list[Article]:
    """The articles: the pair of two files, or those that names mean and of which both versions exist."""
    if len(names) == 2 and all(Path(name).is_file() and not name.endswith((".po", ".pot")) for name in names):
        return [_of_two(session, *names)]
    found = [article for article in session.articles(names) if article.source]
    disk = session.project.disk
    whole = [one for one in found if disk.exists(one.source) and disk.exists(one.target)]
    if number := len(found) - len(whole):
        text = ngettext(
            "{number} article has only one version", "{number} articles have only one version", number
        )
        session.say(text.format(number=number))
    return whole


def _of_two(session: Session, one: str, other: str) -> Article:
    """The article whose versions two files are; the first one leads unless the catalogs say otherwise."""
    first, article = session.document(one)
    second, theirs = session.document(other)
    if article.domain == theirs.domain and {article.source, article.target} == {first, second}:
        return article
    mine, yours = _language(first, article), _language(second, theirs)
    if mine == yours:
        raise ConfigError(
            _("{one} and {two} are both in “{language}”").format(one=first, two=second, language=mine),
            cure=_("name a text and its translation"),
        )
    leads = first == article.source
    return replace(
        article,
        source=first if leads else second,
        target=second if leads else first,
        source_language=mine if leads else yours,
        target_language=yours if leads else mine,
    )


def _language(path: str, article: Article) -> str:
    """The language of a document by its name, else by its text."""
    named = languages.of_path(path)
    return named or (article.source_language if path == article.source else article.target_language)


def _tell(session: Session, item: Aligned, how: AlignOptions) -> None:
    article = item.article
    if item.skipped:
        session.say(
            _("{domain}: its catalog is complete (--force pairs it again)").format(domain=article.domain)
        )
        return
    open_ones = [pair for pair in item.pairs if _is_open(pair, how.min_score)]
    alone = [sum(not pair.targets for pair in open_ones), sum(not pair.sources for pair in open_ones)]
    said = [ngettext("{number} pair", "{number} pairs", item.paired).format(number=item.paired)]
    if item.doubtful:
        said.append(
            ngettext("{number} to review", "{number} to review", item.doubtful).format(number=item.doubtful)
        )
    for number, language in zip(alone, (article.source_language, article.target_language), strict=True):
        if number:
            said.append(_("{number} only in {language}").format(number=number, language=language))
    session.say(f"{article.domain}: " + ", ".join(said))
    shown = open_ones if session.verbose else open_ones[:_FEW]
    for pair in shown:
        session.say("  " + _line(article, pair))
    if len(open_ones) > len(shown):
        number = len(open_ones) - len(shown)
        session.say("  " + ngettext("{number} more (-v)", "{number} more (-v)", number).format(number=number))


def _is_open(pair: Pair, least: int) -> bool:
    return not pair.sources or not pair.targets or pair.confidence < least


def _line(article: Article, pair: Pair) -> str:
    """A place that a person should look at."""
    if not pair.targets:
        return f"{article.source}:{pair.source_line}: " + _("only here: {text}").format(
            text=_short(pair.source)
        )
    if not pair.sources:
        return f"{article.target}:{pair.target_line}: " + _("only here: {text}").format(
            text=_short(pair.target)
        )
    both = f"{_short(pair.source)} | {_short(pair.target)}"
    return f"{article.source}:{pair.source_line}: " + _("{percent} %: {texts}").format(
        percent=pair.confidence, texts=both
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def _write_files(session: Session, done: Sequence[Aligned], files: dict[str, str | None], least: int) -> None:
    from dvomova.workflow import pair_files

    written = {
        "tsv": lambda: pair_files.tsv(done),
        "tmx": lambda: pair_files.tmx_of(done, least),
        "html": lambda: pair_files.page(done, least),
    }
    for kind, path in files.items():
        if path == "-":
            session.data("".join(written[kind]()).rstrip("\n"))
        elif path and not session.project.disk.dry_run:
            pair_files.write(Path(path), written[kind]())


def _fields(item: Aligned) -> dict[str, Any]:
    article = item.article
    return {
        "domain": article.domain,
        "source": article.source,
        "target": article.target,
        "skipped": item.skipped,
        "paired": item.paired,
        "doubtful": item.doubtful,
        "changed": item.changed,
        "pairs": [
            {
                "source": pair.source,
                "target": pair.target,
                "confidence": pair.confidence,
                "source_line": pair.source_line or None,
                "target_line": pair.target_line or None,
            }
            for pair in item.pairs
        ],
    }
