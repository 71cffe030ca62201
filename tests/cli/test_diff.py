"""diff: what is out of date, and with --since what was edited since a revision of git."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(desk, *arguments):
    subprocess.run(["git", *arguments], cwd=desk.root, env=desk.environment, check=True, capture_output=True)


@pytest.fixture
def history(translated):
    """A repository whose first commit, ``v1``, holds the article as it was translated."""
    desk = translated
    desk.environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    git(desk, "init", "-q")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "x")
    git(desk, "tag", "v1")
    return desk


def edited(desk):
    """One sentence edited, one put in, one taken out, a paragraph moved."""
    title, rest = desk.read("izium.en.txt").split("\n\n", 1)
    first, second = rest.strip().split("\n\n")
    first = first.replace("nine weeks", "ten weeks") + " Photos: O. Huk"
    second = second.replace(" It carries buses again.", "")
    desk.write("izium.en.txt", f"{title}\n\n{second}\n\n{first}\n")


@needs_git
@pytest.mark.parametrize("names", [(), ("izium",), ("izium.en.txt",)])
def test_what_was_edited_since_a_revision(history, names):
    edited(history)
    outcome = history.ok("diff", "--since", "v1", *names)
    blocks = outcome.out.split("\n\n")
    assert blocks[0] == (
        "izium.en.txt:5  edited (words), not in the catalog\n"
        "    en  Engineers built a new one in [-nine-]{+ten+} weeks."
    )
    assert blocks[1] == "izium.en.txt:5  new, not in the catalog\n    en  {+Photos: O. Huk+}"
    assert blocks[2] == "izium.en.txt  gone\n    en  [-It carries buses again.-]"
    assert outcome.err == (
        "3 segments changed since v1; translated as they are now: 0.\nNext: `dvomova update`\n"
    )


@needs_git
def test_it_tells_what_of_it_is_translated(history):
    edited(history)
    history.ok("update")
    history.translate(CATALOG, {"Photos: O. Huk": "Світлини: О. Гук"})
    git(history, "add", "-A")
    git(history, "commit", "-qm", "y")
    outcome = history.ok("diff", "--since", "HEAD~1", "--json")
    items = {item["source"]: item for item in outcome.json["segments"]}
    ten = items["Engineers built a new one in ten weeks."]
    assert (ten["state"], ten["translated"], ten["event"]) == ("stale", False, "edited")
    assert ten["previous"] == "Engineers built a new one in nine weeks."
    assert ["-", "nine"] in ten["diff"]
    assert ten["segment"].startswith("izium#")
    came = items["Photos: O. Huk"]
    assert (came["state"], came["translated"], came["event"]) == ("translated", True, "new")
    assert (came["target"], came["line"]) == ("Світлини: О. Гук", 5)
    assert items[""]["event"] == "gone"
    assert (items[""]["previous"], items[""]["line"]) == ("It carries buses again.", 0)
    said = history.ok("diff", "--since", "HEAD~1")
    assert "uk  Світлини: О. Гук" in said.out
    assert "translated as they are now: 1." in said.err
    assert "`dvomova edit`" in said.err
    history.ok("accept", "izium")
    assert "`dvomova build`" in history.ok("diff", "--since", "HEAD~1").err
    assert history.ok("diff", "--since", "HEAD").err == "Nothing changed since HEAD.\n"


@needs_git
def test_sentences_that_are_one_unit_of_the_catalog(history):
    """A translator joined two; the edit is in the second of them."""
    joined = f"{history.sentences[1]} {history.sentences[2]}"
    catalog = history.read(CATALOG)
    head, *entries = catalog.split("\n\n")
    entries = [entry for entry in entries if history.sentences[2] not in entry]
    entries = [entry.replace(f'"{history.sentences[1]}"', f'"{joined}"') for entry in entries]
    history.write(CATALOG, "\n\n".join([head, *entries]))
    assert history.states()["translated"] == 4
    git(history, "commit", "-qam", "y")
    history.replace("izium.en.txt", "The old bridge was", "The bridge was")
    history.ok("update")
    (item,) = history.ok("diff", "--since", "v1", "--json").json["segments"]
    assert (item["previous"], item["source"]) == (history.sentences[1], "The bridge was blown up in March.")
    assert item["state"] == "stale"


@needs_git
def test_wrapping_and_moving_are_no_edits(history):
    history.replace("izium.en.txt", "in March. Engineers", "in March.\nEngineers")
    assert history.ok("diff", "--since", "v1", "--json").json["segments"] == []


@needs_git
def test_a_new_article_is_said_to_be_one(history):
    history.write("kyiv.en.txt", "One.\n")
    history.ok("update", "kyiv.en.txt")
    assert "kyiv.en.txt is new since v1" in history.ok("diff", "--since", "v1").err
    outcome = history.run("diff", "--since", "v1", "kyiv.en.txt")
    assert outcome.code == 3
    assert outcome.err == (
        "kyiv.en.txt: was not there at v1: name a later revision: git log --oneline -- kyiv.en.txt\n"
    )


@needs_git
def test_in_a_folder_of_the_repository(history):
    """The project need not be the whole repository."""
    (history.root / "site").mkdir()
    for name in ("izium.en.txt", "locales"):
        (history.root / name).rename(history.root / "site" / name)
    history.write("site/dvomova.toml", "")
    git(history, "add", "-A")
    git(history, "commit", "-qm", "y")
    history.replace("site/izium.en.txt", "nine", "ten")
    assert len(history.ok("diff", "--since", "HEAD", "--json", here="site").json["segments"]) == 1


@needs_git
@pytest.mark.parametrize("revision", ["v2", "HEAD~9", "--all", "-x", "", "v1:izium.en.txt", "a b"])
def test_a_revision_that_git_does_not_know(history, revision):
    outcome = history.run("diff", f"--since={revision}")
    assert outcome.code == 2
    assert outcome.err.startswith(f"git knows no revision “{revision}”: `git log --oneline` lists them")


@needs_git
def test_a_document_that_was_not_utf_8(history):
    history.write("izium.en.txt", b"One.\n\xc4\xe2\xe0.\n")
    git(history, "commit", "-qam", "y")
    history.write("izium.en.txt", history.article)
    outcome = history.run("diff", "--since", "HEAD")
    assert outcome.code == 3
    assert outcome.err.startswith("izium.en.txt (HEAD):2: byte 5 (0xc4) is not UTF-8")


def test_no_repository_and_no_git(translated):
    translated.environment |= {"GIT_CEILING_DIRECTORIES": str(translated.root.parent)}
    outcome = translated.run("diff", "--since", "HEAD", PATH=os.devnull)
    assert outcome.code == 2
    assert outcome.err.startswith("there is no git on this machine")
    if shutil.which("git"):
        outcome = translated.run("diff", "--since", "HEAD")
        assert outcome.code == 2
        assert outcome.err.startswith("this is no git repository")


def test_a_terminal_gets_colours(translated, monkeypatch):
    import click

    from dvomova.cli.printing import differences

    monkeypatch.setattr("dvomova.cli.printing.colours", lambda: True)
    assert differences("він їде", "він не їде") == "він " + click.style("не ", fg="green", bold=True) + "їде"
    removed = click.style("⍽", fg="red", strikethrough=True)
    assert differences("5\u00a0км", "5 км").startswith("5" + removed)


def test_textconv_shows_what_a_person_reads(translated):
    translated.replace("izium.en.txt", "nine", "ten")
    translated.ok("update")
    text = translated.ok("diff", "--textconv", CATALOG).out
    assert "en  The bridge at Izium\nuk  Пере The bridge at Izium\n\n" in text
    assert (
        "# out of date\n# en  Engineers built a new one in [-nine-]{+ten+} weeks.\n"
        "en  Engineers built a new one in ten weeks.\n"
    ) in text
    assert "Content-Type" not in text


def test_textconv_shows_a_broken_catalog_as_it_is(desk):
    desk.write("a.po", '<<<<<<< HEAD\nmsgid "a"\n')
    desk.write("dvomova.toml", "nonsense")
    assert desk.ok("diff", "--textconv", "a.po").out == '<<<<<<< HEAD\nmsgid "a"\n'
