"""``dvomova check``: one run over catalogs, one after another."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.model import Catalog, Finding
    from dvomova.workflow.articles import Articles
    from dvomova.workflow.checking import Report, Sheet
    from dvomova.workflow.choosing import Choice

OWN = ("select", "ignore", "fail_level", "since", "baseline", "update_baseline", "fix")
"""The options that are this command's own."""


class Run:
    """One run of the command."""

    def __init__(self, session: Session, own: dict[str, Any], style: str) -> None:
        from dvomova.workflow import choosing

        self.session, self.own, self.style = session, own, style
        self.choice: Choice = choosing.chosen(session.project, own["select"], own["ignore"])
        self.house = choosing.house_style(session.project, self.choice)
        self.stamps = 0
        """How many catalogs had comments without a digest."""
        self.level = own["fail_level"] or session.project.config.check.fail_level

    def run(self, names: tuple[str, ...]) -> int:
        from dvomova.errors import FileError
        from dvomova.workflow import checking

        total = checking.Report()
        for read in self._sources(names):  # one after another: memory does not grow with their number
            try:
                sheet = self._prepared(read())
            except FileError as error:
                if error.path.endswith(".po") and error.line:
                    total.findings.append(checking.refused(error))
                else:
                    self.session.tell(error)
                continue
            _add(total, checking.check(sheet, self.choice, self.house, self._wanted(sheet)))
            self.session.project.disk.forget(sheet.path)
        self._told_of_writing()
        self._baseline(total)
        return self._tell(total)

    def _prepared(self, sheet: Sheet) -> Sheet:
        """A catalog with what this command writes into it."""
        sheet = self._stamped(sheet)
        return self._fixed(sheet) if self.own["fix"] else sheet

    def _told_of_writing(self) -> None:
        if self.stamps:
            self.session.say(_("New comments that ignore something hold for their texts as they are now."))
        if self.own["fix"] or self.session.project.disk.changed:
            self.session.written()

    def _sources(self, names: tuple[str, ...]) -> list[Any]:
        """What there is to read, each as a function that reads it."""
        from functools import partial

        from dvomova.workflow import checking
        from dvomova.workflow.paired import pair_of

        session, disk = self.session, self.session.project.disk
        articles = session.project.articles(session.source)
        if (pair := pair_of(names, session.project, articles, Path.cwd())) is not None:
            return [pair]
        files = [name for name in names if name.endswith(".po") and Path(name).is_file()]
        folders = {name: self._catalogs_below(name, articles) for name in names if Path(name).is_dir()}
        rest = tuple(name for name in names if name not in files and not folders.get(name))
        files += [path for name in names for path in folders.get(name, ())]
        found = [partial(self._file, self._path(name), articles) for name in files]
        for article in session.articles(rest) if rest or not names else ():
            if disk.exists(article.catalog):
                found.append(partial(checking.of_article, article, session.project))
            elif article.source:
                session.say(_("{path} has no catalog yet.").format(path=article.source))
        return found

    def _catalogs_below(self, name: str, articles: Articles) -> list[str]:
        """The catalogs in a folder that holds no documents: of any project."""
        from dvomova.errors import ConfigError
        from dvomova.workflow.layout import files_below

        try:
            articles.named([name], Path.cwd())
        except ConfigError:
            return [f"{name.rstrip('/')}/{path}" for path in files_below(Path(name)) if path.endswith(".po")]
        return []

    def _file(self, path: str, articles: Articles) -> Sheet:
        """A catalog by its path; what its document is for a look at it, where it has one here."""
        from dvomova.errors import ConfigError
        from dvomova.workflow import checking, cues

        project = self.session.project
        sheet = checking.sheet(path, project.disk, source=self.session.source or "")
        if sheet.is_foreign:
            return sheet
        try:
            article = articles.of_catalog(path)
        except ConfigError:
            return sheet
        return replace(sheet, cues=lambda catalog: cues.of_catalog(catalog, article, project))

    def _path(self, name: str) -> str:
        """A catalog by its path from the root; one outside the project may be read, not mended."""
        from dvomova.errors import ConfigError

        try:
            return _from_root(name, self.session)
        except ConfigError:
            if self.own["fix"] or self.own["since"]:
                raise
            return Path(name).absolute().as_posix()

    def _wanted(self, sheet: Sheet) -> Any:
        if self.own["since"] is None:
            return None
        from dvomova.catalogs import po
        from dvomova.workflow.checking import unlike
        from dvomova.workflow.git import NotThereError, content_at, revision_called

        root = self.session.project.disk.root
        revision = revision_called(root, self.own["since"])
        try:
            return unlike(
                po.parse(content_at(root, sheet.path, revision).decode("utf-8", "replace"), sheet.path)
            )
        except NotThereError:
            return unlike(None)

    def _stamped(self, sheet: Sheet) -> Sheet:
        """A catalog with a digest in new comments that ignore something, so that these die with the texts.

        Where it cannot be written the comments hold all the same.
        """
        from dvomova.errors import DvomovaError
        from dvomova.workflow.ignoring import stamped

        catalog = sheet.catalog if sheet.is_foreign else stamped(sheet.catalog)
        if catalog is sheet.catalog:
            return sheet
        self.stamps += 1
        try:
            return self._rewritten(sheet, catalog)
        except DvomovaError as error:
            self.session.say(str(error))
            return sheet

    def _fixed(self, sheet: Sheet) -> Sheet:
        from dvomova.workflow import checking

        if sheet.lines is not None:
            return sheet
        catalog = checking.mended(sheet, self.choice, self.house)
        for one, other in zip(sheet.catalog.units, catalog.units, strict=True):
            self._show(sheet, one, other)
        return self._rewritten(sheet, catalog)

    def _rewritten(self, sheet: Sheet, catalog: Catalog) -> Sheet:
        """Write a catalog that changed; what is on the disk then is checked."""
        from dvomova.catalogs import po
        from dvomova.workflow import reading

        session, disk = self.session, self.session.project.disk
        if catalog is sheet.catalog or catalog.units == sheet.catalog.units:
            return sheet
        catalog = po.revised(sheet.catalog, catalog.units, reading.now())
        with session.writing():
            disk.write(sheet.path, po.render(catalog, session.project.config.wrap))
        if disk.dry_run:
            return sheet
        return replace(sheet, catalog=po.parse(disk.read(sheet.path), sheet.path))

    def _show(self, sheet: Sheet, before: Any, now: Any) -> None:
        from dvomova.cli.printing import differences

        for one, other in zip(before.targets, now.targets, strict=True):
            if one != other:
                self.session.say(f"{sheet.path}: {differences(one, other)}")

    def _baseline(self, total: Report) -> None:
        from dvomova.errors import ConfigError
        from dvomova.workflow import ignoring

        name, disk = self.own["baseline"], self.session.project.disk
        if not name:
            if self.own["update_baseline"]:
                raise ConfigError(
                    _("--update-baseline needs --baseline FILE"), cure="--baseline .dvomova-baseline.json"
                )
            return
        path = _from_root(name, self.session)
        if self.own["update_baseline"]:
            disk.forget(path)
            disk.write(path, ignoring.baseline(total.findings))
            total.known, total.findings = len(total.findings), []
            return
        if not disk.exists(path):
            raise ConfigError(
                _("there is no file “{path}”").format(path=path), cure=_("make it: add --update-baseline")
            )
        total.findings, total.known = ignoring.new_since(total.findings, disk.read(path), path)

    def _tell(self, total: Report) -> int:
        from dvomova.cli.findings import writer
        from dvomova.cli.session import json_document
        from dvomova.model import Severity
        from dvomova.workflow.checking import by_severity

        session, findings = self.session, total.findings
        failing = any(True for _one in by_severity(findings, Severity(self.level)))
        session.project.index.save()
        if session.as_json:
            from dvomova.cli.findings.json import fields

            shown = [fields(finding) for finding in findings]
            document = json_document(session.errors, findings=shown, summary=_summary(total))
            click.echo(document)
        elif self.style == "text":
            self._tell_person(total, findings)
        else:
            click.echo(writer(self.style)(findings))
        if session.errors:
            return max(error.exit_code for error in session.errors)
        changes = session.check and session.project.disk.changed
        return 1 if failing or changes else 0

    def _tell_person(self, total: Report, findings: list[Finding]) -> None:
        from dvomova.cli.findings.text import write

        session = self.session
        shown = findings if session.verbose or len(findings) < 200 else findings[:200]
        if shown:
            session.data(write(shown))
        if len(shown) < len(findings):
            session.say(_("… and {number} more (-v shows all)").format(number=len(findings) - len(shown)))
        if not session.idle:
            session.say(_counted(total))
        for name in total.outdated:
            session.say(
                _(
                    "{name}: what its comment ignores was another text (if it still holds, take out @…)"
                ).format(name=name)
            )
        if any(finding.mechanical and finding.fix is not None for finding in findings):
            session.next(_("`dvomova check --fix` mends what is mechanical"), _("`dvomova edit`"))
        elif findings:
            session.next(
                _("`dvomova check --explain {check}`").format(check=findings[0].check), _("`dvomova edit`")
            )


