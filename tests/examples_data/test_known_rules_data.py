"""What triage can refer to from the start: the tasks that hospitals do themselves (I-5)."""

from datetime import date

from services.intake.commands import RuleText
from services.intake.rules.known import rule_is_told
from tests.examples_data.read import read


def test_i_5_the_five_tasks_are_told_with_their_source_and_days() -> None:
    rules = read("known_rules.json")["known_rules"]
    assert [each["key"] for each in rules] == [
        "onward-referral",
        "own-requests",
        "patient-transport",
        "sick-notes",
        "prescriptions",
    ]
    for each in rules:
        until = each["valid_to"]
        rule_is_told(
            RuleText(
                each["title"],
                each["text"],
                each["source"],
                date.fromisoformat(each["valid_from"]),
                date.fromisoformat(until) if until else None,
            )
        )
