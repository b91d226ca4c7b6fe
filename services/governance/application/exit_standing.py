"""As whom somebody asks of an exit or a hearing, and whether they may (P-3, P-4, P-5)."""

from dataclasses import replace
from uuid import UUID

from services.governance.application.exits import begun
from services.governance.application.meeting_standing import plan_of
from services.governance.application.standing import Standing, for_another
from services.governance.application.streams import OwnStreams
from services.governance.commands.exits import (
    AnswerClarification,
    AskedOfExit,
    ClarificationCommand,
    DraftClarification,
    DraftTrial,
    PrepareDispute,
    RefuseToSign,
    ReviewClarification,
    SignClarification,
)
from services.governance.commands.hearings import AskedOfHearing, OpenHearing
from services.governance.decisions import hearing
from shared.contracts.governance import SeatFilled
from shared.contracts.governance.hearings import HearingOpened
from shared.identity.actors import Actor, Seat
from shared.identity.conditions import Resource
from shared.identity.policy import Forbidden, require
from shared.values.refusal import Refused
from shared.web.conditions import NotFound


def at_exit(actor: Actor, command: AskedOfExit, own: OwnStreams) -> Standing:
    """G-16 to G-18: drawn up by the body's chair or the secretariat, signed in its seats, looked
    at by SSU, answered by Helsedirektoratet or registered by the secretariat.

    Raises Forbidden, NotFound, Refused.
    """
    case_id, body_id, area = _concerned(command, own)
    standing = Standing(str(case_id), area)
    asked = Resource("clarification", helsefellesskap=area, body=body_id, case=case_id)
    match command:
        case SignClarification() | RefuseToSign():
            filled = own.filled(command.seat_id)
            actor = sitting(actor, filled)
            require(actor, "governance.sign-clarification", asked)
            return _in_seat(standing, filled)
        case ReviewClarification():
            plan = plan_of(own.meeting(command.meeting_id))
            where = Resource("meeting", helsefellesskap=plan.helsefellesskap, body=plan.body_id)
            require(actor, "governance.run-meeting", where)
            return standing
        case AnswerClarification():
            require(actor, "governance.answer-clarification", asked)
            if command.by == "secretariat":
                for_another(actor, area)
            elif not actor.has("helsedirektoratet"):
                raise Forbidden("P-5", "not-own")
            return standing
        case _ if isinstance(command, ClarificationCommand):
            require(actor, "governance.ask-clarification", asked)
        case _:
            require(actor, "governance.take-exit", replace(asked, kind="case"))
    held = [seat for seat in actor.seats if seat.body == body_id]
    seat = min(held, key=lambda each: (each.function != "chair", str(each.seat)), default=None)
    return replace(standing, seat=seat.seat, party=seat.party) if seat else standing


def _concerned(command: AskedOfExit, own: OwnStreams) -> tuple[UUID, UUID, UUID]:
    """The case, the body that asks, and its helsefellesskap."""
    if isinstance(command, DraftClarification | DraftTrial | PrepareDispute):
        body = own.body(command.body_id)
        if body is None:
            raise Refused("G-1", "governance.body-unknown", field="body_id")
        return command.case_id, body.body_id, body.helsefellesskap
    known = begun(own, command)
    if known is None:
        raise NotFound
    return known.case_id, known.body_id, known.helsefellesskap


def in_hearing(actor: Actor, command: AskedOfHearing, own: OwnStreams) -> Standing:
    """G-19, P-4: a representative asks in their seat; what is asked concerns only them and those
    asked, and stands in no case's history. Raises Forbidden, NotFound, Refused."""
    about = f"hearing-{command.hearing_id}"
    if isinstance(command, OpenHearing):
        filled = own.filled(command.seat_id)
        if filled is None:
            raise Refused("G-2", "governance.seat-unknown", field="seat_id")
        area = filled.helsefellesskap
        actor = sitting(actor, filled)
        asked = Resource("hearing", helsefellesskap=area, case=command.case_id)
        require(actor, "governance.ask-group", asked)
        return _in_seat(Standing(about, area), filled)
    opened = opened_by(own.hearing(command.hearing_id))
    if opened is None:
        raise NotFound
    require(actor, "governance.read-hearing", resource_of(opened))
    return Standing(about, opened.helsefellesskap)


def opened_by(state: hearing.Hearing) -> HearingOpened | None:
    match state:
        case hearing.Unknown():
            return None
        case hearing.Asked():
            return state.opened
        case hearing.Summarised():
            return state.asked.opened
        case hearing.Reported():
            return state.summarised.asked.opened


def resource_of(opened: HearingOpened) -> Resource:
    """P-4: whose it is, and whom it concerns."""
    return Resource(
        "hearing",
        helsefellesskap=opened.helsefellesskap,
        person=opened.person_id,
        people=frozenset(opened.asked),
        case=opened.case_id,
    )


def sitting(actor: Actor, filled: SeatFilled | None) -> Actor:
    """G-2: a deputy acts by the seat's rights, although the seat is another's in the register."""
    if filled is None or filled.deputy is None or filled.deputy.person_id != actor.person:
        return actor
    held = Seat(
        filled.seat_id,
        filled.body_id,
        filled.helsefellesskap,
        filled.party,
        filled.function,
        frozenset(filled.rights),
        filled.co_opted_for,
    )
    return replace(actor, seats=actor.seats | {held})


def _in_seat(standing: Standing, filled: SeatFilled | None) -> Standing:
    if filled is None:
        return standing
    return replace(standing, seat=filled.seat_id, party=filled.party)
