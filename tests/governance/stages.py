"""The stages of a case and of a meeting, folded from the canonical events."""

from services.governance.decisions import case, meeting
from tests.examples.governance.cases import (
    CASE_IMPLEMENTED,
    CASE_RECEIVED,
    CONSENSUS_FAILED,
    CONSENSUS_REACHED,
    DECISION_IN_FORCE,
    PROPOSAL_SUBMITTED,
)
from tests.examples.governance.meetings import (
    ITEM_CLOSED,
    ITEM_OPENED,
    MEETING_CALLED,
    MEETING_CANCELLED,
    MEETING_CLOSED,
    MEETING_PLANNED,
    MEETING_STARTED,
)
from tests.governance.situations import given

NO_CASE: case.Case = case.Unknown()
AT_WORK = given(NO_CASE, case.evolve, CASE_RECEIVED)
PROPOSED = given(AT_WORK, case.evolve, PROPOSAL_SUBMITTED)
LIFTED = given(PROPOSED, case.evolve, CONSENSUS_FAILED)
RATIFYING = given(PROPOSED, case.evolve, CONSENSUS_REACHED)
FOR_THOSE_WHO_ADOPT = given(
    AT_WORK,
    case.evolve,
    PROPOSAL_SUBMITTED.model_copy(update={"adoption": "for-those-who-adopt"}),
    CONSENSUS_REACHED,
)
IN_FORCE = given(RATIFYING, case.evolve, DECISION_IN_FORCE)
IMPLEMENTED = given(IN_FORCE, case.evolve, CASE_IMPLEMENTED)

NO_MEETING: meeting.Meeting = meeting.Unknown()
PLANNED = given(NO_MEETING, meeting.evolve, MEETING_PLANNED)
CALLED = given(PLANNED, meeting.evolve, MEETING_CALLED)
CANCELLED = given(CALLED, meeting.evolve, MEETING_CANCELLED)
STARTED = given(CALLED, meeting.evolve, MEETING_STARTED)
OPENED = given(STARTED, meeting.evolve, ITEM_OPENED)
TREATED = given(OPENED, meeting.evolve, ITEM_CLOSED)
CLOSED = given(TREATED, meeting.evolve, MEETING_CLOSED)
