"""What comes into a catalog is what ``pybabel extract`` gives, entry by entry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib
import pytest

pytestmark = pytest.mark.interop

CLICK = '''\
"""A command line, as Click programs are written."""
from gettext import gettext as _, ngettext

import click


@click.command(help=_("Send the letters."))
@click.option("--to", help=_("Who gets them; may be given more than once."), multiple=True)
@click.argument("letters", nargs=-1)
def send(to, letters):
    if not letters:
        raise click.UsageError(_("Missing argument {name!r}.").format(name="letters"))
    done = ngettext("{count} letter sent.", "{count} letters sent.", len(letters))
    click.echo(done.format(count=len(letters)))
    # Translators: %s is a town
    click.echo(_("To %s") % ", ".join(to))
    click.echo(_("a " "long "
                 "text") + _(f"fixed") + _("twice") + _("twice"))
    def gettext(message="no call"): ...
    _(variable), _("no", "comma",), _(click.style("nested")), _(dict(a=_("inner")))
'''
DJANGO = """\
from django.db import models
from django.utils.translation import gettext_lazy as _, ngettext_lazy, npgettext_lazy, pgettext, pgettext_lazy


class Article(models.Model):
    # Translators: of an article
    title = models.CharField(_("title"), max_length=200, help_text=_("At most %(max)d letters"))
    month = models.CharField(pgettext_lazy("month name", "May"), max_length=9)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [Check(violation_error_message=pgettext("verb", "May"))]

    def left(self, number):
        return ngettext_lazy("%(n)d day left", "%(n)d days left", "n") % {"n": number}

    def open(self, number):
        return npgettext_lazy("door", "%d open", "%d open", number)

    def sale(self):
        return _("Up to 50% off") + _("100 %") + _("{} of {}") + _("{{ not }} {a format")
"""
FLASK = """\
from flask import flash, render_template
from flask_babel import _, gettext, lazy_gettext as _l, ngettext


class Form(FlaskForm):
    name = StringField(_l("Name"), validators=[DataRequired(message=_l("Tell us your name"))])
    send = SubmitField(_l("Send"))


@app.route("/")
def index():
    # NOTE: shown for a second
    flash(gettext("Hello, %(name)s!", name=user.name))
    flash(ngettext("%(num)s note", "%(num)s notes", len(notes)))
    return render_template("index.html", title=_("Home"))
