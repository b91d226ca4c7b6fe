"""What must hold for the register of known rules and for the settings of triage (I-5, I-8)."""

from services.intake.commands import RuleText, SetRecurrence
from services.intake.rules.reports import TITLE_LENGTH, is_told
from shared.values.refusal import Refused

FEWEST, MOST = 2, 100
"""A problem that has come once is not recurring; one that has come a hundred times long is."""


def rule_is_told(content: RuleText) -> None:
    """I-5: a title, the text, where it stands, and the days on which it holds."""
    for field in ("title", "text", "source"):
        is_told(getattr(content, field), field, "I-5")
    if len(content.title) > TITLE_LENGTH:
        raise Refused("I-5", "intake.text-too-long", field="title", longest=TITLE_LENGTH)
    if content.valid_to is not None and content.valid_to < content.valid_from:
        raise Refused("I-5", "intake.valid-backwards", field="valid_to")


def recurs_within_reason(asked: SetRecurrence) -> None:
    """I-8: more than once, and before everybody has given up."""
    if not FEWEST <= asked.times <= MOST:
        raise Refused("I-8", "intake.recurrence-range", field="times", fewest=FEWEST, most=MOST)
