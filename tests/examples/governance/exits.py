"""Canonical examples of a clarification and a dispute: commands and events."""

from datetime import date

from services.governance.commands.exits import (
    AnswerClarification,
    DraftClarification,
    PrepareDispute,
    RedraftClarification,
    RefuseToSign,
    RegisterStatement,
    ReviewClarification,
    RewordDispute,
    SendClarification,
    SendDispute,
    SignClarification,
)
from shared.contracts.governance.exits import (
    ClarificationAnswered,
    ClarificationDrafted,
    ClarificationRedrafted,
    ClarificationReviewed,
    ClarificationSent,
    ClarificationSigned,
    ClarificationSigningRefused,
    ClarificationText,
    Contact,
    DisputePrepared,
    DisputeSent,
    DisputeStatementRegistered,
    DisputeText,
    Provision,
    Reading,
)
from shared.contracts.record import Event
from tests.examples.governance.meetings import HOSPITAL_LEADER, SKIEN_LEADER
from tests.examples.ids import (
    CASE,
    HOSPITAL,
    MEETING,
    PARTNERSHIP,
    SEAT_HOSPITAL,
    SEAT_SKIEN,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
    sealed,
)

CLARIFICATION = id_of("clarification")
DISPUTE = id_of("dispute")
DOCUMENT = "3f" * 32
CONTACT = Contact(
    name=sealed(f"case-{CASE}", "contact", "Siv Sekretær"),
    email=sealed(f"case-{CASE}", "contact", "siv@example.no"),
    phone=sealed(f"case-{CASE}", "contact", "35 00 00 00"),
)
TEXT = ClarificationText(
    question="Kan hjemmetjenesten få epikrisen samme dag uten å be om den?",
    facts="Pasienter skrives ut før prøvesvar foreligger. Kommunen får epikrisen etter dager.",
    provisions=(
        Provision(law="helsepersonelloven", section="§ 45", question="may-be-shared"),
        Provision(law="pasientjournalloven", section="§ 19", question="how-to-read"),
    ),
    readings=(
        Reading(party=SKIEN, text="Epikrisen kan sendes når pasienten har hjemmetjeneste."),
        Reading(
            party=HOSPITAL,
            text="Epikrisen sendes bare til den som har ansvaret for oppfølgingen.",
            dissent="Avdelingene for barn og unge leser loven som kommunen.",
        ),
    ),
    consequence="Prøvesvar blir ikke fulgt opp i tide.",
    urgency="urgent",
    urgency_reason="Det har vært tre hendelser i høst.",
    earlier="Helsedirektoratets brev om samtykke ved utskriving.",
    contact=CONTACT,
    language="nb",
)

DRAFT_CLARIFICATION = DraftClarification(CLARIFICATION, CASE, PARTNERSHIP, TEXT)
REDRAFT_CLARIFICATION = RedraftClarification(CLARIFICATION, TEXT)
SIGN_FOR_SKIEN = SignClarification(CLARIFICATION, SEAT_SKIEN)
REFUSE_TO_SIGN = RefuseToSign(CLARIFICATION, SEAT_HOSPITAL, "Vi mener loven er klar nok.")
SEND_CLARIFICATION = SendClarification(CLARIFICATION, DOCUMENT, anonymous=True)
REVIEW_CLARIFICATION = ReviewClarification(CLARIFICATION, MEETING, "Sekretariatet purrer.")
ANSWER_CLARIFICATION = AnswerClarification(
    CLARIFICATION,
    answer="Epikrisen kan sendes, med mindre pasienten motsetter seg det.",
    reference="26/1234-5",
    answered_on=date(2026, 11, 2),
    by="secretariat",
    signatory=sealed(f"case-{CASE}", "contact", "Jon Direktør"),
)

