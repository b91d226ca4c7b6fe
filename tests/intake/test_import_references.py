"""A sender's reference stands for one report, whoever sends it and however often (I-10)."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from deploy.embedded_valkey import EmbeddedValkey
from services.intake.application.import_store import KeptRow
from services.intake.rules.imports.files import read
from services.intake.rules.imports.rows import judged
from tests.assessment.installation import Installation, at_work
from tests.examples.ids import SECRETARY, TELEMARK
from tests.intake.importing import (
    COLLEAGUE,
    MACHINE,
    NEW_MACHINE,
    TOLD,
    Sender,
    as_json,
    importing_in,
    row,
)
from tests.intake.test_import_csv import file_of


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, valkey_server: EmbeddedValkey
) -> Iterator[Installation]:
    """One for all: each test has references of its own."""
    with at_work(tmp_path_factory.mktemp("home"), valkey_server.url, told=TOLD) as installation:
        yield installation


def test_the_same_file_twice_changes_nothing_and_other_content_is_named_i_10(
    running: Installation,
) -> None:
    sender = Sender(running)
    first = sender.sends(file_of(row("en"), row("to")), "same-1")
    ledger = running.process.running[0].service.platform.ledger
    head = ledger.head()
    again = sender.sends(file_of(row("en"), row("to")), "same-2")
    assert (again["accepted"], again["unchanged"]) == (0, 2)
    assert sender.report(again)["unchanged"] == sender.report(first)["accepted"]
    rows = [{**json.loads(as_json("en")), "title": "Noe annet"}, json.loads(as_json("to"))]
    changed = sender.sends(json.dumps({"format": "samhandling-cases/1", "cases": rows}), "same-3")
    report = sender.report(changed)
    assert [(each["reference"], each["field"], each["rule"]) for each in report["refused"]] == [
        ("en", "reference", "I-10")
    ]
    assert report["refused"][0]["reason"] == "Referansen er brukt før, med annet innhold."
    assert [each["reference"] for each in report["unchanged"]] == ["to"], "CSV and JSON are one"
    assert ledger.head() == head


@pytest.mark.parametrize(("one", "other"), [(SECRETARY, COLLEAGUE), (MACHINE, NEW_MACHINE)])
def test_a_reference_is_the_organisations_whoever_sends_the_file_i_10(
    running: Installation, one: UUID, other: UUID
) -> None:
    first, second = Sender(running, one), Sender(running, other)
    taken = first.report(first.sends(file_of(row("deres"), row("felles")), "first"))
    head = running.process.running[0].service.platform.ledger.head()
    again = second.sends(file_of(row("deres"), row("felles", Tittel="Noe annet")), "second")
    report = second.report(again)
    assert report["unchanged"] == taken["accepted"][:1]
    assert [(each["reference"], each["rule"]) for each in report["refused"]] == [("felles", "I-10")]
    assert running.process.running[0].service.platform.ledger.head() == head


def test_who_sends_for_somebody_else_has_references_of_their_own_i_10(
    running: Installation,
) -> None:
    """A quality system's number 1 is another than the secretariat's."""
    for person in (SECRETARY, MACHINE):
        done = Sender(running, person).sends(file_of(row("1")), "one-each")
        assert (done["accepted"], done["unchanged"], done["refused"]) == (1, 0, 0)


def test_what_was_used_while_references_were_each_persons_own_stays_used_i_10(
    running: Installation,
) -> None:
    worker = importing_in(running)
    home = {"helsefellesskap": str(TELEMARK), "sender": str(SECRETARY), "warnings": []}
    before = read(file_of(row("eldre"), row("eldst")).encode())
    for number, given_row in before.rows:
        found = judged(number, given_row)
        assert found.row is not None
        told = {**home, "reference": found.reference, "row": found.row.model_dump(mode="json")}
        kept = worker.registered(KeptRow(number, "ready", told), worker.actor_of(SECRETARY))
        assert kept.state == "accepted"
    sender = Sender(running, SECRETARY)
    report = sender.report(
        sender.sends(file_of(row("eldre"), row("eldst", Tittel="Annet")), "older")
    )
    assert [each["reference"] for each in report["unchanged"]] == ["eldre"]
    assert [each["reference"] for each in report["refused"]] == ["eldst"]


def test_what_was_stopped_goes_on_and_is_told_as_registered_i_10(
    tmp_path: Path, valkey: str
) -> None:
    """After a restart the rows that had been registered, and not marked, find themselves."""
    with at_work(tmp_path, valkey, told=TOLD) as first:
        sender = Sender(first)
        file = file_of(*(row(f"r{number}") for number in range(5)))
        import_id = UUID(sender.sends(file, "key", preview=True)["import_id"])
        worker = importing_in(first)
        store = worker.importing.store
        one = store.one(import_id)
        assert one is not None
        registered = [
            worker.registered(each, worker.actor_of(MACHINE))
            for each in store.rows(one, state="ready", limit=3)
        ]
        assert store.counts(import_id)["ready"] == 5
    store.move(import_id, "running")
    with at_work(tmp_path, valkey, told=TOLD) as second:
        again = Sender(second)
        ended = again.finished({"import_id": import_id})
        assert (ended["accepted"], ended["unchanged"]) == (5, 0)
        numbers_given = [each["case_number"] for each in again.report(ended)["accepted"]]
        assert numbers_given[:3] == [each.told["case_number"] for each in registered]
        assert len(set(numbers_given)) == 5
