"""git: what a document was at a revision, and how git is told of catalogs. By its command line."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from dvomova.errors import ConfigError, FileError
from dvomova.workflow.disk import Disk

ATTRIBUTES = ".gitattributes"
LINE = "*.po merge=dvomova diff=dvomova"
SETTINGS = (
    ("merge.dvomova.name", "catalogs of translations"),
    ("merge.dvomova.driver", "dvomova merge-driver %O %A %B %L %P"),
    ("diff.dvomova.textconv", "dvomova diff --textconv"),
)

_KNOWN = re.compile(r"^\*\.po[ \t](?=.*\bmerge=dvomova\b)(?=.*\bdiff=dvomova\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Setup:
    """What is missing for git to merge and show catalogs by dvomova."""

    attributes: str
    """The line that ``.gitattributes`` lacks; empty where it has it."""
    settings: tuple[tuple[str, str], ...]
    """What the configuration of this clone lacks, by name and value; what is set there stays."""

    def __bool__(self) -> bool:
        return bool(self.attributes or self.settings)


def missing_setup(disk: Disk) -> Setup:
    """What is missing in a project.

    Raises:
        ConfigError: it is in no repository, or there is no git.
    """
    check_repository(disk.root)
    known = _KNOWN.search(disk.read_if_there(ATTRIBUTES) or "")
    settings = (
        (name, value) for name, value in SETTINGS if _run(disk.root, "config", "--get", name).returncode
    )
    return Setup("" if known else LINE, tuple(settings))


def set_up(disk: Disk, setup: Setup) -> None:
    """Do what is missing; with a dry run nothing of it.

    Raises:
        FileError: a file cannot be written.
    """
    if setup.attributes:
        text = disk.read_if_there(ATTRIBUTES) or ""
        newline = "\r\n" if "\r\n" in text else "\n"
        gap = "" if not text or text.endswith("\n") else newline
        disk.write(ATTRIBUTES, text + gap + setup.attributes + newline)
    for name, value in setup.settings if not disk.dry_run else ():
        done = _run(disk.root, "config", "--local", name, value)
        if done.returncode:
            raise FileError(
                _("git cannot set {name} ({reason})").format(name=name, reason=_said(done)),
                path=".git/config",
                cure=_("check its permissions"),
            )


class Revision(NamedTuple):
    """A state of a repository."""

    name: str
    """As a person calls it: ``HEAD~3``, ``v1``."""
    commit: str
    """As git does."""


def revision_called(root: Path, name: str) -> Revision:
    """The revision that a person means.

    Raises:
        ConfigError: there is no git, no repository, or no such revision.
    """
    check_repository(root)
    found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        raise ConfigError(
            _("git knows no revision “{revision}”").format(revision=name),
            cure=_("`git log --oneline` lists them; a shallow clone may lack old ones"),
        )
    return Revision(name, found.stdout.decode().strip())


def content_at(root: Path, path: str, revision: Revision) -> bytes:
    """What a file, given by its path from ``root``, held at a revision.

    Raises:
        NotThereError: it was not there.
    """
    found = _run(root, "cat-file", "blob", f"{revision.commit}:./{path}")
    if found.returncode:
        raise NotThereError(
            _("was not there at {revision}").format(revision=revision.name),
            path=path,
            cure=_("name a later revision: git log --oneline -- {path}").format(path=path),
        )
    return found.stdout


class NotThereError(FileError):
    """A file that is there now and was not at that revision."""


def check_repository(root: Path) -> None:
    """Make sure that a folder is in a repository.

    Raises:
        ConfigError: it is in none, or there is no git.
    """
    done = _run(root, "rev-parse", "--is-inside-work-tree")
    if done.returncode:
        # Git tells of a repository that it does not trust in many lines, of which the first says it.
        raise ConfigError(
            _("this is no git repository ({reason})").format(reason=_said(done)),
            cure=_("run it in one, or make one: git init"),
        )


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  # a list, no shell
            ["git", *arguments],  # noqa: S607  # the git that the person uses
            cwd=root,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        raise ConfigError(
            _("there is no git on this machine"), cure=_("install it: https://git-scm.com")
        ) from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ") or "git"