CLARIFICATION_DRAFTED = ClarificationDrafted(
    clarification_id=CLARIFICATION,
    case_id=CASE,
    case_number="2026/1",
    body_id=PARTNERSHIP,
    helsefellesskap=TELEMARK,
    parties=(HOSPITAL, SKIEN),
    text=TEXT,
)
CLARIFICATION_REDRAFTED = ClarificationRedrafted(clarification_id=CLARIFICATION, text=TEXT)
SIGNED_BY_SKIEN = ClarificationSigned(
    clarification_id=CLARIFICATION,
    side="municipal",
    party=SKIEN,
    seat_id=SEAT_SKIEN,
    person_id=SKIEN_LEADER,
)
SIGNED_BY_THE_HOSPITAL = ClarificationSigned(
    clarification_id=CLARIFICATION,
    side="hospital",
    party=HOSPITAL,
    seat_id=SEAT_HOSPITAL,
    person_id=HOSPITAL_LEADER,
)
SIGNING_REFUSED = ClarificationSigningRefused(
    clarification_id=CLARIFICATION,
    side="hospital",
    party=HOSPITAL,
    seat_id=SEAT_HOSPITAL,
    person_id=HOSPITAL_LEADER,
    reason="Vi mener loven er klar nok.",
)
CLARIFICATION_SENT = ClarificationSent(
    clarification_id=CLARIFICATION,
    case_id=CASE,
    body_id=PARTNERSHIP,
    question=TEXT.question,
    document=DOCUMENT,
)
CLARIFICATION_REVIEWED = ClarificationReviewed(
    clarification_id=CLARIFICATION, body_id=SSU, meeting_id=MEETING, note="Sekretariatet purrer."
)
CLARIFICATION_ANSWERED = ClarificationAnswered(
    clarification_id=CLARIFICATION,
    case_id=CASE,
    body_id=PARTNERSHIP,
    answer=ANSWER_CLARIFICATION.answer,
    reference="26/1234-5",
    answered_on=date(2026, 11, 2),
    by="secretariat",
    signatory=ANSWER_CLARIFICATION.signatory,
)

PAPERS = DisputeText(
    kind="payment",
    party=HOSPITAL,
    other_party=SKIEN,
    question="Skal kommunen betale for døgnene etter at pasienten ble meldt utskrivningsklar?",
    agreement="Delavtale 5",
    claim="Betaling for 14 døgn.",
    facts="Pasienten ble meldt utskrivningsklar og fikk plass to uker senere.",
    legal_basis="Forskrift om kommunal betaling for utskrivningsklare pasienter.",
    contact=CONTACT,
    language="nn",
)
PREPARE_DISPUTE = PrepareDispute(DISPUTE, CASE, PARTNERSHIP, PAPERS)
REWORD_DISPUTE = RewordDispute(DISPUTE, PAPERS)
SEND_DISPUTE = SendDispute(DISPUTE, DOCUMENT, date(2026, 11, 3), "digital-post", anonymous=True)
REGISTER_STATEMENT = RegisterStatement(
    DISPUTE, "Kommunen bør betale for ti av døgnene.", "TN 2026/3", date(2026, 11, 3)
)
DISPUTE_PREPARED = DisputePrepared(
    dispute_id=DISPUTE,
    case_id=CASE,
    case_number="2026/1",
    body_id=PARTNERSHIP,
    helsefellesskap=TELEMARK,
    text=PAPERS,
)
DISPUTE_SENT = DisputeSent(
    dispute_id=DISPUTE,
    case_id=CASE,
    body_id=PARTNERSHIP,
    question=PAPERS.question,
    document=DOCUMENT,
    copy_to=SKIEN,
    copy_sent_on=date(2026, 11, 3),
    copy_sent_by="digital-post",
)
STATEMENT_REGISTERED = DisputeStatementRegistered(
    dispute_id=DISPUTE,
    case_id=CASE,
    body_id=PARTNERSHIP,
    statement=REGISTER_STATEMENT.statement,
    reference="TN 2026/3",
    stated_on=date(2026, 11, 3),
)

EVENTS: tuple[Event, ...] = (
    CLARIFICATION_DRAFTED,
    CLARIFICATION_REDRAFTED,
    SIGNED_BY_SKIEN,
    SIGNING_REFUSED,
    CLARIFICATION_SENT,
    CLARIFICATION_REVIEWED,
    CLARIFICATION_ANSWERED,
    DISPUTE_PREPARED,
    DISPUTE_SENT,
    STATEMENT_REGISTERED,
)
