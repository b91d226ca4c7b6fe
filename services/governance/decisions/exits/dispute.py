"""`dispute-<id>`: a dispute before Tvisteløsningsnemnda, and the board's advice (G-18)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.governance.commands.exits import (
    DisputeCommand,
    ExitFacts,
    PrepareDispute,
    RegisterStatement,
    RewordDispute,
    SendDispute,
)
from services.governance.rules import disputes as rules
from services.governance.rules.exits import (
    day_has_come,
    lies_at_partnership,
    no_patient_is_recognised,
)
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance.exits import (
    DisputePrepared,
    DisputeSent,
    DisputeStatementRegistered,
)
from shared.values.refusal import Refused

DisputeEvent: TypeAlias = DisputePrepared | DisputeSent | DisputeStatementRegistered


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is prepared under this id."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The papers are worded."""

    prepared: DisputePrepared


@dataclass(frozen=True, slots=True)
class Sent:
    """It lies at the board, and the other party has its copy."""

    prepared: DisputePrepared
    sent: DisputeSent


@dataclass(frozen=True, slots=True)
class Stated:
    """The board has said what it means."""

    prepared: DisputePrepared
    sent: DisputeSent
    statement: DisputeStatementRegistered


Dispute: TypeAlias = Unknown | Prepared | Sent | Stated


def decide(command: DisputeCommand, facts: ExitFacts, dispute: Dispute) -> tuple[DisputeEvent, ...]:
    match command:
        case PrepareDispute():
            return prepare(command, facts, dispute)
        case RewordDispute():
            return reword(command, facts, _prepared(dispute))
        case SendDispute():
            return send(command, facts, _prepared(dispute))
        case RegisterStatement():
            return register(command, facts, dispute)
        case _:
            assert_never(command)


def prepare(
    command: PrepareDispute, facts: ExitFacts, dispute: Dispute
) -> tuple[DisputeEvent, ...]:
    """G-18: for a case that lies at partnerskapsmøtet."""
    if not isinstance(dispute, Unknown):
        raise Refused("G-18", "governance.dispute-exists", field="dispute_id")
    body = lies_at_partnership(facts)
    return (
        DisputePrepared(
            dispute_id=command.dispute_id,
            case_id=command.case_id,
            case_number=facts.number,
            body_id=body.body_id,
            helsefellesskap=body.helsefellesskap,
            text=rules.papers_are_whole(command.text, body),
        ),
    )


def reword(
    command: RewordDispute, facts: ExitFacts, prepared: Prepared
) -> tuple[DisputeEvent, ...]:
    """G-18: other papers, while the board has none."""
    body = lies_at_partnership(facts)
    text = rules.papers_are_whole(command.text, body)
    return (prepared.prepared.model_copy(update={"text": text}),)


def may_be_sent(facts: ExitFacts, anonymous: bool) -> None:
    """G-18, G-10, I-3: for a case that still lies there."""
    lies_at_partnership(facts)
    no_patient_is_recognised(anonymous)


def send(command: SendDispute, facts: ExitFacts, prepared: Prepared) -> tuple[DisputeEvent, ...]:
    """G-18: with a copy to the other party; the case waits from here on."""
    may_be_sent(facts, command.anonymous)
    about = prepared.prepared
    return (
        DisputeSent(
            dispute_id=command.dispute_id,
            case_id=about.case_id,
            body_id=about.body_id,
            question=about.text.question,
            document=command.document,
            copy_to=about.text.other_party,
            copy_sent_on=day_has_come("G-18", "copy_sent_on", command.copy_sent_on, facts.now),
            copy_sent_by=command.copy_sent_by,
        ),
    )


def register(
    command: RegisterStatement, facts: ExitFacts, dispute: Dispute
) -> tuple[DisputeEvent, ...]:
    """G-18: advice; the case goes back to the body that asked."""
    match dispute:
        case Sent():
            return (
                DisputeStatementRegistered(
                    dispute_id=command.dispute_id,
                    case_id=dispute.sent.case_id,
                    body_id=dispute.sent.body_id,
                    statement=written("G-18", "statement", command.statement),
                    reference=written("G-18", "reference", command.reference, longest=NAME_LENGTH),
                    stated_on=day_has_come("G-18", "stated_on", command.stated_on, facts.now),
                ),
            )
        case Unknown() | Prepared():
            raise Refused("G-18", "governance.dispute-not-sent", field="dispute_id")
        case Stated():
            raise Refused("G-18", "governance.dispute-stated", field="dispute_id")
        case _:
            assert_never(dispute)


def _prepared(dispute: Dispute) -> Prepared:
    match dispute:
        case Prepared():
            return dispute
        case Unknown():
            raise Refused("G-18", "governance.dispute-unknown", field="dispute_id")
        case Sent() | Stated():
            raise Refused("G-18", "governance.dispute-sent", field="dispute_id")
        case _:
            assert_never(dispute)


def evolve(dispute: Dispute, event: DisputeEvent) -> Dispute:
    match event:
        case DisputePrepared():
            return Prepared(event)
        case DisputeSent():
            assert isinstance(dispute, Prepared)
            return Sent(dispute.prepared, event)
        case DisputeStatementRegistered():
            assert isinstance(dispute, Sent)
            return Stated(dispute.prepared, dispute.sent, event)
        case _:
            assert_never(event)
