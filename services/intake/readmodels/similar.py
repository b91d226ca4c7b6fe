"""By which words are cases, routines and known rules found? (I-5, I-7, G-21) `similar_found` asks.

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
    Date,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    select,
    update,
)

from services.intake.readmodels.case_changes import CLOSED, WAITING
from services.intake.readmodels.similar_known import keep_rule
from services.intake.readmodels.similar_routines import Adopted, adopted, proposals_table
from services.intake.readmodels.stages import Stage, stage_of
from shared.contracts.assessment import AssessmentClosed, AssessmentConcluded
from shared.contracts.audit import ErasureCarriedOut, ErasureConfirmed
from shared.contracts.intake import (
    CaseSplitOff,
    CaseStarted,
    CaseTriaged,
    KnownRuleCorrected,
    KnownRuleRegistered,
    ReportRegistered,
    ReportsJoined,
    ReportWithdrawn,
)
from shared.contracts.record import Event, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking import WaitingFor
from shared.eventlog.projections import NewTable, ReadModel, put
from shared.search.index import Document, IndexTables, SearchIndex, index_tables
from shared.service.access import secret_for
from shared.service.platform import Keys

Kind: TypeAlias = Literal["case", "routine", "rule"]
"""What may be found: cases, measures in force, and rules and answers that are known (I-5)."""

SECRET = "similar cases"  # noqa: S105 - what the secret is for


@dataclass(frozen=True, slots=True)
class Tables:
    """What may be found, by kind and subject; the index of their words; what may become routines.

    The subject of a case or a routine is the case, that of a known rule the rule itself.
    """

    entries: Table
    proposals: Table
    index: IndexTables


class SimilarCases(ReadModel[Tables]):
    """The read model `similar`. `keys` open what is indexed, and hold the index's secret."""

    name = "similar"
    version = 4
    hears: ClassVar[frozenset[ServiceName]] = frozenset(
        {"intake", "assessment", "governance", "audit"}
    )

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
            Column("subject", Uuid, primary_key=True),
            Column("number", String, nullable=False),
            Column("helsefellesskap", Uuid, index=True),
            Column("reporter", Uuid),
            Column("title", JSON),
            Column("name", Text),
            Column("reports", Integer, nullable=False),
            Column("triage", String, nullable=False),
            Column("assessed", Boolean, nullable=False),
            Column("stage", String),
            Column("body", Uuid),
            Column("valid_from", Date),
            Column("valid_to", Date),
        )
        return Tables(entries, proposals_table(new), index_tables(new))

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        event = heard.event
        match event:
            case ReportRegistered():
                self._registered(connection, tables, event)
            case CaseStarted():
                self._begun(connection, tables, event, reporter=event.started_by)
            case CaseSplitOff():
                self._begun(connection, tables, event, reporter=event.reports[0].reporter)
                self._moved(connection, tables, event.from_case, event)
            case ReportsJoined():
                self._moved(connection, tables, event.from_case, event)
            case ReportWithdrawn():
                self._withdrawn(connection, tables, event)
            case KnownRuleRegistered() | KnownRuleCorrected():
                keep_rule(connection, tables.entries, event)
                document = Document(event.rule_id, "rule", event.rule_id)
                self.index.put(connection, tables.index, document, event.title, event.text)
            case ErasureConfirmed() | ErasureCarriedOut():
                # Both: told in between, a text that could still be opened is indexed.
                erased = tables.index.documents.c.sealed_for == event.subject
                self.index.drop(connection, tables.index, erased)
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
                subject=event.case_id,
                number=event.number,
                helsefellesskap=event.helsefellesskap,
                reporter=event.reporter,
                title=event.title.model_dump(mode="json"),
                reports=1,
                triage=WAITING,
                assessed=False,
            )
        self._index(connection, tables, event, event.report_id)

    def _index(
        self,
        connection: Connection,
        tables: Tables,
        event: ReportRegistered | CaseStarted | CaseSplitOff,
        document_id: UUID,
    ) -> None:
        title, text = self.keys.seals.open(event.title), self.keys.seals.open(event.what_happens)
        if title is not None and text is not None:
            document = Document(document_id, "case", event.case_id, event.title.subject)
            self.index.put(connection, tables.index, document, title, text)

    def _begun(
        self,
        connection: Connection,
        tables: Tables,
        event: CaseStarted | CaseSplitOff,
        *,
        reporter: UUID,
    ) -> None:
        """A case that no report has opened: its own words are found as a report's are."""
        put(
            connection,
            tables.entries,
            kind="case",
            subject=event.case_id,
            number=event.number,
            helsefellesskap=event.helsefellesskap,
            reporter=reporter,
            title=event.title.model_dump(mode="json"),
            reports=0,
            triage="lifted-to-assessment" if isinstance(event, CaseStarted) else WAITING,
            assessed=False,
        )
        self._index(connection, tables, event, event.case_id)

    def _moved(
        self,
        connection: Connection,
        tables: Tables,
        from_case: UUID,
        event: CaseSplitOff | ReportsJoined,
    ) -> None:
        """Reports tell of another case from now on, each with the words it had (I-0)."""
        moved = [report.report_id for report in event.reports]
        documents = tables.index.documents.c
        which: ColumnElement[bool] = documents.id.in_(moved)
        if isinstance(event, ReportsJoined):
            # The case's own words too, where it had been split off.
            which = (documents.kind == "case") & (documents.subject == from_case)
        self.index.move(connection, tables.index, which, event.case_id)
        reports = tables.entries.c.reports
        for case_id, more in ((event.case_id, len(moved)), (from_case, -len(moved))):
            of_it = _case(tables, case_id)
            connection.execute(update(tables.entries).where(of_it).values(reports=reports + more))

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
            subject=routine.case_id,
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
        case AssessmentClosed():
            return event.case_id, {"stage": CLOSED}
        case _:
            stage = stage_of(event)
    if not isinstance(stage, Stage):
        return None
    told = {"stage": stage.name, "body": stage.body}
    changed = {name: value for name, value in told.items() if value is not None}
    return (stage.case_id, changed) if changed else None


def _case(tables: Tables, case_id: UUID) -> ColumnElement[bool]:
    return (tables.entries.c.kind == "case") & (tables.entries.c.subject == case_id)
