"""Sessions: opaque, stored by hash, idle and absolute limits, the same in every process."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from starlette.requests import Request
from starlette.responses import Response

from shared.identity.cookies import Cookies
from shared.identity.sessions import Attempt, Sessions

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PERSON, ANOTHER = UUID(int=1), UUID(int=2)
ATTEMPT = Attempt("development", "nonce", "verifier", "/saker")


@pytest.fixture
def sessions(database: str) -> Iterator[Sessions]:
    made = Sessions(database)
    made.migrate()
    yield made
    made.close()


def test_a_session_is_found_by_its_token_only(sessions: Sessions) -> None:
    token, session = sessions.start(PERSON, NOW)
    assert sessions.find(token, NOW) == session
    assert session.person == PERSON
    assert session.id != token
    assert sessions.find(session.id, NOW) is None
    assert sessions.find("", NOW) is None
    assert sessions.find(token + "x", NOW) is None


def test_thirty_minutes_without_use_end_it(sessions: Sessions) -> None:
    token, _ = sessions.start(PERSON, NOW)
    assert sessions.find(token, NOW + timedelta(minutes=29, seconds=59)) is not None
    assert sessions.find(token, NOW + timedelta(minutes=59, seconds=58)) is not None
    assert sessions.find(token, NOW + timedelta(minutes=89, seconds=58)) is None
    assert sessions.find(token, NOW + timedelta(minutes=60)) is None, "it does not come back"


def test_twelve_hours_end_it_however_busy(sessions: Sessions) -> None:
    token, _ = sessions.start(PERSON, NOW)
    for minutes in range(20, 12 * 60, 20):
        assert sessions.find(token, NOW + timedelta(minutes=minutes)) is not None
    assert sessions.find(token, NOW + timedelta(hours=12)) is None


def test_logging_out_ends_this_session_and_no_other(sessions: Sessions) -> None:
    first, _ = sessions.start(PERSON, NOW)
    second, _ = sessions.start(PERSON, NOW)
    sessions.end(first)
    assert sessions.find(first, NOW) is None
    assert sessions.find(second, NOW) is not None


def test_a_person_can_be_logged_out_everywhere(sessions: Sessions) -> None:
    mine = [sessions.start(PERSON, NOW)[0] for _ in range(3)]
    other, _ = sessions.start(ANOTHER, NOW)
    assert sessions.end_all(PERSON) == 3
    assert all(sessions.find(token, NOW) is None for token in mine)
    assert sessions.find(other, NOW) is not None


def test_a_login_under_way_is_taken_once_by_the_same_browser(sessions: Sessions) -> None:
    sessions.begin_login(ATTEMPT, state="s", browser="b", now=NOW)
    assert sessions.take_login(state="s", browser="another", now=NOW) is None
    assert sessions.take_login(state="another", browser="b", now=NOW) is None
    assert sessions.take_login(state="s", browser="b", now=NOW) == ATTEMPT
    assert sessions.take_login(state="s", browser="b", now=NOW) is None


def test_a_login_under_way_is_good_for_ten_minutes(sessions: Sessions) -> None:
    sessions.begin_login(ATTEMPT, state="s", browser="b", now=NOW)
    assert sessions.take_login(state="s", browser="b", now=NOW + timedelta(minutes=10)) is None


def test_migrating_again_keeps_what_is_there(sessions: Sessions) -> None:
    token, _ = sessions.start(PERSON, NOW)
    sessions.migrate()
    assert sessions.find(token, NOW) is not None


def test_the_token_is_nowhere_in_the_store(tmp_path: Path) -> None:
    sessions = Sessions(f"sqlite:///{tmp_path}")
    sessions.migrate()
    token, session = sessions.start(PERSON, NOW)
    sessions.close()
    with sqlite3.connect(tmp_path / "sessions.sqlite") as connection:
        kept = "\n".join(connection.iterdump())
    connection.close()
    assert session.id in kept
    assert token not in kept


def test_what_is_old_is_swept_away(tmp_path: Path) -> None:
    sessions = Sessions(f"sqlite:///{tmp_path}")
    sessions.migrate()
    for _ in range(5):
        sessions.start(PERSON, NOW)
    sessions.start(ANOTHER, NOW + timedelta(hours=1))
    sessions.close()
    connection = sqlite3.connect(tmp_path / "sessions.sqlite")
    assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    connection.close()


def _database_of_two(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if kind == "sqlite":
        return f"sqlite:///{tmp_path}"
    return str(request.getfixturevalue("postgres"))


ASKS = """
import sys
from datetime import datetime
from shared.identity.sessions import Sessions
sessions = Sessions(sys.argv[1])
sessions.migrate()
found = sessions.find(sys.argv[2], datetime.fromisoformat(sys.argv[3]))
sessions.end(sys.argv[2])
sessions.close()
print(found.person if found else "nobody")
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_another_process_knows_the_session_and_may_end_it(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    database = _database_of_two(kind, request, tmp_path)
    sessions = Sessions(database)
    sessions.migrate()
    token, _ = sessions.start(PERSON, NOW)
    told = subprocess.run(
        [sys.executable, "-c", ASKS, database, token, NOW.isoformat()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout.strip() == str(PERSON)
    assert sessions.find(token, NOW) is None
    sessions.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_two_processes_may_prepare_the_tables_at_once(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    database = _database_of_two(kind, request, tmp_path)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ASKS, database, "nothing", NOW.isoformat()],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    told = [(process, *process.communicate(timeout=60)) for process in started]
    for process, said, failed in told:
        assert process.returncode == 0, failed
        assert said.strip() == "nobody"


def test_on_postgres_the_tables_lie_in_a_schema_of_their_own(postgres: str) -> None:
    sessions = Sessions(postgres)
    sessions.migrate()
    sessions.close()
    with psycopg.connect(postgres) as connection:
        found = connection.execute(
            "SELECT DISTINCT table_schema FROM information_schema.tables"
            " WHERE table_name IN ('sessions', 'login_attempts')"
        ).fetchall()
    assert found == [("sessions",)]


def test_an_unknown_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="sessions are kept in"):
        Sessions("redis://127.0.0.1")


def test_cookies_are_out_of_reach_of_scripts_and_for_this_host() -> None:
    cookies = Cookies.for_address("https://samhandling.example")
    response = Response()
    cookies.set_session(response, "token")
    assert response.headers["set-cookie"] == (
        "__Host-samhandling=token; HttpOnly; Path=/; SameSite=lax; Secure"
    )
    local = Cookies.for_address("http://127.0.0.1:8000")
    response = Response()
    local.set_session(response, "token")
    assert response.headers["set-cookie"] == "samhandling=token; HttpOnly; Path=/; SameSite=lax"


def test_plain_http_is_for_this_machine_only() -> None:
    for address in ("http://samhandling.example", "http://127.0.0.1.example", "samhandling"):
        with pytest.raises(ValueError, match="neither https"):
            Cookies.for_address(address)


def test_the_cookie_of_plain_http_does_not_count_on_https() -> None:
    cookies = Cookies.for_address("https://samhandling.example")
    request = Request({"type": "http", "headers": [(b"cookie", b"samhandling=planted")]})
    assert cookies.read_session(request) is None
