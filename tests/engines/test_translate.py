"""``dvomova translate --engine``: consent, drafts, failures; the command as a person runs it."""

import json
import os
import signal
import time

import pytest
from tests.conftest import ARTICLE, SENTENCES
from tests.engines.conftest import KEY, translation

from dvomova.catalogs import po

PO = "locales/uk/LC_MESSAGES/izium.po"
ARTICLES = "".join(f"Place {number} has a bridge and a road and some bread.\n\n" for number in range(1, 121))


def configured(desk, server, rest=""):
    """A project that has LibreTranslate on this machine."""
    desk.write("dvomova.toml", f'{rest}\n[engines.libre]\nurl = "{server.url}"\n')


@pytest.fixture
def newsroom(desk, server):
    desk.environment["DVOMOVA_LIBRE_KEY"] = KEY
    configured(desk, server)
    desk.write("izium.en.txt", ARTICLE)
    desk.ok("update", "izium.en.txt")
    return desk


def test_drafts_wait_for_a_word_and_are_not_published_before(newsroom):
    outcome = newsroom.ok("translate", "--engine", "libre", "--yes")
    assert "libre at 127.0.0.1:" in outcome.err
    assert "5 segments" in outcome.err
    assert newsroom.targets(PO) == {text: translation(text) for text in SENTENCES}
    assert newsroom.states() == {"draft": 5}
    assert newsroom.read(PO).count("# dvomova: draft by libre 2026-03-04\n") == 5
    newsroom.ok("build")
    assert newsroom.read("izium.uk.txt") == ARTICLE
    newsroom.ok("accept", "--all")
    assert newsroom.states() == {"translated": 5}
    assert "draft by" not in newsroom.read(PO)


def test_what_a_person_translated_is_not_sent_and_stays(newsroom, server):
    newsroom.translate(PO, {SENTENCES[0]: "Міст в Ізюмі"})
    newsroom.ok("translate", "--engine", "libre", "--yes")
    assert newsroom.targets(PO)[SENTENCES[0]] == "Міст в Ізюмі"
    assert SENTENCES[0] not in server.texts
    assert newsroom.states() == {"translated": 1, "draft": 4}


def test_what_the_memory_has_is_not_asked(newsroom, server):
    newsroom.translate(PO)
    newsroom.ok("translate")
    newsroom.write("copy.en.txt", ARTICLE.replace("nine weeks", "ten weeks"))
    newsroom.ok("update", "copy.en.txt")
    newsroom.ok("accept", "copy")
    newsroom.ok("translate", "copy", "--engine", "libre", "--yes")
    assert not server.requests


def test_what_is_out_of_date_is_left_unless_one_asks(newsroom, server):
    newsroom.translate(PO)
    newsroom.replace("izium.en.txt", "buses again", "trams and buses once more, and even trains")
    newsroom.ok("update")
    new = "It carries trams and buses once more, and even trains."
    newsroom.ok("translate", "--engine", "libre", "--yes")
    assert not server.requests
    newsroom.ok("translate", "--engine", "libre", "--yes", "--stale")
    assert newsroom.targets(PO)[new] == translation(new)
    assert newsroom.targets(PO, obsolete=True) == {SENTENCES[4]: f"Пере {SENTENCES[4]}"}


def test_nothing_is_sent_unless_somebody_agrees(newsroom, server):
    before = newsroom.files()
    outcome = newsroom.run("translate", "--engine", "libre")
    assert outcome.code == 2
    assert "--yes" in outcome.err
    outcome = newsroom.ok("translate", "--engine", "libre", "--dry-run")
    assert "5 segments" in outcome.err
    assert not server.requests
    assert newsroom.files() == before


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals there")
@pytest.mark.parametrize(("said", "sent"), [(b"n\n", 0), (b"\n", 0), (b"y\n", 1)])
def test_a_person_at_a_terminal_is_asked(newsroom, server, said, sent):
    import pty

    person, terminal = pty.openpty()
    running = newsroom.start("translate", "--engine", "libre", stdin=terminal)
    os.write(person, said)
    _out, err = running.communicate(timeout=60)
    os.close(person)
    os.close(terminal)
    assert b"Send it? [y/N]" in err
    assert len(server.requests) == sent


