"""What a claim rests on, and who may pass it on (C-1, C-2, C-5, C-6, C-7)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from services.compensation.commands.claims import DraftClaim
from services.compensation.commands.facts import (
    AgreementFact,
    AttendanceFact,
    ClaimFacts,
    Engagement,
    Standing,
)
from services.compensation.rules.dates import months_after
from services.compensation.rules.rates import MACHINES
from shared.contracts.compensation import Channel, ClaimDrafted
from shared.contracts.record import Who
from shared.values.calendar import local_day
from shared.values.refusal import Refused

ATTESTS: frozenset[Standing] = frozenset({"secretary", "chair", "attester"})
APPROVES: frozenset[Standing] = frozenset({"approver"})
_MOMENT = timedelta(microseconds=1)


def asked_for_by(command: DraftClaim, by: Who) -> None:
    """C-7: a claim is the claimant's own; the service may prefill it."""
    if by.person != command.claimant and by.person not in MACHINES:
        raise Refused("C-7", "compensation.not-your-claim", field="claimant")


def agreement_of(
    facts: ClaimFacts, claimant: UUID, agreement_id: UUID, seat_id: UUID
) -> AgreementFact:
    """C-2, C-6: an agreement in force for this doctor and this seat."""
    found = facts.agreement
    if found is None or (found.agreement_id, found.doctor) != (agreement_id, claimant):
        raise Refused("C-2", "compensation.no-agreement", field="agreement_id")
    if seat_id not in found.seats:
        raise Refused("C-2", "compensation.seat-not-in-agreement", field="seat_id")
    return found


def attendance_of(
    facts: ClaimFacts, claimant: UUID, meeting_id: UUID, seat_id: UUID, *, asked: bool
) -> AttendanceFact:
    """C-5: a meeting line stands on the attendance that governance recorded; without it the
    claimant asks the secretariat (`asked`)."""
    found = facts.attendance
    if (
        found is None
        or not (asked or any(time.present_from < time.present_to for time in found.present))
        or (found.meeting_id, found.seat_id, found.person_id) != (meeting_id, seat_id, claimant)
    ):
        raise Refused("C-5", "compensation.no-attendance", field="meeting_id")
    return found


def within_the_period(agreement: AgreementFact, work_from: datetime, work_to: datetime) -> None:
    """C-6: nothing is claimed outside the agreement's period; work that ends at midnight
    belongs to the day that ends."""
    for day in (local_day(work_from), local_day(work_to - _MOMENT)):
        if not agreement.valid_from <= day <= agreement.valid_to:
            raise Refused(
                "C-6",
                "compensation.outside-the-agreement",
                field="lines",
                day=day,
                valid_from=agreement.valid_from,
                valid_to=agreement.valid_to,
            )


def paid_by_us(engagements: Iterable[Engagement], channel: Channel, day: date) -> None:
    """C-1: the self-employed are paid; employed doctors are paid by their employer, unless the
    agreement refunds the employer. What they are on the day of the work decides."""
    held = [each.employment for each in engagements if each.holds(day)]
    if not held:
        raise Refused("C-1", "compensation.employment-unknown", field="claimant", day=day)
    if "self-employed" in held:
        return
    if "employed" not in held:
        raise Refused("C-1", "compensation.not-in-practice", field="claimant", day=day)
    if channel != "employer-refund":
        raise Refused("C-1", "compensation.employed", field="claimant", day=day)


def in_time(agreement: AgreementFact, days: Iterable[date], now: datetime) -> None:
    """C-6: not later than the claim deadline that the agreement states."""
    months = agreement.claim_deadline_months
    if months is None:
        return
    first = min(days)
    due = months_after(first, months)
    if local_day(now) > due:
        raise Refused("C-6", "compensation.too-late", field="lines", day=first, due=due)


def involved(by: Who) -> frozenset[UUID]:
    """The one who asks and the one stood in for: both count (P-5)."""
    return frozenset(person for person in (by.person, by.on_behalf_of) if person)


def may_attest(facts: ClaimFacts, claim: ClaimDrafted) -> None:
    """C-7: the facts are attested by secretary or chair, or the payer's attester; never by the
    claimant. Time without a record is the secretariat's to answer for (C-5)."""
    if claim.claimant in involved(facts.by):
        raise Refused("C-7", "compensation.own-claim")
    if not ATTESTS & set(facts.standing):
        raise Refused("C-7", "compensation.not-attester")
    if any(line.asked for line in claim.lines) and "secretary" not in facts.standing:
        raise Refused("C-5", "compensation.secretariat-answers")
    _stands_in_rightly(facts, ATTESTS)


def _stands_in_rightly(facts: ClaimFacts, needed: frozenset[Standing]) -> None:
    """P-5: the one stood in for could have done it too."""
    if facts.by.on_behalf_of is not None and not needed & set(facts.stood_in_for):
        raise Refused("C-7", "compensation.stood-in-for-nobody", field="on_behalf_of")


def may_approve(facts: ClaimFacts, claim: ClaimDrafted, attested_by: frozenset[UUID]) -> None:
    """C-7: the money is approved by somebody with authority at the payer; attester, approver
    and claimant are three different people."""
    if claim.claimant in involved(facts.by):
        raise Refused("C-7", "compensation.own-claim")
    if attested_by & involved(facts.by):
        raise Refused("C-7", "compensation.attested-by-yourself")
    if not APPROVES & set(facts.standing):
        raise Refused("C-7", "compensation.not-approver")
    _stands_in_rightly(facts, APPROVES)


def may_review(facts: ClaimFacts, claim: ClaimDrafted, before: frozenset[UUID]) -> None:
    """C-7: a refusal is looked at once more by another person than those before."""
    if before & involved(facts.by):
        raise Refused("C-7", "compensation.reviewed-by-another")
    may_approve(facts, claim, frozenset())
