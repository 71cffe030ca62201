"""The messages of programs, and files that are no programs."""

from __future__ import annotations

import pytest

TOML = "[[messages]]\ndomain = 'tool'\nfiles = ['*.py']\n"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("x = (1,\n", "tool.py"),
        ("def a():\n    _('one')\n  _('two')\n", "tool.py:3"),
        ('_("one)\n"""', "tool.py"),
        ("_(f'{a')\n", "tool.py"),
    ],
)
def test_what_is_no_python_is_told_with_its_place(desk, source, place):
    desk.write("dvomova.toml", TOML)
    desk.write("tool.py", source)
    outcome = desk.run("update")
    if outcome.code:
        assert f"{place}" in outcome.err
        assert "this is not Python" in outcome.err
        assert outcome.code == 3
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "cookie", ["# -*- coding: latin-1 -*-", "# coding: klingon", "#!/bin/sh\n# vim: coding=cp1251"]
)
def test_files_are_utf8_whatever_they_say(desk, cookie):
    desk.write("dvomova.toml", "source = 'uk'\n" + TOML + "source = 'uk'\n")
    desk.write("tool.py", cookie + "\n_('Місто')  # coding: not a cookie\n_('# coding: x')\n")
    desk.ok("update")
    catalog = desk.read("locales/en/LC_MESSAGES/tool.po")
    assert 'msgid "Місто"' in catalog
    assert 'msgid "# coding: x"' in catalog
