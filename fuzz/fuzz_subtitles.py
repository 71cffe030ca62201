"""Whatever the bytes: subtitles are refused with a clear error, or come back and keep their structure.

python fuzz/fuzz_subtitles.py -max_total_time=300 [CORPUS_FOLDER]
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["dvomova.formats", "dvomova.document", "dvomova.text.breaking"]):
    from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
    from dvomova.errors import FileError
    from dvomova.formats.base import ReadOptions
    from dvomova.formats.subtitles import SubRip, WebVTT
    from dvomova.segmenters.paragraphs import Paragraphs
    from dvomova.segmenters.sentences import Sentences

RECIPES = (
    Recipe(SubRip(), Sentences()),
    Recipe(WebVTT(), Sentences()),
    Recipe(WebVTT(), Paragraphs()),
    Recipe(SubRip(), Sentences(), ReadOptions(subtitles="cue")),
)
TRANSLATIONS = (
    "Дуже довгий текст, який стає в кілька кадрів, а може, й у більше.",
    "<1>Код</1> <2/>",
    "<i>Так</i> & <",
    "— Ні",
    "1\n00:00:01,000 --> 00:00:02,000\nа",
    "♪ а",
    "",
    None,
)


def one_input(data: bytes) -> None:
    """Holds the laws against one file; its first byte says how it is read."""
    recipe, data = RECIPES[data[0] % len(RECIPES) if data else 0], data[1:]
    try:
        source = recipe.decode(data, "fuzz.srt")
    except FileError:
        return
    document = parse(source, recipe, language="en")
    untouched = rebuild(document, recipe, [segment.text for segment in document.segments])
    assert recipe.encode(untouched, data) == data
    count = len(TRANSLATIONS)
    chosen = [TRANSLATIONS[(index + len(data)) % count] for index in range(len(document.segments))]
    built, _broken = rebuild_verified(document, recipe, chosen)
    assert recipe.format.read(built, recipe.options).skeleton == document.reading.skeleton
    parse(without(document, recipe, range(0, len(chosen), 2)), recipe, language="en")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
