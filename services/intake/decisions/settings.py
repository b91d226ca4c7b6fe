"""How a helsefellesskap wants its triage: what recurs, and who may answer first (I-5, I-8)."""

from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.commands import (
    IntakeFacts,
    NameLiaison,
    RemoveLiaison,
    SetRecurrence,
    SettingCommand,
)
from services.intake.commands.facts import OFTEN
from services.intake.rules.known import recurs_within_reason
from shared.contracts.intake import LiaisonNamed, LiaisonRemoved, RecurrenceSet, SettingEvent

Liaison: TypeAlias = tuple[UUID, UUID | None]
"""A person, and the party they answer for; None for the whole helsefellesskap."""


@dataclass(frozen=True, slots=True)
class Settings:
    """As it is until something is set: three times, and no liaison."""

    often: int = OFTEN
    liaisons: frozenset[Liaison] = field(default_factory=frozenset)

    def may_answer(self, person: UUID, parties: tuple[UUID, ...]) -> bool:
        """Whether this person may answer first in a case of these parties."""
        return any(
            each in self.liaisons for each in ((person, None), *((person, p) for p in parties))
        )


def decide(
    command: SettingCommand, _facts: IntakeFacts, settings: Settings
) -> tuple[SettingEvent, ...]:
    """What is so already is not said again."""
    match command:
        case SetRecurrence():
            recurs_within_reason(command)
            if command.times == settings.often:
                return ()
            return (RecurrenceSet(helsefellesskap=command.helsefellesskap, times=command.times),)
        case NameLiaison():
            if (command.person, command.party) in settings.liaisons:
                return ()
            return (
                LiaisonNamed(
                    helsefellesskap=command.helsefellesskap,
                    person=command.person,
                    party=command.party,
                ),
            )
        case RemoveLiaison():
            if (command.person, command.party) not in settings.liaisons:
                return ()
            return (
                LiaisonRemoved(
                    helsefellesskap=command.helsefellesskap,
                    person=command.person,
                    party=command.party,
                ),
            )
        case _:
            assert_never(command)


def evolve(settings: Settings, event: SettingEvent) -> Settings:
    match event:
        case RecurrenceSet():
            return replace(settings, often=event.times)
        case LiaisonNamed():
            named = settings.liaisons | {(event.person, event.party)}
            return replace(settings, liaisons=named)
        case LiaisonRemoved():
            left = settings.liaisons - {(event.person, event.party)}
            return replace(settings, liaisons=left)
        case _:
            assert_never(event)
