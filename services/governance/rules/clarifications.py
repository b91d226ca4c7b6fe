"""What must hold for a question of law to Helsedirektoratet (G-16, I-3)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.governance.commands.facts import BodyFact, SeatFact
from services.governance.rules.exits import contact_is_whole
from services.governance.rules.meetings import principal, rights_on, seat_of, sitter
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance import SideName
from shared.contracts.governance.exits import ClarificationText, Provision, Reading
from shared.contracts.record import Facts
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def text_may_stand(text: ClarificationText, body: BodyFact) -> ClarificationText:
    """G-16, I-3: a question there is, nothing names a patient, and readings are those of the
    body's parties, one each. The rest may still be missing in a draft."""
    parties = [reading.party for reading in text.readings]
    if len(set(parties)) < len(parties) or not set(parties) <= set(body.parties):
        raise Refused("G-16", "governance.reading-of-another", field="readings")
    return text.model_copy(
        update={
            "question": written("G-16", "question", text.question),
            "facts": optional("G-16", "facts", text.facts) or "",
            "provisions": tuple(map(_provision, text.provisions)),
            "readings": tuple(map(_reading, text.readings)),
            "consequence": optional("G-16", "consequence", text.consequence) or "",
            "urgency_reason": optional("G-16", "urgency_reason", text.urgency_reason),
            "earlier": optional("G-16", "earlier", text.earlier),
            "contact": contact_is_whole("G-16", text.contact) if text.contact else None,
        }
    )


def _provision(told: Provision) -> Provision:
    return told.model_copy(
        update={
            "law": written("G-16", "provisions", told.law, longest=NAME_LENGTH),
            "section": written("G-16", "provisions", told.section, longest=NAME_LENGTH),
        }
    )


def _reading(told: Reading) -> Reading:
    return told.model_copy(
        update={
            "text": written("G-16", "readings", told.text),
            "dissent": optional("G-16", "readings", told.dissent),
        }
    )


def unread_by(
    text: ClarificationText, case_parties: Sequence[UUID], body: BodyFact
) -> tuple[UUID, ...]:
    """G-16: the parties whose reading is missing. Those of the case that sit in the body; and
    where none of a side is among them and none has read it, that whole side."""
    read = {reading.party for reading in text.readings}
    due: dict[UUID, None] = {}
    for side in body.sides:
        own = [party for party in side.parties if party in case_parties]
        if own or not read & set(side.parties):
            due.update(dict.fromkeys(own or side.parties))
    return tuple(party for party in due if party not in read)


def missing(
    text: ClarificationText, case_parties: Sequence[UUID], body: BodyFact
) -> tuple[str, ...]:
    """G-16: the fields that must be filled in before anybody can sign."""
    there = {
        "facts": bool(text.facts),
        "provisions": bool(text.provisions),
        "readings": not unread_by(text, case_parties, body),
        "consequence": bool(text.consequence),
        "urgency_reason": text.urgency == "ordinary" or text.urgency_reason is not None,
        "contact": text.contact is not None,
    }
    return tuple(field for field, filled in there.items() if not filled)


def is_whole(text: ClarificationText, case_parties: Sequence[UUID], body: BodyFact) -> None:
    """G-16: nothing is missing in what is signed and sent."""
    lacking = missing(text, case_parties, body)
    if lacking:
        raise Refused("G-16", "governance.clarification-incomplete", field=lacking[0])


def signs_in(seats: Sequence[SeatFact], seat_id: UUID, facts: Facts) -> SeatFact:
    """G-16, G-2: whoever signs sits in a voting seat of the body today, and nobody else for them.

    A signature is one's own: it is not entered on somebody's behalf.
    """
    today = local_day(facts.now)
    seat = seat_of(seats, seat_id, "seat_id")
    if facts.by.on_behalf_of is not None:
        raise Refused("G-16", "governance.signature-is-own", field="seat_id")
    who = sitter(seat, principal(facts.by), "seat_id")
    if not seat.term_from <= today <= seat.term_to:
        raise Refused("G-2", "governance.term-over", field="seat_id", day=today)
    if "vote" not in rights_on(today, seat, who):
        raise Refused("G-2", "governance.seat-without-vote", field="seat_id")
    return seat


def side_of(seat: SeatFact) -> SideName:
    """G-16: the side the seat signs for; users and observers sit on none."""
    if seat.side is None:
        raise Refused("G-6", "governance.party-not-in-body", field="seat_id")
    return seat.side


def side_is_free(
    side: SideName, person: UUID, signed: Mapping[SideName, UUID], refused: Mapping[SideName, UUID]
) -> None:
    """G-16: each side once, and never both by one person; what a side has said stands until the
    text is another. `signed` and `refused` tell by side who has."""
    if side in signed:
        raise Refused("G-16", "governance.already-signed", field="seat_id")
    if side in refused:
        raise Refused("G-16", "governance.side-has-refused", field="seat_id")
    if person in signed.values():
        raise Refused("G-16", "governance.signed-for-the-other", field="seat_id")


def signed_by_both(
    body: BodyFact, signed: Mapping[SideName, UUID], refused: Mapping[SideName, UUID]
) -> None:
    """G-16: nothing is sent that not every side of the body has signed."""
    if refused:
        raise Refused("G-16", "governance.side-has-refused", field="clarification_id")
    if not body.sides or any(side.name not in signed for side in body.sides):
        raise Refused("G-16", "governance.unsigned", field="clarification_id")
