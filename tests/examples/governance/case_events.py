"""Canonical examples of what is said of a case between bodies (G-5 to G-11, G-20)."""

from datetime import UTC, datetime

from shared.contracts.governance import (
    ArenaAnswered,
    AssessmentRevised,
    CaseReferred,
    CaseTransferred,
    CaseUnplaced,
    CouncilHeard,
    NoProposal,
    OutcomeWithoutEffect,
    ProposalRecommended,
    ReturnOrLiftChosen,
    WordingCorrected,
)
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedAcknowledged,
    NotAgreedDeclared,
)
from shared.contracts.record import Event
from tests.examples.governance.cases import (
    CASE_RECEIVED,
    CONSENSUS_FAILED,
    CONSENSUS_REACHED,
    COUNCIL,
    EXIT,
    PROPOSAL_SUBMITTED,
    WORDING,
)
from tests.examples.governance.meetings import ITEM, OBJECTION_OF_THE_GP
from tests.examples.ids import (
    CASE,
    FS,
    HOSPITAL,
    MEETING,
    PARTNERSHIP,
    PORSGRUNN,
    PROPOSAL,
    RATIFY_BY,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)

CASE_REFERRED = CaseReferred(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    number="2026/1",
    arena="dialogue-meeting",
    body_id=SSU,
    parties=(HOSPITAL, SKIEN),
    main_obstacle="practical",
    assessment_revision=1,
)
ARENA_ANSWERED = ArenaAnswered(
    case_id=CASE, arena="dialogue-meeting", result="solved", text="Avklart mellom avdelingene."
)
CASE_UNPLACED = CaseUnplaced(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    number="2026/1",
    body_id=SSU,
    parties=(HOSPITAL, SKIEN),
    main_obstacle="practical",
    assessment_revision=1,
)
ASSESSMENT_REVISED = AssessmentRevised(
    case_id=CASE, assessment_revision=2, main_obstacle="capacity", over_capacity=(SKIEN,)
)
CASE_TRANSFERRED = CaseTransferred(
    case_id=CASE, from_body=FS, to_body=id_of("new-fs"), reason="Utvalget er lagt ned."
)
NO_PROPOSAL = NoProposal(
    case_id=CASE,
    proposal_id=PROPOSAL,
    from_body=FS,
    to_body=SSU,
    reason="Vi finner ingen løsning innenfor rammene.",
)
COUNCIL_HEARD = CouncilHeard(
    case_id=CASE,
    proposal_id=PROPOSAL,
    body_id=COUNCIL,
    statement="Fastlegene kan gjøre dette.",
    to_body=SSU,
)
PROPOSAL_RECOMMENDED = ProposalRecommended(
    case_id=CASE,
    proposal_id=PROPOSAL,
    body_id=id_of("working-committee"),
    meeting_id=MEETING,
    item_id=ITEM,
    to_body=SSU,
    remarks=(OBJECTION_OF_THE_GP,),
)
RETURN_OR_LIFT_CHOSEN = ReturnOrLiftChosen(
    case_id=CASE,
    proposal_id=PROPOSAL,
    body_id=SSU,
    choice="lift",
    reason="Spørsmålet er prøvd to ganger.",
    to_body=PARTNERSHIP,
    returns=2,
)
OUTCOME_WITHOUT_EFFECT = OutcomeWithoutEffect(
    case_id=CASE, body_id=SSU, meeting_id=MEETING, item_id=ITEM, stands="propose"
)
WORDING_CORRECTED = WordingCorrected(
    case_id=CASE,
    item_id=ITEM,
    was=WORDING,
    wording="Hvem bærer kostnaden?",
    reason="Kortere og klarere.",
)
EXIT_TAKEN = ExitTaken(
    case_id=CASE,
    exit="clarification",
    exit_id=EXIT,
    body_id=PARTNERSHIP,
    reason="Loven er uklar om hvem som skal følge opp.",
)
CASE_RESUMED = CaseResumed(
    case_id=CASE,
    exit="clarification",
    exit_id=EXIT,
    to_body=PARTNERSHIP,
    text="Rekvirenten skal følge opp.",
)
NOT_AGREED_DECLARED = NotAgreedDeclared(
    case_id=CASE,
    body_id=PARTNERSHIP,
    consequence="workaround-continues",
    text="Laboratoriet ringer som i dag.",
    to_body=SSU,
    parties=(SKIEN, PORSGRUNN, HOSPITAL),
    acknowledge_by=datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC),
)
NOT_AGREED_ACKNOWLEDGED = NotAgreedAcknowledged(
    case_id=CASE, party=SKIEN, note="Vi tar det til etterretning."
)
CASE_CLOSED = CaseClosed(
    case_id=CASE,
    body_id=SSU,
    outcome="not-agreed",
    unacknowledged=(PORSGRUNN,),
    note="Fristen er ute.",
)
STEP_BEGUN = StepBegun(
    case_id=CASE, step="ratify", step_id=id_of("step"), body_id=SSU, due_at=RATIFY_BY
)
DEADLINE_MISSED = DeadlineMissed(
    case_id=CASE,
    step="ratify",
    step_id=id_of("step"),
    body_id=SSU,
    rung="reminder",
    notified=(id_of("skien-leader"),),
    next_at=datetime(2026, 12, 22, 22, 59, 59, tzinfo=UTC),
)

EVENTS: tuple[Event, ...] = (
    CASE_RECEIVED,
    CASE_REFERRED,
    ARENA_ANSWERED,
    CASE_UNPLACED,
    CASE_TRANSFERRED,
    ASSESSMENT_REVISED,
    PROPOSAL_SUBMITTED,
    NO_PROPOSAL,
    COUNCIL_HEARD,
    PROPOSAL_RECOMMENDED,
    CONSENSUS_REACHED,
    CONSENSUS_FAILED,
    RETURN_OR_LIFT_CHOSEN,
    OUTCOME_WITHOUT_EFFECT,
    WORDING_CORRECTED,
    EXIT_TAKEN,
    CASE_RESUMED,
    NOT_AGREED_DECLARED,
    NOT_AGREED_ACKNOWLEDGED,
    CASE_CLOSED,
    STEP_BEGUN,
    DEADLINE_MISSED,
)
