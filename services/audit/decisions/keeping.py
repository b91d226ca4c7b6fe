"""The questions that a person keeps. Pure (R-5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from services.audit import rules
from services.audit.commands import ForgetQuery, QueryCommand, SaveQuery
from shared.contracts.audit import QueryEvent, QueryForgotten, QuerySaved
from shared.contracts.record import Facts


@dataclass(frozen=True, slots=True)
class Kept:
    """Questions by their names."""

    queries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def decide(command: QueryCommand, facts: Facts, state: Kept) -> tuple[QueryEvent, ...]:
    rules.keeps_own(command.person, facts.by.person)
    match command:
        case SaveQuery():
            return save(command, state)
        case ForgetQuery():
            return forget(command, state)
        case _:
            assert_never(command)


def save(command: SaveQuery, state: Kept) -> tuple[QueryEvent, ...]:
    """R-5: under a name, and not without end."""
    name = command.name.strip()
    rules.can_be_kept(name, state.queries)
    if state.queries.get(name) == command.asked:
        return ()
    return (QuerySaved(person=command.person, name=name, asked=dict(command.asked)),)


def forget(command: ForgetQuery, state: Kept) -> tuple[QueryEvent, ...]:
    if command.name not in state.queries:
        return ()
    return (QueryForgotten(person=command.person, name=command.name),)


def evolve(state: Kept, event: QueryEvent) -> Kept:
    match event:
        case QuerySaved():
            return Kept({**state.queries, event.name: event.asked})
        case QueryForgotten():
            others = {name: asked for name, asked in state.queries.items() if name != event.name}
            return Kept(others)
        case _:
            assert_never(event)
