"""What is standardised, and at which level: the less it bears it, the lower (A-12). Pure."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from services.assessment.rules.open_text import is_a_table, is_open_table, is_written
from shared.contracts.assessment import Component, Standardised

Standardisable: TypeAlias = Literal["most", "partly", "least"]
STANDARDISABLE: Mapping[Component, Standardisable] = {
    "practical": "least",
    "medical": "partly",
    "language": "partly",
    "economic": "most",
    "legal": "most",
    "technical": "most",
}
"""How well each component bears to be standardised."""


def counts_as(each: Standardised) -> Component:
    """A-12: fixing the end user's flow of work in a tool is to fix the practical work."""
    return "practical" if each.fixes_work_flow else each.component


def on_rails(standardised: Iterable[Standardised]) -> tuple[Standardised, ...]:
    """A-12: practical work that is fixed nationally, and does not tell both the room for what is
    local and the way off the rails."""
    return tuple(
        each
        for each in standardised
        if counts_as(each) == "practical"
        and each.level == "national"
        and not (each.exception and each.way_off)
    )


def standardisation_is_told(standardised: tuple[Standardised, ...]) -> None:
    """A-12: what is standardised is said of each."""
    is_a_table("A-12", "standardised", standardised)
    for place, each in enumerate(standardised):
        is_written("A-12", f"standardised.{place}.what", each.what)
        at = f"standardised.{place}"
        is_open_table("A-12", at, each, at)
