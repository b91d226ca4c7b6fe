"""By which words are cases and routines found? (I-7, G-21) `similar_found` asks.

What reporters write is opened here to be indexed, and is kept as keyed hashes only; the row of a
case has its title still sealed. A text whose key is destroyed is not indexed (R-7).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal, TypeAlias
from uuid import UUID, uuid5

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    select,
    update,
)

from services.intake.readmodels.cases import WAITING
from services.intake.readmodels.similar_routines import Adopted, adopted, proposals_table
from services.intake.readmodels.stages import Stage, stage_of
from shared.contracts.assessment import AssessmentConcluded
from shared.contracts.intake import CaseTriaged, ReportRegistered, ReportWithdrawn
from shared.contracts.record import Event, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking import WaitingFor
from shared.eventlog.projections import NewTable, ReadModel, put
from shared.search.erasing import forget_erased
from shared.search.index import Document, IndexTables, SearchIndex, index_tables
from shared.service.access import secret_for
from shared.service.platform import Keys

Kind: TypeAlias = Literal["case", "routine"]
"""What may be found; an answer that is known (I-5) will be a third."""

SECRET = "similar cases"  # noqa: S105 - what the secret is for


@dataclass(frozen=True, slots=True)
class Tables:
    """What may be found, by kind and case; the index of their words; what may become routines."""

    entries: Table
    proposals: Table
    index: IndexTables


class SimilarCases(ReadModel[Tables]):
    """The read model `similar`. `keys` open what is indexed, and hold the index's secret."""

    name = "similar"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake", "assessment", "governance"})

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    @cached_property
    def index(self) -> SearchIndex:
        """Made when it is first needed: the key store may not be prepared before."""
        return SearchIndex(secret_for(self.keys, SECRET))

    def tables(self, new: NewTable) -> Tables:
        entries = new(
            "entries",
            Column("kind", String, primary_key=True),
            Column("case_id", Uuid, primary_key=True),
            Column("number", String, nullable=False),
            Column("helsefellesskap", Uuid, nullable=False, index=True),
            Column("reporter", Uuid),
            Column("title", JSON),
            Column("name", Text),
            Column("reports", Integer, nullable=False),
            Column("triage", String, nullable=False),
            Column("assessed", Boolean, nullable=False),
            Column("stage", String),
            Column("body", Uuid),
        )
        return Tables(entries, proposals_table(new), index_tables(new))

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        event = heard.event
        match event:
            case ReportRegistered():
                self._registered(connection, tables, event)
            case ReportWithdrawn():
                self._withdrawn(connection, tables, event)
            case _:
                self._stands(connection, tables, event)
                routine = adopted(connection, tables.proposals, event)
                if routine is not None:
                    self._adopted(connection, tables, routine)

    def _registered(self, connection: Connection, tables: Tables, event: ReportRegistered) -> None:
        """It opens the case, or is one more report of it."""
        reports = tables.entries.c.reports
        of_it = _case(tables, event.case_id)
        more = update(tables.entries).where(of_it).values(reports=reports + 1)
        if connection.execute(more).rowcount == 0:
            put(
                connection,
                tables.entries,
                kind="case",
                case_id=event.case_id,
                number=event.number,
                helsefellesskap=event.helsefellesskap,
                reporter=event.reporter,
                title=event.title.model_dump(mode="json"),
                reports=1,
                triage=WAITING,
                assessed=False,
            )
        title, text = self.keys.seals.open(event.title), self.keys.seals.open(event.what_happens)
        if title is not None and text is not None:
            document = Document(event.report_id, "case", event.case_id, event.title.key)
            latest = self.index.put(connection, tables.index, document, title, text)
            forget_erased(self.index, connection, tables.index, self.keys.store, latest)

    def _withdrawn(self, connection: Connection, tables: Tables, event: ReportWithdrawn) -> None:
        """The report is found no more; the last one takes the case with it (I-0)."""
        this_report = tables.index.documents.c.id == event.report_id
        self.index.drop(connection, tables.index, this_report)
        entries = tables.entries
        of_it = _case(tables, event.case_id)
        fewer = update(entries).where(of_it).values(reports=entries.c.reports - 1)
        connection.execute(fewer)
        none_left = update(entries).where(of_it, entries.c.reports == 0)
        connection.execute(none_left.values(triage="withdrawn"))

    def _stands(self, connection: Connection, tables: Tables, event: Event | None) -> None:
        """Where the case stands, in columns that each service has for itself.

        Raises WaitingFor where another service's word comes before intake's own log has.
        """
        changes = _changes(event)
        if changes is None:
            return
        case_id, values = changes
        changed = connection.execute(
            update(tables.entries).where(_case(tables, case_id)).values(values)
        )
        if changed.rowcount == 0:
            raise WaitingFor("intake")

    def _adopted(self, connection: Connection, tables: Tables, routine: Adopted) -> None:
        """A routine is in force; one that it replaces is not found any more (G-21)."""
        case = connection.execute(
            select(tables.entries).where(_case(tables, routine.case_id))
        ).one_or_none()
        if case is None:
            raise WaitingFor("intake")
        if routine.replaces is not None:
            documents = tables.index.documents
            replaced = (documents.c.kind == "routine") & (documents.c.subject == routine.replaces)
            self.index.drop(connection, tables.index, replaced)
        put(
            connection,
            tables.entries,
            kind="routine",
            case_id=routine.case_id,
            number=case.number,
            helsefellesskap=case.helsefellesskap,
            reporter=case.reporter,
            body=case.body,
            name=routine.what,
            reports=case.reports,
            triage=case.triage,
            assessed=True,
            stage="in-force",
        )
        document = Document(uuid5(routine.case_id, "routine"), "routine", routine.case_id)
        self.index.put(connection, tables.index, document, routine.what, routine.reasons)


def _changes(event: Event | None) -> tuple[UUID, dict[str, Any]] | None:
    match event:
        case CaseTriaged():
            return event.case_id, {"triage": event.outcome}
        case AssessmentConcluded():
            return event.case_id, {"assessed": True}
        case _:
            stage = stage_of(event)
    if not isinstance(stage, Stage):
        return None
    told = {"stage": stage.name, "body": stage.body}
    changed = {name: value for name, value in told.items() if value is not None}
    return (stage.case_id, changed) if changed else None


def _case(tables: Tables, case_id: UUID) -> ColumnElement[bool]:
    return (tables.entries.c.kind == "case") & (tables.entries.c.case_id == case_id)
