"""What assessment decides, and what a case is to it. Pure: time, ids and facts arrive as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.assessment.commands import (
    AssessmentCommand,
    AssessmentFacts,
    ConcludeAssessment,
    OpenAssessment,
    RecordCapacity,
    RecordFinding,
    StateGoal,
)
from services.assessment.rules import concluding, diagnosis, recording
from services.assessment.rules.diagnosis import Goal, Inputs
from services.assessment.rules.routes import Crossroads, propose
from services.assessment.rules.sides import Kinds
from shared.contracts.assessment import (
    AssessmentConcluded,
    AssessmentEvent,
    AssessmentOpened,
    CapacityRecorded,
    Component,
    Finding,
    FindingRecorded,
    GoalStated,
    PartyStanding,
)
from shared.values.refusal import Refused

RULES_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No assessment has been opened for this case."""


@dataclass(frozen=True, slots=True)
class Open:
    """Being assessed. Of each component and party the latest finding counts (A-1)."""

    helsefellesskap: UUID
    number: str
    parties: tuple[UUID, ...]
    goal: Goal | None = None
    findings: Mapping[tuple[Component, UUID | None], Finding] = field(default_factory=dict)
    capacity: Mapping[UUID, PartyStanding] = field(default_factory=dict)

    @property
    def affected(self) -> tuple[UUID, ...]:
        """The parties, and the other organisations that something is recorded of (A-2)."""
        named = {party for _, party in self.findings if party is not None} | self.capacity.keys()
        return (*self.parties, *sorted(named - set(self.parties), key=str))


@dataclass(frozen=True, slots=True)
class Concluded:
    """The diagnosis and the route stand."""


Assessment: TypeAlias = Unknown | Open | Concluded


