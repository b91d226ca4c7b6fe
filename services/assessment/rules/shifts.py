"""Tasks that change level, and whether their receiver has accepted them (A-10). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from services.assessment.rules.inputs import Inputs
from services.assessment.rules.sides import sides_of
from shared.contracts.assessment import PartyStanding


@dataclass(frozen=True, slots=True)
class Shift:
    """A task that comes to `receiver` from another level; `accepted` None: not answered yet."""

    receiver: UUID
    task: str
    accepted: bool | None
    accepted_by: str | None = None
    moves_from: UUID | None = None


def shifts(inputs: Inputs) -> tuple[Shift, ...]:
    """A-10: those that the receivers tell of, and those that follow from the table of tasks.

    A task of the table is answered for by what its receiver says of the task it gets.
    """
    standings = {each.party: each for each in inputs.capacity}
    told = [_told(each) for each in inputs.capacity if each.receives_task]
    tabled = [
        _answered(Shift(row.party, row.what, None, None, row.moves_from), standings.get(row.party))
        for row in inputs.tasks
        if row.moves_from is not None and _changes_level(row.moves_from, row.party, inputs)
    ]
    return tuple(
        sorted(
            (*told, *tabled),
            key=lambda each: (str(each.receiver), each.task, each.moves_from is not None),
        )
    )


def hidden(found: Iterable[Shift]) -> tuple[Shift, ...]:
    """A-10: nobody has accepted them."""
    return tuple(each for each in found if not each.accepted)


def unanswered(found: Iterable[Shift]) -> tuple[Shift, ...]:
    """A-10: nobody has said yes or no."""
    return tuple(each for each in found if each.accepted is None)


def _changes_level(giver: UUID, receiver: UUID, inputs: Inputs) -> bool:
    one, other = sides_of((giver,), inputs.kinds), sides_of((receiver,), inputs.kinds)
    return one != other


def _told(standing: PartyStanding) -> Shift:
    return _answered(Shift(standing.party, standing.receives_task or "", None), standing)


def _answered(shift: Shift, standing: PartyStanding | None) -> Shift:
    if standing is None or not standing.receives_task:
        return shift
    accepted: bool | None = None
    if standing.task_accepted_by:
        accepted = True
    elif standing.task_not_accepted:
        accepted = False
    return Shift(shift.receiver, shift.task, accepted, standing.task_accepted_by, shift.moves_from)
