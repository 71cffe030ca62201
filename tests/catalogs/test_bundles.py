"""JSON bundles, read back by the libraries that sites use."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs import bundles
from dvomova.catalogs.mo import identity
from dvomova.catalogs.naming import key, keys
from dvomova.errors import ConfigError
from dvomova.model import Catalog, Unit

FORMS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
HEADER = (("Language", "uk"), ("Plural-Forms", FORMS))
DAYS = Unit("day", ("день", "дні", "днів"), plural="days")
NUMBERS = (0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 111, 1_000_000)

PIECES = [
    *"{}@|\\%$()'\"`:.,#&<>/- \n\t\r_ї",
    *("{{", "}}", "{{{", "{{name}}", "{{- count}}", "{{lng}}", "{{count, number}}", "{name}", "{0}", "{'x'}"),
    *("$t(", "$t(dollar)", '$t(a, {"count": 1})', "$t($t(b))", "$$t(", "$t ("),
    *("@:", "@:key", "@.lower:key", "@:{'key'}", "%{name}", "%%{n}", " | ", "||", "\\{", "\\\\", "\\u0041"),
    *(
        "\u2028",
        "\u2029",
        "\u00a0",
        "<b>",
        "</b>",
        "Ізюм",
        "м’ята",
        "100 %",
        "пошта@приклад.ua",
        "𝒳",
        "e\u0301",
    ),
    *("$&", "$1", "$$", "__proto__", "constructor", "null"),
]


def uk(*units: Unit) -> Catalog:
    return Catalog(HEADER, units)


def nasty(count: int) -> list[str]:
    random = Random(2)  # the same texts in each run
    made = ["".join(random.choices(PIECES, k=random.randint(1, 9))) for _ in range(count)]
    return list(dict.fromkeys(PIECES + made))


def only(bundle: str) -> dict[str, str]:
    return json.loads(bundle)


@pytest.mark.parametrize("writer", [bundles.i18next, bundles.vue_i18n])
def test_a_bundle_is_sorted_readable_and_ends_its_line(writer):
    bundle = writer(uk(Unit("Village", ("Село",)), Unit("City", ("Місто",)), Unit("State", ("Держава",))))
    names = [key("City", None), key("State", None), key("Village", None)]
    texts = dict(zip(names, ("Місто", "Держава", "Село"), strict=True))
    lines = [f'  "{name}": "{texts[name]}"' for name in sorted(names)]
    assert bundle == "{\n" + ",\n".join(lines) + "\n}\n"


@pytest.mark.parametrize("writer", [bundles.i18next, bundles.vue_i18n])
def test_the_order_of_the_units_does_not_matter(writer):
    units = [Unit(text, (text,)) for text in nasty(50)]
    assert writer(uk(*units)) == writer(uk(*reversed(units)))


@pytest.mark.parametrize("writer", [bundles.i18next, bundles.vue_i18n])
def test_only_what_may_be_published_is_in(writer):
    catalog = uk(
        Unit("done", ("так",)),
        Unit("to do"),
        Unit("stale", ("так",), fuzzy=True, previous="state"),
        Unit("draft", ("так",), fuzzy=True),
        Unit("gone", ("так",), obsolete=True),
    )
    assert set(only(writer(catalog))) == {key("done", None)}
    every = {key(source, None) for source in ("done", "stale", "draft")}
    assert set(only(writer(catalog, use_fuzzy=True))) == every


@pytest.mark.parametrize("writer", [bundles.i18next, bundles.vue_i18n])
def test_a_context_makes_another_key(writer):
    bundle = only(writer(uk(Unit("May", ("Травень",)), Unit("May", ("Мей",), context="2"))))
    assert bundle == {key("May", None): "Травень", key("May", "2"): "Мей"}


@pytest.mark.parametrize("writer", [bundles.i18next, bundles.vue_i18n])
def test_a_key_stays_when_another_unit_gets_its_translation(writer):
    texts: dict[str, str] = {}
    first = other = ""
    for number in range(200_000):
        text = f"segment {number}"
        first, other = texts.setdefault(key(text, None), text), text
        if first != other:
            break
    before = only(writer(uk(Unit(first, ("так",)), Unit(other))))
    after = only(writer(uk(Unit(first, ("так",)), Unit(other, ("ні",)))))
    assert len(after) == 2
    assert before.items() <= after.items()


@given(
    st.text(
        st.characters(exclude_characters="{}@|\\%$\r\n \u2028\u2029", exclude_categories=["Cs"]), min_size=1
    )
)
def test_ordinary_text_is_written_as_it_is(text):
    assert only(bundles.i18next(uk(Unit("x", (text,))))) == {key("x", None): text}
    assert only(bundles.vue_i18n(uk(Unit("x", (text,))))) == {key("x", None): text}


def test_i18next_has_a_key_for_each_category():
    name = key("day", None)
    expected = {f"{name}_one": "день", f"{name}_few": "дні", f"{name}_many": "днів", f"{name}_other": "днів"}
    assert only(bundles.i18next(uk(DAYS))) == expected
    english = only(bundles.i18next(identity(uk(DAYS), "en")))
    assert english == {f"{name}_one": "day", f"{name}_other": "days"}


@pytest.mark.parametrize(
    ("language", "forms", "targets", "expected"),
    [
        ("ja", "nplurals=1; plural=0;", "a", {"other": "a"}),
        ("fr", "nplurals=2; plural=(n > 1);", "ab", {"one": "a", "many": "b", "other": "b"}),
        # CLDR has 0 and 1 in one category, this header has not: 1 is what the category is for.
        ("fr", "nplurals=2; plural=(n != 1);", "ab", {"one": "a", "many": "b", "other": "b"}),
        # Four forms, the last for fractions: as Crowdin has them.
        (
            "uk",
            FORMS.replace("nplurals=3", "nplurals=4").replace(": 2)", ": n>=0 ? 2 : 3)"),
            "abcd",
            "one few many other",
        ),
        # Another order than CLDR's.
        ("en", "nplurals=2; plural=(n == 1);", "ab", {"one": "b", "other": "a"}),
        # A header of two forms in a language of four categories.
        ("uk", "nplurals=2; plural=n != 1;", "ab", {"one": "a", "few": "b", "many": "b", "other": "b"}),
        # Fewer forms than the header says.
        ("uk", FORMS, "ab", {"one": "a", "few": "b", "many": "b", "other": "b"}),
        ("uk", "", "abc", {"one": "a", "few": "b", "many": "c", "other": "c"}),
        ("en_GB", "", "ab", {"one": "a", "other": "b"}),
    ],
)
def test_categories_are_found_by_the_numbers_they_share_with_a_form(language, forms, targets, expected):
    if isinstance(expected, str):
        expected = dict(zip(expected.split(), targets, strict=True))
    catalog = Catalog(
        (("Language", language), ("Plural-Forms", forms)), (Unit("x", tuple(targets), plural="xs"),)
    )
    bundle = only(bundles.i18next(catalog))
    assert {name.partition("_")[2]: text for name, text in bundle.items()} == expected


@pytest.mark.parametrize("header", [(("Language", ""),), (("Language", "?"), ("Plural-Forms", FORMS)), ()])
def test_plurals_of_no_language_are_said_so(header):
    with pytest.raises(ConfigError):
        bundles.i18next(Catalog(header, (DAYS,)))


def test_vue_i18n_has_the_choices_in_the_order_of_the_forms():
    assert only(bundles.vue_i18n(uk(DAYS))) == {key("day", None): "день | дні | днів"}


def test_what_vue_i18n_would_interpret_is_a_literal():
    def written(text: str) -> str:
        return only(bundles.vue_i18n(uk(Unit("x", (text,)))))[key("x", None)]

    assert written("пишіть на a@b.ua") == "пишіть на a{'@'}b.ua"
    assert written("100% {x}") == "100% {'{'}x{'}'}"
    assert written("100%{x}") == "100{'%{'}x{'}'}"
    assert written(" a | b\n") == "{' '}a {'|'} b{'\\u000A'}"
    assert written("C:\\new") == "C:{'\\\\'}new"


def test_what_i18next_would_interpret_is_broken_up():
    bundle = only(bundles.i18next(uk(Unit("x", ("{{a}} {b} $t c",)))))
    assert bundle.pop("left_brace") == "{"
    assert not re.search(r"\{\{", "".join(bundle.values()))
    assert "dollar" not in bundle


# The libraries themselves.

I18NEXT = """
const i18next = require('i18next').createInstance();
const { language, bundle, calls } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const ns = 'news/izium';
const one = (load) => {
  const made = require('i18next').createInstance();
  made.init({ lng: language, fallbackLng: false, ns: ['other', ns], defaultNS: load, initAsync: false,
    initImmediate: false, showSupportNotice: false, resources: { [language]: { [ns]: bundle, other: {} } } });
  return made;
};
const own = one(ns), foreign = one('other');
const options = (n) => n === null ? {} : { count: n };
console.log(JSON.stringify(calls.map(([key, n]) => [
  n === null ? own.t(key) : own.t(key, { count: n }),
  own.t(key, { ...options(n), name: 'INTERPOLATED', x: 'INTERPOLATED', a: 'INTERPOLATED' }),
  foreign.t(key, { ...options(n), ns }),
  foreign.getFixedT(language, ns)(key, options(n)),
  foreign.t(`${ns}:${key}`, options(n)),
])));
"""

VUE_I18N = """
const { createI18n } = require('vue-i18n');
const { language, bundle, calls } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const complaints = [];
console.warn = console.error = (...words) => complaints.push(words.join(' '));
const categories = ['one', 'few', 'many'];
const rules = new Intl.PluralRules('uk');
const { global } = createI18n({ legacy: false, locale: language, messages: { [language]: bundle },
  warnHtmlMessage: false, pluralRules: { uk: (n) => categories.indexOf(rules.select(n)) } });
