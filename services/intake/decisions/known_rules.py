"""A rule or an answer that is known, in all its versions (I-5)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.commands import CorrectRule, IntakeFacts, RegisterRule, RuleCommand, RuleText
from services.intake.rules.known import rule_is_told
from services.intake.rules.reports import is_told
from shared.contracts.intake import KnownRuleCorrected, KnownRuleEvent, KnownRuleRegistered
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class NoRule:
    """Nothing is registered under this id."""


@dataclass(frozen=True, slots=True)
class KnownRule:
    """What it says now. `helsefellesskap` None is for the whole country."""

    helsefellesskap: UUID | None
    version: int
    content: RuleText

    def holds_on(self, day: date) -> bool:
        until = self.content.valid_to
        return self.content.valid_from <= day and (until is None or day <= until)


Rule: TypeAlias = NoRule | KnownRule


def decide(command: RuleCommand, _facts: IntakeFacts, rule: Rule) -> tuple[KnownRuleEvent, ...]:
    match command:
        case RegisterRule():
            return register(command, rule)
        case CorrectRule():
            return correct(command, rule)
        case _:
            assert_never(command)


def register(command: RegisterRule, rule: Rule) -> tuple[KnownRuleEvent, ...]:
    """I-5: what triage can refer to from now on."""
    if isinstance(rule, KnownRule):
        raise Refused("I-5", "intake.rule-registered-already", field="rule_id")
    rule_is_told(command.content)
    said = command.content
    return (
        KnownRuleRegistered(
            rule_id=command.rule_id,
            helsefellesskap=command.helsefellesskap,
            title=said.title.strip(),
            text=said.text.strip(),
            source=said.source.strip(),
            valid_from=said.valid_from,
            valid_to=said.valid_to,
        ),
    )


def correct(command: CorrectRule, rule: Rule) -> tuple[KnownRuleEvent, ...]:
    """I-5: a new version; nothing that was answered by an earlier one changes."""
    if isinstance(rule, NoRule):
        raise Refused("I-5", "intake.rule-unknown")
    rule_is_told(command.content)
    is_told(command.reason, "reason", "I-5")
    said = command.content
    corrected = KnownRuleCorrected(
        rule_id=command.rule_id,
        version=rule.version + 1,
        title=said.title.strip(),
        text=said.text.strip(),
        source=said.source.strip(),
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        reason=command.reason.strip(),
    )
    return () if _content(corrected) == rule.content else (corrected,)


def evolve(rule: Rule, event: KnownRuleEvent) -> Rule:
    match event:
        case KnownRuleRegistered():
            return KnownRule(event.helsefellesskap, 1, _content(event))
        case KnownRuleCorrected():
            assert isinstance(rule, KnownRule), "only what is known is corrected"
            return KnownRule(rule.helsefellesskap, event.version, _content(event))
        case _:
            assert_never(event)


def _content(event: KnownRuleEvent) -> RuleText:
    return RuleText(event.title, event.text, event.source, event.valid_from, event.valid_to)
