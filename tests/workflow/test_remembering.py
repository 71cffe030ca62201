"""The memory of a project: out of its catalogs, never behind them, never with what must not get out."""

from __future__ import annotations

import time

import polib
import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
OLD = "The old bridge was blown up in March."
WEEKS = "Engineers built a new one in nine weeks."


def found(desk, text, *more):
    return [
        (one["score"], one["target"])
        for one in desk.ok("tm", "search", "--json", text, *more).json["matches"]
    ]


def origins(desk):
    return {one["origin"]: one["pairs"] for one in desk.ok("tm", "stats", "--json").json["origins"]}


def test_what_was_confirmed_is_found_in_both_directions(translated):
    assert found(translated, OLD)[0] == (100, f"Пере {OLD}")
    assert found(translated, f"Пере {OLD}", "--from", "uk")[0] == (100, OLD)
    assert origins(translated) == {CATALOG: 5}


def test_it_is_never_behind_the_catalogs(translated):
    assert found(translated, OLD)
    translated.translate(CATALOG, {OLD: "Інше."})
    assert found(translated, OLD)[0] == (100, "Інше.")
    (translated.root / ".dvomova/memory.db").unlink()
    assert found(translated, OLD)[0] == (100, "Інше.")
    assert origins(translated) == {CATALOG: 5}


def test_what_nobody_confirmed_stays_out(translated):
    file = polib.pofile(str(translated.root / CATALOG), wrapwidth=0)
    for entry in file:
        if entry.msgid == OLD:
            entry.flags = ["fuzzy"]
        if entry.msgid == WEEKS:
            entry.flags, entry.previous_msgid = ["fuzzy"], "Engineers built a new one in eight weeks."
    file.save()
    assert not [one for one in found(translated, OLD) if one[0] > 90]
    assert found(translated, "Engineers built a new one in eight weeks.")[0] == (100, f"Пере {WEEKS}")
    assert found(translated, WEEKS)[0][0] < 100


def test_what_is_gone_from_an_article_is_remembered(translated):
    translated.write("izium.en.txt", "Nothing of it.\n")
    translated.ok("update")
    assert found(translated, OLD)[0] == (100, f"Пере {OLD}")


def test_protected_names_are_nowhere(translated):
    translated.write("dvomova.toml", 'protect = ["Олена Коваль"]\n')
    quote = "“We cross it every day,” says Olena Koval."
    assert all("Koval" not in target for _score, target in found(translated, quote, "--at-least", "1"))
    assert origins(translated) == {CATALOG: 4}
    translated.ok("tm", "export", "m.tmx")
    assert "Koval" not in translated.read("m.tmx")
    assert OLD in translated.read("m.tmx")


def test_what_was_imported_before_a_name_was_protected_goes_with_prune(translated):
    translated.write("old.tsv", "uk\ten\nКаже Олена Коваль.\tSays Olena Koval.\nТак.\tYes.\n")
    translated.ok("tm", "import", "old.tsv")
    translated.write("dvomova.toml", 'protect = ["Олена Коваль"]\n')
    assert not found(translated, "Says Olena Koval.")
    assert "Koval" not in translated.ok("tm", "export", "--to", "tsv").out
    translated.ok("tm", "export", "m.tsv")
    assert "Koval" not in translated.read("m.tsv")
    assert translated.ok("tm", "prune", "--json").json["protected"] == 1
    (translated.root / "dvomova.toml").unlink()
    translated.ok("tm", "prune")
    assert origins(translated)["old.tsv"] == 1


def test_prune_forgets_catalogs_that_are_gone(translated):
    assert origins(translated) == {CATALOG: 5}
    (translated.root / CATALOG).rename(translated.root / "kept.po")
    assert origins(translated) == {CATALOG: 5}  # until somebody says so
    assert translated.ok("tm", "prune", "--json").json["origins"] == [CATALOG]
    assert not origins(translated)
    translated.ok("tm", "add", "kept.po")
    assert origins(translated) == {"kept.po": 5}
    assert translated.run("tm", "prune", "--origin", "nosuch").code == 2


