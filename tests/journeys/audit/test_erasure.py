"""A case is blocked, and then erased: the clear text is gone and every proof still holds (R-7)."""

import asyncio
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select

from deploy.assembled import Assembled
from deploy.playing.client import Client
from services.audit.documents.checking import check
from services.audit.readmodels.verifying import verify_ledger
from shared.contracts.record import Sealed
from shared.eventlog.keys.tables import KeyDatabase, data_keys
from shared.eventlog.sealing import Seals
from tests.installation.waiting import eventually
from tests.journeys.audit.asking import DIRECTORATE, answer, content, history, status_of
from tests.journeys.audit.conftest import LONGEST_SETUP
from tests.journeys.governance.path import SECRETARIAT, Path, person, refused

pytestmark = pytest.mark.timeout(LONGEST_SETUP)


OTHER = "tor-sekretariat"
BASIS = {"basis": "personvernforordningen artikkel 17", "reason": "Saken gjaldt ikke samhandling."}


class Subject:
    """One case as what is blocked and erased."""

    def __init__(self, client: Client, case_id: UUID) -> None:
        self.client = client
        self.path = f"/subjects/case-{case_id}"
        self._turn = 0

    def ask(self, by: str, what: str, **body: str) -> dict[str, Any]:
        self._turn += 1
        key = f"{self.path}:{self._turn}"
        return self.client.ask("audit", f"{self.path}{what}", body, person(by), key=key)

    def state(self) -> str:
        told: str = answer(self.client, self.path)["state"]
        return told


@pytest.fixture(scope="module")
def run() -> str:
    return "audit-erased"


def clear_texts(bundle: bytes, seals: Seals) -> list[str | None]:
    """What the sealed fields of a bundle's events say now; None for what is gone."""
    found: list[str | None] = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if {"subject", "purpose", "key", "box"} <= value.keys():
                found.append(seals.open(Sealed.model_validate(value)))
            for each in value.values():
                look(each)
        elif isinstance(value, list):
            for each in value:
                look(each)

    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        for name in archive.namelist():
            if name.startswith("events/"):
                look(json.loads(archive.read(name))["data"])
    return found


def test_blocked_then_erased_by_two_with_every_proof_intact(
    client: Client, parts: Assembled, run: str
) -> None:
    case_id = Path.assessed(client, run).case_id
    shown = history(client, case_id, "governance.case-received")["events"]
    before = content(client, f"/cases/{case_id}/bundle")
    assert all(clear_texts(before, parts.around.keys.seals))
    copy = keys_of(parts, case_id)
    subject = Subject(client, case_id)

    # Blocked: nobody reads it, and it can't be erased by one person or from outside.
    with refused("R-7") as why:
        subject.ask(SECRETARIAT, "/erasure", **BASIS)
    assert why.reason.endswith("block-first")
    with refused("P-4", status=403):
        subject.ask(DIRECTORATE, "/block", **BASIS)
    subject.ask(SECRETARIAT, "/block", **BASIS)
    assert subject.state() == "blocked"
    assert status_of(client, f"/cases/{case_id}/history", SECRETARIAT) == 422
    assert status_of(client, f"/cases/{case_id}/bundle", SECRETARIAT) == 422
    client.until(
        "saken er ute av lista",
        lambda: str(case_id) not in {each["case_id"] for each in listed(client)} or None,
    )
    subject.ask(SECRETARIAT, "/erasure", **BASIS)
    with refused("R-7"):
        subject.ask(SECRETARIAT, "/erasure/confirm")
    subject.ask(OTHER, "/erasure/confirm")
    assert subject.state() == "erased"

    # What is gone is shown as gone, what was proved still is.
    after = content(client, f"/cases/{case_id}/bundle")
    seals = parts.services["intake"].platform.seals
    client.until("nøklene er glemt", lambda: (not any(clear_texts(before, seals))) or None)
    assert check(before).events == check(after).events == len(shown)
    now = history(client, case_id, "governance.case-received")["events"]
    assert [each["id"] for each in now] == [each["id"] for each in shown]
    reported = next(each for each in now if "report-registered" in each["type"])
    told = answer(client, f"/events/{reported['id']}/explanation")
    assert told["decision"]["verdict"] == "erased"
    for name, service in parts.services.items():
        engine = parts.services["audit"].platform.engine
        assert verify_ledger(name, service.platform.ledger, engine).sound

    # A copy of the key store that is put back opens it no longer than until audit leads again.
    put_back(parts, copy)
    client.until("nøklene er tilbake", lambda: any(clear_texts(before, seals)) or None)
    asyncio.run(leads_until(parts, lambda: not any(clear_texts(before, seals))))


def keys_of(parts: Assembled, case_id: UUID) -> list[dict[str, Any]]:
    """What a copy of the key store has of the case."""
    mine = data_keys.c.subject == f"case-{case_id}"
    with key_database(parts) as keys, keys.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(select(data_keys).where(mine))]


def put_back(parts: Assembled, copy: list[dict[str, Any]]) -> None:
    with key_database(parts) as keys, keys.writing() as connection:
        for row in copy:
            connection.execute(delete(data_keys).where(data_keys.c.key_id == row["key_id"]))
            connection.execute(insert(data_keys).values(row))


@contextmanager
def key_database(parts: Assembled) -> Iterator[KeyDatabase]:
    settings = parts.around.settings
    with closing(KeyDatabase(settings.keys_database or settings.database)) as keys:
        yield keys


async def leads_until(parts: Assembled, gone: Callable[[], bool]) -> None:
    """Audit's duty to erase as whoever leads anew takes it up."""
    (erasing,) = [each for each in parts.services["audit"].duties if each.name == "erasures"]
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(erasing.run(stop))
        await asyncio.to_thread(eventually, "nøklene er borte igjen", gone)
        stop.set()


def listed(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(client, "/cases", SECRETARIAT, limit="200")["cases"]
    return found
