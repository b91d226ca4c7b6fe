"""A decision comes into force for those whom it binds (G-14, G-15)."""

from uuid import UUID

from services.governance.commands.facts import CaseFacts
from services.governance.decisions.case.states import Choosing, Ratifying
from services.governance.rules.implementation import months_after
from shared.contracts.governance.own_lines import DecisionInForce
from shared.values.calendar import local_day

USUAL_FOLLOW_UP = 6
"""Months, where the body that sees it through is not known any more."""


def in_force(
    case_id: UUID, facts: CaseFacts, case: Ratifying | Choosing, parties: tuple[UUID, ...]
) -> DecisionInForce:
    """G-15: it binds these parties; the self-employed it asks through a step of their own, and
    after the body's months it is asked what became of it."""
    body = facts.known(case.body_id)
    months = body.rules.follow_up_months if body else USUAL_FOLLOW_UP
    return DecisionInForce(
        case_id=case_id,
        proposal_id=case.proposal.proposal_id,
        parties=parties,
        body_id=case.body_id,
        own_steps=tuple(step for step in case.proposal.own_steps if step.party in parties),
        review_on=case.proposal.review_on,
        follow_up_on=months_after(local_day(facts.now), months),
    )
