"""Norwegian words, dates and tags for assessment's pages; no HTML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.assessment.pages.history import told
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.preview import Preview
from services.assessment.readmodels.revisions import Revision
from shared.contracts.assessment import Component, RouteKind, Status
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.titles import Titled, titles
from shared.web.components import (
    BUILD_ORDER,
    CapacityStatus,
    ComponentState,
    Framework,
    TimelineEntry,
    Tone,
)
from shared.web.i18n import Words

WORST_FIRST: tuple[CapacityStatus, ...] = ("over", "unknown", "within")
STANDING_TONES: dict[str, Tone] = {"within": "success", "over": "danger", "unknown": "info"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An assessment in a list."""

    case_id: UUID
    number: str
    title: str
    concluded: bool
    state: str
    obstacle: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class PartFinding:
    """A finding about one party, shown beside the form of the case as a whole."""

    party: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class ComponentPart:
    """One component's small form: its number in the build order, and what is said of it.

    `status`, `said` (in words) and `reason` are those of the case as a whole; None until then.
    `recorded`: something is, of the case or of a party.
    """

    number: int
    name: Component
    label: str
    about: str
    recorded: bool
    status: Status | None
    said: str | None
    reason: str | None
    of_parties: tuple[PartFinding, ...]


@dataclass(frozen=True, slots=True)
class CapacityPart:
    """One organisation's small form, and what is recorded of it."""

    party: UUID
    name: str
    recorded: bool
    standing: str
    tone: Tone
    reason: str
    task: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class SheetPage:
    """An assessment on its own page."""

    row: SheetRow
    framework: Framework
    warnings: tuple[str, ...]
    missing: str | None
    obstacles: str
    proposed: str
    route: str | None
    route_reason: str | None
    conclusion: str | None
    legal_question: bool
    known_answer: str | None
    goal: tuple[tuple[str, str], ...]
    components: tuple[ComponentPart, ...]
    capacity: tuple[CapacityPart, ...]
    timeline: tuple[TimelineEntry, ...]


