"""What must hold for a proposal, for whoever acts on a case, and for its end (G-5, I-0, G-9)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.governance.commands.cases import SubmitProposal
from services.governance.commands.facts import BodyFact, CaseFacts
from services.governance.rules.meetings import principal, rights_on
from services.governance.rules.structure import BETWEEN_THE_PARTIES
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance import Alternative, Consequences, OwnStep, TaskPlanned
from shared.values.calendar import local_day
from shared.values.refusal import Refused


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


def within_the_frame(over_capacity: Sequence[UUID]) -> None:
    """A-9: nothing that exceeds somebody's capacity is adopted, until it demands less or the
    owner of that capacity has decided what gives way."""
    if over_capacity:
        raise Refused("A-9", "governance.over-capacity", field="case_id")


def body_works_out(body: BodyFact | None) -> BodyFact:
    """G-5: proposals are worked out in the bodies below those that decide between the parties."""
    if body is None:
        raise Refused("G-5", "governance.body-unknown", field="body_id")
    if body.kind in BETWEEN_THE_PARTIES:
        raise Refused("G-5", "governance.body-decides", field="body_id")
    return body


def body_proposes(command: SubmitProposal, facts: CaseFacts) -> BodyFact:
    """G-5: the body that treats the proposal: the one above, or the body itself where it has the
    power to decide and both sides sit in it."""
    body = body_works_out(facts.known(command.body_id))
    above = body_above(facts, body)
    if not command.to_own_body:
        return above
    if body.power != "decide" or len(body.sides) < 2:
        raise Refused("G-5", "governance.cannot-treat-its-own", field="to_own_body")
    return body


def body_above(facts: CaseFacts, body: BodyFact) -> BodyFact:
    """G-5: the body that proposals from this one go to."""
    above = facts.known(body.parent)
    if above is None:
        raise Refused("G-5", "governance.no-parent", field="body_id")
    return above


def lines(facts: CaseFacts, body: BodyFact) -> tuple[UUID, ...]:
    """G-15: the parties whose lines a task may stand in: those of the first body with sides, from
    the one that treats the proposal upward."""
    looked_at: BodyFact | None = body
    while looked_at is not None:
        if looked_at.parties:
            return looked_at.parties
        looked_at = facts.known(looked_at.parent)
    return ()


def tasks_stand_in_a_line(
    tasks: Sequence[TaskPlanned], parties: Sequence[UUID]
) -> tuple[TaskPlanned, ...]:
    """G-5, G-15: each task in the line of a party that answers for it.

    The self-employed stand in no such line; their tasks take a step of their own.
    """
    if any(task.party not in parties for task in tasks):
        raise Refused("G-15", "governance.task-outside-the-lines", field="tasks")
    return tuple(
        TaskPlanned(party=task.party, what=written("G-5", "tasks", task.what)) for task in tasks
    )


def something_is_to_be_done(tasks: Sequence[TaskPlanned], own_steps: Sequence[OwnStep]) -> None:
    """G-5: at least one task, in a line or as a step of its own."""
    if not tasks and not own_steps:
        raise Refused("G-5", "governance.tasks-missing", field="tasks")


def alternatives_are_told(
    alternatives: Sequence[Alternative], parties: Sequence[UUID]
) -> tuple[Alternative, ...]:
    """G-5: each alternative says what it is, and who does what."""
    told = []
    for each in alternatives:
        if not each.tasks:
            raise Refused("G-5", "governance.alternative-without-tasks", field="alternatives")
        told.append(
            Alternative(
                what=written("G-5", "alternatives", each.what),
                tasks=tasks_stand_in_a_line(each.tasks, parties),
            )
        )
    return tuple(told)


def own_steps_are_told(steps: Sequence[OwnStep], parties: Sequence[UUID]) -> tuple[OwnStep, ...]:
    """G-15: what is asked of the self-employed is taken up by a party, through an arena."""
    if any(step.party not in parties for step in steps):
        raise Refused("G-15", "governance.own-step-outside", field="own_steps")
    return tuple(
        OwnStep(
            through=step.through,
            party=step.party,
            group=written("G-15", "own_steps", step.group, longest=NAME_LENGTH),
            what=written("G-15", "own_steps", step.what),
        )
        for step in steps
    )


def consequences_are_told(told: Consequences) -> Consequences:
    """G-5: the four fixed points, each answered."""
    return Consequences(
        patient=written("G-5", "patient", told.patient),
        gp=written("G-5", "gp", told.gp),
        municipality=written("G-5", "municipality", told.municipality),
        hospital=written("G-5", "hospital", told.hospital),
    )


def may_end_here(body: BodyFact | None, lifted_from: UUID | None) -> None:
    """I-0, G-9: the body that holds a case can drop it; but none ends in partnerskapsmøtet, nor
    where it has been lifted to: what is decided there is delivered back."""
    if lifted_from is not None or (body is not None and body.kind == "partnership"):
        raise Refused("G-9", "governance.ends-in-ssu", field="case_id")


def ahead(field: str, day: date | None, today: date) -> date | None:
    """G-21: what is to be looked at anew is looked at later."""
    if day is not None and day <= today:
        raise Refused("G-21", "governance.day-not-ahead", field=field)
    return day
