"""Governance at work on SQLite and a real Valkey, with the example register loaded over its API.

What assessment and compensation would say is recorded in their own logs, and reaches governance
the way everything does.
"""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import uvicorn
from sqlalchemy import Column, Connection, Table, Uuid

from deploy.migrating import migrate
from deploy.playing.client import Client
from deploy.playing.example import Example, id_of
from deploy.playing.loading import Loading
from services.governance.app import build
from shared.contracts.assessment import AssessmentConcluded, Diagnosis, RouteKind
from shared.contracts.compensation import AgreementInForce
from shared.contracts.record import Event, Facts, ServiceName, Who
from shared.eventlog.commands import Asked, Decider, Gathered
from shared.eventlog.heard import Heard
from shared.eventlog.parking import Retried, retry
from shared.eventlog.projections import LedgerHistory, NewTable, ReadModel, put
from shared.service.assembly import Service
from shared.service.platform import Surroundings
from shared.service.process import Process, surroundings
from shared.service.settings import Settings

SECONDS = 30.0
TELEMARK = id_of("helsefellesskap", "telemark")
WHOLE = Example.read()
BODIES = ("partnerskapsmote", "ssu-nedre", "ssu-ovre", "fs-lege-nedre", "fs-lege-ovre")
SEATED = ("ssu-nedre", "fs-lege-nedre")
ROLES = ("siv-sekretariat", "tor-sekretariat", "jon-helsedirektoratet", "dag-drift", "liv-lonn")


def _part(whole: Example) -> Example:
    """The example without the bodies and seats that no test here needs."""
    seats = [each for each in whole.telemark["seats"] if each["body"] in SEATED]
    people = {*ROLES, *(each["holder"] for each in seats), *(each["deputy"] for each in seats)}
    part = {
        **whole.telemark,
        "bodies": [each for each in whole.telemark["bodies"] if each["key"] in BODIES],
        "people": [each for each in whole.telemark["people"] if each["key"] in people],
        "seats": seats,
    }
    return replace(whole, telemark=part)


EXAMPLE = _part(WHOLE)


def person(key: str) -> UUID:
    return id_of("person", key)


def party(key: str) -> UUID:
    return id_of("organisation", key)


def seat(key: str) -> UUID:
    return id_of("seat", key)


def body(key: str) -> UUID:
    return id_of("body", key)


SIV = person("siv-sekretariat")
NINA = person("nina-sykehuslege")
ANNE = person("anne-skien")
RANDI = person("randi-fagdirektor")
SKIEN_SEAT, HOSPITAL_SEAT = "ssu-nedre-skien", "ssu-nedre-randi-fagdirektor"


@dataclass(frozen=True, slots=True)
class Tell:
    """What another service's log is to say."""

    stream: str
    events: tuple[Event, ...]


class Spoken(ReadModel[Table]):
    """Each service follows its own log; these have nothing else to follow it for."""

    name = "spoken"
    version = 1

    def __init__(self, service: ServiceName) -> None:
        self.hears = frozenset({service})  # type: ignore[misc]

    def tables(self, new: NewTable) -> Table:
        return new("spoken", Column("id", Uuid, primary_key=True))

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        put(connection, tables, id=heard.envelope.id)


def _other(name: ServiceName, around: Surroundings) -> Service:
    """The log of a service that is not tested here, recorded and sent as any log is."""
    platform = around.platform(name, (Spoken(name),))
    told: Decider[Tell, Facts, None] = Decider(
        commands=(Tell,),
        stream=lambda tell: tell.stream,
        facts=lambda _tell, base: Gathered(base),
        initial=None,
        decide=lambda tell, _facts, _state: tell.events,
        evolve=lambda state, _event: state,
    )
    return Service(platform, platform.handler("1", [told]), routers=())


