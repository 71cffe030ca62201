"""What other tools do to a catalog and hand back. Every row of docs/interop.md is held here."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from gettext import GNUTranslations
from pathlib import Path

import polib
import pytest

from dvomova.catalogs import mo, po
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.model import Catalog, State, Unit

pytestmark = pytest.mark.interop

HEADER = po.new_header("news/izium", "en", "uk", "2026-11-23 10:00+0200")
BEFORE = "The bridge was closed for 18 months, a long time for a town on both banks of a river."
WAS = 'dvomova: edited in uk; was "Дуже довге речення, якого ніхто не має права розірвати на рядки."'
NOTES = {"extracted": ("paragraph",), "references": ("news/izium.en.txt",)}
UNITS = (
    Unit("Untranslated.", extracted=("title",), references=("news/two words.en.txt",)),
    Unit(BEFORE.replace("18", "19"), ("Міст був закритий.",), fuzzy=True, previous=BEFORE, **NOTES),
    Unit("Draft.", ("Чернетка.",), fuzzy=True, comments=("dvomova: draft by echo 2026-11-23",), **NOTES),
    Unit('Done "well" \\n.\n', ("Готово «добре» \\n.\n",), comments=("спитати в автора",), **NOTES),
    Unit("Read more.", ("Читати далі.",), **NOTES),
    Unit("Read more.", ("Докладніше.",), context="2", **NOTES),
    Unit("Ahead.", ("Попереду.",), comments=(WAS,), **NOTES),
    Unit("Conflict.", ("Згода.",), fuzzy=True, previous="Quarrel.", comments=(WAS,), **NOTES),
    Unit("Gone.", ("Зникле.",), comments=("пам’ятати",), obsolete=True),
    Unit("Gone, stale.", ("Зникле давно.",), fuzzy=True, previous="Gone but stale.", obsolete=True),
)
CATALOG = Catalog(HEADER, UNITS, comments=("Переклад новин",))


def tool(name):
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} (GNU gettext) is not installed")
    return path


def run(*command, text=None):
    done = subprocess.run(command, input=text and text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def catalog(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(po.render(CATALOG), "utf-8")
    return path


@pytest.fixture
def template(tmp_path):
    """The same article after an edit: one sentence changed, one gone, one new."""
    texts = [unit for unit in UNITS if unit.source not in {"Draft.", "Read more."} and not unit.obsolete]
    texts = [replace(unit, source=unit.source.replace("Conflict.", "Conflict, again.")) for unit in texts]
    path = tmp_path / "a.pot"
    units = merge((), [Incoming(unit.source, extracted=unit.extracted) for unit in texts]).units
    path.write_text(po.render(Catalog(po.new_header("news/izium", "en", "", ""), units)), "utf-8")
    return path


def test_msgfmt_accepts_every_state(catalog):
    run(tool("msgfmt"), "--check", "--check-header", "--output-file", "/dev/null", str(catalog))


@pytest.mark.parametrize(
    "command",
    ["msgcat", "msgcat --width=40", "msgcat --no-wrap", "msguniq", "msgattrib", "msgconv -t UTF-8"],
)
def test_gettext_keeps_everything_when_it_rewrites_a_catalog(catalog, command):
    name, *options = command.split()
    read = po.parse(run(tool(name), *options, str(catalog)))
    assert read.units == UNITS
    assert (read.header, read.comments) == (HEADER, CATALOG.comments)
    texts = [Incoming(u.source, "", u.extracted, u.references) for u in UNITS if not u.obsolete]
    merged = merge(read.units, texts).units
    assert merged == UNITS
    assert all(unit.raw for unit in merged)  # nothing is wrapped back, no line changes


def test_msgattrib_confirms_what_a_person_tells_it_to(catalog):
    read = po.parse(run(tool("msgattrib"), "--clear-fuzzy", "--clear-previous", str(catalog)))
    states = [unit.state for unit in read.units]
    assert states == [State.UNTRANSLATED, *[State.TRANSLATED] * 5, *[State.AHEAD] * 2, *[State.OBSOLETE] * 2]


def test_msgmerge_keeps_states_and_what_it_guesses_is_out_of_date(catalog, template):
    read = po.parse(run(tool("msgmerge"), "--quiet", "--previous", str(catalog), str(template)))
    units = {(unit.context, unit.source): unit for unit in read.units}
    for unit in (UNITS[0], UNITS[1], UNITS[3], UNITS[6]):
        found = units[None, unit.source]
        assert (found.state, found.previous, found.target) == (unit.state, unit.previous, unit.target)
        assert found.comments == unit.comments
    guess = units[None, "Conflict, again."]
    assert (guess.state, guess.previous) == (State.CONFLICT, "Quarrel.")
    gone = {unit.source: unit for unit in read.units if unit.obsolete}
    assert gone["Draft."].fuzzy
    assert gone["Gone, stale."] == UNITS[-1]
    assert {"Read more.", "Gone."} <= set(gone)


def test_msgmerge_without_previous_leaves_a_draft_that_is_never_published(catalog, template):
    read = po.parse(run(tool("msgmerge"), "--quiet", str(catalog), str(template)))
    guess = next(unit for unit in read.units if unit.source == "Conflict, again.")
    assert (guess.fuzzy, guess.previous, guess.target) == (True, None, "Згода.")


def test_msgunfmt_reads_what_we_compile(tmp_path):
    done = tuple(unit for unit in UNITS if unit.state in {State.TRANSLATED, State.AHEAD})
    path = tmp_path / "a.mo"
    path.write_bytes(mo.write(Catalog(HEADER, done)))
    read = po.parse(run(tool("msgunfmt"), str(path)))
    assert {(unit.context, unit.source, unit.target) for unit in read.units} == {
        (unit.context, unit.source, unit.target) for unit in done
    }


def pybabel(*arguments):
    code = "from babel.messages.frontend import main; main()"
    return run(sys.executable, "-W", "ignore", "-c", code, *map(str, arguments))


def test_babel_turns_previous_texts_into_comments_and_we_read_them(catalog, template):
    pybabel("update", "-i", template, "-o", catalog, "-l", "uk", "--previous")
    read = po.parse(catalog.read_text("utf-8"))
    units = {unit.source: unit for unit in read.units}
    stale, ahead, guess = units[UNITS[1].source], units["Ahead."], units["Conflict, again."]
    assert (stale.state, stale.previous, stale.target) == (State.STALE, BEFORE, "Міст був закритий.")
    assert (ahead.state, ahead.comments) == (State.AHEAD, (WAS,))
    assert (guess.state, guess.previous, guess.comments) == (State.CONFLICT, "Quarrel.", (WAS,))
    assert units[UNITS[3].source].comments == ("спитати в автора",)
    assert units["Untranslated."].state is State.UNTRANSLATED
    # What it destroys: fields that it does not know, and the flag of what was obsolete already.
    assert read.field("X-Source-Language") == ""
    gone = units["Gone, stale."]
    assert (gone.state, gone.target, gone.fuzzy, gone.previous) == (
        State.OBSOLETE,
        "Зникле давно.",
        False,
        None,
    )


def test_an_entry_that_babel_makes_obsolete_comes_back_out_of_date(catalog, template):
    pybabel("update", "-i", template, "-o", catalog, "-l", "uk", "--no-fuzzy-matching")
    read = po.parse(catalog.read_text("utf-8"))
    gone = next(unit for unit in read.units if unit.source == "Conflict.")
    assert (gone.obsolete, gone.fuzzy, gone.previous) == (True, True, "Quarrel.")
    back = next(unit for unit in merge(read.units, [Incoming("Conflict.")]).units if not unit.obsolete)
    assert (back.state, back.previous, back.target) == (State.CONFLICT, "Quarrel.", "Згода.")


def test_babel_compiles_our_catalogs(catalog, tmp_path):
    path = tmp_path / "a.mo"
    pybabel("compile", "-i", catalog, "-o", path, "-l", "uk")
    with path.open("rb") as file:
        messages = GNUTranslations(file)
    assert messages.gettext("Ahead.") == "Попереду."
    assert messages.gettext("Draft.") == "Draft."


def saved_by_poedit(path):
    """As Poedit saves: its own header fields, wrapped at 79, and one entry confirmed by the person."""
    file = polib.pofile(str(path), wrapwidth=79)
    file.metadata |= {"X-Generator": "Poedit 3.4", "Last-Translator": "Оксана <oksana@example.org>"}
    entry = file.find(UNITS[1].source)
    entry.flags.remove("fuzzy")
    entry.previous_msgid = None
    entry.msgstr = "Міст був закритий 19 місяців."
    file.save(newline="\r\n")


def test_a_save_by_poedit_is_a_persons_word(catalog):
    saved_by_poedit(catalog)
    text = catalog.read_bytes().decode()
    read = po.parse(text)
    confirmed = replace(UNITS[1], targets=("Міст був закритий 19 місяців.",), fuzzy=False, previous=None)
    assert read.units[:-1] == (UNITS[0], confirmed, *UNITS[2:-1])
    assert read.field("X-Generator") == "Poedit 3.4"
    assert read.field("X-Source-Language") == "en"
    assert po.render(read) == text
    edited = po.changed(read.units[4], targets=("Далі.",))
    again = po.render(replace(read, units=(*read.units[:4], edited, *read.units[5:])))
    assert again == text.replace('msgstr "Читати далі."', 'msgstr "Далі."')


LONG = "A bridge that was closed for more than a year is open again, and buses cross it every day. "


@pytest.mark.parametrize("command", ["msgcat", "msgcat --width=60", "msguniq", "msgattrib", "msgmerge"])
def test_in_a_file_that_gettext_wrapped_one_changed_entry_is_written_as_gettext_would(tmp_path, command):
    name, *options = command.split()
    units = tuple(Unit(f"{'a' * n} {LONG}", (f"{'я' * n} {LONG}" * 2,)) for n in range(1, 12))
    text = po.render(Catalog(HEADER, units), 0)
    others = []
    if name == "msgmerge":
        (tmp_path / "b.pot").write_text(text, "utf-8")
        others = ["--quiet", str(tmp_path / "b.pot")]
    wrapped = run(tool(name), *options, "-", *others, text=text)
    read = po.parse(wrapped)
    changed = po.changed(read.units[4], targets=("Інакше: " + read.units[4].target,))
    written = po.render(replace(read, units=(*read.units[:4], changed, *read.units[5:])))
    whole = po.render(Catalog(HEADER, (*units[:4], replace(changed, raw=""), *units[5:])), 0)
    assert written == run(tool("msgcat"), *options if name == "msgcat" else [], "-", text=whole)


@pytest.fixture
def pomerge():
    folder = os.environ.get("DVOMOVA_TRANSLATE_TOOLKIT")
    path = shutil.which("pomerge", path=folder) if folder else shutil.which("pomerge")
    if path is None:
        pytest.skip("no pomerge of translate-toolkit (DVOMOVA_TRANSLATE_TOOLKIT names the folder it is in)")
    return path


def merged_by_pomerge(pomerge, tmp_path, catalog, units, *options):
    """What pomerge makes of a catalog and a copy in which a person worked."""
    copy, result = tmp_path / "copy.po", tmp_path / "result.po"
    copy.write_text(po.render(replace(CATALOG, units=units)), "utf-8")
    run(pomerge, "-t", str(catalog), "-i", str(copy), "-o", str(result), "--progress=none", *options)
    return result.read_text("utf-8")


def test_pomerge_takes_over_a_persons_work_and_keeps_the_rest(pomerge, tmp_path, catalog):
    work = (replace(UNITS[0], targets=("Перекладене.",)),)
    work += (replace(UNITS[1], targets=("Міст знову закрили.",), fuzzy=False, previous=None),)
    text = merged_by_pomerge(pomerge, tmp_path, catalog, (*work, *UNITS[2:]))
    read = po.parse(text)
    assert read.units == (*work, *UNITS[2:])
    assert (read.header, read.comments) == (HEADER, CATALOG.comments)
    # It wraps the header, and nothing else: what changes later is not wrapped either.
    later = po.changed(read.units[3], targets=("слово " * 40 + "\n",))
    assert "слово " * 40 in po.render(replace(read, units=(*read.units[:3], later, *read.units[4:])))


def test_pomerge_takes_empty_translations_over_unless_it_is_told_not_to(pomerge, tmp_path, catalog):
    work = tuple(replace(unit, targets=("",)) for unit in UNITS if not unit.obsolete)
    lost = po.parse(merged_by_pomerge(pomerge, tmp_path, catalog, work))
    assert {unit.target for unit in lost.units if not unit.obsolete} == {""}
    kept = po.parse(merged_by_pomerge(pomerge, tmp_path, catalog, work, "--mergeblanks=no"))
    assert [unit.target for unit in kept.units] == [unit.target for unit in UNITS]


def test_no_catalog_is_written_anew_because_other_tools_had_it(catalog):
    """Reading and writing back gives every byte, whatever wrote the file."""
    texts = [catalog.read_text("utf-8")]
    for command in ("msgcat", "msgcat --width=50", "msguniq", "msgattrib --no-wrap", "msgconv -t UTF-8"):
        name, *options = command.split()
        texts.append(run(tool(name), *options, str(catalog)))
    saved_by_poedit(catalog)
    texts.append(Path(catalog).read_bytes().decode())
    for text in texts:
        assert po.render(po.parse(text)) == text
