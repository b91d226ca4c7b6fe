"""As whom somebody asks, and whether they may (P-3, P-5): the resource of each command."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.application.streams import OwnStreams
from services.governance.commands.register import (
    ChangeEmployment,
    EstablishHelsefellesskap,
    GrantRole,
    PersonCommand,
    RegisterOrganisation,
    RegisterPerson,
    SucceedOrganisation,
    WithdrawRole,
)
from services.governance.commands.structure import (
    ChangeDeputy,
    DissolveBody,
    EstablishBody,
    FillSeat,
    ReconfigureBody,
    VacateSeat,
)
from services.governance.decisions import organisation, seat
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.grants import AT_THE_PAYER
from shared.identity.policy import Allowed, Forbidden, allowed, require
from shared.values.refusal import Refused
from shared.web.conditions import NotFound


@dataclass(frozen=True, slots=True)
class Standing:
    """What a command concerns, and the seat or party that the actor acts for (R-1)."""

    case: str
    helsefellesskap: UUID | None = None
    seat: UUID | None = None
    party: UUID | None = None


OnTheRegister: TypeAlias = (
    EstablishHelsefellesskap | RegisterOrganisation | SucceedOrganisation | PersonCommand
)


def on_the_register(actor: Actor, command: OnTheRegister, own: OwnStreams) -> Standing:
    """P-1, P-3. Raises Forbidden."""
    match command:
        case EstablishHelsefellesskap():
            area = command.helsefellesskap_id
            in_register(actor, [area], every=True)
            return Standing(f"helsefellesskap-{area}", area)
        case RegisterOrganisation():
            return registering(actor, command)
        case SucceedOrganisation():
            return succeeding(actor, command, own)
        case RegisterPerson():
            in_register(actor, [own_area(actor)], every=True)
            return Standing(f"person-{command.person_id}")
        case ChangeEmployment():
            return changing_status(actor, command)
        case GrantRole() | WithdrawRole():
            return giving_role(actor, command, own)
        case _:
            assert_never(command)


def own_area(actor: Actor) -> UUID | None:
    """A helsefellesskap that the actor is secretariat of. People belong to none (P-1): whoever
    keeps the register of one may enter them."""
    held = [each.helsefellesskap for each in actor.holdings if each.role == "secretariat"]
    return next(iter(sorted((area for area in held if area), key=str)), None)


def in_register(actor: Actor, areas: Sequence[UUID | None], *, every: bool) -> None:
    """P-3: the register of these helsefellesskap, all of them or any. None is nobody's: only
    somebody national may. Raises Forbidden."""
    resources = [Resource("structure", helsefellesskap=area) for area in areas or [None]]
    answers = [allowed(actor, "governance.register", resource) for resource in resources]
    enough = all if every else any
    if not enough(isinstance(answer, Allowed) for answer in answers):
        refused = next(
            resource
            for resource, answer in zip(resources, answers, strict=True)
            if not isinstance(answer, Allowed)
        )
        require(actor, "governance.register", refused)


def registering(actor: Actor, command: RegisterOrganisation) -> Standing:
    in_register(actor, command.helsefellesskap, every=True)
    return Standing(f"organisation-{command.organisation_id}")


def succeeding(actor: Actor, command: SucceedOrganisation, own: OwnStreams) -> Standing:
    """P-6: by whoever keeps the register in every helsefellesskap that the organisation has."""
    found = own.organisation(command.organisation_id)
    if isinstance(found, organisation.Unknown):
        raise NotFound
    in_register(actor, found.helsefellesskap, every=True)
    return Standing(f"organisation-{command.organisation_id}")


def giving_role(actor: Actor, command: GrantRole | WithdrawRole, own: OwnStreams) -> Standing:
    """P-3: by whoever keeps the register where the role is held. A party's roles are given where
    the party belongs, so that nobody reaches into another helsefellesskap's parties; those that
    answer for a payer's money by the payer's own (C-7)."""
    if command.role in AT_THE_PAYER:
        resource = Resource("structure", party=command.party)
        require(actor, "governance.give-authority", resource)
        return Standing(f"person-{command.person_id}", command.helsefellesskap)
    areas: list[UUID | None] = [command.helsefellesskap]
    if command.party is not None:
        party = own.organisation(command.party)
        homes = () if isinstance(party, organisation.Unknown) else party.helsefellesskap
        areas = [area for area in homes if command.helsefellesskap in (None, area)]
    in_register(actor, areas, every=False)
    return Standing(f"person-{command.person_id}", command.helsefellesskap)


def changing_status(actor: Actor, command: ChangeEmployment) -> Standing:
    """P-6: by whoever keeps the register; people belong to no helsefellesskap."""
    in_register(actor, [own_area(actor)], every=True)
    return Standing(f"person-{command.person_id}")


Configuring: TypeAlias = (
    EstablishBody | ReconfigureBody | DissolveBody | FillSeat | ChangeDeputy | VacateSeat
)


def configuring(actor: Actor, command: Configuring, own: OwnStreams) -> Standing:
    """G-1, G-2. Raises Forbidden, NotFound, Refused."""
    match command:
        case EstablishBody():
            area, about = command.helsefellesskap, f"body-{command.body_id}"
        case ReconfigureBody() | DissolveBody():
            body = own.body(command.body_id)
            if body is None:
                raise NotFound
            area, about = body.helsefellesskap, f"body-{command.body_id}"
        case FillSeat():
            body = own.body(command.body_id)
            if body is None:
                raise Refused("G-1", "governance.body-unknown", field="body_id")
            area, about = body.helsefellesskap, f"seat-{command.seat_id}"
        case VacateSeat() | ChangeDeputy():
            state = own.seat(command.seat_id)
            body = None if isinstance(state, seat.Unknown) else own.body(state.body_id)
            if body is None:
                raise NotFound
            area, about = body.helsefellesskap, f"seat-{command.seat_id}"
        case _:
            assert_never(command)
    require(actor, "governance.configure", Resource("structure", helsefellesskap=area))
    return Standing(about, area)


def for_another(actor: Actor, area: UUID | None) -> None:
    """P-5: only the secretariat enters what somebody else has said. Raises Forbidden."""
    if area is None or not actor.has("secretariat", helsefellesskap=area):
        raise Forbidden("P-5", "not-own")


def seated_in(actor: Actor, standing: Standing, body_id: UUID) -> Standing:
    """The seat the actor has in the body, the one with most to say first."""
    seats = sorted(
        (held for held in actor.seats if held.body == body_id),
        key=lambda held: ("proposal" not in held.rights, -len(held.rights), str(held.seat)),
    )
    if not seats:
        return standing
    return replace(standing, seat=seats[0].seat, party=seats[0].party)
