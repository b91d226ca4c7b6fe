"""The register of people, organisations, bodies and seats, as rows (P-1, G-1, G-2).

Governance owns the register; every service folds what it needs from governance's events into a
read model of its own. Names, HPR numbers and contact details stay sealed in the rows.
"""

import json
from uuid import UUID

from sqlalchemy import Connection, delete, update

from shared.contracts.governance import (
    BodyDissolved,
    BodyEstablished,
    BodyReconfigured,
    DeputyChanged,
    EmploymentChanged,
    HelsefellesskapEstablished,
    OrganisationRegistered,
    OrganisationSucceeded,
    PersonRegistered,
    RoleGranted,
    RoleWithdrawn,
    SeatFilled,
    SeatPartySucceeded,
    SeatVacated,
)
from shared.contracts.record import Sealed
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, put
from shared.identity.register_tables import RegisterTables, register_tables

NOWHERE = UUID(int=0)
"""Stands in a key for "not held for any": SQL has no key with nothing in it."""


class RegisterModel(ReadModel[RegisterTables]):
    """Who is who, as of the last event heard."""

    name = "register"
    version = 4
    hears = frozenset({"governance"})

    def tables(self, new: NewTable) -> RegisterTables:
        return register_tables(new)

    def apply(self, connection: Connection, tables: RegisterTables, heard: Heard) -> None:
        match heard.event:
            case HelsefellesskapEstablished() as area:
                put(
                    connection,
                    tables.areas,
                    id=area.helsefellesskap_id,
                    name=area.name,
                    name_key=name_key(area.name),
                    case_number_format=area.case_number_format,
                )
            case OrganisationRegistered() as organisation:
                _put_organisation(connection, tables, organisation)
            case PersonRegistered() as person:
                put(
                    connection,
                    tables.people,
                    id=person.person_id,
                    name=_kept(person.name),
                    hpr=None if person.hpr is None else _kept(person.hpr),
                    contact=None if person.contact is None else _kept(person.contact),
                    employment=person.employment,
                    title=person.title,
                )
            case RoleGranted() as granted:
                put(connection, tables.roles, **_role_key(granted))
            case RoleWithdrawn() as withdrawn:
                key = _role_key(withdrawn)
                same = [tables.roles.c[name] == value for name, value in key.items()]
                connection.execute(delete(tables.roles).where(*same))
            case EmploymentChanged() as changed:
                put(
                    connection,
                    tables.employments,
                    person=changed.person_id,
                    valid_from=changed.valid_from,
                    employment=changed.employment,
                )
            case OrganisationSucceeded() as succeeded:
                organisations = tables.organisations
                connection.execute(
                    update(organisations)
                    .where(organisations.c.id == succeeded.organisation_id)
                    .values(successor=succeeded.successor, succeeded_on=succeeded.on)
                )
            case _:
                _apply_structure(connection, tables, heard)


register_model = RegisterModel()


def name_key(name: str) -> str:
    """What names are found by: the same whatever the case and the spaces."""
    return " ".join(name.casefold().split())


def _apply_structure(connection: Connection, tables: RegisterTables, heard: Heard) -> None:
    match heard.event:
        case BodyEstablished() | BodyReconfigured() as body:
            put(
                connection,
                tables.bodies,
                id=body.body_id,
                helsefellesskap=body.helsefellesskap,
                kind=body.kind,
                name=body.name,
                parent=body.parent,
            )
        case BodyDissolved() as dissolved:
            bodies = tables.bodies
            connection.execute(
                update(bodies)
                .where(bodies.c.id == dissolved.body_id)
                .values(dissolved_on=dissolved.dissolved_on)
            )
        case SeatPartySucceeded() as moved:
            seats = tables.seats
            connection.execute(
                update(seats).where(seats.c.id == moved.seat_id).values(party=moved.new)
            )
        case SeatFilled() as seat:
            _put_seat(connection, tables, seat)
        case DeputyChanged(seat_id=seat_id, deputy=deputy):
            seats = tables.seats
            who = deputy.person_id if deputy else None
            connection.execute(update(seats).where(seats.c.id == seat_id).values(deputy=who))
        case SeatVacated(seat_id=seat_id):
            seats = tables.seats
            connection.execute(delete(seats).where(seats.c.id == seat_id))
        case _:
            """Governance says much that is not about who is who."""


def _put_organisation(
    connection: Connection, tables: RegisterTables, organisation: OrganisationRegistered
) -> None:
    put(
        connection,
        tables.organisations,
        id=organisation.organisation_id,
        name=organisation.name,
        name_key=name_key(organisation.name),
        kind=organisation.kind,
        number=organisation.number,
    )
    members = tables.members
    connection.execute(
        delete(members).where(members.c.organisation == organisation.organisation_id)
    )
    for area in organisation.helsefellesskap:
        put(
            connection,
            members,
            organisation=organisation.organisation_id,
            helsefellesskap=area,
        )


def _put_seat(connection: Connection, tables: RegisterTables, seat: SeatFilled) -> None:
    put(
        connection,
        tables.seats,
        id=seat.seat_id,
        body=seat.body_id,
        helsefellesskap=seat.helsefellesskap,
        party=seat.party,
        side=seat.side,
        person=seat.person_id,
        deputy=seat.deputy.person_id if seat.deputy else None,
        function=seat.function,
        rights=json.dumps(sorted(seat.rights)),
        active_clinician=seat.active_clinician,
        term_from=seat.term_from,
        term_to=seat.term_to,
        agreement=seat.agreement_id,
        co_opted_for=seat.co_opted_for,
    )


def _kept(sealed: Sealed) -> str:
    """As it stands in the event. An open seal has no place in a row (P-1)."""
    if sealed.clear is not None:
        raise ValueError("personal data must be sealed before it is kept")
    return sealed.model_dump_json()


def _role_key(role: RoleGranted | RoleWithdrawn) -> dict[str, object]:
    return {
        "person": role.person_id,
        "role": role.role,
        "helsefellesskap": role.helsefellesskap or NOWHERE,
        "party": role.party or NOWHERE,
    }
