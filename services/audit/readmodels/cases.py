"""Every case as the questions of R-5 see it: what hindered, where it lay, and what came of it.

The services are heard in no order between them: what an event tells is put beside what is there
already, and the places of a case are ordered by when they were recorded.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update

from services.audit.readmodels.case_tables import Tables, case_tables
from services.audit.readmodels.places import End, Place, end_of, place_of
from shared.contracts.assessment import (
    AssessmentConcluded,
    AssessmentOpened,
    AssessmentReopened,
)
from shared.contracts.governance.cases import (
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    Objection,
)
from shared.contracts.governance.exits import ClarificationDrafted, ClarificationRedrafted
from shared.contracts.governance.items import ItemOpened
from shared.contracts.governance.minutes import DissentEntered
from shared.contracts.governance.own_lines import DecisionInForce, FollowUpAnswered
from shared.contracts.governance.trials import TrialDrafted
from shared.contracts.governance.unresolved import NotAgreedDeclared
from shared.contracts.intake import (
    CaseReopened,
    CaseSplitOff,
    CaseStarted,
    OutcomeDisputed,
    ReportRegistered,
    ReportsJoined,
    ReportWithdrawn,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, put


class Cases(ReadModel[Tables]):
    """The read model `cases`."""

    name = "cases"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake", "assessment", "governance"})

    def tables(self, new: NewTable) -> Tables:
        return case_tables(new)

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        told = _Telling(connection, tables, heard)
        case_id = told.lies() or told.about_law() or told.disagrees()
        case_id = told.stands() or case_id
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

    def lies(self) -> UUID | None:
        """Where the case lies from now on."""
        place = place_of(self._heard.event)
        return self._stay(place) if place is not None else None

    def stands(self) -> UUID | None:
        """What is told of the case itself."""
        return self._begins() or self._counts() or self._goes_on() or self._ends()

    def _begins(self) -> UUID | None:
        match self._heard.event:
            case ReportRegistered(joined=False) as report:
                return self._begun(report, report.reporter, 1)
            case CaseStarted() as started:
                return self._begun(started, started.started_by, 0)
            case CaseSplitOff() as split:
                self._reported(split.from_case, -len(split.reports))
                return self._begun(split, split.reports[0].reporter, len(split.reports))
            case AssessmentOpened() as opened:
                return self._case(
                    opened.case_id, number=opened.number, helsefellesskap=opened.helsefellesskap
                )
            case CaseReceived() as received:
                return self._case(
                    received.case_id,
                    number=received.number,
                    helsefellesskap=received.helsefellesskap,
                    lifted=True,
                )
            case _:
                return None

    def _begun(
        self, event: ReportRegistered | CaseStarted | CaseSplitOff, by: UUID, reports: int
    ) -> UUID:
        return self._case(
            event.case_id,
            number=event.number,
            helsefellesskap=event.helsefellesskap,
            reporter=by,
            reports=reports,
            reported_at=self._at,
        )

    def _reported(self, case_id: UUID, more: int) -> UUID:
        """So many more reports tell of the case, or fewer (I-0)."""
        cases = self._tables.cases
        changed = update(cases).where(cases.c.case_id == case_id)
        self._connection.execute(changed.values(reports=cases.c.reports + more))
        return case_id

    def _goes_on(self) -> UUID | None:
        match self._heard.event:
            case AssessmentConcluded() as concluded:
                obstacle = concluded.diagnosis.main_obstacle
                return self._case(concluded.case_id, main_obstacle=obstacle)
            case ConsensusFailed() as failed:
                self._objections(failed.case_id, failed.objections)
                return self._case(failed.case_id, disagreement=failed.disagreement)
            case ConsensusReached() as reached:
                self._objections(reached.case_id, reached.remarks)
                return reached.case_id
            case (
                FollowUpAnswered(decision="reopen")
                | AssessmentReopened(because="lower-demand" | "priority")
                | CaseReopened()
                | OutcomeDisputed()
            ) as taken_up:
                return self._case(taken_up.case_id, outcome=None, ended_at=None, days=None)
            case _:
                return None

    def _ends(self) -> UUID | None:
        match self._heard.event:
            case DecisionInForce() as decided:
                return self._case(decided.case_id, outcome="in-force", locked=True)
            case NotAgreedDeclared() as declared:
                return self._case(declared.case_id, outcome="not-agreed", locked=True)
            case _:
                end = end_of(self._heard.event)
                return self._ended(end) if end is not None else None

    def _counts(self) -> UUID | None:
        """How many reports tell of the case (I-0)."""
        match self._heard.event:
            case ReportRegistered(joined=True) as report:
                return self._reported(report.case_id, 1)
            case ReportsJoined() as joined:
                return self._reported(joined.case_id, len(joined.reports))
            case ReportWithdrawn() as withdrawn:
                return self._withdrawn(withdrawn.case_id)
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

    def _stay(self, place: Place) -> UUID:
        put(
            self._connection,
            self._tables.stays,
            case_id=place.case_id,
            since=self._at,
            level=place.level,
            body=place.body,
        )
        return place.case_id

    def _withdrawn(self, case_id: UUID) -> UUID:
        """The case goes on where others have reported it (I-0)."""
        self._reported(case_id, -1)
        cases = self._tables.cases.c
        left = self._connection.scalar(select(cases.reports).where(cases.case_id == case_id))
        if left:
            return case_id
        self._stay(Place(case_id, "ended"))
        return self._ended(End(case_id, "withdrawn", locked=False))

    def _ended(self, end: End) -> UUID:
        stays = self._tables.stays.c
        begun = select(func.min(stays.since)).where(stays.case_id == end.case_id)
        first = self._connection.scalar(begun)
        days = (self._at - (first or self._at)).days
        return self._case(
            end.case_id, outcome=end.outcome, locked=end.locked, ended_at=self._at, days=days
        )

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
