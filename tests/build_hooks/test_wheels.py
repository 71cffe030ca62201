"""Wheels built by the real backends: the program in them speaks Ukrainian."""

from __future__ import annotations

import gettext
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
HATCH = """\
[build-system]
requires = ["hatchling", "dvomova"]
build-backend = "hatchling.build"

[project]
name = "shop"
version = "1"

[tool.hatch.build.hooks.dvomova]

[tool.hatch.build.targets.wheel]
packages = ["PACKAGE"]
"""
SETUPTOOLS = """\
[build-system]
requires = ["setuptools", "dvomova"]
build-backend = "setuptools.build_meta"

[project]
name = "shop"
version = "1"

[tool.setuptools.cmdclass]
build_py = "dvomova.build_hooks.setuptools.BuildWithCatalogs"

[tool.setuptools.packages.find]
where = ["WHERE"]
"""
BACKENDS = {"hatchling.build": HATCH, "setuptools.build_meta": SETUPTOOLS}
PROGRAM = "_('Send')\nngettext('%d letter', '%d letters', n)\n"
WORDS = {"Send": "Надіслати"}


def project(desk, backend, package, settings=""):
    """A program and its catalogs, translated as far as one word."""
    where = package.rpartition("/")[0] or "."
    desk.write("pyproject.toml", BACKENDS[backend].replace("PACKAGE", package).replace("WHERE", where))
    desk.write(
        "dvomova.toml", f'{settings}\n[[messages]]\ndomain = "shop"\nfiles = ["{package}/*.py"]\n{LOCALEDIR}'
    )
    desk.write(f"{package}/__init__.py", PROGRAM)
    desk.ok("update", "shop")
    (catalog,) = (name for name in desk.files() if name.endswith(".po"))
    desk.translate(catalog, WORDS)


LOCALEDIR = 'localedir = "shop/i18n"\nsource-bundle = true\n'


def build(desk, backend, what="wheel", code=0):
    """Without a network and without an environment of its own."""
    script = f"from {backend} import build_{what}; print(build_{what}('dist'))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=desk.root, env=desk.environment, capture_output=True, check=False
    )
    assert (done.returncode == 0) == (code == 0), done.stderr.decode()
    if code:
        return done.stdout.decode() + done.stderr.decode()
    return desk.root / "dist" / done.stdout.decode().split()[-1]


def unpacked(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(folder)
    assert len(names) == len(set(names))
    return folder


@pytest.mark.parametrize("package", ["shop", "src/shop"])
@pytest.mark.parametrize("backend", BACKENDS)
def test_the_program_in_a_wheel_speaks_ukrainian(desk, backend, package):
    project(desk, backend, package)
    inside = unpacked(build(desk, backend), desk.root / "unpacked")
    spoken = gettext.translation("shop", inside / "shop/i18n", ["uk"])
    assert spoken.gettext("Send") == "Надіслати"
    assert spoken.ngettext("%d letter", "%d letters", 2) == "%d letters"  # not translated yet
    assert gettext.translation("shop", inside / "shop/i18n", ["en"]).gettext("Send") == "Send"
    assert not list(inside.rglob("*.po"))
    record = next(inside.glob("*.dist-info/RECORD")).read_text()
    assert "shop/i18n/uk/LC_MESSAGES/shop.mo,sha256=" in record


@pytest.mark.parametrize("backend", BACKENDS)
def test_catalogs_in_the_package_have_their_bundles_beside_them(desk, backend, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "LOCALEDIR", "")
    project(desk, backend, "src/shop", 'locales = "src/shop/locales"')
    inside = unpacked(build(desk, backend), desk.root / "unpacked")
    assert gettext.translation("shop", inside / "shop/locales", ["uk"]).gettext("Send") == "Надіслати"
    unpacked(build(desk, backend), desk.root / "again")  # now that they are there already
    assert (
        gettext.translation("shop", desk.root / "again/shop/locales", ["uk"]).gettext("Send") == "Надіслати"
    )


@pytest.mark.parametrize("backend", BACKENDS)
def test_installed_for_work_on_it_the_bundles_are_in_the_source(desk, backend, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "LOCALEDIR", "")
    project(desk, backend, "src/shop", 'locales = "src/shop/locales"')
    build(desk, backend, "editable")
    spoken = gettext.translation("shop", desk.root / "src/shop/locales", ["uk"])
    assert spoken.gettext("Send") == "Надіслати"


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ({"dvomova.toml": "[[messages]]\ndomain = 'shop'\nfiles = ['shop/*.py']\n"}, "nobody says where"),
        ({"dvomova.toml": "source = 'en'\n"}, "the configuration names no program"),
        ({"dvomova.toml": "[[messages]]\nfile = 'x'\n"}, "each [[messages]] needs"),
        ({"locales/uk/LC_MESSAGES/shop.po": "<<<<<<< ours\n"}, "shop.po:1: "),
    ],
)
def test_what_is_wrong_ends_the_build_and_is_said(desk, backend, broken, what):
    project(desk, backend, "shop")
    for name, content in broken.items():
        desk.write(name, content)
    said = build(desk, backend, code=1)
    assert what in said
    assert not list(desk.root.glob("dist/*.whl"))


def test_a_source_distribution_has_no_bundles(desk):
    project(desk, "hatchling.build", "shop")
    names = subprocess.run(
        ["tar", "-tzf", str(build(desk, "hatchling.build", "sdist"))], capture_output=True, check=True
    ).stdout.decode()
    assert "shop.po" in names
    assert ".mo" not in names


ABSENT = ("click", "rapidfuzz", "markdown_it", "mdit_py_plugins", "yaml", "regex", "jinja2")
"""What dvomova needs to run and its own build environment does not have."""


def test_dvomovas_own_wheel_by_its_own_hook(desk):
    for name in ("pyproject.toml", "hatch_build.py", "dvomova.toml", "README.md", "LICENSE"):
        desk.write(name, (ROOT / name).read_bytes())
    for name in ("src", "locales"):
        shutil.copytree(ROOT / name, desk.root / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    script = (
        f"import sys\nfor name in {ABSENT}: sys.modules[name] = None\n"
        "from hatchling.build import build_wheel\nprint(build_wheel('dist'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=desk.root, env=desk.environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    inside = unpacked(desk.root / "dist" / done.stdout.decode().strip(), desk.root / "unpacked")
    spoken = gettext.translation("dvomova", inside / "dvomova/locales", ["uk"])
    assert spoken.gettext("Usage:") == "Використання:"
    assert gettext.translation("dvomova", inside / "dvomova/locales", ["en"]).gettext("Usage:") == "Usage:"
