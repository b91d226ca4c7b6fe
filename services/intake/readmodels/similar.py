"""Which cases and routines tell of the same as this text? (I-7, G-21)

What reporters write is opened here to be indexed, and is kept as keyed hashes only; the row of a
case has its title still sealed. A text whose key is destroyed is not indexed (R-7). Who asks sees
number, title, where the case stands and how many have reported it, and of no case that the policy
keeps from them; the text is another question, answered by `intake.read-case`.
"""

from collections.abc import Collection
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
    Row,
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
from shared.contracts.record import Event, Sealed, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking import WaitingFor
from shared.eventlog.projections import NewTable, ReadModel, Views, put
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope
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


@dataclass(frozen=True, slots=True)
class Similar:
    """A case or a routine about the same; `readable` tells whether its page may be opened.

    `reports` is how many have reported it, `stage` where it stands in the words of `cases`.
    """

    kind: Kind
    case_id: UUID
    number: str
    title: str
    stage: str
    reports: int
    readable: bool


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


def similar_to(
    similar: SimilarCases,
    views: Views,
    actor: Actor,
    title: str,
    text: str = "",
    *,
    helsefellesskap: UUID,
    kind: Kind = "case",
    besides: Collection[UUID] = (),
    limit: int = 5,
) -> list[Similar]:
    """The likest first, of what this actor may find in the helsefellesskap (P-3); at most `limit`.

    Nothing for a text without words, and nothing that is only a little like it. `besides` are
    cases that are not asked for: in triage, the case itself.
    """
    with views.read(similar) as (connection, tables):
        alike = similar.index.alike(connection, tables.index, title, text, besides=besides)
        if alike is None:
            return []
        entries = tables.entries
        readable = where(scope(actor, "intake.read-case"), _columns(entries, "case"))
        rows = connection.execute(
            select(entries, readable.label("readable"))
            .join(alike, (alike.c.kind == entries.c.kind) & (alike.c.subject == entries.c.case_id))
            .where(
                entries.c.kind == kind,
                entries.c.helsefellesskap == helsefellesskap,
                _may_be_found(actor, entries, kind),
            )
            .order_by(alike.c.likeness.desc(), entries.c.case_id)
            .limit(limit)
        ).all()
    found = ((row, _title(row, similar.keys)) for row in rows)
    return [_similar(row, title) for row, title in found if title is not None]


def _may_be_found(actor: Actor, entries: Table, kind: Kind) -> ColumnElement[bool]:
    action = scope(actor, "intake.find-similar" if kind == "case" else "governance.read-routine")
    return where(action, _columns(entries, kind))


def _columns(entries: Table, kind: Kind) -> Columns:
    """Where the list keeps what access depends on; a routine in force is open to those it binds."""
    in_force = kind == "routine"
    return Columns(
        kind=kind,
        helsefellesskap=entries.c.helsefellesskap,
        body=entries.c.body,
        person=entries.c.reporter,
        lifted=in_force or entries.c.triage == "lifted-to-assessment",
        locked=in_force,
    )


def _title(row: Row[Any], keys: Keys) -> str | None:
    """None where it has been erased (R-7)."""
    if row.name is not None:
        return str(row.name)
    return keys.seals.open(Sealed.model_validate(row.title))


def _similar(row: Row[Any], title: str) -> Similar:
    return Similar(
        kind=row.kind,
        case_id=row.case_id,
        number=row.number,
        title=title,
        stage=row.stage or ("assessed" if row.assessed else row.triage),
        reports=row.reports,
        readable=bool(row.readable),
    )


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
