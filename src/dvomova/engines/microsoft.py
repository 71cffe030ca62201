"""Microsoft Translator: https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/v3/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dvomova.engines.base import HTML, Access, Limits, Price


class Microsoft:
    """Azure AI Translator, version 3.0."""

    limits = Limits(texts=100, characters=20_000)  # 1,000 and 50,000 at the most
    style = HTML
    codes: Mapping[str, str] = {"uk": "uk", "en": "en"}
    needs_key = True
    is_real = True

    def address(self, _key: str) -> str:
        """The global one."""
        return "https://api.cognitive.microsofttranslator.com"

    def price(self, _key: str) -> Price:
        """That of S1, pay as you go; tokens are counted too."""
        return Price(Decimal(10), "USD")

    def translate(
        self, texts: Sequence[str], source: str, target: str, access: Access
    ) -> Sequence[str | None]:
        """As in ``Engine``; a resource that is not global needs its ``region``."""
        headers = {"Ocp-Apim-Subscription-Key": access.connection.key}
        if region := access.options.get("region"):
            headers["Ocp-Apim-Subscription-Region"] = region
        reply = access.connection.send(
            "POST",
            "/translate",
            params={"api-version": "3.0", "from": source, "to": target, "textType": "html"},
            body=[{"Text": text} for text in texts],
            headers=headers,
        ).json()
        return [one["translations"][0]["text"] for one in reply]
