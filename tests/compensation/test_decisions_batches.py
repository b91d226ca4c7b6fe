"""Batches: locked with control totals, exported once, acknowledged by their sum (C-9, C-10)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.compensation.commands.batches import BatchCommand
from services.compensation.commands.facts import ApprovedClaim, BatchFacts
from services.compensation.decisions import payer
from services.compensation.decisions.batch import (
    Batch,
    BatchEvent,
    Locked,
    Unknown,
    decide,
    evolve,
)
from services.compensation.decisions.streams import reserves
from services.compensation.rules.batches import MOST_CLAIMS, MOST_LINES, checksum, preview
from shared.contracts.compensation import BatchLocked, ClaimBatched, WageType, WageTypesSet
from shared.values.refusal import Refused
from tests.compensation.situations import BARE, BATCHING, approved, given, refusal_of
from tests.examples.compensation.batches import (
    ACKNOWLEDGE,
    ACKNOWLEDGED,
    BATCHED,
    EXPORT,
    EXPORTED,
    LOCK,
    SET_WAGE_TYPES,
    WAGE_TYPES,
    WAGE_TYPES_SET,
)
from tests.examples.compensation.claims import LINES
from tests.examples.ids import CLAIM, HOSPITAL, NOW, SKIEN, id_of


def locked(facts: BatchFacts = BATCHING) -> BatchLocked:
    event, *_ = decide(LOCK, facts, Unknown())
    assert isinstance(event, BatchLocked)
    return event


FIVE_LINES = locked()


def after(*events: BatchEvent) -> Batch:
    start: Batch = Unknown()
    return given(evolve, start, *events)


def refused(command: BatchCommand, batch: Batch, facts: BatchFacts = BATCHING) -> Refused:
    return refusal_of(lambda: decide(command, facts, batch))


def numbered(number: int, *, lines: int = 5) -> ApprovedClaim:
    """Another approved claim, approved `number` minutes later."""
    claim = approved()
    return replace(
        claim,
        claim_id=id_of(f"claim-{number}"),
        approved_at=NOW + timedelta(minutes=number),
        lines=tuple(
            replace(claim.lines[each % 5], line_id=id_of(f"line-{number}-{each}"))
            for each in range(lines)
        ),
    )


def with_claims(*claims: ApprovedClaim, further: int = 0) -> BatchFacts:
    return replace(BATCHING, claims=claims, further=further)


def test_a_batch_is_locked_with_its_lines_totals_and_sum_c_9() -> None:
    event, *rest = decide(LOCK, BATCHING, after())
    assert isinstance(event, BatchLocked)
    assert rest == [BATCHED]
    assert {line.line_id for line in event.lines} == {line.line_id for line in LINES}
    assert event.total_ore == 425_725 == sum(line.amount_ore for line in LINES)
    assert [
        (each.wage_type, each.lines, each.quantity, each.amount_ore) for each in event.totals
    ] == [
        ("9100", 1, "1.5", 209_550),
        ("9101", 1, "0.5", 69_850),
        ("9102", 1, "1", 139_700),
        ("9110", 1, "12.5", 4_375),
        ("9111", 1, "12.5", 2_250),
    ]
    assert event.checksum == checksum(event.lines)
    assert after(event, BATCHED) == Locked(5)


def test_each_pay_line_leads_back_to_its_claim_line_and_agreement_c_12() -> None:
    claim = approved()
    for line in FIVE_LINES.lines:
        (source,) = [each for each in LINES if each.line_id == line.line_id]
        assert (line.claim_id, line.agreement_id) == (claim.claim_id, claim.agreement_id)
        assert (line.quantity, line.rate_ore) == (source.quantity, source.rate_ore)
        assert line.amount_ore == source.amount_ore


def test_a_claim_is_in_one_batch_only_c_9() -> None:
    assert reserves(BATCHED) == f"batched-{CLAIM}"
    facts = with_claims(replace(approved(), lines=()))
    assert refused(LOCK, after(), facts).reason == "compensation.batch-empty"


@pytest.mark.parametrize(
    "claim",
    [
        replace(approved(), payer=HOSPITAL),
        replace(approved(), channel="invoice"),
        replace(approved(), channel="employer-refund"),
        replace(approved(), lines=(replace(approved().lines[0], day=date(2026, 12, 1)),)),
    ],
    ids=["another payer", "invoice", "employer refund", "a later month"],
)
def test_only_the_payers_own_claims_of_the_period_go_to_payroll_c_9_c_11(
    claim: ApprovedClaim,
) -> None:
    assert refused(LOCK, after(), with_claims(claim)).reason == "compensation.batch-empty"
    assert locked(with_claims(claim, approved())).lines == FIVE_LINES.lines


def test_a_claim_from_an_earlier_month_goes_with_this_batch_c_9() -> None:
    late = replace(LOCK, period="2027-01")
    assert decide(late, BATCHING, after())


def test_an_empty_batch_is_not_locked_c_9() -> None:
    refusal = refused(LOCK, after(), with_claims())
    assert (refusal.rule, refusal.reason) == ("C-9", "compensation.batch-empty")


@pytest.mark.parametrize("period", ["2026-13", "2026-1", "november", "2026-11-01", ""])
def test_a_period_is_a_year_and_a_month_c_9(period: str) -> None:
    assert refused(replace(LOCK, period=period), after()).field == "period"


def test_what_has_changed_since_the_preview_is_not_locked_unseen_c_9() -> None:
    seen = preview(SKIEN, "2026-11", BATCHING)
    assert seen.checksum == FIVE_LINES.checksum
    command = replace(LOCK, previewed=seen.checksum)
    assert decide(command, BATCHING, after())
    refusal = refused(command, after(), with_claims(approved(), numbered(1)))
    assert refusal.reason == "compensation.changed-since-preview"


def test_some_claims_can_be_picked_and_only_those_that_are_ready_c_9() -> None:
    facts = with_claims(approved(), numbered(1))
    picked = replace(LOCK, claims=(numbered(1).claim_id,))
    event, *rest = decide(picked, facts, after())
    assert isinstance(event, BatchLocked)
    lines = tuple(line.line_id for line in numbered(1).lines)
    assert rest == [
        ClaimBatched(claim_id=numbered(1).claim_id, batch_id=LOCK.batch_id, lines=lines)
    ]
    assert event.waiting == 1
    unready = replace(LOCK, claims=(id_of("unknown-claim"),))
    assert refused(unready, after(), facts).reason == "compensation.claim-not-ready"


def test_the_oldest_claims_go_first_and_the_rest_is_told_c_9() -> None:
    claims = [numbered(each) for each in range(MOST_CLAIMS + 2)]
    one_line_each = [replace(claim, lines=claim.lines[:1]) for claim in claims]
    event, *rest = decide(LOCK, with_claims(*reversed(one_line_each), further=7), after())
    assert isinstance(event, BatchLocked)
    assert [each.claim_id for each in rest if isinstance(each, ClaimBatched)] == [
        claim.claim_id for claim in claims[:MOST_CLAIMS]
    ]
    assert event.waiting == 2 + 7


def test_a_claim_is_never_torn_between_two_batches_c_9() -> None:
    facts = with_claims(numbered(1, lines=MOST_LINES - 1), numbered(2, lines=2))
    event = locked(facts)
    assert {line.claim_id for line in event.lines} == {numbered(1).claim_id}
    assert event.waiting == 1


def test_a_line_that_the_cap_has_cut_to_nothing_is_not_sent_to_payroll_c_6_c_9() -> None:
    claim = approved()
    cut = replace(claim, lines=(replace(claim.lines[0], amount_ore=0), *claim.lines[1:]))
    assert len(locked(with_claims(cut)).lines) == 4


def test_a_kind_of_line_without_wage_type_stops_the_batch_c_10() -> None:
    facts = replace(BATCHING, wage_types=WAGE_TYPES[:4])
    refusal = refused(LOCK, after(), facts)
    assert (refusal.rule, refusal.reason) == ("C-10", "compensation.wage-type-missing")


def test_employee_numbers_stay_sealed_and_out_of_the_checksum_p_1_c_9() -> None:
    (number,) = FIVE_LINES.numbers
    assert number.employee_number == approved().employee_number
    other = approved().employee_number.model_copy(update={"clear": "90009"})
    assert (
        locked(with_claims(replace(approved(), employee_number=other))).checksum
        == FIVE_LINES.checksum
    )


def test_a_batch_is_locked_once_c_9() -> None:
    assert refused(LOCK, after(FIVE_LINES)).reason == "compensation.batch-already-locked"


def test_a_batch_is_exported_once_and_the_same_file_changes_nothing_c_9() -> None:
    assert decide(EXPORT, BATCHING, after(FIVE_LINES)) == (EXPORTED,)
    for batch in (after(FIVE_LINES, EXPORTED), after(FIVE_LINES, EXPORTED, ACKNOWLEDGED)):
        assert decide(EXPORT, BATCHING, batch) == ()
        refusal = refused(replace(EXPORT, sha256="e" * 64), batch)
        assert refusal.reason == "compensation.exported-otherwise"


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (replace(EXPORT, lines=4), "compensation.lines-lost"),
        (replace(EXPORT, sha256="C" * 64), "compensation.not-a-checksum"),
        (replace(EXPORT, sha256="c" * 63), "compensation.not-a-checksum"),
        (replace(EXPORT, file="../lonn.csv"), "compensation.file-name"),
    ],
)
def test_a_file_that_is_not_the_batchs_is_refused_c_9(command: BatchCommand, reason: str) -> None:
    assert refused(command, after(FIVE_LINES)).reason == reason


def test_the_receipt_is_for_the_very_file_c_9() -> None:
    batch = after(FIVE_LINES, EXPORTED)
    assert decide(ACKNOWLEDGE, BATCHING, batch) == (ACKNOWLEDGED,)
    other = replace(ACKNOWLEDGE, sha256="e" * 64)
    assert refused(other, batch).reason == "compensation.another-file"
    assert decide(ACKNOWLEDGE, BATCHING, after(FIVE_LINES, EXPORTED, ACKNOWLEDGED)) == ()
    assert refused(other, after(FIVE_LINES, EXPORTED, ACKNOWLEDGED)).rule == "C-9"


@pytest.mark.parametrize("command", [EXPORT, ACKNOWLEDGE])
def test_nothing_is_sent_before_it_is_locked_c_9(command: BatchCommand) -> None:
    assert refused(command, after()).reason == "compensation.batch-unknown"


def test_nothing_is_acknowledged_before_it_is_sent_c_9() -> None:
    assert refused(ACKNOWLEDGE, after(FIVE_LINES)).reason == "compensation.not-exported"


def test_a_payer_sets_its_own_wage_types_c_10() -> None:
    assert payer.decide(SET_WAGE_TYPES, BARE, payer.Unset()) == (WAGE_TYPES_SET,)
    setting = payer.evolve(payer.Unset(), WAGE_TYPES_SET)
    assert payer.decide(SET_WAGE_TYPES, BARE, setting) == ()
    fewer = replace(SET_WAGE_TYPES, wage_types=WAGE_TYPES[:1])
    (changed,) = payer.decide(fewer, BARE, setting)
    assert isinstance(changed, WageTypesSet)
    assert changed.wage_types == WAGE_TYPES[:1]


@pytest.mark.parametrize(
    ("wage_types", "reason"),
    [
        ((), "compensation.wage-types"),
        ((*WAGE_TYPES, WAGE_TYPES[0]), "compensation.wage-types"),
        ((WageType(kind="meeting", code="=9100"),), "compensation.wage-type-no-number"),
        ((WageType(kind="meeting", code=""),), "compensation.wage-type-no-number"),
    ],
)
def test_a_wage_type_is_a_number_and_stands_once_per_kind_c_10(
    wage_types: tuple[WageType, ...], reason: str
) -> None:
    command = replace(SET_WAGE_TYPES, wage_types=wage_types)
    refusal = refusal_of(lambda: payer.decide(command, BARE, payer.Unset()))
    assert (refusal.rule, refusal.reason) == ("C-10", reason)
