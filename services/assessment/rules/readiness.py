"""From when there is any gain at all, and which party holds it (A-8). Pure."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from shared.contracts.assessment import PartyReadiness, Readiness
from shared.contracts.assessment.details import PartySystem


def readiness(systems: Iterable[PartySystem]) -> Readiness:
    """A-8: one who is ready years before the others gains nothing: the last needed one decides.

    Where the day of any needed system is not known, nobody knows the day of the gain, and those
    whose day it is hold it.
    """
    needed: dict[UUID, list[PartySystem]] = {}
    for system in systems:
        if system.needed:
            needed.setdefault(system.party, []).append(system)
    parties = tuple(_of_party(party, needed[party]) for party in sorted(needed, key=str))
    last = _last(each.ready_on for each in parties)
    return Readiness(
        parties=parties,
        gain_from=last,
        held_by=tuple(each.party for each in parties if each.ready_on == last),
    )


def not_ready(systems: Iterable[PartySystem], on: date | None) -> tuple[UUID, ...]:
    """A-13: the parties that are not ready on the day; those whose day nobody knows are not."""
    return tuple(
        each.party
        for each in readiness(systems).parties
        if each.ready_on is None or (on is not None and each.ready_on > on)
    )


def _of_party(party: UUID, systems: list[PartySystem]) -> PartyReadiness:
    return PartyReadiness(
        party=party,
        what=tuple(sorted({each.system for each in systems})),
        ready_on=_last(each.ready_on for each in systems),
    )


def _last(days: Iterable[date | None]) -> date | None:
    """The last of the days; None where there is none, or one is not known."""
    found = tuple(days)
    known = [day for day in found if day is not None]
    return max(known) if known and len(known) == len(found) else None
