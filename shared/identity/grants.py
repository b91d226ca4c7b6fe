"""The table of access: which role, seat or person may do what, and where (P-3, P-4).

Every line is one rule of the domain; what is not written here is not allowed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from shared.identity.actions import Action
from shared.identity.actors import Role
from shared.identity.conditions import (
    Condition,
    Kind,
    Lifted,
    Locked,
    Named,
    OfKind,
)

Part: TypeAlias = Literal["claimant", "attester"]
Within: TypeAlias = Literal["helsefellesskap", "shared", "body", "party", "parties", "nation"]


@dataclass(frozen=True, slots=True)
class ByRole:
    """Those who hold the role, within what it is held for; apart from those in `not_by` (C-7)."""

    role: Role
    within: Within = "helsefellesskap"
    also: tuple[Condition, ...] = ()
    not_by: frozenset[Part] = frozenset()


@dataclass(frozen=True, slots=True)
class BySeat:
    """Those who sit in a body, with any of these rights and functions and in one of these kinds
    of body where some are named; in a seat for one case, only what is about that case (G-5).
    `deputies` too, who must know what they may have to sit in for (G-2)."""

    within: Within = "helsefellesskap"
    rights: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    deputies: bool = False
    also: tuple[Condition, ...] = ()
    not_by: frozenset[Part] = frozenset()


@dataclass(frozen=True, slots=True)
class BySelf:
    """The person whose it is; without `strict` also the others it concerns."""

    strict: bool = True


Grant: TypeAlias = ByRole | BySeat | BySelf


def _kinds(*kinds: Kind) -> OfKind:
    return OfKind(frozenset(kinds))


AT_THE_PAYER: tuple[Role, ...] = ("attester", "approver", "payroll")
"""Those who answer for a payer's money (C-7)."""

SECRETARIAT = ByRole("secretariat")
SECRETARIAT_SHARED = ByRole("secretariat", "shared")
SEATS = BySeat(deputies=True)
SEATS_SHARED = BySeat("shared", deputies=True)
SELF = BySelf()
CONCERNED = BySelf(strict=False)
OPERATOR = ByRole("operator", "nation")
PROPOSERS = BySeat("body", rights=frozenset({"proposal"}))
SPEAKERS = BySeat("body", rights=frozenset({"vote", "speech"}))
CHAIRS = BySeat("body", functions=frozenset({"chair", "vice"}))
MEETING_LEADERS = BySeat("body", functions=frozenset({"chair", "vice", "secretary"}))
CLAIMANT: frozenset[Part] = frozenset({"claimant"})
_SPOKEN: tuple[Kind, ...] = ("case", "diagnosis", "decision", "meeting", "routine", "clarification")


def _directorate(*also: Condition) -> ByRole:
    return ByRole("helsedirektoratet", "nation", also)


def _payer(role: Role, *not_by: Part) -> ByRole:
    return ByRole(role, "party", not_by=frozenset(not_by))


