"""What the exits' decisions are given in these tests."""

from dataclasses import replace
from uuid import UUID

from services.governance.commands.exits import ExitFacts
from services.governance.commands.facts import CaseFact
from services.governance.decisions.exits import clarification, dispute, trial
from shared.contracts.record import Who
from tests.examples.governance.exits import (
    CLARIFICATION_DRAFTED,
    CLARIFICATION_SENT,
    DISPUTE_PREPARED,
    DISPUTE_SENT,
    SIGN_FOR_SKIEN,
    SIGNED_BY_SKIEN,
    SIGNED_BY_THE_HOSPITAL,
)
from tests.examples.governance.meetings import HOSPITAL_LEADER, SKIEN_LEADER
from tests.examples.governance.trials import (
    TRIAL_APPLIED,
    TRIAL_DRAFTED,
    TRIAL_GRANTED,
    TRIAL_STARTED,
)
from tests.examples.ids import CASE, HOSPITAL, NOW, PARTNERSHIP, PROPOSAL, SEAT_HOSPITAL, SKIEN
from tests.governance.situations import (
    BY_SECRETARY,
    COMMAND_ID,
    PARTNERSHIP_BODY,
    SEATS,
    given,
)

AT_PARTNERSHIP = ExitFacts(
    NOW,
    BY_SECRETARY,
    COMMAND_ID,
    body=PARTNERSHIP_BODY,
    case=CaseFact(CASE, PARTNERSHIP, PROPOSAL),
    number="2026/1",
    parties=(HOSPITAL, SKIEN),
)


def by(person: UUID, facts: ExitFacts = AT_PARTNERSHIP) -> ExitFacts:
    """The same, asked by this person, with the body's seats looked up."""
    return replace(facts, by=Who(person), seats=SEATS)


SIGN_FOR_THE_HOSPITAL = replace(SIGN_FOR_SKIEN, seat_id=SEAT_HOSPITAL)
FOR_SKIEN = by(SKIEN_LEADER)
FOR_THE_HOSPITAL = by(HOSPITAL_LEADER)

NOTHING: clarification.Clarification = clarification.Unknown()
DRAFTING = given(NOTHING, clarification.evolve, CLARIFICATION_DRAFTED)
HALF_SIGNED = given(DRAFTING, clarification.evolve, SIGNED_BY_SKIEN)
SIGNED = given(HALF_SIGNED, clarification.evolve, SIGNED_BY_THE_HOSPITAL)
WAITING = given(SIGNED, clarification.evolve, CLARIFICATION_SENT)

NO_TRIAL: trial.Trial = trial.Unknown()
PLANNED_TRIAL = given(NO_TRIAL, trial.evolve, TRIAL_DRAFTED)
APPLIED_FOR = given(PLANNED_TRIAL, trial.evolve, TRIAL_APPLIED)
GRANTED = given(APPLIED_FOR, trial.evolve, TRIAL_GRANTED)
RUNNING = given(GRANTED, trial.evolve, TRIAL_STARTED)

NO_DISPUTE: dispute.Dispute = dispute.Unknown()
PREPARED = given(NO_DISPUTE, dispute.evolve, DISPUTE_PREPARED)
AT_THE_BOARD = given(PREPARED, dispute.evolve, DISPUTE_SENT)
