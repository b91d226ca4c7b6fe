"""Compensation at work on SQLite and a real Valkey, with the example's people and one meeting.

The register and the meeting are told by events in governance's own log; nothing else of
governance is needed here.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import uvicorn

from deploy.migrating import migrate
from deploy.playing.client import Client
from services.compensation.app import build
from shared.clock import SystemClock
from shared.contracts.governance import (
    Attended,
    BodyEstablished,
    Employment,
    Function,
    HelsefellesskapEstablished,
    MeetingClosed,
    OrganisationRegistered,
    PersonRegistered,
    RoleGranted,
    RoleName,
    SeatFilled,
)
from shared.contracts.record import Event, Facts, Sealed, Who
from shared.eventlog.commands import Asked, Decider, Gathered
from shared.eventlog.handling import Handler
from shared.service.assembly import Service
from shared.service.platform import Surroundings
from shared.service.process import Process, surroundings
from shared.service.settings import FIRST_OPERATOR, Settings
from shared.values.calendar import OSLO, local_day
from tests.assessment.installation import Browser, Tell, wait_for
from tests.examples.ids import (
    AGREEMENT,
    APPROVER,
    ATTESTER,
    CASE,
    GP,
    HOSPITAL,
    MEETING,
    SEAT_GP,
    SECRETARY,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)

SECONDS = 30.0
PAYROLL, CHAIR, EMPLOYED = id_of("payroll"), id_of("chair"), id_of("employed-doctor")
OTHER_APPROVER, OTHER_PAYROLL = id_of("other-approver"), id_of("other-payroll")
SEAT_CHAIR, SEAT_EMPLOYED = id_of("seat-chair"), id_of("seat-employed")
SECOND_MEETING = id_of("second-meeting")
WAGE_TYPES = {
    "meeting": "9100",
    "travel-time": "9101",
    "between": "9102",
    "km-tax-free": "9110",
    "km-taxable": "9111",
}
REGIME = "allmennlegeforeningen"


def the_day() -> date:
    """The meeting was three days ago."""
    return local_day(SystemClock().now()) - timedelta(days=3)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A moment by the clock in Oslo, on the day of the meeting or some days from it."""
    day = the_day() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), OSLO).astimezone(UTC)


PEOPLE: dict[UUID, tuple[str, Employment]] = {
    GP: ("Kari Fastlege", "self-employed"),
    EMPLOYED: ("Nina Sykehuslege", "employed"),
    CHAIR: ("Anne Leder", "employed"),
    SECRETARY: ("Siv Sekretær", "employed"),
    ATTESTER: ("Eva Attestant", "employed"),
    APPROVER: ("Hans Godkjenner", "employed"),
    PAYROLL: ("Liv Lønn", "employed"),
    OTHER_APPROVER: ("Geir Godkjenner", "employed"),
    OTHER_PAYROLL: ("Tone Lønn", "employed"),
}
ROLES: tuple[tuple[UUID, RoleName, UUID], ...] = (
    (ATTESTER, "attester", SKIEN),
    (APPROVER, "approver", SKIEN),
    (PAYROLL, "payroll", SKIEN),
    (OTHER_APPROVER, "approver", HOSPITAL),
    (OTHER_PAYROLL, "payroll", HOSPITAL),
)


def _person(of: UUID, name: str, employment: Employment) -> Event:
    sealed = Sealed(subject=f"person-{of}", purpose="register", clear=name)
    return PersonRegistered(person_id=of, name=sealed, employment=employment, title="")


def _seat(seat: UUID, person: UUID, function: Function) -> Event:
    return SeatFilled(
        seat_id=seat,
        body_id=SSU,
        helsefellesskap=TELEMARK,
        party=SKIEN,
        side="municipal",
        person_id=person,
        function=function,
        rights=("speech", "proposal"),
        basis="appointed-by-party",
        active_clinician=True,
        term_from=date(2020, 1, 1),
        term_to=date(2199, 12, 31),
    )


def meeting_closed(meeting: UUID, starts: datetime, ends: datetime) -> Event:
    seats = ((SEAT_GP, GP), (SEAT_CHAIR, CHAIR), (SEAT_EMPLOYED, EMPLOYED))
    return MeetingClosed(
        meeting_id=meeting,
        body_id=SSU,
        helsefellesskap=TELEMARK,
        closed_at=ends,
        cases=(CASE,),
        attendance=tuple(
            Attended(
                seat_id=seat, person_id=person, party=SKIEN, present_from=starts, present_to=ends
            )
            for seat, person in seats
        ),
    )


