"""A claim is submitted by the claimant: confirmed rates, free time, in time (C-3, C-6, C-7)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.compensation.commands.facts import ClaimedTime, Presence
from services.compensation.decisions.claim import ClaimEvent, decide
from services.compensation.decisions.streams import reserves
from services.compensation.rules.claimed_time import in_months_of, time_held
from services.compensation.rules.dates import months_after
from shared.contracts.compensation import Caps, ClaimDrafted, TimeClaimed
from shared.contracts.record import Who
from tests.compensation.situations import (
    ATTENDANCE,
    CLAIMING,
    IN_FORCE,
    KM_TAX_FREE,
    MEETING_RATE,
    RATES,
    claim_after,
    claim_refused,
    rate,
)
from tests.examples.compensation.claims import (
    APPROVED,
    ATTESTED,
    DRAFT,
    DRAFTED,
    PREPARED_FROM,
    RELEASED,
    RETURNED,
    SUBMIT,
    SUBMITTED,
    TIME_CLAIMED,
)
from tests.examples.ids import (
    AGREEMENT,
    CLAIM,
    GP,
    MEETING_FROM,
    MEETING_TO,
    NOW,
    SECRETARY,
    id_of,
)


def times(events: tuple[ClaimEvent, ...]) -> list[TimeClaimed]:
    return [event for event in events if isinstance(event, TimeClaimed)]


def test_a_submitted_claim_claims_each_of_its_times_once_c_6() -> None:
    submitted, *rest = decide(SUBMIT, CLAIMING, claim_after(DRAFTED))
    assert submitted == SUBMITTED
    claimed = times(tuple(rest))
    assert len(claimed) == len(rest) == 3
    assert TIME_CLAIMED in claimed
    assert [time.kind for time in claimed] == ["between", "travel-time", "meeting"]


def test_time_is_claimed_in_the_stream_of_the_person_c_6() -> None:
    assert reserves(TIME_CLAIMED) == reserves(RELEASED) == f"time-{GP}"
    assert reserves(SUBMITTED) is None


def test_only_the_claimant_submits_c_7() -> None:
    for by in (Who(SECRETARY), Who(SECRETARY, on_behalf_of=GP)):
        refusal = claim_refused(SUBMIT, replace(CLAIMING, by=by), claim_after(DRAFTED))
        assert (refusal.rule, refusal.reason) == ("C-7", "compensation.not-your-claim")


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ((), "compensation.claim-unknown"),
        ((DRAFTED, SUBMITTED), "compensation.already-submitted"),
        ((DRAFTED, SUBMITTED, ATTESTED), "compensation.already-submitted"),
        ((DRAFTED, SUBMITTED, ATTESTED, APPROVED), "compensation.already-submitted"),
    ],
)
def test_only_a_draft_is_submitted_c_7(events: tuple[ClaimEvent, ...], reason: str) -> None:
    assert claim_refused(SUBMIT, CLAIMING, claim_after(*events)).reason == reason


def test_an_unconfirmed_rate_is_never_paid_c_3() -> None:
    unconfirmed = rate("meeting", 139_700, MEETING_RATE.rate_id, confirmed=False)
    facts = replace(CLAIMING, rates=(unconfirmed, *RATES[1:]))
    drafted = decide(DRAFT, facts, claim_after())
    refusal = claim_refused(SUBMIT, facts, claim_after(*drafted))
    assert (refusal.rule, refusal.reason) == ("C-3", "compensation.rate-unconfirmed")
    assert refusal.values == {"day": date(2026, 11, 3)}
    # Once confirmed, the very same draft goes through.
    assert decide(SUBMIT, CLAIMING, claim_after(*drafted))


def test_an_unconfirmed_tax_free_rate_stops_the_kilometres_too_c_3_c_4() -> None:
    free = replace(KM_TAX_FREE.rate, confirmed_by=None, confirmed_on=None)
    facts = replace(CLAIMING, rates=(*RATES[:4], replace(KM_TAX_FREE, rate=free)))
    refusal = claim_refused(SUBMIT, facts, claim_after(DRAFTED))
    assert refusal.reason == "compensation.rate-unconfirmed"


NEWER = rate("meeting", 150_000, id_of("newer"), valid_from=date(2026, 7, 1))
LATER_END = Presence(MEETING_FROM, MEETING_TO + timedelta(minutes=15))


@pytest.mark.parametrize(
    "facts",
    [
        replace(CLAIMING, rates=(NEWER, *RATES)),
        replace(CLAIMING, attendance=replace(ATTENDANCE, present=(LATER_END,))),
        replace(CLAIMING, agreement=replace(IN_FORCE, caps=Caps(meeting_minutes_per_day=30))),
    ],
    ids=["a newer rate", "corrected attendance", "another cap"],
)
def test_a_draft_that_no_longer_holds_is_drafted_anew_first_c_3_c_5(facts: object) -> None:
    assert isinstance(facts, type(CLAIMING))
    refusal = claim_refused(SUBMIT, facts, claim_after(DRAFTED))
    assert refusal.reason == "compensation.draft-outdated"
    anew = decide(DRAFT, facts, claim_after(DRAFTED))
    assert decide(SUBMIT, facts, claim_after(DRAFTED, *anew))


def held(start: datetime, end: datetime, claim: str = "other-claim") -> ClaimedTime:
    return ClaimedTime(
        claim_id=CLAIM if claim == "this" else id_of(claim),
        agreement_id=id_of("agreement-elsewhere"),
        kind="meeting",
        work_from=start,
        work_to=end,
    )


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        (MEETING_TO - MINUTE, MEETING_TO + MINUTE, True),
        (MEETING_FROM + MINUTE, MEETING_TO - MINUTE, True),
        (MEETING_FROM - 600 * MINUTE, MEETING_TO + MINUTE, True),
        (MEETING_TO, MEETING_TO + MINUTE, False),
        (PREPARED_FROM - MINUTE, PREPARED_FROM, False),
    ],
    ids=["at the end", "inside", "around", "right after", "right before"],
)
def test_the_same_time_is_not_paid_twice_in_any_helsefellesskap_c_6(
    start: datetime, end: datetime, is_refused: bool
) -> None:
    facts = replace(CLAIMING, claimed=(held(start, end),))
    if is_refused:
        refusal = claim_refused(SUBMIT, facts, claim_after(DRAFTED))
        assert (refusal.rule, refusal.reason) == ("C-6", "compensation.time-claimed")
    else:
        assert decide(SUBMIT, facts, claim_after(DRAFTED))


def test_a_claims_own_time_does_not_use_up_its_caps_c_6() -> None:
    own = replace(held(MEETING_FROM, MEETING_TO, "this"), agreement_id=AGREEMENT)
    facts = replace(
        CLAIMING,
        claimed=(own,),
        agreement=replace(IN_FORCE, caps=Caps(meeting_minutes_per_day=90)),
    )
    assert decide(DRAFT, facts, claim_after(DRAFTED)) == ()


def test_a_claims_own_time_does_not_stand_against_it_c_6() -> None:
    facts = replace(CLAIMING, claimed=(held(MEETING_FROM, MEETING_TO, "this"),))
    assert decide(SUBMIT, facts, claim_after(DRAFTED))


def test_a_returned_claim_is_submitted_again_and_claims_its_time_again_c_7() -> None:
    returned = claim_after(DRAFTED, SUBMITTED, RETURNED, RELEASED)
    assert decide(SUBMIT, CLAIMING, returned) == decide(SUBMIT, CLAIMING, claim_after(DRAFTED))


def test_released_time_is_no_longer_held_c_6() -> None:
    (time,) = time_held([TIME_CLAIMED])
    assert (time.claim_id, time.work_from, time.kind) == (CLAIM, MEETING_FROM, "meeting")
    other = TIME_CLAIMED.model_copy(update={"claim_id": id_of("other-claim")})
    assert [each.claim_id for each in time_held([TIME_CLAIMED, other, RELEASED])] == [
        id_of("other-claim")
    ]


def test_only_the_months_of_the_work_are_read_c_6() -> None:
    def day(month: int, number: int) -> datetime:
        return datetime(2026, month, number, 12, 0, tzinfo=UTC)

    november = held(day(11, 30), day(11, 30) + MINUTE)
    into_november = held(day(10, 31), day(10, 31) + 24 * 60 * MINUTE)
    october = held(day(10, 30), day(10, 30) + MINUTE)
    found = in_months_of((november, into_november, october), [MEETING_FROM])
    assert found == (november, into_november)


@pytest.mark.parametrize(
    ("today", "is_refused"),
    [
        (datetime(2027, 2, 2, 22, 59, tzinfo=UTC), False),
        (datetime(2027, 2, 2, 23, 0, tzinfo=UTC), True),
    ],
)
def test_a_claim_later_than_the_agreements_deadline_is_refused_c_6(
    today: datetime, is_refused: bool
) -> None:
    # The first work was on 2 November, and three months have run out with 2 February.
    facts = replace(CLAIMING, now=today)
    if is_refused:
        refusal = claim_refused(SUBMIT, facts, claim_after(DRAFTED))
        assert (refusal.rule, refusal.reason) == ("C-6", "compensation.too-late")
        assert refusal.values == {"day": date(2026, 11, 2), "due": date(2027, 2, 2)}
    else:
        assert decide(SUBMIT, facts, claim_after(DRAFTED))


def test_an_agreement_without_deadline_has_none_c_6() -> None:
    facts = replace(
        CLAIMING,
        now=NOW + timedelta(days=3650),
        agreement=replace(IN_FORCE, claim_deadline_months=None),
    )
    assert decide(SUBMIT, facts, claim_after(DRAFTED))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
    ],
)
def test_months_end_on_a_day_that_is(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_a_claim_that_the_caps_have_cut_to_nothing_is_not_submitted_c_6() -> None:
    spent = replace(held(MEETING_TO, MEETING_TO + 480 * MINUTE), agreement_id=AGREEMENT)
    facts = replace(CLAIMING, claimed=(spent,))
    command = replace(DRAFT, travel=(), between=())
    (drafted,) = decide(command, facts, claim_after())
    assert isinstance(drafted, ClaimDrafted)
    assert [(line.quantity, line.cut, line.amount_ore) for line in drafted.lines] == [
        ("0", "1.5", 0)
    ]
    refusal = claim_refused(SUBMIT, facts, claim_after(drafted))
    assert refusal.reason == "compensation.nothing-to-pay"
