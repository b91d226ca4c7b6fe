"""What triage can choose among: outcomes, lines, cases, known rules and routines (I-5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.pages.presenters.reporting import joinable
from services.intake.readmodels.cases import Case
from services.intake.readmodels.known_rules import KnownRule
from services.intake.readmodels.reports import Report
from services.intake.readmodels.similar_found import Similar
from shared.contracts.intake import TriageOutcome
from shared.web.components import Figure, Option
from shared.web.i18n import Words

OUTCOMES: tuple[TriageOutcome, ...] = (
    "answered",
    "routed-to-line",
    "joined",
    "lifted-to-assessment",
    "lifted-to-system-level",
    "declined",
)
"""A report is taken back by its reporter, and by nobody else (I-0)."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Known rules to cite: those that are about the same, and the others."""

    alike: tuple[Option, ...]
    others: tuple[Option, ...]


def outcomes(words: Words) -> list[Option]:
    return [
        Option(each, words(f"intake.outcome.{each}"), words(f"intake.outcome.{each}-about"))
        for each in OUTCOMES
    ]


def lines(case: Case) -> list[Option]:
    """I-2: the parties that the register knows."""
    return [
        Option(str(party.organisation_id), party.name)
        for party in case.parties
        if party.organisation_id
    ]


def joinable_options(alike: Sequence[Similar], words: Words) -> list[Option]:
    """I-0: cases about the same that are not at their end."""
    return [
        Option(
            str(each.subject),
            words("intake.alike.case", number=each.number, title=each.title),
            words(
                "intake.alike.stands", stage=words(f"intake.stage.{each.stage}"), count=each.reports
            ),
        )
        for each in alike
        if joinable(each.stage)
    ]


def report_options(held: Sequence[Report], words: Words) -> list[Option]:
    """The reports that may go with a new case (I-0)."""
    return [
        Option(
            str(each.report_id),
            words("intake.split.report", number=each.number, day=each.reported_on),
            ", ".join(party.name for party in each.parties),
        )
        for each in held
    ]


def routine_options(alike: Sequence[Similar]) -> list[Option]:
    return [Option(str(each.subject), f"{each.number} {each.title}") for each in alike]


def rule_options(rules: Sequence[KnownRule], alike: Sequence[Similar], words: Words) -> Offered:
    """Those that hold today, by title; those about the same first."""
    near = {each.subject for each in alike}
    options = {
        each.rule_id: Option(
            str(each.rule_id), words("intake.rule.cited", title=each.title, source=each.source)
        )
        for each in rules
    }
    return Offered(
        tuple(options[each.subject] for each in alike if each.subject in options),
        tuple(option for rule_id, option in options.items() if rule_id not in near),
    )


def figures(waiting: Sequence[Case], asked: Sequence[Case], words: Words) -> list[Figure]:
    """The inbox in numbers (I-8, I-12)."""
    counted = {
        "waiting": len(waiting),
        "urgent": sum(each.urgent for each in waiting),
        "recurring": sum(each.recurring for each in waiting),
        "disputed": sum(each.disputed for each in waiting),
        "asked": len(asked),
    }
    return [
        Figure(words(f"intake.inbox.{name}"), words.formats.number(count))
        for name, count in counted.items()
    ]
