"""The route a case is proposed to take: the lowest level that can decide (A-14). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from services.assessment.rules.sides import Kinds
from shared.contracts.assessment import RouteKind

HOSPITALS = frozenset({"hf", "rhf"})
BY_DIALOGUE = HOSPITALS | {"specialist-practice"}

Level: TypeAlias = Literal["practical", "organisational", "system"]
LEVELS: Mapping[RouteKind, Level] = {
    "own-line": "practical",
    "known-answer": "practical",
    "samarbeidsutvalg": "organisational",
    "dialogue-meeting": "organisational",
    "lsu": "organisational",
    "fs": "organisational",
    "system-level": "system",
}
"""The level that a route leads to (A-14)."""


@dataclass(frozen=True, slots=True)
class Crossroads:
    """What the route depends on.

    `affected` are the organisations of the case and `kinds` what they are; `known`: a rule or a
    routine answers it already; `national`: it lies in a national tool, code system or rule;
    `lsu`: for each LSU the parties that sit in it.
    """

    affected: tuple[UUID, ...]
    kinds: Kinds
    known: bool = False
    national: bool = False
    lsu: tuple[tuple[UUID, ...], ...] = ()


def propose(at: Crossroads) -> RouteKind:  # noqa: PLR0911 - a line each
    """A-14: the first that fits."""
    kinds = [at.kinds.get(each, "other") for each in at.affected]
    present = set(kinds)
    if len(kinds) < 2:
        return "own-line"
    if at.known:
        return "known-answer"
    if present == {"municipality", "gp-practice"} and kinds.count("municipality") == 1:
        return "samarbeidsutvalg"
    if "specialist-practice" in present and present & HOSPITALS and present <= BY_DIALOGUE:
        return "dialogue-meeting"
    if at.national:
        return "system-level"
    hospitals = sum(kind in HOSPITALS for kind in kinds)
    if hospitals == 1 and "municipality" in present and _sit_together(at):
        return "lsu"
    return "fs"


def _sit_together(at: Crossroads) -> bool:
    """Whether all of them sit in one LSU."""
    return any(set(at.affected) <= set(sits) for sits in at.lsu)
