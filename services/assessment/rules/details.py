"""What must hold for the long form of a component, by rule number (A-3 to A-8). Pure."""

from collections.abc import Collection, Iterable, Sequence
from typing import assert_never
from uuid import UUID

from services.assessment.rules.open_text import is_a_table, is_open_table, is_written
from services.assessment.rules.provisions import is_known_law, is_section
from shared.contracts.assessment import Component, Detail
from shared.contracts.assessment.details import (
    EconomicDetail,
    LanguageDetail,
    LegalDetail,
    MedicalDetail,
    PracticalDetail,
    Span,
    TechnicalDetail,
)
from shared.values.refusal import Refused

RULES: dict[Component, str] = {
    "practical": "A-3",
    "medical": "A-5",
    "language": "A-4",
    "economic": "A-6",
    "legal": "A-7",
    "technical": "A-8",
}
MOST_ORE = 10**14
MOST_HOURS = 10**9
"""More than the whole health service costs in a year: somebody has typed too many digits."""


def detail_is_in_order(detail: Detail, on_the_case: Collection[UUID]) -> None:
    """A-2 to A-8: each row says what it is about, and whom; on organisations of the case only."""
    rule = RULES[detail.component]
    match detail:
        case PracticalDetail():
            _tasks(rule, detail, on_the_case)
        case MedicalDetail():
            _rows(rule, "evidence", [each.reference for each in detail.evidence], "reference")
            questions = [each.question for each in detail.disagreements]
            _rows(rule, "disagreements", questions, "question")
        case LanguageDetail():
            _handovers(rule, detail, on_the_case)
        case EconomicDetail():
            _money(rule, detail, on_the_case)
        case LegalDetail():
            _provisions(rule, detail)
        case TechnicalDetail():
            _rows(rule, "systems", [each.system for each in detail.systems], "system")
            _parties("systems", "party", [each.party for each in detail.systems], on_the_case)
        case _:
            assert_never(detail)
    is_open_table(rule, detail.component, detail)


def _rows(rule: str, table: str, said: Sequence[str], column: str) -> None:
    """Each row says what it is about."""
    is_a_table(rule, table, said)
    for place, text in enumerate(said):
        is_written(rule, f"{table}.{place}.{column}", text)


def _parties(
    table: str, column: str, parties: Iterable[UUID | None], on_the_case: Collection[UUID]
) -> None:
    """A-2: each row is about an organisation of the case."""
    for place, party in enumerate(parties):
        if party is not None and party not in on_the_case:
            raise Refused("A-2", "assessment.party-not-on-case", field=f"{table}.{place}.{column}")


def _tasks(rule: str, detail: PracticalDetail, on_the_case: Collection[UUID]) -> None:
    _rows(rule, "tasks", [each.what for each in detail.tasks], "what")
    _parties("tasks", "party", [each.party for each in detail.tasks], on_the_case)
    _parties("tasks", "moves_from", [each.moves_from for each in detail.tasks], on_the_case)
    for place, each in enumerate(detail.tasks):
        if each.moves_from == each.party:
            raise Refused(rule, "assessment.same-party", field=f"tasks.{place}.moves_from")


def _handovers(rule: str, detail: LanguageDetail, on_the_case: Collection[UUID]) -> None:
    _rows(rule, "handovers", [each.what for each in detail.handovers], "what")
    _parties("handovers", "from_party", [e.from_party for e in detail.handovers], on_the_case)
    _parties("handovers", "to_party", [e.to_party for e in detail.handovers], on_the_case)
    is_a_table(rule, "code_systems", detail.code_systems)
    is_a_table(rule, "documents", detail.documents)


def _money(rule: str, detail: EconomicDetail, on_the_case: Collection[UUID]) -> None:
    """A-6: no amount below nothing, no range upside down, and something is told of each."""
    is_a_table(rule, "lines", detail.lines)
    _parties("lines", "party", [each.party for each in detail.lines], on_the_case)
    for place, each in enumerate(detail.lines):
        at = f"lines.{place}"
        is_a_range(rule, f"{at}.ore", each.ore, MOST_ORE)
        is_a_range(rule, f"{at}.hours", each.hours, MOST_HOURS)
        if not each.ore.high and not each.hours.high:
            raise Refused(rule, "assessment.line-empty", field=at)


def is_a_range(rule: str, field: str, span: Span, most: int) -> None:
    """From nothing or more, up to as much or more."""
    if span.low < 0:
        raise Refused(rule, "assessment.negative", field=f"{field}.low")
    if span.high < span.low:
        raise Refused(rule, "assessment.range-upside-down", field=f"{field}.high")
    if span.high > most:
        raise Refused(rule, "assessment.too-much", field=f"{field}.high")


def _provisions(rule: str, detail: LegalDetail) -> None:
    """A-7: a law and a section that can be found again."""
    is_a_table(rule, "provisions", detail.provisions)
    for place, each in enumerate(detail.provisions):
        if not is_known_law(each.law):
            raise Refused(rule, "assessment.law-unknown", field=f"provisions.{place}.law")
        if not is_section(each.section):
            raise Refused(rule, "assessment.section-unknown", field=f"provisions.{place}.section")
