"""A memory in each of its stores; that of PostgreSQL on a server of the tests' own, where there is one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dvomova.memory.sqlite import SqliteStore


def _tool(name: str) -> str | None:
    """A program of PostgreSQL's; Debian has them in folders of their own."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def _runner() -> list[str]:
    """How to run the server: it refuses to be root's."""
    if os.name == "nt" or os.geteuid():
        return []
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server that is there for these tests only, without its database."""
    initdb, control = _tool("initdb"), _tool("pg_ctl")
    runner = _runner()
    if not initdb or not control or (runner and not shutil.which(runner[0])):
        pytest.skip("needs PostgreSQL's initdb and pg_ctl (and setpriv, if root runs the tests)")
    pytest.importorskip("sqlalchemy")
    pytest.importorskip("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="dvomova-pg-"))
    folder.chmod(0o777)
    data, port = folder / "data", _free_port()

    def run(*command: str) -> None:
        subprocess.run([*runner, *command], cwd=folder, check=True, capture_output=True, timeout=120)

    try:
        run(initdb, "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=16MB"
        run(control, "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://tester@127.0.0.1:{port}"
        finally:
            run(control, "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: str) -> str:
    """The URL of an empty database."""
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS memory WITH (FORCE)")
        connection.execute("CREATE DATABASE memory")
    return f"{server}/memory"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.interop)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator:
    """An empty memory."""
    if request.param == "sqlite":
        found = SqliteStore(str(tmp_path / "memory.db"), "memory.db")
    else:
        from dvomova.memory.postgres import PostgresStore

        found = PostgresStore(request.getfixturevalue("database"))
    yield found
    found.close()