def _add(total: Report, one: Report) -> None:
    total.findings += one.findings
    total.units += one.units
    total.ignored += one.ignored
    total.outdated += one.outdated


def _summary(total: Report) -> dict[str, int]:
    from dvomova.model import Severity

    counts = total.counts()
    levels = {severity.value: counts[severity] for severity in Severity}
    return {"units": total.units, **levels, "ignored": total.ignored, "known": total.known}


def _counted(total: Report) -> str:
    from dvomova.model import Severity

    counts = total.counts()
    number = counts[Severity.ERROR]
    parts = [ngettext("{number} error", "{number} errors", number).format(number=number)]
    number = counts[Severity.WARNING]
    parts.append(ngettext("{number} warning", "{number} warnings", number).format(number=number))
    parts.append(_("{number} for a look").format(number=counts[Severity.INFO]))
    parts += [_("{number} ignored").format(number=total.ignored)] * bool(total.ignored)
    parts += [_("{number} in the baseline").format(number=total.known)] * bool(total.known)
    number = total.units
    text = ngettext(
        "{number} translation checked: {counts}.", "{number} translations checked: {counts}.", number
    )
    return text.format(number=number, counts=", ".join(parts))


def _from_root(name: str, session: Session) -> str:
    import os

    from dvomova.errors import ConfigError

    root = session.project.disk.root.absolute()
    path = Path(os.path.normpath(Path(name).absolute()))
    if not path.is_relative_to(root):
        raise ConfigError(
            _("{path} is outside the project ({root})").format(path=name, root=root),
            cure=_("run dvomova in its folder"),
        )
    return path.relative_to(root).as_posix()
