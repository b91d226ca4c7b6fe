"""What holds of every claim and every sequence of steps (C-3, C-6, C-7, C-9)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.compensation.commands.claims import (
    ApproveClaim,
    AttestClaim,
    BetweenMeetings,
    ClaimCommand,
    DraftClaim,
    ReturnClaim,
    SubmitClaim,
    Travel,
)
from services.compensation.commands.facts import ApprovedClaim, ClaimFacts, Presence
from services.compensation.decisions import claim as claims
from services.compensation.rules.batches import preview
from services.compensation.rules.claimed_time import TimeEvent, time_held
from shared.contracts.compensation import (
    Caps,
    ClaimApproved,
    ClaimAttested,
    ClaimDrafted,
    TimeClaimed,
    TimeReleased,
)
from shared.contracts.record import Who
from shared.values.refusal import Refused
from tests.compensation.situations import (
    APPROVING,
    ATTENDANCE,
    BATCHING,
    CLAIMING,
    IN_FORCE,
    claim_after,
)
from tests.compensation.test_decisions_batches import numbered
from tests.examples.compensation.claims import ATTEST, DRAFT, DRAFTED, SUBMITTED
from tests.examples.ids import GP, SKIEN, id_of

DAY = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
minutes = st.integers(1, 200)
kilometres = st.none() | st.decimals(Decimal("0.01"), 500, places=2)
caps = st.builds(
    Caps,
    meeting_minutes_per_day=st.none() | minutes,
    travel_minutes_per_day=st.none() | minutes,
    between_minutes_per_month=st.none() | minutes,
)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[DraftClaim, ClaimFacts]:
    """A claim with times one after the other, in any order of kinds."""
    at = DAY
    travel: list[Travel] = []
    between: list[BetweenMeetings] = []
    lengths = draw(st.lists(st.tuples(st.booleans(), minutes, kilometres), max_size=5))
    for is_travel, length, km in lengths:
        end = at + timedelta(minutes=length)
        if is_travel:
            travel.append(Travel(at, end, None, km))
        else:
            between.append(BetweenMeetings(at, end, "Forberedelse"))
        at = end
    present = (Presence(at, at + timedelta(minutes=draw(minutes))),)
    facts = replace(
        CLAIMING,
        now=DAY + timedelta(days=3),
        attendance=replace(ATTENDANCE, present=present),
        agreement=replace(IN_FORCE, caps=draw(caps)),
    )
    return replace(DRAFT, travel=tuple(travel), between=tuple(between)), facts


@given(drafts())
def test_amounts_add_up_and_each_follows_from_rate_and_time_c_3_c_6(
    drawn: tuple[DraftClaim, ClaimFacts],
) -> None:
    (drafted,) = claims.decide(*drawn, claims.Unknown())
    assert isinstance(drafted, ClaimDrafted)
    assert drafted.total_ore == sum(line.amount_ore for line in drafted.lines)
    assert len({line.line_id for line in drafted.lines}) == len(drafted.lines)
    for line in drafted.lines:
        if line.minutes is None:
            continue
        # Never more than the whole time, and with nothing cut the whole to the nearest øre.
        whole = Fraction(line.minutes * line.rate_ore, 60)
        assert 0 <= line.amount_ore <= whole + Fraction(1, 2)
        if line.cut == "0":
            assert abs(line.amount_ore - whole) <= Fraction(1, 2)
        shown = Decimal(line.quantity) + Decimal(line.cut)
        assert abs(Fraction(shown) - Fraction(line.minutes, 60)) <= Fraction(1, 100)
    for command in drawn[0].travel:
        if command.km is not None:
            parts = [
                line.amount_ore
                for line in drafted.lines
                if line.work_from == command.work_from and line.minutes is None
            ]
            assert abs(sum(parts) - Fraction(command.km) * 530) <= Fraction(1, 2)


@given(drafts())
def test_what_is_drafted_can_be_submitted_as_it_stands_c_7(
    drawn: tuple[DraftClaim, ClaimFacts],
) -> None:
    (drafted,) = claims.decide(*drawn, claims.Unknown())
    assert isinstance(drafted, ClaimDrafted)
    events = claims.decide(SubmitClaim(DRAFT.claim_id), drawn[1], claims.Drafted(drafted))
    claimed = [event for event in events if isinstance(event, TimeClaimed)]
    assert len(claimed) == len(drawn[0].travel) + len(drawn[0].between) + 1


CLAIMS = tuple(id_of(f"claim-of-law-{number}") for number in range(3))


def with_time(claim_id: UUID, start: int, length: int) -> DraftClaim:
    at = DAY + timedelta(minutes=start)
    work = BetweenMeetings(at, at + timedelta(minutes=length), "Forberedelse")
    return replace(DRAFT, claim_id=claim_id, travel=(), between=(work,))


steps = st.one_of(
    st.builds(with_time, st.sampled_from(CLAIMS), st.integers(0, 120), st.integers(1, 120)),
    st.builds(SubmitClaim, st.sampled_from(CLAIMS)),
    st.builds(AttestClaim, st.sampled_from(CLAIMS)),
    st.builds(ReturnClaim, st.sampled_from(CLAIMS), st.just("Feil tid")),
)


@given(st.lists(steps, max_size=25))
def test_the_same_time_is_never_claimed_twice_over_any_sequence_c_6(
    sequence: list[ClaimCommand],
) -> None:
    states: dict[UUID, claims.Claim] = dict.fromkeys(CLAIMS, claims.Unknown())
    stream: list[TimeEvent] = []
    for number, command in enumerate(sequence):
        # Each meeting is at a time of its own, so that only the told times can collide.
        at = DAY + timedelta(days=1, hours=CLAIMS.index(command.claim_id) * 3)
        is_own = isinstance(command, DraftClaim | SubmitClaim)
        facts = replace(
            CLAIMING if is_own else APPROVING,
            now=DAY + timedelta(days=3, minutes=number),
            standing=("attester", "approver"),
            by=Who(GP if is_own else id_of(f"person-{number}")),
            claimed=time_held(stream),
            attendance=replace(ATTENDANCE, present=(Presence(at, at + timedelta(minutes=30)),)),
        )
        try:
            events = claims.decide(command, facts, states[command.claim_id])
        except Refused:
            continue
        for event in events:
            states[command.claim_id] = claims.evolve(states[command.claim_id], event)
            if isinstance(event, TimeClaimed | TimeReleased):
                stream.append(event)
        held = sorted(time_held(stream), key=lambda time: time.work_from)
        assert all(earlier.work_to <= later.work_from for earlier, later in pairwise(held))
    waiting = {
        claim_id
        for claim_id, state in states.items()
        if isinstance(state, claims.Submitted | claims.Attested)
    }
    assert {time.claim_id for time in time_held(stream)} == waiting


PEOPLE = (GP, *(id_of(f"law-person-{number}") for number in range(3)))
who = st.builds(
    lambda person, other: Who(person, on_behalf_of=other),
    st.sampled_from(PEOPLE),
    st.none() | st.sampled_from(PEOPLE),
)


@given(st.lists(who, min_size=1, max_size=4), st.lists(who, min_size=1, max_size=4))
def test_an_approved_claim_has_passed_three_different_people_c_7_p_5(
    attesters: list[Who], approvers: list[Who]
) -> None:
    state = claim_after(DRAFTED, SUBMITTED)
    told: list[claims.ClaimEvent] = []
    commands: list[tuple[ClaimCommand, Who]] = [(ATTEST, by) for by in attesters]
    commands += [(ApproveClaim(DRAFT.claim_id, 425_725), by) for by in approvers]
    for command, by in commands:
        try:
            events = claims.decide(
                command,
                replace(
                    APPROVING,
                    by=by,
                    standing=("attester", "approver"),
                    stood_in_for=("attester", "approver"),
                ),
                state,
            )
        except Refused:
            continue
        told.extend(events)
        for event in events:
            state = claims.evolve(state, event)
    attested = [event for event in told if isinstance(event, ClaimAttested)]
    approved = [event for event in told if isinstance(event, ClaimApproved)]
    assert len(approved) <= len(attested) <= 1
    if approved:
        groups = (
            {GP},
            {attested[0].attester, attested[0].on_behalf_of or attested[0].attester},
            {approved[0].approver, approved[0].on_behalf_of or approved[0].approver},
        )
        assert all(one.isdisjoint(other) for one, other in combinations(groups, 2))
        assert approved[0].total_ore == attested[0].total_ore == DRAFTED.total_ore


@given(st.permutations([numbered(number) for number in range(4)]))
def test_the_same_claims_in_any_order_make_the_same_batch_c_9(order: list[ApprovedClaim]) -> None:
    first = preview(SKIEN, "2026-11", replace(BATCHING, claims=tuple(map(numbered, range(4)))))
    again = preview(SKIEN, "2026-11", replace(BATCHING, claims=tuple(order)))
    assert again == first
    assert first.total_ore == sum(total.amount_ore for total in first.totals)
    assert len(first.lines) == sum(total.lines for total in first.totals)