GRANTS: Mapping[Action, tuple[Grant, ...]] = MappingProxyType(
    {
        # Intake. Those in bodies report too; quality systems import (I-10).
        "intake.report": (
            ByRole("clinician"),
            SECRETARIAT,
            BySeat(rights=frozenset({"proposal"})),
            ByRole("integrator", "party"),
        ),
        "intake.import": (SECRETARIAT, ByRole("integrator", "party"), OPERATOR),
        "intake.find-similar": (ByRole("clinician"), SECRETARIAT, SEATS),
        "intake.read-report": (SECRETARIAT, SELF),
        "intake.read-reporter": (SECRETARIAT, BySeat(also=(Lifted(), Named())), SELF),
        # Shown to the reporter's own organisation only, not even to the secretariat (I-4).
        "intake.read-external-reference": (
            ByRole("clinician", "party"),
            ByRole("integrator", "party"),
            SELF,
        ),
        "intake.read-case": (
            SECRETARIAT_SHARED,
            replace(SEATS_SHARED, also=(Lifted(),)),
            CONCERNED,
        ),
        # Those who have joined are reporters as good as the first (I-0).
        "intake.supplement": (CONCERNED,),
        "intake.withdraw": (SELF,),
        "intake.object": (CONCERNED,),
        # The chair of SSU where the secretariat is one person (I-6).
        "intake.triage": (
            SECRETARIAT,
            BySeat(functions=frozenset({"chair"}), kinds=frozenset({"ssu"})),
        ),
        # A case concerns the liaisons named for it; the rules tell them from its reporters (I-5).
        "intake.answer-first": (CONCERNED,),
        # By which body or for which party; a project is started by the secretariat (I-13).
        "intake.start-case": (
            SECRETARIAT,
            PROPOSERS,
            BySeat("party", rights=frozenset({"proposal"})),
        ),
        "intake.read-rules": (ByRole("clinician"), SECRETARIAT, SEATS, OPERATOR),
        # What holds in the whole country is kept by the operator (I-5).
        "intake.keep-rules": (SECRETARIAT, OPERATOR),
        "intake.configure": (SECRETARIAT, OPERATOR),
        # Assessment. Those affected take part; the secretariat decides.
        "assessment.assess": (SECRETARIAT, BySeat(rights=frozenset({"proposal"}))),
        "assessment.conclude": (SECRETARIAT,),
        "assessment.read": (
            SECRETARIAT_SHARED,
            SEATS_SHARED,
            _directorate(_kinds("diagnosis"), Locked()),
            CONCERNED,
        ),
        # Governance.
        "governance.configure": (SECRETARIAT, OPERATOR),
        "governance.register": (SECRETARIAT, OPERATOR),
        # Who answers for the payer's money is the payer's own to say; the operator names the
        # first. Not the secretariat, which attests claims itself (C-7).
        "governance.give-authority": (_payer("approver"), OPERATOR),
        # Whoever configures it must see it; no case stands in it.
        "governance.read-structure": (
            ByRole("clinician"),
            SECRETARIAT,
            SEATS,
            _directorate(),
            ByRole("approver"),
            OPERATOR,
        ),
        "governance.propose": (SECRETARIAT, PROPOSERS),
        # Where a case goes is chosen by the chair of the body that has it (G-8, G-10, G-14, I-0).
        "governance.choose": (SECRETARIAT, CHAIRS),
        "governance.acknowledge": (BySeat("party", rights=frozenset({"vote"})),),
        "governance.read-case": (SECRETARIAT_SHARED, SEATS_SHARED, CONCERNED),
        "governance.read-decision": (
            SECRETARIAT_SHARED,
            SEATS_SHARED,
            _directorate(_kinds("decision", "routine", "clarification"), Locked()),
            CONCERNED,
        ),
        "governance.read-routine": (
            ByRole("clinician"),
            SECRETARIAT_SHARED,
            SEATS_SHARED,
            _directorate(_kinds("routine"), Locked()),
        ),
        "governance.run-meeting": (SECRETARIAT, MEETING_LEADERS),
        # The secretary may enter a stance given by phone; both persons are in the event (P-5).
        "governance.take-stance": (SECRETARIAT, SPEAKERS),
        "governance.ask-group": (BySeat(rights=frozenset({"vote", "speech", "proposal"})),),
        "governance.read-hearing": (CONCERNED,),
        # The party's authorised person answers for the party (G-14).
        "governance.ratify": (BySeat("party", rights=frozenset({"vote"})),),
        "governance.implement": (SECRETARIAT, BySeat("party")),
        "governance.follow-up": (SECRETARIAT, BySeat("body")),
        "governance.ask-clarification": (SECRETARIAT, CHAIRS),
        "governance.answer-clarification": (SECRETARIAT, _directorate(_kinds("clarification"))),
        # One signature a side: by whoever votes in the body (G-16).
        "governance.sign-clarification": (BySeat("body", rights=frozenset({"vote"})),),
        "governance.take-exit": (SECRETARIAT, CHAIRS),
        # Compensation. A payer sees its own claims only (P-4); three different people (C-7).
        "compensation.agree": (_payer("approver"), SELF),
        "compensation.read-agreement": (
            _payer("attester"),
            _payer("approver"),
            _payer("payroll"),
            SECRETARIAT,
            SELF,
        ),
        "compensation.register-rate": (OPERATOR, _payer("approver")),
        "compensation.confirm-rate": (_payer("approver"),),
        "compensation.claim": (SELF,),
        # Chair and secretary read the claims for their own meetings: they attest them (C-7).
        "compensation.read-claim": (
            _payer("attester"),
            _payer("approver"),
            _payer("payroll"),
            SECRETARIAT,
            BySeat("body", functions=frozenset({"chair", "secretary"})),
            SELF,
        ),
        "compensation.attest": (
            _payer("attester", "claimant"),
            BySeat("body", functions=frozenset({"chair", "secretary"}), not_by=CLAIMANT),
            ByRole("secretariat", not_by=CLAIMANT),
        ),
        "compensation.approve": (_payer("approver", "claimant", "attester"),),
        "compensation.run-payroll": (_payer("payroll"), ByRole("integrator", "party")),
        "compensation.read-batch": (
            _payer("payroll"),
            _payer("approver"),
            ByRole("integrator", "party"),
        ),
        # One party pays, the others owe it their shares (C-8): each sees its own.
        "compensation.settle": (_payer("payroll"), _payer("approver")),
        "compensation.read-settlement": (_payer("payroll"), _payer("approver")),
        "compensation.dispute-share": (_payer("approver"),),
        # Audit. The same history for all, each as far as they may.
        "audit.read-history": (
            SECRETARIAT_SHARED,
            replace(SEATS_SHARED, also=(_kinds(*_SPOKEN),)),
            _directorate(_kinds(*_SPOKEN), Locked()),
            *(
                ByRole(role, "party", (_kinds("claim", "agreement", "batch"),))
                for role in AT_THE_PAYER
            ),
            CONCERNED,
        ),
        "audit.query": (SECRETARIAT, _directorate(_kinds("figures"))),
        "audit.verify": (_directorate(), OPERATOR, ByRole("secretariat", "nation")),
        "audit.read-accesses": (SECRETARIAT, SELF),
        "audit.erase": (SECRETARIAT,),
        "audit.follow": (ByRole("integrator", "parties"),),
        "operate": (OPERATOR,),
    }
)
