"""What must hold for bodies (G-1, G-6, G-11, G-14, G-15)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

from services.governance.commands.facts import BodyFact
from services.governance.commands.structure import EstablishBody
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance import BodyKind, BodyRules, Delegation, Receiver
from shared.values.refusal import Refused

USUAL_LEVEL: Mapping[BodyKind, int] = MappingProxyType(
    {
        "fs": 1,
        "gp-council": 1,
        "dialogue": 1,
        "network": 1,
        "working-committee": 1,
        "lsu": 2,
        "ssu": 2,
        "partnership": 3,
    }
)
"""The level a body of this kind has where nothing else is said (G-1)."""

LEVELS = range(1, 4)

RANK: Mapping[BodyKind, int] = MappingProxyType(
    {
        "fs": 1,
        "gp-council": 1,
        "dialogue": 1,
        "network": 1,
        "working-committee": 2,
        "lsu": 3,
        "ssu": 4,
        "partnership": 5,
    }
)
"""Who stands above whom within a level, so that no chain of bodies is a ring."""

BETWEEN_THE_PARTIES: frozenset[BodyKind] = frozenset({"ssu", "partnership"})
"""The bodies that decide by consensus between the sides (G-6, G-9)."""

LONGEST_DEADLINE = 260
"""Working days; about a year. A longer time is a slip of the finger, not a deadline."""

LONGEST_FOLLOW_UP = 60
"""Months until it is asked what became of a decision (G-15)."""


def parent_stands_above(command: EstablishBody, parent: BodyFact | None) -> None:
    """G-1: the parent is a known body of the same helsefellesskap, on a higher level."""
    if command.parent is None:
        return
    if parent is None or parent.dissolved_on is not None:
        raise Refused("G-1", "governance.parent-unknown", field="parent")
    if parent.helsefellesskap != command.helsefellesskap:
        raise Refused("G-1", "governance.parent-unknown", field="parent")
    if (parent.level, RANK[parent.kind]) <= (level_of(command), RANK[command.kind]):
        raise Refused("G-1", "governance.parent-not-above", field="parent")


def children_stay_below(command: EstablishBody, children: Iterable[BodyFact]) -> None:
    """G-1: with its new level the body still stands above each body under it, so that no chain
    of bodies becomes a ring."""
    place = (level_of(command), RANK[command.kind])
    if any((child.level, RANK[child.kind]) >= place for child in children):
        raise Refused("G-1", "governance.child-not-below", field="level")


def has_come(field: str, day: date, today: date) -> None:
    """G-1: the structure is told as it is; a day ahead is told when it has come."""
    if day > today:
        raise Refused("G-1", "governance.day-ahead", field=field, day=day)


def nobody_is_left_below(children: Collection[BodyFact]) -> None:
    """G-1: the bodies under one that is dissolved have got another parent first."""
    if children:
        raise Refused("G-1", "governance.bodies-below", field="body_id", count=len(children))


def each_case_has_a_receiver(
    body: BodyFact,
    receivers: Sequence[Receiver],
    open_cases: Collection[UUID],
    bodies: Iterable[BodyFact],
) -> None:
    """G-12: one receiver for each open case, no more and no fewer; a standing body of the same
    helsefellesskap, which decides between the parties if this one does, and works out proposals
    if this one does."""
    named = [each.case_id for each in receivers]
    missing = set(open_cases) - set(named)
    if missing:
        raise Refused("G-12", "governance.receiver-missing", field="receivers", count=len(missing))
    if len(set(named)) < len(named) or set(named) - set(open_cases):
        raise Refused("G-12", "governance.receiver-unneeded", field="receivers")
    fit = {
        each.body_id
        for each in bodies
        if each.body_id != body.body_id
        and each.dissolved_on is None
        and each.helsefellesskap == body.helsefellesskap
        and (each.kind in BETWEEN_THE_PARTIES) == (body.kind in BETWEEN_THE_PARTIES)
    }
    if any(each.body_id not in fit for each in receivers):
        raise Refused("G-12", "governance.receiver-unfit", field="receivers")


def level_of(command: EstablishBody) -> int:
    """G-1: the level that is told, or else the kind's usual one."""
    level = USUAL_LEVEL[command.kind] if command.level is None else command.level
    if level not in LEVELS:
        raise Refused("G-1", "governance.level", field="level")
    return level


def sides_are_whole(command: EstablishBody) -> None:
    """G-6: each side once, with parties, no party on both; a body between the parties has both.

    A quorum is counted in parties and can be met.
    """
    names = [side.name for side in command.sides]
    parties = [party for side in command.sides for party in side.parties]
    if len(set(names)) < len(names) or not all(side.parties for side in command.sides):
        raise Refused("G-6", "governance.sides-unclear", field="sides")
    if len(set(parties)) < len(parties):
        raise Refused("G-6", "governance.party-twice", field="sides")
    if command.kind in BETWEEN_THE_PARTIES and set(names) != {"municipal", "hospital"}:
        raise Refused("G-6", "governance.both-sides-needed", field="sides")
    quorum = command.rules.quorum
    if quorum is not None and not 1 <= quorum <= len(parties):
        raise Refused("G-6", "governance.quorum", field="quorum", parties=len(parties))


def deadlines_are_bearable(rules: BodyRules) -> None:
    """G-11: each step gets at least one working day, or until the next meeting (None)."""
    deadlines = rules.deadlines
    for step in ("propose", "treat", "choose", "ratify", "acknowledge"):
        days: int | None = getattr(deadlines, step)
        if days is not None and not 1 <= days <= LONGEST_DEADLINE:
            raise Refused(
                "G-11",
                "governance.deadline-days",
                field=f"rules.deadlines.{step}",
                longest=LONGEST_DEADLINE,
            )


def rules_are_whole(command: EstablishBody) -> BodyRules:
    """G-1, G-11, G-14, G-15: the body's own rules can be kept. Gives them with texts trimmed."""
    rules = command.rules
    deadlines_are_bearable(rules)
    if not 1 <= rules.follow_up_months <= LONGEST_FOLLOW_UP:
        raise Refused(
            "G-15",
            "governance.follow-up-months",
            field="rules.follow_up_months",
            longest=LONGEST_FOLLOW_UP,
        )
    rhythm = optional("G-1", "rules.rhythm", rules.rhythm, longest=NAME_LENGTH) or ""
    parties = {party for side in command.sides for party in side.parties}
    return rules.model_copy(
        update={
            "rhythm": rhythm,
            "delegations": tuple(_delegation(each, parties) for each in rules.delegations),
        }
    )


def _delegation(told: Delegation, parties: Collection[UUID]) -> Delegation:
    """G-14: a party of the body, with the limits in words and the decision that gave them."""
    field = "rules.delegations"
    if told.party not in parties:
        raise Refused("G-14", "governance.delegation-of-another", field=field)
    if told.valid_to is not None and told.valid_to < told.valid_from:
        raise Refused("G-14", "governance.delegation-backwards", field=field)
    return told.model_copy(
        update={
            "limits": written("G-14", f"{field}.limits", told.limits),
            "reference": written("G-14", f"{field}.reference", told.reference, longest=NAME_LENGTH),
        }
    )
