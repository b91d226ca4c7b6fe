"""What is recorded, as it is typed in the forms: nothing is lost when a form is saved again."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from pydantic import BaseModel

from shared.contracts.assessment import (
    Clinician,
    Detail,
    Finding,
    PartyStanding,
    Phase,
    Standardised,
)

Typed: TypeAlias = dict[str, str | tuple[str, ...]]
ONE_A_LINE = ("code_systems", "documents")
LISTS = ("can",)


def finding(found: Finding | None, parties: Sequence[UUID]) -> Typed:
    """The short form; `parties` each have a row for a clinician."""
    told: Typed = {"status": found.status, "reason": found.reason} if found else {}
    return told | taking_part(found.clinicians if found else (), parties)


def taking_part(recorded: Sequence[Clinician], parties: Sequence[UUID]) -> Typed:
    """Those who are recorded, then a row for each party that nobody took part for."""
    of = {each.party for each in recorded}
    rows = (*recorded, *(Clinician(party=each) for each in parties if each not in of))
    typed: Typed = {}
    for place, each in enumerate(rows):
        at = f"clinicians.{place}"
        typed |= {
            f"{at}.party": str(each.party),
            f"{at}.role": each.role,
            f"{at}.person": str(each.person) if each.person else "",
            f"{at}.took_part": "true" if each in recorded else "",
        }
    return typed


def detail(recorded: Detail | None) -> Typed:
    """The long form."""
    if recorded is None:
        return {}
    told = recorded.model_dump(mode="json", exclude={"component"})
    return dict(_typed("", told))


def capacity(recorded: PartyStanding | None) -> Typed:
    if recorded is None:
        return {}
    told = recorded.model_dump(mode="json", exclude={"party", "ore_demanded", "ore_available"})
    amounts = {
        "ore_demanded": _kroner(recorded.ore_demanded),
        "ore_available": _kroner(recorded.ore_available),
    }
    return dict(_typed("", told)) | amounts


def standardised(recorded: Sequence[Standardised]) -> Typed:
    return dict(_typed("standardised", [each.model_dump(mode="json") for each in recorded]))


def phase(recorded: Phase | None, parties: Sequence[UUID]) -> Typed:
    rows = [each.model_dump() for each in recorded.costs] if recorded else []
    taking = taking_part(recorded.clinicians if recorded else (), parties)
    return dict(_typed("costs", rows)) | taking


def plain(recorded: BaseModel | None) -> Typed:
    """Texts and boxes, as they are."""
    return dict(_typed("", recorded.model_dump(mode="json"))) if recorded else {}


def _typed(at: str, value: Any) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    name = at.rsplit(".", 1)[-1]
    match value:
        case dict():
            for key, below in value.items():
                yield from _typed(f"{at}.{key}" if at else key, below)
        case list() if name in ONE_A_LINE:
            yield at, "\n".join(value)
        case list() if name in LISTS:
            yield at, tuple(value)
        case list():
            for place, row in enumerate(value):
                yield from _typed(f"{at}.{place}", row)
        case bool() if name == "needed":
            yield at.replace("needed", "not_needed"), "" if value else "true"
        case bool():
            yield at, "true" if value else ""
        case int() if ".ore." in at:
            yield at, _kroner(value or None)
        case int() if ".hours." in at:
            yield at, str(value or "")
        case _:
            yield at, "" if value is None else str(value)


def _kroner(ore: int | None) -> str:
    """`1397,5`: as somebody types it."""
    return "" if ore is None else f"{Decimal(ore) / 100:f}".replace(".", ",")