const said = calls.map(([key, n]) => n === null
  ? [global.t(key), global.t(key, { name: 'INTERPOLATED', n: 1 }), global.t(key, ['INTERPOLATED'])]
  : [global.t(key, n)]);
if (complaints.length) { process.stderr.write(complaints.join('\\n')); process.exit(1); }
console.log(JSON.stringify(said));
"""


def node(program: str, package: str, bundle: str, calls: list, language: str = "uk") -> list[list[str]]:
    """What a library says to each call (a key, and a number or None), in several ways of asking."""
    binary = shutil.which("node") or pytest.skip("node is not on PATH")
    modules = Path(os.environ.get("DVOMOVA_NODE_MODULES", "node_modules")).resolve()
    if not (modules / package).is_dir():
        pytest.skip(f"no npm package {package} in {modules} (set DVOMOVA_NODE_MODULES)")
    version = json.loads((modules / package / "package.json").read_text("utf-8"))["version"]
    if package == "i18next" and tuple(map(int, version.split(".")[:2])) < (26, 5):
        pytest.skip(f"i18next {version} nests what nesting gave; 26.5 is the first that does not")
    task = json.dumps({"language": language, "bundle": json.loads(bundle), "calls": calls})
    done = subprocess.run(
        [binary, "-e", program],
        input=task,
        env={**os.environ, "NODE_PATH": str(modules)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def form_of(number: int) -> int:
    """The index of the Ukrainian form, by the rule of the grammar and not by any code of ours."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else 2


