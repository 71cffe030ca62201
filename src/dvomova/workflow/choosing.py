"""check: which checks are asked, how much they weigh, and by which style of the house."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from gettext import gettext as _
from importlib.util import module_from_spec, spec_from_file_location

from dvomova import registry
from dvomova.checks.base import Check
from dvomova.checks.running import Found, built_in, declared
from dvomova.checks.style import Speller, Style
from dvomova.config import GLOSSARY, Config
from dvomova.errors import ConfigError
from dvomova.model import Severity
from dvomova.workflow.project import Project


@dataclass(frozen=True, slots=True)
class Choice:
    """Which checks are asked, and how much they weigh."""

    checks: tuple[Check, ...]
    severities: dict[str, Severity] = field(default_factory=dict)
    """By id, where it is not the check's own."""
    speller: Callable[[str], Speller | None] = lambda _language: None
    """The dictionary of a language, made ready once; none where nobody asked for the check ``spelling``."""

    def has(self, name: str) -> bool:
        """Whether a check of that id is asked."""
        return any(check.id == name for check in self.checks)

    def severity(self, found: Found) -> Severity:
        """How much a flaw weighs here."""
        return self.severities.get(found.check.id) or found.flaw.severity or found.check.severity


def chosen(project: Project, select: Sequence[str], ignore: Sequence[str]) -> Choice:
    """The checks that are asked: what the command line names stands above the configuration.

    Raises:
        ConfigError: an id or family that there is none of, a plug-in or local file that fails.
    """
    rules, checks = project.config.check, known_checks(project.config)
    names = {one.id for one in checks} | {one.family for one in checks}
    selected, ignored = tuple(select) or rules.select, (*rules.ignore, *ignore)
    for name in (*selected, *ignored, *(name for name, _level in rules.severity)):
        if name not in names:
            raise _unknown(name, names)
    asked = tuple(
        one
        for one in checks
        if (not selected or {one.id, one.family} & set(selected)) and not {one.id, one.family} & set(ignored)
    )
    severities = {name: Severity(level) for name, level in rules.severity}
    if not rules.dictionaries and "spelling" not in selected:  # nobody has to have a dictionary
        return Choice(tuple(one for one in asked if one.id != "spelling"), severities)
    from dvomova.workflow.spelling import speller

    return Choice(asked, severities, cache(partial(speller, project=project)))


def known_checks(config: Config) -> tuple[Check, ...]:
    """All checks: dvomova's own, those of plug-ins, those of the project's own file.

    Raises:
        ConfigError: one of these fails when it is loaded.
    """
    built_in()
    for name in registry.names("checks"):
        registry.load("checks", name)
    if config.check.local:
        _load_local(config)
    return declared()


def _load_local(config: Config) -> None:
    place = config.root / config.check.local
    spec = spec_from_file_location("dvomova_local_checks", place)
    try:
        if spec is None or spec.loader is None:
            raise ImportError(_("it is no Python file"))  # noqa: TRY301  # told below, as all that goes wrong
        spec.loader.exec_module(module_from_spec(spec))
    except Exception as error:  # a person's own code may raise anything
        raise ConfigError(
            _("the project's own checks cannot be used ({reason})").format(
                reason=f"{type(error).__name__}: {error}"
            ),
            path=config.check.local,
            cure=_("mend it, or take `local` out of [check]"),
        ) from error


def _unknown(name: str, names: Collection[str]) -> ConfigError:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(names), n=1)
    return ConfigError(
        _("there is no check called “{name}”").format(name=name),
        cure=_("did you mean “{name}”?").format(name=near[0])
        if near
        else _("`dvomova check --explain all` lists them"),
    )


def explained(name: str, config: Config) -> list[Check]:
    """The check of that id, or all of a family; ``all`` for every one.

    Raises:
        ConfigError: there is none.
    """
    checks = known_checks(config)
    found = [one for one in checks if name in {one.id, one.family, "all"}]
    if not found:
        raise _unknown(name, {one.id for one in checks} | {one.family for one in checks})
    return found


def house_style(project: Project, choice: Choice) -> Style:
    """The style of the house, with what checks go by besides: protected names, the glossary.

    Raises:
        ConfigError, FileError: the glossary cannot be read.
    """
    style = replace(project.config.check.style, protect=project.config.protect)
    if choice.has("glossary") and (project.config.glossary or project.disk.exists(GLOSSARY)):
        from dvomova.workflow.terminology import glossary

        terms = glossary(project)
        style = replace(style, terms=terms.faults if terms.entries else None)
    return style
