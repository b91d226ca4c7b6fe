"""What must hold for a case between bodies, and where it goes (G-5, G-7, G-8, G-9, G-14)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.commands.cases import RegisterRatification
from services.governance.commands.facts import BodyFact, CaseFacts
from services.governance.rules.meetings import principal, rights_on
from services.governance.rules.structure import BETWEEN_THE_PARTIES
from services.governance.rules.writing import optional, written
from shared.contracts.governance import (
    Consequences,
    RatificationAnswer,
    RatificationRegistered,
    TaskPlanned,
)
from shared.values.calendar import local_day
from shared.values.refusal import Refused

Disagreement: TypeAlias = Literal["professional", "other", "mixed"]


def member_may_propose(facts: CaseFacts) -> None:
    """G-5, G-2: a member of the body, in a seat with the right to propose; or somebody who
    enters it on that member's behalf (P-5)."""
    today = local_day(facts.now)
    held = [
        (seat, who)
        for seat in facts.seats
        for who in seat.sitters
        if who.person_id == principal(facts.by)
        and facts.by.seat in (None, seat.seat_id)
        and seat.term_from <= today <= seat.term_to
    ]
    if not held:
        raise Refused("G-5", "governance.not-a-member", field="body_id")
    if not any("proposal" in rights_on(today, seat, who) for seat, who in held):
        raise Refused("G-2", "governance.seat-without-proposal", field="body_id")


def body_works_out(body: BodyFact | None) -> BodyFact:
    """G-5: proposals are worked out in the bodies below those that decide between the parties."""
    if body is None:
        raise Refused("G-5", "governance.body-unknown", field="body_id")
    if body.kind in BETWEEN_THE_PARTIES:
        raise Refused("G-5", "governance.body-decides", field="body_id")
    return body


def body_proposes(body: BodyFact | None, parent: BodyFact | None) -> BodyFact:
    """G-5: a proposal goes to the body above, which is given back."""
    body = body_works_out(body)
    if parent is None or parent.body_id != body.parent:
        raise Refused("G-5", "governance.no-parent", field="body_id")
    return parent


def tasks_stand_in_a_line(tasks: Sequence[TaskPlanned], above: BodyFact) -> tuple[TaskPlanned, ...]:
    """G-5, G-15: at least one task, each in the line of a party that answers in the body above.

    The self-employed stand in no such line; their tasks take a step of their own.
    """
    if not tasks:
        raise Refused("G-5", "governance.tasks-missing", field="tasks")
    if any(task.party not in above.parties for task in tasks):
        raise Refused("G-15", "governance.task-outside-the-lines", field="tasks")
    return tuple(
        TaskPlanned(party=task.party, what=written("G-5", "tasks", task.what)) for task in tasks
    )


def consequences_are_told(told: Consequences) -> Consequences:
    """G-5: the four fixed points, each answered."""
    return Consequences(
        patient=written("G-5", "patient", told.patient),
        gp=written("G-5", "gp", told.gp),
        municipality=written("G-5", "municipality", told.municipality),
        hospital=written("G-5", "hospital", told.hospital),
    )


def goes_to(
    disagreement: Disagreement, body: BodyFact, proposed_by: UUID, lifted_from: UUID | None
) -> UUID:
    """G-7, G-9: the body that has the case after a disagreement.

    What was lifted from another body and goes no higher is delivered back there (G-9). Only
    professional: back to those who proposed. Only other: to the body above; where there is none
    it stays. Mixed: by the body's own policy.
    """
    lift = disagreement == "other" or (
        disagreement == "mixed" and body.rules.mixed_disagreement == "lift"
    )
    if lift and body.parent is not None:
        return body.parent
    if lifted_from is not None:
        return lifted_from
    return body.body_id if lift else proposed_by


def ratification_is_whole(command: RegisterRatification) -> RatificationRegistered:
    """G-14: organ and reference; a reservation has its text, and only a reservation has one."""
    reservation = optional("G-14", "reservation", command.reservation)
    reserved = command.answer == "adopted-with-reservation"
    if reserved and reservation is None:
        raise Refused("G-14", "governance.reservation-missing", field="reservation")
    if not reserved and (reservation is not None or command.touches_others):
        raise Refused("G-14", "governance.reservation-unasked", field="reservation")
    return RatificationRegistered(
        case_id=command.case_id,
        party=command.party,
        answer=command.answer,
        organ=written("G-14", "organ", command.organ),
        reference=written("G-14", "reference", command.reference),
        reservation=reservation,
        touches_others=command.touches_others,
    )


def binds(answer: RatificationAnswer, touches_others: bool) -> bool:
    """G-14: adopted, or adopted with a reservation that touches nobody else."""
    return answer == "adopted" or (answer == "adopted-with-reservation" and not touches_others)


def bound(
    adoption: Literal["all-or-none", "for-those-who-adopt"],
    ratify: Iterable[UUID],
    answers: Mapping[UUID, bool],
) -> tuple[UUID, ...]:
    """G-14: whom the proposal binds, once all have answered; nobody before that.

    `answers` tells for each party that has answered whether its answer binds it. Silence is
    never adoption.
    """
    parties = tuple(ratify)
    if any(party not in answers for party in parties):
        return ()
    adopting = tuple(party for party in parties if answers[party])
    if adoption == "all-or-none" and len(adopting) < len(parties):
        return ()
    return adopting
