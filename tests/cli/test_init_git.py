"""init --git: what it writes, once, and what it leaves alone."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

LINE = "*.po merge=dvomova diff=dvomova\n"

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.fixture
def repository(desk):
    desk.environment |= {"HOME": str(desk.root), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": "/"}
    git(desk, "init", "-q")
    return desk


def git(desk, *arguments):
    done = subprocess.run(
        ["git", *arguments], cwd=desk.root, env=desk.environment, capture_output=True, check=False
    )
    return done.stdout.decode().strip()


def visible(desk):
    return {name: data for name, data in desk.files().items() if not name.startswith(".git/")}


def settings(desk):
    found = git(desk, "config", "--local", "--get-regexp", r"\.dvomova\.").splitlines()
    return dict(line.split(" ", 1) for line in found)


def test_it_sets_git_up_once(repository):
    outcome = repository.ok("init", "--git", "--yes")
    assert f"into .gitattributes, to be committed:\n  {LINE}" in outcome.out
    assert 'git config merge.dvomova.driver "dvomova merge-driver %O %A %B %L %P"' in outcome.out
    assert "everybody runs `dvomova init --git` once" in outcome.err
    assert "Next: `git add .gitattributes`" in outcome.err
    assert repository.read(".gitattributes") == LINE
    assert settings(repository) == {
        "merge.dvomova.name": "catalogs of translations",
        "merge.dvomova.driver": "dvomova merge-driver %O %A %B %L %P",
        "diff.dvomova.textconv": "dvomova diff --textconv",
    }
    assert git(repository, "check-attr", "merge", "--", "locales/a.po").endswith("merge: dvomova")
    before = repository.files()
    outcome = repository.ok("init", "--git")
    assert "git is set up in this clone" in outcome.err
    assert outcome.out == ""
    assert repository.files() == before
    assert repository.run("init", "--git", "--check").code == 0


def test_with_documents_it_writes_the_configuration_too(repository):
    repository.write("a.en.md", "x\n")
    repository.ok("init", "--git", stdin="\n")
    assert "{path}.{lang}.md" in repository.read("dvomova.toml")
    assert repository.read(".gitattributes") == LINE


def test_a_configuration_that_is_there_is_left_alone(repository):
    repository.write("dvomova.toml", "# mine\n")
    repository.ok("init", "--git", "-y")
    assert repository.read("dvomova.toml") == "# mine\n"
    assert repository.read(".gitattributes") == LINE
    assert repository.run("init", "-y").code == 2


def test_another_clone_needs_the_settings_only(repository):
    repository.write(".gitattributes", LINE)
    outcome = repository.ok("init", "--git", "--json", "-y")
    assert outcome.json["git"]["attributes"] == ""
    assert len(outcome.json["git"]["settings"]) == 3
    assert len(settings(repository)) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("*.md text", "*.md text\n" + LINE),
        ("*.md text\r\n", "*.md text\r\n" + LINE.replace("\n", "\r\n")),
        ("*.po text\n", "*.po text\n" + LINE),
        ("*.po merge=dvomova\n", "*.po merge=dvomova\n" + LINE),
        ("*.po text diff=dvomova merge=dvomova\n", "*.po text diff=dvomova merge=dvomova\n"),
        ("# *.po merge=dvomova diff=dvomova\n", "# *.po merge=dvomova diff=dvomova\n" + LINE),
    ],
)
def test_what_stands_in_gitattributes_stays(repository, before, after):
    repository.write(".gitattributes", before)
    repository.ok("init", "--git", "-y")
    assert repository.read(".gitattributes") == after


def test_what_a_person_set_stays(repository):
    git(repository, "config", "merge.dvomova.driver", "uvx dvomova merge-driver %O %A %B %L %P")
    repository.ok("init", "--git", "-y")
    assert settings(repository)["merge.dvomova.driver"].startswith("uvx ")


@pytest.mark.parametrize("flag", ["--dry-run", "--check"])
def test_trying_it_changes_nothing(repository, flag):
    before = repository.files()
    outcome = repository.run("init", "--git", flag)
    assert outcome.code == (flag == "--check")
    assert "would write .gitattributes" in outcome.err
    assert repository.files() == before
    repository.write(".gitattributes", LINE)
    assert repository.run("init", "--git", flag).code == (flag == "--check")


def test_it_asks_first(repository):
    before = repository.files()
    assert "Write this to the settings of git?" in repository.ok("init", "--git", stdin="n\n").err
    assert repository.files() == before


def test_without_a_repository(desk):
    desk.environment |= {"GIT_CEILING_DIRECTORIES": str(desk.root.parent)}
    outcome = desk.run("init", "--git", "-y")
    assert outcome.code == 2
    assert outcome.err.startswith("this is no git repository (not a git repository")
    assert desk.files() == {}


def test_without_git(desk):
    outcome = desk.run("init", "--git", PATH=os.devnull)
    assert outcome.code == 2
    assert outcome.err == "there is no git on this machine: install it: https://git-scm.com\n"


def test_undo_takes_the_attributes_back(repository):
    repository.ok("init", "--git", "-y")
    repository.ok("undo")
    assert ".gitattributes" not in visible(repository)
