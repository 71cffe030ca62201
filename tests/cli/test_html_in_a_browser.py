"""A built page beside its source in a real browser: the same boxes in the same places.

Spans apart: neighbours alike are joined in what is translated.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
CASES = Path(__file__).parents[1] / "cases" / "html"
ALIKE = str.maketrans("aceiopxyABCEHIKMOPTX", "асеіорхуАВСЕНІКМОРТХ")
"""Latin letters and Cyrillic ones: where all letters are as wide, lines stay as long as they are."""
MEASURE = """<style>* { font-family: monospace !important }</style><script>
addEventListener("load", () => {
  const boxes = [...document.body.querySelectorAll("*:not(script, span)")].map(element => {
    const {x, y, width, height} = element.getBoundingClientRect();
    return [element.tagName, ...[x, y, width, height].map(Math.round)];
  });
  const language = document.documentElement.lang;
  document.title = JSON.stringify({boxes, text: document.body.innerText, language});
});
</script>"""

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(not BROWSER, reason="chromium is not installed"),
]


def measured(page: Path, profile: Path):
    """What a browser makes of a page: the boxes of its elements, the text that it shows, its language."""
    copy = page.with_name(f"measured-{page.name}")
    copy.write_text(MEASURE + page.read_text(encoding="utf-8"), encoding="utf-8")
    options = (
        "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-extensions".split()
    )
    command = [BROWSER, *options, "--no-first-run", f"--user-data-dir={profile}", "--window-size=800,600"]
    done = subprocess.run(
        [*command, "--dump-dom", copy.as_uri()], capture_output=True, timeout=120, check=True, text=True
    )
    title = re.search(r"<title[^>]*>(.*?)</title>", done.stdout, re.DOTALL)
    assert title, done.stdout
    return json.loads(html.unescape(title[1]))


@pytest.mark.parametrize("case", ["newsroom", "google-docs", "broken"])
def test_a_built_page_has_the_boxes_of_its_source(desk, case):
    source = (CASES / f"{case}.html").read_text(encoding="utf-8")
    desk.write("page.en.html", source)
    desk.ok("update", "page.en.html")
    catalog = "locales/uk/LC_MESSAGES/page.po"
    desk.translate(catalog, lambda text: re.sub(r"<[^>]*>|&[^;]*;|([^<&]+)", _look_alike, text))
    desk.ok("build")
    mine, theirs = (measured(desk.root / f"page.{code}.html", desk.root / "profile") for code in ("en", "uk"))
    assert len(mine["boxes"]) > 10
    assert theirs["boxes"] == mine["boxes"]
    assert theirs["text"] != mine["text"]
    assert theirs["text"].translate(_back()) == mine["text"].translate(_back())
    if "<html" in source:
        assert theirs["language"] == "uk"


def _look_alike(match: re.Match[str]) -> str:
    return match[1].translate(ALIKE) if match[1] else match[0]


def _back() -> dict[int, int]:
    return {there: here for here, there in ALIKE.items()}
