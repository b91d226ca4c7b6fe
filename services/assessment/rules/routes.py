"""The route a case is proposed to take: the lowest level that can decide (A-14). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from services.assessment.rules.sides import Kinds
from shared.contracts.assessment import RouteKind

HOSPITALS = frozenset({"hf", "rhf"})


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
    kinds = [at.kinds[each] for each in at.affected if each in at.kinds]
    present = set(kinds)
    if len(at.affected) < 2:
        return "own-line"
    if at.known:
        return "known-answer"
    if present == {"municipality", "gp-practice"} and kinds.count("municipality") == 1:
        return "samarbeidsutvalg"
    if "specialist-practice" in present and present & HOSPITALS and _only(present, at):
        return "dialogue-meeting"
    if at.national:
        return "system-level"
    hospital_and_municipalities = (
        sum(kind in HOSPITALS for kind in kinds) == 1 and "municipality" in present
    )
    if hospital_and_municipalities and any(set(at.affected) <= set(sits) for sits in at.lsu):
        return "lsu"
    return "fs"


def _only(present: Iterable[str], at: Crossroads) -> bool:
    """Nobody but specialist practices and hospitals, and nobody unknown."""
    return set(present) <= HOSPITALS | {"specialist-practice"} and set(at.affected) <= set(at.kinds)
