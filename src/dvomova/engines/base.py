"""What an engine is, what it may be asked for at once, and how it fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import quote

if TYPE_CHECKING:
    from dvomova.engines.connection import Connection

PLAIN, XML, HTML = "plain", "xml", "html"
"""How a token is written that stands for what is not translated: ``[X1X]``, ``<x id="1"/>`` or
``<span class="notranslate">1</span>``; with the latter two the text is escaped, too."""


class Limits(NamedTuple):
    """What fits into one request, all of its texts together."""

    texts: int = 1
    characters: int = 5_000
    """Code points, tokens included."""
    octets: int = 0
    """Bytes of UTF-8; 0 for no limit but that of characters."""
    is_quoted: bool = False
    """Whether the bytes are those of an address (RFC 3986): six for each Ukrainian letter."""
    per_minute: int = 0
    """Requests in a minute; 0 for as many as there are."""

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether texts may go in one request."""
        if len(texts) > self.texts or sum(map(len, texts)) > self.characters:
            return False
        return not self.octets or sum(map(self._octets, texts)) <= self.octets

    def _octets(self, text: str) -> int:
        return len(quote(text, safe="") if self.is_quoted else text.encode("utf-8", "replace"))


class Price(NamedTuple):
    """Of a million characters."""

    amount: Decimal
    currency: str
    """``EUR``, ``USD``; empty where it costs nothing."""


FREE = Price(Decimal(0), "")


class Access(NamedTuple):
    """How an engine is reached: made for it by the guard."""

    connection: Connection
    """Has its address and its key; every request goes through it."""
    options: Mapping[str, str] = {}
    """What the configuration says besides, ``model``, ``region``."""


class Engine(Protocol):
    """A machine engine. It holds no state, no key, and calls nobody before it is asked to translate."""

    limits: Limits
    style: str
    """``PLAIN``, ``XML`` or ``HTML``."""
    codes: Mapping[str, str]
    """What it calls the languages of ``text.languages``; of a pair it does not know, one is missing."""
    needs_key: bool
    is_real: bool
    """Whether what it gives is meant to be a translation; of others only the markup is checked."""

    def address(self, key: str) -> str:
        """Where it is, unless the configuration says: ``https://api.deepl.com``; empty for nowhere."""

    def price(self, key: str) -> Price | None:
        """What a million characters cost, as its makers publish it; None where that is not known."""

    def translate(
        self, texts: Sequence[str], source: str, target: str, access: Access
    ) -> Sequence[str | None]:
        """Translate some texts, within ``limits``, in one request.

        Args:
            texts: masked, as ``style`` says; never empty.
            source: the language of the texts, as the engine calls it.
            target: that of the translations.
            access: its connection.

        Returns:
            One for each text, in order; None where it has none.

        Raises:
            Fault: it has none at all.
        """


class Fault(Exception):  # noqa: N818  nothing that a person did
    """A request that came to nothing. What it says holds no text of a person, and no key."""

    def __init__(
        self, reason: str, *, again: bool = False, ends: bool = False, wait: float | None = None
    ) -> None:
        """Say what went wrong.

        Args:
            reason: in a person's words.
            again: whether the same request may do better in a while.
            ends: whether none will do better: the key is refused, the quota is used up.
            wait: seconds that the engine asks to wait.
        """
        super().__init__(reason)
        self.reason = reason
        self.again = again
        self.ends = ends
        self.wait = wait