def _register() -> list[Event]:
    return [
        HelsefellesskapEstablished(
            helsefellesskap_id=TELEMARK, name="Telemark", case_number_format="{year}/{running}"
        ),
        OrganisationRegistered(
            organisation_id=SKIEN,
            name="Skien kommune",
            kind="municipality",
            helsefellesskap=(TELEMARK,),
        ),
        OrganisationRegistered(
            organisation_id=HOSPITAL,
            name="Sykehuset Telemark HF",
            kind="hf",
            helsefellesskap=(TELEMARK,),
        ),
        *(_person(of, name, employment) for of, (name, employment) in PEOPLE.items()),
        *(
            RoleGranted(person_id=of, role=role, party=party, helsefellesskap=TELEMARK)
            for of, role, party in ROLES
        ),
        RoleGranted(person_id=SECRETARY, role="secretariat", helsefellesskap=TELEMARK),
        BodyEstablished(
            body_id=SSU,
            helsefellesskap=TELEMARK,
            kind="ssu",
            name="SSU Nedre Telemark",
            item_number_format="{running}/{year}",
            ratification_working_days=20,
        ),
        _seat(SEAT_GP, GP, "member"),
        _seat(SEAT_CHAIR, CHAIR, "chair"),
        _seat(SEAT_EMPLOYED, EMPLOYED, "member"),
        meeting_closed(MEETING, at(12), at(14)),
    ]


class Governance:
    """Governance's log, recorded and sealed as any log is."""

    def __init__(self, around: Surroundings) -> None:
        platform = around.platform("governance", ())
        told: Decider[Tell, Facts, None] = Decider(
            commands=(Tell,),
            stream=lambda tell: tell.stream,
            facts=lambda _tell, base: Gathered(base),
            initial=None,
            decide=lambda tell, _facts, _state: tell.events,
            evolve=lambda state, _event: state,
        )
        self._handler: Handler = platform.handler("1", [told])
        self._clock = around.clock
        for number, event in enumerate(_register()):
            self.tell(f"told-{number}", event)
        self.service = Service(platform, self._handler, routers=())

    def tell(self, stream: str, event: Event) -> None:
        self._handler.handle(
            Asked(Tell(stream, (event,)), id_of(stream), Who(SECRETARY), self._clock.now(), stream)
        )


