"""Whatever the bytes: message files are refused with a clear error, or come back and say what was meant.

python fuzz/fuzz_messages.py -max_total_time=300 [CORPUS_FOLDER]
"""

from __future__ import annotations

import json
import sys

import atheris
import yaml

with atheris.instrument_imports(include=["dvomova.formats", "dvomova.document"]):
    from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
    from dvomova.errors import FileError
    from dvomova.formats.i18next import I18next
    from dvomova.formats.rails import Rails
    from dvomova.segmenters.paragraphs import Paragraphs

RECIPES = (Recipe(I18next(), Paragraphs()), Recipe(Rails(), Paragraphs()))
FORMS = {"one": "раз: #", "few": "рази", "many": "- разів", "other": "{разу}"}
TRANSLATIONS = ("Текст", '"', "а: б # в", "- а", "{{а}}", "а\nб", "'", None)


def one_input(data: bytes) -> None:
    """Holds the laws against one file; its first byte says which format it is in."""
    recipe, data = RECIPES[data[0] % len(RECIPES) if data else 0], data[1:]
    try:
        source = recipe.decode(data, "fuzz.json")
    except FileError:
        return
    document = parse(source, recipe, language="en")
    untouched = rebuild(document, recipe, [None] * len(document.segments))
    assert recipe.encode(untouched, data) == data
    chosen = [
        FORMS
        if document.reading.blocks[segment.block].plural is not None
        else TRANSLATIONS[(index + len(data)) % len(TRANSLATIONS)]
        for index, segment in enumerate(document.segments)
    ]
    built, _broken = rebuild_verified(document, recipe, chosen)
    assert recipe.format.read(built, recipe.options).skeleton == document.reading.skeleton
    left = without(document, recipe, range(0, len(chosen), 2))
    for text in (built, left):
        if recipe is RECIPES[0]:
            json.loads(text.removeprefix("\ufeff"))
        else:
            list(yaml.parse(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
