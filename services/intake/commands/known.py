"""What is asked of the register of known rules, and of a helsefellesskap's settings (I-5, I-8)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a known rule says, where it stands, and on which days it holds, both included."""

    title: str
    text: str
    source: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterRule:
    """A known rule or answer; `helsefellesskap` None for the whole country."""

    rule_id: UUID
    helsefellesskap: UUID | None
    content: RuleText


@dataclass(frozen=True, slots=True)
class CorrectRule:
    """A known rule gets a new version, with the reason."""

    rule_id: UUID
    content: RuleText
    reason: str


@dataclass(frozen=True, slots=True)
class SetRecurrence:
    """How many times a problem is joined or answered before it raises itself (I-8)."""

    helsefellesskap: UUID
    times: int


@dataclass(frozen=True, slots=True)
class NameLiaison:
    """This person may answer first, for a party or in the whole helsefellesskap (I-5)."""

    helsefellesskap: UUID
    person: UUID
    party: UUID | None = None


@dataclass(frozen=True, slots=True)
class RemoveLiaison:
    """This person may no longer answer first."""

    helsefellesskap: UUID
    person: UUID
    party: UUID | None = None


RuleCommand: TypeAlias = RegisterRule | CorrectRule
SettingCommand: TypeAlias = SetRecurrence | NameLiaison | RemoveLiaison
