"""Canonical examples of what becomes of cases: joined, merged, split, started, recurring."""

from services.intake.commands import MergeCase, SplitCase, StartCase
from shared.contracts.intake import (
    CaseMerged,
    CaseSplit,
    CaseSplitOff,
    CaseStarted,
    ProblemRecurred,
    ReportHeld,
    ReportsJoined,
)
from shared.contracts.record import Event
from tests.examples.ids import CASE, FS, GP, REPORT, SECRETARY, SKIEN, TELEMARK, id_of, sealed
from tests.examples.intake.reports import PARTIES

OTHER_CASE = id_of("other-case")
OTHER_REPORT = id_of("other-report")
OTHER_GP = id_of("other-gp")
NEW_CASE = id_of("new-case")

HELD = ReportHeld(report_id=REPORT, number="2026/1", reporter=GP, parties=PARTIES)
OTHER_HELD = ReportHeld(
    report_id=OTHER_REPORT,
    number="2026/2",
    reporter=OTHER_GP,
    organisation=SKIEN,
    parties=PARTIES[1:],
)

MERGE = MergeCase(case_id=OTHER_CASE, into=CASE, reason="Det samme problemet, meldt to ganger.")
SPLIT = SplitCase(
    case_id=CASE,
    to_case=NEW_CASE,
    title=sealed(f"case-{NEW_CASE}", "report", "Epikriser kommer for sent"),
    what_happens=sealed(f"case-{NEW_CASE}", "report", "Epikriser kommer etter flere uker."),
    reports=(OTHER_REPORT,),
    parties=("Skien kommune",),
    reason="To ulike problemer.",
)
START = StartCase(
    case_id=NEW_CASE,
    helsefellesskap=TELEMARK,
    starter="body",
    body_id=FS,
    title=sealed(f"case-{NEW_CASE}", "report", "Felles rutine for hjemmemonitorering"),
    what_happens=sealed(f"case-{NEW_CASE}", "report", "Fagutvalget vil prøve ut én rutine."),
    parties=("Sykehuset Telemark HF", "Skien kommune"),
    no_patient_recognisable=True,
)

REPORTS_JOINED = ReportsJoined(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    from_case=OTHER_CASE,
    from_number="2026/2",
    reports=(OTHER_HELD,),
    parties=PARTIES[1:],
    merged=True,
)
MERGED = CaseMerged(
    case_id=OTHER_CASE,
    helsefellesskap=TELEMARK,
    number="2026/2",
    into=CASE,
    into_number="2026/1",
    reason=MERGE.reason,
)
CASE_SPLIT = CaseSplit(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    to_case=NEW_CASE,
    to_number="2026/3",
    reports=(OTHER_REPORT,),
    parties=PARTIES[1:],
    reason=SPLIT.reason,
)
SPLIT_OFF = CaseSplitOff(
    case_id=NEW_CASE,
    number="2026/3",
    helsefellesskap=TELEMARK,
    from_case=CASE,
    from_number="2026/1",
    title=SPLIT.title,
    what_happens=SPLIT.what_happens,
    reports=(OTHER_HELD,),
    parties=PARTIES[1:],
)
STARTED = CaseStarted(
    case_id=NEW_CASE,
    number="2026/3",
    helsefellesskap=TELEMARK,
    starter="body",
    started_by=SECRETARY,
    body_id=FS,
    title=START.title,
    what_happens=START.what_happens,
    parties=PARTIES,
)
RECURRED = ProblemRecurred(
    case_id=CASE, helsefellesskap=TELEMARK, number="2026/1", times=3, to_triage=True
)

EVENTS: tuple[Event, ...] = (
    REPORTS_JOINED,
    MERGED,
    CASE_SPLIT,
    SPLIT_OFF,
    STARTED,
    RECURRED,
)
