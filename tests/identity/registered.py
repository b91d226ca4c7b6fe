"""What governance has told of an area's people, organisations and bodies, for the register."""

from datetime import date
from uuid import UUID

from shared.contracts.governance import (
    BodyEstablished,
    BodyRules,
    Deadlines,
    HelsefellesskapEstablished,
    OrganisationRegistered,
    PersonRegistered,
    SeatFilled,
)
from shared.contracts.record import Event, Sealed
from shared.identity.actors import Seat

AREA, OTHER_AREA = UUID(int=1), UUID(int=2)
SKIEN, HOSPITAL = UUID(int=11), UUID(int=12)
SSU, SEAT = UUID(int=21), UUID(int=22)
KARI, OLA, MACHINE = UUID(int=31), UUID(int=32), UUID(int=33)


def person(person_id: UUID, name: str, title: str) -> PersonRegistered:
    subject = f"person-{person_id}"
    return PersonRegistered(
        person_id=person_id,
        name=Sealed(subject=subject, purpose="register", clear=name),
        hpr=Sealed(subject=subject, purpose="register", clear="9999999"),
        employment="self-employed",
        title=title,
    )


def organisation(organisation_id: UUID, name: str, *areas: UUID) -> OrganisationRegistered:
    return OrganisationRegistered(
        organisation_id=organisation_id, name=name, kind="municipality", helsefellesskap=areas
    )


def seat(person_id: UUID = KARI, term_to: date = date(2027, 12, 31)) -> SeatFilled:
    return SeatFilled(
        seat_id=SEAT,
        body_id=SSU,
        helsefellesskap=AREA,
        party=SKIEN,
        side="municipal",
        person_id=person_id,
        function="member",
        rights=("speech", "proposal"),
        represents="gps",
        basis="elected",
        active_clinician=True,
        term_from=date(2026, 1, 1),
        term_to=term_to,
    )


SEATED = Seat(SEAT, SSU, AREA, SKIEN, "member", frozenset({"speech", "proposal"}), kind="ssu")


def told() -> list[Event]:
    return [
        HelsefellesskapEstablished(
            helsefellesskap_id=AREA,
            name="Helsefellesskapet i Telemark",
            case_number_format="{running:02}-{year:02}",
        ),
        organisation(SKIEN, "Skien kommune", AREA),
        organisation(HOSPITAL, "Sykehuset Telemark HF", AREA, OTHER_AREA),
        BodyEstablished(
            body_id=SSU,
            helsefellesskap=AREA,
            kind="ssu",
            level=2,
            name="SSU Nedre Telemark",
            item_number_format="{running:02}-{year:02}",
            rules=BodyRules(deadlines=Deadlines(ratify=20)),
        ),
        person(KARI, "Kari Eksempel-Lege", "fastlege i Skien"),
        person(OLA, "Ola Eksempel", "sekretariatet"),
    ]
