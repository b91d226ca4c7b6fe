"""Asked of the named ways out of partnerskapsmøtet (G-10, G-16 to G-18), and their facts."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.governance.commands.facts import BodyFact, CaseFact, SeatFact
from shared.contracts.governance.exits import AnsweredBy, ClarificationText, CopySentBy, DisputeText
from shared.contracts.governance.trials import TrialPlan
from shared.contracts.record import Facts, Sealed


@dataclass(frozen=True, slots=True)
class DraftClarification:
    """A question of law is worded, for a case that lies at partnerskapsmøtet (G-16)."""

    clarification_id: UUID
    case_id: UUID
    body_id: UUID
    text: ClarificationText


@dataclass(frozen=True, slots=True)
class RedraftClarification:
    """The text is another; it is signed anew (G-16)."""

    clarification_id: UUID
    text: ClarificationText


@dataclass(frozen=True, slots=True)
class SignClarification:
    """Whoever sits in the seat signs for its side (G-16)."""

    clarification_id: UUID
    seat_id: UUID


@dataclass(frozen=True, slots=True)
class RefuseToSign:
    """A side does not sign, and says why (G-16)."""

    clarification_id: UUID
    seat_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class SendClarification:
    """What both sides have signed goes to Helsedirektoratet (G-16).

    `document` is the SHA-256 of the request; `anonymous`: the sender has made sure that no
    patient can be recognised in it (I-3).
    """

    clarification_id: UUID
    document: str
    anonymous: bool


@dataclass(frozen=True, slots=True)
class ReviewClarification:
    """SSU looks at what waits, in one of its meetings (G-16)."""

    clarification_id: UUID
    meeting_id: UUID
    note: str | None


@dataclass(frozen=True, slots=True)
class AnswerClarification:
    """Helsedirektoratet answers, or the secretariat registers the answer (G-16, P-5)."""

    clarification_id: UUID
    answer: str
    reference: str
    answered_on: date
    by: AnsweredBy
    signatory: Sealed | None


ClarificationCommand: TypeAlias = (
    DraftClarification
    | RedraftClarification
    | SignClarification
    | RefuseToSign
    | SendClarification
    | ReviewClarification
    | AnswerClarification
)


@dataclass(frozen=True, slots=True)
class DraftTrial:
    """An exemption or a trial is planned, for a case that lies at partnerskapsmøtet (G-17)."""

    trial_id: UUID
    case_id: UUID
    body_id: UUID
    plan: TrialPlan


@dataclass(frozen=True, slots=True)
class RedraftTrial:
    """The plan is another; not after it is applied for."""

    trial_id: UUID
    plan: TrialPlan


@dataclass(frozen=True, slots=True)
class ApplyForTrial:
    """It is applied for, to the authority that can grant it; the case waits (G-17).

    `document` is the SHA-256 of the application; `anonymous`: the sender has made sure that no
    patient can be recognised (I-3).
    """

    trial_id: UUID
    applied_on: date
    authority: str
    reference: str | None
    document: str
    anonymous: bool


@dataclass(frozen=True, slots=True)
class GrantTrial:
    """The authority has said yes, for these days."""

    trial_id: UUID
    granted_on: date
    reference: str
    starts_on: date
    ends_on: date
    conditions: str | None


@dataclass(frozen=True, slots=True)
class RefuseTrial:
    """The authority has said no."""

    trial_id: UUID
    refused_on: date
    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class StartTrial:
    trial_id: UUID
    started_on: date


@dataclass(frozen=True, slots=True)
class ExtendTrial:
    """The authority has prolonged it to a later last day."""

    trial_id: UUID
    ends_on: date
    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class EvaluateTrial:
    trial_id: UUID
    result: str
    recommendation: str


@dataclass(frozen=True, slots=True)
class EndTrial:
    trial_id: UUID
    ended_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class NoteTrialEnd:
    """The last day of a trial that runs is over (G-17, G-11)."""

    trial_id: UUID


AskedOfTrial: TypeAlias = (
    DraftTrial
    | RedraftTrial
    | ApplyForTrial
    | GrantTrial
    | RefuseTrial
    | StartTrial
    | ExtendTrial
    | EvaluateTrial
    | EndTrial
)
"""What people ask; that its time is over a timer tells."""

TrialCommand: TypeAlias = AskedOfTrial | NoteTrialEnd


@dataclass(frozen=True, slots=True)
class PrepareDispute:
    """Papers for Tvisteløsningsnemnda, for a case that lies at partnerskapsmøtet (G-18)."""

    dispute_id: UUID
    case_id: UUID
    body_id: UUID
    text: DisputeText


@dataclass(frozen=True, slots=True)
class RewordDispute:
    """The papers are others; not after they are sent."""

    dispute_id: UUID
    text: DisputeText


@dataclass(frozen=True, slots=True)
class SendDispute:
    """The papers go to the board, and a copy to the other party (G-18).

    `document` is the SHA-256 of the papers; `anonymous`: the sender has made sure that no patient
    can be recognised in them (I-3).
    """

    dispute_id: UUID
    document: str
    copy_sent_on: date
    copy_sent_by: CopySentBy
    anonymous: bool


@dataclass(frozen=True, slots=True)
class RegisterStatement:
    """The board's advisory statement has come (G-18)."""

    dispute_id: UUID
    statement: str
    reference: str
    stated_on: date


DisputeCommand: TypeAlias = PrepareDispute | RewordDispute | SendDispute | RegisterStatement
AskedOfExit: TypeAlias = ClarificationCommand | AskedOfTrial | DisputeCommand
ExitCommand: TypeAlias = ClarificationCommand | TrialCommand | DisputeCommand


@dataclass(frozen=True)
class ExitFacts(Facts):
    """For the commands of all three exits.

    `body`: the one that asks; `case`: where the case lies; `number` and `parties`: the case's own
    (to draft, to sign, to send, to apply). `seats`: the one that is signed in, if filled now, or
    all of the body's that are filled (NoteTrialEnd).
    `meeting_body`: the body whose meeting is named, where that has begun (ReviewClarification).
    """

    body: BodyFact | None = None
    case: CaseFact | None = None
    number: str = ""
    parties: tuple[UUID, ...] = ()
    seats: tuple[SeatFact, ...] = ()
    meeting_body: BodyFact | None = None
