"""A memory that a team shares: two projects, one database."""

from __future__ import annotations

import pytest

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
