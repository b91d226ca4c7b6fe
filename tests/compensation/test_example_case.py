"""The example claim of the shipped data goes from draft to payroll file (C-2 to C-10)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.compensation.commands.agreements import DraftAgreement, SignAgreement
from services.compensation.commands.batches import AcknowledgeBatch, ExportBatch, LockBatch
from services.compensation.commands.claims import (
    ApproveClaim,
    AttestClaim,
    BetweenMeetings,
    ClaimCommand,
    DraftClaim,
    SubmitClaim,
    Travel,
)
from services.compensation.commands.facts import (
    AgreementFact,
    AttendanceFact,
    BatchFacts,
    ClaimFacts,
    Engagement,
    Presence,
    RateFact,
    RateFacts,
)
from services.compensation.commands.rates import ConfirmRate, PublishRate
from services.compensation.decisions import agreement as agreements
from services.compensation.decisions import batch as batches
from services.compensation.decisions import claim as claims
from services.compensation.decisions import rate as rates
from services.compensation.payroll_files.visma import visma_lonn
from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementInForce,
    BatchLocked,
    Caps,
    ClaimApproved,
    ClaimDrafted,
    RateConfirmed,
    RatePublished,
    WageType,
)
from shared.contracts.record import Facts, Who
from shared.values.money import Rounding
from tests.compensation.situations import approved
from tests.examples.ids import id_of, sealed
from tests.examples_data.read import keyed, read, telemark

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def facts(by: str, kind: Callable[..., Any] = Facts) -> Any:
    return kind(now=NOW, by=Who(id_of(by)), command_id=id_of("command"))


def published(row: dict[str, Any], kind: Any) -> RatePublished:
    command = PublishRate(
        rate_id=id_of(f"{row['key']}:{kind}"),
        regime=row["regime"],
        kind=kind,
        unit=row["unit"],
        amount_ore=row["amount_ore"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        source=row["source"],
        rounding=Rounding(**row["rounding"]),
    )
    (event,) = rates.decide(command, facts("operator", RateFacts), rates.Unknown())
    assert isinstance(event, RatePublished)
    return event


def confirmed_rates() -> tuple[RateFact, ...]:
    """All shipped rates are published; the one marked as an example is confirmed."""
    data = read("rates.json")
    (example,) = data["example_confirmations"]
    found = []
    for row in data["rates"]:
        for kind in row["kinds"]:
            event = published(row, kind)
            confirmation = None
            if row["key"] == example["rate"]:
                command = ConfirmRate(
                    rate_id=event.rate_id,
                    basis=example["basis"],
                    confirmed_on=date.fromisoformat(example["confirmed_on"]),
                )
                (told,) = rates.decide(
                    command, facts(example["confirmed_by"], RateFacts), rates.Published(event)
                )
                assert isinstance(told, RateConfirmed)
                confirmation = told
            found.append(RateFact(event.rate_id, rates.dated(event, confirmation)))
    return tuple(found)


def in_force(row: dict[str, Any]) -> tuple[AgreementDrafted, AgreementFact]:
    caps = row["caps"]
    command = DraftAgreement(
        agreement_id=id_of(row["key"]),
        helsefellesskap=id_of("telemark"),
        doctor=id_of(row["doctor"]),
        payer=id_of(row["payer"]),
        seats=tuple(id_of(seat) for seat in row["seats"]),
        covers=tuple(row["covers"]),
        regime=row["regime"],
        km_regime=None,
        caps=Caps(
            meeting_minutes_per_day=60 * caps["meeting_hours_per_day"],
            travel_minutes_per_day=60 * caps["travel_hours_per_day"],
            between_minutes_per_month=60 * caps["between_hours_per_month"],
        ),
        claim_deadline_months=row["claim_deadline_months"],
        channel=row["channel"],
        tax_assessment=None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]),
        employee_number=sealed(row["doctor"], "payroll", row["employee_number"]),
    )
    agreement: agreements.Agreement = agreements.Unknown()
    (drafted,) = agreements.decide(command, facts("operator"), agreement)
    assert isinstance(drafted, AgreementDrafted)
    agreement = agreements.evolve(agreement, drafted)
    events: tuple[agreements.AgreementEvent, ...] = ()
    for side in ("doctor", "payer"):
        told = row["signed"][side]
        signing = SignAgreement(
            command.agreement_id,
            "doctor" if side == "doctor" else "payer",
            date.fromisoformat(told["on"]),
        )
        events = agreements.decide(signing, facts(told["by"]), agreement)
        for event in events:
            agreement = agreements.evolve(agreement, event)
    assert isinstance(events[-1], AgreementInForce)
    names = set(AgreementFact.__dataclass_fields__)
    return drafted, AgreementFact(**{name: getattr(drafted, name) for name in names})


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def drafting(claim: dict[str, Any]) -> DraftClaim:
    lines = claim["lines"]
    return DraftClaim(
        claim_id=id_of("example-claim"),
        claimant=id_of(claim["claimant"]),
        agreement_id=id_of(claim["agreement"]),
        seat_id=id_of(claim["seat"]),
        meeting_id=id_of("example-meeting"),
        travel=tuple(
            Travel(moment(line["work_from"]), moment(line["work_to"]), line["what"])
            for line in lines
            if line["kind"] == "travel-time"
        ),
        between=tuple(
            BetweenMeetings(moment(line["work_from"]), moment(line["work_to"]), line["what"])
            for line in lines
            if line["kind"] == "between"
        ),
    )


def attendance(claim: dict[str, Any]) -> AttendanceFact:
    (held,) = [line for line in claim["lines"] if line["kind"] == "meeting"]
    return AttendanceFact(
        meeting_id=id_of("example-meeting"),
        seat_id=id_of(claim["seat"]),
        person_id=id_of(claim["claimant"]),
        helsefellesskap=id_of("telemark"),
        cases=(id_of("example-case"),),
        present=(Presence(moment(held["work_from"]), moment(held["work_to"])),),
    )


def carried_out(claim: dict[str, Any], agreement: AgreementFact) -> ClaimDrafted:
    """The claim as drafted, once it is approved."""
    claiming: ClaimFacts = replace(
        facts(claim["claimant"], ClaimFacts),
        attendance=attendance(claim),
        agreement=agreement,
        engagements=(Engagement("self-employed", None, None),),
        rates=confirmed_rates(),
    )
    claim_id = id_of("example-claim")
    attesting = replace(claiming, by=Who(id_of(claim["attested_by"])), standing=("attester",))
    approving = replace(claiming, by=Who(id_of(claim["approved_by"])), standing=("approver",))
    steps: tuple[tuple[ClaimCommand, ClaimFacts], ...] = (
        (drafting(claim), claiming),
        (SubmitClaim(claim_id), claiming),
        (AttestClaim(claim_id), attesting),
        (ApproveClaim(claim_id, claim["expected_total_ore"]), approving),
    )
    state: claims.Claim = claims.Unknown()
    told: list[claims.ClaimEvent] = []
    for command, read_facts in steps:
        events = claims.decide(command, read_facts, state)
        for event in events:
            state = claims.evolve(state, event)
        told.extend(events)
    assert isinstance(told[-1], ClaimApproved)
    assert isinstance(told[0], ClaimDrafted)
    return told[0]


def paid(claim: dict[str, Any], drafted: ClaimDrafted) -> tuple[BatchLocked, batches.Batch]:
    (setting,) = [p for p in read("wage_types.json")["payers"] if p["payer"] == claim["payer"]]
    batching: BatchFacts = replace(
        facts(claim["payroll_by"], BatchFacts),
        claims=(approved(drafted),),
        wage_types=tuple(
            WageType(kind=kind, code=code) for kind, code in setting["wage_types"].items()
        ),
    )
    batch_id: UUID = id_of("example-batch")
    lock = LockBatch(batch_id, id_of(claim["payer"]), claim["period"])
    locked, *_ = batches.decide(lock, batching, batches.Unknown())
    assert isinstance(locked, BatchLocked)
    return locked, batches.evolve(batches.Unknown(), locked)


def test_the_example_claim_is_628650_ore_and_reaches_payroll_c_3_c_10() -> None:
    claim = telemark()["case"]["claim"]
    row = keyed("agreements")[claim["agreement"]]
    agreed, agreement = in_force(row)
    drafted = carried_out(claim, agreement)
    assert drafted.total_ore == claim["expected_total_ore"] == 628_650
    expected = sorted(
        (moment(line["work_from"]), line["expected"]["minutes"], line["expected"]["amount_ore"])
        for line in claim["lines"]
    )
    assert [(line.work_from, line.minutes, line.amount_ore) for line in drafted.lines] == expected

    locked, batch = paid(claim, drafted)
    assert locked.total_ore == 628_650
    number = agreed.employee_number.clear
    assert number is not None
    assert number == row["employee_number"]
    file = visma_lonn(locked.batch_id, locked.period, locked.lines, {agreed.agreement_id: number})
    assert file.lines == 4
    assert b";90001;9100;0.00;2.00;1397.00;2794.00;" in file.content
    export = ExportBatch(locked.batch_id, "visma-lonn", file.name, file.sha256, file.lines)
    none = facts(claim["payroll_by"], BatchFacts)
    (exported,) = batches.decide(export, none, batch)
    batch = batches.evolve(batch, exported)
    assert batches.decide(AcknowledgeBatch(locked.batch_id, file.sha256), none, batch)
