"""The long form of each component: tables, any part of them (A-2 to A-8)."""

from datetime import date
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import Field

from shared.contracts.assessment.words import (
    Amount,
    Capability,
    EconomicPhase,
    Flow,
    Understood,
    Written,
)
from shared.contracts.governance.exits import ProvisionQuestion


class Span(Written):
    """From `low` to `high`, both with; whole øre or whole hours. Equal where it is known."""

    low: int = 0
    high: int = 0


class TaskRow(Written):
    """Who does what: a unit of the party with the role, when and where (A-3).

    `moves_from` is the party that has the task today, where that is another (A-10).
    """

    what: str
    party: UUID
    unit: str = ""
    role: str = ""
    when: str = ""
    where: str = ""
    moves_from: UUID | None = None


class PracticalDetail(Written):
    """Responsibility as a table of tasks, and the flow of patients and of work (A-3)."""

    component: Literal["practical"] = "practical"
    tasks: tuple[TaskRow, ...] = ()
    patient_flow: str = ""
    work_flow: str = ""


class Evidence(Written):
    """A guideline or other evidence, and what it says (A-5)."""

    reference: str
    says: str = ""


class Disagreement(Written):
    """A professional question that is not agreed upon, and between whom (A-5)."""

    question: str
    between: str = ""


class MedicalDetail(Written):
    """What it rests on, where it is disputed, and where judgement must stay open (A-5)."""

    component: Literal["medical"] = "medical"
    evidence: tuple[Evidence, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    judgement: str = ""


class Handover(Written):
    """What goes from whom to whom: is it understood, is it too little or too much (A-4)."""

    what: str
    from_party: UUID
    to_party: UUID
    understood: Understood = "unknown"
    amount: Amount = "unknown"


class LanguageDetail(Written):
    """What is handed over, and the code systems and structured documents in use (A-4)."""

    component: Literal["language"] = "language"
    handovers: tuple[Handover, ...] = ()
    code_systems: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class MoneyLine(Written):
    """A cost or a gain of one party, in `ore` and in `hours` (A-6): once in the investment phase,
    a year in the running phase."""

    party: UUID
    phase: EconomicPhase
    flow: Flow
    what: str = ""
    ore: Span = Span()
    hours: Span = Span()


class EconomicDetail(Written):
    """Cost and gain per party and phase, and the financing or refund rule that hinders (A-6)."""

    component: Literal["economic"] = "economic"
    lines: tuple[MoneyLine, ...] = ()
    financing_rule: str = ""


class LegalQuestion(Written):
    """A provision (law and section), and the question to it (A-7).

    `text` tells it in words: what is shared, with whom, when, in what form; what conflicts.
    """

    law: str
    section: str
    question: ProvisionQuestion
    text: str = ""


class LegalDetail(Written):
    """The provisions, and the question to each (A-7)."""

    component: Literal["legal"] = "legal"
    provisions: tuple[LegalQuestion, ...] = ()


class PartySystem(Written):
    """What a party's system can do, and from when (A-8).

    `ready_on` None: nobody knows yet. `needed`: without it there is no gain for anybody.
    """

    party: UUID
    system: str
    can: tuple[Capability, ...] = ()
    needed: bool = True
    ready_on: date | None = None


class TechnicalDetail(Written):
    """The systems of the parties (A-8)."""

    component: Literal["technical"] = "technical"
    systems: tuple[PartySystem, ...] = ()


Detail: TypeAlias = Annotated[
    PracticalDetail
    | MedicalDetail
    | LanguageDetail
    | EconomicDetail
    | LegalDetail
    | TechnicalDetail,
    Field(discriminator="component"),
]
