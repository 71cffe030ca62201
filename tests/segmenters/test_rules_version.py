"""Catalogs record by which rules they were cut: what changes the version, and what does not."""

import hashlib
from importlib.resources import files

import pytest

from dvomova.segmenters import built_in
from dvomova.segmenters.sentences import Sentences
from dvomova.segmenters.srx import read

DECIDING = ("rules/*.srx", "data/*.toml", "*.py")
NOT_DECIDING = {"__init__.py", "base.py", "built_in.py", "paragraphs.py", "srx.py"}
"""What decides nothing, or says so itself."""


def digest():
    folder = files("dvomova.segmenters")
    found = (path for pattern in DECIDING for path in folder.glob(pattern))
    paths = sorted(path for path in found if path.name not in NOT_DECIDING)
    content = "".join(f"{path.name}\n{path.read_text('utf-8')}" for path in paths)
    return hashlib.sha256(content.replace("\r\n", "\n").encode()).hexdigest()[:16]


def test_rules_do_not_change_unnoticed():
    assert digest() == built_in.RULES_DIGEST, (
        "Rules, lists or the code that decides have changed. If any text is now split otherwise, raise "
        f"RULES_VERSION in segmenters/built_in.py; in any case write RULES_DIGEST = “{digest()}” beside it."
    )


def test_every_rule_file_is_asked():
    folder = files("dvomova.segmenters") / "rules"
    assert sorted(path.name for path in folder.iterdir()) == sorted(built_in.FILES)


RULES = (
    "<srx><header cascade='yes'/><body><languagerules><languagerule languagerulename='A'>"
    "<rule break='{}'><beforebreak>:</beforebreak><afterbreak>\\s</afterbreak></rule>"
    "</languagerule></languagerules><maprules>"
    "<languagemap languagepattern='.*' languagerulename='A'/></maprules></body></srx>"
)
ONE, OTHER = read(RULES.format("yes"), "a.srx"), read(RULES.format("no"), "a.srx")


def test_by_itself_it_is_the_version_of_the_rules():
    assert Sentences().version == Sentences(shortest=1).version == built_in.RULES_VERSION


def test_each_option_changes_it():
    made = [
        Sentences((ONE,)),
        Sentences((OTHER,)),
        Sentences((ONE, OTHER)),
        Sentences((OTHER, ONE)),
        Sentences((ONE,), built_in=False),
        Sentences(never_after=("Так.",)),
        Sentences(never_after=("Ні.",)),
        Sentences(shortest=2),
        Sentences(shortest=3),
    ]
    versions = [sentences.version for sentences in made]
    assert len({*versions, built_in.RULES_VERSION}) == len(made) + 1
    assert all(version.startswith(f"{built_in.RULES_VERSION}+") for version in versions)
    assert all(len(version) == len(built_in.RULES_VERSION) + 9 for version in versions)


@pytest.mark.parametrize("path", ["a.srx", "C:\\rules\\b.srx"])
def test_where_a_file_lies_and_how_its_lines_end_is_no_matter(path):
    text = RULES.format("yes").replace("><", ">\n<")
    one = Sentences((read(text, "a.srx"),))
    assert Sentences((read(text.replace("\n", "\r\n"), path),)).version == one.version


def test_the_order_of_exceptions_is_no_matter():
    assert Sentences(never_after=("а.", "б.")).version == Sentences(never_after=("б.", "а.")).version


def test_it_is_the_same_on_every_machine():
    assert Sentences(never_after=("Укрзалізниця.",), shortest=2).version == "1+ce1e191e"
