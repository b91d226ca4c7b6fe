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
from deploy.playing.client import Answered, Client
from services.audit.documents.checking import check
from services.audit.readmodels.verifying import verify_ledger
from services.intake.application.streams import report_id_for
from shared.contracts.record import Sealed, ServiceName
from shared.eventlog.keys.tables import KeyDatabase, data_keys
from shared.eventlog.sealing import Seals
from tests.governance.browsing import error_of
from tests.installation.installation import Installation
from tests.installation.waiting import eventually
from tests.journeys.audit.asking import DIRECTORATE, answer, content, history, status_of
from tests.journeys.audit.conftest import LONGEST_SETUP
from tests.journeys.audit.looking import looking
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
    client: Client, parts: Assembled, run: str, five: Installation
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
    everybody_hears_that_it_is_blocked(client, case_id, five)
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


def everybody_hears_that_it_is_blocked(client: Client, case_id: UUID, five: Installation) -> None:
    """Every service answers with the rule, its lists leave the case out, and its pages say why."""
    pages: dict[ServiceName, str] = {
        "intake": "/saker",
        "assessment": "/vurdering",
        "governance": "/styring/saker",
    }
    for service, page in pages.items():

        def no(service: ServiceName = service) -> dict[str, Any] | None:
            try:
                client.get(service, f"/cases/{case_id}", person(SECRETARIAT))
            except Answered as answer:
                return answer.problem if answer.status == 403 else None
            return None

        problem = client.until(f"{service} har hørt sperringen", no)
        assert (problem["rule"], problem["reason"]) == ("R-7", "case-blocked")
        listed_there = client.get(service, "/cases", person(SECRETARIAT))
        assert str(case_id) not in json.dumps(listed_there)
        for somebody in (SECRETARIAT, "kari-fastlege"):
            with looking(five, somebody, service) as looks:
                assert "Innsynet i denne saken er sperret" in looks.look(f"{page}/{case_id}", 403)
    with looking(five, "kari-fastlege", "intake") as kari:
        assert str(case_id) not in kari.look("/")
        assert "sperret" in kari.look(f"/meldinger/{report_id_for(case_id)}", 403)


def test_blocked_and_erased_from_the_pages_with_what_will_be_gone_told_first(
    client: Client, five: Installation
) -> None:
    case_id = Path.assessed(client, "audit-erased-on-pages").case_id
    history(client, case_id, "governance.case-received")
    address = f"/revisjon/sperring/case-{case_id}"
    why = {"basis": "personvernforordningen artikkel 18", "reason": "Melderen ba om det."}
    with looking(five, SECRETARIAT) as siv, looking(five, OTHER) as tor:
        page = siv.look(address)
        assert "Det melderen skrev" in page
        assert "Ingen plikt" in page
        again = siv.send(page, f"{address}/sperr", reason="Melderen ba om det.")
        assert again.status_code == 422
        assert error_of(again.text, "basis")
        assert "Melderen ba om det." in again.text
        assert "Innsynet er sperret." in siv.follow(siv.send(page, f"{address}/sperr", **why))
        assert "Innsynet i denne saken er sperret" in siv.look(f"/revisjon/saker/{case_id}", 422)
        assert f'href="{address}"' in siv.look("/revisjon/sperring")
        asked = siv.send(siv.look(f"{address}?valg=request"), f"{address}/slett", **why)
        page = siv.follow(asked)
        assert "En annen må bekrefte" in page
        assert f"{address}/bekreft" not in page
        page = tor.follow(tor.send(tor.look(address), f"{address}/bekreft"))
        assert "Nøklene er ødelagt." in page
        assert "Slettet" in page
        assert why["basis"] in page
        assert "Innholdet er slettet" in tor.look(f"/revisjon/saker/{case_id}")
    for somebody in ("kari-fastlege", DIRECTORATE):
        with looking(five, somebody) as other:
            other.look(address, 403)
            other.look("/revisjon/sperring", 403)


def listed(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(client, "/cases", SECRETARIAT, limit="200")["cases"]
    return found