def decide(
    command: AssessmentCommand, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    match command:
        case OpenAssessment():
            return begin(command, assessment)
        case StateGoal():
            return state_goal(command, assessment)
        case RecordFinding():
            return record_finding(command, facts, assessment)
        case RecordCapacity():
            return record_capacity(command, facts, assessment)
        case ConcludeAssessment():
            return conclude(command, facts, assessment)
        case _:
            assert_never(command)


def begin(command: OpenAssessment, assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """I-5, I-13: whoever started the case, it is assessed once and by the same rules."""
    if not isinstance(assessment, Unknown):
        return ()
    return (
        AssessmentOpened(
            case_id=command.case_id,
            helsefellesskap=command.helsefellesskap,
            number=command.number,
            parties=tuple(dict.fromkeys(command.parties)),
        ),
    )


def state_goal(command: StateGoal, assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """A-0: what is to be gained, for whom, and who bears the burden."""
    being = _open(assessment)
    recording.goal_names_the_problem(command)
    stated = GoalStated(
        case_id=command.case_id,
        problem=command.problem.strip(),
        patients=command.patients.strip(),
        benefit=command.benefit.strip(),
        burden=command.burden.strip(),
        general_duty=command.general_duty,
    )
    return () if _goal(stated) == being.goal else (stated,)


def record_finding(
    command: RecordFinding, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-1 to A-3, A-11: one component's status; a later one replaces it, and both are kept."""
    being, kinds = _open(assessment), kinds_of(facts)
    recording.finding_has_its_reason(command)
    _among_the_organisations(command.party, being, kinds)
    recording.clinicians_are_known(command, kinds)
    affected = {*being.affected, *([command.party] if command.party else [])}
    recording.practical_is_found_by_clinicians(command, affected, kinds)
    recorded = FindingRecorded(
        case_id=command.case_id,
        component=command.component,
        status=command.status,
        reason=command.reason.strip(),
        party=command.party,
        clinicians=tuple(sorted(set(command.clinicians), key=str)),
    )
    same = being.findings.get((command.component, command.party)) == _finding(recorded)
    return () if same else (recorded,)


def record_capacity(
    command: RecordCapacity, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-2, A-9, A-10: one organisation against the frame, and the task that comes to it."""
    being = _open(assessment)
    _among_the_organisations(command.party, being, kinds_of(facts))
    recording.capacity_is_explained(command)
    recording.task_has_one_answer(command)
    recorded = CapacityRecorded(
        case_id=command.case_id,
        party=command.party,
        standing=command.standing,
        reason=command.reason.strip(),
        receives_task=(command.receives_task or "").strip() or None,
        task_accepted_by=(command.task_accepted_by or "").strip() or None,
        task_not_accepted=command.task_not_accepted,
    )
    return () if being.capacity.get(command.party) == _standing(recorded) else (recorded,)


def conclude(
    command: ConcludeAssessment, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-1, A-9 to A-11, A-13, A-14: the diagnosis with its inputs, and the way on."""
    being = _open(assessment)
    inputs = inputs_of(being, kinds_of(facts))
    concluding.everything_is_recorded(inputs)
    concluding.conclusion_fits_the_frame(command, inputs)
    known = (command.known_answer or "").strip() or None
    proposed = propose(
        Crossroads(
            affected=inputs.affected,
            kinds=inputs.kinds,
            known=known is not None,
            national=command.national,
            lsu=facts.lsu,
        )
    )
    concluding.another_route_has_a_reason(command, proposed)
    statuses = diagnosis.components(inputs)
    return (
        AssessmentConcluded(
            case_id=command.case_id,
            helsefellesskap=being.helsefellesskap,
            number=being.number,
            revision=1,
            parties=inputs.affected,
            components=statuses,
            findings=inputs.findings,
            capacity=inputs.capacity,
            diagnosis=diagnosis.diagnose(inputs),
            conclusion=command.conclusion,
            proposed_route=proposed,
            route=command.route or proposed,
            route_reason=(command.route_reason or "").strip() or None,
            legal_question=diagnosis.open_legal_question(statuses),
            known_answer=known,
        ),
    )


def inputs_of(being: Open, kinds: Kinds) -> Inputs:
    """What the diagnosis rests on, in an order that does not depend on when it was recorded."""
    return Inputs(
        goal=being.goal,
        findings=diagnosis.in_order(being.findings.values()),
        capacity=tuple(being.capacity[each] for each in being.affected if each in being.capacity),
        affected=being.affected,
        kinds=kinds,
    )


def kinds_of(facts: AssessmentFacts) -> Kinds:
    return {each.party: each.kind for each in facts.organisations}


def _open(assessment: Assessment) -> Open:
    match assessment:
        case Unknown():
            raise Refused("A-1", "assessment.case-unknown")
        case Concluded():
            raise Refused("A-1", "assessment.concluded")
        case Open():
            return assessment
        case _:
            assert_never(assessment)


def _among_the_organisations(party: UUID | None, being: Open, kinds: Kinds) -> None:
    """A-2: a party, or another organisation that the register knows."""
    if party is not None and party not in being.parties and party not in kinds:
        raise Refused("A-2", "assessment.party-unknown", field="party")


def evolve(assessment: Assessment, event: AssessmentEvent) -> Assessment:
    match event:
        case AssessmentOpened():
            return Open(event.helsefellesskap, event.number, event.parties)
        case AssessmentConcluded():
            return Concluded()
        case GoalStated() | FindingRecorded() | CapacityRecorded():
            assert isinstance(assessment, Open), "nothing is recorded but in an open assessment"
            return _with(assessment, event)
        case _:
            assert_never(event)


def _with(being: Open, event: GoalStated | FindingRecorded | CapacityRecorded) -> Open:
    match event:
        case GoalStated():
            return replace(being, goal=_goal(event))
        case FindingRecorded():
            key = (event.component, event.party)
            return replace(being, findings={**being.findings, key: _finding(event)})
        case CapacityRecorded():
            return replace(being, capacity={**being.capacity, event.party: _standing(event)})
        case _:
            assert_never(event)


def _goal(event: GoalStated) -> Goal:
    return Goal(event.problem, event.patients, event.benefit, event.burden, event.general_duty)


def _finding(event: FindingRecorded) -> Finding:
    return Finding.model_validate(event.model_dump(exclude={"type", "case_id"}))


def _standing(event: CapacityRecorded) -> PartyStanding:
    return PartyStanding.model_validate(event.model_dump(exclude={"type", "case_id"}))
