"""Where is my case, who has it, since when, and what hinders? (I-11)

One row a case, folded from what intake, assessment and governance say. Each of the three owns
its own columns, so that it does not matter which of them is heard first. What the reporter wrote
stays sealed in the row and is opened only for the one who reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Row,
    String,
    Table,
    Uuid,
    select,
    update,
)

from services.intake.readmodels.stages import Due, Stage, stage_of
from shared.contracts.assessment import AssessmentConcluded
from shared.contracts.intake import CaseTriaged, PartyNamed, ReportRegistered, ReportWithdrawn
from shared.contracts.record import Event, Sealed, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking import WaitingFor
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope

WAITING = "waiting"
"""Reported, and nobody has looked at it yet."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its reporter and the secretariat see it; the texts are still sealed."""

    case_id: UUID
    number: str
    helsefellesskap: UUID
    reporter: UUID
    reported_on: date
    registered_at: datetime
    title: Sealed
    what_happens: Sealed
    workaround: Sealed | None
    parties: tuple[PartyNamed, ...]
    urgent: bool
    triage: str
    triage_reason: str | None
    obstacle: str | None
    components: Mapping[str, str]
    capacity: str | None
    body: UUID | None
    stage: str
    since: datetime
    deadline: datetime | None

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            "case",
            helsefellesskap=self.helsefellesskap,
            body=self.body,
            person=self.reporter,
            parties=frozenset(
                party.organisation_id for party in self.parties if party.organisation_id
            ),
            case=self.case_id,
            lifted=self.triage == "lifted-to-assessment",
        )


class Cases(ReadModel[Table]):
    """The read model `cases`."""

    name = "cases"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake", "assessment", "governance"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "cases",
            Column("case_id", Uuid, primary_key=True),
            Column("number", String, nullable=False),
            Column("helsefellesskap", Uuid, nullable=False, index=True),
            Column("reporter", Uuid, nullable=False, index=True),
            Column("reported_on", Date, nullable=False),
            Column("registered_at", UtcDateTime, nullable=False),
            Column("title", JSON, nullable=False),
            Column("what_happens", JSON, nullable=False),
            Column("workaround", JSON),
            Column("parties", JSON, nullable=False),
            Column("urgent", Boolean, nullable=False),
            Column("triage", String, nullable=False),
            Column("triage_reason", String),
            Column("obstacle", String),
            Column("components", JSON),
            Column("capacity", String),
            Column("assessed_at", UtcDateTime),
            Column("body", Uuid),
            Column("governance", String),
            Column("governance_at", UtcDateTime),
            Column("deadline", UtcDateTime),
            Column("triaged_at", UtcDateTime),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        event = heard.event
        if isinstance(event, ReportRegistered):
            put(connection, tables, **_row(event, heard.envelope.recordedtime))
            return
        changes = _changes(heard)
        if changes is None:
            return
        case_id, values = changes
        changed = connection.execute(
            update(tables).where(tables.c.case_id == case_id).values(values)
        )
        if changed.rowcount == 0:
            # Another service's word on a case that this one's own log has not brought us yet.
            raise WaitingFor("intake")


def _row(event: ReportRegistered, registered: datetime) -> dict[str, Any]:
    return {
        "case_id": event.case_id,
        "number": event.number,
        "helsefellesskap": event.helsefellesskap,
        "reporter": event.reporter,
        "reported_on": event.reported_on,
        "registered_at": registered,
        "title": event.title.model_dump(mode="json"),
        "what_happens": event.what_happens.model_dump(mode="json"),
        "workaround": event.workaround.model_dump(mode="json") if event.workaround else None,
        "parties": [party.model_dump(mode="json") for party in event.parties],
        "urgent": event.urgent,
        "triage": WAITING,
    }


def _changes(heard: Heard) -> tuple[UUID, dict[str, Any]] | None:
    """What one event changes in its case's row; None for those that change nothing."""
    at = heard.envelope.recordedtime
    event = heard.event
    match event:
        case CaseTriaged():
            return event.case_id, {
                "triage": event.outcome,
                "triage_reason": event.reason,
                "triaged_at": at,
            }
        case ReportWithdrawn():
            return event.case_id, {"triage": "withdrawn", "triaged_at": at}
        case AssessmentConcluded():
            return event.case_id, {
                "obstacle": event.diagnosis.main_obstacle,
                "components": {each.component: each.status for each in event.components},
                "capacity": worst_standing([each.standing for each in event.capacity]),
                "assessed_at": at,
            }
        case _:
            return _between_bodies(event, at)


def _between_bodies(event: Event | None, at: datetime) -> tuple[UUID, dict[str, Any]] | None:
    match stage_of(event):
        case Due() as due:
            return due.case_id, {"deadline": due.at}
        case Stage() as stage:
            told: dict[str, Any] = {} if stage.body is None else {"body": stage.body}
            if stage.name is not None:
                told |= {"governance": stage.name, "governance_at": at, "deadline": None}
            return stage.case_id, told
        case None:
            return None


def worst_standing(standings: list[str]) -> str:
    """The capacity frame as a whole is as tight as its tightest party (A-9)."""
    return next((each for each in ("over", "unknown") if each in standings), "within")


def _case(row: Row[Any]) -> Case:
    values = row._mapping
    since = values["governance_at"] or values["assessed_at"] or values["triaged_at"]
    stage = values["governance"] or ("assessed" if values["assessed_at"] else values["triage"])
    workaround = values["workaround"]
    return Case(
        case_id=values["case_id"],
        number=values["number"],
        helsefellesskap=values["helsefellesskap"],
        reporter=values["reporter"],
        reported_on=values["reported_on"],
        registered_at=values["registered_at"],
        title=Sealed.model_validate(values["title"]),
        what_happens=Sealed.model_validate(values["what_happens"]),
        workaround=Sealed.model_validate(workaround) if workaround else None,
        parties=tuple(PartyNamed.model_validate(party) for party in values["parties"]),
        urgent=values["urgent"],
        triage=values["triage"],
        triage_reason=values["triage_reason"],
        obstacle=values["obstacle"],
        components=values["components"] or {},
        capacity=values["capacity"],
        body=values["body"],
        stage=stage,
        since=since or values["registered_at"],
        deadline=values["deadline"],
    )


CASES = Cases()


def one(views: Views, case_id: UUID) -> Case | None:
    """One case; the caller asks the policy."""
    with views.read(CASES) as (connection, table):
        row = connection.execute(select(table).where(table.c.case_id == case_id)).one_or_none()
    return _case(row) if row else None


def listed(
    views: Views,
    actor: Actor,
    action: Action,
    *,
    only: ColumnElement[bool] | None = None,
    after: datetime | None = None,
    limit: int = 50,
) -> list[Case]:
    """What this actor may see of the list, urgent ones first, then the newest (P-3, I-12)."""
    with views.read(CASES) as (connection, table):
        query = select(table).where(where(scope(actor, action), columns(table)))
        if only is not None:
            query = query.where(only)
        if after is not None:
            query = query.where(table.c.registered_at < after)
        query = query.order_by(table.c.urgent.desc(), table.c.registered_at.desc()).limit(limit)
        return [_case(row) for row in connection.execute(query)]


def columns(table: Table) -> Columns:
    """Where the list keeps what access depends on."""
    return Columns(
        kind="case",
        helsefellesskap=table.c.helsefellesskap,
        body=table.c.body,
        person=table.c.reporter,
        case=table.c.case_id,
        lifted=table.c.triage == "lifted-to-assessment",
    )
