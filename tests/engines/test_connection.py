"""The one way out: where it leads, what it refuses, what its faults tell."""

import time
import traceback
from email.utils import formatdate

import pytest
from tests.engines.conftest import KEY

from dvomova.engines.base import Fault
from dvomova.engines.connection import Connection, _wait, refused
from dvomova.engines.keys import key_of, variable
from dvomova.errors import ConfigError


@pytest.mark.parametrize(
    "url",
    [
        *("", "libretranslate.com", "ftp://host", "https://", "http://host:no", f"https://user:{KEY}@host"),
        *(f"https://host/?api_key={KEY}", "https://host/#x", "file:///etc/passwd"),
    ],
)
def test_what_is_no_address(url):
    with pytest.raises(ConfigError, match="no address") as raised:
        Connection(url, KEY)
    assert KEY not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "host", "is_open"),
    [
        ("https://api.deepl.com/", "api.deepl.com", False),
        ("http://127.0.0.1:5000", "127.0.0.1:5000", False),
        ("http://localhost:5000/api/", "localhost:5000", False),
        ("http://[::1]:5000", "[::1]:5000", False),
        ("http://10.0.0.5:5000", "10.0.0.5:5000", True),
        ("http://translate.example.org", "translate.example.org", True),
    ],
)
def test_hosts_and_who_else_can_read(url, host, is_open):
    connection = Connection(url, KEY)
    assert (connection.host, connection.is_open) == (host, is_open)
    assert KEY not in repr(connection)


@pytest.mark.parametrize("fault", ["slow", "cut", "500", "moved", "403"])
def test_no_fault_tells_the_address_the_text_or_the_key(server, fault):
    server.fail(fault)
    connection = Connection(server.url, KEY, timeout=0.5)
    with pytest.raises(Fault) as raised:
        connection.send(
            "POST",
            "/translate",
            body={"q": ["secret bridge"], "target": "uk", "api_key": KEY},
            params={"k": KEY},
        )
    told = "".join(traceback.format_exception(raised.value))
    assert KEY not in told
    assert "secret" not in told
    assert raised.value.__context__ is None
    connection.close()


def test_a_netrc_does_not_take_the_place_of_the_key(server, tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    connection = Connection(server.url, KEY)
    connection.send(
        "POST", "/translate", body={"q": ["a"], "target": "uk"}, headers={"Authorization": f"Bearer {KEY}"}
    )
    assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    connection.close()


@pytest.mark.parametrize(
    ("status", "again", "ends"),
    [
        (400, False, False),
        (401, False, True),
        (403, False, True),
        (404, False, False),
        (408, True, False),
        (413, False, False),
        (429, True, False),
        (456, False, True),
        (301, False, True),
        (500, True, False),
        (529, True, False),
    ],
)
def test_statuses(status, again, ends):
    fault = refused(status)
    assert (fault.again, fault.ends) == (again, ends)
    assert str(status) in fault.reason


def test_retry_after_is_seconds_or_a_date():
    in_an_hour = formatdate(time.time() + 3600, usegmt=True)
    assert _wait("7") == 7
    assert 0 < _wait(in_an_hour) <= 3600
    assert _wait(formatdate(0, usegmt=True)) == 0
    assert _wait("soon") is None
    assert _wait("") is None


def test_keys_come_from_the_environment_or_the_keyring(monkeypatch):
    import sys
    from types import SimpleNamespace

    assert variable("deepl") == "DVOMOVA_DEEPL_KEY"
    monkeypatch.setitem(
        sys.modules, "keyring", SimpleNamespace(get_password=lambda service, name: f" {service}/{name} ")
    )
    assert key_of("deepl", {"DVOMOVA_DEEPL_KEY": f" {KEY}\n"}) == KEY
    assert key_of("deepl", {}) == "dvomova/deepl"
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=lambda *_names: 1 / 0))
    assert key_of("deepl", {}) == ""
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert key_of("deepl", {}) == ""
