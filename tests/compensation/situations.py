"""What the decisions are tried on: people, facts, and what has happened."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any, TypeVar
from uuid import UUID

import pytest

from services.compensation.commands.claims import ClaimCommand, DraftClaim
from services.compensation.commands.facts import (
    AgreementFact,
    ApprovedClaim,
    ApprovedLine,
    AttendanceFact,
    BatchFacts,
    ClaimFacts,
    Engagement,
    Presence,
    RateFact,
    RateFacts,
)
from services.compensation.decisions import claim as claims
from shared.contracts.compensation import ClaimDrafted, ClaimLine, RateKind
from shared.contracts.record import Facts, Who
from shared.values.calendar import local_day
from shared.values.money import TO_ORE, Rounding, ore
from shared.values.rates import Rate, Unit
from shared.values.refusal import Refused
from tests.examples.compensation.batches import WAGE_TYPES
from tests.examples.compensation.claims import DRAFT, DRAFTED
from tests.examples.compensation.terms import (
    AGREED,
    CONFIRMED_ON,
    EMPLOYEE_NUMBER,
    KM_RATE,
    KM_REGIME,
    KM_SOURCE,
    KM_TAX_FREE_RATE,
    REGIME,
    SOURCE,
)
from tests.examples.ids import (
    AGREEMENT,
    APPROVER,
    ATTESTER,
    CASE,
    GP,
    MEETING,
    MEETING_FROM,
    MEETING_TO,
    NOW,
    RATE,
    SEAT_GP,
    SKIEN,
    TELEMARK,
    id_of,
)

State = TypeVar("State")


def given(evolve: Callable[[State, Any], State], start: State, *events: Any) -> State:
    return reduce(evolve, events, start)


def refusal_of(decide: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refusal:
        decide()
    return refusal.value


def rate(
    kind: RateKind,
    amount_ore: int,
    rate_id: UUID,
    *,
    unit: Unit = "hour",
    valid_from: date = date(2024, 1, 1),
    valid_to: date | None = None,
    regime: str = REGIME,
    source: str = SOURCE,
    cap: Decimal | None = None,
    confirmed: bool = True,
    rounding: Rounding = TO_ORE,
) -> RateFact:
    return RateFact(
        rate_id,
        Rate(
            regime=regime,
            kind=kind,
            unit=unit,
            amount_ore=ore(amount_ore),
            valid_from=valid_from,
            valid_to=valid_to,
            rounding=rounding,
            cap=cap,
            source=source,
            confirmed_by=str(APPROVER) if confirmed else None,
            confirmed_on=CONFIRMED_ON if confirmed else None,
        ),
    )


MEETING_RATE = rate("meeting", 139_700, RATE)
TRAVEL_RATE = rate("travel-time", 139_700, id_of("rate-travel-time"))
BETWEEN_RATE = rate("between", 139_700, id_of("rate-between"))
YEAR = date(2026, 1, 1)
KM = rate("km", 530, KM_RATE, unit="km", regime=KM_REGIME, source=KM_SOURCE, valid_from=YEAR)
KM_TAX_FREE = rate(
    "km-tax-free",
    350,
    KM_TAX_FREE_RATE,
    unit="km",
    regime=KM_REGIME,
    source=KM_SOURCE,
    valid_from=YEAR,
)
RATES = (MEETING_RATE, TRAVEL_RATE, BETWEEN_RATE, KM, KM_TAX_FREE)

IN_FORCE = AgreementFact(
    agreement_id=AGREEMENT,
    doctor=GP,
    payer=SKIEN,
    seats=(SEAT_GP,),
    regime=REGIME,
    km_regime=KM_REGIME,
    caps=AGREED.caps,
    claim_deadline_months=3,
    channel="payroll",
    valid_from=AGREED.valid_from,
    valid_to=AGREED.valid_to,
)
SELF_EMPLOYED = Engagement("self-employed", None, None)
ATTENDANCE = AttendanceFact(
    meeting_id=MEETING,
    seat_id=SEAT_GP,
    person_id=GP,
    helsefellesskap=TELEMARK,
    cases=(CASE,),
    present=(Presence(MEETING_FROM, MEETING_TO),),
)

BARE = Facts(now=NOW, by=Who(GP), command_id=id_of("command"))
CONFIRMING = RateFacts(now=NOW, by=Who(APPROVER), command_id=id_of("command"))
CLAIMING = ClaimFacts(
    now=NOW,
    by=Who(GP),
    command_id=id_of("command"),
    attendance=ATTENDANCE,
    agreement=IN_FORCE,
    engagements=(SELF_EMPLOYED,),
    rates=RATES,
)
ATTESTING = replace(CLAIMING, by=Who(ATTESTER), standing=("attester",))
APPROVING = replace(CLAIMING, by=Who(APPROVER), standing=("approver",))


def claim_after(*events: claims.ClaimEvent) -> claims.Claim:
    start: claims.Claim = claims.Unknown()
    return given(claims.evolve, start, *events)


def claim_refused(command: ClaimCommand, facts: ClaimFacts, claim: claims.Claim) -> Refused:
    return refusal_of(lambda: claims.decide(command, facts, claim))


MEETING_ONLY = replace(DRAFT, travel=(), between=())


def lines_of(command: DraftClaim, facts: ClaimFacts = CLAIMING) -> tuple[ClaimLine, ...]:
    (drafted,) = claims.decide(command, facts, claim_after())
    assert isinstance(drafted, ClaimDrafted)
    assert drafted.total_ore == sum(line.amount_ore for line in drafted.lines)
    return drafted.lines


def present(*spans: tuple[datetime, datetime]) -> ClaimFacts:
    times = tuple(Presence(start, end) for start, end in spans)
    return replace(CLAIMING, attendance=replace(ATTENDANCE, present=times))


def approved(draft: ClaimDrafted = DRAFTED) -> ApprovedClaim:
    """As the read model of approved claims tells of a draft that was approved."""
    return ApprovedClaim(
        claim_id=draft.claim_id,
        person=draft.claimant,
        agreement_id=draft.agreement_id,
        payer=draft.payer,
        channel=draft.channel,
        employee_number=EMPLOYEE_NUMBER,
        approved_at=NOW,
        lines=tuple(
            ApprovedLine(
                line_id=line.line_id,
                kind=line.kind,
                day=local_day(line.work_from),
                quantity=line.quantity,
                rate_ore=line.rate_ore,
                amount_ore=line.amount_ore,
            )
            for line in draft.lines
        ),
    )


BATCHING = BatchFacts(
    now=NOW,
    by=Who(id_of("payroll")),
    command_id=id_of("command"),
    claims=(approved(),),
    wage_types=WAGE_TYPES,
)
