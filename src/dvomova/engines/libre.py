"""LibreTranslate, at any address: https://docs.libretranslate.com/api/operations/translate/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dvomova.engines.base import PLAIN, Access, Limits, Price


class Libre:
    """A server of LibreTranslate: one's own, or the one that its makers run."""

    limits = Limits(texts=20, characters=2_000)  # what the public server takes; one's own has no limit
    style = PLAIN
    codes: Mapping[str, str] = {"uk": "uk", "en": "en"}
    needs_key = False
    is_real = True

    def address(self, _key: str) -> str:
        """That of its makers, which wants a key."""
        return "https://libretranslate.com"

    def price(self, _key: str) -> Price | None:
        """Nobody knows: who runs it says."""
        return None

    def translate(
        self, texts: Sequence[str], source: str, target: str, access: Access
    ) -> Sequence[str | None]:
        """As in ``Engine``."""
        body = {"q": list(texts), "source": source, "target": target, "format": "text"}
        if access.connection.key:
            body["api_key"] = access.connection.key
        reply = access.connection.send("POST", "/translate", body=body).json()
        answers: Sequence[str | None] = reply["translatedText"]
        return answers
