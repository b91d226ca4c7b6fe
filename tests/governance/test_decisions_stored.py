"""What a decision rests on survives being stored, so that it can be replayed (R-3)."""

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from services.governance.commands import GovernanceCommand
from services.governance.commands.meetings import Entry
from shared.contracts.governance import GovernanceEvent
from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import Event
from tests.examples.governance import (
    EVENTS,
    cases,
    exits,
    hearings,
    meetings,
    minutes,
    own_lines,
    register,
    structure,
    trials,
)
from tests.governance.exit_situations import FOR_SKIEN
from tests.governance.situations import (
    BODY_FACTS,
    DECIDING,
    MEETING_FACTS,
    ORGANISATION_FACTS,
    PROPOSING,
    REGISTER_FACTS,
    SEAT_FACTS,
)
from tests.governance.test_decisions_hearings import OPENING

COMMANDS = [
    value
    for room in (register, structure, cases, own_lines, meetings, minutes, exits, trials, hearings)
    for value in vars(room).values()
    if type(value).__module__.startswith("services.governance.commands")
    and not isinstance(value, Entry)
]
GOVERNANCE = "shared.contracts.governance"
FACTS = [
    REGISTER_FACTS,
    ORGANISATION_FACTS,
    BODY_FACTS,
    SEAT_FACTS,
    MEETING_FACTS,
    PROPOSING,
    DECIDING,
    FOR_SKIEN,
    OPENING,
]


@pytest.mark.parametrize("value", [*COMMANDS, *FACTS], ids=lambda value: type(value).__name__)
def test_a_command_and_its_facts_come_back_as_they_were_r_3(value: Any) -> None:
    adapter = TypeAdapter(type(value))
    assert adapter.validate_json(adapter.dump_json(value)) == value


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_an_event_comes_back_as_it_was_r_3(event: Event) -> None:
    adapter: TypeAdapter[Event] = TypeAdapter(GovernanceEvent)
    assert adapter.validate_json(event.model_dump_json()) == event


def test_there_is_an_example_of_every_event_and_one_only() -> None:
    governance = [kind for kind in EVENT_TYPES if kind.__module__.startswith(GOVERNANCE)]
    assert sorted(kind.__name__ for kind in governance) == sorted(
        type(event).__name__ for event in EVENTS
    )


def test_there_is_an_example_of_every_command_and_one_only() -> None:
    commands = [type(command).__name__ for command in COMMANDS]
    assert sorted(commands) == sorted(kind.__name__ for kind in get_args(GovernanceCommand))
