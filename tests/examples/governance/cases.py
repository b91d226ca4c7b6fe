"""Canonical examples of a case between bodies and in each party's line: commands and events."""

from services.governance.commands.cases import (
    NoteRatificationDeadline,
    ReceiveCase,
    RecordOutcome,
    RegisterRatification,
    ReportImplementation,
    ResumeCase,
    SubmitProposal,
    TakeExit,
)
from shared.contracts.governance import (
    CaseImplemented,
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    Consequences,
    DecisionInForce,
    ImplementationReported,
    Objection,
    ProposalSubmitted,
    RatificationOverdue,
    RatificationRegistered,
    TaskPlanned,
)
from shared.contracts.record import Event
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
    SEAT_PORSGRUNN,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)

WHAT = "Den som rekvirerer en prøve, svarer for å følge den opp, også etter utskriving."
REASONS = "I dag blir svar liggende fordi ingen vet hvem som skal se dem."
TASKS = (
    TaskPlanned(party=HOSPITAL, what="Rekvirenten ser svaret innen tre virkedager."),
    TaskPlanned(party=SKIEN, what="Hjemmetjenesten får epikrisen samme dag."),
)
CONSEQUENCES = Consequences(
    patient="Svaret blir sett av den som kjenner saken.",
    gp="Færre svar uten sammenheng i innboksen.",
    municipality="Ingen nye oppgaver.",
    hospital="Rutine for svar etter utskriving på hver avdeling.",
)
WORDING = "Partene er uenige om hvem som bærer kostnaden ved oppfølgingen."
BLOCKING = Objection(
    seat_id=SEAT_PORSGRUNN,
    party=PORSGRUNN,
    kind="other",
    text="Kommunen har ikke kapasitet til oppgaven.",
    blocking=True,
)

RECEIVE_CASE = ReceiveCase(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    number="2026/1",
    kind="fs",
    parties=(HOSPITAL, SKIEN),
    main_obstacle="practical",
    assessment_revision=1,
)
SUBMIT_PROPOSAL = SubmitProposal(
    case_id=CASE,
    body_id=FS,
    what=WHAT,
    reasons=REASONS,
    tasks=TASKS,
    consequences=CONSEQUENCES,
    adoption="all-or-none",
)
RECORD_OUTCOME = RecordOutcome(
    case_id=CASE,
    proposal_id=PROPOSAL,
    body_id=SSU,
    meeting_id=MEETING,
    item_id=ITEM,
    outcome="consensus",
    objections=(OBJECTION_OF_THE_GP,),
    wording="",
)
REGISTER_RATIFICATION = RegisterRatification(
    case_id=CASE,
    party=SKIEN,
    answer="adopted",
    organ="Formannskapet",
    reference="Sak 112/26",
    reservation=None,
    touches_others=False,
)
NOTE_RATIFICATION_DEADLINE = NoteRatificationDeadline(case_id=CASE, proposal_id=PROPOSAL)
REPORT_IMPLEMENTATION = ReportImplementation(
    case_id=CASE, party=SKIEN, result="done", note="Rutinen er innført i hjemmetjenesten."
)
TAKE_EXIT = TakeExit(
    CASE, PARTNERSHIP, "clarification", id_of("clarification"), "Kan epikrisen sendes samme dag?"
)
RESUME_CASE = ResumeCase(
    CASE, "clarification", id_of("clarification"), "Ja, hvis pasienten ikke motsetter seg det."
)

CASE_RECEIVED = CaseReceived(
    case_id=CASE,
    helsefellesskap=TELEMARK,
    number="2026/1",
    body_id=FS,
    parties=(HOSPITAL, SKIEN),
    main_obstacle="practical",
    assessment_revision=1,
)
PROPOSAL_SUBMITTED = ProposalSubmitted(
    case_id=CASE,
    proposal_id=PROPOSAL,
    from_body=FS,
    to_body=SSU,
    what=WHAT,
    reasons=REASONS,
    tasks=TASKS,
    consequences=CONSEQUENCES,
    adoption="all-or-none",
)
CONSENSUS_REACHED = ConsensusReached(
    case_id=CASE,
    proposal_id=PROPOSAL,
    body_id=SSU,
    meeting_id=MEETING,
    item_id=ITEM,
    to_body=SSU,
    remarks=(OBJECTION_OF_THE_GP,),
    ratify=(SKIEN, PORSGRUNN, HOSPITAL),
    ratify_by=RATIFY_BY,
)
CONSENSUS_FAILED = ConsensusFailed(
    case_id=CASE,
    proposal_id=PROPOSAL,
    body_id=SSU,
    meeting_id=MEETING,
    item_id=ITEM,
    disagreement="other",
    objections=(BLOCKING,),
    wording=WORDING,
    to_body=PARTNERSHIP,
)
RATIFICATION_REGISTERED = RatificationRegistered(
    case_id=CASE, party=SKIEN, answer="adopted", organ="Formannskapet", reference="Sak 112/26"
)
RATIFICATION_OVERDUE = RatificationOverdue(case_id=CASE, pending=(PORSGRUNN, HOSPITAL))
DECISION_IN_FORCE = DecisionInForce(
    case_id=CASE, proposal_id=PROPOSAL, parties=(SKIEN, PORSGRUNN, HOSPITAL)
)
IMPLEMENTATION_REPORTED = ImplementationReported(
    case_id=CASE, party=SKIEN, result="done", note="Rutinen er innført i hjemmetjenesten."
)
CASE_IMPLEMENTED = CaseImplemented(case_id=CASE, parties=(SKIEN, PORSGRUNN, HOSPITAL))

EVENTS: tuple[Event, ...] = (
    CASE_RECEIVED,
    PROPOSAL_SUBMITTED,
    CONSENSUS_REACHED,
    CONSENSUS_FAILED,
    RATIFICATION_REGISTERED,
    RATIFICATION_OVERDUE,
    DECISION_IN_FORCE,
    IMPLEMENTATION_REPORTED,
    CASE_IMPLEMENTED,
)
