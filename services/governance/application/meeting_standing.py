"""As whom somebody asks something of a meeting, and whether they may (P-3, P-5)."""

from dataclasses import replace
from uuid import UUID

from services.governance.application.standing import Standing, for_another, seated_in
from services.governance.application.streams import OwnStreams
from services.governance.commands.meetings import (
    ApproveMinutes,
    AskedOfMeeting,
    CloseItem,
    EnterDissent,
    LeadMeeting,
    NoteItem,
    OpenItem,
    PlanMeeting,
    SpeakInMeeting,
    TakeStance,
    WithdrawStance,
)
from services.governance.decisions import meeting
from shared.identity.actions import Action
from shared.identity.actors import Actor, Seat
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.values.refusal import Refused
from shared.web.conditions import NotFound


def in_meeting(
    actor: Actor, command: AskedOfMeeting, own: OwnStreams, on_behalf_of: UUID | None
) -> Standing:
    """Raises Forbidden, NotFound, Refused."""
    match command:
        case PlanMeeting():
            return _planning(actor, command, own)
        case TakeStance() | WithdrawStance() | EnterDissent():
            return _speaking(actor, command, own, on_behalf_of)
        case ApproveMinutes():
            return _approving(actor, command, own, on_behalf_of)
        case _:
            return _leading(actor, command, own, on_behalf_of)


def _planning(actor: Actor, command: PlanMeeting, own: OwnStreams) -> Standing:
    """G-12: by the body's own leaders or the secretariat."""
    body = own.body(command.body_id)
    if body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    if body.dissolved_on is not None:
        raise Refused("G-1", "governance.body-dissolved", field="body_id", day=body.dissolved_on)
    resource = Resource("meeting", helsefellesskap=body.helsefellesskap, body=body.body_id)
    require(actor, "governance.run-meeting", resource)
    only = command.items[0].case_id if len(command.items) == 1 else None
    about = str(only) if only else f"meeting-{command.meeting_id}"
    return seated_in(actor, Standing(about, body.helsefellesskap), body.body_id)


def _leading(
    actor: Actor, command: LeadMeeting, own: OwnStreams, on_behalf_of: UUID | None
) -> Standing:
    """G-12: the same, for a meeting that is planned; the secretariat enters what the chair has
    decided on the chair's behalf (P-5)."""
    plan = plan_of(own.meeting(command.meeting_id))
    if on_behalf_of is not None:
        for_another(actor, plan.helsefellesskap)
    require(actor, "governance.run-meeting", of_meeting(plan))
    item = command.item_id if isinstance(command, OpenItem | NoteItem | CloseItem) else None
    standing = Standing(_about(plan, command.meeting_id, item), plan.helsefellesskap)
    return standing if on_behalf_of else seated_in(actor, standing, plan.body_id)


def _speaking(
    actor: Actor, command: SpeakInMeeting, own: OwnStreams, on_behalf_of: UUID | None
) -> Standing:
    """G-13, P-5: whoever sits in the seat for the item, a deputy too; or the secretary, on that
    person's behalf."""
    state = own.meeting(command.meeting_id)
    plan = plan_of(state)
    about = Standing(_about(plan, command.meeting_id, command.item_id), plan.helsefellesskap)
    if on_behalf_of is not None:
        for_another(actor, plan.helsefellesskap)
    sitting = None if on_behalf_of else _sitting(actor.person, state, command, plan, own)
    if sitting is not None:
        actor = replace(actor, seats=actor.seats | {sitting})
        about = replace(about, seat=sitting.seat, party=sitting.party)
    require(actor, "governance.take-stance", of_meeting(plan))
    return about


def _approving(
    actor: Actor, command: ApproveMinutes, own: OwnStreams, on_behalf_of: UUID | None
) -> Standing:
    """G-12: signers need not lead the meeting; that a later meeting has approved is entered by
    those who lead it."""
    plan = plan_of(own.meeting(command.meeting_id))
    if on_behalf_of is not None:
        for_another(actor, plan.helsefellesskap)
    action: Action = "governance.run-meeting" if command.in_meeting else "governance.take-stance"
    require(actor, action, of_meeting(plan))
    standing = Standing(_about(plan, command.meeting_id, None), plan.helsefellesskap)
    return standing if on_behalf_of else seated_in(actor, standing, plan.body_id)


def _sitting(
    person: UUID,
    state: meeting.Meeting,
    command: SpeakInMeeting,
    plan: meeting.Plan,
    own: OwnStreams,
) -> Seat | None:
    """G-12: the seat in which this person sits for the item: by its frozen register, or, before
    the meeting, as holder or deputy. A deputy acts there by the seat's rights, although the seat
    is another's in the register of people."""
    if isinstance(state, meeting.Started | meeting.Closed):
        item = state.items.get(command.item_id)
        for each in item.present if item else ():
            if each.seat_id == command.seat_id and each.person_id == person:
                return _seat(each.seat_id, plan, each.party, each.function, each.rights)
        return None
    filled = own.filled(command.seat_id)
    if filled is None or filled.body_id != plan.body_id:
        return None
    deputy = filled.deputy.person_id if filled.deputy else None
    if person not in (filled.person_id, deputy):
        return None
    return _seat(filled.seat_id, plan, filled.party, filled.function, filled.rights)


def _seat(
    seat_id: UUID, plan: meeting.Plan, party: UUID, function: str, rights: tuple[str, ...]
) -> Seat:
    area = plan.helsefellesskap
    return Seat(seat_id, plan.body_id, area, party, function, frozenset(rights))


def plan_of(state: meeting.Meeting) -> meeting.Plan:
    """Raises NotFound where no such meeting is planned."""
    if isinstance(state, meeting.Unknown):
        raise NotFound
    return state.plan


def of_meeting(plan: meeting.Plan) -> Resource:
    """What access to the meeting depends on."""
    return Resource("meeting", helsefellesskap=plan.helsefellesskap, body=plan.body_id)


def _about(plan: meeting.Plan, meeting_id: UUID, item_id: UUID | None) -> str:
    """What is said of one case stands in that case's history; the rest in the meeting's own."""
    for item in plan.items:
        if item.case_id and (item.item_id == item_id or len(plan.items) == 1):
            return str(item.case_id)
    return f"meeting-{meeting_id}"
