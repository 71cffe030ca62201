"""One run of a command: its project, what it says, and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any, TypeVar

import click

from dvomova.config.values import shared
from dvomova.errors import DvomovaError, FileError
from dvomova.workflow import journal
from dvomova.workflow.articles import Article, Articles
from dvomova.workflow.parallel import outcomes
from dvomova.workflow.project import Project, open_project

T = TypeVar("T")

_FEW = 6
"""So many files are named; of more only how many they are."""


@dataclass(slots=True)
class Session:
    """What the common options say, and what has happened so far."""

    dry_run: bool = False
    check: bool = False
    """Like ``dry_run``, and exit code 1 where something would change."""
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False
    source: str | None = None
    form: str = ""
    """The format of the documents by ``--format``."""
    jobs: int | None = 1
    """How many processes work on articles; None for as many as there are processors, where it pays."""
    errors: list[DvomovaError] = field(default_factory=list)
    idle: bool = False
    """Whether there turned out to be nothing to work on."""
    project: Project = field(init=False)
    _known: Articles = field(init=False)

    def __post_init__(self) -> None:
        self.project = open_project(_here(), dry_run=self.dry_run or self.check)
        self._known = self.project.articles(self.source, self.form)

    def articles(self, names: Sequence[str]) -> list[Article]:
        """The articles that the command is about; where there are none, says how to begin."""
        found = self._known.named(names, _here())
        if not found and not names:
            self.idle = True
            self.say(_("There are no articles here yet."))
            self.next(_("`dvomova update ARTICLE.en.md`"), _("`dvomova init`"))
        return found

    def document(self, name: str) -> tuple[str, Article]:
        """One document by its file name, from the project root, and the article it is a version of.

        Raises:
            ConfigError: there is no such file, or it is no document.
        """
        return self._known.document(name, _here())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other dvomova processes out of the project meanwhile, and a journal of what is written."""
        with self.project.disk.locked():
            journal.record(self.project.disk, click.get_current_context().info_name or "")
            yield

    def by_presence(self, articles: Sequence[Article]) -> tuple[list[Article], list[Article]]:
        """Articles whose original is there, and those whose original is gone and whose catalog stays."""
        disk = self.project.disk
        missing = dict.fromkeys(
            a for a in articles if a.source and not disk.exists(a.source) and disk.exists(a.catalog)
        )
        return [article for article in articles if article not in missing], list(missing)

    def tell_missing(self, missing: Sequence[Article]) -> None:
        """Say of which articles the original is gone; of many only how many they are."""
        if len(missing) > _FEW and not self.verbose:
            text = _("{number} originals are gone; their translations stay in their catalogs (-v lists them)")
            self.say(text.format(number=len(missing)))
            return
        for article in missing:
            self.say(
                _("{path} is gone; its translations stay in {catalog}").format(
                    path=article.source, catalog=article.catalog
                )
            )

    def each(self, articles: Sequence[Article], work: Callable[[Article, Project], T]) -> list[T]:
        """What ``work`` gives for each article; what fails in one is told and does not stop the others."""
        results = []
        with (
            closing(outcomes(articles, work, self.project, self.jobs)) as found,
            self._progress(found, len(articles)) as items,
        ):
            try:
                for outcome in items:
                    if isinstance(outcome, DvomovaError):
                        self.tell(outcome)
                    else:
                        results.append(outcome)
            except DvomovaError as error:
                self.tell(error)
        return results

    def look(self, articles: Sequence[Article], work: Callable[[Article, Project], T]) -> list[T]:
        """The same, of work that writes nothing and is done in no time."""
        results = []
        for article in articles:
            try:
                results.append(work(article, self.project))
            except DvomovaError as error:
                self.tell(error)
        return results

    @contextmanager
    def _progress(self, items: Iterable[T], length: int) -> Iterator[Iterable[T]]:
        """A bar on a terminal, where there is enough to wait for."""
        if length < 50 or not sys.stderr.isatty() or self.quiet:
            yield items
            return
        with click.progressbar(items, length=length, file=sys.stderr) as bar:
            yield bar

    def tell(self, error: DvomovaError) -> None:
        """Print an error; the command will end with its exit code."""
        self.errors.append(error)
        click.secho(str(error), err=True, fg="red")

    def say(self, text: str) -> None:
        """Talk: what was done, what to do next. Not data."""
        if not self.quiet and not self.as_json:
            click.echo(text, err=True)

    def data(self, text: str) -> None:
        """What was asked for."""
        if not self.as_json:
            click.echo(text)

    def next(self, *steps: str) -> None:
        """The next step, as git does."""
        if not self.errors:
            self.say(_("Next: {steps}").format(steps=_(" or ").join(steps)))

    def tell_skipped(self, path: str, skipped: Sequence[tuple[int, str]]) -> None:
        """Say what of a document is not translated although a person may expect it."""
        number = len(skipped)
        if number:
            text = ngettext("{number} place left as it is", "{number} places left as they are", number)
            self.say("  " + text.format(number=number) + ("" if self.verbose else _(" (-v lists them)")))
        for line, what in skipped if self.verbose else ():
            self.say(f"  {path}:{line}: {what}" if path else f"  {what}")  # of a program it says its place

    def written(self) -> None:
        """Say which files were, or would be, written or removed."""
        changed, removed = self.project.disk.changed, set(self.project.disk.removed)
        if not changed:
            if not self.idle and not self.errors:
                self.say(_("Nothing to write: every file is up to date."))
        elif self.verbose or len(changed) <= _FEW or self.project.disk.dry_run:
            write, remove = _("wrote {path}"), _("removed {path}")
            if self.project.disk.dry_run:
                write, remove = _("would write {path}"), _("would remove {path}")
            for path in changed:
                self.say("  " + (remove if path in removed else write).format(path=path))
        else:
            if number := len(changed) - len(removed):
                text = ngettext("  wrote {number} file", "  wrote {number} files", number)
                self.say(text.format(number=number))
            if number := len(removed):
                text = ngettext("  removed {number} file", "  removed {number} files", number)
                self.say(text.format(number=number))

    def finish(self, *, findings: bool = False, **fields: Any) -> int:
        """Print the JSON document where it was asked for; returns the exit code."""
        self._feed()
        self.project.index.save()
        changed = self.project.disk.changed
        if self.as_json:
            click.echo(json_document(self.errors, **fields, changed=changed))
        if self.errors:
            return max(error.exit_code for error in self.errors)
        return 1 if findings or (self.check and changed) else 0

    def _feed(self) -> None:
        """Have a memory that others ask too know what was confirmed; a cache that cannot be is no error."""
        if not shared(self.project.config.memory):
            return
        from dvomova.workflow.remembering import feed

        try:
            feed(self.project)
        except DvomovaError as error:
            text = _("The memory does not know of it yet: {reason}; `dvomova tm add` makes up for that.")
            self.say(text.format(reason=error.what))


def json_document(errors: Sequence[DvomovaError], **fields: Any) -> str:
    """The document that ``--json`` promises: its version, what the command found, what went wrong."""
    document = {"version": 1, **fields, "errors": [_fields(error) for error in errors]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def publishing(articles: Iterable[Article]) -> str:
    """The step that publishes: programs have no document to build."""
    return _("`dvomova build`") if any(article.source for article in articles) else _("`dvomova compile`")


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise FileError(_("the current folder is no longer there"), cure=_("change to another one")) from None


def _fields(error: DvomovaError) -> dict[str, Any]:
    return {"path": error.path, "line": error.line, "message": error.what, "cure": error.cure}
