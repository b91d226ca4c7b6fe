"""A decision is replayed from the log alone and comes out the same, or that is shown (R-2, R-3)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from deploy.migrating import migrate
from services.governance.app import build
from services.governance.commands.facts import RegisterFacts
from services.governance.commands.register import EstablishHelsefellesskap, RegisterPerson
from services.governance.decisions import RULES_VERSION
from shared.contracts.record import Sealed, Who
from shared.eventlog.commands import Asked, Decider
from shared.service.assembly import Service
from shared.service.explaining import Unexplained, explained
from shared.service.process import surroundings
from shared.service.replays import states
from shared.service.settings import Settings
from shared.values.refusal import Refused
from tests.examples.ids import NOW, SECRETARY, TELEMARK, id_of

PERSON = id_of("explained person")


@pytest.fixture
def governance(tmp_path: Path) -> Iterator[Service]:
    settings = Settings(home=tmp_path, redis_url="unix:///nowhere")
    migrate(settings)
    around = surroundings(settings, ["governance"])
    service = build(around)
    yield service
    service.platform.close()
    around.keys.store.close()


def ask(service: Service, command: Any, name: str, causation: UUID | None = None) -> int:
    done = service.handler.handle(
        Asked(command, id_of(name), Who(SECRETARY), NOW, "structure", TELEMARK, causation)
    )
    return done.position


def register(service: Service, name: str = "Kari Nordmann") -> int:
    command = RegisterPerson(
        person_id=PERSON,
        name=Sealed(subject=f"person-{PERSON}", purpose="name", clear=name),
        hpr=None,
        contact=None,
        employment="none",
        title="Lege",
    )
    return ask(service, command, "register", id_of("cause"))


def changed(service: Service, decide: Any, version: str = RULES_VERSION) -> Service:
    """The same service whose rules decide otherwise."""
    platform = service.platform
    deciders: list[Decider[Any, Any, Any]] = [
        replace(each, decide=decide) if each.kind == "person" else each
        for each in {id(each): each for each in service.handler._deciders.values()}.values()
    ]
    return replace(service, handler=platform.handler(version, deciders))


def test_what_was_decided_comes_out_again_also_where_it_was_sealed_r_3(
    governance: Service,
) -> None:
    found = explained(governance, register(governance))
    assert (found.verdict, found.differences) == ("agrees", ())
    assert (found.command, found.causation) == ("RegisterPerson", id_of("cause"))
    assert found.recorded == found.replayed
    assert "Kari" not in found.model_dump_json()


def test_a_rule_that_was_changed_shows_what_comes_out_otherwise_r_3(governance: Service) -> None:
    position = register(governance)
    original = governance.handler.decider_named("RegisterPerson")
    assert original is not None

    def decide(command: Any, facts: RegisterFacts, state: Any) -> Any:
        return tuple(
            each.model_copy(update={"employment": "employed"})
            for each in original[1].decide(command, facts, state)
        )

    found = explained(changed(governance, decide), position)
    assert found.verdict == "differs"
    assert found.differences == (f"1: {found.recorded[0]}.employment",)
    other = explained(changed(governance, decide, "another"), position)
    assert (other.verdict, other.rules_today) == ("other-rules", "another")


def test_a_decision_that_would_be_refused_today_says_by_which_rule_r_3(
    governance: Service,
) -> None:
    position = register(governance)

    def decide(_command: Any, facts: RegisterFacts, _state: Any) -> Any:
        raise Refused("P-1", "governance.no-more")

    found = explained(changed(governance, decide), position)
    assert (found.verdict, found.refusal) == ("differs", "P-1: governance.no-more")
    assert found.replayed == ()


def test_what_rested_on_something_erased_is_told_as_such_r_7(governance: Service) -> None:
    position = register(governance)
    governance.platform.keys.store.destroy(f"person-{PERSON}")
    found = explained(governance, position)
    assert found.verdict == "erased"
    assert found.recorded


def test_there_is_nothing_to_explain_where_there_is_no_event(governance: Service) -> None:
    with pytest.raises(Unexplained):
        explained(governance, 1)
    with pytest.raises(Unexplained):
        explained(governance, 0)


def test_a_stream_is_told_as_it_was_up_to_a_position_r_2(governance: Service) -> None:
    first = ask(
        governance, EstablishHelsefellesskap(TELEMARK, "Telemark", "{year}/{running}"), "area"
    )
    second = register(governance)
    streams = [f"person-{PERSON}", f"helsefellesskap-{TELEMARK}", "nothing-here"]
    before = states(governance, streams, first)
    assert [each.stream for each in before.states] == [f"helsefellesskap-{TELEMARK}"]
    after = states(governance, streams, second)
    assert [each.version for each in after.states] == [1, 1]
    assert states(governance, streams, 0).states == ()