LIBRARIES = [
    pytest.param(bundles.i18next, I18NEXT, "i18next", id="i18next"),
    pytest.param(bundles.vue_i18n, VUE_I18N, "vue-i18n", id="vue-i18n"),
]


@pytest.mark.interop
@pytest.mark.parametrize(("writer", "program", "package"), LIBRARIES)
def test_the_library_gives_every_text_back(writer, program, package):
    catalog = uk(*(Unit(f"source {text}", (text,)) for text in nasty(3_000)))
    names = keys(catalog.units)
    calls = [(names[None, unit.source], None) for unit in catalog.units]
    said = node(program, package, writer(catalog), calls)
    for unit, answers in zip(catalog.units, said, strict=True):
        assert set(answers) == {unit.target}


@pytest.mark.interop
@pytest.mark.parametrize(("writer", "program", "package"), LIBRARIES)
def test_the_library_picks_the_right_form(writer, program, package):
    texts = nasty(300)
    triples = zip(texts[::3], texts[1::3], texts[2::3], strict=False)
    catalog = uk(DAYS, *(Unit(f"source {forms[0]}", forms, plural="x") for forms in triples))
    names = keys(catalog.units)
    calls = [(names[None, unit.source], number) for unit in catalog.units for number in NUMBERS]
    said = iter(node(program, package, writer(catalog), calls))
    for unit in catalog.units:
        for number in NUMBERS:
            assert set(next(said)) == {unit.targets[form_of(number)]}


@pytest.mark.interop
@pytest.mark.parametrize(("writer", "program", "package"), LIBRARIES)
def test_the_source_bundle_speaks_the_source_language(writer, program, package):
    catalog = identity(uk(DAYS, Unit("City")), "en")
    calls = [(key("City", None), None), *((key("day", None), number) for number in (0, 1, 2, 21))]
    said = node(program, package, writer(catalog), calls, "en")
    assert [set(answers) for answers in said] == [{"City"}, {"days"}, {"day"}, {"days"}, {"days"}]