def test_drafts_of_a_foreign_catalog_count_for_less(desk):
    head = 'msgid ""\nmsgstr "Language: uk\\n"\n\n'
    desk.write(
        "a.po",
        f'{head}msgid "Yes, of course."\nmsgstr "Звісно."\n\n#, fuzzy\nmsgid "Not now."\nmsgstr "Ні."\n',
    )
    desk.ok("tm", "add", "a.po")
    assert not found(desk, "Not now.")
    desk.ok("tm", "add", "--drafts", "a.po")
    assert found(desk, "Not now.") == [(90, "Ні.")]
    assert found(desk, "Yes, of course.") == [(100, "Звісно.")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.po", "no catalog", 3),
        ("a.po", 'msgid ""\nmsgstr "Language: pl\\n"\n\nmsgid "a"\nmsgstr "b"\n', 3),
        ("a.tmx", "<tmx><body>", 3),
        ("a.csv", "uk,en\n", 2),
        ("a.tsv", b"\xff\n", 3),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_leaves_all_as_it_is(translated, name, content, code):
    before = translated.ok("tm", "export", "--to", "tsv").out
    translated.write(name, content)
    verb = "add" if name.endswith(".po") else "import"
    outcome = translated.process("tm", verb, name)
    assert outcome.code == code
    assert name in outcome.err
    assert translated.ok("tm", "export", "--to", "tsv").out == before


def test_export_and_import_give_the_same_memory(translated):
    translated.ok("tm", "export", "m.tmx")
    translated.ok("tm", "export", "m.tsv")
    other = translated.root / "other"
    other.mkdir()
    translated.write("other/dvomova.toml", "")
    for name in ("m.tmx", "m.tsv"):
        assert translated.ok("tm", "import", f"../{name}", "--json", here="other").json["pairs"] == 5
    lines = translated.ok("tm", "export", "--to", "tsv", here="other").out.splitlines()
    texts = [tuple(line.split("\t")[:2]) for line in lines[1:]]
    assert len(texts) == 10
    assert len(set(texts)) == 5


def test_an_export_that_fails_leaves_the_old_file(translated):
    translated.write("m.tmx", "old")
    assert translated.process("tm", "export", "nosuch/m.tmx").code == 3
    assert translated.process("tm", "export", "m.txt").code == 2
    assert translated.read("m.tmx") == "old"
    assert not [name for name in translated.files() if name.startswith(".")]


def test_a_damaged_memory_is_told_with_the_cure(translated):
    found(translated, OLD)
    translated.write(".dvomova/memory.db", b"\0" * 8192)
    outcome = translated.process("tm", "stats")
    assert outcome.code == 3
    assert "dvomova tm add" in outcome.err
    (translated.root / ".dvomova/memory.db").unlink()
    assert origins(translated) == {CATALOG: 5}


def test_a_dry_run_makes_nothing(translated):
    import shutil

    shutil.rmtree(translated.root / ".dvomova")
    translated.replace(CATALOG, f'msgstr "Пере {OLD}"', 'msgstr ""')
    translated.ok("translate", "--dry-run")
    assert not (translated.root / ".dvomova").exists()


def test_the_persons_own_memory_serves_all_projects(translated):
    home = {"XDG_DATA_HOME": str(translated.root / "data"), "DVOMOVA_MEMORY": "user"}
    assert translated.ok("tm", "stats", "--json", **home).json["pairs"] == 5
    translated.write("other/dvomova.toml", "")
    outcome = translated.ok("tm", "search", OLD, "--json", here="other", **home)
    assert outcome.json["matches"][0]["score"] == 100
    translated.ok("tm", "prune", here="other", **home)
    assert translated.ok("tm", "stats", "--json", here="other", **home).json["pairs"] == 5


def test_a_memory_outside_the_project_is_refused(translated):
    translated.write("dvomova.toml", 'memory = "../m.db"\n')
    outcome = translated.run("tm", "stats")
    assert outcome.code == 2
    assert "memory" in outcome.err


def test_several_processes_at_once_lose_nothing(translated):
    names = [f"m{number}.tsv" for number in range(4)]
    for name in names:
        lines = (f"речення {number} з {name}\tsentence {number} of {name}\n" for number in range(300))
        translated.write(name, "uk\ten\n" + "".join(lines))
    running = [translated.start("tm", "import", name) for name in names]
    for one in running:
        _out, err = one.communicate(timeout=120)
        assert one.returncode == 0, err.decode()
    assert origins(translated) == {CATALOG: 5} | dict.fromkeys(names, 300)


def test_killed_while_it_takes_in_it_is_as_before(translated):
    assert origins(translated) == {CATALOG: 5}
    lines = (f"речення номер {number}\tsentence number {number}\n" for number in range(60_000))
    translated.write("m.tsv", "uk\ten\n" + "".join(lines))
    running = translated.start("tm", "import", "m.tsv")
    journal = translated.root / ".dvomova/memory.db-journal"
    for _moment in range(3000):
        if journal.exists() or running.poll() is not None:
            break
        time.sleep(0.01)
    assert running.poll() is None
    running.kill()
    running.communicate()
    assert origins(translated) == {CATALOG: 5}
    assert found(translated, OLD)[0] == (100, f"Пере {OLD}")
