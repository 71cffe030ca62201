"""OmegaT itself: it translates by what dvomova exported, and what it writes is taken in, codes and all."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from dvomova.memory import tmx
from dvomova.memory.records import Pair

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>UK</target_lang><sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""
PREFERENCES = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><preference version="1.0">
<ext_tmx_show_level2>true</ext_tmx_show_level2><ext_tmx_use_slash>true</ext_tmx_use_slash>
</preference></omegat>
"""
PAIRS = [
    Pair("Прочитайте <b>той <i>звіт</i></b> негайно.", "Read <b>the <i>report</i></b> at once."),
    Pair("Тихо & «як завжди».", "It is quiet & “as ever”."),
]
PAGE = (
    "<html><head></head><body><p>Read <b>the <i>report</i></b> at once.</p>"
    "<p>It is quiet &amp; “as ever”.</p></body></html>"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project of OmegaT's, translated by a memory of ours."""
    omegat = shutil.which("omegat")
    if omegat is None:
        pytest.skip("needs OmegaT (Debian's omegat)")
    folder = tmp_path_factory.mktemp("omegat") / "news"
    for name in ("source", "target", "omegat", "tm/auto", "glossary", "dictionary", "config"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, "utf-8")
    (folder / "config/omegat.prefs").write_text(PREFERENCES, "utf-8")
    (folder / "source/page.html").write_text(PAGE, "utf-8")
    (folder / "tm/auto/ours.tmx").write_text("".join(tmx.written(PAIRS, "en")), "utf-8")
    subprocess.run(
        [omegat, folder, "--mode=console-translate", f"--config-dir={folder / 'config'}"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


@pytest.mark.interop
def test_it_translates_by_our_memory(project):
    page = (project / "target/page.html").read_text("utf-8")
    assert "<p>Прочитайте <b>той <i>звіт</i></b> негайно.</p>" in page
    assert "<p>Тихо &amp; «як завжди».</p>" in page


@pytest.mark.interop
@pytest.mark.parametrize(
    ("level", "codes"),
    [("level2", ("<1>", "<2>", "</2>", "</1>")), ("omegat", ("<b0>", "<i1>", "</i1>", "</b0>"))],
)
def test_what_it_writes_is_taken_in(project, level, codes):
    """At level 2 codes are elements, in its own form they are text."""
    with (project / f"news-{level}.tmx").open("rb") as file:
        found = {pair[:2] for pair in tmx.read(file, "news.tmx")}
    uk = "Прочитайте {}той {}звіт{}{} негайно.".format(*codes)
    en = "Read {}the {}report{}{} at once.".format(*codes)
    assert found == {(uk, en), PAIRS[1][:2]}
