"""Engines on this machine: a server that speaks their interfaces, and fails whenever it is told to."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dvomova import registry
from dvomova.engines.answers import Answers
from dvomova.engines.base import Access
from dvomova.engines.connection import Connection
from dvomova.engines.guard import Guard
from dvomova.engines.pace import Pace

KEY = "k-5ecret-0123456789"
LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абцдефгхійклмнопжрстувшкиз"
TO_UK = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
TO_EN = str.maketrans(CYRILLIC + CYRILLIC.upper(), LATIN + LATIN.upper())
TOKEN = re.compile(r"""(\[X\d+X\]|<x id="\d+"/>|<span class="notranslate">\d+</span>|&\w+;)""")
WARNING = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def translation(text: str, target: str = "uk") -> str:
    """What the server makes of a text: other letters, its tokens and numbers as they were."""
    table = TO_EN if target.lower().startswith("en") else TO_UK
    return "".join(one if TOKEN.fullmatch(one) else one.translate(table) for one in TOKEN.split(text))


def _dropped(text: str) -> str:
    return TOKEN.sub("", text, count=1)


def _doubled(text: str) -> str:
    return TOKEN.sub(lambda token: token[0] * 2, text, count=1)


SPOILED: dict[str, Callable[[str], str | None]] = {
    "dropped": _dropped,
    "doubled": _doubled,
    "entities": lambda text: f"{text} &amp;amp;quot;",
    "empty": lambda _text: "",
    "none": lambda _text: None,
    "quota": lambda _text: WARNING,
    "russian": lambda text: f"{text} ыы это объект",
    "untranslated": lambda text: text.translate(TO_EN),
    "numbers": lambda text: re.sub(r"\b\d{4}\b", "7777", text),
    "long": lambda text: text + " довгий" * 50,
    "markup": lambda text: f"{text} &lt;script&gt;",
}


class Server(ThreadingHTTPServer):
    """Speaks LibreTranslate's, DeepL's, Microsoft's, MyMemory's, Google's and OpenAI's interfaces."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.fault: Callable[[int, Sequence[str]], str] = lambda _number, _texts: ""
        """For the request of that number, from 0, the name of its fault."""
        self.requests: list[SimpleNamespace] = []
        self.answered: Counter[str] = Counter()
        """How often a text got an answer that was whole and good."""
        self.lock = threading.Lock()
        self.patience = threading.Event()
        self.open: dict[socket.socket, threading.Thread] = {}

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        self.open[request] = threading.current_thread()
        super().process_request_thread(request, client_address)

    def hang_up(self) -> None:
        """End all conversations: a test leaves no thread and no socket to the next one."""
        self.patience.set()
        for request, thread in list(self.open.items()):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
            thread.join(10)

    def fail(self, *names: str) -> None:
        """The first requests fail so; those after them succeed."""
        self.fault = lambda number, _texts: names[number] if number < len(names) else ""

    @property
    def texts(self) -> list[str]:
        """Every text that was sent, in order."""
        return [text for request in self.requests for text in request.texts]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def log_message(self, *_arguments: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.answer("")

    def do_POST(self) -> None:
        self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def answer(self, body: str) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        texts, target, reply = _read(parts.path, query, body)
        with self.server.lock:
            number = len(self.server.requests)
            self.server.requests.append(
                SimpleNamespace(
                    path=parts.path, query=query, headers=dict(self.headers), body=body, texts=texts
                )
            )
        fault = self.server.fault(number, texts)
        if fault in {
            "slow",
            "429",
            "429 soon",
            "429 late",
            "500",
            "503",
            "html",
            "cut",
            "403",
            "456",
            "400",
            "moved",
        }:
            self.refuse(fault)
            return
        answers = [translation(text, target) for text in texts]
        if fault == "one short":
            answers = answers[1:]
        elif fault:
            answers = [SPOILED[fault](text) for text in answers]
        if not fault:
            with self.server.lock:
                self.server.answered.update(texts)
        content = reply(answers)
        self.give(200, content, "text/html" if content.startswith("<") else "application/json")

    def refuse(self, fault: str) -> None:
        match fault:
            case "slow":
                self.server.patience.wait(20)
                self.close_connection = True
            case "cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b'{"translatedText": ["')
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
            case "html":
                self.give(200, "<!doctype html><title>Sign in to our Wi-Fi</title>", "text/html")
            case "moved":
                self.give(307, "", "text/html", Location=f"{self.server.url}/elsewhere")
            case _:
                # Servers quote what they were sent: it must not come into an error.
                said = {"error": f"no: {KEY}", "message": "no"}
                wait = {
                    "429": {"Retry-After": "7"},
                    "429 soon": {"Retry-After": "0"},
                    "429 late": {"Retry-After": "86400"},
                }
                self.give(int(fault[:3]), json.dumps(said), "application/json", **wait.get(fault, {}))

    def give(self, status: int, content: str, kind: str, **headers: str) -> None:
        data = content.encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(data)),
            **headers,
        }.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)


