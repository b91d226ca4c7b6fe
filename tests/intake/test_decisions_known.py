"""Known rules and the settings of triage: given, when, then."""

from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any

import pytest

from services.intake.commands import SetRecurrence
from services.intake.decisions import known_rules, settings
from services.intake.decisions.known_rules import KnownRule, NoRule, Rule
from services.intake.decisions.settings import Settings
from shared.contracts.intake import KnownRuleEvent
from shared.values.refusal import Refused
from tests.examples.ids import HOSPITAL, SKIEN, TELEMARK
from tests.examples.intake.triage import (
    CONTENT,
    CORRECT_RULE,
    LIAISON,
    LIAISON_NAMED,
    LIAISON_REMOVED,
    NAME_LIAISON,
    RECURRENCE_SET,
    REGISTER_RULE,
    REMOVE_LIAISON,
    RULE_CORRECTED,
    RULE_REGISTERED,
    SET_RECURRENCE,
)
from tests.intake.situations import FACTS


def rule(*events: KnownRuleEvent) -> Rule:
    start: Rule = NoRule()
    return reduce(known_rules.evolve, events, start)


def test_a_rule_is_registered_once_and_corrected_by_a_new_version_i_5() -> None:
    assert known_rules.decide(REGISTER_RULE, FACTS, rule()) == (RULE_REGISTERED,)
    known = rule(RULE_REGISTERED)
    with pytest.raises(Refused, match="rule-registered-already"):
        known_rules.decide(REGISTER_RULE, FACTS, known)
    assert known_rules.decide(CORRECT_RULE, FACTS, known) == (RULE_CORRECTED,)
    corrected = rule(RULE_REGISTERED, RULE_CORRECTED)
    assert known_rules.decide(CORRECT_RULE, FACTS, corrected) == (), "it reads so already"
    with pytest.raises(Refused, match="rule-unknown"):
        known_rules.decide(CORRECT_RULE, FACTS, rule())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"text": ""}, "text"),
        ({"source": ""}, "source"),
        ({"text": "Gjelder 01019000083"}, "text"),
        ({"title": "a" * 201}, "title"),
        ({"valid_to": date(2019, 12, 31)}, "valid_to"),
    ],
)
def test_a_rule_says_what_it_is_where_it_stands_and_when_it_holds_i_5(
    change: Any, field: str
) -> None:
    asked = replace(REGISTER_RULE, content=replace(CONTENT, **change))
    with pytest.raises(Refused) as refusal:
        known_rules.decide(asked, FACTS, rule())
    assert refusal.value.field == field


def test_a_rule_holds_from_its_first_day_to_its_last_i_5() -> None:
    known = KnownRule(TELEMARK, 1, replace(CONTENT, valid_to=date(2020, 12, 31)))
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))
    assert [known.holds_on(day) for day in days] == [False, True, True, False]


def test_the_settings_of_triage_are_said_once_i_5_i_8() -> None:
    start = Settings()
    for asked, said in (
        (SET_RECURRENCE, RECURRENCE_SET),
        (NAME_LIAISON, LIAISON_NAMED),
    ):
        assert settings.decide(asked, FACTS, start) == (said,)
        assert settings.decide(asked, FACTS, settings.evolve(start, said)) == ()
    named = settings.evolve(start, LIAISON_NAMED)
    assert settings.decide(REMOVE_LIAISON, FACTS, start) == ()
    assert settings.decide(REMOVE_LIAISON, FACTS, named) == (LIAISON_REMOVED,)
    assert settings.evolve(named, LIAISON_REMOVED) == start


@pytest.mark.parametrize("times", [1, 101])
def test_once_is_not_recurring_i_8(times: int) -> None:
    with pytest.raises(Refused, match="recurrence-range"):
        settings.decide(SetRecurrence(TELEMARK, times), FACTS, Settings())


def test_a_liaison_answers_for_a_party_or_for_all_i_5() -> None:
    of_skien = Settings(liaisons=frozenset({(LIAISON, SKIEN)}))
    assert of_skien.may_answer(LIAISON, (HOSPITAL, SKIEN))
    assert not of_skien.may_answer(LIAISON, (HOSPITAL,))
    of_all = Settings(liaisons=frozenset({(LIAISON, None)}))
    assert of_all.may_answer(LIAISON, ())
