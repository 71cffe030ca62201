"""Whatever the bytes: HTML is refused with a clear error, or comes back and keeps its structure.

python fuzz/fuzz_html.py -max_total_time=300 [CORPUS_FOLDER]
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["dvomova.formats", "dvomova.document"]):
    from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
    from dvomova.errors import FileError
    from dvomova.formats.base import ReadOptions
    from dvomova.formats.html import Html
    from dvomova.segmenters.paragraphs import Paragraphs

RECIPE = Recipe(Html(), Paragraphs())
TRANSLATIONS = ("Текст & <b>ще</b>", "<1>Код</1> <2/>", "<b>Ні", "&nbsp;<p>", '"', "<br><br>", None)


def one_input(data: bytes) -> None:
    """Holds the laws against one file."""
    try:
        source = RECIPE.decode(data, "fuzz.html")
    except FileError:
        return
    document = parse(source, RECIPE, language="en")
    untouched = rebuild(document, RECIPE, [None] * len(document.segments))
    assert RECIPE.encode(untouched, data) == data
    count = len(TRANSLATIONS)
    chosen = [TRANSLATIONS[(index + len(data)) % count] for index in range(len(document.segments))]
    built, _broken = rebuild_verified(document, RECIPE, chosen)
    again = RECIPE.format.read(built, ReadOptions())
    assert again.skeleton == document.reading.skeleton
    assert len(again.blocks) == len(document.reading.blocks)
    parse(without(document, RECIPE, range(0, len(chosen), 2)), RECIPE, language="en")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