"""
TEMPLATE = """\
{% extends "base.html" %}
{% block title %}{{ _("Home") }}{% endblock %}
{# NOTE: the greeting #}
<h1>{% trans name=user.name %}Hello, {{ name }}!{% endtrans %}</h1>
<p>{% trans count=notes|length %}
  There is {{ count }} note.
{% pluralize %}
  There are {{ count }} notes.
{% endtrans %}</p>
<p title="{{ gettext('A “title”') }}">{{ pgettext("button", "Send") }}</p>
{{ ngettext("%(num)s day", "%(num)s days", n) }}
{% trans trimmed %}
  One
  line
{% endtrans %}
{{ npgettext("door", "%(num)s open", "%(num)s are open", n) }}
"""
SCRIPT = """\
import { gettext, ngettext, pgettext } from "./i18n";
// Translators: on the button
const label = gettext("Send");
/* NOTE: of a
   list */
show(ngettext("%s file", "%s files", files.length), pgettext("menu", "Open"));
show(npgettext("door", "open", "open", n));
alert(`a template ${_("in a template")}`, _(`a template string`), _("a" + "b"), _(variable));
const regex = /_\\("no call"\\)/g; // _("no call either")
function gettext(key) { return key; }
show(interpolate(gettext("%(count)s of %(all)s"), {}), _("It\\u2019s \\"quoted\\""), gettext('tab\\there'));
"""
TYPED = """\
export class Box<T extends object> { constructor(private readonly label: string = gettext("a box")) {} }
export const View = ({ name }: Props): JSX.Element => <p title={_("a title")}>{gettext("Hello")} {name}</p>;
enum Kind { A = "a" }
const text = (value as unknown as string) || ngettext("{n} page", "{n} pages", n)!;
"""
PROJECT = {
    "tool/send.py": CLICK,
    "tool/__init__.py": "",
    "blog/models.py": DJANGO,
    "shop/views.py": FLASK,
    "shop/templates/index.html": TEMPLATE,
    "shop/static/app.js": SCRIPT,
    "shop/static/view.tsx": TYPED,
    "shop/legacy.py": "# coding: windows-1251\n_('Місто')\n".encode("windows-1251"),
    "shop/again.py": "_('Send')\n_('%d open')\nngettext('title', 'titles', n)\n# NOTE: twice\n_('twice')\n",
    "shop/more.py": "# NOTE: thrice\n_('twice')\n",
    "shop/a name/with spaces.py": "_('spaced')\n",
}
MAPPINGS = {
    "babel.cfg": (
        "[python: **.py]\n[javascript: **.js]\n[javascript: **.tsx]\n[ignore: **/nothing/**]\n"
        "[jinja2: **/templates/**.html]\ntrimmed = true\n"
    ),
    "pyproject.toml": (
        '[[tool.babel.mappings]]\nmethod = "python"\npattern = "**.py"\nadd_comments = ["NOTE:"]\n'
        '[[tool.babel.mappings]]\nmethod = "javascript"\npattern = ["**.js", "**.tsx"]\n'
        'keywords = ["_", "alert:1"]\n'
        '[[tool.babel.mappings]]\nmethod = "jinja2"\npattern = "**.html"\n'
    ),
}
KEYWORDS = ("_l", "gettext_lazy", "ngettext_lazy:1,2", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3")


def pybabel(root, mapping, tags, *places):
    options = [option for keyword in KEYWORDS for option in ("-k", keyword)]
    options += [option for tag in tags for option in ("-c", tag)]
    command = ["-q", "extract", "-F", mapping, *options, "--add-location=file", "-o", "theirs.pot", *places]
    subprocess.run(
        [Path(sys.executable).with_name("pybabel"), *command], cwd=root, check=True, capture_output=True
    )
    return entries(root / "theirs.pot")


def entries(path):
    """What each entry of a template says, by its identity."""
    return {
        (one.msgctxt, one.msgid): (
            one.msgid_plural,
            one.comment.split(),  # pybabel wraps them
            one.flags,
            sorted(word for place in one.occurrences for word in "".join(place).split()),
        )
        for one in polib.pofile(str(path))
    }


def listed(texts):
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


@pytest.fixture
def project(desk):
    for name, content in (PROJECT | MAPPINGS).items():
        desk.write(name, content)
    return desk


@pytest.mark.parametrize("tags", [(), ("Translators:", "NOTE:")])
@pytest.mark.parametrize("mapping", MAPPINGS)
@pytest.mark.parametrize("places", [(), ("shop",), ("tool", "shop/static")])
def test_with_a_mapping(project, mapping, tags, places):
    project.write(
        "dvomova.toml",
        f'[[messages]]\ndomain = "ours"\nmapping = "{mapping}"\ncomment-tags = {listed(tags)}\n'
        f"keywords = {listed(KEYWORDS)}\n" + (f"files = {listed(places)}\n" if places else ""),
    )
    project.ok("extract")
    theirs = pybabel(project.root, mapping, tags, *(places or (".",)))
    assert entries(project.root / "locales/ours.pot") == theirs
    assert len(theirs) > 10


def test_by_suffix(project):
    files = [name for name in PROJECT if "with spaces" not in name]  # pybabel breaks the line within a name
    project.write(
        "dvomova.toml",
        f'[[messages]]\ndomain = "ours"\nfiles = {listed(files)}\nkeywords = {listed(KEYWORDS)}\n',
    )
    project.ok("extract")
    mapping = "[python: **.py]\n[javascript: **.js]\n[javascript: **.tsx]\n[jinja2: **.html]\n"
    project.write("theirs.cfg", mapping)
    theirs = pybabel(project.root, "theirs.cfg", ["Translators:"], *files)
    assert entries(project.root / "locales/ours.pot") == theirs
    contexts = {context for context, _text in theirs}
    assert contexts == {None, "month name", "verb", "door", "button", "menu"}
    assert theirs[None, "Up to 50% off"][2] == ["python-format"]
    assert theirs[None, "%s file"][:1] == ("%s files",)
