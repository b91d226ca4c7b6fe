"""A case as its reporters and the secretariat see it, and the tables it is read from (I-11)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal, TypeAlias
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    Row,
    RowMapping,
    String,
    Table,
    Text,
    Uuid,
)

from services.intake.readmodels.case_changes import (
    ASKED,
    CLOSED,
    MERGED,
    REASSESSED,
    UNANSWERED,
    WAITING,
)
from shared.contracts.intake import PartyNamed, RoutineCited, RuleCited
from shared.contracts.record import Sealed
from shared.eventlog.projections import NewTable, UtcDateTime
from shared.identity.conditions import Resource

Holder: TypeAlias = Literal["secretariat", "reporter", "line", "body", "other-case", "nobody"]
"""Who has the case now: `line` is the own line of one organisation, `body` what governance says;
`nobody` where it has come to its end."""

IN_LINE = "routed-to-line"
LIFTED = ("lifted-to-assessment", "lifted-to-system-level")
ENDED = ("answered", "declined", "withdrawn", UNANSWERED)


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its reporters and the secretariat see it; the texts are still sealed.

    `people` are those it concerns: its reporters, the liaisons named for it, and those that a
    disputed outcome has been entrusted to. `organisations` are those its reporters act for.
    `moved_to` is the case that has its reports now.
    """

    case_id: UUID
    number: str
    helsefellesskap: UUID
    reporter: UUID
    reported_on: date
    registered_at: datetime
    title: Sealed
    what_happens: Sealed
    workaround: Sealed | None
    workaround_risk: Sealed | None
    parties: tuple[PartyNamed, ...]
    urgent: bool
    triage: str
    triage_reason: str | None
    reference: str | None
    rule: RuleCited | None
    routine: RoutineCited | None
    line: UUID | None
    moved_to: UUID | None
    split_from: UUID | None
    started_by: Mapping[str, Any] | None
    organisations: tuple[UUID, ...]
    question: str | None
    reports: int
    times: int
    recurring: bool
    disputed: bool
    obstacle: str | None
    components: Mapping[str, str]
    capacity: str | None
    body: UUID | None
    stage: str
    since: datetime
    deadline: datetime | None
    people: frozenset[UUID] = frozenset()

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            "case",
            helsefellesskap=self.helsefellesskap,
            body=self.body,
            person=self.reporter,
            people=self.people,
            parties=frozenset(
                party.organisation_id for party in self.parties if party.organisation_id
            ),
            case=self.case_id,
            lifted=self.triage == "lifted-to-assessment",
        )

    @property
    def closed(self) -> bool:
        """Whether the bodies have brought it to its end."""
        return self.stage.startswith("closed-")

    @property
    def waits(self) -> bool:
        """Whether it lies in the triage inbox (I-5)."""
        return self.triage == WAITING

    @property
    def holder(self) -> Holder:
        """Who has it now (I-11)."""
        if self.triage == MERGED or self.moved_to is not None:
            return "other-case"
        if self.closed or self.triage in ENDED:
            return "nobody"
        if self.body is not None and self.stage != REASSESSED:
            return "body"
        if self.triage == ASKED:
            return "reporter"
        return "line" if self.triage == IN_LINE else "secretariat"


@dataclass(frozen=True, slots=True)
class Tables:
    """`people` and `liaisons` tell whom a case concerns, `involved` which organisations, and
    `named` the parties that each of its reports names."""

    cases: Table
    named: Table
    people: Table
    involved: Table
    liaisons: Table


def tables(new: NewTable) -> Tables:
    return Tables(
        cases=_cases(new),
        named=new(
            "named",
            Column("report_id", Uuid, primary_key=True),
            Column("case_id", Uuid, nullable=False, index=True),
            Column("number", Integer, nullable=False),
            Column("parties", JSON, nullable=False),
        ),
        people=new(
            "people",
            Column("case_id", Uuid, primary_key=True),
            Column("person", Uuid, primary_key=True, index=True),
        ),
        involved=new(
            "involved",
            Column("case_id", Uuid, primary_key=True),
            Column("organisation", Uuid, primary_key=True, index=True),
        ),
        liaisons=new(
            "liaisons",
            Column("helsefellesskap", Uuid, primary_key=True),
            Column("party", Uuid, primary_key=True),
            Column("person", Uuid, primary_key=True),
        ),
    )


def _cases(new: NewTable) -> Table:
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
        Column("workaround_risk", JSON),
        Column("parties", JSON, nullable=False),
        Column("urgent", Boolean, nullable=False),
        Column("triage", String, nullable=False),
        Column("triage_reason", Text),
        Column("reference", Text),
        Column("rule", JSON),
        Column("routine", JSON),
        Column("line", Uuid),
        Column("moved_to", Uuid),
        Column("split_from", Uuid),
        Column("started_by", JSON),
        Column("organisations", JSON, nullable=False),
        Column("question", Text),
        Column("question_due", UtcDateTime),
        Column("reports", Integer, nullable=False),
        Column("times", Integer, nullable=False),
        Column("recurring", Boolean, nullable=False),
        Column("disputed", Boolean, nullable=False),
        Column("obstacle", String),
        Column("components", JSON),
        Column("capacity", String),
        Column("assessment", String),
        Column("assessed_at", UtcDateTime),
        Column("body", Uuid),
        Column("governance", String),
        Column("governance_at", UtcDateTime),
        Column("deadline", UtcDateTime),
        Column("triaged_at", UtcDateTime),
    )


MADE = frozenset(
    {
        "title",
        "what_happens",
        "workaround",
        "workaround_risk",
        "parties",
        "rule",
        "routine",
        "organisations",
        "components",
        "stage",
        "since",
        "deadline",
        "people",
    }
)
AS_IT_STANDS = tuple(each.name for each in fields(Case) if each.name not in MADE)
"""What a case tells as its column says; the rest is made of it."""


def case_of(row: Row[Any], people: frozenset[UUID] = frozenset()) -> Case:
    values = row._mapping
    stage, since = _stage(values)

    def opened(name: str) -> Sealed | None:
        return Sealed.model_validate(values[name]) if values[name] else None

    return Case(
        **{name: values[name] for name in AS_IT_STANDS},
        title=Sealed.model_validate(values["title"]),
        what_happens=Sealed.model_validate(values["what_happens"]),
        workaround=opened("workaround"),
        workaround_risk=opened("workaround_risk"),
        parties=tuple(PartyNamed.model_validate(party) for party in values["parties"]),
        rule=RuleCited.model_validate(values["rule"]) if values["rule"] else None,
        routine=RoutineCited.model_validate(values["routine"]) if values["routine"] else None,
        organisations=tuple(UUID(each) for each in values["organisations"]),
        components=values["components"] or {},
        stage=stage,
        since=since,
        deadline=values["deadline"] if values["governance"] else values["question_due"],
        people=people,
    )


def _stage(values: RowMapping) -> tuple[str, datetime]:
    """What has become of the case, and when: the bodies' word counts, until the assessment is
    taken up again or closed after it (A-9, A-15)."""
    said = values["governance_at"]
    assessed = values["assessed_at"]
    anew = values["assessment"] in (REASSESSED, CLOSED) and (said is None or assessed >= said)
    if values["governance"] and not anew:
        return values["governance"], said
    if values["assessment"]:
        return values["assessment"], assessed
    return values["triage"], values["triaged_at"] or values["registered_at"]
