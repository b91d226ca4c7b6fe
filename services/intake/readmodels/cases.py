"""Where is my case, who has it, since when, and what hinders? (I-11)

One row a case, folded from what intake, assessment and governance say. Each of the three owns
its own columns, so that it does not matter which of them is heard first. What the reporter wrote
stays sealed in the row and is opened only for the one who reads.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    exists,
    or_,
    select,
    update,
)

from services.intake.decisions.states import united
from services.intake.readmodels.case_changes import (
    WAITING,
    Begins,
    changes_of,
    first_row,
    held_by,
    joined_rows,
    reporters,
)
from services.intake.readmodels.case_rows import Case, Tables, case_of, tables
from shared.contracts.intake import (
    CaseSplit,
    CaseSplitOff,
    CaseStarted,
    LiaisonNamed,
    LiaisonRemoved,
    OutcomeDisputed,
    PartyNamed,
    ReportRegistered,
    ReportsJoined,
    ReportWithdrawn,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking import WaitingFor
from shared.eventlog.projections import NewTable, ReadModel, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope
from shared.identity.register_model import NOWHERE

__all__ = ["CASES", "WAITING", "Case", "columns", "listed", "one"]


class Cases(ReadModel[Tables]):
    """The read model `cases`."""

    name = "cases"
    version = 5
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake", "assessment", "governance"})

    def tables(self, new: NewTable) -> Tables:
        return tables(new)

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        event, at = heard.event, heard.envelope.recordedtime
        match event:
            case ReportRegistered(joined=False) | CaseStarted() | CaseSplitOff():
                _begin(connection, tables, event, at)
                _names(connection, tables, event, heard.position)
            case ReportRegistered() | ReportsJoined():
                _join(connection, tables, event)
                _names(connection, tables, event, heard.position)
            case ReportWithdrawn():
                _withdraw(connection, tables, event, at)
            case LiaisonNamed() | LiaisonRemoved():
                _liaison(connection, tables, event)
            case _:
                if isinstance(event, OutcomeDisputed):
                    _concerns(connection, tables, event.case_id, event.entrusted)
                _change(connection, tables, heard)
                if isinstance(event, CaseSplit):
                    _keeps(connection, tables, event)


def _begin(connection: Connection, tables: Tables, event: Begins, at: datetime) -> None:
    put(connection, tables.cases, **first_row(event, at))
    _concerns(connection, tables, event.case_id, reporters(event))
    _involves(connection, tables, event.case_id, event.parties)


def _join(connection: Connection, tables: Tables, event: ReportRegistered | ReportsJoined) -> None:
    this = tables.cases.c.case_id == event.case_id
    row = connection.execute(select(tables.cases).where(this)).one()
    connection.execute(update(tables.cases).where(this).values(joined_rows(event, row)))
    _concerns(connection, tables, event.case_id, reporters(event))
    _involves(connection, tables, event.case_id, event.parties)


def _withdraw(connection: Connection, tables: Tables, event: ReportWithdrawn, at: datetime) -> None:
    """The last report takes the case with it (I-0)."""
    case = tables.cases.c
    this = case.case_id == event.case_id
    connection.execute(update(tables.cases).where(this).values(reports=case.reports - 1))
    connection.execute(
        update(tables.cases)
        .where(this, case.reports == 0)
        .values(triage="withdrawn", triaged_at=at, question_due=None)
    )


def _liaison(connection: Connection, tables: Tables, event: LiaisonNamed | LiaisonRemoved) -> None:
    row = {
        "helsefellesskap": event.helsefellesskap,
        "party": event.party or NOWHERE,
        "person": event.person,
    }
    if isinstance(event, LiaisonNamed):
        put(connection, tables.liaisons, **row)
        return
    same = [tables.liaisons.c[name] == value for name, value in row.items()]
    connection.execute(delete(tables.liaisons).where(*same))


def _concerns(
    connection: Connection, tables: Tables, case_id: UUID, people: Iterable[UUID]
) -> None:
    for person in people:
        put(connection, tables.people, case_id=case_id, person=person)


def _involves(
    connection: Connection, tables: Tables, case_id: UUID, parties: Iterable[PartyNamed]
) -> None:
    for party in parties:
        if party.organisation_id is not None:
            put(connection, tables.involved, case_id=case_id, organisation=party.organisation_id)


def _names(connection: Connection, tables: Tables, event: Begins | ReportsJoined, at: int) -> None:
    for held in held_by(event):
        parties = [party.model_dump(mode="json") for party in held.parties]
        put(
            connection,
            tables.named,
            report_id=held.report_id,
            case_id=event.case_id,
            number=at,
            parties=parties,
        )


def _keeps(connection: Connection, tables: Tables, event: CaseSplit) -> None:
    """What is left keeps the parties that its own reports name (I-0)."""
    named, involved, case = tables.named.c, tables.involved, tables.cases
    told = connection.scalars(
        select(named.parties)
        .where(named.case_id == event.case_id, named.report_id.not_in(event.reports))
        .order_by(named.number)
    )
    parties = united(*(tuple(map(PartyNamed.model_validate, each)) for each in told))
    kept = [party.model_dump(mode="json") for party in parties]
    this = update(case).where(case.c.case_id == event.case_id)
    connection.execute(this.values(parties=kept))
    connection.execute(delete(involved).where(involved.c.case_id == event.case_id))
    _involves(connection, tables, event.case_id, parties)


def _change(connection: Connection, tables: Tables, heard: Heard) -> None:
    changes = changes_of(heard.event, heard.envelope.recordedtime, tables.cases)
    if changes is None:
        return
    case_id, values = changes
    changed = connection.execute(
        update(tables.cases).where(tables.cases.c.case_id == case_id).values(values)
    )
    if changed.rowcount == 0:
        # Another service's word on a case that this one's own log has not brought us yet.
        raise WaitingFor("intake")


CASES = Cases()


def one(views: Views, case_id: UUID) -> Case | None:
    """One case; the caller asks the policy."""
    with views.read(CASES) as (connection, tables):
        case, people = tables.cases, tables.people.c
        row = connection.execute(select(case).where(case.c.case_id == case_id)).one_or_none()
        if row is None:
            return None
        concerned = set(connection.scalars(select(people.person).where(people.case_id == case_id)))
        liaisons = select(tables.liaisons.c.person).where(_answers_for(tables))
        concerned |= set(connection.scalars(liaisons.where(case.c.case_id == case_id)))
    return case_of(row, frozenset(concerned))


def listed(
    views: Views,
    actor: Actor,
    action: Action,
    *,
    only: ColumnElement[bool] | None = None,
    triage: str | None = None,
    after: datetime | None = None,
    limit: int = 50,
) -> list[Case]:
    """What this actor may see of the list, urgent ones first, then the newest (P-3, I-12).

    `triage` keeps those of one state: `waiting` is the triage inbox.
    """
    with views.read(CASES) as (connection, tables):
        case = tables.cases.c
        query = select(tables.cases).where(where(scope(actor, action), columns(tables)))
        if only is not None:
            query = query.where(only)
        if triage is not None:
            query = query.where(case.triage == triage)
        if after is not None:
            query = query.where(case.registered_at < after)
        query = query.order_by(case.urgent.desc(), case.registered_at.desc()).limit(limit)
        return [case_of(row) for row in connection.execute(query)]


def numbered(views: Views, actor: Actor, helsefellesskap: UUID, number: str) -> Case | None:
    """The case of this number, where this actor may read it (P-3). Numbers are the
    helsefellesskap's own."""
    with views.read(CASES) as (connection, tables):
        case = tables.cases.c
        query = select(tables.cases).where(
            where(scope(actor, "intake.read-case"), columns(tables)),
            case.helsefellesskap == helsefellesskap,
            case.number == number.strip(),
        )
        row = connection.execute(query).first()
    return case_of(row) if row else None


