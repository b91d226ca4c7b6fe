"""What a claimant has told in a claim, as it is sent over HTTP."""

from collections.abc import Sequence

from services.compensation.api.bodies import (
    BetweenBody,
    CostBody,
    OtherPayBody,
    TravelBody,
    UnrecordedBody,
    WorkBody,
)
from services.compensation.rules.costs import costs_in
from services.compensation.rules.work import Work, told_in
from shared.contracts.compensation import ClaimDrafted, TimeKind


def told_again(draft: ClaimDrafted) -> WorkBody:
    """All that was told in a draft: sent again as it is, it makes the same draft."""
    body = work_body(told_in(draft))
    costs = [
        CostBody(day=cost.day, purpose=cost.what, amount_ore=cost.amount_ore, receipt=cost.receipt)
        for cost in costs_in(draft)
    ]
    other_pay = [
        OtherPayBody(purpose=pay.what, **pay.model_dump(exclude={"what"}))
        for pay in draft.other_pay
    ]
    return body.model_copy(update={"costs": costs, "other_pay": other_pay})


def work_body(work: Sequence[Work]) -> WorkBody:
    """Times, each where it belongs."""
    return WorkBody(
        travel=[
            TravelBody(
                work_from=each.work_from, work_to=each.work_to, purpose=each.what, km=each.km
            )
            for each in work
            if each.kind == "travel-time"
        ],
        between=_purposeful(work, "between"),
        pre_meeting=_purposeful(work, "pre-meeting"),
        unrecorded=[
            UnrecordedBody(work_from=each.work_from, work_to=each.work_to, question=each.asked)
            for each in work
            if each.asked is not None
        ],
    )


def _purposeful(work: Sequence[Work], kind: TimeKind) -> list[BetweenBody]:
    return [
        BetweenBody(work_from=each.work_from, work_to=each.work_to, purpose=each.what or "")
        for each in work
        if each.kind == kind
    ]
