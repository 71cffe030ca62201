"""Work on many articles: in order, written only where nothing happened meanwhile, nothing left behind."""

from __future__ import annotations

import importlib
from contextlib import closing
from operator import attrgetter

import pytest

from dvomova.errors import ConfigError, FileError
from dvomova.workflow import processes
from dvomova.workflow.articles import Article
from dvomova.workflow.parallel import outcomes
from dvomova.workflow.processes import together
from dvomova.workflow.project import open_project

NUMBER = 40


def articles(number=NUMBER):
    return [Article(f"{one:03}", f"{one:03}.en.txt", "en", "", "uk", "locales") for one in range(number)]


def test_answers_come_in_order_whoever_is_ready_first(monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "_BATCH", 1)
    monkeypatch.setattr(processes, "_AHEAD", 2)
    monkeypatch.syspath_prepend(tmp_path)  # the others look where we do
    (tmp_path / "dawdling.py").write_text(
        "import time\n"
        "def work(article):\n"
        "    time.sleep(int(article.domain) % 3 / 20)\n"
        "    return article.domain\n"
    )
    work = importlib.import_module("dawdling").work
    assert list(together(articles(), work, 3)) == [one.domain for one in articles()]


def test_nobody_is_left_when_nobody_listens_any_more(monkeypatch):
    monkeypatch.setattr(processes, "_BATCH", 1)
    started = []
    original = processes._started
    monkeypatch.setattr(processes, "_started", lambda: started.append(original()) or started[-1])
    with closing(together(articles(), attrgetter("domain"), 3)) as found:
        assert next(found) == "000"
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)


def test_a_process_that_cannot_be_started(monkeypatch):
    monkeypatch.setattr(processes.sys, "executable", "/nowhere/python")
    with pytest.raises(FileError, match="a helping process cannot be started") as told:
        list(together(articles(), attrgetter("domain"), 2))
    assert "--jobs 1" in told.value.cure


@pytest.fixture
def project(tmp_path):
    for one in articles():
        (tmp_path / f"{one.domain}.1").write_text("old")
    return open_project(tmp_path)


def both(article, project):
    """Stages two files, of which one was there."""
    project.disk.read(f"{article.domain}.1")
    project.disk.write(f"{article.domain}.1", "new")
    project.disk.write(f"{article.domain}.2", "new")
    return article.domain


def contents(root, suffix):
    return [path.read_text() for path in sorted(root.glob(f"*.{suffix}"))]


@pytest.mark.parametrize("number", [1, 3, 4, 5, 25, NUMBER])
def test_all_is_written_by_the_time_it_is_told(project, number):
    root = project.disk.root
    for domain in outcomes(articles(number), both, project):
        assert (root / f"{domain}.2").read_text() == "new"
    assert contents(root, "2") == ["new"] * number
    assert project.disk.changed == [f"{one.domain}.{end}" for one in articles(number) for end in (1, 2)]


def test_a_file_that_changes_after_it_was_read_is_left_alone_with_what_belongs_to_it(project):
    root = project.disk.root

    def meddled(article, project):
        if article.domain == "012":  # others wait to be written now
            (root / "008.1").write_text("theirs")
        return both(article, project)

    found = list(outcomes(articles(), meddled, project))
    (error,) = (one for one in found if isinstance(one, FileError))
    assert (error.path, found.index(error)) == ("008.1", 8)
    assert "changed while dvomova worked on it" in error.what
    assert contents(root, "1") == ["new"] * 8 + ["theirs"] + ["new"] * (NUMBER - 9)
    assert not (root / "008.2").exists()
    assert not list(root.glob(".*.tmp"))
    assert len(project.disk.changed) == 2 * NUMBER - 2


def test_what_was_staged_before_an_error_is_written(project):
    def half(article, project):
        project.disk.write(f"{article.domain}.1", "new")
        raise ConfigError(article.domain)

    found = list(outcomes(articles(), half, project))
    assert [str(error) for error in found] == [one.domain for one in articles()]
    assert contents(project.disk.root, "1") == ["new"] * NUMBER


def test_what_nobody_waits_for_is_not_written_and_not_left_lying(project):
    with closing(outcomes(articles(), both, project)) as found:
        for domain in found:
            if domain == "010":
                break
    root = project.disk.root
    assert contents(root, "2") == ["new"] * 11
    assert contents(root, "1") == ["new"] * 11 + ["old"] * (NUMBER - 11)
    assert not list(root.glob(".*.tmp"))


def test_a_dry_run_writes_nothing_and_tells_the_same(project):
    dry = open_project(project.disk.root, dry_run=True)
    found = list(outcomes(articles(), both, dry))
    assert contents(dry.disk.root, "2") == []
    assert contents(dry.disk.root, "1") == ["old"] * NUMBER
    assert found == list(outcomes(articles(), both, project))
    assert dry.disk.changed == project.disk.changed


def test_what_was_staged_is_read_again_as_if_it_were_written(project):
    def twice(article, project):
        disk = project.disk
        disk.write("new", article.domain)
        assert (disk.exists("new"), disk.read("new")) == (True, article.domain)
        assert disk.write("new", article.domain) is False
        disk.write("new", "last")
        return disk.seen("new")

    assert len(set(outcomes(articles(1), twice, project))) == 1
    assert (project.disk.root / "new").read_text() == "last"
    assert project.disk.changed == ["new"]
