"""As whom somebody acts on a case, and whether they may (G-5 to G-15, P-3, P-5)."""

from dataclasses import replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.application.standing import Standing, for_another, seated_in
from services.governance.application.streams import OwnStreams
from services.governance.commands.cases import (
    AcknowledgeNotAgreed,
    AnswerArena,
    ChooseReturnOrLift,
    CloseNotAgreed,
    CorrectWording,
    DeclareNotAgreed,
    DropCase,
    GiveStatement,
    PlaceCase,
    SubmitNoProposal,
    SubmitProposal,
    TakeExit,
)
from services.governance.commands.own_lines import (
    AnswerFollowUp,
    AnswerOwnStep,
    ChooseAfterRatification,
    PlanImplementation,
    RegisterRatification,
    ReportImplementation,
)
from services.governance.decisions import case as a_case
from services.governance.readmodels import cases
from shared.eventlog.projections import Views
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.web.conditions import NotFound

Proposing: TypeAlias = SubmitProposal | SubmitNoProposal | GiveStatement
Choosing: TypeAlias = (
    PlaceCase
    | AnswerArena
    | ChooseReturnOrLift
    | TakeExit
    | DeclareNotAgreed
    | CloseNotAgreed
    | DropCase
    | CorrectWording
    | ChooseAfterRatification
)
ForAParty: TypeAlias = (
    AcknowledgeNotAgreed
    | RegisterRatification
    | PlanImplementation
    | ReportImplementation
    | AnswerOwnStep
)
OnACase: TypeAlias = Proposing | Choosing | ForAParty | AnswerFollowUp
"""What people ask of a case; the rest follows from what has happened."""


def on_case(  # noqa: PLR0911 - one way out per kind of command
    actor: Actor, command: OnACase, views: Views, own: OwnStreams, on_behalf_of: UUID | None
) -> Standing:
    """G-5 to G-15. What the case is follows the view; which body has it now, its own stream: who
    had it a moment ago decides on it no more. Raises Forbidden, NotFound."""
    case = cases.one(views, command.case_id)
    if case is None:
        raise NotFound
    state = own.case_state(command.case_id)
    holder = state.body_id if isinstance(state, a_case.Open) else case.body
    resource = replace(case.resource, body=holder)
    standing = Standing(str(command.case_id), case.helsefellesskap)
    match command:
        case SubmitProposal() | SubmitNoProposal() | GiveStatement():
            if on_behalf_of is not None:
                for_another(actor, case.helsefellesskap)
            require(actor, "governance.propose", resource)
            return standing if on_behalf_of else seated_in(actor, standing, holder)
        case ChooseReturnOrLift() | ChooseAfterRatification():
            if on_behalf_of is not None:
                for_another(actor, case.helsefellesskap)
            require(actor, "governance.choose", resource)
            return standing if on_behalf_of else seated_in(actor, standing, holder)
        case (
            PlaceCase()
            | AnswerArena()
            | TakeExit()
            | DeclareNotAgreed()
            | CloseNotAgreed()
            | DropCase()
            | CorrectWording()
        ):
            require(actor, "governance.choose", resource)
            return seated_in(actor, standing, holder)
        case AnswerFollowUp():
            require(actor, "governance.follow-up", resource)
            return seated_in(actor, standing, holder)
        case RegisterRatification():
            return _for_party(actor, standing, resource, "governance.ratify", command.party)
        case AcknowledgeNotAgreed():
            return _for_party(actor, standing, resource, "governance.acknowledge", command.party)
        case PlanImplementation() | ReportImplementation():
            return _for_party(actor, standing, resource, "governance.implement", command.party)
        case AnswerOwnStep():
            steps = case.own_steps
            known = 1 <= command.step <= len(steps)
            party = steps[command.step - 1].party if known else None
            return _for_party(actor, standing, resource, "governance.implement", party)
        case _:
            assert_never(command)


def _for_party(
    actor: Actor, standing: Standing, resource: Resource, action: Action, party: UUID | None
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
