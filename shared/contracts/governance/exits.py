"""Two named ways out of partnerskapsmøtet: clarification and dispute (G-10, G-16, G-18).

The third stands in `shared.contracts.governance.trials`. Every open text has passed I-3 before
it stands in an event.
"""

from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.words import Part, SideName
from shared.contracts.record import Event, Sealed

ProvisionQuestion: TypeAlias = Literal[
    "may-be-shared", "rules-conflict", "how-to-read", "exemption-needed"
]
Urgency: TypeAlias = Literal["ordinary", "urgent"]
Written: TypeAlias = Literal["nb", "nn"]
AnsweredBy: TypeAlias = Literal["directorate", "secretariat"]
DisputeKind: TypeAlias = Literal["mediation", "statement", "payment", "grey-zone"]
CopySentBy: TypeAlias = Literal["digital-post", "e-mail", "letter"]


class Contact(Part):
    """Whom the one asked can turn to; sealed, under the case's key."""

    name: Sealed
    email: Sealed
    phone: Sealed


class Provision(Part):
    """A provision, and what is asked of it (A-7)."""

    law: str
    section: str
    question: ProvisionQuestion


class Reading(Part):
    """How one party reads the law; `dissent` is what some in the party see otherwise."""

    party: UUID
    text: str
    dissent: str | None = None


class ClarificationText(Part):
    """What Helsedirektoratet is asked (G-16).

    `facts` are anonymised, `consequence` is the clinical one; `urgency_reason` stands where it is
    urgent. `earlier` are earlier statements that are known. `language` is the written form.
    """

    question: str
    facts: str = ""
    provisions: tuple[Provision, ...] = ()
    readings: tuple[Reading, ...] = ()
    consequence: str = ""
    urgency: Urgency = "ordinary"
    urgency_reason: str | None = None
    earlier: str | None = None
    contact: Contact | None = None
    language: Written = "nb"


class ClarificationDrafted(Event):
    """Partnerskapsmøtet begins to word a question of law (G-16); `parties` are the case's."""

    type: Literal["governance.clarification-drafted.v1"] = "governance.clarification-drafted.v1"
    clarification_id: UUID
    case_id: UUID
    case_number: str
    body_id: UUID
    helsefellesskap: UUID
    parties: tuple[UUID, ...]
    text: ClarificationText


class ClarificationRedrafted(Event):
    """The text is another; signatures and refusals were given to the old one and are void."""

    type: Literal["governance.clarification-redrafted.v1"] = "governance.clarification-redrafted.v1"
    clarification_id: UUID
    text: ClarificationText


class ClarificationSigned(Event):
    """One side has signed the text as it stands (G-16)."""

    type: Literal["governance.clarification-signed.v1"] = "governance.clarification-signed.v1"
    clarification_id: UUID
    side: SideName
    party: UUID
    seat_id: UUID
    person_id: UUID


class ClarificationSigningRefused(Event):
    """One side does not sign, and says why; the other exits stand open (G-16)."""

    type: Literal["governance.clarification-signing-refused.v1"] = (
        "governance.clarification-signing-refused.v1"
    )
    clarification_id: UUID
    side: SideName
    party: UUID
    seat_id: UUID
    person_id: UUID
    reason: str


class ClarificationSent(Event):
    """Signed by both sides and sent to Helsedirektoratet; the case waits (G-16).

    `document` is the SHA-256 of the request as it was rendered, once.
    """

    type: Literal["governance.clarification-sent.v1"] = "governance.clarification-sent.v1"
    clarification_id: UUID
    case_id: UUID
    body_id: UUID
    question: str
    document: str


class ClarificationReviewed(Event):
    """SSU has looked at what it waits for, in a meeting (G-16)."""

    type: Literal["governance.clarification-reviewed.v1"] = "governance.clarification-reviewed.v1"
    clarification_id: UUID
    body_id: UUID
    meeting_id: UUID
    note: str | None = None


class ClarificationAnswered(Event):
    """The answer, which goes to the body that asked (G-16).

    Written by Helsedirektoratet in the platform, or registered by the secretariat; `signatory` is
    then who signed it at Helsedirektoratet (P-5).
    """

    type: Literal["governance.clarification-answered.v1"] = "governance.clarification-answered.v1"
    clarification_id: UUID
    case_id: UUID
    body_id: UUID
    answer: str
    reference: str
    answered_on: date
    by: AnsweredBy
    signatory: Sealed | None = None


class DisputeText(Part):
    """What Tvisteløsningsnemnda is asked (G-18).

    `party` asks, `other_party` gets a copy. `agreement` is the one it is about. A payment case
    states claim, facts and legal basis.
    """

    kind: DisputeKind
    party: UUID
    other_party: UUID
    question: str
    agreement: str | None = None
    claim: str | None = None
    facts: str | None = None
    legal_basis: str | None = None
    contact: Contact
    language: Written = "nb"


class DisputePrepared(Event):
    """The papers for Tvisteløsningsnemnda; a later preparation takes their place (G-18)."""

    type: Literal["governance.dispute-prepared.v1"] = "governance.dispute-prepared.v1"
    dispute_id: UUID
    case_id: UUID
    case_number: str
    body_id: UUID
    helsefellesskap: UUID
    text: DisputeText


class DisputeSent(Event):
    """Sent to the board, with a copy to the other party; `document` is its SHA-256 (G-18)."""

    type: Literal["governance.dispute-sent.v1"] = "governance.dispute-sent.v1"
    dispute_id: UUID
    case_id: UUID
    body_id: UUID
    question: str
    document: str
    copy_to: UUID
    copy_sent_on: date
    copy_sent_by: CopySentBy


class DisputeStatementRegistered(Event):
    """The board's statement: advice, which decides nothing by itself (G-18)."""

    type: Literal["governance.dispute-statement-registered.v1"] = (
        "governance.dispute-statement-registered.v1"
    )
    dispute_id: UUID
    case_id: UUID
    body_id: UUID
    statement: str
    reference: str
    stated_on: date


ExitEvent: TypeAlias = (
    ClarificationDrafted
    | ClarificationRedrafted
    | ClarificationSigned
    | ClarificationSigningRefused
    | ClarificationSent
    | ClarificationReviewed
    | ClarificationAnswered
    | DisputePrepared
    | DisputeSent
    | DisputeStatementRegistered
)
