"""Governance's kinds of streams: how a command finds its own, and what it is decided on."""

from collections.abc import Sequence
from typing import Any, get_args

from services.governance.application.exits import exit_deciders
from services.governance.application.gathering import Gathering
from services.governance.application.streams import (
    body_stream,
    case_stream,
    helsefellesskap_stream,
    items_stream,
    meeting_stream,
    organisation_stream,
    person_stream,
    seat_stream,
)
from services.governance.commands.cases import CaseCommand
from services.governance.commands.meetings import MeetingCommand
from services.governance.commands.register import (
    CarryOutSuccession,
    ChangeEmployment,
    EstablishHelsefellesskap,
    GrantRole,
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
    SucceedBodyParty,
    SucceedSeatParty,
    VacateSeat,
)
from services.governance.decisions import (
    body,
    case,
    helsefellesskap,
    meeting,
    organisation,
    person,
    seat,
)
from shared.contracts.governance import ItemNumberTaken
from shared.contracts.record import Event, Facts
from shared.eventlog.commands import Decider, Gathered


def deciders(gathering: Gathering) -> Sequence[Decider[Any, Any, Any]]:
    """All of them, for the handler."""
    return (
        *_register(gathering),
        *_structure(gathering),
        *_work(gathering),
        *exit_deciders(gathering),
    )


def _plain(_command: EstablishHelsefellesskap, base: Facts) -> Gathered[Facts]:
    return Gathered(base)


def _register(gathering: Gathering) -> Sequence[Decider[Any, Any, Any]]:
    return (
        Decider(
            commands=(EstablishHelsefellesskap,),
            stream=lambda command: helsefellesskap_stream(command.helsefellesskap_id),
            facts=_plain,
            initial=helsefellesskap.Unknown(),
            decide=helsefellesskap.decide,
            evolve=helsefellesskap.evolve,
            kind="helsefellesskap",
        ),
        Decider(
            commands=(RegisterOrganisation, SucceedOrganisation, CarryOutSuccession),
            stream=lambda command: organisation_stream(command.organisation_id),
            facts=gathering.structure.for_organisation,
            initial=organisation.Unknown(),
            decide=organisation.decide,
            evolve=organisation.evolve,
            kind="organisation",
        ),
        Decider(
            commands=(RegisterPerson, GrantRole, WithdrawRole, ChangeEmployment),
            stream=lambda command: person_stream(command.person_id),
            facts=gathering.structure.for_person,
            initial=person.Unknown(),
            decide=person.decide,
            evolve=person.evolve,
            kind="person",
        ),
    )


def _structure(gathering: Gathering) -> Sequence[Decider[Any, Any, Any]]:
    return (
        Decider(
            commands=(EstablishBody, ReconfigureBody, DissolveBody, SucceedBodyParty),
            stream=lambda command: body_stream(command.body_id),
            facts=gathering.structure.for_body,
            initial=body.Unknown(),
            decide=body.decide,
            evolve=body.evolve,
            kind="body",
        ),
        Decider(
            commands=(FillSeat, ChangeDeputy, VacateSeat, SucceedSeatParty),
            stream=lambda command: seat_stream(command.seat_id),
            facts=gathering.structure.for_seat,
            initial=seat.Unknown(),
            decide=seat.decide,
            evolve=seat.evolve,
            kind="seat",
        ),
    )


def _work(gathering: Gathering) -> Sequence[Decider[Any, Any, Any]]:
    return (
        Decider(
            commands=get_args(MeetingCommand),
            stream=lambda command: meeting_stream(command.meeting_id),
            facts=gathering.for_meeting,
            initial=meeting.Unknown(),
            decide=meeting.decide,
            evolve=meeting.evolve,
            kind="meeting",
            reserves=_number_of_item,
        ),
        Decider(
            commands=get_args(CaseCommand),
            stream=lambda command: case_stream(command.case_id),
            facts=gathering.for_case,
            initial=case.Unknown(),
            decide=case.decide,
            evolve=case.evolve,
            kind="case",
        ),
    )


def _number_of_item(event: Event) -> str | None:
    """G-1: a number in a body's series is used once, whoever plans at the same time."""
    return items_stream(event.series) if isinstance(event, ItemNumberTaken) else None
