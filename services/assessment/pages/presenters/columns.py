"""What the long form asks of each component, as data: the same for the form, for those who only
read, and for what has changed (A-2 to A-9, A-12, A-17).

Names are those of the API; the words of a field stand under `assessment.field.<table>.<name>`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from services.assessment.rules.economy import PHASES
from shared.contracts.assessment import BUILD_ORDER, Component
from shared.contracts.assessment.words import Amount, Capability, Flow, Reach, Understood
from shared.contracts.governance.exits import ProvisionQuestion

Kind: TypeAlias = Literal[
    "line", "area", "lines", "party", "choice", "checks", "flag", "date", "hours", "kroner",
    "kroner-range", "hours-range",
]  # fmt: skip
RANGES: tuple[Kind, ...] = ("kroner-range", "hours-range")


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is told. `answers` are those of a choice; `needed`: a row without it is
    not taken."""

    name: str
    kind: Kind = "line"
    answers: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same kind."""

    name: str
    columns: tuple[Column, ...]


Block: TypeAlias = Table | Column


def _what(name: str = "what") -> Column:
    return Column(name, needed=True)


def _party(name: str = "party", *, needed: bool = True) -> Column:
    return Column(name, "party", needed=needed)


def _choice(name: str, answers: object, *, needed: bool = True) -> Column:
    return Column(name, "choice", get_args(answers), needed=needed)


TASKS = Table(
    "tasks",
    (
        _what(),
        _party(),
        Column("unit"),
        Column("role"),
        Column("when"),
        Column("where"),
        _party("moves_from", needed=False),
    ),
)
MONEY = Table(
    "lines",
    (
        _party(),
        Column("phase", "choice", PHASES, needed=True),
        _choice("flow", Flow),
        Column("what"),
        Column("ore", "kroner-range"),
        Column("hours", "hours-range"),
    ),
)
HANDOVERS = Table(
    "handovers",
    (
        _what(),
        _party("from_party"),
        _party("to_party"),
        _choice("understood", Understood, needed=False),
        _choice("amount", Amount, needed=False),
    ),
)
PROVISIONS = Table(
    "provisions",
    (
        _what("law"),
        _what("section"),
        _choice("question", ProvisionQuestion),
        Column("text", "area"),
    ),
)
SYSTEMS = Table(
    "systems",
    (
        _party(),
        _what("system"),
        Column("can", "checks", get_args(Capability)),
        Column("ready_on", "date"),
        Column("not_needed", "flag"),
    ),
)
EVIDENCE = Table("evidence", (_what("reference"), Column("says", "area")))
DISAGREEMENTS = Table("disagreements", (_what("question"), Column("between")))
DEMANDS = Table(
    "demands",
    (
        _what("profession"),
        Column("demanded", "hours", needed=True),
        Column("available", "hours", needed=True),
    ),
)
STANDARDISED = Table(
    "standardised",
    (
        _what(),
        Column("component", "choice", BUILD_ORDER, needed=True),
        _choice("level", Reach),
        Column("fixes_work_flow", "flag"),
        Column("exception"),
        Column("way_off"),
    ),
)
COSTS = Table("costs", (_what(), Column("bearer")))

LONG: Mapping[Component, tuple[Block, ...]] = {
    "practical": (TASKS, Column("patient_flow", "area"), Column("work_flow", "area")),
    "medical": (EVIDENCE, DISAGREEMENTS, Column("judgement", "area")),
    "language": (HANDOVERS, Column("code_systems", "lines"), Column("documents", "lines")),
    "economic": (MONEY, Column("financing_rule", "area")),
    "legal": (PROVISIONS,),
    "technical": (SYSTEMS,),
}
FRAME: tuple[Block, ...] = (
    DEMANDS,
    Column("ore_demanded", "kroner"),
    Column("ore_available", "kroner"),
)
"""The capacity frame at length (A-9)."""
