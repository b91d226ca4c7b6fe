"""Canonical examples of a hearing: commands and events."""

from datetime import date

from services.governance.commands.hearings import (
    AnswerHearing,
    NoteHearingEnd,
    OpenHearing,
    ReportHearing,
    SummariseHearing,
)
from shared.contracts.governance.hearings import (
    HearingAnswered,
    HearingEnded,
    HearingOpened,
    HearingReported,
    HearingSummarised,
)
from shared.contracts.record import Event
from tests.examples.ids import CASE, GP, SEAT_GP, SKIEN, SSU, TELEMARK, id_of, sealed

HEARING = id_of("hearing")
COLLEAGUE = id_of("gp-colleague")
OTHER_COLLEAGUE = id_of("gp-other-colleague")
QUESTION = "Kan dere leve med at rekvirenten følger opp prøven også etter utskriving?"
ANSWER = sealed(f"person-{COLLEAGUE}", "hearing", "Ja, hvis svarene kommer samlet.")

OPEN_HEARING = OpenHearing(
    HEARING, CASE, SEAT_GP, QUESTION, (COLLEAGUE, OTHER_COLLEAGUE), SKIEN, date(2026, 11, 13)
)
ANSWER_HEARING = AnswerHearing(HEARING, "can-live-with", ANSWER)
NOTE_HEARING_END = NoteHearingEnd(HEARING)
SUMMARISE_HEARING = SummariseHearing(HEARING, "Fastlegene kan leve med det, samlet svar trengs.")
REPORT_HEARING = ReportHearing(HEARING, "SSU vedtok forslaget med samlet svar.")

HEARING_OPENED = HearingOpened(
    hearing_id=HEARING,
    case_id=CASE,
    case_number="2026/1",
    body_id=SSU,
    helsefellesskap=TELEMARK,
    seat_id=SEAT_GP,
    person_id=GP,
    group="Fastlegene i Skien",
    question=QUESTION,
    asked=(COLLEAGUE, OTHER_COLLEAGUE),
    answer_by=date(2026, 11, 13),
)
HEARING_ANSWERED = HearingAnswered(
    hearing_id=HEARING, person_id=COLLEAGUE, position="can-live-with", text=ANSWER
)
HEARING_ENDED = HearingEnded(
    hearing_id=HEARING,
    case_id=CASE,
    body_id=SSU,
    answer_by=date(2026, 11, 13),
    notified=(GP,),
)
HEARING_SUMMARISED = HearingSummarised(
    hearing_id=HEARING,
    case_id=CASE,
    summary=SUMMARISE_HEARING.summary,
    asked=2,
    answered=1,
)
HEARING_REPORTED = HearingReported(hearing_id=HEARING, outcome=REPORT_HEARING.outcome)

EVENTS: tuple[Event, ...] = (
    HEARING_OPENED,
    HEARING_ANSWERED,
    HEARING_ENDED,
    HEARING_SUMMARISED,
    HEARING_REPORTED,
)
