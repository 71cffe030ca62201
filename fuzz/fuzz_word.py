"""Whatever the bytes: a Word document is refused with a clear error, or comes back and keeps its structure.

python fuzz/fuzz_word.py -max_total_time=300 [CORPUS_FOLDER]

The bytes are taken for a file and, since hardly any are an archive, for the text in one as well.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["dvomova.formats", "dvomova.document"]):
    from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
    from dvomova.errors import FileError
    from dvomova.formats.base import ReadOptions
    from dvomova.formats.word import Word
    from dvomova.segmenters.paragraphs import Paragraphs

RECIPE = Recipe(Word(), Paragraphs())
TRANSLATIONS = ("Текст & <b>ще</b>", "<1>Код</1> <2/>", "<b>Ні", "&lt;\x01\t<br>", "<w:p>", "", None)


def one_input(data: bytes) -> None:
    """Holds the laws against one file, and against one source text."""
    try:
        source = RECIPE.decode(data, "fuzz.docx")
        assert RECIPE.encode(source, data) == data
    except FileError:
        source = data.decode("utf-8", "replace")
    document = parse(source, RECIPE, language="en")
    count = len(document.segments)
    assert rebuild(document, RECIPE, [None] * count) == source
    chosen = [TRANSLATIONS[(index + len(data)) % len(TRANSLATIONS)] for index in range(count)]
    built, _broken = rebuild_verified(document, RECIPE, chosen, "uk")
    again = RECIPE.format.read(built, ReadOptions())
    assert again.skeleton == document.reading.skeleton
    assert len(again.blocks) == len(document.reading.blocks)
    parse(without(document, RECIPE, range(0, count, 2)), RECIPE, language="en")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
