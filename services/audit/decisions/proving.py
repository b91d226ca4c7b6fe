"""What is put on record of trees and readings. Pure: the trees arrive as facts (R-4, R-6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from services.audit import rules
from services.audit.commands import AuditCommand, AuditFacts, RecordAccess, RecordHeads
from shared.contracts.audit import AccessRecorded, HeadsRecorded, TreeHead


@dataclass(frozen=True, slots=True)
class Proved:
    """The newest heads on record, by ledger."""

    heads: Mapping[rules.Ledger, TreeHead] = field(default_factory=dict)


Recorded: TypeAlias = HeadsRecorded | AccessRecorded


def decide(command: AuditCommand, facts: AuditFacts, state: Proved) -> tuple[Recorded, ...]:
    match command:
        case RecordHeads():
            return record_heads(facts, state)
        case RecordAccess():
            return record_access(command)
        case _:
            assert_never(command)


def record_heads(facts: AuditFacts, state: Proved) -> tuple[Recorded, ...]:
    """R-4: all heads together, when any other service's tree has grown.

    Audit's own tree grows by this very event; that alone is no reason to record again.
    """
    rules.never_shrinks(state.heads, facts.heads)
    grown = [
        head
        for ledger, head in rules.by_ledger(facts.heads).items()
        if head.service != "audit" and head != state.heads.get(ledger)
    ]
    return (HeadsRecorded(heads=facts.heads),) if grown else ()


def record_access(command: RecordAccess) -> tuple[Recorded, ...]:
    """R-6: the reading itself is an event."""
    rules.tells_the_purpose(command.purpose, needed=command.for_authority)
    return (
        AccessRecorded(
            person=command.person,
            how=command.how,
            case_id=command.case_id,
            about=command.about,
            concerns=command.concerns,
            purpose=command.purpose.strip(),
        ),
    )


def evolve(state: Proved, event: Recorded) -> Proved:
    match event:
        case HeadsRecorded():
            return Proved({**state.heads, **rules.by_ledger(event.heads)})
        case AccessRecorded():
            return state
        case _:
            assert_never(event)
