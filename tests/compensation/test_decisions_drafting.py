"""A claim is drafted from the attendance, and every amount is explained (C-1 to C-5)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.compensation.commands.claims import BetweenMeetings, DraftClaim, Travel
from services.compensation.commands.facts import (
    AgreementFact,
    AttendanceFact,
    ClaimFacts,
    Engagement,
    Presence,
)
from services.compensation.decisions.claim import ClaimEvent, decide
from shared.contracts.compensation import ClaimDrafted
from shared.contracts.record import Who, service_actor
from tests.compensation.situations import (
    ATTENDANCE,
    CLAIMING,
    IN_FORCE,
    MEETING_ONLY,
    claim_after,
    claim_refused,
    lines_of,
    present,
)
from tests.examples.compensation.claims import (
    DRAFT,
    DRAFTED,
    LEFT_HOME,
    PREPARED_FROM,
    PREPARED_TO,
    RELEASED,
    RETURNED,
    SUBMITTED,
)
from tests.examples.ids import ATTESTER, MEETING_FROM, MEETING_TO, id_of


def test_a_claim_is_prefilled_from_the_attendance_and_told_in_full_c_4_c_5() -> None:
    assert decide(DRAFT, CLAIMING, claim_after()) == (DRAFTED,)


def test_the_service_may_prefill_a_claim_and_the_claimant_fills_in_c_5() -> None:
    service = replace(CLAIMING, by=Who(service_actor("compensation")))
    (prefilled,) = decide(MEETING_ONLY, service, claim_after())
    assert isinstance(prefilled, ClaimDrafted)
    assert [line.kind for line in prefilled.lines] == ["meeting"]
    assert decide(DRAFT, CLAIMING, claim_after(prefilled)) == (DRAFTED,)


def test_nobody_else_drafts_a_claim_c_7() -> None:
    other = replace(CLAIMING, by=Who(ATTESTER))
    assert claim_refused(DRAFT, other, claim_after()).reason == "compensation.not-your-claim"
    someone = replace(DRAFT, claimant=ATTESTER)
    refusal = claim_refused(someone, other, claim_after(DRAFTED))
    assert refusal.reason == "compensation.not-your-claim"


def test_the_same_draft_again_changes_nothing() -> None:
    assert decide(DRAFT, CLAIMING, claim_after(DRAFTED)) == ()


def test_a_returned_claim_can_be_drafted_anew_c_7() -> None:
    returned: tuple[ClaimEvent, ...] = (DRAFTED, SUBMITTED, RETURNED, RELEASED)
    (anew,) = decide(MEETING_ONLY, CLAIMING, claim_after(*returned))
    assert isinstance(anew, ClaimDrafted)
    assert anew.total_ore == 209_550


def test_a_submitted_claim_is_not_drafted_anew_c_7() -> None:
    refusal = claim_refused(DRAFT, CLAIMING, claim_after(DRAFTED, SUBMITTED))
    assert refusal.reason == "compensation.already-submitted"


@pytest.mark.parametrize(
    "attendance",
    [
        None,
        replace(ATTENDANCE, present=()),
        replace(ATTENDANCE, present=(Presence(MEETING_FROM, MEETING_FROM),)),
        replace(ATTENDANCE, person_id=ATTESTER),
        replace(ATTENDANCE, seat_id=id_of("other-seat")),
        replace(ATTENDANCE, meeting_id=id_of("other-meeting")),
    ],
)
def test_no_meeting_time_without_recorded_attendance_c_5(
    attendance: AttendanceFact | None,
) -> None:
    facts = replace(CLAIMING, attendance=attendance)
    refusal = claim_refused(DRAFT, facts, claim_after())
    assert (refusal.rule, refusal.reason) == ("C-5", "compensation.no-attendance")


@pytest.mark.parametrize(
    "agreement",
    [None, replace(IN_FORCE, doctor=ATTESTER), replace(IN_FORCE, agreement_id=id_of("other"))],
)
def test_no_claim_without_an_agreement_in_force_c_2(agreement: AgreementFact | None) -> None:
    facts = replace(CLAIMING, agreement=agreement)
    assert claim_refused(DRAFT, facts, claim_after()).reason == "compensation.no-agreement"


def test_a_seat_that_the_agreement_does_not_name_is_not_paid_c_2() -> None:
    facts = replace(CLAIMING, agreement=replace(IN_FORCE, seats=(id_of("other-seat"),)))
    refusal = claim_refused(DRAFT, facts, claim_after())
    assert refusal.reason == "compensation.seat-not-in-agreement"


@pytest.mark.parametrize(
    "agreement",
    [
        replace(IN_FORCE, valid_from=date(2026, 11, 3)),
        replace(IN_FORCE, valid_to=date(2026, 11, 2)),
    ],
    ids=["begins after", "ends before"],
)
def test_work_outside_the_agreements_period_is_refused_c_6(agreement: AgreementFact) -> None:
    facts = replace(CLAIMING, agreement=agreement)
    refusal = claim_refused(DRAFT, facts, claim_after())
    assert (refusal.rule, refusal.reason) == ("C-6", "compensation.outside-the-agreement")


def test_work_that_ends_at_midnight_belongs_to_the_day_that_ends_c_6() -> None:
    midnight = datetime(2026, 11, 2, 23, 0, tzinfo=UTC)
    facts = present((midnight - timedelta(hours=1), midnight))
    last_day = replace(IN_FORCE, valid_to=date(2026, 11, 2))
    assert len(lines_of(MEETING_ONLY, replace(facts, agreement=last_day))) == 1


def engaged(*engagements: Engagement) -> ClaimFacts:
    return replace(CLAIMING, engagements=engagements)


def test_an_employed_doctor_is_told_that_the_employer_pays_c_1() -> None:
    refusal = claim_refused(DRAFT, engaged(Engagement("employed", None, None)), claim_after())
    assert (refusal.rule, refusal.reason) == ("C-1", "compensation.employed")


def test_an_employed_doctors_claim_stands_where_the_agreement_refunds_the_employer_c_1() -> None:
    facts = replace(
        engaged(Engagement("employed", None, None)),
        agreement=replace(IN_FORCE, channel="employer-refund"),
    )
    (drafted,) = decide(DRAFT, facts, claim_after())
    assert isinstance(drafted, ClaimDrafted)
    assert drafted.channel == "employer-refund"


def test_the_status_on_the_day_of_the_work_decides_each_line_c_1() -> None:
    facts = engaged(
        Engagement("employed", None, date(2026, 11, 2)),
        Engagement("self-employed", date(2026, 11, 3), None),
    )
    assert claim_refused(DRAFT, facts, claim_after()).values == {"day": date(2026, 11, 2)}
    assert lines_of(replace(DRAFT, between=()), facts)


@pytest.mark.parametrize(
    ("engagements", "reason"),
    [
        ((), "compensation.employment-unknown"),
        ((Engagement("none", None, None),), "compensation.not-in-practice"),
    ],
)
def test_others_than_doctors_are_not_paid_c_1(
    engagements: tuple[Engagement, ...], reason: str
) -> None:
    assert claim_refused(DRAFT, engaged(*engagements), claim_after()).reason == reason


@pytest.mark.parametrize(
    ("command", "rule", "reason"),
    [
        (
            replace(DRAFT, travel=(Travel(MEETING_FROM, LEFT_HOME),)),
            "C-4",
            "compensation.work-backwards",
        ),
        (
            replace(DRAFT, travel=(Travel(MEETING_TO, MEETING_TO + timedelta(days=1)),)),
            "C-4",
            "compensation.work-ahead",
        ),
        (
            replace(DRAFT, travel=(Travel(LEFT_HOME, MEETING_FROM + timedelta(minutes=1)),)),
            "C-6",
            "compensation.time-twice-in-claim",
        ),
        (
            replace(DRAFT, between=(BetweenMeetings(PREPARED_FROM, PREPARED_TO, " "),)),
            "C-4",
            "compensation.text-missing",
        ),
        (replace(DRAFT, between=DRAFT.between * 24), "C-4", "compensation.too-many-lines"),
        (
            replace(DRAFT, travel=(Travel(LEFT_HOME.replace(tzinfo=None), MEETING_FROM),)),
            "C-4",
            "compensation.time-without-zone",
        ),
        (
            replace(DRAFT, travel=(Travel(LEFT_HOME, MEETING_FROM, "for 01019000083"),)),
            "I-3",
            "open-text.national-number",
        ),
    ],
)
def test_work_that_cannot_be_is_refused(command: DraftClaim, rule: str, reason: str) -> None:
    refusal = claim_refused(command, CLAIMING, claim_after())
    assert (refusal.rule, refusal.reason) == (rule, reason)
