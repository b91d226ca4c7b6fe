"""What a claim comes to: the rate of the day, caps, rounding, kilometres (C-3, C-4, C-6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from services.compensation.commands.facts import (
    ClaimedTime,
    ClaimFacts,
)
from services.compensation.decisions.claim import decide
from shared.contracts.compensation import Caps, ClaimDrafted
from shared.values.money import Rounding
from tests.compensation.situations import (
    ATTENDANCE,
    CLAIMING,
    IN_FORCE,
    KM,
    KM_TAX_FREE,
    MEETING_ONLY,
    MEETING_RATE,
    RATES,
    claim_after,
    claim_refused,
    lines_of,
    present,
    rate,
)
from tests.examples.compensation.claims import (
    DRAFT,
)
from tests.examples.ids import AGREEMENT, MEETING_FROM, MEETING_TO, id_of


def test_every_line_leads_back_to_rate_seat_agreement_meeting_and_cases_c_12() -> None:
    (drafted,) = decide(DRAFT, CLAIMING, claim_after())
    assert isinstance(drafted, ClaimDrafted)
    assert (drafted.seat_id, drafted.agreement_id) == (DRAFT.seat_id, AGREEMENT)
    assert (drafted.meeting_id, drafted.cases) == (DRAFT.meeting_id, ATTENDANCE.cases)
    known = {fact.rate_id: fact.rate for fact in RATES}
    for line in drafted.lines:
        rest = known[line.less_rate_id].amount_ore if line.less_rate_id else 0
        assert line.rate_id is not None
        found = known[line.rate_id]
        assert line.rate_ore == found.amount_ore - rest
        assert (line.rate_source, line.rate_valid_from) == (found.source, found.valid_from)


def test_times_are_exact_though_hours_have_no_end_c_3() -> None:
    fifty = present((MEETING_FROM, MEETING_FROM + timedelta(minutes=50)))
    (line,) = lines_of(MEETING_ONLY, fifty)
    assert (line.minutes, line.quantity, line.amount_ore) == (50, "0.83", 116_417)


def test_a_register_has_seconds_and_pay_has_minutes_c_5() -> None:
    facts = present((MEETING_FROM + timedelta(seconds=13), MEETING_TO - timedelta(seconds=2)))
    (line,) = lines_of(MEETING_ONLY, facts)
    assert line.minutes == 90


def test_a_seat_held_by_turns_gives_a_line_for_each_time_c_5() -> None:
    half = MEETING_FROM + timedelta(minutes=30)
    facts = present((MEETING_FROM, half), (half + timedelta(minutes=30), MEETING_TO))
    assert [line.quantity for line in lines_of(MEETING_ONLY, facts)] == ["0.5", "0.5"]


def test_a_half_hour_counts_as_soon_as_it_has_begun_c_3() -> None:
    by_halves = rate(
        "meeting", 50_000, id_of("half-hours"), unit="commenced-half-hour", cap=Decimal(3)
    )
    facts = present((MEETING_FROM, MEETING_FROM + timedelta(minutes=31)))
    (line,) = lines_of(MEETING_ONLY, replace(facts, rates=(by_halves,)))
    assert (line.quantity, line.cut, line.amount_ore) == ("2", "0", 100_000)
    longer = present((MEETING_FROM, MEETING_TO + timedelta(minutes=31)))
    (line,) = lines_of(MEETING_ONLY, replace(longer, rates=(by_halves,)))
    assert (line.quantity, line.cut, line.amount_ore) == ("3", "2", 150_000)


def test_an_unconfirmed_rate_is_shown_in_a_draft_c_3() -> None:
    unconfirmed = rate("meeting", 139_700, id_of("unconfirmed"), confirmed=False)
    (line,) = lines_of(MEETING_ONLY, replace(CLAIMING, rates=(unconfirmed,)))
    assert (line.rate_id, line.amount_ore) == (unconfirmed.rate_id, 209_550)


def test_without_any_rate_of_the_day_there_is_no_claim_c_3() -> None:
    refusal = claim_refused(DRAFT, replace(CLAIMING, rates=()), claim_after())
    assert (refusal.rule, refusal.reason) == ("C-3", "compensation.no-rate")


PER_DAY = rate(
    "meeting", 875_000, id_of("per-day"), unit="day-band", rounding=Rounding(500, "down")
)


def test_a_rate_per_day_is_paid_by_the_band_the_time_falls_in_c_3() -> None:
    """The bands of Legeforeningen in 2023: 8 750, 6 560, 4 375 and 2 185 kroner."""
    for minutes, band, amount_ore in (
        (1, "0.25", 218_500),
        (120, "0.25", 218_500),
        (121, "0.5", 437_500),
        (360, "0.75", 656_000),
        (361, "1", 875_000),
        (600, "1", 875_000),
    ):
        span = (MEETING_FROM, MEETING_FROM + timedelta(minutes=minutes))
        facts = replace(present(span), now=MEETING_FROM + timedelta(days=1), rates=(PER_DAY,))
        uncapped = replace(facts, agreement=replace(IN_FORCE, caps=Caps()))
        (line,) = lines_of(MEETING_ONLY, uncapped)
        assert (line.quantity, line.amount_ore) == (band, amount_ore)


def test_two_short_meetings_make_no_more_of_a_day_than_one_as_long_c_3() -> None:
    facts = present(
        (MEETING_FROM, MEETING_FROM + timedelta(minutes=50)),
        (MEETING_FROM + timedelta(minutes=60), MEETING_FROM + timedelta(minutes=110)),
    )
    lines = lines_of(MEETING_ONLY, replace(facts, rates=(PER_DAY,)))
    assert [(line.quantity, line.amount_ore) for line in lines] == [("0.25", 218_500), ("0", 0)]


def test_kilometres_give_one_line_where_all_is_tax_free_c_4() -> None:
    low = replace(KM, rate=replace(KM.rate, amount_ore=KM_TAX_FREE.rate.amount_ore))
    facts = replace(CLAIMING, rates=(*RATES[:3], low, KM_TAX_FREE))
    lines = [line for line in lines_of(DRAFT, facts) if line.unit == "km"]
    assert [(line.kind, line.amount_ore) for line in lines] == [("km-tax-free", 4_375)]


def test_kilometres_are_paid_only_where_the_agreement_has_a_regime_for_them_c_4() -> None:
    facts = replace(CLAIMING, agreement=replace(IN_FORCE, km_regime=None))
    assert claim_refused(DRAFT, facts, claim_after()).reason == "compensation.no-kilometres"


@pytest.mark.parametrize("km", ["0", "-1", "0.125", "NaN", "Infinity", "5000.01", "1E+99999"])
def test_kilometres_are_a_distance_that_can_be_driven_c_4(km: str) -> None:
    command = replace(DRAFT, travel=(replace(DRAFT.travel[0], km=Decimal(km)),))
    refusal = claim_refused(command, CLAIMING, claim_after())
    assert (refusal.rule, refusal.reason) == ("C-4", "compensation.kilometres")


def capped(caps: Caps, *claimed: ClaimedTime) -> ClaimFacts:
    return replace(CLAIMING, agreement=replace(IN_FORCE, caps=caps), claimed=claimed)


def test_what_lies_over_the_agreements_cap_is_cut_and_shown_c_6() -> None:
    (line,) = lines_of(MEETING_ONLY, capped(Caps(meeting_minutes_per_day=60)))
    assert (line.minutes, line.quantity, line.cut) == (90, "1", "0.5")
    assert line.amount_ore == 139_700


def earlier(minutes: int, start: datetime, kind: str = "between") -> ClaimedTime:
    assert kind in {"between", "meeting"}
    return ClaimedTime(
        claim_id=id_of("earlier-claim"),
        agreement_id=AGREEMENT,
        kind="between" if kind == "between" else "meeting",
        work_from=start,
        work_to=start + timedelta(minutes=minutes),
    )


def test_a_months_cap_counts_what_was_claimed_earlier_in_the_month_c_6() -> None:
    this_month = earlier(90, datetime(2026, 11, 1, 9, 0, tzinfo=UTC))
    last_month = earlier(600, datetime(2026, 10, 30, 9, 0, tzinfo=UTC))
    facts = capped(Caps(between_minutes_per_month=120), this_month, last_month)
    (preparing, *_) = lines_of(DRAFT, facts)
    assert (preparing.kind, preparing.quantity, preparing.cut) == ("between", "0.5", "0.5")


def test_a_days_cap_does_not_count_other_days_or_other_kinds_c_6() -> None:
    other_day = earlier(60, datetime(2026, 11, 2, 9, 0, tzinfo=UTC), "meeting")
    other_kind = earlier(60, datetime(2026, 11, 3, 10, 0, tzinfo=UTC))
    facts = capped(Caps(meeting_minutes_per_day=90), other_day, other_kind)
    (line,) = lines_of(MEETING_ONLY, facts)
    assert (line.quantity, line.cut) == ("1.5", "0")


def test_two_lines_of_one_claim_share_the_rates_cap_of_the_day_c_3_c_6() -> None:
    hourly = rate("meeting", 139_700, id_of("capped"), cap=Decimal("1"))
    half = MEETING_FROM + timedelta(minutes=45)
    facts = replace(present((MEETING_FROM, half), (half, MEETING_TO)), rates=(hourly,))
    lines = lines_of(MEETING_ONLY, facts)
    assert [(line.quantity, line.cut) for line in lines] == [("0.75", "0"), ("0.25", "0.5")]


def test_the_rate_of_the_day_of_each_line_applies_c_3() -> None:
    until_yesterday = rate(
        "between", 100_000, id_of("old"), valid_to=date(2026, 11, 2), confirmed=True
    )
    facts = replace(CLAIMING, rates=(MEETING_RATE, *RATES[1:2], *RATES[3:], until_yesterday))
    (preparing, *_) = lines_of(DRAFT, facts)
    assert (preparing.rate_id, preparing.amount_ore) == (until_yesterday.rate_id, 100_000)


def test_the_rates_cap_counts_one_day_at_a_time_c_3_c_6() -> None:
    hourly = rate("meeting", 139_700, id_of("capped"), cap=Decimal(2))
    day_before = earlier(60, datetime(2026, 11, 2, 9, 0, tzinfo=UTC), "meeting")
    same_day = earlier(60, datetime(2026, 11, 3, 10, 0, tzinfo=UTC), "meeting")
    facts = replace(CLAIMING, rates=(hourly,), claimed=(day_before, same_day))
    (line,) = lines_of(MEETING_ONLY, facts)
    assert (line.quantity, line.cut) == ("1", "0.5")
