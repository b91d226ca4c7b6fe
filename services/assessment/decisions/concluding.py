"""How an assessment is concluded (A-1, A-9 to A-14)."""

from services.assessment.commands import AssessmentFacts, ConcludeAssessment
from services.assessment.decisions.recording import kinds_of
from services.assessment.decisions.states import Assessment, Open, inputs_of, opened
from services.assessment.rules import concluding
from services.assessment.rules.capacity import that_count
from services.assessment.rules.diagnosis import CURRENT, VERSIONS, first
from services.assessment.rules.inputs import Inputs
from services.assessment.rules.readiness import readiness
from services.assessment.rules.routes import Crossroads
from shared.contracts.assessment import AssessmentConcluded, AssessmentEvent, PartyKind, RouteKind
from shared.values.calendar import local_day


def conclude(
    command: ConcludeAssessment, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-1, A-9 to A-11, A-13, A-14: the diagnosis with its inputs, and the way on."""
    being = opened(assessment)
    inputs = inputs_of(being, kinds_of(facts), local_day(facts.now))
    concluding.everything_is_recorded(inputs)
    concluding.conclusion_fits_the_frame(command, inputs)
    known = (command.known_answer or "").strip() or None
    proposed = VERSIONS[CURRENT].propose(
        Crossroads(
            affected=inputs.affected,
            kinds=inputs.kinds,
            known=known is not None,
            national=command.national,
            lsu=facts.lsu,
        )
    )
    concluding.another_route_has_a_reason(command, proposed)
    return (_concluded(command, facts, being, inputs, proposed),)


def _concluded(
    command: ConcludeAssessment,
    facts: AssessmentFacts,
    being: Open,
    inputs: Inputs,
    proposed: RouteKind,
) -> AssessmentConcluded:
    statuses = first.components(inputs)
    return AssessmentConcluded(
        case_id=command.case_id,
        helsefellesskap=being.helsefellesskap,
        number=being.number,
        revision=being.revision,
        parties=inputs.affected,
        components=statuses,
        findings=inputs.findings,
        capacity=inputs.capacity,
        diagnosis=VERSIONS[CURRENT].diagnose(inputs),
        conclusion=command.conclusion,
        proposed_route=proposed,
        route=command.route or proposed,
        route_reason=(command.route_reason or "").strip() or None,
        legal_question=first.open_legal_question(statuses),
        known_answer=(command.known_answer or "").strip() or None,
        readiness=readiness(inputs.systems),
        priorities=that_count(inputs.priorities, inputs.capacity),
        diagnosis_rules=CURRENT,
        concluded_on=inputs.on,
        question=being.question,
        goal=inputs.goal,
        details=inputs.details,
        standardised=inputs.standardised,
        phases=inputs.phases,
        kinds=tuple(
            PartyKind(party=each, kind=inputs.kinds[each])
            for each in sorted(inputs.affected, key=str)
            if each in inputs.kinds
        ),
        national=command.national,
        lsu=facts.lsu,
    )
