"""`clarification-<id>`: a question of law to Helsedirektoratet, and its answer (G-16)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.exits import (
    AnswerClarification,
    ClarificationCommand,
    DraftClarification,
    ExitFacts,
    RedraftClarification,
    RefuseToSign,
    ReviewClarification,
    SendClarification,
    SignClarification,
)
from services.governance.commands.facts import BodyFact
from services.governance.rules import clarifications as rules
from services.governance.rules.exits import (
    day_has_come,
    lies_at_partnership,
    no_patient_is_recognised,
)
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance import SideName
from shared.contracts.governance.exits import (
    ClarificationAnswered,
    ClarificationDrafted,
    ClarificationRedrafted,
    ClarificationReviewed,
    ClarificationSent,
    ClarificationSigned,
    ClarificationSigningRefused,
    ClarificationText,
)
from shared.values.refusal import Refused

ClarificationEvent: TypeAlias = (
    ClarificationDrafted
    | ClarificationRedrafted
    | ClarificationSigned
    | ClarificationSigningRefused
    | ClarificationSent
    | ClarificationReviewed
    | ClarificationAnswered
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is drafted under this id."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """Worded and signed; `signed` and `refused` hold what each side has said of this text."""

    drafted: ClarificationDrafted
    text: ClarificationText
    signed: Mapping[SideName, ClarificationSigned] = field(default_factory=dict)
    refused: Mapping[SideName, ClarificationSigningRefused] = field(default_factory=dict)

    @property
    def signers(self) -> dict[SideName, UUID]:
        return {side: each.person_id for side, each in self.signed.items()}

    @property
    def refusers(self) -> dict[SideName, UUID]:
        return {side: each.person_id for side, each in self.refused.items()}


@dataclass(frozen=True, slots=True)
class Sent:
    """It lies at Helsedirektoratet; `reviews` are SSU's looks at it."""

    draft: Drafting
    sent: ClarificationSent
    reviews: tuple[ClarificationReviewed, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer is there."""

    sent: Sent
    answered: ClarificationAnswered


Clarification: TypeAlias = Unknown | Drafting | Sent | Answered


def decide(
    command: ClarificationCommand, facts: ExitFacts, clarification: Clarification
) -> tuple[ClarificationEvent, ...]:
    match command:
        case DraftClarification():
            return draft(command, facts, clarification)
        case RedraftClarification():
            _drafting(clarification)
            return redraft(command, facts)
        case SignClarification() | RefuseToSign():
            return sign(command, facts, _drafting(clarification))
        case SendClarification():
            return send(command, facts, _drafting(clarification))
        case ReviewClarification():
            return review(command, facts, _waiting(clarification))
        case AnswerClarification():
            return answer(command, facts, _waiting(clarification))
        case _:
            assert_never(command)


def draft(
    command: DraftClarification, facts: ExitFacts, clarification: Clarification
) -> tuple[ClarificationEvent, ...]:
    """G-16: for a case that lies at partnerskapsmøtet."""
    if not isinstance(clarification, Unknown):
        raise Refused("G-16", "governance.clarification-exists", field="clarification_id")
    body = lies_at_partnership(facts)
    return (
        ClarificationDrafted(
            clarification_id=command.clarification_id,
            case_id=command.case_id,
            case_number=facts.number,
            body_id=body.body_id,
            helsefellesskap=body.helsefellesskap,
            parties=facts.parties,
            text=rules.text_may_stand(command.text, body),
        ),
    )


def redraft(command: RedraftClarification, facts: ExitFacts) -> tuple[ClarificationEvent, ...]:
    """G-16: another text, which nobody has signed yet."""
    text = rules.text_may_stand(command.text, _the_body(facts))
    return (ClarificationRedrafted(clarification_id=command.clarification_id, text=text),)


def sign(
    command: SignClarification | RefuseToSign, facts: ExitFacts, drafting: Drafting
) -> tuple[ClarificationEvent, ...]:
    """G-16: a side signs what is whole, or says why not."""
    seat = rules.signs_in(facts.seats, command.seat_id, facts)
    side = rules.side_of(seat)
    rules.side_is_free(side, facts.by.person, drafting.signers, drafting.refusers)
    who = {
        "clarification_id": command.clarification_id,
        "side": side,
        "party": seat.party,
        "seat_id": seat.seat_id,
        "person_id": facts.by.person,
    }
    if isinstance(command, RefuseToSign):
        reason = written("G-16", "reason", command.reason)
        return (ClarificationSigningRefused.model_validate({**who, "reason": reason}),)
    rules.is_whole(drafting.text, drafting.drafted.parties, _the_body(facts))
    return (ClarificationSigned.model_validate(who),)


def may_be_sent(drafting: Drafting, facts: ExitFacts, anonymous: bool) -> None:
    """G-16, G-10, I-3: signed by both sides, whole, for a case that still lies there."""
    body = lies_at_partnership(facts)
    rules.is_whole(drafting.text, drafting.drafted.parties, body)
    rules.signed_by_both(body, drafting.signers, drafting.refusers)
    no_patient_is_recognised(anonymous)


def send(
    command: SendClarification, facts: ExitFacts, drafting: Drafting
) -> tuple[ClarificationEvent, ...]:
    """G-16: the case waits from here on."""
    may_be_sent(drafting, facts, command.anonymous)
    return (
        ClarificationSent(
            clarification_id=command.clarification_id,
            case_id=drafting.drafted.case_id,
            body_id=drafting.drafted.body_id,
            question=drafting.text.question,
            document=command.document,
        ),
    )


def review(
    command: ReviewClarification, facts: ExitFacts, waiting: Sent
) -> tuple[ClarificationEvent, ...]:
    """G-16: once in each of SSU's meetings."""
    body = facts.meeting_body
    if body is None or body.helsefellesskap != waiting.draft.drafted.helsefellesskap:
        raise Refused("G-16", "governance.no-such-meeting-held", field="meeting_id")
    if body.kind != "ssu":
        raise Refused("G-16", "governance.not-ssu", field="meeting_id")
    if any(each.meeting_id == command.meeting_id for each in waiting.reviews):
        return ()
    return (
        ClarificationReviewed(
            clarification_id=command.clarification_id,
            body_id=body.body_id,
            meeting_id=command.meeting_id,
            note=optional("G-16", "note", command.note),
        ),
    )


def answer(
    command: AnswerClarification, facts: ExitFacts, waiting: Sent
) -> tuple[ClarificationEvent, ...]:
    """G-16, P-5: by Helsedirektoratet itself, or registered with who has signed it there."""
    signatory = command.signatory if command.by == "secretariat" else None
    if command.by == "secretariat":
        clear = signatory.clear or "" if signatory else ""
        written("P-5", "signatory", clear, longest=NAME_LENGTH)
    return (
        ClarificationAnswered(
            clarification_id=command.clarification_id,
            case_id=waiting.sent.case_id,
            body_id=waiting.sent.body_id,
            answer=written("G-16", "answer", command.answer),
            reference=written("G-16", "reference", command.reference, longest=NAME_LENGTH),
            answered_on=day_has_come("G-16", "answered_on", command.answered_on, facts.now),
            by=command.by,
            signatory=signatory,
        ),
    )


def _the_body(facts: ExitFacts) -> BodyFact:
    if facts.body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    return facts.body


def _drafting(clarification: Clarification) -> Drafting:
    match clarification:
        case Drafting():
            return clarification
        case Unknown():
            raise Refused("G-16", "governance.clarification-unknown", field="clarification_id")
        case Sent() | Answered():
            raise Refused("G-16", "governance.clarification-sent", field="clarification_id")
        case _:
            assert_never(clarification)


def _waiting(clarification: Clarification) -> Sent:
    match clarification:
        case Sent():
            return clarification
        case Unknown() | Drafting():
            raise Refused("G-16", "governance.clarification-not-sent", field="clarification_id")
        case Answered():
            raise Refused("G-16", "governance.clarification-answered", field="clarification_id")
        case _:
            assert_never(clarification)


def evolve(  # noqa: PLR0911 - one way out per event
    clarification: Clarification, event: ClarificationEvent
) -> Clarification:
    match event:
        case ClarificationDrafted():
            return Drafting(event, event.text)
        case ClarificationRedrafted():
            assert isinstance(clarification, Drafting)
            return Drafting(clarification.drafted, event.text)
        case ClarificationSigned():
            assert isinstance(clarification, Drafting)
            return replace(clarification, signed={**clarification.signed, event.side: event})
        case ClarificationSigningRefused():
            assert isinstance(clarification, Drafting)
            return replace(clarification, refused={**clarification.refused, event.side: event})
        case ClarificationSent():
            assert isinstance(clarification, Drafting)
            return Sent(clarification, event)
        case ClarificationReviewed():
            assert isinstance(clarification, Sent)
            return replace(clarification, reviews=(*clarification.reviews, event))
        case ClarificationAnswered():
            assert isinstance(clarification, Sent)
            return Answered(clarification, event)
        case _:
            assert_never(event)
