"""Any inputs of a diagnosis, for the laws that hold of all (A-13)."""

from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from services.assessment.rules.inputs import Inputs
from shared.contracts.assessment import (
    BUILD_ORDER,
    AssessmentEvent,
    CapacityRecorded,
    Detail,
    DetailRecorded,
    Finding,
    FindingRecorded,
    Goal,
    GoalStated,
    PartyStanding,
    Phase,
    PhaseCost,
    PhaseRecorded,
    Priority,
    PriorityDecided,
    StandardisationStated,
    Standardised,
    Status,
)
from shared.contracts.assessment.details import (
    EconomicDetail,
    MoneyLine,
    PartySystem,
    PracticalDetail,
    Span,
    TaskRow,
    TechnicalDetail,
)
from tests.assessment.situations import KINDS, clinicians
from tests.examples.ids import CASE, HOSPITAL, PORSGRUNN, SKIEN

PARTIES = (HOSPITAL, SKIEN)
ORGANISATIONS = (*PARTIES, PORSGRUNN)
STATUSES: list[Status] = ["met", "partly", "unmet", "unclear", "not-relevant"]
FOUNDATION = ("practical", "medical")
TODAY = date(2026, 11, 3)
AMOUNTS = st.integers(0, 10**12)

spans = st.lists(AMOUNTS, min_size=2, max_size=2).map(
    lambda ends: Span(low=min(ends), high=max(ends))
)
lines = st.builds(
    MoneyLine,
    party=st.sampled_from(ORGANISATIONS),
    phase=st.sampled_from(["investment", "running"]),
    flow=st.sampled_from(["cost", "gain"]),
    ore=spans,
    hours=st.one_of(st.just(Span()), spans),
)
days = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2029, 1, 1)))
systems = st.builds(
    PartySystem,
    party=st.sampled_from(ORGANISATIONS),
    system=st.sampled_from(["Journalen", "Helsenorge", "Laboratoriesystemet"]),
    needed=st.booleans(),
    ready_on=days,
)
tasks = st.builds(
    TaskRow,
    what=st.sampled_from(["Følge opp svar", "Starte planen"]),
    party=st.sampled_from(ORGANISATIONS),
    moves_from=st.one_of(st.none(), st.sampled_from(ORGANISATIONS)),
)
standardised = st.builds(
    Standardised,
    component=st.sampled_from(BUILD_ORDER),
    what=st.just("Kodeverk"),
    level=st.sampled_from(["local", "regional", "national"]),
    fixes_work_flow=st.booleans(),
    exception=st.sampled_from(["", "Små sykehus"]),
    way_off=st.sampled_from(["", "Papir"]),
)
phases = st.lists(
    st.builds(
        Phase,
        phase=st.sampled_from(["need", "development", "trial", "improvement"]),
        clinicians=st.sampled_from([(), clinicians(HOSPITAL)]),
        costs=st.lists(
            st.builds(PhaseCost, what=st.just("Mottak"), bearer=st.sampled_from(["", "Staten"])),
            max_size=2,
        ).map(tuple),
    ),
    unique_by=lambda each: each.phase,
    max_size=4,
)
goals = st.one_of(
    st.none(),
    st.builds(
        Goal,
        problem=st.just("Uklart ansvar."),
        patients=st.sampled_from(["", "De som skrives ut."]),
        benefit=st.sampled_from(["", "Færre tapte svar."]),
        burden=st.just(""),
        general_duty=st.booleans(),
    ),
)


@st.composite
def findings(draw: st.DrawFn, whole: bool = False) -> tuple[Finding, ...]:
    """At most one finding of each component and party; with `whole` every component has one."""
    made: list[Finding] = []
    for component in BUILD_ORDER:
        allowed = STATUSES[:-1] if component in FOUNDATION else STATUSES
        whose = st.lists(
            st.sampled_from([None, *PARTIES]), unique=True, min_size=int(whole), max_size=3
        )
        for party in draw(whose):
            made.append(
                Finding(
                    component=component,
                    status=draw(st.sampled_from(allowed)),
                    reason="Fordi.",
                    party=party,
                    clinicians=clinicians(*draw(st.sets(st.sampled_from(PARTIES)))),
                )
            )
    return tuple(made)


@st.composite
def standings(draw: st.DrawFn) -> tuple[PartyStanding, ...]:
    def one(party: UUID) -> PartyStanding:
        task = draw(st.sampled_from([None, "Følge opp svar"]))
        answer = draw(st.sampled_from(["yes", "no", "unanswered"])) if task else "unanswered"
        return PartyStanding(
            party=party,
            standing=draw(st.sampled_from(["within", "over", "unknown"])),
            reason="Fordi.",
            receives_task=task,
            task_accepted_by="Rådet" if answer == "yes" else None,
            task_not_accepted=answer == "no",
        )

    return tuple(one(party) for party in PARTIES)


@st.composite
def details(draw: st.DrawFn) -> tuple[Detail, ...]:
    return (
        PracticalDetail(tasks=tuple(draw(st.lists(tasks, max_size=3)))),
        EconomicDetail(lines=tuple(draw(st.lists(lines, max_size=5)))),
        TechnicalDetail(systems=tuple(draw(st.lists(systems, max_size=4)))),
    )


@st.composite
def priorities(draw: st.DrawFn) -> tuple[Priority, ...]:
    parties = draw(st.lists(st.sampled_from(PARTIES), unique=True, max_size=2))
    return tuple(
        Priority(party=each, gives_way="Poliklinikken", decided_by="Direktøren") for each in parties
    )


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    return Inputs(
        goal=draw(goals),
        findings=draw(findings()),
        capacity=draw(standings()),
        affected=PARTIES,
        kinds=KINDS,
        details=draw(details()),
        standardised=tuple(draw(st.lists(standardised, max_size=3))),
        phases=tuple(draw(phases)),
        priorities=draw(priorities()),
        on=TODAY,
    )


def events_of(of: Inputs) -> list[AssessmentEvent]:
    """What would have to be recorded, in some order, for these inputs to stand."""
    goal = [GoalStated(case_id=CASE, **of.goal.model_dump())] if of.goal else []
    return [
        *goal,
        *(FindingRecorded(case_id=CASE, **each.model_dump()) for each in of.findings),
        *(CapacityRecorded(case_id=CASE, **each.model_dump()) for each in of.capacity),
        *(DetailRecorded(case_id=CASE, detail=each) for each in of.details),
        StandardisationStated(case_id=CASE, standardised=of.standardised),
        *(PhaseRecorded(case_id=CASE, phase=each) for each in of.phases),
        *(PriorityDecided(case_id=CASE, priority=each) for each in of.priorities),
    ]
