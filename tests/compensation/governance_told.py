"""What governance has told: the example's people, their roles and seats, and one meeting."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from shared.clock import SystemClock
from shared.contracts.governance import (
    Attended,
    BodyEstablished,
    BodyRules,
    Deadlines,
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
from shared.values.calendar import OSLO, local_day
from tests.examples.ids import (
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
from tests.governance.others import Tell

PAYROLL, CHAIR, EMPLOYED = id_of("payroll"), id_of("chair"), id_of("employed-doctor")
OTHER_APPROVER, OTHER_PAYROLL = id_of("other-approver"), id_of("other-payroll")
SECOND_APPROVER = id_of("second-approver")
SEAT_CHAIR, SEAT_EMPLOYED = id_of("seat-chair"), id_of("seat-employed")
SECOND_MEETING = id_of("second-meeting")


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
    SECOND_APPROVER: ("Gro Godkjenner", "employed"),
    PAYROLL: ("Liv Lønn", "employed"),
    OTHER_APPROVER: ("Geir Godkjenner", "employed"),
    OTHER_PAYROLL: ("Tone Lønn", "employed"),
}
ROLES: tuple[tuple[UUID, RoleName, UUID], ...] = (
    (ATTESTER, "attester", SKIEN),
    (APPROVER, "approver", SKIEN),
    (SECOND_APPROVER, "approver", SKIEN),
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
        represents="party",
        basis="party",
        active_clinician=True,
        term_from=date(2020, 1, 1),
        term_to=date(2199, 12, 31),
    )


def meeting_closed(
    meeting: UUID, starts: datetime, ends: datetime, *, without: UUID | None = None
) -> MeetingClosed:
    """Everybody sat through it, but for the one who is not in its register."""
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
            if person != without
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
            level=2,
            name="SSU Nedre Telemark",
            item_number_format="{running}/{year}",
            rules=BodyRules(deadlines=Deadlines(ratify=20)),
        ),
        _seat(SEAT_GP, GP, "member"),
        _seat(SEAT_CHAIR, CHAIR, "chair"),
        _seat(SEAT_EMPLOYED, EMPLOYED, "member"),
        meeting_closed(MEETING, at(12), at(14)),
    ]


class Governance:
    """Governance's log, recorded and sealed as any log is; with the register told, where it is
    `new`."""

    def __init__(self, around: Surroundings, *, new: bool = True) -> None:
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
        for number, event in enumerate(_register() if new else ()):
            self.tell(f"told-{number}", event)
        self.service = Service(platform, self._handler, routers=())

    def tell(self, stream: str, event: Event) -> None:
        self._handler.handle(
            Asked(Tell(stream, (event,)), id_of(stream), Who(SECRETARY), self._clock.now(), stream)
        )