@dataclass
class Installation:
    """What a test may do with it: call the API as somebody, and look at pages as somebody."""

    settings: Settings
    process: Process
    client: Client
    governance: Governance

    def ask(
        self, path: str, body: dict[str, Any], person: UUID, *, key: str, of: str | None = None
    ) -> dict[str, Any]:
        return self.client.ask("compensation", path, body, person, key=key, of=of)

    def get(self, path: str, person: UUID, **asked: Any) -> dict[str, Any]:
        return self.client.get("compensation", path, person, **asked)

    def raw(
        self, method: str, path: str, person: UUID, headers: dict[str, str], **more: Any
    ) -> httpx2.Response:
        """One request as it is, with all its headers."""
        bearer = {"Authorization": f"Bearer {self.client._token(person)}"}
        return httpx2.request(
            method,
            f"{self.settings.url_of('compensation')}{path}",
            headers={**bearer, **headers},
            **more,
        )

    def terms(self) -> None:
        """Rates, wage types and an agreement in force, as the example has them."""
        for kind in ("meeting", "travel-time", "between"):
            rate = id_of(f"rate-{kind}")
            body = {"rate_id": str(rate), "kind": kind, **RATE}
            self.ask("/rates", body, FIRST_OPERATOR, key=f"rate-{kind}")
            confirmed = {"basis": "Brev fra betaleren."}
            path = f"/rates/{rate}"
            self.ask(f"{path}/confirm", confirmed, APPROVER, key=f"confirm-{kind}", of=path)
        payer = {"adapter": "visma-lonn", "wage_types": WAGE_TYPES}
        self.ask(f"/payers/{SKIEN}", payer, PAYROLL, key="payer")
        self.sign(agreement_body(), GP)

    def sign(self, agreement: dict[str, Any], doctor: UUID) -> None:
        """Drafted by the payer's approver and signed by both."""
        agreement_id = agreement["agreement_id"]
        self.ask("/agreements", agreement, APPROVER, key=agreement_id)
        path = f"/agreements/{agreement_id}"
        for side, person in (("doctor", doctor), ("payer", APPROVER)):
            self.ask(f"{path}/sign", {"side": side}, person, key=f"{path}-{side}", of=path)

    def draft(self, *, key: str = "claim", meeting: UUID = MEETING) -> UUID:
        """The example's claim, over the API as the walk sends it."""
        return UUID(self.ask("/claims", claim_body(meeting), GP, key=key)["claim_id"])

    def pass_on(self, claim_id: UUID, *steps: tuple[str, UUID]) -> None:
        """The claim through these steps, each by its person."""
        path = f"/claims/{claim_id}"
        for step, person in steps:
            self.ask(f"{path}/{step}", {}, person, key=f"{claim_id}-{step}", of=path)

    def approved(self) -> UUID:
        """A claim that is ready to be paid."""
        claim_id = self.draft()
        self.pass_on(claim_id, ("submit", GP), ("attest", ATTESTER), ("approve", APPROVER))
        return claim_id

    @contextmanager
    def browser(self, person: UUID) -> Iterator[Browser]:
        """Somebody who is logged in."""
        access = self.process.access
        token, _ = access.sessions.start(person, self.process.around.clock.now())
        with httpx2.Client(
            base_url=self.settings.public_url, cookies={"samhandling": token}, timeout=30.0
        ) as http:
            yield Browser(http)


RATE: dict[str, Any] = {
    "regime": REGIME,
    "unit": "hour",
    "amount_ore": 139_700,
    "valid_from": "2024-01-01",
    "valid_to": None,
    "rounding": {"step_ore": 1, "mode": "half-up"},
    "cap": None,
    "source": "https://www.legeforeningen.no/",
}


def agreement_body(**changed: Any) -> dict[str, Any]:
    """As a payer sends it; nothing that may be left out is sent."""
    return {
        "agreement_id": str(AGREEMENT),
        "helsefellesskap": str(TELEMARK),
        "doctor": str(GP),
        "payer": str(SKIEN),
        "seats": [str(SEAT_GP)],
        "covers": ["meeting", "travel", "between"],
        "regime": REGIME,
        "channel": "payroll",
        "valid_from": "2024-01-01",
        "valid_to": "2099-12-31",
        "employee_number": "90001",
        **changed,
    }


def claim_body(meeting: UUID = MEETING, *, days: int = 0) -> dict[str, Any]:
    """Half an hour each way, and an hour and a half of preparing two days before."""
    return {
        "agreement_id": str(AGREEMENT),
        "seat_id": str(SEAT_GP),
        "meeting_id": str(meeting),
        "travel": [
            {
                "work_from": at(11, 30, days=days).isoformat(),
                "work_to": at(12, days=days).isoformat(),
            },
            {
                "work_from": at(14, days=days).isoformat(),
                "work_to": at(14, 30, days=days).isoformat(),
            },
        ],
        "between": [
            {
                "work_from": at(17, days=days - 2).isoformat(),
                "work_to": at(18, 30, days=days - 2).isoformat(),
                "purpose": "Forberedelse og spørsmål til fastlegene",
            }
        ],
    }


@contextmanager
def at_work(home: Path, redis_url: str) -> Iterator[Installation]:
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    settings = Settings(
        home=home, port=bound.getsockname()[1], redis_url=redis_url, view_wait_seconds=20
    )
    migrate(settings)
    around = surroundings(settings, ["compensation"])
    governance = Governance(around)
    process = Process(around, [build(around), governance.service], redis_url)
    server = uvicorn.Server(uvicorn.Config(process.app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        with Client(settings, patience=SECONDS) as client:
            wait_for(lambda: _ready(settings.public_url), thread.is_alive)
            installation = Installation(settings, process, client, governance)
            # The meeting is the last thing that governance has told.
            client.until(
                "the meeting", lambda: installation.get("/meetings", GP)["meetings"] or None
            )
            yield installation
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
