"""Canonical examples of a case after the decision, in each party's own line (G-14, G-15)."""

from datetime import date

from services.governance.commands.own_lines import (
    AnswerFollowUp,
    AnswerOwnStep,
    AskFollowUp,
    ChooseAfterRatification,
    PlanImplementation,
    RegisterRatification,
    ReportImplementation,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    CasePartySucceeded,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
    ImplementationPlanned,
    ImplementationReported,
    OwnStepAnswered,
    RatificationChoiceMade,
    RatificationOverdue,
    RatificationRegistered,
)
from shared.contracts.record import Event
from tests.examples.ids import CASE, HOSPITAL, PORSGRUNN, PROPOSAL, SEAT_SKIEN, SKIEN, SSU, id_of

REGISTER_RATIFICATION = RegisterRatification(
    case_id=CASE,
    party=SKIEN,
    answer="adopted",
    organ="Formannskapet",
    reference="Sak 112/26",
    reservation=None,
    touches_others=False,
)
CHOOSE_AFTER_RATIFICATION = ChooseAfterRatification(
    case_id=CASE, choice="in-force-for-the-rest", reason="De andre kan begynne."
)
PLAN_IMPLEMENTATION = PlanImplementation(
    case_id=CASE, party=SKIEN, seat_id=SEAT_SKIEN, due=(date(2027, 2, 1),)
)
REPORT_IMPLEMENTATION = ReportImplementation(
    case_id=CASE, party=SKIEN, result="done", note="Rutinen er innført i hjemmetjenesten."
)
ANSWER_OWN_STEP = AnswerOwnStep(
    case_id=CASE, step=1, result="agreed", reference="Samarbeidsutvalget 4/27", note=""
)
ASK_FOLLOW_UP = AskFollowUp(case_id=CASE)
ANSWER_FOLLOW_UP = AnswerFollowUp(
    case_id=CASE, result="achieved", text="Ingen svar blir liggende.", decision="close"
)

RATIFICATION_REGISTERED = RatificationRegistered(
    case_id=CASE, party=SKIEN, answer="adopted", organ="Formannskapet", reference="Sak 112/26"
)
RATIFICATION_OVERDUE = RatificationOverdue(case_id=CASE, pending=(PORSGRUNN, HOSPITAL))
RATIFICATION_CHOICE_MADE = RatificationChoiceMade(
    case_id=CASE,
    proposal_id=PROPOSAL,
    body_id=SSU,
    choice="in-force-for-the-rest",
    reason="De andre kan begynne.",
    to_body=SSU,
    returns=0,
)
DECISION_IN_FORCE = DecisionInForce(
    case_id=CASE,
    proposal_id=PROPOSAL,
    parties=(SKIEN, PORSGRUNN, HOSPITAL),
    body_id=SSU,
    follow_up_on=date(2027, 5, 3),
)
IMPLEMENTATION_PLANNED = ImplementationPlanned(
    case_id=CASE,
    party=SKIEN,
    person_id=id_of("skien-leader"),
    seat_id=SEAT_SKIEN,
    due=(date(2027, 2, 1),),
)
IMPLEMENTATION_REPORTED = ImplementationReported(
    case_id=CASE, party=SKIEN, result="done", note="Rutinen er innført i hjemmetjenesten."
)
OWN_STEP_ANSWERED = OwnStepAnswered(
    case_id=CASE, step=1, result="agreed", reference="Samarbeidsutvalget 4/27", note=""
)
CASE_IMPLEMENTED = CaseImplemented(case_id=CASE, parties=(SKIEN, PORSGRUNN, HOSPITAL))
FOLLOW_UP_ASKED = FollowUpAsked(case_id=CASE, body_id=SSU)
FOLLOW_UP_ANSWERED = FollowUpAnswered(
    case_id=CASE,
    result="achieved",
    text="Ingen svar blir liggende.",
    decision="close",
    to_body=None,
)
CASE_PARTY_SUCCEEDED = CasePartySucceeded(
    case_id=CASE, old=PORSGRUNN, new=id_of("grenland"), on=date(2027, 1, 1)
)

EVENTS: tuple[Event, ...] = (
    RATIFICATION_REGISTERED,
    RATIFICATION_OVERDUE,
    RATIFICATION_CHOICE_MADE,
    DECISION_IN_FORCE,
    IMPLEMENTATION_PLANNED,
    IMPLEMENTATION_REPORTED,
    OWN_STEP_ANSWERED,
    CASE_IMPLEMENTED,
    FOLLOW_UP_ASKED,
    FOLLOW_UP_ANSWERED,
    CASE_PARTY_SUCCEEDED,
)
