"""As whom somebody asks, and whether they may (P-3, P-5): the resource of each command."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.application.streams import OwnStreams
from services.governance.commands.cases import (
    RegisterRatification,
    ReportImplementation,
    SubmitProposal,
)
from services.governance.commands.meetings import (
    CallMeeting,
    CloseItem,
    CloseMeeting,
    OpenItem,
    PlanMeeting,
    StartMeeting,
    TakeStance,
)
from services.governance.commands.register import (
    ChangeEmployment,
    GrantRole,
    RegisterOrganisation,
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
from services.governance.decisions import meeting, organisation, seat
from services.governance.readmodels import cases
from shared.contracts.governance import Registered
from shared.eventlog.projections import Views
from shared.identity.actions import Action
from shared.identity.actors import Actor, Seat
from shared.identity.conditions import Resource
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
    the party belongs, so that nobody reaches into another helsefellesskap's parties."""
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


def planning(actor: Actor, command: PlanMeeting, own: OwnStreams) -> Standing:
    """G-12: by the body's own leaders or the secretariat."""
    body = own.body(command.body_id)
    if body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    if body.dissolved_on is not None:
        raise Refused("G-1", "governance.body-dissolved", field="body_id", day=body.dissolved_on)
    resource = Resource("meeting", helsefellesskap=body.helsefellesskap, body=body.body_id)
    require(actor, "governance.run-meeting", resource)
    about = str(command.cases[0]) if len(command.cases) == 1 else f"meeting-{command.meeting_id}"
    return _seated(actor, Standing(about, body.helsefellesskap), body.body_id)


def leading(
    actor: Actor,
    command: CallMeeting | StartMeeting | OpenItem | CloseItem | CloseMeeting,
    own: OwnStreams,
) -> Standing:
    """G-12: the same, for a meeting that is planned. Raises Forbidden, NotFound."""
    plan = plan_of(own.meeting(command.meeting_id))
    require(actor, "governance.run-meeting", _of_meeting(plan))
    item = command.item_id if isinstance(command, OpenItem | CloseItem) else None
    about = _about(plan, command.meeting_id, item)
    return _seated(actor, Standing(about, plan.helsefellesskap), plan.body_id)


def taking_stance(
    actor: Actor, command: TakeStance, own: OwnStreams, on_behalf_of: UUID | None
) -> Standing:
    """G-13, P-5: whoever sits in the seat for the item, a deputy too; or the secretary, on that
    person's behalf. Raises Forbidden, NotFound."""
    state = own.meeting(command.meeting_id)
    plan = plan_of(state)
    sitting = _sitting(state, command)
    about = _about(plan, command.meeting_id, command.item_id)
    if on_behalf_of is not None:
        for_another(actor, plan.helsefellesskap)
        require(actor, "governance.take-stance", _of_meeting(plan))
        return Standing(about, plan.helsefellesskap)
    if sitting is not None and sitting.person_id == actor.person:
        actor = with_seat(actor, sitting, plan)
        require(actor, "governance.take-stance", _of_meeting(plan))
        return Standing(about, plan.helsefellesskap, sitting.seat_id, sitting.party)
    require(actor, "governance.take-stance", _of_meeting(plan))
    return Standing(about, plan.helsefellesskap)


def for_another(actor: Actor, area: UUID | None) -> None:
    """P-5: only the secretariat enters what somebody else has said. Raises Forbidden."""
    if area is None or not actor.has("secretariat", helsefellesskap=area):
        raise Forbidden("P-5", "not-own")


def with_seat(actor: Actor, sitting: Registered, plan: meeting.Plan) -> Actor:
    """G-12: a deputy who is swapped in for an item acts by the seat's rights there, although the
    seat is another's in the register."""
    held = Seat(
        sitting.seat_id,
        plan.body_id,
        plan.helsefellesskap,
        sitting.party,
        sitting.function,
        frozenset(sitting.rights),
    )
    return replace(actor, seats=actor.seats | {held})


def on_case(
    actor: Actor,
    command: SubmitProposal | RegisterRatification | ReportImplementation,
    views: Views,
    on_behalf_of: UUID | None,
) -> Standing:
    """G-5, G-14, G-15. Access follows the case as the view has it; where the case is right now
    is for the decision, which reads the stream. Raises Forbidden, NotFound."""
    case = cases.one(views, command.case_id)
    if case is None:
        raise NotFound
    standing = Standing(str(command.case_id), case.helsefellesskap)
    match command:
        case SubmitProposal():
            if on_behalf_of is not None:
                for_another(actor, case.helsefellesskap)
            require(actor, "governance.propose", case.resource)
            return standing if on_behalf_of else _seated(actor, standing, command.body_id)
        case RegisterRatification():
            return _for_party(actor, standing, case.resource, "governance.ratify", command.party)
        case ReportImplementation():
            return _for_party(actor, standing, case.resource, "governance.implement", command.party)
        case _:
            assert_never(command)


def _for_party(
    actor: Actor, standing: Standing, resource: Resource, action: Action, party: UUID
) -> Standing:
    """G-14: who answers for a party does so in one of its seats."""
    require(actor, action, replace(resource, party=party))
    seats = sorted(
        (
            held
            for held in actor.seats
            if held.party == party and held.helsefellesskap == standing.helsefellesskap
        ),
        key=lambda held: ("vote" not in held.rights, held.body != resource.body, str(held.seat)),
    )
    if not seats:
        return standing
    return replace(standing, seat=seats[0].seat, party=party)


def _seated(actor: Actor, standing: Standing, body_id: UUID) -> Standing:
    """The seat the actor has in the body, the one with most to say first."""
    seats = sorted(
        (held for held in actor.seats if held.body == body_id),
        key=lambda held: ("proposal" not in held.rights, -len(held.rights), str(held.seat)),
    )
    if not seats:
        return standing
    return replace(standing, seat=seats[0].seat, party=seats[0].party)


def plan_of(state: meeting.Meeting) -> meeting.Plan:
    """Raises NotFound where no such meeting is planned."""
    if isinstance(state, meeting.Unknown):
        raise NotFound
    return state.plan


def _of_meeting(plan: meeting.Plan) -> Resource:
    return Resource("meeting", helsefellesskap=plan.helsefellesskap, body=plan.body_id)


def _about(plan: meeting.Plan, meeting_id: UUID, item_id: UUID | None) -> str:
    """What is said of one case stands in that case's history; the rest in the meeting's own."""
    for item in plan.items:
        if item.item_id == item_id or len(plan.items) == 1:
            return str(item.case_id)
    return f"meeting-{meeting_id}"


def _sitting(state: meeting.Meeting, command: TakeStance) -> Registered | None:
    """Who sits in the seat for the item, by its frozen register."""
    item = state.items.get(command.item_id) if isinstance(state, meeting.Started) else None
    for each in item.present if item else ():
        if each.seat_id == command.seat_id:
            return each
    return None
