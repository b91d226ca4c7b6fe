"""Canonical examples of intake's events and commands."""

from services.intake.commands import RegisterReport, TriageCase, WithdrawReport
from shared.contracts.intake import (
    CaseTriaged,
    NumberTaken,
    PartyNamed,
    ReportRegistered,
    ReportWithdrawn,
)
from shared.contracts.record import Event
from tests.examples.ids import CASE, GP, HOSPITAL, REPORT, REPORTED, SKIEN, TELEMARK, sealed

TITLE = sealed(f"case-{CASE}", "report", "Uklart hvem som følger opp prøvesvar etter utskriving")
WHAT = sealed(
    f"case-{CASE}",
    "report",
    "Prøver tatt på sykehuset blir besvart etter utskriving, og ingen vet hvem som skal se dem.",
)
PARTIES = (
    PartyNamed(name="Sykehuset Telemark HF", organisation_id=HOSPITAL),
    PartyNamed(name="Skien kommune", organisation_id=SKIEN),
)

REGISTER = RegisterReport(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    title=TITLE,
    what_happens=WHAT,
    parties=("Sykehuset Telemark HF", "Skien kommune"),
    workaround=None,
    urgent=False,
    language="nb",
    reported_on=REPORTED,
    sender_reference=None,
)
TRIAGE = TriageCase(
    case_id=CASE,
    outcome="lifted-to-assessment",
    reason="Gjelder flere parter og går igjen.",
    reference=None,
    no_patient_recognisable=True,
)
WITHDRAW = WithdrawReport(case_id=CASE, reason="Løst på telefon.")

REGISTERED = ReportRegistered(
    case_id=CASE,
    report_id=REPORT,
    number="2026/1",
    helsefellesskap=TELEMARK,
    reporter=GP,
    reported_on=REPORTED,
    title=TITLE,
    what_happens=WHAT,
    parties=PARTIES,
    language="nb",
)
NUMBER_TAKEN = NumberTaken(helsefellesskap=TELEMARK, year=2026, running=1, case_id=CASE)
LIFTED = CaseTriaged(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    number="2026/1",
    outcome="lifted-to-assessment",
    reason="Gjelder flere parter og går igjen.",
    no_patient_recognisable=True,
    parties=PARTIES,
)
WITHDRAWN = ReportWithdrawn(case_id=CASE, report_id=REPORT, reason="Løst på telefon.")

EVENTS: tuple[Event, ...] = (REGISTERED, NUMBER_TAKEN, LIFTED, WITHDRAWN)
