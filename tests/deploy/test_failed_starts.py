"""A start that fails ends with exit code 1 and a sentence on what failed and what to do."""

import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deploy.playing.example import id_of
from deploy.serving import wait_until_ready
from shared.service.settings import FIRST_OPERATOR
from tests.deploy.commands import Ran, contents, environment, samhandling
from tests.installation.installation import Installation, one_process
from tests.installation.program import REPOSITORY

STARTS = [["up"], ["serve", "intake"]]


def words(given: list[str]) -> str:
    return " ".join(given)


def assert_failed(ran: Ran, *told: str) -> None:
    assert ran.code == 1, ran
    for each in told:
        assert each in ran.err, ran.err
    assert "Traceback" not in ran.err
    assert "Samhandling svarer på" not in ran.out


@pytest.mark.parametrize("given", STARTS, ids=words)
def test_an_address_in_use_is_told_before_anything_is_made(given: list[str], home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = samhandling(*given, home=home, SAMHANDLING_PORT=port)
    assert_failed(ran, f"Noe annet svarer på 127.0.0.1:{port}", "SAMHANDLING_PORT")
    assert not home.exists()


def test_an_address_of_another_machine_is_told_before_anything_is_made(home: Path) -> None:
    # 192.0.2.0/24 is for documentation (RFC 5737): no machine has it.
    ran = samhandling("up", home=home, SAMHANDLING_HOST="192.0.2.1")
    assert_failed(ran, "Det går ikke å lytte på 192.0.2.1", "SAMHANDLING_HOST")
    assert not home.exists()


def test_a_home_that_can_not_be_a_folder_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("noe annet", encoding="utf-8")
    ran = samhandling("up", home=file / "home")
    assert_failed(ran, str(file), "er ikke en mappe", "SAMHANDLING_HOME")
    assert contents(tmp_path).keys() == {"file"}


def newer_ledger(home: Path) -> None:
    with closing(sqlite3.connect(home / "intake-ledger.sqlite")) as connection, connection:
        connection.execute("INSERT INTO migrations (number, name) VALUES (99, 'later')")


def newer_views(home: Path) -> None:
    with closing(sqlite3.connect(home / "intake-views.sqlite")) as connection, connection:
        connection.execute("INSERT INTO views_schema VALUES (99)")


def another_master_key(home: Path) -> None:
    (home / "master.key").write_text("A" * 43 + "=", encoding="ascii")


def half_a_master_key(home: Path) -> None:
    (home / "master.key").write_text("AAAA", encoding="ascii")


def lost_stream_key(home: Path) -> None:
    (home / "stream-keys" / "intake.key").unlink()


def no_database(home: Path) -> None:
    (home / "keys.sqlite").write_text("dette er ingen database " * 100, encoding="utf-8")


@pytest.mark.parametrize(
    ("ruin", "told", "next_step"),
    [
        (newer_ledger, "kjenner bare til versjon", "Ta i bruk en nyere versjon av programmet"),
        (newer_views, "kjenner bare til versjon", "Ta i bruk en nyere versjon av programmet"),
        (another_master_key, "er ikke den som nøkkellageret", "SAMHANDLING_MASTER_KEY_FILE"),
        (half_a_master_key, "Hovednøkkelen er ikke gyldig", "SAMHANDLING_MASTER_KEY_FILE"),
        (lost_stream_key, "En nøkkel mangler", "SAMHANDLING_STREAM_KEYS"),
        (no_database, "Databasen", "SAMHANDLING_DATABASE"),
    ],
)
def test_stores_and_keys_that_do_not_fit_are_told(
    prepared: Path, ruin: Callable[[Path], None], told: str, next_step: str
) -> None:
    ruin(prepared)
    before = contents(prepared / "stream-keys")
    assert_failed(samhandling("up", home=prepared), told, next_step)
    assert contents(prepared / "stream-keys") == before


def test_one_service_of_an_older_program_is_told_and_changes_nothing(prepared: Path) -> None:
    newer_ledger(prepared)
    before = contents(prepared)
    ran = samhandling("serve", "intake", home=prepared)
    assert_failed(ran, "kjenner bare til versjon", "Ta i bruk en nyere versjon av programmet")
    assert contents(prepared) == before


def test_one_service_with_another_master_key_is_told(prepared: Path) -> None:
    another_master_key(prepared)
    ran = samhandling("serve", "intake", home=prepared)
    assert_failed(ran, "er ikke den som nøkkellageret", "SAMHANDLING_MASTER_KEY_FILE")


def test_a_service_without_prepared_stores_is_told_to_prepare_them(home: Path) -> None:
    ran = samhandling("serve", "intake", home=home)
    assert_failed(ran, "ikke klargjort", "Kjør «samhandling migrate»")
    assert not home.exists()


def test_production_without_its_keys_is_told(home: Path) -> None:
    ran = samhandling(
        "migrate",
        home=home,
        SAMHANDLING_ENVIRONMENT="production",
        SAMHANDLING_DATABASE="postgresql://127.0.0.1:1/samhandling",
        SAMHANDLING_REDIS_URL="redis://127.0.0.1:1",
        SAMHANDLING_PUBLIC_URL="https://samhandling.example",
        SAMHANDLING_MASTER_KEY_FILE=str(home / "secrets" / "master.key"),
        SAMHANDLING_STREAM_KEYS=str(home / "secrets"),
    )
    assert_failed(ran, str(home / "secrets" / "master.key"), "SAMHANDLING_MASTER_KEY_FILE")
    assert not home.exists()


def test_a_valkey_that_is_not_there_is_told(home: Path) -> None:
    ran = samhandling("up", home=home, SAMHANDLING_REDIS_URL="redis://127.0.0.1:1")
    assert_failed(ran, "Valkey svarer ikke", "SAMHANDLING_REDIS_URL")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Installation]:
    """Without the example; its home folder is `home`."""
    with one_process(tmp_path) as installation:
        yield installation


