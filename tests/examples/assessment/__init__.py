"""Canonical examples of assessment's events and commands."""

from services.assessment.commands import (
    CloseAssessment,
    ConcludeAssessment,
    DecidePriority,
    OpenAssessment,
    RecordCapacity,
    RecordDetail,
    RecordFinding,
    RecordPhase,
    ReopenAssessment,
    StateGoal,
    StateStandardisation,
)
from shared.contracts.assessment import (
    AssessmentClosed,
    AssessmentConcluded,
    AssessmentOpened,
    AssessmentReopened,
    CapacityRecorded,
    Component,
    ComponentStatus,
    Demand,
    DetailRecorded,
    Diagnosis,
    Finding,
    FindingRecorded,
    Goal,
    GoalStated,
    Obstacle,
    PartyKind,
    PartyReadiness,
    PartyStanding,
    PhaseRecorded,
    PriorityDecided,
    Readiness,
    StandardisationStated,
    Status,
)
from shared.contracts.record import Event
from tests.examples.assessment.long_form import (
    CLINICIANS,
    DETAILS,
    PARTIES,
    PHASE,
    PRIORITY,
    READY_ON,
    STANDARDISED,
    TASK,
)
from tests.examples.ids import CASE, HOSPITAL, NOW, SKIEN, TELEMARK

KINDS = tuple(
    sorted(
        (PartyKind(party=HOSPITAL, kind="hf"), PartyKind(party=SKIEN, kind="municipality")),
        key=lambda each: str(each.party),
    )
)
STATUSES: dict[Component, tuple[Status, str]] = {
    "practical": ("unmet", "Det er ikke avtalt hvem som vurderer svaret, eller når."),
    "medical": ("met", "Enighet om at den som har rekvirert prøven, er nærmest."),
    "language": ("partly", "Epikrisen har ikke et fast sted for svar som gjenstår."),
    "economic": ("met", ""),
    "legal": ("met", "Opplysningene kan deles mellom dem som behandler pasienten."),
    "technical": ("partly", "Laboratoriesystemet varsler ikke om svar etter utskrivning."),
}
OPEN = OpenAssessment(case_id=CASE, helsefellesskap=TELEMARK, number="2026/1", parties=PARTIES)
GOAL = StateGoal(
    case_id=CASE,
    problem="Det er ikke avklart hvem som vurderer prøvesvar etter utskrivning.",
    patients="De som skrives ut med prøvesvar som gjenstår.",
    benefit="Alvorlige funn fanges opp i tide.",
    burden="Én linje til i epikrisen.",
)
FINDINGS: tuple[RecordFinding, ...] = tuple(
    RecordFinding(
        case_id=CASE,
        component=component,
        status=status,
        reason=reason,
        clinicians=CLINICIANS if component == "practical" else (),
    )
    for component, (status, reason) in STATUSES.items()
)
CAPACITY: tuple[RecordCapacity, ...] = (
    RecordCapacity(
        case_id=CASE,
        party=HOSPITAL,
        standing="within",
        reason="Om lag fire legetimer i uken.",
        receives_task=TASK,
        task_accepted_by="Fagdirektøren",
        demands=(Demand(profession="Overleger", demanded=200, available=300),),
        ore_demanded=10_000_000,
        ore_available=25_000_000,
    ),
    RecordCapacity(case_id=CASE, party=SKIEN, standing="within", reason="Ingen ny oppgave."),
)
QUESTION = "Skal fristen følge alvoret i svaret?"

CONCLUDE = ConcludeAssessment(case_id=CASE, conclusion="proceed")
RECORD_DETAILS = tuple(RecordDetail(case_id=CASE, detail=detail) for detail in DETAILS)
PRIORITISE = DecidePriority(case_id=CASE, priority=PRIORITY)
STANDARDISE = StateStandardisation(case_id=CASE, standardised=STANDARDISED)
RECORD_PHASE = RecordPhase(case_id=CASE, phase=PHASE)
REOPEN = ReopenAssessment(case_id=CASE, because="returned", question=QUESTION)
CLOSE = CloseAssessment(case_id=CASE, reason="Kommunene har ikke legeårsverk til det.")

