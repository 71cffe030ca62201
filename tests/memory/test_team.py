"""A memory that a team shares: two projects, one database."""

from __future__ import annotations

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
OLD = "The old bridge was blown up in March."


@pytest.mark.interop
def test_what_one_project_confirms_the_other_is_offered(translated, database):
    team = {"DVOMOVA_MEMORY": database}
    name = translated.root.name
    assert translated.ok("tm", "add", "--json", **team).json["pairs"] == 5
    assert translated.ok("tm", "add", "--json", **team).json["pairs"] == 0
    translated.write("other/dvomova.toml", f'memory = "{database}"\n')
    translated.write("other/bridge.en.txt", f"{OLD}\n\nQuite another one.\n")
    translated.ok("update", "bridge.en.txt", here="other")
    (article,) = translated.ok("translate", "--json", here="other").json["articles"]
    assert [(one["score"], one["target"]) for one in article["drafts"]] == [(100, f"Пере {OLD}")]
    assert f"draft by memory 2026-03-04: 100 from {name}:izium" in translated.read(
        "other/locales/uk/LC_MESSAGES/bridge.po"
    )
    # Its own catalogs are its own affair.
    translated.ok("tm", "prune", here="other")
    assert translated.ok("tm", "stats", "--json", **team).json["pairs"] == 5
    assert not (translated.root / ".dvomova/memory.db").exists()


@pytest.mark.interop
def test_export_and_import_over_the_team(translated, database):
    team = {"DVOMOVA_MEMORY": database}
    translated.ok("tm", "export", "m.tmx", **team)
    assert translated.ok("tm", "import", "m.tmx", "--json", **team).json["pairs"] == 5
    stats = translated.ok("tm", "stats", "--json", **team).json
    assert (stats["pairs"], stats["uses"]) == (5, 10)
    translated.ok("tm", "prune", "--origin", "m.tmx", **team)
    assert translated.ok("tm", "search", OLD, "--json", **team).json["matches"][0]["score"] == 100


def test_without_its_libraries_it_says_what_to_install(translated, tmp_path):
    (tmp_path / "blocked" / "sqlalchemy").mkdir(parents=True)
    (tmp_path / "blocked" / "sqlalchemy" / "__init__.py").write_text("raise ImportError('none here')")
    outcome = translated.process(
        "tm",
        "stats",
        env={"PYTHONPATH": str(tmp_path / "blocked"), "DVOMOVA_MEMORY": "postgresql://nowhere/x"},
    )
    assert outcome.code == 2
    assert 'pip install "dvomova[postgres]"' in outcome.err


def pairs_in(desk, **env):
    """How much a memory has, as somebody sees who does not feed it."""
    (found,) = {one["pairs"] for one in [desk.ok("tm", "stats", "--json", here="elsewhere", **env).json]}
    return found


@pytest.fixture
def shared(desk, request):
    """A desk whose memory others ask too; and what tells them where it is."""
    desk.write("elsewhere/dvomova.toml", "")
    home = {"XDG_DATA_HOME": str(desk.root / "data")}
    place = "user" if request.param == "user" else request.getfixturevalue("database")
    desk.environment |= home | {"DVOMOVA_MEMORY": place}
    return desk


@pytest.mark.parametrize("shared", ["user", pytest.param("team", marks=pytest.mark.interop)], indirect=True)
def test_others_know_at_once_what_was_confirmed(shared):
    shared.write("dvomova.toml", "")
    shared.write("izium.en.txt", shared.article)
    shared.ok("update", "izium.en.txt")
    assert pairs_in(shared) == 0
    shared.translate(CATALOG, {OLD: "Старий міст підірвали в березні."})
    shared.ok("accept", "izium", "--dry-run")
    assert pairs_in(shared) == 0
    shared.write("izium.en.txt", shared.article + "\nOne more.\n")
    shared.ok("update")
    assert pairs_in(shared) == 1
    shared.write("river.en.txt", "The river is high.\n\nIt is cold.\n")
    shared.write("river.uk.txt", "Річка висока.\n\nХолодно.\n")
    shared.ok("align", "river.en.txt", "river.uk.txt", "--force", "--min-score", "0")
    assert pairs_in(shared) == 3


def test_a_memory_that_cannot_be_reached_stops_nobody(translated):
    pytest.importorskip("psycopg")
    translated.write("izium.en.txt", translated.article + "\nOne more.\n")
    outcome = translated.ok("update", DVOMOVA_MEMORY="postgresql://me:s3cret@127.0.0.1:9/memory")
    assert "dvomova tm add" in outcome.err
    assert "s3cret" not in outcome.err
    assert "One more." in translated.read(CATALOG)