def test_what_it_costs_is_said_where_that_is_known(desk, server):
    desk.write("izium.en.txt", ARTICLE)
    desk.ok("update", "izium.en.txt")
    desk.write("dvomova.toml", f'[engines.deepl]\nurl = "{server.url}"\n')
    for key, said in ((KEY, "about 0.01 EUR"), (f"{KEY}:fx", "free of charge")):
        assert said in desk.ok("translate", "--engine", "deepl", "-n", DVOMOVA_DEEPL_KEY=key).err
    desk.write("dvomova.toml", "")
    assert (
        "api-free.deepl.com"
        in desk.ok("translate", "--engine", "deepl", "-n", DVOMOVA_DEEPL_KEY=f"{KEY}:fx").err
    )
    assert "libretranslate.com" in desk.ok("translate", "--engine", "libre", "-n").err


def test_offline_forbids_all_that_is_elsewhere(newsroom, server):
    configured(newsroom, server, "offline = true")
    outcome = newsroom.run("translate", "--engine", "libre", "--yes")
    assert outcome.code == 2
    assert "offline = true" in outcome.err
    assert not server.requests
    newsroom.ok("translate", "--engine", "pseudo")
    assert newsroom.states() == {"draft": 5}


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("Олена Коваль", [SENTENCES[3]]),
        ("Коваль", [SENTENCES[3]]),
        ("Ізюм", [SENTENCES[0]]),
        ("Izium", [SENTENCES[0]]),
    ],
)
def test_protected_names_are_never_sent(newsroom, server, name, hidden):
    configured(newsroom, server, f'protect = ["{name}"]')
    outcome = newsroom.ok("translate", "--engine", "libre", "--yes", "--json")
    assert sorted(server.texts) == sorted(set(SENTENCES) - set(hidden))
    assert len(outcome.json["by_engine"][0]["protected"]) == len(hidden)
    told = newsroom.ok("translate", "--engine", "libre", "--yes").err
    assert "holds a protected name and was not sent" in told


@pytest.mark.parametrize(
    "written", ["Говорила з Ко<b>вал</b>ем уранці.", "Говорила з Кова́лем уранці.", "Говорила з *Коваль*."]
)
def test_a_protected_name_is_found_as_it_is_read(desk, server, written):
    configured(desk, server, 'protect = ["Олена Коваль", "Коваль"]')
    desk.write("a.uk.md", f"Міст стоїть.\n\n{written}\n")
    desk.ok("update", "a.uk.md")
    desk.ok("translate", "--engine", "libre", "--yes")
    assert server.texts == ["Міст стоїть."]


def test_failures_are_listed_by_segment_and_end_with_four(newsroom, server):
    server.fault = lambda _number, texts: "dropped" if len(texts) > 1 or "weeks" in texts[0] else ""
    newsroom.write("b.en.md", "It took **nine** weeks.\n\nIt **stands**.\n")
    newsroom.ok("update", "b.en.md")
    outcome = newsroom.run("translate", "b", "--engine", "libre", "--yes", "--json")
    assert outcome.code == 4
    failed = outcome.json["by_engine"][0]["failed"]
    assert len(failed) == 1
    assert failed[0]["segment"].startswith("b#")
    assert failed[0]["reason"] == "markup was lost"
    assert "nine weeks" not in json.dumps(outcome.json["errors"])
    assert newsroom.run("translate", "b", "--engine", "libre", "--yes").code == 4
    server.fail()
    newsroom.ok("translate", "b", "--engine", "libre", "--yes")
    assert server.answered["It [X1X]stands[X2X]."] == 1


def test_nothing_that_is_said_or_written_holds_the_key(newsroom, server):
    server.fault = lambda number, _texts: "403" if number else ""
    newsroom.ok("translate", "izium", "--engine", "libre", "--yes")
    newsroom.write("b.en.txt", ARTICLES)
    newsroom.ok("update", "b.en.txt")
    outcome = newsroom.run("translate", "--engine", "libre", "--yes", "-v")
    assert outcome.code == 4
    assert "it refuses the key (403)" in outcome.err
    assert KEY not in outcome.out + outcome.err
    assert "Place 7 has" not in outcome.err.partition("is not translated")[2]
    for path in newsroom.root.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes()


