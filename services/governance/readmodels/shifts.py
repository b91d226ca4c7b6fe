"""Which tasks come with a case although the one who is to do them has not accepted? (A-10)

What assessment concluded, kept here because it follows the case as an objection.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Table, Uuid, select

from shared.contracts.assessment import AssessmentConcluded, PartyStanding
from shared.contracts.governance import ObjectionKind
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """A `task` that `party` would get from another level and has not accepted; `text` is why.

    No seat has made this objection: it was there before the case came to a body.
    """

    party: UUID
    task: str
    text: str
    kind: ObjectionKind = "other"


class Shifts(ReadModel[Table]):
    """The read model `shifts`: a new revision of the assessment takes the earlier's place."""

    name = "shifts"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"assessment"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "shifts",
            Column("case_id", Uuid, primary_key=True),
            Column("not_accepted", JSON, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        event = heard.event
        if isinstance(event, AssessmentConcluded):
            put(
                connection,
                tables,
                case_id=event.case_id,
                not_accepted=[
                    each.model_dump(mode="json")
                    for each in event.capacity
                    if each.task_not_accepted
                ],
            )


SHIFTS = Shifts()


def not_accepted(views: Views, case_id: UUID) -> tuple[NotAccepted, ...]:
    """The objections that the case brought with it from assessment."""
    with views.read(SHIFTS) as (connection, table):
        found = connection.scalar(select(table.c.not_accepted).where(table.c.case_id == case_id))
    standing = map(PartyStanding.model_validate, found or ())
    return tuple(
        NotAccepted(each.party, each.receives_task or "", each.reason) for each in standing
    )
