"""What a person may do with a case as it stands, and what it waits for (P-3, G-5 to G-15)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.application.case_file import CaseFile
from services.governance.decisions.case.states import (
    AtWork,
    ChairChoosing,
    Choosing,
    FollowUp,
    Implemented,
    InCouncil,
    Known,
    NotAgreed,
    Proposed,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed

ActName: TypeAlias = Literal[
    "propose",
    "nothing",
    "statement",
    "place",
    "arena",
    "return-or-lift",
    "written",
    "not-agreed",
    "acknowledge",
    "close",
    "ratify",
    "after-ratification",
    "plan",
    "report",
    "own-step",
    "follow-up",
    "wording",
    "drop",
]


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is open to somebody; `parties` are those they may do it for, `waited_for`
    whether the case stands still until it is done."""

    name: ActName
    parties: tuple[UUID, ...] = ()
    waited_for: bool = False

    @property
    def key(self) -> str:
        """Tells it from the others that are open to the same person."""
        return f"{self.name}-{self.parties[0]}" if self.name == "plan" else self.name


def acts(actor: Actor, file: CaseFile) -> list[Act]:
    """What the actor may do now, the most called for first."""
    waited = (replace(act, waited_for=True) for act in _waited_for(actor, file))
    return [*waited, *_besides(actor, file)]


def _waited_for(actor: Actor, file: CaseFile) -> Iterator[Act]:
    """What the case's own step waits for (G-11)."""
    propose, choose = _may(actor, file, "governance.propose"), _may(actor, file, CHOOSE)
    match file.state:
        case Unplaced() if choose:
            yield Act("place")
        case WithArena() if choose:
            yield Act("arena")
        case AtWork() if propose:
            yield from (Act("propose"), Act("nothing"))
        case InCouncil() if propose:
            yield Act("statement")
        case ChairChoosing() if choose:
            yield Act("return-or-lift")
        case Unresolved() if choose:
            yield from (Act("not-agreed"), Act("written"))
        case WaitingExternal() if choose:
            yield Act("not-agreed")
        case NotAgreed():
            yield from _not_agreed(actor, file, file.state)
        case FollowUp() if _may(actor, file, "governance.follow-up"):
            yield Act("follow-up")
        case _:
            """The parties' own part, if any."""
    yield from _for_parties(actor, file)
    if isinstance(file.state, Choosing) and choose:
        yield Act("after-ratification")


CHOOSE: Action = "governance.choose"


def _not_agreed(actor: Actor, file: CaseFile, state: NotAgreed) -> Iterator[Act]:
    own = _own(actor, file, "governance.acknowledge", state.pending)
    if own:
        yield Act("acknowledge", own)
    if _may(actor, file, CHOOSE):
        yield Act("close")


def _for_parties(actor: Actor, file: CaseFile) -> Iterator[Act]:
    table, work = file.table, file.work
    if table and (ratify := _own(actor, file, "governance.ratify", table.pending)):
        yield Act("ratify", ratify)
    if work is None or isinstance(file.state, Implemented):
        return
    open_parties = [party for party in work.parties if not work.done(party)]
    mine = _own(actor, file, "governance.implement", open_parties)
    if mine:
        yield Act("report", mine)
    unplanned = [party for party in mine if work.tasks_of(party) and party not in work.due]
    for party in unplanned:
        yield Act("plan", (party,))
    steps = [
        step.party
        for place, step in enumerate(work.own_steps, start=1)
        if place not in work.answered
    ]
    if own := _own(actor, file, "governance.implement", steps):
        yield Act("own-step", tuple(dict.fromkeys(own)))


def _besides(actor: Actor, file: CaseFile) -> Iterator[Act]:
    """What nobody waits for."""
    if not _may(actor, file, CHOOSE):
        return
    if isinstance(file.state, Implemented) and _may(actor, file, "governance.follow-up"):
        yield Act("follow-up")
    if isinstance(file.state, Known) and file.state.thread.wordings:
        yield Act("wording")
    droppable = Unplaced | WithArena | AtWork | InCouncil | ChairChoosing | Choosing
    lifted = isinstance(file.state, Proposed) and file.state.lifted_from is not None
    if isinstance(file.state, droppable) or (isinstance(file.state, Proposed) and not lifted):
        yield Act("drop")


def _may(actor: Actor, file: CaseFile, action: Action) -> bool:
    return isinstance(allowed(actor, action, file.case.resource), Allowed)


def _own(
    actor: Actor, file: CaseFile, action: Action, parties: list[UUID] | tuple[UUID, ...]
) -> tuple[UUID, ...]:
    """Those of the parties that the actor may do it for."""
    resource = file.case.resource
    return tuple(
        party
        for party in parties
        if isinstance(allowed(actor, action, replace(resource, party=party)), Allowed)
    )
