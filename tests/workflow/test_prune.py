"""update --prune: what is gone goes, and no translation with it; undo brings everything back."""

from __future__ import annotations

import pytest
from tests.workflow.test_renames import catalog, part, put, remove, sentences, text_of

from dvomova.errors import FileError
from dvomova.workflow.articles import Article
from dvomova.workflow.project import open_project
from dvomova.workflow.prune import estate, prune

OLD = ["locales/old.pot", "locales/uk/LC_MESSAGES/old.mo", "old.uk.txt", catalog("old")]


@pytest.fixture
def known():
    return sentences(12)


@pytest.fixture
def renamed(desk, known):
    """Translated, built, compiled; then its file was renamed."""
    put(desk, "old", known)
    desk.ok("build")
    desk.ok("compile")
    (desk.root / "old.en.txt").rename(desk.root / "new.en.txt")
    return desk


def kept(desk):
    return [path for path in OLD if path in desk.files()]


def test_without_it_nothing_is_removed(renamed):
    renamed.ok("update", "new.en.txt")
    assert kept(renamed) == OLD


@pytest.mark.parametrize("names", [(), ("new.en.txt",), ("old.en.txt",), ("old",)])
def test_later_in_the_same_command_or_by_name(renamed, names):
    before = renamed.files()
    renamed.ok("update", "new.en.txt")
    outcome = renamed.ok("update", "--prune", *names)
    if names == ("new.en.txt",):  # it was taken over before: this update has nothing to do with it
        assert kept(renamed) == OLD
        return
    assert "old goes: its translations are in new" in outcome.err
    for path in OLD:
        assert f"removed {path}" in outcome.err
    assert kept(renamed) == []
    assert renamed.states("new") == {"translated": 12}
    renamed.ok("undo")
    renamed.ok("undo")
    assert renamed.files() == before


def test_in_one_command(renamed, known):
    before = renamed.files()
    outcome = renamed.ok("update", "--prune", "new.en.txt", "--json")
    (pruned,) = outcome.json["pruned"]
    assert pruned == {
        "domain": "old",
        "removed": OLD,
        "lives_on_in": ["new"],
        "nowhere_else": 0,
        "edited": None,
    }
    assert set(OLD) < set(outcome.json["changed"])
    assert kept(renamed) == []
    assert renamed.targets(catalog("new")) == known
    renamed.ok("undo")
    assert renamed.files() == before


@pytest.mark.parametrize("flag", ["--dry-run", "--check"])
def test_trying_it_removes_nothing(renamed, flag):
    before = renamed.files()
    outcome = renamed.run("update", "--prune", flag, "new.en.txt")
    assert outcome.code == (flag == "--check")
    assert f"would remove {catalog('old')}" in outcome.err
    assert renamed.files() == before


def test_what_nobody_took_over_stays(renamed):
    renamed.write("new.en.txt", "Something else entirely.\n")
    outcome = renamed.ok("update", "--prune", "new.en.txt", "old")
    assert "old is kept: 12 translations in it are nowhere else" in outcome.err
    assert kept(renamed) == OLD


def test_a_translation_that_is_corrected_there_or_here_keeps_its_catalog(renamed, known):
    renamed.ok("update", "new.en.txt")
    first = next(iter(known))
    renamed.replace(catalog("old"), known[first], "Виправлений переклад.")
    outcome = renamed.ok("update", "--prune")
    assert "old is kept: 1 translation in it is nowhere else" in outcome.err
    assert kept(renamed) == OLD


def test_a_note_that_is_nowhere_else_keeps_its_catalog(renamed, known):
    renamed.ok("update", "new.en.txt")
    first = next(iter(known))
    renamed.replace(catalog("old"), f'msgid "{first}"', f'# Checked with the mayor.\nmsgid "{first}"')
    assert "1 translation in it is nowhere else" in renamed.ok("update", "--prune").err


def test_obsolete_translations_live_on_too(desk, known):
    put(desk, "old", known)
    last = list(known)[-1]
    desk.write("old.en.txt", text_of(list(part(known, 0, 11))))
    desk.ok("update", "old")
    (desk.root / "old.en.txt").rename(desk.root / "new.en.txt")
    desk.ok("update", "--prune", "new.en.txt")
    assert desk.targets(catalog("new"), obsolete=True) == {last: known[last]}
    assert catalog("old") not in desk.files()


