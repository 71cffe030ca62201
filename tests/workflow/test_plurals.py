"""Plural messages for an engine: each form with a number, and the placeholder again afterwards."""

from __future__ import annotations

import pytest

from dvomova.catalogs import po
from dvomova.workflow.plurals import counted

UK = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
EN = "nplurals=2; plural=(n != 1);"


def asked(singular, plural, forms=UK):
    catalog = po.parse(
        f'msgid ""\nmsgstr "Plural-Forms: {forms}\\n"\n\n'
        f'msgid "{singular}"\nmsgid_plural "{plural}"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    return counted(catalog.units[0], catalog)


@pytest.mark.parametrize(
    ("singular", "plural", "texts"),
    [
        ("%d file", "%d files", ("21 files", "2 files", "5 files")),
        ("One file", "{n} files", ("21 files", "2 files", "5 files")),
        ("%(n)s file of %(all)s", "%(n)s files of %(all)s", ("21 files of %(all)s", "2 files of %(all)s",
                                                              "5 files of %(all)s")),
        ("One file in {there}", "{some} files in {there}", ("21 files in {there}", "2 files in {there}",
                                                             "5 files in {there}")),
        ("100%% of %d man", "100%% of %d men", ("100%% of 21 men", "100%% of 2 men", "100%% of 5 men")),
        ("{{count}} page", "{{count}} pages", ("21 pages", "2 pages", "5 pages")),
    ],
)  # fmt: skip
def test_each_form_has_its_number(singular, plural, texts):
    assert asked(singular, plural).texts == texts


def test_into_english_the_singular_is_asked_for_one():
    assert asked("{n} міст", "{n} мостів", EN).texts == ("1 міст", "5 мостів")
    forms = asked("Один міст", "{n} мостів", EN)
    assert forms.texts == ("Один міст", "5 мостів")
    assert forms.targets(["One bridge", "5 bridges"]) == ("One bridge", "{n} bridges")


@pytest.mark.parametrize(
    ("singular", "plural", "forms"),
    [
        ("file", "files", UK),
        ("{a} of {b}", "{a} out of {b}", UK),
        ("{n} day", "{n} days", "nplurals=3; plural=(n != 1);"),  # no number has the third
    ],
)
def test_where_it_is_not_clear_nothing_is_asked(singular, plural, forms):
    assert asked(singular, plural, forms) is None


def test_the_placeholder_comes_back():
    forms = asked("%d file of 100", "%d files of 100")
    assert forms.targets(["21 файл зі 100", "2 файли зі 100", "зі 100: 5 файлів"]) == (
        "%d файл зі 100",
        "%d файли зі 100",
        "зі 100: %d файлів",
    )


@pytest.mark.parametrize("last", ["п’ять файлів", "5 файлів із 5", "15 файлів", "1,5 файлу", "5.0 файлів"])
def test_a_number_that_is_gone_or_there_twice_is_no_draft(last):
    assert asked("%d file", "%d files").targets(["21 файл", "2 файли", last]) is None