def test_a_second_start_in_the_same_folder_is_told_and_the_first_goes_on(
    running: Installation,
) -> None:
    ran = samhandling("up", home=running.settings.home)
    assert_failed(ran, "Den innebygde Valkey kom ikke i gang", "samme SAMHANDLING_HOME")
    assert running.readiness("everything") == (200, {})


def test_example_data_that_do_not_come_in_stop_the_start_each_time(running: Installation) -> None:
    with running.client() as client:
        client.ask(
            "governance",
            "/helsefellesskap",
            {
                "helsefellesskap_id": str(id_of("helsefellesskap", "telemark")),
                "name": "Et annet",
                "case_number_format": "{year}/{running}",
            },
            FIRST_OPERATOR,
            key="example:helsefellesskap:telemark",
        )
    program = running.programs["everything"]
    program.stop()
    before = _told(running)
    running.forget_ledgers()
    for _ in range(2):
        ran = samhandling("up", home=running.settings.home)
        assert ran.code == 1, ran
        assert "Eksempeldataene kom ikke inn: " in ran.err
        assert "samhandling up --no-example" in ran.err
        assert "Traceback" not in ran.err
        assert "Logg inn på" not in ran.out
    assert _told(running) == before
    program.start()
    program.wait_until_ready()


def _told(running: Installation) -> dict[str, int]:
    """How much each service has said; audit records heads by itself, also in a failed start."""
    return {name: head for name, head in running.heads().items() if name != "audit"}


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 130)]
)
def test_a_start_that_is_stopped_while_it_goes_on_is_no_failure(
    home: Path, number: signal.Signals, code: int
) -> None:
    environ = environment(home, {})
    # Whoever runs the tests in the background has SIGINT ignored, and so would the program.
    as_in_a_terminal = (
        "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        " runpy.run_module('deploy.cli', run_name='__main__')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", as_in_a_terminal, "up", "--no-example"],
        env=environ,
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_ready(
            f"http://127.0.0.1:{environ['SAMHANDLING_PORT']}",
            alive=lambda: process.poll() is None,
        )
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == code, said
    assert "Kjør" not in said
    assert "Traceback" not in said
