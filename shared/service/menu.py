"""The links of a page's head: nobody is led to where they have nothing to do or to read."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Concerns, Own, Reach
from shared.identity.policy import scope
from shared.web.i18n import Words
from shared.web.navigation import NavigationLink

Group: TypeAlias = Literal["case", "bodies", "after"]


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the platform: its key in the catalogue, its address, and what people do there.

    `own`: clinicians have something there by themselves (their reports, their claims). Rooms of
    one `group` stand beside each other: the case, the bodies, what follows.
    """

    key: str
    address: str
    actions: tuple[Action, ...]
    group: Group
    own: bool = True


ROOMS: tuple[Room, ...] = (
    Room("navigation.cases", "/", ("intake.report", "intake.read-case"), "case"),
    Room("navigation.assessment", "/vurdering", ("assessment.read",), "case"),
    Room("navigation.routines", "/rutiner", ("governance.read-routine",), "case"),
    Room("navigation.meetings", "/moter", ("governance.take-stance",), "bodies", own=False),
    Room("navigation.hearings", "/horinger", ("governance.ask-group",), "bodies"),
    Room(
        "navigation.structure",
        "/styring/helsefellesskap",
        ("governance.configure", "governance.give-authority"),
        "bodies",
        own=False,
    ),
    Room(
        "navigation.requests",
        "/helsedirektoratet",
        ("governance.answer-clarification",),
        "bodies",
        own=False,
    ),
    Room("navigation.compensation", "/godtgjoring", ("compensation.read-claim",), "after"),
    Room(
        "navigation.retrospect",
        "/vurdering/tilbakeblikk",
        ("assessment.read",),
        "after",
        own=False,
    ),
    Room("navigation.audit", "/revisjon", ("audit.read-history",), "after"),
)


def menu(actor: Actor, words: Words) -> list[NavigationLink]:
    """Where the actor has something to do or to read (P-3)."""
    return [
        NavigationLink(words(room.key), room.address, group=room.group)
        for room in ROOMS
        if leads(actor, room)
    ]


def leads(actor: Actor, room: Room) -> bool:
    """Whether the room holds more for the actor than what might one day concern them.

    Everybody may read what concerns themselves, so that alone makes no link.
    """
    clinician = any(held.role == "clinician" for held in actor.holdings)
    return (room.own and clinician) or any(
        not _own_only(reach) for action in room.actions for reach in scope(actor, action).reaches
    )


def _own_only(reach: Reach) -> bool:
    return any(isinstance(condition, Own | Concerns) for condition in reach.conditions)
