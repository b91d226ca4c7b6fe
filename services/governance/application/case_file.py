"""One case in full, as its own stream tells it: what it is, and what has been said (R-1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from services.governance.application.streams import case_stream
from services.governance.decisions import case as a_case
from services.governance.decisions.case.states import Choosing, FollowUp, Implemented, InForce
from services.governance.decisions.case.states import Ratifying as Asked
from services.governance.readmodels import cases, readiness
from services.governance.readmodels.case import Case
from services.governance.readmodels.shifts import NotAccepted, not_accepted
from services.governance.rules.implementation import Work
from services.governance.rules.ratification import Ratification
from shared.contracts.assessment import Readiness
from shared.contracts.record import Event
from shared.eventlog.codec import Codec
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Views
from shared.web.conditions import NotFound

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Said:
    """An event of the case, and when it was recorded."""

    event: Event
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`case` is as the lists show it, `state` what it is now, `said` all that led to it;
    `not_accepted` are the objections it brought with it from assessment (A-10), `readiness` what
    must be ready with whom before anybody gains (A-8)."""

    case: Case
    state: a_case.Case
    said: tuple[Said, ...]
    not_accepted: tuple[NotAccepted, ...]
    readiness: Readiness

    @property
    def table(self) -> Ratification | None:
        """The table of answers, as long as the parties answer (G-14)."""
        return self.state.table if isinstance(self.state, Asked | Choosing) else None

    @property
    def work(self) -> Work | None:
        """What is carried out, once a decision is in force (G-15)."""
        if isinstance(self.state, InForce | Implemented | FollowUp):
            return self.state.work
        return None

    def all(self, kind: type[E]) -> Iterator[tuple[E, datetime]]:
        """What has been said of a kind, the oldest first."""
        for each in self.said:
            if isinstance(each.event, kind):
                yield each.event, each.at

    def last(self, kind: type[E]) -> tuple[E, datetime] | None:
        """What was said of a kind last."""
        found = list(self.all(kind))
        return found[-1] if found else None

    def since(self, kind: type[Event]) -> "CaseFile":
        """The same file with what has been said since the last event of a kind, with it."""
        start = 0
        for place, each in enumerate(self.said):
            if isinstance(each.event, kind):
                start = place
        return replace(self, said=self.said[start:])


def case_file(ledger: Ledger, codec: Codec, views: Views, case_id: UUID) -> CaseFile:
    """Raises NotFound where no body has heard of the case."""
    case = cases.one(views, case_id)
    if case is None:
        raise NotFound
    state: a_case.Case = a_case.Unknown()
    said: list[Said] = []
    for stored in ledger.read_stream(case_stream(case_id)):
        envelope, event = codec.decode(stored.body)
        assert event is not None
        state = a_case.evolve(state, event)  # type: ignore[arg-type] # its own stream's events
        said.append(Said(event, envelope.recordedtime))
    brought, ready = not_accepted(views, case_id), readiness.of_case(views, case_id)
    return CaseFile(case, state, tuple(said), brought, ready)
