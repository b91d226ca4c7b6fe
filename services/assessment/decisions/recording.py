"""What is recorded while an assessment is open, each part by itself (A-0 to A-12, A-17)."""

from collections.abc import Iterable
from dataclasses import fields
from functools import reduce
from uuid import UUID

from services.assessment.commands import (
    AssessmentFacts,
    RecordCapacity,
    RecordComponent,
    RecordDetail,
    RecordFinding,
    RecordPhase,
    StateGoal,
    StateStandardisation,
)
from services.assessment.decisions.evolving import evolve, finding_of, goal_of, standing_of
from services.assessment.decisions.states import Assessment, Open, opened
from services.assessment.rules import recording
from services.assessment.rules.details import detail_is_in_order
from services.assessment.rules.phases import phase_is_told
from services.assessment.rules.sides import Kinds
from services.assessment.rules.standardising import standardisation_is_told
from shared.contracts.assessment import (
    AssessmentEvent,
    CapacityRecorded,
    Clinician,
    DetailRecorded,
    FindingRecorded,
    GoalStated,
    Phase,
    PhaseRecorded,
    StandardisationStated,
)
from shared.values.refusal import Refused


def state_goal(command: StateGoal, assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """A-0: what is to be gained, for whom, and who bears the burden."""
    being = opened(assessment)
    recording.goal_names_the_problem(command)
    stated = GoalStated(
        case_id=command.case_id,
        problem=command.problem.strip(),
        patients=command.patients.strip(),
        benefit=command.benefit.strip(),
        burden=command.burden.strip(),
        general_duty=command.general_duty,
    )
    return () if goal_of(stated) == being.goal else (stated,)


def record_finding(
    command: RecordFinding, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-1 to A-3, A-11: one component's status; a later one replaces it, and both are kept."""
    being, kinds = opened(assessment), kinds_of(facts)
    recording.finding_has_its_reason(command)
    _among_the_organisations(command.party, being, kinds)
    recording.clinicians_are_known("A-3", command.clinicians, kinds, facts.people)
    affected = {*being.affected, *([command.party] if command.party else [])}
    recording.practical_is_found_by_clinicians(command, affected, kinds)
    found = FindingRecorded(
        case_id=command.case_id,
        component=command.component,
        status=command.status,
        reason=command.reason.strip(),
        party=command.party,
        clinicians=_each_once(command.clinicians),
    )
    same = being.findings.get((command.component, command.party)) == finding_of(found)
    return () if same else (found,)


def record_detail(command: RecordDetail, assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """A-2 to A-8: the long form of one component; a later one replaces it, and both are kept."""
    being, detail = opened(assessment), command.detail
    detail_is_in_order(detail, being.affected)
    if being.details.get(detail.component) == detail:
        return ()
    return (DetailRecorded(case_id=command.case_id, detail=detail),)


def record_component(
    command: RecordComponent, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-2, A-11: the short form and the long one of a component, saved at once: both or none."""
    found = record_finding(command.finding, facts, assessment)
    if command.detail is None:
        return found
    after = reduce(evolve, found, assessment)
    return (*found, *record_detail(RecordDetail(command.case_id, command.detail), after))


def record_capacity(
    command: RecordCapacity, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-2, A-9, A-10: one organisation against the frame, and the task that comes to it."""
    being = opened(assessment)
    _among_the_organisations(command.party, being, kinds_of(facts))
    recording.capacity_is_explained(command)
    recording.task_has_one_answer(command)
    given = {each.name: getattr(command, each.name) for each in fields(command)}
    measured = CapacityRecorded.model_validate(
        {
            **given,
            "reason": command.reason.strip(),
            "receives_task": (command.receives_task or "").strip() or None,
            "task_accepted_by": (command.task_accepted_by or "").strip() or None,
        }
    )
    standing = standing_of(measured)
    recording.demand_fits_the_standing(standing)
    return () if being.capacity.get(command.party) == standing else (measured,)


def state_standardisation(
    command: StateStandardisation, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-12: what the measure standardises, all of it at once."""
    being = opened(assessment)
    standardisation_is_told(command.standardised)
    if being.standardised == command.standardised:
        return ()
    return (StandardisationStated(case_id=command.case_id, standardised=command.standardised),)


def record_phase(
    command: RecordPhase, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-17: who took part in a phase, and who pays; a later one replaces it."""
    being, told = opened(assessment), command.phase
    recording.clinicians_are_known("A-17", told.clinicians, kinds_of(facts), facts.people)
    phase_is_told(told)
    phase = Phase(phase=told.phase, clinicians=_each_once(told.clinicians), costs=told.costs)
    if being.phases.get(phase.phase) == phase:
        return ()
    return (PhaseRecorded(case_id=command.case_id, phase=phase),)


def kinds_of(facts: AssessmentFacts) -> Kinds:
    return {each.party: each.kind for each in facts.organisations}


def _each_once(clinicians: Iterable[Clinician]) -> tuple[Clinician, ...]:
    """In an order that does not depend on who was named first."""
    return tuple(
        sorted(set(clinicians), key=lambda each: (str(each.party), each.role, str(each.person)))
    )


def _among_the_organisations(party: UUID | None, being: Open, kinds: Kinds) -> None:
    """A-2: a party, or another organisation that the register knows."""
    if party is not None and party not in being.parties and party not in kinds:
        raise Refused("A-2", "assessment.party-unknown", field="party")
