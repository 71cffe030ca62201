"""DeepL: https://developers.deepl.com/api-reference/translate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dvomova.engines.base import FREE, XML, Access, Limits, Price

_FREE = ":fx"
"""How keys for DeepL API Free end."""


class DeepL:
    """The interface of DeepL, version 2. The key goes in a header: in the address it is no longer taken."""

    limits = Limits(texts=50, characters=20_000, octets=60_000)  # 128 KiB at the most, as JSON
    style = XML
    codes: Mapping[str, str] = {"uk": "UK", "en": "EN"}
    needs_key = True
    is_real = True

    def address(self, key: str) -> str:
        """DeepL API Free is elsewhere; the key tells."""
        return "https://api-free.deepl.com" if key.endswith(_FREE) else "https://api.deepl.com"

    def price(self, key: str) -> Price:
        """That of DeepL API Pro, without what it costs a month; markup is not counted."""
        return FREE if key.endswith(_FREE) else Price(Decimal(20), "EUR")

    def translate(
        self, texts: Sequence[str], source: str, target: str, access: Access
    ) -> Sequence[str | None]:
        """As in ``Engine``."""
        body = {
            "text": list(texts),
            "source_lang": source,
            "target_lang": "EN-GB" if target == "EN" else target,  # as a target, EN alone is deprecated
            "tag_handling": "xml",
            "ignore_tags": ["x"],
            "split_sentences": "nonewlines",
            "preserve_formatting": True,
        }
        headers = {"Authorization": f"DeepL-Auth-Key {access.connection.key}"}
        reply = access.connection.send("POST", "/v2/translate", body=body, headers=headers).json()
        return [one["text"] for one in reply["translations"]]