@dataclass
class Installation:
    """What a test may do with it: let others speak, call the API, look at pages."""

    settings: Settings
    process: Process
    client: Client
    governance: Service
    others: dict[ServiceName, Service]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def key(self) -> str:
        """A new Idempotency-Key, or part of an id that nobody else uses."""
        return f"test-{next(self._numbers)}"

    def new_id(self) -> UUID:
        return self.process.around.new_id()

    def new_person(self, *, employment: str = "employed") -> UUID:
        """Somebody nobody else knows."""
        made = self.ask(
            "/people", {"name": "Ny Person", "employment": employment, "title": "Ny"}, SIV
        )
        return UUID(made["person_id"])

    def tell(self, service: ServiceName, case: str, *events: Event) -> None:
        other = self.others[service]
        command = Tell(f"{case}-{self.key()}", events)
        now = self.process.around.clock.now()
        other.handler.handle(
            Asked(command, self.new_id(), Who(SIV), now, case=case, helsefellesskap=TELEMARK)
        )

    def load_register(self) -> None:
        """The example, by the same hand that loads it into any installation."""
        loading = Loading(self.client, EXAMPLE, lambda _said: None)
        loading._register()
        loading._people()
        loading._bodies()
        for each in EXAMPLE.telemark["agreements"]:
            self.agree(person(each["doctor"]), *(seat(key) for key in each["seats"]))
        loading._seats()

    def agree(
        self, doctor: UUID, *seats: UUID, until: date = date(2027, 12, 31)
    ) -> AgreementInForce:
        """Compensation says that an agreement for these seats is in force (C-2)."""
        agreement = AgreementInForce(
            agreement_id=self.new_id(),
            doctor=doctor,
            payer=party("skien"),
            seats=seats,
            valid_from=date(2026, 1, 1),
            valid_to=until,
        )
        self.tell("compensation", f"agreement-{agreement.agreement_id}", agreement)
        return agreement

    def conclude(
        self,
        case_id: UUID,
        *parties: str | UUID,
        route: RouteKind = "fs",
        revision: int = 1,
        conclusion: Any = "proceed",
    ) -> None:
        """Assessment has concluded on a case."""
        self.tell(
            "assessment",
            str(case_id),
            AssessmentConcluded(
                case_id=case_id,
                helsefellesskap=TELEMARK,
                number=f"2026/{next(self._numbers)}",
                revision=revision,
                parties=tuple(key if isinstance(key, UUID) else party(key) for key in parties),
                components=(),
                findings=(),
                capacity=(),
                diagnosis=Diagnosis(main_obstacle="practical", obstacles=(), warnings=()),
                conclusion=conclusion,
                proposed_route=route,
                route=route,
            ),
        )

    def received(self, *parties: str) -> UUID:
        """A case that has come to its FS."""
        case_id = self.new_id()
        self.conclude(case_id, *(parties or ("sykehuset-telemark", "skien", "porsgrunn")))
        self.client.until("the case", lambda: self.get(f"/cases/{case_id}", SIV))
        return case_id

    def proposed(self, case_id: UUID | None = None) -> UUID:
        """A case whose proposal lies before SSU."""
        case_id = case_id or self.received()
        proposal = EXAMPLE.case["proposal"]
        path = f"/cases/{case_id}"
        content = {
            "body_id": str(body("fs-lege-nedre")),
            "what": proposal["what"],
            "reasons": proposal["reasons"],
            "tasks": [
                {"party": str(party(task["party"])), "what": task["what"]}
                for task in proposal["tasks"]
            ],
            "consequences": proposal["consequences"],
            "adoption": proposal["adoption"],
        }
        self.ask(f"{path}/proposal", content, NINA, path)
        return case_id

    def started(self, *cases: UUID) -> tuple[str, list[str]]:
        """A meeting of SSU that has begun an hour ago, and its items: their paths."""
        begun = (self.process.around.clock.now() - timedelta(hours=1)).isoformat()
        planned = self.ask(
            "/meetings",
            {
                "body_id": str(body("ssu-nedre")),
                "starts_at": begun,
                "place": "Porsgrunn rådhus",
                "cases": [str(case) for case in cases],
            },
            SIV,
        )
        path = f"/meetings/{planned['meeting_id']}"
        self.ask(f"{path}/call", {}, SIV, path)
        self.ask(f"{path}/start", {"started_at": begun}, SIV, path)
        return path, [f"{path}/items/{item['item_id']}" for item in planned["items"]]

    def opened(self, *present: tuple[str, UUID]) -> tuple[UUID, str, str]:
        """A case whose item is open in a meeting, with these seats there: the case, and the
        paths of meeting and item."""
        case_id = self.proposed()
        path, (item,) = self.started(case_id)
        there = [{"seat_id": str(seat(key)), "person_id": str(who)} for key, who in present]
        self.ask(f"{item}/open", {"present": there}, SIV, path)
        return case_id, path, item

    def stance(
        self,
        path: str,
        item: str,
        key: str,
        who: UUID,
        position: str = "supports",
        objection: str | None = None,
    ) -> None:
        content = {
            "seat_id": str(seat(key)),
            "position": position,
            "reason": "Slik ser vi det.",
            "objection": objection,
        }
        self.ask(f"{item}/stances", content, who, path)

    def get(self, path: str, who: UUID, **params: Any) -> Any:
        return self.client.get("governance", path, who, **params)

    def ask(self, path: str, content: dict[str, Any], who: UUID, of: str | None = None) -> Any:
        return self.client.ask("governance", path, content, who, key=self.key(), of=of)

    def answer(
        self,
        method: str,
        path: str,
        who: UUID,
        content: dict[str, Any] | None = None,
        **headers: str,
    ) -> httpx2.Response:
        """One request as it is, whatever comes of it; `headers` with `_` for `-`."""
        bearer = self.client._token(who)
        return httpx2.request(
            method,
            f"{self.settings.url_of('governance')}{path}",
            json=content,
            headers={
                "Authorization": f"Bearer {bearer}",
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
            timeout=30.0,
        )

    def stage(self, case_id: UUID, stage: str, who: UUID = SIV) -> dict[str, Any]:
        """The case, once it has come to this stage."""

        def look() -> dict[str, Any] | None:
            found: dict[str, Any] = self.get(f"/cases/{case_id}", who)
            return found if found["stage"] == stage else None

        return self.client.until(f"{case_id} in {stage}", look)

    def retry(self, reader: str, case: UUID) -> Retried:
        """An operator tries what is parked of a case again."""
        platform = self.governance.platform
        (running,) = [each for each in self.process.running if each.service is self.governance]
        assert running.reactions is not None
        ledgers = {name: other.platform.ledger for name, other in self.others.items()}
        history = LedgerHistory(ledgers, platform.codec)
        return retry(
            platform.parking,
            running.reactions,
            reader,
            str(case),
            lambda source, position: history.page(source, position - 1)[0],
        )

    @contextmanager
    def browser(self, who: UUID) -> Iterator["Browser"]:
        """Somebody who is logged in."""
        token, _ = self.process.access.sessions.start(who, self.process.around.clock.now())
        with httpx2.Client(
            base_url=self.settings.public_url, cookies={"samhandling": token}, timeout=30.0
        ) as http:
            yield Browser(http)


@dataclass
class Browser:
    """Looks at pages and sends the forms that stand on them, without any script."""

    http: httpx2.Client

    def look(self, path: str, status: int = 200) -> str:
        answer = self.http.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == status, (answer.status_code, answer.text[:1500])
        return answer.text

    def send(self, page: str, action: str, **fields: str | list[str]) -> httpx2.Response:
        """Sends the form with this action as it stands on the page, with these fields typed; a
        name is written with `__` for the point."""
        found = re.search(rf'action="{re.escape(action)}".*?</form>', page, re.DOTALL)
        assert found is not None, f"no form that leads to {action}"
        typed = {name.replace("__", "."): value for name, value in fields.items()}
        return self.http.post(
            action,
            data={**standing(found.group()), **typed},
            headers={"Accept": "text/html"},
            follow_redirects=False,
        )

    def follow(self, answer: httpx2.Response) -> str:
        """POST-redirect-GET: the page after a form was taken."""
        assert answer.status_code == 303, (answer.status_code, answer.text[:3000])
        return self.look(answer.headers["location"])


def standing(form: str) -> dict[str, str | list[str]]:
    """What a form holds before anything is typed: hidden fields, values, ticks and choices."""
    held: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = _attribute(tag, "name"), _attribute(tag, "value")
        ticked = _attribute(tag, "type") not in ("checkbox", "radio") or " checked" in tag
        if name and ticked:
            held[name] = value
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        held[name] = chosen.group(1) if chosen else ""
    return held


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else ""


@contextmanager
def at_work(home: Path, redis_url: str) -> Iterator[Installation]:
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    settings = Settings(
        home=home, port=bound.getsockname()[1], redis_url=redis_url, view_wait_seconds=20
    )
    migrate(settings)
    around = surroundings(settings, ["governance"])
    governance = build(around)
    others: dict[ServiceName, Service] = {
        name: _other(name, around) for name in ("assessment", "compensation")
    }
    process = Process(around, [governance, *others.values()], redis_url)
    server = uvicorn.Server(uvicorn.Config(process.app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        with Client(settings, patience=SECONDS) as client:
            wait_for(lambda: _ready(settings.public_url), thread.is_alive)
            yield Installation(settings, process, client, governance, others)
    finally:
        server.should_exit = True
        thread.join(timeout=SECONDS)
        bound.close()
        assert not thread.is_alive()


def _ready(address: str) -> bool:
    try:
        return httpx2.get(f"{address}/readyz", timeout=5.0).is_success
    except httpx2.TransportError:
        return False


def wait_for(look: Callable[[], bool], alive: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not look():
        assert alive(), "the process did not start"
        assert time.monotonic() < deadline, "the process was not ready in time"
        time.sleep(0.05)
