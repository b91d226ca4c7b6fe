"""Every case as the questions of R-5 see it: what hindered, where it lay, and what came of it.

The services are heard in no order between them: what an event tells is put beside what is there
already, and the places of a case are ordered by when they were recorded.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select

from services.audit.readmodels.case_tables import Level, Tables, case_tables
from shared.contracts.assessment import AssessmentConcluded, AssessmentOpened
from shared.contracts.governance.cases import (
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    NoProposal,
    Objection,
    ProposalRecommended,
    ProposalSubmitted,
    ReturnOrLiftChosen,
)
from shared.contracts.governance.exits import ClarificationDrafted, ClarificationRedrafted
from shared.contracts.governance.items import ItemOpened
from shared.contracts.governance.minutes import DissentEntered
from shared.contracts.governance.own_lines import (
    DecisionInForce,
    FollowUpAnswered,
    RatificationChoiceMade,
)
from shared.contracts.governance.trials import TrialDrafted
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedDeclared,
)
from shared.contracts.intake import CaseTriaged, ReportRegistered, ReportWithdrawn
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, put


class Cases(ReadModel[Tables]):
    """The read model `cases`."""

    name = "cases"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake", "assessment", "governance"})

    def tables(self, new: NewTable) -> Tables:
        return case_tables(new)

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        told = _Telling(connection, tables, heard)
        case_id = told.begins() or told.moves() or told.ends() or told.about_law()
        case_id = case_id or told.disagrees()
        if case_id is not None:
            put(connection, tables.rests_on, event_id=heard.envelope.id, case_id=case_id)


CASES = Cases()


class _Telling:
    """One event told to the rows; each way gives the case where the event was of its kind."""

    def __init__(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        self._connection = connection
        self._tables = tables
        self._heard = heard
        self._at: datetime = heard.envelope.recordedtime

    def begins(self) -> UUID | None:
        match self._heard.event:
            case ReportRegistered() as report:
                self._case(
                    report.case_id,
                    number=report.number,
                    helsefellesskap=report.helsefellesskap,
                    reporter=report.reporter,
                    reported_at=self._at,
                )
                return self._stay(report.case_id, "practical")
            case AssessmentOpened() as opened:
                self._case(
                    opened.case_id, number=opened.number, helsefellesskap=opened.helsefellesskap
                )
                return self._stay(opened.case_id, "practical")
            case AssessmentConcluded() as concluded:
                obstacle = concluded.diagnosis.main_obstacle
                return self._case(concluded.case_id, main_obstacle=obstacle)
            case CaseReceived() as received:
                self._case(
                    received.case_id,
                    number=received.number,
                    helsefellesskap=received.helsefellesskap,
                    lifted=True,
                )
                return self._stay(received.case_id, "organisational", received.body_id)
            case _:
                return None

    def moves(self) -> UUID | None:
        match self._heard.event:
            case ConsensusFailed() as failed:
                self._case(failed.case_id, disagreement=failed.disagreement)
                self._objections(failed.case_id, failed.objections)
                return self._stay(failed.case_id, "organisational", failed.to_body)
            case ConsensusReached() as reached:
                self._objections(reached.case_id, reached.remarks)
                return self._stay(reached.case_id, "organisational", reached.to_body)
            case (
                ProposalSubmitted()
                | NoProposal()
                | CouncilHeard()
                | ProposalRecommended()
                | ReturnOrLiftChosen()
                | RatificationChoiceMade()
                | CaseResumed()
            ) as moved:
                return self._stay(moved.case_id, "organisational", moved.to_body)
            case ExitTaken() as taken:
                inside = taken.exit == "written-procedure"
                level: Level = "organisational" if inside else "system"
                return self._stay(taken.case_id, level, taken.body_id)
            case FollowUpAnswered(decision="reopen") as answered:
                self._case(answered.case_id, outcome=None, ended_at=None, days=None)
                return self._stay(answered.case_id, "organisational", answered.to_body)
            case _:
                return None

    def ends(self) -> UUID | None:
        match self._heard.event:
            case DecisionInForce() as decided:
                return self._case(decided.case_id, outcome="in-force", locked=True)
            case NotAgreedDeclared() as declared:
                self._case(declared.case_id, outcome="not-agreed", locked=True)
                return self._stay(declared.case_id, "organisational", declared.to_body)
            case CaseClosed() as closed:
                return self._ended(closed.case_id, closed.outcome, locked=True)
            case CaseTriaged() as triaged if triaged.outcome != "lifted-to-assessment":
                return self._ended(triaged.case_id, triaged.outcome, locked=False)
            case ReportWithdrawn() as withdrawn:
                return self._ended(withdrawn.case_id, "withdrawn", locked=False)
            case _:
                return None

    def about_law(self) -> UUID | None:
        provisions = self._tables.provisions
        match self._heard.event:
            case ClarificationDrafted() as drafted:
                asked = [(each.law, each.section) for each in drafted.text.provisions]
                return self._provisions(drafted.clarification_id, drafted.case_id, asked)
            case ClarificationRedrafted() as redrafted:
                source = redrafted.clarification_id
                case_id: UUID | None = self._connection.scalar(
                    select(provisions.c.case_id).where(provisions.c.source == source)
                )
                asked = [(each.law, each.section) for each in redrafted.text.provisions]
                return self._provisions(source, case_id, asked) if case_id else None
            case TrialDrafted() as trial:
                asked = [(each.law, each.section) for each in trial.plan.deviations]
                return self._provisions(trial.trial_id, trial.case_id, asked)
            case _:
                return None

    def disagrees(self) -> UUID | None:
        items = self._tables.items
        match self._heard.event:
            case ItemOpened() as opened:
                put(self._connection, items, item=opened.item_id, case_id=opened.case_id)
                return None
            case DissentEntered() as dissent:
                case_id: UUID | None = self._connection.scalar(
                    select(items.c.case_id).where(items.c.item == dissent.item_id)
                )
                if case_id is None:
                    return None
                self._dissent(0, case_id, dissent.seat_id, dissent.party, dissent.text)
                return case_id
            case _:
                return None

    def _case(self, case_id: UUID, **values: Any) -> UUID:
        put(self._connection, self._tables.cases, case_id=case_id, **values)
        return case_id

    def _stay(self, case_id: UUID, level: Level, body: UUID | None = None) -> UUID:
        put(
            self._connection,
            self._tables.stays,
            case_id=case_id,
            since=self._at,
            level=level,
            body=body,
        )
        return case_id

    def _ended(self, case_id: UUID, outcome: str, *, locked: bool) -> UUID:
        stays = self._tables.stays.c
        first = self._connection.scalar(
            select(func.min(stays.since)).where(stays.case_id == case_id)
        )
        days = (self._at - (first or self._at)).days
        ended = {"ended_at": self._at, "days": days, "locked": locked}
        self._case(case_id, outcome=outcome, **ended)
        return self._stay(case_id, "ended")

    def _provisions(self, source: UUID, case_id: UUID, asked: Iterable[tuple[str, str]]) -> UUID:
        """The provisions asked about now; a later text takes the place of the earlier."""
        table = self._tables.provisions
        self._connection.execute(delete(table).where(table.c.source == source))
        for law, section in dict.fromkeys(asked):
            values = {"source": source, "case_id": case_id, "law": law, "section": section}
            self._connection.execute(insert(table).values(**values))
        return case_id

    def _objections(self, case_id: UUID, objections: Iterable[Objection]) -> None:
        for number, each in enumerate(objections):
            self._dissent(
                number, case_id, each.seat_id, each.party, each.text, each.kind, each.blocking
            )

    def _dissent(
        self,
        number: int,
        case_id: UUID,
        seat: UUID,
        party: UUID,
        text: str,
        kind: str | None = None,
        blocking: bool = False,
    ) -> None:
        put(
            self._connection,
            self._tables.dissents,
            event_id=self._heard.envelope.id,
            number=number,
            case_id=case_id,
            at=self._at,
            seat=seat,
            party=party,
            kind=kind,
            blocking=blocking,
            text=text,
        )
