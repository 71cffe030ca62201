"""Holds what dvomova extracts from programs against what ``pybabel extract`` gives, entry by entry.

    python benchmarks/programs.py [--show N] PROJECT…

PROJECT is a folder, or FOLDER:MAPPING with a mapping file in it; where none is named and there is no
babel.cfg, all Python, JavaScript and TypeScript files are read. Compared are context, message, plural,
comments for translators, flags and the files an entry stands in.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from dvomova.catalogs.incoming import Incoming
from dvomova.config import MessagesRule
from dvomova.errors import DvomovaError
from dvomova.workflow.disk import Disk
from dvomova.workflow.programs import messages

GENERIC = "".join(
    f"[{method}: **{suffix}]\n"
    for method, suffixes in {"python": [".py"], "javascript": [".js", ".jsx", ".ts", ".tsx", ".mjs"]}.items()
    for suffix in suffixes
)
KEYWORDS = (
    "gettext_lazy", "ngettext_lazy:1,2", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3", "gettext_noop",
    "lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2", "_l", "tag_:1", "N_", "L_", "P_:1,2",
    "__", "_n:1,2", "_p:1c,2",
)  # fmt: skip
"""Of Django, Flask-Babel, Babel itself and the projects that were looked at."""
TAGS = ("Translators:", "NOTE:", "L10N:", "i18n:")

Entry = tuple[str | None, str, str | None, str, tuple[str, ...], frozenset[str]]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("projects", nargs="+", metavar="PROJECT")
    parser.add_argument("--show", type=int, default=3, metavar="N", help="differences to print (3)")
    options = parser.parse_args()
    different = 0
    for name in options.projects:
        folder, _colon, mapping = name.partition(":")
        different += compare(Path(folder), mapping, options.show)
    return 1 if different else 0


def compare(folder: Path, mapping: str, show: int) -> int:
    """How many entries of a project are not the same; prints the figures."""
    if not mapping and not (folder / (mapping := "babel.cfg")).is_file():
        mapping = "generic-babel.cfg"
        (folder / mapping).write_text(GENERIC)
    try:
        theirs = by_pybabel(folder, mapping)
    except RuntimeError as error:
        theirs = None
        print(f"{folder.name}/{mapping}: pybabel: {error}")
    rule = MessagesRule("messages", keywords=KEYWORDS, comment_tags=TAGS, mapping=mapping)
    try:
        found, skipped = messages(rule, Disk(folder))
    except DvomovaError as error:
        print(f"{folder.name}/{mapping}: refused: {error}")
        return 0 if theirs is None else len(theirs)
    ours = {entry(item) for item in found}
    if theirs is None:
        print(f"{folder.name}/{mapping}: {len(ours)} messages, nothing to compare with")
        return 0
    print(f"{folder.name}/{mapping}: {len(ours & theirs)} of {len(theirs)} entries the same", end="")
    print(f", {len(ours - theirs)} only ours, {len(skipped)} empty")
    for side, entries in (("pybabel", theirs - ours), ("dvomova", ours - theirs)):
        for one in sorted(entries, key=str)[:show]:
            print(f"    {side}: {one}")
    return len(ours ^ theirs)


def by_pybabel(folder: Path, mapping: str) -> set[Entry]:
    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "messages.pot"
        keywords = [argument for keyword in KEYWORDS for argument in ("-k", keyword)]
        tags = [argument for tag in TAGS for argument in ("-c", tag)]
        command = ["-q", "extract", "-F", mapping, *keywords, *tags, "--no-wrap", "--add-location=file"]
        done = subprocess.run(
            [Path(sys.executable).with_name("pybabel"), *command, "-o", str(template), "."],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        return {entry_of_template(one) for one in polib.pofile(str(template)) if one.msgid}


def entry(item: Incoming) -> Entry:
    comments = " ".join(item.extracted)
    return (
        item.context, item.source, item.plural, comments, item.flags or (), frozenset(item.references)
    )  # fmt: skip


def entry_of_template(one: polib.POEntry) -> Entry:
    files = frozenset(path.strip("\u2068\u2069") for path, _line in one.occurrences)
    comments = " ".join(one.comment.split())  # pybabel wraps them
    return one.msgctxt, one.msgid, one.msgid_plural or None, comments, tuple(one.flags), files


if __name__ == "__main__":
    sys.exit(main())