def test_after_a_split_everything_is_in_the_parts(desk, known):
    put(desk, "old", known)
    remove(desk, "old")
    desk.write("one.en.txt", text_of(list(part(known, 0, 6))))
    desk.write("two.en.txt", text_of(list(part(known, 6, 12))))
    outcome = desk.ok("update", "--prune", "one.en.txt", "two.en.txt")
    assert "old goes: its translations are in one" in outcome.err
    assert catalog("old") not in desk.files()
    assert desk.targets(catalog("one")) | desk.targets(catalog("two")) == known


def test_sentences_that_a_translator_joined_after_the_move(renamed, known):
    """The editor made one sentence of two that have a unit each: it holds both of them."""
    renamed.ok("update", "new.en.txt")
    one, two = list(known)[:2]
    renamed.replace("new.en.txt", f"{one} {two}", f"{one[:-1]}; {two[0].lower()}{two[1:]}")
    renamed.ok("update", "new.en.txt")
    assert "stale" in renamed.states("new")
    renamed.ok("update", "--prune")
    assert kept(renamed) == []


def test_addresses_may_have_changed(desk):
    known = {"See https://a.org/x for more about it.": "Більше тут: https://a.org/x."}
    put(desk, "old", known)
    remove(desk, "old")
    desk.write("new.en.txt", "See https://a.org/y for more about it.\n")
    desk.ok("update", "--prune", "new.en.txt")
    assert catalog("old") not in desk.files()
    assert "https://a.org/y." in desk.read(catalog("new"))


def test_a_document_edited_by_hand_stays(renamed):
    renamed.replace("old.uk.txt", "Переклад 0", "Мій переклад")
    outcome = renamed.ok("update", "--prune", "new.en.txt")
    assert "old.uk.txt is not as it was built, and stays" in outcome.err
    assert kept(renamed) == ["old.uk.txt"]


def test_an_untranslated_catalog_holds_nothing(desk):
    desk.write("old.en.txt", "One sentence.\n")
    desk.write("other.en.txt", "Another.\n")
    desk.ok("update", "old.en.txt", "other.en.txt")
    remove(desk, "old")
    assert "old goes: nothing in it is translated" in desk.ok("update", "--prune").err
    assert catalog("old") not in desk.files()


def test_a_catalog_that_another_document_goes_on_with_stays(renamed, known):
    """Plain text became Markdown: the domain is the same, and so is the catalog."""
    (renamed.root / "new.en.txt").rename(renamed.root / "old.en.md")
    assert renamed.ok("update", "--prune", "old.en.md", "--json").json["pruned"] == []
    assert renamed.ok("update", "--prune", "--json").json["pruned"] == []
    assert renamed.targets(catalog("old")) == known


def test_what_is_another_articles_stays(renamed):
    """The Ukrainian version leads now: template and document are its own, the old catalog is nobody's."""
    put(renamed, "copy", renamed.targets(catalog("old")))
    project = open_project(renamed.root)
    gone = Article("old", "old.en.txt", "en", "old.uk.txt", "uk", "locales")
    turned = Article("old", "old.uk.txt", "uk", "old.en.txt", "en", "locales")
    copy = Article("copy", "copy.en.txt", "en", "copy.uk.txt", "uk", "locales")
    (pruned,) = prune(project, [estate(gone, project)], [turned, copy], {})
    assert pruned.removed == ("locales/uk/LC_MESSAGES/old.mo", catalog("old"))
    assert (pruned.heirs, pruned.edited) == (("copy",), "")
    assert kept(renamed) == ["locales/old.pot", "old.uk.txt"]


def test_a_file_that_changed_meanwhile_is_not_removed(renamed):
    project = open_project(renamed.root)
    left = estate(Article("old", "old.en.txt", "en", "old.uk.txt", "uk", "locales"), project)
    left.open.clear()
    renamed.write(catalog("old"), renamed.read(catalog("old")) + "# A translator was here.\n")
    with pytest.raises(FileError, match="changed while dvomova worked on it"):
        prune(project, [left], [], {})
    assert "A translator was here." in renamed.read(catalog("old"))


def test_with_patterns_that_name_the_articles(desk, known):
    desk.write("dvomova.toml", '[[documents]]\npattern = "{path}.{lang}.txt"\nsource = "en"\n')
    put(desk, "old", known)
    (desk.root / "old.en.txt").rename(desk.root / "new.en.txt")
    desk.ok("update")
    outcome = desk.ok("update", "--prune")
    assert "old goes: its translations are in new" in outcome.err
    assert catalog("old") not in desk.files()
    assert desk.ok("update", "--prune", "--json").json["pruned"] == []
