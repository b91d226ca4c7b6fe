"""Laws of the exits, tried on whatever is asked in whatever order (G-16, G-17)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st

from services.governance.commands.exits import (
    ClarificationCommand,
    ExtendTrial,
)
from services.governance.decisions.exits import clarification, trial
from services.governance.rules.trials import last_day
from shared.contracts.governance.exits import (
    ClarificationRedrafted,
    ClarificationSent,
    ClarificationSigned,
    ClarificationSigningRefused,
)
from shared.values.refusal import Refused
from tests.examples.governance.exits import (
    DRAFT_CLARIFICATION,
    REDRAFT_CLARIFICATION,
    REFUSE_TO_SIGN,
    SEND_CLARIFICATION,
    SIGN_FOR_SKIEN,
)
from tests.examples.governance.trials import (
    EXTEND_TRIAL,
    GRANT_TRIAL,
    PLAN,
    START_TRIAL,
    TRIAL_APPLIED,
    TRIAL_DRAFTED,
)
from tests.examples.ids import NOW
from tests.governance.exit_situations import AT_PARTNERSHIP, NO_TRIAL, NOTHING, by
from tests.governance.situations import SEATS, given

PEOPLE = [seat.sitters[0].person_id for seat in SEATS]
ASKED = st.one_of(
    st.sampled_from([REDRAFT_CLARIFICATION, SEND_CLARIFICATION]),
    st.sampled_from(SEATS).map(lambda seat: replace(SIGN_FOR_SKIEN, seat_id=seat.seat_id)),
    st.sampled_from(SEATS).map(lambda seat: replace(REFUSE_TO_SIGN, seat_id=seat.seat_id)),
)


@settings(max_examples=300, deadline=None)
@tried(st.lists(st.tuples(ASKED, st.sampled_from(PEOPLE)), max_size=25), st.booleans())
def test_it_is_never_sent_unsigned_nor_signed_by_one_side_twice_g_16(
    asked: list[tuple[ClarificationCommand, UUID]], one_sits_on_both: bool
) -> None:
    seats = SEATS
    if one_sits_on_both:
        seats = tuple(replace(seat, sitters=SEATS[0].sitters) for seat in SEATS)
    state = given(
        NOTHING,
        clarification.evolve,
        *clarification.decide(DRAFT_CLARIFICATION, AT_PARTNERSHIP, NOTHING),
    )
    signed: dict[str, UUID] = {}
    refusals: set[str] = set()
    for command, person in asked:
        facts = replace(by(person), seats=seats)
        try:
            events = clarification.decide(command, facts, state)
        except Refused:
            continue
        state = given(state, clarification.evolve, *events)
        for event in events:
            match event:
                case ClarificationSigned():
                    assert event.side not in signed
                    assert event.person_id not in signed.values()
                    signed[event.side] = event.person_id
                case ClarificationSigningRefused():
                    refusals.add(event.side)
                case ClarificationRedrafted():
                    signed, refusals = {}, set()
                case ClarificationSent():
                    assert signed.keys() == {"municipal", "hospital"}
                    assert not refusals
                case _:
                    raise AssertionError(event.type)


DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))


@settings(max_examples=300, deadline=None)
@tried(DAYS, st.integers(0, 3000), st.lists(st.integers(-100, 1200), max_size=6))
def test_on_forsoksloven_no_trial_runs_beyond_six_years_g_17(
    first: date, length: int, prolonged: list[int]
) -> None:
    state = given(NO_TRIAL, trial.evolve, TRIAL_DRAFTED, TRIAL_APPLIED)
    late = replace(AT_PARTNERSHIP, now=NOW.replace(year=2045))
    granted = replace(GRANT_TRIAL, starts_on=first, ends_on=first + timedelta(days=length))
    assert PLAN.basis == "forsoksloven"
    try:
        state = given(state, trial.evolve, *trial.decide(granted, late, state))
    except Refused:
        assert granted.ends_on > last_day(first, 4)
        return
    begun = replace(START_TRIAL, started_on=first)
    running: trial.Trial = given(state, trial.evolve, *trial.decide(begun, late, state))
    for days in prolonged:
        assert isinstance(running, trial.Running)
        command: ExtendTrial = replace(EXTEND_TRIAL, ends_on=running.ends_on + timedelta(days=days))
        try:
            (extended,) = trial.decide(command, late, running)
        except Refused:
            continue
        running = trial.evolve(running, extended)
    assert isinstance(running, trial.Running)
    assert running.ends_on <= last_day(first, 6)
    assert running.ends_on <= last_day(granted.ends_on + timedelta(days=1), 2)
