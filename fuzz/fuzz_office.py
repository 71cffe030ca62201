"""Whatever the bytes: a document of a word processor is refused with a clear error, or keeps its structure.

python fuzz/fuzz_office.py -max_total_time=300 [CORPUS_FOLDER]

The bytes are taken for a file and, since hardly any are an archive, for the text in one as well.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["dvomova.formats", "dvomova.document"]):
    from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
    from dvomova.errors import FileError
    from dvomova.formats.base import ReadOptions
    from dvomova.formats.odt import OpenDocument
    from dvomova.formats.word import Word
    from dvomova.segmenters.paragraphs import Paragraphs
    from dvomova.segmenters.sentences import Sentences

RECIPES = (
    Recipe(Word(), Paragraphs()),
    Recipe(OpenDocument(), Paragraphs()),
    Recipe(Word(), Sentences()),
    Recipe(OpenDocument(), Sentences()),
)
TRANSLATIONS = ("Текст & <b>ще</b>", "<1>Код</1> <2/>", "<b>Ні", "&lt;\x01\t<br>", "<w:p>", "", None)


def one_input(data: bytes) -> None:
    """Holds the laws against one file, and against one source text; its first byte says how it is read."""
    recipe, data = RECIPES[data[0] % len(RECIPES) if data else 0], data[1:]
    try:
        source = recipe.decode(data, "fuzz.docx")
        assert recipe.encode(source, data) == data
    except FileError:
        source = data.decode("utf-8", "replace")
    document = parse(source, recipe, language="en")
    count = len(document.segments)
    assert rebuild(document, recipe, [None] * count) == source
    chosen = [TRANSLATIONS[(index + len(data)) % len(TRANSLATIONS)] for index in range(count)]
    built, _broken = rebuild_verified(document, recipe, chosen, "uk")
    again = recipe.format.read(built, ReadOptions())
    assert again.skeleton == document.reading.skeleton
    assert len(again.blocks) == len(document.reading.blocks)
    parse(without(document, recipe, range(0, count, 2)), recipe, language="en")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
