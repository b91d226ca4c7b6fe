"""Canonical examples of reports, and of the triage that lifts their case."""

from services.intake.commands import RegisterReport, TriageCase, WithdrawReport
from shared.contracts.intake import (
    CaseTriaged,
    NumberTaken,
    PartyNamed,
    ReferenceUsed,
    ReportRegistered,
    ReportWithdrawn,
)
from shared.contracts.record import Event
from tests.examples.ids import (
    CASE,
    GP,
    HOSPITAL,
    REPORT,
    REPORTED,
    SECRETARY,
    SKIEN,
    TELEMARK,
    sealed,
)

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
    report_id=REPORT,
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
    triaged_by=SECRETARY,
    no_patient_recognisable=True,
    parties=PARTIES,
)
WITHDRAWN = ReportWithdrawn(case_id=CASE, report_id=REPORT, reason="Løst på telefon.")

REFERENCE_USED = ReferenceUsed(sender=GP, reference="KV-2026-0412", report_id=REPORT, case_id=CASE)

EVENTS: tuple[Event, ...] = (REGISTERED, NUMBER_TAKEN, REFERENCE_USED, LIFTED, WITHDRAWN)
