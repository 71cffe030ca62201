"""Drafts by a real LibreTranslate, with a model that writes each letter in the other alphabet."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

PYTHON = os.environ.get("DVOMOVA_LIBRETRANSLATE", "")
pytestmark = pytest.mark.skipif(
    not PYTHON, reason="DVOMOVA_LIBRETRANSLATE names no Python that has libretranslate"
)


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).with_name("letters.py")
    command = [PYTHON, str(script), str(tmp_path_factory.mktemp("libretranslate")), str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while server.poll() is None:
                with socket.socket() as there:
                    if not there.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.2)
            assert server.poll() is None, "it did not start"
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def test_it_drafts_both_ways_with_markup_and_numbers(desk, url):
    desk.write("dvomova.toml", f'[engines.libre]\nurl = "{url}"\n')
    desk.write("a.en.md", "# A bridge\n\nIt *stood* for [21 weeks](https://x.org) on 4 March.\n")
    desk.write("b.uk.md", "Нам видно дім **здалека**.\n")
    desk.ok("update", "a.en.md", "b.uk.md")
    outcome = desk.run("translate", "--engine", "libre", "--yes")
    assert outcome.code == 4  # who writes letter for letter knows no months
    assert "it lacks what the text says in numbers: 4 March" in outcome.err
    assert desk.targets("locales/uk/LC_MESSAGES/a.po")["A bridge"] == "А брідге"
    assert desk.targets("locales/en/LC_MESSAGES/b.po") == {
        "Нам видно дім **здалека**.": "Nam vydno dim **zdaleka**."
    }
