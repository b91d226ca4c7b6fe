"""Who may ask what, and as what they act: decided by the policy before anything is done (P-3)."""

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.compensation.application.records import ClaimOnRecord, Records, case_of
from services.compensation.commands import CompensationCommand
from services.compensation.commands.agreements import (
    DraftAgreement,
    EndAgreement,
    SetSharingKey,
    SignAgreement,
)
from services.compensation.commands.batches import (
    AcknowledgeBatch,
    ExportBatch,
    FillBatch,
    LockBatch,
    MarkPaid,
    RefuseLines,
)
from services.compensation.commands.claims import (
    ApproveClaim,
    AskReview,
    AttestClaim,
    CorrectClaim,
    DisputeClaim,
    DraftClaim,
    RecalculateClaim,
    RefuseClaim,
    ReturnClaim,
    SubmitClaim,
    WithdrawClaim,
)
from services.compensation.commands.payers import SetWageTypes
from services.compensation.commands.rates import ConfirmRate, PublishRate
from services.compensation.commands.settlements import AgreeShare, DisputeShare, MakeSettlement
from services.compensation.readmodels import agreements, attended, batches, claim_lists
from shared.eventlog.projections import Views
from shared.identity.actors import Actor, Role
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.web.conditions import NotFound

LEADERS = frozenset({"chair", "secretary"})


PassingCommand: TypeAlias = (
    SubmitClaim
    | WithdrawClaim
    | AskReview
    | DisputeClaim
    | AttestClaim
    | ApproveClaim
    | RefuseClaim
    | CorrectClaim
    | RecalculateClaim
    | ReturnClaim
)


@dataclass(frozen=True, slots=True)
class ActsAs:
    """The case a command belongs to, and in which seat or for which party it is asked (R-1)."""

    case: str
    helsefellesskap: UUID | None = None
    seat: UUID | None = None
    party: UUID | None = None


