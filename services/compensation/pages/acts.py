"""What may be done with a claim, by whom and when, and what each act asks for (C-7, C-13).

Nobody is shown what the rules would refuse them: each person sees only what she may do now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias
from uuid import UUID

from services.compensation.application.access import LEADERS
from services.compensation.commands.claims import (
    ApproveClaim,
    AskReview,
    AttestClaim,
    ClaimCommand,
    DisputeClaim,
    RecalculateClaim,
    RefuseClaim,
    ReturnClaim,
    SubmitClaim,
    WithdrawClaim,
)
from services.compensation.pages.forms import (
    ActForm,
    ApproveForm,
    AttestForm,
    CorrectForm,
    ReasonForm,
    RecalculateForm,
)
from services.compensation.readmodels.claim_lists import Claim, Step
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed

ActName: TypeAlias = Literal[
    "send",
    "attest",
    "approve",
    "return",
    "refuse",
    "review",
    "dispute",
    "recalculate",
    "correct",
    "withdraw",
]
MINE = frozenset({"drafted", "returned"})
WITHDRAWN_FROM = MINE | {"submitted", "attested", "refused", "in-review"}
LOCKED = frozenset({"batched", "sent", "acknowledged", "paid", "payroll-refused", "corrected"})
RECKONED = frozenset({"attendance", "rate"})
"""What a claim is worked out from; corrected minutes are words, for people to judge."""
UNLOCKED = frozenset({"submitted", "attested", "approved"})


@dataclass(frozen=True, slots=True)
class Act:
    """An act: where its form is sent below the claim's own address, what the form is, and the
    command that comes of it. `plain` is done on the claim's own page, with nothing to type."""

    name: ActName
    slug: str
    form: type[ActForm]
    command: Callable[[UUID, Any], ClaimCommand] | None = None
    plain: bool = False

    @property
    def reasoned(self) -> bool:
        return issubclass(self.form, ReasonForm)


ACTS: tuple[Act, ...] = (
    Act("send", "send", ActForm, lambda claim, _: SubmitClaim(claim), plain=True),
    Act(
        "attest",
        "attester",
        AttestForm,
        lambda claim, sent: AttestClaim(claim, sent.basis or None),
        plain=True,
    ),
    Act(
        "approve",
        "godkjenn",
        ApproveForm,
        lambda claim, sent: ApproveClaim(claim, sent.total_ore),
        plain=True,
    ),
    Act("return", "returner", ReasonForm, lambda claim, sent: ReturnClaim(claim, sent.reason)),
    Act("refuse", "avsla", ReasonForm, lambda claim, sent: RefuseClaim(claim, sent.reason)),
    Act("review", "ny-vurdering", ReasonForm, lambda claim, sent: AskReview(claim, sent.reason)),
    Act("dispute", "uenighet", ReasonForm, lambda claim, sent: DisputeClaim(claim, sent.reason)),
    Act(
        "recalculate",
        "regn-om",
        RecalculateForm,
        lambda claim, sent: RecalculateClaim(claim, sent.because),
        plain=True,
    ),
    Act("correct", "rett", CorrectForm),
    Act("withdraw", "trekk", ActForm, lambda claim, _: WithdrawClaim(claim)),
)
"""In the order in which they are offered: the next step first, what ends the claim last."""


def acts_of(actor: Actor, claim: Claim, steps: Sequence[Step]) -> list[Act]:
    """What this actor may do with the claim now."""
    names = _names(actor, claim, steps)
    return [act for act in ACTS if act.name in names]


def _names(actor: Actor, claim: Claim, steps: Sequence[Step]) -> set[ActName]:
    if claim.draft.claimant == actor.person:
        return _own(claim)
    attests = may(actor, "compensation.attest", claim)
    approves = may(actor, "compensation.approve", claim)
    names: set[ActName] = set()
    if claim.status == "submitted" and attests and (not asks(claim) or answers(actor, claim)):
        names |= {"attest", "return"}
    if claim.status == "attested" and approves:
        names |= {"approve", "return", "refuse"}
    if claim.status == "in-review" and approves and actor.person not in _before(steps):
        names |= {"approve", "refuse"}
    if claim.status in LOCKED and approves:
        names.add("correct")
    if claim.look in RECKONED and claim.status in UNLOCKED and (attests or approves):
        names.add("recalculate")
    return names


def _own(claim: Claim) -> set[ActName]:
    names: set[ActName] = set()
    if claim.status in MINE:
        names.add("send")
    if claim.status in WITHDRAWN_FROM:
        names.add("withdraw")
    if claim.status == "refused":
        names.add("review")
    if claim.status == "finally-refused":
        names.add("dispute")
    return names


def _before(steps: Sequence[Step]) -> set[UUID]:
    """Those who have said yes or no to it: a review is by another person (C-7)."""
    return {step.by for step in steps if step.status in {"attested", "refused"}}


def may(actor: Actor, action: Action, claim: Claim) -> bool:
    return isinstance(allowed(actor, action, claim.resource), Allowed)


def asks(claim: Claim) -> bool:
    """Whether the claim asks about an attendance that is not recorded (C-5)."""
    return any(line.asked is not None for line in claim.draft.lines)


def answers(actor: Actor, claim: Claim) -> bool:
    """Whether this actor answers for the register of the meeting (C-5)."""
    return actor.has("secretariat", helsefellesskap=claim.draft.helsefellesskap) or any(
        seat.body == claim.body and seat.function in LEADERS - {"chair"} for seat in actor.seats
    )