OPENED = AssessmentOpened(case_id=CASE, helsefellesskap=TELEMARK, number="2026/1", parties=PARTIES)
STATED = GoalStated(
    case_id=CASE,
    problem=GOAL.problem,
    patients=GOAL.patients,
    benefit=GOAL.benefit,
    burden=GOAL.burden,
)
FOUND: tuple[FindingRecorded, ...] = tuple(
    FindingRecorded(
        case_id=CASE,
        component=each.component,
        status=each.status,
        reason=each.reason,
        clinicians=each.clinicians,
    )
    for each in FINDINGS
)
MEASURED: tuple[CapacityRecorded, ...] = tuple(
    CapacityRecorded(
        case_id=CASE,
        party=each.party,
        standing=each.standing,
        reason=each.reason,
        receives_task=each.receives_task,
        task_accepted_by=each.task_accepted_by,
        demands=each.demands,
        ore_demanded=each.ore_demanded,
        ore_available=each.ore_available,
    )
    for each in CAPACITY
)
DETAILED = tuple(DetailRecorded(case_id=CASE, detail=detail) for detail in DETAILS)
PRIORITISED = PriorityDecided(case_id=CASE, priority=PRIORITY)
STANDARDISATION = StandardisationStated(case_id=CASE, standardised=STANDARDISED)
PHASED = PhaseRecorded(case_id=CASE, phase=PHASE)
CONCLUDED = AssessmentConcluded(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    number="2026/1",
    revision=1,
    parties=PARTIES,
    components=tuple(
        ComponentStatus(component=component, status=status, reason=reason)
        for component, (status, reason) in STATUSES.items()
    ),
    findings=tuple(
        Finding(
            component=each.component,
            status=each.status,
            reason=each.reason,
            clinicians=each.clinicians,
        )
        for each in FINDINGS
    ),
    capacity=tuple(
        PartyStanding.model_validate(each.model_dump(exclude={"type", "case_id"}))
        for each in MEASURED
    ),
    diagnosis=Diagnosis(
        main_obstacle="practical",
        obstacles=(
            Obstacle(component="practical", status="unmet"),
            Obstacle(component="language", status="partly"),
            Obstacle(component="technical", status="partly"),
        ),
        warnings=("not-all-ready",),
    ),
    conclusion="proceed",
    proposed_route="fs",
    route="fs",
    readiness=Readiness(
        parties=tuple(
            sorted(
                (
                    PartyReadiness(party=HOSPITAL, what=("Laboratoriesystemet",)),
                    PartyReadiness(party=SKIEN, what=("Journalen",), ready_on=READY_ON),
                ),
                key=lambda each: str(each.party),
            )
        ),
        held_by=(HOSPITAL,),
    ),
    diagnosis_rules="2",
    concluded_on=NOW.date(),
    goal=Goal(
        problem=GOAL.problem,
        patients=GOAL.patients,
        benefit=GOAL.benefit,
        burden=GOAL.burden,
    ),
    details=DETAILS,
    standardised=STANDARDISED,
    phases=(PHASE,),
    kinds=KINDS,
)
REOPENED = AssessmentReopened(case_id=CASE, revision=2, because="returned", question=QUESTION)
CLOSED = AssessmentClosed(
    case_id=CASE, helsefellesskap=TELEMARK, number="2026/1", reason=CLOSE.reason
)

EVENTS: tuple[Event, ...] = (
    OPENED,
    STATED,
    FOUND[0],
    DETAILED[3],
    MEASURED[0],
    PRIORITISED,
    STANDARDISATION,
    PHASED,
    CONCLUDED,
    REOPENED,
    CLOSED,
)
