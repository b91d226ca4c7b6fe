"""The stages of a case and of a meeting, folded from the canonical events."""

from typing import TypeVar

from services.governance.decisions import case, meeting
from services.governance.decisions.case import CaseEvent
from services.governance.decisions.case.states import (
    AtWork,
    ChairChoosing,
    Choosing,
    Closed,
    FollowUp,
    Implemented,
    InCouncil,
    InForce,
    NotAgreed,
    Proposed,
    Ratifying,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)
from tests.examples.governance.case_events import (
    CASE_CLOSED,
    CASE_REFERRED,
    CASE_UNPLACED,
    EXIT_TAKEN,
    NOT_AGREED_DECLARED,
)
from tests.examples.governance.cases import (
    CASE_RECEIVED,
    CONSENSUS_FAILED,
    CONSENSUS_REACHED,
    COUNCIL,
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
from tests.examples.governance.own_lines import (
    CASE_IMPLEMENTED,
    DECISION_IN_FORCE,
    FOLLOW_UP_ANSWERED,
    FOLLOW_UP_ASKED,
    RATIFICATION_REGISTERED,
)
from tests.examples.ids import HOSPITAL, PARTNERSHIP, PORSGRUNN, SSU
from tests.governance.situations import after, given

K = TypeVar("K")


def staged(kind: type[K], start: case.Case, *events: CaseEvent) -> K:
    """The state these events lead to, which is of this kind."""
    state = after(start, *events)
    assert isinstance(state, kind), state
    return state


NO_CASE: case.Case = case.Unknown()
AT_WORK = staged(AtWork, NO_CASE, CASE_RECEIVED)
PROPOSED = staged(Proposed, AT_WORK, PROPOSAL_SUBMITTED)
LIFTED = staged(Proposed, PROPOSED, CONSENSUS_FAILED)
RATIFYING = staged(Ratifying, PROPOSED, CONSENSUS_REACHED)
FOR_THOSE_WHO_ADOPT = staged(
    Ratifying,
    AT_WORK,
    PROPOSAL_SUBMITTED.model_copy(update={"adoption": "for-those-who-adopt"}),
    CONSENSUS_REACHED,
)
IN_FORCE = staged(InForce, RATIFYING, DECISION_IN_FORCE)
IMPLEMENTED = staged(Implemented, IN_FORCE, CASE_IMPLEMENTED)
FOLLOW_UP = staged(FollowUp, IMPLEMENTED, FOLLOW_UP_ASKED)
ENDED = staged(Closed, FOLLOW_UP, FOLLOW_UP_ANSWERED, CASE_CLOSED)
UNRESOLVED = staged(
    Unresolved,
    LIFTED,
    CONSENSUS_FAILED.model_copy(
        update={"body_id": PARTNERSHIP, "to_body": PARTNERSHIP, "way_on": "exits"}
    ),
)
WAITING = staged(WaitingExternal, UNRESOLVED, EXIT_TAKEN)
NOT_AGREED = staged(NotAgreed, UNRESOLVED, NOT_AGREED_DECLARED)
UNPLACED = staged(Unplaced, NO_CASE, CASE_UNPLACED)
WITH_ARENA = staged(WithArena, NO_CASE, CASE_REFERRED)
IN_COUNCIL = staged(
    InCouncil,
    AT_WORK,
    PROPOSAL_SUBMITTED.model_copy(update={"to_body": COUNCIL, "then_to": SSU}),
)
CHAIR_CHOOSING = staged(
    ChairChoosing,
    PROPOSED,
    CONSENSUS_FAILED.model_copy(
        update={
            "disagreement": "professional",
            "to_body": SSU,
            "returns": 2,
            "way_on": "chair-chooses",
        }
    ),
)
CHOOSING = staged(
    Choosing,
    FOR_THOSE_WHO_ADOPT,
    RATIFICATION_REGISTERED.model_copy(update={"answer": "refused"}),
    RATIFICATION_REGISTERED.model_copy(update={"party": PORSGRUNN}),
    RATIFICATION_REGISTERED.model_copy(update={"party": HOSPITAL}),
)
"""Skien has refused; the others have adopted."""

NO_MEETING: meeting.Meeting = meeting.Unknown()
PLANNED = given(NO_MEETING, meeting.evolve, MEETING_PLANNED)
CALLED = given(PLANNED, meeting.evolve, MEETING_CALLED)
CANCELLED = given(CALLED, meeting.evolve, MEETING_CANCELLED)
STARTED = given(CALLED, meeting.evolve, MEETING_STARTED)
OPENED = given(STARTED, meeting.evolve, ITEM_OPENED)
TREATED = given(OPENED, meeting.evolve, ITEM_CLOSED)
CLOSED = given(TREATED, meeting.evolve, MEETING_CLOSED)
