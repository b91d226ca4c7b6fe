"""Chains of upcasts lead to today's language (architecture 4, Versions)."""

from typing import Any

import pytest

from shared.contracts.upcasters import Upcast
from shared.eventlog.upcasting import DeadEnd, Upcasters, UpcastLoop


def added(name: str) -> Any:
    return lambda data: data | {name: len(data)}


CHAIN = Upcasters(
    {
        "intake.a.v1": Upcast("intake.a.v2", added("second")),
        "intake.a.v2": Upcast("intake.b.v1", added("third")),
        "intake.c.v1": Upcast("intake.b.v1", added("other")),
    }
)


def test_the_steps_are_taken_one_after_the_other() -> None:
    stored = {"first": 0}
    assert CHAIN.upcast("intake.a.v1", stored) == (
        "intake.b.v1",
        {"first": 0, "second": 1, "third": 2},
    )
    assert stored == {"first": 0}
    assert CHAIN.upcast("intake.a.v2", {}) == ("intake.b.v1", {"third": 0})
    assert CHAIN.upcast("intake.b.v1", {}) == ("intake.b.v1", {})


def test_every_earlier_type_has_an_end() -> None:
    assert {name: CHAIN.end(name) for name in CHAIN.earlier} == dict.fromkeys(
        ("intake.a.v1", "intake.a.v2", "intake.c.v1"), "intake.b.v1"
    )
    assert CHAIN.end("intake.unheard.v1") == "intake.unheard.v1"


def test_a_chain_that_ends_outside_the_language_is_found() -> None:
    CHAIN.check(["intake.b.v1"])
    with pytest.raises(DeadEnd, match=r"intake\.a\.v1 is read as intake\.b\.v1"):
        CHAIN.check(["intake.a.v2"])


@pytest.mark.parametrize(
    "steps",
    [
        {"intake.a.v1": "intake.a.v1"},
        {"intake.a.v1": "intake.a.v2", "intake.a.v2": "intake.a.v1"},
        {"intake.x.v1": "intake.a.v1", "intake.a.v1": "intake.a.v2", "intake.a.v2": "intake.a.v1"},
    ],
)
def test_a_ring_is_refused(steps: dict[str, str]) -> None:
    with pytest.raises(UpcastLoop, match="->"):
        Upcasters({name: Upcast(to, dict) for name, to in steps.items()})
