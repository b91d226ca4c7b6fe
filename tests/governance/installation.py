"""Governance at work on SQLite and a real Valkey, with the example register loaded over its API.

What assessment and compensation would say is recorded in their own logs, and reaches governance
the way everything does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import httpx2

from deploy.playing.client import Client
from deploy.playing.loading.asking import Asking as Loads
from deploy.playing.loading.register import Register
from shared.contracts.assessment import (
    AssessmentConcluded,
    Diagnosis,
    PartyStanding,
    Readiness,
    RouteKind,
)
from shared.contracts.compensation import AgreementInForce
from shared.contracts.record import Event, ServiceName, Who
from shared.eventlog.commands import Asked
from shared.eventlog.parking import Retried, retry
from shared.eventlog.projections import LedgerHistory
from shared.service.assembly import Service
from shared.service.process import Process
from shared.service.settings import Settings
from tests.governance.browsing import Browser
from tests.governance.example import (
    BOTH,
    EXAMPLE,
    NINA,
    SIV,
    TELEMARK,
    body,
    party,
    person,
    seat,
)
from tests.governance.others import Tell


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
        register = Register(Loads(self.client), EXAMPLE)
        register.organisations()
        register.people()
        register.bodies()
        for each in EXAMPLE.telemark["agreements"]:
            self.agree(person(each["doctor"]), *(seat(key) for key in each["seats"]))
        register.seats()

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
        capacity: tuple[PartyStanding, ...] = (),
        readiness: Readiness | None = None,
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
                capacity=capacity,
                readiness=readiness or Readiness(),
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

    def proposed(self, case_id: UUID | None = None, **more: Any) -> UUID:
        """A case whose proposal lies before SSU; `more` of what is proposed."""
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
            **more,
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

    def agreed(self) -> tuple[UUID, str]:
        """A case that both sides stand behind, with a remark from a seat with speech only, and
        its path."""
        nsf = "ssu-nedre-nsf"
        case_id, path, item = self.opened(*BOTH, (nsf, person("stine-nsf")))
        for key, who in BOTH:
            self.stance(path, item, key, who)
        self.stance(path, item, nsf, person("stine-nsf"), "cannot-support", "other")
        self.ask(f"{item}/close", {}, SIV, path)
        self.stage(case_id, "ratification")
        return case_id, f"/cases/{case_id}"

    def lifted(self) -> UUID:
        """A case that SSU could not agree on: it lies at partnerskapsmøtet (G-7)."""
        case_id, path, item = self.opened(*BOTH)
        (key, who), (other, another) = BOTH
        self.stance(path, item, key, who)
        self.stance(path, item, other, another, "cannot-support", "other")
        self.ask(f"{item}/close", {"wording": "Hvem som bærer kostnaden."}, SIV, path)
        self.stage(case_id, "disagreed-other")
        return case_id

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
    def browser(self, who: UUID) -> Iterator[Browser]:
        """Somebody who is logged in."""
        token, _ = self.process.access.sessions.start(who, self.process.around.clock.now())
        with httpx2.Client(
            base_url=self.settings.public_url, cookies={"samhandling": token}, timeout=30.0
        ) as http:
            yield Browser(http)