class Presenter:
    """Presents assessments to one who looks."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def names(self, organisations: Iterable[UUID]) -> dict[UUID, str]:
        """What the organisations are called; a party the register has not heard of is said so."""
        known = {each.id: each.name for each in self._platform.register.organisations()}
        unknown = self._words("assessment.party-unheard")
        return {each: known.get(each, unknown) for each in organisations}

    def row(self, sheet: Sheet, so_far: Preview, actor: Actor) -> SheetRow:
        words = self._words
        return SheetRow(
            case_id=sheet.case_id,
            number=sheet.number,
            title=self._title(sheet, actor),
            concluded=sheet.concluded is not None,
            state=words(f"assessment.state.{'concluded' if sheet.concluded else 'open'}"),
            obstacle=self._main_obstacle(so_far),
            opened_at=sheet.opened_at,
        )

    def _main_obstacle(self, so_far: Preview) -> str:
        """That nothing hinders is said only when all six have been looked at (A-1)."""
        main: str = so_far.diagnosis.main_obstacle
        if main == "none" and so_far.missing:
            main = "none-so-far" if so_far.components else "not-assessed"
        return self._words(f"assessment.obstacle.{main}")

    def _title(self, sheet: Sheet, actor: Actor) -> str:
        """What the reporter wrote, or the case's number (P-4)."""
        found = {sheet.case_id: Titled(sheet.case, sheet.title)} if sheet.title else {}
        opened = titles(self._platform.seals, actor, found, self._words)
        return opened.get(sheet.case_id) or self._words(
            "assessment.case-number", number=sheet.number
        )

    def page(
        self,
        sheet: Sheet,
        so_far: Preview,
        history: Sequence[Revision],
        actor: Actor,
        also: UUID | None,
    ) -> SheetPage:
        """`also` is one more organisation that a capacity form is asked for."""
        words, end = self._words, sheet.concluded
        parties = [*sheet.being.affected]
        if also is not None and also not in parties:
            parties.append(also)
        names = self.names({*parties, *(each.party for each in history if each.party)})
        missing = ", ".join(self._component(each) for each in so_far.missing)
        return SheetPage(
            row=self.row(sheet, so_far, actor),
            framework=self._framework(so_far, end.route if end else None),
            warnings=tuple(words(f"assessment.caution.{w}") for w in so_far.diagnosis.warnings),
            missing=missing or None,
            obstacles=self._obstacles(so_far),
            proposed=words(f"assessment.route.{so_far.proposed_route}"),
            route=words(f"assessment.route.{end.route}") if end else None,
            route_reason=end.route_reason if end else None,
            conclusion=words(f"assessment.conclusion.{end.conclusion}") if end else None,
            legal_question=so_far.legal_question,
            known_answer=end.known_answer if end else None,
            goal=self._goal(sheet),
            components=tuple(
                self._part(number, name, so_far, names)
                for number, name in enumerate(BUILD_ORDER, start=1)
            ),
            capacity=tuple(self._capacity(sheet, party, names) for party in parties),
            timeline=told(history, names, self._platform.register, words),
        )

    def _component(self, name: str) -> str:
        return self._words(f"framework.component.{name}")

    def _obstacles(self, so_far: Preview) -> str:
        said = [
            f"{self._component(each.component)} ({self._status(each.status)})"
            for each in so_far.diagnosis.obstacles
        ]
        return ", ".join(said) or self._main_obstacle(so_far)

    def _status(self, status: str) -> str:
        return self._words(f"framework.status.{status}").lower()

    def _framework(self, so_far: Preview, route: RouteKind | None) -> Framework:
        """The six components inside the capacity frame, as found so far (A-1, A-9)."""
        found = {each.component: each for each in so_far.components}
        standings = {each.standing for each in so_far.capacity}
        main = so_far.diagnosis.main_obstacle
        return Framework(
            components=tuple(
                ComponentState(
                    name=name,
                    status=found[name].status if name in found else "open",
                    reason=found[name].reason or None if name in found else None,
                    obstacle=main == name,
                )
                for name in BUILD_ORDER
            ),
            capacity=next((each for each in WORST_FIRST if each in standings), "open"),
            structures=(self._words(f"assessment.route.{route}"),) if route else (),
        )

    def _goal(self, sheet: Sheet) -> tuple[tuple[str, str], ...]:
        goal, words = sheet.being.goal, self._words
        if goal is None:
            return ()
        said = (
            (words("assessment.field.problem"), goal.problem),
            (words("assessment.field.patients"), goal.patients),
            (words("assessment.field.benefit"), goal.benefit),
            (words("assessment.field.burden"), goal.burden),
        )
        return tuple((term, text) for term, text in said if text)

    def _part(
        self, number: int, name: Component, so_far: Preview, names: Mapping[UUID, str]
    ) -> ComponentPart:
        found = [each for each in so_far.findings if each.component == name]
        whole = next((each for each in found if each.party is None), None)
        return ComponentPart(
            number=number,
            name=name,
            label=self._component(name),
            about=self._words(f"assessment.about.{name}"),
            recorded=bool(found),
            status=whole.status if whole else None,
            said=self._words(f"framework.status.{whole.status}") if whole else None,
            reason=whole.reason if whole else None,
            of_parties=tuple(
                PartFinding(
                    names[each.party],
                    self._words(f"framework.status.{each.status}"),
                    each.reason,
                )
                for each in found
                if each.party is not None
            ),
        )

    def _capacity(self, sheet: Sheet, party: UUID, names: Mapping[UUID, str]) -> CapacityPart:
        recorded = sheet.being.capacity.get(party)
        words = self._words
        standing = recorded.standing if recorded else "unknown"
        answer = None
        if recorded and recorded.receives_task:
            if recorded.task_accepted_by:
                answer = words("assessment.task.accepted", by=recorded.task_accepted_by)
            else:
                kind = "not-accepted" if recorded.task_not_accepted else "unanswered"
                answer = words(f"assessment.task.{kind}")
        return CapacityPart(
            party=party,
            name=names[party],
            recorded=recorded is not None,
            standing=words(f"framework.capacity.{standing}"),
            tone=STANDING_TONES[standing],
            reason=recorded.reason if recorded else "",
            task=recorded.receives_task if recorded else None,
            answer=answer,
        )
