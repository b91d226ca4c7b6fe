"""Given how it stands with a subject, when it is blocked or erased, then this is decided (R-7)."""

from dataclasses import replace
from datetime import date

import pytest

from services.audit.commands import ErasureCommand, ErasureFacts
from services.audit.decisions.erasing import (
    Blocked,
    Confirmed,
    Erased,
    Open,
    Requested,
    Subject,
    decide,
    evolve,
    is_blocked,
)
from shared.contracts.audit import ErasureEvent
from shared.contracts.record import Who
from shared.values.refusal import Refused
from tests.examples.audit import (
    BLOCK,
    BLOCKED,
    CARRIED_OUT,
    CONFIRM,
    CONFIRMED,
    LIFT,
    LIFTED,
    RECORD_ERASURE,
    REQUEST,
    REQUESTED,
    WITHDRAW,
    WITHDRAWN,
)
from tests.examples.ids import APPROVER, NOW, SECRETARY, id_of

TODAY = date(2026, 11, 3)
FACTS = ErasureFacts(NOW, Who(SECRETARY), id_of("command"), None, TODAY)
OTHER = replace(FACTS, by=Who(APPROVER))
ASKED = Requested(SECRETARY, REQUESTED.basis)


def given(*events: ErasureEvent) -> Subject:
    state: Subject = Open()
    for event in events:
        state = evolve(state, event)
    return state


def refused(command: ErasureCommand, state: Subject, facts: ErasureFacts = FACTS) -> str:
    with pytest.raises(Refused) as refusal:
        decide(command, facts, state)
    assert refusal.value.rule == "R-7"
    return refusal.value.reason


def test_blocked_asked_for_confirmed_by_another_and_carried_out() -> None:
    assert decide(BLOCK, FACTS, Open()) == (BLOCKED,)
    assert decide(REQUEST, FACTS, given(BLOCKED)) == (REQUESTED,)
    assert decide(CONFIRM, OTHER, given(BLOCKED, REQUESTED)) == (CONFIRMED,)
    assert decide(RECORD_ERASURE, FACTS, given(BLOCKED, REQUESTED, CONFIRMED)) == (CARRIED_OUT,)
    assert given(BLOCKED, REQUESTED, CONFIRMED, CARRIED_OUT) == Erased()


def test_a_block_can_be_lifted_and_a_request_turned_down() -> None:
    assert decide(LIFT, FACTS, given(BLOCKED)) == (LIFTED,)
    assert decide(WITHDRAW, OTHER, given(BLOCKED, REQUESTED)) == (WITHDRAWN,)
    assert given(BLOCKED, REQUESTED, WITHDRAWN) == Blocked()
    assert given(BLOCKED, LIFTED) == Open()


@pytest.mark.parametrize("until", [TODAY, date(2031, 12, 31)])
def test_nothing_is_erased_while_a_duty_to_keep_runs(until: date) -> None:
    facts = replace(FACTS, kept_until=until)
    assert refused(REQUEST, Blocked(), facts) == "audit.duty-to-keep"
    assert refused(CONFIRM, ASKED, replace(OTHER, kept_until=until)) == "audit.duty-to-keep"
    assert decide(BLOCK, facts, Open()) == (BLOCKED,)
    ended = replace(FACTS, kept_until=date(2026, 11, 2))
    assert decide(REQUEST, ended, Blocked()) == (REQUESTED,)


def test_whoever_asks_never_confirms() -> None:
    assert refused(CONFIRM, ASKED) == "audit.erasure-by-one"


def test_nothing_is_erased_that_is_not_blocked_first() -> None:
    assert refused(REQUEST, Open()) == "audit.block-first"
    assert refused(CONFIRM, Open(), OTHER) == "audit.no-erasure-requested"
    assert refused(CONFIRM, Blocked(), OTHER) == "audit.no-erasure-requested"
    assert refused(WITHDRAW, Blocked()) == "audit.no-erasure-requested"


def test_an_erasure_under_way_is_not_undone_by_lifting_the_block() -> None:
    assert refused(LIFT, ASKED) == "audit.erasure-under-way"
    assert refused(LIFT, Confirmed()) == "audit.erasure-under-way"
    assert refused(BLOCK, Erased()) == "audit.is-erased"
    assert refused(REQUEST, Erased()) == "audit.is-erased"


@pytest.mark.parametrize(
    ("command", "state"),
    [
        (BLOCK, Blocked()),
        (LIFT, Open()),
        (REQUEST, ASKED),
        (CONFIRM, Confirmed()),
        (CONFIRM, Erased()),
        (RECORD_ERASURE, Erased()),
    ],
)
def test_what_is_done_already_is_not_done_again(command: ErasureCommand, state: Subject) -> None:
    assert decide(command, OTHER, state) == ()


def test_basis_reason_and_subject_are_told() -> None:
    assert refused(replace(BLOCK, basis=" "), Open()) == "audit.basis-missing"
    assert refused(replace(BLOCK, reason=""), Open()) == "audit.reason-missing"
    assert refused(replace(BLOCK, reason="x" * 501), Open()) == "audit.text-too-long"
    assert refused(replace(BLOCK, subject="everything"), Open()) == "audit.no-subject"


@pytest.mark.parametrize("state", [Blocked(), ASKED, Confirmed()])
def test_access_stays_blocked_until_it_is_lifted_or_gone(state: Subject) -> None:
    assert is_blocked(state)
    assert not is_blocked(Open())
    assert not is_blocked(Erased())