def test_many_failures_are_not_a_screenful(newsroom, server):
    newsroom.write("b.en.txt", ARTICLES)
    newsroom.ok("update", "b.en.txt")
    server.fault = lambda _number, _texts: "403"
    outcome = newsroom.run("translate", "b", "--engine", "libre", "--yes")
    assert outcome.err.count("is not translated") == 20
    assert "and 100 more" in outcome.err
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("name", "config", "said"),
    [
        ("nosuch", "", "there is no engine called “nosuch”: known are: chatgpt, deepl, echo"),
        ("deepl", "", "deepl needs a key: put it into DVOMOVA_DEEPL_KEY"),
        ("yandex", "", "yandex is a Russian service, and off"),
        ("libre", "[engines.libre]\nenabled = false", "libre is off"),
        ("libre", '[engines.libre]\nurl = "nowhere"', "engines.libre.url: this is no address"),
        ("libre", f'[engines.libre]\napi-key = "{KEY}"', "put it into DVOMOVA_LIBRE_KEY in the environment"),
        ("libre", "[engines.libre]\nurll = 1", "did you mean “url”"),
        ("libre", "engines = 3", "must have a table for each engine"),
    ],
)
def test_what_cannot_be_used_is_told_before_anything_is_done(desk, name, config, said):
    desk.write("izium.en.txt", ARTICLE)
    desk.ok("update", "izium.en.txt")
    desk.write("dvomova.toml", config)
    outcome = desk.run("translate", "--engine", name, "--yes")
    assert outcome.code == 2
    assert said in outcome.err
    assert KEY not in outcome.err


def test_a_catalog_that_cannot_be_read_is_told_once_and_stops_no_other(newsroom):
    newsroom.write("b.en.txt", "One bridge stands.\n")
    newsroom.ok("update", "b.en.txt")
    newsroom.write("locales/uk/LC_MESSAGES/b.po", b'msgid "torn')
    outcome = newsroom.run("translate", "--engine", "libre", "--yes")
    assert outcome.code == 3
    assert outcome.err.count("b.po:1") == 1
    assert newsroom.targets(PO)[SENTENCES[4]] == translation(SENTENCES[4])


def test_yes_without_an_engine_is_a_mistake(newsroom):
    assert newsroom.run("translate", "--yes").code == 2


def test_undo_takes_the_drafts_back(newsroom):
    before = newsroom.files()
    newsroom.ok("translate", "--engine", "libre", "--yes")
    newsroom.ok("undo")
    assert newsroom.files() == before


def test_a_catalog_in_both_directions(newsroom, server):
    newsroom.write("c.uk.txt", "Міст знову стоїть. Його відбудували за дев’ять тижнів.\n")
    newsroom.ok("update", "c.uk.txt")
    newsroom.ok("translate", "--engine", "libre", "--yes")
    assert newsroom.targets("locales/en/LC_MESSAGES/c.po")["Міст знову стоїть."] == translation(
        "Міст знову стоїть.", "en"
    )


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 there")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_goes_on_without_asking_again(newsroom, server, how):
    server.fault = lambda number, _texts: "slow" if number == 3 else ""
    newsroom.write("b.en.txt", ARTICLES)
    newsroom.ok("update", "b.en.txt")
    running = newsroom.start("translate", "--engine", "libre", "--yes")
    while len(server.requests) < 4 and running.poll() is None:
        time.sleep(0.02)
    running.send_signal(how)
    _out, err = running.communicate(timeout=30)
    assert running.returncode not in {0, None}
    assert b"Traceback" not in err
    server.patience.set()
    server.fail()
    done = server.answered.copy()
    assert done.total() > 20
    newsroom.ok("translate", "--engine", "libre", "--yes")
    assert max(server.answered.values()) == 1
    assert all(server.answered[text] == number for text, number in done.items())
    assert newsroom.states() == {"draft": 125}


