"""Parts from outside: the plug-in of docs/plugins.md, installed by pip, and broken ones."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "plugins.md"
CATALOG = "locales/uk/LC_MESSAGES/photos.po"


def page_files():
    """The files that the page shows, by their names."""
    return dict(
        re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder where pip has installed the plug-in of the page."""
    project, target = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("target")
    for name, content in page_files().items():
        (project / name).write_text(content, "utf-8")
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *offline, "--target", str(target), str(project)], check=True
    )
    return target


@pytest.fixture
def agency(desk, installed):
    """A project in which the plug-in is installed, with the page's photo list."""
    desk.environment["PYTHONPATH"] = str(installed)
    desk.write("photos.en.photos", page_files()["photos.en.photos"])
    return desk


def test_a_format_of_another_package_goes_through_extract_and_build(agency):
    assert agency.process("extract", "photos.en.photos").code == 0
    assert 'msgid "It was rebuilt in nine weeks."' in agency.read("locales/photos.pot")
    assert agency.process("update", ".").code == 0
    words = {
        "The bridge over the Oskil.": "Міст через\tОскіл.",
        "It was rebuilt in nine weeks.": "Його відбудували за дев’ять тижнів.",
        "“We cross it every day,” says Olena Koval.": "«Ми їздимо ним щодня», — каже Олена Коваль.",
    }
    assert list(agency.targets(CATALOG)) == list(words)
    agency.translate(CATALOG, words)
    assert agency.process("build").code == 0
    assert agency.read("photos.uk.photos") == (
        "DSC_0231.jpg\tМіст через Оскіл. Його відбудували за дев’ять тижнів.\n"
        "DSC_0232.jpg\t«Ми їздимо ним щодня», — каже Олена Коваль.\n"
        "DSC_0240.jpg\n"
    )


def test_a_segmenter_of_another_package_is_chosen_by_its_name(agency):
    agency.write("dvomova.toml", 'segment = "clauses"\n')
    agency.write("a.en.txt", "One; two. Three.\n")
    assert agency.process("segment", "a.en.txt").out.splitlines() == ["One;", "two.", "Three."]
    assert agency.process("update", "a.en.txt").code == 0
    assert "X-Dvomova-Segmenter: clauses 1" in agency.read("locales/uk/LC_MESSAGES/a.po")


LONG = "Міст через Оскіл, який уранці дев’ятого березня підірвали ті, хто відступав."
BRIDGE = "The bridge over the Oskil."


@pytest.fixture
def captioned(agency):
    """The photo list with a caption that is too long for the check of the plug-in."""
    agency.process("update", ".")
    agency.translate(CATALOG, {BRIDGE: LONG})
    return agency


def findings(desk, *options):
    outcome = desk.process("check", "--json", "--select", "caption-length", *options)
    assert outcome.code == 0, outcome
    return outcome.json["findings"]


def test_a_check_of_another_package_is_run(captioned):
    [finding] = findings(captioned)
    assert (finding["check"], finding["severity"]) == ("caption-length", "warning")
    assert (finding["target"], finding["message"]) == (LONG, "60 characters are printed")
    assert [(span["start"], span["end"]) for span in finding["spans"]] == [(60, len(LONG))]
    everything = captioned.process("check", "--json").json["findings"]
    assert "caption-length" in [one["check"] for one in everything]


def test_a_check_of_another_package_is_explained_weighed_and_left_out_like_all(captioned):
    out = captioned.process("check", "--explain", "caption-length").out
    assert out.startswith("## caption-length\n\n**A caption is longer than the agency prints.** Behind 60")
    assert "## caption-length" in captioned.process("check", "--explain", "all").out
    captioned.write("dvomova.toml", '[check]\nseverity = { caption-length = "error" }\n')
    assert captioned.process("check", "--select", "caption-length").code == 1
    outcome = captioned.process("check", "--json", "--ignore", "caption-length")
    assert "caption-length" not in outcome.out
    sarif = captioned.process("check", "--select", "caption-length", "--format", "sarif").out
    assert '"caption-length"' in sarif


def test_a_finding_of_another_package_is_ignored_by_a_comment(captioned):
    comment = "# dvomova: ignore caption-length — printed in full"
    captioned.replace(CATALOG, f'msgid "{BRIDGE}"', f'{comment}\nmsgid "{BRIDGE}"')
    assert findings(captioned) == []
    captioned.replace(CATALOG, "відступав.", "тікав відти.")
    assert len(findings(captioned)) == 1


RAISING = """\
from dvomova.checks.base import check
from dvomova.model import Severity

def Part():
    @check("bad", "form", Severity.ERROR, title="Bad", why="Bad.")
    def bad(pair):
        yield 1 / 0
"""


def test_a_check_that_raises_is_named_with_the_text_and_how_to_go_on(captioned):
    broken(captioned, RAISING)
    outcome = captioned.process("check", "photos")
    assert outcome.code == 2
    assert f"the check “bad” fails at “{BRIDGE}” (ZeroDivisionError" in outcome.err
    assert "Traceback" not in outcome.err
    assert "--ignore bad" in outcome.err
    assert captioned.process("check", "--ignore", "bad", "photos").code == 0


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("def Part(:\n", "SyntaxError"),
        ("def Part():\n    raise SystemError('no')\n", "SystemError: no"),
    ],
)
def test_a_broken_package_of_checks_is_named(captioned, module, reason):
    broken(captioned, module)
    outcome = captioned.process("check", "photos")
    assert outcome.code == 2
    assert "the checks “bad” of the package dvomova-broken cannot be used" in outcome.err
    assert reason in outcome.err
    assert captioned.process("status").code == 0  # what needs no checks does not ask for them


def broken(desk, module, attribute="Part"):
    """A package whose entry point leads to ``module``, installed."""
    desk.write("site/broken_part.py", module)
    info = "site/dvomova_broken-1.0.dist-info"
    desk.write(f"{info}/METADATA", "Metadata-Version: 2.1\nName: dvomova-broken\nVersion: 1.0\n")
    entry = f"broken_part:{attribute}"
    desk.write(
        f"{info}/entry_points.txt",
        f"[dvomova.formats]\nbad = {entry}\n[dvomova.segmenters]\nbad = {entry}\n"
        f"[dvomova.checks]\nbad = {entry}\n",
    )
    desk.environment["PYTHONPATH"] = str(desk.root / "site")
    desk.write("a.en.bad", "One.\n")


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("def Part(:\n", "SyntaxError"),
        ("x = 1\n", "AttributeError"),
        ("def Part():\n    raise SystemError('no')\n", "SystemError: no"),
        ("class Part:\n    suffixes = ('.bad',)\n", "it lacks reflows, decode, encode, read"),
    ],
)
def test_a_broken_plug_in_is_named(desk, module, reason):
    broken(desk, module)
    outcome = desk.process("update", "a.en.bad")
    assert outcome.code == 2
    assert "package dvomova-broken" in outcome.err
    assert reason in outcome.err
    assert "pip uninstall dvomova-broken" in outcome.err


def test_a_broken_segmenter_is_named_and_what_does_not_ask_for_it_runs(desk):
    broken(desk, "import no_such_module\n")
    desk.write("a.en.txt", "One.\n")
    assert desk.process("update", "a.en.txt").code == 0
    desk.write("dvomova.toml", 'segment = "bad"\n')
    outcome = desk.process("update", "a.en.txt")
    assert outcome.code == 2
    assert "package dvomova-broken" in outcome.err