def split_off(views: Views, case_id: UUID) -> list[UUID]:
    """The cases that were split off from this one (I-0), the newest first."""
    with views.read(CASES) as (connection, tables):
        case = tables.cases.c
        query = select(case.case_id).where(case.split_from == case_id)
        return list(connection.scalars(query.order_by(case.registered_at.desc(), case.case_id)))


def columns(tables: Tables) -> Columns:
    """Where the list keeps what access depends on."""
    case = tables.cases.c
    return Columns(
        kind="case",
        helsefellesskap=case.helsefellesskap,
        body=case.body,
        person=case.reporter,
        people=lambda person: _concerned(tables, person),
        parties=lambda party: exists(
            select(1).where(
                tables.involved.c.case_id == case.case_id,
                tables.involved.c.organisation == party,
            )
        ),
        case=case.case_id,
        lifted=case.triage == "lifted-to-assessment",
    )


def _concerned(tables: Tables, person: UUID) -> ColumnElement[bool]:
    people, liaisons = tables.people.c, tables.liaisons.c
    return or_(
        exists(select(1).where(people.case_id == tables.cases.c.case_id, people.person == person)),
        exists(select(1).where(_answers_for(tables), liaisons.person == person)),
    )


def _answers_for(tables: Tables) -> ColumnElement[bool]:
    """A liaison answers for the whole helsefellesskap, or for one party of the case (I-5)."""
    case, liaisons, involved = tables.cases.c, tables.liaisons.c, tables.involved.c
    return and_(
        liaisons.helsefellesskap == case.helsefellesskap,
        or_(
            liaisons.party == NOWHERE,
            exists(
                select(1).where(
                    involved.case_id == case.case_id, involved.organisation == liaisons.party
                )
            ),
        ),
    )