class Access:
    """Every question raises Forbidden, and NotFound where there is nothing on record."""

    def __init__(self, records: Records, views: Views) -> None:
        self._records = records
        self._views = views

    def to(self, actor: Actor, command: CompensationCommand) -> ActsAs:  # noqa: PLR0911 - one a kind
        """Lets the command through, or raises."""
        match command:
            case PublishRate() | ConfirmRate():
                return self._rate(actor, command)
            case DraftAgreement():
                return self._draft_agreement(actor, command)
            case SignAgreement():
                return self._sign(actor, command)
            case DraftClaim():
                return self._draft_claim(actor, command)
            case EndAgreement() | SetSharingKey():
                return self._change_agreement(actor, command)
            case SetWageTypes():
                return self.payroll(actor, command.payer, case=str(command.payer))
            case FillBatch() | LockBatch():
                return self.payroll(actor, command.payer, case=str(command.batch_id))
            case ExportBatch() | AcknowledgeBatch() | RefuseLines() | MarkPaid():
                return self.batch(actor, command.batch_id)
            case MakeSettlement() | DisputeShare() | AgreeShare():
                return self._settlement(actor, command)
            case _:
                return self._claim(actor, command)

    def payroll(self, actor: Actor, payer: UUID, *, case: str) -> ActsAs:
        """Those who run the payer's payroll (P-4)."""
        require(actor, "compensation.run-payroll", batches.resource_of(payer))
        return ActsAs(case, party=payer)

    def batch(self, actor: Actor, batch_id: UUID) -> ActsAs:
        """A batch's own case is the batch."""
        found = self._records.batch(batch_id)
        if found is None:
            raise NotFound
        return self.payroll(actor, found.payer, case=str(batch_id))

    def _settlement(
        self, actor: Actor, command: MakeSettlement | DisputeShare | AgreeShare
    ) -> ActsAs:
        """The payer makes it and records what was agreed; each party disputes its own share."""
        case = str(command.settlement_id)
        if isinstance(command, MakeSettlement):
            require(actor, "compensation.settle", batches.resource_of(command.payer))
            return ActsAs(case, party=command.payer)
        made = self._records.settlement(command.settlement_id)
        if made is None:
            raise NotFound
        if isinstance(command, DisputeShare):
            require(actor, "compensation.dispute-share", Resource("batch", party=command.party))
            return ActsAs(case, party=command.party)
        require(actor, "compensation.settle", batches.resource_of(made.payer))
        return ActsAs(case, party=made.payer)

    def _change_agreement(self, actor: Actor, command: EndAgreement | SetSharingKey) -> ActsAs:
        """Either side ends it; how the parties share is the payer's to set (C-8)."""
        known = self._records.agreement(command.agreement_id)
        if known is None:
            raise NotFound
        draft = known.draft
        resource = agreements.resource_of(draft)
        if isinstance(command, SetSharingKey):
            resource = Resource("agreement", party=draft.payer)
        require(actor, "compensation.agree", resource)
        return ActsAs(
            str(command.agreement_id),
            draft.helsefellesskap,
            party=_holds(actor, "approver", draft.payer),
        )

    def _rate(self, actor: Actor, command: PublishRate | ConfirmRate) -> ActsAs:
        """A rate belongs to nobody: a payer's approver confirms it for the own party (C-3)."""
        party = _party_of(actor, "approver")
        resource = Resource("rate", party=party)
        if isinstance(command, PublishRate):
            require(actor, "compensation.register-rate", resource)
        else:
            require(actor, "compensation.confirm-rate", resource)
            if self._records.rate(command.rate_id) is None:
                raise NotFound
        return ActsAs(str(command.rate_id), party=party)

    def _draft_agreement(self, actor: Actor, command: DraftAgreement) -> ActsAs:
        """Nobody takes over an agreement by drafting it anew for another payer or doctor."""
        resource = Resource(
            "agreement",
            helsefellesskap=command.helsefellesskap,
            party=command.payer,
            person=command.doctor,
        )
        require(actor, "compensation.agree", resource)
        known = self._records.agreement(command.agreement_id)
        if known is not None:
            require(actor, "compensation.agree", agreements.resource_of(known.draft))
        return ActsAs(
            str(command.agreement_id),
            command.helsefellesskap,
            party=_holds(actor, "approver", command.payer),
        )

    def _sign(self, actor: Actor, command: SignAgreement) -> ActsAs:
        known = self._records.agreement(command.agreement_id)
        if known is None:
            raise NotFound
        draft = known.draft
        require(actor, "compensation.agree", agreements.resource_of(draft))
        if command.side == "payer" and actor.person != draft.doctor:
            # For the payer its own people sign; that the doctor can't is the rule's to say (C-2).
            require(actor, "compensation.agree", Resource("agreement", party=draft.payer))
        return ActsAs(
            str(command.agreement_id),
            draft.helsefellesskap,
            party=draft.payer if command.side == "payer" else None,
        )

    def _draft_claim(self, actor: Actor, command: DraftClaim) -> ActsAs:
        require(actor, "compensation.claim", Resource("claim", person=command.claimant))
        known = self._records.claim(command.claim_id)
        if known is not None:
            require(actor, "compensation.claim", self._resource(known))
        meeting = attended.meeting(self._views, command.meeting_id)
        return ActsAs(
            case_of(meeting.cases if meeting else (), command.claim_id),
            meeting.helsefellesskap if meeting else None,
            seat=command.seat_id,
        )

    def _claim(self, actor: Actor, command: PassingCommand) -> ActsAs:  # noqa: PLR0911 - one a kind
        known = self._records.claim(command.claim_id)
        if known is None:
            raise NotFound
        resource = self._resource(known)
        match command:
            case SubmitClaim() | WithdrawClaim() | AskReview() | DisputeClaim():
                require(actor, "compensation.claim", resource)
                return _acts(known, seat=known.draft.seat_id)
            case AttestClaim():
                return self._attests(actor, known, resource)
            case ApproveClaim() | RefuseClaim() | CorrectClaim():
                require(actor, "compensation.approve", resource)
                return _acts(known, party=known.draft.payer)
            case RecalculateClaim():
                if _holds(actor, "approver", known.draft.payer):
                    require(actor, "compensation.approve", replace(resource, attester=None))
                    return _acts(known, party=known.draft.payer)
                return self._attests(actor, known, resource)
            case ReturnClaim():
                if known.attested is None:
                    return self._attests(actor, known, resource)
                require(actor, "compensation.approve", resource)
                return _acts(known, party=known.draft.payer)
            case _:
                assert_never(command)

    def _attests(self, actor: Actor, known: ClaimOnRecord, resource: Resource) -> ActsAs:
        """In the seat of chair or secretary, for the payer, or as the secretariat (C-7)."""
        require(actor, "compensation.attest", resource)
        seats = sorted(
            str(seat.seat)
            for seat in actor.seats
            if seat.body == resource.body and seat.function in LEADERS
        )
        return _acts(
            known,
            seat=UUID(seats[0]) if seats else None,
            party=_holds(actor, "attester", known.draft.payer),
        )

    def _resource(self, known: ClaimOnRecord) -> Resource:
        meeting = attended.meeting(self._views, known.draft.meeting_id)
        return claim_lists.resource_of(
            known.draft,
            meeting.body if meeting else None,
            known.attested.attester if known.attested else None,
        )


def _acts(known: ClaimOnRecord, *, seat: UUID | None = None, party: UUID | None = None) -> ActsAs:
    return ActsAs(known.case, known.draft.helsefellesskap, seat, party)


def _holds(actor: Actor, role: Role, party: UUID) -> UUID | None:
    """The party, where the role is held for it."""
    held = any(each.role == role and each.party == party for each in actor.holdings)
    return party if held else None


def _party_of(actor: Actor, role: Role) -> UUID | None:
    """A party that the role is held for; the first by id where there are several."""
    parties = sorted(str(each.party) for each in actor.holdings if each.role == role and each.party)
    return UUID(parties[0]) if parties else None
