"""SIGTERM in the middle of commands: each is answered and recorded, and it ends in time."""

import http.client
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx2

from deploy.serving import GRACE_SECONDS
from shared.clock import new_id
from shared.identity.development import MACHINE_SECRET
from shared.service.process import STOP_SECONDS
from shared.service.settings import FIRST_OPERATOR
from tests.installation.installation import Installation, one_process
from tests.installation.waiting import eventually

AT_ONCE = 8
LONGEST = 30.0


def token(base: str) -> str:
    answer = httpx2.post(
        f"{base}/utsteder/token",
        data={
            "grant_type": "client_credentials",
            "client_id": str(FIRST_OPERATOR),
            "client_secret": MACHINE_SECRET,
        },
    )
    return str(answer.json()["access_token"])


def connected(port: int) -> http.client.HTTPConnection:
    """A connection that the server has taken: it has answered on it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    connection.request("GET", "/livez")
    assert connection.getresponse().read()
    return connection


def send(connection: http.client.HTTPConnection, bearer: str, number: int) -> None:
    """A command, without waiting for the answer."""
    body = {
        "helsefellesskap_id": str(new_id()),
        "name": f"Område {number}",
        "case_number_format": "{year}/{running}",
    }
    headers = {
        "Authorization": f"Bearer {bearer}",
        "Content-Type": "application/json",
        "Idempotency-Key": f"stop-{number}",
    }
    path = "/api/governance/v1/helsefellesskap"
    connection.request("POST", path, json.dumps(body), headers)


@contextmanager
def nothing_is_written(home: Path) -> Iterator[None]:
    """Another writer has the ledger: what is asked for meanwhile is in hand, and waits."""
    with closing(sqlite3.connect(home / "governance-ledger.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


def has_begun_to_end(installation: Installation) -> bool:
    try:
        connected(installation.programs["everything"].port).close()
    except OSError:
        return True
    return False


def test_what_is_in_hand_is_answered_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    assert GRACE_SECONDS + STOP_SECONDS < LONGEST
    with one_process(tmp_path) as installation:
        program = installation.programs["everything"]
        bearer = token(program.url)
        # The issuer's keys are asked for with the first token: by the program of itself.
        with closing(connected(program.port)) as first:
            send(first, bearer, AT_ONCE)
            assert first.getresponse().status == 201
        before = installation.heads()["governance"]
        connections = [connected(program.port) for _ in range(AT_ONCE)]
        last = connected(program.port)
        with nothing_is_written(installation.settings.home):
            for number, connection in enumerate(connections):
                send(connection, bearer, number)
            # Answered after the commands were read: what came before it is in hand.
            last.request("GET", "/livez")
            assert last.getresponse().read()
            asked = time.monotonic()
            program.terminate()
            eventually("it takes nothing new", lambda: has_begun_to_end(installation))
        answers = [connection.getresponse() for connection in connections]
        assert [answer.status for answer in answers] == [201] * AT_ONCE
        program.stop()
        assert time.monotonic() - asked < LONGEST
        assert installation.heads()["governance"] == before + AT_ONCE
        for connection in (*connections, last):
            connection.close()
