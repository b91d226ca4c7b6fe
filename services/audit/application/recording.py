"""What is put on record of trees and readings: the deciders and their facts (R-4, R-6)."""

from typing import assert_never
from uuid import UUID

from sqlalchemy import Engine

from services.audit.commands import (
    AuditCommand,
    AuditFacts,
    ForgetQuery,
    QueryCommand,
    RecordAccess,
    RecordHeads,
    SaveQuery,
)
from services.audit.decisions import keeping
from services.audit.decisions.keeping import Kept
from services.audit.decisions.proving import Proved, decide, evolve
from services.audit.readmodels import logbook
from shared.contracts.audit import TreeHead
from shared.contracts.record import Facts
from shared.eventlog.commands import Decider, Gathered


def tree_heads(engine: Engine) -> tuple[TreeHead, ...]:
    """All trees as they are now, as they are put on record."""
    return tuple(
        TreeHead(service=head.service, epoch=head.epoch, size=head.size, root=head.root.hex())
        for head in logbook.heads(engine)
    )


def deciders(engine: Engine) -> tuple[Decider[AuditCommand, AuditFacts, Proved], ...]:
    """Of the stream of heads, and of each person's stream of readings."""

    def stream(command: AuditCommand) -> str:
        match command:
            case RecordHeads():
                return "heads"
            case RecordAccess():
                return f"accesses-{command.person}"
            case _:
                assert_never(command)

    def facts(command: AuditCommand, base: Facts) -> Gathered[AuditFacts]:
        heads = tree_heads(engine) if isinstance(command, RecordHeads) else ()
        return Gathered(AuditFacts(base.now, base.by, base.command_id, heads))

    def of(command: type[AuditCommand], kind: str) -> Decider[AuditCommand, AuditFacts, Proved]:
        return Decider(
            commands=(command,),
            stream=stream,
            facts=facts,
            initial=Proved(),
            decide=decide,
            evolve=evolve,
            kind=kind,
        )

    return (of(RecordHeads, "heads"), of(RecordAccess, "accesses"))


def query_stream(person: UUID) -> str:
    """The stream of the questions that a person keeps."""
    return f"queries-{person}"


def query_decider() -> Decider[QueryCommand, Facts, Kept]:
    """Of the questions that each person keeps."""

    def nothing_more(_command: QueryCommand, base: Facts) -> Gathered[Facts]:
        return Gathered(base)

    return Decider(
        commands=(SaveQuery, ForgetQuery),
        stream=lambda command: query_stream(command.person),
        facts=nothing_more,
        initial=Kept(),
        decide=keeping.decide,
        evolve=keeping.evolve,
        kind="queries",
    )
