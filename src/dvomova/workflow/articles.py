"""Articles: which documents a command is about, in which language they lead, where their catalogs are."""

from __future__ import annotations

import glob
import os.path
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from dvomova import registry
from dvomova.config import Config, DocumentRule, MessagesRule
from dvomova.errors import ConfigError
from dvomova.formats.base import ReadOptions
from dvomova.text import languages
from dvomova.workflow.disk import Disk
from dvomova.workflow.index import Index
from dvomova.workflow.layout import files_below
from dvomova.workflow.records import Records, catalog_path

_GLOB = re.compile(r"[*?\[]")
_CODE = re.compile(r"\.(?:uk|en|ua)(\.[^./]+)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """A text that is kept in two languages: a document, or the messages of a program."""

    domain: str
    """What its catalogs are called: its path without language and suffix."""
    source: str
    """Path of the original; of a program empty."""
    source_language: str
    target: str
    """Path of the translated document; of a program empty."""
    target_language: str
    locales: str
    """The folder of the catalogs."""
    rule: DocumentRule | None = None
    messages: MessagesRule | None = None
    form: str = ""
    """The format of its documents by a person's word, now or when its catalog was begun."""

    @property
    def template(self) -> str:
        """Path of its ``.pot``."""
        return f"{self.locales}/{self.domain}.pot"

    @property
    def catalog(self) -> str:
        """Path of its ``.po``."""
        return catalog_path(self.locales, self.target_language, self.domain)


class Articles:
    """How articles are found: by name, by the configuration's patterns, by the catalogs there are."""

    def __init__(
        self, config: Config, disk: Disk, index: Index, source: str | None = None, form: str = ""
    ) -> None:
        """Prepare to find articles.

        Args:
            config: where the root, the patterns and the default language stand.
            disk: the files of the project.
            index: what is known of them.
            source: the language of the originals by a person's word, above all else.
            form: the name of the format of the documents by a person's word.
        """
        self.config, self.disk, self.wish, self.form = config, disk, source, form
        self.records = Records(config.locales, disk, index)
        self._by_domain: dict[str, Article] | None = None

    def named(self, names: Sequence[str], here: Path) -> list[Article]:
        """The articles that ``names`` mean: files, folders, globs or domains; all where there are none.

        Raises:
            ConfigError: a name that means nothing, or a document of which both languages exist and
                nothing tells which one leads; two documents of one domain.
        """
        found: dict[str, Article] = {}
        articles = (
            (article for name in dict.fromkeys(names) for article in self._of_name(name, here))
            if names
            else self._all()
        )
        for article in articles:
            double = found.setdefault(article.domain, article)
            if (double.source, double.messages) != (article.source, article.messages):
                if double.source == article.target:
                    raise _which_leads(double.source, article.source, double.source_language)
                raise ConfigError(
                    _("{one} and {two} would share the catalog {domain}").format(
                        one=double.source, two=article.source, domain=article.domain
                    ),
                    cure=_("rename one of them"),
                )
        return [found[domain] for domain in sorted(found)]

    def document(self, name: str, here: Path) -> tuple[str, Article]:
        """The document at a file name, by its path from the root, and the article it is a version of.

        Raises:
            ConfigError: there is no such file, or its name says nothing.
        """
        path = self._from_root(here / name)
        self.disk.read_bytes(path)  # which says what is wrong with it
        return path, self._of_file(path, given=True)

    def recorded(self, *, gone: bool = False) -> list[Article]:
        """The articles that the catalogs name, whether their documents are there or not, or only if not."""
        documents = self.records.documents()
        return list(self._of_files(sorted(d for d in documents if not gone or not self.disk.exists(d))))

    def of_catalog(self, path: str) -> Article:
        """The article that the catalog or template at ``path`` belongs to.

        Raises:
            ConfigError: it does not say to which.
        """
        program = next((rule for rule in self.config.messages if _domain_of(path) == rule.domain), None)
        name = self.records.named_in(path)[0]
        if program is None and not name:
            self.disk.read(path)  # which says what is wrong with it, if it is no text
            raise ConfigError(
                _("this catalog does not say which document it belongs to"),
                path=path,
                cure=_("name the document instead"),
            )
        return self._program(program) if program else self._of_file(name)

    def programs(self) -> list[Article]:
        """The programs whose messages the configuration names."""
        return [self._program(rule) for rule in self.config.messages]

    def _of_name(self, name: str, here: Path) -> Iterator[Article]:
        if program := next((one for one in self.programs() if one.domain == name), None):
            yield program  # its package, a folder, is often called the same
            return
        path = self._from_root(here / name)
        if self.disk.exists(path):
            yield (
                self.of_catalog(path) if path.endswith((".po", ".pot")) else self._of_file(path, given=True)
            )
        elif self.disk.is_folder(path):
            yield from self._of_files(self._documents(name, files_below(self.disk.root, path)))
        elif _GLOB.search(name):
            # pathlib's glob takes no absolute patterns; this one does.
            found = glob.glob(os.path.join(glob.escape(str(here)), name), recursive=True)  # noqa: PTH118, PTH207
            yield from self._of_files(
                self._documents(name, (self._from_root(Path(file)) for file in found if Path(file).is_file()))
            )
        else:
            yield self._of_domain(name)

    def _documents(self, name: str, paths: Iterable[str]) -> list[str]:
        suffixes = tuple(registry.suffixes())
        found = sorted(path for path in paths if PurePosixPath(path).suffix.lower() in suffixes)
        if not found:
            raise ConfigError(
                _("there are no documents in “{name}”").format(name=name),
                cure=_("known are: {names}").format(names=" ".join(suffixes)),
            )
        return found

    def _from_root(self, path: Path) -> str:
        full, root = Path(path).absolute(), self.disk.root.absolute()
        relative = Path(os.path.normpath(full))
        if not relative.is_relative_to(root):
            raise ConfigError(
                _("{path} lies outside the project {root}").format(path=path, root=root),
                cure=_("run dvomova in the folder that holds both the documents and the catalogs"),
            )
        return relative.relative_to(root).as_posix()

    def _all(self) -> Iterator[Article]:
        if not self.config.documents and not self.config.messages:
            yield from self.recorded()
        for rule in self.config.documents:
            yield from self._of_files(self._matching(rule), rule)
        yield from self.programs()

    def _matching(self, rule: DocumentRule) -> list[str]:
        """The documents that a pattern names; what it does not spell is not looked for in hidden folders."""
        start = re.split(r"[^/]*\{", rule.pattern, maxsplit=1)[0].rstrip("/")
        if start == rule.pattern:
            return [start] if self.disk.exists(start) else []
        found = ((path, _fit(path, rule.pattern)) for path in files_below(self.disk.root, start))
        return sorted(path for path, fit in found if fit and not _is_other_version(path, fit))

    def _of_files(self, paths: Iterable[str], rule: DocumentRule | None = None) -> Iterator[Article]:
        """One article for the versions of one text among the files."""
        seen: set[tuple[str, str]] = set()
        for path in paths:
            version_of = (languages.neutral(path), os.path.splitext(path)[1])  # noqa: PTH122
            if version_of not in seen:
                seen.add(version_of)
                yield self._of_file(path, rule)

    def _of_file(self, path: str, rule: DocumentRule | None = None, *, given: bool = False) -> Article:
        """The article that a document belongs to, whichever of the two languages it is in."""
        if not path.isprintable():  # a line break, or bytes that are not UTF-8
            raise ConfigError(
                _("{path}: this name cannot stand in a catalog").format(path=ascii(path)),
                cure=_("rename it without line breaks, in UTF-8"),
            )
        rule = rule or next((rule for rule in self.config.documents if _fit(path, rule.pattern)), None)
        domain = languages.neutral(path)
        mine = languages.of_path(path) or self._language_of_text(path, rule)
        theirs = self._counterpart(path, languages.other(mine))
        leading = self._wished_or_recorded(domain)
        if leading is None:
            leading = self._stated(theirs, rule, mine, given=given) if self.disk.exists(theirs) else mine
        if leading is None:
            raise _which_leads(path, theirs, mine)
        source, target = (path, theirs) if leading == mine else (theirs, path)
        other, locales = languages.other(leading), self.config.locales
        return Article(domain, source, leading, target, other, locales, rule, form=self._form(path, rule))

    def _form(self, path: str, rule: DocumentRule | None) -> str:
        """The format of a document by a person's word; what the configuration says is above old words."""
        stated = rule and rule.format
        return self.form or ("" if stated else self.records.format(languages.neutral(path)))

    def _wished_or_recorded(self, domain: str) -> str | None:
        """The leading language as a person or else the catalogs say; they may not contradict."""
        recorded = self.records.language(domain)
        if self.wish and recorded and self.wish != recorded:
            raise ConfigError(
                _("the catalogs of {domain} say that its original is in “{language}”").format(
                    domain=domain, language=recorded
                ),
                cure=_("leave out --source, or remove these catalogs first"),
            )
        return self.wish or recorded

    def _stated(self, theirs: str, rule: DocumentRule | None, mine: str, *, given: bool) -> str | None:
        """The leading language, of two versions that are both there, as the configuration states it."""
        plain = [rule for rule in self.config.documents if "{lang}" not in rule.pattern and not rule.source]
        if rule in plain:
            return mine  # such a pattern names the originals themselves
        if any(_fit(theirs, rule.pattern) for rule in plain):
            return languages.other(mine)
        return (rule and rule.source) or self.config.source or (mine if given else None)

    def _language_of_text(self, path: str, rule: DocumentRule | None) -> str:
        """Of a name without a code: not the one that a version with a code is in, else as is said."""
        coded = [code for code in languages.LANGUAGES if self.disk.exists(languages.in_language(path, code))]
        if len(coded) == 1:
            return languages.other(coded[0])
        stated = self.wish or (rule and rule.source) or self.config.source
        return (
            stated
            or self.records.language(languages.neutral(path))
            or languages.of_text(self._prose(path, rule))
        )

    def _prose(self, path: str, rule: DocumentRule | None) -> str:
        """What a person reads in a document; of one that no format is known for all that it holds."""
        name = format_of(path, rule, self._form(path, rule))
        if name is None:
            return self.disk.read(path)
        form, options = registry.load("formats", name), options_of(rule, self.config)
        data = self.disk.read_bytes(path)
        self.disk.forget(path)  # who works on it reads it again
        reading = form.read(form.decode(data, path, options), options)
        return "\n".join(block.text for block in reading.blocks)

    def _counterpart(self, path: str, language: str) -> str:
        """The same document in the other language; ``README.md`` goes with ``README.uk.md``."""
        there = languages.in_language(path, language)
        names = [there, _CODE.sub(r"\1", path)]
        if language == "uk":
            names.append(languages.in_language(path, "ua"))
        return next((name for name in names if name != path and self.disk.exists(name)), there)

    def _of_domain(self, name: str) -> Article:
        if self._by_domain is None:
            self._by_domain = {article.domain: article for article in self._all()}
        known = self._by_domain
        if found := known.get(name) or next((a for a in known.values() if a.source == name), None):
            return found
        near = get_close_matches(name, [*known, *(article.source for article in known.values())], n=1)
        raise ConfigError(
            _("there is no file, folder or article called “{name}”").format(name=name),
            cure=_("did you mean “{name}”?").format(name=near[0])
            if near
            else _("`dvomova status` lists the articles there are"),
        )

    def _program(self, rule: MessagesRule) -> Article:
        target = languages.other(rule.source)
        return Article(rule.domain, "", rule.source, "", target, self.config.locales, messages=rule)


def format_of(path: str, rule: DocumentRule | None, form: str) -> str | None:
    """The name of the format of a document: by a person's word, the configuration, its suffix; or None."""
    return form or (rule and rule.format) or registry.format_of(PurePosixPath(path).suffix)


def options_of(rule: DocumentRule | None, config: Config) -> ReadOptions:
    """What the configuration tells the reader of a document."""
    encoding = (rule and rule.encoding) or config.encoding
    subtitles = (rule and rule.subtitles) or config.subtitles
    return ReadOptions(config.front_matter, encoding, subtitles)


def _domain_of(path: str) -> str:
    return re.sub(r"\A.*?(?:LC_MESSAGES/|/)(?=[^/]*\Z)|\.pot?\Z", "", path)


def _which_leads(one: str, two: str, language: str) -> ConfigError:
    return ConfigError(
        _("{one} and {two} both exist: which one is the original?").format(one=one, two=two),
        cure=_('name it (dvomova update {path}), or set source = "{language}" in dvomova.toml').format(
            path=one, language=language
        ),
    )


def _fit(path: str, pattern: str) -> re.Match[str] | None:
    """How a path fits a pattern; ``{path}`` spans folders where it begins a part of the path."""
    return _expression(pattern).fullmatch(path)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    whole = re.search(r"(?:\A|/)\{path\}", pattern)
    expression = re.escape(pattern).replace(r"\{path\}", "(?P<path>.+)" if whole else "(?P<path>[^/]+)")
    return re.compile(expression.replace(r"\{lang\}", "(?P<lang>(?i:uk|en|ua))"))


def _is_other_version(path: str, fit: re.Match[str]) -> bool:
    """Whether a document found by a pattern without ``{lang}`` is the translation of one of them."""
    free = fit.groupdict()
    return (
        not free.get("lang") and "path" in free and languages.of_path(path[fit.start("path") :]) is not None
    )
