"""Canonical examples of a trial: commands and events."""

from datetime import date

from services.governance.commands.exits import (
    ApplyForTrial,
    DraftTrial,
    EndTrial,
    EvaluateTrial,
    ExtendTrial,
    GrantTrial,
    NoteTrialEnd,
    RedraftTrial,
    RefuseTrial,
    StartTrial,
)
from shared.contracts.governance.trials import (
    Deviation,
    Limit,
    TrialApplied,
    TrialDrafted,
    TrialEnded,
    TrialEvaluated,
    TrialExtended,
    TrialGranted,
    TrialPlan,
    TrialRanOut,
    TrialRefused,
    TrialStarted,
)
from shared.contracts.record import Event
from tests.examples.ids import CASE, PARTNERSHIP, TELEMARK, id_of

TRIAL = id_of("trial")
PLAN = TrialPlan(
    basis="forsoksloven",
    measure="Hjemmetjenesten rekvirerer blodprøver direkte hos sykehuset.",
    deviations=(
        Deviation(
            law="helse- og omsorgstjenesteloven",
            section="§ 3-2",
            how="Oppgaven ligger hos sykehuset i forsøket.",
        ),
    ),
    starts_on=date(2027, 1, 1),
    ends_on=date(2030, 12, 31),
    case_handling=Limit(departs=False),
    individuals=Limit(departs=False),
    reversible="Rekvisisjonsretten trekkes tilbake, og fastlegen rekvirerer som før.",
    evaluation="Antall svar fulgt opp innen tre dager, målt hvert halvår.",
)
DRAFT_TRIAL = DraftTrial(TRIAL, CASE, PARTNERSHIP, PLAN)
REDRAFT_TRIAL = RedraftTrial(TRIAL, PLAN)
APPLY_FOR_TRIAL = ApplyForTrial(
    TRIAL,
    date(2026, 11, 3),
    "Kommunal- og distriktsdepartementet",
    None,
    "d" * 64,
    anonymous=True,
)
GRANT_TRIAL = GrantTrial(
    TRIAL, date(2026, 11, 3), "26/77", date(2027, 1, 1), date(2030, 12, 31), "Rapport hvert år."
)
REFUSE_TRIAL = RefuseTrial(TRIAL, date(2026, 11, 3), "26/77", "Loven åpner allerede for tiltaket.")
START_TRIAL = StartTrial(TRIAL, date(2027, 1, 4))
EXTEND_TRIAL = ExtendTrial(TRIAL, date(2032, 12, 31), "30/12", "Evalueringen trenger mer tid.")
EVALUATE_TRIAL = EvaluateTrial(TRIAL, "Svarene følges opp tre dager tidligere.", "Gjør det varig.")
NOTE_TRIAL_END = NoteTrialEnd(TRIAL)
END_TRIAL = EndTrial(TRIAL, date(2030, 12, 31), "Forsøket er gjennomført.")

TRIAL_DRAFTED = TrialDrafted(
    trial_id=TRIAL,
    case_id=CASE,
    case_number="2026/1",
    body_id=PARTNERSHIP,
    helsefellesskap=TELEMARK,
    plan=PLAN,
)
TRIAL_APPLIED = TrialApplied(
    trial_id=TRIAL,
    case_id=CASE,
    body_id=PARTNERSHIP,
    measure=PLAN.measure,
    applied_on=date(2026, 11, 3),
    authority="Kommunal- og distriktsdepartementet",
    document="d" * 64,
)
TRIAL_GRANTED = TrialGranted(
    trial_id=TRIAL,
    granted_on=date(2026, 11, 3),
    reference="26/77",
    starts_on=date(2027, 1, 1),
    ends_on=date(2030, 12, 31),
    conditions="Rapport hvert år.",
)
TRIAL_REFUSED = TrialRefused(
    trial_id=TRIAL,
    case_id=CASE,
    body_id=PARTNERSHIP,
    refused_on=date(2026, 11, 3),
    reference="26/77",
    reason="Loven åpner allerede for tiltaket.",
)
TRIAL_STARTED = TrialStarted(trial_id=TRIAL, started_on=date(2027, 1, 4))
TRIAL_EXTENDED = TrialExtended(
    trial_id=TRIAL,
    ends_on=date(2032, 12, 31),
    reference="30/12",
    reason="Evalueringen trenger mer tid.",
)
TRIAL_EVALUATED = TrialEvaluated(
    trial_id=TRIAL,
    result="Svarene følges opp tre dager tidligere.",
    recommendation="Gjør det varig.",
)
TRIAL_RAN_OUT = TrialRanOut(
    trial_id=TRIAL,
    case_id=CASE,
    body_id=PARTNERSHIP,
    ends_on=date(2030, 12, 31),
    notified=(id_of("chair"),),
)
TRIAL_ENDED = TrialEnded(
    trial_id=TRIAL,
    case_id=CASE,
    body_id=PARTNERSHIP,
    ended_on=date(2030, 12, 31),
    reason="Forsøket er gjennomført.",
)

EVENTS: tuple[Event, ...] = (
    TRIAL_DRAFTED,
    TRIAL_APPLIED,
    TRIAL_GRANTED,
    TRIAL_REFUSED,
    TRIAL_STARTED,
    TRIAL_EXTENDED,
    TRIAL_EVALUATED,
    TRIAL_RAN_OUT,
    TRIAL_ENDED,
)
