"""Intake and assessment at work on SQLite and a real Valkey, with a register to look things up in.

The register is told by events in governance's own log; nothing else of governance is needed here.
"""

import re
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

import httpx2
import uvicorn

from deploy.migrating import migrate
from deploy.playing.client import Client
from deploy.serving import wait_until_ready
from services.assessment.app import build as build_assessment
from services.intake.app import build as build_intake
from shared.clock import Clock
from shared.contracts.governance import (
    HelsefellesskapEstablished,
    OrganisationKind,
    OrganisationRegistered,
    PersonRegistered,
    RoleGranted,
)
from shared.contracts.record import Event, Sealed, ServiceName, Who
from shared.eventlog.commands import Asked
from shared.service.assembly import Service
from shared.service.platform import Surroundings
from shared.service.process import Process, surroundings
from shared.service.settings import Settings
from tests.assessment.situations import PRACTICE
from tests.examples.ids import GP, HOSPITAL, NOW, PORSGRUNN, SECRETARY, SKIEN, TELEMARK, id_of
from tests.governance.others import Tell, other_service

T = TypeVar("T")
OUTSIDER = id_of("secretary-elsewhere")
ELSEWHERE = id_of("elsewhere")
SECONDS = 30.0
NAMES = {
    HOSPITAL: ("Sykehuset Telemark HF", "hf"),
    SKIEN: ("Skien kommune", "municipality"),
    PORSGRUNN: ("Porsgrunn kommune", "municipality"),
    PRACTICE: ("Klyve legesenter", "gp-practice"),
}
REPORT = {
    "helsefellesskap": "Telemark",
    "title": "Uklart hvem som følger opp prøvesvar",
    "what_happens": "Svar blir liggende etter utskriving.",
    "parties": ["Sykehuset Telemark HF", "Skien kommune"],
}
TRIAGE = {
    "outcome": "lifted-to-assessment",
    "reason": "Går igjen.",
    "no_patient_recognisable": True,
}


def _register_events() -> list[Event]:
    def person(of: UUID, name: str) -> Event:
        sealed = Sealed(subject=f"person-{of}", purpose="register", clear=name)
        return PersonRegistered(person_id=of, name=sealed, employment="employed", title="")

    def organisation(of: UUID, name: str, kind: OrganisationKind) -> Event:
        return OrganisationRegistered(
            organisation_id=of, name=name, kind=kind, helsefellesskap=(TELEMARK,)
        )

    return [
        *(
            HelsefellesskapEstablished(
                helsefellesskap_id=area, name=name, case_number_format="{year}/{running}"
            )
            for area, name in ((TELEMARK, "Telemark"), (ELSEWHERE, "Et annet"))
        ),
        *(organisation(of, name, kind) for of, (name, kind) in NAMES.items()),  # type: ignore[arg-type]
        person(GP, "Kari Fastlege"),
        person(SECRETARY, "Siv Sekretær"),
        person(OUTSIDER, "Otto Utenfor"),
        RoleGranted(person_id=GP, role="clinician", helsefellesskap=TELEMARK),
        RoleGranted(person_id=SECRETARY, role="secretariat", helsefellesskap=TELEMARK),
        RoleGranted(person_id=OUTSIDER, role="secretariat", helsefellesskap=ELSEWHERE),
    ]


def _governance(around: Surroundings, more: Sequence[Event]) -> Service:
    """Governance's log with the register in it, recorded and sealed as any log is."""
    governance = other_service("governance", around)
    for number, event in enumerate([*_register_events(), *more]):
        stream = f"register-{number}"
        governance.handler.handle(
            Asked(Tell(stream, (event,)), id_of(stream), Who(SECRETARY), NOW, case=stream)
        )
    return governance


