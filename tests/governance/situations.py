"""What governance's decisions are given in these tests: facts, and states built from events."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import Any, TypeVar
from uuid import UUID

import pytest

from services.governance.commands.cases import CaseCommand
from services.governance.commands.facts import (
    AgreementFact,
    BodyFact,
    BodyFacts,
    CaseFact,
    CaseFacts,
    MeetingFacts,
    OrganisationFacts,
    PersonFact,
    RegisterFacts,
    SeatFact,
    SeatFacts,
    SitterFact,
)
from services.governance.commands.structure import EstablishBody
from services.governance.decisions import body, case
from services.governance.decisions.case import CaseEvent
from shared.contracts.governance import BodyEstablished, BodyRules, Deadlines, Registered
from shared.contracts.governance.steps import StepBegun
from shared.contracts.record import Facts, Who
from shared.values.refusal import Refused
from tests.examples.governance.cases import COUNCIL
from tests.examples.governance.meetings import REGISTER
from tests.examples.governance.register import DEPUTY, SIDES, TERM_FROM, TERM_TO
from tests.examples.ids import (
    AGREEMENT,
    CASE,
    FS,
    GP,
    NOW,
    PARTNERSHIP,
    PROPOSAL,
    SEAT_GP,
    SECRETARY,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)

S = TypeVar("S")
COMMAND_ID = id_of("command")
BY_SECRETARY = Who(SECRETARY)

PARTNERSHIP_BODY = BodyFact(
    body_id=PARTNERSHIP,
    helsefellesskap=TELEMARK,
    kind="partnership",
    level=3,
    parent=None,
    power="decide",
    sides=SIDES,
    item_number_format="PM {running}/{year}",
    rules=BodyRules(deadlines=Deadlines(ratify=30)),
)
SSU_BODY = replace(
    PARTNERSHIP_BODY,
    body_id=SSU,
    kind="ssu",
    level=2,
    parent=PARTNERSHIP,
    item_number_format="{running:02}/{year:02}",
)
FS_BODY = replace(
    PARTNERSHIP_BODY,
    body_id=FS,
    kind="fs",
    level=1,
    parent=SSU,
    sides=(),
    item_number_format="FS {running}",
)

AGREEMENT_OF_GP = AgreementFact(
    agreement_id=AGREEMENT,
    doctor=GP,
    seats=(SEAT_GP,),
    valid_from=TERM_FROM,
    valid_to=TERM_TO,
)
GP_SELF_EMPLOYED = PersonFact(GP, "self-employed", AGREEMENT_OF_GP)
DEPUTY_EMPLOYED = PersonFact(DEPUTY, "employed", None)


def seat_of(registered: Registered) -> SeatFact:
    """The seat behind a line of a register, held by the one who sits there."""
    return SeatFact(
        seat_id=registered.seat_id,
        party=registered.party,
        side=registered.side,
        function=registered.function,
        rights=registered.rights,
        term_from=TERM_FROM,
        term_to=TERM_TO,
        sitters=(SitterFact(registered.person_id, registered.active_clinician, None),),
    )


SEATS = tuple(seat_of(registered) for registered in REGISTER)
GP_SEAT_WITH_DEPUTY = replace(
    SEATS[3],
    sitters=(SitterFact(GP, True, TERM_TO), SitterFact(DEPUTY, False, None)),
)
FS_SEAT = replace(SEATS[3], seat_id=id_of("seat-gp-fs"))

FACTS = Facts(now=NOW, by=BY_SECRETARY, command_id=COMMAND_ID)
REGISTER_FACTS = RegisterFacts(NOW, BY_SECRETARY, COMMAND_ID)
ORGANISATION_FACTS = OrganisationFacts(NOW, BY_SECRETARY, COMMAND_ID)
BODY_FACTS = BodyFacts(NOW, BY_SECRETARY, COMMAND_ID, parent=PARTNERSHIP_BODY)
SEAT_FACTS = SeatFacts(
    NOW, BY_SECRETARY, COMMAND_ID, body=SSU_BODY, holder=GP_SELF_EMPLOYED, deputy=DEPUTY_EMPLOYED
)
MEETING_FACTS = MeetingFacts(
    NOW,
    BY_SECRETARY,
    COMMAND_ID,
    body=SSU_BODY,
    seats=SEATS,
    cases=(CaseFact(CASE, SSU, PROPOSAL),),
    next_item=7,
)
COUNCIL_BODY = replace(FS_BODY, body_id=COUNCIL, kind="gp-council", power="advise")
BODIES = (FS_BODY, SSU_BODY, PARTNERSHIP_BODY, COUNCIL_BODY)
RECEIVING = CaseFacts(
    NOW, BY_SECRETARY, COMMAND_ID, body=FS_BODY, strategic=SSU_BODY, bodies=BODIES
)
PROPOSING = CaseFacts(
    NOW, Who(GP, seat=FS_SEAT.seat_id), COMMAND_ID, bodies=BODIES, seats=(FS_SEAT,)
)
CHAIR_SEAT = replace(SEATS[0], function="chair")
DECIDING = CaseFacts(NOW, BY_SECRETARY, COMMAND_ID, bodies=BODIES, seats=(CHAIR_SEAT,))
FOR_SKIEN = CaseFacts(NOW, Who(id_of("skien-leader"), party=SKIEN), COMMAND_ID, bodies=BODIES)


def speaking_for(party: UUID) -> CaseFacts:
    """Facts for somebody authorised by the party."""
    return replace(FOR_SKIEN, by=Who(id_of(f"leader:{party}"), party=party))


def established_by(command: EstablishBody, facts: BodyFacts) -> BodyEstablished:
    """The body as the decision makes it."""
    (made,) = body.decide(command, facts, body.Unknown())
    assert isinstance(made, BodyEstablished)
    return made


def knowing(facts: CaseFacts, *changed: BodyFact) -> CaseFacts:
    """The same facts where these bodies are as given."""
    bodies = {each.body_id: each for each in (*facts.bodies, *changed)}
    return replace(facts, bodies=tuple(bodies.values()))


def decided(command: CaseCommand, facts: CaseFacts, state: case.Case) -> tuple[CaseEvent, ...]:
    """What is decided on a case, without the steps that begin with it (`test_decisions_steps`)."""
    events = case.decide(command, facts, state)
    return tuple(event for event in events if not isinstance(event, StepBegun))


def after(state: case.Case, *events: CaseEvent) -> case.Case:
    """The case when these events have happened too."""
    return reduce(case.evolve, events, state)


def given(start: S, evolve: Callable[[S, Any], S], *events: Any) -> S:
    return reduce(evolve, events, start)


def refused(decide: Callable[[], object]) -> Refused:
    """The refusal of a decision that the rules do not allow."""
    with pytest.raises(Refused) as refusal:
        decide()
    return refusal.value


def says(refusal: Refused) -> tuple[str, str, str | None]:
    return refusal.rule, refusal.reason, refusal.field
