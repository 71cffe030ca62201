"""One machine engine, made ready for a project: allowed, with its address, its key and its former answers."""

from __future__ import annotations

from gettext import gettext as _
from importlib.util import find_spec

from dvomova import registry
from dvomova.config import EngineRule
from dvomova.engines.answers import Answers
from dvomova.engines.base import Access, Engine
from dvomova.engines.connection import Connection
from dvomova.engines.guard import Guard
from dvomova.engines.keys import key_of, variable
from dvomova.engines.pace import Pace
from dvomova.errors import ConfigError
from dvomova.workflow.lock import FOLDER, make_folder
from dvomova.workflow.project import Project
from dvomova.workflow.terminology import glossary
from dvomova.workflow.writing import cannot

ANSWERS = f"{FOLDER}/answers.db"
"""What engines have answered, from the root of a project."""
_RUSSIAN = frozenset({"yandex"})
"""Off unless the configuration turns them on."""
_NOWHERE = "http://localhost"
"""The address of engines that call nobody."""


def guarded(name: str, project: Project) -> Guard:
    """The guard of an engine, ready to be asked; nobody has been called yet.

    Raises:
        ConfigError: there is no such engine, or it may not be used here, or cannot.
        FileError: its former answers cannot be read.
    """
    engine: Engine = registry.load("engines", name)
    rule = next((one for one in project.config.engines if one.name == name), EngineRule(name))
    _check_enabled(rule, project.config.path)
    key = key_of(name)
    url = rule.url or engine.address(key)
    if url and project.config.offline:
        raise ConfigError(
            _("“offline = true” forbids engines that are elsewhere"),
            path=project.config.path,
            cure=_("use echo or pseudo, or take it out"),
        )
    if url:
        _check_installed(name, engine)
    if engine.needs_key and not key:
        cure = _("put it into {variable} in the environment, or into the keyring: keyring set dvomova {name}")
        raise ConfigError(
            _("{name} needs a key").format(name=name), cure=cure.format(variable=variable(name), name=name)
        )
    connection = _connection(url, key, rule, project)
    options = dict(rule.options)
    whose = " ".join([name, connection.url, options.get("model", "")])
    pace = Pace(rule.per_minute or engine.limits.per_minute)
    access, terms = Access(connection, options), glossary(project).masks
    return Guard(name, whose, engine, access, _answers(project), pace, terms=terms)


def _check_enabled(rule: EngineRule, path: str) -> None:
    is_russian = rule.name in _RUSSIAN
    if rule.enabled or (rule.enabled is None and not is_russian):
        return
    what = _("{name} is a Russian service, and off") if is_russian else _("{name} is off")
    raise ConfigError(
        what.format(name=rule.name),
        path=path,
        cure=_("what turns it on is: {lines}").format(lines=f"[engines.{rule.name}] enabled = true"),
    )


def _check_installed(name: str, engine: Engine) -> None:
    packages = ("requests", *getattr(engine, "packages", ()))
    if missing := [package for package in packages if find_spec(package) is None]:
        raise ConfigError(
            _("{name} needs the package {package}").format(name=name, package=missing[0]),
            cure='pip install "dvomova[engines]"',
        )


def _connection(url: str, key: str, rule: EngineRule, project: Project) -> Connection:
    try:
        return Connection(url or _NOWHERE, key)
    except ConfigError as error:
        what = f"engines.{rule.name}.url: {error.what}"
        raise ConfigError(what, path=project.config.path, cure=error.cure) from None


def _answers(project: Project) -> Answers:
    path = project.disk.root / ANSWERS
    if project.disk.dry_run and not path.exists():
        return Answers(":memory:", ANSWERS)
    try:
        make_folder(project.disk.root)
    except OSError as error:
        raise cannot(_("cannot be written ({reason})"), ANSWERS, error) from None
    return Answers(str(path), ANSWERS)


def is_elsewhere(guard: Guard) -> bool:
    """Whether what an engine is asked leaves this program."""
    return guard.access.connection.url != _NOWHERE
