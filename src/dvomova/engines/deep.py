"""The engines that deep-translator is still needed for, of those that know Ukrainian.

It is no longer maintained, so little of it is trusted. Its requests go through our connection, which has
timeouts, follows no redirection and is silent about texts; all else is the guard's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _
from importlib import import_module
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from dvomova.engines.base import FREE, PLAIN, Access, Fault, Limits, Price
from dvomova.engines.connection import Connection, Reply, refused

_GUARDED = Lock()
"""Whose requests a module makes is said in the module, so only one may be at it."""


class _Requests:
    """What a module of deep-translator has for ``requests``: one connection."""

    def __init__(self, connection: Connection, checked: Callable[[Reply], Reply]) -> None:
        self._connection = connection
        self._checked = checked

    def get(self, url: str, *, params: Any = None, headers: Any = None, **_rest: Any) -> Reply:
        """A request to our address, whatever the host of ``url``: MyMemory's has no TLS in it."""
        path = urlsplit(url).path
        return self._checked(self._connection.send("GET", path, params=params, headers=headers))

    def post(
        self, url: str, *, params: Any = None, data: Any = None, headers: Any = None, **_rest: Any
    ) -> Reply:
        """As ``get``."""
        path = urlsplit(url).path
        return self._checked(self._connection.send("POST", path, params=params, data=data, headers=headers))


class _Deep:
    """An engine of deep-translator."""

    packages = ("deep_translator",)
    module: str
    translator: str
    limits: Limits
    codes: Mapping[str, str] = {"uk": "uk", "en": "en"}
    style = PLAIN
    needs_key = False
    is_real = True

    def price(self, _key: str) -> Price | None:
        """Nothing."""
        return FREE

    def translate(
        self, texts: Sequence[str], source: str, target: str, access: Access
    ) -> Sequence[str | None]:
        """As in ``Engine``; a request for each text."""
        module = import_module(f"deep_translator.{self.module}")
        with _GUARDED:
            ours = _Requests(access.connection, self.checked)
            theirs, module.requests = module.requests, ours  # type: ignore[attr-defined]
            try:
                translator = getattr(module, self.translator)(**self.settings(source, target, access))
                return [self.answer(translator.translate, text) for text in texts]
            finally:
                module.requests = theirs  # type: ignore[attr-defined]

    def settings(self, source: str, target: str, _access: Access) -> dict[str, Any]:
        """What the translator is made with."""
        return {"source": source, "target": target}

    def checked(self, reply: Reply) -> Reply:
        """What the translator gets to see of a reply."""
        return reply

    def answer(self, translate: Callable[[str], Any], text: str) -> str | None:
        """What the translator gives for a text; its exceptions quote the text, so none gets out."""
        from deep_translator.exceptions import TranslationNotFound

        given = None
        try:
            given = translate(text)
        except TranslationNotFound:  # of Google this is also a page that asks whether one is a robot
            is_found = False
        else:
            is_found = True
        if not is_found:
            raise Fault(_("it gave a page without a translation"), again=True)
        return given if isinstance(given, str) else None


class Google(_Deep):
    """Google's page for telephones; it is no interface, and may stop at any time."""

    module, translator = "google", "GoogleTranslator"
    limits = Limits(characters=4_900, octets=6_000, is_quoted=True, per_minute=60)

    def address(self, _key: str) -> str:
        """Google's."""
        return "https://translate.google.com"


class MyMemory(_Deep):
    """MyMemory: https://mymemory.translated.net/doc/spec.php."""

    module, translator = "mymemory", "MyMemoryTranslator"
    limits = Limits(characters=490, octets=490, per_minute=60)
    codes: Mapping[str, str] = {"uk": "uk-UA", "en": "en-GB"}

    def address(self, _key: str) -> str:
        """Translated’s, with TLS."""
        return "https://api.mymemory.translated.net"

    def settings(self, source: str, target: str, access: Access) -> dict[str, Any]:
        """An ``email`` in the configuration raises the quota."""
        return super().settings(source, target, access) | {"email": access.options.get("email")}

    def checked(self, reply: Reply) -> Reply:
        """It says in the reply what others say by the status of it; the translator does not look."""
        said = reply.json()
        status = str(said.get("responseStatus", 200))
        if said.get("quotaFinished") or status == "429":
            raise refused(402)
        if status != "200":
            raise refused(int(status) if status.isdecimal() else 400)
        return reply


class Yandex(_Deep):
    """Yandex: a Russian company; off unless the configuration says ``enabled = true``."""

    module, translator = "yandex", "YandexTranslator"
    limits = Limits(characters=5_000)
    needs_key = True

    def address(self, _key: str) -> str:
        """Yandex’s."""
        return "https://translate.yandex.net"

    def price(self, _key: str) -> Price | None:
        """Nobody knows."""
        return None

    def settings(self, source: str, target: str, access: Access) -> dict[str, Any]:
        """It takes its key where it is made."""
        return super().settings(source, target, access) | {"api_key": access.connection.key}

    def answer(self, translate: Callable[[str], Any], text: str) -> str | None:
        """It gives a list of one."""
        given = super().answer(lambda one: "".join(translate(one)), text)
        return given or None