def _read(path: str, query: dict[str, str], body: str) -> tuple[list[str], str, Callable[[Any], str]]:
    """The texts of a request, the language that is wanted, and how answers to it are written."""
    if path == "/get":
        return [query["q"]], query["langpair"].split("|")[1], _mymemory
    if path == "/m":
        return [query["q"]], query["tl"], lambda some: f'<div class="result-container">{some[0] or ""}</div>'
    if "tr.json" in path:
        form = parse_qs(body)
        return form["text"], form["lang"][0][-2:], lambda some: json.dumps({"code": 200, "text": some})
    said = json.loads(body)
    if "api-version" in query:
        return [one["Text"] for one in said], query["to"], _microsoft
    return {"/v2/translate": _deepl, "/v1/chat/completions": _chat, "/translate": _libre}[path](said)


def _deepl(said: Any) -> tuple[list[str], str, Callable[[Any], str]]:
    def written(some: Any) -> str:
        return json.dumps({"translations": [{"text": one} for one in some]})

    return said["text"], said["target_lang"], written


def _libre(said: Any) -> tuple[list[str], str, Callable[[Any], str]]:
    return said["q"], said["target"], lambda some: json.dumps({"translatedText": some})


def _chat(said: Any) -> tuple[list[str], str, Callable[[Any], str]]:
    system, user = said["messages"]

    def written(some: Any) -> str:
        return json.dumps({"choices": [{"message": {"content": one}} for one in some]})

    return [user["content"]], "en" if "into English" in system["content"] else "uk", written


def _microsoft(some: Any) -> str:
    return json.dumps([{"translations": [{"text": one, "to": "uk"}]} for one in some])


def _mymemory(answers: Sequence[str | None]) -> str:
    text = answers[0] if answers else None
    status = 429 if text == WARNING else 200
    return json.dumps({"responseData": {"translatedText": text}, "responseStatus": status, "matches": []})


@pytest.fixture
def server():
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()
        running.hang_up()


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch):
    """No test asks anybody but this machine."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self, address):
        assert not isinstance(address, tuple) or address[0] in LOOPBACK, f"a request to {address}"
        return connect(self, address)

    def guarded_resolve(host, *rest, **named):
        assert host in LOOPBACK, f"a request to {host}"
        return resolve(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_resolve)


@pytest.fixture
def guard_of(server, tmp_path):
    """The guard of an engine that asks our server; it waits for nothing, and notes how long it would have."""

    def made(
        name: str,
        *,
        key: str = KEY,
        timeout: float = 10,
        per_minute: int = 0,
        texts: int = 0,
        path: Any = None,
        **options: str,
    ) -> Guard:
        waits: list[float] = []
        pace = Pace(per_minute, sleep=waits.append)
        access = Access(Connection(server.url, key, timeout=timeout), options)
        answers = Answers(str(path or tmp_path / "answers.db"), "answers.db")
        engine = copy(registry.load("engines", name))
        if texts:
            engine.limits = engine.limits._replace(texts=texts)
        guard = Guard(name, name, engine, access, answers, pace)
        guards.append((guard, waits))
        return guard

    guards: list[tuple[Guard, list[float]]] = []
    made.waits = lambda: guards[-1][1]  # type: ignore[attr-defined]
    yield made
    for guard, _waits in guards:
        guard.answers.close()
        guard.access.connection.close()
