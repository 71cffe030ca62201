"""Requests to one engine: to its address only, none without an end, and no fault that tells what was asked.

requests does it: deep-translator needs it anyway, so there is one way out, with one set of certificates.
"""

from __future__ import annotations

import json
import time
from email.utils import parsedate_to_datetime
from gettext import gettext as _
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from dvomova.engines.base import Fault
from dvomova.errors import ConfigError

if TYPE_CHECKING:
    import requests

TIMEOUT = 30.0
"""Seconds for a connection, and for an answer from its first byte to its last."""
_AT_MOST = 8_000_000
"""Bytes of an answer."""
_ENDS = frozenset({401, 402, 403, 456})
"""Statuses after which no request does better."""
_AGAIN = frozenset({408, 425, 429})
"""Those below 500 after which the same request may."""


class Reply(NamedTuple):
    """What came back with a good status."""

    status_code: int
    text: str

    def json(self) -> Any:
        """What it says in JSON.

        Raises:
            Fault: it is a page, or something else.
        """
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            pass
        raise Fault(_("it does not answer as an engine does (not JSON)"), again=True)

    def close(self) -> None:
        """Nothing is open any more; for who is used to ``requests``."""


class Connection:
    """The way to one engine."""

    def __init__(self, url: str, key: str = "", *, timeout: float = TIMEOUT) -> None:
        """Know where an engine is.

        Args:
            url: its address, ``https://host`` with or without a path; without a slash at its end.
            key: what it is paid with; it is in no fault, and not in ``repr``.
            timeout: seconds for a connection, and for the whole of an answer.

        Raises:
            ConfigError: this is no address.
        """
        self.url = _checked(url)
        self.key = key
        self._timeout = timeout
        self._session: requests.Session | None = None

    def __repr__(self) -> str:
        """The address alone."""
        return f"Connection({self.url!r})"

    @property
    def host(self) -> str:
        """Where it leads: host and port."""
        return urlsplit(self.url).netloc

    @property
    def is_open(self) -> bool:
        """Whether others on the way can read what is sent: no TLS, and not this machine."""
        return urlsplit(self.url).scheme == "http" and not _is_here(urlsplit(self.url).hostname or "")

    def send(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, Any] | None = None,
        body: Any = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """One request, one answer.

        Args:
            method: ``GET`` or ``POST``.
            path: behind the address, ``/translate``.
            params: what stands in the address behind ``?``.
            body: sent as JSON.
            data: sent as a form.
            headers: besides the usual ones.

        Raises:
            Fault: no answer, or a status that is none of 2xx; redirections are not followed.
        """
        import requests

        # What requests raises quotes the address, with the text and the key in it: it does not leave this.
        fault = None
        try:
            with self._open().request(
                method,
                self.url + path,
                params=params,
                json=body,
                data=data,
                headers=headers,
                timeout=self._timeout,
                stream=True,
                allow_redirects=False,
            ) as response:
                status, header = response.status_code, response.headers.get("Retry-After", "")
                text = self._read(response)
        except requests.RequestException as error:
            fault = _unreached(error)
        except (OSError, ValueError, UnicodeError):
            fault = Fault(_("it cannot be reached"), again=True)
        if fault:
            raise fault
        if not 200 <= status < 300:
            raise refused(status, _wait(header))
        return Reply(status, text)

    def close(self) -> None:
        """Let go of what is open."""
        if self._session is not None:
            self._session.close()

    def _open(self) -> requests.Session:
        if self._session is None:
            import requests

            self._session = requests.Session()
            self._session.auth = _no_auth  # else a .netrc would put its own in place of the key
        return self._session

    def _read(self, response: requests.Response) -> str:
        end, taken = time.monotonic() + self._timeout, bytearray()
        for chunk in response.iter_content(65_536):
            taken += chunk
            if time.monotonic() > end:
                raise Fault(_("it does not answer in time"), again=True)
            if len(taken) > _AT_MOST:
                raise Fault(_("its answer does not end"))
        return taken.decode("utf-8", "replace")


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or parts.username or parts.password or parts.query or parts.fragment or "@" in url:
        raise ConfigError(
            _("this is no address of an engine"),
            cure=_("write it like this: {example}").format(example=_EXAMPLE),
        )
    return url.rstrip("/")


_EXAMPLE = "http://127.0.0.1:5000"


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _unreached(error: requests.RequestException) -> Fault:
    import requests

    match error:
        case requests.exceptions.SSLError():
            return Fault(_("its certificate is not good"), ends=True)
        case requests.Timeout():
            return Fault(_("it does not answer in time"), again=True)
        case requests.exceptions.ChunkedEncodingError() | requests.exceptions.ContentDecodingError():
            return Fault(_("its answer was cut off"), again=True)
        case requests.exceptions.InvalidURL() | requests.exceptions.InvalidHeader():
            return Fault(_("its address or key is not written as one"), ends=True)
    return Fault(_("it cannot be reached"), again=True)


def refused(status: int, wait: float | None = None) -> Fault:
    """The fault that a status of HTTP stands for (RFC 9110; 456 and 529 are DeepL's)."""
    if 300 <= status < 400:
        return Fault(_("it leads elsewhere ({status})").format(status=status), ends=True)
    again, ends = status in _AGAIN or status >= 500, status in _ENDS
    reasons = {
        **dict.fromkeys((401, 403), _("it refuses the key ({status})")),
        **dict.fromkeys((402, 456), _("its quota is used up ({status})")),
        **dict.fromkeys((413, 414), _("the request is too long for it ({status})")),
        429: _("it is asked too often ({status})"),
    }
    reason = reasons.get(
        status, _("it failed ({status})") if again else _("it refuses the request ({status})")
    )
    return Fault(reason.format(status=status), again=again, ends=ends, wait=wait if again else None)


def _wait(header: str) -> float | None:
    """Seconds by Retry-After, which says seconds or a date (RFC 9110, 10.2.3)."""
    if header.strip().isdecimal():
        return float(header[:9])
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
