"""Engines that ask nobody: for trying things out, and for layouts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dvomova.engines.base import FREE, PLAIN, Access, Limits, Price

_PARTS = re.compile(r"(\[X\d+X\])")
_ACCENTED = str.maketrans(
    "aceghijklnorsuyzACEGHIJKLNORSUYZаеиоуіАЕИОУІ",
    "áçéğħíĵķľñóŕšúýžÁÇÉĞĦÍĴĶĽÑÓŔŠÚÝŽӑѐѝӧӱїӐЀЍӦӰЇ",
)
_VOWELS = re.compile("[áéíóúýӑѐѝӧӱ]")


class Echo:
    """Gives back what it gets."""

    limits = Limits(texts=100, characters=100_000)
    style = PLAIN
    codes: Mapping[str, str] = {"uk": "uk", "en": "en"}
    needs_key = False
    is_real = False

    def address(self, _key: str) -> str:
        """Nowhere."""
        return ""

    def price(self, _key: str) -> Price:
        """Nothing."""
        return FREE

    def translate(
        self, texts: Sequence[str], _source: str, _target: str, _access: Access
    ) -> Sequence[str | None]:
        """The texts."""
        return texts


class Pseudo(Echo):
    """What a translation might look like: accented, a third longer, in brackets that show where it ends."""

    def translate(
        self, texts: Sequence[str], _source: str, _target: str, _access: Access
    ) -> Sequence[str | None]:
        """The texts, still readable, with letters that no font may lack."""
        return ["".join(map(_accented, _PARTS.split(text))).join(("⟦ ", " ⟧")) for text in texts]


def _accented(part: str) -> str:
    if _PARTS.fullmatch(part):
        return part
    return _VOWELS.sub(lambda vowel: vowel[0] * 2, part.translate(_ACCENTED))
