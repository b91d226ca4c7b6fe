"""A really parked event, as an operator sees it, mends its cause, or gives it up (Parking)."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from deploy.playing.client import Client
from shared.clock import new_id
from shared.contracts.record import service_actor
from shared.service.settings import FIRST_OPERATOR
from tests.deploy.commands import Asking, Ran, samhandling
from tests.installation.installation import Installation, one_process
from tests.installation.playing import establish
from tests.installation.waiting import eventually

HOME = "Helsefellesskapet"
REASON = "Saken er meldt på nytt."


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Installation]:
    with one_process(tmp_path) as installation, installation.client() as client:
        establish(client, HOME)
        client.until(
            "intake knows it",
            lambda: (
                client.get("intake", "/helsefellesskap", FIRST_OPERATOR)["helsefellesskap"] or None
            ),
        )
        yield installation


def ordered(running: Installation, *words: str) -> Ran:
    """A command beside the running installation."""
    return samhandling(*words, home=running.settings.home)


@contextmanager
def views(running: Installation) -> Iterator[sqlite3.Connection]:
    file = running.settings.home / "intake-views.sqlite"
    with closing(sqlite3.connect(file, timeout=20)) as connection, connection:
        yield connection


def break_cases(running: Installation) -> None:
    """The table of cases takes no more rows: every report that comes is poison to its reader."""
    with views(running) as connection:
        (table,) = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%cases%'"
            " AND sql LIKE '%reported_on%'"
        ).fetchone()
        connection.execute(
            f'CREATE TRIGGER broken BEFORE INSERT ON "{table}"'
            " BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )


def mend_cases(running: Installation) -> None:
    with views(running) as connection:
        connection.execute("DROP TRIGGER broken")


def reported(client: Client, reference: str) -> UUID:
    """The case of a report; the quality system of nobody in particular sends it."""
    receipt = client.ask(
        "intake",
        "/reports",
        {
            "helsefellesskap": HOME,
            "title": "Svar blir liggende",
            "what_happens": "Ingen vet hvem som følger opp.",
            "parties": ["Skien kommune"],
            "sender_reference": reference,
        },
        FIRST_OPERATOR,
        key=reference,
    )
    return UUID(receipt["case_id"])


def listed(asking: Asking) -> list[dict[str, str]]:
    ran = asking("parked", "list", "--json")
    assert ran.code == 0, ran.err
    found: list[dict[str, str]] = json.loads(ran.out)
    return found


def parked(running: Installation, asking: Asking, reference: str) -> tuple[UUID, str]:
    """The case that stands still and the event of it that is set aside."""
    with running.client() as client:
        case_id = reported(client, reference)

    def set_aside() -> bool:
        """The report, and behind it the number and the reference that were taken for it."""
        stored = [each for each in running.stored("intake") if each.subject.startswith("parking-")]
        return sum(str(case_id).encode() in each.body for each in stored) == 3

    eventually("the report is set aside", set_aside)
    mine = [row for row in listed(asking) if row["case"] == str(case_id)]
    (first,) = [row for row in mine if not row["behind"]]
    assert all(row["behind"] in ("", first["event"]) for row in mine)
    return case_id, first["event"]


def shown(running: Installation, case_id: UUID) -> int:
    with views(running) as connection:
        (table,) = connection.execute(
            "SELECT tbl_name FROM sqlite_master WHERE name LIKE '%cases%'"
            " AND sql LIKE '%reported_on%'"
        ).fetchone()
        counted = connection.execute(
            f'SELECT count(*) FROM "{table}" WHERE case_id = ?', (case_id.hex,)
        ).fetchone()
    return int(counted[0])


def last_of_parking(running: Installation) -> dict[str, Any]:
    stored = [each for each in running.stored("intake") if each.subject.startswith("parking-")]
    envelope: dict[str, Any] = json.loads(stored[-1].body)
    return envelope


def test_a_parked_event_is_listed_and_shown_and_succeeds_once_its_cause_is_mended(
    running: Installation, asking: Asking
) -> None:
    break_cases(running)
    case_id, event = parked(running, asking, "first")
    table = ordered(running, "parked", "list")
    assert table.code == 0
    assert event in table.out, "an operator copies the id from the table"
    told = ordered(running, "parked", "show", event)
    assert told.code == 0
    for line in (f"event: {event}", "service: intake", f"case: {case_id}", "error: IntegrityError"):
        assert line in told.out
    assert "Svar blir liggende" not in told.out, "what people have written is never shown"
    (row,) = json.loads(asking("parked", "show", event, "--json").out)
    assert (row["event"], row["source"], row["case"]) == (event, "intake", str(case_id))

    heads = running.heads()
    again = ordered(running, "parked", "retry", event)
    assert again.code == 1
    assert "0 behandlet" in again.out
    assert f"{event} feilet igjen: IntegrityError" in again.err
    assert "Rett årsaken" in again.err
    assert running.heads() == heads
    waiting = listed(asking)
    assert waiting[0]["event"] == event

    mend_cases(running)
    mended = ordered(running, "parked", "retry", event)
    assert (mended.code, mended.err) == (0, "")
    assert f"{len(waiting)} behandlet" in mended.out, "what stood behind it follows"
    assert shown(running, case_id) == 1
    assert listed(asking) == []
    assert last_of_parking(running)["type"] == "eventlog.parked-event-handled.v1"
    assert asking("parked", "list").out == "Ingenting er satt til side.\n"
    gone = asking("parked", "retry", event)
    assert (gone.code, gone.out) == (1, "")
    assert "er ikke satt til side" in gone.err


def operator(client: Client) -> UUID:
    """Somebody in the register who runs the platform."""
    person = new_id()
    body = {
        "person_id": str(person),
        "name": "Ola Drift",
        "hpr": None,
        "employment": "employed",
        "title": "Drift",
    }
    client.ask("governance", "/people", body, FIRST_OPERATOR, key="ola")
    path = f"/people/{person}"
    role = {"role": "operator", "helsefellesskap": None, "party": None}
    client.ask("governance", f"{path}/roles", role, FIRST_OPERATOR, key="ola-drift", of=path)
    return person


def test_an_event_is_given_up_with_a_reason_by_an_operator_and_it_is_recorded_who(
    running: Installation, asking: Asking
) -> None:
    break_cases(running)
    first_case, first = parked(running, asking, "first")
    _, second = parked(running, asking, "second")
    with running.client() as client:
        ola = operator(client)
    heads = running.heads()
    stranger = asking("parked", "skip", first, "--reason", REASON, "--as", str(new_id()))
    assert (stranger.code, stranger.out) == (1, "")
    assert "er ikke operatør" in stranger.err
    assert "--as" in stranger.err
    silent = asking("parked", "skip", first)
    assert silent.code == 2
    assert running.heads() == heads

    named = ordered(running, "parked", "skip", first, "--reason", REASON, "--as", str(ola))
    assert (named.code, named.err) == (0, "")
    assert "gitt opp" in named.out
    said = last_of_parking(running)
    assert said["type"] == "eventlog.parked-event-skipped.v1"
    assert (said["data"]["event_id"], said["data"]["reason"]) == (first, REASON)
    assert said["actor"] == str(ola) != str(service_actor("intake"))
    assert second in (left := [row["event"] for row in listed(asking)])
    assert first not in left
    assert shown(running, first_case) == 0

    assert ordered(running, "parked", "skip", second, "--reason", REASON).code == 0
    assert last_of_parking(running)["actor"] == str(FIRST_OPERATOR), "as development has it"
    assert second not in [row["event"] for row in listed(asking)]
