"""Canonical examples of a doctor's claim: commands and events."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid5

from services.compensation.commands.claims import (
    ApproveClaim,
    AskReview,
    AttestClaim,
    BetweenMeetings,
    CorrectClaim,
    DisputeClaim,
    DraftClaim,
    RecalculateClaim,
    RefuseClaim,
    ReturnClaim,
    SubmitClaim,
    Travel,
    WithdrawClaim,
)
from shared.contracts.compensation import (
    ClaimApproved,
    ClaimAttested,
    ClaimCorrected,
    ClaimDisputed,
    ClaimDrafted,
    ClaimLine,
    ClaimRecalculated,
    ClaimRefused,
    ClaimReturned,
    ClaimSubmitted,
    ClaimWithdrawn,
    ReceiptClaimed,
    ReviewAsked,
    TimeClaimed,
    TimeReleased,
)
from shared.contracts.record import Event
from tests.examples.compensation.terms import KM_RATE, KM_SOURCE, KM_TAX_FREE_RATE, SOURCE
from tests.examples.ids import (
    AGREEMENT,
    APPROVER,
    ATTESTER,
    CASE,
    CLAIM,
    GP,
    MEETING,
    MEETING_FROM,
    MEETING_TO,
    RATE,
    SEAT_GP,
    SKIEN,
    TELEMARK,
    id_of,
)

LEFT_HOME = datetime(2026, 11, 3, 7, 30, tzinfo=UTC)
PREPARED_FROM = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
PREPARED_TO = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)
DRAFT = DraftClaim(
    claim_id=CLAIM,
    claimant=GP,
    agreement_id=AGREEMENT,
    seat_id=SEAT_GP,
    meeting_id=MEETING,
    travel=(Travel(LEFT_HOME, MEETING_FROM, "Reise Skien–Porsgrunn", Decimal("12.5")),),
    between=(BetweenMeetings(PREPARED_FROM, PREPARED_TO, "Spørsmål til fastlegene i Skien"),),
)
SUBMIT = SubmitClaim(claim_id=CLAIM)
ATTEST = AttestClaim(claim_id=CLAIM)
APPROVE = ApproveClaim(claim_id=CLAIM, total_ore=425_725)
RETURN = ReturnClaim(claim_id=CLAIM, reason="Reisen tilbake mangler.")
WITHDRAW = WithdrawClaim(claim_id=CLAIM)
REFUSE = RefuseClaim(claim_id=CLAIM, reason="Møtet var ikke avtalt.")
ASK_REVIEW = AskReview(claim_id=CLAIM, reason="Møtet sto i innkallingen.")
DISPUTE = DisputeClaim(claim_id=CLAIM, reason="Avtalen dekker møtet.")
RECALCULATE = RecalculateClaim(claim_id=CLAIM, because="attendance")
CORRECT = CorrectClaim(
    claim_id=CLAIM,
    correction_id=id_of("correction"),
    choice="reversal",
    because="attendance",
    reason="Møtet ble avlyst.",
)
PREPARING = ClaimLine(
    line_id=uuid5(CLAIM, "between 2026-11-02T16:00:00.000000Z"),
    kind="between",
    what="Spørsmål til fastlegene i Skien",
    work_from=PREPARED_FROM,
    work_to=PREPARED_TO,
    minutes=60,
    quantity="1",
    unit="hour",
    rate_id=id_of("rate-between"),
    rate_ore=139_700,
    rate_source=SOURCE,
    rate_valid_from=date(2024, 1, 1),
    amount_ore=139_700,
)
TRAVELLING = ClaimLine(
    line_id=uuid5(CLAIM, "travel-time 2026-11-03T07:30:00.000000Z"),
    kind="travel-time",
    what="Reise Skien–Porsgrunn",
    work_from=LEFT_HOME,
    work_to=MEETING_FROM,
    minutes=30,
    quantity="0.5",
    unit="hour",
    rate_id=id_of("rate-travel-time"),
    rate_ore=139_700,
    rate_source=SOURCE,
    rate_valid_from=date(2024, 1, 1),
    amount_ore=69_850,
)
TAX_FREE = ClaimLine(
    line_id=uuid5(CLAIM, "km-tax-free 2026-11-03T07:30:00.000000Z"),
    kind="km-tax-free",
    what="Reise Skien–Porsgrunn",
    work_from=LEFT_HOME,
    work_to=MEETING_FROM,
    quantity="12.5",
    unit="km",
    rate_id=KM_TAX_FREE_RATE,
    rate_ore=350,
    rate_source=KM_SOURCE,
    rate_valid_from=date(2026, 1, 1),
    amount_ore=4_375,
)
TAXABLE = ClaimLine(
    line_id=uuid5(CLAIM, "km-taxable 2026-11-03T07:30:00.000000Z"),
    kind="km-taxable",
    what="Reise Skien–Porsgrunn",
    work_from=LEFT_HOME,
    work_to=MEETING_FROM,
    quantity="12.5",
    unit="km",
    rate_id=KM_RATE,
    less_rate_id=KM_TAX_FREE_RATE,
    rate_ore=180,
    rate_source=KM_SOURCE,
    rate_valid_from=date(2026, 1, 1),
    amount_ore=2_250,
)
MEETING_LINE = ClaimLine(
    line_id=uuid5(CLAIM, "meeting 2026-11-03T08:00:00.000000Z"),
    kind="meeting",
    work_from=MEETING_FROM,
    work_to=MEETING_TO,
    minutes=90,
    quantity="1.5",
    unit="hour",
    rate_id=RATE,
    rate_ore=139_700,
    rate_source=SOURCE,
    rate_valid_from=date(2024, 1, 1),
    amount_ore=209_550,
)
LINES = (PREPARING, TRAVELLING, TAX_FREE, TAXABLE, MEETING_LINE)
DRAFTED = ClaimDrafted(
    claim_id=CLAIM,
    helsefellesskap=TELEMARK,
    claimant=GP,
    agreement_id=AGREEMENT,
    payer=SKIEN,
    channel="payroll",
    seat_id=SEAT_GP,
    meeting_id=MEETING,
    cases=(CASE,),
    lines=LINES,
    total_ore=425_725,
)
SUBMITTED = ClaimSubmitted(claim_id=CLAIM)
TIME_CLAIMED = TimeClaimed(
    person=GP,
    claim_id=CLAIM,
    line_id=MEETING_LINE.line_id,
    agreement_id=AGREEMENT,
    kind="meeting",
    work_from=MEETING_FROM,
    work_to=MEETING_TO,
)
ATTESTED = ClaimAttested(claim_id=CLAIM, attester=ATTESTER, total_ore=425_725)
APPROVED = ClaimApproved(claim_id=CLAIM, payer=SKIEN, approver=APPROVER, total_ore=425_725)
RETURNED = ClaimReturned(claim_id=CLAIM, at="attestation", reason=RETURN.reason)
RELEASED = TimeReleased(person=GP, claim_id=CLAIM)
RECEIPT_CLAIMED = ReceiptClaimed(person=GP, claim_id=CLAIM, sha256="f" * 64)
WITHDRAWN = ClaimWithdrawn(claim_id=CLAIM)
REFUSED = ClaimRefused(claim_id=CLAIM, refuser=APPROVER, reason=REFUSE.reason, final=False)
REVIEW_ASKED = ReviewAsked(claim_id=CLAIM, reason=ASK_REVIEW.reason)
DISPUTED = ClaimDisputed(claim_id=CLAIM, reason=DISPUTE.reason)
RECALCULATED = ClaimRecalculated(
    claim_id=CLAIM, because="attendance", lines=(MEETING_LINE,), total_ore=209_550
)
UNDONE = MEETING_LINE.model_copy(
    update={
        "line_id": uuid5(MEETING_LINE.line_id, "reversal"),
        "of_line": MEETING_LINE.line_id,
        "quantity": "-1.5",
        "amount_ore": -209_550,
    }
)
CORRECTED = ClaimCorrected(
    claim_id=CLAIM,
    correction_id=CORRECT.correction_id,
    choice="reversal",
    because="attendance",
    reason=CORRECT.reason,
    approver=APPROVER,
    lines=(UNDONE,),
    total_ore=-209_550,
)

EVENTS: tuple[Event, ...] = (
    DRAFTED,
    SUBMITTED,
    TIME_CLAIMED,
    RELEASED,
    ATTESTED,
    APPROVED,
    RETURNED,
    RECEIPT_CLAIMED,
    WITHDRAWN,
    REFUSED,
    REVIEW_ASKED,
    DISPUTED,
    RECALCULATED,
    CORRECTED,
)
