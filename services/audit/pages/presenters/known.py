"""What was known of a case at a moment, told from what had happened by then (R-2)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.audit.application import Remembered
from services.audit.pages.presenters.names import Names
from services.audit.readmodels.places import place_of
from shared.contracts.assessment import AssessmentConcluded
from shared.contracts.governance import ConsensusFailed, ConsensusReached
from shared.contracts.governance.own_lines import DecisionInForce, RatificationRegistered
from shared.contracts.governance.steps import StepBegun
from shared.contracts.governance.unresolved import CaseClosed, NotAgreedDeclared
from shared.contracts.intake import CaseTriaged, ReportRegistered


def known(shown: Sequence[Remembered], names: Names) -> tuple[tuple[str, str], ...]:
    """In pairs of what and how it stood, of what the reader may read; empty where nothing was."""
    telling = _Telling(names)
    for each in shown:
        if each.whole:
            telling.hears(each)
    return tuple(telling.told.items())


class _Telling:
    """The newest word on each thing."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._words = names.words
        self._answers: dict[UUID, str] = {}
        self._asked: int = 0
        self._reports = 0
        self.told: dict[str, str] = {}

    def hears(self, each: Remembered) -> None:
        self._about_case(each)
        self._about_decision(each)
        place = place_of(each.event)
        if place is not None and place.body is not None:
            self._tell("place", self._since(self._names.body(place.body), each.entry.recorded))

    def _about_case(self, each: Remembered) -> None:
        words = self._words
        match each.event:
            case ReportRegistered():
                self._reports += 1
                self._tell("reports", words("audit.known.count", count=self._reports))
            case CaseTriaged() as event:
                self._tell("triage", words(f"audit.extract.outcome.{event.outcome}"))
            case AssessmentConcluded() as event:
                obstacle = event.diagnosis.main_obstacle
                self._tell("obstacle", words(f"audit.extract.component.{obstacle}"))
            case StepBegun(due_at=due):
                due_by = due and words.formats.moment(due)
                self._tell("due", due_by or words("audit.known.next-meeting"))
            case _:
                """Nothing that a reader would ask how it stood."""

    def _about_decision(self, each: Remembered) -> None:
        words = self._words
        match each.event:
            case ConsensusFailed() as event:
                kind = words(f"audit.disagreement.{event.disagreement}")
                self._tell("disagreement", f"{kind}: {event.wording}" if event.wording else kind)
            case ConsensusReached() as event:
                self.told.pop(words("audit.known.disagreement"), None)
                self._answers, self._asked = {}, len(event.ratify)
                self._answered()
            case RatificationRegistered() as event:
                self._answers[event.party] = event.answer
                self._answered()
            case DecisionInForce():
                self._tell("outcome", words("audit.extract.outcome.in-force"))
            case NotAgreedDeclared():
                self._tell("outcome", words("audit.extract.outcome.not-agreed"))
            case CaseClosed() as event:
                self._tell("outcome", words(f"audit.extract.outcome.{event.outcome}"))
                self.told.pop(words("audit.known.due"), None)
            case _:
                """As above."""

    def _answered(self) -> None:
        told = self._words("audit.known.of", given=len(self._answers), asked=self._asked)
        self._tell("answers", told)

    def _since(self, what: str, at: datetime) -> str:
        return self._words("audit.known.since", what=what, at=at)

    def _tell(self, key: str, value: str) -> None:
        self.told[self._words(f"audit.known.{key}")] = value
