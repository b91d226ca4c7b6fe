"""Where a case goes when a body does not agree (G-7, G-8, G-10)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.commands.facts import BodyFact
from shared.contracts.governance import Objection, WayOn
from shared.values.refusal import Refused

Disagreement: TypeAlias = Literal["professional", "other", "mixed"]

RETURNS_ON_THE_SAME_QUESTION = 2
"""G-8: after so many the chair chooses, with a reason."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the case goes, how, and how often its question has then come back."""

    to_body: UUID
    way_on: WayOn
    returns: int


def onward(
    disagreement: Disagreement, body: BodyFact, proposed_by: UUID, returns: int, new_question: bool
) -> Onward:
    """G-7: only professional goes back to those who proposed; only other is lifted; mixed goes by
    the body's policy.

    Another question than the last time counts anew, and after two returns on the same one the
    chair chooses (G-8). The highest body has nowhere to lift to, and takes an exit (G-10).
    """
    returns = 0 if new_question else returns
    if body.parent is None:
        return Onward(body.body_id, "exits", returns)
    if disagreement == "other" or (
        disagreement == "mixed" and body.rules.mixed_disagreement == "lift"
    ):
        return Onward(body.parent, "lifted", returns)
    if returns >= RETURNS_ON_THE_SAME_QUESTION:
        return Onward(body.body_id, "chair-chooses", returns)
    return Onward(proposed_by, "returned", returns + 1)


def following(
    disagreement: Disagreement, objections: tuple[Objection, ...], kept: tuple[Objection, ...]
) -> tuple[Objection, ...]:
    """G-7: of a mixed disagreement the other objections are kept, and follow the case."""
    if disagreement != "mixed":
        return kept
    more = tuple(each for each in objections if each.kind == "other" and each not in kept)
    return (*kept, *more)


def above(body: BodyFact | None) -> UUID:
    """G-7: the body to lift to."""
    if body is None or body.parent is None:
        raise Refused("G-7", "governance.nothing-above", field="choice")
    return body.parent
