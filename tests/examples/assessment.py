"""Canonical examples of assessment's events and commands."""

from services.assessment.commands import (
    ConcludeAssessment,
    OpenAssessment,
    RecordCapacity,
    RecordFinding,
    StateGoal,
)
from shared.contracts.assessment import (
    AssessmentConcluded,
    AssessmentOpened,
    CapacityRecorded,
    Component,
    ComponentStatus,
    Diagnosis,
    Finding,
    FindingRecorded,
    GoalStated,
    Obstacle,
    PartyStanding,
    Status,
)
from shared.contracts.record import Event
from tests.examples.ids import CASE, HOSPITAL, SKIEN, TELEMARK

PARTIES = (HOSPITAL, SKIEN)
CLINICIANS = tuple(sorted(PARTIES, key=str))
STATUSES: dict[Component, tuple[Status, str]] = {
    "practical": ("unmet", "Det er ikke avtalt hvem som vurderer svaret, eller når."),
    "medical": ("met", "Enighet om at den som har rekvirert prøven, er nærmest."),
    "language": ("partly", "Epikrisen har ikke et fast sted for svar som gjenstår."),
    "economic": ("met", ""),
    "legal": ("met", "Opplysningene kan deles mellom dem som behandler pasienten."),
    "technical": ("partly", "Laboratoriesystemet varsler ikke om svar etter utskrivning."),
}
TASK = "Vurdere prøvesvar som kommer etter utskrivning"

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
    ),
    RecordCapacity(case_id=CASE, party=SKIEN, standing="within", reason="Ingen ny oppgave."),
)
CONCLUDE = ConcludeAssessment(case_id=CASE, conclusion="proceed")

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
    )
    for each in CAPACITY
)
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
    capacity=(
        PartyStanding(
            party=HOSPITAL,
            standing="within",
            reason="Om lag fire legetimer i uken.",
            receives_task=TASK,
            task_accepted_by="Fagdirektøren",
        ),
        PartyStanding(party=SKIEN, standing="within", reason="Ingen ny oppgave."),
    ),
    diagnosis=Diagnosis(
        main_obstacle="practical",
        obstacles=(
            Obstacle(component="practical", status="unmet"),
            Obstacle(component="language", status="partly"),
            Obstacle(component="technical", status="partly"),
        ),
        warnings=(),
    ),
    conclusion="proceed",
    proposed_route="fs",
    route="fs",
)

EVENTS: tuple[Event, ...] = (OPENED, STATED, FOUND[0], MEASURED[0], CONCLUDED)