def test_each_plural_form_is_asked_for_with_a_number(desk, server):
    rest = "[[messages]]\ndomain = 'tool'\nfiles = ['*.py']\n"
    configured(desk, server, rest)
    desk.write(
        "a.py",
        'ngettext("%d file of {all}", "%d files of {all}", n)\nngettext("man", "men", n)\n_("A bridge")\n',
    )
    desk.ok("update")
    outcome = desk.run("translate", "--engine", "libre", "--yes")
    assert outcome.code == 4
    assert "which number its plural forms are for is not clear" in outcome.err
    assert server.texts == [*(f"{number} files of [X1X]" for number in (21, 2, 5)), "A bridge"]
    catalog = po.parse(desk.read("locales/uk/LC_MESSAGES/tool.po"))
    drafts = {unit.source: unit.targets for unit in catalog.units}
    files = f"%d{translation(' files of')} {{all}}"
    assert drafts["%d file of {all}"] == (files, files, files)
    assert drafts["man"] == ("", "", "")
    assert desk.states() == {"draft": 2, "untranslated": 1}


def test_others_may_work_while_an_engine_does(newsroom, server):
    """An engine may need hours: who translates meanwhile is not kept waiting, and loses nothing."""
    said = []

    def meanwhile(_number, _texts):
        if not said:
            newsroom.translate(PO, {SENTENCES[0]: "Міст в Ізюмі"})
            said.append(newsroom.process("accept", "izium"))
            said.append(newsroom.process("update"))
        return ""

    server.fault = meanwhile
    assert newsroom.process("translate", "--engine", "libre", "--yes").code == 0
    assert [outcome.code for outcome in said] == [0, 0]
    assert newsroom.targets(PO)[SENTENCES[0]] == "Міст в Ізюмі"
    assert newsroom.states() == {"translated": 1, "draft": 4}


@pytest.mark.skipif(os.name == "nt", reason="takes the lock by flock")
def test_where_another_writes_just_then_the_answers_are_kept(newsroom, server):
    import fcntl

    with (newsroom.root / ".dvomova/lock").open("w") as lock:

        def meanwhile(_number, _texts):
            fcntl.flock(lock, fcntl.LOCK_EX)
            return ""

        server.fault = meanwhile
        outcome = newsroom.process("translate", "--engine", "libre", "--yes")
        assert outcome.code == 3
        assert "is writing in this project: wait until it has ended" in outcome.err
        assert newsroom.states() == {"untranslated": 5}
    asked = len(server.requests)
    newsroom.ok("translate", "--engine", "libre", "--yes")
    assert newsroom.states() == {"draft": 5}
    assert len(server.requests) == asked


def test_a_plug_in_is_an_engine_like_any_other(newsroom):
    newsroom.write(
        "site/shout.py",
        "from dvomova.engines.echo import Echo\n\n\nclass Shout(Echo):\n"
        "    def translate(self, texts, source, target, access):\n"
        "        return [text.upper() for text in texts]\n",
    )
    newsroom.write("site/shout-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: shout\nVersion: 1.0\n")
    newsroom.write("site/shout-1.0.dist-info/entry_points.txt", "[dvomova.engines]\nshout = shout:Shout\n")
    outcome = newsroom.process(
        "translate", "--engine", "shout", env={"PYTHONPATH": str(newsroom.root / "site")}
    )
    assert outcome.code == 0
    assert newsroom.targets(PO)[SENTENCES[4]] == "IT CARRIES BUSES AGAIN."


@pytest.mark.parametrize(("engine", "package"), [("libre", "requests"), ("google", "deep_translator")])
def test_what_has_to_be_installed_first_is_said(newsroom, monkeypatch, engine, package):
    import sys

    monkeypatch.setitem(sys.modules, package, None)
    outcome = newsroom.run("translate", "--engine", engine, "--yes")
    assert outcome.code == 2
    assert outcome.err == f'{engine} needs the package {package}: pip install "dvomova[engines]"\n'
    newsroom.ok("translate", "--engine", "pseudo")
