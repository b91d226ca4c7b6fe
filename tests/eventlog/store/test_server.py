"""The PostgreSQL that the tests run on: reachable, restartable, and never left behind."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.servers import embedded_postgres
from tests.servers.embedded_postgres import EmbeddedPostgres
from tests.servers.postgres_databases import Databases

PARENT = """
from tests.servers.embedded_postgres import EmbeddedPostgres
with EmbeddedPostgres() as server:
    print(server.url, server.folder, flush=True)
    input()
"""
WAIT_SECONDS = 30.0


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def test_the_server_dies_with_a_killed_parent() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    assert parent.stdin
    url, name = parent.stdout.readline().split()
    folder = Path(name)
    assert _answers(url)
    parent.send_signal(signal.SIGKILL)
    parent.wait(WAIT_SECONDS)
    parent.stdin.close()
    parent.stdout.close()
    deadline = time.monotonic() + WAIT_SECONDS
    # The last thing it does is to remove its pid file.
    while _answers(url) or (folder / "data" / "postmaster.pid").exists():
        assert time.monotonic() < deadline, "the server outlives its parent"
        time.sleep(0.02)
    shutil.rmtree(folder)


def test_the_server_runs_where_the_checkout_is_closed_to_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As root in a home folder: the unprivileged user gets a copy of the binaries."""
    monkeypatch.setattr(embedded_postgres, "_reachable_by_all", lambda _: False)
    with EmbeddedPostgres() as server:
        assert _answers(server.url)
    assert not server.folder.exists()


def test_an_emptied_database_comes_back_empty_under_another_name(
    postgres_databases: Databases,
) -> None:
    """What a test left running can't reach into the next one."""
    used = postgres_databases.take()
    left_open = psycopg.connect(used, autocommit=True)
    left_open.execute("CREATE SCHEMA governance CREATE TABLE of_before (number integer)")
    postgres_databases.give_back(used)
    with pytest.raises(psycopg.OperationalError):
        left_open.execute("SELECT 1")
    left_open.close()
    fresh = postgres_databases.take()
    assert not _answers(used)
    with psycopg.connect(fresh) as connection:
        named = connection.execute("SELECT to_regclass('governance.of_before')").fetchone()
    assert named == (None,)
    postgres_databases.give_back(fresh)