@dataclass
class Installation:
    """What a test may do with it: call the API as somebody, and look at pages as somebody."""

    settings: Settings
    process: Process
    client: Client

    def lifted(self, name: str = "one") -> UUID:
        """A case that has been reported and lifted, once its assessment is open."""
        receipt = self.client.ask("intake", "/reports", REPORT, GP, key=f"report-{name}")
        case_id = UUID(receipt["case_id"])
        path = f"/cases/{case_id}"
        self.client.until("the case", lambda: self.client.get("intake", path, SECRETARY))
        self.client.ask(
            "intake", f"{path}/triage", TRIAGE, SECRETARY, key=f"triage-{name}", of=path
        )
        self.client.until("the assessment", lambda: self.client.get("assessment", path, SECRETARY))
        return case_id

    def stale(
        self, service: ServiceName, path: str, body: dict[str, object], person: UUID
    ) -> httpx2.Response:
        """A command that builds on the very first version."""
        bearer = self.client._token(person)
        return httpx2.post(
            f"{self.settings.url_of(service)}{path}",
            json=body,
            headers={
                "Authorization": f"Bearer {bearer}",
                "Idempotency-Key": "stale",
                "If-Match": '"1"',
            },
        )

    def api(self, person: UUID) -> httpx2.Client:
        """Calls the API as somebody, with nothing but their token."""
        bearer = self.client._token(person)
        return httpx2.Client(
            base_url=self.settings.public_url, headers={"Authorization": f"Bearer {bearer}"}
        )

    @contextmanager
    def browser(self, person: UUID) -> Iterator["Browser"]:
        """Somebody who is logged in."""
        access = self.process.access
        token, _ = access.sessions.start(person, self.process.around.clock.now())
        with httpx2.Client(
            base_url=self.settings.public_url,
            cookies={"samhandling": token},
            timeout=30.0,
        ) as http:
            yield Browser(http)


@dataclass
class Browser:
    """Looks at pages and sends the forms that stand on them, without any script."""

    http: httpx2.Client

    def look(self, path: str) -> str:
        answer = self.http.get(path)
        assert answer.status_code == 200, (answer.status_code, answer.text[:500])
        return answer.text

    def send(self, page: str, action: str, **fields: str | list[str]) -> httpx2.Response:
        """Sends the form with this action as it stands on the page, with these fields typed."""
        data = {**self._hidden(page, action), **fields}
        return self.http.post(action, data=data, follow_redirects=False)

    def send_files(
        self, page: str, action: str, files: Mapping[str, tuple[str, bytes]], fields: dict[str, str]
    ) -> httpx2.Response:
        """The same with files chosen, by their names and contents."""
        data = {**self._hidden(page, action), **fields}
        return self.http.post(action, data=data, files=files, follow_redirects=False)

    def _hidden(self, page: str, action: str) -> dict[str, str]:
        form = re.search(rf'action="{re.escape(action)}".*?</form>', page, re.DOTALL)
        assert form is not None, f"no form that leads to {action}"
        return dict(
            re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.group())
        )

    def follow(self, answer: httpx2.Response) -> str:
        """POST-redirect-GET: the page after a form was taken."""
        assert answer.status_code == 303, (answer.status_code, answer.text[:2000])
        return self.look(answer.headers["location"])


@contextmanager
def at_work(
    home: Path,
    redis_url: str,
    clock: Clock | None = None,
    told: Sequence[Event] = (),
    set_to: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Installation]:
    """With a `clock` of one's own, time goes as it says; `told` is what governance says beyond
    the register that is always there, `set_to` what is set otherwise."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    settings = Settings(home=home, port=port, redis_url=redis_url, view_wait_seconds=20, **set_to)
    migrate(settings)
    around = surroundings(settings, ["intake", "assessment"])
    around = replace(around, clock=clock or around.clock)
    process = Process(
        around,
        [
            build_intake(around),
            build_assessment(around),
            _governance(around, told),
            other_service("audit", around),
        ],
        redis_url,
    )
    server = uvicorn.Server(uvicorn.Config(process.app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        with Client(settings, patience=SECONDS) as client:
            wait_until_ready(settings.public_url, alive=thread.is_alive, seconds=SECONDS)
            client.until("the register", lambda: client.get("intake", "/cases", SECRETARY))
            yield Installation(settings, process, client)
    finally:
        server.should_exit = True
        thread.join(timeout=SECONDS)
        bound.close()
        assert not thread.is_alive()
