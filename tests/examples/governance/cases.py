"""Canonical examples of a case between bodies: commands and events."""

from datetime import date

from services.governance.commands.cases import (
    AcknowledgeNotAgreed,
    AnswerArena,
    ChooseReturnOrLift,
    CloseNotAgreed,
    CorrectWording,
    DeclareNotAgreed,
    DropCase,
    GiveStatement,
    NoteDeadline,
    PlaceCase,
    ReceiveCase,
    RecordOutcome,
    ResumeCase,
    SubmitNoProposal,
    SubmitProposal,
    SucceedParty,
    TakeExit,
    TransferCase,
)
from shared.contracts.governance import (
    Alternative,
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    Consequences,
    Objection,
    OwnStep,
    ProposalSubmitted,
    TaskPlanned,
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
    SEAT_PORSGRUNN,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)

COUNCIL = id_of("gp-council")
EXIT = id_of("clarification")
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

OWN_STEP = OwnStep(
    through="samarbeidsutvalg",
    party=SKIEN,
    group="Fastlegene i Skien",
    what="Se svaret innen tre virkedager.",
)
ALTERNATIVE = Alternative(what="Bare laboratoriet varsler.", tasks=TASKS[:1])
PLACE_CASE = PlaceCase(case_id=CASE, body_id=FS)
ANSWER_ARENA = AnswerArena(case_id=CASE, result="solved", text="Avklart mellom avdelingene.")
TRANSFER_CASE = TransferCase(
    case_id=CASE, from_body=FS, to_body=id_of("new-fs"), reason="Utvalget er lagt ned."
)
SUBMIT_NO_PROPOSAL = SubmitNoProposal(
    case_id=CASE, body_id=FS, reason="Vi finner ingen løsning innenfor rammene."
)
GIVE_STATEMENT = GiveStatement(case_id=CASE, statement="Fastlegene kan gjøre dette.")
CHOOSE_RETURN_OR_LIFT = ChooseReturnOrLift(
    case_id=CASE, choice="lift", reason="Spørsmålet er prøvd to ganger."
)
TAKE_EXIT = TakeExit(
    case_id=CASE,
    body_id=PARTNERSHIP,
    exit="clarification",
    exit_id=EXIT,
    reason="Loven er uklar om hvem som skal følge opp.",
)
RESUME_CASE = ResumeCase(
    case_id=CASE, exit="clarification", exit_id=EXIT, text="Rekvirenten skal følge opp."
)
DECLARE_NOT_AGREED = DeclareNotAgreed(
    case_id=CASE, consequence="workaround-continues", text="Laboratoriet ringer som i dag."
)
ACKNOWLEDGE_NOT_AGREED = AcknowledgeNotAgreed(
    case_id=CASE, party=SKIEN, note="Vi tar det til etterretning."
)
CLOSE_NOT_AGREED = CloseNotAgreed(case_id=CASE, note="Fristen er ute.")
DROP_CASE = DropCase(case_id=CASE, reason="Tilbudet er lagt ned.")
CORRECT_WORDING = CorrectWording(
    case_id=CASE, item_id=ITEM, wording="Hvem bærer kostnaden?", reason="Kortere og klarere."
)
SUCCEED_PARTY = SucceedParty(
    case_id=CASE, old=PORSGRUNN, new=id_of("grenland"), on=date(2027, 1, 1)
)
NOTE_DEADLINE = NoteDeadline(case_id=CASE, step_id=id_of("step"))

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
    way_on="lifted",
)
