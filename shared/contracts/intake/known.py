"""What triage can refer to, and how a helsefellesskap wants its triage (I-5, I-8)."""

from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.record import Event


class KnownRuleRegistered(Event):
    """A rule or an answer that is known, as triage can refer to it (I-5).

    `helsefellesskap` None is for the whole country. `source` is the law, the clause of an
    agreement, the guideline. It holds on the days from `valid_from` to `valid_to`, both included.
    """

    type: Literal["intake.known-rule-registered.v1"] = "intake.known-rule-registered.v1"
    rule_id: UUID
    helsefellesskap: UUID | None = None
    title: str
    text: str
    source: str
    valid_from: date
    valid_to: date | None = None


class KnownRuleCorrected(Event):
    """A known rule has a new version; the ones before it stay readable (I-5)."""

    type: Literal["intake.known-rule-corrected.v1"] = "intake.known-rule-corrected.v1"
    rule_id: UUID
    version: int
    title: str
    text: str
    source: str
    valid_from: date
    valid_to: date | None = None
    reason: str


class RecurrenceSet(Event):
    """How many times a problem is joined or answered before it raises itself (I-8)."""

    type: Literal["intake.recurrence-set.v1"] = "intake.recurrence-set.v1"
    helsefellesskap: UUID
    times: int


class LiaisonNamed(Event):
    """This person may answer first (I-5): for a party, or in the whole helsefellesskap."""

    type: Literal["intake.liaison-named.v1"] = "intake.liaison-named.v1"
    helsefellesskap: UUID
    person: UUID
    party: UUID | None = None


class LiaisonRemoved(Event):
    """This person is a liaison no longer."""

    type: Literal["intake.liaison-removed.v1"] = "intake.liaison-removed.v1"
    helsefellesskap: UUID
    person: UUID
    party: UUID | None = None


KnownRuleEvent: TypeAlias = KnownRuleRegistered | KnownRuleCorrected
SettingEvent: TypeAlias = RecurrenceSet | LiaisonNamed | LiaisonRemoved
