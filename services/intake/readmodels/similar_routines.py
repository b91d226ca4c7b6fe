"""Which measures have been adopted, as far as whoever reports should find them? (G-21)

Part of the read model `similar`. Governance keeps the register itself; here its proposals are
kept until they come into force, since the decision does not repeat their words.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Integer, Table, Uuid, select, update

from shared.contracts.governance import ConsensusReached, ProposalSubmitted
from shared.contracts.governance.own_lines import DecisionInForce
from shared.contracts.record import Event
from shared.eventlog.projections import NewTable, put


@dataclass(frozen=True, slots=True)
class Adopted:
    """A measure that is in force from now on, in the place of that of `replaces`, if any."""

    case_id: UUID
    what: str
    reasons: str
    replaces: UUID | None


def proposals_table(new: NewTable) -> Table:
    """Declares where proposals wait: one a case, the last."""
    return new(
        "proposals",
        Column("case_id", Uuid, primary_key=True),
        Column("proposed", JSON, nullable=False),
        Column("alternative", Integer),
    )


def adopted(connection: Connection, proposals: Table, event: Event | None) -> Adopted | None:
    """What has come into force by this event; keeps what is proposed and agreed until then."""
    match event:
        case ProposalSubmitted():
            proposed = event.model_dump(mode="json")
            put(connection, proposals, case_id=event.case_id, proposed=proposed, alternative=None)
        case ConsensusReached():
            connection.execute(
                update(proposals)
                .where(proposals.c.case_id == event.case_id)
                .values(alternative=event.alternative)
            )
        case DecisionInForce():
            return _in_force(connection, proposals, event.case_id)
        case _:
            pass
    return None


def _in_force(connection: Connection, proposals: Table, case_id: UUID) -> Adopted:
    row = connection.execute(select(proposals).where(proposals.c.case_id == case_id)).one()
    proposed = ProposalSubmitted.model_validate(row.proposed)
    chosen = proposed if row.alternative is None else proposed.alternatives[row.alternative - 1]
    return Adopted(case_id, chosen.what, proposed.reasons, proposed.replaces)
